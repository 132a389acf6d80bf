"""What is wrong between rows of tables: keys that stand twice, names of what is not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from windroos.cases.fields import FRAMEWORK, Table
from windroos.cases.problems import N_, Problem
from windroos.cases.reading import Numbered, Value

# What a cell may refer to, by table and key.
Target = tuple[str, str]
Known = Mapping[Target, set[Value]]


def targets(specs: Mapping[str, Table], tables: Mapping[str, Numbered]) -> dict[Target, set[Value]]:
    """What a cell may refer to, by table and key, of tables whose rows have an id."""
    return {
        (name, "id"): {row["id"] for _, row in found}
        for name, found in tables.items()
        if specs[name].key == ("id",)
    }


def loose_ends(
    specs: Mapping[str, Table], tables: Mapping[str, Numbered], known: Known
) -> list[Problem]:
    """The keys that stand twice and the cells that refer to what is not there, table by table."""
    problems: list[Problem] = []
    for name, found in tables.items():
        problems += duplicate_keys(specs[name], found)
        problems += unknown_references(specs[name], found, known)
    return problems


def duplicate_keys(table: Table, rows: Numbered) -> Iterator[Problem]:
    """The rows of a table whose key stands on an earlier line."""
    seen: dict[tuple[Value, ...], int | None] = {}
    for line, row in rows:
        key = tuple(row[field] for field in table.key)
        if None in key:
            continue
        if key in seen:
            shown = ", ".join(str(part) for part in key)
            yield Problem(
                "duplicate-key",
                table.path,
                N_("“%(key)s” stands on line %(line)s already"),
                line,
                ", ".join(table.key),
                {"key": shown, "line": seen[key]},
            )
        seen.setdefault(key, line)


def unknown_references(table: Table, rows: Numbered, known: Known) -> Iterator[Problem]:
    """The cells of a table that refer to what is not there."""
    for reference in table.references:
        there = known.get((reference.table, reference.key))
        if there is None:  # the table referred to could not be read: that is told already
            continue
        for line, row in rows:
            cell = row[reference.field]
            if not isinstance(cell, str):
                continue
            for value in cell.split() if reference.several else [cell]:
                if value not in there:
                    wording, values = _unknown(value, reference.table, reference.key)
                    yield Problem(
                        "unknown-reference", table.path, wording, line, reference.field, values
                    )


def _unknown(value: str, table: str, key: str) -> tuple[str, dict[str, str]]:
    if table == FRAMEWORK:
        values = {"value": value, "kind": key, "file": f"{FRAMEWORK}.toml"}
        return N_("“%(value)s” is not a %(kind)s in %(file)s"), values
    values = {"value": value, "file": f"{table}.csv", "kind": key}
    return N_("“%(value)s” does not stand in %(file)s (%(kind)s)"), values
