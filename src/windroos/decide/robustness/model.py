"""A problem with all that is not certain about it: weights, values and method."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from windroos.decide.aggregate import score
from windroos.decide.flat import leaf_weights, node_weights
from windroos.decide.tree import Tree
from windroos.decide.verdict import verdicts

from .sampling import Chunk, chunk_size
from .tree_weights import TreeSpace, TreeWeights
from .value_spaces import Values
from .weight_spaces import WeightSpace

Floats = NDArray[np.float64]


class Scorer(Protocol):
    """Any method: (n, L) weights that add up to one and values, (A, L) or (n, A, L), to (n, A)
    scores of which more is better, NaN for none."""

    def __call__(self, weights: Floats, values: Floats, /) -> Floats: ...


@dataclass(frozen=True)
class TreeScorer:
    """The score of a tree, as `decide.score` has it, from leaf weights.

    In a tree that is arithmetic throughout a score is a ratio of two products: with K = 1 where a
    cell is known, W (V K)' / W K'. So it is worked out then.
    """

    tree: Tree

    @cached_property
    def linear(self) -> bool:
        return self.tree.linear

    def __call__(self, weights: Floats, values: Floats, /) -> Floats:
        if not self.linear:
            return score(self.tree, values, node_weights(self.tree, weights)).value
        outside = (values < 0) | (values > 1)
        if outside.any():
            raise ValueError(f"A cell has value {values[outside][0]}: values lie in [0, 1].")
        unknown = np.isnan(values)
        if not unknown.any():
            return _products(weights, values)
        reached = _products(weights, (~unknown).astype(np.float64))
        with np.errstate(invalid="ignore"):
            return _products(weights, np.where(unknown, 0.0, values)) / np.where(
                reached > 0, reached, np.nan
            )


@dataclass(frozen=True)
class Method:
    """One way to score and to judge, taken with a chance in proportion to `probability`.

    `thresholds` are those of `decide.verdicts`. `values` are the cells as this method has them,
    where that is another normalisation than the model's; it must have as many uncertain cells.
    `linear` says that the scorer, given exact values, holds no more than (n, A) numbers, so that
    more samples fit in a chunk.
    """

    label: str
    scorer: Scorer
    thresholds: Mapping[str, float] | None = None
    values: Values | None = None
    probability: float = 1.0
    linear: bool = False

    @classmethod
    def of_tree(
        cls,
        label: str,
        tree: Tree,
        thresholds: Mapping[str, float] | None = None,
        values: Values | None = None,
        probability: float = 1.0,
    ) -> Method:
        scorer = TreeScorer(tree)
        return cls(label, scorer, thresholds, values, probability, scorer.linear)


@dataclass(frozen=True, eq=False)
class Filled:
    """Cells of the samples that take one method."""

    method: Method
    rows: NDArray[np.bool_]
    """(n,) which samples those are."""
    cells: Floats
    """(A, L) where all is exact, else (samples of this method, A, L)."""


@dataclass(frozen=True, eq=False)
class Model:
    """What samples are drawn of.

    `weights` is a space of leaf weights, or with `tree` a space on that tree. Of several methods
    each sample takes one. Raises `ValueError` where the parts do not fit together.
    """

    weights: WeightSpace | TreeSpace
    values: Values
    methods: Sequence[Method]
    tree: Tree | None = None

    def __post_init__(self) -> None:
        if not self.methods:
            raise ValueError("A model needs a method.")
        if isinstance(self.weights, TreeSpace) != (self.tree is not None):
            raise ValueError("Give a tree with a space of weights on a tree, and only then.")
        if self.tree is not None and len(self.tree.leaves) != self.values.shape[1]:
            raise ValueError(
                f"The tree has {len(self.tree.leaves)} leaves, and the cells {self.values.shape[1]}"
            )
        for method in self.methods:
            other = method.values or self.values
            if (other.shape, len(other.cells)) != (self.values.shape, len(self.values.cells)):
                raise ValueError(
                    f"The values of method “{method.label}” are not those of the model."
                )
            if method.thresholds is not None:
                verdicts(0.0, method.thresholds)  # tells what is wrong with them
        chances = [method.probability for method in self.methods]
        if not (min(chances) >= 0 and 0 < sum(chances) < np.inf):
            raise ValueError(
                f"The chances of the methods are 0 or more, and one counts: {chances}."
            )
        if len({method.thresholds is None for method in self.methods}) > 1:
            raise ValueError("Give thresholds for every method, or for none.")

    @classmethod
    def of_tree(
        cls,
        tree: Tree,
        weights: TreeSpace,
        values: Values | ArrayLike,
        thresholds: Mapping[str, float] | None = None,
    ) -> Model:
        """A tree of which the method is certain."""
        cells = values if isinstance(values, Values) else Values(values)
        return cls(weights, cells, (Method.of_tree("tree", tree, thresholds),), tree)

    @property
    def alternatives(self) -> int:
        return self.values.shape[0]

    @property
    def criteria(self) -> int:
        return self.values.shape[1]

    @property
    def exact(self) -> bool:
        """Whether nothing but the weights is uncertain."""
        return len(self.methods) == 1 and not len(self.values.cells)

    @property
    def drawn_by_node(self) -> bool:
        """Whether the weights beneath each node are drawn apart from those of other nodes."""
        return isinstance(self.weights, TreeWeights)

    @cached_property
    def judged(self) -> bool:
        """Whether the methods have thresholds."""
        return self.methods[0].thresholds is not None

    @cached_property
    def chunk(self) -> int:
        """Samples to a chunk."""
        small = not len(self.values.cells) and all(method.linear for method in self.methods)
        return chunk_size(self.alternatives, self.criteria, dense=not small)

    def draw_weights(self, chunk: Chunk, stream: int) -> Floats:
        """(n, L) leaf weights, or (n, N) node weights where there is a tree."""
        rng = chunk.stream(stream)
        if self.tree is not None:
            assert isinstance(self.weights, TreeSpace)
            return self.weights.draw(rng, chunk.size, self.tree)
        assert isinstance(self.weights, WeightSpace)
        return self.weights.draw(rng, chunk.size, self.criteria)

    def leaves(self, weights: Floats) -> Floats:
        """(n, L) leaf weights of what `draw_weights` drew."""
        return weights if self.tree is None else leaf_weights(self.tree, weights)

    def draw_levels(self, chunk: Chunk, stream: int) -> Floats:
        """(n, M) levels of the uncertain cells."""
        count = len(self.values.cells)
        return (
            chunk.stream(stream).random((chunk.size, count)) if count else np.empty((chunk.size, 0))
        )

    def draw_methods(self, chunk: Chunk, stream: int) -> NDArray[np.intp]:
        """(n,) the number of the method each sample takes."""
        if len(self.methods) == 1:
            return np.zeros(chunk.size, dtype=np.intp)
        chances = np.array([method.probability for method in self.methods])
        upto = chances.cumsum() / chances.sum()
        return np.searchsorted(upto, chunk.stream(stream).random(chunk.size), side="right")

    def scores(self, leaves: Floats, levels: Floats, taken: NDArray[np.intp]) -> Floats:
        """(n, A) scores at drawn leaf weights, levels and methods."""
        return self.score(leaves, self.filled(levels, taken))

    def filled(self, levels: Floats, taken: NDArray[np.intp]) -> list[Filled]:
        """The cells at drawn levels, by method; to be scored once or more often."""
        parts = []
        for number, method in enumerate(self.methods):
            rows = taken == number
            if rows.any():
                values = method.values or self.values
                cells = values.fill(levels[rows]) if levels.shape[1] else values.known
                parts.append(Filled(method, rows, cells))
        return parts

    def score(self, leaves: Floats, filled: Sequence[Filled]) -> Floats:
        """(n, A) scores at leaf weights of cells that `filled` gave."""
        scores = np.empty((len(leaves), self.alternatives))
        for part in filled:
            weights = leaves if part.rows.all() else leaves[part.rows]
            given = np.asarray(part.method.scorer(weights, part.cells), dtype=np.float64)
            if given.shape != (len(weights), self.alternatives):
                raise ValueError(
                    f"Method “{part.method.label}” gave scores of shape {given.shape}: expected "
                    f"{(len(weights), self.alternatives)}."
                )
            if len(filled) == 1:
                return given
            scores[part.rows] = given
        return scores

    def thresholds(self, taken: NDArray[np.intp]) -> tuple[Floats, Floats]:
        """(n, 1) or (1, 1): the lowest score of active and of reactive for each sample."""
        ends = []
        for effort in ("active", "reactive"):
            given = [(method.thresholds or {})[effort] for method in self.methods]
            ends.append(np.array(given)[taken if len(given) > 1 else [0]][:, None])
        return ends[0], ends[1]


def _products(weights: Floats, values: Floats) -> Floats:
    """(n, A) sums of weights times values, which are (A, L) or (n, A, L)."""
    if values.ndim == 2:
        return weights @ values.T
    return (values @ weights[..., None])[..., 0]
