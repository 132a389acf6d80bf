"""A search for the smallest joint change that reaches a score, where no formula gives it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from windroos.decide.arrays import Floats

from .walking import walk

STARTS = 2
"""From how many of the shortest candidates the search starts."""
NORMS = ("l1", "l2")
_NUDGE = 1e-7


def length(change: Floats, norm: str) -> Floats:
    """The size of changes (..., n): the sum of absolute changes (l1), or their root of the sum of
    squares (l2). Raises `ValueError` for another norm."""
    if norm not in NORMS:
        raise ValueError(f"There is no norm {norm!r}: choose one of {', '.join(NORMS)}.")
    if norm == "l1":
        return np.abs(change).sum(axis=-1)
    return np.sqrt((change**2).sum(axis=-1))


def smallest(
    scored: Callable[[Floats], Floats],
    reached: Callable[[Floats], NDArray[np.bool_]],
    start: Floats,
    ends: Floats,
    target: float,
    *,
    lower: Floats,
    upper: Floats,
    total: bool = False,
    norm: str = "l1",
) -> Floats:
    """The point nearest to `start` (n,) that a search found to be reached; NaN where none was.

    `scored` gives the scores of points (K, n), `reached` tells which scores will do. The straight
    ways to `ends` (M, n) are walked first; from the shortest of what they reach, sequential least
    squares programming (Kraft 1988, DFVLR-FB 88-28; `scipy.optimize.minimize`) looks for a nearer
    point between `lower` and `upper` with a score of `target`, with the same sum as `start` where
    `total` is asked. Each result is walked to from `start`, so that it is as near as its direction
    allows and is known to be reached.
    """
    found = _walked(scored, reached, start, ends)
    if not len(found):
        return np.full_like(start, np.nan)
    found = found[np.argsort(length(found - start, norm), kind="stable")]
    begin = np.vstack([found[:STARTS], found.mean(axis=0)])
    improved = [
        _improved(scored, start, at, target, lower, upper, total=total, norm=norm) for at in begin
    ]
    # A little beyond, since a search ends within some tolerance of its target.
    beyond = np.clip(start + (np.array(improved) - start) * (1 + 1e-6), lower, upper)
    if total:
        beyond *= start.sum() / beyond.sum(axis=-1, keepdims=True)
    found = np.vstack([found[:1], _walked(scored, reached, start, beyond)])
    return found[length(found - start, norm).argmin()]


def _walked(
    scored: Callable[[Floats], Floats],
    reached: Callable[[Floats], NDArray[np.bool_]],
    start: Floats,
    ends: Floats,
) -> Floats:
    """(K, n) the first point reached on the way to each end, of the ways that reach one."""
    ways = ends - start

    def unreached(at: Floats) -> NDArray[np.bool_]:
        points = start + at[..., None] * ways
        return ~reached(scored(points.reshape(-1, len(start))).reshape(at.shape))

    _, first = walk(unreached, np.zeros(len(ends)), np.ones(len(ends)))
    there = np.isfinite(first)
    return start + first[there, None] * ways[there]


def _improved(
    scored: Callable[[Floats], Floats],
    start: Floats,
    at: Floats,
    target: float,
    lower: Floats,
    upper: Floats,
    *,
    total: bool,
    norm: str,
) -> Floats:
    """A point near `at`, nearer to `start` and with a score beyond the target; unverified."""
    n = len(start)
    sign = 1.0 if float(scored(start[None])[0]) < target else -1.0
    # What goes up and what goes down apart: then the sum of absolute changes is smooth.
    room = np.concatenate([upper - start, start - lower])

    def point(parts: Floats) -> Floats:
        return np.clip(start + parts[:n] - parts[n:], lower, upper)

    def gap(parts: Floats) -> float:
        return sign * (float(np.nan_to_num(scored(point(parts)[None])[0])) - target)

    def slopes(parts: Floats) -> Floats:
        here = point(parts)
        step = np.where(here + _NUDGE <= upper, _NUDGE, -_NUDGE)
        around = np.nan_to_num(scored(np.vstack([here, here + np.diag(step)])))
        slope = sign * (around[1:] - around[0]) / step
        return np.concatenate([slope, -slope])

    constraints = [{"type": "ineq", "fun": gap, "jac": slopes}]
    if total:
        balance = np.concatenate([np.ones(n), -np.ones(n)])
        constraints.append(
            {"type": "eq", "fun": lambda parts: parts @ balance, "jac": lambda _: balance}
        )
    from scipy.optimize import minimize  # takes half a second, and few ask for it

    result = minimize(
        (lambda parts: parts.sum()) if norm == "l1" else (lambda parts: parts @ parts),
        np.clip(np.concatenate([np.maximum(at - start, 0), np.maximum(start - at, 0)]), 0, room),
        jac=(lambda parts: np.ones_like(parts)) if norm == "l1" else (lambda parts: 2 * parts),
        bounds=list(zip(np.zeros(2 * n), room, strict=True)),
        constraints=constraints,
        method="SLSQP",
        options={"maxiter": 50, "ftol": 1e-8},
    )
    return point(np.where(np.isfinite(result.x), result.x, 0.0))
