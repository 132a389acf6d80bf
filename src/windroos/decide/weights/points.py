"""Weights that people state: points, and swings.

Shapes: `...` are leading sample dimensions, L criteria.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from windroos.decide.arrays import Floats, weights_of
from windroos.decide.declared import Declared


@dataclass(frozen=True)
class Direct(Declared, name="direct"):
    """Parameters of direct weighting.

    `budget` is the number of points that were to be divided (100, say); None takes any points.
    """

    budget: float | None = None

    def __post_init__(self) -> None:
        if self.budget is not None and not (math.isfinite(self.budget) and self.budget > 0):
            raise self.wrong("budget", f"must be a number above 0 or None, not {self.budget}")

    def __call__(self, points: ArrayLike) -> Floats:
        return direct(points, self)


def direct(points: ArrayLike, parameters: Direct = Direct()) -> Floats:
    """The points as weights that sum to one, (..., L) from (..., L).

    With a budget that is point allocation (Hoffman 1960, Psychological Bulletin 57(2), 116-131),
    without one direct rating (von Winterfeldt and Edwards 1986, Decision Analysis and Behavioral
    Research). Raises `ValueError` for points that are negative, not finite or all 0, and
    where they do not add up to the budget.

    >>> direct([50, 30, 20], Direct(budget=100)).tolist()
    [0.5, 0.3, 0.2]
    """
    given = _judged(points, "Points")
    spent = given.sum(axis=-1)
    budget = parameters.budget
    if budget is not None and not np.allclose(spent, budget, rtol=1e-9, atol=0):
        off = spent[~np.isclose(spent, budget, rtol=1e-9, atol=0)].flat[0]
        raise ValueError(
            f"The points add up to {off:g}, not to {budget:g}: divide exactly that many."
        )
    return weights_of(given, given.shape[-1])


@dataclass(frozen=True)
class Swing(Declared, name="swing"):
    """Parameters of swing weighting: `most` is what the most important swing was given."""

    most: float = 100.0

    def __post_init__(self) -> None:
        if not (math.isfinite(self.most) and self.most > 0):
            raise self.wrong("most", f"must be a number above 0, not {self.most}")

    def __call__(self, swings: ArrayLike) -> Floats:
        return swing(swings, self)


def swing(swings: ArrayLike, parameters: Swing = Swing()) -> Floats:
    """Weights from swings, (..., L) from (..., L), summing to one.

    Asked is: with every criterion at its worst, which one would you rather see go to its best? It
    gets `most`; the swing of each other is valued against that. So the weights hold for these
    ends of the scales (the goalposts) and for no others (von Winterfeldt and Edwards 1986, Decision
    Analysis and Behavioral Research). Raises `ValueError` for a swing that is negative
    or not finite, and where the greatest is not `most`.

    >>> swing([100, 60, 40]).tolist()
    [0.5, 0.3, 0.2]
    """
    given = _judged(swings, "Swings")
    greatest = given.max(axis=-1)
    wrong = ~np.isclose(greatest, parameters.most, rtol=1e-9, atol=0)
    if wrong.any():
        raise ValueError(
            f"The greatest swing is {greatest[wrong].flat[0]:g}, not {parameters.most:g}: give the "
            "swing that matters most that number, and value the others against it."
        )
    return weights_of(given, given.shape[-1])


def _judged(values: ArrayLike, what: str) -> Floats:
    given = np.asarray(values, dtype=np.float64)
    if given.ndim < 1 or given.shape[-1] == 0:
        raise ValueError(f"{what} have shape {given.shape}: expected (..., criteria).")
    if np.isnan(given).any():
        place = int(np.argwhere(np.isnan(given))[0][-1]) + 1
        raise ValueError(f"{what}: criterion {place} has none; ask for it, or leave it out.")
    return given
