"""The areas of regions, from snapshots of boundaries, and what regions are called."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from importlib import resources
from pathlib import Path
from typing import Any

import duckdb

from windroos.sources import lake
from windroos.sources.database import shared

TABLE = "boundaries"
CODES = "codes"
# The countries as maps draw them (Natural Earth), which come with the program.
_COUNTRIES = "site/static/windroos/dist/countries-50m.geojson"
# How a scheme of NUTS codes is called, before its version.
_NUTS = "nuts-"


@dataclass(frozen=True, slots=True)
class Area:
    """A region's geometry as GeoJSON has it (WGS 84), and its size in square degrees: enough to
    draw a part over the whole that it lies in."""

    region: str
    geometry: Mapping[str, Any]
    size: float


def areas(folder: Path, snapshots: Sequence[str], codes: Collection[str]) -> tuple[Area, ...]:
    """The area of each of these regions of which a snapshot of boundaries has one, by code.

    `snapshots` are their hashes. Where several have it, that of the newest version counts, and of
    those the finest drawn. Raises `LakeError` when a snapshot is missing.
    """
    if not snapshots or not codes:
        return ()
    with shared() as connection:
        scans = (lake.scan(connection, folder, TABLE, sha256) for sha256 in snapshots)
        parts = (scan.project("region, version, geometry") for scan in scans)
        rows = (
            reduce(duckdb.DuckDBPyRelation.union, parts)
            .filter(duckdb.ColumnExpression("region").isin(*map(duckdb.ConstantExpression, codes)))
            .aggregate("region, arg_max(geometry, (version, length(geometry)))")
            .order("region")
            .fetchall()
        )
    return tuple(_area(region, json.loads(geometry)) for region, geometry in rows)


@lru_cache(maxsize=1)
def countries() -> tuple[Mapping[str, Any], ...]:
    """The geometries (GeoJSON) of all countries, to show as land on a map; none in a checkout
    whose frontend has not been built."""
    file = resources.files("windroos").joinpath(_COUNTRIES)
    if not file.is_file():
        return ()
    told = json.loads(file.read_text(encoding="utf-8"))
    return tuple(one["geometry"] for one in told["features"])


def names(folder: Path, snapshots: Sequence[str], codes: Sequence[str] = ()) -> Mapping[str, str]:
    """What regions are called in the snapshots of boundaries with these hashes, and in those of
    `codes` of NUTS, by code: in Latin letters, by the newest version that has a name. Raises
    `LakeError` when a snapshot is missing.
    """
    if not snapshots and not codes:
        return {}
    with shared() as connection:
        parts = [
            lake.scan(connection, folder, TABLE, sha256).project(
                "region, version, coalesce(name_latin, name) AS name"
            )
            for sha256 in snapshots
        ]
        parts += [
            lake.scan(connection, folder, CODES, sha256)
            .filter(f"starts_with(scheme, '{_NUTS}')")
            .project(
                f"region, substr(scheme, {len(_NUTS) + 1}) AS version, "
                "coalesce(attributes['NAME_LATN'], label) AS name"
            )
            for sha256 in codes
        ]
        rows = (
            reduce(duckdb.DuckDBPyRelation.union, parts)
            .filter("region IS NOT NULL AND name IS NOT NULL")
            .aggregate("region, arg_max(name, version)")
            .fetchall()
        )
    return dict(rows)


def _area(region: str, geometry: Mapping[str, Any]) -> Area:
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    return Area(region, geometry, sum(_inside(polygon[0]) for polygon in polygons))


def _inside(ring: Sequence[Sequence[float]]) -> float:
    """The area within a ring, by the shoelace formula."""
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2
