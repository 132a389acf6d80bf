"""Contradictions in the reader's words: every side with its place, and what it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from windroos.apps.compass.presenting import Choice, Place, basis, day, effort, place, words
from windroos.apps.compass.region.answers import span
from windroos.apps.compass.region.leaves import Leaves, Measured
from windroos.apps.evidence.queries import Resolved
from windroos.cases import Case, Contradiction
from windroos.cases.case import Decision
from windroos.cases.contradictions import HARD, Claim


@dataclass(frozen=True)
class Side:
    """One side of a contradiction about effort."""

    effort: str
    words: str
    decision: bool
    explicit: bool
    theme: str
    period: str
    said_by: str
    published: str
    place: Place


@dataclass(frozen=True)
class Clash:
    """A contradiction, ready to be shown."""

    anchor: str
    region: str
    url: str
    role: str
    hard: bool
    about: str
    sides: tuple[Side, ...]
    figures: tuple[Measured, ...]
    means: str


def clash(case: Case, found: Contradiction, resolved: Mapping[str, Resolved]) -> Clash:
    """A contradiction in words."""
    role = words(case.framework.role(found.role).label) if found.role else ""
    leaves = Leaves(case, found.region, Choice(found.role or "", None), resolved, {})
    url = reverse("compass:region", args=[case.name, found.region])
    indicator = case.framework.indicators[found.indicator] if found.indicator else None
    return Clash(
        anchor="_".join(filter(None, ["contradiction", found.region, found.role, found.indicator])),
        region=words(case.regions[found.region].name),
        url=f"{url}?role={found.role}" if found.role else url,
        role=role,
        hard=found.grade == HARD,
        about=words(indicator.label) if indicator else "",
        sides=tuple(_side(case, claim, resolved) for claim in found.claims),
        figures=tuple(leaves.measured(figure) for figure in found.figures),
        means=_means(found),
    )


def _side(case: Case, claim: Claim, resolved: Mapping[str, Resolved]) -> Side:
    return Side(
        effort=claim.effort,
        words=effort(claim.effort),
        decision=claim.decision,
        explicit=claim.explicit,
        theme=words(case.themes[claim.theme].label) if claim.theme else "",
        period=span(claim.period),
        said_by=claim.said_by,
        published=day(claim.dated),
        place=_place(case, claim, resolved),
    )


def _place(case: Case, claim: Claim, resolved: Mapping[str, Resolved]) -> Place:
    """Where a claim was made."""
    if isinstance(claim.of, Decision):
        return basis(case, claim.of, resolved)
    return place(case, resolved[claim.of.passage])


def _means(found: Contradiction) -> str:
    """What a contradiction means for the decision."""
    if found.kind == "figure":
        return _(
            "Where these figures count, their mean counts in the score and the distance between "
            "them as uncertainty. Who knows which of them is right can correct the other."
        )
    decided = next((claim for claim in found.claims if claim.decision), None)
    if decided is None:
        return _(
            "No decision settles it. Neither side counts in the score: whoever decides has to say "
            "which of them holds."
        )
    return _(
        "The decision shown is %(effort)s, since that is how it was set down. Neither side counts "
        "in the score. Whoever decides anew has to say which of them holds."
    ) % {"effort": effort(decided.effort)}
