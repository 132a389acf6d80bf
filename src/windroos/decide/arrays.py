"""What every method asks of its arrays, asked in one place.

Shapes: `...` are leading sample dimensions, A alternatives, L criteria.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

# A score is a sum of rounded products: one that is 0.6 on paper may come out as
# 0.5999999999999999, and differently so on another machine. The tolerance is far above such
# rounding (some 1e-16 per step) and far below any difference between scores that means something.
TOLERANCE = 1e-12


def matrix_of(values: ArrayLike, *, complete: bool = True) -> Floats:
    """(..., A, L) figures; raises `ValueError` for a wrong shape, an infinite value, or one missing
    where the method needs all of them."""
    matrix = np.asarray(values, dtype=np.float64)
    if matrix.ndim < 2 or 0 in matrix.shape[-2:]:
        raise ValueError(
            f"The matrix has shape {matrix.shape}: expected (..., alternatives, criteria), at "
            "least one of each."
        )
    if np.isinf(matrix).any():
        raise ValueError(f"{_place(np.isinf(matrix))} is infinite.")
    if complete and np.isnan(matrix).any():
        raise ValueError(
            f"{_place(np.isnan(matrix))} is missing: this method needs every value. Impute first "
            "(windroos.decide.data), or draw it (windroos.decide.robustness)."
        )
    return matrix


def weights_of(weights: ArrayLike, criteria: int) -> Floats:
    """(..., L) weights made to sum to one; raises `ValueError` for a wrong number of them, one that
    is negative or not finite, or none above zero."""
    raw = np.asarray(weights, dtype=np.float64)
    if raw.ndim < 1 or raw.shape[-1] != criteria:
        raise ValueError(f"Weights have shape {raw.shape}: expected (..., {criteria} criteria).")
    if not (np.isfinite(raw).all() and (raw >= 0).all()):
        raise ValueError("A weight is negative or no finite number: weights are 0 or more.")
    total = raw.sum(axis=-1, keepdims=True)
    if not ((total > 0) & np.isfinite(total)).all():
        raise ValueError("The weights add up to 0 or to no finite number: at least one must count.")
    return raw / total


def directions_of(directions: ArrayLike | None, criteria: int) -> Floats:
    """(L,) of 1 where more is better and -1 where less is, by default all 1."""
    if directions is None:
        return np.ones(criteria)
    given = np.asarray(directions, dtype=np.float64)
    if given.shape != (criteria,) or not np.isin(given, (-1.0, 1.0)).all():
        raise ValueError(
            f"Directions are 1 (more is better) or -1 (less is better), one for each of the "
            f"{criteria} criteria."
        )
    return given


def ranks(scores: ArrayLike, *, tolerance: float = TOLERANCE) -> Integers:
    """The place of each score along the last axis: 1 for the highest, 0 for NaN.

    Scores that differ by no more than `tolerance` from their neighbour share the highest place
    they take.

    >>> ranks([0.5, 0.9, float("nan"), 0.5, 0.1]).tolist()
    [2, 1, 0, 2, 4]
    """
    values = np.asarray(scores, dtype=np.float64)
    order = np.argsort(-values, axis=-1, kind="stable")  # NaN comes last
    sorted_ = np.take_along_axis(values, order, axis=-1)
    falls = np.ones(values.shape, dtype=bool)
    falls[..., 1:] = sorted_[..., :-1] - sorted_[..., 1:] > tolerance
    counted = np.where(falls, np.arange(1, values.shape[-1] + 1), 0)
    places = np.empty(values.shape, dtype=np.int64)
    np.put_along_axis(places, order, np.maximum.accumulate(counted, axis=-1), axis=-1)
    places[np.isnan(values)] = 0
    return places


def _place(wrong: NDArray[np.bool_]) -> str:
    *_, row, column = np.argwhere(wrong)[0].tolist()
    return f"The value of alternative {row + 1} on criterion {column + 1}"
