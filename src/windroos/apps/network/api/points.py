"""Points to raise with a region, in the API, for the staff of a case."""

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
from windroos.cases.fields import ID
from windroos.rest.access import account
from windroos.rest.etags import unless_tagged
from windroos.rest.pages import Page, PageQuery, page_of, sort_field
from windroos.rest.routing import Router
from windroos.rest.schemas import Flag, Input, Schema, Text, TextInput, optional
from windroos.rest.writing import IfMatch

router = Router(tags=["points"])

Occasion = Literal["any", "mission", "visit"]
Reach = Literal["institutions", "official", "governing"]


class Point(Schema):
    """Something to raise with a region, and what came of it."""

    id: int
    version: int = Field(description="The ETag of the point holds it.")
    region: str
    text: Text
    subject: str = Field(description="A criterion of the framework; empty: none.")
    occasion: Occasion
    reach: Reach = Field(description="With whom it can be raised.")
    source: int | None = Field(description="The dialogue it came from.")
    status: Literal["open", "raised", "dropped"]
    raised_in: int | None = Field(description="The dialogue it was raised in.")
    answer: str = Field(description="What was answered, or why it was dropped.")
    removed: bool


class PointInput(Input):
    """A point to note."""

    region: str = Field(max_length=ID)
    text: TextInput
    subject: str = Field("", max_length=ID)
    occasion: Occasion = "any"
    reach: Reach = "official"
    source: int | None = Field(None, ge=1, le=10**9)


class PointChange(Input):
    """What to change of a point; what is left out stays."""

    region: str = optional(max_length=ID)
    text: TextInput = optional()
    subject: str = optional(max_length=ID)
    occasion: Occasion = optional()
    reach: Reach = optional()
    source: int | None = optional(ge=1, le=10**9)


class RaisedInput(Input):
    """In which dialogue a point was raised, and what was answered."""

    raised_in: int = Field(ge=1, le=10**9)
    answer: str = Field("", max_length=LONGEST_TEXT)


class DroppedInput(Input):
    """Why a point need not be raised any more."""

    answer: str = Field(min_length=1, max_length=LONGEST_TEXT)


class PointQuery(PageQuery):
    """Which points are listed."""

    no_filters = ("with_parents",)

    region: str | None = Field(None, max_length=ID)
    status: Literal["open", "raised", "dropped", "removed"] | None = None
    occasion: Occasion | None = None
    subject: str | None = Field(None, max_length=ID)
    with_parents: Flag | None = None
    sort: str | None = sort_field("id", "region", "status", "occasion", "reach")


@router.get(
    "/cases/{case}/points",
    response=Page[Point],
    auth=account,
    summary=_("The points to raise with regions"),
    operation_id="listPoints",
)
def points(request: HttpRequest, case: CaseName, query: Query[PointQuery]) -> Any:
    rows = queries.points(
        own_case(request, case),
        owner(request),
        region=query.region or "",
        status=query.status or "",
        occasion=query.occasion or "",
        subject=query.subject or "",
        with_parents=bool(query.with_parents),
    )
    return page_of(request, query, [_told(one) for one in rows])


@router.get(
    "/cases/{case}/points/{id}",
    response=Point,
    auth=account,
    summary=_("One point"),
    operation_id="getPoint",
)
def point(request: HttpRequest, case: CaseName, id: RowNumber) -> Any:
    row = found(queries.point, own_case(request, case), request.user, id)
    unless_tagged(request, row_tag(row.version))
    return _told(row)


@router.post(
    "/cases/{case}/points",
    response={201: Point},
    auth=account,
    summary=_("Note something to raise with a region"),
    operation_id="addPoint",
)
def add_point(
    request: HttpRequest, response: HttpResponse, case: CaseName, body: PointInput
) -> Any:
    return POINT.add(actions.add_point, request, response, case, **_values(body))


@router.patch(
    "/cases/{case}/points/{id}",
    response=Point,
    auth=account,
    summary=_("Change a point"),
    operation_id="changePoint",
)
def change_point(
    request: HttpRequest,
    response: HttpResponse,
    case: CaseName,
    id: RowNumber,
    body: PointChange,
    if_match: IfMatch = None,
) -> Any:
    return POINT.write(
        actions.change_point, request, response, (case, id), if_match, changes=_values(body)
    )


@router.post(
    "/cases/{case}/points/{id}/_raise",
    response=Point,
    auth=account,
    summary=_("Note that a point was raised in a dialogue"),
    operation_id="raisePoint",
)
def raise_point(
    request: HttpRequest,
    response: HttpResponse,
    case: CaseName,
    id: RowNumber,
    body: RaisedInput,
    if_match: IfMatch = None,
) -> Any:
    given = body.model_dump()
    return POINT.write(actions.raise_point, request, response, (case, id), if_match, **given)


@router.post(
    "/cases/{case}/points/{id}/_drop",
    response=Point,
    auth=account,
    summary=_("Drop a point that need not be raised any more"),
    operation_id="dropPoint",
)
def drop_point(
    request: HttpRequest,
    response: HttpResponse,
    case: CaseName,
    id: RowNumber,
    body: DroppedInput,
    if_match: IfMatch = None,
) -> Any:
    given = body.model_dump()
    return POINT.write(actions.drop_point, request, response, (case, id), if_match, **given)


def _values(body: PointInput | PointChange) -> dict[str, Any]:
    values = body.model_dump(exclude_unset=True)
    for language, text in (values.pop("text", None) or {}).items():
        values[f"text_{language}"] = text or ""
    return values


def _told(one: models.Point) -> dict[str, Any]:
    return {
        "id": one.pk,
        "version": one.version,
        "region": one.region,
        "text": {"nl": one.text_nl or None, "en": one.text_en or None},
        "subject": one.subject,
        "occasion": one.occasion,
        "reach": one.reach,
        "source": one.source_id,  # type: ignore[attr-defined]
        "status": one.status,
        "raised_in": one.raised_in_id,  # type: ignore[attr-defined]
        "answer": one.answer,
        "removed": one.removed,
    }


POINT = Recording("point", queries.point, _told, Point)
serve_undoing(router, POINT)
