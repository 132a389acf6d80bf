"""VIKOR: a compromise between the good of the many criteria and the worst single regret."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from windroos.decide.arrays import (
    TOLERANCE,
    Floats,
    directions_of,
    matrix_of,
    ranks,
    weights_of,
)
from windroos.decide.declared import Declared
from windroos.decide.products import largest, over, sums

from .ranking import Ranking


@dataclass(frozen=True)
class Vikor(Declared, name="vikor"):
    """`v` is the weight of the group's utility against the worst single regret, from 0 to 1."""

    v: float = 0.5

    def __post_init__(self) -> None:
        if not 0 <= self.v <= 1:
            raise self.wrong("v", "must be from 0 to 1")

    def __call__(
        self, matrix: ArrayLike, weights: ArrayLike, directions: ArrayLike | None = None
    ) -> VikorResult:
        return vikor(matrix, weights, directions, self)


@dataclass(frozen=True)
class VikorResult(Ranking):
    """`score` is 1 - Q, so that higher is better, from 0 to 1."""

    group: Floats
    """(..., A) S, the weighted sum of regrets."""
    regret: Floats
    """(..., A) R, the largest weighted regret."""

    @property
    def q(self) -> Floats:
        """(..., A) Q, the index of the source, of which less is better."""
        return 1 - self.score

    @property
    def acceptable_advantage(self) -> NDArray[np.bool_]:
        """(...) whether the best leads the second by 1 / (A - 1) or more in Q; a lone alternative
        does."""
        if self.score.shape[-1] == 1:
            return np.ones(self.score.shape[:-1], dtype=bool)
        first, second = self._leaders()
        return second - first >= self._lead - TOLERANCE

    @property
    def acceptable_stability(self) -> NDArray[np.bool_]:
        """(...) whether the best in Q is the best in S or in R as well."""
        best = ranks(self.score) == 1
        elsewhere = (ranks(-self.group) == 1) | (ranks(-self.regret) == 1)
        return (best & elsewhere).any(axis=-1)

    @property
    def compromise_set(self) -> NDArray[np.bool_]:
        """(..., A) whether an alternative is among the compromise solutions: the best alone where
        advantage and stability are acceptable, the best two where stability is not, and all within
        the required lead where the advantage is not."""
        if self.score.shape[-1] == 1:
            return np.ones(self.score.shape, dtype=bool)
        first, second = (leader[..., None] for leader in self._leaders())
        near = self.q - first < self._lead - TOLERANCE
        two = self.q <= second + TOLERANCE
        best = self.q <= first + TOLERANCE
        stable = np.where(self.acceptable_stability[..., None], best, two)
        return np.where(self.acceptable_advantage[..., None], stable, near)

    @property
    def _lead(self) -> float:
        return 1 / (self.score.shape[-1] - 1)

    def _leaders(self) -> tuple[Floats, Floats]:
        lowest = np.partition(self.q, 1, axis=-1)
        return lowest[..., 0], lowest[..., 1]


def vikor(
    matrix: ArrayLike,
    weights: ArrayLike,
    directions: ArrayLike | None = None,
    parameters: Vikor = Vikor(),
) -> VikorResult:
    """S, R and Q of each alternative, from the regrets (best - value) / (best - worst).

    `matrix` is (..., A, L), `weights` (..., L). A constant column or one without weight gives no
    regret. Where S (or R) is the same for all, its part of Q is 0. Raises `ValueError` for a
    missing value or a wrong shape.

    Source: Opricovic & Tzeng (2004), European Journal of Operational Research 156(2), 445-455; the
    same authors (2007), 178(2), 514-529.
    """
    values = matrix_of(matrix)
    criteria = values.shape[-1]
    w = weights_of(weights, criteria)
    oriented = values * directions_of(directions, criteria)
    best = oriented.max(axis=-2, keepdims=True)
    regrets = over(best - oriented, best - oriented.min(axis=-2, keepdims=True), where_zero=0.0)
    group, worst = sums(regrets, w), largest(regrets, w)
    q = parameters.v * _spread(group) + (1 - parameters.v) * _spread(worst)
    return VikorResult(1 - q, group, worst)


def _spread(values: Floats) -> Floats:
    """From 0 for the lowest to 1 for the highest; 0 for all where they differ by rounding only."""
    low = values.min(axis=-1, keepdims=True)
    width = values.max(axis=-1, keepdims=True) - low
    return over(values - low, np.where(width > TOLERANCE, width, 0.0), where_zero=0.0)
