"""A shared societal challenge: who has the same problem, who is ahead, who could learn from whom.

A challenge is measured by a burden (how heavy it is) and, where there is one, a result (how well
it is dealt with). Everything is seen from one home region, and every choice stands in `Rules`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .learning import UNKNOWN, Signs, by_experience, by_result, outcome, same
from .panel import Panel
from .robust import slopes
from .standing import Course, Direction, Floats, NotComparable, Rules, Standing, Words, standing
from .time import Lead, lead

__all__ = ["Comparison", "Course", "Direction", "NotComparable", "Rules", "compare"]

ALIKE, FASTER, SLOWER = "alike", "faster", "slower"
HOME = "home"
AS_DECLARED = Rules()


@dataclass(frozen=True, eq=False)
class Comparison:
    """All regions (R) beside home; of home itself the words are `home` and the signs 0.

    In `standing` the figures are turned so that more is heavier, and better.
    """

    standing: Standing
    distance: Floats
    """(R) how much heavier the burden is than home's, in spreads."""
    same: Words
    """(R) same, different, doubtful (within the standard errors it may be either) or unknown."""
    slope: Floats
    """(R) how much heavier the burden grows a year, in the unit of the figures."""
    trend: Words
    """(R) alike, faster (growing heavier faster than home's), slower or unknown."""
    ahead: Lead
    """(R, 1) how long ago each region came to where home is now."""
    behind: Lead
    """(1, R) how long ago home came to where each region is now."""
    result_distance: Floats
    """(R) how much better the result is than home's, in spreads."""
    outcome: Words
    """(R) better, worse, alike (no clear difference) or unknown."""
    by_result: Signs
    """(R) +1 where home could learn from the region, -1 where the region could learn from home:
    the same problem and a clear difference in result."""
    by_experience: Signs
    """(R) +1 where home could learn from the region, -1 the other way round: the one was where the
    other is now long enough ago."""

    @property
    def ahead_in_result(self) -> NDArray[np.bool_]:
        """(R) whether the result is clearly better, at a burden that is as heavy or heavier."""
        with np.errstate(invalid="ignore"):
            heavy = (self.same == "same") | (self.distance > 0)
        return (self.outcome == "better") & heavy


def compare(
    home: str,
    burden: Panel,
    result: Panel | None = None,
    rules: Rules = AS_DECLARED,
    *,
    heavier: Direction = "higher",
    better: Direction = "higher",
    course: Course = "growing",
    reference: Collection[str] | None = None,
) -> Comparison:
    """Compare every region of the panels with home.

    The year is the latest in which home has a figure of both burden and result and, of the
    regions that ever have both, at least the share `rules.coverage`. Without such a year the burden
    is compared alone, by the same rule. A region without a figure of that year is unknown: no other
    year stands in for it. Spreads are taken over the `reference` (codes; all regions unless told
    otherwise), so that regions of another level do not move them. `course` says which way the
    burden goes: of one that grows (ageing) the heaviest are ahead in time, of one that shrinks
    (emissions) the lightest.

    Raises `NotComparable` when home has no figure, or no year is common.
    """
    stands = standing(
        home,
        burden,
        result,
        rules,
        heavier=heavier,
        better=better,
        course=course,
        reference=reference,
    )
    at = np.array([stands.home])
    every = np.arange(len(stands.regions))
    with np.errstate(invalid="ignore"):
        distance = (stands.burden - stands.burden[stands.home]) / stands.burden_spread
        gain = (stands.result - stands.result[stands.home]) / stands.result_spread
    slope, trend = _trends(stands)
    way = stands.way
    return Comparison(
        standing=stands,
        distance=distance,
        same=_but_home(same(stands, at, every)[0], stands),
        slope=slope,
        trend=_but_home(trend, stands),
        ahead=lead(stands.years, way, way[at, -1]),
        behind=lead(stands.years, way[at], way[:, -1]),
        result_distance=gain,
        outcome=_but_home(outcome(stands, at, every)[0], stands),
        by_result=by_result(stands, at, every)[0],
        by_experience=by_experience(stands, at, every)[0],
    )


def _trends(stands: Standing) -> tuple[Floats, Words]:
    """The trend of each region up to the year of comparison, and whether it is as home's.

    Two trends are alike when over the span they take the burdens no more than the band apart.
    """
    rules = stands.rules
    years = np.asarray(stands.years, dtype=float)
    recent = years > stands.year - rules.trend
    slope = slopes(years[recent], stands.series[:, recent])
    apart = (slope - slope[stands.home]) * rules.trend
    band = rules.band * stands.burden_spread
    with np.errstate(invalid="ignore"):
        words = np.select(
            [np.isnan(apart) | np.isnan(band), np.abs(apart) <= band, apart > 0],
            [UNKNOWN, ALIKE, FASTER],
            SLOWER,
        )
    return slope, words


def _but_home(words: Words, stands: Standing) -> Words:
    found = words.astype("<U12")
    found[stands.home] = HOME
    return found
