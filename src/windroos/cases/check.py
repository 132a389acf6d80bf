"""Reading a case package and telling everything that is wrong with it.

Types and constraints of cells are frictionless's work. It stops at a thousand errors, leaves the
field out of foreign-key errors and takes Latin-1 for UTF-8, so files, keys and references are
checked here. Nothing is used of a package with a single fault.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from windroos.cases.archive import unpacked
from windroos.cases.between import Numbered, between
from windroos.cases.framework import Framework
from windroos.cases.framework_file import parse
from windroos.cases.package import CASE_NAME, Package, Row, Value, locate, shipped
from windroos.cases.problems import N_, PackageError, Problem
from windroos.cases.tables import (
    DESCRIPTOR_FILE,
    FRAMEWORK_FILE,
    ID,
    NAME,
    PARTIAL_DATE,
    REGION,
    SLUG,
    TABLES,
    Table,
)

__all__ = ["PackageError", "Problem", "check", "read"]

# A case is named in addresses and on the command line; these addresses are taken.
_RESERVED = ("account", "api", "sources")


def check(name_or_path: str | Path) -> list[Problem]:
    """Everything that is wrong with a package, however much; empty when it is sound."""
    return examine(name_or_path)[1]


def read(name_or_path: str | Path) -> Package:
    """A sound package; raises `PackageError` with every problem otherwise."""
    package, problems = examine(name_or_path)
    if package is None:
        raise PackageError(problems)
    return package


def examine(name_or_path: str | Path) -> tuple[Package | None, list[Problem]]:
    """A package when it is sound, and everything that is wrong with it when it is not."""
    folder = locate(name_or_path)
    if folder.is_file() and folder.suffix == ".zip":
        try:
            return examine_zip(folder.read_bytes())
        except PackageError as error:
            return None, list(error.problems)
    if not folder.is_dir():
        names = ", ".join(shipped())
        return None, [
            Problem(
                "no-package",
                str(name_or_path),
                "no such case or folder;"
                f" give a path to a package, or a case shipped here: {names}",
            )
        ]
    problems: list[Problem] = []
    named = _descriptor(folder, problems)
    framework, text = _framework(folder, problems)
    tables: dict[str, Numbered] = {}
    for name, table in TABLES.items():
        if named is None or name in named["tables"]:
            rows = _table(folder, table, problems)
            if rows is not None:
                tables[name] = rows
    problems += between(tables, framework)
    if problems or named is None or framework is None:
        return None, problems
    return (
        Package.of(
            named["name"],
            named["title"],
            framework,
            text,
            {name: [row for _, row in rows] for name, rows in tables.items()},
        ),
        [],
    )


def examine_zip(content: bytes) -> tuple[Package | None, list[Problem]]:
    """The same of a package in a zip file.

    Raises `PackageError` when it is no zip file that a package can be read from.
    """
    files = unpacked(content)
    with tempfile.TemporaryDirectory(prefix="windroos-") as folder:
        for name, held in files.items():
            (Path(folder) / name).write_bytes(held)
        return examine(folder)


def _descriptor(folder: Path, problems: list[Problem]) -> dict[str, Any] | None:
    """The package's name and title, and which tables it lists."""

    def fault(
        code: str, wording: str, field: str | None = None, row: int | None = None, **values: object
    ) -> None:
        problems.append(Problem(code, DESCRIPTOR_FILE, wording, row, field, values))

    text = _text(folder / DESCRIPTOR_FILE, problems)
    if text is None:
        return None
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        fault("json-syntax", N_("not valid JSON: %(error)s"), row=error.lineno, error=error.msg)
        return None
    except (ValueError, RecursionError) as error:  # numbers or nesting beyond all measure
        fault("json-syntax", N_("cannot be read: %(error)s"), row=1, error=str(error))
        return None
    if not isinstance(data, dict):
        fault("descriptor-type", N_("is not a JSON object"), row=1)
        return None
    resources = data.get("resources")
    if not isinstance(resources, list):
        fault("descriptor-resources", N_("needs a list of resources"), "resources")
        resources = []
    return _names(data, fault) | {"tables": _listed(resources, fault)}


def _names(data: Mapping[str, Any], fault: Callable[..., None]) -> dict[str, Any]:
    name, title = data.get("name"), data.get("title")
    if not isinstance(name, str) or len(name) > ID or not re.fullmatch(CASE_NAME, name):
        fault("descriptor-name", N_("needs a name of small letters, digits, - and _"), "name")
        name = ""
    elif name in _RESERVED:
        wording = N_("a case cannot be called “%(name)s”; choose another name")
        fault("descriptor-name", wording, "name", name=name)
    if title is not None and not (
        isinstance(title, str) and len(title) <= NAME and not _CONTROL.search(title)
    ):
        wording = N_("needs a title of at most %(most)s plain characters")
        fault("descriptor-title", wording, "title", most=NAME)
    return {"name": name, "title": title or name}


def _listed(resources: list[Any], fault: Callable[..., None]) -> set[str]:
    """Which tables of a case the descriptor lists."""
    listed: set[str] = set()
    for resource in resources:
        label = resource.get("name") if isinstance(resource, dict) else resource
        table = TABLES.get(label) if isinstance(label, str) else None
        if table is None:
            wording = N_("unknown table “%(table)s”; a case has %(there)s")
            there = ", ".join(TABLES)
            fault("unknown-table", wording, "resources", table=label, there=there)
            continue
        listed.add(table.name)
        if resource.get("path") != table.path:
            wording = N_("table “%(table)s” must stand in %(path)s, not %(other)s")
            values = {"table": table.name, "path": table.path, "other": repr(resource.get("path"))}
            fault("resource-path", wording, "resources", **values)
    for missing in sorted(set(TABLES) - listed):
        wording = N_("table “%(table)s” is not listed; add %(table)s.csv")
        fault("missing-table", wording, "resources", table=missing)
    return listed


def _framework(folder: Path, problems: list[Problem]) -> tuple[Framework | None, str]:
    text = _text(folder / FRAMEWORK_FILE, problems)
    if text is None:
        return None, ""
    framework, found = parse(text)
    problems += found
    return framework, text


def _text(path: Path, problems: list[Problem]) -> str | None:
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
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        problems.append(
            Problem("encoding", path.name, N_("is not UTF-8; save the file as UTF-8"), row=row)
        )
        return None
    if "\x00" in text:
        row = text.count("\n", 0, text.index("\x00")) + 1
        wording = N_("holds a NUL character; remove it")
        problems.append(Problem("encoding", path.name, wording, row=row))
        return None
    return text


def _table(folder: Path, table: Table, problems: list[Problem]) -> Numbered | None:
    """The rows of one file with their line numbers; None when the file cannot be read."""
    text = _text(folder / table.path, problems)
    if text is None:
        return None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[tuple[int | None, Row]] = []
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
            rows.append((reader.line_num, row))
    except csv.Error as error:
        wording, told = N_("not valid CSV: %(error)s"), {"error": str(error)}
        problems.append(Problem("csv-syntax", table.path, wording, reader.line_num, values=told))
        return None
    return rows


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
def _cell_readers(table: str) -> Mapping[str, Any]:
    # Imported here: it takes half a second, and only reading a package needs it.
    from frictionless import Schema

    schema = Schema.from_descriptor({"fields": list(TABLES[table].fields), "missingValues": [""]})
    return {field.name: field.create_cell_reader() for field in schema.fields}


def read_row(table: Table, raw: Mapping[str, str], line: int | None) -> tuple[Row, list[Problem]]:
    """The cells of one row, typed, and what is wrong with each; one that is wrong is None."""
    readers = _cell_readers(table.name)
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
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


# Cells of the forms they must have, for who does not read regular expressions.
_EXAMPLES = {PARTIAL_DATE: "2026-03-01", REGION: "DEG", SLUG: "networks-judged"}

# The code of a fault, the words for it, and the values to fill in.
Fault = tuple[str, str, dict[str, Any]]


def _odd(cell: str, table: Table, name: str) -> Fault | None:
    """What is odd about a cell before its type is looked at."""
    if cell != cell.strip():
        return "spaces", N_("begins or ends with a blank; remove it"), {}
    if _CONTROL.search(cell):
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
