"""What changed between two days, and weighings written down to be checked, in the API."""

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Query
from pydantic import Field

from windroos import cases
from windroos.apps.compass import queries
from windroos.apps.compass.api.assessments import WeighingQuery, known_choice
from windroos.apps.compass.api.sureness import ScenarioWeighingQuery, scenario_of, unfit
from windroos.apps.compass.api.tables import Advice
from windroos.apps.compass.robustness import drawn
from windroos.apps.evidence.api.tables import Effort
from windroos.apps.regions.resources import CaseName, known_case
from windroos.cases.fields import NAME
from windroos.cases.record import FORMAT
from windroos.rest.access import computes
from windroos.rest.etags import unless_known
from windroos.rest.pages import Page, PageQuery, page_of, sort_field
from windroos.rest.problems import Fault, Problem
from windroos.rest.routing import Router
from windroos.rest.schemas import Day, Flag, Input, Schema, Text, bounded

router = Router(tags=["assessments"])

Factors = dict[str, float]


class Outcome(Schema):
    """What the compass said of a region."""

    score: float | None
    lower: float
    upper: float
    known: float
    provisional: Effort | None
    advice: Advice
    decision: Effort | None


class ComponentChange(Schema):
    """What one component adds to the change of a score."""

    id: str
    label: Text
    change: float
    parts: Factors = Field(description="By data, framework and weights.")


class ChangedRegion(Schema):
    """What changed for one region, and what brought it about."""

    code: str
    name: Text
    status: Literal["same", "changed", "appeared", "disappeared", "absent"] = Field(
        description="What happened to its score."
    )
    moved: bool = Field(description="Whether verdict or advice is another one.")
    before: Outcome | None
    after: Outcome | None
    change: float | None = Field(description="Of the score; null: it had or has none.")
    parts: Factors = Field(
        description="By data, framework and weights; they add up to the change. Empty where it "
        "cannot be split."
    )
    components: list[ComponentChange]
    sufficient: list[list[str]] = Field(
        description="The smallest sets of these that alone give the new verdict."
    )


class ChangesQuery(PageQuery):
    """Between which days, and which regions are listed."""

    role: str = Field(max_length=NAME, examples=["innovation"])
    theme: str | None = Field(None, max_length=NAME, examples=["health"])
    before: Day = Field(json_schema_extra={"format": "date"}, examples=["2024-09-01"])
    after: Day | None = Field(None, json_schema_extra={"format": "date"})
    code: list[str] | None = None
    status: list[Literal["same", "changed", "appeared", "disappeared", "absent"]] | None = None
    moved: Flag | None = None
    sort: str | None = sort_field("code", "status", "change", "moved")


class Changes(Page[ChangedRegion]):
    """What changed between two days."""

    role: str
    theme: str | None
    before: date
    after: date


class Record(Schema):
    """A weighing written down, so that anyone can check it and do it again."""

    format: str = Field(examples=[FORMAT])
    case: str
    role: str
    theme: str | None
    as_of: date
    scenario: dict[str, Any] | None
    inputs: dict[str, Any] = Field(description="The framework, and a hash of every table.")
    steps: dict[str, Any] = Field(description="How evidence becomes advice.")
    cells: dict[str, dict[str, list[float | None]]] = Field(
        description="By region and leaf: value, lowest and highest."
    )
    outcomes: dict[str, dict[str, str]] = Field(description="By region and precondition.")
    results: dict[str, dict[str, Any]] = Field(description="By region, what came out.")
    steps_sha256: str
    sha256: str


class RecordInput(Input):
    """A record as it was given."""

    format: str = Field(examples=[FORMAT])
    case: str
    role: str
    theme: str | None
    as_of: str = Field(examples=["2026-11-21"])
    scenario: dict[str, Any] | None
    inputs: dict[str, Any]
    steps: dict[str, Any]
    cells: dict[str, Any]
    outcomes: dict[str, Any]
    results: dict[str, Any]
    steps_sha256: str
    sha256: str


class Check(Schema):
    """One thing that was checked."""

    what: str = Field(examples=["outcome of the case"])
    holds: bool
    told: str = Field(description="What is wrong, in English; empty where it holds.")


class Checks(Schema):
    """Whether a record is whole, and its outcome can be had again."""

    holds: bool = Field(description="Whether all of it holds.")
    checks: list[Check]


@router.get(
    "/cases/{case}/changes",
    response=Changes,
    summary=_("What changed between two days, and what brought it about"),
    operation_id="listChanges",
)
def changes(request: HttpRequest, case: CaseName, query: Query[ChangesQuery]) -> Any:
    at, today = known_case(case), timezone.localdate()
    unless_known(request, at.pk, at.state, today)
    before, after = bounded(query.before), bounded(query.after) or today
    assert before is not None
    sides = []
    for day in (before, after):
        asked = WeighingQuery.model_construct(role=query.role, theme=query.theme)
        known_choice(queries.value(at, day), asked)
        sides.append(queries.assessment(at, query.role, query.theme, day))
    rows = [_change(one) for one in cases.difference(*sides)]
    return page_of(request, query, rows) | {
        "role": query.role,
        "theme": query.theme,
        "before": query.before,
        "after": query.after or today,
    }


@router.get(
    "/cases/{case}/assessments/_record",
    response=Record,
    summary=_("A weighing written down, to be checked later"),
    operation_id="recordAssessment",
)
def record(request: HttpRequest, case: CaseName, query: Query[ScenarioWeighingQuery]) -> Any:
    at = known_case(case)
    scenario = scenario_of(request, at, query)
    try:
        weighed = drawn.weighed(at, scenario, query.theme, query.weighed_on)
    except cases.CaseError as error:
        raise unfit(error) from error
    return cases.record(weighed)


@router.post(
    "/cases/{case}/assessments/_verify",
    response=Checks,
    summary=_("Check a record: whether it is whole, and its outcome can be had again"),
    operation_id="verifyAssessment",
)
@computes
def verify(request: HttpRequest, case: CaseName, body: RecordInput) -> Any:  # noqa: ARG001
    at, given = known_case(case), body.model_dump(by_alias=True)
    try:
        cases.verify(given)  # tells of what is no record before its day is looked for
        day = bounded(date.fromisoformat(body.as_of))
        checks = cases.verify(given, queries.value(at, day))
    except cases.CaseError as error:
        faults = [Fault("body", "", str(error), "record")]
        raise Problem("invalid", str(error), errors=faults) from error
    return {"holds": all(check.holds for check in checks), "checks": checks}


def _change(one: Any) -> dict[str, Any]:
    return {
        "code": one.region.code,
        "name": one.region.name,
        "status": one.status,
        "moved": one.moved,
        "before": one.before,
        "after": one.after,
        "change": one.change,
        "parts": one.parts,
        "components": [
            {"id": c.criterion.id, "label": c.criterion.label, "change": c.change, "parts": c.parts}
            for c in one.components
        ],
        "sufficient": [sorted(factors) for factors in one.sufficient],
    }
