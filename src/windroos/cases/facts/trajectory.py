"""What a chart of an indicator draws: where it began, where it should go and where it went."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from windroos.measure.results import Cells, Indicator, Period, Role, Tree, rolled


@dataclass(frozen=True, slots=True)
class Point:
    """The value of a period, with its bounds where it has them.

    It is not `complete` where a part or period is missing from it.
    """

    period: Period
    value: float
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


def trajectory_of(indicator: Indicator, tree: Tree, cells: Cells, part: str) -> Trajectory:
    """The trajectory of an indicator for a part of a programme with what lies beneath it."""

    def points(role: Role) -> Iterator[Point]:
        for period in sorted({c.period for c in cells if c.role == role and not c.dimensions}):
            found = rolled(indicator, tree, cells, role, period, part)
            if found.value is not None:
                yield Point(
                    period, found.value, found.low, found.high, found.complete, found.provisional
                )

    return Trajectory(
        baseline=tuple(points("baseline")),
        targets=tuple(points("target")),
        expected=tuple(points("expected")),
        actuals=tuple(points("actual")),
        forecasts=tuple(_bands(cells, indicator, part)),
    )


def _bands(cells: Cells, indicator: Indicator, part: str) -> Iterator[Band]:
    """Forecasts of the part itself: bounds of parts do not make bounds of the whole."""
    for period, fact in sorted(cells.row(indicator.id, part, "forecast").items()):
        if fact.low is not None and fact.high is not None:
            yield Band(period, fact.low, fact.high, fact.value, fact.method)
