"""Checking what a workbook would change by the rules of the package: one validator for all."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from windroos.cases.between import targets, unknown_references
from windroos.cases.package import Package
from windroos.cases.problems import Problem
from windroos.cases.rows import RowChecker
from windroos.cases.rules import broken_table_rules
from windroos.cases.tables import TABLES
from windroos.cases.workbook import labels
from windroos.cases.workbook.coding import reference_of
from windroos.cases.workbook.faults import Fault, Place
from windroos.cases.workbook.state import EDITABLE, State
from windroos.cases.workbook.taken import ADDED, RowChange, changed
from windroos.cases.workbook.wishes import Wishes

# The table and id of a row, and what is wrong with it.
Found = tuple[str, str, Problem]


def checked(
    now: State, changes: Sequence[RowChange], wishes: Wishes, language: str
) -> tuple[tuple[RowChange, ...], list[Fault]]:
    """The changes with their rows typed, and every rule of the package that they break."""
    becomes = changed(now.package, changes)
    checker = RowChecker(becomes)
    typed: list[RowChange] = []
    found: list[Found] = []
    for change in changes:
        if change.row is None:
            typed.append(change)
            continue
        row, problems = checker.check(change.table, change.row)
        found += [(change.table, change.id, problem) for problem in problems]
        typed.append(replace(change, row=row))
    if not found:
        found += _between(changed(now.package, typed), {(c.table, c.id) for c in typed})
    where = _Where(changes, wishes)
    faults = [
        _fault(
            where.place(table, id, problem.field),
            {name: where.told(table, value) for name, value in problem.values.items()},
            table,
            problem,
            wishes.titles,
            language,
        )
        for table, id, problem in found
    ]
    return tuple(typed), [*faults, *_half_read(checker, wishes, language)]


def _half_read(checker: RowChecker, wishes: Wishes, language: str) -> Iterator[Fault]:
    """What is wrong in new rows of which a cell could not be read.

    Only cells that hold something are told of: an empty one may be told once the row is whole.
    """
    for one in wishes.half:
        for problem in checker.check(one.table, one.values)[1]:
            field = problem.field or ""
            if one.values.get(field) is not None:
                place, values = one.places[field], dict(problem.values)
                yield _fault(place, values, one.table, problem, wishes.titles, language)


def _between(package: Package, changed_rows: Collection[tuple[str, str]]) -> Iterator[Found]:
    """What is wrong between rows: those that decide on the same, or refer to what is gone."""
    known = targets(package.tables, package.framework)
    for table in EDITABLE:
        # Of two rows that do not go together the last is told: that is to be the changed one.
        rows = sorted(package.tables[table], key=lambda row: (table, row["id"]) in changed_rows)
        # The number of the row stands where a file has its line.
        numbered = list(enumerate(rows))
        problems = [
            *unknown_references(TABLES[table], numbered, known),
            *broken_table_rules(table, numbered),
        ]
        for problem in problems:
            if problem.row is not None:
                yield table, str(rows[problem.row]["id"]), problem


class _Where:
    """Where in the workbook the cells of rows stand."""

    def __init__(self, changes: Sequence[RowChange], wishes: Wishes) -> None:
        self.wishes = wishes
        self.rows = {(change.table, change.id): change for change in changes}

    def told(self, table: str, value: object) -> object:
        """The id of a new row is nothing to anyone yet: it is told where it stands."""
        change = self.rows.get((table, str(value)))
        return str(change.place) if change is not None and change.kind == ADDED else value

    def place(self, table: str, id: str, field: str | None) -> Place:
        change = self.rows.get((table, id))
        if change is not None:
            return change.at(field)
        cells = self.wishes.places.get((table, id), {})
        return cells.get(field or "", Place(self.wishes.titles.get(table)))


def _fault(
    place: Place,
    values: dict[str, object],
    table: str,
    problem: Problem,
    titles: dict[str, str],
    language: str,
) -> Fault:
    """A problem of a row as a fault of a cell; what it says of files is said of sheets."""
    reference = reference_of(table, problem.field or "")
    if problem.code == "unknown-reference" and reference is not None:
        values["file"] = titles.get(reference.table, reference.table)
        values["kind"] = labels.column(reference.table, reference.key, language)
    return Fault(problem.code, place, problem.wording, values)
