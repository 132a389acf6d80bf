"""The tables of a case package, declared once as Table Schemas.

The schemas are written into `datapackage.json`, drive the checks, and name the columns that the
database keeps. Labels that people read stand in two columns, `_nl` and `_en`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from windroos.cases.fields import (
    ID,
    PARTIAL_DATE,
    REGION,
    SLUG,
    TEXT,
    YEARS,
    Reference,
    Table,
    plain,
    prose,
    required,
    slug,
    year,
)

# The kinds of contradiction; what each is, says `cases.contradictions`.
CONTRADICTIONS = [
    "effort",
    "finding",
    "judgement",
    "relation",
    "measured",
    "figure",
    "quantity",
]
# The name of a contradiction, and of a side of it with the print of what it says.
CONTRADICTION = r"[a-z0-9]+([-_][a-z0-9]+)*"
SIDE = r"[a-z]+/[^\s@]+@[0-9a-f]{12}"
EFFORTS = ["active", "reactive", "none"]
# What a figure that a document prints is, and why there may be none.
QUANTITY_KINDS = ["baseline", "target", "expected", "actual", "amount"]
QUANTITY_STATES = ["to-be-measured", "none"]
CONFIDENCE = ["low", "medium", "high"]


_REGION = Reference("region", "regions", "code")
_PASSAGE = Reference("passage", "passages", "id")
_WRITTEN = Reference("passage", "passages", "id", stands=True)
_THEME = Reference("theme", "themes", "id")
# Roles, criteria, preconditions and indicators are defined in framework.toml.
_ROLE = Reference("role", "framework", "role")
_SOURCE = Reference("source", "sources", "id")
_INDICATOR = Reference("indicator", "framework", "indicator")


# What a judgement or finding rests on: a passage, or grounds in words with the day they are of.
_BASIS = (
    plain("passage"),
    prose("grounds_nl"),
    prose("grounds_en"),
    plain("judged", pattern=PARTIAL_DATE),
)


def _tables() -> tuple[Table, ...]:
    return (
        Table(
            "regions",
            (
                required("code", pattern=REGION, maxLength=ID),
                plain("parent"),
                required("name_nl"),
                required("name_en"),
                required("kind", enum=["country", "nuts", "subdivision", "other"]),
                required(
                    "continent",
                    enum=[
                        "africa",
                        "asia",
                        "europe",
                        "north-america",
                        "oceania",
                        "south-america",
                    ],
                ),
                required("latitude", "number", minimum=-90, maximum=90),
                required("longitude", "number", minimum=-180, maximum=180),
                required("weighed", "boolean"),
                required("home", "boolean"),
            ),
            ("code",),
            (Reference("parent", "regions", "code"),),
        ),
        Table(
            "themes",
            (
                slug(),
                required("label_nl"),
                required("label_en"),
                required("cross_cutting", "boolean"),
                plain("passage"),
            ),
            ("id",),
            (_WRITTEN,),
        ),
        Table(
            "sources",
            (
                slug(),
                required("kind", enum=["document", "dataset"]),
                required("title"),
                required("publisher"),
                required("published", pattern=PARTIAL_DATE),
                plain("url", pattern=r"https?://\S+", maxLength=TEXT),
                plain("licence"),
                plain("language", pattern="[a-z]{2}"),
                prose("note_nl"),
                prose("note_en"),
            ),
            ("id",),
        ),
        Table(
            "passages",
            (
                slug(),
                required("document"),
                plain("section"),
                required("paragraph", "integer", minimum=1, maximum=100_000),
                plain("sentences", pattern=r"[1-9]\d{0,3}(-[1-9]\d{0,3})?"),
                required("sha256", pattern="[0-9a-f]{64}"),
                required("label_nl"),
                required("label_en"),
            ),
            ("id",),
            (Reference("document", "sources", "id"),),
        ),
        Table(
            "judgements",
            (
                slug(),
                required("region"),
                required("criterion"),
                plain("theme"),
                plain("role"),
                required("rating", "number"),
                required("confidence", enum=CONFIDENCE),
                required("said_by"),
                *_BASIS,
                prose("reason_nl"),
                prose("reason_en"),
            ),
            ("id",),
            (_REGION, _THEME, _ROLE, _PASSAGE, Reference("criterion", "framework", "rating leaf")),
        ),
        Table(
            "figures",
            (
                required("region"),
                required("indicator"),
                year("year"),
                required("value", "number"),
                plain("standard_error", "number", minimum=0),
                required("unit"),
                required("source"),
                prose("cell", filled=True),
                prose("note_nl"),
                prose("note_en"),
            ),
            ("region", "indicator", "year", "source"),
            (_REGION, _INDICATOR, _SOURCE),
        ),
        Table(
            "anchors",
            (
                required("economy", pattern="[A-Z]{2}"),
                required("indicator"),
                year("year"),
                required("value", "number"),
                required("unit"),
                required("source"),
                prose("cell", filled=True),
            ),
            ("economy", "indicator", "year"),
            (_INDICATOR, _SOURCE),
        ),
        Table(
            "statements",
            (
                slug(),
                required("region"),
                required("role"),
                required("effort", enum=EFFORTS),
                plain("theme"),
                year("period_start"),
                year("period_end"),
                required("explicit", "boolean"),
                required("said_by"),
                required("passage"),
            ),
            ("id",),
            (_REGION, _ROLE, _THEME, _PASSAGE),
        ),
        Table(
            "quantities",
            (
                slug(),
                required("subject", pattern=SLUG, maxLength=ID),
                required("label_nl"),
                required("label_en"),
                required("kind", enum=QUANTITY_KINDS),
                plain("region"),
                plain("indicator"),
                plain("year", "integer", **YEARS),
                plain("value", "number"),
                plain("unit"),
                plain("state", enum=QUANTITY_STATES),
                required("passage"),
                required("cell"),
                prose("note_nl"),
                prose("note_en"),
                required("said_by"),
            ),
            ("id",),
            (_REGION, _INDICATOR, _PASSAGE),
        ),
        Table(
            "decisions",
            (
                slug(),
                required("region"),
                required("role"),
                required("effort", enum=EFFORTS),
                year("period_start"),
                year("period_end"),
                prose("themes"),
                required("authority"),
                required("decided", pattern=PARTIAL_DATE),
                plain("label"),
                prose("footnote_nl"),
                prose("footnote_en"),
                prose("motivation_nl"),
                prose("motivation_en"),
                prose("conditions_nl"),
                prose("conditions_en"),
                plain("advice", enum=[*EFFORTS, "undetermined"]),
                prose("departure_nl"),
                prose("departure_en"),
                prose("replaces"),
                plain("passage"),
            ),
            ("id",),
            (
                _REGION,
                _ROLE,
                Reference("themes", "themes", "id", several=True),
                Reference("replaces", "decisions", "id", several=True, stands=True),
                _WRITTEN,
            ),
        ),
        Table(
            "findings",
            (
                slug(),
                required("region"),
                required("precondition"),
                required("outcome", enum=["holds", "conditional", "fails"]),
                prose("themes"),
                prose("conditions_nl"),
                prose("conditions_en"),
                required("confidence", enum=CONFIDENCE),
                required("said_by"),
                *_BASIS,
                prose("reason_nl"),
                prose("reason_en"),
            ),
            ("id",),
            (
                _REGION,
                Reference("precondition", "framework", "precondition"),
                Reference("themes", "themes", "id", several=True),
                _PASSAGE,
            ),
        ),
        Table(
            "relations",
            (
                slug(),
                required("region"),
                required("kind", enum=["companies-institutions", "structural-government"]),
                plain("official", "boolean"),
                plain("governing", "boolean"),
                required("passage"),
                prose("note_nl"),
                prose("note_en"),
            ),
            ("id",),
            (_REGION, _PASSAGE),
        ),
        Table(
            "settlements",
            (
                required("id", pattern=CONTRADICTION, maxLength=ID),
                required("kind", enum=CONTRADICTIONS),
                required("sides", pattern=rf"{SIDE}( {SIDE})+", maxLength=TEXT),
                plain("holds"),
                prose("reason_nl"),
                prose("reason_en"),
                required("settled_by"),
                required("settled", pattern=PARTIAL_DATE),
            ),
            ("id",),
        ),
    )


TABLES: Mapping[str, Table] = {table.name: table for table in _tables()}

FRAMEWORK_FILE = "framework.toml"
DESCRIPTOR_FILE = "datapackage.json"


def resource(table: Table) -> dict[str, Any]:
    """How a `datapackage.json` tells of a table."""
    return {
        "name": table.name,
        "path": table.path,
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "schema": table.schema(),
    }


def descriptor(name: str, title: str) -> dict[str, Any]:
    """The `datapackage.json` of a case."""
    return {
        "profile": "tabular-data-package",
        "name": name,
        "title": title,
        "framework": FRAMEWORK_FILE,
        "resources": [resource(table) for table in TABLES.values()],
    }
