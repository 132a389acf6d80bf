"""The boundaries of NUTS regions, by GISCO of Eurostat."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from windroos.codes.schemes import region_of
from windroos.problems import N_, Problem
from windroos.sources.answers import json_of
from windroos.sources.shape import (
    COLUMNS,
    Dataset,
    File,
    Licence,
    Options,
    Reading,
    SourceError,
    Workspace,
)
from windroos.sources.staging import stage_rows

_FOLDER = "https://gisco-services.ec.europa.eu/distribution/v2/nuts/geojson"
_NAME = re.compile(r"NUTS_RG_(?P<scale>\d\dM)_(?P<version>\d{4})_4326_LEVL_(?P<level>[0-3])")
_PROPERTIES = ("NUTS_ID", "LEVL_CODE", "NAME_LATN", "NUTS_NAME")


def _addresses(options: Options) -> Sequence[File]:
    names = [
        f"NUTS_RG_{options['scale']}_{options['version']}_4326_LEVL_{level}.geojson"
        for level in options["levels"]
    ]
    if not all(_NAME.match(name) for name in names):
        wording = N_("a scale is written 20M, a version 2024, and levels as digits from 0 to 3")
        raise SourceError([Problem("option", "gisco", wording)])
    return [File(f"{_FOLDER}/{name}", name) for name in names]


def _read(workspace: Workspace, files: Sequence[Path], options: Options) -> Reading:
    chosen = ", ".join(
        f"CAST({name} AS {kind}) AS {name}" for name, kind in COLUMNS["boundaries"].items()
    )
    staged = [stage_rows(workspace, path.name, _rows(path, options)) for path in files]
    query = " UNION ALL ".join(f"SELECT {chosen} FROM {table.name}" for table in staged)
    return Reading(workspace.connection.sql(f"{query} ORDER BY region_given"))


def _rows(path: Path, options: Options) -> Iterator[Sequence[Any]]:
    """The regions of a file; its name says of which version and level, if it has the usual one."""
    document = json_of(path)
    features = document.get("features") if isinstance(document, dict) else None
    if not features:
        wording = N_("is no GeoJSON with features")
        raise SourceError([Problem("header", path.name, wording)])
    named = _NAME.match(path.name)
    version = named["version"] if named else options["version"]
    yield list(COLUMNS["boundaries"])
    for number, feature in enumerate(features, 1):
        properties, geometry = feature.get("properties") or {}, feature.get("geometry")
        _check(path.name, number, properties, geometry, named["level"] if named else None)
        code = properties["NUTS_ID"]
        names = [properties["NUTS_NAME"], properties["NAME_LATN"]]
        yield [
            *(region_of(code, "eurostat"), code, version, properties["LEVL_CODE"]),
            *(name.strip() if name else None for name in names),
            json.dumps(geometry, separators=(",", ":")),
        ]


def _check(
    file: str, number: int, properties: dict[str, Any], geometry: Any, level: str | None
) -> None:
    missing = [name for name in _PROPERTIES if name not in properties]
    if missing:
        wording = N_("a region has no such property: it has %(found)s")
        values = {"found": ", ".join(properties)}
        raise SourceError([Problem("header", file, wording, number, missing[0], values)])
    if level is not None and str(properties["LEVL_CODE"]) != level:
        wording = N_("%(code)s is of another level than the file's name says")
        values = {"code": properties["NUTS_ID"]}
        raise SourceError([Problem("level", file, wording, number, "LEVL_CODE", values)])
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        wording = N_("%(code)s has no area")
        values = {"code": properties["NUTS_ID"]}
        raise SourceError([Problem("geometry", file, wording, number, "geometry", values)])


DATASETS = (
    Dataset(
        id="nuts-boundaries",
        title_nl="Grenzen van de NUTS-regio's",
        title_en="Boundaries of the NUTS regions",
        publisher="Eurostat, GISCO",
        licence=Licence(
            "GISCO: free but for commercial use",
            "https://ec.europa.eu/eurostat/web/gisco/geodata/statistical-units",
            "© EuroGeographics for the administrative boundaries",
        ),
        homepage="https://ec.europa.eu/eurostat/web/gisco/geodata/statistical-units",
        hosts=("gisco-services.ec.europa.eu",),
        gives="boundaries",
        addresses=_addresses,
        read=_read,
        options={"scale": "20M", "version": "2024", "levels": "012"},
        most=None,
    ),
)
