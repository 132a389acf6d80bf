"""Who fills in which indicators and what is due of them, for who works on the case, in the API."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Query, Status
from pydantic import Field

from windroos.apps.accounts.api.own import owner
from windroos.apps.accounts.queries import User
from windroos.apps.programmes import actions
from windroos.apps.programmes.api.schemas import DueFigure
from windroos.apps.programmes.queries import assigned, waiting
from windroos.apps.regions.queries import Case
from windroos.apps.regions.resources import CaseName, Row, own_case
from windroos.cases.facts.plain import due_told
from windroos.cases.fields import ID
from windroos.rest.access import account
from windroos.rest.pages import Page, PageQuery, page_of, sort_field
from windroos.rest.routing import Router
from windroos.rest.schemas import Flag, Input, Number, Schema

router = Router(tags=["programmes"])


class IndicatorAssignment(Schema):
    """Who is asked to fill in an indicator."""

    programme: str
    indicator: str
    person: int
    person_name: str
    reminded: str | None = Field(description="The last period that they were reminded of.")


class Assignee(Schema):
    """Someone who can be asked to fill in indicators."""

    id: int
    name: str


class OwnDueFigure(DueFigure):
    """A figure that you are asked to fill in and that is due."""

    programme: str


class AssignmentInput(Input):
    """Whom to ask for which indicator."""

    indicator: str = Field(max_length=ID)
    person: int = Field(ge=1, le=10**9, description="The number of someone who can be asked.")


class ReminderInput(Input):
    """Whom to remind."""

    person: int | None = Field(None, ge=1, le=10**9, description="Left out: all who are due.")


class Reminded(Schema):
    """Who was sent what is due; of each period they are reminded once."""

    people: list[Assignee]


class AssignmentQuery(PageQuery):
    """Which are listed."""

    programme: list[str] | None = None
    indicator: list[str] | None = None
    person: list[Number] | None = None
    sort: str | None = sort_field("programme", "indicator", "personName")


class OwnDueQuery(PageQuery):
    """Which of your due figures are listed."""

    programme: list[str] | None = None
    indicator: list[str] | None = None
    period: list[str] | None = None
    overdue: Flag | None = None
    sort: str | None = sort_field("programme", "indicator", "period", "day")


@router.get(
    "/cases/{case}/due-figures",
    response=Page[OwnDueFigure],
    auth=account,
    summary=_("The figures that you are asked to fill in and that are due"),
    operation_id="listDueFigures",
)
def due_figures(request: HttpRequest, case: CaseName, query: Query[OwnDueQuery]) -> Any:
    at = own_case(request, case)
    found = waiting.mine(at, owner(request), today=timezone.localdate())
    rows = [
        {**due_told(due), "programme": one.account.programme["id"]}
        for one in found
        for due in one.dues
    ]
    return page_of(request, query, sorted(rows, key=lambda row: row["day"]))


@router.post(
    "/cases/{case}/due-figures/_remind",
    response=Reminded,
    auth=account,
    summary=_("Remind by e-mail who is asked to fill in figures that are due"),
    operation_id="remindOfDueFigures",
)
def remind(request: HttpRequest, case: CaseName, body: ReminderInput) -> Any:
    at, today = own_case(request, case), timezone.localdate()
    if body.person is None:
        people = waiting.unreminded(at, today=today)
    else:
        people = (_person(at, body.person),)
    for person in people:
        actions.remind_assignee(at, person, today=today, actor=owner(request))
    return {"people": [{"id": one.pk, "name": one.name} for one in people]}


@router.get(
    "/cases/{case}/indicator-assignees",
    response=Page[Assignee],
    auth=account,
    summary=_("Who can be asked to fill in indicators"),
    operation_id="listIndicatorAssignees",
)
def assignees(request: HttpRequest, case: CaseName, query: Query[PageQuery]) -> Any:
    people = assigned.people(own_case(request, case))
    return page_of(request, query, [{"id": one.pk, "name": one.name} for one in people])


@router.get(
    "/cases/{case}/indicator-assignments",
    response=Page[IndicatorAssignment],
    auth=account,
    summary=_("Who is asked to fill in which indicators"),
    operation_id="listIndicatorAssignments",
)
def assignments(request: HttpRequest, case: CaseName, query: Query[AssignmentQuery]) -> Any:
    found = assigned.assignments(own_case(request, case))
    return page_of(request, query, [_told(one) for one in found])


@router.post(
    "/cases/{case}/indicator-assignments",
    response=IndicatorAssignment,
    auth=account,
    summary=_("Ask someone to fill in an indicator"),
    operation_id="assignIndicator",
)
def assign(request: HttpRequest, case: CaseName, body: AssignmentInput) -> Any:
    at = own_case(request, case)
    person = _person(at, body.person)
    return _told(actions.assign_indicator(at, body.indicator, person, actor=owner(request)))


@router.post(
    "/cases/{case}/indicator-assignments/_remove",
    response={204: None},
    auth=account,
    summary=_("Ask someone no longer to fill in an indicator"),
    operation_id="unassignIndicator",
)
def unassign(request: HttpRequest, case: CaseName, body: AssignmentInput) -> Any:
    at = own_case(request, case)
    actions.unassign_indicator(at, body.indicator, _person(at, body.person), actor=owner(request))
    return Status(204, None)


def _person(case: Case, number: int) -> User:
    """Someone who can be asked or was; raises ValidationError for another."""
    found = {one.pk: one for one in assigned.people(case)}
    found |= {one.user.pk: one.user for one in assigned.assignments(case)}
    if number not in found:
        raise ValidationError({"person": _("There is nobody of this number who can be asked.")})
    return found[number]


def _told(one: Any) -> Row:
    return {
        "programme": one.indicator.programme.slug,
        "indicator": one.indicator.slug,
        "person": one.user.pk,
        "person_name": one.user.name,
        "reminded": one.reminded or None,
    }
