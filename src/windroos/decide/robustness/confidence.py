"""How sure an outcome is at the weights that speak for it.

Central weights say which weights typically put an alternative first. The confidence factor is the
chance that it is first at them, with values and method as uncertain as they are (Lahdelma and
Salminen 2001, Operations Research 49(3), 444-454): low where better data are needed to tell. The
same is asked of verdicts: the chance of a verdict at the mean of the weights that give it.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from windroos.decide.arrays import TOLERANCE

from .model import Model
from .sampling import METHOD, VALUES, Cancel, Chunk, Sampling, run

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]
Taken = NDArray[np.intp]


def confidence_factors(
    model: Model,
    central: Floats,
    sampling: Sampling,
    *,
    threads: int = 1,
    cancelled: Cancel | None = None,
) -> Floats:
    """(A,) the share of samples in which each alternative is first, or ties with the first, at its
    (A, L) central weights; NaN where these are."""
    alternatives = np.nonzero(~np.isnan(central[:, 0]))[0]

    def first(which: int, scores: Floats, _: Taken) -> Booleans:
        best = np.fmax.reduce(scores, axis=1)
        return scores[:, alternatives[which]] >= best - TOLERANCE

    shares = np.full(len(central), np.nan)
    shares[alternatives] = _shares(
        model, central[alternatives], first, sampling, threads, cancelled
    )
    return shares


def verdict_confidence(
    model: Model,
    weights: Floats,
    sampling: Sampling,
    *,
    threads: int = 1,
    cancelled: Cancel | None = None,
) -> Floats:
    """(A, 3) the share of samples in which each alternative earns each effort at the (A, 3, L)
    weights that give it; NaN where these are."""
    places = np.argwhere(~np.isnan(weights[..., 0]))

    def earned(which: int, scores: Floats, taken: Taken) -> Booleans:
        alternative, effort = places[which]
        own = scores[:, [alternative]]
        active, reactive = (own >= end - TOLERANCE for end in model.thresholds(taken))
        none = ~reactive & ~np.isnan(own)
        return (none, reactive & ~active, active)[effort][:, 0]

    shares = np.full(weights.shape[:2], np.nan)
    at = tuple(places.T)
    shares[at] = _shares(model, weights[at], earned, sampling, threads, cancelled)
    return shares


def _shares(
    model: Model,
    points: Floats,
    comes_out: Callable[[int, Floats, Taken], Booleans],
    sampling: Sampling,
    threads: int,
    cancelled: Cancel | None,
) -> Floats:
    """For each of (Q, L) weights the share of samples in which something comes out."""

    def task(chunk: Chunk) -> NDArray[np.int64]:
        taken = model.draw_methods(chunk, METHOD)
        filled = model.filled(model.draw_levels(chunk, VALUES), taken)
        times = np.zeros(len(points), dtype=np.int64)
        for which, point in enumerate(points):
            scores = model.score(np.tile(point, (chunk.size, 1)), filled)
            times[which] = np.count_nonzero(comes_out(which, scores, taken))
        return times

    times = np.zeros(len(points), dtype=np.int64)
    for part in run(task, sampling, model.chunk, threads=threads, cancelled=cancelled):
        times += part
    return times / sampling.samples
