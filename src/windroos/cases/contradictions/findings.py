"""Findings on the same precondition of a region that cannot both hold."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from windroos.cases.case import Case, Finding, group
from windroos.cases.contradictions.found import FINDING, HARD, SOFT, Contradiction
from windroos.cases.contradictions.places import in_order, same_place

FAILS = "fails"


def findings(case: Case) -> Iterator[Contradiction]:
    """Findings of which one closes the region and the other lets it through.

    What one place makes conditional and another does not goes together: a text that names no
    conditions does not say that there are none.
    """
    for (region, precondition), said in group(case.findings, "region", "precondition").items():
        clashes = [
            (a, b)
            for a, b in combinations(said, 2)
            if (a.outcome == FAILS) != (b.outcome == FAILS) and not same_place(case, a, b)
        ]
        if clashes:
            yield Contradiction(
                kind=FINDING,
                grade=HARD if any(_hard(case, a, b) for a, b in clashes) else SOFT,
                region=region,
                precondition=precondition,
                findings=in_order(clashes),
            )


def _hard(case: Case, a: Finding, b: Finding) -> bool:
    """Whether both speak of all themes, and of the same time."""
    same_time = case.framework.tensions.same_time(case.dated(a), case.dated(b))
    return a.themes == b.themes and same_time
