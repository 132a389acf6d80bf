"""The tree of a programme beside the tree of its goals: what is done, and what it is for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from windroos.cases.facts.measured import Measured
from windroos.cases.facts.money import Book, Money
from windroos.cases.facts.values import place
from windroos.cases.register import Content


@dataclass(frozen=True, slots=True)
class Agreement:
    """A loan, grant or other agreement, with the indicators that belong to it."""

    content: Content
    indicators: tuple[Measured, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Branch:
    """A part of a programme with what lies beneath it; the root is the programme itself.

    `id` is "" for the root and `depth` 0; `content` is its row in the register. `indicators`,
    `partners` and `agreements` are those of the part itself, `goals` the rows of those it serves.
    """

    id: str
    content: Content
    depth: int
    branches: tuple[Branch, ...]
    money: Money
    indicators: tuple[Measured, ...]
    partners: tuple[Content, ...]
    agreements: tuple[Agreement, ...]
    goals: tuple[Content, ...]

    def walk(self) -> Iterator[Branch]:
        """Itself and all beneath it, each after the one it lies in."""
        yield self
        for branch in self.branches:
            yield from branch.walk()


@dataclass(frozen=True, slots=True, eq=False)
class Goal:
    """What is wanted, with the goals beneath it, the parts that serve it and what measures it.

    A part may serve several goals, so the money of parts does not add up to that of goals.
    """

    id: str
    content: Content
    depth: int
    goals: tuple[Goal, ...]
    branches: tuple[Branch, ...]
    indicators: tuple[Measured, ...]

    def walk(self) -> Iterator[Goal]:
        """Itself and all beneath it, each after the one it serves."""
        yield self
        for goal in self.goals:
            yield from goal.walk()


def branch_of(
    programme: Content, book: Book, measured: Sequence[Measured], part: str = "", depth: int = 0
) -> Branch:
    """A part of a programme with all beneath it; of "" the programme itself."""
    rows = {row["id"]: row for row in programme["programme_parts"]}
    return Branch(
        id=part,
        content=rows[part] if part else programme,
        depth=depth,
        branches=tuple(
            branch_of(programme, book, measured, child, depth + 1)
            for child in book.tree.children(part)
        ),
        money=Money(book, part),
        indicators=tuple(one for one in measured if one.part == part),
        partners=_of(part, programme["programme_partners"]),
        agreements=tuple(
            Agreement(row, tuple(one for one in measured if _names(one, "agreements", row)))
            for row in _of(part, programme["programme_agreements"])
        ),
        goals=tuple(
            goal
            for goal in sorted(programme["programme_goals"], key=place)
            if part and part in (goal["parts"] or "").split()
        ),
    )


def goals_of(
    programme: Content,
    branches: Mapping[str, Branch],
    measured: Sequence[Measured],
    parent: str | None = None,
    depth: int = 0,
) -> tuple[Goal, ...]:
    """The goals of a programme beneath one (None: the topmost), in the order they are shown."""
    return tuple(
        Goal(
            id=row["id"],
            content=row,
            depth=depth,
            goals=goals_of(programme, branches, measured, row["id"], depth + 1),
            branches=tuple(
                branches[part] for part in (row["parts"] or "").split() if part in branches
            ),
            indicators=tuple(one for one in measured if _names(one, "goals", row)),
        )
        for row in sorted(programme["programme_goals"], key=place)
        if row["parent"] == parent
    )


def _of(part: str, rows: Sequence[Content]) -> tuple[Content, ...]:
    return tuple(row for row in rows if (row["part"] or "") == part)


def _names(one: Measured, field: str, row: Mapping[str, Any]) -> bool:
    return row["id"] in (one.content[field] or "").split()
