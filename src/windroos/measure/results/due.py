"""Which actuals are due, since when, and whom to remind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from .cells import Cells
from .facts import Cell, Fact
from .indicators import Indicator
from .over_time import total
from .periods import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """An actual that is missing of a period that is over.

    `day` is the last day on which it is in time; after that it is `overdue`, by `days_late` days.
    """

    indicator: str
    part: str
    period: Period
    owner: str
    day: date
    overdue: bool
    days_late: int


def due(
    indicators: Iterable[Indicator],
    cells: Mapping[Cell, Fact],
    today: date,
    period: Period,
    parts: Mapping[str, Iterable[str]] | None = None,
) -> tuple[Due, ...]:
    """The actuals that are missing of the periods that are over, the longest due first.

    `period` is that of the programme: its periods by the frequency of each indicator are looked at,
    from the one in which the indicator came into force. An indicator is looked at for the parts
    that `parts` gives by its id, else those it declares, else those that anything is known of. What
    is withheld is reported; what is still to be measured is not.
    """
    cells = Cells.over(cells)
    found: list[Due] = []
    for one in indicators:
        given = parts.get(one.id) if parts is not None else None
        where = tuple(given or one.parts or cells.parts(one.id))
        for slot in _over(one, period, today):
            day = slot.end + timedelta(days=one.due_days)
            late = max((today - day).days, 0)
            found += [
                Due(indicator=one.id, part=part, period=slot, owner=one.owner, day=day,
                    overdue=late > 0, days_late=late)
                for part in where
                if not _reported(one, cells, slot, part)
            ]  # fmt: skip
    return tuple(sorted(found, key=lambda d: (d.day, d.indicator, d.part)))


def reminders(
    indicators: Iterable[Indicator],
    cells: Mapping[Cell, Fact],
    today: date,
    period: Period,
    parts: Mapping[str, Iterable[str]] | None = None,
) -> dict[str, tuple[Due, ...]]:
    """What is due by its owner, the owner with the oldest first; "" is what has none."""
    found: dict[str, list[Due]] = {}
    for one in due(indicators, cells, today, period, parts):
        found.setdefault(one.owner, []).append(one)
    return {owner: tuple(what) for owner, what in found.items()}


def _over(indicator: Indicator, period: Period, today: date) -> tuple[Period, ...]:
    slots = period.parts(indicator.frequency) if period.divides(indicator.frequency) else (period,)
    return tuple(s for s in slots if s.end < today and indicator.valid_from <= s.end)


def _reported(indicator: Indicator, cells: Cells, slot: Period, part: str) -> bool:
    fact = cells.row(indicator.id, part, "actual").get(slot)
    if fact is not None and fact.status == "withheld":
        return True
    found = total(indicator, cells, slot, part)
    return found.complete and found.value is not None
