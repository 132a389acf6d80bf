"""Normalise on a scale: min-max, goalposts, z-score. See `normalise` for what they share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from windroos.decide import cells
from windroos.decide.arrays import directions_of, matrix_of
from windroos.decide.declared import Declared

from .columns import extent, known_count, mean, per_column, total
from .normalise import Normalised, Numbers, prepared, ratio


@dataclass(frozen=True)
class MinMax(Declared, name="min-max"):
    """Parameters of min-max: the ends `low` and `high` of the new scale."""

    low: float = 0.0
    high: float = 1.0

    def __post_init__(self) -> None:
        if not (np.isfinite([self.low, self.high]).all() and self.low < self.high):
            raise self.wrong("low", "must be below high, both finite")

    def __call__(self, matrix: ArrayLike, directions: ArrayLike | None = None) -> Normalised:
        return min_max(matrix, directions, self)


def min_max(
    matrix: ArrayLike, directions: ArrayLike | None = None, parameters: MinMax = MinMax()
) -> Normalised:
    """(x - worst) / (best - worst), on the scale declared; a constant column lies halfway.

    An alternative added can move all the others: `goalposts` cannot.
    """
    figures, lowest, highest, constant = prepared(matrix, directions)
    share = np.where(
        constant[..., None, :] & ~np.isnan(figures), 0.5, ratio(figures, lowest, highest)
    )
    values = parameters.low + (parameters.high - parameters.low) * share
    values = np.clip(values, parameters.low, parameters.high)  # against rounding
    meaning = (
        f"{parameters.low:g} is the worst figure of those compared, {parameters.high:g} the best."
    )
    return Normalised(values, parameters.low, parameters.high, meaning, constant)


@dataclass(frozen=True)
class Goalposts(Declared, name="goalposts"):
    """Parameters of goalposts: the figures between which a column counts, in its own unit.

    One number for all columns or one for each. The direction says which of the two is best.
    """

    lower: Numbers
    upper: Numbers

    def __post_init__(self) -> None:
        posts = np.asarray(self.lower, dtype=np.float64), np.asarray(self.upper, dtype=np.float64)
        if posts[0].ndim > 1 or posts[1].ndim > 1:
            raise self.wrong("lower", "and upper must be numbers, or one number for each column")
        if not all(np.isfinite(post).all() for post in posts) or not np.all(posts[0] < posts[1]):
            raise self.wrong("lower", "must be below upper, all finite")

    def __call__(self, matrix: ArrayLike, directions: ArrayLike | None = None) -> Normalised:
        return goalposts(matrix, directions, parameters=self)


def goalposts(
    matrix: ArrayLike, directions: ArrayLike | None = None, *, parameters: Goalposts
) -> Normalised:
    """(x - worst post) / (best post - worst post), cut off at 0 and 1 (`decide.goalposts`).

    The posts are fixed, so that an alternative added moves no other; a constant column gets what
    its figure earns.
    """
    figures = matrix_of(matrix, complete=False)
    columns = figures.shape[-1]
    better = directions_of(directions, columns) > 0
    lower = per_column(parameters.lower, columns, "lower")
    upper = per_column(parameters.upper, columns, "upper")
    values = cells.goalposts(
        figures, np.where(better, lower, upper), np.where(better, upper, lower)
    )
    lowest, highest = extent(figures)
    meaning = "0 is the worst goalpost or beyond it, 1 the best or beyond it."
    return Normalised(values, 0.0, 1.0, meaning, lowest == highest)


@dataclass(frozen=True)
class ZScore(Declared, name="z-score"):
    """Parameters of the z-score: the mean and standard deviation of the new scale."""

    mean: float = 0.0
    deviation: float = 1.0

    def __post_init__(self) -> None:
        if not np.isfinite(self.mean):
            raise self.wrong("mean", "must be a finite number")
        if not (np.isfinite(self.deviation) and self.deviation > 0):
            raise self.wrong("deviation", "must be a finite number above 0")

    def __call__(self, matrix: ArrayLike, directions: ArrayLike | None = None) -> Normalised:
        return z_score(matrix, directions, self)


def z_score(
    matrix: ArrayLike, directions: ArrayLike | None = None, parameters: ZScore = ZScore()
) -> Normalised:
    """(x - mean) / standard deviation of the sample (n - 1), on the scale declared; a constant
    column lies at the mean."""
    figures, lowest, highest, constant = prepared(matrix, directions)
    shares = ratio(figures, lowest, highest)  # the same z, without the unit and its rounding
    away = np.where(constant[..., None, :], 0.0 * shares, shares - mean(shares)[..., None, :])
    spread = np.sqrt(total(away**2) / np.maximum(known_count(figures) - 1, 1))
    z = away / np.where(constant, 1.0, spread)[..., None, :]
    values = parameters.mean + parameters.deviation * z
    meaning = (
        f"{parameters.mean:g} is the mean of those compared; {parameters.deviation:g} more is one "
        "standard deviation better."
    )
    return Normalised(values, -np.inf, np.inf, meaning, constant)
