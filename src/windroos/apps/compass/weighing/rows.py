"""The weighed regions as rows of a table and marks on a map, and what they say together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from windroos import cases
from windroos.apps.compass.presenting import (
    Choice,
    effort,
    listing,
    marks,
    percent,
    petals,
    words,
)
from windroos.apps.compass.weighing.themed import on_themes, only_on
from windroos.cases.framework import Precondition
from windroos.cases.weighing import RegionResult
from windroos.report.rose import Mark, Petal

# From most to least; what is undetermined stands for itself.
VERDICTS = ("active", "reactive", "none", "undetermined")
_CAUTION = ("fails", "conditional", "unknown", "holds")


def region_url(case: cases.Case, code: str, chosen: Choice) -> str:
    """The page of a region, for the same role and theme."""
    return f"{reverse('compass:region', args=[case.name, code])}?{chosen.query}"


def outcome_word(outcome: str) -> str:
    """The outcome of a precondition in words."""
    return {
        "holds": pgettext("precondition", "Holds"),
        "conditional": pgettext("precondition", "Holds under conditions"),
        "fails": pgettext("precondition", "Fails"),
        "unknown": pgettext("precondition", "Unknown"),
    }[outcome]


@dataclass(frozen=True)
class Outcomes:
    """The preconditions of a region that have the same outcome."""

    outcome: str
    preconditions: tuple[Precondition, ...]

    @property
    def numbers(self) -> str:
        return ", ".join(precondition.number for precondition in self.preconditions)

    @property
    def labels(self) -> str:
        return "; ".join(words(precondition.label) for precondition in self.preconditions)

    @property
    def word(self) -> str:
        return outcome_word(self.outcome)


@dataclass(frozen=True)
class Row:
    """A weighed region, ready to be shown."""

    result: RegionResult
    case: cases.Case
    chosen: Choice

    @property
    def code(self) -> str:
        return self.result.region.code

    @property
    def name(self) -> str:
        return words(self.result.region.name)

    @property
    def parent(self) -> str:
        """The country of a region that is part of one."""
        parent = self.result.region.parent
        return words(self.case.regions[parent].name) if parent else ""

    @property
    def url(self) -> str:
        return region_url(self.case, self.code, self.chosen)

    @property
    def provisional(self) -> str | None:
        """The verdict so far, as long as there is no advice."""
        return self.result.leaning

    @property
    def differs(self) -> bool:
        return self.result.differs

    @property
    def rank(self) -> int | None:
        """Where the verdict stands, for sorting: most effort last, no verdict apart."""
        verdict = self.result.verdict
        return -VERDICTS.index(verdict) if verdict else None

    @property
    def verdict(self) -> str:
        """Advice, verdict so far and decision in words, to copy."""
        parts = [_("advice: %(verdict)s") % {"verdict": effort(self.result.advice)}]
        if self.provisional:
            parts.append(_("so far: %(verdict)s") % {"verdict": effort(self.provisional)})
        if self.result.decision:
            said = _("decision: %(verdict)s") % {"verdict": effort(self.result.decision)}
            limited = only_on(self.result)
            parts.append(f"{said} ({limited})" if limited else said)
        parts += on_themes(self.result)
        return ", ".join(parts)

    @cached_property
    def petals(self) -> list[Petal]:
        return petals(self.result, self.case)

    @property
    def marks(self) -> list[Mark]:
        return marks(self.result)

    @property
    def known(self) -> str:
        return percent(self.result.known)

    @property
    def outcomes(self) -> list[Outcomes]:
        """The preconditions by outcome, the most pressing first."""
        return [
            Outcomes(
                outcome, tuple(g.precondition for g in self.result.gates if g.outcome == outcome)
            )
            for outcome in _CAUTION
            if any(g.outcome == outcome for g in self.result.gates)
        ]

    @property
    def on_map(self) -> dict[str, Any]:
        region = self.result.region
        return {
            "code": self.code,
            "name": self.name,
            "lat": region.latitude,
            "lon": region.longitude,
            "advice": self.result.advice,
            "decision": self.result.decision,
            "provisional": self.provisional,
            "url": self.url,
            "label": f"{self.name}: {self.verdict}",
        }


def by_verdict(results: Iterable[RegionResult]) -> list[RegionResult]:
    """Regions from most to least effort, and by score; those without a score last."""
    return sorted(
        results, key=lambda r: (_place(r.verdict), -(r.score if r.score is not None else -1))
    )


def _place(verdict: str | None) -> int:
    return VERDICTS.index(verdict or "undetermined")


@dataclass(frozen=True)
class Tally:
    """How many regions got which verdict, and in how many something else was decided."""

    results: Sequence[RegionResult]

    @property
    def regions(self) -> int:
        return len(self.results)

    @property
    def advised(self) -> str:
        """The advices in words: “active effort for 2 regions and undetermined for 24 regions”."""
        return _spread(Counter(result.advice for result in self.results))

    @property
    def undetermined(self) -> int:
        return sum(result.advice == "undetermined" for result in self.results)

    @property
    def provisional(self) -> str:
        """The verdicts so far of the regions without an advice, in words."""
        return _spread(
            Counter(
                r.provisional for r in self.results if r.advice == "undetermined" and r.provisional
            )
        )

    @property
    def decided(self) -> int:
        return sum(result.decision is not None for result in self.results)

    @property
    def differing(self) -> int:
        return sum(result.differs for result in self.results)


def _spread(counts: Counter[str]) -> str:
    parts = [
        ngettext(
            "%(verdict)s for %(count)d region", "%(verdict)s for %(count)d regions", counts[verdict]
        )
        % {"verdict": effort(verdict), "count": counts[verdict]}
        for verdict in VERDICTS
        if counts[verdict]
    ]
    return listing(parts, len(parts))
