"""The analytic hierarchy process on a criteria tree: comparisons at every node, multiplied down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from windroos.decide.arrays import Floats
from windroos.decide.declared import Declared
from windroos.decide.tree import Tree

from .ahp import Ahp, AhpResult, ahp

MODES = ("distributive", "ideal")


@dataclass(frozen=True)
class AhpTree(Declared, name="ahp-tree"):
    """Parameters of the analytic hierarchy process on a tree: those at each node."""

    at_each_node: Ahp = field(default_factory=Ahp)

    def __call__(self, tree: Tree, comparisons: Mapping[str, ArrayLike]) -> AhpTreeResult:
        return ahp_tree(tree, comparisons, self)


@dataclass(frozen=True)
class AhpTreeResult:
    """Weights on a tree, with the result at every node that was compared under."""

    weights: Floats
    """(..., N) in the order of `Tree.ids`, as `score` takes them; siblings sum to one."""
    leaf_weights: Floats
    """(..., L) in the order of `Tree.leaves`, multiplied down; they sum to one."""
    nodes: Mapping[str, AhpResult]
    """By the id of the parent."""


def ahp_tree(
    tree: Tree, comparisons: Mapping[str, ArrayLike], parameters: AhpTree = AhpTree()
) -> AhpTreeResult:
    """Weights on a tree from comparisons of the children of each node.

    `comparisons` gives for every node with two children or more the comparisons of these,
    (..., children, children) in the order of `Tree.children`; an only child has all the weight.
    Sample dimensions broadcast. Raises `ValueError` as `ahp` does, with the node; for a node whose
    children are not compared; and for comparisons at what is no such node. `score` of the tree
    with these weights is the principle of hierarchic composition (Saaty 1980).
    """
    wanted = {tree.ids[b.parent] for b in tree.branches if len(b.children) > 1}
    for id_ in sorted(comparisons.keys() - wanted):
        raise ValueError(f"'{id_}' has no two children in the tree: there is nothing to compare.")
    nodes: dict[str, AhpResult] = {}
    for branch in tree.branches:
        id_ = tree.ids[branch.parent]
        if id_ not in wanted:
            continue
        if id_ not in comparisons:
            raise ValueError(f"The children of '{id_}' are not compared.")
        nodes[id_] = _at(id_, comparisons[id_], len(branch.children), parameters.at_each_node)
    lead = np.broadcast_shapes(*(result.weights.shape[:-1] for result in nodes.values()))
    weights, down = np.ones((*lead, len(tree.ids))), np.ones((*lead, len(tree.ids)))
    for branch in tree.branches:  # every parent before its children
        children, id_ = list(branch.children), tree.ids[branch.parent]
        if id_ in nodes:
            weights[..., children] = nodes[id_].weights
        down[..., children] = down[..., [branch.parent]] * weights[..., children]
    leaves = [tree.index[leaf] for leaf in tree.leaves]
    return AhpTreeResult(weights, down[..., leaves], nodes)


def ahp_cells(
    tree: Tree,
    comparisons: Mapping[str, ArrayLike],
    mode: str = "distributive",
    parameters: Ahp | None = None,
) -> Floats:
    """The cells (..., A, L) of alternatives that were compared in pairs on every leaf.

    `comparisons` gives for every leaf (..., A, A). In the distributive mode the alternatives share
    one among them, so that their scores add up to one and an alternative more can turn the order
    of two others around; in the ideal mode the best has one, which keeps it (Saaty 1994, European
    Journal of Operational Research 74(3), 426-447). Raises `ValueError` as `ahp` does, with the
    leaf, and for a leaf that is not compared or an unknown mode.
    """
    if mode not in MODES:
        raise ValueError(f"There is no mode '{mode}': choose one of {', '.join(MODES)}.")
    for leaf in sorted(comparisons.keys() ^ set(tree.leaves)):
        raise ValueError(
            f"On leaf '{leaf}' the alternatives are not compared."
            if leaf in tree.leaves
            else f"'{leaf}' is no leaf of the tree."
        )
    count = np.asarray(comparisons[tree.leaves[0]]).shape[-1]
    way = parameters or Ahp()
    columns = [_at(leaf, comparisons[leaf], count, way).weights for leaf in tree.leaves]
    if mode == "ideal":
        columns = [column / column.max(axis=-1, keepdims=True) for column in columns]
    return np.stack(np.broadcast_arrays(*columns), axis=-1)


def _at(id_: str, comparisons: ArrayLike, count: int, parameters: Ahp) -> AhpResult:
    matrix = np.asarray(comparisons, dtype=np.float64)
    if matrix.ndim < 2 or matrix.shape[-2:] != (count, count):
        raise ValueError(
            f"At '{id_}' comparisons have shape {matrix.shape}: expected (..., {count}, {count})."
        )
    try:
        return ahp(matrix, parameters)
    except ValueError as error:
        raise ValueError(f"At '{id_}': {error}") from error
