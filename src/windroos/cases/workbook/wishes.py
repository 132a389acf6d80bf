"""What a workbook asks for: changes of cells, new rows, and rows to take back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from windroos.cases.reading import Value
from windroos.cases.workbook.faults import Fault, Place


@dataclass(frozen=True, slots=True)
class Edit:
    """A cell that says something else than when the workbook was made."""

    table: str
    id: str
    field: str
    value: Value
    place: Place


@dataclass(frozen=True, slots=True)
class New:
    """A row that was not there. `places` says where each of its cells stands."""

    table: str
    values: Mapping[str, Value]
    places: Mapping[str, Place]
    place: Place


@dataclass(frozen=True, slots=True)
class Removal:
    """A row that is gone."""

    table: str
    id: str
    place: Place


@dataclass
class Wishes:
    """Everything the sheets of a workbook ask for, and what is wrong with them."""

    edits: list[Edit] = field(default_factory=list)
    new: list[New] = field(default_factory=list)
    # New rows of which a cell could not be read: nothing comes of them, and the rest is checked.
    half: list[New] = field(default_factory=list)
    removals: list[Removal] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    remarks: list[Fault] = field(default_factory=list)
    # Where the cells of a row stand, by table and id.
    places: dict[tuple[str, str], Mapping[str, Place]] = field(default_factory=dict)
    # What the sheets are called, by what they are.
    titles: dict[str, str] = field(default_factory=dict)
