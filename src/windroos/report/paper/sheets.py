"""The tables of a paper as an Excel workbook and as CSV files: numbers as numbers.

No cell holds a formula, whatever its text begins with.
"""

from __future__ import annotations

import csv
import io
import math
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any

from windroos.report.paper.extra import needed_for
from windroos.report.paper.layout import NUMERIC, letters_of
from windroos.report.paper.order import tables_of
from windroos.report.paper.parts import (
    Cell,
    Cite,
    Column,
    Footnote,
    Language,
    Link,
    Note,
    Paper,
    Row,
    Source,
    Spans,
    Strong,
    Table,
    Value,
)
from windroos.report.paper.setting import Set
from windroos.report.paper.wording import decimals_of, header
from windroos.report.table_file import FORMULA, as_plain

__all__ = ["plain_text", "to_csv", "to_csv_zip", "to_xlsx"]

# Excel takes no longer text in a cell, and knows no day before this one.
_LONGEST, _FIRST_DAY = 32_767, date(1900, 3, 1)
_WIDEST = 60
# The dates of a language, as Excel writes them.
_DAYS: dict[Language, str] = {"nl": "[$-413]d mmmm yyyy", "en": "[$-809]d mmmm yyyy"}


def to_xlsx(paper: Paper) -> bytes:
    """A workbook: what is in it, then a sheet for each table; the same paper, the same bytes.

    Raises:
        MissingExtra: where the extra `report` is not installed.
    """
    with needed_for("an Excel workbook"):
        import xlsxwriter
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        _Workbook(book, paper).write()
    return out.getvalue()


class _Workbook:
    """Writes one workbook."""

    def __init__(self, book: Any, paper: Paper) -> None:
        self._book = book
        self._paper = paper
        self._set = Set(paper)
        self._format = cache(lambda items: book.add_format(dict(items)))

    def write(self) -> None:
        paper = self._paper
        self._book.set_properties(
            {
                "title": paper.title,
                "author": paper.organisation,
                "subject": paper.subtitle,
                "created": datetime.combine(paper.day, time()),
            }
        )
        contents = self._book.add_worksheet(self._set.word("contents"))
        for table in tables_of(paper):
            self._sheet(table)
        self._contents(contents)

    def _contents(self, sheet: Any) -> None:
        paper = self._paper
        sheet.set_column(0, 0, 16)
        sheet.set_column(1, 1, 90)
        self._page(sheet)
        self._text(sheet, 0, 0, paper.title, bold=True, font_size=16)
        at = 1
        if paper.subtitle:
            self._text(sheet, at, 0, paper.subtitle)
            at += 1
        for label, text in self._set.head:
            self._text(sheet, at, 0, label, bold=True)
            self._text(sheet, at, 1, text)
            at += 1
        if self._set.as_of:
            self._text(sheet, at, 0, self._set.as_of)
            at += 1
        at += 1
        for table in tables_of(paper):
            name = self._set.table_title(table)
            sheet.write_url(
                at, 0, f"internal:'{name}'!A1", self._made(font_color="#0b5566"), string=name
            )
            self._text(sheet, at, 1, table.caption)
            at += 1
        if paper.sources:
            at += 1
            self._text(sheet, at, 0, self._set.word("sources"), bold=True)
            for source in paper.sources:
                at += 1
                self._text(sheet, at, 0, f"[{self._set.source_number(source.id)}]")
                self._text(sheet, at, 1, _source_text(self._set, source), text_wrap=True)

    def _sheet(self, table: Table) -> None:
        name = self._set.table_title(table)
        sheet = self._book.add_worksheet(name)
        marks = self._marks(dict.fromkeys(table.notes), ())
        self._text(sheet, 0, 0, f"{name} {table.caption}{marks}", bold=True, font_size=13)
        for at, (column, width) in enumerate(zip(table.columns, letters_of(table), strict=True)):
            sheet.set_column(at, at, min(_WIDEST, max(9, width + 2)))
            side = "right" if column.kind in NUMERIC else "left"
            marks = self._marks(dict.fromkeys(column.notes), ())
            text = header(column) + marks
            self._text(sheet, 2, at, text, bold=True, bottom=1, text_wrap=True, align=side)
        for at, row in enumerate(table.rows, 3):
            self._row(sheet, at, row, table)
        self._under(sheet, len(table.rows) + 4, table)
        sheet.freeze_panes(3, 1)
        sheet.repeat_rows(2)
        self._page(sheet)

    def _row(self, sheet: Any, at: int, row: Row, table: Table) -> None:
        look = {"plain": {}, "total": {"bold": True, "top": 1}, "group": {"bold": True}}[row.kind]
        for place, (cell, column) in enumerate(zip(row.cells, table.columns, strict=False)):
            self._cell(sheet, at, place, cell, column, table, look)

    def _cell(
        self,
        sheet: Any,
        at: int,
        place: int,
        cell: Cell,
        column: Column,
        table: Table,
        look: dict[str, Any],
    ) -> None:
        notes, cites = self._set.marks_of_cell(table, cell)
        marks = self._marks(notes, cites)
        value = cell.value
        side = "right" if column.kind in NUMERIC else "left"
        look = {"valign": "top", "align": side} | look
        if isinstance(value, date) and value >= _FIRST_DAY:
            shown = self._made(num_format=_DAYS[self._paper.language] + _literal(marks), **look)
            sheet.write_datetime(at, place, datetime.combine(value, time()), shown)
        elif isinstance(value, int | float | Decimal) and _fits(value):
            shown = self._made(num_format=number_format(cell, column) + _literal(marks), **look)
            sheet.write_number(at, place, float(value), shown)
        else:
            self._text(
                sheet, at, place, self._set.cell(cell, column) + marks, text_wrap=True, **look
            )
            return
        if cell.text:
            sheet.write_comment(at, place, cell.text[:_LONGEST])

    def _under(self, sheet: Any, at: int, table: Table) -> None:
        """The notes to the table and where it comes from."""
        for note in self._set.table_notes(table):
            text = f"({self._set.mark(note.id)}) {_note_text(self._set, note)}"
            self._text(sheet, at, 0, text)
            at += 1
        for source in self._set.table_sources(table):
            number = self._set.source_number(source.id)
            said = f"{self._set.word('source')}: {_source_text(self._set, source)} [{number}]"
            self._text(sheet, at, 0, said)
            at += 1

    def _marks(self, notes: Iterable[str], cites: Iterable[int]) -> str:
        marks = [f"({self._set.mark(note)})" for note in notes]
        return "".join(f" {mark}" for mark in [*marks, *(f"[{number}]" for number in cites)])

    def _text(self, sheet: Any, at: int, place: int, text: str, **look: Any) -> None:
        if len(text) > _LONGEST:
            text = text[: _LONGEST - 4] + " […]"
        sheet.write_string(at, place, text, self._made(**look))

    def _made(self, **look: Any) -> Any:
        return self._format(tuple(sorted(look.items())))

    def _page(self, sheet: Any) -> None:
        sheet.set_paper(9)  # A4
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&R" + self._set.word("page", page="&P", pages="&N"))


def number_format(cell: Cell, column: Column) -> str:
    """How Excel writes the number of a cell, as `wording` does in the other outputs."""
    value = cell.value
    assert isinstance(value, int | float | Decimal)
    decimals = None if cell.unit else column.decimals
    money = column.kind == "money" and not cell.unit
    if decimals is None:
        decimals = decimals_of(value)
        if money:
            decimals = 2 if decimals else 0
    plain = column.kind == "text" and isinstance(value, int) and not cell.unit
    form = ("0" if plain else "#,##0") + ("." + "0" * decimals if decimals else "")
    if column.kind == "percent" and not cell.unit:
        return form + '"%"'
    if cell.unit == "€":
        return '"€ "' + form
    if cell.unit:
        return form + _literal(cell.unit if cell.unit == "%" else f" {cell.unit}")
    return form


def _literal(text: str) -> str:
    """Letters after a number, as its format writes them; Excel takes 255 letters in all."""
    return '"' + text.replace('"', "″")[:160] + '"' if text else ""


def _fits(value: float | Decimal) -> bool:
    """Whether Excel, which has some 15 digits, can hold the number as it is."""
    try:
        held = float(value)
    except OverflowError:
        return False
    return math.isfinite(held) and Decimal(repr(held)) == Decimal(str(value))


def to_csv(paper: Paper) -> dict[str, bytes]:
    """Each table as a CSV file in UTF-8, by the name of the file; the notes and sources too.

    Numbers are as they are, with a point; days are YYYY-MM-DD; what is not there is empty. A column
    with texts, units or notes has a second one with these.
    """
    numbered = Set(paper)
    made: dict[str, bytes] = {}
    for number, table in enumerate(tables_of(paper), 1):
        slug = re.sub(r"[^a-z0-9]+", "-", table.id.lower()).strip("-")[:60] or "table"
        made[f"{number:02d}-{slug}.csv"] = _csv(_csv_rows(numbered, table))
    notes = [note for note in paper.footnotes if note.spans]
    if notes:
        rows = [[numbered.mark(note.id), _note_text(numbered, note)] for note in notes]
        made["notes.csv"] = _csv([[numbered.word("mark"), numbered.word("text")], *rows])
    if paper.sources:
        names = ("number", "title", "publisher", "date", "place", "url", "sha256")
        rows = [
            [numbered.source_number(s.id), s.title, s.publisher, s.date, s.place, s.url, s.sha256]
            for s in paper.sources
        ]
        made["sources.csv"] = _csv([[*names], *rows])
    return made


def to_csv_zip(paper: Paper) -> bytes:
    """The files of :func:`to_csv` in one; the same paper, the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as files:
        for name, data in to_csv(paper).items():
            at = (max(1980, paper.day.year), paper.day.month, paper.day.day, 0, 0, 0)
            entry = zipfile.ZipInfo(name, at)
            entry.compress_type = zipfile.ZIP_DEFLATED
            files.writestr(entry, data)
    return out.getvalue()


def _csv_rows(numbered: Set, table: Table) -> list[list[Any]]:
    cells = [[*row.cells, *[Cell()] * (len(table.columns) - len(row.cells))] for row in table.rows]
    said = [[_said(numbered, table, cell) for cell in row] for row in cells]
    wordy = [any(row[at] for row in said) for at in range(len(table.columns))]
    names: list[Any] = []
    for column, words in zip(table.columns, wordy, strict=True):
        names += [header(column)]
        names += [f"{header(column)}: {numbered.word('explanation')}"] if words else []
    rows: list[list[Any]] = [names]
    for row, texts in zip(cells, said, strict=True):
        line: list[Any] = []
        for cell, text, words in zip(row, texts, wordy, strict=True):
            line += [cell.value, text] if words else [cell.value]
        rows.append(line)
    return rows


def _said(numbered: Set, table: Table, cell: Cell) -> str:
    """What a cell says beside its value."""
    notes, cites = numbered.marks_of_cell(table, cell)
    marks = [f"({numbered.mark(note)})" for note in notes] + [f"[{number}]" for number in cites]
    return "; ".join(part for part in (cell.text or "", cell.unit, " ".join(marks)) if part)


def _csv(rows: Sequence[Sequence[Value]]) -> bytes:
    """With a byte order mark: Excel takes a file without for Latin-1."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerows([_csv_cell(value) for value in row] for row in rows)
    return ("\ufeff" + file.getvalue()).encode("utf-8")


def _csv_cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA) else value
    return f"{value:f}" if isinstance(value, Decimal) else repr(as_plain(value))


def plain_text(numbered: Set, spans: Spans) -> str:
    """The spans as one text, for where there are no marks."""
    texts: list[str] = []
    for span in spans:
        match span:
            case Strong(text) | Link(text, _):
                texts.append(text)
            case Cite(id):
                texts.append(f"[{numbered.source_number(id)}]")
            case Note(id):
                texts.append(f"({numbered.mark(id)})")
            case _:
                texts.append(span)
    return "".join(texts)


def _note_text(numbered: Set, note: Footnote) -> str:
    cites = "".join(f" [{numbered.source_number(id)}]" for id in note.sources)
    return plain_text(numbered, note.spans) + cites


def _source_text(numbered: Set, source: Source) -> str:
    return ", ".join([*numbered.source_line(source), *([source.url] if source.url else [])])
