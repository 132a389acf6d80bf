"""From a figure or a rating to a cell of the compass: a number in [0, 1], 1 being best."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray


def goalposts(values: ArrayLike, low: ArrayLike, high: ArrayLike) -> NDArray[np.float64]:
    """Place figures between two goalposts: (value - low) / (high - low), clipped to [0, 1].

    `low` is where a figure earns 0 and `high` where it earns 1, in the unit of the figures; when
    low > high, less is better. All three broadcast. NaN stays NaN. Goalposts are fixed values, not
    the lowest and highest of the regions at hand, so that a region added does not move the others
    (as in the Human Development Index, UNDP). Raises `ValueError` for goalposts that are equal or
    not finite.
    """
    at_zero, at_one = np.asarray(low, dtype=np.float64), np.asarray(high, dtype=np.float64)
    if not (np.isfinite(at_zero).all() and np.isfinite(at_one).all()):
        raise ValueError(f"Goalposts must be finite numbers, not {low} and {high}.")
    if np.any(at_zero == at_one):
        raise ValueError(f"Goalposts must differ: low is {low} and high is {high}.")
    figures = np.asarray(values, dtype=np.float64)
    return np.clip((figures - at_zero) / (at_one - at_zero), 0.0, 1.0)


def ratings(values: ArrayLike, scale_min: float, scale_max: float) -> NDArray[np.float64]:
    """Place ratings on their scale: (value - min) / (max - min).

    NaN (not rated) stays NaN. A rating off its scale is a mistake and not an extreme, so it is
    refused rather than clipped: `ValueError` names the ratings at fault. So is a scale whose ends
    are not finite or do not rise.
    """
    if not (np.isfinite(scale_min) and np.isfinite(scale_max) and scale_min < scale_max):
        raise ValueError(f"A scale runs from a lower to a higher number: {scale_min}-{scale_max}.")
    rated = np.asarray(values, dtype=np.float64)
    outside = (rated < scale_min) | (rated > scale_max)
    if outside.any():
        names = ", ".join(f"{rating:g}" for rating in np.unique(rated[outside]))
        raise ValueError(f"Rating off the scale {scale_min:g} to {scale_max:g}: {names}.")
    return (rated - scale_min) / (scale_max - scale_min)
