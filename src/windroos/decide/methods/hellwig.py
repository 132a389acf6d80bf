"""Hellwig's measure of development: the distance to a pattern of the best values."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from windroos.decide.arrays import TOLERANCE, Floats, directions_of, matrix_of, weights_of
from windroos.decide.declared import Declared
from windroos.decide.products import over, sums

from .ranking import Ranking


@dataclass(frozen=True)
class Hellwig(Declared, name="hellwig"):
    """`deviations` is how many standard deviations above the mean distance count as 0 (2 in the
    source)."""

    deviations: float = 2.0

    def __post_init__(self) -> None:
        if not 0 <= self.deviations < np.inf:
            raise self.wrong("deviations", "must be 0 or more")

    def __call__(
        self, matrix: ArrayLike, weights: ArrayLike, directions: ArrayLike | None = None
    ) -> HellwigResult:
        return hellwig(matrix, weights, directions, self)


@dataclass(frozen=True)
class HellwigResult(Ranking):
    """`score` is the measure of development: 1 at the pattern, and below 0 for one very far off."""

    standardised: Floats
    """(..., A, L) z-scores; more is better."""
    distance: Floats
    """(..., A) distance to the pattern."""


def hellwig(
    matrix: ArrayLike,
    weights: ArrayLike,
    directions: ArrayLike | None = None,
    parameters: Hellwig = Hellwig(),
) -> HellwigResult:
    """1 - d / (mean(d) + 2 sd(d)), with d the distance of z-scores to the best of each criterion.

    `matrix` is (..., A, L), `weights` (..., L). The source has no weights: here the squared
    distances are weighted, so that equal weights give the source's measure. Standard deviations are
    of the whole set (divided by A). A constant column adds no distance; where all are alike on what
    counts, each is the pattern itself and gets 1. Raises `ValueError` for a missing value or a
    wrong shape.

    Source: Hellwig (1968), Przegląd Statystyczny 15(4), 307-327.
    """
    values = matrix_of(matrix)
    criteria = values.shape[-1]
    w = weights_of(weights, criteria)
    oriented = values * directions_of(directions, criteria)
    centred = oriented - oriented.mean(axis=-2, keepdims=True)
    varies = oriented.max(axis=-2, keepdims=True) > oriented.min(axis=-2, keepdims=True)
    z = over(centred, varies * centred.std(axis=-2, keepdims=True), where_zero=0.0)
    distance = np.sqrt(sums((z - z.max(axis=-2, keepdims=True)) ** 2, w))
    far = distance.mean(axis=-1, keepdims=True) + parameters.deviations * distance.std(
        axis=-1, keepdims=True
    )
    score = 1 - over(distance, np.where(far > TOLERANCE, far, 0.0), where_zero=0.0)
    return HellwigResult(score, z, distance)
