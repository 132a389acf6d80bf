"""The same chain from several regions, on several days or in several variants, link by link."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .chains import Analysis, LinkState


@dataclass(frozen=True, slots=True)
class Row:
    """One link in each of the analyses; None where the chain has no such link."""

    link: str
    states: Mapping[str, LinkState | None]

    @property
    def held_by(self) -> tuple[str, ...]:
        return tuple(k for k, s in self.states.items() if s and s.state == "held")

    @property
    def differs(self) -> bool:
        """Whether state, strength, what is reached or who holds it is not the same in all; links
        that not all have differ."""
        seen = {
            s and (s.state, s.strength, s.reached, s.inside, s.outside_share)
            for s in self.states.values()
        }
        return len(seen) > 1


@dataclass(frozen=True)
class Comparison:
    """Analyses beside each other, by name in the order given; a row a link."""

    names: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def differing(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.differs)

    def adds(self, one: str, other: str) -> tuple[str, ...]:
        """The links that the one holds and the other does not: what it could add to it."""
        for name in (one, other):
            if name not in self.names:
                raise ValueError(f"{name!r} is not compared: there are {', '.join(self.names)}")
        return tuple(
            row.link for row in self.rows if one in row.held_by and other not in row.held_by
        )


def compare_chains(analyses: Mapping[str, Analysis]) -> Comparison:
    """Lay analyses beside each other. They may be of several scopes, of one on two days
    (`Chain.on`), or of variants of a chain: links go together by id.

    Raises `ValueError` for less than two.
    """
    if len(analyses) < 2:
        raise ValueError("to compare takes two analyses or more")
    links = dict.fromkeys(link.id for one in analyses.values() for link in one.links)
    rows = tuple(
        Row(link, {name: one.by_id.get(link) for name, one in analyses.items()}) for link in links
    )
    return Comparison(tuple(analyses), rows)
