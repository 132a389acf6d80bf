"""A period out of the periods within it, so that no day counts twice."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from .periods import Frequency, Period
from .reasons import Reason
from .totals import Discrepancy, Total, slots


@dataclass(frozen=True, slots=True)
class Tiling:
    """How the totals of periods of a part of the tree are put together.

    `combining` makes one total of several that do not overlap, `differing` tells whether what is
    stated for a whole is something else than what its periods come to, and what is missing is told
    by `frequency`.
    """

    part: str
    combining: Callable[[Sequence[Total]], Total]
    differing: Callable[[float, float], bool]
    frequency: Frequency

    def of(self, period: Period, given: Mapping[Period, Total]) -> Total:
        """The total of a period from totals, with a value, of periods of any length.

        Where the periods within cover all of it they are combined, and what is stated for the
        whole is compared with that; else what is stated for the whole counts; else what there is
        within, with which days are missing. Of periods that overlap without one lying in the other
        those that cover most days count, and the others are told. A period that is longer, or lies
        only partly within, is not divided: that is told too.
        """
        found = self._of(period, {p: one for p, one in given.items() if period.contains(p)})
        if found.complete:
            return found
        return found.because(
            *(
                Reason("not-divided", {"part": self.part, "period": p})
                for p in sorted(given)
                if p.overlaps(period) and not period.contains(p)
            )
        )

    def _of(self, period: Period, within: Mapping[Period, Total]) -> Total:
        whole = within.get(period)
        tiles, left = apart([p for p in within if p != period])
        told = [Reason("overlapping", {"part": self.part, "period": p}) for p in left]
        computed = self._pieces(period, within, tiles).because(*told)
        if whole is None:
            return computed
        if not computed.complete or computed.value is None or whole.value is None:
            return replace(
                whole,
                discrepancies=computed.discrepancies,
                reasons=(*whole.reasons, *told),
            )
        if not self.differing(whole.value, computed.value):
            return computed
        unlike = Discrepancy(self.part, period, whole.value, computed.value, "time")
        return replace(computed, discrepancies=(*computed.discrepancies, unlike))

    def _pieces(
        self, period: Period, within: Mapping[Period, Total], tiles: Sequence[Period]
    ) -> Total:
        """What the periods within come to, with the days that none of them covers."""
        found = self.combining(
            [self._of(t, {p: one for p, one in within.items() if t.contains(p)}) for t in tiles]
        )
        gaps = slots(self.part, period.gaps(tiles), self.frequency)
        return replace(
            found,
            missing=tuple(sorted((*found.missing, *gaps))),
            complete=found.complete and not gaps,
            of=period if found.value is not None else None,
        )


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
