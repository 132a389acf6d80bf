"""Piecewise linear value functions, and the additive value that they make."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from windroos.decide.arrays import Floats, directions_of, matrix_of, weights_of
from windroos.decide.declared import Declared
from windroos.decide.products import sums

from .ranking import Ranking

OUTSIDE = ("clip", "extrapolate")


@dataclass(frozen=True)
class PiecewiseLinear(Declared, name="piecewise-linear"):
    """The value at each of two or more rising points, and straight lines between them.

    `outside` the points the end's value holds (`"clip"`), or its line goes on (`"extrapolate"`).

    >>> PiecewiseLinear(points=(50, 75, 100), values=(1, 0.8, 0))([75, 90, 120]).round(2).tolist()
    [0.8, 0.32, 0.0]
    """

    points: tuple[float, ...]
    values: tuple[float, ...]
    outside: str = "clip"

    def __post_init__(self) -> None:
        if len(self.points) < 2 or not np.isfinite(self.points).all():
            raise self.wrong("points", "must be two or more finite numbers")
        if not (np.diff(self.points) > 0).all():
            raise self.wrong("points", "must rise")
        if len(self.values) != len(self.points) or not np.isfinite(self.values).all():
            raise self.wrong("values", "must be finite numbers, one for each point")
        if self.outside not in OUTSIDE:
            raise self.wrong("outside", f"must be one of {', '.join(OUTSIDE)}")

    def __call__(self, x: ArrayLike) -> Floats:
        return value(x, self)


def value(x: ArrayLike, function: PiecewiseLinear) -> Floats:
    """The value of each figure, in the shape of `x`; what is unknown (NaN) stays so.

    Source: the partial value functions of MAVT, Keeney & Raiffa (1976), Decisions with Multiple
    Objectives, Wiley.
    """
    figures = np.asarray(x, dtype=np.float64)
    points, values = np.asarray(function.points, float), np.asarray(function.values, float)
    if function.outside == "clip":
        return np.interp(figures, points, values)
    piece = np.clip(np.searchsorted(points, figures, side="right") - 1, 0, len(points) - 2)
    slopes = np.diff(values) / np.diff(points)
    return values[piece] + slopes[piece] * (figures - points[piece])


@dataclass(frozen=True)
class AdditiveValue(Declared, name="additive-value"):
    """The value function of each criterion."""

    functions: tuple[PiecewiseLinear, ...]

    def __post_init__(self) -> None:
        if not self.functions or not all(isinstance(f, PiecewiseLinear) for f in self.functions):
            raise self.wrong("functions", "must be a tuple of one PiecewiseLinear a criterion")

    def __call__(
        self, matrix: ArrayLike, weights: ArrayLike, directions: ArrayLike | None = None
    ) -> AdditiveValueResult:
        return additive_value(matrix, weights, directions, self)


@dataclass(frozen=True)
class AdditiveValueResult(Ranking):
    """`score` is the weighted sum of the values."""

    values: Floats
    """(..., A, L) the value on each criterion."""


def additive_value(
    matrix: ArrayLike,
    weights: ArrayLike,
    directions: ArrayLike | None,
    parameters: AdditiveValue,
) -> AdditiveValueResult:
    """The sum over criteria of weight times the value of the figure.

    `matrix` is (..., A, L) as measured, `weights` (..., L). A value function says itself which way
    is better; `directions`, where given, must not contradict it. Raises `ValueError` if they do,
    for a missing value, or another number of functions than criteria.
    """
    measured = matrix_of(matrix)
    criteria = measured.shape[-1]
    w = weights_of(weights, criteria)
    if len(parameters.functions) != criteria:
        raise ValueError(f"{len(parameters.functions)} value functions for {criteria} criteria.")
    values = np.empty_like(measured)
    for j, function in enumerate(parameters.functions):
        rise = function.values[-1] - function.values[0]
        if directions is not None and rise * directions_of(directions, criteria)[j] < 0:
            raise ValueError(
                f"The value function of criterion {j + 1} goes the other way than its direction."
            )
        values[..., j] = function(measured[..., j])
    return AdditiveValueResult(sums(values, w), values)
