"""Proposals of another framework, in the API, for who works on the case."""

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Query, Status
from pydantic import Field

from windroos.apps.accounts.api.own import owner
from windroos.apps.compass import actions, models
from windroos.apps.compass.framework import versions as framework_versions
from windroos.apps.regions.queries import Case
from windroos.apps.regions.resources import CaseName, Row, RowNumber, own_case
from windroos.cases.fields import TEXT
from windroos.cases.framework import Text as CaseText
from windroos.rest.access import account
from windroos.rest.etags import unless_tagged
from windroos.rest.pages import Page, PageQuery, page_of, sort_field
from windroos.rest.problems import not_found
from windroos.rest.routing import Router
from windroos.rest.schemas import Input, Schema, Text, TextInput
from windroos.rest.writing import IfMatch, made, tag_of, unless_changed

router = Router(tags=["framework"])

ProposalStatus = Literal["proposed", "approved", "rejected", "withdrawn"]


class Proposal(Schema):
    """A version of the framework that someone proposed."""

    id: int
    version: str = Field(description="What the framework itself calls this version.")
    text: str = Field(description="The whole of `framework.toml`.")
    base: int = Field(description="The version of the framework it was made from.")
    why: Text
    status: ProposalStatus
    proposed: datetime
    proposed_by: str
    decided: datetime | None
    decided_by: str | None
    reason: str
    in_force: int | None = Field(description="The version it became in the history.")


class ProposalInput(Input):
    """A framework to propose."""

    text: str = Field(min_length=1, max_length=1_000_000, description="`framework.toml`.")
    why: TextInput
    base: int | None = Field(
        None, ge=1, le=10**15, description="The version it was made from; left out: the last one."
    )


class DecideInput(Input):
    """Why a proposal is approved or withdrawn."""

    reason: str = Field("", max_length=TEXT)


class RejectInput(Input):
    """Why a proposal is turned down."""

    reason: str = Field(min_length=1, max_length=TEXT)


class ProposalQuery(PageQuery):
    """Which proposals are listed; the newest stands first."""

    status: list[ProposalStatus] | None = None
    version: list[str] | None = None
    sort: str | None = sort_field("id", "version", "status", "proposed", "decided")


@router.get(
    "/cases/{case}/framework-proposals",
    response=Page[Proposal],
    auth=account,
    summary=_("What was proposed for the framework"),
    operation_id="listProposals",
)
def proposals(request: HttpRequest, case: CaseName, query: Query[ProposalQuery]) -> Any:
    found = framework_versions.proposals(own_case(request, case))
    return page_of(request, query, [_told(one) for one in found])


@router.get(
    "/cases/{case}/framework-proposals/{id}",
    response=Proposal,
    auth=account,
    summary=_("One proposal"),
    operation_id="getProposal",
)
def proposal(request: HttpRequest, case: CaseName, id: RowNumber) -> Any:
    answer = _told(_proposal(own_case(request, case), id))
    unless_tagged(request, tag_of(Proposal, answer))
    return answer


@router.post(
    "/cases/{case}/framework-proposals",
    response={201: Proposal},
    auth=account,
    summary=_("Propose another framework"),
    operation_id="propose",
)
def propose(
    request: HttpRequest, response: HttpResponse, case: CaseName, body: ProposalInput
) -> Any:
    new = actions.propose_framework(
        own_case(request, case),
        text=body.text,
        why=CaseText(body.why.nl or "", body.why.en or ""),
        base=body.base,
        actor=owner(request),
    )
    made(request, response, new.pk)
    return Status(201, _said(response, new))


@router.post(
    "/cases/{case}/framework-proposals/{id}/_approve",
    response=Proposal,
    auth=account,
    summary=_("Make a proposal the framework of the case; not by who proposed it"),
    operation_id="approveProposal",
)
def approve_proposal(
    request: HttpRequest,
    response: HttpResponse,
    case: CaseName,
    id: RowNumber,
    body: DecideInput,
    if_match: IfMatch = None,
) -> Any:
    which = (case, id)
    return _decide(actions.approve_framework, request, response, which, body.reason, if_match)


@router.post(
    "/cases/{case}/framework-proposals/{id}/_reject",
    response=Proposal,
    auth=account,
    summary=_("Turn a proposal down, with the reason"),
    operation_id="rejectProposal",
)
def reject_proposal(
    request: HttpRequest,
    response: HttpResponse,
    case: CaseName,
    id: RowNumber,
    body: RejectInput,
    if_match: IfMatch = None,
) -> Any:
    which = (case, id)
    return _decide(actions.reject_framework, request, response, which, body.reason, if_match)


@router.post(
    "/cases/{case}/framework-proposals/{id}/_withdraw",
    response=Proposal,
    auth=account,
    summary=_("Take a proposal of your own back"),
    operation_id="withdrawProposal",
)
def withdraw_proposal(
    request: HttpRequest,
    response: HttpResponse,
    case: CaseName,
    id: RowNumber,
    body: DecideInput,
    if_match: IfMatch = None,
) -> Any:
    which = (case, id)
    return _decide(actions.withdraw_framework, request, response, which, body.reason, if_match)


def _decide(
    act: Any,
    request: HttpRequest,
    response: HttpResponse,
    which: tuple[str, int],
    reason: str,
    if_match: str | None,
) -> Row:
    case = own_case(request, which[0])
    found = _proposal(case, which[1])
    unless_changed(if_match, Proposal, _told(found))
    return _said(response, act(case, found, reason=reason, actor=owner(request)))


def _proposal(case: Case, id: int) -> models.FrameworkVersion:
    rows = models.FrameworkVersion.objects.filter(case=case, pk=id)
    found = rows.select_related("proposed_by", "decided_by").first()
    if found is None:
        raise not_found(id)
    return found


def _said(response: HttpResponse, one: models.FrameworkVersion) -> Row:
    answer = _told(one)
    response["ETag"] = tag_of(Proposal, answer)
    return answer


def _told(one: models.FrameworkVersion) -> Row:
    values = {name: getattr(one, name, None) for name in Proposal.model_fields}
    return {
        **values,
        "id": one.pk,
        "why": {"nl": one.why_nl or None, "en": one.why_en or None},
        "proposed_by": one.proposed_by.name,
        "decided_by": one.decided_by.name if one.decided_by else None,
    }
