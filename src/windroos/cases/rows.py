"""Checking single rows against a whole case: what a form, a sheet or the API hands in.

The same rules as for a package on disk (`check.py`), for rows that are to change.
"""

from __future__ import annotations

from collections.abc import Mapping

from windroos.cases.between import targets
from windroos.cases.package import Package, cell
from windroos.cases.problems import Problem
from windroos.cases.reading import Row, Value, read_row
from windroos.cases.references import unknown_references
from windroos.cases.rules import broken_row_rules
from windroos.cases.tables import TABLES


class RowChecker:
    """Checks rows that are to stand in a package beside the others."""

    def __init__(self, package: Package) -> None:
        self.framework = package.framework
        self._known = targets(package.tables, package.framework)

    def check(self, table: str, row: Mapping[str, Value]) -> tuple[Row, list[Problem]]:
        """A row as the table would hold it, and everything that is wrong with it.

        `row` holds values or their text; a column that is absent or blank is empty.
        """
        spec = TABLES[table]
        raw = {name: cell(row.get(name)).strip() for name in spec.columns}
        typed, problems = read_row(spec, raw, None)
        numbered = [(None, typed)]
        problems += unknown_references(spec, numbered, self._known)
        told = {problem.field for problem in problems}
        broken = broken_row_rules(table, numbered, self.framework)
        return typed, problems + [problem for problem in broken if problem.field not in told]
