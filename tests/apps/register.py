"""A small register of clearly fictional organisations, for tests."""

from __future__ import annotations

from typing import Any

from windroos.cases.reading import Row
from windroos.cases.register import TABLES, Register

ORGANISATIONS: dict[str, list[dict[str, Any]]] = {
    "passages": [
        {"id": "p1", "document": "report", "section": "", "paragraph": 1, "sha256": "a" * 64},
    ],
    "areas": [
        {"id": "light", "label_nl": "Licht", "label_en": "Light"},
        {"id": "sound", "label_nl": "Geluid", "label_en": "Sound"},
    ],
    "organisations": [
        {"id": "lamp-works", "kind": "company", "country": "NL", "region": "NL41",
         "place": "Eindhoven", "latitude": 51.44, "longitude": 5.48, "basis": "reading"},
        {"id": "lake-university", "kind": "knowledge-institution", "country": "NL",
         "region": "NL21", "place": "Enschede", "latitude": 52.22, "longitude": 6.89,
         "basis": "reading"},
    ],
    "names": [
        {"organisation": "lamp-works", "name": "Lamp Works B.V.", "kind": "official"},
        {"organisation": "lamp-works", "name": "Lampfabriek Léo", "kind": "former"},
        {"organisation": "lake-university", "name": "Lake University", "kind": "official"},
    ],
    "identifiers": [
        {"organisation": "lake-university", "scheme": "ror", "value": "00example"},
    ],
    "roles": [
        {"organisation": "lamp-works", "area": "light", "category": "company",
         "basis": "text", "passage": "p1"},
    ],
    "mentions": [{"organisation": "lamp-works", "name": "Lamp Works", "passage": "p1"}],
    "relations": [
        {"id": "r1", "organisation": "lamp-works", "other": "lake-university",
         "kind": "spin-off", "start": "1999", "basis": "reading"},
    ],
}  # fmt: skip

# With an organisation in a region of the lake's case, so that there is something to count.
ABROAD: dict[str, list[dict[str, Any]]] = {
    "organisations": [
        *ORGANISATIONS["organisations"],
        {"id": "bay-choir", "kind": "cluster", "country": "EE", "basis": "reading"},
    ],
    "names": [
        *ORGANISATIONS["names"],
        {"organisation": "bay-choir", "name": "Bay Choir", "kind": "official"},
    ],
}

# With one more there, which is then no longer.
MORE_ABROAD: dict[str, list[dict[str, Any]]] = {
    "organisations": [
        *ABROAD["organisations"],
        {"id": "pier-choir", "kind": "cluster", "country": "EE", "basis": "reading"},
    ],
    "names": [
        *ABROAD["names"],
        {"organisation": "pier-choir", "name": "Pier Choir", "kind": "official"},
    ],
}


def rows(tables: dict[str, list[dict[str, Any]]] | None = None) -> dict[str, list[Row]]:
    """The rows of every table, with an empty cell where none is given."""
    given = ORGANISATIONS if tables is None else tables
    return {
        name: [{column: row.get(column) for column in table.columns} for row in given.get(name, [])]
        for name, table in TABLES.items()
    }


def small(**tables: list[dict[str, Any]]) -> Register:
    """The small register, with other rows for the tables that are named."""
    return Register.of("lake", "The lake", rows(ORGANISATIONS | tables))
