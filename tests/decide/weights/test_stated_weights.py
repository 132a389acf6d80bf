"""Points, swings, orders, comparisons in pairs, and the best-worst method."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import minimize

from windroos.decide import Node, Tree, read, score
from windroos.decide.weights import (
    Ahp,
    BestWorst,
    Direct,
    RankOrder,
    Swing,
    ahp,
    ahp_cells,
    ahp_tree,
    best_worst,
    direct,
    pairwise,
    rank_order,
    swing,
)

NAN = float("nan")
EXAMPLES = settings(max_examples=25, deadline=None)


def case(shared: Path, name: str) -> dict:
    return json.loads((shared / "cases" / "decide" / f"{name}.json").read_text("utf-8"))


def close(actual: object, expected: object, atol: float = 1e-12) -> None:
    np.testing.assert_allclose(np.asarray(actual), np.asarray(expected), rtol=0, atol=atol)


# Points, swings, orders


def test_points_and_swings_are_shared_out() -> None:
    close(direct([3, 1, 0]), [0.75, 0.25, 0])
    close(direct([[60, 40], [25, 75]], Direct(budget=100)), [[0.6, 0.4], [0.25, 0.75]])
    close(swing([10, 5, 5], Swing(most=10)), [0.5, 0.25, 0.25])


@pytest.mark.parametrize(
    ("function", "judgements", "message"),
    [
        (Direct(budget=100), [60, 30], "add up to 90, not to 100"),
        (Direct(), [60, -1], "negative"),
        (Direct(), [0, 0], "add up to 0"),
        (Direct(), [60, NAN], "criterion 2 has none"),
        (Swing(), [80, 60], "greatest swing is 80, not 100"),
        (Swing(), [120, 60], "greatest swing is 120, not 100"),
        (RankOrder(), [1, NAN], "Criterion 2 has no place"),
    ],
)
def test_what_people_did_not_state_is_told(function, judgements, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        function(judgements)


@pytest.mark.parametrize(
    ("formula", "weights"),
    [
        # (1 + 1/2 + 1/3 + 1/4) / 4 = 25/48, (1/2 + 1/3 + 1/4) / 4 = 13/48, 7/48, 3/48
        ("centroid", [25 / 48, 13 / 48, 7 / 48, 3 / 48]),
        ("sum", [0.4, 0.3, 0.2, 0.1]),
        # 1, 1/2, 1/3 and 1/4 of their sum, 25/12
        ("reciprocal", [12 / 25, 6 / 25, 4 / 25, 3 / 25]),
    ],
)
def test_weights_of_an_order_of_four(formula: str, weights: list[float]) -> None:
    """The formulas that Barron and Barrett 1996, Management Science 42(11), 1515-1523, compare."""
    close(rank_order([1, 2, 3, 4], RankOrder(formula)), weights)
    close(rank_order([3, 1, 4, 2], RankOrder(formula)), np.array(weights)[[2, 0, 3, 1]])


def test_the_centroid_is_the_mean_of_all_weights_in_that_order() -> None:
    """Its definition, drawn: uniform weights on the simplex, put in order."""
    drawn = np.random.default_rng(3).dirichlet(np.ones(5), 200_000)
    close(rank_order([1, 2, 3, 4, 5]), np.sort(drawn, axis=1)[:, ::-1].mean(axis=0), 1e-3)


def test_ties_share_their_places() -> None:
    first, second, third = rank_order([1, 2, 3])
    close(rank_order([1, 1, 3]), [(first + second) / 2, (first + second) / 2, third])
    close(rank_order([1, 1, 2]), rank_order([1, 1, 3]))
    close(rank_order([7, 7, 7]), [1 / 3] * 3)


@given(arrays(np.float64, (3, 5), elements=st.integers(1, 5).map(float)), st.permutations(range(5)))
@EXAMPLES
def test_orders_of_many(places: np.ndarray, order: list[int]) -> None:
    for formula in ("centroid", "sum", "reciprocal"):
        weights = rank_order(places, RankOrder(formula))
        close(weights.sum(axis=-1), np.ones(3))
        close(rank_order(places[:, order], RankOrder(formula)), weights[:, order])
        close(weights, [rank_order(one, RankOrder(formula)) for one in places])
        higher = places[:, :, None] < places[:, None, :]
        assert np.all((weights[:, :, None] > weights[:, None, :])[higher])


# Comparisons in pairs


def test_drinks_of_saaty_2008(shared: Path) -> None:
    given_ = case(shared, "10_ahp_saaty_drinks_2008")
    result, expected = ahp(given_["matrix"]), given_["expected"]
    close(result.weights, [expected["weights"][c] for c in given_["criteria"]], 1e-3)
    assert result.random_index == 1.32
    assert result.consistency_ratio == pytest.approx(
        expected["consistency_ratio"], abs=expected["tolerance"]
    )


def test_car_of_wikipedia(shared: Path) -> None:
    given_ = case(shared, "11_ahp_hierarchy_wikipedia_car")
    tables, expected = given_["matrix"], given_["expected"]
    nodes = [Node("Criteria", None)]
    for parent, table in tables["criteria_tree"].items():
        nodes += [Node(child, parent) for child in table["children"]]
    tree = Tree.of(nodes)
    weights = ahp_tree(
        tree, {id_: pairwise(table["upper"]) for id_, table in tables["criteria_tree"].items()}
    )
    criteria = expected["criteria_weights"]
    close(weights.weights[[tree.index[c] for c in criteria]], list(criteria.values()), 1e-3)
    by_leaf = {leaf: pairwise(upper) for leaf, upper in tables["alternatives_by_leaf"].items()}
    cells = ahp_cells(tree, by_leaf, parameters=Ahp(greatest_ratio=None))
    scores = score(tree, cells, weights.weights).value
    close(scores, [expected["scores"][a] for a in given_["alternatives"]], expected["tolerance"])
    close(cells @ weights.leaf_weights, scores)
    assert ahp_cells(tree, by_leaf, "ideal", Ahp(greatest_ratio=None)).max(axis=0).tolist() == [
        1.0
    ] * len(tree.leaves)


def test_a_tree_of_comparisons_is_checked() -> None:
    tree = Tree.of([Node("r", None), Node("a", "r"), Node("b", "r"), Node("c", "b")])
    with pytest.raises(ValueError, match="children of 'r' are not compared"):
        ahp_tree(tree, {})
    with pytest.raises(ValueError, match="'b' has no two children"):
        ahp_tree(tree, {"r": pairwise([2]), "b": [[1]]})
    with pytest.raises(ValueError, match="At 'r' comparisons have shape"):
        ahp_tree(tree, {"r": pairwise([2, 2, 2])})
    with pytest.raises(ValueError, match="At 'r': The comparison of 1 with 2 is missing"):
        ahp_tree(tree, {"r": [[1, NAN], [0.5, 1]]})
    with pytest.raises(ValueError, match="On leaf 'c' the alternatives are not compared"):
        ahp_cells(tree, {"a": pairwise([2])})
    with pytest.raises(ValueError, match="'z' is no leaf"):
        ahp_cells(tree, {"a": pairwise([2]), "c": pairwise([2]), "z": pairwise([2])})
    close(ahp_tree(tree, {"r": pairwise([[3], [1]])}).leaf_weights, [[0.75, 0.25], [0.5, 0.5]])


@pytest.mark.parametrize(
    ("matrix", "message"),
    [
        ([[1, 2], [NAN, 1]], "comparison of 2 with 1 is missing"),
        ([[1, 0], [2, 1]], "comparison of 1 with 2 is not a number above 0"),
        ([[1, float("inf")], [0, 1]], "comparison of 1 with 2 is not a number above 0"),
        ([[1, 2], [2, 1]], "comparison of 1 with 2 is not the reciprocal"),
        ([[1, 2], [0.5, 3]], "comparison of 2 with 2 is not 1"),
        ([[1, 2, 3]], "each of the n things against each"),
        (np.ones((16, 16)), "goes to 15"),
        (pairwise([9, 1 / 9, 9]), "contradict each other: the consistency ratio is"),
    ],
)
def test_comparisons_that_cannot_be_are_told(matrix: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        ahp(matrix)


def test_the_comparison_at_fault_is_named() -> None:
    """Weights 8, 4, 2, 1 compared well, but for 1 against 4: the others say about 8, not 1."""
    with pytest.raises(ValueError, match=r"Look first at (1 against 4|4 against 1)"):
        ahp(pairwise([2, 4, 1 / 4, 2, 4, 2]))


def test_two_things_cannot_contradict() -> None:
    result = ahp([[1, 9], [1 / 9, 1]])
    close(result.weights, [0.9, 0.1])
    assert (result.consistency_index, result.consistency_ratio) == (0, 0)
    close(ahp([[1, 3], [0.33, 1]]).weights, [0.75, 0.25], 2e-3)
    close(ahp([[1]]).weights, [1])
    with pytest.raises(ValueError, match="2 comparisons do not fill"):
        pairwise([2, 3])


@given(arrays(np.float64, (2, 5), elements=st.floats(0.1, 9)), st.permutations(range(5)))
@EXAMPLES
def test_consistent_comparisons_give_the_weights_back(w: np.ndarray, order: list[int]) -> None:
    result = ahp(w[:, :, None] / w[:, None, :])
    close(result.weights, w / w.sum(axis=1, keepdims=True), 1e-9)
    close(result.consistency_ratio, [0, 0], 1e-9)
    moved = w[:, order]
    close(ahp(moved[:, :, None] / moved[:, None, :]).weights, result.weights[:, order], 1e-9)


# Best and worst


def test_example_of_rezaei_2015(shared: Path) -> None:
    given_ = case(shared, "12_bwm_rezaei_2015")
    judged = given_["matrix"]["best_to_others"], given_["matrix"]["others_to_worst"]
    expected, derived = given_["expected"], given_["expected_derived"]
    result = best_worst(*judged, BestWorst(model="nonlinear"))
    close(result.weights, expected["weights"], expected["tolerance"])
    close(result.deviation, expected["xi"], expected["tolerance"])
    close(result.deviation, derived["nonlinear_xi_precise"], 1e-6)
    close(result.weights, derived["nonlinear_weights_precise"], 1e-6)
    close(result.consistency_ratio, 0.2583 / 4.47, 1e-4)  # the index is 4.47 for a_BW = 8
    close(result.lowest, result.highest, 1e-9)  # three criteria: one optimum
    linear = best_worst(*judged)
    close(linear.weights, derived["linear_model"]["weights"], 1e-9)
    close(linear.deviation, derived["linear_model"]["xi"], 1e-9)


@pytest.mark.parametrize(
    ("most", "index"),
    [(1, 0), (2, 0.44), (3, 1), (4, 1.63), (5, 2.3), (6, 3), (7, 3.73), (8, 4.47), (9, 5.23)],
)
def test_consistency_index_of_rezaei_2015(most: int, index: float) -> None:
    """His table of the greatest xi, reached where a third criterion is a_BW from both."""
    result = best_worst([1, most, most], [most, 1, most], BestWorst(model="nonlinear"))
    close(result.deviation, index, 5e-3)
    close(result.consistency_ratio, float(most > 1), 1e-9)
    close(result.input_ratio, float(most > 1))


@st.composite
def judgements(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    most, n = draw(st.integers(2, 9)), draw(st.integers(2, 6))
    others = arrays(np.float64, n - 2, elements=st.integers(1, most).map(float))
    best = np.concatenate(([1, most], draw(others)))
    worst = np.concatenate(([most, 1], draw(others)))
    return best, worst


@given(judgements())
@settings(max_examples=15, deadline=None)
def test_no_weights_do_better(judged: tuple[np.ndarray, np.ndarray]) -> None:
    best, worst = judged
    result = best_worst(*judged, BestWorst(model="nonlinear"))

    def off(w: np.ndarray) -> float:
        from_best, to_worst = np.abs(w[0] / w - best), np.abs(w / w[1] - worst)
        return max(from_best[1:].max(), to_worst[0], *to_worst[2:])

    close(result.weights.sum(), 1)
    assert np.all(result.lowest <= result.highest)
    random = np.random.default_rng(1)
    near = result.weights * np.exp(random.normal(0, 0.1, (200, len(best))))
    assert min(off(w) for w in near) >= result.deviation - 1e-9
    if len(best) == 3:  # one optimum: the weights reach it
        assert off(result.weights) == pytest.approx(result.deviation, abs=1e-7)
    found = minimize(
        lambda v: off(np.exp(np.append(v, 0))),
        np.log(result.weights[:-1] / result.weights[-1]),
        method="Nelder-Mead",
        options={"maxiter": 100},
    )
    assert found.fun >= result.deviation - 1e-9
    linear = best_worst(*judged)
    w = linear.weights
    gaps = np.append(w[0] - best * w, w - worst * w[1])
    close(np.abs(gaps).max(), linear.deviation, 1e-9)


@given(judgements(), st.randoms())
@settings(max_examples=15, deadline=None)
def test_the_order_of_criteria_does_not_matter(judged, random) -> None:
    best, worst = judged
    # Who is the best and who the worst must follow from the answers.
    assume(np.sum((best == 1) & (worst == best.max())) == 1)
    assume(np.sum((worst == 1) & (best == best.max())) == 1)
    order = list(range(len(judged[0])))
    random.shuffle(order)
    for model in ("linear", "nonlinear"):
        one = best_worst(judged[0], judged[1], BestWorst(model))
        two = best_worst(judged[0][order], judged[1][order], BestWorst(model))
        close(two.weights, one.weights[order], 1e-7)
        both = best_worst([judged[0]] * 2, [judged[1]] * 2, BestWorst(model))
        close(both.weights, [one.weights] * 2, 1e-12)
        close(both.deviation, [one.deviation] * 2, 1e-12)


@given(arrays(np.float64, 5, elements=st.floats(1, 9)))
@EXAMPLES
def test_consistent_judgements_give_the_weights_back(w: np.ndarray) -> None:
    for model in ("linear", "nonlinear"):
        result = best_worst(w.max() / w, w / w.min(), BestWorst(model))
        close(result.weights, w / w.sum(), 1e-6)
        close(result.deviation, 0, 1e-6)


@pytest.mark.parametrize(
    ("best", "worst", "message"),
    [
        ([1, 2], [2, 1, 3], "one for each"),
        ([1, NAN], [2, 1], "of the best with criterion 2 is missing"),
        ([1, 2], [2, 0.5], "with the worst of criterion 2 is missing or below 1"),
        ([2, 3], [3, 1], "compared with themselves as 1"),
        ([1, 4, 2], [5, 1, 2], "differs between the two lists: 4 and 5"),
        ([1, 4, 8], [4, 1, 2], "not the best and the worst"),
    ],
)
def test_best_and_worst_that_cannot_be_are_told(best, worst, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        best_worst(best, worst)


@pytest.mark.parametrize("method", [Direct(100), Swing(), RankOrder("sum"), Ahp(None), BestWorst()])
def test_parameters_are_written_down_and_read_back(method) -> None:
    assert read(json.loads(json.dumps(method.as_dict()))) == method
