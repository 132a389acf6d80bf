"""The tables of a document as grids: heads, rows, and what each cell holds with its anchor.

A cell is anchored by its passage (the row it stands in) and its column. What a table does not say
for certain is a `Doubt`, for a person to settle; nothing is filled in.

>>> from windroos.sources.documents import read
>>> text = b"| Doel | 2018 |\\n| --- | --- |\\n| Banen (fte) | 12 |\\n"
>>> (grid,) = grids(read(text, "doc.md").passages)
>>> line = grid.lines[0]
>>> line.label, line.unit, line.cells[0].held.value, grid.columns[0].year
('Banen (fte)', 'fte', 12.0, 2018)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from windroos.problems import N_
from windroos.sources.documents.cells import Doubt, Held, decimal_mark, doubt, held
from windroos.sources.documents.plain_tables import PERIOD
from windroos.sources.documents.shape import NOTE, PARAGRAPH, ROW, Passage

_ENDS_IN_PERIOD = re.compile(rf".*\b{PERIOD.pattern}")
_CAPTION = re.compile(r"(?:figuur|figure|tabel|table)\b", re.IGNORECASE)
_BRACKETS = re.compile(r"\(([^()]{1,30})\)")
_UNITS = {
    "%": "%", "fte": "fte", "fte's": "fte", "€": "euro", "euro": "euro", "eur": "euro",
    "euro's": "euro", "usd": "USD", "km": "km", "ha": "ha", "m2": "m²", "m²": "m²", "mw": "MW",
    "gw": "GW", "kwh": "kWh", "gwh": "GWh", "kton": "kton", "uur": "uur", "uren": "uur",
}  # fmt: skip
# What multiplies the figures below it: a person decides whether they are to be multiplied.
_TIMES = re.compile(
    r"\bx\s?(?:€\s?)?1[.,]?000\b|\b(?:in|×)\s(?:€|euro|duizend|miljoen|miljard|thousand|million|mln)",
    re.IGNORECASE,
)
# So many words in brackets can be a unit that is not known.
_UNIT_WORDS = 3


@dataclass(frozen=True, slots=True)
class Note:
    """A note that a mark points to: its passage, and its words without the mark."""

    mark: str
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures: its head (empty where there is none), and the year that the head is."""

    index: int
    head: str
    year: int | None = None
    period: str = ""
    unit: str = ""
    notes: tuple[Note, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def anchor(self) -> str:
        """What the column is called in the anchor of a cell."""
        return self.head or str(self.index)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it is printed, what it holds, and the notes its marks point to."""

    column: int
    text: str
    held: Held
    notes: tuple[Note, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A row: the number of its passage in the document (the first is 1), its label, its cells."""

    number: int
    passage: Passage
    label: str
    unit: str
    cells: tuple[Cell, ...]
    notes: tuple[Note, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its number in the document, its columns after the first, and its rows.

    `heads` are the numbers of the passages that are its head; none where it has no head. `corner`
    is what stands above the labels, `decimal` the decimal mark its figures show.
    """

    number: int
    heads: tuple[int, ...]
    corner: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    caption: str = ""
    decimal: str | None = None
    doubts: tuple[Doubt, ...] = ()

    @property
    def first(self) -> int:
        """The number of the passage it begins with."""
        return self.heads[0] if self.heads else self.lines[0].number

    @property
    def numbers(self) -> tuple[int, ...]:
        """The passages it is made of."""
        return (*self.heads, *(line.number for line in self.lines))


@dataclass
class _Rows:
    """The rows of a table that may still go on."""

    rows: list[tuple[int, Passage]] = field(default_factory=list)
    periods: bool = False
    caption: str = ""

    @property
    def width(self) -> int:
        return len(self.rows[0][1].cells)

    @property
    def section(self) -> str:
        return self.rows[-1][1].section


def grids(passages: Iterable[Passage], language: str = "nl") -> list[Grid]:
    """The tables of a document, in reading order; `passages` are all of its passages.

    `language` decides how a figure is read that its table leaves open.
    """
    numbered = list(enumerate(passages, start=1))
    notes = _notes(numbered)
    found = [one for one in _tables(numbered) if len(one.rows) > 1]
    return [_grid(n, rows, notes, language) for n, rows in enumerate(found, start=1)]


def _tables(numbered: Sequence[tuple[int, Passage]]) -> list[_Rows]:
    """The rows that belong together: those that follow each other, and those that go on with a
    table of periods after notes, another table or an address."""
    made: list[_Rows] = []
    last: _Rows | None = None  # the table whose row came last
    before: _Rows | None = None  # the same, where nothing but notes came after it
    for number, passage in numbered:
        if passage.kind == NOTE:
            continue
        if passage.kind != ROW or len(passage.cells) < 2:
            if passage.kind == PARAGRAPH and _CAPTION.match(passage.text):
                _caption(made, last, passage)
            before = None
            continue
        table = _goes_on(made, before, passage)
        if table is None:
            table = _Rows(periods=_of_periods(passage))
            made.append(table)
        table.rows.append((number, passage))
        before = last = table
    return made


def _goes_on(made: Sequence[_Rows], before: _Rows | None, passage: Passage) -> _Rows | None:
    if _of_periods(passage):
        return None
    width = len(passage.cells)
    if before is not None and before.width == width:
        new = passage.section != before.section and _head_like(passage)
        return None if new else before
    for table in reversed(made) if not _head_like(passage) else ():
        if table.periods and (table.section, table.width) == (passage.section, width):
            return table
    if before is not None and passage.section == before.section and not _head_like(passage):
        return before
    return None


def _caption(made: Sequence[_Rows], last: _Rows | None, passage: Passage) -> None:
    """A caption below is that of the last table, and of those before it with the same columns."""
    above = [one for one in made if last is None or one.rows[0][0] <= last.rows[0][0]]
    for table in reversed(above):
        if table.caption or last is None or _heads(table) != _heads(last):
            break
        table.caption = passage.text


def _heads(table: _Rows) -> tuple[str, ...]:
    return table.rows[0][1].cells[1:]


def _of_periods(passage: Passage) -> bool:
    """Whether every column of a row is headed by a period: “2018”, “Begroting 2018-2019”."""
    filled = [cell for cell in passage.cells[1:] if cell]
    return bool(filled) and all(_ENDS_IN_PERIOD.fullmatch(cell) for cell in filled)


def _head_like(passage: Passage) -> bool:
    """Whether a row can be a head: words or years above its columns, and no figure."""
    filled = [cell for cell in passage.cells[1:] if cell]
    return bool(filled) and all(
        _ENDS_IN_PERIOD.fullmatch(cell) or not held(cell, None).anything for cell in filled
    )


def _grid(number: int, of: _Rows, notes: Mapping[str, Sequence[Note]], language: str) -> Grid:
    rows = list(of.rows)
    head: list[tuple[int, Passage]] = []
    while len(rows) > 1 and _head_like(rows[0][1]) and (not head or not rows[0][1].cells[0]):
        head.append(rows.pop(0))
    decimal = decimal_mark(cell for _, row in rows for cell in row.cells[1:])
    columns = _columns(head, max(len(row.cells) for _, row in rows) - 1, notes)
    lines = tuple(_line(n, row, columns, notes, decimal, language) for n, row in rows)
    doubts: list[Doubt] = []
    if not head:
        doubts.append(doubt(N_("this table has no head: say what each column is")))
    elif not of.periods and not any(c.held.anything for line in lines for c in line.cells):
        doubts.append(doubt(N_("the first row is taken for the head")))
    if times := _TIMES.search(of.caption):
        doubts.append(_times(times[0]))
    corner = " ".join(row.cells[0] for _, row in head if row.cells[0])
    heads = tuple(n for n, _ in head)
    return Grid(number, heads, corner, columns, lines, of.caption, decimal, tuple(doubts))


def _columns(
    head: Sequence[tuple[int, Passage]], count: int, notes: Mapping[str, Sequence[Note]]
) -> tuple[Column, ...]:
    made: list[Column] = []
    for index in range(1, count + 1):
        texts = [row.cells[index] for _, row in head if index < len(row.cells)]
        text = " ".join(one for one in texts if one)
        doubts: list[Doubt] = []
        same = sum(one.head.rpartition(" (")[0] == text or one.head == text for one in made)
        name = text
        if text and same:
            name = f"{text} ({same + 1})"
            doubts.append(doubt(N_("two columns are called “%(head)s”"), head=text))
        periods = PERIOD.findall(text)
        period = periods[-1] if len(periods) == 1 else ""
        year = int(period) if period.isdecimal() and period == text else None
        unit, asked = _unit(text)
        if times := _TIMES.search(text):
            doubts.append(_times(times[0]))
        pointed: list[Note] = []
        for n, row in head:
            found, missing = _pointed(row, index, n, notes)
            pointed += found
            doubts += missing
        made.append(Column(index, name, year, period, unit, tuple(pointed), (*doubts, *asked)))
    return tuple(made)


def _line(
    number: int,
    row: Passage,
    columns: Sequence[Column],
    notes: Mapping[str, Sequence[Note]],
    decimal: str | None,
    language: str,
) -> Line:
    cells: list[Cell] = []
    for column in columns:
        text = row.cells[column.index] if column.index < len(row.cells) else ""
        pointed, missing = _pointed(row, column.index, number, notes)
        read = held(text, decimal, language)
        cells.append(Cell(column.index, text, read, pointed, (*read.doubts, *missing)))
    pointed, missing = _pointed(row, 0, number, notes)
    unit, doubts = _unit(row.cells[0])
    units = list(dict.fromkeys(cell.held.unit for cell in cells if cell.held.value is not None))
    if len(units) > 1:
        told = ", ".join(one or "–" for one in units)
        doubts = (*doubts, doubt(N_("its cells are in different units: %(units)s"), units=told))
    if len(row.cells) - 1 != len(columns):
        values = {"cells": len(row.cells) - 1, "columns": len(columns)}
        wording = N_("it has %(cells)s cells where the table has %(columns)s columns")
        doubts = (*doubts, doubt(wording, **values))
    named = next((one for one in units if one), "") or unit
    if not named:
        named = next((one.unit for one in columns if one.unit), "")
    return Line(number, row, row.cells[0], named, tuple(cells), pointed, (*doubts, *missing))


def _unit(text: str) -> tuple[str, tuple[Doubt, ...]]:
    """The unit in the brackets of a label or a head; what may be one is told."""
    doubts: list[Doubt] = []
    for said in reversed(_BRACKETS.findall(text)):
        if known := _UNITS.get(said.strip().lower()):
            return known, ()
        if len(re.findall(r"\w+", said)) <= _UNIT_WORDS and "," not in said:
            doubts.append(doubt(N_("“%(words)s” may be the unit"), words=said))
    return "", tuple(doubts)


def _times(words: str) -> Doubt:
    return doubt(N_("“%(words)s” may multiply the figures: they are read as printed"), words=words)


def _notes(numbered: Iterable[tuple[int, Passage]]) -> dict[str, list[Note]]:
    """The notes of a document by their mark, which stands apart or is their first word."""
    found: dict[str, list[Note]] = {}
    for number, passage in numbered:
        if passage.kind != NOTE:
            continue
        own = passage.marks[0] if passage.marks and passage.marks[0] else ""
        mark, text = own, passage.text
        if not own:
            mark, _space, text = passage.text.partition(" ")
        found.setdefault(mark.strip("()[]."), []).append(Note(mark, number, text))
    return found


def _pointed(
    row: Passage, index: int, number: int, notes: Mapping[str, Sequence[Note]]
) -> tuple[tuple[Note, ...], tuple[Doubt, ...]]:
    """The notes that the marks at a cell point to: of each mark the next one below, else the last
    one above; a mark without a note is told."""
    marks = row.marks[index].split() if index < len(row.marks) else []
    found: list[Note] = []
    doubts: list[Doubt] = []
    for mark in marks:
        with_it = notes.get(mark, ())
        below = [one for one in with_it if one.number > number]
        if with_it:
            found.append(below[0] if below else with_it[-1])
        else:
            doubts.append(doubt(N_("there is no note “%(mark)s” in the document"), mark=mark))
    return tuple(found), tuple(doubts)
