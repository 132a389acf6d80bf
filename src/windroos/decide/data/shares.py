"""Normalise to shares: of a column's length, of its sum. See `normalise` for what they share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from windroos.decide.declared import Declared

from .columns import total
from .normalise import Normalised, part_of_best, part_of_highest, positive


@dataclass(frozen=True)
class Vector(Declared, name="vector"):
    """Vector normalisation, which has no parameters."""

    def __call__(self, matrix: ArrayLike, directions: ArrayLike | None = None) -> Normalised:
        return vector(matrix, directions)


def vector(matrix: ArrayLike, directions: ArrayLike | None = None) -> Normalised:
    """x / sqrt(sum of squares), and 1 minus that where less is better.

    In a constant column of n everyone gets 1 / sqrt(n) (1 minus that), in one of zeros too. Raises
    `ValueError` for a figure below 0.
    """
    figures, better, constant = positive(matrix, directions)
    scaled = part_of_highest(figures)
    part = scaled / np.sqrt(np.maximum(total(scaled**2), 1.0))[..., None, :]
    meaning = "The figure's part of the length of its column (where less is better, 1 minus that)."
    return Normalised(np.where(better, part, 1.0 - part), 0.0, 1.0, meaning, constant)


@dataclass(frozen=True)
class Sum(Declared, name="sum"):
    """Normalisation by the sum, which has no parameters."""

    def __call__(self, matrix: ArrayLike, directions: ArrayLike | None = None) -> Normalised:
        return by_sum(matrix, directions)


def by_sum(matrix: ArrayLike, directions: ArrayLike | None = None) -> Normalised:
    """x / sum, and (1 / x) / (sum of 1 / x) where less is better: shares that add up to 1.

    In a constant column of n everyone gets 1 / n, in one of zeros too. Raises `ValueError` for a
    figure below 0, or of 0 where less is better.
    """
    parts, constant = part_of_best(matrix, directions)
    values = parts / np.maximum(total(parts), 1.0)[..., None, :]  # the best alone makes 1
    meaning = "The share of the column's total (of reciprocals, where less is better)."
    return Normalised(values, 0.0, 1.0, meaning, constant)
