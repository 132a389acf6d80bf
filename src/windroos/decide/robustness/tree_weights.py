"""Weights drawn on a criteria tree, and the two ways to write them down.

*Node weights* are (..., N) raw weights in the order of `tree.ids`, as `decide.score` takes them;
*leaf weights* are (..., L) in the order of `tree.leaves` and add up to one: the products down the
tree. Both say the same; where a branch weighs nothing, how it is split inside is lost in the
latter, and does not matter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from windroos.decide.declared import Declared
from windroos.decide.flat import leaf_weights, node_weights
from windroos.decide.tree import Tree

from .weight_spaces import WeightSpace, WholeSimplex

Floats = NDArray[np.float64]


class TreeSpace(Declared):
    """A space of weights on a tree."""

    def draw(self, rng: np.random.Generator, n: int, tree: Tree) -> Floats:
        """(n, N) node weights; those of siblings add up to one, the root's is 1. Raises
        `ParameterError` for a space that does not fit the tree."""
        raise NotImplementedError

    def __call__(self, rng: np.random.Generator, n: int, tree: Tree) -> Floats:
        return self.draw(rng, n, tree)


@dataclass(frozen=True)
class TreeWeights(TreeSpace, name="tree-weights"):
    """The children of every node drawn by a space of their own, apart from those of other nodes.

    `nodes` gives the space of the children of a node, by its id; `default` that of all others. A
    space around a point without one of its own lies around the tree's weights. Criteria in a space
    are the children in the order of `tree.children`. A child to which the tree gives no weight was
    left out by choice, and stays out, unless its node has a space of its own.
    """

    default: WeightSpace = field(default_factory=WholeSimplex)
    nodes: Mapping[str, WeightSpace] = field(default_factory=dict)

    def draw(self, rng: np.random.Generator, n: int, tree: Tree) -> Floats:
        strange = [id for id in self.nodes if not (id in tree.index and tree.children(id))]
        if strange:
            raise self.wrong("nodes", f"names “{strange[0]}”, which is no node with children")
        raw = np.ones((n, len(tree.ids)))
        for branch in tree.branches:
            children = list(branch.children)
            space = self.nodes.get(tree.ids[branch.parent])
            if space is None:
                raw[:, children] = 0.0
                space, children = self.default, [c for c in children if tree.weights[c] > 0]
            raw[:, children] = space.draw(rng, n, len(children), tree.weights[children])
        return raw


@dataclass(frozen=True)
class FlatWeights(TreeSpace, name="flat-weights"):
    """The leaves drawn together, as if there were no tree; a node weighs what its leaves weigh.

    On a tree with many leaves in one branch that branch then weighs much. A space around a point
    without one of its own lies around the leaf weights of the tree.
    """

    space: WeightSpace = field(default_factory=WholeSimplex)

    def draw(self, rng: np.random.Generator, n: int, tree: Tree) -> Floats:
        leaves = self.space.draw(rng, n, len(tree.leaves), leaf_weights(tree, tree.weights))
        return node_weights(tree, leaves)
