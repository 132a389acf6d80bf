"""The accounts of programmes, from their records in the register and what was recorded of them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from django.db.models import Max, QuerySet
from django.utils.timezone import make_aware

from windroos.apps.network.queries import listing, records
from windroos.apps.programmes.models import Amount, Fact, Review
from windroos.apps.regions.queries import Case
from windroos.cases import facts as results
from windroos.cases.facts import Account, Facts, TrackRecord
from windroos.cases.facts import told as telling
from windroos.cases.facts.told import Told
from windroos.cases.reading import Row
from windroos.cases.register import Content

# Columns of a table that are kept elsewhere than in a field of their own name.
_PATHS = {"id": "slug", "indicator": "indicator__slug", "programme": "programme__slug"}
_MODELS: dict[str, Any] = {"facts": Fact, "amounts": Amount, "reviews": Review}


def evening(day: date) -> datetime:
    """The last moment of a day, by which all that was recorded on it was known."""
    return make_aware(datetime.combine(day, time.max))


def mark(case: Case) -> tuple[int, ...]:
    """Numbers of which one is another after every change of what programmes account for."""
    last = (
        model.objects.filter(case=case).aggregate(Max("pk"))["pk__max"]
        for model in _MODELS.values()
    )
    return (listing.mark(case), *(number or 0 for number in last))


def account(
    case: Case,
    programme: str,
    *,
    today: date,
    at: datetime | None = None,
    then: datetime | None = None,
) -> Account | None:
    """The account of a programme as known at a moment (None is now), with what changed since
    `then`; None where there is (or was) no such programme."""
    found = contents(case, "programme", at, [programme])
    if programme not in found:
        return None
    indicators = contents(case, "indicator", at).values()
    return results.account(
        found[programme],
        indicators,
        rows(case, "facts", programme),
        rows(case, "amounts", programme),
        rows(case, "reviews", programme),
        today=today,
        at=at,
        then=then,
    )


def track_record(case: Case, *, today: date, at: datetime | None = None) -> TrackRecord:
    """The track record of all programmes of a case, as known at a moment (None is now)."""
    indicators = tuple(contents(case, "indicator", at).values())
    tables = {name: list(rows(case, name)) for name in _MODELS}
    return results.track_record(
        results.account(content, indicators, *tables.values(), today=today, at=at)
        for content in contents(case, "programme", at).values()
    )


def told(case: Case, *, today: date, at: datetime | None = None) -> Told | None:
    """What reports tell of the programmes of a case, as known at a moment (None is now); None
    where there are none."""
    programmes = contents(case, "programme", at).values()
    if not programmes:
        return None
    return telling.told(
        programmes,
        contents(case, "indicator", at).values(),
        {name: list(rows(case, name)) for name in _MODELS},
        records.rows(case, "passages"),
        records.rows(case, "names"),
        today=today,
        at=at,
    )


def package(case: Case) -> Facts:
    """All that was recorded of the programmes of a case, as a package."""
    tables = {
        name: [as_written(row) for row in rows(case, name, sequence=False)] for name in _MODELS
    }
    return Facts.of(case.name, case.title, tables)


def has_facts(case: Case) -> bool:
    """Whether anything was recorded of the programmes of a case."""
    return any(model.objects.filter(case=case).exists() for model in _MODELS.values())


def rows(
    case: Case, table: str, programme: str | None = None, *, sequence: bool = True
) -> Iterator[dict[str, Any]]:
    """The rows of a table of facts, of a programme or of all, as recorded; `sequence` puts those
    of one moment in order."""
    found: QuerySet[Any] = _MODELS[table].objects.filter(case=case)
    if programme is not None:
        path = "indicator__programme__slug" if table == "facts" else "programme__slug"
        found = found.filter(**{path: programme})
    columns = results.TABLES[table].columns
    paths = [_PATHS.get(column, column) for column in columns]
    names = (*columns, "sequence") if sequence else columns
    more = ("pk",) if sequence else ()
    values = found.order_by("recorded", "pk").values_list(*paths, *more)
    return (dict(zip(names, row, strict=True)) for row in values.iterator(chunk_size=5000))


def contents(
    case: Case, kind: str, at: datetime | None, slugs: Iterable[str] | None = None
) -> dict[str, Content]:
    """The records of a kind by id, as they are or were at a moment.

    A report of before a programme was written down here is told with the record as it first was.
    """
    versions = (
        records.current(case, kind, slugs)
        if at is None
        else records.standing_at(case, kind, at, slugs)
    )
    return {
        slug: version.content for slug, version in versions.items() if version.content is not None
    }


def row_of(table: str, one: Fact | Amount) -> dict[str, Any]:
    """A stored entry as a row of its table."""
    made = {name: getattr(one, name, None) for name in results.TABLES[table].columns}
    made["id"] = one.slug
    for owner in made.keys() & {"indicator", "programme"}:
        made[owner] = getattr(one, owner).slug
    return made


def as_written(row: Mapping[str, Any]) -> Row:
    """A row as a file has it: the moment in words, the amount as a number, nothing as None."""
    made: dict[str, Any] = {name: value for name, value in row.items() if name != "sequence"}
    made["recorded"] = row["recorded"].isoformat().replace("+00:00", "Z")
    if made.get("amount") is not None:
        made["amount"] = float(made["amount"])
    if "dimensions" in made:
        made["dimensions"] = made["dimensions"] or None
    return made
