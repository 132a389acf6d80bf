"""A period out of the periods within it, so that no day counts twice."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from .periods import Frequency, Period
from .reasons import Reason
from .totals import Discrepancy, Total, slots

Combining = Callable[[Sequence[Total]], Total]
Differing = Callable[[float, float], bool]


def tiled(
    part: str,
    period: Period,
    given: Mapping[Period, Total],
    combining: Combining,
    differing: Differing,
    frequency: Frequency,
) -> Total:
    """The total of a period from totals of periods of any length.

    Where the periods within cover all of it they are combined, and what is stated for the whole is
    compared with that; else what is stated for the whole counts; else what there is within, and
    which days are missing. Of periods that overlap without one lying in the other those that cover
    most days count, and the others are told. A period that only lies partly within, or that is
    longer, is not divided: that is told too.
    """
    within = {p: total for p, total in given.items() if period.contains(p)}
    tiles, left = apart([p for p in within if p != period])
    for other in left:
        del within[other]
    found = _nested(part, period, within, tiles, combining, differing, frequency)
    reasons = [Reason("overlapping", {"part": part, "period": other}) for other in left]
    if not found.complete:
        reasons += [
            Reason("not-divided", {"part": part, "period": other})
            for other in sorted(given)
            if other.overlaps(period) and not period.contains(other)
        ]
    return found.because(*reasons)


def apart(periods: Collection[Period]) -> tuple[tuple[Period, ...], tuple[Period, ...]]:
    """The outermost of periods that may lie within each other, and those that are left out.

    Of periods that overlap without one lying in the other, those that together cover most days
    stay (weighted interval scheduling). What lay only in one that is left out comes back.
    """
    left: list[Period] = []
    while True:
        outer = _outermost(sorted(set(periods) - set(left), key=lambda p: (p.start, -p.days)))
        chosen = _widest(outer)
        if len(chosen) == len(outer):
            return chosen, tuple(sorted(left))
        left += [p for p in outer if p not in chosen]


def _nested(
    part: str,
    period: Period,
    within: Mapping[Period, Total],
    tiles: Sequence[Period],
    combining: Combining,
    differing: Differing,
    frequency: Frequency,
) -> Total:
    whole = within.get(period)
    if not tiles:
        if whole is not None:
            return whole
        return Total(missing=slots(part, (period,), frequency))
    finer: list[Total] = []
    for tile in tiles:
        inside = {p: total for p, total in within.items() if tile.contains(p)}
        deeper, _ = apart([p for p in inside if p != tile])
        finer.append(_nested(part, tile, inside, deeper, combining, differing, frequency))
    computed = combining(finer)
    gaps = slots(part, period.gaps(tuple(tiles)), frequency)
    if gaps or not computed.complete or computed.value is None:
        if whole is not None:
            return replace(whole, discrepancies=computed.discrepancies)
        return replace(
            computed,
            missing=tuple(sorted((*computed.missing, *gaps))),
            complete=False,
            of=period if computed.value is not None else None,
        )
    at_once, piecewise = whole.value if whole is not None else None, computed.value
    told = computed.discrepancies
    if at_once is not None and differing(at_once, piecewise):
        told = (*told, Discrepancy(part, period, at_once, piecewise, "time"))
    return replace(computed, of=period, discrepancies=told)


def _outermost(periods: Sequence[Period]) -> list[Period]:
    """Of periods by start, the longest first, those that lie in no other."""
    outer: list[Period] = []
    for period in periods:
        if not outer or period.end > outer[-1].end:
            outer.append(period)
    return outer


def _widest(outer: Sequence[Period]) -> tuple[Period, ...]:
    """Of periods by start and by end, those that do not overlap and cover most days together."""
    ends = [period.end for period in outer]
    best: list[tuple[int, tuple[Period, ...]]] = [(0, ())]
    for number, period in enumerate(outer):
        days, chosen = best[bisect_left(ends, period.start)]
        best.append(max(best[number], (days + period.days, (*chosen, period)), key=lambda b: b[0]))
    return best[-1][1]
