"""The smallest change that gives a region another verdict: one rating, or one weight.

>>> from datetime import date
>>> from windroos import cases
>>> case = cases.load("noord_brabant")
>>> japan = cases.weigh(case, "innovation", as_of=date(2026, 11, 21))["JP"]
>>> found = flips(japan)
>>> found.weight is None or found.weight.verdict != japan.provisional
True
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from windroos.cases.framework import Criterion, Scale, Text
from windroos.cases.modelling import placed_points
from windroos.cases.results import RegionResult
from windroos.decide import EFFORTS
from windroos.decide.explanation import leaf_flips, weight_factors


@dataclass(frozen=True, slots=True)
class RatingFlip:
    """One rating that, with all else as it is, gives another verdict."""

    leaf: Criterion
    now: float | None
    """The rating there is, on its scale; None where there is none yet."""
    rating: float
    """The point of the scale that is needed."""
    meaning: Text | None
    steps: float
    """How many points of the scale lie between the two; infinite where there is no rating yet."""
    verdict: str


@dataclass(frozen=True, slots=True)
class WeightFlip:
    """One weight that, with the others as they are, gives another verdict."""

    criterion: Criterion
    factor: float
    """What it has to be multiplied by: 2 counts twice as much, 0 does not count."""
    verdict: str


@dataclass(frozen=True, slots=True)
class Flips:
    """The smallest changes there are; None where no change of the kind gives another verdict."""

    rating: RatingFlip | None
    weight: WeightFlip | None


def flips(result: RegionResult) -> Flips:
    """The one rating, and the one weight, that has to change least for another verdict.

    A rating that exists goes before one that is still to be given. Of a weight the factor counts:
    twice as much is as far as half as much. The verdict is that of the score: preconditions play no
    part. Without a score there is none.
    """
    if result.score is None:
        return Flips(None, None)
    ratings = sorted(_ratings(result), key=lambda flip: flip.steps)
    weights = sorted(_weights(result), key=lambda flip: _distance(flip.factor))
    return Flips(ratings[0] if ratings else None, weights[0] if weights else None)


def _ratings(result: RegionResult) -> Iterator[RatingFlip]:
    weighed = result.weighed
    framework, role = weighed.framework, weighed.prepared.role
    cells = weighed.cells[0][[result.position]]
    scales = {
        leaf: framework.scales[rating.scale]
        for leaf in weighed.tree.leaves
        if (rating := framework.by_id[leaf].rating) is not None
    }
    points = {leaf: placed_points(scale) for leaf, scale in scales.items()}
    thresholds = framework.role(role).thresholds
    needed = leaf_flips(weighed.tree, cells, thresholds, points=points).needed[0]
    for leaf, scale in scales.items():
        at = weighed.tree.leaves.index(leaf)
        now = float(cells[0, at])
        for verdict, value in zip(EFFORTS, needed[:, at].tolist(), strict=True):
            if not math.isnan(value):
                yield _rating(framework.by_id[leaf], scale, now, value, verdict)


def _rating(leaf: Criterion, scale: Scale, now: float, value: float, verdict: str) -> RatingFlip:
    points = placed_points(scale)
    place = int(np.abs(points - value).argmin())
    point = scale.points[place]
    if math.isnan(now):
        return RatingFlip(leaf, None, point.value, point.meaning, math.inf, verdict)
    steps = abs(float(np.interp(now, points, np.arange(len(points)))) - place)
    rating = scale.low + now * (scale.high - scale.low)
    return RatingFlip(leaf, rating, point.value, point.meaning, steps, verdict)


def _weights(result: RegionResult) -> Iterator[WeightFlip]:
    weighed = result.weighed
    thresholds = weighed.framework.role(weighed.prepared.role).thresholds
    cells = weighed.cells[0][[result.position]]
    found = weight_factors(weighed.tree, cells, thresholds).factor[0]
    for verdict, factors in zip(EFFORTS, found.tolist(), strict=True):
        for id, factor in zip(weighed.tree.ids, factors, strict=True):
            if not math.isnan(factor):
                yield WeightFlip(weighed.framework.by_id[id], factor, verdict)


def _distance(factor: float) -> float:
    return abs(math.log(factor)) if factor > 0 else math.inf
