"""Which figures of a case count on a day, each with where it comes from: pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from windroos.cases.case import Case
from windroos.cases.editions import Edition
from windroos.cases.values import Anchor, Figure


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure or anchor that counts. `edition` is the one it was read from, None when it is the
    case's own; `dataset` the key of what its indicator can be read from, None without a series."""

    one: Figure | Anchor
    dataset: str | None
    edition: Edition | None


def figures(case: Case, day: date) -> tuple[Counted, ...]:
    """The figures that count on a day."""
    return tuple(_counted(case, one, day) for one in case.figures_on(day))


def anchors(case: Case, day: date) -> tuple[Counted, ...]:
    """The anchors of a common scale that count on a day; a series gives those that it says to."""
    return tuple(_counted(case, one, day, anchors=True) for one in case.anchors_on(day))


def _counted(case: Case, one: Figure | Anchor, day: date, *, anchors: bool = False) -> Counted:
    series = case.framework.series.get(one.indicator)
    if series is None or (anchors and not series.anchors):
        return Counted(one, None, None)
    return Counted(one, series.source, case.readings.of(series, day))
