"""What a case reads from the open sources, in the API, and choosing for its own figures instead."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query
from pydantic import Field

from windroos.apps.accounts.api.own import owner
from windroos.apps.compass import actions
from windroos.apps.compass.api.judging import ReasonInput
from windroos.apps.compass.framework.read_from import SourceRead, sources_of
from windroos.apps.regions.resources import CaseName, known_case, own_case
from windroos.cases.tables import ID
from windroos.rest.access import account
from windroos.rest.etags import unless_known
from windroos.rest.pages import Page, PageQuery, page
from windroos.rest.routing import Router
from windroos.rest.schemas import Schema

router = Router(tags=["figures"])


class Reading(Schema):
    """A source that a case has a series of, and what it reads from it now."""

    source: str = Field(description="The dataset with its options.", examples=["wgi"])
    indicators: list[str] = Field(description="The indicators that need it.")
    snapshot: str | None = Field(description="Null: the figures of the case itself count.")
    day: date | None = Field(description="From which day on the snapshot counts.")
    own_figures: bool = Field(description="Whether someone chose for the figures of the case.")


class OwnFiguresInput(ReasonInput):
    """The source whose figures are not to count, or are to count again, and why."""

    source: str = Field(max_length=ID, examples=["wgi"])


@router.get(
    "/cases/{case}/readings",
    response=Page[Reading],
    summary=_("From which snapshots of the open sources the figures of a case are read"),
    operation_id="listReadings",
)
def readings(request: HttpRequest, case: CaseName, query: Query[PageQuery]) -> Any:
    found = known_case(case)
    unless_known(request, found.pk, found.state)
    rows = sources_of(found)
    return page(request, query, len(rows), rows[query.start : query.stop])


@router.post(
    "/cases/{case}/readings/_own",
    response=Reading,
    auth=account,
    summary=_("Let the figures of the case itself count instead of those of a source"),
    operation_id="useOwnFigures",
)
def use_own_figures(request: HttpRequest, case: CaseName, body: OwnFiguresInput) -> Any:
    at = own_case(request, case)
    actions.use_own_figures(at, body.source, reason=body.reason, actor=owner(request))
    return _reading(case, body.source)


@router.post(
    "/cases/{case}/readings/_read",
    response=Reading,
    auth=account,
    summary=_("Let the figures of a source count again"),
    operation_id="readFromSource",
)
def read_from_source(request: HttpRequest, case: CaseName, body: OwnFiguresInput) -> Any:
    at = own_case(request, case)
    actions.read_from_source(at, body.source, reason=body.reason, actor=owner(request))
    return _reading(case, body.source)


def _reading(case: str, source: str) -> SourceRead:
    (found,) = (one for one in sources_of(known_case(case)) if one.source == source)
    return found
