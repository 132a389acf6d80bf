"""Weights on the tree, written as node weights and as leaf weights."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from windroos.decide import Node, ParameterError, Tree, score
from windroos.decide.flat import leaf_weights, node_weights
from windroos.decide.robustness import (
    AroundPoint,
    Constrained,
    FixedWeights,
    FlatWeights,
    TreeScorer,
    TreeWeights,
    WholeSimplex,
)

NODES = [
    Node("root", None),
    Node("a", "root", 3),
    Node("a1", "a", 1),
    Node("a2", "a", 3),
    Node("b", "root", 1),
]


def tree(aggregate: str = "arithmetic") -> Tree:
    return Tree.of([Node(n.id, n.parent, n.weight, aggregate) for n in NODES])


def test_leaf_weights_are_products_down_the_tree() -> None:
    assert leaf_weights(tree(), tree().weights) == pytest.approx([3 / 16, 9 / 16, 1 / 4])


def test_node_weights_say_the_same_as_the_leaf_weights_they_come_from() -> None:
    leaves = np.array([[0.2, 0.3, 0.5], [0.0, 0.0, 1.0]])
    raw = node_weights(tree(), leaves)
    assert leaf_weights(tree(), raw) == pytest.approx(leaves)


def test_children_of_every_node_are_drawn_by_their_own_space() -> None:
    space = TreeWeights(AroundPoint(spread=0.1), {"a": FixedWeights((0.2, 0.8))})
    raw = space.draw(np.random.default_rng(0), 500, tree())
    index = tree().index
    assert (raw[:, index["a1"]] == 0.2).all()
    ratio = raw[:, index["a"]] / raw[:, index["b"]]
    assert ratio.min() >= 3 * 0.9 / 1.1
    assert ratio.max() <= 3 * 1.1 / 0.9
    assert raw[:, index["a"]].std() > 0


def test_flat_weights_ignore_the_branches() -> None:
    raw = FlatWeights(WholeSimplex()).draw(np.random.default_rng(0), 20_000, tree())
    assert leaf_weights(tree(), raw).mean(axis=0) == pytest.approx([1 / 3] * 3, abs=0.01)
    # On the tree branch a, with two leaves, gets half.
    raw = TreeWeights().draw(np.random.default_rng(0), 20_000, tree())
    assert leaf_weights(tree(), raw).mean(axis=0) == pytest.approx([1 / 4, 1 / 4, 1 / 2], abs=0.01)


def test_a_space_for_a_node_that_is_no_branch_is_refused() -> None:
    with pytest.raises(ParameterError, match="“b”"):
        TreeWeights(nodes={"b": WholeSimplex()}).draw(np.random.default_rng(0), 2, tree())
    with pytest.raises(ParameterError, match="cannot be met"):
        TreeWeights(Constrained(lower=0.7)).draw(np.random.default_rng(0), 2, tree())


@given(st.integers(0, 2**32 - 1), st.sampled_from(["arithmetic", "geometric"]))
@settings(max_examples=40, deadline=None)
def test_the_scorer_of_a_tree_gives_its_score(seed: int, aggregate: str) -> None:
    rng = np.random.default_rng(seed)
    it = tree(aggregate)
    cells = rng.random((4, 3)).round(1)
    cells[rng.random((4, 3)) < 0.3] = np.nan
    raw = TreeWeights().draw(rng, 5, it)
    scored = TreeScorer(it)(leaf_weights(it, raw), cells)
    assert scored == pytest.approx(score(it, cells, raw).value, abs=1e-12, nan_ok=True)
    many = TreeScorer(it)(leaf_weights(it, raw), np.tile(cells, (5, 1, 1)))
    assert many == pytest.approx(scored, abs=1e-12, nan_ok=True)
