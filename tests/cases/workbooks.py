"""The workbook of the small case, and changing it as people do."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.cases import packages
from windroos.cases import check, workbook
from windroos.cases.check import read
from windroos.cases.package import Package
from windroos.cases.workbook import State, Taken

MADE = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
VERSIONS = {
    table: {str(row["id"]): number for number, row in enumerate(packages.rows()[table], start)}
    for table, start in (("judgements", 10), ("findings", 30), ("decisions", 40))
}

Edit = Callable[[Workbook], object]


def package(folder: Path, **tables: list[dict[str, Any]]) -> Package:
    """The small case, with other rows in some of its tables."""
    path = packages.write(folder / "package", packages.rows() | tables)
    assert check(path) == []
    return read(path)


def state(folder: Path) -> State:
    """The small case as it was when the workbook was made."""
    return State(package(folder), 7, VERSIONS)


def edited(content: bytes, edit: Edit) -> bytes:
    """A workbook after someone worked in it and saved it."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    edit(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def taken(content: bytes, now: State, base: State | None = None, **options: Any) -> Taken:
    return workbook.read(workbook.open_book(content), now, base, **options)


def at(sheet: Worksheet, id: str, column: str) -> Any:
    """The cell of a row, by its id and the name of the column as people read it."""
    names = [cell.value for cell in sheet[2]]
    row = next(row for row in sheet.iter_rows(min_row=3) if row[0].value == id)
    return row[names.index(column)]


def under(sheet: Worksheet, **cells: Any) -> int:
    """Fill in the first empty row under a table; returns its number."""
    names = [str(cell.value).split(":")[1] for cell in sheet[1]]
    row = next(row for row in range(3, 10_000) if not sheet.cell(row, 2).value)
    for name, value in cells.items():
        sheet.cell(row, names.index(name) + 1, value)
    return row


def as_text(cell: Any, value: str) -> None:
    """Type a text that a program would take for something else."""
    cell.value = value
    cell.data_type = "s"
