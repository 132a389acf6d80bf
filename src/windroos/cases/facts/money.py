"""The money of a programme and its parts: what it may cost, what it cost, who pays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from windroos.cases.facts.values import Funder, Row, funder_of, hull
from windroos.measure.results import (
    MONEY_ROLES,
    Amount,
    AmountCell,
    Discrepancy,
    Ledger,
    MoneyRole,
    Multiplied,
    Period,
    Sum,
    Tree,
    multiplied,
    summed,
)

By = Literal["committed", "spent", "budget"]
# By what one's own money is counted: the first of these that is known.
_BY: tuple[By, ...] = ("committed", "spent", "budget")


@dataclass(frozen=True, eq=False)
class Book:
    """All amounts of a programme as known at a moment, with who gives them."""

    ledger: Ledger
    tree: Tree
    rows: Mapping[str, Row]
    funders: Mapping[str, Funder]

    @cached_property
    def own(self) -> str:
        """The funder that accounts for the programme; "" (all together) when none is said to."""
        own = [funder.key for funder in self.funders.values() if funder.kind == "own"]
        return own[0] if len(own) == 1 else ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An amount as it stands for a part itself, with its row: note, passage, cell."""

    amount: Amount
    funder: Funder
    row: Row


@dataclass(frozen=True, slots=True)
class BySource:
    """What one funder gives in one role, for a part with all beneath it."""

    funder: Funder
    role: MoneyRole
    sum: Sum


@dataclass(frozen=True, slots=True)
class Unequal:
    """An amount that is stated, and that differs from what it is made of."""

    role: MoneyRole
    discrepancy: Discrepancy


@dataclass(frozen=True, eq=False)
class Money:
    """The money of one part with all beneath it; `part` is "" for the programme as a whole."""

    book: Book
    part: str

    def of(
        self, role: MoneyRole, period: Period | None = None, funder: str | None = None
    ) -> Sum | None:
        """The sum of a role: in a period (None: as long as there are amounts), of a funder (None:
        of all).

        None when nothing is known of it. Money of a longer period is not divided over the years in
        it: a year of it is then incomplete, and says so.
        """
        asked = period or hull(cell.period for cell in self._told(role, funder))
        if asked is None:
            return None
        return summed(self.book.ledger, self.book.tree, self.part, role, asked, funder)

    @cached_property
    def sums(self) -> Mapping[MoneyRole, Sum]:
        """The sum of each role that anything is known of, as long as there are amounts of it."""
        found: dict[MoneyRole, Sum] = {}
        for role in MONEY_ROLES:
            given = self.of(role)
            if given is not None and given.amount is not None:
                found[role] = given
        return found

    @cached_property
    def stated(self) -> tuple[Entry, ...]:
        """The amounts that stand for the part itself, by role, period and funder."""
        return tuple(
            Entry(one, self.book.funders[one.funder], self.book.rows[one.id])
            for one in sorted(
                (one for cell, one in self.book.ledger.items() if cell.part == self.part),
                key=lambda one: (MONEY_ROLES.index(one.role), one.period, one.funder),
            )
        )

    @cached_property
    def untold(self) -> tuple[Entry, ...]:
        """What has no amount, for the part or beneath it: known and not shown, or not known yet."""
        within = [Money(self.book, part) for part in self._within]
        return tuple(one for each in within for one in each.stated if one.amount.amount is None)

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The periods that there are amounts of, for the part or beneath it, the first first."""
        parts = self._within
        return tuple(sorted({cell.period for cell in self.book.ledger if cell.part in parts}))

    @cached_property
    def by_source(self) -> tuple[BySource, ...]:
        """What each funder gives in each role; amounts of all funders together are not among it."""
        found: list[BySource] = []
        for role in MONEY_ROLES:
            for funder in self.book.funders.values():
                given = self.of(role, funder=funder.key) if funder.key else None
                if given is not None and given.amount is not None:
                    found.append(BySource(funder, role, given))
        return tuple(found)

    @cached_property
    def multiplied(self) -> Multiplied | None:
        """What others put in for each euro of one's own; None when nothing is known of money.

        One's own money is what was committed, or else what was spent, or else the budget;
        `Multiplied.by` tells which.
        """
        by: By = "committed"
        for role in _BY:
            if self._told(role, self.book.own or None):
                by = role
                break
        whole = hull(c.period for role in MONEY_ROLES for c in self._told(role))
        if whole is None:
            return None
        return multiplied(self.book.ledger, self.book.tree, self.part, whole, self.book.own, by)

    @cached_property
    def needed(self) -> Sum | None:
        """What is still looked for; None when that is not said."""
        return self.sums.get("needed")

    @cached_property
    def unequal(self) -> tuple[Unequal, ...]:
        """Where what is stated differs from the lines, years or funders it is made of."""
        found: dict[Unequal, None] = {}
        parts = self._within
        cells = [cell for cell in self.book.ledger if cell.part in parts]
        for role in MONEY_ROLES:
            for period in sorted({cell.period for cell in cells if cell.role == role}):
                given = self.of(role, period)
                told = () if given is None else given.total.discrepancies
                found |= dict.fromkeys(Unequal(role, one) for one in told)
        return tuple(found)

    @cached_property
    def _within(self) -> tuple[str, ...]:
        return (self.part, *self.book.tree.below(self.part))

    def _told(self, role: MoneyRole, funder: str | None = None) -> list[AmountCell]:
        """The cells of a role that have an amount, for the part or beneath it."""
        return [
            cell
            for cell, one in self.book.ledger.items()
            if cell.role == role
            and cell.part in self._within
            and funder in (None, cell.funder)
            and one.amount is not None
        ]


def book_of(amounts: Mapping[AmountCell, Amount], tree: Tree, rows: Mapping[str, Row]) -> Book:
    """The book of what is known of a programme's money; `rows` are those of the amounts, by id."""
    funders = {one.funder: funder_of(rows[one.id]) for one in amounts.values()}
    return Book(Ledger(amounts), tree, rows, dict(sorted(funders.items())))
