"""Decisions, read and taken in the API."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Status
from pydantic import Field

from windroos.apps.accounts.api.own import owner
from windroos.apps.compass import actions
from windroos.apps.compass.api.judging import ReasonInput
from windroos.apps.compass.api.tables import DECISION, Decision
from windroos.apps.evidence.api.tables import Effort
from windroos.apps.regions.resources import (
    CaseName,
    RowId,
    known_case,
    row_tag,
    serve,
    stands,
)
from windroos.cases.fields import ID, NAME
from windroos.rest.access import account
from windroos.rest.routing import Router
from windroos.rest.schemas import Input, TextInput, optional
from windroos.rest.writing import IfMatch, columns, made, version_in

router = Router(tags=["decisions"])


class DecisionInput(Input):
    """A decision to take."""

    region: str = Field(max_length=ID, examples=["DEG"])
    role: str = Field(max_length=NAME, examples=["innovation"])
    effort: Effort
    period_start: int = Field(examples=[2027])
    period_end: int = Field(examples=[2030])
    themes: list[str] = Field([], description="The themes it is limited to; none: all.")
    decided: str | None = Field(None, max_length=10, description="Left out: today.")
    authority: str | None = Field(None, max_length=NAME, description="Left out: yours.")
    label: str | None = Field(None, max_length=NAME)
    footnote: TextInput | None = None
    motivation: TextInput | None = Field(None, description="Needed where there is no passage.")
    conditions: TextInput | None = None
    departure: TextInput | None = Field(None, description="Why it departs from the advice.")
    passage: str | None = Field(None, max_length=ID, description="The passage that sets it down.")


class DecisionChange(Input):
    """What to mend of the words of a decision; what is left out stays."""

    footnote: TextInput = optional()
    motivation: TextInput = optional()
    conditions: TextInput = optional()
    departure: TextInput = optional()


serve(router, DECISION)


@router.post(
    "/cases/{case}/decisions",
    response={201: Decision},
    auth=account,
    summary=_("Take a decision; it replaces those on the same region, role, years and themes"),
    operation_id="decide",
)
def decide(
    request: HttpRequest, response: HttpResponse, case: CaseName, body: DecisionInput
) -> Any:
    found = known_case(case)
    written = actions.decide(found, body.role, [columns(body)], actor=owner(request))
    id = written[0].change.key
    row = stands(found, DECISION, id)
    made(request, response, id)
    response["ETag"] = row_tag(row["version"])
    return Status(201, row)


@router.patch(
    "/cases/{case}/decisions/{id}",
    response=Decision,
    auth=account,
    summary=_("Mend the words of a decision"),
    operation_id="changeDecision",
)
def change_decision(
    request: HttpRequest,
    response: HttpResponse,
    case: CaseName,
    id: RowId,
    body: DecisionChange,
    if_match: IfMatch = None,
) -> Any:
    found = known_case(case)
    actions.correct_decision(
        found,
        stands(found, DECISION, id)["role"],
        id,
        columns(body),
        version=version_in(if_match),
        actor=owner(request),
    )
    row = stands(found, DECISION, id)
    response["ETag"] = row_tag(row["version"])
    return row


@router.post(
    "/cases/{case}/decisions/{id}/_revoke",
    response={204: None},
    auth=account,
    summary=_("Take a decision back that should not have been recorded; it stays in the history"),
    operation_id="revokeDecision",
)
def revoke_decision(
    request: HttpRequest,
    case: CaseName,
    id: RowId,
    body: ReasonInput,
    if_match: IfMatch = None,
) -> Any:
    found = known_case(case)
    role = stands(found, DECISION, id)["role"]
    version = version_in(if_match)
    actions.revoke(found, role, id, reason=body.reason, version=version, actor=owner(request))
    return Status(204, None)
