"""Measured values, in the API: of the regions, and of economies outside the case."""

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query
from pydantic import Field

from windroos.apps.evidence import queries
from windroos.apps.regions import journal
from windroos.apps.regions.queries import Case
from windroos.apps.regions.resources import CaseName, Row, RowQuery, former, known_case
from windroos.rest.etags import unless_known
from windroos.rest.pages import Page, page_of, sort_field
from windroos.rest.routing import Router
from windroos.rest.schemas import Schema, Text, Year, row
from windroos.sources import lake

router = Router()


class Figure(Schema):
    """A measured value of a region, with the cell of the dataset it comes from: the case's own.

    Which figures count, own or read from a source, is told by `counting-figures`.
    """

    region: str = Field(examples=["JP"])
    indicator: str = Field(examples=["gii"])
    year: int = Field(examples=[2025])
    value: float
    standard_error: float | None
    unit: str
    source: str
    cell: str = Field(description="Where in the dataset it stands.")
    note: Text | None


class FigureQuery(RowQuery):
    """Which figures are listed, and in which order."""

    region: list[str] | None = None
    indicator: list[str] | None = None
    year: list[Year] | None = None
    unit: list[str] | None = None
    source: list[str] | None = None
    sort: str | None = sort_field("region", "indicator", "year", "value", "unit", "source")


class Anchor(Schema):
    """A figure of an economy outside the case, used to bring two scoreboards onto one scale: the
    case's own, which counts where its source is not read (see `readings`)."""

    economy: str = Field(examples=["CH"])
    indicator: str
    year: int
    value: float
    unit: str
    source: str
    cell: str = Field(description="Where in the dataset it stands.")


class AnchorQuery(RowQuery):
    """Which anchors are listed, and in which order."""

    economy: list[str] | None = None
    indicator: list[str] | None = None
    year: list[Year] | None = None
    unit: list[str] | None = None
    source: list[str] | None = None
    sort: str | None = sort_field("economy", "indicator", "year", "value", "unit", "source")


@router.get(
    "/cases/{case}/figures",
    response=Page[Figure],
    summary=_("The figures of the regions, as the case itself has them"),
    operation_id="listFigures",
    tags=["figures"],
)
def figures(request: HttpRequest, case: CaseName, query: Query[FigureQuery]) -> Any:
    return _measured(request, known_case(case), "figures", query)


@router.get(
    "/cases/{case}/anchors",
    response=Page[Anchor],
    summary=_("Figures of economies outside the case, by which two scoreboards are compared"),
    operation_id="listAnchors",
    tags=["figures"],
)
def anchors(request: HttpRequest, case: CaseName, query: Query[AnchorQuery]) -> Any:
    return _measured(request, known_case(case), "anchors", query)


def _measured(request: HttpRequest, case: Case, table: str, query: RowQuery) -> Any:
    sha256 = _snapshot(case, table, query.day)
    unless_known(request, case.pk, sha256)
    rows = _rows(settings.WINDROOS_LAKE, table, sha256) if sha256 else ()
    return page_of(request, query, rows)


def _snapshot(case: Case, table: str, day: date | None) -> str | None:
    """Which snapshot holds the figures of a table, now or at the end of a day."""
    if day is None:
        held = queries.snapshots(case).get(table)
    else:
        held = former(case, journal.SNAPSHOTS, day).get(table)
    return held["sha256"] if held else None


# A snapshot never changes: its name is its content.
@lru_cache(maxsize=8)
def _rows(folder: Path, table: str, sha256: str) -> tuple[Row, ...]:
    return tuple(row(one) for one in lake.read(folder, table, sha256))
