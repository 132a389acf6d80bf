"""What a programme accounts for, as known at a moment: what pages, reports and files all show.

Nothing of it is stored: it follows from the records of the programme and its indicators, and from
facts, amounts and reviews that are only ever added.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from windroos.cases.facts.branches import Branch, Goal, branch_of, goals_of
from windroos.cases.facts.measured import Measured, Shown
from windroos.cases.facts.money import Book, Money, book_of
from windroos.cases.facts.values import (
    Row,
    amounts_of,
    by_mark,
    facts_of,
    hull,
    indicator_of,
    place,
    reviews_of,
    tree_of,
)
from windroos.cases.register import Content
from windroos.measure.results import (
    Amount,
    AmountCell,
    Cell,
    Cells,
    Change,
    Due,
    Fact,
    Period,
    Review,
    State,
    changes,
    history,
    known,
    locked,
    state_of,
)


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of facts and amounts between two moments (None: before all; or now)."""

    then: datetime | None
    now: datetime | None
    facts: tuple[Change[Fact], ...]
    amounts: tuple[Change[Amount], ...]

    @property
    def any(self) -> bool:
        return bool(self.facts or self.amounts)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The report on a period: its state, the steps it went through, and when it was last locked."""

    period: Period
    state: State
    steps: tuple[Review, ...]
    locked: datetime | None


@dataclass(frozen=True, slots=True)
class Printed:
    """A row of the table of indicators, with a cell for each period of the table."""

    measured: Measured
    cells: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The table of indicators as a document prints it: over these periods, row by row."""

    periods: tuple[Period, ...]
    rows: tuple[Printed, ...]


@dataclass(frozen=True, eq=False)
class Entries:
    """All that was ever recorded of a programme, and the rows it comes from by id."""

    facts: tuple[Fact, ...]
    amounts: tuple[Amount, ...]
    reviews: tuple[Review, ...]
    fact_rows: Mapping[str, Row]
    amount_rows: Mapping[str, Row]


@dataclass(frozen=True, eq=False)
class Account:
    """A programme as known at a moment (`at`; None is all there is), seen from the day `today`.

    `period` is that of the programme, or else that of all its facts and amounts; None when there
    are neither. `indicators` are by id, in the order in which they are shown.
    """

    programme: Content
    contents: tuple[Content, ...]
    entries: Entries
    today: date
    at: datetime | None
    then: datetime | None
    period: Period | None
    book: Book
    indicators: Mapping[str, Measured]

    @cached_property
    def root(self) -> Branch:
        """The programme with its tree: what is done, by whom, at what cost, and what is counted."""
        return branch_of(self.programme, self.book, tuple(self.indicators.values()))

    @cached_property
    def branches(self) -> Mapping[str, Branch]:
        """The programme ("") and all its parts by id, each after the one it lies in."""
        return {branch.id: branch for branch in self.root.walk()}

    @cached_property
    def goals(self) -> tuple[Goal, ...]:
        """What is wanted, with the parts that serve it."""
        return goals_of(self.programme, self.branches, tuple(self.indicators.values()))

    @property
    def money(self) -> Money:
        """The money of the programme as a whole."""
        return self.root.money

    @property
    def notes(self) -> tuple[Content, ...]:
        """The footnotes of the programme, in the order of their marks."""
        return tuple(sorted(self.programme["programme_notes"], key=by_mark))

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The columns of the table of indicators: those of all of them."""
        return tuple(sorted({p for one in self.indicators.values() for p in one.periods}))

    @cached_property
    def grid(self) -> Grid:
        """The table of indicators as a document prints it."""
        return Grid(
            self.periods,
            tuple(Printed(one, one.plan(self.periods)) for one in self.indicators.values()),
        )

    @cached_property
    def due(self) -> tuple[Due, ...]:
        """The actuals that are missing of periods that are over, the longest due first."""
        found = (due for one in self.indicators.values() for due in one.due)
        return tuple(sorted(found, key=lambda due: (due.day, due.indicator, due.part)))

    @cached_property
    def reviews(self) -> Mapping[Period, Reviewed]:
        """The reports on periods that have begun or were reviewed, the first period first."""
        steps = tuple(one for one in self.entries.reviews if self.at is None or one.at <= self.at)
        begun = {
            slot
            for one in self.indicators.values()
            for slot in one.slots
            if slot.start <= self.today
        }
        found: dict[Period, Reviewed] = {}
        for period in sorted(begun | {step.period for step in steps}):
            own = tuple(sorted((s for s in steps if s.period == period), key=lambda s: s.at))
            lock = locked(own, period)
            found[period] = Reviewed(
                period, state_of(own, period), own, None if lock is None else lock.at
            )
        return found

    def as_reported(self, period: Period) -> Account | None:
        """The account as it stood when the report on a period was last locked; None if never.

        It is seen from the day of the lock, with the programme and its indicators as they are
        described in this account.
        """
        reviewed = self.reviews.get(period)
        if reviewed is None or reviewed.locked is None:
            return None
        at = reviewed.locked
        return _account(self.programme, self.contents, self.entries, at.date(), at, None)

    def corrected(self, period: Period, *, later: bool = False) -> Changed | None:
        """What was corrected or withdrawn since the report on a period was last locked, with the
        reasons; what is new since then is not among it. None when it never was locked.

        It goes up to the moment of the account; with `later` up to all that was ever recorded, so
        that who looks at a report as it was then is told that it was corrected afterwards.
        """
        reviewed = self.reviews.get(period)
        if reviewed is None or reviewed.locked is None:
            return None
        whole = self.compare(reviewed.locked, None if later else self.at)
        return Changed(
            whole.then,
            whole.now,
            tuple(change for change in whole.facts if change.kind != "new"),
            tuple(change for change in whole.amounts if change.kind != "new"),
        )

    def compare(self, then: datetime | None, now: datetime | None = None) -> Changed:
        """What became of each cell between two moments: new, corrected (with its reason) or
        withdrawn."""
        return Changed(
            then,
            now,
            changes(self.entries.facts, then, now),
            changes(self.entries.amounts, then, now),
        )

    @cached_property
    def changed(self) -> Changed | None:
        """What became of cells since `then`; None when the account was not asked for that."""
        return None if self.then is None else self.compare(self.then, self.at)

    def history(self, cell: Cell) -> tuple[Fact, ...]:
        """All facts about a cell up to the moment of the account, the first first."""
        return tuple(f for f in history(self.entries.facts, cell) if self._by_then(f))

    def money_history(self, cell: AmountCell) -> tuple[Amount, ...]:
        """All amounts of a cell up to the moment of the account, the first first."""
        return tuple(a for a in history(self.entries.amounts, cell) if self._by_then(a))

    @cached_property
    def stray(self) -> tuple[Fact | Amount, ...]:
        """What is known of parts that the programme no longer has; it counts in nothing."""
        there = self.branches.keys()
        facts = (fact for one in self.indicators.values() for fact in one.cells.values())
        return tuple(e for e in (*facts, *self.book.ledger.values()) if e.part not in there)

    def _by_then(self, entry: Fact | Amount) -> bool:
        return self.at is None or entry.recorded <= self.at


def account(
    programme: Content,
    indicators: Iterable[Content],
    facts: Iterable[Row],
    amounts: Iterable[Row],
    reviews: Iterable[Row],
    *,
    today: date,
    at: datetime | None = None,
    then: datetime | None = None,
) -> Account:
    """The account of a programme: of its record, its indicators' and the rows of the three tables.

    Rows may be of other programmes too, and those are left out. `recorded` may be a moment or as
    the file writes it; a row may have a `sequence`, by which those of one moment are put in order.
    With `then` it also tells what changed since.

    Raises errors of `measure.results` (`TreeError`, `IndicatorError`, `PeriodError`, `MoneyError`)
    for what the check of a package refuses.
    """
    key = programme["id"]
    contents = tuple(sorted((c for c in indicators if c["programme"] == key), key=place))
    homes = {content["id"]: content["part"] for content in contents}
    fact_rows = {row["id"]: row for row in facts if row["indicator"] in homes}
    amount_rows = {row["id"]: row for row in amounts if row["programme"] == key}
    entries = Entries(
        tuple(facts_of(fact_rows.values(), homes)),
        tuple(amounts_of(amount_rows.values())),
        reviews_of(row for row in reviews if row["programme"] == key),
        fact_rows,
        amount_rows,
    )
    return _account(programme, contents, entries, today, at, then)


def accounts(
    programmes: Iterable[Content],
    indicators: Iterable[Content],
    tables: Mapping[str, Iterable[Row]],
    *,
    today: date,
    at: datetime | None = None,
) -> Iterator[Account]:
    """The accounts of several programmes, of the rows of all of them: `tables` are those of a
    package of facts, by name. Raises as `account` does."""
    every = tuple(indicators)
    facts, amounts, reviews = (tuple(tables[name]) for name in ("facts", "amounts", "reviews"))
    for programme in programmes:
        yield account(programme, every, facts, amounts, reviews, today=today, at=at)


def _account(
    programme: Content,
    contents: tuple[Content, ...],
    entries: Entries,
    today: date,
    at: datetime | None,
    then: datetime | None,
) -> Account:
    tree = tree_of(programme)
    cells: dict[str, dict[Cell, Fact]] = {content["id"]: {} for content in contents}
    for cell, fact in known(entries.facts, at).items():
        cells[cell.indicator][cell] = fact
    amounts: dict[AmountCell, Amount] = known(entries.amounts, at)
    whole = _period(programme, [*(c.period for by in cells.values() for c in by), *(
        cell.period for cell in amounts
    )], today)  # fmt: skip
    return Account(
        programme=programme,
        contents=contents,
        entries=entries,
        today=today,
        at=at,
        then=then,
        period=whole,
        book=book_of(amounts, tree, entries.amount_rows),
        indicators={
            content["id"]: Measured(
                content=content,
                indicator=indicator_of(content),
                cells=Cells(cells[content["id"]]),
                tree=tree,
                rows=entries.fact_rows,
                whole=whole,
                today=today,
            )
            for content in contents
        },
    )


def _period(programme: Content, told: Sequence[Period], today: date) -> Period | None:
    """From start to end as the programme says; where it does not, as far as anything is told.

    One that runs and has no end is looked at until this year.
    """
    start, end = programme["start"], programme["end"]
    said = [Period.of(code) for code in (start, end) if code]
    if start and end:
        return hull(said)
    if not end and programme["state"] == "running":
        said.append(Period.of(f"{today:%Y}"))
    whole = hull((*said, *told))
    if whole is None or not said:
        return whole
    first = Period.of(start).start if start else whole.start
    last = Period.of(end).end if end else whole.end
    return Period(first, max(first, last))
