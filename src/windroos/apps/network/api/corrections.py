"""Corrections of the register that anyone may propose, in the API."""

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from ninja import Query, Status
from pydantic import Field

from windroos.apps.accounts.api.own import owner, reader
from windroos.apps.accounts.entering import client_address
from windroos.apps.network import actions, models
from windroos.apps.network.queries import proposals
from windroos.apps.regions.queries import Case
from windroos.apps.regions.resources import CaseName, RowNumber, own_case
from windroos.cases.fields import ID, NAME, TEXT
from windroos.rest.access import account
from windroos.rest.etags import unless_tagged
from windroos.rest.pages import Page, PageQuery, page_of, sort_field
from windroos.rest.problems import not_found
from windroos.rest.routing import Router
from windroos.rest.schemas import Input, Schema, optional
from windroos.rest.writing import IfMatch, made, tag_of, unless_changed

router = Router(tags=["corrections"])

Kind = Literal["correction", "missing", "removal"]
Field_ = Literal["name", "other_names", "kind", "country", "place", "website", "roles"]
Value = str | list[str] | None


class ProposedChange(Schema):
    """A field that is proposed."""

    field: Field_
    was: Value = Field(description="As it was when it was proposed.")
    now: Value = Field(description="As it stands now.")
    proposed: Value


class Correction(Schema):
    """A proposed correction, and what came of it; never with an e-mail address."""

    id: int
    kind: Kind
    organisation: str = Field(description="Empty: one that is missing, and not added yet.")
    name: str
    version: int = Field(description="The version of the organisation it was made on.")
    differences: list[ProposedChange]
    words: str
    at: datetime
    by: str | None = Field(description="Null: a visitor.")
    state: Literal["open", "accepted", "rejected"]
    answer: str
    taken: list[str] = Field(description="The fields that were taken over.")
    told: bool = Field(description="False: its proposer waits for an e-mail.")


class ProposedFields(Input):
    """The fields that are proposed; what is left out stays."""

    name: str = optional(max_length=NAME)
    other_names: list[str] = optional(max_length=30)
    kind: str = optional(max_length=ID)
    country: str = optional(max_length=2)
    place: str = optional(max_length=NAME)
    website: str = optional(max_length=NAME)
    roles: list[str] = optional(
        max_length=30, description="Area and category.", examples=[["photonics:company"]]
    )


class CorrectionInput(Input):
    """What is wrong with an organisation, or which one is missing."""

    kind: Kind = "correction"
    organisation: str = Field("", max_length=ID, description="Empty for one that is missing.")
    version: int = Field(0, ge=0, le=10**9, description="The version seen; 0: the current one.")
    changes: ProposedFields = Field(default_factory=lambda: ProposedFields.model_construct())
    words: str = Field("", max_length=TEXT)
    email: str = Field("", max_length=254, description="To be told; erased after that.")


class Received(Schema):
    """A proposal that was received; who works on the register answers it."""

    id: int
    state: Literal["open"]


class TakeOverInput(Input):
    """What is taken over."""

    version: int = Field(ge=0, le=10**9, description="The version of the organisation seen.")
    fields: list[Field_] | None = Field(None, max_length=10, description="Null: all of them.")
    answer: str = Field("", max_length=TEXT)


class TurnDownInput(Input):
    """Why a proposal is turned down; its proposer reads it."""

    answer: str = Field(min_length=1, max_length=TEXT)


class CorrectionQuery(PageQuery):
    """Which proposals are listed."""

    state: Literal["open", "accepted", "rejected"] | None = None
    kind: Kind | None = None
    organisation: str | None = Field(None, max_length=ID)
    sort: str | None = sort_field("id", "at", "name", "state")


@router.post(
    "/cases/{case}/corrections",
    response={201: Received},
    summary=_("Propose a correction of the register; anyone may"),
    operation_id="addCorrection",
)
def propose(
    request: HttpRequest, response: HttpResponse, case: CaseName, body: CorrectionInput
) -> Any:
    found = own_case(request, case)
    now = proposals.standing(found, body.organisation) if body.organisation else None
    row = actions.make_proposal(
        actor=reader(request),
        case=found,
        kind=body.kind,
        organisation=body.organisation,
        version=body.version or (now.number if now else 0),
        changes=body.changes.model_dump(include=body.changes.model_fields_set),
        words=body.words,
        email=body.email,
        language=get_language() or "nl",
        address=client_address(request),
    )
    made(request, response, row.pk)
    return Status(201, {"id": row.pk, "state": row.state})


@router.get(
    "/cases/{case}/corrections",
    response=Page[Correction],
    auth=account,
    summary=_("The corrections of the register that were proposed"),
    operation_id="listCorrections",
)
def listed(request: HttpRequest, case: CaseName, query: Query[CorrectionQuery]) -> Any:
    found = own_case(request, case)
    rows = proposals.proposals(found, owner(request), state=query.state or "")
    return page_of(request, query, [_told(one) for one in rows])


@router.get(
    "/cases/{case}/corrections/{id}",
    response=Correction,
    auth=account,
    summary=_("One proposed correction, field by field"),
    operation_id="getCorrection",
)
def correction(request: HttpRequest, case: CaseName, id: RowNumber) -> Any:
    answer = _told(_row(request, own_case(request, case), id))
    unless_tagged(request, tag_of(Correction, answer))
    return answer


@router.post(
    "/cases/{case}/corrections/{id}/_accept",
    response=Correction,
    auth=account,
    summary=_("Take over a proposed correction, or some of its fields"),
    operation_id="acceptCorrection",
)
def accept(
    request: HttpRequest,
    case: CaseName,
    id: RowNumber,
    body: TakeOverInput,
    if_match: IfMatch = None,
) -> Any:
    found = own_case(request, case)
    row = _row(request, found, id)
    unless_changed(if_match, Correction, _told(row))
    done = actions.accept_proposal(
        actor=owner(request),
        case=found,
        proposal=row.pk,
        version=body.version,
        fields=body.fields,
        answer=body.answer,
    )
    return _told(done)


@router.post(
    "/cases/{case}/corrections/{id}/_reject",
    response=Correction,
    auth=account,
    summary=_("Turn a proposed correction down"),
    operation_id="rejectCorrection",
)
def reject(
    request: HttpRequest,
    case: CaseName,
    id: RowNumber,
    body: TurnDownInput,
    if_match: IfMatch = None,
) -> Any:
    found = own_case(request, case)
    row = _row(request, found, id)
    unless_changed(if_match, Correction, _told(row))
    done = actions.reject_proposal(
        actor=owner(request), case=found, proposal=row.pk, answer=body.answer
    )
    return _told(done)


def _row(request: HttpRequest, case: Case, id: int) -> models.Proposal:
    row = proposals.proposal(case, owner(request), id)
    if row is None:
        raise not_found(id)
    return row


def _told(row: models.Proposal) -> dict[str, Any]:
    now = proposals.standing(row.case, row.organisation) if row.organisation else None
    return {
        "id": row.pk,
        "kind": row.kind,
        "organisation": row.organisation,
        "name": row.name,
        "version": row.version,
        "differences": [
            {
                "field": one.field,
                "was": _listed(one.was),
                "now": _listed(one.now),
                "proposed": _listed(one.proposed),
            }
            for one in proposals.differences(row, now)
        ],
        "words": row.words,
        "at": row.at,
        "by": row.account.name if row.account else None,
        "state": row.state,
        "answer": row.answer,
        "taken": row.taken,
        "told": not row.untold,
    }


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
