"""OpenAlex: the institutions of a country that scholarly works come from, with how many works and
how often these are cited. Identity and relations are ROR's, whose number each has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from windroos.problems import N_, Problem
from windroos.sources.answers import json_of
from windroos.sources.objects import stage_objects
from windroos.sources.paging import by_cursor
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

_KEYS = ("id", "display_name", "country_code", "type", "geo", "works_count", "cited_by_count")
_NAMES = {"display_name_acronyms": "acronym", "display_name_alternatives": "alias"}
_IDS = ("ror", "grid", "wikidata", "mag")
_RELATIONS = """
    list_transform(
        coalesce(json_transform(json_extract(record, '$.associated_institutions'),
            '[{"relationship": "VARCHAR", "id": "VARCHAR", "display_name": "VARCHAR"}]'), []),
        lambda one: {type: one.relationship, id: one.id, name: one.display_name}
    )
"""


def _read(workspace: Workspace, files: Sequence[Path], options: Options) -> Reading:
    """All pages of an answer, in their order."""
    staged = [stage_objects(workspace, path, _KEYS, within="results") for path in files]
    last = json_of(files[-1])
    if (last.get("meta") or {}).get("next_cursor"):
        wording = N_("says that another page follows, which is not there: fetch all pages")
        raise SourceError([Problem("truncated", files[-1].name, wording)])
    pages = " UNION ALL ".join(
        f"SELECT {number} AS page, _row AS row_of_page, record FROM {table.name}"
        for number, table in enumerate(staged)
    )
    query = f"""
        SELECT row_number() OVER (ORDER BY page, row_of_page) AS _row, {_text("id")} AS id,
            {_text("display_name")} AS name, to_json({_names()}) AS names,
            to_json([{_text("type")}]) AS types, {_text("country_code")} AS country_given,
            {_text("geo.region")} AS subdivision_name, {_text("geo.city")} AS city,
            {_text("geo.latitude")} AS latitude, {_text("geo.longitude")} AS longitude,
            to_json({_identifiers()}) AS identifiers, to_json({_RELATIONS}) AS relations,
            CASE WHEN {_text("homepage_url")} IS NOT NULL THEN
                to_json([{{type: 'website', value: {_text("homepage_url")}}}]) END AS links,
            {_text("works_count")} AS works, {_text("cited_by_count")} AS citations
        FROM ({pages})
    """
    patterns = {"id": r"https://openalex\.org/I\d+"}
    origin = Origin(file=files[0].name, patterns=patterns, persons=False)
    return records(workspace, query, "organisations", origin)


def _text(path: str) -> str:
    return f"json_extract_string(record, '$.{path}')"


def _names() -> str:
    """The name shown first, then acronyms and others, as ROR has them."""
    shown = f"[{{value: {_text('display_name')}, types: ['label'], lang: CAST(NULL AS VARCHAR)}}]"
    others = (
        f"""
        list_transform(
            coalesce(json_transform(json_extract(record, '$.{key}'), '["VARCHAR"]'), []),
            lambda one: {{value: one, types: ['{kind}'], lang: CAST(NULL AS VARCHAR)}}
        )
        """
        for key, kind in _NAMES.items()
    )
    return " || ".join((shown, *others))


def _identifiers() -> str:
    """The numbers elsewhere that an institution has."""
    known = ", ".join(
        f"{{type: '{kind}', preferred: {_text(f'ids.{kind}')}, \"all\": [{_text(f'ids.{kind}')}]}}"
        for kind in _IDS
    )
    return f"list_filter([{known}], lambda one: one.preferred IS NOT NULL)"


def _addresses(options: Options) -> Sequence[File]:
    country = options["country"]
    if not re.fullmatch(r"[a-z]{2}", country):
        wording = N_("a country is written by its two letters, as nl")
        raise SourceError([Problem("option", "openalex", wording, None, "country")])
    url = (
        f"https://api.openalex.org/institutions?filter=country_code:{country}&per-page=200&cursor=*"
    )
    return (File(url, f"openalex-institutions-{country}", by_cursor),)


DATASETS = (
    Dataset(
        id="openalex",
        title_nl="OpenAlex: instellingen waar publicaties vandaan komen",
        title_en="OpenAlex: institutions that publications come from",
        publisher="OpenAlex (OurResearch)",
        licence=Licence(
            "CC0 1.0",
            "https://creativecommons.org/publicdomain/zero/1.0/",
            "OpenAlex",
            "CC0-1.0",
        ),
        homepage="https://openalex.org/",
        hosts=("api.openalex.org",),
        gives="organisations",
        addresses=_addresses,
        read=_read,
        options={"country": "nl"},
        most=None,
    ),
)
