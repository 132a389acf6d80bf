"""Organisations that an open source knows, read from its snapshot in the lake.

They come from tables of organisations (ROR, OpenAlex) and of participations in projects (CORDIS),
from which natural persons were left out when they were read in.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from windroos.cases.fields import NAME
from windroos.codes.regions import fits
from windroos.codes.subdivisions import nuts_of
from windroos.link.text import fold
from windroos.sources import lake
from windroos.sources.database import shared

# The kinds of tables that organisations are read from.
GIVES = ("organisations", "participations")
# Of which scheme the ids of a dataset are, where that is one of the register.
_SCHEMES = {
    "ror": "ror",
    "brabant-participants": "pic",
    "cordis-participations": "pic",
    "german-participations": "pic",
}
# What the register calls what a source calls otherwise. The first that a record has, counts.
_KINDS = {
    "company": "company",
    "education": "knowledge-institution",
    "facility": "facility",
    "government": "government",
    "archive": "facility",
    "healthcare": "partner",
    "nonprofit": "partner",
    "HES": "knowledge-institution",
    "REC": "knowledge-institution",
    "PRC": "company",
    "PUB": "government",
    "OTH": "partner",
}
_NAME_KINDS = {"acronym": "short", "alias": "other", "label": "other", "ror_display": "official"}
_NUTS_2 = 4  # letters


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """An organisation as a source has it.

    `names` hold the name, its kind and language as the register has them, the official one first;
    `identifiers` a scheme of the register and a value. `types` are the source's own words.
    `projects` is None where the source counts none. `status` is active, inactive or withdrawn.
    """

    id: str
    names: tuple[tuple[str, str, str | None], ...]
    identifiers: tuple[tuple[str, str], ...]
    kind: str
    types: tuple[str, ...]
    country: str | None
    region: str | None
    place: str | None
    latitude: float | None = None
    longitude: float | None = None
    website: str | None = None
    founded: str | None = None
    projects: int | None = None
    status: str = "active"

    @property
    def name(self) -> str:
        return self.names[0][0]

    def said(self) -> dict[str, Any]:
        """What it says of an organisation that may come to be otherwise in a later edition."""
        return {
            "name": self.name,
            "place": self.place,
            "region": self.region,
            "country": self.country,
            "website": self.website,
            "status": self.status,
        }


@dataclass(frozen=True, slots=True)
class Filter:
    """Which records are wanted: all that fit every field that is filled in.

    `region` is a NUTS code, with all that lies in it; `place` and each of the `words` are part of
    the place and of a name, or of what the projects are about; `type` is one of the source's own.
    Without `inactive` only what is active comes.
    """

    country: str = ""
    region: str = ""
    place: str = ""
    type: str = ""
    words: str = ""
    projects: int = 0
    inactive: bool = False
    ids: frozenset[str] = field(default_factory=frozenset)

    def fits(self, one: SourceRecord, about: Collection[str] = ()) -> bool:
        """Whether a record is wanted; `about` are the ids of who has projects with the words."""
        if self.ids and one.id not in self.ids:
            return False
        if not self.inactive and one.status != "active":
            return False
        if self.country and one.country != self.country:
            return False
        if self.region and not (one.region or "").startswith(self.region):
            return False
        if self.place and fold(self.place) not in fold(one.place or ""):
            return False
        if self.type and self.type not in one.types:
            return False
        if self.projects and (one.projects or 0) < self.projects:
            return False
        names = fold(" | ".join(name for name, _, _ in one.names)) if self.words else ""
        found = all(word in names for word in fold(self.words).split())
        return found or one.id in about


def records(folder: Path, dataset: str, gives: str, sha256: str) -> Mapping[str, SourceRecord]:
    """Every organisation of a snapshot that has a name, by its id, in order.

    Raises `LakeError` when the snapshot is missing or damaged.
    """
    lake.manifest(folder, gives, sha256)
    return _records(folder, dataset, gives, sha256)


# A snapshot never changes; pages through the candidates of one ask it again and again.
@lru_cache(maxsize=4)
def _records(folder: Path, dataset: str, gives: str, sha256: str) -> dict[str, SourceRecord]:
    scheme = _SCHEMES.get(dataset)
    query = _ORGANISATIONS if gives == "organisations" else _PARTICIPATIONS
    made = _organisation if gives == "organisations" else _participant
    with shared() as connection:
        snapshot = lake.scan(connection, folder, gives, sha256).sql_query()
        relation = connection.sql(query.format(snapshot=f"({snapshot})"))
        rows = [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]
    found = (made(row, scheme) for row in rows)
    return {one.id: one for one in found if one is not None}


def about(
    folder: Path, participations: str, words: str, tables: Mapping[str, str]
) -> frozenset[str]:
    """The ids of participants with a project that is about all of some words.

    `participations` is the hash of their snapshot; `tables` those of projects and topics, as far
    as they are there: words are looked up in titles, aims, keywords and topics.
    """
    asked = fold(words).split()
    if not asked or not tables:
        return frozenset()
    parts = []
    with shared() as connection:
        for name, columns in _ABOUT.items():
            if name in tables:
                snapshot = lake.scan(connection, folder, name, tables[name]).sql_query()
                parts.append(f"SELECT project, {columns} AS told FROM ({snapshot})")  # noqa: S608
        people = lake.scan(connection, folder, "participations", participations).sql_query()
        where = " AND ".join("contains(told, ?)" for _ in asked)
        query = f"""
            SELECT DISTINCT organisation FROM ({people}) WHERE project IN (
                SELECT project FROM (
                    SELECT project, strip_accents(lower(string_agg(told, ' '))) AS told
                    FROM ({" UNION ALL ".join(parts)}) GROUP BY project
                ) WHERE {where}
            )
        """  # noqa: S608
        return frozenset(id for (id,) in connection.execute(query, asked).fetchall() if id)


_ABOUT = {
    "projects": "concat_ws(' ', title, acronym, objective, keywords)",
    "topics": "concat_ws(' ', title, path)",
}
_ORGANISATIONS = "SELECT * FROM {snapshot} WHERE name IS NOT NULL ORDER BY id"
_PARTICIPATIONS = """
    SELECT organisation AS id, histogram(name) AS names, histogram(short_name) AS shorts,
        histogram(activity_type) AS types, histogram(country) AS countries,
        histogram(nuts) AS regions, histogram(city) AS places, histogram(website) AS websites,
        max({{latitude: latitude, longitude: longitude}}) AS place,
        count(DISTINCT coalesce(project, project_rcn)) AS projects
    FROM {snapshot} WHERE organisation IS NOT NULL AND name IS NOT NULL
    GROUP BY organisation ORDER BY organisation
"""


def _organisation(row: Mapping[str, Any], scheme: str | None) -> SourceRecord:
    types = tuple(_list(row["types"]))
    links = {link.get("type"): link.get("value") for link in _list(row["links"])}
    found = dict.fromkeys(_identifiers(row, scheme))
    return SourceRecord(
        id=row["id"],
        names=_names(row["name"], list(_labels(_list(row["names"])))),
        identifiers=tuple(found),
        kind=_kind(types),
        types=types,
        country=row["country"],
        region=nuts_of(row["subdivision"]),
        place=row["city"],
        latitude=row["latitude"] if row["longitude"] is not None else None,
        longitude=row["longitude"] if row["latitude"] is not None else None,
        website=_website(links.get("website")),
        founded=f"{row['established']:04}" if row["established"] else None,
        status=row["status"] or "active",
    )


def _participant(row: Mapping[str, Any], scheme: str | None) -> SourceRecord:
    """One participant: what most of its participations say, of two as often the first by letter."""
    name = _most(row["names"])
    assert name is not None
    others = [(one, "other", None) for one in sorted(row["names"]) if one != name]
    others += [(one, "short", None) for one in sorted(row["shorts"] or ())]
    types = tuple(sorted(row["types"] or (), key=lambda one: (-row["types"][one], one)))
    region = (_most(row["regions"]) or "")[:_NUTS_2]
    return SourceRecord(
        id=row["id"],
        names=_names(name, others),
        identifiers=((scheme, row["id"]),) if scheme else (),
        kind=_kind(types),
        types=types,
        country=_most(row["countries"]),
        region=region if fits(region, "nuts") else None,
        place=_title(_most(row["places"])),
        website=_website(_most(row["websites"])),
        projects=row["projects"],
    )


def _names(
    name: str, others: Collection[tuple[str, str, str | None]]
) -> tuple[tuple[str, str, str | None], ...]:
    """The official name, and those that read otherwise."""
    language = next((lang for other, _, lang in others if other == name), None)
    found = {fold(name): (name[:NAME], "official", language)}
    for other, kind, lang in others:
        found.setdefault(fold(other), (other[:NAME], kind, lang))
    return tuple(found.values())


def _labels(names: Collection[Mapping[str, Any]]) -> Iterator[tuple[str, str, str | None]]:
    for one in names:
        kinds = [_NAME_KINDS[t] for t in one.get("types") or () if t in _NAME_KINDS]
        lang = one.get("lang")
        if one.get("value"):
            kind = "short" if "short" in kinds else "other"
            yield one["value"], kind, lang if lang and len(lang) == 2 else None


def _identifiers(row: Mapping[str, Any], scheme: str | None) -> Iterator[tuple[str, str]]:
    if scheme:
        yield scheme, row["id"]
    for one in _list(row["identifiers"]):
        values = one.get("all") or ()
        value = one.get("preferred") or (values[0] if len(values) == 1 else None)
        if one.get("type") in ("ror", "wikidata", "pic", "lei") and value:
            yield one["type"], value


def _kind(types: Collection[str]) -> str:
    return next((_KINDS[one] for one in types if one in _KINDS), "partner")


def _most(counted: Mapping[str, int] | None) -> str | None:
    return min(counted, key=lambda one: (-counted[one], one)) if counted else None


def _title(place: str | None) -> str | None:
    """A place as one writes it, of which CORDIS has many in capitals."""
    return place.title() if place and place.isupper() else place


def _website(given: str | None) -> str | None:
    """An address that the register takes, or None."""
    if not given:
        return None
    address = given.strip() if "://" in given else f"https://{given.strip()}"
    parts = urlsplit(address)
    whole = parts.scheme in ("http", "https") and "." in parts.netloc and " " not in address
    return address if whole else None


def _list(value: Any) -> list[Any]:
    return (json.loads(value) if isinstance(value, str) else value) or []
