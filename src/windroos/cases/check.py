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
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from windroos.cases.framework import Framework
from windroos.cases.framework_file import parse
from windroos.cases.package import CASE_NAME, Package, Row, Value, locate, shipped
from windroos.cases.problems import PackageError, Problem
from windroos.cases.rules import broken_rules
from windroos.cases.tables import DESCRIPTOR_FILE, FRAMEWORK_FILE, ID, NAME, TABLES, Table

__all__ = ["PackageError", "Problem", "check", "read"]

# A case is named in addresses and on the command line; one address is taken.
_RESERVED = ("account",)

Numbered = list[tuple[int, Row]]


def check(name_or_path: str | Path) -> list[Problem]:
    """Everything that is wrong with a package, however much; empty when it is sound."""
    return _read(name_or_path)[1]


def read(name_or_path: str | Path) -> Package:
    """A sound package; raises `PackageError` with every problem otherwise."""
    package, problems = _read(name_or_path)
    if package is None:
        raise PackageError(problems)
    return package


def _read(name_or_path: str | Path) -> tuple[Package | None, list[Problem]]:
    folder = locate(name_or_path)
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
    problems += _keys(tables)
    problems += _references(tables, framework)
    if framework is not None and len(tables) == len(TABLES):
        problems += broken_rules(tables, framework)
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


def _descriptor(folder: Path, problems: list[Problem]) -> dict[str, Any] | None:
    """The package's name and title, and which tables it lists."""

    def fault(code: str, message: str, field: str | None = None, row: int | None = None) -> None:
        problems.append(Problem(code, DESCRIPTOR_FILE, message, row, field))

    text = _text(folder / DESCRIPTOR_FILE, problems)
    if text is None:
        return None
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        fault("json-syntax", f"not valid JSON: {error.msg}", row=error.lineno)
        return None
    except (ValueError, RecursionError) as error:  # numbers or nesting beyond all measure
        fault("json-syntax", f"cannot be read: {error}", row=1)
        return None
    if not isinstance(data, dict):
        fault("descriptor-type", "is not a JSON object", row=1)
        return None
    resources = data.get("resources")
    if not isinstance(resources, list):
        fault("descriptor-resources", "needs a list of resources", "resources")
        resources = []
    return _names(data, fault) | {"tables": _listed(resources, fault)}


def _names(data: Mapping[str, Any], fault: Callable[..., None]) -> dict[str, Any]:
    name, title = data.get("name"), data.get("title")
    if not isinstance(name, str) or len(name) > ID or not re.fullmatch(CASE_NAME, name):
        fault("descriptor-name", "needs a name of small letters, digits, - and _", "name")
        name = ""
    elif name in _RESERVED:
        fault("descriptor-name", f"a case cannot be called “{name}”; choose another name", "name")
    if title is not None and not (
        isinstance(title, str) and len(title) <= NAME and not _CONTROL.search(title)
    ):
        fault("descriptor-title", f"needs a title of at most {NAME} plain characters", "title")
    return {"name": name, "title": title or name}


def _listed(resources: list[Any], fault: Callable[..., None]) -> set[str]:
    """Which tables of a case the descriptor lists."""
    listed: set[str] = set()
    for resource in resources:
        label = resource.get("name") if isinstance(resource, dict) else resource
        table = TABLES.get(label) if isinstance(label, str) else None
        if table is None:
            there = ", ".join(TABLES)
            fault("unknown-table", f"unknown table “{label}”; a case has {there}", "resources")
            continue
        listed.add(table.name)
        if resource.get("path") != table.path:
            fault(
                "resource-path",
                f"table “{table.name}” must stand in {table.path}, not {resource.get('path')!r}",
                "resources",
            )
    for missing in sorted(set(TABLES) - listed):
        fault("missing-table", f"table “{missing}” is not listed; add {missing}.csv", "resources")
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
        problems.append(Problem("missing-file", path.name, "the file is missing; add it"))
        return None
    except OSError as error:
        problems.append(Problem("unreadable-file", path.name, f"cannot be read: {error.strerror}"))
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        problems.append(
            Problem("encoding", path.name, "is not UTF-8; save the file as UTF-8", row=row)
        )
        return None
    if "\x00" in text:
        row = text.count("\n", 0, text.index("\x00")) + 1
        problems.append(Problem("encoding", path.name, "holds a NUL character; remove it", row=row))
        return None
    return text


def _table(folder: Path, table: Table, problems: list[Problem]) -> Numbered | None:
    """The rows of one file with their line numbers; None when the file cannot be read."""
    text = _text(folder / table.path, problems)
    if text is None:
        return None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: Numbered = []
    try:
        header = next(reader, None)
        if not _header(table, header, problems):
            return None
        assert header is not None
        readers = _cell_readers(table)
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                problems.append(
                    Problem(
                        "row-length",
                        table.path,
                        f"has {len(cells)} cells, the header {len(header)};"
                        " quote a cell that holds a comma",
                        reader.line_num,
                    )
                )
                continue
            raw = dict(zip(header, cells, strict=True))
            row, found = _row(table, raw, reader.line_num, readers)
            problems += found
            rows.append((reader.line_num, row))
    except csv.Error as error:
        problems.append(
            Problem("csv-syntax", table.path, f"not valid CSV: {error}", reader.line_num)
        )
        return None
    return rows


def _header(table: Table, header: list[str] | None, problems: list[Problem]) -> bool:
    if not header:
        problems.append(Problem("empty-file", table.path, "has no header line", 1))
        return False
    sound = True

    def fault(code: str, name: str, message: str) -> None:
        nonlocal sound
        sound = False
        problems.append(Problem(code, table.path, message, 1, name))

    for name, count in Counter(header).items():
        if count > 1:
            fault("duplicate-column", name, "the column stands there twice")
        if name not in table.columns:
            fault(
                "unknown-column", name, f"unknown column; the table has {', '.join(table.columns)}"
            )
    for name in table.columns:
        if name not in header:
            fault("missing-column", name, "the column is missing; add it")
    return sound


def _cell_readers(table: Table) -> Mapping[str, Any]:
    # Imported here: it takes half a second, and only reading a package needs it.
    from frictionless import Schema

    schema = Schema.from_descriptor({"fields": list(table.fields), "missingValues": [""]})
    return {field.name: field.create_cell_reader() for field in schema.fields}


def _row(
    table: Table, raw: Mapping[str, str], line: int, readers: Mapping[str, Any]
) -> tuple[Row, list[Problem]]:
    row: Row = {}
    problems: list[Problem] = []
    for name in table.columns:
        odd = _odd(raw[name], table, name)
        if odd is not None:
            problems.append(Problem(*odd, line, name))
            row[name] = None
            continue
        value, notes = readers[name](raw[name])
        plain = _plain(value, table, name)
        if notes is None and isinstance(plain, float) and not math.isfinite(plain):
            notes = {"type": "a finite number"}
            plain = None
        for kind in notes or ():
            code, message = _explain(kind, table, name, raw[name])
            problems.append(Problem(code, table.path, message, line, name))
        row[name] = plain
    return row, problems


# frictionless takes 1_0 for ten, and digits of any script.
_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?([eE][-+]?\d+)?", re.ASCII)
# A line may break within a cell; other control characters and line separators may not stand there.
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def _odd(cell: str, table: Table, name: str) -> tuple[str, str, str] | None:
    """What is odd about a cell before its type is looked at."""
    if cell != cell.strip():
        return "spaces", table.path, "begins or ends with a blank; remove it"
    if _CONTROL.search(cell):
        return "control-character", table.path, "holds a control character; remove it"
    kind = next(field["type"] for field in table.fields if field["name"] == name)
    if cell and kind in ("number", "integer") and not _NUMBER.fullmatch(cell):
        example = ", with a point as decimal mark, such as 12.5" if kind == "number" else ""
        return "type", table.path, f"“{cell}” is not a {kind}{example}"
    return None


def _plain(value: Any, table: Table, name: str) -> Value:
    if value is None:
        return None
    kind = next(field["type"] for field in table.fields if field["name"] == name)
    return float(value) if kind == "number" else value


def _explain(kind: str, table: Table, name: str, cell: str) -> tuple[str, str]:
    """What a note of frictionless means to the person who has to mend the cell."""
    field = next(field for field in table.fields if field["name"] == name)
    constraints = field.get("constraints", {})
    if kind == "required":
        return "missing-value", "is empty; fill it in"
    if kind == "enum":
        return "not-allowed", f"“{cell}” is not one of {', '.join(constraints['enum'])}"
    if kind == "pattern":
        return "pattern", f"“{cell}” does not have the form {constraints['pattern']}"
    if kind == "maxLength":
        return "too-long", f"has {len(cell)} characters; at most {constraints[kind]} fit"
    if kind in ("minimum", "maximum"):
        word = "below" if kind == "minimum" else "above"
        return "out-of-range", f"{cell} lies {word} {constraints[kind]}"
    if field["type"] == "boolean":
        return "type", f"“{cell}” is not true or false"
    example = "with a point as decimal mark, such as 12.5" if field["type"] == "number" else ""
    return "type", f"“{cell}” is not a {field['type']} {example}".rstrip()


def _keys(tables: Mapping[str, Numbered]) -> Iterator[Problem]:
    for name, rows in tables.items():
        table = TABLES[name]
        seen: dict[tuple[Value, ...], int] = {}
        for line, row in rows:
            key = tuple(row[field] for field in table.key)
            if None in key:
                continue
            if key in seen:
                shown = ", ".join(str(part) for part in key)
                yield Problem(
                    "duplicate-key",
                    table.path,
                    f"“{shown}” stands on line {seen[key]} already",
                    line,
                    ", ".join(table.key),
                )
            seen.setdefault(key, line)


def _references(tables: Mapping[str, Numbered], framework: Framework | None) -> Iterator[Problem]:
    known = {
        (name, field): {row[field] for _, row in rows}
        for name, rows in tables.items()
        for field in TABLES[name].key[:1]
    }
    if framework is not None:
        known |= {
            ("framework", "role"): {role.id for role in framework.roles},
            ("framework", "rating leaf"): {c.id for c in framework.criteria if c.rating},
            ("framework", "indicator"): set(framework.indicators),
            ("framework", "precondition"): {p.id for p in framework.preconditions},
        }
    for name, rows in tables.items():
        for reference in TABLES[name].references:
            targets = known.get((reference.table, reference.key))
            if targets is None:  # the table referred to could not be read: that is told already
                continue
            for line, row in rows:
                cell = row[reference.field]
                if not isinstance(cell, str):
                    continue
                for value in cell.split() if reference.several else [cell]:
                    if value not in targets:
                        yield Problem(
                            "unknown-reference",
                            TABLES[name].path,
                            _unknown(value, reference.table, reference.key),
                            line,
                            reference.field,
                        )
    if framework is not None and "passages" in tables:
        places = known[("passages", "id")]
        for thing in (*framework.criteria, *framework.preconditions):
            if thing.passage is not None and thing.passage not in places:
                yield Problem(
                    "unknown-reference",
                    FRAMEWORK_FILE,
                    f"“{thing.id}”: {_unknown(thing.passage, 'passages', 'id')}",
                    field="passage",
                )


def _unknown(value: str, table: str, key: str) -> str:
    if table == "framework":
        return f"“{value}” is not a {key} in {FRAMEWORK_FILE}"
    return f"“{value}” does not stand in {TABLES[table].path} ({key})"
