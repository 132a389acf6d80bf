"""Where the petals of a rose stand: the measures of the drawing and the angles of its petals."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["SMALL", "Plan", "Slot", "plan", "slots"]

# Below this size (px) a rose is one picture: no labels, no links, no rings but the rim.
SMALL = 160

# A large rose is wider than high: the labels stand left and right of it.
_WIDEST = 1.42


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a petal stands: its angles (radians, clockwise from the top) and its group from 1."""

    start: float
    end: float
    group: int

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


@dataclass(frozen=True, slots=True)
class Plan:
    """The measures of one drawing, in user units (px at its natural size)."""

    size: float
    small: bool
    width: float
    centre: tuple[float, float]
    hub: float
    rim: float

    def radius(self, value: float) -> float:
        return self.hub + value * (self.rim - self.hub)


def plan(size: float) -> Plan:
    """The measures of a rose of that height (px)."""
    small = size < SMALL
    width = size if small else size * _WIDEST
    rim = size * (0.44 if small else 0.37)
    return Plan(size, small, width, (width / 2, size / 2), rim * 0.12, rim)


def slots(groups: Sequence[str], small: bool) -> list[Slot]:
    """Divide the circle: every petal equally wide, a wider gap before each group.

    ``groups`` gives the group of each petal, in order; one slot comes back for each.
    """
    order: dict[str, int] = {}
    for group in groups:
        order.setdefault(group, len(order) + 1)
    starts = [i == 0 or groups[i - 1] != group for i, group in enumerate(groups)]
    # A gap counts as a fraction of a petal: between groups only where there are several.
    between = 0.35 if len(order) > 1 else 0.0
    within = 0.06 if small else 0.07
    unit = 2 * math.pi / (len(groups) + between * sum(starts))
    places, angle = [], -between * unit / 2
    for group, first in zip(groups, starts, strict=True):
        angle += between * unit if first else 0.0
        places.append(
            Slot(angle + within * unit / 2, angle + (1 - within / 2) * unit, order[group])
        )
        angle += unit
    return places
