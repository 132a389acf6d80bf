"""The rows of a sheet of an Excel workbook.

Read by calamine: on a two-core machine it read the 64,000 rows of the Global Innovation Index in
2.0 s, openpyxl's read-only mode in 10.4 s; both stayed under 100 MB.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, WorksheetNotFound

from windroos.problems import N_, Problem
from windroos.sources.shape import SourceError
from windroos.sources.staging import damaged


def sheet_names(path: Path) -> list[str]:
    """The sheets of a workbook, in order. Raises `SourceError` when it cannot be opened."""
    return _opened(path).sheet_names


def sheet_rows(path: Path, sheet: str | None = None) -> Iterator[list[Any]]:
    """The rows of a sheet (the first unless named), from its first row on; empty cells are None.

    Raises `SourceError` when the workbook is cut off or has no such sheet.
    """
    workbook = _opened(path)
    try:
        found = workbook.get_sheet_by_name(sheet or workbook.sheet_names[0])
    except WorksheetNotFound as error:
        wording = N_("has no sheet %(sheet)s: it has %(found)s")
        values = {"sheet": sheet, "found": ", ".join(workbook.sheet_names)}
        raise SourceError([Problem("sheet", path.name, wording, values=values)]) from error
    except CalamineError as error:
        raise damaged(path.name) from error
    first_row, first_column = found.start or (0, 0)
    yield from ([] for _ in range(first_row))
    for row in found.iter_rows():
        yield [None] * first_column + [None if cell == "" else cell for cell in row]


def _opened(path: Path) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_path(str(path))
    except CalamineError as error:
        raise damaged(path.name) from error
