"""One sheet of a workbook as it is written: its header, its look, and what its cells accept."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from windroos.cases.fields import TEXT
from windroos.cases.workbook import start
from windroos.cases.workbook.values import Column

# Row 0 is hidden and names the columns; the header stands under it.
MARKS, HEADER, FIRST = 0, 1, 2
# Rows under a table that take new ones, with their lists to choose from.
ROOM = 1000

_GREEN, _GREY, _PALE = "#1C5D5A", "#56606B", "#F1F3F5"
_NARROW, _MIDDLE, _WIDE = 14, 22, 48
_LINE, _HIGHEST = 15, 400
_A3, _A4 = 8, 9
# Columns that together are wider than this do not print well on A4.
_BROAD = 150

Shown = str | float | int | None


class Styles:
    """The cell formats of a workbook; those that are alike are one."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def of(self, **wanted: Any) -> Format:
        key = tuple(sorted(wanted.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({"valign": "top", **wanted})
        return self._made[key]


class Page:
    """A sheet being written. `editable` ones are green, the others grey and protected."""

    def __init__(self, sheet: Worksheet, styles: Styles, language: str, editable: bool) -> None:
        self.sheet, self.styles, self.language, self.editable = sheet, styles, language, editable
        self.color = _GREEN if editable else _GREY
        self._widths: dict[int, float] = {}
        self._lines: dict[int, int] = {}

    def put(self, row: int, column: int, value: Shown, style: Format | None = None) -> None:
        """A value as it is: Excel must not make a formula or a number of a text."""
        if isinstance(value, str):
            self.sheet.write_string(row, column, value, style)
        elif value is not None:
            self.sheet.write_number(row, column, value, style)
        if isinstance(value, str):
            width = self._widths.get(column, _NARROW)
            lines = sum(max(1, ceil(len(line) / width)) for line in value.split("\n"))
            self._lines[row] = max(lines, self._lines.get(row, 1))

    def wide(self, at: int, width: float, style: Format | None = None) -> None:
        """How wide a column is; known before its cells are written."""
        self._widths[at] = width
        self.sheet.set_column(at, at, width, style)

    def finish(self) -> None:
        """Rows as high as their texts are long: not every program sees to that itself."""
        for row, lines in self._lines.items():
            if lines > 1:
                self.sheet.set_row(row, min(_LINE * lines, _HIGHEST))
        if not self.editable:
            self.protect()

    def head(self, marks: Sequence[str], names: Sequence[str], count: int) -> None:
        """The hidden marks, the header, and a table as Excel and screen readers know it."""
        style = self.styles.of(
            bold=True, text_wrap=True, font_color="#FFFFFF", bg_color=self.color, border=1
        )
        for at, mark in enumerate(marks):
            self.sheet.write_string(MARKS, at, mark)
        self.sheet.set_row(MARKS, None, None, {"hidden": True})
        for at, name in enumerate(names):
            self.put(HEADER, at, name)
        last = FIRST + max(count, 1) - 1
        headers = [{"header": name, "header_format": style} for name in _different(names)]
        options = {"columns": headers, "style": "Table Style Light 1"}
        self.sheet.add_table(HEADER, 0, last, len(names) - 1, options)
        self.printed()

    def printed(self) -> None:
        """How the sheet is marked and printed."""
        self.sheet.set_tab_color(self.color)
        self.sheet.set_landscape()
        self.sheet.set_paper(_A4 if sum(self._widths.values()) < _BROAD else _A3)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(HEADER)
        self.sheet.set_footer("&L&A&R&P/&N")

    def protect(self) -> None:
        """Keep people from changing locked cells by mistake; there is no password."""
        allowed = ("format_columns", "format_rows", "autofilter", "sort")
        self.sheet.protect("", dict.fromkeys(allowed, True))

    def column(self, at: int, column: Column, *, unlocked: bool = False) -> None:
        """How wide a column is and how its cells look; new rows look the same."""
        wanted: dict[str, Any] = {"text_wrap": True}
        if column.kind == "string" or column.coding is not None:
            wanted["num_format"] = "@"
        if not self.editable:
            wanted["bg_color"] = _PALE
        if unlocked:
            wanted["locked"] = False
        self.wide(at, _width(column), self.styles.of(**wanted))

    def explain(self, at: int, told: str) -> None:
        """What a column means, as a comment on its header."""
        if told:
            options = {"author": start.AUTHOR, "x_scale": 2, "y_scale": 1 + len(told) / 200}
            self.sheet.write_comment(HEADER, at, told, options)

    def choose(self, at: int, last: int, source: str) -> None:
        """Cells of a column take only what stands in a list."""
        self._validate(at, last, {"validate": "list", "source": f"={source}"}, start.NOT_LISTED)

    def within(self, at: int, last: int, low: float, high: float) -> None:
        """Cells of a column take only a number from low to high."""
        between = {"criteria": "between", "minimum": low, "maximum": high}
        self._validate(at, last, {"validate": "decimal", **between}, start.NO_RATING)

    def holds(self, at: int, last: int, formula: str) -> None:
        """Cells of a column take only that of which a formula holds."""
        self._validate(at, last, {"validate": "custom", "value": formula}, start.NO_RATING)

    def _validate(self, at: int, last: int, rule: dict[str, Any], told: start.Text) -> None:
        message = {
            "error_title": start.NOT_SO.get(self.language),
            "error_message": told.get(self.language),
        }
        self.sheet.data_validation(FIRST, at, last, at, rule | message)


def _different(names: Sequence[str]) -> list[str]:
    """The names of columns; Excel wants them different, whatever the capitals."""
    found: list[str] = []
    for name in names:
        number, shown = 1, name
        while shown.casefold() in {other.casefold() for other in found}:
            number += 1
            shown = f"{name} {number}"
        found.append(shown)
    return found


def _width(column: Column) -> int:
    if column.coding is not None:
        longest = max(map(len, column.coding.words), default=0)
        return min(max(_NARROW, longest + 2), 2 * _NARROW)
    if column.kind != "string":
        return _NARROW
    long = column.field.get("constraints", {}).get("maxLength") == TEXT
    return _WIDE if long else _MIDDLE
