"""The smallest change of weights that gives an alternative another verdict."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from windroos.decide.aggregate import score
from windroos.decide.arrays import Floats
from windroos.decide.flat import leaf_weights, node_weights
from windroos.decide.tree import Tree
from windroos.decide.verdict import EFFORTS

from .bands import places_of, reached, targets_of
from .joint import smallest
from .shares import (
    ends_of,
    free_nodes,
    movable_leaves,
    scores_at,
    shares_of,
    table_of,
)
from .walking import walk

_HAIR = 1e-10


@dataclass(frozen=True)
class WeightFactors:
    """By how much one weight has to be multiplied; V verdicts in the order of `EFFORTS`."""

    factor: Floats
    """(A, V, N) the factor on the weight of a node, nearest to 1, with which the verdict is
    reached: 2.3 is "counts 2.3 times as much", 0 "does not count". NaN where no factor does, and
    for the verdict there is already."""
    share: Floats
    """(A, V, N) the node's share among its siblings with that factor."""
    exact: bool
    """Whether by formula (an arithmetic tree) or by bracketing on a grid and halving."""


def weight_factors(
    tree: Tree,
    values: ArrayLike,
    thresholds: Mapping[str, float],
    weights: ArrayLike | None = None,
) -> WeightFactors:
    """For every single node the factor on its weight that gives each other verdict.

    The other weights stay as they are, so that the siblings keep their proportions; a weight of 0
    has no factor. In an arithmetic tree the score is a ratio of functions linear in the node's
    share (see `stability`) and the share is a root. Every factor returned was tried: the score
    with it earns the verdict. `values` is (A, L), `weights` (N,). Raises `ValueError` as `score`
    and `verdicts` do.
    """
    cells, raw = table_of(tree, values, weights)
    now = score(tree, cells, raw).value
    targets, share = targets_of(now, thresholds), shares_of(tree, raw)
    linear = tree.linear
    factor = np.full((len(cells), len(EFFORTS), len(raw)), np.nan)
    for node in np.flatnonzero(free_nodes(tree, raw) & (raw > 0)).tolist():
        at = float(share[node])
        if linear:
            above, below = (end[..., None] for end in ends_of(tree, cells, raw, node))
            gap = above - targets * below  # (2, A, V)
            with np.errstate(divide="ignore", invalid="ignore"):
                x = gap[0] / (gap[0] - gap[1])
        else:
            x = _walked(tree, cells, raw, node, targets, thresholds, at)
        with np.errstate(divide="ignore", invalid="ignore"):
            found = x * (1 - at) / ((1 - x) * at)
        real = (x >= 0) & (x < 1) & np.isfinite(found)
        changed = np.broadcast_to(raw, (*found.shape, len(raw))).copy()
        changed[..., node] *= np.where(real, found, 1.0)
        tried = score(tree, cells[:, None, None, :], changed).value[..., 0]
        factor[..., node] = np.where(real & reached(tried, thresholds), found, np.nan)
    with_factor = factor * share / (factor * share + 1 - share)
    return WeightFactors(factor, with_factor, linear)


def _walked(
    tree: Tree,
    cells: Floats,
    raw: Floats,
    node: int,
    targets: Floats,
    thresholds: Mapping[str, float],
    at: float,
) -> Floats:
    """(A, V) the share nearest to the present one, as a factor, that reaches each verdict."""
    wanted = np.arange(len(EFFORTS))[:, None]

    def other(share: Floats) -> NDArray[np.bool_]:
        return places_of(scores_at(tree, cells, raw, node, share), thresholds) != wanted

    # Down and up, (2, V, A); short of 1, which no factor reaches.
    ends = np.array([0.0, 1 - 1e-9])[:, None, None]
    start = np.full((2, len(EFFORTS), len(cells)), at)
    _, x = walk(other, start, ends)
    # A hair beyond, where the last digits of a factor leave no doubt which verdict it gives.
    x = np.clip(x + np.array([-_HAIR, _HAIR])[:, None, None], *ends[:, 0, 0])
    with np.errstate(divide="ignore"):
        distance = np.abs(np.log(x * (1 - at) / ((1 - x) * at)))
    down = ~(distance[0] > distance[1]) & ~np.isnan(x[0])
    nearest = np.where(down, x[0], x[1]).T
    return np.where(np.isnan(targets), np.nan, nearest)


@dataclass(frozen=True)
class JointWeights:
    """The smallest change of all weights together; V verdicts in the order of `EFFORTS`."""

    leaf_weights: Floats
    """(A, V, L) the weights of the leaves in the whole with which the verdict is reached, summing
    to one. NaN where no weights do, and for the verdict there is already."""
    node_weights: Floats
    """(A, V, N) the same as weights of the nodes, as `score` takes them."""
    distance: Floats
    """(A, V) the L1 distance between these leaf weights and the present ones, from 0 to 2: twice
    the share of weight that moves."""
    exact: bool
    """Whether the smallest there is (an arithmetic tree), or the smallest that a search found."""


def joint_weights(
    tree: Tree,
    values: ArrayLike,
    thresholds: Mapping[str, float],
    weights: ArrayLike | None = None,
    *,
    fixed: Collection[str] = (),
) -> JointWeights:
    """The least weight to shift between leaves that gives each other verdict.

    The norm is L1 over the weights of the leaves in the whole (the shares on the path to a leaf,
    multiplied), which sum to one. In an arithmetic tree a score of t asks that the sum of W_l
    (v_l - t) over the known leaves be 0: a linear programme. Every unit moved costs the same and
    gains what v_l - t rises by, 0 for an unknown leaf: so weight goes to the known leaf with the
    highest value, from those with the lowest first. This greedy solution is an optimum of the
    programme. In any other tree the smallest change found by a search (`joint.smallest`).

    `fixed` names leaves that keep their weight in the whole. Every answer was tried: the score
    with it earns the verdict. `values` is (A, L), `weights` (N,). Raises `ValueError` as `score`
    and `verdicts` do, `TreeError` for a fixed leaf that does not exist.
    """
    cells, raw = table_of(tree, values, weights)
    movable = movable_leaves(tree, fixed)
    now, present = score(tree, cells, raw).value, leaf_weights(tree, raw)
    targets = targets_of(now, thresholds)
    if tree.linear:
        leaf = _shifted(cells, present, targets, now, movable)
    else:
        leaf = _searched(tree, cells, raw, present, thresholds, targets, movable)
    real = np.isfinite(leaf.sum(axis=-1))
    leaf = np.where(real[..., None], np.maximum(leaf, 0.0), present)
    nodes = node_weights(tree, leaf, raw)
    tried = score(tree, cells[:, None, None, :], nodes).value[..., 0]
    real &= reached(tried, thresholds) & ~np.isnan(targets)
    distance = np.where(real, np.abs(leaf - present).sum(axis=-1), np.nan)
    hidden = ~real[..., None]
    return JointWeights(
        np.where(hidden, np.nan, leaf), np.where(hidden, np.nan, nodes), distance, tree.linear
    )


def _shifted(
    cells: Floats, present: Floats, targets: Floats, now: Floats, movable: NDArray[np.bool_]
) -> Floats:
    """(A, V, L) leaf weights after the greedy shift; NaN where the target is out of reach."""
    sign = np.where(targets > now[:, None], 1.0, -1.0)[..., None]
    # What a unit of weight on a leaf adds towards the target.
    worth = np.nan_to_num(sign * (cells[:, None, :] - targets[..., None]))
    known = ~np.isnan(cells)[:, None, :]
    open_ = np.where(known & movable, worth, -np.inf)
    sink = open_.argmax(axis=-1, keepdims=True)
    gain = np.take_along_axis(open_, sink, axis=-1) - worth
    sources = np.where(movable & np.isfinite(gain), np.maximum(gain, 0.0), 0.0)
    missing = -(present * worth).sum(axis=-1, keepdims=True)
    order = np.argsort(-sources, axis=-1, kind="stable")
    rate = np.take_along_axis(sources, order, axis=-1)
    mass = np.take_along_axis(np.broadcast_to(present, sources.shape), order, axis=-1)
    before = np.cumsum(rate * mass, axis=-1) - rate * mass
    left = np.maximum(missing - before, 0.0)
    taken = np.minimum(mass, np.divide(left, rate, out=np.zeros_like(rate), where=rate > 0))
    moved = np.zeros_like(sources)
    np.put_along_axis(moved, order, taken, axis=-1)
    leaf = present - moved
    np.put_along_axis(
        leaf, sink, np.take_along_axis(leaf, sink, -1) + moved.sum(axis=-1, keepdims=True), axis=-1
    )
    return np.where(np.isnan(targets)[..., None], np.nan, leaf)


def _searched(
    tree: Tree,
    cells: Floats,
    raw: Floats,
    present: Floats,
    thresholds: Mapping[str, float],
    targets: Floats,
    movable: NDArray[np.bool_],
) -> Floats:
    """(A, V, L) leaf weights by search, started from weight moved to any one leaf."""
    result = np.full((*targets.shape, len(present)), np.nan)
    free = np.flatnonzero(movable)
    loose = present[free].sum()
    if loose <= 0:
        return result
    ends = np.broadcast_to(present, (len(free), len(present))).copy()
    ends[:, free] = np.eye(len(free)) * loose
    for row, verdict in np.argwhere(np.isfinite(targets)).tolist():

        def scored(leaf: Floats, row: int = row) -> Floats:
            nodes = node_weights(tree, np.maximum(leaf, 0.0), raw)
            return score(tree, cells[row][None, None, :], nodes).value[..., 0]

        result[row, verdict] = smallest(
            scored,
            lambda at, verdict=verdict: places_of(at, thresholds) == verdict,
            present,
            ends,
            float(targets[row, verdict]),
            upper=np.where(movable, loose, present),
            lower=np.where(movable, 0.0, present),
            total=True,
        )
    return result
