"""Spread and trend that a few odd figures do not move."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# 1 / the third quartile of the standard normal distribution: with it the median absolute deviation
# of normal figures is their standard deviation.
_NORMAL = 1.482602218505602


def spread(values: Floats, least: int) -> float:
    """How far figures (R) lie apart: their median absolute deviation, times 1.4826.

    It stays what it is while fewer than half of the figures are odd (Rousseeuw and Croux 1993,
    JASA 88, 1273-1283), and is the standard deviation when the figures are normal. NaN with fewer
    than `least` figures, and when half of them or more are one and the same: then there is no
    spread to measure with.
    """
    known = values[~np.isnan(values)]
    if known.size < max(least, 1):
        return float("nan")
    deviation = float(np.median(np.abs(known - np.median(known))))
    return deviation * _NORMAL if deviation > 0 else float("nan")


def slopes(years: Floats, values: Floats, least: int = 3) -> Floats:
    """The trend of each series (R, T) in units a year: the median slope of all pairs of figures.

    (Theil 1950; Sen 1968, JASA 63, 1379-1389.) NaN for a series of fewer than `least` figures.
    """
    first, second = np.triu_indices(len(years), k=1)
    found = np.full(len(values), np.nan)
    enough = (~np.isnan(values)).sum(axis=1) >= max(least, 2)
    if enough.any():
        kept = values[enough]
        pairs = (kept[:, second] - kept[:, first]) / (years[second] - years[first])
        found[enough] = np.nanmedian(pairs, axis=1)
    return found
