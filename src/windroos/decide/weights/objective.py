"""Weights from the figures themselves: what sets the alternatives apart counts.

Shapes: `...` are leading sample dimensions, A alternatives, L criteria. A criterion on which all
alternatives are equal gets no weight; where that holds for every criterion all weights are equal.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from windroos.decide.arrays import Floats, directions_of, matrix_of
from windroos.decide.declared import Declared

CORRELATIONS = ("pearson", "spearman")


@dataclass(frozen=True)
class Entropy(Declared, name="entropy"):
    """Parameters of entropy weights: there are none."""

    def __call__(self, matrix: ArrayLike) -> EntropyResult:
        return entropy(matrix)


@dataclass(frozen=True)
class EntropyResult:
    """Entropy weights with what they are made of."""

    weights: Floats
    """(..., L), summing to one."""
    entropy: Floats
    """(..., L) from 0 (one alternative has it all) to 1 (all have the same)."""


def entropy(matrix: ArrayLike) -> EntropyResult:
    """Entropy weights of (..., A, L) figures of 0 or more.

    Every column is divided by its sum; a criterion's weight is proportional to 1 minus the entropy
    of its column over log A (Shannon; Hwang and Yoon 1981, Multiple Attribute Decision Making;
    Zavadskas and Podvezko 2016, International Journal of Information Technology & Decision
    Making 15(2), 267-283). Directions play no part, the unit's zero does: a temperature in kelvin
    and one in degrees give other weights. Raises `ValueError` for a figure that is missing or
    negative.
    """
    figures = matrix_of(matrix)
    _check_least(figures, "negative", figures < 0, "entropy")
    whole = figures.sum(axis=-2, keepdims=True)
    share = figures / np.where(whole > 0, whole, 1)
    logs = np.log(np.where(share > 0, share, 1))
    of = np.log(figures.shape[-2]) if figures.shape[-2] > 1 else 1.0
    # Rounding may put the entropy of a column of equals next to 1.
    constant = np.ptp(figures, axis=-2) == 0
    result = np.where(constant, 1.0, np.clip(-(share * logs).sum(axis=-2) / of, 0, 1))
    return EntropyResult(_weights(1 - result), result)


@dataclass(frozen=True)
class Critic(Declared, name="critic"):
    """Parameters of CRITIC: `correlation` is pearson or spearman."""

    correlation: str = "pearson"

    def __post_init__(self) -> None:
        if self.correlation not in CORRELATIONS:
            raise self.wrong("correlation", f"must be one of {', '.join(CORRELATIONS)}")

    def __call__(self, matrix: ArrayLike, directions: ArrayLike | None = None) -> CriticResult:
        return critic(matrix, directions, self)


@dataclass(frozen=True)
class CriticResult:
    """CRITIC weights with what they are made of."""

    weights: Floats
    """(..., L), summing to one."""
    deviation: Floats
    """(..., L) the standard deviation of each column between its lowest (0) and highest (1)."""
    correlation: Floats
    """(..., L, L), 1 on the diagonal; 0 with a column of equals."""


def critic(
    matrix: ArrayLike, directions: ArrayLike | None = None, parameters: Critic = Critic()
) -> CriticResult:
    """CRITIC weights of (..., A, L) figures: contrast within a criterion, conflict between them.

    Columns go from 0 at their worst to 1 at their best; a criterion's weight is proportional to its
    standard deviation times the sum over the others of 1 minus the correlation (Diakoulaki,
    Mavrotas and Papayannakis 1995, Computers & Operations Research 22(7), 763-770). Columns of
    equals are left out of that sum. Raises `ValueError` for a missing figure.
    """
    figures = matrix_of(matrix)
    low, spread = figures.min(axis=-2, keepdims=True), np.ptp(figures, axis=-2, keepdims=True)
    varies = spread > 0
    scaled = np.where(varies, (figures - low) / np.where(varies, spread, 1), 0.0)
    scaled = np.where(directions_of(directions, figures.shape[-1]) > 0, scaled, 1 - scaled)
    related = correlation_of(_places(scaled) if parameters.correlation == "spearman" else scaled)
    deviation = np.where(varies[..., 0, :], scaled.std(axis=-2), 0.0)
    conflict = ((1 - related) * varies).sum(axis=-1)
    raw = deviation * conflict
    # Criteria that all say the same conflict nowhere: then contrast alone tells them apart.
    none = raw.sum(axis=-1, keepdims=True) <= 1e-12 * deviation.sum(axis=-1, keepdims=True)
    return CriticResult(_weights(np.where(none, deviation, raw)), deviation, related)


@dataclass(frozen=True)
class Merec(Declared, name="merec"):
    """Parameters of MEREC: there are none."""

    def __call__(self, matrix: ArrayLike, directions: ArrayLike | None = None) -> MerecResult:
        return merec(matrix, directions)


@dataclass(frozen=True)
class MerecResult:
    """MEREC weights with what they are made of."""

    weights: Floats
    """(..., L), summing to one."""
    performance: Floats
    """(..., A) of the alternatives; the less, the better."""
    without: Floats
    """(..., A, L) their performance with each criterion removed."""
    effect: Floats
    """(..., L) the sum of what each removal changes."""


def merec(matrix: ArrayLike, directions: ArrayLike | None = None) -> MerecResult:
    """MEREC weights of (..., A, L) figures above 0: what removing a criterion changes.

    Where more is better a figure becomes the column's least over it, else it over the column's
    greatest; an alternative's performance is log(1 + the mean over criteria of abs(log)), and a
    criterion's weight is proportional to the sum over alternatives of what its removal takes from
    that (Keshavarz-Ghorabaee, Amiri, Zavadskas, Turskis and Antucheviciene 2021, Symmetry 13(4),
    525). Raises `ValueError` for a figure that is missing, 0 or negative; some peers take the
    absolute value of a negative one, which turns its order around.
    """
    figures = matrix_of(matrix)
    _check_least(figures, "0 or negative", figures <= 0, "MEREC")
    up = directions_of(directions, figures.shape[-1]) > 0
    logs = np.log(figures)
    least, greatest = logs.min(axis=-2, keepdims=True), logs.max(axis=-2, keepdims=True)
    off = np.where(up, logs - least, greatest - logs)
    whole = off.sum(axis=-1, keepdims=True)
    performance = np.log1p(whole / figures.shape[-1])
    # Rounding may leave the rest of the sum just below 0.
    without = np.log1p(np.maximum(whole - off, 0) / figures.shape[-1])
    effect = np.abs(without - performance).sum(axis=-2)
    effect = np.where(np.ptp(figures, axis=-2) > 0, effect, 0.0)
    return MerecResult(_weights(effect), performance[..., 0], without, effect)


def correlation_of(columns: Floats) -> Floats:
    """(..., L, L) correlations of the columns of (..., A, L); 0 with a column of equals."""
    varies = np.ptp(columns, axis=-2, keepdims=True) > 0
    centred = np.where(varies, columns - columns.mean(axis=-2, keepdims=True), 0.0)
    # Scaled to the greatest first: squares of very small or large figures are no numbers.
    greatest = np.abs(centred).max(axis=-2, keepdims=True)
    centred = centred / np.where(greatest > 0, greatest, 1)
    length = np.sqrt((centred**2).sum(axis=-2, keepdims=True))
    unit = centred / np.where(length > 0, length, 1)
    related = np.clip(np.swapaxes(unit, -1, -2) @ unit, -1, 1)
    return np.where(np.eye(columns.shape[-1], dtype=bool), 1.0, related)


def _places(columns: Floats) -> Floats:
    """The place of each figure in its column, ties sharing theirs."""
    from scipy.stats import rankdata  # takes half a second, and few ask for it

    return np.asarray(rankdata(columns, axis=-2), np.float64)


def _weights(raw: Floats) -> Floats:
    """Made to sum to one; equal where nothing tells the criteria apart."""
    whole = raw.sum(axis=-1, keepdims=True)
    return np.where(whole > 0, raw / np.where(whole > 0, whole, 1), 1 / raw.shape[-1])


def _check_least(figures: Floats, what: str, wrong: np.ndarray, method: str) -> None:
    if wrong.any():
        *_, row, column = np.argwhere(wrong)[0].tolist()
        raise ValueError(
            f"The value of alternative {row + 1} on criterion {column + 1} is "
            f"{figures[wrong][0]:g}: {method} takes none that is {what}. Bring the column to a "
            "scale that starts higher, or take another method."
        )
