"""What is known, found by what it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from .facts import Cell, Dimensions, Fact, Role, known
from .periods import Period


class Cells(Mapping[Cell, Fact]):
    """The fact of each cell, with those of one indicator, part and role found at once."""

    def __init__(self, cells: Mapping[Cell, Fact]) -> None:
        self._cells = cells
        rows: dict[tuple[str, str, Role, Dimensions], dict[Period, Fact]] = defaultdict(dict)
        for cell, fact in cells.items():
            rows[cell.indicator, cell.part, cell.role, cell.dimensions][cell.period] = fact
        self._rows = dict(rows)

    @classmethod
    def of(cls, facts: Iterable[Fact], at: datetime | None = None) -> Cells:
        """What was known at a moment (None is now)."""
        return cls(known(facts, at))

    @classmethod
    def over(cls, cells: Mapping[Cell, Fact]) -> Cells:
        """The cells themselves when they are found so already."""
        return cells if isinstance(cells, Cells) else cls(cells)

    def row(
        self, indicator: str, part: str, role: Role, dimensions: Dimensions = ()
    ) -> Mapping[Period, Fact]:
        """The facts of one indicator, part, role and dimensions, by their period."""
        return self._rows.get((indicator, part, role, dimensions), {})

    def parts(self, indicator: str) -> tuple[str, ...]:
        """The parts of the tree that anything is known of, for an indicator."""
        return tuple(dict.fromkeys(part for one, part, *_ in self._rows if one == indicator))

    def __getitem__(self, cell: Cell) -> Fact:
        return self._cells[cell]

    def __iter__(self) -> Iterator[Cell]:
        return iter(self._cells)

    def __len__(self) -> int:
        return len(self._cells)
