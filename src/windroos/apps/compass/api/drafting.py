"""Drafts of decisions, in the API, for who works on the case."""

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Query, Status
from pydantic import Field

from windroos.apps.accounts.api.own import owner
from windroos.apps.compass import actions, models
from windroos.apps.compass.api.judging import ReasonInput
from windroos.apps.compass.api.tables import DECISION, Advice, Decision
from windroos.apps.evidence.api.tables import Effort
from windroos.apps.regions.queries import Case
from windroos.apps.regions.resources import (
    CaseName,
    Row,
    RowNumber,
    own_case,
    row_tag,
    stands,
)
from windroos.cases.fields import ID, NAME, TEXT
from windroos.rest.access import account
from windroos.rest.etags import unless_tagged
from windroos.rest.pages import Page, PageQuery, page_of, sort_field
from windroos.rest.problems import Fault, Problem, not_found
from windroos.rest.routing import Router
from windroos.rest.schemas import Input, Number, Schema, Several, Text, TextInput, optional, texts
from windroos.rest.writing import IfMatch, columns, made, pointer, version_in

router = Router(tags=["drafts"])

DraftStatus = Literal["draft", "submitted", "returned", "decided", "withdrawn"]


class Draft(Schema):
    """What could be decided for a region in a role."""

    id: int
    version: int = Field(description="The ETag of the draft holds it.")
    status: DraftStatus
    region: str
    role: str
    effort: Effort
    themes: Several = Field(description="The themes it is limited to; none: all.")
    period_start: int
    period_end: int
    authority: str = Field(description="Empty: the organisation of whoever takes it.")
    motivation: Text | None
    conditions: Text | None
    departure: Text | None = Field(description="Why it departs from the advice.")
    ends_themes: bool = Field(
        description="Whether it also ends decisions on single themes in its years."
    )
    note: str = Field(description="For who works on the case only.")
    advice: Advice | None = Field(description="What the compass said when it was last written.")
    leaning: Effort | None = Field(description="The verdict so far, where there was no advice.")
    reason: str = Field(description="Why it was returned or withdrawn.")
    decision: str | None = Field(description="The decision it became.")
    review: int | None = Field(description="The review that gave rise to it.")
    made: datetime
    changed: datetime


class DraftInput(Input):
    """A decision to draft."""

    region: str = Field(max_length=ID, examples=["DEG"])
    role: str = Field(max_length=NAME, examples=["innovation"])
    effort: Effort
    period_start: int = Field(ge=0, le=9999, examples=[2028])
    period_end: int = Field(ge=0, le=9999, examples=[2031])
    themes: list[str] = []
    authority: str = Field("", max_length=NAME)
    motivation: TextInput | None = None
    conditions: TextInput | None = None
    departure: TextInput | None = None
    ends_themes: bool = False
    note: str = Field("", max_length=TEXT)
    review: int | None = Field(None, ge=1, le=10**9)
    submit: bool = Field(False, description="Whether to put it on the list to decide at once.")


class DraftChange(Input):
    """What to change of a draft; what is left out stays."""

    region: str = optional(max_length=ID)
    role: str = optional(max_length=NAME)
    effort: Effort = optional()
    period_start: int = optional(ge=0, le=9999)
    period_end: int = optional(ge=0, le=9999)
    themes: list[str] = optional()
    authority: str = optional(max_length=NAME)
    motivation: TextInput = optional()
    conditions: TextInput = optional()
    departure: TextInput = optional()
    ends_themes: bool = optional()
    note: str = optional(max_length=TEXT)
    submit: bool = optional()


class DraftVersion(Input):
    """A draft in the version that was seen."""

    id: int = Field(ge=1, le=10**9)
    version: int = Field(ge=1, le=10**9)


class TakeInput(Input):
    """Drafts to decide on, all of them or none."""

    role: str = Field(max_length=NAME, examples=["innovation"])
    drafts: list[DraftVersion] = Field(min_length=1, max_length=500)
    decided: str = Field("", max_length=10, description="Left out: today.")
    authority: str = Field("", max_length=NAME, description="Left out: as the drafts say.")


class Taken(Schema):
    """The decisions that drafts became."""

    items: list[Decision]


class DraftQuery(PageQuery):
    """Which drafts are listed; the one that was changed last stands first."""

    region: list[str] | None = None
    role: list[str] | None = None
    effort: list[Effort] | None = None
    status: list[DraftStatus] | None = None
    themes: list[str] | None = None
    review: list[Number] | None = None
    sort: str | None = sort_field("id", "region", "role", "effort", "status", "made", "changed")


@router.get(
    "/cases/{case}/drafts",
    response=Page[Draft],
    auth=account,
    summary=_("The drafts of decisions"),
    operation_id="listDrafts",
)
def drafts(request: HttpRequest, case: CaseName, query: Query[DraftQuery]) -> Any:
    rows = models.Draft.objects.filter(case=own_case(request, case))
    return page_of(request, query, [_told(one) for one in rows])


@router.post(
    "/cases/{case}/drafts/_take",
    response=Taken,
    auth=account,
    summary=_("Decide as drafts say: all of them or none"),
    operation_id="takeDrafts",
)
def take_drafts(request: HttpRequest, case: CaseName, body: TakeInput) -> Any:
    at = own_case(request, case)
    chosen = {one.id: one.version for one in body.drafts}
    try:
        written = actions.take_drafts(
            at,
            body.role,
            dict(chosen),
            decided=body.decided,
            authority=body.authority,
            actor=owner(request),
        )
    except actions.NotTaken as error:
        places = {number: place for place, number in enumerate(chosen)}
        faults = [
            Fault("body", f"/drafts/{places[number]}{pointer(field)}", text)
            for number, found in error.problems.items()
            for field, texts in found.items()
            for text in texts
        ]
        raise Problem("invalid", _("None of the drafts was decided on."), errors=faults) from error
    return {"items": [stands(at, DECISION, one.change.key) for one in written]}


@router.get(
    "/cases/{case}/drafts/{id}",
    response=Draft,
    auth=account,
    summary=_("One draft"),
    operation_id="getDraft",
)
def draft(request: HttpRequest, case: CaseName, id: RowNumber) -> Any:
    one = _draft(own_case(request, case), id)
    unless_tagged(request, row_tag(one.version))
    return _told(one)


@router.post(
    "/cases/{case}/drafts",
    response={201: Draft},
    auth=account,
    summary=_("Draft a decision"),
    operation_id="addDraft",
)
def add_draft(
    request: HttpRequest, response: HttpResponse, case: CaseName, body: DraftInput
) -> Any:
    at = own_case(request, case)
    row = columns(body)
    row.pop("submit", None)
    review = models.Review.objects.filter(case=at, pk=row.pop("review", None)).first()
    if body.review is not None and review is None:
        fault = Fault("body", "/review", str(_("There is no review of this number.")), "unknown")
        raise Problem("invalid", fault.detail, errors=[fault])
    one = actions.draft_decision(at, row, review=review, submit=body.submit, actor=owner(request))
    made(request, response, one.pk)
    return Status(201, _said(response, one))


@router.patch(
    "/cases/{case}/drafts/{id}",
    response=Draft,
    auth=account,
    summary=_("Change a draft"),
    operation_id="changeDraft",
)
def change_draft(
    request: HttpRequest,
    response: HttpResponse,
    case: CaseName,
    id: RowNumber,
    body: DraftChange,
    if_match: IfMatch = None,
) -> Any:
    at = own_case(request, case)
    _draft(at, id)
    row = columns(body)
    submit = bool(row.pop("submit", None))
    version = version_in(if_match)
    one = actions.revise_draft(at, id, row, submit=submit, version=version, actor=owner(request))
    return _said(response, one)


@router.post(
    "/cases/{case}/drafts/{id}/_submit",
    response=Draft,
    auth=account,
    summary=_("Put a draft on the list to decide"),
    operation_id="submitDraft",
)
def submit_draft(
    request: HttpRequest,
    response: HttpResponse,
    case: CaseName,
    id: RowNumber,
    if_match: IfMatch = None,
) -> Any:
    at = own_case(request, case)
    _draft(at, id)
    version = version_in(if_match)
    return _said(response, actions.submit_draft(at, id, version=version, actor=owner(request)))


@router.post(
    "/cases/{case}/drafts/{id}/_withdraw",
    response=Draft,
    auth=account,
    summary=_("Take a draft out of the lists, with the reason; it can be brought back"),
    operation_id="withdrawDraft",
)
def withdraw_draft(
    request: HttpRequest,
    response: HttpResponse,
    case: CaseName,
    id: RowNumber,
    body: ReasonInput,
    if_match: IfMatch = None,
) -> Any:
    at = own_case(request, case)
    _draft(at, id)
    version = version_in(if_match)
    one = actions.withdraw_draft(at, id, reason=body.reason, version=version, actor=owner(request))
    return _said(response, one)


@router.post(
    "/cases/{case}/drafts/{id}/_reopen",
    response=Draft,
    auth=account,
    summary=_("Bring a draft that was withdrawn back"),
    operation_id="reopenDraft",
)
def reopen_draft(
    request: HttpRequest,
    response: HttpResponse,
    case: CaseName,
    id: RowNumber,
    if_match: IfMatch = None,
) -> Any:
    at = own_case(request, case)
    _draft(at, id)
    version = version_in(if_match)
    return _said(response, actions.reopen_draft(at, id, version=version, actor=owner(request)))


@router.post(
    "/cases/{case}/drafts/{id}/_return",
    response=Draft,
    auth=account,
    summary=_("Send a draft back to who wrote it, with the reason"),
    operation_id="returnDraft",
)
def return_draft(
    request: HttpRequest,
    response: HttpResponse,
    case: CaseName,
    id: RowNumber,
    body: ReasonInput,
    if_match: IfMatch = None,
) -> Any:
    at = own_case(request, case)
    role = _draft(at, id).role
    version = version_in(if_match)
    one = actions.return_draft(
        at, role, id, reason=body.reason, version=version, actor=owner(request)
    )
    return _said(response, one)


def _draft(case: Case, id: int) -> models.Draft:
    found = models.Draft.objects.filter(case=case, pk=id).first()
    if found is None:
        raise not_found(id)
    return found


def _said(response: HttpResponse, one: models.Draft) -> Row:
    response["ETag"] = row_tag(one.version)
    return _told(one)


def _told(one: models.Draft) -> Row:
    values = {name: getattr(one, name, None) for name in Draft.model_fields}
    return {
        **values,
        "id": one.pk,
        "themes": one.themes.split(),
        "motivation": texts(one, "motivation"),
        "conditions": texts(one, "conditions"),
        "departure": texts(one, "departure"),
        "advice": one.advice or None,
        "leaning": one.leaning or None,
        "decision": one.decision or None,
        "review": one.review_id,  # type: ignore[attr-defined]
    }
