"""The status of an indicator for a part of the tree, from all that is known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from .facts import Cell, Dimensions, Fact
from .indicators import Indicator
from .periods import Period
from .status import Judged
from .tree import Tree


def status_of(
    indicator: Indicator,
    cells: Mapping[Cell, Fact],
    part: str,
    period: Period,
    today: date,
    tree: Tree | None = None,
    dimensions: Dimensions = (),
) -> Judged:
    """Judge what is known of a period.

    The target is that of the period; else of the shortest period that it lies in; else the first
    that comes after. The way to it starts at the baseline or at the target before it, whichever is
    the later. With a tree, all of these are of the part with what lies beneath it.
    """
    raise NotImplementedError
