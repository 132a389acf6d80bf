"""The way to a target: where it starts, what is expected by a day, where an actual is on it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from .indicators import Indicator
from .periods import Period
from .totals import Total


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A straight line by days from `start` to `aim`, and the place of an actual on it.

    `day` is the day that the actual is of, `share` how much of the way lies behind it (0 to 1; of a
    flow the share of its days that are covered), `expected` the value there. `start` and `expected`
    are None where there is nothing to reckon from. `ended`: it is measured at the end of the way;
    `known`: at the end of the period asked for.
    """

    aim: float
    start: float | None
    expected: float | None
    day: date
    share: float
    ended: bool
    known: bool

    @property
    def length(self) -> float:
        """What shares of the way are taken of: where there is no way, of the target itself."""
        if self.start is None or self.start == self.aim:
            return abs(self.aim)
        return abs(self.aim - self.start)

    def uphill(self, sign: int) -> bool:
        """Whether the target is better than the start, by the sign of the direction; a start that
        is not known is taken to be worse."""
        return self.start is None or sign * (self.aim - self.start) > 0


def way(
    indicator: Indicator,
    baseline: Total | None,
    target: Total,
    aim: float,
    actual: Total,
    period: Period,
    today: date,
) -> Way | None:
    """The way to a target with an actual on it; None when a flow has a target for a later period
    only and no baseline to start from."""
    if indicator.kind == "flow":
        return _of_flow(baseline, target, aim, actual, period, today)
    deadline = (target.of or period).end
    day = min(last_day(actual, period), today)
    begin = baseline.of if baseline is not None else None
    start = baseline.value if baseline is not None else None
    if begin is None or start is None or begin.end >= deadline:
        start = None
    share = 1.0
    if start is not None and begin is not None:
        share = min(max((day - begin.end).days / (deadline - begin.end).days, 0.0), 1.0)
    ended = day >= deadline
    expected = aim if ended else _between(start, aim, share)
    return Way(
        aim=aim,
        start=start,
        expected=expected,
        day=day,
        share=share,
        ended=ended,
        known=day >= period.end,
    )


def last_day(actual: Total, period: Period) -> date:
    """The day that an actual is of: of several parts that of the one known least recently."""
    ends: dict[str, list[date]] = defaultdict(list)
    for slot in actual.covered:
        ends[slot.part].append(slot.period.end)
    return min((max(days) for days in ends.values()), default=period.end)


def _of_flow(
    baseline: Total | None,
    target: Total,
    aim: float,
    actual: Total,
    period: Period,
    today: date,
) -> Way | None:
    """A flow starts from nothing in each period, and what it comes to there is its level."""
    whole = target.of or period
    if not whole.contains(period):
        level = _level(baseline, whole, aim, period)
        if level is None:
            return None
        whole, aim = period, level
    share = _covered(actual, whole, today)
    return Way(
        aim=aim,
        start=0.0,
        expected=aim * share,
        day=min(last_day(actual, period), today),
        share=share,
        ended=share >= 1.0,
        known=actual.complete and period.end <= today,
    )


def _level(baseline: Total | None, whole: Period, aim: float, period: Period) -> float | None:
    """What a flow is expected to come to in a period between its baseline and its target."""
    if baseline is None or baseline.value is None or baseline.of is None:
        return None
    if not baseline.of.end < period.end <= whole.end:
        return None
    done = (period.end - baseline.of.end).days / (whole.end - baseline.of.end).days
    return _between(baseline.value, aim, done)


def _covered(actual: Total, whole: Period, today: date) -> float:
    """The share of the days of a period that are covered up to today; all parts count alike."""
    parts = {slot.part for slot in (*actual.covered, *actual.missing)}
    days = sum(
        (min(slot.period.end, whole.end, today) - max(slot.period.start, whole.start)).days + 1
        for slot in actual.covered
        if slot.period.start <= min(whole.end, today) and slot.period.end >= whole.start
    )
    return days / (whole.days * len(parts)) if parts else 0.0


def _between(start: float | None, aim: float, share: float) -> float | None:
    return None if start is None else start + (aim - start) * share
