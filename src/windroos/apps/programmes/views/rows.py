"""The rows of a screen on which figures or money of a period are filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from windroos.apps.programmes import telling_account as told
from windroos.apps.programmes import words
from windroos.apps.programmes.actions import Given
from windroos.apps.programmes.forms import (
    AmountForm,
    FigureForm,
    NewAmountForm,
    RowForm,
    as_typed,
)
from windroos.cases.facts import Account, Measured
from windroos.cases.facts.values import dimensions_of, funder_of, written
from windroos.measure.results import AmountCell, Cell, Period, Role

Held = Mapping[str, Any] | None
_NUMBERS = ("value", "numerator", "denominator", "low", "high", "amount")
_NEW = 3


@dataclass
class EntryRow:
    """A row: what it is about, what stood there when it was filled in, and what is typed.

    `key` says in the form what the row is about; `values` are the columns that follow from that.
    """

    number: int
    key: str
    heading: str
    about: Sequence[str]
    values: Mapping[str, Any]
    held: Mapping[str, Any] | None
    seen: str
    form: RowForm
    due: str = ""
    overdue: bool = False

    @property
    def given(self) -> Given | None:
        """What is to be recorded; None when nothing was changed in it."""
        if not self.form.has_changed():
            return None
        typed = self.form.written()
        note = typed.pop("note", None)
        if note is not None:
            typed[f"note_{get_language()}"] = note
        if typed.get("status") == "withdrawn":
            typed = {name: one for name, one in typed.items() if name not in _NUMBERS}
        if name := typed.pop("funder", None):
            typed |= {"funder_nl": name, "funder_en": name}
        return Given({**self.values, **typed}, self.seen)


def figures(
    account: Account,
    period: Period,
    role: Role,
    allowed: set[str],
    mine: set[str],
    locked: bool,
    posted: Mapping[str, Any] | None,
) -> list[EntryRow]:
    """A row for each cell of the indicators that someone may fill in; their own come first.

    What was posted decides which rows there are: nothing of it is lost when more became known.
    """
    ordered = [one for one in account.indicators.values() if one.id in allowed]
    ordered.sort(key=lambda one: one.id not in mine)
    keys = _keys(posted, _figure_keys(ordered, period, role))
    due = {(one.indicator, one.part): one for one in account.due if one.period == period}
    rows = []
    for number, key in keys:
        id, part, split = [*key.split("|"), "", ""][:3]
        if id not in allowed or part not in account.branches:
            continue
        one = account.indicators[id]
        cell = Cell(id, part, role, period, dimensions_of(split or None))
        held = one.cells.get(cell)
        held_row = account.entries.fact_rows[held.id] if held is not None else None
        seen, was = _seen(number, posted, held_row, account.entries.fact_rows)
        late = due.get((id, part))
        about = [
            told.part_label(account.branches[part].content) if part else "",
            ", ".join(f"{name}: {of}" for name, of in cell.dimensions),
            *_last_known(one, cell),
        ]
        rows.append(
            EntryRow(
                number,
                key,
                capfirst(words.label(one.content)),
                [line for line in about if line],
                {
                    "indicator": id,
                    "part": part or None,
                    "role": role,
                    "period": period.code,
                    "dimensions": split or None,
                },
                held_row,
                seen,
                FigureForm(
                    posted,
                    prefix=str(number),
                    initial=_initial(was),
                    role=role,
                    shared=one.indicator.kind == "ratio",
                    holds=was is not None or held is not None,
                    reasoned=locked or was is not None or held is not None,
                    use_required_attribute=False,
                ),
                words.day(late.day) if late is not None else "",
                late.overdue if late is not None else False,
            )
        )
    return rows


def money(
    account: Account,
    period: Period,
    called: Mapping[str, str],
    locked: bool,
    posted: Mapping[str, Any] | None,
) -> list[EntryRow]:
    """A row for each amount that is known of days in the period, and some for new ones."""
    ledger = account.book.ledger
    ids = [
        amount.id
        for amount in ledger.values()
        if amount.period.start <= period.end and period.start <= amount.period.end
    ]
    keys = _keys(posted, [*ids, *("new" for _number in range(_NEW))])
    parts = [(b.id, told.part_label(b.content)) for b in account.root.walk() if b.id]
    rows = []
    for number, key in keys:
        if key == "new":
            form = NewAmountForm(
                posted,
                prefix=str(number),
                initial={"status": "final", "role": "budget"},
                parts=parts,
                reasoned=locked,
                use_required_attribute=False,
            )
            heading = _("Another amount")
            values = {"period": period.code, "currency": _currency(account)}
            rows.append(EntryRow(number, key, heading, [], values, None, "", form))
            continue
        first = account.entries.amount_rows.get(key)
        if first is None:
            continue
        cell = next(one.cell for one in account.entries.amounts if one.id == key)
        held = ledger.get(cell)
        held_row = account.entries.amount_rows[held.id] if held is not None else None
        seen, was = _seen(number, posted, held_row, account.entries.amount_rows)
        entries = (first, held_row, seen, was)
        rows.append(_amount_row(account, number, key, cell, entries, called, posted))
    return rows


def _amount_row(
    account: Account,
    number: int,
    key: str,
    cell: AmountCell,
    entries: tuple[Mapping[str, Any], Held, str, Held],
    called: Mapping[str, str],
    posted: Mapping[str, Any] | None,
) -> EntryRow:
    first, held, seen, was = entries
    branch = account.branches.get(cell.part) if cell.part else None
    whole = told.part_label(branch.content) if branch is not None else cell.part
    columns = ("part", "role", "period", "funder", "funder_nl", "funder_en", "funder_kind")
    return EntryRow(
        number,
        key,
        capfirst(words.word(words.MONEY, cell.role)),
        [
            line
            for line in (whole, told.funder(funder_of(first), called), words.period(cell.period))
            if line
        ],
        {name: first[name] for name in (*columns, "currency")},
        held,
        seen,
        AmountForm(
            posted,
            prefix=str(number),
            initial=_initial(was),
            holds=True,
            reasoned=True,
            use_required_attribute=False,
        ),
    )


def _figure_keys(ordered: Sequence[Measured], period: Period, role: Role) -> list[str]:
    keys: dict[str, None] = {}
    for one in ordered:
        for part in _parts(one, period, role):
            keys[f"{one.id}|{part}|"] = None
        for cell in one.cells:
            if cell.role == role and cell.dimensions:
                keys[f"{one.id}|{cell.part}|{written(cell.dimensions)}"] = None
    return list(keys)


def _parts(one: Measured, period: Period, role: Role) -> Iterator[str]:
    """The parts that it is reported of: those that something is known or due of, or its own."""
    said = [cell.part for cell in one.cells if cell.role == role and not cell.dimensions]
    due = [late.part for late in one.due if late.period == period] if role == "actual" else []
    yield from dict.fromkeys((*said, *due)) or (one.part,)


def _seen(
    number: int,
    posted: Mapping[str, Any] | None,
    held: Mapping[str, Any] | None,
    every: Mapping[str, Mapping[str, Any]],
) -> tuple[str, Mapping[str, Any] | None]:
    """The id of the entry that stood there as the screen was opened, and that entry."""
    if posted is None:
        return (str(held["id"]), held) if held is not None else ("", None)
    seen = str(posted.get(f"{number}-seen", ""))
    return seen, every.get(seen)


def _keys(posted: Mapping[str, Any] | None, otherwise: Sequence[str]) -> list[tuple[int, str]]:
    """The numbers and keys of the rows: those that were posted, or else these."""
    if posted is None:
        return list(enumerate(otherwise))
    found = (re.fullmatch(r"(\d{1,4})-key", name, re.ASCII) for name in posted)
    return sorted((int(one[1]), str(posted[one[0]])) for one in found if one)


def _initial(row: Mapping[str, Any] | None) -> dict[str, str]:
    if row is None:
        return {"status": "final"}
    found = {name: as_typed(row.get(name)) for name in _NUMBERS}
    found |= {name: row.get(name) or "" for name in ("approximate", "method", "status")}
    return found | {"note": row.get(f"note_{get_language()}") or ""}


def _last_known(one: Measured, cell: Cell) -> Iterator[str]:
    """The figure before this one, and what was aimed at."""
    before = [
        other
        for other in one.cells
        if (other.part, other.role, other.dimensions) == (cell.part, cell.role, cell.dimensions)
        and other.period.end < cell.period.start
    ]
    if before:
        last = max(before, key=lambda other: other.period.end)
        text = told.fact_text(one.cells[last], one)
        yield _("Before, in %(period)s: %(value)s") % {
            "period": words.period(last.period),
            "value": text,
        }
    for role in ("target", "expected"):
        aim = one.cells.get(cell._replace(role=role))
        if aim is not None and cell.role == "actual":
            label = capfirst(words.word(words.ROLES, role))
            yield f"{label}: {told.fact_text(aim, one)}"


def _currency(account: Account) -> str:
    return next((one.currency for one in account.entries.amounts if one.currency), "EUR")


def said(row: EntryRow, entry: Mapping[str, Any]) -> dict[str, str]:
    """What an entry says, by the names of the fields of a row."""
    found = {name: as_typed(entry.get(name)) for name in _NUMBERS if name in row.form.fields}
    if entry.get("status"):
        found["status"] = words.word(words.FACT_STATUSES, str(entry["status"]))
    found["note"] = entry.get(f"note_{get_language()}") or ""
    return found
