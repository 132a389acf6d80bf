"""Relations with a region of different kinds, said of the same time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from windroos.cases.case import Case, Relation, group
from windroos.cases.contradictions.found import HARD, RELATION, Contradiction
from windroos.cases.contradictions.places import in_order


def relations(case: Case) -> Iterator[Contradiction]:
    """Relations that cannot both be so: with companies and institutions only, or with the
    government too."""
    same_time = case.framework.tensions.same_time
    for (region,), said in group(case.relations, "region").items():
        clashes = [
            (a, b)
            for a, b in combinations(said, 2)
            if _clash(a, b) and same_time(case.published(a.passage), case.published(b.passage))
        ]
        if clashes:
            yield Contradiction(
                kind=RELATION, grade=HARD, region=region, relations=in_order(clashes)
            )


def _clash(a: Relation, b: Relation) -> bool:
    """Whether kinds differ, or one has contacts at a level and the other has none there."""
    levels = ((a.official, b.official), (a.governing, b.governing))
    return a.kind != b.kind or any({*level} == {True, False} for level in levels)
