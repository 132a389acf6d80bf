"""The steps of an assessment that are not about the data alone: scale, weigh, aggregate, judge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from . import cells
from .arrays import Floats
from .data import MinMax, Normalised
from .declared import Declared, ParameterError
from .flat import node_weights
from .tables import Table
from .tree import Tree, TreeError
from .verdict import verdicts
from .weights import Critic, Entropy, Merec, PrincipalComponents


@dataclass(frozen=True)
class TableGoalposts(Declared, name="table-goalposts"):
    """Each leaf between its own goalposts, as the table gives them; one without by min-max."""

    def __call__(self, table: Table, values: Floats) -> Normalised:
        """Normalise (..., A, L) figures, which are in the unit of the goalposts."""
        own = ~np.isnan(table.goalposts[0])
        compared = MinMax()(values, table.directions)
        low, high = np.where(own, table.goalposts, [[0.0], [1.0]])
        placed = np.where(own, cells.goalposts(values, low, high), compared.values)
        others = [leaf for leaf, has in zip(table.tree.leaves, own, strict=True) if not has]
        parts = ["0 and 1 are the goalposts, or beyond."] if own.any() else []
        if others:
            what = f"Of {', '.join(others)} 0" if own.any() else "0"
            parts.append(f"{what} is the worst figure of those compared, 1 the best.")
        return Normalised(placed, 0.0, 1.0, " ".join(parts), compared.constant)


@dataclass(frozen=True)
class Weigh(Declared, name="weigh"):
    """Weights by node, in place of the table's; a node that is not named keeps its own."""

    weights: Mapping[str, float] = field(default_factory=dict)

    def __call__(self, tree: Tree) -> Floats:
        """(N,) raw weights in the order of `tree.ids`; raises `ParameterError` for a node that does
        not exist."""
        self._check(tree, self.weights)
        return np.array([self.weights.get(node.id, node.weight) for node in tree.nodes])

    def _check(self, tree: Tree, named: Iterable[str]) -> None:
        strange = [id_ for id_ in named if id_ not in tree.index]
        if strange:
            raise self.wrong("weights", f"name “{strange[0]}”, which is no node of the tree")


@dataclass(frozen=True)
class WeighByData(Declared, name="weigh-by-data"):
    """Leaf weights from the normalised figures, which must all be there: impute first."""

    by: Entropy | Critic | Merec | PrincipalComponents

    def __post_init__(self) -> None:
        if not isinstance(self.by, Entropy | Critic | Merec | PrincipalComponents):
            raise self.wrong("by", "must be entropy, critic, merec or principal-components")

    def __call__(self, tree: Tree, values: Floats) -> Floats:
        """(..., N) raw weights."""
        return node_weights(tree, self.by(values).weights)


Way = str | tuple[str, float | None]


@dataclass(frozen=True)
class Aggregate(Declared, name="aggregate"):
    """How nodes bring their children together, in place of what the table says: `everywhere`, and
    by node. A way is `"geometric"`, or with its exponent `("power", -2)` (`decide.Node`)."""

    everywhere: Way | None = None
    nodes: Mapping[str, Way] = field(default_factory=dict)

    def __call__(self, tree: Tree) -> Tree:
        """The tree so changed; raises `ParameterError` for a node that does not exist or has no
        children, or a way that does not."""
        strange = [id_ for id_ in self.nodes if not (id_ in tree.index and tree.children(id_))]
        if strange:
            raise self.wrong("nodes", f"name “{strange[0]}”, which is no node with children")
        nodes = []
        for node in tree.given:
            way = self.nodes.get(node.id, self.everywhere) if tree.children(node.id) else None
            if way is not None:
                aggregate, exponent = (way, None) if isinstance(way, str) else way
                node = replace(node, aggregate=aggregate, exponent=exponent)
            nodes.append(node)
        try:
            return Tree.of(nodes)
        except TreeError as error:
            raise ParameterError(f"{self.name}: {error}") from error


@dataclass(frozen=True)
class Judge(Declared, name="judge"):
    """The lowest scores of the verdicts active and reactive (`decide.verdicts`)."""

    active: float
    reactive: float

    def __post_init__(self) -> None:
        try:
            verdicts(0.0, self.thresholds)
        except ValueError as error:
            raise ParameterError(f"{self.name}: {error}") from error

    @property
    def thresholds(self) -> Mapping[str, float]:
        return {"active": self.active, "reactive": self.reactive}

    def __call__(self, scores: Floats) -> NDArray[np.str_]:
        return verdicts(scores, self.thresholds)
