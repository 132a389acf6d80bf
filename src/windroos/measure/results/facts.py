"""Facts that are only ever added: what was known when, and what changed between.

Nothing is overwritten and nothing is summed with its own correction: of the facts about one cell
the last recorded counts, and all others are its history.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any, Generic, Literal, NamedTuple, Protocol, TypeVar, get_args

from .periods import Period

Role = Literal["baseline", "target", "expected", "forecast", "actual"]
Status = Literal["to-be-measured", "provisional", "final", "withheld", "withdrawn"]
Dimensions = tuple[tuple[str, str], ...]

ROLES: tuple[Role, ...] = get_args(Role)
STATUSES: tuple[Status, ...] = get_args(Status)
WITHOUT_VALUE: frozenset[Status] = frozenset({"to-be-measured", "withheld", "withdrawn"})
"""The statuses of a fact that has no value."""


class Cell(NamedTuple):
    """What a fact is about; a later fact about the same cell corrects the earlier."""

    indicator: str
    part: str
    role: Role
    period: Period
    dimensions: Dimensions = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What someone recorded about a cell, at a moment.

    `part` is the part of the tree that it is about. Of a ratio the numerator and denominator are
    given, and where they are not known the value alone, which then cannot be pooled. `low` and
    `high` are bounds. `recorded` has a time zone; of facts recorded at the same moment the highest
    `sequence` is the last, and then the highest id. `status` `withheld` is known and not shown,
    `withdrawn` empties the cell. `corrects` is the id of the fact that it replaces.
    """

    id: str
    indicator: str
    part: str = ""
    role: Role = "actual"
    period: Period
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    low: float | None = None
    high: float | None = None
    dimensions: Dimensions = ()
    status: Status = "final"
    recorded: datetime
    sequence: int = 0
    by: str = ""
    reason: str = ""
    method: str = ""
    passage: str = ""
    corrects: str = ""

    @property
    def cell(self) -> Cell:
        return Cell(self.indicator, self.part, self.role, self.period, self.dimensions)


class Recorded(Protocol):
    """What is only ever added: facts, and amounts of money."""

    @property
    def id(self) -> str: ...
    @property
    def recorded(self) -> datetime: ...
    @property
    def sequence(self) -> int: ...
    @property
    def status(self) -> Status: ...
    @property
    def reason(self) -> str: ...
    @property
    def cell(self) -> Any: ...


R = TypeVar("R", bound=Recorded)


@dataclass(frozen=True, slots=True)
class Change(Generic[R]):
    """What became of a cell between two moments.

    `new` has no `before`, `withdrawn` no `after`; `reason` is the one given with the last fact.
    """

    kind: Literal["new", "corrected", "withdrawn"]
    cell: Any
    before: R | None
    after: R | None
    reason: str


def known(facts: Iterable[R], at: datetime | None = None) -> dict[Any, R]:
    """Of each cell the fact that held at a moment (None is now), in the order of the cells given.

    A cell whose last fact is withdrawn is not there; one that is withheld or still to be measured
    is, without a value. The order in which facts are given makes no difference to what holds.
    """
    return {cell: fact for cell, fact in _last(facts, at).items() if fact.status != "withdrawn"}


def history(facts: Iterable[R], cell: Any) -> tuple[R, ...]:
    """All facts about a cell, as they were recorded."""
    return tuple(sorted((fact for fact in facts if fact.cell == cell), key=_order))


def changes(
    facts: Iterable[R], then: datetime | None, now: datetime | None = None
) -> tuple[Change[R], ...]:
    """What became of each cell after `then` (None is before all) and up to `now` (None is: all).

    A cell that came and was withdrawn between is not among them.
    """
    facts = tuple(facts)
    before = {} if then is None else known(facts, then)
    found: list[Change[R]] = []
    for cell, fact in _last(facts, now).items():
        was = before.get(cell)
        if fact.status == "withdrawn":
            if was is not None:
                found.append(Change("withdrawn", cell, was, None, fact.reason))
        elif was is None:
            found.append(Change("new", cell, None, fact, fact.reason))
        elif was is not fact:
            found.append(Change("corrected", cell, was, fact, fact.reason))
    return tuple(found)


_order = attrgetter("recorded", "sequence", "id")


def _last(facts: Iterable[R], at: datetime | None) -> dict[Any, R]:
    last: dict[Any, R] = {}
    for fact in facts:
        if at is not None and fact.recorded > at:
            continue
        cell = fact.cell
        held = last.setdefault(cell, fact)
        if held is not fact and _order(held) <= _order(fact):
            last[cell] = fact
    return last
