"""Single facts and amounts as they were recorded: all of them, or those that held at a moment."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Case as Choice
from django.db.models import F, Q, QuerySet, Value, When, Window
from django.db.models.functions import Coalesce, Concat, RowNumber

from windroos.apps.programmes.models import Amount, Entry, Fact
from windroos.apps.regions.queries import Case

_MODELS: Mapping[str, Any] = {"facts": Fact, "amounts": Amount}
# The programme that an entry is of, as a path from the entry.
PROGRAMME: Mapping[str, str] = {
    "facts": "indicator__programme__slug",
    "amounts": "programme__slug",
}
# What an entry is about: of those that say the same of it, the last holds.
_CELL: Mapping[str, Sequence[Any]] = {
    "facts": (
        F("indicator"),
        Coalesce("part", "indicator__part", Value("")),
        F("role"),
        F("period"),
        F("dimensions"),
    ),
    "amounts": (
        F("programme"),
        Coalesce("part", Value("")),
        F("role"),
        F("period"),
        # As `cases.facts.values.funder_of` names the funder.
        Choice(
            When(funder__isnull=False, then=F("funder")),
            When(funder_nl__isnull=False, then=Concat(Value("name:"), F("funder_nl"))),
            When(funder_kind__isnull=False, then=Concat(Value("kind:"), F("funder_kind"))),
            default=Value(""),
        ),
    ),
}


def entries(
    case: Case,
    table: str,
    programme: str,
    *,
    at: datetime | None = None,
    holding: bool = False,
    among: Mapping[str, Sequence[Any]] | None = None,
) -> QuerySet[Any]:
    """The facts or amounts of a programme up to a moment (None is now), as they were recorded.

    `holding` leaves those that held then: of each cell the last, unless that was withdrawn.
    `among` gives by column the values of which one must be theirs; None stands for “has none”.
    """
    found: QuerySet[Any] = _MODELS[table].objects.filter(case=case, **{PROGRAMME[table]: programme})
    if at is not None:
        found = found.filter(recorded__lte=at)
    if holding:
        last = Window(
            RowNumber(),
            partition_by=list(_CELL[table]),
            order_by=[F("recorded").desc(), F("pk").desc()],
        )
        held = found.annotate(place=last).filter(place=1).values("pk")
        # Apart, or what is asked below would be asked before the last of each cell is found.
        found = _MODELS[table].objects.filter(pk__in=held).exclude(status="withdrawn")
    for column, values in (among or {}).items():
        found = _among(found, column, values)
    owner = "indicator" if table == "facts" else "programme"
    return found.select_related("actor", owner).order_by("recorded", "pk")


def entry(case: Case, table: str, programme: str, id: str) -> Entry | None:
    """One fact or amount of a programme; None where there is none with that id."""
    return entries(case, table, programme, among={"id": [id]}).first()


def _among(found: QuerySet[Any], column: str, values: Sequence[Any]) -> QuerySet[Any]:
    path = {"id": "slug", "indicator": "indicator__slug"}.get(column, column)
    empty = "" if column == "dimensions" else None
    wanted = [empty if value is None else value for value in values]
    there = [value for value in wanted if value is not None]
    asked = Q(**{f"{path}__in": there})
    return found.filter(asked | Q(**{f"{path}__isnull": True}) if None in wanted else asked)
