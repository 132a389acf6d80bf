"""Bringing a package together with what people have written since the last one was loaded.

What people wrote is never overwritten unseen: where the package brings something else for a row
that a person changed, whoever loads it says which of the two holds.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from windroos.apps.regions import journal
from windroos.apps.regions.journal import Change, Version
from windroos.apps.regions.queries import Case
from windroos.cases import CaseError, PackageError
from windroos.cases.between import broken_tables
from windroos.cases.framework_file import parse
from windroos.cases.package import Package
from windroos.cases.tables import TABLES

Row = Mapping[str, Any]
# Which side holds where package and people differ.
PACKAGE, PEOPLE = "package", "people"


@dataclass(frozen=True)
class Clash:
    """A row that people changed and that the package now gives otherwise; None: it is gone."""

    table: str
    key: str
    package: Row | None
    people: Row | None

    def __str__(self) -> str:
        if self.people is None:
            return f"{self.table}, {self.key}: removed here, changed in the package"
        if self.package is None:
            return f"{self.table}, {self.key}: changed here, gone from the package"
        names = [
            f"{name} ({self.people.get(name)!r} here, {value!r} in the package)"
            for name, value in self.package.items()
            if self.people.get(name) != value
        ]
        return f"{self.table}, {self.key}: {', '.join(names)}"


class LoadConflict(CaseError):
    """A package differs from what people wrote since the last one; nothing was loaded."""

    def __init__(self, clashes: Sequence[Clash]) -> None:
        self.clashes = tuple(clashes)
        shown = "\n".join(f"  {clash}" for clash in self.clashes)
        count = len(self.clashes)
        super().__init__(
            f"people changed {count} of the rows that this package changes too:\n{shown}\n"
            "load it with --keep people to keep what they wrote, or with --keep package to"
            " replace it; either way the history keeps both"
        )


@dataclass(frozen=True)
class Plan:
    """What loading a package makes of a case.

    `rows` are those the case is to have, by table and key; `whole` is the package with what people
    wrote in it. Where they clash, `keep` says which holds; else it is what people wrote.
    """

    rows: Mapping[str, Mapping[str, Row]]
    whole: Package
    clashes: tuple[Clash, ...]


def planned(case: Case, package: Package, keep: str | None) -> Plan:
    """What loading a package makes of a case; nothing is written.

    Raises `PackageError` when what people wrote cannot stand beside it.
    """
    given = keyed(package)
    given[journal.FRAMEWORK] = {journal.FRAMEWORK: {"text": package.framework_text}}
    rows, clashes = _combined(case, given, keep)
    return Plan(rows, _whole(package, rows), tuple(clashes))


def _combined(
    case: Case, rows: Mapping[str, Mapping[str, Row]], keep: str | None
) -> tuple[dict[str, dict[str, Row]], list[Clash]]:
    """The rows a case is to have, by table and key, and where people and package clash.

    `rows` are those of the package by table and key.
    """
    clashes: list[Clash] = []
    made: dict[str, dict[str, Row]] = {}
    for table, given in rows.items():
        result = dict(given)
        base = journal.given(case, table)
        for version in _by_people(case, table):
            key = version.key
            theirs, ours = given.get(key), version.row
            if theirs not in (base.get(key), ours):
                clashes.append(Clash(table, key, theirs, ours))
                if keep == PACKAGE:
                    continue
            if ours is None:
                result.pop(key, None)
            else:
                result[key] = ours
        made[table] = result
    return made, clashes


def _whole(package: Package, rows: Mapping[str, Mapping[str, Row]]) -> Package:
    """The package with what people wrote in it; raises `PackageError` when it is not sound."""
    kept = {name: [dict(row) for row in rows[name].values()] for name in rows.keys() & TABLES}
    tables = {**package.tables, **kept}
    text = rows[journal.FRAMEWORK][journal.FRAMEWORK]["text"]
    framework, problems = parse(text)
    if framework is not None:
        problems = broken_tables(tables, framework)
    if framework is None or problems:
        raise PackageError(problems)
    return Package.of(package.name, package.title, framework, text, tables)


def differences(case: Case, rows: Mapping[str, Mapping[str, Row]]) -> list[Change]:
    """What has to be written to bring the history of a case to these rows."""
    made: list[Change] = []
    for table, wanted in rows.items():
        now = journal.current(case, table)
        made += [
            Change(table, key, row)
            for key, row in wanted.items()
            if key not in now or now[key].row != row
        ]
        made += [
            Change(table, key, None)
            for key, held in now.items()
            if held.row is not None and key not in wanted
        ]
    return made


def keyed(package: Package) -> dict[str, dict[str, Row]]:
    """The rows of the tables of a package that the database keeps, by their keys."""
    return {
        table.name: {str(row[table.key[0]]): row for row in package.tables[table.name]}
        for table in TABLES.values()
        if len(table.key) == 1
    }


def _by_people(case: Case, table: str) -> Iterator[Version]:
    found = journal.current(case, table).values()
    return (version for version in found if not version.by_package)
