"""What is computed from the register, in the API: where to test, what presses, what is shared."""

from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query
from pydantic import Field

from windroos.apps.network import ecosystem_exports as exports
from windroos.apps.network.queries import conditions as conditions_asked
from windroos.apps.network.queries import labour as labour_asked
from windroos.apps.network.queries import sites as sites_asked
from windroos.apps.network.queries.places import Places
from windroos.apps.regions.resources import CaseName, known_case
from windroos.cases.fields import ID, NAME
from windroos.rest.pages import Page, PageQuery, page_of, sort_field
from windroos.rest.routing import Router
from windroos.rest.schemas import Flag, Schema, Text, Whole

router = Router(tags=["ecosystem"])

SiteKind = Literal[
    "campus",
    "business-park",
    "facility",
    "pilot-line",
    "living-lab",
    "field-lab",
    "academic-workplace",
    "test-environment",
    "border-information-point",
]
ConditionKind = Literal["space", "grid", "nitrogen", "water", "housing", "talent", "infrastructure"]
Pressure = Literal["eased", "watched", "under-pressure", "blocked"]


class FoundSite(Schema):
    """A site that fits what was asked."""

    id: str = Field(examples=["pivot-park"])
    name: str
    kind: SiteKind
    organisation: str | None = Field(description="The organisation it belongs to, by id.")
    operator: str | None = Field(description="The organisation that runs it, by id.")
    country: str | None
    region: str | None
    place: str | None
    latitude: float | None = Field(description="Degrees north (WGS 84).")
    longitude: float | None = Field(description="Degrees east (WGS 84).")
    areas: list[str] = Field(description="Technology areas, by id.")
    facilities: Text | None = Field(description="What is there; null: not said.")
    services: Text | None = Field(description="What is done there for others; null: not said.")
    access: Text | None = Field(description="Who may use it; null: not said.")
    trl_from: int | None = Field(description="The lowest readiness level; null: not known.")
    trl_to: int | None = Field(description="The highest readiness level; null: not known.")
    fits: bool | None = Field(
        description="Whether it is meant for the level that was asked; null: that is not known, or "
        "no level was asked."
    )


class SiteQuery(PageQuery):
    """Which sites are asked for."""

    no_filters = ("unknown",)

    kind: SiteKind | None = None
    area: str | None = Field(None, max_length=ID, description="A technology area, by id.")
    region: str | None = Field(
        None,
        max_length=10,
        description="A NUTS code or a country, with all that lies in it; `none`: not said where.",
    )
    level: Whole | None = Field(
        None, ge=1, le=9, description="The readiness level of the innovation."
    )
    unknown: Flag | None = Field(
        None, description="Also sites of which it is not known for which readiness they are meant."
    )
    q: str | None = Field(
        None, max_length=NAME, description="Words in the name or in what the site offers."
    )
    sort: str | None = sort_field("id", "name", "kind", "region", "place")


class StateCount(Schema):
    """How often a state is said."""

    state: Pressure
    count: int


class PressureCell(Schema):
    """What is said of a condition in a region; where nothing is said, there is none."""

    condition: ConditionKind
    region: str = Field(
        description="A code; `abroad`: all regions in other countries; empty: not said where."
    )
    states: list[StateCount] = Field(description="The hardest first.")
    records: list[str] = Field(description="The conditions of the register, by id.")


class PressureQuery(PageQuery):
    """Which cells are listed."""

    condition: list[ConditionKind] | None = None
    region: list[str] | None = None


class SharedShortage(Schema):
    """A shortage of people that a partner region shares with home."""

    partner: str = Field(description="The code of the partner.", examples=["JP"])
    label: Text
    together: bool = Field(
        description="Whether one passage says it of both; else it is said of each, in the same "
        "words."
    )
    ours: str = Field(description="The record that says it of home, by id.")
    theirs: str = Field(description="The record that says it of the partner, by id.")
    passages: list[str] = Field(description="What says so: passages of the register, by id.")


class ShortageQuery(PageQuery):
    """Which shared shortages are listed."""

    partner: list[str] | None = None


@router.get(
    "/cases/{case}/sites",
    response=Page[FoundSite],
    summary=_("Where an innovation of some readiness can be tested"),
    operation_id="findSites",
)
def sites(request: HttpRequest, case: CaseName, query: Query[SiteQuery]) -> Any:
    wanted = sites_asked.WantedSites(
        kind=query.kind or "",
        area=query.area or "",
        region=query.region or "",
        words=query.q or "",
        level=query.level,
        unknown=bool(query.unknown),
    )
    found = sites_asked.sites(known_case(case), wanted)
    return page_of(request, query, [exports.site(one, query.level) for one in found.sites])


@router.get(
    "/cases/{case}/regional-conditions",
    response=Page[PressureCell],
    summary=_("How much which condition presses where"),
    operation_id="listRegionalConditions",
)
def pressures(request: HttpRequest, case: CaseName, query: Query[PressureQuery]) -> Any:
    row = known_case(case)
    made = conditions_asked.matrix(conditions_asked.conditions(row), Places(row))
    return page_of(request, query, exports.cells(made))


@router.get(
    "/cases/{case}/shared-shortages",
    response=Page[SharedShortage],
    summary=_("Which shortages of people partner regions share with home"),
    operation_id="listSharedShortages",
)
def shortages(request: HttpRequest, case: CaseName, query: Query[ShortageQuery]) -> Any:
    row = known_case(case)
    names = Places(row)
    found = labour_asked.shared_shortages(labour_asked.labour(row), names.home, names.home_country)
    return page_of(request, query, [exports.shortage(one) for one in found])
