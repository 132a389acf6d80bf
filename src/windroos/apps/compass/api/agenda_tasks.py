"""Tasks of the evidence agenda, for who works on the case, in the API."""

from datetime import date, datetime
from typing import Any, Literal

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Query, Status
from pydantic import Field

from windroos.apps.accounts.api.own import owner, reader
from windroos.apps.accounts.queries import User
from windroos.apps.compass import actions, queries
from windroos.apps.compass.actions.agenda import NOT_A_FINDER
from windroos.apps.compass.agenda import tasks as kept
from windroos.apps.compass.agenda.tasks import Tasked
from windroos.apps.compass.api.judging import ReasonInput
from windroos.apps.compass.api.numbered import Colleague, Numbered, colleagues
from windroos.apps.compass.models import AgendaTask as Kept
from windroos.apps.regions.queries import Case
from windroos.apps.regions.resources import CaseName, Row, RowNumber, own_case
from windroos.cases.fields import ID, NAME, TEXT
from windroos.rest.access import account
from windroos.rest.pages import Page, PageQuery, page_of, sort_field
from windroos.rest.routing import Router
from windroos.rest.schemas import Day, Flag, Input, Number, Schema, Text, optional
from windroos.rest.writing import IfMatch, made

router = Router(tags=["agenda-tasks"])

Kind = Literal["leaf", "precondition"]
TaskStatus = Literal["open", "done", "dropped"]


class AgendaTask(Schema):
    """Something on the evidence agenda that people took up."""

    id: int
    version: int = Field(description="The ETag of the task begins with it.")
    status: TaskStatus
    role: str
    theme: str | None = Field(description="Null: on all themes together.")
    region: str
    kind: Kind
    subject: str = Field(description="The id of the criterion or the precondition.")
    about: Text = Field(description="What it asks, in words.")
    assignee: int | None = Field(description="Who finds it out; null: whoever comes first.")
    assignee_name: str | None
    due: date | None
    late: bool = Field(description="Whether it is open and that day has passed.")
    note: str
    answered: bool = Field(description="Whether evidence has come in since it was taken up.")
    gone: bool = Field(description="Whether the case asks it no more.")
    reason: str = Field(description="What came of it, or why it was dropped.")
    made: datetime
    made_by: str | None = Field(description="Null: it was the program itself.")
    changed: datetime
    changed_by: str | None = Field(description="Null: it was the program itself.")


class Finder(Colleague):
    """Someone who can be given a task."""


class AgendaTaskInput(Input):
    """Something on the evidence agenda to take up, as `agenda` names it."""

    role: str = Field(max_length=NAME, examples=["innovation"])
    theme: str | None = Field(None, max_length=NAME)
    region: str = Field(max_length=ID, examples=["SG"])
    kind: Kind
    subject: str = Field(max_length=NAME, examples=["networks-judged"])
    assignee: int | None = Field(None, ge=1, le=10**9, description="The id of a finder.")
    due: Day | None = None
    note: str = Field("", max_length=TEXT)


class AgendaTaskChange(Input):
    """What to change of an open task; what is left out stays."""

    assignee: int | None = optional(ge=1, le=10**9)
    due: Day | None = optional()
    note: str = optional(max_length=TEXT)


class FinishInput(Input):
    """What came of a task."""

    reason: str = Field(
        "", max_length=TEXT, description="Needed where no evidence has come in since."
    )


class AgendaTaskQuery(PageQuery):
    """Which tasks are listed; the one that is due first stands first."""

    role: list[str] | None = None
    theme: list[str] | None = None
    region: list[str] | None = None
    kind: list[Kind] | None = None
    subject: list[str] | None = None
    status: list[TaskStatus] | None = None
    assignee: list[Number | Literal[""]] | None = None
    late: Flag | None = None
    answered: Flag | None = None
    sort: str | None = sort_field("id", "region", "status", "due", "made", "changed")


@router.get(
    "/cases/{case}/agenda-tasks",
    response=Page[AgendaTask],
    auth=account,
    summary=_("The tasks of the evidence agenda: who finds out what"),
    operation_id="listAgendaTasks",
)
def agenda_tasks(request: HttpRequest, case: CaseName, query: Query[AgendaTaskQuery]) -> Any:
    at = own_case(request, case)
    found = kept.shown(at, queries.value(at), kept.tasks(at, reader(request)))
    return page_of(request, query, [_told(request, one) for one in found])


@router.get(
    "/cases/{case}/agenda-tasks/{id}",
    response=AgendaTask,
    auth=account,
    summary=_("One task"),
    operation_id="getAgendaTask",
)
def agenda_task(request: HttpRequest, case: CaseName, id: RowNumber) -> Any:
    return TASK.read(request, own_case(request, case), id)


@router.get(
    "/cases/{case}/finders",
    response=Page[Finder],
    auth=account,
    summary=_("Who can be given a task"),
    operation_id="listFinders",
)
def finders(request: HttpRequest, case: CaseName, query: Query[PageQuery]) -> Any:
    return colleagues(request, query, kept.finders(own_case(request, case)))


@router.post(
    "/cases/{case}/agenda-tasks",
    response={201: AgendaTask},
    auth=account,
    summary=_("Take up something that is on the evidence agenda"),
    operation_id="takeUpAgendaTask",
)
def take_up(
    request: HttpRequest, response: HttpResponse, case: CaseName, body: AgendaTaskInput
) -> Any:
    at = own_case(request, case)
    about = body.model_dump(include={"role", "theme", "region", "kind", "subject"})
    given = _fields(at, body.model_dump(include=set(Kept.FIELDS)))
    one = actions.take_up_task(at, about, actor=owner(request), **given)
    made(request, response, one.pk)
    return Status(201, TASK.said(request, response, at, one.pk))


@router.patch(
    "/cases/{case}/agenda-tasks/{id}",
    response=AgendaTask,
    auth=account,
    summary=_("Give an open task to someone else or to nobody, or change its day or note"),
    operation_id="changeAgendaTask",
)
def change(
    request: HttpRequest,
    response: HttpResponse,
    case: CaseName,
    id: RowNumber,
    body: AgendaTaskChange,
    if_match: IfMatch = None,
) -> Any:
    def act(at: Case, task: int, **how: Any) -> Kept:
        given = _fields(at, body.model_dump(include=body.model_fields_set))
        return actions.change_task(at, task, given, **how)

    return TASK.write(act, request, response, (case, id), if_match)


@router.post(
    "/cases/{case}/agenda-tasks/{id}/_finish",
    response=AgendaTask,
    auth=account,
    summary=_("Close a task of which the answer is known"),
    operation_id="finishAgendaTask",
)
def finish(
    request: HttpRequest,
    response: HttpResponse,
    case: CaseName,
    id: RowNumber,
    body: FinishInput,
    if_match: IfMatch = None,
) -> Any:
    return TASK.write(
        actions.finish_task, request, response, (case, id), if_match, reason=body.reason
    )


@router.post(
    "/cases/{case}/agenda-tasks/{id}/_drop",
    response=AgendaTask,
    auth=account,
    summary=_("Close a task without an answer, with the reason"),
    operation_id="dropAgendaTask",
)
def drop(
    request: HttpRequest,
    response: HttpResponse,
    case: CaseName,
    id: RowNumber,
    body: ReasonInput,
    if_match: IfMatch = None,
) -> Any:
    return TASK.write(
        actions.drop_task, request, response, (case, id), if_match, reason=body.reason
    )


@router.post(
    "/cases/{case}/agenda-tasks/{id}/_reopen",
    response=AgendaTask,
    auth=account,
    summary=_("Take up a task again that was closed"),
    operation_id="reopenAgendaTask",
)
def reopen(
    request: HttpRequest,
    response: HttpResponse,
    case: CaseName,
    id: RowNumber,
    if_match: IfMatch = None,
) -> Any:
    return TASK.write(actions.reopen_task, request, response, (case, id), if_match)


def _fields(case: Case, given: Row) -> Row:
    """What was sent of what people fill in, as the actions take it."""
    if given.get("assignee") is None:
        return given
    found: dict[int, User] = {one.pk: one for one in kept.finders(case)}
    if given["assignee"] not in found:
        raise ValidationError({"assignee": NOT_A_FINDER})
    return given | {"assignee": found[given["assignee"]]}


def _find(request: HttpRequest, case: Case, id: int) -> Tasked | None:
    found = kept.tasks(case, reader(request)).filter(pk=id)
    return next(iter(kept.shown(case, queries.value(case), found)), None)


def _told(_request: HttpRequest, one: Tasked) -> Row:
    task = one.task
    return {
        "id": task.pk,
        "version": task.version,
        "status": task.status,
        **task.about,
        "about": kept.label(one.case, task.about),
        "assignee": task.assignee.pk if task.assignee else None,
        "assignee_name": task.assignee.name if task.assignee else None,
        "due": task.due,
        "late": one.late,
        "note": task.note,
        "answered": one.answered,
        "gone": one.gone,
        "reason": task.reason,
        "made": task.made,
        "made_by": task.made_by.name if task.made_by else None,
        "changed": task.changed,
        "changed_by": task.changed_by.name if task.changed_by else None,
    }


TASK = Numbered(AgendaTask, _find, _told)
