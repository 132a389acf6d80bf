"""Scores, bounds and contributions, computed by hand."""

import json
from pathlib import Path

import numpy as np
import pytest

from windroos.decide import Node, Tree, bounds, contributions, score

NAN = float("nan")

# A compass of two aspects: fit (weight 3) with leaves a (1) and b (3); contacts (1) with c, d.
NODES = [
    Node("root", None),
    Node("fit", "root", 3),
    Node("a", "fit", 1),
    Node("b", "fit", 3),
    Node("contacts", "root", 1),
    Node("c", "contacts", 1),
    Node("d", "contacts", 1),
]
SUM = Tree.of(NODES)
PRODUCT = Tree.of([Node(n.id, n.parent, n.weight, "geometric") for n in NODES])


def pair(aggregate: str, first: float = 1, second: float = 1) -> Tree:
    return Tree.of(
        [Node("r", None, aggregate=aggregate), Node("x", "r", first), Node("y", "r", second)]
    )


def close(actual: np.ndarray, expected: object) -> None:
    np.testing.assert_allclose(actual, np.asarray(expected), rtol=0, atol=1e-12)


def test_weighted_mean_up_the_tree() -> None:
    # fit = (1 * 0.4 + 3 * 0.8) / 4 = 0.7; contacts = (0.2 + 0.6) / 2 = 0.4
    # root = (3 * 0.7 + 1 * 0.4) / 4 = 0.625
    scores = score(SUM, [[0.4, 0.8, 0.2, 0.6]])
    close(scores.node_values, [[0.625, 0.7, 0.4, 0.8, 0.4, 0.2, 0.6]])
    close(scores.value, [0.625])
    assert scores.node_known.tolist() == [[1.0] * 7]


def test_a_half_known_child_counts_half() -> None:
    # c unknown: contacts = 0.6 with half its weight known, so it counts 1 * 0.5 beside fit's 3.
    # root = (3 * 0.7 + 0.5 * 0.6) / 3.5 = 2.4 / 3.5; known = (3 * 1 + 1 * 0.5) / 4 = 0.875
    scores = score(SUM, [[0.4, 0.8, NAN, 0.6]])
    close(scores.value, [2.4 / 3.5])
    close(scores.known, [0.875])
    close(scores.node_known, [[0.875, 1, 1, 1, 0.5, 0, 1]])
    # b unknown: fit = 0.4 with a quarter known; root = (0.75 * 0.4 + 1 * 0.4) / 1.75 = 0.4
    scores = score(SUM, [[0.4, NAN, 0.2, 0.6]])
    close(scores.value, [0.4])
    close(scores.known, [(0.75 + 1) / 4])


def test_an_arithmetic_tree_is_the_flat_mean_of_the_known_leaves() -> None:
    # Leaf weights in the whole: a 3/16, b 9/16, c 2/16, d 2/16. Known: a and d.
    close(score(SUM, [[0.4, NAN, NAN, 0.9]]).value, [(3 * 0.4 + 2 * 0.9) / 5])


def test_a_node_of_which_nothing_is_known_has_no_value() -> None:
    scores = score(SUM, [[0.4, 0.8, NAN, NAN], [NAN, NAN, NAN, NAN]])
    np.testing.assert_array_equal(scores.node_values[0, 4:], [NAN] * 3)
    close(scores.value[:1], [0.7])
    np.testing.assert_array_equal(scores.value[1], NAN)
    assert scores.known.tolist() == [0.75, 0.0]


def test_zero_is_a_value_and_unknown_is_not_zero() -> None:
    close(score(SUM, [[0, 0, 0, 0]]).value, [0])
    assert score(SUM, [[0, 0, 0, 0]]).known.tolist() == [1.0]
    close(score(pair("arithmetic"), [[0, 0.8], [NAN, 0.8]]).value, [0.4, 0.8])


def test_weighted_product_up_the_tree() -> None:
    # fit = 0.0625^(1/4) * 1^(3/4) = 0.5; contacts = sqrt(0.25 * 0.25) = 0.25
    # root = 0.5^(3/4) * 0.25^(1/4) = 2^-(0.75 + 0.5)
    scores = score(PRODUCT, [[0.0625, 1, 0.25, 0.25]])
    close(scores.node_values[0, [1, 4]], [0.5, 0.25])
    close(scores.value, [2**-1.25])
    # c unknown: contacts = 0.25 counting half: root = 0.5^(3/3.5) * 0.25^(0.5/3.5) = 2^-(4/3.5)
    close(score(PRODUCT, [[0.0625, 1, NAN, 0.25]]).value, [2 ** -(4 / 3.5)])


def test_one_zero_closes_a_geometric_node_unless_it_has_no_weight() -> None:
    assert score(pair("geometric", 0.01, 5), [[0, 1]]).value.tolist() == [0]
    assert score(pair("geometric", 0, 5), [[0, 1]]).value.tolist() == [1]


def test_arithmetic_and_geometric_in_one_tree() -> None:
    # The shape of the Human Development Index (UNDP, since 2014): the geometric mean of health,
    # education and income, education being the arithmetic mean of two. Cube root of
    # 0.8 * (0.6 + 1) / 2 * 0.8 = 0.8.
    hdi = Tree.of(
        [
            Node("hdi", None, aggregate="geometric"),
            Node("health", "hdi"),
            Node("education", "hdi"),
            Node("income", "hdi"),
            Node("mean-years", "education"),
            Node("expected-years", "education"),
        ]
    )
    assert hdi.leaves == ("health", "income", "mean-years", "expected-years")
    close(score(hdi, [[0.8, 0.8, 0.6, 1.0]]).value, [0.8])
    # Each third of 0.8; education's third split as 0.6 to 1.
    parts = contributions(hdi, [[0.8, 0.8, 0.6, 1.0]])[0]
    named = dict(zip(hdi.ids, parts, strict=True))
    close(named["education"], 0.8 / 3)
    close(named["mean-years"], 0.8 / 3 * 0.6 / 1.6)
    close(named["expected-years"], 0.8 / 3 * 1 / 1.6)


def test_full_marks_and_full_knowledge_are_exactly_one() -> None:
    # Thirds and tenths do not add up in floating point; the score must still not exceed 1.
    weights = [0.1, 0.2, 0.3, 1 / 3, 0.7, 1 / 7, 0.9, 1.1, 1.3, 0.01]
    for aggregate in ("arithmetic", "geometric"):
        nodes = [Node(f"n{i}", "r", weight) for i, weight in enumerate(weights)]
        scores = score(Tree.of([Node("r", None, 1, aggregate), *nodes]), [[1.0] * 10])
        assert scores.value.tolist() == [1.0]
        assert scores.known.tolist() == [1.0]


def test_published_weighted_sum(shared: Path) -> None:
    # Kracka, Brauers and Zavadskas (2010), Inzinerine Ekonomika 21(4), 352-359; scores as in
    # scikit-criteria, tests/agg/test_simple.py: costs as 1/x, then every column divided by its sum.
    case = json.loads((shared / "cases/decide/18_weighted_sum_kracka_2010.json").read_text())
    matrix, objectives = np.array(case["matrix"]), np.array(case["objectives"])
    gains = np.where(objectives > 0, matrix, 1 / matrix)
    cells = gains / gains.sum(axis=0)
    leaves = [Node(f"c{i}", "r", weight) for i, weight in enumerate(case["weights"])]
    value = score(Tree.of([Node("r", None), *leaves]), cells).value
    expected = case["expected"]
    np.testing.assert_allclose(value, expected["score"], atol=expected["tolerance"])
    ranks = (-value).argsort().argsort() + 1
    assert ranks.tolist() == expected["ranks"]


def test_weights_given_replace_those_of_the_tree() -> None:
    # ids: r, x, y. Two samples of weights, one region: (3 * 0.2 + 0.6) / 4 and y alone.
    value = score(pair("arithmetic"), [[0.2, 0.6]], [[1, 3, 1], [1, 0, 9]]).value
    close(value, [[0.3], [0.6]])


def test_sample_dimensions_of_values_and_weights_broadcast() -> None:
    rng = np.random.default_rng(1)
    values, weights = rng.random((5, 1, 2, 4)), rng.random((3, 7))
    assert score(SUM, values, weights).value.shape == (5, 3, 2)
    assert score(SUM, values, weights).node_values.shape == (5, 3, 2, 7)
    assert contributions(SUM, values, weights).shape == (5, 3, 2, 7)
    assert bounds(SUM, values, values, weights)[0].shape == (5, 3, 2)
    assert score(SUM, np.empty((0, 4))).value.shape == (0,)


def test_bounds_by_hand() -> None:
    # Leaf weights a 3/16, b 9/16, c 2/16, d 2/16; c unknown, b in [0.6, 0.8].
    low, high = bounds(SUM, [[0.4, 0.6, NAN, 0.6]], [[0.4, 0.8, NAN, 0.6]])
    close(low, [(3 * 0.4 + 9 * 0.6 + 0 + 2 * 0.6) / 16])
    close(high, [(3 * 0.4 + 9 * 0.8 + 2 + 2 * 0.6) / 16])
    # One end known: at least 0.5.
    low, high = bounds(pair("arithmetic"), [[0.5, 0.2]], [[NAN, 0.2]])
    close(np.array([low[0], high[0]]), [0.35, 0.6])
    # Geometric, equal weights: 0.25 known, the other anything: from 0 to sqrt(0.25).
    low, high = bounds(pair("geometric"), [[0.25, NAN]], [[0.25, NAN]])
    assert (low[0], high[0]) == (0.0, 0.5)


def test_nothing_known_is_bounded_by_zero_and_one() -> None:
    low, high = bounds(SUM, [[NAN] * 4], [[NAN] * 4])
    assert (low.tolist(), high.tolist()) == ([0], [1])


def test_an_unknown_leaf_without_weight_widens_nothing() -> None:
    low, high = bounds(pair("geometric", 0, 1), [[NAN, 0.3]], [[NAN, 0.3]])
    close(np.array([low[0], high[0]]), [0.3, 0.3])


def test_in_a_mixed_tree_the_score_may_lie_outside_its_bounds() -> None:
    # g is geometric over p = 0 and q unknown, so g is 0 whatever q is: the truth is (0 + 1) / 2.
    # The rule counts g for half, as half of it is known: (0.5 * 0 + 1 * 1) / 1.5.
    tree = Tree.of(
        [
            Node("r", None),
            Node("g", "r", aggregate="geometric"),
            Node("p", "g"),
            Node("q", "g"),
            Node("s", "r"),
        ]
    )
    cells = [[0, NAN, 1]]
    close(score(tree, cells).value, [2 / 3])
    low, high = bounds(tree, cells, cells)
    assert (low[0], high[0]) == (0.5, 0.5)


def test_contributions_by_hand() -> None:
    # root 0.625: fit 3/4 * 0.7 = 0.525 of which a 0.075 and b 0.45; contacts 1/4 * 0.4 = 0.1
    parts = contributions(SUM, [[0.4, 0.8, 0.2, 0.6]])
    close(parts, [[0.625, 0.525, 0.075, 0.45, 0.1, 0.025, 0.075]])
    # c unknown: weights 3 and 0.5 of 3.5
    parts = contributions(SUM, [[0.4, 0.8, NAN, 0.6]])
    close(parts[0, [0, 1, 4, 6]], np.array([2.4, 2.1, 0.3, 0.3]) / 3.5)
    np.testing.assert_array_equal(np.isnan(parts), [[0, 0, 0, 0, 0, 1, 0]])


def test_a_geometric_node_is_split_by_weight_not_in_equal_parts() -> None:
    # Aumann-Shapley: w_i f. sqrt-like with weights 3/4 and 1/4: f = 0.0625^0.25 = 0.5.
    parts = contributions(pair("geometric", 3, 1), [[1, 0.0625]])
    close(parts, [[0.5, 0.375, 0.125]])


def test_contributions_when_a_geometric_node_is_zero() -> None:
    parts = contributions(PRODUCT, [[0, 1, 0.25, 0.25]])
    assert parts.tolist() == [[0.0] * 7]


def test_contributions_below_an_arithmetic_node_of_zero() -> None:
    with np.errstate(all="raise"):
        parts = contributions(SUM, [[0, 0, 0.2, 0.6], [0, 0, 0, 0]])
    close(parts, [[0.1, 0, 0, 0, 0.1, 0.025, 0.075], [0] * 7])


def test_a_leaf_without_weight_contributes_nothing_and_poisons_nothing() -> None:
    for aggregate in ("arithmetic", "geometric"):
        tree = pair(aggregate, 0, 1)
        close(contributions(tree, [[0.9, 0.4]]), [[0.4, 0, 0.4]])
        close(contributions(tree, [[NAN, 0.4]])[0, [0, 2]], [0.4, 0.4])
        assert score(tree, [[NAN, 0.4]]).known.tolist() == [1.0]
        # What counts is unknown: there is no score, whatever the other leaf says.
        scores = score(tree, [[0.9, NAN]])
        np.testing.assert_array_equal(scores.node_values, [[NAN, 0.9, NAN]])
        np.testing.assert_array_equal(contributions(tree, [[0.9, NAN]]), [[NAN, 0, NAN]])


def test_a_tree_of_one_node() -> None:
    tree = Tree.of([Node("only", None)])
    np.testing.assert_array_equal(score(tree, [[0.3], [NAN]]).value, [0.3, NAN])
    np.testing.assert_array_equal(contributions(tree, [[0.3], [NAN]]), [[0.3], [NAN]])


def test_the_input_is_left_as_it_was() -> None:
    values, weights = np.array([[0.4, NAN, 0.2, 0.6]]), np.ones(7)
    before = values.copy()
    score(SUM, values, weights)
    contributions(SUM, values, weights)
    bounds(SUM, values, values, weights)
    np.testing.assert_array_equal(values, before)
    np.testing.assert_array_equal(weights, np.ones(7))


@pytest.mark.parametrize(
    ("values", "weights", "message"),
    [
        ([0.1, 0.2, 0.3, 0.4], None, r"shape \(4,\)"),
        ([[0.1, 0.2, 0.3]], None, "4 leaves"),
        ([[0.1, 0.2, 1.01, 0.4]], None, "Leaf 'c' has value 1.01"),
        ([[0.1, -0.2, 0.3, 0.4]], None, "Leaf 'b' has value -0.2"),
        ([[0.1, 0.2, 0.3, float("inf")]], None, "Leaf 'd' has value inf"),
        ([[0.1, 0.2, 0.3, 0.4]], [1, 1, 1], "7 nodes"),
        ([[0.1, 0.2, 0.3, 0.4]], 1.0, "7 nodes"),
        ([[0.1, 0.2, 0.3, 0.4]], [1, 1, 1, -1, 1, 1, 1], "Node 'b' has weight -1"),
        ([[0.1, 0.2, 0.3, 0.4]], [1, 1, 1, NAN, 1, 1, 1], "Node 'b' has weight nan"),
        ([[0.1, 0.2, 0.3, 0.4]], [1, 1, 1, float("inf"), 1, 1, 1], "Node 'b' has weight inf"),
        ([[0.1, 0.2, 0.3, 0.4]], [1, 1, 1, 1, 1, 0, 0], "children of node 'contacts'"),
    ],
)
def test_what_cannot_be_weighed_is_refused(values: object, weights: object, message: str) -> None:
    for function in (score, contributions):
        with pytest.raises(ValueError, match=message):
            function(SUM, values, weights)  # pyright: ignore[reportArgumentType]


def test_an_interval_upside_down_is_refused() -> None:
    with pytest.raises(ValueError, match="lower end above its upper end"):
        bounds(pair("arithmetic"), [[0.5, 0.6]], [[0.5, 0.5]])
    with pytest.raises(ValueError, match=r"Leaf 'x' has value 1\.5"):
        bounds(pair("arithmetic"), [[0.5, 0.6]], [[1.5, 0.7]])
