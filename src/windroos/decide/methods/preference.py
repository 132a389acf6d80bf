"""PROMETHEE's six preference functions, and the flows of one criterion that follow from them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from windroos.decide.arrays import TOLERANCE, Floats
from windroos.decide.declared import Declared
from windroos.decide.products import BLOCK

THRESHOLDS = {
    "usual": (),
    "u-shape": ("q",),
    "v-shape": ("p",),
    "level": ("q", "p"),
    "linear": ("q", "p"),
    "gaussian": ("s",),
}
"""The thresholds that each shape takes."""


@dataclass(frozen=True)
class Preference(Declared, name="preference"):
    """How strongly a difference d > 0 on a criterion makes one prefer, from 0 to 1.

    | shape      | preference                                                                |
    |------------|---------------------------------------------------------------------------|
    | `usual`    | 1                                                                         |
    | `u-shape`  | 1 above q, else 0                                                         |
    | `v-shape`  | d / p, at most 1                                                          |
    | `level`    | 0 up to q, ½ up to p, 1 above                                             |
    | `linear`   | 0 up to q, (d - q) / (p - q) up to p, 1 above (V-shape with indifference) |
    | `gaussian` | 1 - exp(-d² / 2s²)                                                        |

    q, p and s are in the unit of the criterion. Source: Brans, Vincke & Mareschal (1986), European
    Journal of Operational Research 24(2), 228-238.
    """

    shape: str = "usual"
    q: float | None = None
    p: float | None = None
    s: float | None = None

    def __post_init__(self) -> None:
        if self.shape not in THRESHOLDS:
            raise self.wrong("shape", f"must be one of {', '.join(THRESHOLDS)}")
        for name in ("q", "p", "s"):
            value = getattr(self, name)
            if (value is not None) != (name in THRESHOLDS[self.shape]):
                takes = " and ".join(THRESHOLDS[self.shape]) or "no thresholds"
                raise self.wrong(name, f"does not fit: {self.shape} takes {takes}")
            if value is not None and not 0 <= value < np.inf:
                raise self.wrong(name, "must be 0 or more")
        if self.p == 0 or self.s == 0:
            raise self.wrong("p" if self.p == 0 else "s", "must be above 0")
        if self.q is not None and self.p is not None and self.q >= self.p:
            raise self.wrong("q", "must be below p")

    def __call__(self, values: ArrayLike) -> tuple[Floats, Floats]:
        return criterion_flows(values, self)


def criterion_flows(values: ArrayLike, preference: Preference) -> tuple[Floats, Floats]:
    """The positive and the negative flow of each alternative on one criterion, both (..., A).

    They are the mean preference for it over the others, and of the others over it. `values` are
    (..., A), more is better. A difference equals a threshold within rounding (`TOLERANCE` times the
    largest value). All shapes but the Gaussian are found by sorting, in A log A steps; the Gaussian
    compares all pairs, a block at a time.
    """
    x = np.asarray(values, dtype=np.float64)
    slack = TOLERANCE * np.abs(x).max(axis=-1, keepdims=True)
    middle = (x.max(axis=-1, keepdims=True) + x.min(axis=-1, keepdims=True)) / 2
    x = x - middle  # the prefix sums then lose fewer digits
    if preference.shape == "gaussian":
        positive, negative = _gaussian(x, preference.s or 1.0)
    else:
        positive, negative = (_preferred(side, slack, preference) for side in (x, -x))
    others = max(x.shape[-1] - 1, 1)
    return positive / others, negative / others


def _preferred(x: Floats, slack: Floats, preference: Preference) -> Floats:
    """The sum of each alternative's preferences over the others, found by sorting."""
    q, p = preference.q or 0.0, preference.p or 0.0
    if preference.shape in ("usual", "u-shape"):
        return _below(x, x - q - slack)[0]
    if preference.shape == "level":
        return (_below(x, x - q - slack)[0] + _below(x, x - p - slack)[0]) / 2
    some, sum_of_some = _below(x, x - q)
    full, sum_of_full = _below(x, x - p)
    between = some - full
    slope = ((x - q) * between - (sum_of_some - sum_of_full)) / (p - q)
    return full + np.clip(slope, 0.0, between)


def _below(values: Floats, limits: Floats) -> tuple[Floats, Floats]:
    """How many values lie strictly below each limit, and their sum, both in the shape of limits."""
    both = np.concatenate([limits, values], axis=-1)  # a stable sort puts a limit before its equals
    order = np.argsort(both, axis=-1, kind="stable")
    counts = order >= limits.shape[-1]
    found = np.cumsum(counts, axis=-1, dtype=np.float64)
    total = np.cumsum(np.take_along_axis(both, order, axis=-1) * counts, axis=-1)
    first = limits.shape[-1]
    return _unsorted(found, order)[..., :first], _unsorted(total, order)[..., :first]


def _unsorted(along: Floats, order: NDArray[np.intp]) -> Floats:
    """What was computed along the sorted axis, back in the given order."""
    result = np.empty(along.shape)
    np.put_along_axis(result, order, along, axis=-1)
    return result


def _gaussian(x: Floats, s: float) -> tuple[Floats, Floats]:
    """Sums of the Gaussian preference over the others and of the others, block by block."""
    order = np.argsort(x, axis=-1, kind="stable")
    rising = np.take_along_axis(x, order, axis=-1)
    alternatives = x.shape[-1]
    positive, negative = np.zeros(x.shape), np.zeros(x.shape)
    step = max(1, BLOCK // x.size)
    for start in range(0, alternatives, step):
        stop = min(start + step, alternatives)
        ahead = rising[..., start:stop, None] - rising[..., None, :stop]
        np.maximum(ahead, 0.0, out=ahead)
        ahead *= ahead
        ahead /= -2 * s * s
        preferred = np.subtract(1.0, np.exp(ahead, out=ahead), out=ahead)
        positive[..., start:stop] = preferred.sum(axis=-1)
        negative[..., :stop] += preferred.sum(axis=-2)
    return _unsorted(positive, order), _unsorted(negative, order)
