"""Statements of effort for the same region, role and period that differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from windroos.cases.case import Case, last_day
from windroos.cases.contradictions.found import EFFORT, HARD, SOFT, Claim, Contradiction


def efforts(case: Case) -> Iterator[Contradiction]:
    """What differs of one region and role, as one contradiction with all its sides."""
    for (region, role), said in claims(case).items():
        clashes = [(a, b) for a, b in combinations(said, 2) if _clash(a, b)]
        if not clashes:
            continue
        sides = {(claim.id, claim.theme): claim for pair in clashes for claim in pair}
        yield Contradiction(
            kind=EFFORT,
            grade=HARD if any(_hard(a, b) for a, b in clashes) else SOFT,
            region=region,
            role=role,
            claims=tuple(sorted(sides.values(), key=lambda c: (c.decision, c.passage or "", c.id))),
        )


def claims(case: Case) -> dict[tuple[str, str], list[Claim]]:
    """Every statement of effort by region and role, decisions that none replaces among them."""
    made: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for s in case.statements:
        made[(s.region, s.role)].append(
            Claim(
                s.id,
                s.effort,
                s.theme,
                s.period,
                s.explicit,
                s.said_by,
                s.passage,
                case.published(s.passage),
                s,
            )
        )
    replaced = {id for d in case.decisions for id in d.replaces}
    for d in case.decisions:
        if d.id in replaced:
            continue
        for theme in d.themes or (None,):
            made[(d.region, d.role)].append(
                Claim(d.id, d.effort, theme, d.period, True, d.authority, d.passage, d.decided, d)
            )
    return made


def _clash(a: Claim, b: Claim) -> bool:
    same_time = a.period[0] <= b.period[1] and b.period[0] <= a.period[1]
    same_theme = a.theme == b.theme or None in (a.theme, b.theme)
    return a.effort != b.effort and same_time and same_theme and not _followed(a, b)


def _followed(a: Claim, b: Claim) -> bool:
    """Whether one is a decision taken after the other was said: a change, no contradiction."""
    return any(
        one.decision and last_day(one.dated) > last_day(other.dated)
        for one, other in ((a, b), (b, a))
    )


def _hard(a: Claim, b: Claim) -> bool:
    return a.explicit and b.explicit and a.theme == b.theme
