"""Normalise by a distance: to a target, to the best. See `normalise` for what they share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from windroos.decide.arrays import directions_of
from windroos.decide.declared import Declared

from .columns import per_column
from .normalise import Normalised, Numbers, part_of_best, prepared, ratio

ORIGINS = ("lowest", "zero")


@dataclass(frozen=True)
class DistanceToTarget(Declared, name="distance-to-target"):
    """Parameters of the distance to a target, one figure for all columns or one for each, in the
    column's own unit; with `cap` who does better than the target gets no more than 1."""

    targets: Numbers
    cap: bool = False

    def __post_init__(self) -> None:
        targets = np.asarray(self.targets, dtype=np.float64)
        if targets.ndim > 1 or not np.isfinite(targets).all():
            raise self.wrong("targets", "must be a finite number, or one for each column")

    def __call__(self, matrix: ArrayLike, directions: ArrayLike | None = None) -> Normalised:
        return distance_to_target(matrix, directions, parameters=self)


def distance_to_target(
    matrix: ArrayLike, directions: ArrayLike | None = None, *, parameters: DistanceToTarget
) -> Normalised:
    """(x - worst) / (target - worst): the part of the way from the worst to the target.

    A target that the worst has reached is reached by all, who get 1 (COINr warns, and gives those
    who do better less). In a constant column short of its target everyone gets 0.
    """
    figures, worst, _, constant = prepared(matrix, directions)
    columns = figures.shape[-1]
    targets = per_column(parameters.targets, columns, "targets") * directions_of(
        directions, columns
    )
    way = targets - worst
    covered = (figures - worst[..., None, :]) / np.where(way > 0, way, 1.0)[..., None, :]
    values = np.where((way > 0)[..., None, :] | np.isnan(figures), covered, 1.0)
    if parameters.cap:
        values = np.minimum(values, 1.0)
    meaning = "0 is the worst figure of those compared, 1 the target."
    return Normalised(values, 0.0, 1.0 if parameters.cap else np.inf, meaning, constant)


@dataclass(frozen=True)
class DistanceToMaximum(Declared, name="distance-to-maximum"):
    """Parameters of the distance to the best: measured from the `"lowest"`, that is the worst
    figure, or from `"zero"`."""

    origin: str = "lowest"

    def __post_init__(self) -> None:
        if self.origin not in ORIGINS:
            raise self.wrong("origin", f"must be one of {', '.join(ORIGINS)}")

    def __call__(self, matrix: ArrayLike, directions: ArrayLike | None = None) -> Normalised:
        return distance_to_maximum(matrix, directions, self)


def distance_to_maximum(
    matrix: ArrayLike,
    directions: ArrayLike | None = None,
    parameters: DistanceToMaximum = DistanceToMaximum(),
) -> Normalised:
    """1 - (best - x) / (best - origin): 1 for the best; in a constant column everyone is.

    From the lowest, COINr's `n_dist2max`, it is min-max from 0 to 1, but for the constant column.
    From zero it is x / best, and best / x where less is better (Hwang and Yoon 1981, linear scale
    transformation): ratios are kept. That asks for figures of 0 or more, and above 0 where less is
    better: `ValueError` else.
    """
    if parameters.origin == "lowest":
        figures, worst, best, constant = prepared(matrix, directions)
        values = np.where(
            constant[..., None, :] & ~np.isnan(figures), 1.0, ratio(figures, worst, best)
        )
        meaning = "0 is the worst figure of those compared, 1 the best."
        return Normalised(values, 0.0, 1.0, meaning, constant)
    values, constant = part_of_best(matrix, directions)
    meaning = "The part of the best figure; 1 is the best of those compared."
    return Normalised(values, 0.0, 1.0, meaning, constant)
