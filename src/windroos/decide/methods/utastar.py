"""UTASTAR: value functions that reproduce a ranking one is given."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike

from windroos.decide.arrays import TOLERANCE, Floats, directions_of, matrix_of
from windroos.decide.declared import Declared

from .ranking import Ranking
from .value_functions import AdditiveValue, PiecewiseLinear


@dataclass(frozen=True)
class Utastar(Declared, name="utastar"):
    """`breakpoints` of the value functions, for all criteria or for each, two or more; `epsilon` is
    the least difference of value between one rank and the next."""

    breakpoints: int | tuple[int, ...] = 3
    epsilon: float = 0.05

    def __post_init__(self) -> None:
        given = self.breakpoints if isinstance(self.breakpoints, tuple) else (self.breakpoints,)
        if not given or any(not isinstance(one, int) or one < 2 for one in given):
            raise self.wrong("breakpoints", "must be whole numbers of 2 or more")
        if not 0 < self.epsilon < 1:
            raise self.wrong("epsilon", "must be between 0 and 1")

    def __call__(
        self, matrix: ArrayLike, reference_ranks: ArrayLike, directions: ArrayLike | None = None
    ) -> UtastarResult:
        return utastar(matrix, reference_ranks, directions, self)


@dataclass(frozen=True)
class UtastarResult(Ranking):
    """`score` is the value of each alternative, from 0 to 1, without its errors."""

    model: AdditiveValue
    """The value functions, each from 0 for the worst figure to 1 for the best."""
    weights: Floats
    """(L,), adding up to one."""
    error: float
    """The least sum of errors with which the ranking can be reproduced; 0 if it can be exactly."""


def utastar(
    matrix: ArrayLike,
    reference_ranks: ArrayLike,
    directions: ArrayLike | None = None,
    parameters: Utastar = Utastar(),
) -> UtastarResult:
    """Monotone piecewise linear value functions that rank (A, L) alternatives as they were.

    `reference_ranks` are (A,): 1 for the best, equal numbers for equals. A linear programme finds
    the least sum of over- and underestimations. The solution is seldom the only one: as the source
    advises, the functions are the mean of those that give each criterion its largest weight at
    that least sum. A criterion on which all are alike gets no weight. Raises `ValueError` for a
    missing value, a wrong shape, ranks that are no numbers, or if no criterion tells any two
    alternatives apart.

    Source: Siskos & Yannacopoulos (1985), Investigação Operacional 5(1), 39-53; Siskos,
    Grigoroudis & Matsatsinis (2005), UTA methods, in Multiple Criteria Decision Analysis: State of
    the Art Surveys, Springer.
    """
    values = matrix_of(matrix)
    if values.ndim != 2:
        raise ValueError(f"UTASTAR takes one matrix (A, L), not one of shape {values.shape}.")
    alternatives, criteria = values.shape
    places = np.asarray(reference_ranks, dtype=np.float64)
    if places.shape != (alternatives,) or not np.isfinite(places).all():
        raise ValueError(f"UTASTAR takes {alternatives} reference ranks, one an alternative.")
    signs = directions_of(directions, criteria)
    oriented = values * signs
    grids = _grids(oriented, parameters)
    shares = [_shares(oriented[:, j], grid) for j, grid in enumerate(grids)]
    owner = np.repeat(np.arange(criteria), [share.shape[1] for share in shares])
    steps, error = _solve(np.hstack(shares), owner, places, parameters.epsilon)
    weights = np.asarray(np.bincount(owner, steps, minlength=criteria), dtype=np.float64)
    functions = tuple(
        _function(grid, steps[owner == j], falling=bool(signs[j] < 0))
        for j, grid in enumerate(grids)
    )
    model = AdditiveValue(functions)
    return UtastarResult(model(values, weights).score, model, weights, error)


def _grids(oriented: Floats, parameters: Utastar) -> list[Floats]:
    """The breakpoints of each criterion, from worst to best; empty where all are alike."""
    criteria = oriented.shape[1]
    given = parameters.breakpoints
    numbers = given if isinstance(given, tuple) else (given,) * criteria
    if len(numbers) != criteria:
        raise ValueError(f"{len(numbers)} numbers of breakpoints for {criteria} criteria.")
    grids = [
        np.linspace(column.min(), column.max(), number if column.max() > column.min() else 0)
        for column, number in zip(oriented.T, numbers, strict=True)
    ]
    if not any(len(grid) for grid in grids):
        raise ValueError("All alternatives are alike on every criterion: no ranking follows.")
    return grids


def _shares(column: Floats, grid: Floats) -> Floats:
    """(A, pieces): how much of each piece of the grid an alternative has behind it."""
    if not len(grid):
        return np.zeros((len(column), 0))
    return np.clip((column[:, None] - grid[:-1]) / np.diff(grid), 0.0, 1.0)


def _solve(
    shares: Floats, owner: np.ndarray, places: Floats, epsilon: float
) -> tuple[Floats, float]:
    """The rise of value over each piece, and the least sum of errors."""
    from scipy.optimize import linprog  # takes half a second, and few ask for it

    alternatives, pieces = shares.shape
    errors = np.eye(alternatives)
    estimated = np.hstack([shares, errors, -errors])  # with under- and overestimation
    order = np.argsort(places, kind="stable")
    equal, apart = [], []
    for better, worse in pairwise(order):
        kind = apart if places[better] < places[worse] else equal
        kind.append(estimated[better] - estimated[worse])
    width = estimated.shape[1]
    total = np.r_[np.ones(pieces), np.zeros(2 * alternatives)]
    sum_of_errors = np.r_[np.zeros(pieces), np.ones(2 * alternatives)]
    same = np.vstack([*equal, total])
    same_as = np.r_[np.zeros(len(equal)), 1.0]
    at_most = -np.vstack(apart) if apart else np.zeros((0, width))
    limits = np.full(len(apart), -epsilon)
    first = linprog(sum_of_errors, at_most, limits, same, same_as, method="highs")
    if not first.success:
        raise ValueError(f"UTASTAR found no value functions: {first.message}")
    error = float(first.fun) if first.fun > TOLERANCE else 0.0
    at_most, limits = np.vstack([at_most, sum_of_errors]), np.r_[limits, error * (1 + 1e-9)]
    found = [
        linprog(-np.r_[owner == j, np.zeros(width - pieces)], at_most, limits, same, same_as).x
        for j in np.unique(owner)
    ]
    steps = np.clip(np.mean(found, axis=0)[:pieces], 0.0, None)
    return steps / steps.sum(), error


def _function(grid: Floats, steps: Floats, *, falling: bool) -> PiecewiseLinear:
    """The value function of a criterion as measured, from 0 to 1; flat without weight."""
    if not steps.sum() > 0:
        return PiecewiseLinear((0.0, 1.0), (0.0, 0.0))
    levels = np.r_[0.0, np.cumsum(steps) / steps.sum()]
    if falling:
        grid, levels = -grid[::-1], levels[::-1]
    return PiecewiseLinear(tuple(grid.tolist()), tuple(levels.tolist()))
