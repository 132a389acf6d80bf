"""From score to verdict, and from verdict to advice."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .arrays import TOLERANCE

EFFORTS = ("none", "reactive", "active")
"""The efforts a region can get, from least to most."""
UNDETERMINED = "undetermined"
"""The advice when what is unknown could change it."""
NO_SCORE = ""
"""The verdict where nothing that counts is known."""
OUTCOMES = ("holds", "conditional", "unknown", "fails")
"""The outcomes of a precondition."""

Strings = NDArray[np.str_]
_DTYPE = "<U12"


def verdicts(score: ArrayLike, thresholds: Mapping[str, float]) -> Strings:
    """The effort each score earns, in the shape of `score`.

    `thresholds` gives the lowest score of `"active"` and of `"reactive"`; a score below both earns
    `"none"`, and NaN has no verdict (`""`). A threshold is reached within `TOLERANCE`. Raises
    `ValueError` for other names, a threshold outside [0, 1], or reactive above active.
    """
    if set(thresholds) != {"active", "reactive"}:
        names = ", ".join(sorted(thresholds)) or "none"
        raise ValueError(f"Thresholds are needed for active and reactive, and given for: {names}.")
    active, reactive = thresholds["active"], thresholds["reactive"]
    if not (0 <= reactive <= 1 and 0 <= active <= 1):
        raise ValueError(f"Thresholds lie in [0, 1]: active {active}, reactive {reactive}.")
    if reactive > active:
        raise ValueError(f"The threshold of reactive ({reactive}) is above active ({active}).")
    scores = np.asarray(score, dtype=np.float64)
    return np.select(
        [np.isnan(scores), scores >= active - TOLERANCE, scores >= reactive - TOLERANCE],
        [NO_SCORE, "active", "reactive"],
        default="none",
    ).astype(_DTYPE)


def advise(
    provisional: ArrayLike, at_lower: ArrayLike, at_upper: ArrayLike, outcomes: ArrayLike
) -> Strings:
    """The advice that follows from verdicts and preconditions, (..., A).

    `provisional` is the verdict of the score, `at_lower` and `at_upper` those of its bounds, each
    (..., A); `outcomes` is (..., A, P), one of `OUTCOMES` per precondition, and P may be 0.

    A precondition that fails closes the region: none, whatever the score. Else the advice is the
    provisional verdict when there is one and both bounds agree with it, and undetermined when not.
    A precondition that is unknown makes it undetermined, unless it is none anyway: then knowing
    could change nothing. Under a conditional one the advice stands, and its conditions with it.
    Raises `ValueError` for a verdict or an outcome that does not exist.
    """
    verdict, lower, upper = (
        _strings(given, (*EFFORTS, NO_SCORE), "verdict")
        for given in (provisional, at_lower, at_upper)
    )
    gates = _strings(outcomes, OUTCOMES, "outcome")
    agreed = (verdict != NO_SCORE) & (verdict == lower) & (verdict == upper)
    open_question = (gates == "unknown").any(axis=-1) & (verdict != "none")
    fails = (gates == "fails").any(axis=-1)
    advice = np.where(agreed & ~open_question, verdict, UNDETERMINED)
    return np.where(fails, "none", advice).astype(_DTYPE)


def _strings(given: ArrayLike, allowed: tuple[str, ...], what: str) -> Strings:
    strings = np.asarray(given, dtype=np.str_)
    strange = strings[~np.isin(strings, allowed)]
    if strange.size:
        names = ", ".join(repr(name) for name in allowed)
        raise ValueError(f"There is no {what} {str(strange[0])!r}: it is one of {names}.")
    return strings
