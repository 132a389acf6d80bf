"""From what a workbook asks for to changes of the case as it stands now.

Someone else may have changed the case since the workbook was made. What only they changed stays
theirs, what only the workbook changes is taken, and what both changed is for a person to choose.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from windroos.cases.problems import N_
from windroos.cases.reading import Row, Value
from windroos.cases.tables import TABLES
from windroos.cases.workbook.faults import Fault, Place
from windroos.cases.workbook.state import State
from windroos.cases.workbook.taken import (
    ADDED,
    CHANGED,
    REMOVED,
    CellChange,
    Clash,
    RowChange,
)
from windroos.cases.workbook.values import Column
from windroos.cases.workbook.wishes import Edit, Removal, Wishes

Side = Literal["yours", "theirs"]
Choices = Mapping[str, Side]
# What the program fills in where a new row of a table says nothing.
Given = Callable[[str, Mapping[str, Value]], Mapping[str, Value]]


class Merge:
    """Brings the wishes of a workbook together with the case as it stands now."""

    def __init__(self, wishes: Wishes, base: State, now: State, choices: Choices) -> None:
        self.now, self.choices = now, choices
        self.base_rows = _by_id(base)
        self.rows = _by_id(now)
        self.changes: list[RowChange] = []
        self.clashes: list[Clash] = []
        self.faults: list[Fault] = []
        self._edits(wishes)
        self._removals(wishes)

    def add(self, wishes: Wishes, given: Given) -> None:
        """Add the new rows, each with an id of its own."""
        taken = {key for rows in (self.rows, self.base_rows) for key in rows}
        for one in wishes.new:
            filled = given(one.table, one.values)
            row: Row = {
                name: filled.get(name) if one.values.get(name) is None else one.values[name]
                for name in TABLES[one.table].columns
            }
            row["id"] = _new_id(one.table, row, taken)
            taken.add((one.table, str(row["id"])))
            cells = tuple(
                # What the program fills in stands nowhere in the workbook.
                CellChange(name, None, value, place if said is not None else None)
                for name, value in row.items()
                for said, place in [(one.values.get(name), one.places.get(name))]
                if value is not None and name != "id"
            )
            self.changes.append(
                RowChange(
                    ADDED, one.table, str(row["id"]), row, None, cells, one.place, None, one.places
                )
            )

    def _edits(self, wishes: Wishes) -> None:
        removed = {(one.table, one.id) for one in wishes.removals}
        by_row: dict[tuple[str, str], dict[str, Edit]] = {}
        for edit in wishes.edits:
            said = by_row.setdefault((edit.table, edit.id), {})
            other = said.setdefault(edit.field, edit)
            if not _same(edit, other.value, edit.value):
                wording = N_("says something else than %(other)s; make them the same")
                values = {"other": str(other.place)}
                self.faults.append(Fault("said-twice", edit.place, wording, values))
        for key, edits in by_row.items():
            first = next(iter(edits.values()))
            if key in removed:
                wording = N_("“%(id)s” is changed here and removed elsewhere; do one of them")
                values = {"id": first.id}
                self.faults.append(Fault("changed-and-removed", first.place, wording, values))
            elif key not in self.rows:
                wording = N_("someone took “%(id)s” back in the meantime; undo this change")
                self.faults.append(Fault("gone", first.place, wording, {"id": first.id}))
            else:
                self._edit(list(edits.values()), wishes.places.get(key, {}))

    def _edit(self, edits: list[Edit], places: Mapping[str, Place]) -> None:
        """Change the cells of one row."""
        table, id = edits[0].table, edits[0].id
        now, base = self.rows[table, id], self.base_rows[table, id]
        cells = []
        for edit in edits:
            was, theirs = base[edit.field], now[edit.field]
            if _same(edit, theirs, edit.value):
                continue
            clash = Clash(table, id, edit.field, was, edit.value, theirs, edit.place)
            side = "yours" if _same(edit, was, theirs) else self.choices.get(clash.key)
            if side is None:
                self.clashes.append(clash)
            elif side == "yours":
                cells.append(CellChange(edit.field, theirs, edit.value, edit.place))
        if cells:
            row = now | {cell.field: cell.after for cell in cells}
            version = self.now.version(table, id)
            place = edits[0].place
            places = {**places, **{edit.field: edit.place for edit in edits}}
            self.changes.append(
                RowChange(CHANGED, table, id, row, now, tuple(cells), place, version, places)
            )

    def _removals(self, wishes: Wishes) -> None:
        edited = {(one.table, one.id) for one in wishes.edits}
        asked: dict[tuple[str, str], Removal] = {}
        for one in wishes.removals:
            asked.setdefault((one.table, one.id), one)
        for (table, id), one in asked.items():
            now = self.rows.get((table, id))
            if (table, id) in edited or now is None:
                continue
            clash = Clash(table, id, None, None, None, None, one.place)
            same = now == self.base_rows[table, id]
            side = "yours" if same else self.choices.get(clash.key)
            if side is None:
                self.clashes.append(clash)
            elif side == "yours":
                version = self.now.version(table, id)
                self.changes.append(
                    RowChange(REMOVED, table, id, None, now, (), one.place, version)
                )


def _same(edit: Edit, one: Value, other: Value) -> bool:
    """Whether two values of the column of an edit are the same."""
    field = TABLES[edit.table].field(edit.field)
    several = any(r.several for r in TABLES[edit.table].references if r.field == edit.field)
    return Column(field, None, several).same(one, other)


def _by_id(state: State) -> dict[tuple[str, str], Row]:
    return {
        (table, str(row["id"])): row
        for table, rows in state.package.tables.items()
        for row in rows
        if TABLES[table].key == ("id",)
    }


def _new_id(table: str, row: Row, taken: set[tuple[str, str]]) -> str:
    """An id as packages have them: what the row is about and a number that is free."""
    about = {r.field for r in TABLES[table].references if not r.several}
    first = [name for name in TABLES[table].columns if name in about][:2]
    parts = [table[0], *(str(row[name] or "").lower() for name in first)]
    base = "-".join(part for part in parts if part)
    number = 1
    while (table, f"{base}-{number}") in taken:
        number += 1
    return f"{base}-{number}"
