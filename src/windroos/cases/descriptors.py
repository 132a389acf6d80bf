"""Reading the `datapackage.json` of a package: its name, its title and the tables it lists."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from windroos.cases.fields import ID, NAME, Table
from windroos.cases.package import CASE_NAME
from windroos.cases.problems import N_, Problem
from windroos.cases.reading import CONTROL, text
from windroos.cases.tables import DESCRIPTOR_FILE

# A case is named in addresses and on the command line; these addresses are taken.
_RESERVED = ("account", "api", "sources")


@dataclass(frozen=True, slots=True)
class Described:
    """What a descriptor says of a package, as far as it is sound."""

    name: str
    title: str
    tables: frozenset[str]


def described(
    folder: Path, tables: Mapping[str, Table], problems: list[Problem]
) -> Described | None:
    """What the descriptor in a folder says; None when there is none to read, which is told.

    `tables` are those that it must list.
    """

    def fault(
        code: str, wording: str, field: str | None = None, row: int | None = None, **values: object
    ) -> None:
        problems.append(Problem(code, DESCRIPTOR_FILE, wording, row, field, values))

    content = text(folder / DESCRIPTOR_FILE, problems)
    if content is None:
        return None
    try:
        data = json.loads(content)
    except json.JSONDecodeError as error:
        fault("json-syntax", N_("not valid JSON: %(error)s"), row=error.lineno, error=error.msg)
        return None
    except (ValueError, RecursionError) as error:  # numbers or nesting beyond all measure
        fault("json-syntax", N_("cannot be read: %(error)s"), row=1, error=str(error))
        return None
    if not isinstance(data, dict):
        fault("descriptor-type", N_("is not a JSON object"), row=1)
        return None
    resources = data.get("resources")
    if not isinstance(resources, list):
        fault("descriptor-resources", N_("needs a list of resources"), "resources")
        resources = []
    listed = _listed(resources, tables, fault)
    return Described(*_names(data, fault), frozenset(listed))


def _names(data: Mapping[str, Any], fault: Callable[..., None]) -> tuple[str, str]:
    name, title = data.get("name"), data.get("title")
    if not isinstance(name, str) or len(name) > ID or not re.fullmatch(CASE_NAME, name):
        fault("descriptor-name", N_("needs a name of small letters, digits, - and _"), "name")
        name = ""
    elif name in _RESERVED:
        wording = N_("a case cannot be called “%(name)s”; choose another name")
        fault("descriptor-name", wording, "name", name=name)
    if title is not None and not (
        isinstance(title, str) and len(title) <= NAME and not CONTROL.search(title)
    ):
        wording = N_("needs a title of at most %(most)s plain characters")
        fault("descriptor-title", wording, "title", most=NAME)
    return name, title or name


def _listed(
    resources: list[Any], tables: Mapping[str, Table], fault: Callable[..., None]
) -> set[str]:
    """Which of the tables the descriptor lists."""
    listed: set[str] = set()
    for resource in resources:
        label = resource.get("name") if isinstance(resource, dict) else resource
        table = tables.get(label) if isinstance(label, str) else None
        if table is None:
            wording = N_("unknown table “%(table)s”; there are %(there)s")
            there = ", ".join(tables)
            fault("unknown-table", wording, "resources", table=label, there=there)
            continue
        listed.add(table.name)
        if resource.get("path") != table.path:
            wording = N_("table “%(table)s” must stand in %(path)s, not %(other)s")
            values = {"table": table.name, "path": table.path, "other": repr(resource.get("path"))}
            fault("resource-path", wording, "resources", **values)
    for missing in sorted(set(tables) - listed):
        wording = N_("table “%(table)s” is not listed; add %(table)s.csv")
        fault("missing-table", wording, "resources", table=missing)
    return listed
