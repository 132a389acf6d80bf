"""Copeland: wins less losses in all duels of two alternatives."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from windroos.decide.arrays import TOLERANCE, Floats, directions_of, matrix_of, weights_of
from windroos.decide.declared import Declared

from .pairs import agreement
from .ranking import Ranking

# Weight vectors at a time: enough for the matrix product, few enough for the cache.
SAMPLES = 512


@dataclass(frozen=True)
class Copeland(Declared, name="copeland"):
    """Copeland's rule has no parameters."""

    def __call__(
        self, matrix: ArrayLike, weights: ArrayLike, directions: ArrayLike | None = None
    ) -> Ranking:
        return copeland(matrix, weights, directions)


def copeland(matrix: ArrayLike, weights: ArrayLike, directions: ArrayLike | None = None) -> Ranking:
    """Of each alternative, the duels it wins less those it loses, from 1 - A to A - 1.

    An alternative wins a duel when the criteria on which it is better weigh more than those on
    which it is worse; how much better does not count. `matrix` is (..., A, L), `weights` (..., L).
    A constant column or one without weight decides no duel. Raises `ValueError` for a missing value
    or a wrong shape.

    Source: Copeland (1951), A reasonable social welfare function, University of Michigan; with
    weighted criteria for voters as in COINr's `a_copeland`, and in the outranking matrix of Munda &
    Nardo (2009), Applied Economics 41(12), 1513-1523, who rank by it otherwise.
    """
    values = matrix_of(matrix)
    alternatives, criteria = values.shape[-2:]
    w = weights_of(weights, criteria)
    oriented = values * directions_of(directions, criteria)
    score = np.zeros((*np.broadcast_shapes(values.shape[:-2], w.shape[:-1]), alternatives))
    if values.ndim > 2:
        _add_duels(oriented, w, score)
    else:
        samples, scores = w.reshape(-1, criteria), score.reshape(-1, alternatives)
        for start in range(0, len(samples), SAMPLES):
            block = slice(start, start + SAMPLES)
            _add_duels(oriented, samples[block], scores[block])
    return Ranking(score)


def _add_duels(values: Floats, weights: Floats, score: Floats) -> None:
    """Adds to the score, in place, one for each duel won and takes one off for each lost."""
    for rows, margin in agreement(values, weights, strict=True):
        margin *= 0.5 / TOLERANCE  # a margin within the tolerance then rounds to 0
        wins = np.clip(np.rint(margin, out=margin), -1.0, 1.0, out=margin)
        score[..., rows] += wins.sum(axis=-1)
        score[..., rows.stop :] -= wins[..., rows.stop - rows.start :].sum(axis=-2)
