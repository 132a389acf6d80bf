"""A value chain seen from a region: who holds which link, what is missing, and what that stops.

    chain = Chain((Link(id="wafer"), Link(id="chip")), (Flow("wafer", "chip"),), holders)
    seen = analyse(chain, Scope.of("NL41"))

Which links are held within the scope, what cannot be reached without what lies outside, who or
where is the only one, how much lies in foreign hands, and (`complements`) who could fill the gaps.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from .chain_losses import Kind, Loss, losses, only
from .chain_parts import STRENGTHS, Chain, Holder, Strength
from .chain_reach import Floats, marks, names, of_ends, reach
from .chain_shares import Bounds, dependence
from .scope import EVERYWHERE, Scope

State = Literal["held", "perhaps", "missing", "open"]
Reached = Literal["yes", "unknown", "no"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkState:
    """One link within a scope; who holds it where is by id, each once.

    `state`: `held` within the scope, `perhaps` (only by holders of whom it is not known whether
    they are within), `missing` (only held outside) or `open` (nobody is known to hold it anywhere).
    `reached`: whether all it needs is there too, within the scope; `unknown` while that hangs on
    links that are open or perhaps held.
    """

    id: str
    state: State
    reached: Reached
    circular: bool
    """It is reached only because the loop it is in already runs."""
    inside: tuple[str, ...]
    perhaps: tuple[str, ...]
    outside: tuple[str, ...]
    strengths: Mapping[Strength, int]
    """How many holders within hold it how strongly, each by the strongest it has."""
    sole: Mapping[Kind, str | None]
    """The only holder, region and country within; None where there are more, or it is unknown."""
    outside_share: Bounds

    @property
    def strength(self) -> Strength | None:
        """The strongest within; `emerging` is: only emerging."""
        return next((s for s in reversed(STRENGTHS) if self.strengths[s]), None)


@dataclass(frozen=True, slots=True)
class Gap:
    """A link that is not held within the scope.

    `stops`: the links that it alone would stop, if all others were held. `opens`: what would be
    reached, as things are, with it alone (itself included, when all it needs is there).
    """

    id: str
    state: State
    stops: tuple[str, ...]
    opens: tuple[str, ...]


@dataclass(frozen=True)
class Analysis:
    """A chain within a scope."""

    chain: Chain
    scope: Scope
    granting: frozenset[str]
    links: tuple[LinkState, ...]
    gaps: tuple[Gap, ...]
    losses: tuple[Loss, ...]
    reached: Reached
    """Whether all ends of the chain are."""
    strength: Strength | None
    """That of the weakest link on the strongest route to the ends; None when they are not reached,
    or with links that were granted, of which nobody knows the strength."""
    outside_share: Bounds
    """How far the chain up to its ends depends on what lies outside (`dependence`)."""

    @cached_property
    def by_id(self) -> Mapping[str, LinkState]:
        return {link.id: link for link in self.links}

    def of_state(self, state: State) -> tuple[str, ...]:
        return tuple(link.id for link in self.links if link.state == state)

    @property
    def single_points(self) -> tuple[Loss, ...]:
        """Whose loss makes an end that is reached unreachable."""
        return tuple(loss for loss in self.losses if loss.fatal)


def analyse(chain: Chain, scope: Scope = EVERYWHERE, *, granting: Collection[str] = ()) -> Analysis:
    """See a chain from a scope.

    `granting` are links taken as held by someone whom nothing happens to, to see the rest of the
    chain apart from them; they keep the state they have.

    Raises `ChainError` when a granted link is not there, or shares cannot add up.
    """
    places = {link: _placed(holders, scope) for link, holders in chain.holders_of.items()}
    states: dict[str, State] = {link: _state(placed) for link, placed in places.items()}
    granted = marks(chain, granting)
    held = np.maximum(marks(chain, (k for k, s in states.items() if s == "held")), granted)
    could = np.maximum(marks(chain, (k for k, s in states.items() if s != "missing")), granted)
    sure, perhaps = reach(chain, np.stack([held, could])) > 0
    started = reach(chain, held, from_nothing=True) > 0
    shares, whole = dependence(chain, scope)
    links = tuple(
        LinkState(
            id=link.id,
            state=states[link.id],
            reached=_reached(bool(sure[n]), bool(perhaps[n])),
            circular=bool(sure[n] and not started[n]),
            inside=_ids(places[link.id]["inside"]),
            perhaps=_ids(places[link.id]["perhaps"]),
            outside=_ids(places[link.id]["outside"]),
            strengths=_strengths(places[link.id]["inside"]),
            sole=only(places[link.id]["inside"]),
            outside_share=shares[link.id],
        )
        for n, link in enumerate(chain.links)
    )
    return Analysis(
        chain=chain,
        scope=scope,
        granting=frozenset(granting),
        links=links,
        gaps=_gaps(chain, states, held),
        losses=losses(chain, scope, granting=granting),
        reached=_reached(bool(of_ends(chain, sure)), bool(of_ends(chain, perhaps))),
        strength=_weakest(chain, links),
        outside_share=whole,
    )


def _placed(holders: Collection[Holder], scope: Scope) -> dict[str, tuple[Holder, ...]]:
    where = [(scope.place(h.region, h.land), h) for h in holders]
    return {
        place: tuple(h for found, h in where if found == place)
        for place in ("inside", "perhaps", "outside")
    }


def _state(placed: Mapping[str, tuple[Holder, ...]]) -> State:
    if placed["inside"]:
        return "held"
    if placed["perhaps"]:
        return "perhaps"
    return "missing" if placed["outside"] else "open"


def _reached(sure: bool, perhaps: bool) -> Reached:
    return "yes" if sure else "unknown" if perhaps else "no"


def _ids(holders: Collection[Holder]) -> tuple[str, ...]:
    return tuple(sorted({holder.id for holder in holders}))


def _strengths(holders: Collection[Holder]) -> dict[Strength, int]:
    best: dict[str, int] = {}
    for holder in holders:
        best[holder.id] = max(best.get(holder.id, 0), STRENGTHS.index(holder.strength))
    return {s: sum(rank == at for rank in best.values()) for at, s in enumerate(STRENGTHS)}


def _gaps(chain: Chain, states: Mapping[str, State], held: Floats) -> tuple[Gap, ...]:
    missing = [link for link, state in states.items() if state != "held"]
    if not missing:
        return ()
    at = [chain.at[link] for link in missing]
    without = np.ones((len(missing), len(chain.links)))
    without[range(len(at)), at] = 0.0
    added = np.tile(held, (len(missing), 1))
    added[range(len(at)), at] = 1.0
    now = reach(chain, held) > 0
    stopped = (reach(chain, without) == 0) & (without > 0)
    opened = (reach(chain, added) > 0) & ~now
    return tuple(
        Gap(link, states[link], names(chain, stops), names(chain, opens))
        for link, stops, opens in zip(missing, stopped, opened, strict=True)
    )


def _weakest(chain: Chain, links: tuple[LinkState, ...]) -> Strength | None:
    ranks = np.array([STRENGTHS.index(s) + 1 if (s := link.strength) else 0 for link in links])
    rank = int(of_ends(chain, reach(chain, ranks.astype(float))))
    return STRENGTHS[rank - 1] if rank else None
