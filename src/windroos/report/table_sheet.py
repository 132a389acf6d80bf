"""A table as an Excel workbook, for whom CSV depends on the language of the machine.

The cells hold values and no formulas: numbers are numbers, days are days, texts are texts.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from datetime import date, datetime, time

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from windroos.report.table_file import Column, Row, Value

# The names of the sheets are names in a file, and so in English.
_TABLE, _FIELDS = "table", "fields"
# Wider columns make one scroll; what is longer can be read in its cell.
_WIDEST = 60


def as_xlsx(columns: Sequence[Column], rows: Sequence[Row], title: str, day: date) -> bytes:
    """The rows on one sheet, what the fields mean on another; the same table, the same bytes."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"title": title, "created": datetime.combine(day, time())})
        head = book.add_format({"bold": True, "bottom": 1})
        days = book.add_format({"num_format": "yyyy-mm-dd"})
        names = [column.name for column in columns]
        lines = [[row.get(name) for name in names] for row in rows]
        _sheet(book.add_worksheet(_TABLE), names, lines, head, days)
        told = [[c.name, c.kind, c.means, ", ".join(c.values)] for c in columns]
        fields = ["field", "type", "description", "values"]
        _sheet(book.add_worksheet(_FIELDS), fields, told, head, days)
    return out.getvalue()


def _sheet(
    sheet: Worksheet,
    names: Sequence[str],
    lines: Sequence[Sequence[Value]],
    head: Format,
    days: Format,
) -> None:
    """A sheet with its names on top, where they stay when one scrolls."""
    for at, name in enumerate(names):
        sheet.write_string(0, at, name, head)
    for row, line in enumerate(lines, start=1):
        for at, value in enumerate(line):
            _write(sheet, row, at, value, days)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(lines), 1), max(len(names) - 1, 0))
    sheet.autofit(_WIDEST * 7)


def _write(sheet: Worksheet, row: int, at: int, value: Value, days: Format) -> None:
    """One cell by the kind of its value; of what is unknown, none."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, at, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, at, value)
    elif isinstance(value, date):
        sheet.write_datetime(row, at, datetime.combine(value, time()), days)
    else:
        sheet.write_string(row, at, value)
