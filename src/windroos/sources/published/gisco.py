"""GISCO of Eurostat: the boundaries of NUTS regions, and their codes and names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from windroos.codes.schemes import region_of
from windroos.problems import N_, Problem
from windroos.sources.coding import codes
from windroos.sources.geojson import Place, boundaries
from windroos.sources.shape import Dataset, File, Licence, Options, Reading, SourceError, Workspace
from windroos.sources.staging import literal, stage_text

_FOLDER = "https://gisco-services.ec.europa.eu/distribution/v2/nuts"
_NAME = re.compile(r"NUTS_RG_(?P<scale>\d\dM)_(?P<version>\d{4})_4326_LEVL_(?P<level>[0-3])")
_PROPERTIES = ("NUTS_ID", "LEVL_CODE", "NAME_LATN", "NUTS_NAME")
# Since when and until when each version was in force for the statistics of the EU.
_IN_FORCE = {
    "2013": ("2015-01-01", "2017-12-31"),
    "2016": ("2018-01-01", "2020-12-31"),
    "2021": ("2021-01-01", "2023-12-31"),
    "2024": ("2024-01-01", None),
}
# Whether a region is mountainous, urban and coastal, as numbers that GISCO explains.
_TYPES = ("MOUNT_TYPE", "URBN_TYPE", "COAST_TYPE")


def _addresses(options: Options) -> Sequence[File]:
    names = [
        f"NUTS_RG_{options['scale']}_{options['version']}_4326_LEVL_{level}.geojson"
        for level in options["levels"]
    ]
    if not all(_NAME.match(name) for name in names):
        wording = N_("a scale is written 20M, a version 2024, and levels as digits from 0 to 3")
        raise SourceError([Problem("option", "gisco", wording)])
    return [File(f"{_FOLDER}/geojson/{name}", name) for name in names]


def _read(workspace: Workspace, files: Sequence[Path], options: Options) -> Reading:
    """The regions of the files; a file's name says of which version, if it has the usual one."""

    def place(path: Path, number: int, properties: Mapping[str, Any]) -> Place:
        named = _NAME.match(path.name)
        code, level = properties["NUTS_ID"], properties["LEVL_CODE"]
        if named and str(level) != named["level"]:
            wording = N_("%(code)s is of another level than the file's name says")
            values = {"code": code}
            raise SourceError([Problem("level", path.name, wording, number, "LEVL_CODE", values)])
        names = (properties["NUTS_NAME"], properties["NAME_LATN"])
        return Place(
            region_of(code, "eurostat"),
            code,
            named["version"] if named else options["version"],
            level,
            *(name.strip() if name else None for name in names),
        )

    return boundaries(workspace, files, place, properties=_PROPERTIES)


def _version(options: Options) -> str:
    version = options["version"]
    if version not in _IN_FORCE:
        wording = N_("%(found)s is none of %(known)s")
        values = {"found": version, "known": ", ".join(_IN_FORCE)}
        raise SourceError(
            [Problem("option", "nuts-codes", wording, field="version", values=values)]
        )
    return version


def _code_addresses(options: Options) -> Sequence[File]:
    name = f"NUTS_AT_{_version(options)}.csv"
    return (File(f"{_FOLDER}/csv/{name}", name),)


def _read_codes(workspace: Workspace, files: Sequence[Path], options: Options) -> Reading:
    """The codes with the name in the region's own letters, and in Latin letters as an attribute."""
    (path,) = files
    version = _version(options)
    since, until = _IN_FORCE[version]
    columns = ("NUTS_ID", "CNTR_CODE", "NAME_LATN", "NUTS_NAME")
    staged = stage_text(workspace, path, columns=columns)
    more = [name for name in ("NAME_LATN", *_TYPES) if name in staged.columns]
    entries = ", ".join(f"({literal(name)}, trim({name}))" for name in more)
    query = f"""
        SELECT _row, 'nuts-{version}' AS scheme, NUTS_ID AS code,
            NUTS_ID AS region_given, NUTS_NAME AS label,
            CASE WHEN length(trim(NUTS_ID)) > 2 THEN left(trim(NUTS_ID), -1) END AS parent,
            '{since}' AS valid_from, {f"'{until}'" if until else "NULL"} AS valid_to,
            'NUTS_ID=' || NUTS_ID AS cell,
            map_from_entries(list_filter([{entries}], lambda one: one[2] <> '')) AS attributes
        FROM {staged.name}
    """
    reading = codes(workspace, query, file=path.name, regions_in="eurostat")
    _check_tree(reading, path.name)
    return reading


def _check_tree(reading: Reading, file: str) -> None:
    """Each region lies in one that is in the file too, or the file is not whole."""
    parents = dict(reading.table.project("code, parent").fetchall())
    alone = [(code, parent) for code, parent in parents.items() if parent and parent not in parents]
    wording = N_("lies in %(parent)s, which is not in the file: fetch the file again")
    if alone:
        raise SourceError(
            [
                Problem("truncated", file, wording, field=code, values={"parent": parent})
                for code, parent in alone[:100]
            ]
        )


_HOMEPAGE = "https://ec.europa.eu/eurostat/web/gisco/geodata/statistical-units"

DATASETS = (
    Dataset(
        id="nuts-boundaries",
        title_nl="Grenzen van de NUTS-regio’s",
        title_en="Boundaries of the NUTS regions",
        publisher="Eurostat, GISCO",
        licence=Licence(
            "GISCO: free for non-commercial use",
            _HOMEPAGE,
            "© EuroGeographics for the administrative boundaries",
        ),
        homepage=_HOMEPAGE,
        hosts=("gisco-services.ec.europa.eu",),
        gives="boundaries",
        addresses=_addresses,
        read=_read,
        options={"scale": "20M", "version": "2024", "levels": "012"},
        most=None,
    ),
    Dataset(
        id="nuts-codes",
        title_nl="Codes en namen van de NUTS-regio’s",
        title_en="Codes and names of the NUTS regions",
        publisher="Eurostat, GISCO",
        licence=Licence(
            "CC BY 4.0 (Commission Decision 2011/833/EU)",
            "https://ec.europa.eu/eurostat/help/copyright-notice",
            "Eurostat",
            "CC-BY-4.0",
        ),
        homepage=_HOMEPAGE,
        hosts=("gisco-services.ec.europa.eu",),
        gives="codes",
        addresses=_code_addresses,
        read=_read_codes,
        options={"version": "2024"},
    ),
)
