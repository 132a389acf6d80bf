"""What an ecosystem map shows, in the API: where its organisations stand, and their relations."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query
from ninja.params.models import Path
from pydantic import Field

from windroos.apps.network.models import EcosystemMap, Tie
from windroos.apps.network.queries import mapping
from windroos.apps.network.queries.mapping import Bounds, Standing, Wanted
from windroos.apps.network.queries.organisations import mark
from windroos.apps.network.queries.ties import web
from windroos.apps.network.views.map_points import box_of, told
from windroos.apps.regions.queries import Case
from windroos.apps.regions.resources import CaseName, known_case
from windroos.cases.fields import ID
from windroos.rest.etags import unless_known
from windroos.rest.problems import Fault, Problem, not_found
from windroos.rest.routing import Router
from windroos.rest.schemas import Schema

router = Router(tags=["maps"])

MapId = Annotated[str, Path(..., max_length=ID)]
Category = Literal["company", "knowledge", "partner"]
NUMBER = r"-?\d{1,3}(\.\d{1,15})?"


class SelectionQuery(Schema):
    """What a map is narrowed to; without them all that it shows. What lies outside of the map
    counts as not asked."""

    category: list[Category] | None = None
    area: list[str] | None = Field(None, description="Technology areas.", examples=[["photonics"]])
    region: list[str] | None = Field(
        None, description="Regions and countries.", examples=[["NL41"]]
    )


class PointsQuery(SelectionQuery):
    """What part of the world is in view, and how near."""

    bbox: str = Field(
        pattern=f"^{NUMBER}(,{NUMBER}){{3}}$",
        description="West, south, east and north, in degrees (WGS 84).",
        examples=["3.3,50.7,7.3,53.6"],
    )
    zoom: float = Field(
        ge=0,
        le=24,
        description="As MapLibre counts it: 0 is the world in 512 pixels.",
        examples=[7],
    )


class Counts(Schema):
    """How many organisations of each category; one with two categories counts in both."""

    company: int = 0
    knowledge: int = 0
    partner: int = 0


class MapOrganisation(Schema):
    """An organisation on a map."""

    id: str = Field(examples=["photondelta"])
    name: str = Field(examples=["PhotonDelta"])
    categories: list[Category]
    reading: bool = Field(description="Whether its place is our reading of what is known.")


class Mark(Schema):
    """Organisations that stand near each other at this zoom."""

    longitude: float = Field(description="Of their mean.")
    latitude: float
    box: list[float] = Field(
        min_length=4,
        max_length=4,
        description="Within which they stand: west, south, east, north.",
        examples=[[5.4, 51.4, 5.5, 51.5]],
    )
    total: int
    counts: Counts
    organisations: list[MapOrganisation] = Field(
        description="Who they are, where all stand at one place and are few. Ask for that place "
        "alone (a box without size) to have up to fifty."
    )


class MapPoints(Schema):
    """What stands in view."""

    total: int = Field(description="Organisations in view; those without a place are in none.")
    left_out: int = Field(description="How many of them are in no mark, since there are too many.")
    marks: list[Mark]


class MapRelation(Schema):
    """What one organisation is to another."""

    id: str
    organisation: str = Field(description="Is `kind` of the other.")
    other: str
    kind: str = Field(examples=["member"])
    start: str | None = Field(examples=["2019"])
    end: str | None
    basis: str = Field(examples=["text"])


class MapNetwork(Schema):
    """The relations of the organisations on a map, within it and with others."""

    organisations: list[MapOrganisation] = Field(description="Those on the map with a relation.")
    others: list[MapOrganisation] = Field(description="Those that they have a relation with.")
    relations: list[MapRelation]
    alone: int = Field(description="Organisations on the map of which no relation is known.")
    left_out: int = Field(description="Relations left out, since there are too many.")


@router.get(
    "/cases/{case}/maps/{id}/points",
    response=MapPoints,
    summary=_("Where the organisations on a map stand, within a box"),
    operation_id="listMapPoints",
)
def points(request: HttpRequest, case: CaseName, id: MapId, query: Query[PointsQuery]) -> Any:
    found = known_case(case)
    row = _row(found, id)
    box = box_of(query.bbox)
    if box is None:
        raise Problem(
            "invalid",
            _("This is no box."),
            errors=[Fault("query", "bbox", _("West and south come first: the smaller ones."))],
        )
    unless_known(request, found.pk, mark(found)[0])
    return told(mapping.view(found, _wanted(row, query), box, query.zoom))


@router.get(
    "/cases/{case}/maps/{id}/network",
    response=MapNetwork,
    summary=_("The relations of the organisations on a map"),
    operation_id="getMapNetwork",
)
def network(request: HttpRequest, case: CaseName, id: MapId, query: Query[SelectionQuery]) -> Any:
    found = known_case(case)
    row = _row(found, id)
    unless_known(request, found.pk, mark(found)[0])
    made = web(found, _wanted(row, query))
    return {
        "organisations": [_organisation(one) for one in made.selected],
        "others": [_organisation(one) for one in made.others],
        "relations": [_relation(one) for one in made.ties],
        "alone": made.alone,
        "left_out": made.left_out,
    }


def _row(case: Case, id: str) -> EcosystemMap:
    row = mapping.ecosystem_map(case, id)
    if row is None:
        raise not_found(id)
    return row


def _wanted(row: EcosystemMap, query: SelectionQuery) -> Wanted:
    return Bounds.of(row).narrowed(query.area or (), query.region or (), query.category or ())


def _organisation(one: Standing) -> dict[str, Any]:
    return {
        "id": one.slug,
        "name": one.name,
        "categories": list(one.categories),
        "reading": one.reading,
    }


def _relation(one: Tie) -> dict[str, Any]:
    return {
        "id": one.slug,
        "organisation": one.organisation.slug,
        "other": one.other.slug,
        "kind": one.kind,
        "start": one.start,
        "end": one.end,
        "basis": one.basis,
    }
