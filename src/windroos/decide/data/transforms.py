"""Log and Box-Cox: transformations that draw in a long tail."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from windroos.decide.arrays import Floats
from windroos.decide.declared import Declared

from .columns import extent, mean, skewness

SHIFTS = ("hundredth", "one")
POWER_LIMIT = 5.0
"""A likelihood is searched for powers from minus to plus this."""


@dataclass(frozen=True)
class _Transform(Declared):
    """How the lowest figure is lifted above 0: by a `"hundredth"` of the column's range, so that
    the unit does not matter, or by `"one"` unit, so that it does."""

    shift: str = "hundredth"

    def __post_init__(self) -> None:
        if self.shift not in SHIFTS:
            raise self.wrong("shift", f"must be one of {', '.join(SHIFTS)}")


@dataclass(frozen=True)
class Log(_Transform, name="log"):
    """log(x - min + shift); with `mirror`, for a tail below, -log(max - x + shift).

    With the default shift that is COINr's `log_CT_plus`; without `mirror` its `log_CT`, which makes
    a tail below longer; with shift `"one"` the COIN Tool's own, `log_CT_orig`.
    """

    mirror: bool = True


@dataclass(frozen=True)
class BoxCox(_Transform, name="box-cox"):
    """(x ** power - 1) / power of x - min + shift, the log where the power is 0.

    `power` is None for the most likely one in [-5, 5] under normality (Box and Cox 1964, Journal of
    the Royal Statistical Society B 26(2), 211-252). With shift `"one"` and a given power it is
    COINr's `boxcox`.
    """

    power: float | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.power is not None and not np.isfinite(self.power):
            raise self.wrong("power", "must be a finite number, or None for the most likely")


@dataclass(frozen=True)
class Fitted:
    """A transformation as fitted to columns, each field (..., L)."""

    low: Floats
    """The lowest figure of the column."""
    high: Floats
    """The highest figure of the column."""
    shift: Floats
    """What is added to lift the lowest figure above 0."""
    power: Floats
    """The power: 0 for the log."""
    mirrored: Floats
    """1 where the column is turned about first, else 0."""

    def __call__(self, matrix: Floats) -> Floats:
        """Transform (..., A, L) figures; one beyond the end where the formula fails counts as that
        end, as a winsorised one does."""
        low, high, shift, power, mirrored = (
            field[..., None, :]
            for field in (self.low, self.high, self.shift, self.power, self.mirrored)
        )
        lifted = np.where(mirrored > 0, high - matrix, matrix - low)
        logs = np.log(np.maximum(lifted, 0.0) + shift)
        return np.where(mirrored > 0, -1.0, 1.0) * _powered(logs, power)


def fit(matrix: Floats, transform: Log | BoxCox) -> Fitted:
    """Fit a transformation to (..., A, L) columns, each with at least two different figures."""
    low, high = extent(matrix)
    one = np.ones_like(low)
    shift = one if transform.shift == "one" else 0.01 * (high - low)
    if isinstance(transform, Log):
        mirrored = np.where(skewness(matrix) < 0, one, 0.0) if transform.mirror else 0.0 * one
        return Fitted(low, high, shift, 0.0 * one, mirrored)
    if transform.power is None:
        logs = np.log(matrix - low[..., None, :] + shift[..., None, :])
        power = most_likely_power(logs)
    else:
        power = transform.power * one
    return Fitted(low, high, shift, power, 0.0 * one)


def most_likely_power(logs: Floats) -> Floats:
    """The power of Box and Cox for columns of which (..., A, L) are the logarithms, (..., L).

    A grid finds the valley and golden section its bottom, for all columns at once.
    """
    known = ~np.isnan(logs)
    # By the geometric mean the Jacobian becomes 1: the likeliest power gives the least variance.
    centred = logs - mean(logs)[..., None, :]

    def variance(power: Floats) -> Floats:
        powered = _powered(centred, power[..., None, :])
        away = np.where(known, powered - mean(powered)[..., None, :], 0.0)
        return np.einsum("...ac,...ac->...c", away, away)

    step = 0.5
    grid = np.arange(-POWER_LIMIT, POWER_LIMIT + step, step)
    columns = (*logs.shape[:-2], logs.shape[-1])
    found = np.stack([variance(np.full(columns, power)) for power in grid])
    best = grid[found.argmin(axis=0)]
    low, high = np.maximum(best - step, -POWER_LIMIT), np.minimum(best + step, POWER_LIMIT)
    golden = (np.sqrt(5.0) - 1) / 2
    for _ in range(30):  # 0.618 ** 30 of the bracket is some 5e-7
        left, right = high - golden * (high - low), low + golden * (high - low)
        leftwards = variance(left) < variance(right)
        low, high = np.where(leftwards, low, left), np.where(leftwards, right, high)
    return (low + high) / 2


def _powered(logs: Floats, power: Floats) -> Floats:
    """(exp(log) ** power - 1) / power, in the limit the log itself."""
    divisor = np.where(power == 0, 1.0, power)
    return np.where(power == 0, logs, np.expm1(power * logs) / divisor)
