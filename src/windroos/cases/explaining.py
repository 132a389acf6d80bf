"""Why a region comes out as it does, as plain data: from the score down to passage and figure."""

from __future__ import annotations

import math
from typing import Any

from windroos.cases.case import (
    Case,
    Decision,
    Figure,
    Finding,
    Judgement,
    Quantity,
    Relation,
    Statement,
)
from windroos.cases.cells import Cell
from windroos.cases.contradictions import Contradiction, contradictions
from windroos.cases.framework import Criterion, Text
from windroos.cases.preconditions import Gate
from windroos.cases.weighing import Assessment, RegionResult


def explain(assessment: Assessment, code: str, language: str = "nl") -> dict[str, Any]:
    """Everything behind one region's outcome; raises `KeyError` for a region not weighed."""
    result = assessment[code]
    teller = _Teller(assessment.case, language)
    summary = next(r for r in assessment.as_dict(language)["regions"] if r["code"] == code)
    summary["preconditions"] = [teller.gate(gate) for gate in result.gates]
    role = assessment.role
    return {
        "case": assessment.case.name,
        "role": role.id,
        "theme": assessment.theme.id if assessment.theme else None,
        "asOf": assessment.as_of.isoformat(),
        "thresholds": dict(role.thresholds),
        **summary,
        "components": [
            teller.component(result, component)
            for component in assessment.case.framework.components
        ],
        "decisionTaken": teller.decision(result),
        "contradictions": [
            teller.contradiction(found)
            for found in contradictions(assessment.case)
            if found.concerns(code, role.id)
        ],
    }


def contradicted(case: Case, found: Contradiction, language: str = "nl") -> dict[str, Any]:
    """A contradiction with its sides and what was made of it, as plain data."""
    return _Teller(case, language).contradiction(found)


class _Teller:
    """Turns the values of a case into words and places."""

    def __init__(self, case: Case, language: str) -> None:
        self.case = case
        self.language = language

    def words(self, text: Text | None) -> str | None:
        return text.get(self.language) if text is not None else None

    def basis(self, said: Judgement | Finding | Decision | Statement | Relation) -> dict[str, Any]:
        """What something rests on: the place of its passage, or its grounds in words."""
        if said.passage is not None:
            return place(self.case, said.passage)
        if isinstance(said, Decision):
            return {"passage": None, "grounds": self.words(said.motivation), "dated": said.decided}
        assert not isinstance(said, Statement | Relation)  # these always have their passage
        return {"passage": None, "grounds": self.words(said.grounds), "dated": said.judged}

    def gate(self, gate: Gate) -> dict[str, Any]:
        return {
            "id": gate.precondition.id,
            "label": self.words(gate.precondition.label),
            "outcome": gate.outcome,
            "reason": self.words(gate.reason),
            "conditions": self.words(gate.conditions),
            "inheritedFrom": gate.inherited_from,
            "places": [self.basis(finding) for finding in gate.findings],
        }

    def component(self, result: RegionResult, component: Criterion) -> dict[str, Any]:
        node = result.nodes[component.id]
        return {
            "id": component.id,
            "label": self.words(component.label),
            "value": _number(node.value),
            "lower": node.lower,
            "upper": node.upper,
            "known": node.known,
            "contribution": _number(node.contribution),
            "leaves": [
                self.leaf(result.cells[leaf.id])
                for leaf in self.case.framework.leaves_under(component.id)
            ],
        }

    def leaf(self, cell: Cell) -> dict[str, Any]:
        return {
            "id": cell.leaf.id,
            "label": self.words(cell.leaf.label),
            "value": _number(cell.value),
            "lower": _number(cell.lower),
            "upper": _number(cell.upper),
            "raw": _number(cell.raw),
            "inheritedFrom": cell.inherited_from,
            "converted": cell.converted,
            "judgements": [self.judgement(cell.leaf, judgement) for judgement in cell.judgements],
            "figures": [self.figure(figure) for figure in cell.figures],
        }

    def judgement(self, leaf: Criterion, judgement: Judgement) -> dict[str, Any]:
        assert leaf.rating is not None
        scale = self.case.framework.scales[leaf.rating.scale]
        return {
            "id": judgement.id,
            "rating": judgement.rating,
            "meaning": self.words(scale.meaning(judgement.rating)),
            "theme": judgement.theme,
            "confidence": judgement.confidence,
            "saidBy": judgement.said_by,
            "reason": self.words(judgement.reason),
            "place": self.basis(judgement),
        }

    def figure(self, figure: Figure) -> dict[str, Any]:
        return {
            "indicator": figure.indicator,
            "label": self.words(self.case.framework.indicators[figure.indicator].label),
            "region": figure.region,
            "year": figure.year,
            "value": figure.value,
            "standardError": figure.standard_error,
            "unit": figure.unit,
            "source": self.case.sources[figure.source].title,
            "cell": figure.cell,
            "snapshot": figure.snapshot,
            "parts": list(figure.parts),
            "note": self.words(figure.note),
        }

    def quantity(self, said: Quantity) -> dict[str, Any]:
        return {
            "id": said.id,
            "label": self.words(said.label),
            "kind": said.kind,
            "region": said.region,
            "year": said.year,
            "value": said.value,
            "unit": said.unit,
            "state": said.state,
            "cell": said.cell,
            "saidBy": said.said_by,
            "note": self.words(said.note),
            "place": place(self.case, said.passage),
        }

    def decision(self, result: RegionResult) -> dict[str, Any] | None:
        taken = result.decision_taken
        if taken is None:
            return None
        return {
            "effort": taken.effort,
            "period": list(taken.period),
            "authority": taken.authority,
            "decided": taken.decided,
            "footnote": self.words(taken.footnote),
            "place": self.basis(taken),
        }

    def contradiction(self, found: Contradiction) -> dict[str, Any]:
        return {
            "id": found.id,
            "kind": found.kind,
            "grade": found.grade,
            "state": found.state,
            "role": found.role,
            "region": found.region,
            "subject": found.subject,
            "theme": found.theme,
            "sides": list(found.sides),
            "claims": [
                {"effort": claim.effort, "place": self.basis(claim.of)} for claim in found.claims
            ],
            "findings": [
                {"outcome": one.outcome, "place": self.basis(one)} for one in found.findings
            ],
            "judgements": [
                self.judgement(self.case.framework.by_id[one.criterion], one)
                for one in found.judgements
            ],
            "relations": [{"kind": one.kind, "place": self.basis(one)} for one in found.relations],
            "quantities": [self.quantity(one) for one in found.quantities],
            "figures": [self.figure(figure) for figure in found.figures],
            "settlement": self.settlement(found),
        }

    def settlement(self, found: Contradiction) -> dict[str, Any] | None:
        """What was made of a contradiction, and which sides are others than were settled."""
        made = found.settlement
        if made is None:
            return None
        return {
            "holds": made.holds,
            "reason": self.words(made.reason),
            "settledBy": made.settled_by,
            "settled": made.settled,
            "changed": list(found.changed),
        }


def place(case: Case, passage: str) -> dict[str, Any]:
    """Where a passage stands."""
    locator = case.locators[passage]
    source = case.sources[locator.document]
    return {
        "passage": passage,
        "document": locator.document,
        "title": source.title,
        "published": source.published,
        "section": locator.section,
        "paragraph": locator.paragraph,
        "sentences": locator.sentences,
        "sha256": locator.sha256,
    }


def _number(value: float) -> float | None:
    return None if math.isnan(value) else value
