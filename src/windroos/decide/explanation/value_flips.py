"""The smallest joint change of values that gives an alternative another verdict."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from windroos.decide.aggregate import contributions, score
from windroos.decide.arrays import Floats
from windroos.decide.flat import leaf_places
from windroos.decide.tree import Tree

from .bands import places_of, reached, targets_of
from .joint import length, smallest
from .shares import movable_leaves, table_of


@dataclass(frozen=True)
class JointFlips:
    """The smallest change of all values together; V verdicts in the order of `EFFORTS`."""

    values: Floats
    """(A, V, L) the cells with which the verdict is reached, unknown ones still NaN. All NaN where
    no values do, and for the verdict there is already."""
    distance: Floats
    """(A, V) the size of the change in the norm; NaN where there is none."""
    norm: str
    exact: bool
    """Whether the smallest there is (an arithmetic tree), or the smallest that a search found."""


def joint_flips(
    tree: Tree,
    values: ArrayLike,
    thresholds: Mapping[str, float],
    weights: ArrayLike | None = None,
    *,
    norm: str = "l1",
    fixed: Collection[str] = (),
) -> JointFlips:
    """The smallest joint change of the known cells, within [0, 1], that gives each other verdict.

    `norm` is `"l1"`, the sum of the absolute changes (few cells change, much), or `"l2"`, the root
    of the sum of their squares (all change, a little). A score never falls as a cell rises, so
    that all change one way. In an arithmetic tree it is exact: with l1 the cells with the greatest
    weight go to their end one after the other (a fractional knapsack; Dantzig 1957, Operations
    Research 5(2), 266-277), with l2 every cell changes by its weight times one number, cut off at
    its end (the projection on a halfspace and a box; Boyd and Vandenberghe 2004, Convex
    Optimization, section 5.5.3). In any other tree, the smallest that `joint.smallest` found.

    `fixed` names leaves that keep their value. Every answer was tried. `values` is (A, L),
    `weights` (N,). Raises `ValueError` as `score` and `verdicts` do and for another norm,
    `TreeError` for a fixed leaf that does not exist.
    """
    cells, raw = table_of(tree, values, weights)
    length(np.zeros(1), norm)
    movable = movable_leaves(tree, fixed) & ~np.isnan(cells)  # (A, L)
    now = score(tree, cells, raw).value
    targets = targets_of(now, thresholds)
    if tree.linear:
        changed = _moved(tree, cells, raw, targets, now, movable, norm)
    else:
        changed = _searched(tree, cells, raw, targets, now, movable, thresholds, norm)
    there = ~np.isnan(targets) & np.isfinite(np.where(np.isnan(cells)[:, None], 0, changed)).all(-1)
    tried = np.where(there[..., None], changed, cells[:, None, :])
    there &= reached(score(tree, tried, raw).value, thresholds)
    moved = np.nan_to_num(tried - cells[:, None, :])
    return JointFlips(
        np.where(there[..., None], tried, np.nan),
        np.where(there, length(moved, norm), np.nan),
        norm,
        tree.linear,
    )


def _moved(
    tree: Tree,
    cells: Floats,
    raw: Floats,
    targets: Floats,
    now: Floats,
    movable: NDArray[np.bool_],
    norm: str,
) -> Floats:
    """(A, V, L) the cells after the smallest change in a linear tree."""
    # With every known cell at 1 a leaf contributes its weight among what is known.
    ones = np.where(np.isnan(cells), np.nan, 1.0)
    weight = np.nan_to_num(contributions(tree, ones, raw)[..., leaf_places(tree)])
    weight = np.where(movable, weight, 0.0)[:, None, :]
    gap = targets - now[:, None]
    up = (gap > 0)[..., None]
    room = np.where(up, 1 - cells[:, None, :], cells[:, None, :])
    room = np.where(weight > 0, np.nan_to_num(room), 0.0)
    # The order in which cells reach their end: the heaviest, or the one with the least room for
    # its weight.
    heavy = np.divide(room, weight, out=np.full_like(room, np.inf), where=weight > 0)
    order = np.argsort(-weight + 0 * room if norm == "l1" else heavy, axis=-1, kind="stable")
    w = np.take_along_axis(np.broadcast_to(weight, room.shape), order, axis=-1)
    r = np.take_along_axis(room, order, axis=-1)
    spent = np.cumsum(w * r, axis=-1) - w * r
    left = np.maximum(np.abs(gap)[..., None] - spent, 0.0)
    if norm == "l1":
        part = np.minimum(r, np.divide(left, w, out=np.zeros_like(r), where=w > 0))
    else:
        rest = np.cumsum((w**2)[..., ::-1], axis=-1)[..., ::-1]  # from this cell on
        rate = np.divide(left, rest, out=np.zeros_like(r), where=rest > 0)
        # The first cell that does not reach its end at the rate sets it for those after it.
        limit = np.take_along_axis(heavy, order, axis=-1)
        settled = (rate <= limit) & (w > 0)
        first = settled.argmax(axis=-1)[..., None]
        rate = np.where(
            settled.any(axis=-1, keepdims=True), np.take_along_axis(rate, first, -1), np.inf
        )
        with np.errstate(invalid="ignore"):
            part = np.where(w > 0, np.minimum(r, rate * w), 0.0)
    change = np.zeros_like(part)
    np.put_along_axis(change, order, part, axis=-1)
    return np.clip(cells[:, None, :] + np.where(up, change, -change), 0, 1)


def _searched(
    tree: Tree,
    cells: Floats,
    raw: Floats,
    targets: Floats,
    now: Floats,
    movable: NDArray[np.bool_],
    thresholds: Mapping[str, float],
    norm: str,
) -> Floats:
    """(A, V, L) the cells after the smallest change that a search finds."""
    result = np.broadcast_to(cells[:, None, :], (*targets.shape, cells.shape[1])).copy()
    for row, verdict in np.argwhere(np.isfinite(targets)).tolist():
        free = np.flatnonzero(movable[row])
        target = float(targets[row, verdict])
        start, far = cells[row, free], 1.0 if target > now[row] else 0.0

        def scored(points: Floats, row: int = row, free: NDArray[np.int64] = free) -> Floats:
            changed = np.broadcast_to(cells[row], (len(points), cells.shape[1])).copy()
            changed[:, free] = points
            return score(tree, changed, raw).value

        one = np.where(np.eye(len(free), dtype=bool), far, start)
        result[row, verdict, free] = smallest(
            scored,
            lambda at, verdict=verdict: places_of(at, thresholds) == verdict,
            start,
            np.vstack([one, np.full((1, len(free)), far)]),
            target,
            lower=np.minimum(start, far),
            upper=np.maximum(start, far),
            norm=norm,
        )
    return result
