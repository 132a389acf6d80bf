"""The status of an indicator for a part of the tree, from all that is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from .cells import Cells
from .facts import Cell, Dimensions, Fact, Role
from .indicators import Indicator
from .over_time import total
from .periods import Period
from .status import Judged, judge
from .totals import Total
from .tree import Tree, rolled
from .way import last_day


def status_of(
    indicator: Indicator,
    cells: Mapping[Cell, Fact],
    part: str,
    period: Period,
    today: date,
    tree: Tree | None = None,
    dimensions: Dimensions = (),
) -> Judged:
    """Judge what is known of a period.

    The target is that of the period; else of the shortest period that it lies in; else the first
    that comes after. The way to it starts at the baseline or the target before it that is the last
    up to the day that the actual is of. With a tree, all of these are of the part with all beneath
    it.
    """
    known = Cells.over(cells)

    def found(role: Role, of: Period) -> Total:
        if tree is None:
            return total(indicator, known, of, part, role, dimensions)
        return rolled(indicator, tree, known, role, of, part, dimensions)

    where = (part, *tree.below(part)) if tree is not None else (part,)
    places: list[tuple[Period, Role]] = [
        (p, role)
        for role in ("baseline", "target")
        for p in _periods(indicator, known, where, role, dimensions)
    ]
    target = found("target", period)
    if not target.there:
        other = _other([p for p, role in places if role == "target"], period)
        target = found("target", other) if other is not None else target
    aimed = target.of or period
    actual = found("actual", _until(indicator, aimed, period))
    return judge(
        indicator,
        baseline=_start(places, aimed, min(last_day(actual, period), today), found),
        target=target,
        actual=actual,
        period=period,
        today=today,
        expected=found("expected", period),
        forecast=found("forecast", period),
    )


def _periods(
    indicator: Indicator, cells: Cells, parts: Iterable[str], role: Role, dimensions: Dimensions
) -> list[Period]:
    """All periods for which something is stated for one of the parts."""
    return sorted({p for part in parts for p in cells.row(indicator.id, part, role, dimensions)})


def _other(targets: Iterable[Period], period: Period) -> Period | None:
    """The shortest period that this one lies in, or else the first that ends after it."""
    around = [p for p in targets if p.contains(period)]
    if around:
        return min(around, key=lambda p: p.days)
    later = [p for p in targets if p.end > period.end]
    return min(later, key=lambda p: (p.end, p.days), default=None)


def _start(
    places: Iterable[tuple[Period, Role]],
    aimed: Period,
    day: date,
    found: Callable[[Role, Period], Total],
) -> Total | None:
    """The baseline or target before the one aimed at that ends last up to the day of the actual; a
    baseline first. Where all end after that day, the one that ends first."""
    before = sorted(
        (place for place in places if place[0].end < aimed.end),
        key=lambda place: (place[0].end, place[1] == "baseline"),
    )
    passed = [place for place in before if place[0].end <= day]
    for period, role in (*reversed(passed), *before[len(passed) :]):
        start = found(role, period)
        if start.value is not None and start.complete:
            return start
    return None


def _until(indicator: Indicator, aimed: Period, period: Period) -> Period:
    """Up to where actuals count: of a flow with a target for longer from the start of that."""
    if indicator.kind == "flow" and aimed.contains(period):
        return Period(aimed.start, period.end)
    return period
