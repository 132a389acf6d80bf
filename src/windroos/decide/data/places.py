"""Normalise by the place taken: Borda, percentile rank. See `normalise` for what they share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from windroos.decide.arrays import Floats
from windroos.decide.declared import Declared

from .columns import known_count
from .normalise import Normalised, prepared

TIES = ("average", "min")


@dataclass(frozen=True)
class _Ranking(Declared):
    """Ties get the `"average"` of the places they take together, or, as in COINr, the `"min"`: the
    worst of them, for a constant column the worst of all."""

    ties: str = "average"

    def __post_init__(self) -> None:
        if self.ties not in TIES:
            raise self.wrong("ties", f"must be one of {', '.join(TIES)}")


@dataclass(frozen=True)
class Borda(_Ranking, name="borda"):
    """Parameters of the Borda count: what ties get."""

    def __call__(self, matrix: ArrayLike, directions: ArrayLike | None = None) -> Normalised:
        return borda(matrix, directions, self)


def borda(
    matrix: ArrayLike, directions: ArrayLike | None = None, parameters: Borda = Borda()
) -> Normalised:
    """How many of those known are worse, a tie counting half (or, with `"min"`, not).

    A column of which less is known has a shorter scale: for that, `percentile_rank`. In a constant
    column everyone gets the same: half the scale, or with `"min"` 0.
    """
    figures, _, _, constant = prepared(matrix, directions)
    values = _places(figures, parameters.ties)
    meaning = "The number of alternatives that are worse."
    return Normalised(values, 0.0, float(figures.shape[-2] - 1), meaning, constant)


@dataclass(frozen=True)
class PercentileRank(_Ranking, name="percentile-rank"):
    """Parameters of the percentile rank: what ties get."""

    def __call__(self, matrix: ArrayLike, directions: ArrayLike | None = None) -> Normalised:
        return percentile_rank(matrix, directions, self)


def percentile_rank(
    matrix: ArrayLike,
    directions: ArrayLike | None = None,
    parameters: PercentileRank = PercentileRank(),
) -> Normalised:
    """The share of the others known that are worse, a tie counting half (or, with `"min"`, not).

    In a constant column, or where one alone is known, everyone gets the same: 0.5, or with `"min"`
    0. How far apart figures lie is lost.
    """
    figures, _, _, constant = prepared(matrix, directions)
    others = known_count(figures)[..., None, :] - 1
    alone = 0.5 if parameters.ties == "average" else 0.0
    shares = _places(figures, parameters.ties) / np.maximum(others, 1)
    values = np.where((others < 1) & ~np.isnan(figures), alone, shares)
    meaning = "The share of the other alternatives that are worse."
    return Normalised(values, 0.0, 1.0, meaning, constant)


def _places(figures: Floats, ties: str) -> Floats:
    """The place from below, 0 for the worst; NaN where unknown."""
    from scipy.stats import rankdata  # takes half a second, and few ask for it

    return np.asarray(rankdata(figures, method=ties, axis=-2, nan_policy="omit"), np.float64) - 1.0
