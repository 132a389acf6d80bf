"""Which conditions press where: of each condition and region what is said, with every passage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from windroos.apps.network.models import Condition
from windroos.apps.network.queries.places import Places
from windroos.apps.network.queries.sites import code
from windroos.apps.regions.queries import Case
from windroos.cases.register.site_tables import CONDITIONS, PRESSURES

# The column of all that lies in another country, and that of which nobody says where it lies.
ABROAD, NOWHERE = "abroad", ""
# The state in which a condition presses; the others are watched, eased or beyond it.
UNDER_PRESSURE = ("under-pressure", "blocked")


@dataclass(frozen=True)
class PressureCell:
    """What is said of a condition in a column; nothing said is an empty cell, and not good news."""

    said: list[Condition] = field(default_factory=list)

    @property
    def states(self) -> Mapping[str, int]:
        """How often each state is said, the hardest first."""
        counted = Counter(one.state for one in self.said)
        return {state: counted[state] for state in reversed(PRESSURES) if counted[state]}


@dataclass(frozen=True)
class Matrix:
    """Conditions by regions: `columns` are codes of regions, or `ABROAD` for all in others."""

    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], PressureCell]

    def cell(self, condition: str, column: str) -> PressureCell:
        return self.cells.get((condition, column)) or PressureCell()

    def pressing(self, column: str) -> list[str]:
        """The conditions that are under pressure or blocked in a column."""
        return [
            condition
            for condition in CONDITIONS
            if any(state in UNDER_PRESSURE for state in self.cell(condition, column).states)
        ]

    def only_watched(self, column: str) -> list[str]:
        """The conditions that are watched in a column, and under pressure by nobody's word."""
        return [
            condition
            for condition in CONDITIONS
            if (states := self.cell(condition, column).states)
            and "watched" in states
            and not any(state in UNDER_PRESSURE for state in states)
        ]


def conditions(
    case: Case, *, region: str = "", condition: str = "", state: str = ""
) -> list[Condition]:
    """The conditions of a case; `region` is where they hold, of a site where it lies."""
    rows = Condition.objects.filter(case=case).select_related("site")
    if condition:
        rows = rows.filter(condition=condition)
    if state:
        rows = rows.filter(state=state)
    order = {one: n for n, one in enumerate(CONDITIONS)}
    hardest = {one: -n for n, one in enumerate(PRESSURES)}
    found = [one for one in rows if not region or where(one) == region]
    return sorted(
        found, key=lambda one: (order.get(one.condition, 99), hardest.get(one.state, 0), one.slug)
    )


def where(one: Condition) -> str:
    """The code of the region a condition holds in, or in which its site lies; empty: not known."""
    return one.region or (code(one.site) if one.site is not None else "")


def matrix(rows: Iterable[Condition], names: Places) -> Matrix:
    """Conditions by region: home, the other regions of the country, the country, and abroad."""
    cells: dict[tuple[str, str], PressureCell] = {}
    seen = set()
    for one in rows:
        column = _column(where(one), names)
        seen.add(column)
        cells.setdefault((one.condition, column), PressureCell()).said.append(one)
    home, country = names.home, names.home_country
    last = (country, ABROAD, NOWHERE)
    within = sorted(seen - {home, *last}, key=names.region)
    first = [home] if home else []
    columns = [*first, *within, *(one for one in last if one in seen)]
    return Matrix(tuple(columns), cells)


def _column(code: str, names: Places) -> str:
    return ABROAD if code and names.abroad(code) else code
