"""Reviews, for who works on the case, in the API."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Query
from ninja.params.models import Path
from pydantic import Field

from windroos.apps.accounts.api.own import owner
from windroos.apps.compass import actions, models
from windroos.apps.compass.api.judging import ReasonInput
from windroos.apps.regions.resources import CaseName, Row, own_case, row_tag
from windroos.rest.access import account
from windroos.rest.etags import unless_tagged
from windroos.rest.pages import Page, PageQuery, page_of, sort_field
from windroos.rest.problems import not_found
from windroos.rest.routing import Router
from windroos.rest.schemas import Input, Number, Schema
from windroos.rest.writing import IfMatch, version_in

router = Router(tags=["reviews"])

ReviewId = Annotated[Number, Path(...)]
ReviewStatus = Literal["open", "accepted", "dismissed", "withdrawn"]


class Move(Schema):
    """Something the compass came to say differently."""

    what: str
    theme: str | None
    subject: str | None
    before: Any
    after: Any


class Review(Schema):
    """A region and role of which the compass came to say something else."""

    id: int
    version: int = Field(description="The ETag of the review holds it.")
    region: str = Field(examples=["DEG"])
    role: str = Field(examples=["innovation"])
    status: ReviewStatus
    raised: datetime
    moves: list[Move]
    causes: list[int] = Field(description="The events that brought it about.")
    reason: str = Field(description="Why it was accepted or dismissed.")
    handled: datetime | None
    handled_by: str | None


class ReviewVersion(Input):
    """A review in the version that was seen."""

    id: int = Field(ge=1, le=10**9)
    version: int = Field(ge=1, le=10**9)


class HandleInput(ReasonInput):
    """Reviews to handle with one reason."""

    accept: bool = Field(description="Whether they are taken up, or put aside.")
    reviews: list[ReviewVersion] = Field(min_length=1, max_length=500)


class Handled(Schema):
    """The reviews that were handled."""

    items: list[Review]


class ReviewQuery(PageQuery):
    """Which reviews are listed; the newest stands first."""

    region: list[str] | None = None
    role: list[str] | None = None
    status: list[ReviewStatus] | None = None
    sort: str | None = sort_field("id", "region", "role", "status", "raised", "handled")


@router.get(
    "/cases/{case}/reviews",
    response=Page[Review],
    auth=account,
    summary=_("What the compass came to say differently, to be looked at"),
    operation_id="listReviews",
)
def reviews(request: HttpRequest, case: CaseName, query: Query[ReviewQuery]) -> Any:
    found = models.Review.objects.filter(case=own_case(request, case))
    rows = found.select_related("region", "handled_by").prefetch_related("causes")
    return page_of(request, query, [_told(one) for one in rows])


@router.post(
    "/cases/{case}/reviews/_handle",
    response=Handled,
    auth=account,
    summary=_("Take several reviews up, or put them aside: all of them or none"),
    operation_id="handleReviews",
)
def handle_reviews(request: HttpRequest, case: CaseName, body: HandleInput) -> Any:
    at = own_case(request, case)
    chosen: dict[int, int | None] = {one.id: one.version for one in body.reviews}
    done = actions.handle_reviews(
        at, chosen, accept=body.accept, reason=body.reason, actor=owner(request)
    )
    return {"items": [_told(one) for one in done]}


@router.get(
    "/cases/{case}/reviews/{id}",
    response=Review,
    auth=account,
    summary=_("One review"),
    operation_id="getReview",
)
def review(request: HttpRequest, case: CaseName, id: ReviewId) -> Any:
    answer = _told(_review(request, case, id))
    unless_tagged(request, row_tag(answer["version"]))
    return answer


@router.post(
    "/cases/{case}/reviews/{id}/_accept",
    response=Review,
    auth=account,
    summary=_("Take a review up: what moved is a reason to look at the decision again"),
    operation_id="acceptReview",
)
def accept_review(
    request: HttpRequest,
    response: HttpResponse,
    case: CaseName,
    id: ReviewId,
    body: ReasonInput,
    if_match: IfMatch = None,
) -> Any:
    return _handle(actions.accept_review, request, response, (case, id), body, if_match)


@router.post(
    "/cases/{case}/reviews/{id}/_dismiss",
    response=Review,
    auth=account,
    summary=_("Put a review aside: what moved is no reason to look at the decision again"),
    operation_id="dismissReview",
)
def dismiss_review(
    request: HttpRequest,
    response: HttpResponse,
    case: CaseName,
    id: ReviewId,
    body: ReasonInput,
    if_match: IfMatch = None,
) -> Any:
    return _handle(actions.dismiss_review, request, response, (case, id), body, if_match)


def _handle(
    act: Any,
    request: HttpRequest,
    response: HttpResponse,
    which: tuple[str, int],
    body: ReasonInput,
    if_match: str | None,
) -> Row:
    found = _review(request, *which)
    version = version_in(if_match)
    act(found.case, found, reason=body.reason, version=version, actor=owner(request))
    answer = _told(_review(request, *which))
    response["ETag"] = row_tag(answer["version"])
    return answer


def _review(request: HttpRequest, case: str, id: int) -> models.Review:
    found = models.Review.objects.filter(case=own_case(request, case), pk=id)
    one = found.select_related("case", "region", "handled_by").first()
    if one is None:
        raise not_found(id)
    return one


def _told(one: models.Review) -> Row:
    return {
        "id": one.pk,
        "version": one.version,
        "region": one.region.code,
        "role": one.role,
        "status": one.status,
        "raised": one.raised,
        "moves": one.moves,
        "causes": sorted(event.pk for event in one.causes.all()),
        "reason": one.reason,
        "handled": one.handled,
        "handled_by": one.handled_by.name if one.handled_by else None,
    }
