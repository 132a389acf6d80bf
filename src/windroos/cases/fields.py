"""What tables of a package are made of: fields with their constraints, keys and references.

They are written as Table Schemas into `datapackage.json` and drive the checks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Field = dict[str, Any]

# How long a text may be; the database keeps no longer ones.
ID, NAME, TEXT = 120, 400, 5000
SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
REGION = r"[A-Z]{2}|[A-Z]{2}[0-9A-Z]{1,3}|[A-Z]{2}-[0-9A-Z]{1,3}|x-[a-z0-9]+(-[a-z0-9]+)*"
PARTIAL_DATE = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
# What stands for the framework of a case as something to refer to; it is no table.
FRAMEWORK = "framework"


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


@dataclass(frozen=True, eq=False)
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
            if r.table != FRAMEWORK and not r.several
        ]
        if keys:
            schema["foreignKeys"] = keys
        return schema


def plain(name: str, kind: str = "string", **constraints: Any) -> Field:
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


def prose(name: str, *, filled: bool = False) -> Field:
    """Running text."""
    return required(name, maxLength=TEXT) if filled else plain(name, maxLength=TEXT)


def required(name: str, kind: str = "string", **constraints: Any) -> Field:
    return plain(name, kind, required=True, **constraints)


def slug() -> Field:
    return required("id", pattern=SLUG, maxLength=ID)


YEARS = {"minimum": 1800, "maximum": 2200}


def year(name: str) -> Field:
    return required(name, "integer", **YEARS)
