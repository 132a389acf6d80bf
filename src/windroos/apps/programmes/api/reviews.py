"""The review of periods in the API: handed in, locked by someone else, opened again."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from pydantic import Field

from windroos.apps.accounts.api.own import owner
from windroos.apps.programmes import actions
from windroos.apps.programmes.api.schemas import PeriodReport
from windroos.apps.programmes.queries import accounts, reviews
from windroos.apps.regions.resources import CaseName, Row, RowId, known_case
from windroos.cases.facts.plain import reviewed_told
from windroos.cases.fields import TEXT
from windroos.rest.access import account
from windroos.rest.problems import not_found
from windroos.rest.routing import Router
from windroos.rest.schemas import Input

router = Router(tags=["programmes"])


class ReviewInput(Input):
    """The period, and what there is to say of it."""

    period: str = Field(min_length=4, max_length=40, examples=["2019"])
    reason: str = Field("", max_length=TEXT)


class ReopenInput(Input):
    """The period, and why it is opened again."""

    period: str = Field(min_length=4, max_length=40, examples=["2019"])
    reason: str = Field(min_length=1, max_length=TEXT)


@router.post(
    "/cases/{case}/programmes/{id}/reports/_submit",
    response=PeriodReport,
    auth=account,
    summary=_("Hand in what a programme reports of a period"),
    operation_id="submitProgrammePeriod",
)
def submit(request: HttpRequest, case: CaseName, id: RowId, body: ReviewInput) -> Any:
    return _step(request, actions.submit_period, case, id, body)


@router.post(
    "/cases/{case}/programmes/{id}/reports/_lock",
    response=PeriodReport,
    auth=account,
    summary=_("Lock what a programme reports of a period, as someone else handed it in"),
    operation_id="lockProgrammePeriod",
)
def lock(request: HttpRequest, case: CaseName, id: RowId, body: ReviewInput) -> Any:
    return _step(request, actions.lock_period, case, id, body)


@router.post(
    "/cases/{case}/programmes/{id}/reports/_reopen",
    response=PeriodReport,
    auth=account,
    summary=_("Open the report on a period again, with the reason"),
    operation_id="reopenProgrammePeriod",
)
def reopen(request: HttpRequest, case: CaseName, id: RowId, body: ReopenInput) -> Any:
    return _step(request, actions.reopen_period, case, id, body)


def _step(
    request: HttpRequest,
    act: Callable[..., Any],
    name: str,
    programme: str,
    body: ReviewInput | ReopenInput,
) -> Row:
    case = known_case(name)
    if not accounts.contents(case, "programme", None, [programme]):
        raise not_found(programme)
    made = act(case, programme, body.period, reason=body.reason, actor=owner(request))
    return reviewed_told(reviews.reviewed(case, programme, made.period))
