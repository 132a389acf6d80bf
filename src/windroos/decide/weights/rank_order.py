"""Weights from the order of importance alone.

Shapes: `...` are leading sample dimensions, L criteria.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from windroos.decide.arrays import Floats
from windroos.decide.declared import Declared

FORMULAS = ("centroid", "sum", "reciprocal")


@dataclass(frozen=True)
class RankOrder(Declared, name="rank-order-weights"):
    """Parameters of weights from an order: `formula` is centroid, sum or reciprocal."""

    formula: str = "centroid"

    def __post_init__(self) -> None:
        if self.formula not in FORMULAS:
            raise self.wrong("formula", f"must be one of {', '.join(FORMULAS)}")

    def __call__(self, places: ArrayLike) -> Floats:
        return rank_order(places, self)


def rank_order(places: ArrayLike, parameters: RankOrder = RankOrder()) -> Floats:
    """Weights from places in order of importance, (..., L) from (..., L), summing to one.

    The lower the number, the more important; only the order counts. Criteria with the same number
    share the mean of the weights of the places they take together. With n criteria the weight of
    the k-th place is

    - centroid: the sum over j from k to n of 1 / j, over n: the mean of all weights that respect
      the order (Barron and Barrett 1996, Management Science 42(11), 1515-1523);
    - sum: 2 (n + 1 - k) / (n (n + 1)), and reciprocal: 1 / k over the sum of them (Stillwell,
      Seaver and Edwards 1981, Organizational Behavior and Human Performance 28(1), 62-77).

    Raises `ValueError` for a place that is missing or not finite.

    >>> rank_order([1, 2, 3]).round(3).tolist(), rank_order([1, 2, 2]).round(3).tolist()
    ([0.611, 0.278, 0.111], [0.611, 0.194, 0.194])
    """
    given = np.asarray(places, dtype=np.float64)
    if given.ndim < 1 or given.shape[-1] == 0:
        raise ValueError(f"Places have shape {given.shape}: expected (..., criteria).")
    if not np.isfinite(given).all():
        place = int(np.argwhere(~np.isfinite(given))[0][-1]) + 1
        raise ValueError(f"Criterion {place} has no place: give each one, ties allowed.")
    reached = np.concatenate(([0.0], np.cumsum(_by_place(given.shape[-1], parameters.formula))))
    ordered = np.sort(given, axis=-1)
    before = (ordered[..., None, :] < given[..., :, None]).sum(axis=-1)
    tied = (ordered[..., None, :] == given[..., :, None]).sum(axis=-1)
    return (reached[before + tied] - reached[before]) / tied


def _by_place(n: int, formula: str) -> Floats:
    k = np.arange(1, n + 1, dtype=np.float64)
    if formula == "centroid":
        return np.cumsum((1 / k)[::-1])[::-1] / n
    raw = n + 1 - k if formula == "sum" else 1 / k
    return raw / raw.sum()
