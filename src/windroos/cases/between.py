"""What is wrong between the rows of a case: keys that stand twice, names of what is not there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from windroos.cases.framework import Framework
from windroos.cases.problems import N_, Problem
from windroos.cases.reading import Numbered, Value
from windroos.cases.references import Known, duplicate_keys, unknown_references
from windroos.cases.rules import broken_rules
from windroos.cases.tables import FRAMEWORK_FILE, TABLES
from windroos.link.names import places


def broken_tables(
    tables: Mapping[str, Iterable[Mapping[str, Value]]], framework: Framework
) -> list[Problem]:
    """What is wrong between the rows of tables that are each sound by themselves."""
    numbered = {name: [(None, dict(row)) for row in rows] for name, rows in tables.items()}
    return between(numbered, framework)


def between(tables: Mapping[str, Numbered], framework: Framework | None) -> list[Problem]:
    """The same of tables whose rows have their lines."""
    problems = [
        *(fault for name, rows in tables.items() for fault in duplicate_keys(TABLES[name], rows)),
        *_references(tables, framework),
    ]
    if framework is not None and len(tables) == len(TABLES):
        problems += broken_rules(tables, framework)
    return problems


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
