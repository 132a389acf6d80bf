"""The smallest changes that flip a verdict: by hand, and no smaller one on a grid does."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from scipy.optimize import linprog
from tests.decide.explanation.cases import EXAMPLES, THRESHOLDS, TWO, nested, problems

from windroos.decide import EFFORTS, Node, Tree, TreeError, score, verdicts
from windroos.decide.explanation import (
    joint_flips,
    joint_weights,
    leaf_flips,
    step_flips,
    weight_factors,
)

NAN = float("nan")
NONE, REACTIVE, ACTIVE = range(3)


def test_one_leaf_by_hand() -> None:
    """(2 a + b) / 3 with a = 0.5, b = 0.4 is 0.4667: for 0.6 a has to be 0.7 or b 0.8; below 0.4
    a below 0.4 or b below 0.2."""
    found = leaf_flips(TWO, [[0.5, 0.4]], THRESHOLDS)
    np.testing.assert_allclose(found.needed[0, ACTIVE], [0.7, 0.8], atol=1e-9)
    np.testing.assert_allclose(found.needed[0, NONE], [0.4, 0.2], atol=1e-9)
    assert np.isnan(found.needed[0, REACTIVE]).all()
    np.testing.assert_allclose(found.lowest[0, REACTIVE], [0.4, 0.2], atol=1e-9)


def test_a_leaf_that_cannot_do_it_alone_says_so_and_an_unknown_one_what_it_would_take() -> None:
    """Of (2 a + b) / 3 with a = 0.2, b counts for a third: at most 0.4667. With b unknown the
    score is a alone; with b known and a unknown it is b."""
    found = leaf_flips(TWO, [[0.2, NAN]], THRESHOLDS)
    np.testing.assert_allclose(found.needed[0, REACTIVE], [0.4, 0.8], atol=1e-9)
    np.testing.assert_allclose(found.needed[0, ACTIVE], [0.6, NAN], atol=1e-9)


def test_on_a_scale_a_leaf_takes_points_only() -> None:
    found = leaf_flips(TWO, [[0.5, 0.4]], THRESHOLDS, points={"themes": [0, 0.25, 0.5, 0.75, 1]})
    np.testing.assert_allclose(found.needed[0, ACTIVE], [0.75, 0.8], atol=1e-9)
    np.testing.assert_allclose(found.needed[0, NONE], [0.25, 0.2], atol=1e-9)


@pytest.mark.parametrize("aggregate", ["arithmetic", "geometric"])
@given(cells=problems(alternatives=2))
@settings(max_examples=6, deadline=None)
def test_the_values_of_a_leaf_with_a_verdict_are_those_of_a_grid(
    aggregate: str, cells: np.ndarray
) -> None:
    tree = nested(aggregate)
    found = leaf_flips(tree, cells, THRESHOLDS)
    grid = np.linspace(0, 1, 201)
    for leaf in range(5):
        tried = np.broadcast_to(cells, (len(grid), *cells.shape)).copy()
        tried[..., leaf] = grid[:, None]
        given_ = verdicts(score(tree, tried).value, THRESHOLDS)
        for row, verdict in itertools.product(range(2), range(3)):
            low, high = found.lowest[row, verdict, leaf], found.highest[row, verdict, leaf]
            inside = (grid >= low + 1e-9) & (grid <= high - 1e-9)
            outside = ~((grid >= low - 1e-9) & (grid <= high + 1e-9))
            assert (given_[inside, row] == EFFORTS[verdict]).all()
            assert (given_[outside, row] != EFFORTS[verdict]).all()


def test_joint_changes_by_hand() -> None:
    """The gap to 0.6 is 0.2 at (0.4, 0.4), weights 2/3 and 1/3. L1: a alone, by 0.3. L2: the change
    is 0.2 w / (w.w) = 0.2 (2/3, 1/3) / (5/9) = (0.24, 0.12)."""
    l1 = joint_flips(TWO, [[0.4, 0.4]], THRESHOLDS)
    np.testing.assert_allclose(l1.values[0, ACTIVE], [0.7, 0.4])
    np.testing.assert_allclose(l1.distance[0, ACTIVE], 0.3)
    l2 = joint_flips(TWO, [[0.4, 0.4]], THRESHOLDS, norm="l2")
    np.testing.assert_allclose(l2.values[0, ACTIVE], [0.64, 0.52])
    np.testing.assert_allclose(l2.distance[0, ACTIVE], np.hypot(0.24, 0.12))
    held = joint_flips(TWO, [[0.4, 0.4]], THRESHOLDS, fixed=["themes"])
    np.testing.assert_allclose(held.values[0, ACTIVE], [0.4, 1.0])
    assert l1.exact
    held = joint_flips(TWO, [[0.3, 0.4]], THRESHOLDS, fixed=["themes"])
    assert np.isnan(held.values[0, ACTIVE]).all()


@given(problems())
@EXAMPLES
def test_joint_changes_are_as_small_as_a_linear_programme_finds(cells: np.ndarray) -> None:
    tree = nested()
    found = joint_flips(tree, cells, THRESHOLDS)
    value = score(tree, cells).value
    shares = np.array([0.6 / 4, 0.6 / 2, 0.6 / 4, 0.4 / 4, 0.4 * 3 / 4])
    for row, line in enumerate(cells):
        known = ~np.isnan(line)
        if not known.any():
            assert np.isnan(found.distance[row]).all()
            continue
        w = shares[known] / shares[known].sum()
        now = verdicts(value[row], THRESHOLDS)
        for verdict, low, high in ((NONE, -1, 0.4), (REACTIVE, 0.4, 0.6), (ACTIVE, 0.6, 2)):
            if now == EFFORTS[verdict]:
                continue
            up = value[row] < low
            room = 1 - line[known] if up else line[known]
            gap = low - value[row] if up else value[row] - high
            best = linprog(np.ones_like(w), A_ub=[-w], b_ub=[-gap], bounds=[(0, r) for r in room])
            if best.status == 2:
                assert np.isnan(found.distance[row, verdict])
            else:
                np.testing.assert_allclose(found.distance[row, verdict], best.fun, atol=1e-8)
                after = score(tree, found.values[row, [verdict]]).value
                assert verdicts(after, THRESHOLDS)[0] == EFFORTS[verdict]


@pytest.mark.parametrize("aggregate", ["arithmetic", "geometric"])
@pytest.mark.parametrize("norm", ["l1", "l2"])
def test_no_smaller_joint_change_on_a_grid_flips(norm: str, aggregate: str) -> None:
    """Five cells by steps of a tenth from 0 to 1, all 161,051 of them."""
    tree = nested(aggregate)
    cells = np.array([[0.3, 0.5, 0.4, 0.6, 0.2]])
    grid = np.array(list(itertools.product(np.linspace(0, 1, 11), repeat=5)))
    given_ = verdicts(score(tree, grid).value, THRESHOLDS)
    change = grid - cells
    size = np.abs(change).sum(1) if norm == "l1" else np.sqrt((change**2).sum(1))
    found = joint_flips(tree, cells, THRESHOLDS, norm=norm)
    for verdict in (NONE, REACTIVE, ACTIVE):
        if np.isnan(found.distance[0, verdict]):
            continue
        smallest = size[given_ == EFFORTS[verdict]].min()
        assert found.distance[0, verdict] <= smallest + 1e-9
        assert found.distance[0, verdict] >= smallest - 0.2  # the width of the grid
        after = score(tree, found.values[:, verdict]).value
        assert verdicts(after, THRESHOLDS)[0] == EFFORTS[verdict]
    assert np.isfinite(found.distance[0]).sum() == 2


def test_whole_steps_by_hand() -> None:
    """(2 a + b) / 3 at a = b = 0.5 by quarters: one step of a gives 0.667; for none one step of a
    gives 0.333; at a = 0.25, b = 0 it takes three steps to 0.6: 0.75 + 0.25 b."""
    quarters = {"themes": np.linspace(0, 1, 5), "contacts": np.linspace(0, 1, 5)}
    found = step_flips(TWO, [[0.5, 0.5]], THRESHOLDS, points=quarters)
    assert found.steps[0, [NONE, ACTIVE]].tolist() == [1, 1]
    np.testing.assert_allclose(found.values[0, ACTIVE], [0.75, 0.5])
    found = step_flips(TWO, [[0.25, 0.0]], THRESHOLDS, points=quarters)
    assert found.steps[0, ACTIVE] == 3
    found = step_flips(TWO, [[0.0, 0.0]], THRESHOLDS, points=quarters, most=2)
    assert found.status[0].tolist() == ["", "beyond", "beyond"]
    found = step_flips(TWO, [[0.0, 0.0]], THRESHOLDS, points=quarters, fixed=["themes"])
    assert found.status[0].tolist() == ["", "none", "none"]


def test_steps_may_go_both_ways_towards_the_verdict_between() -> None:
    """Equal weights; a is 0 or 1, b 0.1 or 0.7. From (0, 0.7) at 0.35, up is a: 0.85, too high;
    with b one down it is 0.55."""
    tree = Tree.of([Node("r", None), Node("a", "r"), Node("b", "r")])
    found = step_flips(tree, [[0.0, 0.7]], THRESHOLDS, points={"a": [0, 1], "b": [0.1, 0.7]})
    assert found.steps[0, REACTIVE] == 2
    np.testing.assert_allclose(found.values[0, REACTIVE], [1, 0.1])


@given(problems(alternatives=1))
@settings(max_examples=15, deadline=None)
def test_no_fewer_steps_flip(cells: np.ndarray) -> None:
    tree = nested("geometric")
    ladder = np.linspace(0, 1, 3)
    cells = np.round(cells * 2) / 2
    found = step_flips(tree, cells, THRESHOLDS, points=dict.fromkeys(tree.leaves, ladder), most=3)
    known = ~np.isnan(cells[0])
    grid = np.array(list(itertools.product(ladder, repeat=5)))
    grid = np.unique(np.where(known, grid, NAN), axis=0)
    steps = np.nansum(np.abs(grid - cells) * 2, axis=1)
    given_ = verdicts(score(tree, grid).value, THRESHOLDS)
    now = verdicts(score(tree, cells).value, THRESHOLDS)[0]
    for verdict, name in enumerate(EFFORTS):
        if now in (name, ""):
            continue
        fewest = steps[given_ == name].min(initial=np.inf)
        if fewest <= 3:
            assert found.steps[0, verdict] == fewest
        else:
            assert found.status[0, verdict] in ("none", "beyond")


def test_a_factor_by_hand() -> None:
    """(0.9 f 2 + 0.3) / (2 f + 1) = 0.75: 0.3 f = 0.45, so themes have to count 1.5 times."""
    high = {"active": 0.75, "reactive": 0.4}
    found = weight_factors(TWO, [[0.9, 0.3]], high)
    np.testing.assert_allclose(found.factor[0, ACTIVE], [NAN, 1.5, 1 / 1.5], atol=1e-9)
    np.testing.assert_allclose(found.share[0, ACTIVE, 1], 0.75, atol=1e-9)
    assert np.isnan(found.factor[0, REACTIVE]).all()
    # (1.8 f + 0.3) / (2 f + 1) < 0.4: f < 0.1; both cells below 0.95: no weight gives it.
    np.testing.assert_allclose(found.factor[0, NONE, 1], 0.1, atol=1e-9)
    never = weight_factors(TWO, [[0.9, 0.3]], {"active": 0.95, "reactive": 0.4})
    assert np.isnan(never.factor[0, ACTIVE]).all()


@pytest.mark.parametrize("aggregate", ["arithmetic", "geometric"])
def test_a_factor_at_the_edge_of_a_verdict_is_found_in_any_tree(aggregate: str) -> None:
    """(2 f 0.45 + 0.1) / (2 f + 1) = 0.4: f = 3, in a tree that is searched as well."""
    tree = nested(aggregate)
    found = weight_factors(tree, [[NAN, 0.45, 0.1, NAN, NAN]], THRESHOLDS)
    np.testing.assert_allclose(found.factor[0, REACTIVE, tree.index["a1"]], 3, atol=1e-6)


@pytest.mark.parametrize("aggregate", ["arithmetic", "geometric"])
@given(cells=problems(alternatives=2))
@settings(max_examples=8, deadline=None)
def test_a_factor_flips_and_none_nearer_to_one_does(aggregate: str, cells: np.ndarray) -> None:
    tree = nested(aggregate)
    found = weight_factors(tree, cells, THRESHOLDS)
    now = verdicts(score(tree, cells).value, THRESHOLDS)
    logs = np.linspace(-6, 6, 241)
    for node in range(1, len(tree.ids)):
        weights = np.broadcast_to(tree.weights, (len(logs), len(tree.ids))).copy()
        weights[:, node] *= np.exp(logs)
        given_ = verdicts(score(tree, cells, weights).value, THRESHOLDS)
        for row, verdict in itertools.product(range(2), range(3)):
            if now[row] in (EFFORTS[verdict], ""):
                continue
            reach = np.abs(logs[given_[:, row] == EFFORTS[verdict]]).min(initial=np.inf)
            factor = found.factor[row, verdict, node]
            if np.isnan(factor):
                assert reach == np.inf
            else:
                changed = tree.weights.copy()
                changed[node] *= factor
                after = score(tree, cells[[row]], changed).value
                assert verdicts(after, THRESHOLDS)[0] == EFFORTS[verdict]
                with np.errstate(divide="ignore"):
                    assert abs(np.log(factor)) <= reach + 1e-6


@given(problems())
@EXAMPLES
def test_the_least_weight_to_shift_is_what_a_linear_programme_finds(cells: np.ndarray) -> None:
    tree = nested()
    found = joint_weights(tree, cells, THRESHOLDS)
    value = score(tree, cells).value
    present = np.array([0.6 / 4, 0.6 / 2, 0.6 / 4, 0.4 / 4, 0.4 * 3 / 4])
    n = len(present)
    for row, line in enumerate(cells):
        now = verdicts(value[row], THRESHOLDS)
        for verdict, low, high in ((NONE, -1, 0.4), (REACTIVE, 0.4, 0.6), (ACTIVE, 0.6, 2)):
            if now in (EFFORTS[verdict], ""):
                continue
            up = value[row] < low
            worth = np.nan_to_num(line - low if up else high - line)
            if np.nanmax(np.where(np.isnan(line), -1, worth)) < 1e-9:
                # No known cell beyond the threshold: at best on it, which only rising reaches.
                continue
            best = linprog(
                np.ones(2 * n),
                A_ub=[np.concatenate([-worth, worth])],
                b_ub=[present @ worth],
                A_eq=[np.concatenate([np.ones(n), -np.ones(n)])],
                b_eq=[0],
                bounds=[(0, None)] * n + [(0, p) for p in present],
            )
            np.testing.assert_allclose(found.distance[row, verdict], best.fun, atol=1e-8)
            after = score(tree, line[None], found.node_weights[row, verdict]).value
            assert verdicts(after, THRESHOLDS)[0] == EFFORTS[verdict]


def test_weights_shift_by_hand_and_some_may_not() -> None:
    """0.9 and 0.3 with weights 2/3 and 1/3; 0.75 asks for weights 3/4 and 1/4: 2 x 1/12 moves."""
    high = {"active": 0.75, "reactive": 0.4}
    found = joint_weights(TWO, [[0.9, 0.3]], high)
    np.testing.assert_allclose(found.leaf_weights[0, ACTIVE], [0.75, 0.25])
    np.testing.assert_allclose(found.distance[0, ACTIVE], 1 / 6)
    held = joint_weights(TWO, [[0.9, 0.3]], high, fixed=["contacts"])
    assert np.isnan(held.distance[0]).all()
    with pytest.raises(TreeError, match="no leaf 'elsewhere'"):
        joint_weights(TWO, [[0.9, 0.3]], high, fixed=["elsewhere"])


def test_a_search_over_weights_finds_a_shift_that_flips_and_no_much_smaller_one_does() -> None:
    tree = Tree.of([Node("r", None, 1, "geometric"), *(Node(id_, "r") for id_ in "abc")])
    cells = np.array([[0.9, 0.3, 0.5]])
    found = joint_weights(tree, cells, THRESHOLDS)
    grid = np.array([(a, b, 1 - a - b) for a in np.arange(101) / 100 for b in np.arange(101) / 100])
    grid = grid[grid[:, 2] >= -1e-12].clip(0)
    value = np.exp(grid @ np.log(cells[0]))
    size = np.abs(grid - 1 / 3).sum(axis=1)
    for verdict in (NONE, ACTIVE):
        smallest = size[verdicts(value, THRESHOLDS) == EFFORTS[verdict]].min()
        assert smallest - 0.04 <= found.distance[0, verdict] <= smallest + 1e-9
    assert not found.exact


def test_a_region_without_a_score_and_an_empty_band_have_no_flips() -> None:
    lost = [[NAN, NAN]]
    assert np.isnan(joint_flips(TWO, lost, THRESHOLDS).distance).all()
    assert np.isnan(joint_weights(TWO, lost, THRESHOLDS).distance).all()
    assert np.isnan(weight_factors(TWO, lost, THRESHOLDS).factor).all()
    equal = {"active": 0.5, "reactive": 0.5}
    assert np.isnan(joint_flips(TWO, [[0.2, 0.2]], equal).distance[0, REACTIVE])
    with pytest.raises(ValueError, match="norm"):
        joint_flips(TWO, [[0.2, 0.2]], equal, norm="l3")
