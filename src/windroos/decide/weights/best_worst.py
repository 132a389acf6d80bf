"""The best-worst method: weights from comparing all with the best and with the worst criterion.

Shapes: `...` are leading sample dimensions, L criteria.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from windroos.decide.arrays import Floats
from windroos.decide.declared import Declared

MODELS = ("linear", "nonlinear")

# Each step halves what is left of the interval: after these nothing is, in double precision.
_HALVINGS = 100


@dataclass(frozen=True)
class BestWorst(Declared, name="best-worst"):
    """Parameters of the best-worst method: `model` is linear (2016) or nonlinear (2015)."""

    model: str = "linear"

    def __post_init__(self) -> None:
        if self.model not in MODELS:
            raise self.wrong("model", f"must be one of {', '.join(MODELS)}")

    def __call__(self, best_to_others: ArrayLike, others_to_worst: ArrayLike) -> BestWorstResult:
        return best_worst(best_to_others, others_to_worst, self)


@dataclass(frozen=True)
class BestWorstResult:
    """Weights with how consistent the comparisons are."""

    weights: Floats
    """(..., L), summing to one."""
    lowest: Floats
    """(..., L) the least that each weight can be in an optimum of the model."""
    highest: Floats
    """(..., L) the most."""
    deviation: Floats
    """(...) the optimum xi: the greatest deviation from what was said."""
    consistency_ratio: Floats
    """(...) nonlinear: xi over the greatest that the comparison of best with worst allows (the
    consistency index of Rezaei 2015, by its formula); linear: xi itself, as Rezaei 2016 reads it.
    0 is consistent."""
    input_ratio: Floats
    """(...) the greatest of abs(a_Bj a_jW - a_BW) / (a_BW ** 2 - a_BW), which asks no model (Liang,
    Brunelli and Rezaei 2020, Omega 96, 102175)."""


def best_worst(
    best_to_others: ArrayLike, others_to_worst: ArrayLike, parameters: BestWorst = BestWorst()
) -> BestWorstResult:
    """Weights from comparisons, (..., L) each: the best with every criterion, each with the worst.

    A comparison says how many times the first counts for the second, 1 or more (the usual scale
    ends at 9); the best is compared with itself as 1, and so is the worst. Where several could be
    the best by these answers (or the worst), the first of them is.

    - nonlinear: the least xi with abs(w_B / w_j - a_Bj) <= xi and abs(w_j / w_W - a_jW) <= xi for
      all j (Rezaei 2015, Omega 53, 49-57). From four criteria on several weights may reach it;
      each then has an interval, of which the centre is taken and the centres made to sum to one
      (Rezaei 2016, Omega 64, 126-130). Solved by halving xi until the ratio of best to worst has
      one value left.
    - linear: the least xi with abs(w_B - a_Bj w_j) <= xi and abs(w_j - a_jW w_W) <= xi, one linear
      programme per sample (Rezaei 2016), solved by HiGHS; the optimum is unique.

    They differ by more than rounding, and peers differ in which they solve: pyDecision's function
    gives the linear one also for the example of 2015. Linear is the default here, since its author
    proposes it for its unique weights; choose nonlinear for the published numbers of 2015.

    Raises `ValueError` for unequal shapes, a comparison that is missing or below 1, no criterion
    that is 1 from the best or from the worst, or a comparison of best with worst that is not the
    same in both.
    """
    best, worst = _judgements(best_to_others, others_to_worst)
    most = best.max(axis=-1)
    if parameters.model == "linear":
        weights, deviation = _linear(best, worst)
        lowest = highest = weights
        ratio = deviation
    else:
        weights, lowest, highest, deviation = _nonlinear(best, worst)
        greatest = (1 + 2 * most - np.sqrt(1 + 8 * most)) / 2
        ratio = np.where(greatest > 0, deviation / np.where(greatest > 0, greatest, 1), 0.0)
    apart = np.abs(best * worst - most[..., None]).max(axis=-1)
    room = most**2 - most
    input_ratio = np.where(room > 0, apart / np.where(room > 0, room, 1), 0.0)
    return BestWorstResult(weights, lowest, highest, deviation, ratio, input_ratio)


def _nonlinear(best: Floats, worst: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Centre, lowest and highest of every weight, and xi.

    For a given xi criterion j allows the ratio w_B / w_W from (a_Bj - xi) (a_jW - xi) to
    (a_Bj + xi) (a_jW + xi); intervals on a line have a point in common when every two have.
    """
    first, last = _best_and_worst(best, worst)
    ends = np.zeros(best.shape, dtype=bool)
    np.put_along_axis(ends, first[..., None], True, axis=-1)
    np.put_along_axis(ends, last[..., None], True, axis=-1)
    most = best.max(axis=-1, keepdims=True)

    def ratios(xi: Floats) -> tuple[Floats, Floats]:
        low = np.maximum(best - xi, 0) * np.maximum(worst - xi, 0)
        high = (best + xi) * (worst + xi)
        return (
            np.where(ends, most - xi, low).max(axis=-1, keepdims=True),
            np.where(ends, most + xi, high).min(axis=-1, keepdims=True),
        )

    below, xi = np.zeros_like(most), most
    consistent = np.less_equal(*ratios(below))
    for _ in range(_HALVINGS):
        half = (below + xi) / 2
        enough = np.less_equal(*ratios(half))
        below, xi = np.where(enough, below, half), np.where(enough, half, xi)
    xi = np.where(consistent, 0.0, xi)
    ratio = np.add(*ratios(xi)) / 2
    # The room each criterion has against the worst, given that ratio: w_j / w_W.
    low = np.maximum(worst - xi, ratio / (best + xi))
    high = np.minimum(worst + xi, ratio / np.maximum(best - xi, ratio / (worst + xi)))
    for of, value in ((first, ratio), (last, np.ones_like(ratio))):
        for end in (low, high):
            np.put_along_axis(end, of[..., None], value, axis=-1)
    high = np.maximum(low, high)  # at most rounding puts them the other way round
    lowest = low / (low + high.sum(axis=-1, keepdims=True) - high)
    highest = high / (high + low.sum(axis=-1, keepdims=True) - low)
    centre = (lowest + highest) / 2
    return centre / centre.sum(axis=-1, keepdims=True), lowest, highest, xi[..., 0]


def _linear(best: Floats, worst: Floats) -> tuple[Floats, Floats]:
    """Weights and xi of one linear programme per sample, in the variables w and xi."""
    from scipy.optimize import linprog  # takes half a second, and few ask for it

    first, last = _best_and_worst(best, worst)
    lead, n = best.shape[:-1], best.shape[-1]
    weights, deviation = np.empty(best.shape), np.empty(lead)
    one = np.eye(n)
    for at in np.ndindex(lead):
        gaps = np.concatenate(
            (one[first[at]] - best[at][:, None] * one, one - worst[at][:, None] * one[last[at]])
        )
        rows = np.concatenate((gaps, -gaps))
        solved = linprog(
            np.append(np.zeros(n), 1.0),
            A_ub=np.column_stack((rows, -np.ones(len(rows)))),
            b_ub=np.zeros(len(rows)),
            A_eq=[np.append(np.ones(n), 0.0)],
            b_eq=[1.0],
            method="highs",
        )
        if solved.x is None:  # equal weights with a great xi meet every constraint
            raise ValueError(f"The linear programme was not solved: {solved.message}")
        weights[at] = np.maximum(solved.x[:n], 0) / np.maximum(solved.x[:n], 0).sum()
        deviation[at] = max(solved.x[n], 0.0)
    return weights, deviation


def _best_and_worst(best: Floats, worst: Floats) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Which criterion is the best and which the worst, (...) each."""
    return (
        np.argmax(np.where(best == 1, worst, -np.inf), axis=-1),
        np.argmax(np.where(worst == 1, best, -np.inf), axis=-1),
    )


def _judgements(best_to_others: ArrayLike, others_to_worst: ArrayLike) -> tuple[Floats, Floats]:
    best = np.array(best_to_others, dtype=np.float64)
    worst = np.array(others_to_worst, dtype=np.float64)
    if best.shape != worst.shape or best.ndim < 1 or best.shape[-1] == 0:
        raise ValueError(
            f"The comparisons have shapes {best.shape} and {worst.shape}: expected one for each "
            "criterion in both."
        )
    for given, what in ((best, "of the best with"), (worst, "with the worst of")):
        wrong = ~(np.isfinite(given) & (given >= 1))
        if wrong.any():
            place = int(np.argwhere(wrong)[0][-1]) + 1
            raise ValueError(
                f"The comparison {what} criterion {place} is missing or below 1: it says how many "
                "times the one counts for the other."
            )
        if not (given == 1).any(axis=-1).all():
            raise ValueError(
                f"No comparison {what} a criterion is 1: the best and the worst are compared with "
                "themselves as 1."
            )
    first, last = _best_and_worst(best, worst)
    from_best = np.take_along_axis(best, last[..., None], axis=-1)
    from_worst = np.take_along_axis(worst, first[..., None], axis=-1)
    if (from_best != from_worst).any():
        raise ValueError(
            "The comparison of the best with the worst differs between the two lists: "
            f"{from_best[from_best != from_worst][0]:g} and "
            f"{from_worst[from_best != from_worst][0]:g}."
        )
    if (np.maximum(best, worst) > from_best).any():
        raise ValueError(
            "A comparison is greater than that of the best with the worst: then these two are not "
            "the best and the worst."
        )
    return best, worst
