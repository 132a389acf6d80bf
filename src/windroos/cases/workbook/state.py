"""What a workbook is made of, and what it says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from windroos.cases.package import Package

# Raised when older workbooks can no longer be read.
FORMAT = 1
# What people may change in a workbook; the other tables are there to read.
EDITABLE = ("judgements", "findings", "decisions")

Versions = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class State:
    """A case at a moment: its content, the number of that state, and the version of each row.

    `versions` is by table and id of the row.
    """

    package: Package
    number: int = 0
    versions: Versions = field(default_factory=dict)

    def version(self, table: str, id: str) -> int | None:
        return self.versions.get(table, {}).get(id)


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet with a rating per region and criterion, for a role and a theme; None is for all."""

    role: str | None = None
    theme: str | None = None

    @property
    def key(self) -> str:
        return f"grid/{self.role or ''}/{self.theme or ''}"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a workbook says of itself: which case and state it shows, and in which language."""

    format: int
    case: str
    state: int
    revision: str
    language: str

    def shows(self, state: State) -> bool:
        """Whether the workbook was made from this state."""
        return (self.case, self.revision) == (state.package.name, state.package.revision)
