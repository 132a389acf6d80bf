"""The records of the register as the API reads and writes them, made of the tables themselves.

So every field that a table gets is in the API, with its type, its limits and what it means.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, Field, create_model

from windroos.cases.fields import Table
from windroos.cases.register import TABLES, Kind
from windroos.cases.register.words import ABOUT, means
from windroos.rest.schemas import TEXT, Input, Schema, Several, Text, TextInput

# Columns that hold several values with spaces between and are no references.
_SEVERAL = {("maps", "regions")}
# So many rows a part of one record may have.
MOST_ROWS = 2000
_TYPES: Mapping[str, Any] = {"string": str, "integer": int, "number": float, "boolean": bool}
# What the parts of records are in the API, by their table.
_ONE = {
    "names": "Name",
    "identifiers": "Identifier",
    "roles": "Role",
    "mentions": "Mention",
    "site_figures": "SiteFigure",
    "chain_links": "ChainLink",
    "chain_flows": "ChainFlow",
    "chain_holders": "ChainHolder",
    "programme_parts": "ProgrammePart",
    "programme_goals": "ProgrammeGoal",
    "programme_partners": "ProgrammePartner",
    "programme_agreements": "ProgrammeAgreement",
    "programme_notes": "ProgrammeNote",
    "indicator_notes": "IndicatorNote",
}
Fields = dict[str, Any]
M = TypeVar("M", bound=BaseModel)


def model(name: str, base: type[M], told: str, fields: Fields) -> type[M]:
    """A schema of these fields, that the document tells of in these words."""
    return create_model(name, __base__=base, __doc__=told, **fields)


def pascal(kind: Kind) -> str:
    """What a kind of record is called in names of schemas and operations.

    >>> from windroos.cases.register import KINDS
    >>> pascal(KINDS["organisation"])
    'Organisation'
    """
    return kind.name.capitalize()


def schema(kind: Kind) -> type[Schema]:
    """A record as it is answered."""
    fields = _read(TABLES[kind.table])
    if kind.name == "organisation":
        fields["name"] = (str, Field(description="The official name: the one it is shown by."))
    for part in kind.parts:
        own = _read(TABLES[part.table], without=part.owner)
        row: Any = model(f"Register{_ONE[part.table]}", Schema, ABOUT[part.table][1], own)
        fields[part.table] = (list[row], Field(description=ABOUT[part.table][1]))
    fields["version"] = (
        int,
        Field(description="The number of this version: the ETag of the record.", examples=[3]),
    )
    return model(f"Register{pascal(kind)}", Schema, ABOUT[kind.table][1], fields)


def inputs(kind: Kind) -> tuple[type[Input], type[Input]]:
    """A record to add, and what one is to become: the same without its id."""
    table = TABLES[kind.table]
    fields = _written(table, without="id")
    for part in kind.parts:
        own = _written(TABLES[part.table], without=part.owner)
        row: Any = model(f"Register{_ONE[part.table]}Input", Input, ABOUT[part.table][1], own)
        told = Field([], max_length=MOST_ROWS, description=ABOUT[part.table][1])
        fields[part.table] = (list[row], told)
    fields["reason"] = (
        str,
        Field("", max_length=TEXT, description="Why; it stands in the history of the record."),
    )
    name, whole = (
        f"Register{pascal(kind)}",
        "All that a record is to be; what is left out is empty.",
    )
    replacement = model(f"{name}Replacement", Input, whole, fields)
    added = model(f"{name}Input", replacement, "A record to add.", {"id": _input(table, "id")})
    return added, replacement


def _stems(table: Table, without: str) -> Iterator[tuple[str, bool]]:
    """The fields of a table in the API, each with whether it is a text in two languages."""
    seen = set()
    for column in table.columns:
        stem, _dot, language = column.rpartition("_")
        both = bool(stem) and language in ("nl", "en") and f"{stem}_nl" in table.columns
        name = stem if both else column
        if name not in seen and name != without:
            seen.add(name)
            yield name, both


def _several(table: Table, column: str) -> bool:
    named = any(one.field == column and one.several for one in table.references)
    return named or (table.name, column) in _SEVERAL


def _constraints(table: Table, column: str) -> Mapping[str, Any]:
    return table.field(column).get("constraints", {})


def _type(table: Table, column: str) -> Any:
    constraints = _constraints(table, column)
    if "enum" in constraints:
        return Literal[tuple(constraints["enum"])]
    return _TYPES[table.field(column)["type"]]


def _read(table: Table, without: str = "") -> Fields:
    fields: Fields = {}
    for name, both in _stems(table, without):
        told = Field(description=f"{means(table.name, name)}.")
        if both:
            filled = _constraints(table, f"{name}_nl").get("required")
            fields[name] = (Text if filled else Text | None, told)
        elif _several(table, name):
            fields[name] = (Several, told)
        else:
            kind = _type(table, name)
            filled = _constraints(table, name).get("required")
            fields[name] = (kind if filled else kind | None, told)
    return fields


def _written(table: Table, without: str) -> Fields:
    return {name: _input(table, name, both=both) for name, both in _stems(table, without)}


def _input(table: Table, name: str, *, both: bool = False) -> tuple[Any, Any]:
    constraints = _constraints(table, f"{name}_nl" if both else name)
    needed = bool(constraints.get("required"))
    default: Any = ... if needed else None
    told = f"{means(table.name, name)}."
    if both:
        return (TextInput if needed else TextInput | None, Field(default, description=told))
    if _several(table, name):
        return (list[str], Field(... if needed else [], max_length=MOST_ROWS, description=told))
    limits = {
        "max_length": constraints.get("maxLength"),
        "min_length": 1 if needed and "maxLength" in constraints else None,
        "ge": constraints.get("minimum"),
        "le": constraints.get("maximum"),
        "pattern": f"^({constraints['pattern']})$" if "pattern" in constraints else None,
    }
    limits = {key: value for key, value in limits.items() if value is not None}
    kind = _type(table, name)
    return (kind if needed else kind | None, Field(default, description=told, **limits))
