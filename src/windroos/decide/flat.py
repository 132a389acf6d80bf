"""Weights of a tree as weights of its leaves, and back."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .arrays import Floats
from .tree import Tree


def leaf_places(tree: Tree) -> list[int]:
    """The position in `tree.ids` of every leaf, in the order of `tree.leaves`."""
    return [tree.index[leaf] for leaf in tree.leaves]


def global_weights(tree: Tree, weights: ArrayLike | None = None) -> Floats:
    """The part of the whole weight that each node has, (..., N): the weights of siblings made to
    sum to one, multiplied down the tree.

    `weights` is (..., N), by default the tree's. In a tree of arithmetic nodes of which all cells
    are known that of a leaf is the derivative of the score: COINr's effective weights. Raises
    `ValueError` for a wrong shape, and siblings whose weights add up to 0.
    """
    raw = tree.weights if weights is None else np.asarray(weights, dtype=np.float64)
    if raw.ndim < 1 or raw.shape[-1] != len(tree.ids):
        raise ValueError(f"Weights have shape {raw.shape}: expected (..., {len(tree.ids)} nodes).")
    part = np.ones(raw.shape)
    for branch in tree.branches:  # a parent before its children
        children = list(branch.children)
        total = raw[..., children].sum(axis=-1, keepdims=True)
        if not (total > 0).all():
            parent = tree.ids[branch.parent]
            raise ValueError(f"The children of node '{parent}' have weights that add up to 0.")
        part[..., children] = part[..., [branch.parent]] * (raw[..., children] / total)
    return part


def leaf_weights(tree: Tree, weights: ArrayLike | None = None) -> Floats:
    """(..., L) what each leaf weighs in the whole; arguments and errors of `global_weights`."""
    return global_weights(tree, weights)[..., leaf_places(tree)]


def node_weights(tree: Tree, leaves: ArrayLike, raw: ArrayLike | None = None) -> Floats:
    """(..., N) weights that give the leaves these weights (..., L) in the whole: a node weighs what
    its leaves weigh.

    Under a node that is left with nothing the children keep the proportions of `raw` (N,), and
    weigh alike without it. Raises `ValueError` for a wrong shape.
    """
    given = np.asarray(leaves, dtype=np.float64)
    if given.ndim < 1 or given.shape[-1] != len(tree.leaves):
        raise ValueError(
            f"Weights have shape {given.shape}: expected (..., {len(tree.leaves)} leaves)."
        )
    usual = np.ones(len(tree.ids)) if raw is None else np.asarray(raw, dtype=np.float64)
    total = np.zeros((*given.shape[:-1], len(tree.ids)))
    total[..., leaf_places(tree)] = given
    result = np.ones_like(total)
    for branch in reversed(tree.branches):
        children = list(branch.children)
        below = total[..., children]
        total[..., branch.parent] = below.sum(axis=-1)
        empty = total[..., [branch.parent]] <= 0
        result[..., children] = np.where(empty, usual[..., children], below)
    return result
