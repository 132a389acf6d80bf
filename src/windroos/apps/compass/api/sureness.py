"""How sure the verdicts are, and what is worth finding out, in the API."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Query
from pydantic import Field

from windroos import cases
from windroos.apps.accounts.api.own import reader
from windroos.apps.compass import queries
from windroos.apps.compass.api.assessments import FrameworkUsed, WeighingQuery, known_choice
from windroos.apps.compass.api.explanations import RegionCode
from windroos.apps.compass.api.tables import Advice
from windroos.apps.compass.robustness import drawn
from windroos.apps.compass.scenarios import kept
from windroos.apps.evidence.api.tables import Effort
from windroos.apps.regions.queries import Case
from windroos.apps.regions.resources import CaseName, known_case
from windroos.cases.doubts import MOST_SEED
from windroos.cases.framework import Text as Named
from windroos.rest.etags import unless_known
from windroos.rest.pages import Page, page_of, sort_field
from windroos.rest.problems import Fault, Problem, not_found
from windroos.rest.routing import Router
from windroos.rest.schemas import Number, Schema, Text, Whole

router = Router(tags=["assessments"])


class ScenarioWeighingQuery(WeighingQuery):
    """For which role, theme and day is weighed, by the framework or as a kept scenario has it."""

    scenario: Number | None = Field(None, description="The number of a kept scenario.")


class DrawnQuery(ScenarioWeighingQuery):
    """The same, and how many samples are drawn."""

    samples: Whole | None = Field(None, ge=2, le=drawn.AT_ONCE)
    seed: Whole | None = Field(None, ge=0, le=MOST_SEED)


class Shares(Schema):
    """By effort, the share of the samples in which the score earns it."""

    active: float
    reactive: float
    none: float


class DueTo(Schema):
    """What the doubt about the verdict is due to; null for what is certain."""

    weights: float | None = None
    values: float | None = None
    method: float | None = None


class RegionRobustness(Schema):
    """How sure the verdict on one region is. Preconditions play no part in it."""

    code: str = Field(examples=["SG"])
    name: Text
    score: float | None
    provisional: Effort | None
    advice: Advice
    decision: Effort | None
    shares: Shares
    no_score: float = Field(description="The share of the samples without a score.")
    error: float = Field(description="The standard error of the largest share.")
    likeliest: Effort | None = Field(description="The effort earned most often.")
    certainty: float = Field(description="How often that is.")
    score_mean: float | None
    score_sd: float | None
    expected_rank: float | None
    rank_interval: list[int] | None = Field(
        description="The best and the worst place, nine times out of ten.", examples=[[1, 22]]
    )
    entropy: float = Field(description="Bits of doubt about the verdict.")
    central_weights: dict[str, float] | None = Field(
        description="By leaf, the mean of the weights that put the region first."
    )
    due_to: DueTo
    margin: float | None = Field(description="How far the score lies from another verdict.")
    nearest: Effort | None = Field(description="That verdict.")


class RobustnessQuery(DrawnQuery):
    """Which regions are listed, and in which order."""

    code: list[str] | None = None
    advice: list[Advice] | None = None
    provisional: list[Effort] | None = None
    decision: list[Effort] | None = None
    likeliest: list[Effort] | None = None
    sort: str | None = sort_field("code", "score", "certainty", "entropy", "expectedRank", "margin")


class Drawn(Schema):
    """What was weighed, and how many samples were drawn."""

    role: str
    theme: str | None = Field(description="Null: on all themes together.")
    as_of: date
    framework: FrameworkUsed
    scenario: int | None
    samples: int
    seed: int


class RobustnessPage(Page[RegionRobustness], Drawn):
    """How sure the verdict on every region is."""


class RegionRobustnessTold(RegionRobustness, Drawn):
    """How sure the verdict on one region is, and which regions it comes before."""

    wins: dict[str, float] = Field(
        description="By code, the share of the samples in which it comes before that region."
    )


class AgendaAnswer(Schema):
    """What something may turn out to be, and what the compass would then say."""

    value: float | None = Field(description="From 0 to 1; null for a precondition.")
    rating: float | None = Field(description="The point of the scale; null where there is none.")
    outcome: Literal["holds", "conditional", "fails"] | None
    meaning: Text | None
    probability: float
    verdict: Effort | None


class AgendaItem(Schema):
    """Something worth finding out."""

    region: str
    name: Text
    kind: Literal["leaf", "precondition"]
    id: str
    label: Text
    about: Text = Field(description="The component, or the precondition itself.")
    state: Literal["unknown", "doubtful"]
    chance: float = Field(description="The chance that knowing it changes the likeliest verdict.")
    gain: float = Field(description="How much surer one would be of the right verdict.")
    bits: float = Field(description="How much doubt it would take away, in bits.")
    settles: float = Field(description="The chance that there is an advice once it is known.")
    now: Effort | None = Field(description="The likeliest verdict as long as it is unknown.")
    answers: list[AgendaAnswer]
    ask: Text | None = Field(description="Whom the case says to ask.")
    passage: str | None = Field(description="The passage that says so.")


class AgendaQuery(ScenarioWeighingQuery):
    """Which items of the agenda are listed, and in which order."""

    samples: Whole | None = Field(None, ge=2, le=drawn.MOST_AGENDA_SAMPLES)
    seed: Whole | None = Field(None, ge=0, le=MOST_SEED)
    region: list[str] | None = None
    kind: list[Literal["leaf", "precondition"]] | None = None
    id: list[str] | None = None
    state: list[Literal["unknown", "doubtful"]] | None = None
    now: list[Effort] | None = None
    sort: str | None = sort_field("region", "kind", "id", "chance", "gain", "settles", "bits")


class AgendaPage(Page[AgendaItem], Drawn):
    """What is worth finding out, the most worthwhile first."""


@router.get(
    "/cases/{case}/robustness",
    response=RobustnessPage,
    summary=_("How sure the verdict on every region is"),
    operation_id="listRobustness",
)
def robustness(request: HttpRequest, case: CaseName, query: Query[RobustnessQuery]) -> Any:
    at = known_case(case)
    found = _robustness(request, at, query)
    rows = [_region(one) for one in found]
    return page_of(request, query, rows) | _drawn(query, found.assessment, found.sampling)


@router.get(
    "/cases/{case}/regions/{code}/robustness",
    response=RegionRobustnessTold,
    summary=_("How sure the verdict on one region is, and what its doubt is due to"),
    operation_id="getRobustness",
)
def region_robustness(
    request: HttpRequest, case: CaseName, code: RegionCode, query: Query[DrawnQuery]
) -> Any:
    at = known_case(case)
    found = _robustness(request, at, query)
    codes = [result.region.code for result in found.assessment]
    if code not in codes:
        raise not_found(code)
    wins = {other: found.wins(code, other) for other in codes if other != code}
    told = _region(found[code]) | _drawn(query, found.assessment, found.sampling)
    return told | {"wins": wins}


@router.get(
    "/cases/{case}/agenda",
    response=AgendaPage,
    summary=_("What is worth finding out, and whom to ask"),
    operation_id="getAgenda",
)
def agenda(request: HttpRequest, case: CaseName, query: Query[AgendaQuery]) -> Any:
    at = known_case(case)
    scenario = scenario_of(request, at, query)
    try:
        found = drawn.agenda(
            at, scenario, query.theme, query.weighed_on, samples=query.samples, seed=query.seed
        )
    except cases.CaseError as error:
        raise unfit(error) from error
    rows = [
        {name: getattr(item, name, None) for name in AgendaItem.model_fields}
        | {"region": item.region.code, "name": item.region.name}
        for item in found
    ]
    return page_of(request, query, rows) | _drawn(query, found.assessment, found)


def scenario_of(request: HttpRequest, case: Case, query: ScenarioWeighingQuery) -> cases.Scenario:
    """The scenario that is asked for, else one that overrides nothing; gives the answer its entity
    tag. Raises a `Problem` for a role, theme or scenario that is not there."""
    found = None
    if query.scenario is not None:
        found = kept.visible(case, reader(request)).filter(pk=query.scenario).first()
        if found is None:
            raise not_found(query.scenario)
    version = (found.pk, found.version) if found else ()
    unless_known(request, case.pk, case.state, timezone.localdate(), *version)
    known_choice(queries.value(case, query.day), query)
    if found is None:
        return cases.Scenario(query.role)
    if found.role != query.role:
        detail = _("The scenario is for the role “%(role)s”.") % {"role": found.role}
        raise Problem("invalid", detail, errors=[Fault("query", "role", detail, "other-role")])
    return found.value


def unfit(error: cases.CaseError) -> Problem:
    """What keeps a weighing from being done: limits or a scenario that do not fit the framework."""
    return Problem("invalid", str(error))


def _robustness(request: HttpRequest, case: Case, query: DrawnQuery) -> cases.Robustness:
    scenario = scenario_of(request, case, query)
    try:
        return drawn.robustness(
            case, scenario, query.theme, query.weighed_on, samples=query.samples, seed=query.seed
        )
    except cases.CaseError as error:
        raise unfit(error) from error


def _region(one: Any) -> dict[str, Any]:
    return told_region(one.as_dict(), one.result.region.name)


def told_region(data: Mapping[str, Any], name: Named) -> dict[str, Any]:
    """What draws gave for a region, plain data as `RegionRobustness.as_dict` gives it, as it is
    answered."""
    own = {field: data[alias] for field, alias in _TOLD.items()}
    return own | {"name": name, "certainty": max(data["shares"].values())}


_TOLD = {
    name: field.alias or name
    for name, field in RegionRobustness.model_fields.items()
    if name not in ("name", "certainty")
}


def _drawn(query: ScenarioWeighingQuery, assessment: cases.Assessment, by: Any) -> dict[str, Any]:
    return {
        "role": query.role,
        "theme": query.theme,
        "as_of": query.as_of or timezone.localdate(),
        "framework": assessment.framework,
        "scenario": query.scenario,
        "samples": by.samples,
        "seed": by.seed,
    }
