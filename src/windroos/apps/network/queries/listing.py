"""Lists of records of the register: filtered, sorted and counted by the database."""

import functools
import operator
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Q, QuerySet

from windroos.apps.network.models import Organisation, Part, RecordVersion
from windroos.apps.network.queries.places import Places
from windroos.apps.network.queries.records import KEPT, current
from windroos.apps.regions.queries import Case
from windroos.cases.register import KINDS, TABLES
from windroos.link.text import fold

# What a record is called, in the tables that have no name of their own beside it.
_NAMED = ("name", "label_nl", "label_en")
# Fields of the roles of an organisation by which organisations are asked for.
ROLE_FIELDS = ("area", "category")


@dataclass(frozen=True)
class Asked:
    """Which records of a kind are asked for, and in which order.

    `equal` holds columns with the values of which one must be theirs, None for "has none"; `words`
    must all stand in their names; `box` is west, south, east, north in degrees; `by` are columns,
    one after a “-” downwards.
    """

    equal: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    words: str = ""
    box: tuple[float, float, float, float] | None = None
    by: Sequence[str] = ()


def found(case: Case, kind: str, asked: Asked) -> QuerySet[Any]:
    """The rows of the main table of the records that are asked for."""
    table = KINDS[kind].table
    rows = KEPT[table].model._default_manager.filter(case=case)
    equal = dict(asked.equal)
    if kind == "organisation":
        roles = {name: equal.pop(name) for name in ROLE_FIELDS if name in equal}
        if roles:  # of one and the same role
            held = Part.objects.filter(case=case)
            held = held.filter(*(_one_of(name, values) for name, values in roles.items()))
            # Not a subquery per row: SQLite would go through all roles of the area for each.
            rows = rows.filter(pk__in=held.values("organisation"))
    for column, values in equal.items():
        rows = rows.filter(_one_of(KEPT[table].path(column), values))
    if asked.box is not None:
        west, south, east, north = asked.box
        rows = rows.filter(latitude__range=(south, north), longitude__range=(west, east))
    if asked.words:
        rows = _named(rows, kind, asked.words)
    by = [_order(table, one) for one in asked.by]
    return rows.order_by(*by, "slug")


def versions_of(case: Case, kind: str, slugs: Iterable[str]) -> list[RecordVersion]:
    """The versions of records that hold now, in the order in which they are named."""
    wanted = list(slugs)
    held = current(case, kind, wanted)
    return [held[slug] for slug in wanted if slug in held]


def mark(case: Case) -> int:
    """A number that is another one after every change of the register."""
    last = RecordVersion.objects.filter(case=case).order_by("-pk").values_list("pk", flat=True)
    return last.first() or 0


def organisations_called(case: Case, query: str) -> QuerySet[Organisation]:
    """The organisations in whose names all words of a query stand, by name."""
    found = _named(Organisation.objects.filter(case=case), "organisation", query)
    return found.prefetch_related("names")


def sites_called(case: Case, query: str) -> QuerySet[Any]:
    """The sites in whose name all words of a query stand, by name."""
    return _named(KEPT["sites"].model._default_manager.filter(case=case), "site", query)


def told(one: Any, called: Places) -> str:
    """What tells an organisation or site from others of its name: other names, place and region."""
    other = []
    if isinstance(one, Organisation):
        names = one.names.all()  # type: ignore[attr-defined]
        other = sorted({each.name for each in names} - {one.name})
    where = ", ".join(filter(None, (one.place, called.region(one.region or one.country))))
    return " · ".join(filter(None, ("; ".join(other), where)))


def _named(rows: QuerySet[Any], kind: str, words: str) -> QuerySet[Any]:
    wanted = fold(words.replace('"', " ")).split()
    if not wanted:
        return rows.none()
    if kind == "organisation":
        return rows.filter(*(Q(searched__contains=word) for word in wanted))
    columns = [name for name in _NAMED if name in TABLES[KINDS[kind].table].columns]
    # Of these there are few, and no database folds as we do.
    there = rows.values_list("pk", *columns)
    held = [
        pk
        for pk, *names in there
        if all(word in fold(" | ".join(filter(None, names))) for word in wanted)
    ]
    return rows.filter(pk__in=held)


def _one_of(path: str, values: Sequence[Any]) -> Q:
    given = [value for value in values if value is not None]
    wanted = [Q(**{f"{path}__in": given})] if given else []
    if None in values:
        wanted.append(Q(**{f"{path}__isnull": True}))
    return functools.reduce(operator.or_, wanted)


def _order(table: str, column: str) -> Any:
    path = F(KEPT[table].path(column.removeprefix("-")))
    return path.desc(nulls_last=True) if column.startswith("-") else path.asc(nulls_last=True)
