"""Beside which components of a framework the numbers of the register are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from windroos.apps.network import counting
from windroos.apps.network.counting import Line, Shown
from windroos.apps.regions import queries as regions
from windroos.cases.framework import Framework
from windroos.cases.register.counting import COMPANIES, ORGANISATIONS, POSTS, TWINS, WITH_HOME

# By the id of a component; a framework that has none of that name has them in a section apart.
_BESIDE: Mapping[str, tuple[str, ...]] = {
    "networks": (ORGANISATIONS, POSTS, WITH_HOME, TWINS),
    "trade": (COMPANIES,),
}


@dataclass(frozen=True)
class Beside:
    """What was counted of a region that belongs to one component (or to none of them)."""

    shown: Shown
    lines: tuple[Line, ...]


def of_region(
    row: regions.Case, framework: Framework, code: str, day: date | None
) -> dict[str, Beside]:
    """What was counted of a region by a day, by component; under "" what belongs to none.

    Empty where the register was never counted.
    """
    shown = counting.shown(row, code, day)
    if shown is None:
        return {}
    there = {component.id for component in framework.components}
    found = {
        id: Beside(shown, shown.of(*indicators))
        for id, indicators in _BESIDE.items()
        if id in there and (shown.why_not or shown.of(*indicators))
    }
    placed = {name for id in found for name in _BESIDE[id]}
    rest = tuple(line for line in shown.lines if line.indicator not in placed)
    if rest or (shown.why_not and not found):
        found[""] = Beside(shown, rest)
    return found
