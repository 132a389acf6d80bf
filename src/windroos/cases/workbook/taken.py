"""What handing in a workbook would do: every change, every conflict, everything that is wrong."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from windroos.cases.package import Package
from windroos.cases.reading import Row, Value
from windroos.cases.tables import TABLES
from windroos.cases.workbook.faults import Fault, Place
from windroos.cases.workbook.state import Stamp, State

ADDED, CHANGED, REMOVED = "added", "changed", "removed"


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell of a row as it was and as it becomes, and where in the workbook that stands."""

    field: str
    before: Value
    after: Value
    place: Place | None


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that is added, changed or removed.

    `row` is the whole row as it becomes, None when it goes; `version` is that of the row it
    changes. The id of an added row is a proposal. `places` are those of all its cells.
    """

    kind: str
    table: str
    id: str
    row: Row | None
    before: Row | None
    cells: tuple[CellChange, ...]
    place: Place
    version: int | None = None
    places: Mapping[str, Place] = field(default_factory=dict)

    def at(self, column: str | None) -> Place:
        """Where a cell of the row stands; where it has no such cell, the row."""
        return self.places.get(column or "", self.place)


@dataclass(frozen=True, slots=True)
class Clash:
    """What the workbook changes, and someone else changed too since it was made.

    Without a `field` it is about the whole row, which the workbook removes; `yours` and `theirs`
    are then None.
    """

    table: str
    id: str
    field: str | None
    was: Value
    yours: Value
    theirs: Value
    place: Place

    @property
    def key(self) -> str:
        """What a choice between both is called."""
        return "/".join((self.table, self.id, self.field or ""))


@dataclass(frozen=True)
class Taken:
    """What a workbook asks of a case as it stands now."""

    stamp: Stamp
    now: State
    changes: tuple[RowChange, ...] = ()
    clashes: tuple[Clash, ...] = ()
    faults: tuple[Fault, ...] = ()
    remarks: tuple[Fault, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether it can be done as it stands."""
        return not self.faults and not self.clashes

    @property
    def removed(self) -> tuple[RowChange, ...]:
        """The rows that it takes back: these need a reason."""
        return tuple(change for change in self.changes if change.kind == REMOVED)

    def package(self) -> Package:
        """The case with every change made."""
        return changed(self.now.package, self.changes)


def changed(package: Package, changes: Sequence[RowChange]) -> Package:
    """A package with rows of its tables added, changed and removed.

    Rows that are not changed no longer name those of their own table that are removed.
    """
    tables: dict[str, list[Row]] = {name: list(rows) for name, rows in package.tables.items()}
    for table in {change.table for change in changes}:
        mine: Mapping[str, Row | None] = {c.id: c.row for c in changes if c.table == table}
        gone = {id for id, row in mine.items() if row is None}
        stay = [_without(table, row, gone) for row in tables[table] if str(row["id"]) not in mine]
        tables[table] = stay + [row for row in mine.values() if row is not None]
    return Package.of(
        package.name, package.title, package.framework, package.framework_text, tables
    )


def _without(table: str, row: Row, gone: Collection[str]) -> Row:
    """A row that names no rows of its own table that are gone."""
    made = row
    for reference in TABLES[table].references:
        if reference.table == table and reference.several and gone:
            named = str(row[reference.field] or "").split()
            kept = " ".join(id for id in named if id not in gone) or None
            made = {**made, reference.field: kept}
    return made
