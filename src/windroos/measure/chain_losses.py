"""What is lost with one holder, region or country, and whether the chain still comes to its end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

import numpy as np

from .chain_parts import Chain, Holder
from .chain_reach import marks, names, of_ends, reach
from .scope import EVERYWHERE, Scope, lies_in

Kind = Literal["holder", "region", "country"]
KINDS: tuple[Kind, ...] = ("holder", "region", "country")


@dataclass(frozen=True, slots=True)
class Loss:
    """One that alone holds a link or more, and what goes with it.

    `stops` are the links that were reached and then are not, beside those it `loses`. `fatal`: the
    end of the chain is reached with it and not without it, a single point of failure.
    """

    kind: Kind
    id: str
    loses: tuple[str, ...]
    stops: tuple[str, ...]
    fatal: bool


def within(chain: Chain, scope: Scope) -> dict[str, tuple[Holder, ...]]:
    """Per link the holders who are surely within the scope."""
    return {
        link: tuple(h for h in holders if scope.place(h.region, h.land) == "inside")
        for link, holders in chain.holders_of.items()
    }


def losses(
    chain: Chain, scope: Scope = EVERYWHERE, *, granting: Collection[str] = ()
) -> tuple[Loss, ...]:
    """Everyone and everywhere that alone holds a link within the scope; the fatal come first.

    With a holder go all its places, with a region what lies in it. Of a link with a holder whose
    region is not known, no region is known to be the only one. `granting` are links taken as held
    by others too, who are not lost: so the open links of a chain can be left out of account.
    """
    held = within(chain, scope)
    alone = {key: links for key, links in _alone(chain, held).items() if links - set(granting)}
    if not alone:
        return ()
    now = np.maximum(
        marks(chain, (link for link, holders in held.items() if holders)), marks(chain, granting)
    )
    rows = np.tile(now, (len(alone), 1))
    for row, links in zip(rows, alone.values(), strict=True):
        row[[chain.at[link] for link in links if link not in granting]] = 0.0
    before, after = reach(chain, now) > 0, reach(chain, rows) > 0
    ended, ends = of_ends(chain, before), of_ends(chain, after)
    found = [
        Loss(
            kind,
            one,
            names(chain, (now > 0) & (row == 0)),
            names(chain, before & ~reached & (row > 0)),
            bool(ended and not end),
        )
        for (kind, one), row, reached, end in zip(alone, rows, after, ends, strict=True)
    ]
    return tuple(sorted(found, key=lambda loss: (not loss.fatal, KINDS.index(loss.kind), loss.id)))


def only(holders: Collection[Holder]) -> dict[Kind, str | None]:
    """The one holder, region and country of a link; None where there are more, or it is not known.

    The region is as it was given; that a wider one holds all of them is for `losses` to say.
    """
    sets = {
        "holder": {h.id for h in holders},
        "region": {h.region for h in holders},
        "country": {h.land for h in holders},
    }
    return {
        kind: next(iter(sets[kind])) or None if len(sets[kind]) == 1 else None for kind in KINDS
    }


def _alone(chain: Chain, held: dict[str, tuple[Holder, ...]]) -> dict[tuple[Kind, str], set[str]]:
    regions = sorted({holder.region for holder in chain.holders if holder.region})
    found: dict[tuple[Kind, str], set[str]] = defaultdict(set)
    for link, holders in held.items():
        one = only(holders)
        for kind in ("holder", "country"):
            if code := one[kind]:
                found[kind, code].add(link)
        places = {holder.region for holder in holders}
        if not places or "" in places:
            continue
        first, *others = places
        for region in regions:
            if lies_in(first, "", region) and all(lies_in(r, "", region) for r in others):
                found["region", region].add(link)
    return found
