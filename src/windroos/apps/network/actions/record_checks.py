"""What must hold between a record of the register and what stands beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from django.db.models import PROTECT

from windroos.apps.network.models import Indicator
from windroos.apps.network.queries.records import KEPT
from windroos.apps.regions.queries import Case
from windroos.cases.problems import N_, Problem
from windroos.cases.reading import Numbered
from windroos.cases.register import KINDS, TABLES

# Where an indicator names rows of its programme, by column.
NAMED: Mapping[str, str] = {
    "part": "programme_parts",
    "goals": "programme_goals",
    "agreements": "programme_agreements",
}


class Change(Protocol):
    """A record that is to become this; a content of None goes."""

    @property
    def kind(self) -> str: ...
    @property
    def record(self) -> str: ...
    @property
    def content(self) -> Mapping[str, Any] | None: ...


def brought(given: Iterable[Change]) -> dict[tuple[str, str], set[str]]:
    """What the records that are given can be referred to by, by table and key."""
    found: dict[tuple[str, str], set[str]] = {}
    for one in given:
        if one.content is None:
            continue
        found.setdefault((KINDS[one.kind].table, "id"), set()).add(one.record)
        for part in KINDS[one.kind].parts:
            if TABLES[part.table].key == ("id",):
                ids = {str(row.get("id")) for row in one.content.get(part.table) or ()}
                found[part.table, "id"] = found.get((part.table, "id"), set()) | ids
    return found


def beside(case: Case, given: Sequence[Change]) -> dict[str, Numbered]:
    """Of which programme the rows are that indicators name: rows with that and their id alone."""
    indicators = [one.content for one in given if one.kind == "indicator" and one.content]
    programmes = {one.record: one.content for one in given if one.kind == "programme"}
    found: dict[str, Numbered] = {}
    for column, table in NAMED.items():
        wanted = {id for content in indicators for id in _ids(content.get(column))}
        if not wanted:
            continue
        rows = KEPT[table].model._default_manager.filter(case=case, slug__in=wanted)
        owners = {
            id: owner
            for id, owner in rows.values_list("slug", "programme__slug")
            if owner not in programmes
        }
        owners |= {
            str(row.get("id")): owner
            for owner, content in programmes.items()
            for row in (content or {}).get(table) or ()
        }
        empty = dict.fromkeys(TABLES[table].columns)
        found[table] = [
            (None, empty | {"id": id, "programme": owner}) for id, owner in owners.items()
        ]
    return found


def left_out(case: Case, given: Sequence[Change]) -> list[tuple[int, Problem]]:
    """The rows of programmes that go from their record while an indicator still names them."""
    programmes = {
        one.record: (number, one.content)
        for number, one in enumerate(given)
        if one.kind == "programme" and one.content is not None
    }
    if not programmes:
        return []
    there = Indicator.objects.filter(case=case, programme__slug__in=programmes)
    there = there.exclude(slug__in=[one.record for one in given if one.kind == "indicator"])
    problems = []
    for row in there.values("slug", "programme__slug", *NAMED):
        number, content = programmes[row["programme__slug"]]
        for column, table in NAMED.items():
            for id in _ids(row[column]):
                if id not in {one["id"] for one in content[table]}:
                    wording = N_("“%(id)s” is named by the indicator %(slug)s; change that first")
                    values = {"id": id, "slug": row["slug"]}
                    problem = Problem(
                        "still-named", TABLES[table].path, wording, None, "id", values
                    )
                    problems.append((number, problem))
    return problems


def unfounded(case: Case, given: Sequence[Change]) -> set[str]:
    """The indicators that would name rows which no programme has."""
    there = {
        table: {row["id"] for _line, row in rows} for table, rows in beside(case, given).items()
    }
    return {
        one.record
        for one in given
        if one.kind == "indicator" and one.content is not None
        for column, table in NAMED.items()
        if not {*_ids(one.content.get(column))} <= there.get(table, set())
    }


def rows_of_others(case: Case, given: Sequence[Change]) -> Iterator[tuple[int, Problem]]:
    """The ids of rows of records that a row of another record has."""
    records = {(one.kind, one.record) for one in given}
    for number, one in enumerate(given):
        for part in KINDS[one.kind].parts if one.content is not None else ():
            if TABLES[part.table].key != ("id",):
                continue
            rows = (one.content or {}).get(part.table) or ()
            placed = {row["id"]: at for at, row in enumerate(rows, start=1)}
            path = f"{part.owner}__slug"
            held = KEPT[part.table].model._default_manager.filter(case=case, slug__in=placed)
            for id, owner in held.exclude(**{path: one.record}).values_list("slug", path):
                if (one.kind, owner) not in records:
                    wording = N_("“%(id)s” is the id of a row of %(owner)s already")
                    values = {"id": id, "owner": owner}
                    file = TABLES[part.table].path
                    yield number, Problem("id-taken", file, wording, placed[id], "id", values)


def recorded(case: Case, kind: str, slug: str) -> bool:
    """Whether something outside the register was recorded of a record, so that it cannot go."""
    model: Any = KEPT[KINDS[kind].table].model
    in_register = {kept.model for kept in KEPT.values()}
    return any(
        link.related_model._default_manager.filter(
            **{f"{link.field.name}__case": case, f"{link.field.name}__slug": slug}
        ).exists()
        for link in model._meta.related_objects
        if link.on_delete is PROTECT and link.related_model not in in_register
    )


def _ids(cell: Any) -> list[str]:
    return str(cell or "").split()
