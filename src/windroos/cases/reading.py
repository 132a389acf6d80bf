"""Reading the files of a package row by row, and telling what is wrong with each cell.

Types and constraints of cells are frictionless's work. It stops at a thousand errors and takes
Latin-1 for UTF-8, so files are read here.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from windroos.cases.fields import PARTIAL_DATE, REGION, SLUG, Table
from windroos.cases.problems import N_, Problem

Value = str | int | float | bool | None
Row = dict[str, Value]
# Rows with the line of the file that each stands on, None for one that stands in no file.
Numbered = Sequence[tuple[int | None, Row]]


def text(path: Path, problems: list[Problem]) -> str | None:
    """A file's text; UTF-8 or nothing."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        problems.append(Problem("missing-file", path.name, N_("the file is missing; add it")))
        return None
    except OSError as error:
        wording, values = N_("cannot be read: %(error)s"), {"error": error.strerror}
        problems.append(Problem("unreadable-file", path.name, wording, values=values))
        return None
    try:
        decoded = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        problems.append(
            Problem("encoding", path.name, N_("is not UTF-8; save the file as UTF-8"), row=row)
        )
        return None
    if "\x00" in decoded:
        row = decoded.count("\n", 0, decoded.index("\x00")) + 1
        wording = N_("holds a NUL character; remove it")
        problems.append(Problem("encoding", path.name, wording, row=row))
        return None
    return decoded


def read_tables(
    folder: Path,
    tables: Mapping[str, Table],
    listed: Collection[str] | None,
    problems: list[Problem],
) -> dict[str, Numbered]:
    """The rows of the tables that a package lists (None: of all), as far as they can be read."""
    found: dict[str, Numbered] = {}
    for name, table in tables.items():
        read = rows(folder, table, problems) if listed is None or name in listed else None
        if read is not None:
            found[name] = read
    return found


def rows(folder: Path, table: Table, problems: list[Problem]) -> Numbered | None:
    """The rows of one file with their line numbers; None when the file cannot be read."""
    content = text(folder / table.path, problems)
    if content is None:
        return None
    reader = csv.reader(io.StringIO(content, newline=""), strict=True)
    found_rows: list[tuple[int | None, Row]] = []
    try:
        header = next(reader, None)
        if not _header(table, header, problems):
            return None
        assert header is not None
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                wording = N_(
                    "has %(cells)s cells, the header %(header)s; quote a cell that holds a comma"
                )
                values = {"cells": len(cells), "header": len(header)}
                problems.append(
                    Problem("row-length", table.path, wording, reader.line_num, values=values)
                )
                continue
            raw = dict(zip(header, cells, strict=True))
            row, found = read_row(table, raw, reader.line_num)
            problems += found
            found_rows.append((reader.line_num, row))
    except csv.Error as error:
        wording, told = N_("not valid CSV: %(error)s"), {"error": str(error)}
        problems.append(Problem("csv-syntax", table.path, wording, reader.line_num, values=told))
        return None
    return found_rows


def _header(table: Table, header: list[str] | None, problems: list[Problem]) -> bool:
    if not header:
        problems.append(Problem("empty-file", table.path, N_("has no header line"), 1))
        return False
    sound = True

    def fault(code: str, name: str, wording: str, **values: object) -> None:
        nonlocal sound
        sound = False
        problems.append(Problem(code, table.path, wording, 1, name, values))

    for name, count in Counter(header).items():
        if count > 1:
            fault("duplicate-column", name, N_("the column stands there twice"))
        if name not in table.columns:
            wording = N_("unknown column; the table has %(columns)s")
            fault("unknown-column", name, wording, columns=", ".join(table.columns))
    for name in table.columns:
        if name not in header:
            fault("missing-column", name, N_("the column is missing; add it"))
    return sound


@cache
def _cell_readers(table: Table) -> Mapping[str, Any]:
    # Imported here: it takes half a second, and only reading a package needs it.
    from frictionless import Schema

    schema = Schema.from_descriptor({"fields": list(table.fields), "missingValues": [""]})
    return {field.name: field.create_cell_reader() for field in schema.fields}


def read_row(table: Table, raw: Mapping[str, str], line: int | None) -> tuple[Row, list[Problem]]:
    """The cells of one row, typed, and what is wrong with each; one that is wrong is None."""
    readers = _cell_readers(table)
    row: Row = {}
    problems: list[Problem] = []
    for name in table.columns:
        odd = _odd(raw[name], table, name)
        if odd is not None:
            code, wording, values = odd
            problems.append(Problem(code, table.path, wording, line, name, values))
            row[name] = None
            continue
        value, notes = readers[name](raw[name])
        plain = _plain(value, table, name)
        if notes is None and isinstance(plain, float) and not math.isfinite(plain):
            notes = {"type": "a finite number"}
            plain = None
        for kind in notes or ():
            code, wording, values = _explain(kind, table, name, raw[name])
            problems.append(Problem(code, table.path, wording, line, name, values))
        row[name] = plain
    return row, problems


# frictionless takes 1_0 for ten, and digits of any script.
_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?([eE][-+]?\d+)?", re.ASCII)
# A line may break within a cell; other control characters and line separators may not stand there.
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


# Cells of the forms they must have, for who does not read regular expressions.
_EXAMPLES = {PARTIAL_DATE: "2026-03-01", REGION: "DEG", SLUG: "networks-judged"}

# The code of a fault, the words for it, and the values to fill in.
Fault = tuple[str, str, dict[str, Any]]


def _odd(cell: str, table: Table, name: str) -> Fault | None:
    """What is odd about a cell before its type is looked at."""
    if cell != cell.strip():
        return "spaces", N_("begins or ends with a blank; remove it"), {}
    if CONTROL.search(cell):
        return "control-character", N_("holds a control character; remove it"), {}
    kind = table.field(name)["type"]
    if cell and kind in ("number", "integer") and not _NUMBER.fullmatch(cell):
        return _no_number(cell, kind)
    return None


def _no_number(cell: str, kind: str) -> Fault:
    if kind == "number":
        wording = N_("“%(cell)s” is not a number, with a point as decimal mark, such as 12.5")
        return "type", wording, {"cell": cell}
    return "type", N_("“%(cell)s” is not an integer"), {"cell": cell}


def _plain(value: Any, table: Table, name: str) -> Value:
    if value is None:
        return None
    return float(value) if table.field(name)["type"] == "number" else value


def _explain(kind: str, table: Table, name: str, cell: str) -> Fault:
    """What a note of frictionless means to the person who has to mend the cell."""
    field = table.field(name)
    constraints = field.get("constraints", {})
    if kind == "required":
        return "missing-value", N_("is empty; fill it in"), {}
    values = {"cell": cell, "limit": constraints.get(kind)}
    if kind == "enum":
        values["limit"] = ", ".join(constraints["enum"])
        return "not-allowed", N_("“%(cell)s” is not one of %(limit)s"), values
    if kind == "pattern":
        if example := _EXAMPLES.get(constraints["pattern"]):
            wording = N_("“%(cell)s” is not written as it has to be, such as %(example)s")
            return "pattern", wording, {"cell": cell, "example": example}
        return "pattern", N_("“%(cell)s” does not have the form %(limit)s"), values
    if kind == "maxLength":
        values["count"] = len(cell)
        return "too-long", N_("has %(count)s characters; at most %(limit)s fit"), values
    if kind == "minimum":
        return "out-of-range", N_("%(cell)s lies below %(limit)s"), values
    if kind == "maximum":
        return "out-of-range", N_("%(cell)s lies above %(limit)s"), values
    if field["type"] == "boolean":
        return "type", N_("“%(cell)s” is not true or false"), {"cell": cell}
    return _no_number(cell, field["type"])
