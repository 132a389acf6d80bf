"""A value chain as values: its links, what flows between them, and who holds each link."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, get_args

from windroos.codes.regions import country_of

from .chain_checks import wrong
from .loops import components

Needs = Literal["all", "any"]
Strength = Literal["emerging", "present", "strong"]

STRENGTHS: tuple[Strength, ...] = get_args(Strength)
"""From weak to strong."""


class ChainError(ValueError):
    """The parts do not make a chain; `problems` tells everything that is wrong."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(self.problems))


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link. It needs `all` of what flows into it, or `any` of it; what needs "both of these, or
    that one" is written with one more link in between.

    `complete`: the holders given are all there are, so that their shares make 1 together.
    """

    id: str
    needs: Needs = "all"
    complete: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """Something that goes from one link to the next."""

    source: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who holds a link, where, how strongly, and which share of it lies in its hands.

    `region` and `country` are codes, empty where not known. The share is between `low` and `high`
    (0 to 1; None is unknown). `start` and `end` (YYYY, YYYY-MM or YYYY-MM-DD) are the first and
    last of the period in which it holds the link.
    """

    link: str
    id: str
    region: str = ""
    country: str = ""
    strength: Strength = "present"
    low: float | None = None
    high: float | None = None
    start: str = ""
    end: str = ""

    @property
    def land(self) -> str:
        """The country by its ISO code, told by the region where it is not given."""
        return self.country or (country_of(self.region) if self.region else "") or ""

    @property
    def shares(self) -> tuple[float, float]:
        """The least and the most that the share can be."""
        return (
            0.0 if self.low is None else self.low,
            1.0 if self.high is None else self.high,
        )

    def on(self, day: str) -> bool:
        """Whether it holds the link on a day (YYYY-MM-DD)."""
        begun = not self.start or self.start <= day[: len(self.start)]
        return begun and (not self.end or day[: len(self.end)] <= self.end)


@dataclass(frozen=True)
class Chain:
    """Links, flows and holders that fit together.

    `to` are the links that the chain is for; left empty, they are where it ends by its flows. Two
    flows may go from one link to the same other.

    Raises `ChainError`, which tells all that is wrong.
    """

    links: tuple[Link, ...]
    flows: tuple[Flow, ...] = ()
    holders: tuple[Holder, ...] = ()
    to: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if problems := wrong(self, STRENGTHS):
            raise ChainError(problems)

    @cached_property
    def at(self) -> Mapping[str, int]:
        """The number of each link, by its id."""
        return {link.id: number for number, link in enumerate(self.links)}

    @cached_property
    def inflows(self) -> tuple[tuple[int, ...], ...]:
        """Per link the numbers of the links that flow into it, each once."""
        return self._beside({(flow.target, flow.source) for flow in self.flows})

    @cached_property
    def outflows(self) -> tuple[tuple[int, ...], ...]:
        """Per link the numbers of the links that it flows into, each once."""
        return self._beside({(flow.source, flow.target) for flow in self.flows})

    @cached_property
    def holders_of(self) -> Mapping[str, tuple[Holder, ...]]:
        found: dict[str, list[Holder]] = defaultdict(list)
        for holder in self.holders:
            found[holder.link].append(holder)
        return {link.id: tuple(found[link.id]) for link in self.links}

    @cached_property
    def components(self) -> tuple[tuple[int, ...], ...]:
        """The links by number in the order of the flows; links that flow round stand together."""
        return components(self.outflows)

    @cached_property
    def ends(self) -> tuple[str, ...]:
        """The links that the chain is for: those named, or else those that nothing flows out of,
        or only round within their own loop."""
        if self.to:
            return self.to
        group = {n: at for at, component in enumerate(self.components) for n in component}
        onward = {
            group[n]
            for n, targets in enumerate(self.outflows)
            for target in targets
            if group[target] != group[n]
        }
        return tuple(link.id for n, link in enumerate(self.links) if group[n] not in onward)

    @property
    def loops(self) -> tuple[tuple[str, ...], ...]:
        """The groups of links that flow round, each in the order given."""
        return tuple(
            tuple(self.links[number].id for number in sorted(component))
            for component in self.components
            if len(component) > 1
        )

    def on(self, day: str) -> Chain:
        """The chain with those who hold its links on a day (YYYY-MM-DD)."""
        return replace(self, holders=tuple(h for h in self.holders if h.on(day)))

    def number(self, link: str) -> int:
        """Raises `ChainError` when there is no such link."""
        if link not in self.at:
            raise ChainError([f"there is no link {link!r} in this chain"])
        return self.at[link]

    def _beside(self, pairs: set[tuple[str, str]]) -> tuple[tuple[int, ...], ...]:
        found: list[list[int]] = [[] for _ in self.links]
        for one, other in pairs:
            found[self.at[one]].append(self.at[other])
        return tuple(tuple(sorted(numbers)) for numbers in found)
