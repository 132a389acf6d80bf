"""Referrals on economic security, in the API, for the staff of a case."""

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Query
from pydantic import Field

from windroos.apps.accounts.api.own import owner
from windroos.apps.network import actions, models, queries
from windroos.apps.network.api.recorded import Recording, found, serve_undoing
from windroos.apps.network.models.dialogues import LONGEST_TEXT
from windroos.apps.regions.resources import CaseName, RowNumber, own_case, row_tag
from windroos.cases.fields import ID, NAME
from windroos.rest.access import account
from windroos.rest.etags import unless_tagged
from windroos.rest.pages import Page, PageQuery, page_of, sort_field
from windroos.rest.routing import Router
from windroos.rest.schemas import Day, Input, Schema, optional
from windroos.rest.writing import IfMatch

router = Router(tags=["referrals"])

Outcome = Literal["no-objection", "conditions", "advised-against", "withdrawn"]


class Referral(Schema):
    """A question on economic security, referred to the desk that answers such questions."""

    id: int
    version: int = Field(description="The ETag of the referral holds it.")
    region: str
    subject: str = Field(description="The technology, product or cooperation it is about.")
    organisation: str
    reason: str
    desk: str
    referred_on: date
    answer_by: date | None
    answered_on: date | None
    outcome: Outcome | None
    advice: str
    overdue: bool
    removed: bool


class ReferralInput(Input):
    """A question to refer."""

    region: str = Field(max_length=ID)
    subject: str = Field(min_length=1, max_length=NAME)
    reason: str = Field(min_length=1, max_length=LONGEST_TEXT)
    desk: str = Field(min_length=1, max_length=NAME)
    referred_on: Day
    organisation: str = Field("", max_length=NAME)
    answer_by: Day | None = None


class ReferralChange(Input):
    """What to change of a referral; what is left out stays."""

    region: str = optional(max_length=ID)
    subject: str = optional(min_length=1, max_length=NAME)
    reason: str = optional(min_length=1, max_length=LONGEST_TEXT)
    desk: str = optional(min_length=1, max_length=NAME)
    referred_on: Day = optional()
    organisation: str = optional(max_length=NAME)
    answer_by: Day | None = optional()


class AnswerInput(Input):
    """How a referral was answered."""

    answered_on: Day
    outcome: Outcome
    advice: str = Field("", max_length=LONGEST_TEXT)


class ReferralQuery(PageQuery):
    """Which referrals are listed; the latest stands first."""

    region: str | None = Field(None, max_length=ID)
    status: Literal["open", "overdue", "answered", "removed"] | None = None
    outcome: Outcome | None = None
    sort: str | None = sort_field("id", "region", "referredOn", "answerBy", "answeredOn")


@router.get(
    "/cases/{case}/referrals",
    response=Page[Referral],
    auth=account,
    summary=_("The questions on economic security that were referred"),
    operation_id="listReferrals",
)
def referrals(request: HttpRequest, case: CaseName, query: Query[ReferralQuery]) -> Any:
    rows = queries.referrals(
        own_case(request, case),
        owner(request),
        region=query.region or "",
        status=query.status or "",
        outcome=query.outcome or "",
    )
    return page_of(request, query, [_told(one) for one in rows])


@router.get(
    "/cases/{case}/referrals/{id}",
    response=Referral,
    auth=account,
    summary=_("One referral"),
    operation_id="getReferral",
)
def referral(request: HttpRequest, case: CaseName, id: RowNumber) -> Any:
    row = found(queries.referral, own_case(request, case), request.user, id)
    unless_tagged(request, row_tag(row.version, row.overdue))
    return _told(row)


@router.post(
    "/cases/{case}/referrals",
    response={201: Referral},
    auth=account,
    summary=_("Refer a question on economic security"),
    operation_id="addReferral",
)
def add_referral(
    request: HttpRequest, response: HttpResponse, case: CaseName, body: ReferralInput
) -> Any:
    given = body.model_dump()
    return REFERRAL.add(actions.add_referral, request, response, case, **given)


@router.patch(
    "/cases/{case}/referrals/{id}",
    response=Referral,
    auth=account,
    summary=_("Change a referral"),
    operation_id="changeReferral",
)
def change_referral(
    request: HttpRequest,
    response: HttpResponse,
    case: CaseName,
    id: RowNumber,
    body: ReferralChange,
    if_match: IfMatch = None,
) -> Any:
    return REFERRAL.write(
        actions.change_referral,
        request,
        response,
        (case, id),
        if_match,
        changes=body.model_dump(exclude_unset=True),
    )


@router.post(
    "/cases/{case}/referrals/{id}/_answer",
    response=Referral,
    auth=account,
    summary=_("Note how a referral was answered"),
    operation_id="answerReferral",
)
def answer_referral(
    request: HttpRequest,
    response: HttpResponse,
    case: CaseName,
    id: RowNumber,
    body: AnswerInput,
    if_match: IfMatch = None,
) -> Any:
    return REFERRAL.write(
        actions.answer_referral, request, response, (case, id), if_match, **body.model_dump()
    )


def _told(one: models.Referral) -> dict[str, Any]:
    values = {name: getattr(one, name) for name in Referral.model_fields if name != "id"}
    return {**values, "id": one.pk, "outcome": one.outcome or None}


REFERRAL = Recording("referral", queries.referral, _told, Referral)
serve_undoing(router, REFERRAL)
