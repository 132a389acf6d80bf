"""What the sheets of tables ask for, against the tables the workbook was made from."""

from __future__ import annotations

from collections.abc import Iterable

from windroos.cases.problems import N_
from windroos.cases.reading import Row, Value
from windroos.cases.workbook import layout
from windroos.cases.workbook.coding import Codings
from windroos.cases.workbook.faults import Fault, Place
from windroos.cases.workbook.layout import VERSION, key_of
from windroos.cases.workbook.marked import Line, Marked
from windroos.cases.workbook.state import State
from windroos.cases.workbook.values import Column
from windroos.cases.workbook.wishes import Edit, New, Removal, Wishes

_VERSION = Column({"name": VERSION, "type": "integer"})


def read_table(sheet: Marked, base: State, codings: Codings, wishes: Wishes) -> None:
    """What a sheet that people may change asks for."""
    table = sheet.key
    columns = layout.columns(table, codings)
    faults = [*sheet.problems([*(column.name for column in columns), VERSION])]
    wishes.faults += faults
    if any(fault.code == "column-missing" for fault in faults):
        return
    rows = {str(row["id"]): row for row in base.package.tables[table]}
    above = sheet.header_cell("id")
    if above is not None and above.value in rows:
        wishes.faults.append(sheet.no_header())
        return
    lines = list(sheet.lines())
    ids = _ids(sheet, lines, columns, rows, base, wishes)
    for line in lines:
        if line.row not in ids:
            continue
        id = ids[line.row]
        found: list[Fault] = []
        values = {c.name: sheet.value(line, c, found) for c in columns if c.name != "id"}
        wishes.faults += found
        wrong = {fault.place for fault in found}
        places = {c.name: sheet.place(line.row, c.name) for c in columns}
        if id is None:
            new = New(table, values, places, sheet.place(line.row))
            (wishes.half if wrong else wishes.new).append(new)
            continue
        wishes.places[table, id] = places
        for column in columns:
            name = column.name
            if name == "id" or places[name] in wrong:
                continue
            if not column.same(values[name], rows[id][name]):
                wishes.edits.append(Edit(table, id, name, values[name], places[name]))
    there = set(ids.values())
    unsure = any(fault.code in _UNSURE for fault in wishes.faults)
    for id in rows:
        if id not in there and not unsure:
            wishes.removals.append(Removal(table, id, sheet.place()))


# Faults that leave it open which row is meant: then none is taken for removed.
_UNSURE = ("id-emptied", "id-unknown", "id-unreadable")


def _ids(
    sheet: Marked,
    lines: Iterable[Line],
    columns: Iterable[Column],
    rows: dict[str, Row],
    base: State,
    wishes: Wishes,
) -> dict[int, str | None]:
    """The id of each row by its number, None for a new one; left out where it is not clear."""
    column = next(column for column in columns if column.name == "id")
    told: dict[int, tuple[Value, Value]] = {}
    for line in lines:
        faults: list[Fault] = []
        pair = sheet.value(line, column, faults), sheet.value(line, _VERSION, faults)
        if faults:
            wishes.faults += [
                Fault("id-unreadable", fault.place, fault.wording, fault.values) for fault in faults
            ]
        else:
            told[line.row] = pair
    owner = {base.version(sheet.key, id): id for id in rows}
    present = {id for id, _ in told.values()}
    ids: dict[int, str | None] = {}
    first: dict[str, Place] = {}
    for row, (id, version) in told.items():
        place = sheet.place(row, "id")
        if id is None:
            lost = owner.get(_whole(version)) if version is not None else None
            if lost is not None and lost not in present:
                wording = N_("the id “%(id)s” is gone; put it back, or delete the whole row")
                wishes.faults.append(Fault("id-emptied", place, wording, {"id": lost}))
            else:  # of a copied row the version stands there still
                ids[row] = None
        elif str(id) not in rows:
            wording = N_("there is no “%(id)s”; leave the id empty for a new row")
            wishes.faults.append(Fault("id-unknown", place, wording, {"id": id}))
        elif str(id) in first:
            wording = N_("“%(id)s” stands in %(other)s already; empty it for a new row")
            values = {"id": id, "other": first[str(id)].cell}
            wishes.faults.append(Fault("id-twice", place, wording, values))
        else:
            first[str(id)] = place
            if version != base.version(sheet.key, str(id)):
                place = sheet.place(row, VERSION)
                wording = N_("the hidden version was changed; download the workbook again")
                wishes.faults.append(Fault("version-changed", place, wording))
            ids[row] = str(id)
    return ids


def _whole(value: Value) -> int | None:
    return value if isinstance(value, int) else None


def read_only(sheet: Marked, base: State, codings: Codings, wishes: Wishes) -> None:
    """Tell every change on a sheet of a table that is there to read."""
    table = sheet.key
    columns = layout.columns(table, codings)
    faults = [*sheet.problems([column.name for column in columns])]
    wishes.faults += faults
    if any(fault.code == "column-missing" for fault in faults):
        return
    rows = {key_of(table, row): row for row in base.package.tables[table]}
    left = dict(rows)
    for line in sheet.lines():
        found: list[Fault] = []
        values = {column.name: sheet.value(line, column, found) for column in columns}
        wrong = {fault.place for fault in found}
        key = key_of(table, values)
        row = left.pop(key, None)
        if row is None:
            wording = N_("rows cannot be added or renamed here; this sheet is there to read")
            place = sheet.place(line.row, next(iter(sheet.columns)))
            wishes.faults.append(Fault("read-only-row", place, wording))
            continue
        for column in columns:
            place = sheet.place(line.row, column.name)
            if place in wrong or not column.same(values[column.name], row[column.name]):
                wishes.faults.append(_changed(place, column.shown(row[column.name])))
    if left:
        wording = N_("rows are gone (%(count)s); this sheet is there to read: put them back")
        wishes.faults.append(Fault("read-only-gone", sheet.place(), wording, {"count": len(left)}))


def read_lookup(sheet: Marked, rows: list[layout.Cells], wishes: Wishes) -> None:
    """Tell every change on a sheet to look something up in."""
    names = [f"column-{at}" for at in range(len(rows[0]))]
    faults = [*sheet.problems(names)]
    wishes.faults += faults
    if any(fault.code == "column-missing" for fault in faults):
        return
    lines = list(sheet.lines())
    stand = [[_plain(line, name) for name in names] for line in lines]
    wanted = [[_trimmed(value) for value in row] for row in rows]
    for at, (line, cells) in enumerate(zip(lines, stand, strict=True)):
        if cells in wanted:
            continue
        was = wanted[at] if at < len(wanted) else [None] * len(names)
        for name, value, before in zip(names, cells, was, strict=True):
            if value != before:
                wishes.faults.append(_changed(sheet.place(line.row, name), before))
    if len(lines) < len(rows):
        wording = N_("rows are gone (%(count)s); this sheet is there to read: put them back")
        count = len(rows) - len(lines)
        wishes.faults.append(Fault("read-only-gone", sheet.place(), wording, {"count": count}))


def _plain(line: Line, name: str) -> Value:
    cell = line.cells.get(name)
    return None if cell is None else _trimmed(cell.value)


def _trimmed(value: Value) -> Value:
    if isinstance(value, int | float):
        return float(value)
    return " ".join(value.split()) if value else None


def _changed(place: Place, was: Value) -> Fault:
    if was is None:
        return Fault("read-only", place, N_("this sheet is there to read; empty this cell again"))
    wording = N_("this sheet is there to read; put “%(was)s” back")
    return Fault("read-only", place, wording, {"was": was})
