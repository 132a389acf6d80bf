"""What it is worth to learn something, for someone who has to name the right verdict."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from windroos.decide.arrays import TOLERANCE, Floats
from windroos.decide.verdict import EFFORTS, NO_SCORE

VERDICTS = (*EFFORTS, NO_SCORE)
"""What a draw can come to: one of the efforts, or no verdict where nothing that counts is known."""


@dataclass(frozen=True)
class Information:
    """What learning one thing is worth, each (...), one entry for every thing that can be learned.

    NaN where there is nothing to learn.
    """

    chance: Floats
    """The chance that the most likely verdict becomes another one once this is known."""
    gain: Floats
    """How much the probability of naming the right verdict rises, on average."""
    bits: Floats
    """How much the entropy of the verdict falls, on average, in bits."""


def information(given: Floats, probability: Floats) -> tuple[Information, Floats]:
    """What it is worth to learn which of K answers is true, and the present verdict probabilities.

    `given` is (..., K, V), the probability of each verdict given each answer; `probability` is
    (..., K), that of the answers, summing to one; NaN throughout where there is nothing to learn.
    Also returns the mixture (..., V), the probability of each verdict while the answer is unknown.

    With p_k the probabilities of the answers and P(v) = sum p_k P(v | k), the chance of change is
    the sum of p_k over the answers under which the verdict most likely now (of equally likely ones
    the first of `VERDICTS`) is so no longer. The
    gain is sum p_k max_v P(v | k) - max_v P(v), the expected value of perfect information on this
    one thing when a right verdict is worth 1 and a wrong one 0 (Raiffa and Schlaifer 1961, Applied
    Statistical Decision Theory; Howard 1966, IEEE Transactions on Systems Science and Cybernetics
    2(1), 22-26). The fall in entropy is the mutual information of answer and verdict (Lindley
    1956, Annals of Mathematical Statistics 27(4), 986-1005). None is ever negative, and all are 0
    where the answer moves no probability.
    """
    weight = probability[..., None]
    mixture = (weight * given).sum(axis=-2)
    # Of verdicts that are as likely the first: rounding is not to choose between them.
    likeliest = mixture >= mixture.max(axis=-1, keepdims=True) - TOLERANCE
    now = likeliest.argmax(axis=-1)[..., None, None]
    highest = given.max(axis=-1)
    kept = np.take_along_axis(given, now, axis=-1)[..., 0] >= highest - TOLERANCE
    chance = np.where(kept, 0.0, probability).sum(axis=-1)
    gain = (probability * highest).sum(axis=-1) - mixture.max(axis=-1)
    bits = _entropy(mixture) - (probability * _entropy(given)).sum(axis=-1)
    unknown = np.isnan(mixture).any(axis=-1)
    chance = np.where(unknown, np.nan, chance)
    # What rounding leaves is no gain.
    gain, bits = (np.where(size <= TOLERANCE, 0.0, size) for size in (gain, bits))
    return Information(chance, *(np.where(unknown, np.nan, s) for s in (gain, bits))), mixture


def answers_of(probability: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    """Probabilities (..., K) made to sum to one, NaN where all are 0 or unknown, and where they are
    given; raises `ValueError` for one that is negative or infinite."""
    if np.isinf(probability).any() or (probability < 0).any():
        raise ValueError("The probability of an answer is negative or infinite.")
    raw = np.nan_to_num(probability)
    total = raw.sum(axis=-1, keepdims=True)
    asked = total > 0
    return np.where(asked, raw / np.where(asked, total, 1.0), np.nan), asked[..., 0]


def _entropy(probability: Floats) -> Floats:
    """The entropy over the last axis, in bits."""
    log = np.log2(np.where(probability > 0, probability, 1.0))
    return -(probability * log).sum(axis=-1)
