"""What rests on places in documents, and a case as it would be without them.

Which columns refer to a place is read from the tables of the package, so a table that comes to have
one is in without more. A row that has nothing else to rest on falls away with its place, and with
it what rests on that row; one that stands without (a decision that was taken, a judgement with
grounds of its own) only loses it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import lru_cache

from windroos.cases.case import Case, Locator
from windroos.cases.fields import Reference, Table
from windroos.cases.framework import Framework, Named
from windroos.cases.package import row_key
from windroos.cases.problems import CaseError
from windroos.cases.reading import Row, Value
from windroos.cases.rules import broken_row_rules
from windroos.cases.tables import TABLES

PLACES = "passages"


@dataclass(frozen=True, slots=True)
class Resting:
    """A row of a table that rests on places; `falls`, whether it has nothing else to rest on."""

    table: str
    key: str
    row: Row
    falls: bool


def resting(case: Case, places: Collection[str]) -> tuple[Resting, ...]:
    """The rows of a case that rest on places, in the order of the tables.

    Raises `CaseError` for a place that the case does not have.
    """
    left = _left(case, places)
    return tuple(
        Resting(name, key, row, now is None)
        for name in TABLES
        for key, (row, now) in left.get(name, {}).items()
    )


def named(case: Case, places: Collection[str]) -> tuple[Named, ...]:
    """The parts of the compass that are named in places; they stand without."""
    return tuple(one for one in case.framework.places if one.place in places)


def without(case: Case, places: Collection[str]) -> Case:
    """A case as it would be if nothing could rest on some places any more, to weigh.

    The places themselves stay on the list. Raises `CaseError` for one that is not there.
    """
    tables = dict(case.package.tables)
    for name, left in _left(case, places).items():
        rows = [(row, row_key(TABLES[name], row)) for row in tables[name]]
        stay = [left[key][1] if key in left else row for row, key in rows]
        tables[name] = tuple(row for row in stay if row is not None)
    return Case(replace(case.package, tables=tables), case.readings)


def place_of(case: Case, place: str) -> Locator:
    """A place of a case by its id; raises `CaseError` for another, with those like it."""
    if place not in case.locators:
        like = get_close_matches(place, case.locators, n=3)
        there = f"; like it are: {', '.join(like)}" if like else ""
        raise CaseError(f"unknown place “{place}”{there}")
    return case.locators[place]


def passages(case: Case, document: str | None = None) -> tuple[tuple[str, ...], ...]:
    """The places of a case, or those in one document, that stand in the same passage together."""
    found: dict[tuple[str, str, int, str], list[str]] = defaultdict(list)
    for one in case.locators.values():
        if document in (None, one.document):
            found[one.document, one.section, one.paragraph, one.sha256].append(one.id)
    return tuple(map(tuple, found.values()))


def together(case: Case, place: str) -> tuple[str, ...]:
    """All places in the passage that a place stands in, itself among them, as they are listed."""
    here = place_of(case, place)
    return next(ids for ids in passages(case, here.document) if place in ids)


# By table and key: a row, and what is left of it; None where it falls.
Left = dict[str, dict[str, tuple[Row, Row | None]]]
# Table, column of its key, value there.
Target = tuple[str, str, Value]
Index = Mapping[Target, Sequence[tuple[Table, Reference, Row]]]


def _left(case: Case, places: Collection[str]) -> Left:
    """What is left of the rows that rest on places."""
    for place in places:
        place_of(case, place)
    index = _references(case)
    left: Left = defaultdict(dict)
    gone: list[Target] = [(PLACES, "id", place) for place in places]
    while gone:
        gone = list(_lose(case.framework, index, gone, left))
    return left


def _lose(
    framework: Framework, index: Index, gone: Sequence[Target], left: Left
) -> Iterator[Target]:
    """Takes what is gone out of the rows that refer to it; gives the rows that fall by that."""
    lost = {value for _table, _key, value in gone}
    for target in gone:
        for table, reference, row in index.get(target, ()):
            key = row_key(table, row)
            _was, now = left[table.name].get(key, (row, row))
            if now is None:
                continue
            stripped = _stripped(now, reference, lost)
            if _falls(framework, table, reference, stripped):
                left[table.name][key] = row, None
                yield table.name, table.key[0], row[table.key[0]]
            else:
                left[table.name][key] = row, stripped


def _stripped(row: Row, reference: Reference, lost: Collection[Value]) -> Row:
    """A row that no longer refers to what is lost."""
    stay = [value for value in _values(row, reference) if value not in lost]
    return {**row, reference.field: " ".join(stay) or None}


def _falls(framework: Framework, table: Table, reference: Reference, stripped: Row) -> bool:
    if reference.stands or stripped[reference.field] is not None:
        return False
    required = table.field(reference.field).get("constraints", {}).get("required", False)
    return required or any(broken_row_rules(table.name, [(None, stripped)], framework))


# A case is known by its identity, and its rows do not change.
@lru_cache(maxsize=4)
def _references(case: Case) -> Index:
    """The rows that refer to each value of a key of a table."""
    found: dict[Target, list[tuple[Table, Reference, Row]]] = defaultdict(list)
    for table in TABLES.values():
        for reference in table.references:
            if reference.table not in TABLES:
                continue
            for row in case.package.tables[table.name]:
                for value in _values(row, reference):
                    found[reference.table, reference.key, value].append((table, reference, row))
    return found


def _values(row: Row, reference: Reference) -> list[str]:
    cell = row[reference.field]
    if cell is None:
        return []
    return str(cell).split() if reference.several else [str(cell)]
