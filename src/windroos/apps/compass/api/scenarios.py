"""Scenarios in the API: kept, tried out, and compared with the framework in force."""

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Query, Status
from pydantic import Field

from windroos import cases
from windroos.apps.accounts.api.own import owner, reader
from windroos.apps.compass import actions, queries
from windroos.apps.compass.api.assessments import (
    AssessedRegion,
    Assessment,
    AssessmentQuery,
    assessed,
    known_choice,
)
from windroos.apps.compass.api.tables import Advice
from windroos.apps.compass.scenarios import kept
from windroos.apps.evidence.api.tables import Effort
from windroos.apps.regions.faults import told
from windroos.apps.regions.permits import roles_on
from windroos.apps.regions.queries import Case
from windroos.apps.regions.resources import (
    CaseName,
    Row,
    RowNumber,
    known_case,
    own_case,
    row_tag,
)
from windroos.cases.fields import ID, NAME, TEXT
from windroos.cases.scenario import ScenarioError
from windroos.rest.access import account, computes
from windroos.rest.etags import unless_known, unless_tagged
from windroos.rest.pages import Page, PageQuery, page_of, sort_field
from windroos.rest.problems import Fault, Problem, not_found
from windroos.rest.routing import Router
from windroos.rest.schemas import Input, Schema, optional
from windroos.rest.writing import IfMatch, made, version_in

router = Router(tags=["scenarios"])

Visibility = Literal["private", "case", "public"]
_FIELDS = {"w": "weights", "t": "thresholds", "g": "ranges"}
# More of a kind than any framework has: each that is unknown would be told by itself.
MOST = 500


class Range(Schema):
    """Between which figures a leaf runs from 0 to 1."""

    zero_at: float = Field(description="The figure that earns 0.")
    one_at: float = Field(description="The figure that earns 1.")


class RangeInput(Input):
    """Between which figures a leaf runs from 0 to 1."""

    zero_at: float
    one_at: float


class Scenario(Schema):
    """What one role weighs otherwise; what is not named stays as in the framework."""

    id: int
    version: int = Field(description="The ETag of the scenario holds it.")
    name: str
    note: str
    role: str
    theme: str | None = Field(description="Null: on all themes together.")
    weights: dict[str, float] = Field(description="By criterion, against its siblings.")
    thresholds: dict[str, float] = Field(description="By effort.")
    ranges: dict[str, Range] = Field(description="By leaf that is measured by figures.")
    visibility: Visibility = Field(description="For oneself, who works on the case, or everyone.")
    made: datetime
    made_by: str | None = Field(description="Null for who does not work on the case.")
    changed: datetime
    deleted: datetime | None


class OverridesInput(Input):
    """What a role weighs otherwise."""

    role: str = Field(max_length=NAME, examples=["innovation"])
    weights: dict[str, float] = Field({}, max_length=MOST, examples=[{"environment": 2}])
    thresholds: dict[str, float] = Field({}, max_length=MOST, examples=[{"active": 0.65}])
    ranges: dict[str, RangeInput] = Field({}, max_length=MOST)


class ScenarioInput(OverridesInput):
    """A scenario to keep."""

    name: str = Field(min_length=1, max_length=ID)
    note: str = Field("", max_length=TEXT)
    theme: str | None = Field(None, max_length=NAME)
    visibility: Visibility = "private"


class ScenarioChange(Input):
    """What to change of a scenario; what is left out stays."""

    role: str = optional(max_length=NAME)
    weights: dict[str, float] = optional(max_length=MOST)
    thresholds: dict[str, float] = optional(max_length=MOST)
    ranges: dict[str, RangeInput] = optional(max_length=MOST)
    name: str = optional(min_length=1, max_length=ID)
    note: str = optional(max_length=TEXT)
    theme: str | None = optional(max_length=NAME)
    visibility: Visibility = optional()


class InForce(Schema):
    """What the framework in force says of a region."""

    rank: int | None
    score: float | None
    provisional: Effort | None
    advice: Advice


class ComparedRegion(AssessedRegion):
    """What a scenario says of one region, beside what the framework in force says."""

    in_force: InForce


class Comparison(Assessment):
    """The regions of a case weighed in a scenario, beside the framework in force."""

    items: list[ComparedRegion]  # type: ignore[assignment]


class ScenarioQuery(PageQuery):
    """Which scenarios are listed."""

    role: list[str] | None = None
    theme: list[str] | None = None
    visibility: list[Visibility] | None = None
    sort: str | None = sort_field("id", "name", "role", "made", "changed")


class ComparisonQuery(AssessmentQuery):
    """On which theme and day a scenario weighs; the role is that of the scenario."""

    role: str | None = Field(None, max_length=NAME)  # type: ignore[assignment]


@router.get(
    "/cases/{case}/scenarios",
    response=Page[Scenario],
    summary=_("The scenarios you may see"),
    operation_id="listScenarios",
)
def scenarios(request: HttpRequest, case: CaseName, query: Query[ScenarioQuery]) -> Any:
    at = known_case(case)
    insider = bool(roles_on(reader(request), at))
    rows = [_told(one, insider=insider) for one in kept.visible(at, reader(request))]
    return page_of(request, query, rows)


@router.get(
    "/cases/{case}/scenarios/{id}",
    response=Scenario,
    summary=_("One scenario"),
    operation_id="getScenario",
)
def scenario(request: HttpRequest, case: CaseName, id: RowNumber) -> Any:
    at = known_case(case)
    found, insider = _scenario(request, at, id), bool(roles_on(reader(request), at))
    unless_tagged(request, row_tag(found.version, *([] if insider else ["public"])))
    return _told(found, insider=insider)


@router.post(
    "/cases/{case}/scenarios",
    response={201: Scenario},
    auth=account,
    summary=_("Keep a scenario"),
    operation_id="saveScenario",
)
def save_scenario(
    request: HttpRequest, response: HttpResponse, case: CaseName, body: ScenarioInput
) -> Any:
    at = own_case(request, case)
    new = actions.save_scenario(
        at,
        overrides(body),
        name=body.name,
        note=body.note,
        theme=body.theme,
        visibility=body.visibility,
        actor=owner(request),
    )
    made(request, response, new.pk)
    return Status(201, _said(response, new))


@router.patch(
    "/cases/{case}/scenarios/{id}",
    response=Scenario,
    auth=account,
    summary=_("Change a scenario"),
    operation_id="changeScenario",
)
def change_scenario(
    request: HttpRequest,
    response: HttpResponse,
    case: CaseName,
    id: RowNumber,
    body: ScenarioChange,
    if_match: IfMatch = None,
) -> Any:
    at = own_case(request, case)
    found = _scenario(request, at, id)
    sent = body.model_fields_set
    given = {name: getattr(body, name) for name in ("name", "note", "visibility") if name in sent}
    if "theme" in sent:
        given["theme"] = body.theme or ""
    if sent & {"role", "weights", "thresholds", "ranges"}:
        was = _told(found)
        values = {name: was[name] for name in ("role", "weights", "thresholds", "ranges")}
        values |= body.model_dump(include=set(values), exclude_unset=True, by_alias=False)
        given["scenario"] = _overrides(values)
    now = actions.change_scenario(
        at, found, version=version_in(if_match), actor=owner(request), **given
    )
    return _said(response, now)


@router.delete(
    "/cases/{case}/scenarios/{id}",
    response={204: None},
    auth=account,
    summary=_("Put a scenario away; it can be brought back"),
    operation_id="deleteScenario",
)
def delete_scenario(
    request: HttpRequest, case: CaseName, id: RowNumber, if_match: IfMatch = None
) -> Any:
    at = own_case(request, case)
    found = _scenario(request, at, id)
    actions.delete_scenario(at, found, version=version_in(if_match), actor=owner(request))
    return Status(204, None)


@router.post(
    "/cases/{case}/scenarios/{id}/_restore",
    response=Scenario,
    auth=account,
    summary=_("Bring a scenario back that was put away"),
    operation_id="restoreScenario",
)
def restore_scenario(
    request: HttpRequest, response: HttpResponse, case: CaseName, id: RowNumber
) -> Any:
    at = own_case(request, case)
    found = kept.find(at, id, owner(request))
    if found is None:
        raise not_found(id)
    now = actions.restore_scenario(at, found, actor=owner(request))
    return _said(response, now)


@router.get(
    "/cases/{case}/scenarios/{id}/assessments",
    response=Comparison,
    summary=_("What a scenario says of every region, beside the framework in force"),
    operation_id="listScenarioAssessments",
)
def scenario_assessments(
    request: HttpRequest, case: CaseName, id: RowNumber, query: Query[ComparisonQuery]
) -> Any:
    at = known_case(case)
    found = _scenario(request, at, id)
    unless_known(request, at.pk, at.state, timezone.localdate(), found.pk, found.version)
    return _compared(request, at, found.value, query)


@router.post(
    "/cases/{case}/_weigh",
    response=Comparison,
    summary=_("Try other weights, thresholds or ranges out; nothing is kept"),
    operation_id="weigh",
)
@computes
def weigh(
    request: HttpRequest, case: CaseName, body: OverridesInput, query: Query[ComparisonQuery]
) -> Any:
    return _compared(request, known_case(case), overrides(body), query)


def overrides(body: OverridesInput) -> cases.Scenario:
    """What was sent as a value to weigh with."""
    return _overrides(body.model_dump(include={"role", "weights", "thresholds", "ranges"}))


def told_ranges(scenario: cases.Scenario) -> Row:
    """The ranges of a scenario as they are answered."""
    return {id: {"zero_at": low, "one_at": high} for id, (low, high) in scenario.goalposts.items()}


def _overrides(values: Row) -> cases.Scenario:
    ranges = {id: (one["zero_at"], one["one_at"]) for id, one in values["ranges"].items()}
    return cases.Scenario(values["role"], values["weights"], values["thresholds"], ranges)


def _compared(
    request: HttpRequest, case: Case, scenario: cases.Scenario, query: ComparisonQuery
) -> Row:
    asked = query.model_copy(update={"role": scenario.role})
    known_choice(queries.value(case, query.day), asked)
    day = asked.weighed_on
    try:
        weighed = kept.assessment(case, scenario, query.theme, day)
    except ScenarioError as error:
        raise unfit(error) from error
    now = queries.assessment(case, scenario.role, query.theme, day)
    rows = [assessed(result, weighed) | {"in_force": now[result.region.code]} for result in weighed]
    return page_of(request, query, rows) | {
        "role": scenario.role,
        "theme": query.theme,
        "as_of": query.as_of or timezone.localdate(),
        "framework": weighed.framework,
    }


def unfit(error: ScenarioError) -> Problem:
    """What keeps a scenario from fitting the framework, by field of the body."""
    faults = []
    for problem in error.problems:
        kind, _dot, id = (problem.field or "").partition(".")
        field = f"/{_FIELDS[kind]}/{id}" if kind in _FIELDS else f"/{problem.field or ''}"
        faults.append(Fault("body", field, told(problem), problem.code))
    return Problem("invalid", " ".join(str(one.detail) for one in faults), errors=faults)


def _scenario(request: HttpRequest, case: Case, id: int) -> kept.Scenario:
    found = kept.visible(case, reader(request)).filter(pk=id).first()
    if found is None:
        raise not_found(id)
    return found


def _said(response: HttpResponse, one: kept.Scenario) -> Row:
    response["ETag"] = row_tag(one.version)
    return _told(one)


def _told(one: kept.Scenario, *, insider: bool = True) -> Row:
    value = one.value
    return {
        "id": one.pk,
        "version": one.version,
        "name": one.name,
        "note": one.note,
        "role": one.role,
        "theme": one.theme or None,
        "weights": dict(value.weights),
        "thresholds": dict(value.thresholds),
        "ranges": told_ranges(value),
        "visibility": one.visibility,
        "made": one.made,
        "made_by": one.made_by.name if insider else None,
        "changed": one.changed,
        "deleted": one.deleted,
    }
