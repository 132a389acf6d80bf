"""The tables of a register, and which of them together make one record.

A record is what is changed and kept as a whole: an organisation with its names, identifiers, roles
and mentions; a site with its figures; a chain with its links, flows and holders; a programme with
its parts, goals, partners and agreements.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from windroos.cases.fields import Table
from windroos.cases.register.chain_tables import CHAIN_TABLES
from windroos.cases.register.organisation_tables import ORGANISATION_TABLES
from windroos.cases.register.programme_tables import PROGRAMME_TABLES
from windroos.cases.register.site_tables import SITE_TABLES
from windroos.cases.tables import DESCRIPTOR_FILE, resource

TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (*ORGANISATION_TABLES, *SITE_TABLES, *CHAIN_TABLES, *PROGRAMME_TABLES)
}


@dataclass(frozen=True, slots=True)
class Part:
    """A table whose rows belong to a record; `owner` is the column with the record's id."""

    table: str
    owner: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: the table with one row for each, and the tables of its parts."""

    name: str
    table: str
    parts: tuple[Part, ...] = ()

    @property
    def tables(self) -> tuple[str, ...]:
        return (self.table, *(part.table for part in self.parts))


# In the order in which they may refer to each other.
KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("passage", "passages"),
        Kind("area", "areas"),
        Kind(
            "organisation",
            "organisations",
            tuple(
                Part(table, "organisation")
                for table in ("names", "identifiers", "roles", "mentions")
            ),
        ),
        Kind("map", "maps"),
        Kind("relation", "relations"),
        Kind("site", "sites", (Part("site_figures", "site"),)),
        Kind("condition", "conditions"),
        Kind("labour", "labour"),
        Kind(
            "chain",
            "chains",
            tuple(
                Part(table, "chain") for table in ("chain_links", "chain_flows", "chain_holders")
            ),
        ),
        Kind(
            "programme",
            "programmes",
            tuple(
                Part(f"programme_{rows}", "programme")
                for rows in ("parts", "goals", "partners", "agreements", "notes")
            ),
        ),
        Kind("indicator", "indicators", (Part("indicator_notes", "indicator"),)),
    )
}


def descriptor(name: str, title: str) -> dict[str, Any]:
    """The `datapackage.json` of a register."""
    return {
        "profile": "tabular-data-package",
        "name": name,
        "title": title,
        "resources": [resource(table) for table in TABLES.values()],
    }


__all__ = ["DESCRIPTOR_FILE", "KINDS", "TABLES", "Kind", "Part", "descriptor"]
