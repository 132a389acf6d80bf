"""Where the regions stand on a challenge in the year in which they are compared."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from .panel import Panel
from .robust import spread

Direction = Literal["higher", "lower"]
Course = Literal["growing", "shrinking"]
Floats = NDArray[np.float64]
Words = NDArray[np.str_]


class NotComparable(ValueError):
    """Nothing can be compared; `reason` is `home` when home has no figure of the burden, and
    `year` when there is no year in which enough regions have one beside home."""

    def __init__(self, reason: Literal["home", "year"]) -> None:
        self.reason = reason
        super().__init__(
            {
                "home": "the home region has no figure of the burden",
                "year": "there is no year in which home and enough other regions have figures",
            }[reason]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What counts as the same, as clear and as ahead: all choices of the comparison.

    `band` and `clear` are in spreads (see `robust.spread`). Half a spread is what Cohen (1988,
    *Statistical Power Analysis for the Behavioral Sciences*, ch. 2) calls a medium difference:
    below it two burdens are comparable, from it on a result differs clearly.
    """

    band: float = 0.5
    clear: float = 0.5
    experience: float = 5.0
    """Years that a region must be ahead to have experience to learn from."""
    trend: int = 5
    """Years over which a trend is taken, the year of comparison included."""
    coverage: float = 0.5
    """Share of the regions with any figure that must have one in the year of comparison."""
    least: int = 8
    """Figures without which no spread is taken."""
    confidence: float = 0.9
    """Probability with which a difference must lie within its range, where errors are known."""

    def __post_init__(self) -> None:
        positive = ("band", "clear", "experience")
        faults = [name for name in positive if not getattr(self, name) > 0]
        faults += [name for name in ("coverage",) if not 0 < getattr(self, name) <= 1]
        faults += [name for name in ("confidence",) if not 0 < getattr(self, name) < 1]
        faults += [name for name in ("trend", "least") if getattr(self, name) < 3]
        if faults:
            raise ValueError(f"{', '.join(faults)}: out of range")


@dataclass(frozen=True, eq=False, slots=True)
class Standing:
    """The figures of one year beside each other, turned so that more is heavier, and better.

    (R) throughout; `series` (R, T) is the burden over the years up to and including `year`, the
    last of `years`. Spreads are NaN where none could be taken. `result_year` is None when there is
    no result to compare.
    """

    regions: tuple[str, ...]
    home: int
    year: int
    result_year: int | None
    years: tuple[int, ...]
    series: Floats
    burden: Floats
    burden_error: Floats
    burden_spread: float
    result: Floats
    result_error: Floats
    result_spread: float
    course: Course
    rules: Rules

    @property
    def way(self) -> Floats:
        """(R, T) the burden turned so that it rises on its course: who is further on, is higher."""
        return self.series if self.course == "growing" else -self.series


def standing(
    home: str,
    burden: Panel,
    result: Panel | None,
    rules: Rules,
    *,
    heavier: Direction,
    better: Direction,
    course: Course,
    reference: Collection[str] | None,
) -> Standing:
    """Lay burden and result over the same regions and years, and take the year of comparison.

    Raises `NotComparable`.
    """
    regions = tuple(sorted({home, *burden.regions, *(result.regions if result else ())}))
    years = tuple(sorted({*burden.years, *(result.years if result else ())}))
    at = regions.index(home)
    within = np.array([reference is None or region in reference for region in regions])
    loads = burden.over(regions, years)
    gains = (result or Panel((), (), np.empty((0, 0)), np.empty((0, 0)))).over(regions, years)
    year = _year(loads.values, at, within, rules)
    both = _year(loads.values + gains.values, at, within, rules)
    if both is None and year is None:
        raise NotComparable("year" if (~np.isnan(loads.values[at])).any() else "home")
    chosen = both if both is not None else year
    assert chosen is not None  # one of the two is there
    sign_burden = 1.0 if heavier == "higher" else -1.0
    sign_result = 1.0 if better == "higher" else -1.0
    load = sign_burden * loads.values
    nothing = np.full(len(regions), np.nan)
    gain = sign_result * gains.values[:, chosen] if both is not None else nothing
    return Standing(
        regions=regions,
        home=at,
        year=years[chosen],
        result_year=years[chosen] if both is not None else None,
        years=years[: chosen + 1],
        series=load[:, : chosen + 1],
        burden=load[:, chosen],
        burden_error=loads.errors[:, chosen],
        burden_spread=spread(load[within, chosen], rules.least),
        result=gain,
        result_error=gains.errors[:, chosen] if both is not None else nothing,
        result_spread=spread(gain[within], rules.least),
        course=course,
        rules=rules,
    )


def _year(values: Floats, home: int, within: NDArray[np.bool_], rules: Rules) -> int | None:
    """The latest year in which home has a figure, and of the others that ever have one, enough."""
    known = ~np.isnan(values)
    others = known & within[:, None]
    others[home] = False
    ever = others.any(axis=1).sum()
    if not ever:
        return None
    enough = known[home] & (others.sum(axis=0) >= rules.coverage * ever)
    return int(np.flatnonzero(enough)[-1]) if enough.any() else None
