"""What differs between two packages of a case, row by row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from windroos.cases.fields import Table
from windroos.cases.package import Package, cell, row_key
from windroos.cases.reading import Row
from windroos.cases.tables import TABLES


@dataclass(frozen=True, slots=True)
class Changed:
    """A row that is in one of two packages, or in both with other values.

    `key` are the values of its key, with blanks between.
    """

    table: str
    key: str
    before: Row | None
    after: Row | None

    @property
    def kind(self) -> str:
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"

    @property
    def differing(self) -> list[tuple[str, str, str]]:
        """The fields that are other, each as it stands in a file before and after."""
        before, after = self.before or {}, self.after or {}
        return [
            (name, cell(before.get(name)), cell(after.get(name)))
            for name in TABLES[self.table].columns
            if before.get(name) != after.get(name)
        ]


def changes(before: Package | None, after: Package) -> Iterator[Changed]:
    """The rows that differ, table by table; without a `before` all of them are new."""
    for name, table in TABLES.items():
        was = _by_key(table, before) if before is not None else {}
        now = _by_key(table, after)
        for key in sorted(was.keys() | now.keys()):
            if was.get(key) != now.get(key):
                yield Changed(name, key, was.get(key), now.get(key))


def _by_key(table: Table, package: Package) -> dict[str, Row]:
    return {row_key(table, row): row for row in package.tables[table.name]}
