"""What documents print of one thing and one time and is not the same, among themselves and beside
the figure of a dataset."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from windroos.cases.case import Case, Figure, Quantity, group, last_day
from windroos.cases.contradictions.found import (
    AIMED_AT,
    AMOUNT,
    EXPECTED,
    HARD,
    QUANTITY,
    SOFT,
    WAS_MEASURED,
    Contradiction,
)
from windroos.cases.contradictions.places import in_order, overlap
from windroos.cases.contradictions.printed import Printed, differ, printed
from windroos.cases.contradictions.units import factor

# A baseline is what was measured in its year, as what was realised is.
_NATURES = {
    "baseline": WAS_MEASURED,
    "actual": WAS_MEASURED,
    "target": AIMED_AT,
    "expected": EXPECTED,
    "amount": AMOUNT,
}
NONE = "none"
# Nothing at all is nothing however it is printed.
_NOTHING = Printed(Decimal(0), Decimal(0))
# How many standard errors a figure may be off: within two lie 95 of 100.
_ERRORS = 2
_YEAR = re.compile(r"(?<!\d)(?:1[89]|2[012])\d\d(?!\d)")
_BETWEEN = re.compile(r"[^a-z0-9]+")


class About(NamedTuple):
    """What a figure in a document is of: figures of the same are compared."""

    region: str | None
    indicator: str | None
    series: str | None
    nature: str
    time: str


def quantities(case: Case) -> Iterator[Contradiction]:
    """What documents print differently of the same thing, or otherwise than a dataset has it."""
    measured = group(case.figures, "region", "indicator", "year")
    alike: dict[About, list[Quantity]] = defaultdict(list)
    for one in case.quantities:
        if (about := _about(one)) and (one.value is not None or one.state == NONE):
            alike[about].append(one)
    for about, said in alike.items():
        pairs = [(a, b) for a, b in combinations(said, 2) if _clash(case, a, b)]
        beside = [
            (one, figure)
            for one in said
            if about.nature == WAS_MEASURED
            for figure in measured.get((one.region, one.indicator, one.year), ())
            if not figure.parts and _beside(case, one, figure)
        ]
        if pairs or beside:
            hard = beside or not all(_revised(case, a, b) for a, b in pairs)
            yield Contradiction(
                kind=QUANTITY,
                grade=HARD if hard else SOFT,
                region=about.region,
                indicator=about.indicator,
                series=about.series,
                nature=about.nature,
                time=about.time,
                quantities=in_order([*pairs, *((one, one) for one, _figure in beside)]),
                figures=_figures(beside),
            )


def _about(one: Quantity) -> About | None:
    """What a figure is of; None where it is not known of when."""
    time = _time(one)
    if time is None:
        return None
    measured = one.region is not None and one.indicator is not None
    return About(
        one.region,
        one.indicator if measured else None,
        None if measured else one.subject,
        _NATURES[one.kind],
        time,
    )


def _time(one: Quantity) -> str | None:
    """The year; without one the words of its column, where these name a year."""
    if one.year is not None:
        return str(one.year)
    if _YEAR.search(one.cell):
        return _BETWEEN.sub("-", one.cell.casefold()).strip("-")
    return None


def _clash(case: Case, a: Quantity, b: Quantity) -> bool:
    """Whether two figures of the same are not the same, and stand in places of their own."""
    if overlap(case.locators[a.passage], case.locators[b.passage]):
        return False
    one, other = _number(a, b.unit), _number(b, a.unit)
    return one is not None and other is not None and differ(one, other)


def _number(one: Quantity, beside: str | None) -> Printed | None:
    """A figure in the unit that it shares with another; None where they share none."""
    if one.value is None:
        return _NOTHING
    times = factor(one.unit, beside)
    return None if times is None else printed(one.value, times=times)


def _revised(case: Case, a: Quantity, b: Quantity) -> bool:
    """Whether the later of two may have come in the place of the earlier: what is aimed at or set
    aside is set anew, and who measured may put it right."""
    days = {last_day(case.published(one.passage)) for one in (a, b)}
    again = _NATURES[a.kind] != WAS_MEASURED or a.said_by == b.said_by
    return len(days) > 1 and again


def _beside(case: Case, one: Quantity, figure: Figure) -> bool:
    """Whether a document prints something else than a dataset has, in a unit that both have."""
    unit = case.framework.indicators[figure.indicator].unit
    for name in (figure.unit, unit.nl, unit.en):
        number = _number(one, name)
        times = 1 if one.value is None else factor(name, one.unit)
        if number is not None and times is not None:
            error = _ERRORS * (figure.standard_error or 0)
            return differ(number, printed(figure.value, times=times, error=error))
    return False


def _figures(beside: Sequence[tuple[Quantity, Figure]]) -> tuple[Figure, ...]:
    """The figures of datasets that are a side, each once."""
    sides: Mapping[str, Figure] = {figure.source: figure for _one, figure in beside}
    return tuple(sides[source] for source in sorted(sides))
