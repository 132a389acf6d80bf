"""Figures for the same region, indicator and year that differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from windroos.cases.case import Figure, group
from windroos.cases.contradictions.found import FIGURE, HARD, Contradiction
from windroos.cases.contradictions.printed import differ, printed


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
    return any(differ(printed(a.value), printed(b.value)) for a, b in combinations(figures, 2))
