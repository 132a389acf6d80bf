"""Figures of a column of which some are unknown: (..., A, L) in, (..., L) out.

An unknown figure (NaN) is left out and never counted as zero. No function here warns or raises for
a column of which nothing, or only one figure, is known: its docstring says what it gives then.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from windroos.decide.arrays import Floats, Integers

Flags = NDArray[np.bool_]


def known_count(matrix: Floats) -> Integers:
    """How many figures of each column are known."""
    return np.count_nonzero(~np.isnan(matrix), axis=-2)


def total(matrix: Floats) -> Floats:
    """The sum of the known figures of each column; 0 where none is known."""
    return np.where(np.isnan(matrix), 0.0, matrix).sum(axis=-2)


def mean(matrix: Floats) -> Floats:
    """The mean of the known figures of each column; NaN where none is known."""
    count = known_count(matrix)
    return np.where(count > 0, total(matrix) / np.maximum(count, 1), np.nan)


def median(matrix: Floats) -> Floats:
    """The median of the known figures of each column; NaN where none is known."""
    ordered = np.sort(matrix, axis=-2)  # NaN comes last
    count = known_count(matrix)
    low, high = np.maximum(count - 1, 0) // 2, np.minimum(count // 2, matrix.shape[-2] - 1)
    middle = [
        np.take_along_axis(ordered, at[..., None, :], axis=-2)[..., 0, :] for at in (low, high)
    ]
    return middle[0] + (middle[1] - middle[0]) / 2


def extent(matrix: Floats) -> tuple[Floats, Floats]:
    """The lowest and the highest known figure of each column; 0 and 0 where none is known."""
    known = ~np.isnan(matrix)
    lowest = np.where(known, matrix, np.inf).min(axis=-2)
    highest = np.where(known, matrix, -np.inf).max(axis=-2)
    any_known = known.any(axis=-2)
    return np.where(any_known, lowest, 0.0), np.where(any_known, highest, 0.0)


def skewness(matrix: ArrayLike) -> Floats:
    """The sample skewness G1 of each column, adjusted for bias.

    It is `type = 2` of e1071, the definition of SAS, SPSS and Excel that COINr uses (Joanes and
    Gill 1998, The Statistician 47(1), 183-189): sqrt(n(n-1)) / (n-2) * m3 / m2^(3/2). NaN for a
    column that is constant or has fewer than three known figures.
    """
    return skewness_and_kurtosis(matrix)[0]


def kurtosis(matrix: ArrayLike) -> Floats:
    """The sample excess kurtosis G2 of each column, adjusted for bias: 0 for a normal distribution.

    `type = 2` as in `skewness`: (n-1) / ((n-2)(n-3)) * ((n+1)(m4 / m2^2 - 3) + 6). NaN for a column
    that is constant or has fewer than four known figures.
    """
    return skewness_and_kurtosis(matrix)[1]


def skewness_and_kurtosis(matrix: ArrayLike) -> tuple[Floats, Floats]:
    """Both, for one reading of the figures."""
    count, second, third, fourth = _moments(np.asarray(matrix, dtype=np.float64))
    varies = second > 0
    variance = np.where(varies, second, 1.0)
    n = np.maximum(count, 3)
    skew = np.sqrt(n * (n - 1)) / (n - 2) * third / variance**1.5
    n = np.maximum(count, 4)
    kurt = (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * (fourth / variance**2 - 3) + 6)
    return np.where(varies & (count > 2), skew, np.nan), np.where(
        varies & (count > 3), kurt, np.nan
    )


def _moments(matrix: Floats) -> tuple[Integers, Floats, Floats, Floats]:
    """Number known and central moments 2 to 4 of each column scaled to [0, 1], which changes no
    ratio of moments and lets no figure overflow; all 0 for a constant column."""
    lowest, highest = extent(matrix)
    width = highest - lowest
    scaled = (matrix - lowest[..., None, :]) / np.where(width > 0, width, 1.0)[..., None, :]
    count = known_count(matrix)
    deviation = scaled - mean(scaled)[..., None, :]
    # Rounding leaves a constant column a deviation of some 1e-17, which is none.
    deviation = np.where(np.isnan(scaled) | (width == 0)[..., None, :], 0.0, deviation)
    squared = deviation * deviation
    second, third, fourth = (
        np.einsum("...ac,...ac->...c", squared, other) / np.maximum(count, 1)
        for other in (np.ones_like(squared), deviation, squared)
    )
    return count, second, third, fourth


def per_column(value: ArrayLike, columns: int, what: str) -> Floats:
    """A parameter for each column, (L,), from one number for all or one for each."""
    given = np.asarray(value, dtype=np.float64)
    if given.ndim > 1 or (given.ndim == 1 and given.shape[0] != columns):
        raise ValueError(
            f"{what} is one number for all columns or one for each of the {columns}, not an array "
            f"of shape {given.shape}."
        )
    return np.broadcast_to(given, (columns,))
