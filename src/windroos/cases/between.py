"""What is wrong between the rows of a case: keys that stand twice, names of what is not there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from windroos.cases.framework import Framework
from windroos.cases.package import Row, Value
from windroos.cases.problems import N_, Problem
from windroos.cases.rules import broken_rules
from windroos.cases.tables import FRAMEWORK_FILE, TABLES, Table
from windroos.link.names import places

Numbered = Sequence[tuple[int | None, Row]]


def broken_tables(
    tables: Mapping[str, Iterable[Mapping[str, Value]]], framework: Framework
) -> list[Problem]:
    """What is wrong between the rows of tables that are each sound by themselves."""
    numbered = {name: [(None, dict(row)) for row in rows] for name, rows in tables.items()}
    return between(numbered, framework)


def between(tables: Mapping[str, Numbered], framework: Framework | None) -> list[Problem]:
    """The same of tables whose rows have their lines."""
    problems = [*_keys(tables), *_references(tables, framework)]
    if framework is not None and len(tables) == len(TABLES):
        problems += broken_rules(tables, framework)
    return problems


def _keys(tables: Mapping[str, Numbered]) -> Iterator[Problem]:
    for name, rows in tables.items():
        table = TABLES[name]
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


Known = Mapping[tuple[str, str], set[Value]]


def _references(tables: Mapping[str, Numbered], framework: Framework | None) -> Iterator[Problem]:
    known = targets({name: [row for _, row in rows] for name, rows in tables.items()}, framework)
    for name, rows in tables.items():
        yield from unknown_references(TABLES[name], rows, known)
    if framework is not None:
        yield from _terms(framework, known)
    if framework is not None and "passages" in tables:
        places = known[("passages", "id")]
        for named in framework.places:
            if named.place not in places:
                yield Problem(
                    "unknown-reference",
                    FRAMEWORK_FILE,
                    N_("“%(id)s”: “%(value)s” does not stand in %(file)s"),
                    field=named.field,
                    values={
                        "id": named.part.id,
                        "value": named.place,
                        "file": TABLES["passages"].path,
                    },
                )


def _terms(framework: Framework, known: Known) -> Iterator[Problem]:
    """Words for what is not there; a region may be any that the program knows."""
    for term in framework.terms.values():
        there = {
            "theme": known.get(("themes", "id")),
            "region": known.get(("regions", "code"), set()) | places().keys(),
        }.get(term.subject)
        if there is not None and term.of not in there:
            table = "themes" if term.subject == "theme" else "regions"
            yield Problem(
                "unknown-reference",
                FRAMEWORK_FILE,
                N_("“%(id)s”: “%(value)s” does not stand in %(file)s"),
                field=term.subject,
                values={"id": term.id, "value": term.of, "file": TABLES[table].path},
            )


def targets(
    tables: Mapping[str, Iterable[Mapping[str, Value]]], framework: Framework | None
) -> Known:
    """What a cell may refer to, by table and key."""
    known: dict[tuple[str, str], set[Value]] = {
        (name, field): {row[field] for row in rows}
        for name, rows in tables.items()
        for field in TABLES[name].key[:1]
    }
    if framework is not None:
        known |= {
            ("framework", "role"): {role.id for role in framework.roles},
            ("framework", "rating leaf"): {c.id for c in framework.criteria if c.rating},
            ("framework", "indicator"): set(framework.indicators),
            ("framework", "precondition"): {p.id for p in framework.preconditions},
        }
    return known


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
    if table == "framework":
        values = {"value": value, "kind": key, "file": FRAMEWORK_FILE}
        return N_("“%(value)s” is not a %(kind)s in %(file)s"), values
    values = {"value": value, "file": TABLES[table].path, "kind": key}
    return N_("“%(value)s” does not stand in %(file)s (%(kind)s)"), values
