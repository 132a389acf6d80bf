"""The status of an indicator by the rules that it declares.

What holds first decides:

| what holds | status |
|---|---|
| no direction; no target, or one that is withheld, incomplete or still to be measured | no target |
| the period has not begun; or there is no actual and it is not due yet | not due |
| there is no actual and it was due | no data |
| measured at the end: within the margin `reached` of the target, or better | reached |
| measured at the end: anything else | behind |
| before the end, at a target that is better than the start (with `until` = reached) | reached |
| only an earlier actual is known and the end was due; or parts have no actual | no data |
| before the end, and there is no start to reckon from | not due, or on track at the target |
| before the end: as expected, within the margin `on_track` | on track |
| before the end: within the margin `at_risk` | at risk |
| before the end: anything else | behind |

What is expected lies on a straight line, by days: of a flow from nothing to the target over its
period, of all others from the end of the period of the baseline (or of the previous target) to the
end of that of the target. A target that is worse than its start is a limit, and so is one that is
the same: it is kept until the end, and reached only then. Margins are shares of the way from start
to target; where there is no way, of the target itself. A target to hold is a band: within it is on
track and at the end reached, outside it by at most `at_risk` at risk. A milestone is reached or
not; before its day it is not due, within `warn_days` of it at risk. What is expected (the role) is
no target, and a forecast decides nothing.

Turning an indicator round (x to -x, up to down) leaves every status as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal, get_args

from .indicators import Indicator
from .periods import Period
from .reasons import Reason
from .totals import EPSILON, Total
from .way import Way, way

StatusCode = Literal["reached", "on-track", "at-risk", "behind", "no-data", "no-target", "not-due"]

STATUS_CODES: tuple[StatusCode, ...] = get_args(StatusCode)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A status with what it rests on.

    `expected_by_now` is where the way to the target is on the day that the actual is of, `gap` by
    how much the actual is better (above 0) or worse, both in the unit of the indicator and None
    where they are not known. `due` is the last day on which the actual of the period is in time.
    """

    status: StatusCode
    reasons: tuple[Reason, ...] = ()
    expected_by_now: float | None = None
    gap: float | None = None
    due: date | None = None
    baseline: Total | None = None
    target: Total | None = None
    actual: Total | None = None
    expected: Total | None = None
    forecast: Total | None = None


def judge(
    indicator: Indicator,
    *,
    baseline: Total | None,
    target: Total | None,
    actual: Total | None,
    period: Period,
    today: date,
    expected: Total | None = None,
    forecast: Total | None = None,
) -> Judged:
    """The status of an actual in a period, by the table above.

    `baseline` is where the way to the target starts: the baseline, or the previous target.
    """
    set_for = target.of if target is not None and indicator.kind == "milestone" else None
    due = (set_for or period).end + timedelta(days=indicator.due_days)
    found = _judged(indicator, baseline, target, actual, period, today, due)
    return replace(
        found,
        reasons=(*found.reasons, *_beside(actual, expected, forecast)),
        due=due,
        baseline=baseline,
        target=target,
        actual=actual,
        expected=expected,
        forecast=forecast,
    )


def _judged(
    indicator: Indicator,
    baseline: Total | None,
    target: Total | None,
    actual: Total | None,
    period: Period,
    today: date,
    due: date,
) -> Judged:
    if indicator.direction == "none":
        return _said("no-target", "no-direction")
    aim = _aim(indicator, target)
    if target is None or aim is None:
        return _said("no-target", "no-target", target)
    if _unknown_parts(target) or (indicator.adds_up in ("sum", "pool") and not target.complete):
        return _said("no-target", "target-incomplete", target)
    if today < period.start:
        return _said("not-due", "not-begun", day=period.start)
    if indicator.kind == "milestone":
        return _milestone(indicator, target, actual, period, today, due)
    if actual is None or actual.value is None:
        return _nothing(actual, today, due)
    line = way(indicator, baseline, target, aim, actual, period, today)
    if line is None:
        return _said("not-due", "no-start")
    if indicator.direction == "hold":
        return _hold(indicator, target, line, actual, today, due)
    return _upward(indicator, line, actual, today, due, 1 if indicator.direction == "up" else -1)


def _upward(
    indicator: Indicator, line: Way, actual: Total, today: date, due: date, sign: int
) -> Judged:
    """The status of what should go up (sign 1) or down (-1)."""
    rule, value = indicator.rule, actual.value or 0.0
    unit = 1.0 if rule.absolute else line.length
    there = sign * (value - line.aim) >= -rule.reached * unit - EPSILON
    told = {"value": value, "target": line.aim, "expected": line.expected, "day": line.day}
    if line.ended or (there and line.uphill(sign) and rule.until == "reached"):
        reason = Reason("reached" if there else "not-reached", told)
        gap = sign * (value - line.aim)
        return Judged(
            status="reached" if there else "behind",
            reasons=(reason,),
            expected_by_now=line.expected,
            gap=gap,
        )
    if (unknown := _not_known(line, actual, today, due)) is not None:
        return unknown
    if line.expected is None:
        return _said("on-track" if there else "not-due", "no-start")
    gap = sign * (value - line.expected)
    short = -gap - EPSILON
    status = (
        "on-track"
        if short <= rule.on_track * unit
        else "at-risk"
        if short <= rule.at_risk * unit
        else "behind"
    )
    return Judged(
        status=status,
        reasons=(Reason("on-the-way", told),),
        expected_by_now=line.expected,
        gap=gap,
    )


def _hold(
    indicator: Indicator, target: Total, line: Way, actual: Total, today: date, due: date
) -> Judged:
    """The status of what should stay where it is: within a band around the target."""
    rule, value = indicator.rule, actual.value or 0.0
    done = line.share if indicator.kind == "flow" else 1.0
    unit = 1.0 if rule.absolute else abs(line.aim)
    low = (target.low if target.low is not None else line.aim - rule.hold * unit) * done
    high = (target.high if target.high is not None else line.aim + rule.hold * unit) * done
    outside = max(low - value, value - high, 0.0)
    told = {"value": value, "low": low, "high": high, "day": line.day}
    within = outside <= EPSILON
    if not line.ended and (unknown := _not_known(line, actual, today, due)) is not None:
        return unknown
    status: StatusCode
    if within:
        status = "reached" if line.ended else "on-track"
    else:
        status = "at-risk" if not line.ended and outside <= rule.at_risk * unit else "behind"
    return Judged(
        status=status,
        reasons=(Reason("within-band" if within else "outside-band", told),),
        expected_by_now=line.aim * done,
        gap=-outside,
    )


def _milestone(
    indicator: Indicator,
    target: Total,
    actual: Total | None,
    period: Period,
    today: date,
    due: date,
) -> Judged:
    """The status of what is reached or not, by a day."""
    day = (target.of or period).end
    known = actual.value if actual is not None else None
    ends = [slot.period.end for slot in actual.covered] if actual is not None else []
    if actual is not None and known:
        when = max(ends, default=period.end)
        reasons = [Reason("milestone-reached", {"period": actual.of or period, "day": when})]
        if when > day:
            reasons.append(Reason("milestone-late", {"days": (when - day).days, "day": day}))
        return Judged(status="reached", reasons=tuple(reasons))
    if known is not None and max(ends, default=period.end) >= day:
        return _said("behind" if today >= day else "not-due", "milestone-missed", day=day)
    if today > due:
        return _said("no-data", "no-actual", actual, day=due)
    warned = day - timedelta(days=indicator.rule.warn_days) <= today <= day
    status = "at-risk" if warned and indicator.rule.warn_days else "not-due"
    return _said(status, "milestone-open", actual, day=day)


def _nothing(actual: Total | None, today: date, due: date) -> Judged:
    if today > due:
        return _said("no-data", "no-actual", actual, day=due)
    return _said("not-due", "not-due", actual, day=due)


def _not_known(line: Way, actual: Total, today: date, due: date) -> Judged | None:
    """No data: parts of the whole have no actual, or that of the end is overdue."""
    if missing := _unknown_parts(actual):
        return _said("no-data", "parts-missing", actual, parts=", ".join(missing))
    if today > due and not line.known:
        return _said("no-data", "overdue", actual, last=line.day, day=due)
    return None


def _aim(indicator: Indicator, target: Total | None) -> float | None:
    """What is aimed at: the value, or of a target with bounds only the one to come to."""
    if target is None or target.value is not None:
        return None if target is None else target.value
    if target.low is None or target.high is None:
        return target.low if indicator.direction == "up" else target.high
    middle = (target.low + target.high) / 2
    return {"up": target.low, "down": target.high}.get(indicator.direction, middle)


def _unknown_parts(total: Total) -> tuple[str, ...]:
    """The parts of the tree of which nothing at all is known, where others are."""
    covered = {slot.part for slot in total.covered}
    return tuple(p for p in total.parts_missing if p not in covered) if covered else ()


def _said(status: StatusCode, code: str, total: Total | None = None, **values: Any) -> Judged:
    """A status for one reason, with why the figure it hangs on is not known."""
    more = total.reasons if total is not None else ()
    return Judged(status=status, reasons=(Reason(code, values), *more))


def _beside(
    actual: Total | None, expected: Total | None, forecast: Total | None
) -> tuple[Reason, ...]:
    """What is told and decides nothing."""
    found: list[Reason] = []
    if actual is not None and actual.provisional:
        found.append(Reason("provisional"))
    if expected is not None and expected.value is not None:
        found.append(Reason("expected-beside", {"value": expected.value}))
    if forecast is not None and forecast.low is not None and forecast.high is not None:
        found.append(Reason("forecast-beside", {"low": forecast.low, "high": forecast.high}))
    return tuple(found)
