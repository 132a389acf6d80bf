"""Organisations as one sheet for people: a row for each, the parts of a record in its cells.

>>> from windroos.cases.register.sheet import flat, merged
>>> one = merged(None, "lamps", {"name": "Lamps", "kind": "company"}, basis="source")
>>> (
...     flat(one)["name"],
...     flat(merged(one, "lamps", {"other_names": ("Lamp Co",)}, basis="source"))["other_names"],
... )
('Lamps', ('Lamp Co',))
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any

from windroos.cases.fields import ID
from windroos.cases.register.records import Content
from windroos.cases.register.sheet_words import CATEGORY_WORDS, FIELDS, KIND_WORDS, coded
from windroos.cases.register.tables import KINDS, TABLES
from windroos.link.text import fold

__all__ = ["FIELDS", "SEVERAL", "Flat", "flat", "free_id", "joined", "merged", "same", "split"]

# What a row of the sheet says of an organisation, by field; a tuple where a cell holds several.
Flat = dict[str, Any]

SEVERAL = ("other_names", "roles", "ror", "kvk")
PLAIN = ("kind", "country", "region", "place", "latitude", "longitude", "website",
         "note_nl", "note_en")  # fmt: skip
_WHERE = ("country", "region", "place", "latitude", "longitude")
_SCHEMES = ("ror", "kvk")
_KIND = KINDS["organisation"]


def flat(content: Mapping[str, Any] | None) -> Flat:
    """What the sheet shows of a record, by field, without its id; of None an empty row."""
    content = content or {}
    found: Flat = {name: content.get(name) for name in PLAIN}
    names = content.get("names") or ()
    found["name"] = next((row["name"] for row in names if row["kind"] == "official"), None)
    found["other_names"] = _ordered(row["name"] for row in names if row["kind"] != "official")
    roles = content.get("roles") or ()
    found["roles"] = _ordered(f"{row['area']}:{row['category']}" for row in roles)
    for scheme in _SCHEMES:
        rows = content.get("identifiers") or ()
        found[scheme] = _ordered(row["value"] for row in rows if row["scheme"] == scheme)
    return found


def merged(
    content: Mapping[str, Any] | None, id: str, changes: Mapping[str, Any], *, basis: str
) -> Content:
    """A record with some fields of the sheet made another; a new one where there is none.

    What the sheet does not show stays as it is. `basis` says what new roles and another place rest
    on: one of `BASES`.
    """
    made: Content = deepcopy(dict(content)) if content else _blank()
    made["id"] = id
    before = flat(content)
    for name in PLAIN:
        if name in changes:
            made[name] = changes[name]
    if any(name in changes and changes[name] not in (None, before[name]) for name in _WHERE):
        made["basis"] = basis
    if "name" in changes or "other_names" in changes:
        made["names"] = _names(made["names"], {**before, **changes})
    if "roles" in changes:
        made["roles"] = _roles(made["roles"], changes["roles"], basis)
    for scheme in _SCHEMES:
        if scheme in changes:
            others = [row for row in made["identifiers"] if row["scheme"] != scheme]
            made["identifiers"] = others + [
                {"scheme": scheme, "value": value} for value in changes[scheme]
            ]
    return made


def same(field: str, one: Any, other: Any) -> bool:
    """Whether two values of a field say the same; a ROR number with and without its address."""
    if field == "ror":
        return {_number(value) for value in one} == {_number(value) for value in other}
    if field in SEVERAL:
        return set(one) == set(other)
    return one == other or (one in (None, "") and other in (None, ""))


def ror(written: str) -> str | None:
    """A ROR number as the register keeps it, with its address; None for what is none."""
    number = _number(written)
    return f"https://ror.org/{number}" if re.fullmatch("0[a-z0-9]{8}", number) else None


def joined(values: Iterable[str]) -> str:
    """Several values in one cell; a semicolon within one is written “\\;”."""
    return "; ".join(value.replace(";", "\\;") for value in values)


def split(cell: str) -> tuple[str, ...]:
    """The values that stand in one cell, each once."""
    parts = re.split(r"(?<!\\)[;\n]", cell)
    cleaned = (part.replace("\\;", ";").strip() for part in parts)
    return tuple(dict.fromkeys(part for part in cleaned if part))


def role_of(written: str, areas: Mapping[str, Any]) -> str | None:
    """An area and category by their codes or words, as “area:category”; None for others.

    `areas` are the technology areas by id, with their labels.
    """
    area, colon, category = written.rpartition(":")
    found, kind = coded(area, areas), coded(category, CATEGORY_WORDS)
    return f"{found}:{kind}" if colon and found and kind else None


def kind_of(written: str) -> str | None:
    """A kind of organisation by its code or words in either language."""
    return coded(written, KIND_WORDS)


def free_id(name: str, taken: Iterable[str]) -> str:
    """An id made of a name that no other organisation has."""
    there = taken if isinstance(taken, (set, frozenset, dict)) else set(taken)
    stem = re.sub("[^a-z0-9]+", "-", fold(name)).strip("-")[: ID - 10].strip("-") or "organisation"
    number, made = 1, stem
    while made in there:
        number += 1
        made = f"{stem}-{number}"
    return made


def _number(written: str) -> str:
    return re.sub(r"^(https?://)?(www\.)?ror\.org/", "", written.strip(), flags=re.I).lower()


def _ordered(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(values, key=lambda value: (fold(value), value)))


def _blank() -> Content:
    return {
        **dict.fromkeys(TABLES[_KIND.table].columns),
        **{part.table: [] for part in _KIND.parts},
    }


def _names(rows: Iterable[Mapping[str, Any]], wanted: Flat) -> list[dict[str, Any]]:
    """The rows of names: those that stay keep their kind and language."""
    there = {row["name"]: row for row in rows}
    official = next((row for row in there.values() if row["kind"] == "official"), None)
    made: list[dict[str, Any]] = []
    if wanted["name"]:
        was = there.get(wanted["name"]) or official or {}
        made.append({"name": wanted["name"], "kind": "official", "language": was.get("language")})
    for name in wanted["other_names"]:
        if name == wanted["name"]:
            continue
        was = there.get(name) or {}
        kind = was.get("kind", "other")
        kind = "other" if kind == "official" else kind
        made.append({"name": name, "kind": kind, "language": was.get("language")})
    return made


def _roles(
    rows: Iterable[Mapping[str, Any]], wanted: Iterable[str], basis: str
) -> list[dict[str, Any]]:
    there = {f"{row['area']}:{row['category']}": dict(row) for row in rows}
    made = []
    for role in wanted:
        area, _colon, category = role.rpartition(":")
        blank = {"theme": None, "passage": None, "note_nl": None, "note_en": None}
        new = {"area": area, "category": category, "basis": basis, **blank}
        made.append(there.get(role) or new)
    return made
