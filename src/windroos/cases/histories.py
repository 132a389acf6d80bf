"""All figures of an indicator over the years: of the observations where they are read, else of the
case itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from windroos.cases.case import Case
from windroos.cases.composing import put_together, renumbered
from windroos.cases.editions import Edition
from windroos.cases.framework import Series
from windroos.cases.observed import Picked, Sieve

Figures = Mapping[str, Mapping[int, Picked]]


@dataclass(frozen=True, eq=False)
class History:
    """The figures of an indicator by region and year, and where they come from.

    `dataset` is the key of the dataset that its series reads, None without a series; `edition` the
    one it was read from, None when the figures are those of the case itself.
    """

    indicator: str
    figures: Figures
    dataset: str | None
    edition: Edition | None

    def origin(self) -> dict[str, Any]:
        """Where the figures come from, as plain data."""
        return {
            "dataset": self.dataset,
            "snapshot": self.edition.sha256 if self.edition else None,
            "since": self.edition.day.isoformat() if self.edition else None,
            "own": self.edition is None and bool(self.figures),
        }


def histories(case: Case, indicators: Iterable[str]) -> dict[str, History]:
    """The history of each indicator."""
    return {name: _history(case, name) for name in indicators}


def _history(case: Case, name: str) -> History:
    series = case.framework.series.get(name)
    edition = case.readings.of(series) if series else None
    dataset = series.source if series else None
    if series is None or edition is None:
        return History(name, _own(case, name), dataset, None)
    return History(name, _read(case, series), dataset, edition)


def _own(case: Case, name: str) -> Figures:
    found: dict[str, dict[int, Picked]] = defaultdict(dict)
    for one in case.own_figures:
        if one.indicator == name:
            picked = Picked(one.region, one.year, one.value, one.standard_error, one.cell)
            found[one.region][one.year] = picked
    return found


def _read(case: Case, series: Series) -> Figures:
    """Of every region that the observations cover, and of those of the case made of parts."""
    sieve = Sieve(series, date.max)
    aids = case.readings.aids[series.reads]
    years = sieve.by_region(case.readings.observed[series.reads])
    years = {
        code: by_year
        for code, by_year in renumbered(series, years, aids, sieve).items()
        if code not in series.without
    }
    if series.parts:
        for code in set(case.regions) - set(years) - set(series.without):
            made = put_together(series, code, years, aids, sieve) if len(code) > 2 else {}
            if made:
                years[code] = made
    return years
