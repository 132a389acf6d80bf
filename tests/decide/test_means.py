"""The ways in which children come together: published and computed by hand."""

from itertools import pairwise

import numpy as np
import pytest

from windroos.decide import Node, Tree, TreeError, bounds, contributions, score

NAN = float("nan")


def node(
    aggregate: str, exponent: float | None = None, weights: tuple[float, ...] = (1, 1)
) -> Tree:
    leaves = [Node(f"x{i}", "r", weight) for i, weight in enumerate(weights)]
    return Tree.of([Node("r", None, 1, aggregate, exponent), *leaves])


def close(actual: object, expected: object, atol: float = 1e-12) -> None:
    np.testing.assert_allclose(np.asarray(actual), np.asarray(expected), rtol=0, atol=atol)


def test_harmonic_mean() -> None:
    # 2 / (1/0.5 + 1/1) = 2/3; with weights 3 and 1: 4 / (3/0.5 + 1/1) = 4/7
    close(score(node("harmonic"), [[0.5, 1]]).value, [2 / 3])
    close(score(node("harmonic", weights=(3, 1)), [[0.5, 1]]).value, [4 / 7])
    close(score(node("harmonic"), [[0, 1], [NAN, 0.25]]).value, [0, 0.25])


def test_quadratic_mean() -> None:
    # sqrt((0.6^2 + 0.8^2) / 2) = sqrt(0.5); shares 0.36 and 0.64 of it
    tree = node("power", 2)
    close(score(tree, [[0.6, 0.8]]).value, [0.5**0.5])
    close(contributions(tree, [[0.6, 0.8]])[0, 1:], np.array([0.36, 0.64]) * 0.5**0.5)


@pytest.mark.parametrize(
    ("aggregate", "exponent", "same"),
    [("power", 1, "arithmetic"), ("power", 0, "geometric"), ("power", -1, "harmonic"),
     ("owa", 1, "arithmetic")],
)  # fmt: skip
def test_the_three_means_are_generalised_means(aggregate: str, exponent: float, same: str) -> None:
    cells = [[0.2, 0.9, 0.5], [0, 0.3, 0.3], [NAN, 0.3, 0.7], [0, 0, 0]]
    one, two = node(aggregate, exponent, (1, 2, 3)), node(same, weights=(1, 2, 3))
    close(score(one, cells).value, score(two, cells).value)
    close(contributions(one, cells), contributions(two, cells))


@pytest.mark.parametrize("exponent", [1e-300, 1e-15, -1e-15, 1e-9])
def test_an_exponent_next_to_zero_is_the_geometric_mean(exponent: float) -> None:
    cells = [[0.2, 0.9], [1e-6, 1.0]]
    close(score(node("power", exponent), cells).value, score(node("geometric"), cells).value, 1e-6)


@pytest.mark.parametrize(("exponent", "value"), [(1e12, 0.9), (1e308, 0.9), (-1e308, 0.2)])
def test_a_great_exponent_leaves_the_highest_or_the_lowest(exponent: float, value: float) -> None:
    tree = node("power", exponent)
    close(score(tree, [[0.2, 0.9]]).value, [value], 1e-9)
    assert contributions(tree, [[0.2, 0.9]])[0, 1:].sum() == pytest.approx(value)


def test_a_small_weight_still_decides_at_a_great_exponent() -> None:
    # 0.9 * (1e-18)^(1/100) = 0.9 * 10^-0.18, the other adding 1e18 * (1/9)^100 of nothing
    close(score(node("power", 100, (1e-18, 1)), [[0.9, 0.1]]).value, [0.9 * 10**-0.18], 1e-9)


def test_ordered_weighted_mean_by_hand() -> None:
    """ "Most", Q(r) = r^2, with importances 1, 0.6, 0.5, 0.9, in the way of Yager 1996, Int. J. of
    Intelligent Systems 11(1), 49-73. Of x the importances in order are 0.6, 1, 0.9, 0.5 of 3, so
    that 0.6, 1.6, 2.5 and 3 are reached; of y 0.9, 0.5, 1, 0.6, so 0.9, 1.4, 2.4 and 3."""
    tree = node("owa", 2, (1, 0.6, 0.5, 0.9))
    x = (1 * 0.36 + 0.7 * (2.56 - 0.36) + 0.6 * (6.25 - 2.56) + 0.5 * (9 - 6.25)) / 9
    y = (1 * 0.81 + 0.9 * (1.96 - 0.81) + 0.6 * (5.76 - 1.96) + 0.3 * (9 - 5.76)) / 9
    close(score(tree, [[0.7, 1, 0.5, 0.6], [0.6, 0.3, 0.9, 1]]).value, [x, y])


@pytest.mark.parametrize("exponent", [0.3, 2, 5])
def test_it_is_what_lies_under_the_quantified_weight_that_reaches_a_level(exponent: float) -> None:
    """The Choquet integral in layers: from one value up to the next, times Q of the share of weight
    whose value is that high or higher."""
    weights = np.array([1, 0.6, 0.5, 0.9])
    for values in ([0.7, 1, 0.5, 0.6], [0.6, 0.3, 0.9, 1], [0.4, 0.8, 0.8, 0]):
        levels = np.unique([0, *values])
        layers = [
            (above - below) * (weights[np.array(values) >= above].sum() / 3) ** exponent
            for below, above in pairwise(levels)
        ]
        tree = node("owa", exponent, tuple(weights))
        close(score(tree, [values]).value, [sum(layers)])


@pytest.mark.parametrize("exponent", [0.25, 0.5, 1, 2, 5])
def test_its_orness_is_one_over_one_plus_the_exponent(exponent: float) -> None:
    """Yager 1988: the orness of n weights is their mean of (n - j) / (n - 1); here n is large."""
    n = 4001
    tree = node("owa", exponent, (1,) * n)
    close(score(tree, [np.linspace(0, 1, n)]).value, [1 / (1 + exponent)], 1e-3)


def test_ordered_contributions() -> None:
    # In order 0.8 (weight 1 of 4), 0.4 (3 of 4), Q(x) = x^2: 1/16 and 15/16.
    tree = node("owa", 2, (3, 1))
    close(contributions(tree, [[0.4, 0.8]])[0], [0.05 + 0.375, 0.375, 0.05])


def test_what_ties_shares_by_weight() -> None:
    # All equal: each by its weight, as in every mean. One above two that tie: it counts with
    # Q(1/4) = 1/16, the two share 15/16 as 1 to 2.
    tree = node("owa", 2, (1, 1, 2))
    close(contributions(tree, [[0.4, 0.4, 0.4]])[0, 1:], [0.1, 0.1, 0.2])
    close(
        contributions(tree, [[0.8, 0.4, 0.4]])[0, 1:],
        [0.8 / 16, 0.4 * 15 / 16 / 3, 0.4 * 15 / 16 * 2 / 3],
    )


@pytest.mark.parametrize("exponent", [0.4, 3.0])
def test_a_tied_child_has_the_slope_it_has_on_average_among_mixed_grains(exponent: float) -> None:
    """The definition of Aumann and Shapley, drawn: grains of all tied children in random order."""
    weights = np.array([1, 2, 5])
    owner = np.repeat(np.arange(3), weights * 40)
    random = np.random.default_rng(7)
    gain = np.diff(np.linspace(0, 1, len(owner) + 1) ** exponent)
    drawn = np.zeros(3)
    for _ in range(2000):
        drawn += np.bincount(random.permutation(owner), weights=gain, minlength=3)
    tree = node("owa", exponent, tuple(map(float, weights)))
    close(contributions(tree, [[1, 1, 1]])[0, 1:], drawn / 2000, 0.005)


def test_unknown_children_leave_the_order_to_the_others() -> None:
    tree = node("owa", 2, (1, 1, 2))
    close(score(tree, [[NAN, 0.4, 0.8]]).value, [0.8 * 4 / 9 + 0.4 * 5 / 9])
    low, high = bounds(tree, [[NAN, 0.4, 0.8]], [[NAN, 0.4, 0.8]])
    # Completed by 0: 0.8 with 1/4, 0.4 with 9/16 - 1/4. By 1: 1/16, then 9/16 - 1/16, then 7/16.
    close(low, [0.8 / 4 + 0.4 * 5 / 16])
    close(high, [1 / 16 + 0.8 / 2 + 0.4 * 7 / 16])


@pytest.mark.parametrize(
    ("aggregate", "exponent", "message"),
    [
        ("power", None, "'r' has aggregate 'power' and needs an exponent"),
        ("owa", None, "'r' has aggregate 'owa' and needs an exponent"),
        ("harmonic", 2, "'r' has aggregate 'harmonic', which takes no exponent: leave it out"),
        ("owa", 0, "'r' has exponent 0: that of 'owa' lies above 0"),
        ("power", float("inf"), "'r' has exponent inf: it must be a finite number"),
        ("power", NAN, "'r' has exponent nan: it must be a finite number"),
    ],
)
def test_an_exponent_that_cannot_be_is_refused(
    aggregate: str, exponent: float | None, message: str
) -> None:
    with pytest.raises(TreeError, match=message):
        node(aggregate, exponent)
