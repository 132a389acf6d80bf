"""One scale for two scoreboards: a straight line through the economies that both cover.

The European Innovation Scoreboard covers Europe and the Global Innovation Index the world. What the
one would say of an economy only the other covers is an estimate, and is given with its interval.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

MIN_PAIRS = 5
# Relative size below which a spread, or what is left of a leverage, is rounding and not data.
_NOTHING = 1e-12


@dataclass(frozen=True)
class CommonScale:
    """The line y = intercept + slope x, and how well it holds. Units: y those of the scoreboard
    reported on, x those of the scoreboard translated from."""

    intercept: float
    slope: float
    n: int
    """Economies that both scoreboards cover."""
    r2: float
    """Share of the variance of y that the line explains."""
    residual_sd: float
    """Standard deviation about the line, sqrt(SSE / (n - 2)), in units of y."""
    loo_rmse: float
    """Root mean square error when each economy is predicted from the others, in units of y."""
    x_range: tuple[float, float]
    """Lowest and highest x of the fit."""
    x_mean: float
    sxx: float
    """Sum of squares of x about its mean."""

    def predict(self, x: ArrayLike, coverage: float = 0.9) -> tuple[Floats, Floats, Floats]:
        """The y of one more economy with this x: value, lower and upper end, in the shape of `x`.

        The interval is the prediction interval: it holds the uncertainty of the line and the
        scatter of an economy about it, s sqrt(1 + 1/n + (x - mean)^2 / Sxx) times Student's t with
        n - 2 degrees of freedom (Draper and Smith 1998, Applied Regression Analysis, 3rd ed.).
        NaN stays NaN. Raises `ValueError` for a coverage outside (0, 1).
        """
        if not 0 < coverage < 1:
            raise ValueError(f"Coverage is a share between 0 and 1, not {coverage}.")
        from scipy.special import stdtrit  # takes half a second, and few ask for it

        at = np.asarray(x, dtype=np.float64)
        value = self.intercept + self.slope * at
        spread = self.residual_sd * np.sqrt(1 + 1 / self.n + (at - self.x_mean) ** 2 / self.sxx)
        half = stdtrit(self.n - 2, (1 + coverage) / 2) * spread
        return value, value - half, value + half

    def extrapolates(self, x: ArrayLike) -> NDArray[np.bool_]:
        """Whether x lies outside the range of the fit, where no economy tells if the line holds."""
        at = np.asarray(x, dtype=np.float64)
        low, high = self.x_range
        return (at < low) | (at > high)


def fit_common_scale(x: ArrayLike, y: ArrayLike) -> CommonScale:
    """Fit y = a + b x by ordinary least squares on the economies both scoreboards cover.

    `x` and `y` are (n,), one entry per economy; a pair with NaN is left out. The leave-one-out
    errors come from the hat matrix, e_i / (1 - h_i), without a refit (Allen 1974, Technometrics
    16(1), 125-127). Raises `ValueError` for unequal or other than one-dimensional input, infinite
    values, fewer than five pairs, no spread in x or y, or a spread in x that rests on one economy.
    """
    xs, ys = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    if xs.ndim != 1 or xs.shape != ys.shape:
        raise ValueError(f"Give one x and one y per economy, not {xs.shape} and {ys.shape}.")
    if np.isinf(xs).any() or np.isinf(ys).any():
        raise ValueError("A value of a scoreboard is infinite.")
    both = ~(np.isnan(xs) | np.isnan(ys))
    xs, ys = xs[both], ys[both]
    n = len(xs)
    if n < MIN_PAIRS:
        raise ValueError(f"{n} economies are on both scoreboards: {MIN_PAIRS} or more are needed.")
    for name, column in (("x", xs), ("y", ys)):
        if np.ptp(column) <= _NOTHING * np.abs(column).max():
            raise ValueError(f"All economies have the same {name}: no line can be fitted.")

    x_mean, y_mean = xs.mean(), ys.mean()
    dx, dy = xs - x_mean, ys - y_mean
    sxx = dx @ dx
    slope = (dx @ dy) / sxx
    residuals = dy - slope * dx
    left = 1 - (1 / n + dx**2 / sxx)
    if left.min() < _NOTHING:
        raise ValueError("All economies but one have the same x: the slope rests on that one.")
    sse = residuals @ residuals
    return CommonScale(
        intercept=float(y_mean - slope * x_mean),
        slope=float(slope),
        n=n,
        r2=float(1 - sse / (dy @ dy)),
        residual_sd=float(np.sqrt(sse / (n - 2))),
        loo_rmse=float(np.sqrt(np.mean((residuals / left) ** 2))),
        x_range=(float(xs.min()), float(xs.max())),
        x_mean=float(x_mean),
        sxx=float(sxx),
    )
