"""The kinds of tables that reading a source gives, with their columns.

*Observations.* One without `region` is one whose place is not in our codes; `cell` leads back to
the place in the publisher's file; `dimensions` holds what the publisher tells apart beyond these.

*Correspondence* says how much of a region of one version lies in a region of another: `amount`
square kilometres, inhabitants, ..., as `weight` says.

*Boundaries* are geometries as GeoJSON has them, in degrees (WGS 84): `level` 0 is a country, 1 to 3
are the levels of NUTS.

*Codes* are what a classification calls a thing, with its label in one language (ISO 639-1; none
where the label is in no language). `region` is our code where the thing is a region of ours, so
that the rows of one region lead from any scheme of countries to any other.

*Listed* is what stands on a list that partners are screened against: a row for each name under each
listing. `kind` is person, organisation, vessel, aircraft or other, and missing where the list does
not tell; `name_kind` is name, alias or previous name; `name_quality` strong or weak where the list
says it. `countries` (nationality, seat, flag) and `address_countries` are our codes with a blank
between. Dates are as precise as the list: 2022, 2022-06 or 2022-06-30. Persons are on these lists
by law and stay in: without them nobody can be screened. Of a person only the names, countries and
dates of birth are kept, which tell people of one name apart; no documents, addresses, family or
remarks.

*Projects* are known by the number of their grant agreement, or else by their record number (`rcn`)
with the publisher. Money is in euro, as the publisher writes it: what is empty is missing, 0 is 0.

*Participations* are organisations' parts in projects, without natural persons: `organisation` is
the number with the publisher (for CORDIS the PIC), `position` the place in the consortium,
`net_ec_contribution` what is left when linked third parties have had theirs; `ended` says that the
organisation left before the end. `country` and `nuts` are our codes, of whatever version of NUTS
the publisher used, and `..._given` what the publisher wrote.

*Topics* are what a project is about or was asked by, in the classification `scheme`: EuroSciVoc
(`path` from the root in words), the topic of a call, a legal basis (`main` where it is the one that
pays), a part of a programme.

*Organisations* stand in a register under `id`; `subdivision` is ISO 3166-2. Their lists are JSON:
`names` {value, types, lang}, `types`, `identifiers` {type, preferred, all}, `relations` {type, id,
name}, `links` {type, value}, `domains`, and `places` of all locations, where the columns are of the
first. `works` and `citations` are counted by the publisher.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Gives = Literal[
    "observations",
    "correspondence",
    "boundaries",
    "codes",
    "listed",
    "projects",
    "participations",
    "topics",
    "organisations",
]

# DuckDB's types of the columns of each kind.
COLUMNS: Mapping[Gives, Mapping[str, str]] = {
    "observations": {
        "region": "VARCHAR",
        "region_given": "VARCHAR",
        "indicator": "VARCHAR",
        "period": "VARCHAR",
        "value": "DOUBLE",
        "unit": "VARCHAR",
        "flag": "VARCHAR",
        "standard_error": "DOUBLE",
        "cell": "VARCHAR",
        "dimensions": "MAP(VARCHAR, VARCHAR)",
    },
    "correspondence": {
        "old": "VARCHAR",
        "new": "VARCHAR",
        "old_version": "VARCHAR",
        "new_version": "VARCHAR",
        "weight": "VARCHAR",
        "amount": "DOUBLE",
    },
    "boundaries": {
        "region": "VARCHAR",
        "region_given": "VARCHAR",
        "version": "VARCHAR",
        "level": "BIGINT",
        "name": "VARCHAR",
        "name_latin": "VARCHAR",
        "geometry": "VARCHAR",
    },
    "codes": {
        "scheme": "VARCHAR",
        "code": "VARCHAR",
        "region": "VARCHAR",
        "language": "VARCHAR",
        "label": "VARCHAR",
        "parent": "VARCHAR",
        "valid_from": "VARCHAR",
        "valid_to": "VARCHAR",
        "cell": "VARCHAR",
        "attributes": "MAP(VARCHAR, VARCHAR)",
    },
    "listed": {
        "list": "VARCHAR",
        "entity": "VARCHAR",
        "listing": "VARCHAR",
        "kind": "VARCHAR",
        "name": "VARCHAR",
        "name_kind": "VARCHAR",
        "name_quality": "VARCHAR",
        "name_language": "VARCHAR",
        "countries": "VARCHAR",
        "address_countries": "VARCHAR",
        "born": "VARCHAR",
        "programme": "VARCHAR",
        "measure": "VARCHAR",
        "reason": "VARCHAR",
        "legal_act": "VARCHAR",
        "url": "VARCHAR",
        "start_date": "VARCHAR",
        "end_date": "VARCHAR",
        "cell": "VARCHAR",
        "details": "MAP(VARCHAR, VARCHAR)",
    },
    "projects": {
        "project": "VARCHAR",
        "project_rcn": "VARCHAR",
        "programme": "VARCHAR",
        "acronym": "VARCHAR",
        "title": "VARCHAR",
        "status": "VARCHAR",
        "signed": "DATE",
        "starts": "DATE",
        "ends": "DATE",
        "total_cost": "DOUBLE",
        "ec_contribution": "DOUBLE",
        "funding_scheme": "VARCHAR",
        "legal_basis": "VARCHAR",
        "call": "VARCHAR",
        "topic": "VARCHAR",
        "objective": "VARCHAR",
        "keywords": "VARCHAR",
        "doi": "VARCHAR",
    },
    "participations": {
        "project": "VARCHAR",
        "project_rcn": "VARCHAR",
        "programme": "VARCHAR",
        "organisation": "VARCHAR",
        "organisation_rcn": "VARCHAR",
        "name": "VARCHAR",
        "short_name": "VARCHAR",
        "activity_type": "VARCHAR",
        "sme": "BOOLEAN",
        "role": "VARCHAR",
        "position": "BIGINT",
        "country": "VARCHAR",
        "country_given": "VARCHAR",
        "nuts": "VARCHAR",
        "nuts_given": "VARCHAR",
        "city": "VARCHAR",
        "latitude": "DOUBLE",
        "longitude": "DOUBLE",
        "website": "VARCHAR",
        "ec_contribution": "DOUBLE",
        "net_ec_contribution": "DOUBLE",
        "total_cost": "DOUBLE",
        "ended": "BOOLEAN",
        "active": "BOOLEAN",
    },
    "topics": {
        "project": "VARCHAR",
        "project_rcn": "VARCHAR",
        "programme": "VARCHAR",
        "scheme": "VARCHAR",
        "code": "VARCHAR",
        "title": "VARCHAR",
        "path": "VARCHAR",
        "main": "BOOLEAN",
    },
    "organisations": {
        "id": "VARCHAR",
        "name": "VARCHAR",
        "names": "JSON",
        "status": "VARCHAR",
        "types": "JSON",
        "established": "BIGINT",
        "country": "VARCHAR",
        "country_given": "VARCHAR",
        "subdivision": "VARCHAR",
        "subdivision_name": "VARCHAR",
        "city": "VARCHAR",
        "latitude": "DOUBLE",
        "longitude": "DOUBLE",
        "places": "JSON",
        "identifiers": "JSON",
        "relations": "JSON",
        "links": "JSON",
        "domains": "JSON",
        "works": "BIGINT",
        "citations": "BIGINT",
    },
}

# The columns by which a row is known from one snapshot to the next, in the order in which a
# snapshot keeps its rows: the figures of one series stand together.
KEYS: Mapping[Gives, tuple[str, ...]] = {
    "observations": ("indicator", "dimensions", "unit", "region_given", "period"),
    "correspondence": ("old_version", "new_version", "weight", "old", "new"),
    "boundaries": ("version", "level", "region_given"),
    "codes": ("scheme", "code", "region", "language"),
    "listed": ("list", "entity", "listing", "name", "name_kind"),
    "projects": ("programme", "project", "project_rcn"),
    "participations": ("project", "project_rcn", "organisation", "role", "position"),
    "topics": ("scheme", "project", "project_rcn", "code"),
    "organisations": ("id",),
}

# Tables that tell of persons: they serve to screen partners, and are passed on to nobody.
PERSONAL: frozenset[Gives] = frozenset({"listed"})
