"""How far a score lies from the next verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from windroos.decide.arrays import Floats
from windroos.decide.verdict import NO_SCORE, verdicts

from .bands import edges_of


@dataclass(frozen=True)
class Boundary:
    """The place of every score among the thresholds, each (...) as the scores; NaN where there is
    no such threshold, or no score."""

    verdict: NDArray[np.str_]
    below: Floats
    """The threshold that the score has passed last: below it the verdict falls."""
    above: Floats
    """The next threshold: from there on the verdict rises."""
    to_fall: Floats
    """How much the score can lose, `score - below`."""
    to_rise: Floats
    """How much the score has to gain, `above - score`."""
    margin: Floats
    """The smaller of the two: the distance to the nearest other verdict."""
    relative: Floats
    """The margin as a share of the width of the verdict's band: at most 0.5 in a band between two
    thresholds, at most 1 in the lowest and the highest."""
    place: Floats
    """Where the score lies in its band: 0 at the lower end, 1 at the upper one."""
    nearest: NDArray[np.str_]
    """The verdict across the nearest threshold, the lower one when both are as near."""


def boundary(score: ArrayLike, thresholds: Mapping[str, float]) -> Boundary:
    """The distance of every score to the verdicts beside its own.

    >>> near = boundary([0.58, 0.9], {"active": 0.6, "reactive": 0.4})
    >>> near.verdict.tolist(), near.margin.round(2).tolist(), near.nearest.tolist()
    (['reactive', 'active'], [0.02, 0.3], ['active', 'reactive'])

    A threshold of 0 parts nothing, and of two equal thresholds there is one. A score that reaches
    its threshold by the tolerance of `verdicts` only can lose nothing. Raises `ValueError` for
    thresholds as `verdicts` does, and for a score outside [0, 1].
    """
    scores = np.asarray(score, dtype=np.float64)
    if ((scores < 0) | (scores > 1)).any():
        raise ValueError("A score lies outside [0, 1].")
    verdict = verdicts(scores, thresholds)
    edges = edges_of(thresholds)
    reactive, active = edges[1:3]
    none = "reactive" if reactive < active else "active"  # what follows upon none
    under = "reactive" if reactive < active else "none"  # what precedes active
    is_active, is_reactive = verdict == "active", verdict == "reactive"
    unscored = verdict == NO_SCORE
    below = np.select([is_active, is_reactive], [active, reactive], default=np.nan)
    lower = np.select([is_active, is_reactive], [under, "none"], default=NO_SCORE)
    nothing = (below == 0) | ((lower == "none") & (reactive == 0))
    below, lower = np.where(nothing, np.nan, below), np.where(nothing, NO_SCORE, lower)
    above = np.select([unscored | is_active, is_reactive], [np.nan, active], default=reactive)
    upper = np.select([unscored | is_active, is_reactive], [NO_SCORE, "active"], default=none)
    to_fall, to_rise = np.maximum(scores - below, 0.0), above - scores
    margin = np.fmin(to_fall, to_rise)
    start, end = np.nan_to_num(below), np.where(np.isnan(above), 1.0, above)
    # A threshold of 1 leaves active a band of one point.
    width = np.where(end > start, end - start, 1.0)
    return Boundary(
        verdict=verdict,
        below=below,
        above=above,
        to_fall=to_fall,
        to_rise=to_rise,
        margin=margin,
        relative=margin / width,
        place=np.clip((scores - start) / width, 0.0, 1.0),
        nearest=np.where(to_rise < np.nan_to_num(to_fall, nan=np.inf), upper, lower),
    )
