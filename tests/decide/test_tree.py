"""The criteria tree says what is wrong with it, and keeps its two orders."""

import numpy as np
import pytest

from windroos.decide import Node, Tree, TreeError

# Given with children before parents and the branches interleaved.
KOMPAS = [
    Node("trade", "contacts", 3),
    Node("themes", "innovation"),
    Node("compass", None, aggregate="geometric"),
    Node("innovation", "compass", 2),
    Node("posts", "contacts"),
    Node("contacts", "compass"),
    Node("level", "innovation", 0.5),
]


def test_ids_run_from_the_root_down_branch_by_branch() -> None:
    tree = Tree.of(KOMPAS)
    assert tree.ids == ("compass", "innovation", "themes", "level", "contacts", "trade", "posts")
    assert tuple(node.id for node in tree.nodes) == tree.ids
    assert tree.weights.tolist() == [1, 2, 1, 0.5, 1, 3, 1]
    assert [tree.index[id_] for id_ in tree.ids] == list(range(7))


def test_leaves_keep_the_order_given() -> None:
    assert Tree.of(KOMPAS).leaves == ("trade", "themes", "posts", "level")


def test_root_children_and_depth() -> None:
    tree = Tree.of(iter(KOMPAS))
    assert tree.root == "compass"
    assert tree.children("compass") == ("innovation", "contacts")
    assert tree.children("posts") == ()
    assert [tree.depth(id_) for id_ in ("compass", "contacts", "posts")] == [0, 1, 2]
    with pytest.raises(KeyError):
        tree.children("elsewhere")
    with pytest.raises(KeyError):
        tree.depth("elsewhere")


def test_a_single_node_is_root_and_leaf() -> None:
    tree = Tree.of([Node("only", None, weight=0)])
    assert (tree.root, tree.leaves, tree.depth("only")) == ("only", ("only",), 0)


def test_a_tree_may_be_deeper_than_the_recursion_limit() -> None:
    chain = [Node("n0", None)] + [Node(f"n{i}", f"n{i - 1}") for i in range(1, 3000)]
    tree = Tree.of(reversed(chain))
    assert tree.depth("n2999") == 2999
    assert tree.leaves == ("n2999",)


def test_a_tree_is_a_value() -> None:
    tree = Tree.of(KOMPAS)
    assert tree == Tree.of(KOMPAS)
    assert hash(tree) == hash(Tree.of(KOMPAS))
    assert tree != Tree.of(KOMPAS[:-1])
    with pytest.raises(ValueError, match="read-only"):
        tree.weights[0] = 5


@pytest.mark.parametrize(
    ("nodes", "message"),
    [
        ([Node("r", None), Node("a", "r"), Node("a", "r")], "'a' is given twice"),
        ([Node("r", None), Node("a", "x")], "'a' has parent 'x', which is not a node"),
        ([], "needs a root"),
        ([Node("r", None), Node("s", None)], "'r', 's'"),
        ([Node("a", "b"), Node("b", "a")], "'a' lies on a cycle"),
        ([Node("r", None), Node("a", "a")], "'a' lies on a cycle"),
        # c only hangs from the cycle of a and b: the node named is one of those on it.
        ([Node("r", None), Node("c", "b"), Node("b", "a"), Node("a", "b")], "'b' lies on a cycle"),
        ([Node("r", None), Node("a", "r", -1)], "'a' has weight -1"),
        ([Node("r", None), Node("a", "r", float("nan"))], "'a' has weight nan"),
        ([Node("r", None), Node("a", "r", float("inf"))], "'a' has weight inf"),
        ([Node("r", None), Node("a", "r", 0), Node("b", "r", 0)], "children of node 'r'"),
        ([Node("r", None), Node("a", "r", 1e308), Node("b", "r", 1e308)], "children of node 'r'"),
        ([Node("r", None, aggregate="median")], "'r' has aggregate 'median'"),
    ],
)
def test_what_is_no_tree_is_refused_and_the_node_named(nodes: list[Node], message: str) -> None:
    with pytest.raises(TreeError, match=message):
        Tree.of(nodes)


def test_a_tree_error_is_a_value_error() -> None:
    assert issubclass(TreeError, ValueError)


def test_no_way_round_the_checks() -> None:
    with pytest.raises(TreeError):
        Tree((Node("a", "a"),))


def test_a_weight_of_zero_is_allowed_beside_one_that_counts() -> None:
    tree = Tree.of([Node("r", None), Node("a", "r", 0), Node("b", "r", 2)])
    np.testing.assert_array_equal(tree.weights, [1, 0, 2])


@pytest.mark.parametrize(
    ("aggregate", "exponent", "linear"),
    [
        ("arithmetic", None, True),
        ("power", 1, True),
        ("owa", 1, True),
        ("geometric", None, False),
        ("owa", 2, False),
    ],
)
def test_a_tree_is_linear_where_every_node_is_a_weighted_mean(
    aggregate: str, exponent: float | None, linear: bool
) -> None:
    nodes = [Node("r", None), Node("a", "r", 1, aggregate, exponent), Node("b", "a")]
    assert Tree.of(nodes).linear is linear
