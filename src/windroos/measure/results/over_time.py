"""Totals over time: flows add up, stocks take the last, ratios pool, nothing is averaged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial

from .cells import Cells
from .facts import Cell, Dimensions, Fact, Role
from .indicators import Indicator
from .periods import Period
from .reasons import Reason
from .tiling import Tiling
from .totals import Discrepancy, Slot, Total, combine, differs, slots, stated


def total(
    indicator: Indicator,
    cells: Mapping[Cell, Fact],
    period: Period,
    part: str = "",
    role: Role = "actual",
    dimensions: Dimensions = (),
) -> Total:
    """What an indicator comes to in a period, for one part of the tree.

    - `sum` (flows): the periods within add up, each day once; a period that is missing makes it
      incomplete.
    - `last` (stocks, ratios, scales): the last known within the period; `of` says of when it is,
      and it is complete when that is the end of the period.
    - `pool` (ratios): numerators over denominators of the periods within.
    - `reached` (milestones): 1 from the first period in which it was reached, also when that was
      before; 0 when it is known not to be.
    - `none`: only what is stated for the period itself.

    Only facts with exactly these dimensions count.
    """
    row = Cells.over(cells).row(indicator.id, part, role, dimensions)
    if not row and indicator.adds_up != "none":
        return Total(missing=slots(part, (period,), indicator.frequency))
    given = {p: stated(fact, indicator) for p, fact in row.items() if p.overlaps(period)}
    if period in given and given[period].there and given[period].value is None:
        return given[period]
    match indicator.adds_up:
        case "sum" | "pool" as how:
            return _together(indicator, how, given, period, part)
        case "last":
            return _last(indicator, given, period, part)
        case "reached":
            reached = {p: stated(fact, indicator) for p, fact in row.items() if p.end <= period.end}
            return _reached(indicator, reached, period, part)
    if period in given:
        return given[period]
    nothing = Total(missing=(Slot(part, period),))
    return nothing.because(Reason("not-over-time", {"part": part, "period": period}))


def _together(
    indicator: Indicator, how: str, given: Mapping[Period, Total], period: Period, part: str
) -> Total:
    told = _untold(given, period)
    valued = {p: one for p, one in given.items() if one.value is not None}
    combining = partial(combine, "pool" if how == "pool" else "sum", factor=indicator.factor)
    tiling = Tiling(part, combining, partial(differs, indicator), indicator.frequency)
    found = tiling.of(period, valued)
    return found if found.complete else found.because(*told)


def _last(indicator: Indicator, given: Mapping[Period, Total], period: Period, part: str) -> Total:
    within = {p: one for p, one in given.items() if period.contains(p)}
    valued = [p for p, one in within.items() if one.there]
    told = _untold(within, period)
    if not valued:
        return Total(missing=slots(part, (period,), indicator.frequency)).because(*told)
    at = max(valued, key=lambda p: (p.end, p.start))
    found = within[at]
    unequal = tuple(
        Discrepancy(part, p, other, value, "time")
        for p in sorted(valued)
        if p != at
        and p.end == at.end
        and (value := found.value) is not None
        and (other := within[p].value) is not None
        and differs(indicator, other, value)
    )
    if at.end == period.end:
        return replace(found, discrepancies=unequal)
    after = Period(at.end + timedelta(days=1), period.end)
    later = Reason("as-of", {"part": part, "period": at})
    return replace(
        found,
        discrepancies=unequal,
        complete=False,
        missing=slots(part, (after,), indicator.frequency),
    ).because(later, *(reason for reason in told if reason.values["period"].end > at.end))


def _reached(
    indicator: Indicator, given: Mapping[Period, Total], period: Period, part: str
) -> Total:
    valued = sorted((p for p, t in given.items() if t.value is not None), key=lambda p: p.end)
    missing = slots(part, (period,), indicator.frequency)
    if not valued:
        return Total(missing=missing).because(*_untold(given, period))
    last = given[valued[-1]]
    if last.value:
        since = valued[-1]
        for p in reversed(valued):
            if not given[p].value:
                break
            since = p
        return given[since]
    if valued[-1].end < period.start:
        return Total(missing=missing)
    if valued[-1].end == period.end:
        return last
    after = Period(valued[-1].end + timedelta(days=1), period.end)
    return replace(
        last, complete=False, missing=slots(part, (after,), indicator.frequency)
    ).because(Reason("as-of", {"part": part, "period": valued[-1]}))


def _untold(given: Mapping[Period, Total], period: Period) -> list[Reason]:
    """Why facts within a period have no value."""
    return [
        reason
        for p in sorted(given)
        if period.contains(p) and given[p].value is None
        for reason in given[p].reasons
    ]
