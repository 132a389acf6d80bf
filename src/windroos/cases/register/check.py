"""Reading a register from files or rows, and telling everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from windroos.cases.descriptors import described
from windroos.cases.package import cell, locate
from windroos.cases.problems import N_, PackageError, Problem
from windroos.cases.reading import Numbered, Row, read_row, read_tables
from windroos.cases.references import Known, loose_ends, targets
from windroos.cases.register.package import FOLDER, Register
from windroos.cases.register.records import Content, plain_content, rows_of
from windroos.cases.register.rules import broken_rules
from windroos.cases.register.tables import TABLES, Kind


def find(name_or_path: str | Path) -> Path | None:
    """The folder of a register: that of a case shipped here or of a path, or within it; or None."""
    folder = locate(name_or_path)
    return next((one for one in (folder / FOLDER, folder) if _holds_register(one)), None)


def check(name_or_path: str | Path) -> list[Problem]:
    """Everything that is wrong with a register, however much; empty when it is sound."""
    return examine(name_or_path)[1]


def read(name_or_path: str | Path) -> Register:
    """A sound register; raises `PackageError` with every problem otherwise."""
    register, problems = examine(name_or_path)
    if register is None:
        raise PackageError(problems)
    return register


def examine(name_or_path: str | Path) -> tuple[Register | None, list[Problem]]:
    """A register when it is sound, and everything that is wrong with it when it is not."""
    folder = find(name_or_path)
    if folder is None:
        wording = N_(
            "there is no register; name a shipped case, or a folder with organisations.csv"
        )
        return None, [Problem("no-package", str(name_or_path), wording)]
    problems: list[Problem] = []
    named = described(folder, TABLES, problems)
    tables = read_tables(folder, TABLES, named and named.tables, problems)
    problems += between(tables)
    if problems or named is None:
        return None, problems
    kept = {name: [row for _, row in found] for name, found in tables.items()}
    return Register.of(named.name, named.title, kept), []


def between(tables: Mapping[str, Numbered]) -> list[Problem]:
    """What is wrong between the rows of tables that are each sound by themselves."""
    known = targets(TABLES, tables)
    return loose_ends(TABLES, tables, known) + broken_rules(tables)


def examine_record(
    kind: Kind,
    content: Mapping[str, Any],
    known: Known,
    beside: Mapping[str, Numbered] | None = None,
) -> tuple[Content | None, list[Problem]]:
    """A record as a register holds it, and everything that is wrong with it.

    `content` holds values or their text. `known` is what stands beside it, by table and key; what
    the record itself brings may be referred to as well. `beside` are rows of other records, for the
    rules that compare a record with what it refers to.
    """
    problems: list[Problem] = []
    tables: dict[str, list[tuple[int | None, Row]]] = {}
    for name, given in rows_of(kind, content).items():
        tables[name] = []
        for number, row in enumerate(given, start=1):
            raw = {column: cell(row[column]).strip() for column in TABLES[name].columns}
            # A part's rows are told apart by their number; a record has one row of its own.
            typed, found = read_row(TABLES[name], raw, number if name != kind.table else None)
            problems += found
            tables[name].append((number if name != kind.table else None, typed))
    own = targets(TABLES, tables)
    # What a former version of the record brought no longer stands beside it.
    parts = {part.table for part in kind.parts}
    together = {key: there for key, there in known.items() if key[0] not in parts}
    for key, there in own.items():
        # Copied only where it says something new: what is known may be large.
        if not there <= together.get(key, set()):
            together[key] = together.get(key, set()) | there
    problems += loose_ends(TABLES, tables, together)
    if not problems:
        problems += broken_rules({**(beside or {}), **tables})
    if problems:
        return None, problems
    return plain_content(
        kind, {name: [row for _, row in rows] for name, rows in tables.items()}
    ), []


def _holds_register(folder: Path) -> bool:
    return (folder / TABLES["organisations"].path).is_file()
