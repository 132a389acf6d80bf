"""Walking along a line until something changes, where no formula tells where it does."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from windroos.decide.arrays import Floats

STEPS = 64
HALVINGS = 40


def walk(
    keeps: Callable[[Floats], NDArray[np.bool_]], start: ArrayLike, stop: ArrayLike
) -> tuple[Floats, Floats]:
    """The last point kept and the first one not, on every way from `start` to `stop`, each (...).

    `keeps` gets points (K, ...) and tells of each whether it keeps; at `start` it does. The first
    of `STEPS` equal steps that does not keep brackets the change, and halving the bracket narrows
    it to rounding. A change undone within one step is not seen. Where all keeps, the first is
    `stop` and the second NaN.
    """
    begin, end = np.broadcast_arrays(
        np.asarray(start, dtype=np.float64), np.asarray(stop, dtype=np.float64)
    )
    at = np.linspace(0.0, 1.0, STEPS + 1).reshape(-1, *[1] * begin.ndim)
    grid = begin + (end - begin) * at
    grid[-1] = end
    broken = ~keeps(grid)
    broken[0] = False
    breaks = broken.any(axis=0)
    first = np.maximum(broken.argmax(axis=0), 1)
    outside = np.take_along_axis(grid, first[None], axis=0)[0]
    inside = np.take_along_axis(grid, first[None] - 1, axis=0)[0]
    for _ in range(HALVINGS):
        middle = (inside + outside) / 2
        kept = keeps(middle[None])[0]
        inside, outside = np.where(kept, middle, inside), np.where(kept, outside, middle)
    return np.where(breaks, inside, end), np.where(breaks, outside, np.nan)
