"""The band of scores of every verdict, and the score at which another verdict is reached."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from windroos.decide.arrays import TOLERANCE, Floats
from windroos.decide.verdict import EFFORTS, verdicts

Places = NDArray[np.int64]


def edges_of(thresholds: Mapping[str, float]) -> Floats:
    """(V + 1,) where the bands of `EFFORTS` begin and end: 0, the thresholds, 1."""
    verdicts(0.0, thresholds)  # raises for thresholds that cannot be
    return np.array([0.0, thresholds["reactive"], thresholds["active"], 1.0])


def places_of(score: Floats, thresholds: Mapping[str, float]) -> Places:
    """The position in `EFFORTS` of the verdict of each score, -1 where there is no score."""
    return places(verdicts(score, thresholds))


def places(verdict: NDArray[np.str_]) -> Places:
    """The position of each verdict in `EFFORTS`, -1 for no verdict."""
    return np.select(
        [verdict == effort for effort in EFFORTS], list(range(len(EFFORTS))), default=-1
    ).astype(np.int64)


def cuts_of(thresholds: Mapping[str, float]) -> Floats:
    """(V + 1,) the scores between which each verdict is given, the tolerance of `verdicts` taken
    in: verdict v where cuts[v] <= score < cuts[v + 1]."""
    edges = edges_of(thresholds)
    return np.array([-np.inf, edges[1] - TOLERANCE, edges[2] - TOLERANCE, np.inf])


def targets_of(score: Floats, thresholds: Mapping[str, float]) -> Floats:
    """(..., V) the nearest score that earns each verdict of `EFFORTS`, for scores (...).

    Upwards that is the threshold, downwards a hair (twice the tolerance) below the one above. NaN
    for the verdict there is already, for one that no score earns (its band is empty), and where
    there is no score.
    """
    edges, now = edges_of(thresholds), places_of(score, thresholds)[..., None]
    wanted = np.arange(len(EFFORTS))
    target = np.where(wanted > now, edges[:-1], edges[1:] - 2 * TOLERANCE)
    earned = verdicts(np.clip(target, 0, 1), thresholds) == np.array(EFFORTS)
    real = earned & (target >= 0) & (wanted != now) & (now >= 0)
    return np.where(real, target, np.nan)


def reached(score: Floats, thresholds: Mapping[str, float]) -> NDArray[np.bool_]:
    """Whether scores (..., V) earn the verdict of `EFFORTS` at their place on the last axis."""
    return verdicts(score, thresholds) == np.array(EFFORTS)
