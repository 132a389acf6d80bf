"""What holds for every whole-set method, whatever the matrix and the weights."""

import doctest
import sys
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

import windroos.decide.methods
from windroos.decide.methods import (
    Copeland,
    Hellwig,
    Preference,
    Promethee,
    Topsis,
    Vikor,
    Waspas,
    WeightedSum,
    electre_one,
)

METHODS = {
    "weighted sum": WeightedSum(),
    "topsis": Topsis(),
    "topsis, city block": Topsis(distance="manhattan"),
    "vikor": Vikor(),
    "waspas": Waspas(),
    "copeland": Copeland(),
    "hellwig": Hellwig(),
    "promethee, usual": Promethee(),
    "promethee, linear": Promethee(Preference("linear", q=2, p=9)),
    "promethee, level": Promethee(Preference("level", q=2, p=9)),
    "promethee, gaussian": Promethee(Preference("gaussian", s=5)),
}
# Scores that follow the unit of a criterion, or thresholds that are in it.
UNIT_MATTERS = ("weighted sum", "promethee, linear", "promethee, level", "promethee, gaussian")

EXAMPLES = settings(max_examples=30, deadline=None)
EVERY = pytest.mark.parametrize("name", METHODS)
WHOLE = st.integers(1, 20).map(float)  # ties are likely, and no ratio is extreme


@st.composite
def problems(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    alternatives, criteria = draw(st.integers(1, 6)), draw(st.integers(1, 4))
    matrix = draw(arrays(np.float64, (alternatives, criteria), elements=WHOLE))
    weights = draw(arrays(np.float64, criteria, elements=st.integers(0, 5).map(float)))
    weights[draw(st.integers(0, criteria - 1))] += 1
    directions = draw(arrays(np.float64, criteria, elements=st.sampled_from([1.0, -1.0])))
    return matrix, weights, directions


@EVERY
@EXAMPLES
@given(problem=problems(), seed=st.integers(0, 99))
def test_the_order_of_alternatives_and_criteria_does_not_matter(name, problem, seed) -> None:
    matrix, weights, directions = problem
    rng = np.random.default_rng(seed)
    rows, columns = rng.permutation(matrix.shape[0]), rng.permutation(matrix.shape[1])
    straight = METHODS[name](matrix, weights, directions).score
    shuffled = METHODS[name](matrix[rows][:, columns], weights[columns], directions[columns]).score
    np.testing.assert_allclose(shuffled, straight[rows], atol=1e-9)


@pytest.mark.parametrize("name", [name for name in METHODS if name not in UNIT_MATTERS])
@EXAMPLES
@given(problem=problems(), factor=st.sampled_from([1e-6, 0.5, 1000.0]))
def test_the_unit_of_a_criterion_does_not_matter(name, problem, factor) -> None:
    matrix, weights, directions = problem
    other = matrix.copy()
    other[:, 0] *= factor
    scores = (METHODS[name](one, weights, directions).score for one in (matrix, other))
    np.testing.assert_allclose(*scores, atol=1e-9)


@EVERY
@EXAMPLES
@given(problem=problems(), factor=st.sampled_from([1e-3, 7.0]))
def test_only_the_ratio_of_the_weights_matters(name, problem, factor) -> None:
    matrix, weights, directions = problem
    scores = (METHODS[name](matrix, w, directions).score for w in (weights, weights * factor))
    np.testing.assert_allclose(*scores, atol=1e-9)


@EVERY
@EXAMPLES
@given(problem=problems())
def test_who_is_at_least_as_good_everywhere_scores_no_less(name, problem) -> None:
    matrix, weights, directions = problem
    score = METHODS[name](matrix, weights, directions).score
    for a, x in enumerate(matrix * directions):
        for b, y in enumerate(matrix * directions):
            if (x >= y).all():
                assert score[a] >= score[b] - 1e-9


@EVERY
@EXAMPLES
@given(problem=problems(), constant=WHOLE)
def test_constant_and_weightless_columns_change_no_order_and_give_no_nan(
    name, problem, constant
) -> None:
    matrix, weights, directions = problem
    alike = np.full((len(matrix), 1), constant)
    column = np.arange(len(matrix), dtype=float)[:, None] + 1
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        plain = METHODS[name](matrix, weights, directions)
        constants = METHODS[name](
            np.hstack([matrix, alike]), np.r_[weights, 1], np.r_[directions, 1]
        )
        weightless = METHODS[name](
            np.hstack([matrix, column]), np.r_[weights, 0], np.r_[directions, -1]
        )
        zeros = METHODS[name](np.zeros((3, 2)), [1, 0])
    np.testing.assert_allclose(weightless.score, plain.score, atol=1e-9)
    assert np.isfinite(constants.score).all()
    for a, b in np.ndindex(len(matrix), len(matrix)):
        if plain.score[a] == plain.score[b]:
            assert constants.score[a] == pytest.approx(constants.score[b], abs=1e-9)
        elif plain.score[a] > plain.score[b] + 1e-6 and name != "waspas":
            assert constants.score[a] > constants.score[b]
    assert len(set(zeros.score.tolist())) == 1
    assert np.isfinite(zeros.score).all()


@EVERY
@EXAMPLES
@given(problem=problems(), seed=st.integers(0, 99))
def test_a_sample_dimension_equals_a_loop(name, problem, seed) -> None:
    matrix, weights, directions = problem
    rng = np.random.default_rng(seed)
    matrices = matrix + rng.integers(0, 5, size=(3, *matrix.shape))
    samples = weights + rng.random((3, len(weights)))
    method = METHODS[name]
    both = method(matrices, samples, directions).score
    only_weights = method(matrix, samples, directions).score
    only_matrices = method(matrices, weights, directions).score
    crossed = method(matrices[:, None], samples, directions).score
    assert crossed.shape == (3, 3, len(matrix))
    for i in range(3):
        one = method(matrices[i], samples[i], directions).score
        np.testing.assert_allclose(both[i], one, atol=1e-9)
        np.testing.assert_allclose(crossed[i, i], one, atol=1e-9)
        np.testing.assert_allclose(
            only_weights[i], method(matrix, samples[i], directions).score, atol=1e-9
        )
        np.testing.assert_allclose(
            only_matrices[i], method(matrices[i], weights, directions).score, atol=1e-9
        )


@EXAMPLES
@given(problem=problems(), seed=st.integers(0, 99))
def test_electre_one_has_one_kernel_also_in_samples(problem, seed) -> None:
    matrix, weights, directions = problem
    rng = np.random.default_rng(seed)
    matrices = matrix + rng.integers(0, 5, size=(3, *matrix.shape))
    samples = weights + rng.random((3, len(weights)))
    together = electre_one(matrices, samples, directions)
    for i in range(3):
        alone = electre_one(matrices[i], samples[i], directions)
        np.testing.assert_allclose(together.concordance[i], alone.concordance, atol=1e-12)
        assert together.outranks[i].tolist() == alone.outranks.tolist()
        assert together.kernel[i].tolist() == alone.kernel.tolist()
        assert alone.kernel.any()
        if not alone.cyclic.any():
            inside, outranks = alone.kernel, alone.outranks
            assert not outranks[np.ix_(inside, inside)].any()
            assert outranks[np.ix_(inside, ~inside)].any(axis=0).all()


@EVERY
def test_what_is_missing_is_said(name) -> None:
    with pytest.raises(ValueError, match="alternative 2 on criterion 1 is missing"):
        METHODS[name]([[1.0, 2.0], [float("nan"), 1.0]], [1, 1])


def test_the_examples_in_the_docstrings_run() -> None:
    attempted = 0
    for name in list(sys.modules):
        if name.startswith("windroos.decide.methods"):
            result = doctest.testmod(sys.modules[name])
            attempted += result.attempted
            assert result.failed == 0
    assert attempted >= 6
    assert all(hasattr(windroos.decide.methods, name) for name in windroos.decide.methods.__all__)
