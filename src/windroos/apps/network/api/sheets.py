"""Organisations as a table, in the API: what a table would do, row by row, before it does."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from ninja import Query, Status
from ninja.params.models import Path
from ninja.params.models import Query as QueryParameter
from pydantic import Field

from windroos.apps.accounts.api.own import owner
from windroos.apps.accounts.permits import ACTIONS, Refused, may
from windroos.apps.network import actions
from windroos.apps.network.models import HandedIn
from windroos.apps.network.queries import sheets
from windroos.apps.network.queries.organisations import Wanted
from windroos.apps.network.sheet_shown import said, told_of
from windroos.apps.regions.queries import Case
from windroos.apps.regions.resources import CaseName, own_case
from windroos.cases.fields import ID, NAME
from windroos.cases.problems import Problem as RowProblem
from windroos.cases.register.sheet_files import MOST_BYTES, MOST_ROWS
from windroos.cases.register.taking_in import Choices, Line, Plan
from windroos.cases.workbook import Unreadable
from windroos.rest import files
from windroos.rest.access import account
from windroos.rest.etags import unless_tagged
from windroos.rest.pages import Page, PageQuery, page_of, sort_field
from windroos.rest.problems import Fault, Problem, not_found
from windroos.rest.routing import Router
from windroos.rest.schemas import Input, Schema
from windroos.rest.writing import IfMatch, fingerprint_in, made, plain, tag_of

router = Router(tags=["sheets"])

CSV = files.Kind("text/csv", "csv", MOST_BYTES)
XLSX = files.Kind(files.XLSX, "xlsx", MOST_BYTES)
SheetId = Annotated[str, Path(..., pattern="^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
FileName = Annotated[str, QueryParameter(..., min_length=1, max_length=255)]
State = Literal["new", "changed", "same", "conflict", "doubtful", "skipped", "faulty"]
Value = str | float | list[str] | None
_ACTION = "network.take_in_sheet"


class FieldChange(Schema):
    """A field that changes."""

    field: str = Field(examples=["place"])
    before: Value
    after: Value


class FieldClash(Schema):
    """A field that the row changes and someone else changed too since the table was made."""

    field: str = Field(examples=["place"])
    was: Value
    yours: Value
    theirs: Value


class Likely(Schema):
    """An organisation that a row may be."""

    id: str
    name: str
    place: str
    rule: str = Field(description="Why; does not change with the wording.", examples=["letters"])
    score: float = Field(description="How surely, from 0 to 1.")


class RowFault(Schema):
    """Something to mend in a row."""

    code: str = Field(description="The kind of fault; does not change.")
    field: str | None
    detail: str


class SheetRow(Schema):
    """What a row does, and what it needs."""

    row: int = Field(description="The number of the row in the file.")
    state: State
    id: str = Field(description="The organisation that is written; of a new one, the id it gets.")
    name: str
    cells: list[FieldChange]
    clashes: list[FieldClash] = Field(description="Choose `yours` or `theirs`.")
    alike: list[Likely] = Field(description="Choose `is:` with an id, `new` or `skip`.")
    faults: list[RowFault]


class SheetCounts(Schema):
    """How many rows there are of each state."""

    new: int
    changed: int
    same: int
    conflict: int
    doubtful: int
    skipped: int
    faulty: int


class KeptSheet(Schema):
    """A table that you handed in; nobody else sees it."""

    id: str = Field(examples=["7b1f6c5e-8f0b-4d3c-9a51-2f7a1c0b9d11"])
    name: str = Field(description="What the file is called.")
    made: datetime = Field(description="When it was handed in.")
    expires: datetime = Field(description="Until when it is kept.")


class SheetPlan(KeptSheet):
    """A table that you handed in, and what it would do. Nothing was saved of it."""

    sound: bool = Field(description="Whether it can be taken over as it stands.")
    counts: SheetCounts
    unread: list[str] = Field(description="Headings that are not known, and are not read.")
    rows: list[SheetRow] = Field(description="Without those that say what is there already.")


class TakenIn(Schema):
    """What was taken over of a table."""

    added: int
    changed: int


class SheetsQuery(PageQuery):
    """How your tables are listed."""

    sort: str | None = sort_field("name", "made")


class SheetQuery(Schema):
    """Which organisations a table holds; left out: all."""

    q: str | None = Field(None, max_length=NAME)
    kind: str | None = Field(None, max_length=ID)
    area: str | None = Field(None, max_length=ID)
    category: str | None = Field(None, max_length=ID)
    region: str | None = Field(None, max_length=ID)
    place: str | None = Field(None, max_length=NAME)


class RowChoice(Input):
    """What is chosen for a row."""

    row: int = Field(ge=1, le=MOST_ROWS + 10)
    choice: str = Field(
        max_length=ID + 3, pattern="^(yours|theirs|new|skip|is:.+)$", examples=["new"]
    )


class ChooseRows(Input):
    """What is chosen for rows of a table; what was chosen before stays."""

    rows: list[RowChoice] = Field([], max_length=MOST_ROWS)
    rest: Literal["new", "skip"] | None = Field(
        None, description="For all rows that may be here already and for which nothing is chosen."
    )


@router.get(
    "/cases/{case}/organisation-sheets/_download",
    gives=XLSX,
    summary=_("Organisations of the register as an Excel sheet"),
    operation_id="downloadOrganisationSheet",
)
def download(request: HttpRequest, case: CaseName, query: Query[SheetQuery]) -> Any:
    found = own_case(request, case)
    asked = {name: value for name, value in query if value}
    content = sheets.as_file(found, "xlsx", get_language() or "nl", Wanted.of(asked))
    name = f"{found.name}-organisations-{timezone.localdate().isoformat()}"
    return files.answer(content, XLSX, name)


@router.get(
    "/cases/{case}/organisation-sheets",
    response=Page[KeptSheet],
    auth=account,
    summary=_("The tables of organisations that you handed in and that are still kept"),
    operation_id="listOrganisationSheets",
)
def listed(request: HttpRequest, case: CaseName, query: Query[SheetsQuery]) -> Any:
    found = _working(request, case)
    kept = sheets.handed_in(found, owner(request))
    return page_of(request, query, [_kept(one) for one in kept])


@router.post(
    "/cases/{case}/organisation-sheets",
    takes=XLSX,
    response={201: SheetPlan},
    auth=account,
    summary=_("Hand in an Excel table of organisations, and see what every row does"),
    operation_id="addOrganisationSheet",
)
def hand_in(
    request: HttpRequest,
    response: HttpResponse,
    case: CaseName,
    name: FileName = "organisations.xlsx",
) -> Any:
    return _hand_in(request, response, case, name)


@router.post(
    "/cases/{case}/organisation-sheets/_csv",
    takes=CSV,
    response={201: SheetPlan},
    auth=account,
    summary=_("Hand in a CSV table of organisations, and see what every row does"),
    operation_id="addOrganisationCsv",
)
def hand_in_csv(
    request: HttpRequest,
    response: HttpResponse,
    case: CaseName,
    name: FileName = "organisations.csv",
) -> Any:
    return _hand_in(request, response, case, name)


@router.get(
    "/cases/{case}/organisation-sheets/{id}",
    response=SheetPlan,
    auth=account,
    summary=_("What a table of organisations that you handed in would do"),
    operation_id="getOrganisationSheet",
)
def sheet(request: HttpRequest, case: CaseName, id: SheetId) -> Any:
    found = _working(request, case)
    answer, tag = _look(found, _own(request, found, id))
    unless_tagged(request, tag)
    return answer


@router.post(
    "/cases/{case}/organisation-sheets/{id}/_choose",
    response=SheetPlan,
    auth=account,
    summary=_("Choose what rows of a table are; kept with it, and nothing is written"),
    operation_id="chooseOrganisationRows",
)
def choose(
    request: HttpRequest, response: HttpResponse, case: CaseName, id: SheetId, body: ChooseRows
) -> Any:
    found = _working(request, case)
    kept = _own(request, found, id)
    choices = {str(one.row): one.choice for one in body.rows}
    if body.rest:
        choices["rest"] = body.rest
    kept = actions.choose_rows(found, kept, choices, actor=owner(request))
    answer, response["ETag"] = _look(found, kept)
    return answer


@router.post(
    "/cases/{case}/organisation-sheets/{id}/_apply",
    response=TakenIn,
    auth=account,
    summary=_("Take over a table of organisations: all of it or nothing"),
    operation_id="applyOrganisationSheet",
)
def apply(request: HttpRequest, case: CaseName, id: SheetId, if_match: IfMatch = None) -> Any:
    found = _working(request, case)
    kept = _own(request, found, id)
    try:
        done = actions.take_in_sheet(
            found,
            kept.name,
            bytes(kept.content),
            choices=_choices(kept),
            seen=fingerprint_in(if_match),
            actor=owner(request),
        )
    except actions.NotTaken as error:
        answer, tag = _look(found, kept)
        kind = "stale" if error.plan.sound else "conflict"
        raise Problem(
            kind, " ".join(error.messages), headers={"ETag": tag}, current=plain(SheetPlan, answer)
        ) from error
    actions.drop_sheet(found, kept, actor=owner(request))
    return {"added": done.counts["new"], "changed": done.counts["changed"]}


@router.delete(
    "/cases/{case}/organisation-sheets/{id}",
    response={204: None},
    auth=account,
    summary=_("Throw a table of organisations away that you handed in"),
    operation_id="dropOrganisationSheet",
)
def drop(request: HttpRequest, case: CaseName, id: SheetId) -> Any:
    found = _working(request, case)
    actions.drop_sheet(found, _own(request, found, id), actor=owner(request))
    return Status(204, None)


def _working(request: HttpRequest, name: str) -> Case:
    """The case, for someone who may change its register."""
    found = own_case(request, name)
    if not may(owner(request), _ACTION, case=found):
        raise Refused(ACTIONS[_ACTION])
    return found


def _hand_in(request: HttpRequest, response: HttpResponse, case: str, name: str) -> Any:
    found = own_case(request, case)
    try:
        kept = actions.keep_sheet(found, name, files.sent(request), actor=owner(request))
    except Unreadable as error:
        problem: Any = error.fault
        detail = said(RowProblem(problem.code, name, problem.wording, values=problem.values))
        kind = "too-large" if problem.code == "too-big" else "invalid"
        raise Problem(kind, detail, errors=[Fault("body", "/", detail, problem.code)]) from error
    made(request, response, kept.token)
    response["Location"] = response["Location"].replace("/_csv/", "/")
    answer, response["ETag"] = _look(found, kept)
    return Status(201, answer)


def _own(request: HttpRequest, case: Case, id: str) -> HandedIn:
    found = sheets.sheet(case, UUID(id), owner(request))
    if found is None:
        raise not_found(id)
    return found


def _choices(kept: HandedIn) -> Choices:
    return kept.choices


def _look(case: Case, kept: HandedIn) -> tuple[dict[str, Any], str]:
    """What a table would do, and the entity tag of that."""
    plan: Plan = sheets.planned(case, kept.name, bytes(kept.content), kept.choices)
    answer = _kept(kept) | {
        "sound": plan.sound,
        "counts": dict(plan.counts),
        "unread": list(plan.sheet.unread),
        "rows": [_row(line) for line in plan.lines if line.state != "same"],
    }
    return answer, tag_of(SheetPlan, answer, prefix=plan.fingerprint)


def _kept(one: HandedIn) -> dict[str, Any]:
    return {
        "id": str(one.token),
        "name": one.name,
        "made": one.made,
        "expires": sheets.expires(one),
    }


def _row(line: Line) -> dict[str, Any]:
    return told_of(line)
