"""From cells to a score: up the tree, with what is unknown left out and said.

Shapes: `...` are leading sample dimensions (none, or as many as wanted), A alternatives (regions),
L leaves in the order of `Tree.leaves`, N nodes in the order of `Tree.ids`. Cells lie in [0, 1],
1 being best; NaN is *unknown*, which is not the same as 0. The only Python loops are over nodes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from .arrays import Floats
from .means import divisor, total
from .tree import Branch, Tree


@dataclass(frozen=True)
class Scores:
    """Scores with their intermediate values."""

    value: Floats
    """(..., A) the score of the root in [0, 1]; NaN where nothing that counts is known."""
    known: Floats
    """(..., A) the share of the weight that is known beneath the root, in [0, 1]."""
    node_values: Floats
    """(..., A, N) the score of every node."""
    node_known: Floats
    """(..., A, N) the share of the weight that is known beneath every node."""


def score(tree: Tree, values: ArrayLike, weights: ArrayLike | None = None) -> Scores:
    """Score every node of the tree.

    A child counts with its weight times the share of weight known beneath it, the weights then
    made to sum to one over the children that are known. The node takes the mean of its children
    that it names (`Node`), with those weights. A leaf's known share is 1 or 0, a
    node's the weighted mean of its children's; a node of which nothing is known has no value. A
    child of weight zero never matters, known or not.

    `values` is (..., A, L). `weights` is (..., N) raw weights in the order of `tree.ids`, by
    default those of the tree; its sample dimensions broadcast with those of `values`. Raises
    `ValueError` for a wrong shape, a value outside [0, 1], a weight that is negative or not
    finite, or siblings whose weights are all zero.
    """
    cells, raw = _cells(tree, values), _weights(tree, weights)
    value, known = _roll_up(tree, cells, raw)
    node_values = np.moveaxis(np.where(known > 0, value, np.nan), 0, -1)
    node_known = np.moveaxis(known, 0, -1)
    return Scores(node_values[..., 0], node_known[..., 0], node_values, node_known)


def bounds(
    tree: Tree, lower: ArrayLike, upper: ArrayLike, weights: ArrayLike | None = None
) -> tuple[Floats, Floats]:
    """The lowest and the highest score of the root, each (..., A), whatever the truth may be.

    The truth is one number per cell, between `lower` and `upper` (both (..., A, L)); NaN is an end
    that is not known, and stands for 0 and 1. No way of aggregating falls when a child
    rises, and so does any tree of them: the two ends are reached at the two corners, where every
    cell is at its lowest or at its highest. They are attained, hence as tight as can be.

    In a tree whose nodes are all generalised means with one exponent (arithmetic throughout,
    geometric throughout), `score` lies between these ends: such a tree is one mean of its leaves.
    In another it need not: it gives a half-known child half its weight, also where what is known
    settles the child (one zero under a geometric node). Raises `ValueError` as `score`
    does, and for a lower end above its upper end.
    """
    low, high = _cells(tree, lower), _cells(tree, upper)
    if np.any(low > high):
        raise ValueError("A cell has a lower end above its upper end.")
    raw = _weights(tree, weights)
    lowest, _ = _roll_up(tree, np.where(np.isnan(low), 0.0, low), raw)
    highest, _ = _roll_up(tree, np.where(np.isnan(high), 1.0, high), raw)
    return lowest[0], highest[0]


def contributions(tree: Tree, values: ArrayLike, weights: ArrayLike | None = None) -> Floats:
    """What every node contributes to the score of the root, (..., A, N).

    A node's contribution is the sum of its children's, so that the leaves, or any set of nodes
    that cuts the tree across, add up to the score. NaN where a node is unknown; 0 where it is
    known and counts for nothing.

    The split is the Aumann-Shapley value (Aumann and Shapley 1974, Values of Non-Atomic Games;
    Billera and Heath 1982, Mathematics of Operations Research 7(1), 32-39): the integral of
    v_i df/dv_i along the ray from 0 to v. Every mean f is homogeneous of degree one, and
    so is a tree of them: the derivative is constant along the ray and the value is v_i df/dv_i,
    by Euler's theorem a sum of exactly f. At an arithmetic node that is w_i v_i, at a geometric
    one w_i f, at a generalised mean f w_i v_i ** p over the sum of w v ** p, at an ordered one
    v_i times the weight its place gives it (`means.Ordered` says what ties give), and down the
    tree the chain rule multiplies the shares. A plain Shapley split of a
    geometric node with *absent* as zero would give all children equal parts, whatever their weight.

    `values` and `weights`, and the errors, are those of `score`.
    """
    raw = _weights(tree, weights)
    value, known = _roll_up(tree, _cells(tree, values), raw)
    part = np.zeros_like(value)
    part[0] = value[0]  # the root comes first
    for branch in tree.branches:
        counted = _counted(branch, known, raw)
        children = [value[child] for child in branch.children]
        shares = branch.mean.shares(children, counted, divisor(total(counted)))
        for share, child in zip(shares, branch.children, strict=True):
            part[child] = part[branch.parent] * share
    return np.moveaxis(np.where(known > 0, part, np.nan), 0, -1)


def _roll_up(tree: Tree, cells: Floats, raw: Floats) -> tuple[Floats, Floats]:
    """Value and known share of every node, each (N, ..., A): a node's numbers lie together.

    Where nothing is known the value is some number in [0, 1], not NaN: its weight there is 0, so
    that it drops out by itself.
    """
    lead = np.broadcast_shapes(cells.shape[:-2], raw.shape[:-1])
    value = np.zeros((len(tree.ids), *lead, cells.shape[-2]))
    known = np.zeros_like(value)
    leaves = [tree.index[leaf] for leaf in tree.leaves]
    given = np.broadcast_to(cells, (*lead, *cells.shape[-2:]))
    there = np.moveaxis(~np.isnan(given), -1, 0)
    value[leaves] = np.where(there, np.moveaxis(given, -1, 0), 0.0)
    known[leaves] = there
    for branch in reversed(tree.branches):
        counted = _counted(branch, known, raw)
        reached = total(counted)
        # Both sums run in the same order: all known gives a share of exactly 1.
        known[branch.parent] = reached / total(raw[..., child, None] for child in branch.children)
        children = [value[child] for child in branch.children]
        value[branch.parent] = branch.mean.value(children, counted, divisor(reached))
    return value, known


def _counted(branch: Branch, known: Floats, raw: Floats) -> list[Floats]:
    """The weight with which each child counts, (..., A): its own times the share known beneath."""
    return [raw[..., child, None] * known[child] for child in branch.children]


def _cells(tree: Tree, values: ArrayLike) -> Floats:
    cells = np.asarray(values, dtype=np.float64)
    if cells.ndim < 2 or cells.shape[-1] != len(tree.leaves):
        raise ValueError(
            f"Values have shape {cells.shape}: expected (..., alternatives, "
            f"{len(tree.leaves)} leaves)."
        )
    outside = (cells < 0) | (cells > 1)
    if outside.any():
        leaf = tree.leaves[int(np.nonzero(outside)[-1][0])]
        raise ValueError(f"Leaf '{leaf}' has value {cells[outside][0]}: values lie in [0, 1].")
    return cells


def _weights(tree: Tree, weights: ArrayLike | None) -> Floats:
    if weights is None:
        return tree.weights
    raw = np.asarray(weights, dtype=np.float64)
    if raw.ndim < 1 or raw.shape[-1] != len(tree.ids):
        raise ValueError(f"Weights have shape {raw.shape}: expected (..., {len(tree.ids)} nodes).")
    wrong = ~(np.isfinite(raw) & (raw >= 0))
    if wrong.any():
        node = tree.ids[int(np.nonzero(wrong)[-1][0])]
        raise ValueError(f"Node '{node}' has weight {raw[wrong][0]}: it must be 0 or more.")
    for branch in tree.branches:
        total = raw[..., list(branch.children)].sum(axis=-1)
        if not np.all((total > 0) & np.isfinite(total)):
            raise ValueError(
                f"The children of node '{tree.ids[branch.parent]}' have weights that add up to 0 "
                "or to no finite number."
            )
    return raw
