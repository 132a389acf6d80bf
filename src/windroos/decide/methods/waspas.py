"""WASPAS: a weighted sum and a weighted product in one score."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from windroos.decide.arrays import Floats, directions_of, matrix_of, weights_of
from windroos.decide.declared import Declared
from windroos.decide.products import over, sums

from .ranking import Ranking


@dataclass(frozen=True)
class Waspas(Declared, name="waspas"):
    """`share` is the part of the weighted sum (λ in the source), from 0 to 1; the weighted product
    has the rest."""

    share: float = 0.5

    def __post_init__(self) -> None:
        if not 0 <= self.share <= 1:
            raise self.wrong("share", "must be from 0 to 1")

    def __call__(
        self, matrix: ArrayLike, weights: ArrayLike, directions: ArrayLike | None = None
    ) -> WaspasResult:
        return waspas(matrix, weights, directions, self)


@dataclass(frozen=True)
class WaspasResult(Ranking):
    """`score` is the joint criterion Q, from 0 to 1."""

    normalised: Floats
    """(..., A, L) the value over the highest, or the lowest over the value where less is better."""
    weighted_sum: Floats
    weighted_product: Floats


def waspas(
    matrix: ArrayLike,
    weights: ArrayLike,
    directions: ArrayLike | None = None,
    parameters: Waspas = Waspas(),
) -> WaspasResult:
    """λ times the weighted sum plus 1 - λ times the weighted product of normalised values.

    `matrix` is (..., A, L), 0 or more, and above 0 where less is better; `weights` are (..., L). A
    zero on a criterion with weight makes the product zero; one without weight counts for nothing.
    A column of zeros counts as a column of ones: nobody lags. A constant column with weight brings
    all nearer to 1, the product otherwise than the sum, and so can turn two alternatives around.
    Raises `ValueError` for a value that is missing, negative, or zero where less is better.

    scikit-criteria ranks by the same score but reports the decimal logarithm of the product, and
    refuses zeros. Source: Zavadskas, Turskis, Antucheviciene & Zakarevicius (2012), Elektronika ir
    Elektrotechnika 122(6), 3-6.
    """
    values = matrix_of(matrix)
    criteria = values.shape[-1]
    w = weights_of(weights, criteria)
    less = directions_of(directions, criteria) < 0
    if (values < 0).any() or (values[..., less] == 0).any():
        raise ValueError(
            "WASPAS divides by the values: they must be 0 or more, and above 0 where less is "
            "better. Normalise first (windroos.decide.data)."
        )
    normalised = np.empty_like(values)
    rising = values[..., ~less]
    normalised[..., ~less] = over(rising, rising.max(axis=-2, keepdims=True), where_zero=1.0)
    falling = values[..., less]
    normalised[..., less] = falling.min(axis=-2, keepdims=True) / falling
    zero = normalised == 0
    product = np.exp(sums(np.log(np.where(zero, 1.0, normalised)), w))
    if zero.any():
        product[sums(zero.astype(np.float64), w) > 0] = 0.0
    total = sums(normalised, w)
    score = parameters.share * total + (1 - parameters.share) * product
    return WaspasResult(score, normalised, total, product)
