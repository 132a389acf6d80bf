"""The boundaries of the Dutch provinces, by Statistics Netherlands at PDOK.

A province is a region of NUTS 2. The service gives its code (PV30), other copies of the map only
its name: both lead to NUTS (NL41).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from windroos.codes.schemes import region_of
from windroos.problems import N_, Problem
from windroos.sources.geojson import Place, boundaries
from windroos.sources.shape import Dataset, File, Licence, Options, Reading, SourceError, Workspace

_SERVICE = "https://service.pdok.nl/cbs/gebiedsindelingen"
_PROVINCES = 12


def _addresses(options: Options) -> Sequence[File]:
    year = options["year"]
    if not re.fullmatch(r"20\d\d", year):
        wording = N_("a year is written 2024")
        raise SourceError([Problem("option", "dutch-provinces", wording, field="year")])
    query = (
        "request=GetFeature&service=WFS&version=2.0.0&outputFormat=json&srsName=EPSG:4326"
        "&typeName=gebiedsindelingen:provincie_gegeneraliseerd"
    )
    return (File(f"{_SERVICE}/{year}/wfs/v1_0?{query}", f"provincies-{year}.geojson"),)


def _read(workspace: Workspace, files: Sequence[Path], options: Options) -> Reading:
    def place(path: Path, number: int, properties: Mapping[str, Any]) -> Place:
        code, name = properties.get("statcode"), properties.get("statnaam")
        given = code or properties.get("provincie")
        if not given:
            wording = N_("a province has neither statcode nor provincie: it has %(found)s")
            values = {"found": ", ".join(properties) or "nothing"}
            raise SourceError([Problem("header", path.name, wording, number, "statcode", values)])
        region = region_of(given, "cbs" if code else "dutch-province")
        return Place(region, given, options["year"], 2, name or given, name or given)

    reading = boundaries(workspace, files, place, properties=())
    found = reading.table.aggregate("count(DISTINCT region)").fetchall()[0][0]
    if found != _PROVINCES:
        wording = N_("has %(found)s of the %(count)s provinces: fetch the file again")
        values = {"found": found, "count": _PROVINCES}
        raise SourceError([Problem("truncated", files[0].name, wording, values=values)])
    return reading


DATASETS = (
    Dataset(
        id="dutch-provinces",
        title_nl="Grenzen van de Nederlandse provincies",
        title_en="Boundaries of the Dutch provinces",
        publisher="Centraal Bureau voor de Statistiek, Kadaster (PDOK)",
        licence=Licence(
            "CC BY 4.0",
            "https://creativecommons.org/licenses/by/4.0/",
            "CBS and Kadaster",
            "CC-BY-4.0",
        ),
        homepage="https://www.pdok.nl/introductie/-/article/cbs-gebiedsindelingen",
        hosts=("service.pdok.nl",),
        gives="boundaries",
        addresses=_addresses,
        read=_read,
        options={"year": "2022"},
    ),
)
