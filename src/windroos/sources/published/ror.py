"""ROR, the Research Organization Registry: every organisation that does or funds research, with its
names in all languages, its place, its numbers elsewhere and its relations (schema 2.0 and 2.1).

What was withdrawn or is inactive stays in, with its status.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

from windroos.problems import N_, Problem
from windroos.sources.objects import stage_objects
from windroos.sources.readable import Origin
from windroos.sources.records import records
from windroos.sources.shape import (
    Dataset,
    File,
    Licence,
    Options,
    Reading,
    SourceError,
    Workspace,
)
from windroos.sources.staging import damaged, unpack

_KEYS = (
    "id",
    "names",
    "status",
    "types",
    "locations",
    "external_ids",
    "relationships",
    "links",
)
_RELEASE = re.compile(r"v\d+(\.\d+)+-\d{4}-\d{2}-\d{2}")
# How the lists of a record are taken out of it.
_LISTS = {
    "names": '[{"value": "VARCHAR", "types": ["VARCHAR"], "lang": "VARCHAR"}]',
    "types": '["VARCHAR"]',
    "domains": '["VARCHAR"]',
    "external_ids": '[{"type": "VARCHAR", "preferred": "VARCHAR", "all": ["VARCHAR"]}]',
    "relationships": '[{"type": "VARCHAR", "id": "VARCHAR", "label": "VARCHAR"}]',
    "links": '[{"type": "VARCHAR", "value": "VARCHAR"}]',
    "locations": '[{"geonames_id": "BIGINT", "geonames_details": {"name": "VARCHAR", '
    '"country_code": "VARCHAR", "country_subdivision_code": "VARCHAR", '
    '"country_subdivision_name": "VARCHAR", "lat": "DOUBLE", "lng": "DOUBLE"}}]',
}


def _read(workspace: Workspace, files: Sequence[Path], options: Options) -> Reading:
    """A dump, as the archive or the JSON in it."""
    (path,) = files
    if path.suffix == ".zip":
        path = unpack(workspace, path, _member(path))
    staged = stage_objects(workspace, path, _KEYS)
    lists = ", ".join(
        f"json_transform(record->'{name}', '{shape}') AS {name}" for name, shape in _LISTS.items()
    )
    query = f"""
        SELECT _row, id, name.value AS name, to_json(names) AS names, status,
            to_json(types) AS types, established, place.country_code AS country_given,
            place.country_code || '-' || place.country_subdivision_code AS subdivision,
            place.country_subdivision_name AS subdivision_name, place.name AS city,
            latitude, longitude,
            to_json(list_transform(locations, lambda one: {{
                geonames: one.geonames_id, name: one.geonames_details.name,
                country: one.geonames_details.country_code,
                subdivision: one.geonames_details.country_subdivision_code,
                latitude: one.geonames_details.lat, longitude: one.geonames_details.lng
            }})) AS places,
            to_json(external_ids) AS identifiers,
            to_json(list_transform(relationships, lambda one: {{
                type: one.type, id: one.id, name: one.label
            }})) AS relations,
            to_json(links) AS links, to_json(domains) AS domains
        FROM (
            SELECT *, locations[1].geonames_details AS place,
                list_filter(names, lambda one: list_contains(one.types, 'ror_display'))[1] AS name
            FROM (
                SELECT _row, record->>'id' AS id, record->>'status' AS status,
                    record->>'established' AS established,
                    record->>'$.locations[0].geonames_details.lat' AS latitude,
                    record->>'$.locations[0].geonames_details.lng' AS longitude, {lists}
                FROM {staged.name}
            )
        )
    """
    patterns = {"id": r"https://ror\.org/0[0-9a-z]{8}"}
    origin = Origin(file=staged.file, patterns=patterns, persons=False)
    return records(workspace, query, "organisations", origin)


def _member(path: Path) -> str:
    """The JSON of schema 2 in a dump: until the end of 2025 one of schema 1 stood beside it."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [
                name.rsplit("/", 1)[-1] for name in archive.namelist() if name.endswith(".json")
            ]
    except zipfile.BadZipFile as error:
        raise damaged(path.name) from error
    if not names:
        wording = N_("holds no JSON: take the dump of the registry, as ROR publishes it")
        raise SourceError([Problem("archive", path.name, wording)])
    return next((name for name in names if "schema_v2" in name), names[0])


def _addresses(options: Options) -> Sequence[File]:
    release = options["release"]
    if not _RELEASE.fullmatch(release):
        wording = N_("a release is written v2.14-2026-10-06, as ROR names it")
        raise SourceError([Problem("option", "ror", wording, None, "release")])
    name = f"{release}-ror-data.zip"
    return (File(f"https://raw.githubusercontent.com/ror-community/ror-data/main/{name}", name),)


DATASETS = (
    Dataset(
        id="ror",
        title_nl="ROR: onderzoeksorganisaties wereldwijd",
        title_en="ROR: research organisations worldwide",
        publisher="Research Organization Registry",
        licence=Licence(
            "CC0 1.0",
            "https://creativecommons.org/publicdomain/zero/1.0/",
            "Research Organization Registry (ROR)",
            "CC0-1.0",
        ),
        homepage="https://ror.org/",
        hosts=("raw.githubusercontent.com",),
        gives="organisations",
        addresses=_addresses,
        read=_read,
        options={"release": "v2.14-2026-10-06"},
    ),
)
