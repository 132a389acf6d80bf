"""What is on record about a region: preconditions, decisions, statements, relations, themes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from windroos.apps.compass.decisions.standing import STATES
from windroos.apps.compass.presenting import (
    Place,
    basis,
    confidence,
    day,
    effort,
    listing,
    place,
    words,
)
from windroos.apps.compass.region.answers import span
from windroos.apps.evidence.queries import Resolved
from windroos.cases import Case
from windroos.cases.case import Decision, Finding, Relation, Statement, group
from windroos.cases.preconditions import Gate
from windroos.cases.standing import state


@dataclass(frozen=True)
class Found:
    """A finding on a precondition."""

    id: str
    outcome: str
    reason: str
    conditions: str
    themes: str
    confidence: str
    said_by: str
    published: str
    place: Place


@dataclass(frozen=True)
class Precondition:
    """A precondition for a region, with the findings it rests on."""

    id: str
    label: str
    outcome: str
    reason: str
    conditions: str
    inherited_from: str
    findings: tuple[Found, ...]


@dataclass(frozen=True)
class Decided:
    """A decision."""

    id: str
    role: str
    effort: str
    words: str
    period: str
    state: str
    standing: str
    authority: str
    date: str
    label: str
    footnote: str
    motivation: str
    conditions: str
    departure: str
    advice: str
    themes: str
    place: Place


@dataclass(frozen=True)
class Stated:
    """What one passage says of the effort for a region, on one theme or several."""

    ids: tuple[str, ...]
    role: str
    effort: str
    words: str
    themes: str
    period: str
    explicit: bool
    said_by: str
    published: str
    place: Place


@dataclass(frozen=True)
class Related:
    """The kind of relation with a region."""

    id: str
    kind: str
    levels: str
    note: str
    published: str
    place: Place


class Records:
    """Reads what is on record about a region into the reader's words."""

    def __init__(self, case: Case, resolved: Mapping[str, Resolved]) -> None:
        self.case = case
        self.resolved = resolved

    def preconditions(self, gates: Iterable[Gate]) -> list[Precondition]:
        """The preconditions with their reasons and sources."""
        return [self._precondition(gate) for gate in gates]

    def _precondition(self, gate: Gate) -> Precondition:
        region = self.case.regions[gate.inherited_from] if gate.inherited_from else None
        return Precondition(
            id=gate.precondition.id,
            label=f"{gate.precondition.number}. {words(gate.precondition.label)}",
            outcome=gate.outcome,
            reason=words(gate.reason),
            conditions=words(gate.conditions),
            inherited_from=words(region.name) if region else "",
            findings=tuple(self._found(finding) for finding in gate.findings),
        )

    def _found(self, finding: Finding) -> Found:
        return Found(
            id=finding.id,
            outcome=finding.outcome,
            reason=words(finding.reason),
            conditions=words(finding.conditions),
            themes=", ".join(words(self.case.themes[id].label) for id in finding.themes),
            confidence=confidence(finding.confidence),
            said_by=finding.said_by,
            published=day(self.case.dated(finding)),
            place=basis(self.case, finding, self.resolved),
        )

    def decisions(self, region: str, day: date) -> list[Decided]:
        """The decisions on a region in every role, those of now first."""
        made = [self._decided(d, day) for d in self.case.decisions if d.region == region]
        return sorted(made, key=lambda d: d.state != "in-force")

    def _decided(self, decision: Decision, on: date) -> Decided:
        return Decided(
            id=decision.id,
            role=self._role(decision.role),
            effort=decision.effort,
            words=effort(decision.effort),
            period=span(decision.period),
            state=(standing := state(self.case, decision, on)),
            standing=str(STATES[standing]),
            authority=decision.authority,
            date=day(decision.decided),
            label=decision.label or "",
            footnote=words(decision.footnote),
            motivation=words(decision.motivation),
            conditions=words(decision.conditions),
            departure=words(decision.departure),
            advice=decision.advice or "",
            themes=listing(
                [words(self.case.themes[id].label) for id in decision.themes],
                most=len(decision.themes),
            ),
            place=basis(self.case, decision, self.resolved),
        )

    def statements(self, region: str) -> list[Stated]:
        """What the text says about the effort for a region, in every role."""
        own = [s for s in self.case.statements if s.region == region]
        alike = group(own, "role", "effort", "period", "explicit", "said_by", "passage")
        return [self._stated(same) for same in alike.values()]

    def _stated(self, same: Sequence[Statement]) -> Stated:
        statement = same[0]
        themes = [words(self.case.themes[s.theme].label) for s in same if s.theme]
        return Stated(
            ids=tuple(s.id for s in same),
            role=self._role(statement.role),
            effort=statement.effort,
            words=effort(statement.effort),
            themes=listing(themes, most=len(themes)),
            period=span(statement.period),
            explicit=statement.explicit,
            said_by=statement.said_by,
            published=self._published(statement.passage),
            place=self._place(statement.passage),
        )

    def relations(self, region: str) -> list[Related]:
        """The kinds of relation with a region."""
        return [self._related(r) for r in self.case.relations if r.region == region]

    def _related(self, relation: Relation) -> Related:
        return Related(
            id=relation.id,
            kind=RELATION_WORDS[relation.kind](),
            levels=levels(relation),
            note=words(relation.note),
            published=self._published(relation.passage),
            place=self._place(relation.passage),
        )

    def _role(self, id: str) -> str:
        return words(self.case.framework.role(id).label)

    def _place(self, passage: str) -> Place:
        return place(self.case, self.resolved[passage])

    def _published(self, passage: str) -> str:
        return day(self.case.published(passage))


RELATION_WORDS = {
    "companies-institutions": lambda: _("Between companies and institutions only"),
    "structural-government": lambda: _("Structural government contacts"),
}


def levels(relation: Relation) -> str:
    """At which levels there are contacts; what no source says is left unknown."""
    said = {
        True: lambda level: _("%(level)s: yes") % {"level": level},
        False: lambda level: _("%(level)s: no") % {"level": level},
        None: lambda level: _("%(level)s: unknown") % {"level": level},
    }
    return ", ".join(
        (
            said[relation.official](_("official level")),
            said[relation.governing](_("governing level")),
        )
    )
