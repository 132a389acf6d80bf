"""What doubt is due to, where it can be worked out by hand."""

from dataclasses import fields

import numpy as np
import pytest

from windroos.decide import Node, Tree
from windroos.decide.robustness import (
    Doubt,
    FixedWeights,
    Interval,
    Method,
    Model,
    Sampling,
    TreeWeights,
    Unknown,
    Values,
    doubt,
)

NAN = float("nan")
TREE = Tree.of([Node("all", None), Node("a", "all"), Node("b", "all")])


def test_weights_and_values_split_the_variance_as_worked_out() -> None:
    """y = w a + (1 - w) u with w and u uniform. Given w the mean is w a + (1 - w) / 2, of variance
    (a - 1/2)^2 / 12; given u it is (a + u) / 2, of variance 1/48; E y = a/2 + 1/4 and
    E y^2 = a^2/3 + a/6 + 1/9."""
    a = 0.9
    variance = a**2 / 3 + a / 6 + 1 / 9 - (a / 2 + 1 / 4) ** 2
    first = np.array([(a - 0.5) ** 2 / 12, 1 / 48]) / variance
    values = Values([[a, NAN]], [Unknown([[False, True]])])
    found = doubt(Model.of_tree(TREE, TreeWeights(), values), Sampling(60_000, seed=1))
    assert [factor.kind for factor in found.factors] == ["weights", "values"]
    assert found.variance == pytest.approx([variance], rel=0.02)
    assert (np.abs(found.first[0] - first) <= 5 * found.first_error[0]).all()
    # With two factors what stays when the other is known is all but the other's first order.
    assert (np.abs(found.total[0] - (1 - first[::-1])) <= 5 * found.total_error[0]).all()
    assert found.verdict_doubt is None


def test_a_method_can_be_all_the_doubt_there_is() -> None:
    thresholds = {"active": 0.6, "reactive": 0.4}
    methods = [
        Method.of_tree("low", TREE, thresholds),
        Method.of_tree("high", TREE, thresholds, Values([[0.9, 0.9]])),
    ]
    space = TreeWeights(FixedWeights())
    found = doubt(Model(space, Values([[0.1, 0.1]]), methods, TREE), Sampling(4000))
    assert [factor.kind for factor in found.factors] == ["weights", "method"]
    assert found.first[0] == pytest.approx([0, 1], abs=0.1)
    assert found.total[0] == pytest.approx([0, 1], abs=0.1)
    assert found.verdict_doubt == pytest.approx([0.5], abs=0.01)
    assert found.verdict_first is not None
    assert found.verdict_total is not None
    assert found.verdict_first[0] == pytest.approx([0, 1], abs=0.1)
    assert found.verdict_total[0] == pytest.approx([0, 1], abs=0.1)


def test_a_verdict_that_is_certain_leaves_nothing_to_split() -> None:
    values = Values(
        [[0.9, 0.85], [0.5, 0.5]], [Interval([[0.8, NAN], [NAN] * 2], [[1, NAN], [NAN] * 2])]
    )
    model = Model.of_tree(TREE, TreeWeights(), values, {"active": 0.6, "reactive": 0.4})
    found = doubt(model, Sampling(500))
    assert found.verdict_doubt is not None
    assert found.verdict_first is not None
    assert found.verdict_doubt.tolist() == [0, 0]
    assert np.isnan(found.verdict_first).all()
    assert found.variance[1] == pytest.approx(0, abs=1e-20)
    assert np.isnan(found.first[1]).all()


def test_factors_can_be_taken_apart_by_node_and_by_criterion() -> None:
    tree = Tree.of(
        [Node("root", None), Node("x", "root"), Node("x1", "x"), Node("x2", "x"), Node("y", "root")]
    )
    values = Values(
        [[NAN, 0.5, NAN], [0.5, 0.5, NAN]],
        [Unknown([[True, False, True], [False, False, True]])],
    )
    model = Model.of_tree(tree, TreeWeights(FixedWeights()), values)
    found = doubt(model, Sampling(20_000), fine=True)
    assert [(f.kind, f.id) for f in found.factors] == [
        ("weights", "root"), ("weights", "x"), ("values", "0"), ("values", "2"),
    ]  # fmt: skip
    # Linear: shares of w^2, with leaf weights 1/4 and 1/2; of the second region one cell alone.
    assert found.first[0] == pytest.approx([0, 0, 0.2, 0.8], abs=0.05)
    assert found.total[1] == pytest.approx([0, 0, 0, 1], abs=0.05)


def test_a_seed_gives_the_same_on_one_and_two_threads() -> None:
    rng = np.random.default_rng(0)
    cells = rng.random((300, 2))
    values = Values(cells, [Interval(cells * 0.9, cells)])
    model = Model.of_tree(TREE, TreeWeights(), values, {"active": 0.6, "reactive": 0.4})
    one, two = (doubt(model, Sampling(2 * model.chunk + 9, 5), threads=t) for t in (1, 2))
    for field in fields(Doubt):
        here, there = getattr(one, field.name), getattr(two, field.name)
        assert (
            np.array_equal(here, there, equal_nan=True)
            if isinstance(here, np.ndarray)
            else here == there
        )
