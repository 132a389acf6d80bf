"""What a chart of an indicator draws: where it began, where it should go and where it went."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from windroos.measure.results import Fact, Period, Role, Total


@dataclass(frozen=True, slots=True)
class Point:
    """The value of a period, with its bounds where it has them; a target may be a band alone.

    It is not `complete` where a part or period is missing from it.
    """

    period: Period
    value: float | None
    low: float | None
    high: float | None
    complete: bool
    provisional: bool


@dataclass(frozen=True, slots=True)
class Band:
    """A forecast of a period: its bounds, its value where one was given, and how it was made."""

    period: Period
    low: float
    high: float
    value: float | None
    method: str


@dataclass(frozen=True, slots=True)
class Trajectory:
    """The points of each role, in the order of time; a forecast is a band."""

    baseline: tuple[Point, ...]
    targets: tuple[Point, ...]
    expected: tuple[Point, ...]
    actuals: tuple[Point, ...]
    forecasts: tuple[Band, ...]


def trajectory_of(
    totals: Callable[[Role], Mapping[Period, Total]], forecasts: Mapping[Period, Fact]
) -> Trajectory:
    """A trajectory out of the totals of each role by period, and the forecasts.

    Forecasts are of a part itself: bounds of parts do not make bounds of the whole.
    """
    return Trajectory(
        baseline=_points(totals("baseline")),
        targets=_points(totals("target")),
        expected=_points(totals("expected")),
        actuals=_points(totals("actual")),
        forecasts=tuple(
            Band(period, one.low, one.high, one.value, one.method)
            for period, one in sorted(forecasts.items())
            if one.low is not None and one.high is not None
        ),
    )


def _points(totals: Mapping[Period, Total]) -> tuple[Point, ...]:
    return tuple(
        Point(period, one.value, one.low, one.high, one.complete, one.provisional)
        for period, one in sorted(totals.items())
        if any(number is not None for number in (one.value, one.low, one.high))
    )
