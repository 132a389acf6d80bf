"""The tables of facts: values of indicators, amounts of money, and the review of periods.

They refer to the records of a register beside them: indicators, programmes, parts and passages.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from windroos.cases.fields import (
    NAME,
    TEXT,
    Field,
    Reference,
    Table,
    plain,
    prose,
    required,
    slug,
)
from windroos.cases.tables import DESCRIPTOR_FILE, resource
from windroos.measure.results import APPROXIMATE, ROLES, STATUSES

FACT_ROLES = list(ROLES)
AMOUNT_ROLES = ["budget", "committed", "spent", "raised", "needed"]
FUNDER_KINDS = ["own", "region", "municipality", "state", "eu", "companies", "knowledge", "mixed"]
REVIEW_STATES = ["submitted", "locked", "reopened"]
_RECORDED = r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z"
_PASSAGE = Reference("passage", "passages", "id")
_PART = Reference("part", "programme_parts", "id")


def _reported() -> tuple[Field, ...]:
    """When and by whom it was said, and why it takes the place of what stood there."""
    return (
        required("status", enum=list(STATUSES)),
        required("recorded", pattern=_RECORDED),
        plain("said_by"),
        prose("reason"),
        plain("corrects"),
        plain("passage"),
        plain("cell"),
        prose("note_nl"),
        prose("note_en"),
    )


TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        Table(
            "facts",
            (
                slug(),
                required("indicator"),
                plain("part"),
                required("role", enum=FACT_ROLES),
                required("period", maxLength=40),
                plain("dimensions", maxLength=NAME),
                plain("value", "number"),
                plain("numerator", "number"),
                plain("denominator", "number"),
                plain("low", "number"),
                plain("high", "number"),
                plain("method", maxLength=TEXT),
                *_reported(),
            ),
            ("id",),
            (
                Reference("indicator", "indicators", "id"),
                _PART,
                Reference("corrects", "facts", "id"),
                _PASSAGE,
            ),
        ),
        Table(
            "amounts",
            (
                slug(),
                required("programme"),
                plain("part"),
                required("role", enum=AMOUNT_ROLES),
                required("period", maxLength=40),
                plain("funder"),
                plain("funder_nl"),
                plain("funder_en"),
                plain("funder_kind", enum=FUNDER_KINDS),
                plain("amount", "number"),
                plain("approximate", enum=[kind for kind in APPROXIMATE if kind]),
                required("currency", pattern="[A-Z]{3}"),
                *_reported(),
            ),
            ("id",),
            (
                Reference("programme", "programmes", "id"),
                _PART,
                Reference("funder", "organisations", "id"),
                Reference("corrects", "amounts", "id"),
                _PASSAGE,
            ),
        ),
        Table(
            "reviews",
            (
                slug(),
                required("programme"),
                required("period", maxLength=40),
                required("state", enum=REVIEW_STATES),
                required("recorded", pattern=_RECORDED),
                prose("reason"),
            ),
            ("id",),
            (Reference("programme", "programmes", "id"),),
        ),
    )
}


def descriptor(name: str, title: str) -> dict[str, Any]:
    """The `datapackage.json` of facts."""
    return {
        "profile": "tabular-data-package",
        "name": name,
        "title": title,
        "resources": [resource(table) for table in TABLES.values()],
    }


__all__ = ["DESCRIPTOR_FILE", "TABLES", "descriptor"]
