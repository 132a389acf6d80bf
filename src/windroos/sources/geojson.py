"""Boundaries out of GeoJSON, in degrees (WGS 84), whoever publishes them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from windroos.problems import N_, Problem
from windroos.sources.answers import json_of
from windroos.sources.shape import COLUMNS, Reading, SourceError, Workspace
from windroos.sources.staging import stage_rows


@dataclass(frozen=True, slots=True)
class Place:
    """What the properties of a feature say: our code, the publisher's, and the names."""

    region: str | None
    region_given: str
    version: str
    level: int
    name: str | None
    name_latin: str | None = None


Placed = Callable[[Path, int, Mapping[str, Any]], Place]
"""From the file, the number of a feature in it (1-based) and its properties to the place it is."""


def boundaries(
    workspace: Workspace, files: Sequence[Path], place: Placed, *, properties: Sequence[str]
) -> Reading:
    """The boundaries in these files, by place; each feature must have all `properties`.

    What is no region of ours stays in without a code and is told as a warning. Raises `SourceError`
    for a file that is no GeoJSON, a feature without a property or an area, one outside the degrees
    of the world, and a place that is there twice.
    """
    kinds = COLUMNS["boundaries"]
    chosen = ", ".join(f"CAST({name} AS {kind}) AS {name}" for name, kind in kinds.items())
    staged = [stage_rows(workspace, path.name, _rows(path, place, properties)) for path in files]
    query = " UNION ALL ".join(f"SELECT {chosen} FROM {table.name}" for table in staged)
    table = workspace.connection.sql(f"{query} ORDER BY region_given")
    _check_once(table, files[0].name)
    wording = N_("%(code)s is no region of ours: its boundary is kept without one")
    rows = table.filter("region IS NULL").project("region_given").fetchall()
    return Reading(
        table,
        tuple(
            Problem("region", files[0].name, wording, field="region", values={"code": code})
            for (code,) in rows
        ),
    )


def _rows(path: Path, place: Placed, properties: Sequence[str]) -> Iterator[Sequence[Any]]:
    document = json_of(path)
    features = document.get("features") if isinstance(document, dict) else None
    if not features or not isinstance(features, list):
        wording = N_("is no GeoJSON with features")
        raise SourceError([Problem("header", path.name, wording)])
    yield list(COLUMNS["boundaries"])
    for number, feature in enumerate(features, 1):
        found = feature.get("properties") if isinstance(feature, dict) else None
        found = found if isinstance(found, dict) else {}
        missing = [name for name in properties if name not in found]
        if missing:
            wording = N_("a region has no such property: it has %(found)s")
            values = {"found": ", ".join(found) or "nothing"}
            raise SourceError([Problem("header", path.name, wording, number, missing[0], values)])
        where = place(path, number, found)
        yield [
            *(where.region, where.region_given, where.version, where.level),
            *(where.name, where.name_latin),
            _area(path.name, number, where.region_given, feature.get("geometry")),
        ]


def _area(file: str, number: int, code: str, geometry: Any) -> str:
    """An area as text, the same area always as the same text."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon") or not geometry.get("coordinates"):
        wording = N_("%(code)s has no area")
        values = {"code": code}
        raise SourceError([Problem("geometry", file, wording, number, "geometry", values)])
    outside = next(
        (
            (x, y)
            for x, y in _corners(geometry.get("coordinates"))
            if not (-180.01 <= x <= 180.01 and -90.01 <= y <= 90.01)
        ),
        None,
    )
    if outside:
        wording = N_(
            "%(code)s has a corner at %(corner)s, which are no degrees: ask for the file in WGS 84 "
            "(EPSG:4326)"
        )
        values = {"code": code, "corner": f"{outside[0]}, {outside[1]}"}
        raise SourceError([Problem("geometry", file, wording, number, "geometry", values)])
    area = {"type": kind, "coordinates": geometry["coordinates"]}
    return json.dumps(area, separators=(",", ":"))


def _corners(coordinates: Any) -> Iterator[tuple[float, float]]:
    if not isinstance(coordinates, list):
        return
    if len(coordinates) >= 2 and all(isinstance(one, int | float) for one in coordinates[:2]):
        yield coordinates[0], coordinates[1]
        return
    for part in coordinates:
        yield from _corners(part)


def _check_once(table: Any, file: str) -> None:
    rows = (
        table.aggregate("version, level, region_given, count(*) AS times")
        .filter("times > 1")
        .project("region_given")
        .fetchall()
    )
    wording = N_("%(code)s stands there twice")
    if rows:
        raise SourceError(
            [Problem("duplicate", file, wording, values={"code": code}) for (code,) in rows]
        )
