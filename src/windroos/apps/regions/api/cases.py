"""Cases, their regions and themes, in the API."""

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query
from pydantic import Field

from windroos.apps.regions import queries
from windroos.apps.regions.queries import REGIONS, THEMES
from windroos.apps.regions.resources import (
    CaseName,
    Resource,
    RowQuery,
    RowSchema,
    known_case,
    serve,
)
from windroos.rest.etags import unless_known
from windroos.rest.pages import Page, PageQuery, page_of, sort_field
from windroos.rest.routing import Router
from windroos.rest.schemas import Flag, Schema, Text

router = Router()

Kind = Literal["country", "nuts", "subdivision", "other"]
Continent = Literal["africa", "asia", "europe", "north-america", "oceania", "south-america"]


class Case(Schema):
    """A region's compass."""

    name: str = Field(examples=["noord_brabant"])
    title: str = Field(examples=["Afwegingskompas Noord-Brabant"])
    state: int = Field(description="The number of the last change to its content.", examples=[412])
    revision: str = Field(description="SHA-256 of the package that was loaded last.")
    loaded: datetime = Field(description="When the package was loaded last.")


class CaseQuery(PageQuery):
    """How the cases are listed."""

    sort: str | None = sort_field("name", "title", "loaded")


class Region(RowSchema):
    """A country, NUTS region, subdivision or other region of a case."""

    code: str = Field(
        description="ISO 3166-1 alpha-2, NUTS 2024, ISO 3166-2, else x-….", examples=["DEG"]
    )
    parent: str | None = Field(description="The region it is part of.", examples=["DE"])
    name: Text
    kind: Kind
    continent: Continent
    latitude: float = Field(description="WGS 84, in degrees.", examples=[50.98])
    longitude: float = Field(description="WGS 84, in degrees.", examples=[11.03])
    weighed: bool = Field(description="Whether the compass weighs it.")
    home: bool = Field(description="Whether the case is this region's.")


class RegionQuery(RowQuery):
    """Which regions are listed, and in which order."""

    code: list[str] | None = None
    parent: list[str] | None = None
    kind: list[Kind] | None = None
    continent: list[Continent] | None = None
    weighed: Flag | None = None
    home: Flag | None = None
    sort: str | None = sort_field("code", "parent", "kind", "continent", "latitude", "longitude")


class Theme(RowSchema):
    """A theme on which a region wants to work with others."""

    id: str = Field(examples=["health"])
    label: Text
    cross_cutting: bool = Field(description="Whether it cuts across the other themes.")
    passage: str | None = Field(description="The passage that names it.")


class ThemeQuery(RowQuery):
    """Which themes are listed, and in which order."""

    id: list[str] | None = None
    cross_cutting: Flag | None = None
    passage: list[str] | None = None
    sort: str | None = sort_field("id", "crossCutting")


@router.get(
    "/cases",
    response=Page[Case],
    summary=_("The cases that are loaded"),
    operation_id="listCases",
    tags=["cases"],
)
def cases(request: HttpRequest, query: Query[CaseQuery]) -> Any:
    return page_of(request, query, queries.cases())


@router.get(
    "/cases/{case}",
    response=Case,
    summary=_("One case"),
    operation_id="getCase",
    tags=["cases"],
)
def case(request: HttpRequest, case: CaseName) -> Any:
    found = known_case(case)
    unless_known(request, found.pk, found.state, found.loaded)
    return found


serve(
    router,
    Resource(
        REGIONS,
        "region",
        Region,
        RegionQuery,
        (
            _("The regions of a case"),
            _("One region"),
            _("A region as it stood before, version by version"),
        ),
    ),
)
serve(
    router,
    Resource(
        THEMES,
        "theme",
        Theme,
        ThemeQuery,
        (
            _("The themes of a case"),
            _("One theme"),
            _("A theme as it stood before, version by version"),
        ),
    ),
)
