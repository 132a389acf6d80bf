"""The criteria tree: what is weighed, under what, and with which weight."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .means import Arithmetic, Mean, ordered_mean, power_mean

AGGREGATES = ("arithmetic", "geometric", "harmonic", "power", "owa")
# Those that are told by an exponent as well.
WITH_EXPONENT = ("power", "owa")


class TreeError(ValueError):
    """The nodes given do not form a criteria tree; the message names the node at fault."""


@dataclass(frozen=True)
class Node:
    """One criterion.

    `weight` counts against the node's siblings only, on any scale: 1, 1, 2 is the same as
    0.25, 0.25, 0.5; the root's plays no part. `aggregate` says how the node's own children are
    brought together:

    - `"arithmetic"`, the weighted mean: a strong child makes up for a weak one;
    - `"geometric"`, the weighted product (weighted geometric mean: the same thing): it does so
      less, and not at all for a child at zero;
    - `"harmonic"`: less again;
    - `"power"`, the generalised mean with `exponent` p, any number: 1 is arithmetic, 0 geometric,
      -1 harmonic, and the lower the exponent, the more the weakest child decides;
    - `"owa"`, the ordered weighted mean with `exponent` a, above 0: below 1 the strong children
      count for more than their weight, at 1 it is arithmetic, above 1 the weak ones do. Its orness
      is 1 / (1 + a).

    `windroos.decide.means` has the formulas and their sources.
    """

    id: str
    parent: str | None
    weight: float = 1.0
    aggregate: str = "arithmetic"
    exponent: float | None = None

    @property
    def mean(self) -> Mean:
        """How the children are brought together."""
        if self.exponent is None:
            return power_mean(_EXPONENTS[self.aggregate])
        if self.aggregate == "owa":
            return ordered_mean(self.exponent)
        return power_mean(self.exponent)


_EXPONENTS = {"arithmetic": 1.0, "geometric": 0.0, "harmonic": -1.0}


class Branch(NamedTuple):
    """A node that has children, by position in `Tree.ids`."""

    parent: int
    children: tuple[int, ...]
    mean: Mean


@dataclass(frozen=True)
class Tree:
    """A checked criteria tree of any depth; build it with `Tree.of`.

    Two orders matter. `ids` (and `nodes`, `weights`) run from the root down, a parent before its
    children and a node's branch in one piece: the order of every array with a node axis.
    `leaves` keeps the order in which the nodes were given: the order of every array of cells.
    """

    given: tuple[Node, ...]

    @classmethod
    def of(cls, nodes: Iterable[Node]) -> Tree:
        """The tree of these nodes, in any order; raises `TreeError` when they do not form one."""
        return cls(tuple(nodes))

    def __post_init__(self) -> None:
        _check_nodes(self.given)
        _check_shape(self.given)
        _check_siblings(self)

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """The nodes, every parent before its children, siblings in the order given."""
        by_id = {node.id: node for node in self.given}
        stack = [next(node for node in self.given if node.parent is None)]
        ordered: list[Node] = []
        while stack:
            ordered.append(stack.pop())
            stack.extend(by_id[child] for child in reversed(self.children(ordered[-1].id)))
        return tuple(ordered)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        return tuple(node.id for node in self.nodes)

    @cached_property
    def index(self) -> Mapping[str, int]:
        """The position of each id in `ids`."""
        return {id_: position for position, id_ in enumerate(self.ids)}

    @property
    def root(self) -> str:
        return self.ids[0]

    @cached_property
    def leaves(self) -> tuple[str, ...]:
        """The ids of the nodes without children, in the order given."""
        return tuple(node.id for node in self.given if not self.children(node.id))

    @cached_property
    def weights(self) -> NDArray[np.float64]:
        """The weights as given, (N,) in the order of `ids`; read-only."""
        weights = np.array([node.weight for node in self.nodes], dtype=np.float64)
        weights.setflags(write=False)
        return weights

    @cached_property
    def branches(self) -> tuple[Branch, ...]:
        """The nodes that have children, every parent before its children."""
        return tuple(
            Branch(
                parent=self.index[node.id],
                children=tuple(self.index[child] for child in self.children(node.id)),
                mean=node.mean,
            )
            for node in self.nodes
            if self.children(node.id)
        )

    @cached_property
    def linear(self) -> bool:
        """Whether every node is a weighted mean: then the score is one of the leaves."""
        return all(branch.mean == Arithmetic() for branch in self.branches)

    def weighed(self, weights: ArrayLike) -> Tree:
        """The same tree with other weights, (N,) in the order of `ids`; raises `ValueError` for
        another number of them, `TreeError` for weights that a tree cannot have."""
        given = np.asarray(weights, dtype=np.float64)
        if given.shape != (len(self.ids),):
            raise ValueError(
                f"Weights have shape {given.shape}: expected ({len(self.ids)} nodes,)."
            )
        return Tree.of(
            replace(node, weight=float(given[self.index[node.id]])) for node in self.given
        )

    def children(self, id: str) -> tuple[str, ...]:
        """The ids of a node's children, in the order given; `KeyError` for an unknown id."""
        return self._children[id]

    def depth(self, id: str) -> int:
        """How far a node lies below the root, whose depth is 0; `KeyError` for an unknown id."""
        return self._depths[id]

    @cached_property
    def _children(self) -> Mapping[str, tuple[str, ...]]:
        children: dict[str, list[str]] = {node.id: [] for node in self.given}
        for node in self.given:
            if node.parent is not None:
                children[node.parent].append(node.id)
        return {id_: tuple(below) for id_, below in children.items()}

    @cached_property
    def _depths(self) -> Mapping[str, int]:
        depths: dict[str, int] = {}
        for node in self.nodes:
            depths[node.id] = 0 if node.parent is None else depths[node.parent] + 1
        return depths


def _check_nodes(nodes: tuple[Node, ...]) -> None:
    seen: set[str] = set()
    for node in nodes:
        if node.id in seen:
            raise TreeError(f"Node '{node.id}' is given twice.")
        seen.add(node.id)
        if not (math.isfinite(node.weight) and node.weight >= 0):
            raise TreeError(
                f"Node '{node.id}' has weight {node.weight}: a weight is a number of 0 or more."
            )
        if node.aggregate not in AGGREGATES:
            raise TreeError(
                f"Node '{node.id}' has aggregate '{node.aggregate}': "
                f"choose one of {', '.join(AGGREGATES)}."
            )
        problem = exponent_problem(node.aggregate, node.exponent)
        if problem:
            raise TreeError(f"Node '{node.id}' {problem}.")


def exponent_problem(aggregate: str, exponent: float | None) -> str:
    """What is wrong with an exponent beside an aggregate, after the name of the node; else ""."""
    if aggregate not in WITH_EXPONENT:
        if exponent is None:
            return ""
        return f"has aggregate '{aggregate}', which takes no exponent: leave it out"
    if exponent is None:
        return f"has aggregate '{aggregate}' and needs an exponent"
    if not math.isfinite(exponent):
        return f"has exponent {exponent}: it must be a finite number"
    if aggregate == "owa" and exponent <= 0:
        return f"has exponent {exponent}: that of 'owa' lies above 0"
    return ""


def _check_shape(nodes: tuple[Node, ...]) -> None:
    parents = {node.id: node.parent for node in nodes}
    for node in nodes:
        if node.parent is not None and node.parent not in parents:
            raise TreeError(f"Node '{node.id}' has parent '{node.parent}', which is not a node.")
    _check_cycles(parents)
    roots = [node.id for node in nodes if node.parent is None]
    if not roots:  # without a cycle every node leads up to a root, so there are no nodes at all
        raise TreeError("A tree needs a root: a node without a parent. No nodes were given.")
    if len(roots) > 1:
        names = ", ".join(f"'{root}'" for root in roots)
        raise TreeError(f"A tree has one root, but these nodes have no parent: {names}.")


def _check_cycles(parents: Mapping[str, str | None]) -> None:
    cleared: set[str] = set()
    for start in parents:
        path: dict[str, None] = {}
        at: str | None = start
        while at is not None and at not in cleared:
            if at in path:
                raise TreeError(f"Node '{at}' lies on a cycle: it is its own ancestor.")
            path[at] = None
            at = parents[at]
        cleared.update(path)


def _check_siblings(tree: Tree) -> None:
    for branch in tree.branches:
        total = sum(tree.nodes[child].weight for child in branch.children)
        if not 0 < total < math.inf:
            raise TreeError(
                f"The children of node '{tree.ids[branch.parent]}' have weights that add up to "
                f"{total}: at least one must count, and the sum must be a finite number."
            )
