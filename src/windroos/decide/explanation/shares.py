"""A node's weight as its share among its siblings, and what follows from moving one."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from numpy.typing import ArrayLike, NDArray

from windroos.decide.aggregate import score
from windroos.decide.arrays import Floats
from windroos.decide.tree import Tree, TreeError


def raw_weights(tree: Tree, weights: ArrayLike | None) -> Floats:
    """(..., N) weights as given, by default those of the tree; `score` checks them."""
    return tree.weights if weights is None else np.asarray(weights, dtype=np.float64)


def table_of(tree: Tree, values: ArrayLike, weights: ArrayLike | None) -> tuple[Floats, Floats]:
    """(A, L) cells and (N,) raw weights; raises `ValueError` for sample dimensions, which these
    questions do not have, and whatever `score` raises."""
    cells, raw = np.asarray(values, dtype=np.float64), raw_weights(tree, weights)
    if cells.ndim != 2 or raw.ndim != 1:
        raise ValueError(
            f"Values have shape {cells.shape} and weights {raw.shape}: expected (alternatives, "
            "leaves) and (nodes,), without sample dimensions."
        )
    score(tree, cells, raw)
    return cells, raw


def movable_leaves(tree: Tree, fixed: Collection[str]) -> NDArray[np.bool_]:
    """(L,) which leaves may change; raises `TreeError` for a fixed leaf that does not exist."""
    for leaf in fixed:
        if leaf not in tree.leaves:
            raise TreeError(f"There is no leaf '{leaf}' to keep as it is.")
    return np.array([leaf not in fixed for leaf in tree.leaves])


def shares_of(tree: Tree, raw: Floats) -> Floats:
    """(..., N) every node's weight, siblings' made to sum to one; the root's is 1."""
    shares = np.ones_like(raw)
    for branch in tree.branches:
        children = list(branch.children)
        shares[..., children] = raw[..., children] / raw[..., children].sum(axis=-1, keepdims=True)
    return shares


def free_nodes(tree: Tree, raw: Floats) -> NDArray[np.bool_]:
    """(N,) whether a node has a sibling that counts, to give weight to or to take it from."""
    free = np.zeros(len(tree.ids), dtype=bool)
    for branch in tree.branches:
        counting = int(np.count_nonzero(raw[list(branch.children)]))
        for child in branch.children:
            free[child] = counting - (raw[child] > 0) > 0
    return free


def siblings_of(tree: Tree, node: int) -> list[int]:
    """The positions of a node's siblings, without itself."""
    return next(
        [child for child in branch.children if child != node]
        for branch in tree.branches
        if node in branch.children
    )


def weights_at(tree: Tree, raw: Floats, node: int, share: ArrayLike) -> Floats:
    """(..., N) the weights with which a free node has these shares (...), the proportions among
    its siblings being kept."""
    at = np.asarray(share, dtype=np.float64)
    siblings = siblings_of(tree, node)
    moved = np.broadcast_to(raw, (*at.shape, len(raw))).copy()
    moved[..., node] = at * raw[siblings].sum()
    moved[..., siblings] = (1 - at[..., None]) * raw[siblings]
    return moved


def ends_of(tree: Tree, cells: Floats, raw: Floats, node: int) -> tuple[Floats, Floats]:
    """The score as a ratio: numerator and denominator, each (2, A), with the node's share at 0
    and at 1; in an arithmetic tree both are linear in the share between.

    There the score times the share of weight known is the sum of (leaf weight x value) over the
    known leaves, and the share known the sum of their leaf weights.
    """
    scores = score(tree, cells, weights_at(tree, raw, node, np.array([0.0, 1.0])))
    return np.nan_to_num(scores.value) * scores.known, scores.known


def scores_at(tree: Tree, cells: Floats, raw: Floats, node: int, share: Floats) -> Floats:
    """(..., A) scores where the node has another share (..., A) for every alternative."""
    return score(tree, cells[:, None, :], weights_at(tree, raw, node, share)).value[..., 0]
