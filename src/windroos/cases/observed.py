"""Observations of a series, and which of them can be used: what cannot is told, with the reason."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from windroos.cases.framework import Series
from windroos.codes.nuts import Part


@dataclass(frozen=True, slots=True)
class Observed:
    """One observation of a series; `region` is None for a place that is not in our codes, which
    `given` names as the publisher does."""

    region: str | None
    given: str
    period: str
    value: float | None
    unit: str | None
    standard_error: float | None
    cell: str


@dataclass(frozen=True, slots=True)
class Aids:
    """What figures are put together by: the weight of each region, and what lies in what from one
    version of NUTS to the next."""

    weights: Mapping[str, float]
    between: Mapping[tuple[str, str], Sequence[Part]]


NO_AIDS = Aids({}, {})


@dataclass(frozen=True, slots=True)
class Picked:
    """The figure of a region (or economy) that counts, and the cell or cells it comes from.

    `parts` are the regions it was put together from.
    """

    region: str
    year: int
    value: float
    standard_error: float | None
    cell: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unused:
    """What does not count, and why: so many observations of a place, of which `cell` is the last.

    `reason` is `region` (no code of ours), `period` (no year), `unit` (another one), `missing` (the
    publisher gives no value), `several` (more than one of a year, told apart by what the series
    does not name), `old`, `years` (too few for a mean), `parts` (some have no figure or no weight)
    or `absent` (a region of the case without any).
    """

    reason: str
    place: str
    count: int
    cell: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """The figures of a series on a day, by region, and what does not count."""

    figures: tuple[Picked, ...]
    unused: tuple[Unused, ...]


class Sieve:
    """Keeps the observations that can be used, and remembers why others cannot."""

    def __init__(self, series: Series, day: date) -> None:
        self.series = series
        self.day = day
        self.counts: Counter[tuple[str, str]] = Counter()
        self.cells: dict[tuple[str, str], str] = {}

    def aside(self, reason: str, place: str, cell: str) -> None:
        self.counts[reason, place] += 1
        self.cells[reason, place] = max(cell, self.cells.get((reason, place), ""))

    def by_region(self, observed: Iterable[Observed]) -> dict[str, dict[int, Picked]]:
        """What can be used, by region and year."""
        found: dict[str, dict[int, list[Picked]]] = defaultdict(lambda: defaultdict(list))
        for one in observed:
            reason = self._why_not(one)
            if reason is not None:
                self.aside(reason, one.region or one.given, one.cell)
                continue
            year = int(one.period)
            if year > self.day.year:
                continue
            assert one.region is not None
            assert one.value is not None
            picked = Picked(one.region, year, one.value, one.standard_error, one.cell)
            found[one.region][year].append(picked)
        kept: dict[str, dict[int, Picked]] = {}
        for region, years in found.items():
            for year, several in years.items():
                if len(several) > 1:
                    for one in several:
                        self.aside("several", region, one.cell)
                else:
                    kept.setdefault(region, {})[year] = several[0]
        return kept

    def _why_not(self, one: Observed) -> str | None:
        if one.region is None:
            return "region"
        if not (one.period.isdigit() and len(one.period) == 4):
            return "period"
        if one.value is None:
            return "missing"
        return None if one.unit == self.series.unit else "unit"

    def told(self, regions: Collection[str]) -> tuple[Unused, ...]:
        """What was put aside: of the regions asked for, and of places without a code."""
        return tuple(
            Unused(reason, place, count, self.cells[reason, place])
            for (reason, place), count in sorted(self.counts.items())
            if reason == "region" or place in regions
        )
