"""Facts and amounts in few words: what is recorded later in a test corrects what came earlier."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from windroos.measure.results import Amount, Cells, Fact, Indicator, Period

START = datetime(2018, 1, 1, 12, tzinfo=UTC)
_numbers = count(1)


def moment(days: float) -> datetime:
    """A moment so many days after the first of 2018, at noon."""
    return START + timedelta(days=days)


def fact(period: str, value: float | None = None, **given: Any) -> Fact:
    """A fact about indicator `i`, recorded on the first of 2018 unless `days` later."""
    number = next(_numbers)
    days = given.pop("days", 0)
    return Fact(
        id=given.pop("id", f"f{number}"),
        indicator=given.pop("indicator", "i"),
        period=Period.of(period),
        value=value,
        recorded=moment(days),
        sequence=number,
        **given,
    )


def cells(*facts: Fact) -> Cells:
    return Cells.of(facts)


def amount(period: str, amount: float | None, **given: Any) -> Amount:
    number = next(_numbers)
    return Amount(
        id=given.pop("id", f"a{number}"),
        period=Period.of(period),
        amount=amount,
        recorded=moment(given.pop("days", 0)),
        sequence=number,
        **given,
    )


def flow(**given: Any) -> Indicator:
    return Indicator(**{"id": "i", "kind": "flow", "frequency": "quarter", **given})


def stock(**given: Any) -> Indicator:
    return Indicator(**{"id": "i", "kind": "stock", **given})


def share(**given: Any) -> Indicator:
    return Indicator(**{"id": "i", "kind": "ratio", "unit": "%", **given})
