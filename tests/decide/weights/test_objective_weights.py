"""Weights from the figures: entropy, CRITIC, MEREC and principal components."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from tests.decide import handbook

from windroos.decide import ParameterError, read
from windroos.decide.weights import (
    Critic,
    Entropy,
    Merec,
    PrincipalComponents,
    critic,
    entropy,
    merec,
    principal_components,
)

EXAMPLES = settings(max_examples=25, deadline=None)
METHODS = [Entropy(), Critic(), Critic("spearman"), Merec(), PrincipalComponents()]
# Whole numbers, so that sums of them do not depend on their order.
MATRIX = arrays(np.float64, (4, 6, 3), elements=st.integers(1, 50).map(float))

# The example of the OECD and JRC handbook.
TECHNOLOGY = list(handbook.TECHNOLOGY.values())


def case(shared: Path, name: str) -> dict:
    return json.loads((shared / "cases" / "decide" / f"{name}.json").read_text("utf-8"))


def close(actual: object, expected: object, atol: float = 1e-12) -> None:
    np.testing.assert_allclose(np.asarray(actual), np.asarray(expected), rtol=0, atol=atol)


def test_entropy_of_zavadskas_and_podvezko_2016(shared: Path) -> None:
    given_ = case(shared, "14_entropy_zavadskas_podvezko_2016")
    expected = given_["expected"]
    close(entropy(given_["matrix"]).weights, expected["weights"], expected["tolerance"])


def test_entropy_by_hand() -> None:
    # (0, 1): all in one place, entropy 0. (1, 3): -(0.25 ln 0.25 + 0.75 ln 0.75) / ln 2 = 0.8113
    result = entropy([[0, 1], [5, 3]])
    close(result.entropy, [0, 0.811278], 1e-6)
    close(result.weights, [1 / 1.188722, 0.188722 / 1.188722], 1e-6)


def test_critic_of_diakoulaki_1995(shared: Path) -> None:
    given_ = case(shared, "13_critic_diakoulaki_1995")
    matrix, directions, expected = given_["matrix"], given_["objectives"], given_["expected"]
    close(critic(matrix, directions).weights, expected["weights"], expected["tolerance"])
    ranked = critic(matrix, directions, Critic("spearman"))
    close(ranked.weights, expected["weights_spearman"], expected["tolerance"])


def test_merec_of_keshavarz_ghorabaee_2021() -> None:
    """Symmetry 13(4), 525, doi:10.3390/sym13040525, the illustrative example."""
    matrix = [
        [450, 8000, 54, 145],
        [10, 9100, 2, 160],
        [100, 8200, 31, 153],
        [220, 9300, 1, 162],
        [5, 8400, 23, 158],
    ]
    result = merec(matrix, [1, 1, -1, -1])
    close(result.performance, [0.77, 0.71, 0.65, 1.09, 0.21], 5e-3)
    without = [
        [0.03, 0.77, 0.77, 0.75],
        [0.62, 0.69, 0.19, 0.71],
        [0.15, 0.64, 0.57, 0.64],
        [0.71, 1.08, 0.68, 1.09],
        [0.21, 0.20, 0.02, 0.20],
    ]
    close(result.without, without, 5.1e-3)
    close(result.effect, [1.71, 0.04, 1.19, 0.03], 5e-3)
    close(result.weights, [0.5752, 0.0141, 0.4016, 0.0091], 5e-5)


def test_components_of_the_technology_achievement_index() -> None:
    """The handbook, tables 16 to 18, pp. 90-91; printed to two digits, from figures it rounds. Its
    text puts exports with patents, on which they load less; table 18 weighs them by their greatest
    loading, as we do."""
    result = principal_components(TECHNOLOGY, PrincipalComponents(components=4))
    shares = result.eigenvalues / 8 * 100
    close(result.eigenvalues, [3.3, 1.7, 1.0, 0.9, 0.5, 0.3, 0.2, 0.1], 0.06)
    close(shares, [41.9, 21.8, 12.3, 11.1, 6.0, 3.7, 2.2, 0.9], 0.12)
    loadings = result.loadings[:, np.argsort(-result.explained)[:4]]
    printed = np.array([  # factors 1, 4, 2 and 3 of the table, which explain 2.64, 1.76, 1.39, 1.19
        [0.07, 0.06, 0.97, 0.06],
        [0.13, 0.93, 0.07, -0.07],
        [0.79, 0.42, -0.21, 0.21],
        [-0.64, 0.36, 0.56, -0.04],
        [0.37, 0.68, 0.17, 0.38],
        [0.82, 0.35, -0.04, 0.25],
        [0.88, 0.09, 0.23, -0.09],
        [0.08, 0.04, 0.04, 0.96],
    ])  # fmt: skip
    close(loadings, printed, 0.02)
    close(-np.sort(-result.explained)[:4], [2.64, 1.76, 1.39, 1.19], 0.025)
    close(result.weights, [0.17, 0.15, 0.11, 0.07, 0.08, 0.12, 0.14, 0.16], 0.0055)


def test_how_many_components_are_kept() -> None:
    # Table 16: two of the eight eigenvalues are at least 1 (the third is 0.98, printed as 1.0), and
    # explain 63.7 % together.
    assert principal_components(TECHNOLOGY).kept == 2
    more = PrincipalComponents(together=0.8)  # three explain 76.0 %: the fourth is needed
    assert principal_components(TECHNOLOGY, more).kept == 4
    with pytest.raises(ValueError, match="9 components cannot be kept of 8"):
        principal_components(TECHNOLOGY, PrincipalComponents(components=9))


def test_varimax_finds_the_turn_at_which_squares_differ_most() -> None:
    """Kaiser's criterion, the variance of the squares of loadings made equally long, at the turn
    found and at every degree."""
    figures = np.random.default_rng(5).normal(size=(4000, 8, 4))
    loadings = principal_components(figures, PrincipalComponents(components=2)).loadings[..., :2]
    long = loadings / np.linalg.norm(loadings, axis=-1, keepdims=True)

    def spread(at: np.ndarray) -> np.ndarray:
        return (at**2).var(axis=-2).sum(axis=-1)

    for angle in np.deg2rad(np.arange(1, 90)):
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        assert (spread(long) >= spread(long @ turn) - 1e-12).all()


def test_two_columns_that_move_alike_share_a_component() -> None:
    # Correlation 1 between the first two, 0 with the third: components of variance 2 and 1, on
    # which the squares are 1/2, 1/2 and 1; so weights 1/2 * 2/3, 1/2 * 2/3 and 1 * 1/3.
    matrix = [[1, 2, 1], [1, 2, 3], [3, 6, 1], [3, 6, 3]]
    close(principal_components(matrix, PrincipalComponents(components=2)).weights, [1 / 3] * 3)


@pytest.mark.parametrize("method", METHODS[:4])
@given(matrices=MATRIX, order=st.permutations(range(3)), rows=st.permutations(range(6)))
@EXAMPLES
def test_what_holds_for_all(method, matrices, order: list[int], rows: list[int]) -> None:
    weights = method(matrices).weights
    assert weights.shape == (4, 3)
    assert np.all(weights >= 0)
    close(weights.sum(axis=-1), np.ones(4))
    close(weights, [method(one).weights for one in matrices], 1e-9)
    close(method(matrices[:, rows]).weights, weights, 1e-7)
    close(method(matrices[:, :, order]).weights, weights[:, order], 1e-9)
    close(method(matrices * [2, 0.5, 16]).weights, weights, 1e-9)


@pytest.mark.parametrize("seed", range(5))
def test_what_holds_for_components(seed: int) -> None:
    """Drawn figures: where loadings or eigenvalues tie, the last digit decides who goes where."""
    random = np.random.default_rng(seed)
    hidden = random.normal(size=(20, 30, 2)) @ random.normal(size=(2, 6))
    matrices = hidden + random.normal(scale=0.5, size=(20, 30, 6))
    method = PrincipalComponents(components=2)
    weights = method(matrices).weights
    close(weights.sum(axis=-1), np.ones(20))
    close(weights, [method(one).weights for one in matrices], 1e-6)
    order, rows = random.permutation(6), random.permutation(30)
    close(method(matrices[:, rows]).weights, weights, 1e-6)
    close(method(matrices[:, :, order]).weights, weights[:, order], 1e-6)
    close(method(matrices * [2, -0.5, 16, 1, 1, 3] + 7).weights, weights, 1e-6)
    mixed = PrincipalComponents()(matrices)  # the number kept differs between samples
    close(mixed.weights, [PrincipalComponents()(one).weights for one in matrices], 1e-6)


@pytest.mark.parametrize("method", METHODS)
@given(matrices=MATRIX)
@EXAMPLES
def test_a_column_of_equals_gets_no_weight(method, matrices) -> None:
    matrices[:, :, 1] = 0.1
    weights = method(matrices).weights
    varies = (np.ptp(matrices, axis=1) > 0).any(axis=1)
    close(weights[varies, 1], np.zeros(varies.sum()))
    close(weights[~varies], np.full((np.sum(~varies), 3), 1 / 3))


@pytest.mark.parametrize(
    "method", [*METHODS[:3], PrincipalComponents(), PrincipalComponents(components=2)], ids=repr
)
def test_a_column_of_equals_does_not_disturb_the_others(method) -> None:
    random = np.random.default_rng(1)
    for figures in random.integers(1, 50, (4, 8, 4)).astype(float):
        more = np.insert(figures, [0, 2], 7, axis=1)
        close(method(more).weights[[1, 2, 4, 5]], method(figures).weights, 1e-9)


def test_merec_counts_a_column_of_equals_among_its_criteria() -> None:
    # Off the best by log 2 and 0 on the first, 0 and log 4 on the second; three criteria.
    result = merec([[2, 1, 7], [1, 4, 7]])
    close(result.performance, np.log1p(np.log([2, 4]) / 3))
    close(result.weights, np.append(result.performance, 0) / result.performance.sum())


@pytest.mark.parametrize("method", METHODS)
def test_nothing_to_tell_apart_gives_equal_weights(method) -> None:
    close(method([[1, 2, 0.3]] * 3).weights, [1 / 3] * 3)
    close(method([[1, 2, 0.3]]).weights, [1 / 3] * 3)
    close(method([[5.0], [7.0]]).weights, [1])


@given(MATRIX, st.lists(st.sampled_from([-1, 1]), min_size=3, max_size=3))
@EXAMPLES
def test_turning_a_column_around_is_turning_its_direction(matrices, directions) -> None:
    turned = np.where(np.array(directions) > 0, matrices, 100 - matrices)
    close(critic(turned, directions).weights, critic(matrices).weights, 1e-9)
    inverse = np.where(np.array(directions) > 0, matrices, 1 / matrices)
    close(merec(inverse, directions).weights, merec(matrices).weights, 1e-9)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: entropy([[1, -2], [3, 4]]), "alternative 1 on criterion 2 is -2: entropy"),
        (lambda: merec([[1, 2], [0, 4]]), "alternative 2 on criterion 1 is 0: MEREC"),
        (lambda: critic([[1, float("nan")], [3, 4]]), "is missing"),
        (lambda: critic([[1, 2], [3, 4]], [1, 0]), "Directions are 1"),
        (lambda: principal_components([1, 2]), "expected"),
    ],
)
def test_figures_that_a_method_cannot_take_are_told(call, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()


def test_parameters_are_checked_written_down_and_read_back() -> None:
    for method in (*METHODS, PrincipalComponents(components=2, kaiser=False)):
        assert read(json.loads(json.dumps(method.as_dict()))) == method
    for wrong in (
        lambda: Critic("kendall"),
        lambda: PrincipalComponents(components=0),
        lambda: PrincipalComponents(least_share=2),
    ):
        with pytest.raises(ParameterError):
            wrong()
