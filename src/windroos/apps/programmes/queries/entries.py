"""The facts and amounts of programmes as the rules of results know them.

Of each cell the last one up to a moment is read, picked by the database; the rest is its history.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber

from windroos.apps.programmes.models import Amount, Fact
from windroos.apps.regions.queries import Case
from windroos.measure import results
from windroos.measure.results import Period

_FACT_CELL = ("indicator", "part", "role", "start", "end", "dimensions")
_AMOUNT_CELL = ("programme", "part", "role", "start", "end", "funder", "funder_nl", "currency")
_COMMON = (
    *("slug", "part", "role", "start", "end", "status", "recorded", "pk"),
    *("said_by", "reason", "passage", "corrects"),
)


def facts(case: Case, programme: str, *, at: datetime | None = None) -> Iterator[results.Fact]:
    """The last fact of each cell of a programme, as recorded up to a moment (None is now)."""
    rows = Fact.objects.filter(case=case, indicator__programme__slug=programme)
    return fact_values(_last(rows, _FACT_CELL, at))


def fact_history(case: Case, indicator: str) -> Iterator[results.Fact]:
    """Every fact of an indicator, in the order in which they were recorded."""
    rows = Fact.objects.filter(case=case, indicator__slug=indicator)
    return fact_values(rows.order_by("recorded", "pk"))


def fact_values(rows: "QuerySet[Fact]") -> Iterator[results.Fact]:
    """Rows of facts as values; what someone with an account wrote is by nobody's name here."""
    columns = (
        *_COMMON,
        *("indicator__slug", "dimensions", "value", "numerator", "denominator", "low", "high"),
        "method",
    )
    for row in rows.values_list(*columns).iterator(chunk_size=5000):
        slug, part, role, start, end, status, recorded, pk, by, reason, passage, corrects = row[:12]
        indicator, dimensions, value, numerator, denominator, low, high, method = row[12:]
        yield results.Fact(
            id=slug,
            indicator=indicator,
            part=part or "",
            role=role,
            period=Period(start, end),
            dimensions=results.dimensions_of(dimensions),
            value=value,
            numerator=numerator,
            denominator=denominator,
            low=low,
            high=high,
            status=status,
            recorded=recorded,
            sequence=pk,
            by=by or "",
            reason=reason or "",
            method=method or "",
            passage=passage or "",
            corrects=corrects or "",
        )


def _last(rows: "QuerySet[Any]", cell: tuple[str, ...], at: datetime | None) -> "QuerySet[Any]":
    if at is not None:
        rows = rows.filter(recorded__lte=at)
    place = Window(RowNumber(), partition_by=list(cell), order_by=[F("recorded").desc(), F("pk").desc()])
    return rows.order_by().annotate(place=place).filter(place=1)
