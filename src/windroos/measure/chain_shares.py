"""Which share of a link, and of a chain, lies outside a scope: bounds that nothing can break."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .chain_checks import EPSILON
from .chain_parts import Chain, ChainError
from .chain_reach import Floats, of_ends, reach
from .scope import EVERYWHERE, Scope


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the most that a share (0 to 1) can be."""

    low: float
    high: float


def outside(chain: Chain, scope: Scope = EVERYWHERE) -> Floats:
    """(L, 2) the least and the most of each link that may be held outside the scope.

    Shares unknown lie anywhere in their interval, all shares of a link add up to 1 at most, and
    what the known holders leave is held by others, who may be anywhere; unless the link is
    `complete`. So the least is what those outside hold at least, or what those within (and those
    whose place is not known) leave at most; the most is the other way round. Both are attained,
    since of a sum of intervals every value is.

    Raises `ChainError` when the shares of a link cannot add up.
    """
    found = np.tile([0.0, 1.0], (len(chain.links), 1))
    for number, link in enumerate(chain.links):
        low = dict.fromkeys(("inside", "perhaps", "outside"), 0.0)
        high = dict(low)
        for holder in chain.holders_of[link.id]:
            place = scope.place(holder.region, holder.land)
            least, most = holder.shares
            low[place] += least
            high[place] += most
        if not chain.holders_of[link.id]:
            continue
        if sum(low.values()) > 1 + EPSILON:
            why = "its holders come after each other, so take the chain as it was on a day"
            raise ChainError([f"the shares of {link.id!r} are more than 1 together: {why}"])
        # Who is perhaps within is counted within for the least, and outside for the most.
        least, most = low["outside"], 1.0 - low["inside"]
        if link.complete:
            if sum(high.values()) < 1 - EPSILON:
                why = "its holders on this day are not all there are"
                raise ChainError([f"the shares of {link.id!r} are less than 1 together: {why}"])
            least = max(least, 1.0 - high["inside"] - high["perhaps"])
            most = min(most, high["outside"] + high["perhaps"])
        found[number] = least, most
    return np.clip(found, 0.0, 1.0)


def dependence(chain: Chain, scope: Scope = EVERYWHERE) -> tuple[dict[str, Bounds], Bounds]:
    """How far each link by itself, and the chain up to its ends, depends on what lies outside.

    The chain depends as much as the weakest link on its best route: a link that needs all it gets
    is no more one's own than the least own of its inflows, one that needs any as much as the most
    own of them (`reach`). As that never falls when a share within rises, and the links do not bind
    each other, the bounds of the links give exact bounds of the chain.
    """
    shares = outside(chain, scope)
    whole = 1.0 - of_ends(chain, reach(chain, 1.0 - shares.T))
    links = {
        link.id: Bounds(float(low), float(high))
        for link, (low, high) in zip(chain.links, shares, strict=True)
    }
    return links, Bounds(float(whole[0]), float(whole[1]))
