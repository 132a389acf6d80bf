"""Blind panels in the API: people rate a region each by themselves."""

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Query, Status
from pydantic import Field

from windroos.apps.accounts.api.own import owner, reader
from windroos.apps.accounts.queries import User
from windroos.apps.compass import actions, models
from windroos.apps.compass.actions.panels import seen_version
from windroos.apps.compass.api.judging import ReasonInput
from windroos.apps.compass.api.numbered import Colleague, Numbered, colleagues
from windroos.apps.compass.panels import kept
from windroos.apps.evidence.api.tables import Confidence
from windroos.apps.regions.queries import Case
from windroos.apps.regions.resources import (
    CaseName,
    Row,
    RowNumber,
    known_case,
    own_case,
    row_tag,
)
from windroos.cases.fields import ID, NAME, TEXT
from windroos.rest.access import account
from windroos.rest.etags import unless_tagged
from windroos.rest.pages import Page, PageQuery, page_of, sort_field
from windroos.rest.problems import not_found
from windroos.rest.routing import Router
from windroos.rest.schemas import Day, Input, Schema, Text, TextInput, texts
from windroos.rest.writing import IfMatch, columns, version_in

router = Router(tags=["panels"])

PanelStatus = Literal["open", "settled", "withdrawn"]


class Opinion(Schema):
    """What one assessor thinks, for who may see it."""

    assessor: str | None = Field(description="Null for who does not work on the case.")
    rating: float
    confidence: Confidence
    passage: str | None
    grounds: Text | None
    reason: Text | None


class OwnOpinion(Schema):
    """One's own place in a panel, with or without an opinion in it."""

    version: int = Field(description="How often it was given; its ETag holds it.")
    given: datetime | None
    rating: float | None
    confidence: Confidence | None
    passage: str | None
    grounds: Text | None
    reason: Text | None


class Panel(Schema):
    """A question to several assessors: how do you rate this region on this criterion?"""

    id: int
    version: int = Field(description="The ETag of the panel holds it; each opinion adds to it.")
    region: str
    criterion: str
    theme: str | None
    role: str | None
    status: PanelStatus
    why: str | None = Field(description="Null for who does not work on the case.")
    opened: datetime
    closes: date | None = Field(description="The last day on which opinions are waited for.")
    ended: datetime | None
    asked: int = Field(description="How many assessors were asked.")
    given: int = Field(description="How many of them gave an opinion.")
    complete: bool = Field(description="Whether opinions may be laid beside each other.")
    yours: bool = Field(description="Whether you were asked.")
    opinions: list[Opinion] = Field(description="Those you may see.")
    judgement: str | None = Field(description="The judgement it led to.")


class Assessor(Colleague):
    """An analyst of the case, who can be asked."""


class QuestionInput(Input):
    """What to rate."""

    region: str = Field(max_length=ID, examples=["JP"])
    criterion: str = Field(max_length=NAME, examples=["networks-judged"])
    theme: str | None = Field(None, max_length=ID)
    role: str | None = Field(None, max_length=NAME)


class PanelsInput(Input):
    """Questions to the same assessors: every panel is opened or none."""

    questions: list[QuestionInput] = Field(min_length=1, max_length=100)
    assessors: list[int] = Field(min_length=1, max_length=100, description="Ids of assessors.")
    why: str = Field(min_length=1, max_length=TEXT)
    closes: Day | None = None


class Opened(Schema):
    """The panels that were opened."""

    items: list[Panel]


class OpinionInput(Input):
    """One's own opinion."""

    rating: float = Field(examples=[2])
    confidence: Confidence
    passage: str | None = Field(None, max_length=ID)
    grounds: TextInput | None = None
    reason: TextInput


class SettleInput(OpinionInput):
    """The rating that a panel comes to; it becomes a judgement."""

    instead_of: str | None = Field(None, max_length=ID, description="The judgement it replaces.")


class PanelQuery(PageQuery):
    """Which panels are listed; the newest stands first."""

    region: list[str] | None = None
    criterion: list[str] | None = None
    theme: list[str] | None = None
    role: list[str] | None = None
    status: list[PanelStatus] | None = None
    sort: str | None = sort_field("id", "region", "criterion", "status", "opened", "closes")


@router.get(
    "/cases/{case}/panels",
    response=Page[Panel],
    summary=_("The blind panels: all of them, or those that were settled"),
    operation_id="listPanels",
)
def panels(request: HttpRequest, case: CaseName, query: Query[PanelQuery]) -> Any:
    found = kept.panels(known_case(case), reader(request))
    return page_of(request, query, [_told(request, one) for one in found])


@router.get(
    "/cases/{case}/panels/{id}",
    response=Panel,
    summary=_("One panel"),
    operation_id="getPanel",
)
def panel(request: HttpRequest, case: CaseName, id: RowNumber) -> Any:
    return PANEL.read(request, known_case(case), id)


@router.get(
    "/cases/{case}/assessors",
    response=Page[Assessor],
    auth=account,
    summary=_("The analysts of a case, who can be asked for an opinion"),
    operation_id="listAssessors",
)
def assessors(request: HttpRequest, case: CaseName, query: Query[PageQuery]) -> Any:
    return colleagues(request, query, kept.analysts(own_case(request, case)))


@router.post(
    "/cases/{case}/panels",
    response={201: Opened},
    auth=account,
    summary=_("Ask assessors to rate regions, each for themselves"),
    operation_id="openPanels",
)
def open_panels(
    request: HttpRequest, response: HttpResponse, case: CaseName, body: PanelsInput
) -> Any:
    at = own_case(request, case)
    opened = actions.open_panels(
        at,
        [columns(one) for one in body.questions],
        list(User.objects.filter(pk__in=body.assessors)),
        why=body.why,
        closes=body.closes,
        actor=owner(request),
    )
    response["Location"] = request.build_absolute_uri(f"{request.path}/{opened[0].pk}")
    told = [_told(request, PANEL.one(request, at, one.pk)) for one in opened]
    return Status(201, {"items": told})


@router.get(
    "/cases/{case}/panels/{id}/opinion",
    response=OwnOpinion,
    auth=account,
    summary=_("Your own opinion in a panel"),
    operation_id="getOpinion",
)
def opinion(request: HttpRequest, case: CaseName, id: RowNumber) -> Any:
    mine = _own(request, own_case(request, case), id)
    unless_tagged(request, row_tag(mine.version))
    return _mine(mine)


@router.put(
    "/cases/{case}/panels/{id}/opinion",
    response=OwnOpinion,
    auth=account,
    summary=_("Give your own opinion in a panel, or another one while it is open"),
    operation_id="giveOpinion",
)
def give_opinion(
    request: HttpRequest,
    response: HttpResponse,
    case: CaseName,
    id: RowNumber,
    body: OpinionInput,
    if_match: IfMatch = None,
) -> Any:
    at = own_case(request, case)
    _own(request, at, id)
    version = version_in(if_match)
    mine = actions.give_opinion(at, id, columns(body), version=version, actor=owner(request))
    response["ETag"] = row_tag(mine.version)
    return _mine(mine)


@router.post(
    "/cases/{case}/panels/{id}/_settle",
    response=Panel,
    auth=account,
    summary=_("Choose the rating a panel comes to; it becomes a judgement"),
    operation_id="settlePanel",
)
def settle_panel(
    request: HttpRequest,
    response: HttpResponse,
    case: CaseName,
    id: RowNumber,
    body: SettleInput,
    if_match: IfMatch = None,
) -> Any:
    row = columns(body)
    instead = row.pop("instead_of", None)
    return PANEL.write(
        actions.settle_panel, request, response, (case, id), if_match, row, instead_of=instead
    )


@router.post(
    "/cases/{case}/panels/{id}/_withdraw",
    response=Panel,
    auth=account,
    summary=_("Ask no further in a panel, with the reason"),
    operation_id="withdrawPanel",
)
def withdraw_panel(
    request: HttpRequest,
    response: HttpResponse,
    case: CaseName,
    id: RowNumber,
    body: ReasonInput,
    if_match: IfMatch = None,
) -> Any:
    return PANEL.write(
        actions.withdraw_panel, request, response, (case, id), if_match, reason=body.reason
    )


def _find(request: HttpRequest, case: Case, id: int) -> models.Panel | None:
    return kept.panel(case, id, reader(request))


def _own(request: HttpRequest, case: Case, id: int) -> models.Opinion:
    mine = kept.own(PANEL.one(request, case, id), owner(request))
    if mine is None:
        raise not_found(id)
    return mine


def _told(request: HttpRequest, one: models.Panel) -> Row:
    reader: Any = request.user
    insider = kept.named(one, reader)
    return {
        "id": one.pk,
        "version": seen_version(one),
        "region": one.region,
        "criterion": one.criterion,
        "theme": one.theme or None,
        "role": one.role or None,
        "status": one.status,
        "why": one.why if insider else None,
        "opened": one.opened,
        "closes": one.closes,
        "ended": one.ended,
        "asked": kept.asked(one),
        "given": len(kept.given(one)),
        "complete": kept.complete(one),
        "yours": kept.own(one, reader) is not None,
        "opinions": [_opinion(given, insider=insider) for given in kept.visible(one, reader)],
        "judgement": one.made.key if one.made else None,
    }


def _opinion(one: models.Opinion, *, insider: bool) -> Row:
    return {
        "assessor": one.assessor.name if insider else None,
        "rating": one.rating,
        "confidence": one.confidence,
        "passage": one.passage or None,
        "grounds": texts(one, "grounds"),
        "reason": texts(one, "reason"),
    }


def _mine(one: models.Opinion) -> Row:
    said = _opinion(one, insider=True) | {"confidence": one.confidence or None}
    return said | {"version": one.version, "given": one.given}


PANEL = Numbered(Panel, _find, _told)
