"""The analytic hierarchy process: weights from comparisons in pairs.

Shapes: `...` are leading sample dimensions, L things compared (criteria, or alternatives).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from windroos.decide.arrays import Floats
from windroos.decide.declared import Declared

# Saaty 1980, The Analytic Hierarchy Process, as many programs reprint it: the mean consistency
# index of random reciprocal matrices, for n = 1 to 15.
RANDOM_INDEX = (
    0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59,
)  # fmt: skip


@dataclass(frozen=True)
class Ahp(Declared, name="ahp"):
    """Parameters of the analytic hierarchy process.

    `greatest_ratio` is the consistency ratio above which comparisons are refused (Saaty: 0.10);
    None takes any. `rounding` is how far, relatively, a comparison and its mirror may be from
    each other's reciprocal: 0.33 beside 3 is meant as a third.
    """

    greatest_ratio: float | None = 0.10
    rounding: float = 0.02

    def __post_init__(self) -> None:
        if self.greatest_ratio is not None and not self.greatest_ratio >= 0:
            raise self.wrong("greatest_ratio", f"must be 0 or more, not {self.greatest_ratio}")
        if not 0 <= self.rounding < 1:
            raise self.wrong("rounding", f"must lie from 0 to 1, not {self.rounding}")

    def __call__(self, comparisons: ArrayLike) -> AhpResult:
        return ahp(comparisons, self)


@dataclass(frozen=True)
class AhpResult:
    """Weights with how consistent the comparisons are."""

    weights: Floats
    """(..., L), summing to one."""
    eigenvalue: Floats
    """(...) the principal eigenvalue; L where the comparisons are consistent."""
    consistency_index: Floats
    """(...) (eigenvalue - L) / (L - 1)."""
    consistency_ratio: Floats
    """(...) the index over `random_index`; 0 for one or two things, which cannot contradict."""
    random_index: float
    """Saaty's random index for `compared`."""
    compared: int
    """L."""


def ahp(comparisons: ArrayLike, parameters: Ahp = Ahp()) -> AhpResult:
    """Weights from comparisons in pairs, (..., L, L): how many times row counts for column.

    The weights are the principal right eigenvector (Saaty 1977, Journal of Mathematical Psychology
    15(3), 234-281), the consistency ratio the index over Saaty's random index (Saaty 1980, The
    Analytic Hierarchy Process; tables drawn anew differ by some hundredths: for n = 7 they have
    1.34 or 1.35 in place of 1.32).

    Raises `ValueError`, naming the comparison, where one is missing, not above 0, not the
    reciprocal of its mirror, or other than 1 between a thing and itself; for more than 15 things,
    of which no random index is known; and where the consistency ratio is above `greatest_ratio`,
    naming the comparison that is furthest from what the weights say.

    >>> result = ahp(pairwise([3, 5, 2]))
    >>> result.weights.round(3).tolist(), result.consistency_ratio.round(4).item()
    ([0.648, 0.23, 0.122], 0.0032)
    """
    matrix = _comparisons_of(comparisons, parameters.rounding)
    n = matrix.shape[-1]
    values, vectors = np.linalg.eig(matrix)
    # Perron: the eigenvalue of greatest modulus of a positive matrix is real and simple, and its
    # vector has one sign.
    real = np.real(values)
    first = np.argmax(real, axis=-1)[..., None]
    principal = np.abs(np.take_along_axis(vectors, first[..., None, :], axis=-1)[..., 0])
    weights = principal / principal.sum(axis=-1, keepdims=True)
    eigenvalue = np.take_along_axis(real, first, axis=-1)[..., 0]
    # At most rounding keeps it under n.
    index = np.maximum(eigenvalue - n, 0.0) / max(n - 1, 1)
    random = RANDOM_INDEX[n - 1]
    ratio = index / random if random else np.zeros_like(index)
    _check_ratio(matrix, weights, ratio, parameters.greatest_ratio)
    return AhpResult(weights, eigenvalue, index, ratio, random, n)


def pairwise(upper: ArrayLike) -> Floats:
    """The comparisons (..., L, L) of which the part above the diagonal is given, row by row.

    `upper` is (..., L (L - 1) / 2). Raises `ValueError` for a number of them that no L gives.

    >>> pairwise([2, 4, 2]).tolist()
    [[1.0, 2.0, 4.0], [0.5, 1.0, 2.0], [0.25, 0.5, 1.0]]
    """
    given = np.asarray(upper, dtype=np.float64)
    count = given.shape[-1] if given.ndim else 0
    n = (1 + math.isqrt(1 + 8 * count)) // 2
    if given.ndim < 1 or n * (n - 1) // 2 != count:
        raise ValueError(
            f"{count} comparisons do not fill the upper part of a matrix: 3 things take 3, 4 take "
            "6, 5 take 10."
        )
    rows, columns = np.triu_indices(n, k=1)
    if not (given > 0).all():
        wrong = int(np.argwhere(~(given > 0))[0][-1])
        raise _wrong(rows[wrong], columns[wrong], "is missing or not above 0")
    matrix = np.ones((*given.shape[:-1], n, n))
    matrix[..., rows, columns] = given
    matrix[..., columns, rows] = 1 / given
    return matrix


def _comparisons_of(comparisons: ArrayLike, rounding: float) -> Floats:
    matrix = np.asarray(comparisons, dtype=np.float64)
    if matrix.ndim < 2 or matrix.shape[-1] != matrix.shape[-2] or not matrix.shape[-1]:
        raise ValueError(
            f"Comparisons have shape {matrix.shape}: expected (..., n, n), each of the n things "
            "against each."
        )
    if matrix.shape[-1] > len(RANDOM_INDEX):
        raise ValueError(
            f"{matrix.shape[-1]} things are compared: Saaty's random index goes to "
            f"{len(RANDOM_INDEX)}. Group them in a tree and compare within the groups."
        )
    with np.errstate(invalid="ignore"):  # infinity times 0, told below
        off = np.abs(matrix * np.swapaxes(matrix, -1, -2) - 1)
    for wrong, what in (
        (np.isnan(matrix), "is missing: fill it in, or leave out one of the two"),
        (~(np.isfinite(matrix) & (matrix > 0)), "is not a number above 0"),
        ((off > rounding) & np.eye(matrix.shape[-1], dtype=bool), "is not 1"),
        (off > rounding, "is not the reciprocal of its mirror"),
    ):
        if wrong.any():
            *_, row, column = np.argwhere(wrong)[0].tolist()
            raise _wrong(row, column, what)
    return matrix


def _check_ratio(matrix: Floats, weights: Floats, ratio: Floats, greatest: float | None) -> None:
    if greatest is None or not (ratio > greatest).any():
        return
    at = np.unravel_index(int(np.argmax(ratio)), ratio.shape)
    said = weights[at][:, None] / weights[at]
    off = np.abs(np.log(matrix[at] / said))
    row, column = np.unravel_index(int(np.argmax(off)), off.shape)
    raise ValueError(
        f"The comparisons contradict each other: the consistency ratio is {ratio[at]:.3f}, above "
        f"{greatest:g}. Look first at {row + 1} against {column + 1}: {matrix[at][row, column]:g} "
        f"was said, the others together say {said[row, column]:.2g}."
    )


def _wrong(row: int, column: int, what: str) -> ValueError:
    return ValueError(f"The comparison of {row + 1} with {column + 1} {what}.")
