"""One indicator of a programme: what was wanted, what came of it, and how that stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

from windroos.cases.facts.trajectory import Trajectory, trajectory_of
from windroos.cases.facts.values import Row, by_mark, hull, slots_of
from windroos.cases.register import Content
from windroos.measure.results import (
    ROLES,
    Cells,
    Dimensions,
    Discrepancy,
    Due,
    Fact,
    Indicator,
    Judged,
    Period,
    Role,
    Total,
    Tree,
    due,
    rolled,
    status_of,
)

# Why a cell of a table has no value, or that it has one: a `band` is bounds alone, `missing` was
# due and is not there, of `not-due` the day has not come, and of `none` nobody said anything.
State = Literal["value", "band", "to-be-measured", "withheld", "missing", "not-due", "none"]
# What a document prints of a period: what is aimed at, or else what was found.
_PLAN: tuple[Role, ...] = ("target", "expected", "baseline", "actual")
_TOLD: tuple[State, ...] = ("value", "band", "to-be-measured", "withheld")


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell as tables show it; `value` is None unless the state is `value`.

    `total` tells what the value covers and rests on; where the indicator does not add up it is the
    one fact. `fact` is what was said of the cell itself, with its `row` (note, passage, place in
    the document); None without one.
    """

    role: Role
    period: Period
    state: State
    total: Total
    fact: Fact | None
    row: Row | None

    @property
    def value(self) -> float | None:
        return self.total.value


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of how many periods that are over there is a whole actual, and of which there is none."""

    known: int
    of: int
    missing: tuple[Period, ...]


@dataclass(frozen=True, eq=False)
class Measured:
    """An indicator with what is known of it; `part` is "" where it is of the whole programme.

    Totals are of that part with what lies beneath it, as far as the indicator adds up. `rows` are
    those of the facts by id. `whole` is the period of the programme, None when nobody knows it.
    """

    content: Content
    indicator: Indicator
    cells: Cells
    tree: Tree
    rows: Mapping[str, Row]
    whole: Period | None
    today: date

    @property
    def id(self) -> str:
        return self.indicator.id

    @property
    def part(self) -> str:
        return self.content["part"] or ""

    @property
    def notes(self) -> tuple[Content, ...]:
        """Its footnotes, in the order of their marks."""
        return tuple(sorted(self.content["indicator_notes"], key=by_mark))

    @cached_property
    def span(self) -> Period | None:
        """From the first to the last period that is reported; None when that cannot be told."""
        first, last = self.content["first_period"], self.content["last_period"]
        whole = self.whole
        if first and last:
            return hull((Period.of(first), Period.of(last)))
        if whole is None:
            return None
        start = Period.of(first).start if first else whole.start
        end = Period.of(last).end if last else whole.end
        return Period(start, max(start, end))

    @cached_property
    def slots(self) -> tuple[Period, ...]:
        """The periods in which it is reported, by its rhythm."""
        return () if self.span is None else slots_of(self.span, self.indicator.frequency)

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The columns of its table: the periods that there are facts of, and those that are due."""
        told = {cell.period for cell in self.cells if not cell.dimensions}
        return tuple(sorted(told | {one.period for one in self.due}))

    @cached_property
    def roles(self) -> tuple[Role, ...]:
        """The roles that anything is known of, in their order."""
        there = {cell.role for cell in self.cells}
        return tuple(role for role in ROLES if role in there)

    @cached_property
    def broken_down(self) -> tuple[Dimensions, ...]:
        """By what its figures are broken down, beside those of the whole."""
        return tuple(sorted({cell.dimensions for cell in self.cells if cell.dimensions}))

    def fact(self, role: Role, period: Period, dimensions: Dimensions = ()) -> Fact | None:
        """What was said of a cell of its own part."""
        return self.cells.row(self.id, self.part, role, dimensions).get(period)

    def shown(self, role: Role, period: Period, dimensions: Dimensions = ()) -> Shown:
        """A cell of its own part as tables show it."""
        fact = self.fact(role, period, dimensions)
        total = self.total(period, role, dimensions=dimensions)
        row = None if fact is None else self.rows[fact.id]
        return Shown(role, period, self._state(role, period, fact, total), total, fact, row)

    def line(
        self,
        role: Role,
        periods: tuple[Period, ...] | None = None,
        dimensions: Dimensions = (),
    ) -> tuple[Shown, ...]:
        """A row of a table: the cells of one role, over its own periods or over those given."""
        over = self.periods if periods is None else periods
        return tuple(self.shown(role, period, dimensions) for period in over)

    def plan(self, periods: tuple[Period, ...] | None = None) -> tuple[Shown, ...]:
        """The row as a document prints it: of each period the target, or else what was expected,
        or else what was found at the start."""
        return tuple(self._planned(p) for p in (self.periods if periods is None else periods))

    def table(self) -> Mapping[Role, tuple[Shown, ...]]:
        """The rows of its table by role: those that anything is known of, and the actual."""
        return {role: self.line(role) for role in ROLES if role in (*self.roles, "actual")}

    def total(
        self,
        period: Period,
        role: Role = "actual",
        part: str | None = None,
        dimensions: Dimensions = (),
    ) -> Total:
        """What it comes to in a period, for its own part or one beneath it, added up the tree as
        the indicator declares."""
        of = self.part if part is None else part
        asked = (period, role, of, dimensions)
        if asked not in self._totals:
            self._totals[asked] = rolled(
                self.indicator, self.tree, self.cells, role, period, of, dimensions
            )
        return self._totals[asked]

    @cached_property
    def over(self) -> Total | None:
        """The actual over all its periods together; None when nobody knows which they are."""
        return None if self.span is None else self.total(self.span)

    def up_tree(self, period: Period, role: Role = "actual") -> Mapping[str, Total]:
        """What it comes to in a period for its own part and each beneath it, by part.

        Of an indicator that does not add up only its own part, and those that something is said of.
        """
        parts = (self.part, *self.tree.below(self.part))
        if self.indicator.up_tree == "none":
            said = {cell.part for cell in self.cells}
            parts = tuple(part for part in parts if part == self.part or part in said)
        return {part: self.total(period, role, part) for part in parts}

    @cached_property
    def trajectory(self) -> Trajectory:
        """What a chart of it draws."""
        return trajectory_of(self._by_period, self.cells.row(self.id, self.part, "forecast"))

    def judged_in(self, period: Period) -> Judged:
        """Its status in a period, as seen from the day of the account."""
        if period not in self._judged:
            self._judged[period] = status_of(
                self.indicator, self.cells, self.part, period, self.today, self.tree
            )
        return self._judged[period]

    @cached_property
    def judged_period(self) -> Period | None:
        """The period that its present status is of; None without any.

        That is the last that has begun and of which there is something to say; else the last that
        has begun, and else the first.
        """
        told = {c.period for c in self.cells if c.role in ("target", "actual") and not c.dimensions}
        there = sorted({*self.slots, *told}, key=lambda period: (period.end, period.start))
        begun = [period for period in there if period.start <= self.today]
        for period in reversed(begun if told else ()):
            if self.judged_in(period).status not in ("not-due", "no-target"):
                return period
        return begun[-1] if begun else next(iter(there), None)

    @cached_property
    def judged(self) -> Judged | None:
        """Its present status; None when there is no period that it could be of."""
        return None if self.judged_period is None else self.judged_in(self.judged_period)

    @cached_property
    def due(self) -> tuple[Due, ...]:
        """The actuals that are missing of periods that are over, the longest due first.

        They are due of the parts that reported before, or else of those with nothing beneath them.
        Of an indicator without a day on which it is due nothing is.
        """
        if self.content["due_days"] is None:
            return ()
        found: list[Due] = []
        for slot in self._over:
            lacking = tuple(dict.fromkeys(map(self._reports, self._lacking(slot))))
            if lacking:
                found += due((self.indicator,), self.cells, self.today, slot, {self.id: lacking})
        return tuple(sorted(found, key=lambda one: (one.day, one.part)))

    @cached_property
    def coverage(self) -> Coverage:
        """Of how many periods that are over there is a whole actual."""
        missing = tuple(slot for slot in self._over if not self._complete(slot))
        return Coverage(len(self._over) - len(missing), len(self._over), missing)

    @cached_property
    def discrepancies(self) -> Mapping[Role, tuple[Discrepancy, ...]]:
        """Where what is stated differs from the periods or parts it is made of, by role."""
        found: dict[Role, tuple[Discrepancy, ...]] = {}
        for role in ROLES:
            totals = sorted(self._by_period(role).items())
            told = [found for _, total in totals for found in total.discrepancies]
            if told:
                found[role] = tuple(dict.fromkeys(told))
        return found

    def _by_period(self, role: Role) -> Mapping[Period, Total]:
        """What it comes to in each period that something is said of in a role."""
        told = {c.period for c in self.cells if c.role == role and not c.dimensions}
        return {period: self.total(period, role) for period in told}

    @cached_property
    def _totals(self) -> dict[tuple[Period, Role, str, Dimensions], Total]:
        """What was asked before: pages, tables and charts ask for the same totals."""
        return {}

    @cached_property
    def _judged(self) -> dict[Period, Judged]:
        return {}

    @cached_property
    def _over(self) -> tuple[Period, ...]:
        return tuple(slot for slot in self.slots if slot.end < self.today)

    def _complete(self, slot: Period) -> bool:
        return "actual" in self.roles and self.total(slot).complete

    def _lacking(self, slot: Period) -> tuple[str, ...]:
        """The parts of which an actual is missing; of an indicator without any all that report."""
        if "actual" in self.roles:
            return self.total(slot).parts_missing
        leaves = self.tree.leaves(self.part) if self.indicator.up_tree != "none" else ()
        return leaves or (self.part,)

    def _reports(self, part: str) -> str:
        """The part that reports for one: it, or the nearest it lies in, if that did before."""
        path = reversed(self.tree.path(part))
        return next((p for p in path if p in self._reporting), part)

    @cached_property
    def _reporting(self) -> frozenset[str]:
        return frozenset(cell.part for cell in self.cells if cell.role == "actual")

    def _planned(self, period: Period) -> Shown:
        for role in _PLAN:
            shown = self.shown(role, period) if role in self.roles else None
            if shown is not None and shown.state in _TOLD:
                return shown
        return self.shown("target", period)

    def _state(self, role: Role, period: Period, fact: Fact | None, total: Total) -> State:
        if total.value is not None:
            return "value"
        if total.low is not None or total.high is not None:
            return "band"
        if fact is not None and fact.status in ("to-be-measured", "withheld"):
            return fact.status
        days = self.content["due_days"]
        if role != "actual" or days is None or period not in self.slots:
            return "none"
        return "missing" if period.end + timedelta(days=days) < self.today else "not-due"
