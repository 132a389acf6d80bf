"""What the open sources measured, in the API: the indicators of an edition, and their figures."""

from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query
from pydantic import Field

from windroos.apps.evidence.api.sources import SourceKey, edition_of, known, may_be_passed_on
from windroos.apps.evidence.models import Edition
from windroos.cases.fields import NAME
from windroos.rest.etags import unless_known
from windroos.rest.pages import Page, PageQuery, page, page_of, sort_field
from windroos.rest.routing import Router
from windroos.rest.schemas import Number, Schema
from windroos.sources import looking

router = Router(tags=["open-sources"])

OBSERVATIONS = "observations"
Period = Annotated[str, Field(pattern=r"^\d{4}[\w-]{0,10}$", examples=["2022"])]
# A dimension and the code in it.
Chosen = Annotated[str, Field(pattern=r"^[^:\u0000]{1,100}:[^\u0000]{0,200}$", examples=["freq:A"])]


class SourceIndicator(Schema):
    """What a source measures, and how much of it there is."""

    id: str = Field(examples=["RL.EST"])
    units: list[str | None] = Field(description="Its units; null among them: not all have one.")
    regions: int = Field(description="Of how many places, by the publisher's own codes.")
    first: str = Field(description="The first period.", examples=["1996"])
    last: str = Field(description="The last period.", examples=["2023"])
    rows: int
    missing: int = Field(description="How many of the rows have no value.")
    dimensions: dict[str, int] = Field(
        description="By what else the figures are told apart: how many codes there are in each."
    )


class Observation(Schema):
    """A figure as the publisher has it."""

    region: str | None = Field(description="Our code; null: the place is none of ours.")
    region_given: str | None = Field(description="The code of the publisher.")
    indicator: str
    period: str = Field(examples=["2023"])
    value: float | None = Field(description="Null: the publisher has none.")
    unit: str | None
    flag: str | None
    standard_error: float | None
    cell: str = Field(description="Where in the publisher's file it stands.")
    dimensions: dict[str, str]


class SourceIndicatorQuery(PageQuery):
    """Which indicators are listed, and in which order."""

    no_filters = ("edition",)

    edition: Number | None = None
    id: list[str] | None = None
    sort: str | None = sort_field("id", "regions", "first", "last", "rows", "missing")


class ObservationQuery(PageQuery):
    """Which figures are listed: those of an indicator, by dimensions, unit, region and period."""

    indicator: str = Field(max_length=NAME)
    edition: Number | None = None
    region: str | None = Field(None, max_length=NAME)
    unit: str | None = Field(None, max_length=NAME)
    dimension: list[Chosen] | None = None
    first_period: Period | None = None
    last_period: Period | None = None

    @property
    def choice(self) -> looking.Choice:
        chosen = dict(one.split(":", 1) for one in self.dimension or ())
        return looking.Choice(
            self.indicator, chosen, self.unit, (self.region,) if self.region else ()
        )


@router.get(
    "/sources/{source}/indicators",
    response=Page[SourceIndicator],
    summary=_("What a source measures"),
    operation_id="listSourceIndicators",
)
def indicators(request: HttpRequest, source: SourceKey, query: Query[SourceIndicatorQuery]) -> Any:
    edition = edition_of(known(source), query.edition)
    unless_known(request, edition.sha256)
    found = []
    if edition.table == OBSERVATIONS:
        found = looking.indicators(settings.WINDROOS_LAKE, edition.sha256)
    return page_of(request, query, found)


@router.get(
    "/sources/{source}/observations",
    response=Page[Observation],
    summary=_("The figures of an indicator, as the publisher has them"),
    operation_id="listObservations",
)
def observations(request: HttpRequest, source: SourceKey, query: Query[ObservationQuery]) -> Any:
    one = known(source)
    edition = edition_of(one, query.edition)
    may_be_passed_on(request, one)
    unless_known(request, edition.sha256)
    if edition.table != OBSERVATIONS:
        return page(request, query, 0, [])
    return _figures(request, query, edition)


def _figures(request: HttpRequest, query: ObservationQuery, edition: Edition) -> Any:
    of = (settings.WINDROOS_LAKE, edition.sha256, query.choice)
    period = {"since": query.first_period, "until": query.last_period}
    total = looking.count(*of, **period)
    rows = looking.figures(*of, **period, most=query.page_size, skip=query.start)
    return page(request, query, total, rows)
