"""What can be wrong with a workbook, told by cell so that it can be mended."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from windroos.cases.problems import CaseError


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of a workbook; without `cell` the sheet, without `sheet` the whole workbook."""

    sheet: str | None = None
    cell: str | None = None

    def __str__(self) -> str:
        return ", ".join(part for part in (self.sheet, self.cell) if part)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: where, what, and what to do.

    `code` names the kind of fault and does not change with the wording. `wording` is a message to
    translate and then fill in with `values`.
    """

    code: str
    place: Place
    wording: str
    values: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    @property
    def message(self) -> str:
        return self.wording % self.values if self.values else self.wording

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place.sheet else self.message


class Unreadable(CaseError):
    """A file that is no workbook we can read; `fault` says why and what to do."""

    def __init__(self, code: str, wording: str, **values: Any) -> None:
        self.fault = Fault(code, Place(), wording, values)
        super().__init__(self.fault.message)
