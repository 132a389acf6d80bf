"""Figures for the same region, indicator and year that differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from windroos.cases.case import Figure, group
from windroos.cases.contradictions.found import FIGURE, HARD, Contradiction


def figures(counted: Iterable[Figure]) -> Iterator[Contradiction]:
    """What sources say differently of one region, indicator and year."""
    for (region, indicator, _), same in group(counted, "region", "indicator", "year").items():
        if _differ(same):
            yield Contradiction(
                kind=FIGURE,
                grade=HARD,
                region=region,
                indicator=indicator,
                figures=tuple(same),
            )


def _differ(figures: Sequence[Figure]) -> bool:
    return any(differ(a.value, b.value) for a, b in combinations(figures, 2))


def differ(a: float, b: float) -> bool:
    """Whether two numbers differ by more than the rounding of the one printed most coarsely.

    >>> differ(12, 12.4), differ(12, 12.6), differ(12.0, 12.0)
    (False, True, False)
    """
    return abs(a - b) > (10.0 ** -min(_places(a), _places(b))) / 2


def _places(value: float) -> int:
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
