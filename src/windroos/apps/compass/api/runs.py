"""Draws that take long, for who works on the case, in the API: asked for, followed, cancelled."""

from datetime import date, datetime
from typing import Any, Literal

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Query, Status
from pydantic import Field

from windroos import cases
from windroos.apps.accounts.api.own import owner
from windroos.apps.compass import actions, queries
from windroos.apps.compass.api.scenarios import OverridesInput, Range, overrides, told_ranges, unfit
from windroos.apps.compass.api.sureness import RegionRobustness, told_region
from windroos.apps.compass.robustness import runner
from windroos.apps.compass.robustness import runs as kept
from windroos.apps.compass.robustness.outcome import Outcome, Wanted
from windroos.apps.regions.queries import Case
from windroos.apps.regions.resources import CaseName, Row, RowNumber, own_case
from windroos.cases.fields import NAME
from windroos.cases.scenario import ScenarioError
from windroos.rest.access import account
from windroos.rest.pages import Page, PageQuery, page_of, sort_field
from windroos.rest.problems import not_found
from windroos.rest.routing import Router
from windroos.rest.schemas import Day, Number, Schema, bounded
from windroos.rest.writing import made

router = Router(tags=["runs"])

Space = Literal["all", "around", "order", "own"]
Samples = Literal[1_000, 10_000, 100_000, 1_000_000]
RunStatus = Literal["waiting", "running", "broken-off", "done", "cancelled", "failed"]


class Run(Schema):
    """Draws that someone asked for: which, and how far they are."""

    id: int
    status: RunStatus = Field(
        description="Broken off: the program was stopped meanwhile; ask for it again."
    )
    role: str
    theme: str | None = Field(description="Null: on all themes together.")
    as_of: date
    weights: dict[str, float] = Field(description="Other weights, by criterion.")
    thresholds: dict[str, float] = Field(description="Other thresholds, by effort.")
    ranges: dict[str, Range] = Field(description="Other ranges, by leaf.")
    space: Space = Field(description="From which weights is drawn.")
    samples: int
    drawn: int = Field(description="How many of them have been drawn.")
    made: datetime = Field(description="When it was asked for.")
    made_by: str = Field(description="Who asked for it.")
    started: datetime | None
    ended: datetime | None
    cancelled_by: str | None
    fault: str | None = Field(description="Why it failed, where that can be told.")


class RunRegion(RegionRobustness):
    """How sure the verdict on one region is, and which regions it comes before."""

    wins: dict[str, float] = Field(
        description="By code, the share of the samples in which it comes before that region."
    )


class RunTold(Run):
    """A run with what it gave."""

    seed: int | None = Field(description="Null until it is done.")
    regions: list[RunRegion] | None = Field(description="Null until it is done.")


class RunInput(OverridesInput):
    """Draws to ask for: of which weighing, from which weights, and how many."""

    theme: str | None = Field(None, max_length=NAME)
    as_of: Day | None = None
    space: Space = Field(
        "all",
        description="All weights, around the chosen ones, or in their "
        "order; or as the framework says, where that is another one.",
    )
    samples: Samples = Field(examples=[100_000])


class RunQuery(PageQuery):
    """Which runs are listed; the one that was asked for last stands first."""

    role: list[str] | None = None
    theme: list[str] | None = None
    status: list[RunStatus] | None = None
    space: list[Space] | None = None
    samples: list[Number] | None = None
    sort: str | None = sort_field("id", "role", "status", "samples", "made", "ended")


@router.get(
    "/cases/{case}/runs",
    response=Page[Run],
    auth=account,
    summary=_("The draws that were asked for, and how far they are"),
    operation_id="listRuns",
)
def runs(request: HttpRequest, case: CaseName, query: Query[RunQuery]) -> Any:
    found = kept.of_case(own_case(request, case)).select_related("asked_by", "cancelled_by")
    return page_of(request, query, [_told(one) for one in found])


@router.get(
    "/cases/{case}/runs/{id}",
    response=RunTold,
    auth=account,
    summary=_("One run, and what it gave"),
    operation_id="getRun",
)
def run(request: HttpRequest, case: CaseName, id: RowNumber) -> Any:
    one = _run(own_case(request, case), id)
    if one.status == kept.Run.Status.WAITING:
        runner.wake()  # what was asked before a restart waits for someone to ask after it
        one.refresh_from_db()
    return _whole(one)


@router.post(
    "/cases/{case}/runs",
    response={200: RunTold, 201: RunTold},
    auth=account,
    summary=_("Ask for draws that take long; where the same ones were made already, those"),
    operation_id="askRun",
)
def ask(request: HttpRequest, response: HttpResponse, case: CaseName, body: RunInput) -> Any:
    at = own_case(request, case)
    wanted = _wanted(at, body)
    known = kept.find(at, wanted)
    one = actions.ask_run(at, wanted, actor=owner(request))
    # The one who makes it reads it only once it is written.
    transaction.on_commit(runner.wake)
    made(request, response, one.pk)
    return Status(200 if one == known else 201, _whole(one))


@router.post(
    "/cases/{case}/runs/{id}/_cancel",
    response=RunTold,
    auth=account,
    summary=_("Stop a run; one that ended stays as it is"),
    operation_id="cancelRun",
)
def cancel(request: HttpRequest, case: CaseName, id: RowNumber) -> Any:
    at = own_case(request, case)
    actions.cancel_run(at, _run(at, id), actor=owner(request))
    return _whole(_run(at, id))


def _wanted(case: Case, body: RunInput) -> Wanted:
    """The draws that were asked for; raises a `Problem` for numbers that do not fit the case."""
    day = bounded(body.as_of)
    day = None if day is None or day >= timezone.localdate() else day
    framework, scenario = queries.value(case, day).framework, overrides(body)
    if body.role in {role.id for role in framework.roles}:  # of another one the action tells
        try:
            cases.apply(framework, scenario)
        except ScenarioError as error:
            raise unfit(error) from error
        scenario = scenario.against(framework)
    return Wanted(body.role, body.theme or None, day, scenario, body.space, body.samples)


def _run(case: Case, id: int) -> kept.Run:
    found = kept.number(case, id)
    if found is None:
        raise not_found(id)
    return found


def _whole(one: kept.Run) -> Row:
    """A run with what it gave."""
    if one.result is None:
        return _told(one) | {"seed": None, "regions": None}
    found = Outcome(one.result)
    named = queries.value_of(one.case.pk, one.case.mark, one.state).regions
    codes = list(found.by_code)
    regions = [
        told_region(sure.data, named[code].name)
        | {"wins": {other: found.wins(code, other) for other in codes if other != code}}
        for code, sure in found.by_code.items()
    ]
    return _told(one) | {"seed": found.seed, "regions": regions}


def _told(one: kept.Run) -> Row:
    scenario = kept.wanted(one).scenario
    return {
        "id": one.pk,
        "status": "broken-off" if one.broken_off else one.status,
        "role": one.role,
        "theme": one.theme or None,
        "as_of": one.day,
        "weights": dict(scenario.weights),
        "thresholds": dict(scenario.thresholds),
        "ranges": told_ranges(scenario),
        "space": one.space,
        "samples": one.samples,
        "drawn": one.drawn,
        "made": one.asked,
        "made_by": one.asked_by.name,
        "started": one.started,
        "ended": one.ended,
        "cancelled_by": one.cancelled_by.name if one.cancelled_by else None,
        "fault": one.fault or None,
    }
