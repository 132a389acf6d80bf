"""Series of one indicator beside each other: regions by years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Panel:
    """The figures of one indicator in one unit.

    `regions` (R) are codes, each once; `years` (T) rise. `values` is (R, T) with NaN where there
    is no figure; `errors` is (R, T) with NaN where no standard error is known.
    """

    regions: tuple[str, ...]
    years: tuple[int, ...]
    values: Floats
    errors: Floats

    @classmethod
    def of(
        cls, figures: Iterable[tuple[str, int, float] | tuple[str, int, float, float | None]]
    ) -> Panel:
        """From figures: (region, year, value) or (region, year, value, standard error).

        Raises `ValueError` when a region has two figures of one year: which of them holds is not
        for a sum to say.
        """
        known: dict[tuple[str, int], tuple[float, float]] = {}
        for region, year, value, *rest in figures:
            if (region, year) in known:
                raise ValueError(f"{region} has two figures of {year}")
            error = rest[0] if rest and rest[0] is not None else np.nan
            known[region, year] = (value, error)
        regions = tuple(sorted({region for region, _year in known}))
        years = tuple(sorted({year for _region, year in known}))
        values, errors = np.full((2, len(regions), len(years)), np.nan)
        row = {region: at for at, region in enumerate(regions)}
        column = {year: at for at, year in enumerate(years)}
        for (region, year), (value, error) in known.items():
            values[row[region], column[year]] = value
            errors[row[region], column[year]] = error
        return cls(regions, years, values, errors)

    def over(self, regions: Sequence[str], years: Sequence[int]) -> Panel:
        """The same figures laid out over other regions and years; what is not there is missing."""
        values, errors = np.full((2, len(regions), len(years)), np.nan)
        rows = [(new, self._row[one]) for new, one in enumerate(regions) if one in self._row]
        columns = [(new, self._column[y]) for new, y in enumerate(years) if y in self._column]
        if rows and columns:
            to = np.ix_([new for new, _old in rows], [new for new, _old in columns])
            of = np.ix_([old for _new, old in rows], [old for _new, old in columns])
            values[to], errors[to] = self.values[of], self.errors[of]
        return Panel(tuple(regions), tuple(years), values, errors)

    def until(self, year: int) -> Panel:
        """The figures up to and including a year."""
        return self.over(self.regions, [y for y in self.years if y <= year])

    @cached_property
    def _row(self) -> dict[str, int]:
        return {region: at for at, region in enumerate(self.regions)}

    @cached_property
    def _column(self) -> dict[int, int]:
        return {year: at for at, year in enumerate(self.years)}
