"""Working on a case in Excel, in the API: what a workbook would change, by cell, before it does."""

from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from ninja import Query, Status
from pydantic import Field

from windroos.apps.accounts.api.own import owner
from windroos.apps.accounts.permits import ACTIONS, Refused, may
from windroos.apps.compass import actions
from windroos.apps.compass import queries as compass
from windroos.apps.compass.actions.trying import tried
from windroos.apps.compass.actions.workbooks import NotApplied, Outcome, Trial, try_workbook
from windroos.apps.compass.api.handed_in import FileId, FileName, HandedIn, own_file, told
from windroos.apps.compass.files import handed_in, workbooks
from windroos.apps.compass.files.workbook_shown import kind, said
from windroos.apps.compass.models import Upload
from windroos.apps.regions.queries import Case
from windroos.apps.regions.resources import CaseName, own_case
from windroos.cases.fields import ID, NAME, TEXT
from windroos.cases.workbook import Choices, Clash, Grid, Place, Unreadable, open_book
from windroos.cases.workbook import Fault as CellFault
from windroos.cases.workbook.opening import MOST_BYTES
from windroos.rest import files
from windroos.rest.access import account
from windroos.rest.etags import unless_known, unless_tagged
from windroos.rest.pages import Page, PageQuery, page_of, sort_field
from windroos.rest.problems import Fault, Problem
from windroos.rest.routing import Router
from windroos.rest.schemas import Input, Schema
from windroos.rest.writing import IfMatch, fingerprint_in, made, plain, tag_of

router = Router(tags=["workbooks"])

WORKBOOK = files.Kind(files.XLSX, "xlsx", MOST_BYTES)
_ACTION = "compass.apply_workbook"
Value = str | float | bool | None


class At(Schema):
    """A place in a workbook."""

    sheet: str | None = Field(description="Null: the workbook as a whole, or the program itself.")
    cell: str | None = Field(description="Null: the sheet as a whole.", examples=["C5"])


class CellChange(At):
    """A cell that changes."""

    field: str = Field(examples=["rating"])
    before: Value
    after: Value


class RowChange(At):
    """A row that is added, changed or taken back."""

    kind: Literal["added", "changed", "removed"]
    table: str = Field(examples=["judgements"])
    id: str
    cells: list[CellChange] = Field(description="Of a row that is taken back there are none.")


class CellClash(At):
    """What the workbook changes, and someone else changed too since it was downloaded."""

    key: str = Field(description="What it is called in `yours` and `theirs`.")
    table: str
    id: str
    field: str | None = Field(description="Null: the workbook takes the whole row back.")
    was: Value
    yours: Value
    theirs: Value


class CellProblem(At):
    """Something to mend in a workbook, or something that was left as it is."""

    code: str = Field(description="The kind of fault; does not change.")
    detail: str


class Workbook(HandedIn):
    """A workbook that you handed in, and everything it would change. Nothing was saved of it."""

    sound: bool = Field(description="Whether it can be taken over as it stands.")
    older: bool = Field(description="Whether the case changed since it was downloaded.")
    changes: list[RowChange] = Field(description="None as long as there are faults.")
    clashes: list[CellClash] = Field(description="Where you choose whose version holds.")
    faults: list[CellProblem] = Field(description="What has to be mended first, by cell.")
    remarks: list[CellProblem] = Field(description="What is left as it is.")


class TakenOver(Schema):
    """What was taken over of a workbook."""

    changes: list[RowChange]


class WorkbookQuery(PageQuery):
    """How your workbooks are listed."""

    sort: str | None = sort_field("name", "made")


class ChoiceQuery(Schema):
    """Whose version holds where someone else changed the same."""

    yours: list[str] | None = None
    theirs: list[str] | None = None


class TakeWorkbook(Input):
    """What to take over of a workbook that was looked at."""

    yours: list[str] = Field([], max_length=500, description="As they were given to look at it.")
    theirs: list[str] = Field([], max_length=500, description="As they were given to look at it.")
    reason: str = Field("", max_length=TEXT, description="Why rows are taken back; then needed.")


class DownloadQuery(Schema):
    """For which role and theme a workbook has its ratings."""

    role: str | None = Field(None, max_length=NAME)
    theme: str | None = Field(None, max_length=ID)


@router.get(
    "/cases/{case}/workbooks/_download",
    gives=WORKBOOK,
    auth=account,
    summary=_("A case as an Excel workbook to work in"),
    operation_id="downloadWorkbook",
)
def download(request: HttpRequest, case: CaseName, query: Query[DownloadQuery]) -> Any:
    found = _working(request, case)
    value = compass.value(found)
    if query.role and query.role not in {one.id for one in value.framework.roles}:
        raise _unknown("role", query.role)
    if query.theme and query.theme not in value.themes:
        raise _unknown("theme", query.theme)
    unless_known(request, found.pk, found.state)
    grids = tuple(dict.fromkeys((Grid(), Grid(query.role or None, query.theme or None))))
    content = workbooks.written(found, get_language() or "nl", grids)
    name = f"{found.name}-{timezone.localdate().isoformat()}"
    return files.answer(content, WORKBOOK, name)


@router.get(
    "/cases/{case}/workbooks",
    response=Page[HandedIn],
    auth=account,
    summary=_("The workbooks that you handed in and that are still kept"),
    operation_id="listWorkbooks",
)
def listed(request: HttpRequest, case: CaseName, query: Query[WorkbookQuery]) -> Any:
    found = _working(request, case)
    kept = handed_in.uploads(found, owner(request))
    return page_of(request, query, [told(one) for one in kept])


@router.post(
    "/cases/{case}/workbooks",
    takes=WORKBOOK,
    response={201: Workbook},
    auth=account,
    summary=_("Hand in a workbook, and see every change and every fault by cell"),
    operation_id="addWorkbook",
)
def hand_in(
    request: HttpRequest,
    response: HttpResponse,
    case: CaseName,
    name: FileName = "workbook.xlsx",
) -> Any:
    found = own_case(request, case)
    try:
        kept = actions.keep_workbook(found, name, files.sent(request), actor=owner(request))
    except Unreadable as error:
        raise _unreadable(error) from error
    made(request, response, kept.token)
    answer, tag = _look(request, found, kept, {})
    response["ETag"] = tag
    return Status(201, answer)


@router.get(
    "/cases/{case}/workbooks/{id}",
    response=Workbook,
    auth=account,
    summary=_("What a workbook that you handed in would change"),
    operation_id="getWorkbook",
)
def workbook(request: HttpRequest, case: CaseName, id: FileId, query: Query[ChoiceQuery]) -> Any:
    found = _working(request, case)
    kept = own_file(request, found, id)
    answer, tag = _look(request, found, kept, _choices(query.yours or [], query.theirs or []))
    unless_tagged(request, tag)
    return answer


@router.post(
    "/cases/{case}/workbooks/{id}/_apply",
    response=TakenOver,
    auth=account,
    summary=_("Take over everything a workbook changes: all of it or nothing"),
    operation_id="applyWorkbook",
)
def apply(
    request: HttpRequest,
    case: CaseName,
    id: FileId,
    body: TakeWorkbook,
    if_match: IfMatch = None,
) -> Any:
    found = _working(request, case)
    kept = own_file(request, found, id)
    choices = _choices(body.yours, body.theirs)
    try:
        done = actions.apply_workbook(
            found,
            open_book(bytes(kept.content)),
            reason=body.reason,
            choices=choices,
            seen=fingerprint_in(if_match),
            actor=owner(request),
        )
    except NotApplied as error:
        raise _not_applied(request, found, kept, choices, error) from error
    actions.drop_workbook(found, kept, actor=owner(request))
    return {"changes": [_row(one) for one in done.outcomes]}


@router.delete(
    "/cases/{case}/workbooks/{id}",
    response={204: None},
    auth=account,
    summary=_("Throw a workbook away that you handed in; nothing is saved of it"),
    operation_id="dropWorkbook",
)
def drop(request: HttpRequest, case: CaseName, id: FileId) -> Any:
    found = _working(request, case)
    kept = own_file(request, found, id)
    actions.drop_workbook(found, kept, actor=owner(request))
    return Status(204, None)


def _working(request: HttpRequest, name: str) -> Case:
    """The case, for someone who may work on it in Excel."""
    found = own_case(request, name)
    if not may(owner(request), _ACTION, case=found):
        raise Refused(ACTIONS[_ACTION])
    return found


def _choices(yours: list[str], theirs: list[str]) -> Choices:
    return {**dict.fromkeys(theirs, "theirs"), **dict.fromkeys(yours, "yours")}


def _look(
    request: HttpRequest, case: Case, upload: Upload, choices: Choices
) -> tuple[dict[str, Any], str]:
    """What a workbook would change, and the entity tag of that."""
    book = open_book(bytes(upload.content))
    user = owner(request)
    trial = tried(case, lambda: try_workbook(case, book, choices=choices, actor=user)).given
    older = not book.stamp.shows(trial.taken.now)
    answer = told(upload) | {"sound": trial.sound, "older": older} | _trial(trial)
    return answer, tag_of(Workbook, answer, prefix=trial.fingerprint)


def _trial(trial: Trial) -> dict[str, Any]:
    return {
        "changes": [] if trial.all_faults else [_row(one) for one in trial.outcomes],
        "clashes": [_clash(one) for one in trial.taken.clashes],
        "faults": [_problem(one) for one in trial.all_faults],
        "remarks": [_problem(one) for one in trial.taken.remarks],
    }


def _at(place: Place | None) -> dict[str, Any]:
    return {"sheet": place.sheet if place else None, "cell": place.cell if place else None}


def _row(one: Outcome) -> dict[str, Any]:
    places = {cell.field: cell.place for cell in one.change.cells} if one.change else {}
    before, after = one.before or {}, one.after or {}
    return {
        **_at(one.change.place if one.change else None),
        "kind": kind(one),
        "table": one.table,
        "id": str(one.row.get("id")),
        "cells": [
            {**_at(places.get(name)), "field": name, "before": before.get(name), "after": value}
            for name, value in after.items()
            if name != "id" and value != before.get(name)
        ],
    }


def _clash(one: Clash) -> dict[str, Any]:
    names = ("key", "table", "id", "field", "was", "yours", "theirs")
    return {**_at(one.place), **{name: getattr(one, name) for name in names}}


def _problem(fault: CellFault) -> dict[str, Any]:
    return {**_at(fault.place), "code": fault.code, "detail": said(fault)}


def _unreadable(error: Unreadable) -> Problem:
    """A file that is no workbook: what it is, and what to do."""
    detail = said(error.fault)
    problem = "too-large" if error.fault.code == "too-big" else "invalid"
    return Problem(problem, detail, errors=[Fault("body", "/", detail, error.fault.code)])


def _unknown(name: str, value: str) -> Problem:
    detail = _("There is no “%(id)s” here.") % {"id": value}
    return Problem("invalid", detail, errors=[Fault("query", name, detail, "unknown")])


def _not_applied(
    request: HttpRequest, case: Case, upload: Upload, choices: Choices, error: NotApplied
) -> Problem:
    """Why nothing was taken over, with what the workbook would do now."""
    answer, tag = _look(request, case, upload, choices)
    problem = "stale" if error.trial.sound else "conflict"
    detail = " ".join(error.messages)
    return Problem(problem, detail, headers={"ETag": tag}, current=plain(Workbook, answer))
