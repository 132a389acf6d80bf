"""From rows of tables and records of a register to what the rules of results reckon with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from windroos.cases.register import Content
from windroos.cases.text import Text
from windroos.measure.results import (
    Amount,
    Dimensions,
    Fact,
    Frequency,
    Indicator,
    Period,
    Review,
    Rule,
    State,
    Tree,
)

Row = Mapping[str, Any]
_STATES: Mapping[str, State] = {
    "submitted": "submitted",
    "locked": "locked",
    "reopened": "open",
}


@dataclass(frozen=True, slots=True)
class Funder:
    """Who gives money; `key` is what amounts name it by, empty for all together.

    `organisation` is its id in the register, `name` what it is called where it is not in there,
    and `kind` what kind of purse it is; each None when that is not said.
    """

    key: str
    organisation: str | None
    name: Text | None
    kind: str | None


def facts_of(rows: Iterable[Row], homes: Mapping[str, str | None]) -> Iterator[Fact]:
    """Rows of the table `facts`; `homes` gives by indicator the part of the programme it is of.

    A row without a part is of the part that its indicator is of; in what comes out the programme
    as a whole is "".
    """
    for row in rows:
        yield Fact(
            id=row["id"],
            indicator=row["indicator"],
            part=row["part"] or homes.get(row["indicator"]) or "",
            role=row["role"],
            period=Period.of(row["period"]),
            value=row["value"],
            numerator=row["numerator"],
            denominator=row["denominator"],
            low=row["low"],
            high=row["high"],
            dimensions=dimensions_of(row["dimensions"]),
            method=row["method"] or "",
            **_reported(row),
        )


def amounts_of(rows: Iterable[Row]) -> Iterator[Amount]:
    """Rows of the table `amounts`; in what comes out the programme as a whole is the part ""."""
    for row in rows:
        amount = row["amount"]
        yield Amount(
            id=row["id"],
            part=row["part"] or "",
            role=row["role"],
            funder=funder_of(row).key,
            period=Period.of(row["period"]),
            amount=None if amount is None else float(amount),
            currency=row["currency"],
            approximate=row["approximate"] or "",
            **_reported(row),
        )


def reviews_of(rows: Iterable[Row]) -> tuple[Review, ...]:
    """Rows of the table `reviews`."""
    return tuple(
        Review(
            period=Period.of(row["period"]),
            state=_STATES[row["state"]],
            at=moment(row["recorded"]),
            reason=row["reason"] or "",
        )
        for row in rows
    )


def _reported(row: Row) -> dict[str, Any]:
    return {
        "status": row["status"],
        "recorded": moment(row["recorded"]),
        "sequence": row.get("sequence") or 0,
        "by": row["said_by"] or "",
        "reason": row["reason"] or "",
        "passage": row["passage"] or "",
        "corrects": row["corrects"] or "",
    }


def moment(text: str | datetime) -> datetime:
    """When something was recorded, as a moment with its time zone.

    >>> moment("2019-03-01T09:30:00Z")
    datetime.datetime(2019, 3, 1, 9, 30, tzinfo=datetime.timezone.utc)
    """
    if isinstance(text, datetime):
        return text
    return datetime.fromisoformat(text.removesuffix("Z")).replace(tzinfo=UTC)


def dimensions_of(text: str | None) -> Dimensions:
    """What a figure is broken down by, as its cell writes it.

    Raises `ValueError` when it is not written as “name=value”, with “; ” between several.

    >>> dimensions_of("size=small; sector=medtech")
    (('sector', 'medtech'), ('size', 'small'))
    """
    if not text:
        return ()
    found: list[tuple[str, str]] = []
    for piece in text.split(";"):
        name, equals, value = (part.strip() for part in piece.partition("="))
        if not (name and equals and value):
            raise ValueError(f"{piece.strip()!r} is not written as name=value")
        found.append((name, value))
    if len(dict(found)) < len(found):
        raise ValueError("a name stands there twice")
    return tuple(sorted(found))


def written(dimensions: Dimensions) -> str:
    """Dimensions as a cell writes them.

    >>> written((("sector", "medtech"), ("size", "small")))
    'sector=medtech; size=small'
    """
    return "; ".join(f"{name}={value}" for name, value in dimensions)


def funder_of(row: Row) -> Funder:
    """Who gives an amount: an organisation, a name, or only a kind of purse."""
    name = text_of(row, "funder")
    kind = row["funder_kind"]
    if row["funder"]:
        key = str(row["funder"])
    elif name is not None:
        key = f"name:{name.nl}"
    else:
        key = f"kind:{kind}" if kind else ""
    return Funder(key, row["funder"], name, kind)


def text_of(row: Row, name: str) -> Text | None:
    """A text of a row in both languages; one that has only one of them is the same in both."""
    dutch, english = row.get(f"{name}_nl") or "", row.get(f"{name}_en") or ""
    return Text(dutch or english, english or dutch) if dutch or english else None


def indicator_of(content: Content) -> Indicator:
    """A record of a register as an indicator.

    Raises `measure.results.IndicatorError`, which tells all that does not fit together.
    """
    low, high = content["scale_low"], content["scale_high"]
    return Indicator(
        id=content["id"],
        label=content["label_nl"],
        kind=content["kind"],
        unit=content["unit"] or "",
        direction=content["direction"],
        over_time=content["over_time"],
        up_tree=content["up_tree"] or "none",
        level_stated=content["level_stated"] or "",
        level_judged=content["level_judged"] or "",
        owner=content["owner"] or "",
        frequency=content["frequency"] or "once",
        due_days=content["due_days"] or 0,
        decimals=content["decimals"],
        scale=None if low is None or high is None else (low, high),
        rule=_rule(content["on_track"], content["at_risk"]),
    )


def _rule(on_track: float | None, at_risk: float | None) -> Rule:
    """The rule with these margins; one that is not given is as usual, as far as the other lets it.

    >>> _rule(0.4, None).at_risk, _rule(None, 0.05).on_track
    (0.4, 0.05)
    """
    usual = Rule()
    if on_track is None:
        on_track = usual.on_track if at_risk is None else min(usual.on_track, at_risk)
    if at_risk is None:
        at_risk = max(usual.at_risk, on_track)
    return Rule(on_track=on_track, at_risk=at_risk)


def tree_of(programme: Content) -> Tree:
    """The parts of a programme as a tree, in the order in which they are shown.

    Raises `measure.results.TreeError` when they do not make one.
    """
    parts = sorted(programme["programme_parts"], key=place)
    return Tree({part["id"]: part["parent"] or "" for part in parts})


def place(row: Row) -> tuple[int, str]:
    """By what parts, goals and indicators are put in order."""
    return row["position"], row["id"]


def by_mark(note: Row) -> tuple[bool, int, str]:
    """By what footnotes are put in order: signs, letters, and numbers as they count.

    >>> sorted(["10", "B", "2", "*", "A"], key=lambda mark: by_mark({"mark": mark}))
    ['*', 'A', 'B', '2', '10']
    """
    mark = str(note["mark"])
    return (mark.isdigit(), int(mark), "") if mark.isdigit() else (False, 0, mark)


def slots_of(period: Period, frequency: Frequency) -> tuple[Period, ...]:
    """The periods of a rhythm that a period touches; for `once` the period itself.

    >>> [str(slot) for slot in slots_of(Period.of("2018-06/2019"), "year")]
    ['2018', '2019']
    """
    if frequency == "once":
        return (period,)
    years = Period.of(f"{period.start:%Y}/{period.end:%Y}")
    return tuple(slot for slot in years.parts(frequency) if slot.overlaps(period))


def hull(periods: Iterable[Period]) -> Period | None:
    """The shortest period that all lie in; None of none."""
    periods = tuple(periods)
    if not periods:
        return None
    return Period(min(p.start for p in periods), max(p.end for p in periods))


def end_of_day(day: date) -> datetime:
    """The last moment of a day: what was recorded on it was known by then."""
    return datetime(day.year, day.month, day.day, 23, 59, 59, 999999, tzinfo=UTC)
