"""Contradictions in a case: computed from what was coded, never listed by hand.

Two kinds: two statements of effort for the same region, role and period that differ, and two
figures for the same cell that differ. Both sides are kept, each with its place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from windroos.cases.case import Case, Decision, Figure, Statement, group, last_day

HARD = "hard"
SOFT = "soft"


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement of effort, from running text or from a decision."""

    id: str
    effort: str
    theme: str | None
    period: tuple[int, int]
    explicit: bool
    said_by: str
    passage: str | None
    dated: str
    of: Statement | Decision

    @property
    def decision(self) -> bool:
        return isinstance(self.of, Decision)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Claims or figures that cannot all be right.

    `kind` is `effort` or `figure`. Grade `hard`: both sides say it in so many words, about the
    same thing. `soft`: a side only implies it, or speaks of one theme where the other speaks of
    all. `claims` (or `figures`) hold every side, in the order of their places.
    """

    kind: str
    grade: str
    region: str
    role: str | None = None
    claims: tuple[Claim, ...] = ()
    indicator: str | None = None
    figures: tuple[Figure, ...] = ()

    @property
    def about(self) -> tuple[object, ...]:
        """What it is about: a case has one contradiction about it at most."""
        year = self.figures[0].year if self.figures else None
        return self.kind, self.region, self.role, self.indicator, year


def contradictions(case: Case) -> tuple[Contradiction, ...]:
    """Every contradiction of a case: hard ones first, then by region."""
    found = [*_efforts(case), *_figures(case.figures)]
    names = {code: region.name.nl for code, region in case.regions.items()}
    return tuple(
        sorted(
            found, key=lambda c: (c.grade != HARD, names[c.region], c.role or "", c.indicator or "")
        )
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


def _efforts(case: Case) -> Iterator[Contradiction]:
    for (region, role), said in claims(case).items():
        clashes = [(a, b) for a, b in combinations(said, 2) if _clash(a, b)]
        if not clashes:
            continue
        sides = {(claim.id, claim.theme): claim for pair in clashes for claim in pair}
        yield Contradiction(
            kind="effort",
            grade=HARD if any(_hard(a, b) for a, b in clashes) else SOFT,
            region=region,
            role=role,
            claims=tuple(sorted(sides.values(), key=lambda c: (c.decision, c.passage or "", c.id))),
        )


def _clash(a: Claim, b: Claim) -> bool:
    same_time = a.period[0] <= b.period[1] and b.period[0] <= a.period[1]
    same_theme = a.theme == b.theme or None in (a.theme, b.theme)
    return a.effort != b.effort and same_time and same_theme and not _settled(a, b)


def _settled(a: Claim, b: Claim) -> bool:
    """Whether one is a decision taken after the other was said: a change, no contradiction."""
    return any(
        one.decision and last_day(one.dated) > last_day(other.dated)
        for one, other in ((a, b), (b, a))
    )


def _hard(a: Claim, b: Claim) -> bool:
    return a.explicit and b.explicit and a.theme == b.theme


def _figures(figures: Iterable[Figure]) -> Iterator[Contradiction]:
    for (region, indicator, _), same in group(figures, "region", "indicator", "year").items():
        if _differ(same):
            yield Contradiction(
                kind="figure",
                grade=HARD,
                region=region,
                indicator=indicator,
                figures=tuple(same),
            )


def _differ(figures: Sequence[Figure]) -> bool:
    """Whether figures differ by more than the rounding of the one printed most coarsely."""
    return any(
        abs(a.value - b.value) > (10.0 ** -min(_places(a), _places(b))) / 2
        for a, b in combinations(figures, 2)
    )


def _places(figure: Figure) -> int:
    exponent = Decimal(repr(figure.value)).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
