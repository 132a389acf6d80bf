"""What the compass says of the regions of a case, in the API."""

import math
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Query
from pydantic import Field

from windroos import cases
from windroos.apps.compass import queries
from windroos.apps.compass.api.tables import Advice
from windroos.apps.evidence.api.tables import Effort
from windroos.apps.regions.api.cases import Continent
from windroos.apps.regions.queries import Case
from windroos.apps.regions.resources import CaseName, RowQuery, known_case
from windroos.cases.fields import NAME
from windroos.rest.etags import unless_known
from windroos.rest.pages import Page, page_of, sort_field
from windroos.rest.problems import Fault, Problem
from windroos.rest.routing import Router
from windroos.rest.schemas import Flag, Schema, Text

router = Router()


class WeighingQuery(RowQuery):
    """For which role and theme, and on which day, the compass weighs."""

    role: str = Field(max_length=NAME, examples=["innovation"])
    theme: str | None = Field(None, max_length=NAME, examples=["health"])

    @property
    def weighed_on(self) -> date:
        """The day of the weighing: the one asked for, else today."""
        return self.day or self.as_of or timezone.localdate()


class FrameworkUsed(Schema):
    """The version of the framework that was weighed with."""

    id: str = Field(examples=["afwegingskompas"])
    version: str = Field(examples=["2024.1"])


class GateOutcome(Schema):
    """What came of a precondition for a region."""

    id: str = Field(examples=["government"])
    outcome: str = Field(
        json_schema_extra={"enum": ["holds", "conditional", "unknown", "fails"]},
        examples=["holds"],
    )
    reason: Text
    conditions: Text | None
    inherited_from: str | None = Field(description="The parent region whose findings count.")


class AssessedRegion(Schema):
    """What the compass says of one region, and what was decided."""

    code: str = Field(examples=["DEG"])
    name: Text
    parent: str | None = Field(examples=["DE"])
    continent: Continent
    rank: int | None = Field(description="1: the highest score; null: no score.", examples=[4])
    score: float | None = Field(description="From 0 to 1; null: nothing is known.", examples=[0.62])
    lower: float = Field(description="The lowest score once everything is known.")
    upper: float = Field(description="The highest score once everything is known.")
    known: float = Field(description="The share of the weight of which something is known.")
    provisional: Effort | None = Field(description="What the score says so far.")
    advice: Advice
    decision: Effort | None = Field(description="The effort decided; null: no decision in force.")
    decision_id: str | None = Field(description="The decision in force.")
    differs: bool = Field(description="Whether advice (or the verdict so far) and decision differ.")
    contradictions: list[str] = Field(
        description="The open contradictions on it, in this role or whichever.",
        examples=[["effort_deg_innovation"]],
    )
    preconditions: list[GateOutcome]
    contributions: dict[str, float | None] = Field(
        description="By component, its part of the score."
    )


class AssessmentQuery(WeighingQuery):
    """Which regions of an assessment are listed, and in which order."""

    code: list[str] | None = None
    parent: list[str] | None = None
    continent: list[Continent] | None = None
    advice: list[Advice] | None = None
    provisional: list[Effort] | None = None
    decision: list[Effort] | None = None
    differs: Flag | None = None
    sort: str | None = sort_field(
        "code", "rank", "score", "lower", "upper", "known", "advice", "decision", "differs"
    )


class Assessment(Page[AssessedRegion]):
    """One run of the compass: the regions of a case for a role and theme on a day."""

    role: str = Field(examples=["innovation"])
    theme: str | None = Field(description="Null: on all themes together.")
    as_of: date
    framework: FrameworkUsed


@router.get(
    "/cases/{case}/assessments",
    response=Assessment,
    summary=_("Advice and decision of every region, for a role"),
    operation_id="listAssessments",
    tags=["assessments"],
)
def assessments(request: HttpRequest, case: CaseName, query: Query[AssessmentQuery]) -> Any:
    found = known_case(case)
    unless_known(request, found.pk, found.state, timezone.localdate())
    weighed = weighing(found, query)
    framework = weighed.framework
    rows = [assessed(result, weighed) for result in weighed]
    return page_of(request, query, rows) | {
        "role": query.role,
        "theme": query.theme,
        "as_of": query.as_of or timezone.localdate(),
        "framework": framework,
    }


def weighing(case: Case, query: WeighingQuery) -> cases.Assessment:
    """The weighing that is asked for; raises a `Problem` for a role or theme that is not there."""
    known_choice(queries.value(case, query.day), query)
    return queries.assessment(case, query.role, query.theme, query.weighed_on)


def known_choice(value: cases.Case, query: WeighingQuery) -> None:
    """Raises a `Problem` for a role or theme that the case does not have."""
    roles = [role.id for role in value.framework.roles]
    faults = []
    if query.role not in roles:
        faults.append(_unknown("role", query.role, roles))
    if query.theme is not None and query.theme not in value.themes:
        faults.append(_unknown("theme", query.theme, list(value.themes)))
    if faults:
        raise Problem("invalid", _("The case has no such role or theme."), errors=faults)


def _unknown(field: str, given: str, there: list[str]) -> Fault:
    detail = _("“%(given)s” is not one of: %(there)s.")
    return Fault("query", field, detail % {"given": given, "there": ", ".join(there)}, "unknown")


def assessed(result: cases.RegionResult, weighed: cases.Assessment) -> dict[str, Any]:
    """What a weighing gives for a region."""
    taken = result.decision_taken
    region = result.region
    return {
        "code": region.code,
        "name": region.name,
        "parent": region.parent,
        "continent": region.continent,
        "rank": result.rank,
        "score": result.score,
        "lower": result.lower,
        "upper": result.upper,
        "known": result.known,
        "provisional": result.provisional,
        "advice": result.advice,
        "decision": result.decision,
        "decision_id": taken.id if taken else None,
        "differs": result.differs,
        "contradictions": list(weighed.contradicted[region.code]),
        "preconditions": [
            {
                "id": gate.precondition.id,
                "outcome": gate.outcome,
                "reason": gate.reason,
                "conditions": gate.conditions,
                "inherited_from": gate.inherited_from,
            }
            for gate in result.gates
        ],
        "contributions": {
            component.id: _number(result.nodes[component.id].contribution)
            for component in weighed.framework.components
        },
    }


def _number(value: float) -> float | None:
    return None if math.isnan(value) else value
