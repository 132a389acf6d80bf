"""What a case reads from the open sources, in the API, and choosing for its own figures instead."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Query
from pydantic import Field

from windroos.apps.accounts.api.own import owner
from windroos.apps.compass import actions, queries
from windroos.apps.compass.api.judging import ReasonInput
from windroos.apps.compass.framework.read_from import SourceRead, sources_of
from windroos.apps.regions.resources import CaseName, RowQuery, known_case, own_case
from windroos.cases import counted
from windroos.cases.counted import Counted
from windroos.cases.fields import ID
from windroos.rest.access import account
from windroos.rest.etags import unless_known
from windroos.rest.pages import Page, PageQuery, page, page_of, sort_field
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


class CountingFigure(Schema):
    """A figure that counts, with where it comes from."""

    region: str = Field(examples=["JP"])
    indicator: str = Field(examples=["wgi-voice"])
    year: int
    value: float
    standard_error: float | None
    unit: str
    cell: str = Field(description="Where it stands in the publisher's file or the dataset.")
    parts: list[str] = Field(description="The regions it was put together from, if any.")
    own: bool = Field(description="Whether it is the case's own, and not read from a source.")
    dataset: str | None = Field(description="What it can be read from; null: nothing.")
    snapshot: str | None = Field(description="Which it was read from; null: the case's own.")
    counts_from: date | None = Field(description="The day from which on that snapshot counts.")


class CountingQuery(RowQuery):
    """Which figures are listed, and in which order."""

    region: list[str] | None = None
    indicator: list[str] | None = None
    own: list[bool] | None = None
    dataset: list[str] | None = None
    sort: str | None = sort_field("region", "indicator", "year", "value")


@router.get(
    "/cases/{case}/counting-figures",
    response=Page[CountingFigure],
    summary=_("The figures that count: the case's own, or read from a source, and from which"),
    operation_id="listCountingFigures",
)
def counting_figures(request: HttpRequest, case: CaseName, query: Query[CountingQuery]) -> Any:
    found = known_case(case)
    day = query.day or timezone.localdate()
    unless_known(request, found.pk, found.state, day)
    value = queries.value(found, query.day)
    return page_of(request, query, [_counting(one) for one in counted.figures(value, day)])


def _counting(found: Counted) -> dict[str, Any]:
    own = ("region", "indicator", "year", "value", "standard_error", "unit", "cell")
    return {name: getattr(found.one, name) for name in own} | {
        "parts": list(getattr(found.one, "parts", ())),
        "own": found.edition is None,
        "dataset": found.dataset,
        "snapshot": found.edition.sha256 if found.edition else None,
        "counts_from": found.edition.day if found.edition else None,
    }


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
