"""The weighted sum (simple additive weighting) over one flat set of criteria."""

from __future__ import annotations

from dataclasses import dataclass

from numpy.typing import ArrayLike

from windroos.decide.arrays import directions_of, matrix_of, weights_of
from windroos.decide.declared import Declared
from windroos.decide.products import sums

from .ranking import Ranking


@dataclass(frozen=True)
class WeightedSum(Declared, name="weighted-sum"):
    """The weighted sum has no parameters."""

    def __call__(
        self, matrix: ArrayLike, weights: ArrayLike, directions: ArrayLike | None = None
    ) -> Ranking:
        return weighted_sum(matrix, weights, directions)


def weighted_sum(
    matrix: ArrayLike, weights: ArrayLike, directions: ArrayLike | None = None
) -> Ranking:
    """The sum over criteria of weight times value; a criterion of which less is better counts
    negatively.

    `matrix` is (..., A, L), on one scale: normalise it first (`windroos.decide.data`). `weights`
    are (..., L). A constant column gives all the same; one without weight gives nothing. Raises
    `ValueError` for a missing value or a wrong shape.

    Source: Fishburn (1967), Operations Research 15(3), 537-542.
    """
    values = matrix_of(matrix)
    criteria = values.shape[-1]
    oriented = weights_of(weights, criteria) * directions_of(directions, criteria)
    return Ranking(sums(values, oriented))
