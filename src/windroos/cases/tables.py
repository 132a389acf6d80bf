"""The tables of a case package, declared once as Table Schemas.

The schemas are written into `datapackage.json`, drive the checks, and name the columns that the
database keeps. Labels that people read stand in two columns, `_nl` and `_en`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Field = dict[str, Any]

# How long a text may be; the database keeps no longer ones.
ID, NAME, TEXT = 120, 400, 5000
SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
REGION = r"[A-Z]{2}|[A-Z]{2}[0-9A-Z]{1,3}|[A-Z]{2}-[0-9A-Z]{1,3}|x-[a-z0-9]+(-[a-z0-9]+)*"
PARTIAL_DATE = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
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
QUANTITY_KINDS = ["baseline", "target", "actual", "amount"]
QUANTITY_STATES = ["to-be-measured", "none"]
CONFIDENCE = ["low", "medium", "high"]


@dataclass(frozen=True, slots=True)
class Reference:
    """Values of `field` must stand in `key` of `table`; several may stand in one cell.

    A row `stands` without what it refers to where that only says where it is written: a decision
    was taken, whatever becomes of the page that prints it.
    """

    field: str
    table: str
    key: str
    several: bool = False
    stands: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One CSV file of the package: its fields, key and references."""

    name: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()

    @property
    def path(self) -> str:
        return f"{self.name}.csv"

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(field["name"] for field in self.fields)

    def field(self, name: str) -> Field:
        """The field of this name."""
        return next(field for field in self.fields if field["name"] == name)

    def schema(self) -> dict[str, Any]:
        """The Table Schema descriptor, as it stands in `datapackage.json`."""
        schema: dict[str, Any] = {"fields": list(self.fields), "primaryKey": list(self.key)}
        keys = [
            {"fields": [r.field], "reference": {"resource": r.table, "fields": [r.key]}}
            for r in self.references
            if r.table in TABLES and not r.several
        ]
        if keys:
            schema["foreignKeys"] = keys
        return schema


def _field(name: str, kind: str = "string", **constraints: Any) -> Field:
    """A field; a string holds at most `NAME` characters unless told otherwise."""
    field: Field = {"name": name, "type": kind}
    if kind == "boolean":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    if kind == "string" and "enum" not in constraints:
        constraints.setdefault("maxLength", NAME)
    if kind == "number":  # beyond it sums are no longer exact, nor meant
        constraints.setdefault("minimum", -1e15)
        constraints.setdefault("maximum", 1e15)
    if constraints:
        field["constraints"] = constraints
    return field


def _text(name: str, *, required: bool = False) -> Field:
    """Running text."""
    return _required(name, maxLength=TEXT) if required else _field(name, maxLength=TEXT)


def _required(name: str, kind: str = "string", **constraints: Any) -> Field:
    return _field(name, kind, required=True, **constraints)


def _id() -> Field:
    return _required("id", pattern=SLUG, maxLength=ID)


_YEARS = {"minimum": 1800, "maximum": 2200}


def _year(name: str) -> Field:
    return _required(name, "integer", **_YEARS)


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
    _field("passage"),
    _text("grounds_nl"),
    _text("grounds_en"),
    _field("judged", pattern=PARTIAL_DATE),
)


def _tables() -> tuple[Table, ...]:
    return (
        Table(
            "regions",
            (
                _required("code", pattern=REGION, maxLength=ID),
                _field("parent"),
                _required("name_nl"),
                _required("name_en"),
                _required("kind", enum=["country", "nuts", "subdivision", "other"]),
                _required(
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
                _required("latitude", "number", minimum=-90, maximum=90),
                _required("longitude", "number", minimum=-180, maximum=180),
                _required("weighed", "boolean"),
                _required("home", "boolean"),
            ),
            ("code",),
            (Reference("parent", "regions", "code"),),
        ),
        Table(
            "themes",
            (
                _id(),
                _required("label_nl"),
                _required("label_en"),
                _required("cross_cutting", "boolean"),
                _field("passage"),
            ),
            ("id",),
            (_WRITTEN,),
        ),
        Table(
            "sources",
            (
                _id(),
                _required("kind", enum=["document", "dataset"]),
                _required("title"),
                _required("publisher"),
                _required("published", pattern=PARTIAL_DATE),
                _field("url", pattern=r"https?://\S+", maxLength=TEXT),
                _field("licence"),
                _field("language", pattern="[a-z]{2}"),
                _text("note_nl"),
                _text("note_en"),
            ),
            ("id",),
        ),
        Table(
            "passages",
            (
                _id(),
                _required("document"),
                _field("section"),
                _required("paragraph", "integer", minimum=1, maximum=100_000),
                _field("sentences", pattern=r"[1-9]\d{0,3}(-[1-9]\d{0,3})?"),
                _required("sha256", pattern="[0-9a-f]{64}"),
                _required("label_nl"),
                _required("label_en"),
            ),
            ("id",),
            (Reference("document", "sources", "id"),),
        ),
        Table(
            "judgements",
            (
                _id(),
                _required("region"),
                _required("criterion"),
                _field("theme"),
                _field("role"),
                _required("rating", "number"),
                _required("confidence", enum=CONFIDENCE),
                _required("said_by"),
                *_BASIS,
                _text("reason_nl"),
                _text("reason_en"),
            ),
            ("id",),
            (_REGION, _THEME, _ROLE, _PASSAGE, Reference("criterion", "framework", "rating leaf")),
        ),
        Table(
            "figures",
            (
                _required("region"),
                _required("indicator"),
                _year("year"),
                _required("value", "number"),
                _field("standard_error", "number", minimum=0),
                _required("unit"),
                _required("source"),
                _text("cell", required=True),
                _text("note_nl"),
                _text("note_en"),
            ),
            ("region", "indicator", "year", "source"),
            (_REGION, _INDICATOR, _SOURCE),
        ),
        Table(
            "anchors",
            (
                _required("economy", pattern="[A-Z]{2}"),
                _required("indicator"),
                _year("year"),
                _required("value", "number"),
                _required("unit"),
                _required("source"),
                _text("cell", required=True),
            ),
            ("economy", "indicator", "year"),
            (_INDICATOR, _SOURCE),
        ),
        Table(
            "statements",
            (
                _id(),
                _required("region"),
                _required("role"),
                _required("effort", enum=EFFORTS),
                _field("theme"),
                _year("period_start"),
                _year("period_end"),
                _required("explicit", "boolean"),
                _required("said_by"),
                _required("passage"),
            ),
            ("id",),
            (_REGION, _ROLE, _THEME, _PASSAGE),
        ),
        Table(
            "quantities",
            (
                _id(),
                _required("subject", pattern=SLUG, maxLength=ID),
                _required("label_nl"),
                _required("label_en"),
                _required("kind", enum=QUANTITY_KINDS),
                _field("region"),
                _field("indicator"),
                _field("year", "integer", **_YEARS),
                _field("value", "number"),
                _field("unit"),
                _field("state", enum=QUANTITY_STATES),
                _required("passage"),
                _required("cell"),
                _text("note_nl"),
                _text("note_en"),
                _required("said_by"),
            ),
            ("id",),
            (_REGION, _INDICATOR, _PASSAGE),
        ),
        Table(
            "decisions",
            (
                _id(),
                _required("region"),
                _required("role"),
                _required("effort", enum=EFFORTS),
                _year("period_start"),
                _year("period_end"),
                _text("themes"),
                _required("authority"),
                _required("decided", pattern=PARTIAL_DATE),
                _field("label"),
                _text("footnote_nl"),
                _text("footnote_en"),
                _text("motivation_nl"),
                _text("motivation_en"),
                _text("conditions_nl"),
                _text("conditions_en"),
                _field("advice", enum=[*EFFORTS, "undetermined"]),
                _text("departure_nl"),
                _text("departure_en"),
                _text("replaces"),
                _field("passage"),
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
                _id(),
                _required("region"),
                _required("precondition"),
                _required("outcome", enum=["holds", "conditional", "fails"]),
                _text("themes"),
                _text("conditions_nl"),
                _text("conditions_en"),
                _required("confidence", enum=CONFIDENCE),
                _required("said_by"),
                *_BASIS,
                _text("reason_nl"),
                _text("reason_en"),
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
                _id(),
                _required("region"),
                _required("kind", enum=["companies-institutions", "structural-government"]),
                _field("official", "boolean"),
                _field("governing", "boolean"),
                _required("passage"),
                _text("note_nl"),
                _text("note_en"),
            ),
            ("id",),
            (_REGION, _PASSAGE),
        ),
        Table(
            "settlements",
            (
                _required("id", pattern=CONTRADICTION, maxLength=ID),
                _required("kind", enum=CONTRADICTIONS),
                _required("sides", pattern=rf"{SIDE}( {SIDE})+", maxLength=TEXT),
                _field("holds"),
                _text("reason_nl"),
                _text("reason_en"),
                _required("settled_by"),
                _required("settled", pattern=PARTIAL_DATE),
            ),
            ("id",),
        ),
    )


TABLES: Mapping[str, Table] = {table.name: table for table in _tables()}

FRAMEWORK_FILE = "framework.toml"
DESCRIPTOR_FILE = "datapackage.json"


def descriptor(name: str, title: str) -> dict[str, Any]:
    """The `datapackage.json` of a case."""
    return {
        "profile": "tabular-data-package",
        "name": name,
        "title": title,
        "framework": FRAMEWORK_FILE,
        "resources": [
            {
                "name": table.name,
                "path": table.path,
                "profile": "tabular-data-resource",
                "encoding": "utf-8",
                "schema": table.schema(),
            }
            for table in TABLES.values()
        ],
    }
