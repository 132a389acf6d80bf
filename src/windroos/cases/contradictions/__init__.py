"""Contradictions and tensions in a case: computed from what was coded, never listed by hand.

Two statements of effort, two findings, two relations or two figures that cannot both be right, and
two judgements or a judgement and a figure that hardly go together. What documents print of one
thing is laid side by side too, and beside the figure of a dataset. Every side is kept with its
place. Which kinds there are, and how each is graded: `docs/contradictions.md`.
"""

from __future__ import annotations

from functools import lru_cache

from windroos.cases.case import Case
from windroos.cases.contradictions.efforts import claims, efforts
from windroos.cases.contradictions.figures import figures
from windroos.cases.contradictions.findings import findings
from windroos.cases.contradictions.found import (
    EFFORT,
    FIGURE,
    FINDING,
    GRADES,
    HARD,
    JUDGEMENT,
    KINDS,
    MEASURED,
    NATURES,
    OPEN,
    QUANTITY,
    RELATION,
    REOPENED,
    SETTLED,
    SOFT,
    STATES,
    Claim,
    Contradiction,
)
from windroos.cases.contradictions.judgements import judgements, measured
from windroos.cases.contradictions.quantities import quantities
from windroos.cases.contradictions.relations import relations
from windroos.cases.contradictions.settling import sides, stood

__all__ = [
    "EFFORT",
    "FIGURE",
    "FINDING",
    "GRADES",
    "HARD",
    "JUDGEMENT",
    "KINDS",
    "MEASURED",
    "NATURES",
    "OPEN",
    "QUANTITY",
    "RELATION",
    "REOPENED",
    "SETTLED",
    "SOFT",
    "STATES",
    "Claim",
    "Contradiction",
    "claims",
    "contradictions",
    "sides",
]


# A case is known by its identity, and its rows do not change.
@lru_cache(maxsize=8)
def contradictions(case: Case) -> tuple[Contradiction, ...]:
    """Every contradiction of a case, settled ones too: hard ones first, then by region and kind;
    of no region last."""
    found = [
        *efforts(case),
        *findings(case),
        *judgements(case),
        *relations(case),
        *measured(case),
        *figures(case.figures),
        *quantities(case),
    ]

    def order(one: Contradiction) -> tuple[object, ...]:
        name = case.regions[one.region].name.nl if one.region else ""
        return one.grade != HARD, one.region is None, name, KINDS.index(one.kind), one.id

    return tuple(stood(case, one) for one in sorted(found, key=order))
