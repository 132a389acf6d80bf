"""Weights are drawn from the space that is declared, and each as likely as any other."""

import itertools
import math

import numpy as np
import pytest

from windroos.decide import ParameterError, read
from windroos.decide.robustness import (
    AroundPoint,
    Constrained,
    FixedWeights,
    RankOrder,
    TreeWeights,
    WeightSpace,
    WholeSimplex,
)
from windroos.decide.robustness.hit_and_run import polytope, prepare, steps_of, walk

N = 40_000
CHAIN = tuple((i, i + 1) for i in range(16))


def centroid(k: int) -> np.ndarray:
    """Rank-order centroid weights: 1/k sum_{j >= i} 1/j (Barron and Barrett 1996, Management
    Science 42(11), 1515-1523)."""
    return np.array([sum(1 / j for j in range(i, k + 1)) / k for i in range(1, k + 1)])


def mean_under_pairs(k: int, pairs: tuple[tuple[int, int], ...]) -> np.ndarray:
    """Each order that the pairs allow is a piece of the same size; its mean is the centroid."""
    allowed = [
        order
        for order in itertools.permutations(range(k))
        if all(order.index(i) < order.index(j) for i, j in pairs)
    ]
    means = np.zeros(k)
    for order in allowed:
        means[list(order)] += centroid(k)
    return means / len(allowed)


def drawn(space: WeightSpace, k: int, n: int = N) -> np.ndarray:
    weights = space.draw(np.random.default_rng(7), n, k)
    assert weights.shape == (n, k)
    assert (weights >= 0).all()
    assert weights.sum(axis=1) == pytest.approx(np.ones(n), abs=1e-9)
    return weights


def assert_mean(weights: np.ndarray, mean: np.ndarray) -> None:
    """Within five standard errors."""
    error = weights.std(axis=0) / math.sqrt(len(weights))
    assert (np.abs(weights.mean(axis=0) - mean) < 5 * error + 1e-9).all()


def test_the_whole_simplex_has_the_moments_of_the_uniform_dirichlet() -> None:
    k = 5
    weights = drawn(WholeSimplex(), k)
    assert_mean(weights, np.full(k, 1 / k))
    assert weights.var(axis=0) == pytest.approx(np.full(k, (k - 1) / (k**2 * (k + 1))), rel=0.03)
    # The chance that a weight is above x is (1 - x)^(k - 1).
    assert (weights > 0.3).mean() == pytest.approx(0.7**4, abs=0.003)


def test_a_concentration_keeps_the_point_as_the_mean() -> None:
    point, c = np.array([0.5, 0.3, 0.2, 0.0]), 20.0
    weights = drawn(AroundPoint(tuple(point), concentration=c), 4)
    assert_mean(weights, point)
    assert weights.var(axis=0) == pytest.approx(point * (1 - point) / (c + 1), rel=0.05)
    assert (weights[:, 3] == 0).all()


def test_a_spread_keeps_to_its_bounds_around_the_weights_in_hand() -> None:
    weights = AroundPoint(spread=0.25).draw(np.random.default_rng(1), 5000, 3, [2, 1, 1])
    ratio = weights[:, 0] / weights[:, 1]
    assert ratio.min() >= 2 * 0.75 / 1.25
    assert ratio.max() <= 2 * 1.25 / 0.75


def test_rank_order_has_the_centroid_as_its_mean() -> None:
    weights = drawn(RankOrder((2, 0, 3, 1)), 4)
    assert (np.diff(weights[:, [2, 0, 3, 1]], axis=1) <= 0).all()
    assert_mean(weights[:, [2, 0, 3, 1]], centroid(4))


@pytest.mark.parametrize(
    "pairs", [((0, 1),), ((0, 1), (0, 2), (3, 2)), ((0, 1), (1, 2), (2, 3), (3, 4))]
)
def test_a_partial_order_is_drawn_exactly(pairs: tuple[tuple[int, int], ...]) -> None:
    space = Constrained(order=pairs)
    assert space.how(5) == "linear extensions"
    weights = drawn(space, 5)
    assert all((weights[:, i] >= weights[:, j]).all() for i, j in pairs)
    assert_mean(weights, mean_under_pairs(5, pairs))


def test_a_walk_finds_the_means_that_are_known_exactly() -> None:
    pairs = ((0, 1), (0, 2), (3, 2))
    body = polytope(*Constrained(order=pairs).inequalities(5))
    start = np.tile(body.centre, (5000, 1))
    weights = walk(np.random.default_rng(3), start, body, prepare(body)[0], steps_of(5))
    assert body.holds(weights - 1e-12 * np.sign(weights)).mean() > 0.999
    assert_mean(weights, mean_under_pairs(5, pairs))


def test_an_order_of_many_criteria_is_walked_and_has_the_centroid_as_its_mean() -> None:
    space = Constrained(order=CHAIN)
    assert space.how(17) == "hit and run"
    weights = drawn(space, 17, 2500)
    assert (np.diff(weights, axis=1) <= 1e-12).all()
    assert_mean(weights, centroid(17))


@pytest.mark.parametrize(
    ("lower", "upper", "how"),
    [
        ((0.0, 0.1, 0.0), (0.7, 1.0, 0.85), "rejection from the simplex"),
        ((0.3, 0.28, 0.3), (0.4, 0.38, 0.37), "rejection from the bounds"),
    ],
)
def test_bounds_are_uniform_on_what_they_leave(
    lower: tuple[float, ...], upper: tuple[float, ...], how: str
) -> None:
    space = Constrained(lower, upper)
    assert space.how(3) == how
    weights = drawn(space, 3)
    # Integrated on a grid of the first two weights, the third being the rest.
    grid = (np.arange(2000) + 0.5) / 2000
    one, two = np.meshgrid(grid, grid)
    points = np.stack([one.ravel(), two.ravel(), 1 - one.ravel() - two.ravel()], axis=1)
    inside = points[((points >= lower) & (points <= upper)).all(axis=1)]
    assert_mean(weights, inside.mean(axis=0))
    assert weights.var(axis=0) == pytest.approx(inside.var(axis=0), rel=0.04)


def test_ratios_and_bounds_hold_together() -> None:
    space = Constrained(0.1, 0.6, order=((0, 2),), ratios=((0, 1, 1.5, 2.5),))
    weights = drawn(space, 3, 2000)
    ratio = weights[:, 0] / weights[:, 1]
    assert ratio.min() >= 1.5 - 1e-9
    assert ratio.max() <= 2.5 + 1e-9
    assert (weights >= 0.1 - 1e-12).all()
    assert (weights <= 0.6 + 1e-12).all()
    assert (weights[:, 0] >= weights[:, 2]).all()


@pytest.mark.parametrize(
    ("space", "k", "words"),
    [
        (Constrained(lower=0.4), 3, "no weights meet them all"),
        (Constrained(lower=0.25), 4, "no room"),
        (Constrained(order=((0, 1), (1, 0))), 2, "no room"),
        (Constrained(order=((0, 5),)), 3, "criterion 5 of 3"),
        (RankOrder((0, 0)), 2, "once"),
        (FixedWeights((1.0, 2.0)), 3, "3 weights"),
        (FixedWeights((0.0, 0.0)), 2, "one counts"),
    ],
)
def test_a_space_that_cannot_be_says_why(space: WeightSpace, k: int, words: str) -> None:
    with pytest.raises(ParameterError, match=words):
        space.draw(np.random.default_rng(0), 10, k)


def test_parameters_that_cannot_be_say_why() -> None:
    with pytest.raises(ParameterError, match="not both"):
        AroundPoint()
    with pytest.raises(ParameterError, match="between 0 and 1"):
        AroundPoint(spread=1.5)
    with pytest.raises(ParameterError, match="low below high"):
        Constrained(ratios=((0, 1, 2.0, 1.0),))


@pytest.mark.parametrize(
    "space",
    [
        WholeSimplex(),
        AroundPoint((1.0, 2.0), concentration=10.0),
        RankOrder((1, 0)),
        Constrained(0.1, (0.5, 0.9), ((0, 1),), ((0, 1, 1.0, 3.0),)),
        TreeWeights(RankOrder(), {"root": WholeSimplex()}),
    ],
)
def test_a_space_is_written_down_and_read_back(space: WeightSpace | TreeWeights) -> None:
    assert read(space.as_dict()) == space


def test_one_criterion_weighs_all() -> None:
    for space in (WholeSimplex(), RankOrder(), Constrained(order=()), AroundPoint(spread=0.1)):
        assert (space.draw(np.random.default_rng(0), 3, 1) == 1).all()
