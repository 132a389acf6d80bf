"""TOPSIS: as near as can be to the ideal, as far as can be from the anti-ideal."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from windroos.decide.arrays import Floats, directions_of, matrix_of, weights_of
from windroos.decide.declared import Declared
from windroos.decide.products import over, sums

from .ranking import Ranking

NORMALISATIONS = ("vector", "none")
DISTANCES = ("euclidean", "manhattan")


@dataclass(frozen=True)
class Topsis(Declared, name="topsis"):
    """How TOPSIS normalises and measures distance.

    `normalisation` is `"vector"`, each column divided by its Euclidean length as in the source, or
    `"none"` for a matrix that is on one scale already. `distance` is `"euclidean"` or
    `"manhattan"`.
    """

    normalisation: str = "vector"
    distance: str = "euclidean"

    def __post_init__(self) -> None:
        for parameter, allowed in (("normalisation", NORMALISATIONS), ("distance", DISTANCES)):
            if getattr(self, parameter) not in allowed:
                raise self.wrong(parameter, f"must be one of {', '.join(allowed)}")

    def __call__(
        self, matrix: ArrayLike, weights: ArrayLike, directions: ArrayLike | None = None
    ) -> TopsisResult:
        return topsis(matrix, weights, directions, self)


@dataclass(frozen=True)
class TopsisResult(Ranking):
    """`score` is the closeness coefficient, from 0 (the anti-ideal) to 1 (the ideal)."""

    normalised: Floats
    """(..., A, L) values as compared, before weighting; more is better."""
    to_ideal: Floats
    """(..., A) distance to the best of every criterion."""
    to_anti_ideal: Floats
    """(..., A) distance to the worst of every criterion."""


def topsis(
    matrix: ArrayLike,
    weights: ArrayLike,
    directions: ArrayLike | None = None,
    parameters: Topsis = Topsis(),
) -> TopsisResult:
    """The closeness d⁻ / (d⁺ + d⁻) of each alternative, with d⁺ and d⁻ its distances to ideal and
    anti-ideal in weighted normalised values.

    `matrix` is (..., A, L), `weights` (..., L). A squared distance is linear in the squared
    weights, so that many weight vectors cost two matrix products. A constant column or one without
    weight adds nothing to any distance; alternatives that are alike on all that counts get 0.5.
    Raises `ValueError` for a missing value or a wrong shape.

    Source: Hwang & Yoon (1981), Multiple Attribute Decision Making, Springer.
    """
    values = matrix_of(matrix)
    criteria = values.shape[-1]
    w = weights_of(weights, criteria)
    oriented = values * directions_of(directions, criteria)
    if parameters.normalisation == "vector":
        oriented = _by_length(oriented)
    below = oriented.max(axis=-2, keepdims=True) - oriented
    above = oriented - oriented.min(axis=-2, keepdims=True)
    if parameters.distance == "euclidean":
        squared = w**2
        to_ideal, to_anti_ideal = (sums(gap**2, squared) for gap in (below, above))
        for distance in (to_ideal, to_anti_ideal):
            np.sqrt(distance, out=distance)
    else:
        to_ideal, to_anti_ideal = (sums(gap, w) for gap in (below, above))
    both = to_ideal + to_anti_ideal
    closeness = over(to_anti_ideal, both, where_zero=0.5, out=both)
    return TopsisResult(closeness, oriented, to_ideal, to_anti_ideal)


def _by_length(values: Floats) -> Floats:
    """Each column divided by its Euclidean length; a column of zeros stays so."""
    scaled = over(values, np.abs(values).max(axis=-2, keepdims=True), where_zero=0.0)
    length = np.sqrt((scaled**2).sum(axis=-2, keepdims=True))
    return over(scaled, length, where_zero=0.0)
