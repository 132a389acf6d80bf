"""The fewest whole steps on their scales that give an alternative another verdict."""

from __future__ import annotations

import itertools
import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from windroos.decide.aggregate import score
from windroos.decide.arrays import TOLERANCE, Floats
from windroos.decide.tree import Tree, TreeError
from windroos.decide.verdict import EFFORTS

from .bands import places_of, targets_of
from .shares import movable_leaves, table_of

FOUND, NONE, BEYOND = "found", "none", "beyond"
"""What a search came to: an answer, no answer whatever the number of steps, or none within the
number of steps searched."""

MOST_TRIED = 200_000
_CHUNK = 20_000

Ladders = list[tuple[int, Floats]]
"""Per leaf and direction: the leaf, and its value after 0, 1, 2, ... steps."""


@dataclass(frozen=True)
class StepFlips:
    """The fewest whole steps; V verdicts in the order of `EFFORTS`."""

    values: Floats
    """(A, V, L) the cells with which the verdict is reached; all NaN where there is no answer."""
    steps: Floats
    """(A, V) how many steps that takes, all leaves together; NaN where there is no answer."""
    status: NDArray[np.str_]
    """(A, V) `FOUND`, `NONE` or `BEYOND`; empty for the verdict there is already and where there
    is no score."""


def step_flips(
    tree: Tree,
    values: ArrayLike,
    thresholds: Mapping[str, float],
    weights: ArrayLike | None = None,
    *,
    points: Mapping[str, ArrayLike],
    fixed: Collection[str] = (),
    most: int = 4,
) -> StepFlips:
    """The fewest steps of rated cells from one scale point to the next that give each verdict.

    `points` gives for every leaf on a scale the values from 0 to 1 that it can take; other leaves,
    those in `fixed` and unknown cells stay as they are. A value between two points (the mean of two
    ratings) moves to the nearest one in either direction. All combinations of one step are tried,
    then all of two, and so on up to `most`, as long as a number of steps has at most `MOST_TRIED`
    combinations: the answer is exact in any tree. Of as few steps, the combination with the
    smallest total change is given. Towards the lowest or highest verdict cells move one way, as the
    score never falls when a cell rises; towards the one between they may move both.

    `values` is (A, L), `weights` (N,). Raises `ValueError` as `score` and `verdicts` do, for points
    outside [0, 1] or none, and for less than one step; `TreeError` for a leaf that does not exist.
    """
    cells, raw = table_of(tree, values, weights)
    if most < 1:
        raise ValueError(f"At least one step has to be searched, not {most}.")
    movable = movable_leaves(tree, fixed)
    scales = {
        tree.leaves.index(leaf): at
        for leaf, at in points_of(tree, points).items()
        if movable[tree.leaves.index(leaf)]
    }
    now = score(tree, cells, raw).value
    targets = targets_of(now, thresholds)
    changed = np.full((*targets.shape, cells.shape[1]), np.nan)
    steps = np.full(targets.shape, np.nan)
    status = np.full(targets.shape, "", dtype="<U6")
    for row, verdict in np.argwhere(np.isfinite(targets)).tolist():
        up = targets[row, verdict] > now[row]
        ladders = _ladders(cells[row], scales, up=up)
        if not _within_reach(tree, cells[row], raw, ladders, float(targets[row, verdict]), up=up):
            status[row, verdict] = NONE
            continue
        if 0 < verdict < len(EFFORTS) - 1:
            ladders += _ladders(cells[row], scales, up=not up)
        status[row, verdict] = BEYOND
        for count in range(1, most + 1):
            if math.comb(len(ladders) + count - 1, count) > MOST_TRIED:
                break
            found = _nearest(tree, cells[row], raw, thresholds, verdict, ladders, count)
            if found is not None:
                changed[row, verdict], steps[row, verdict] = found, count
                status[row, verdict] = FOUND
                break
    return StepFlips(changed, steps, status)


def points_of(tree: Tree, points: Mapping[str, ArrayLike] | None) -> dict[str, Floats]:
    """The points of each scale in order; raises `ValueError` for a scale without points or with
    one outside [0, 1], `TreeError` for a leaf that does not exist."""
    scales: dict[str, Floats] = {}
    for leaf, given in (points or {}).items():
        if leaf not in tree.leaves:
            raise TreeError(f"There is no leaf '{leaf}' to have scale points.")
        scales[leaf] = np.unique(np.asarray(given, dtype=np.float64))
        if not scales[leaf].size or not ((scales[leaf] >= 0) & (scales[leaf] <= 1)).all():
            raise ValueError(f"Leaf '{leaf}' needs scale points, each from 0 to 1.")
    return scales


def _ladders(cells: Floats, scales: Mapping[int, Floats], *, up: bool) -> Ladders:
    ladders: Ladders = []
    for leaf, points in scales.items():
        at = cells[leaf]
        beyond = points[points > at + TOLERANCE] if up else points[points < at - TOLERANCE][::-1]
        if beyond.size:  # never for NaN
            ladders.append((leaf, np.concatenate([[at], beyond])))
    return ladders


def _within_reach(
    tree: Tree, cells: Floats, raw: Floats, ladders: Ladders, target: float, *, up: bool
) -> bool:
    """Whether the target is passed with every leaf at the end of its scale."""
    farthest = cells.copy()
    for leaf, ladder in ladders:
        farthest[leaf] = ladder[-1]
    at = float(score(tree, farthest[None], raw).value[0])
    return at >= target - TOLERANCE if up else at <= target + TOLERANCE


def _nearest(
    tree: Tree,
    cells: Floats,
    raw: Floats,
    thresholds: Mapping[str, float],
    verdict: int,
    ladders: Ladders,
    count: int,
) -> Floats | None:
    """The cells with the smallest total change of all combinations of `count` steps."""
    best, smallest = None, np.inf
    for taken in _combinations(len(ladders), count):
        tried = np.broadcast_to(cells, (len(taken), len(cells))).copy()
        possible = np.ones(len(taken), dtype=bool)
        for place, (leaf, ladder) in enumerate(ladders):
            steps = taken[:, place]
            possible &= steps < len(ladder)
            tried[:, leaf] += ladder[np.minimum(steps, len(ladder) - 1)] - ladder[0]
        tried = np.where(possible[:, None], np.clip(tried, 0, 1), cells)
        given = places_of(score(tree, tried, raw).value, thresholds) == verdict
        size = np.where(given, np.nansum(np.abs(tried - cells), axis=-1), np.inf)
        if size.min() < smallest:
            best, smallest = tried[size.argmin()], size.min()
    return best


def _combinations(options: int, count: int) -> Iterator[NDArray[np.int64]]:
    """(C, options) how many steps are taken on each ladder, in chunks of combinations."""
    chosen = itertools.combinations_with_replacement(range(options), count)
    while chunk := list(itertools.islice(chosen, _CHUNK)):
        taken = np.zeros((len(chunk), options), dtype=np.int64)
        np.add.at(taken, (np.arange(len(chunk))[:, None], np.array(chunk)), 1)
        yield taken
