"""Whole-set methods against their definitions, written down one number at a time."""

import json
import math
from pathlib import Path
from statistics import fmean, pstdev

import numpy as np
import pytest

from windroos.decide import ParameterError, read
from windroos.decide.methods import (
    AdditiveValue,
    ElectreOne,
    Hellwig,
    PiecewiseLinear,
    Preference,
    Promethee,
    Topsis,
    Utastar,
    VikorResult,
    Waspas,
    copeland,
    criterion_flows,
    electre_one,
    hellwig,
    kernels,
    promethee,
    topsis,
    unicriterion_flows,
    utastar,
    waspas,
    weighted_flows,
)

MATRIX = [[5.0, 8.0, 4.0], [7.0, 6.0, 8.0], [8.0, 8.0, 6.0], [7.0, 4.0, 6.0], [5.0, 4.5, 9.0]]
WEIGHTS = [0.3, 0.45, 0.25]
DIRECTIONS = [1, -1, 1]


def test_copeland_counts_duels() -> None:
    expected = []
    for a in MATRIX:
        duels = 0
        for b in MATRIX:
            margin = sum(
                w * (((x - y) * d > 0) - ((x - y) * d < 0))
                for x, y, w, d in zip(a, b, WEIGHTS, DIRECTIONS, strict=True)
            )
            duels += (margin > 1e-9) - (margin < -1e-9)
        expected.append(duels)
    assert copeland(MATRIX, WEIGHTS, DIRECTIONS).score.tolist() == expected


def test_copeland_is_even_when_the_weights_are() -> None:
    """COINr's test: two units, each the better on one of two equal indicators."""
    assert copeland([[1, 2], [2, 1]], [1, 1]).score.tolist() == [0, 0]
    assert copeland([[1, 2, 0], [2, 1, 0]], [0.1 + 0.2, 0.3, 1]).score.tolist() == [0, 0]


def test_hellwig_measures_the_distance_to_the_pattern() -> None:
    columns = []
    for column, direction in zip(zip(*MATRIX, strict=True), DIRECTIONS, strict=True):
        oriented = [x * direction for x in column]
        columns.append([(x - fmean(oriented)) / pstdev(oriented) for x in oriented])
    distances = [
        math.sqrt(
            sum(
                w * (z - max(column)) ** 2
                for z, column, w in zip(row, columns, WEIGHTS, strict=True)
            )
        )
        for row in zip(*columns, strict=True)
    ]
    far = fmean(distances) + 2 * pstdev(distances)
    expected = [1 - distance / far for distance in distances]
    np.testing.assert_allclose(hellwig(MATRIX, WEIGHTS, DIRECTIONS).score, expected, rtol=1e-12)


def test_topsis_by_the_other_distance() -> None:
    """City-block distances of (0, 1), (1, 0) and (0.5, 0.5) under weights 3 : 1."""
    result = topsis([[0, 1], [1, 0], [0.5, 0.5]], [3, 1], None, Topsis("none", "manhattan"))
    np.testing.assert_allclose(result.to_ideal, [0.75, 0.25, 0.5])
    np.testing.assert_allclose(result.score, [0.25, 0.75, 0.5])


def test_vikor_without_stability_takes_the_best_two() -> None:
    """The best in Q leads neither in S nor in R, with a lead of 1 / 2 over the second of three."""
    result = VikorResult(
        1 - np.array([0.1, 0.6, 0.9]), np.array([0.5, 0.4, 0.9]), np.array([0.3, 0.5, 0.25])
    )
    assert result.acceptable_advantage
    assert not result.acceptable_stability
    assert result.compromise_set.tolist() == [True, True, False]


def degree(preference: Preference, d: float) -> float:
    q, p, s = preference.q or 0.0, preference.p or 0.0, preference.s or 1.0
    if d <= 0:
        return 0.0
    return {
        "usual": lambda: 1.0,
        "u-shape": lambda: float(d > q),
        "v-shape": lambda: min(d / p, 1.0),
        "level": lambda: 0.0 if d <= q else 0.5 if d <= p else 1.0,
        "linear": lambda: min(max((d - q) / (p - q), 0.0), 1.0),
        "gaussian": lambda: 1 - math.exp(-d * d / (2 * s * s)),
    }[preference.shape]()


@pytest.mark.parametrize(
    "preference",
    [
        Preference(),
        Preference("u-shape", q=2),
        Preference("v-shape", p=3),
        Preference("level", q=1, p=3),
        Preference("linear", q=1, p=4),
        Preference("gaussian", s=2),
    ],
    ids=lambda preference: preference.shape,
)
def test_flows_of_one_criterion_are_mean_preferences(preference: Preference) -> None:
    """With ties, and differences that equal a threshold."""
    values = [[3, 1, 4, 1, 5, 9, 2, 6, 5, 3], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]]
    positive, negative = criterion_flows(values, preference)
    for at, row in enumerate(values):
        for a, x in enumerate(row):
            gains = sum(degree(preference, x - y) for y in row) / 9
            losses = sum(degree(preference, y - x) for y in row) / 9
            assert positive[at, a] == pytest.approx(gains, abs=1e-12)
            assert negative[at, a] == pytest.approx(losses, abs=1e-12)


def test_a_difference_equals_a_threshold_within_rounding() -> None:
    """0.3 - 0.1 is a little less than 0.2 in floating point, 0.8 - 0.6 a little more."""
    positive, _ = criterion_flows([0.6, 0.8], Preference("u-shape", q=0.2))
    assert positive.tolist() == [0, 0]


def test_promethee_can_be_called_again() -> None:
    """A fault of a peer: its second call sees what the first left in the matrix."""
    matrix, weights = np.array(MATRIX), np.array(WEIGHTS)
    directions = np.array(DIRECTIONS)
    given = matrix.copy(), weights.copy(), directions.copy()
    method = Promethee(Preference("linear", q=1, p=3))
    first, second = (method(matrix, weights, directions).score for _ in range(2))
    assert first.tolist() == second.tolist()
    for before, after in zip(given, (matrix, weights, directions), strict=True):
        assert before.tolist() == after.tolist()


def test_flows_once_and_weights_many_times() -> None:
    method = Promethee(Preference("gaussian", s=2))
    flows = unicriterion_flows(MATRIX, DIRECTIONS, method)
    samples = np.random.default_rng(1).dirichlet([1, 1, 1], size=7)
    together = weighted_flows(flows, samples).score
    for weights, row in zip(samples, together, strict=True):
        alone = promethee(MATRIX, weights, DIRECTIONS, method).score
        np.testing.assert_allclose(row, alone, atol=1e-12)


def test_a_circle_in_electre_one_is_one_alternative_and_said() -> None:
    """Three alternatives that beat each other in turn on two of three criteria (Condorcet), a
    fourth that all of them beat, and a fifth that is beaten by the fourth only."""
    matrix = [[3, 2, 1], [1, 3, 2], [2, 1, 3], [0, 0, 0.5], [-1, 0.9, 0]]
    result = electre_one(matrix, [1, 1, 1], None, ElectreOne(0.6, 1.0))
    assert result.outranks[:3, :3].tolist() == [
        [False, True, False],
        [False, False, True],
        [True, False, False],
    ] or result.outranks[:3, :3].T.tolist() == [
        [False, True, False],
        [False, False, True],
        [True, False, False],
    ]
    assert result.cyclic.tolist() == [True, True, True, False, False]
    assert result.kernel.tolist() == [True, True, True, False, False]


def test_the_kernel_without_circles() -> None:
    """1 beats 2, 2 beats 3: 3 is in the kernel, since nobody in it beats 3."""
    matrix = [[3, 0.0], [2, 1.0], [1, 2.0]]
    result = electre_one(matrix, [3, 2], None, ElectreOne(0.6, 0.5))
    assert result.outranks.tolist() == [[0, 1, 0], [0, 0, 1], [0, 0, 0]]
    assert result.kernel.tolist() == [True, False, True]
    assert not result.cyclic.any()


def test_kernels_under_many_weights() -> None:
    rng = np.random.default_rng(3)
    matrix, samples = rng.random((6, 4)), rng.dirichlet(np.ones(4), size=40)
    parameters = ElectreOne(0.55, 0.6)
    found = kernels(matrix, samples, [1, 1, -1, 1], parameters)
    for weights, row in zip(samples, found, strict=True):
        result = electre_one(matrix, weights, [1, 1, -1, 1], parameters)
        assert row.tolist() == result.kernel.tolist()
    with pytest.raises(ValueError, match="one matrix"):
        kernels(matrix, samples[0])


def test_waspas_takes_a_zero_and_refuses_to_divide_by_it() -> None:
    result = waspas([[0, 4], [2, 4]], [1, 1], None, Waspas(0.5))
    np.testing.assert_allclose(result.weighted_product, [0, 1])
    np.testing.assert_allclose(result.score, [0.25, 1])
    np.testing.assert_allclose(waspas([[0, 4], [2, 2]], [0, 1]).score, [1, 0.5])
    with pytest.raises(ValueError, match="divides"):
        waspas([[0, 4], [2, 4]], [1, 1], [-1, 1])


def test_a_constant_column_can_turn_an_order_of_waspas() -> None:
    """Sums 0.5 and 0.4, products 0.3 and 0.15 ** 0.5: 0.4 and 0.394. With eight tenths of the
    weight on a column of equals: sums 0.9 and 0.88, products 0.09 ** 0.1 and 0.15 ** 0.1."""
    matrix = np.array([[1.0, 9], [3, 5], [10, 10]])
    score = waspas(matrix, [1, 1]).score
    np.testing.assert_allclose(score[:2], [0.4, (0.4 + 0.15**0.5) / 2])
    score = waspas(np.hstack([matrix, np.ones((3, 1))]), [1, 1, 8]).score
    np.testing.assert_allclose(score[:2], [(0.9 + 0.09**0.1) / 2, (0.88 + 0.15**0.1) / 2])
    assert score[1] > score[0]


def test_additive_value_weighs_values_and_minds_directions() -> None:
    rising = PiecewiseLinear((0, 10), (0, 1))
    falling = PiecewiseLinear((0, 50, 100), (1, 0.2, 0))
    method = AdditiveValue((rising, falling))
    result = method([[5, 50], [10, 25]], [1, 3], [1, -1])
    np.testing.assert_allclose(result.values, [[0.5, 0.2], [1, 0.6]])
    np.testing.assert_allclose(result.score, [0.275, 0.7])
    with pytest.raises(ValueError, match="criterion 2 goes the other way"):
        method([[5, 50]], [1, 3], [1, 1])
    assert math.isnan(rising([float("nan")])[0])


def test_utastar_reproduces_the_ranking_of_transport(shared: Path) -> None:
    """The choice of transport in the R package MCDA, tests/UTASTAR.R, after Siskos, Grigoroudis &
    Matsatsinis (2005), UTA methods: the functions are not unique, the ranking is."""
    (path,) = (shared / "cases" / "decide").glob("24_*.json")
    given = json.loads(path.read_text())
    parameters = given["parameters"]
    method = Utastar(tuple(parameters["breakpoints"]), parameters["epsilon"])
    result = method(given["matrix"], parameters["reference_ranks"], given["objectives"])
    assert result.error == given["expected"]["optimum_error"]
    reference = np.asarray(parameters["reference_ranks"])
    concordant = np.sign(np.subtract.outer(reference, reference))
    found = np.sign(np.subtract.outer(result.ranks, result.ranks))
    assert (found == concordant).all()  # Kendall's tau is 1
    again = result.model(given["matrix"], result.weights, given["objectives"])
    np.testing.assert_allclose(again.score, result.score)
    assert result.weights.sum() == pytest.approx(1)
    for function, points in zip(result.model.functions, parameters["breakpoints"], strict=True):
        assert len(function.points) == points
        assert (min(function.values), max(function.values)) == pytest.approx((0, 1))


def test_utastar_tells_what_cannot_be_reproduced() -> None:
    """The second is better than the first on the only criterion that differs, and ranked below: to
    lift the one and lower the other by half of 1 + 0.05 each costs 1.05."""
    result = utastar([[1, 5], [2, 5]], [1, 2])
    assert result.error == pytest.approx(1.05)
    assert result.weights.tolist() == [1, 0]
    with pytest.raises(ValueError, match="alike"):
        utastar([[1, 5], [1, 5]], [1, 2])
    with pytest.raises(ValueError, match="2 reference ranks"):
        utastar([[1, 5], [2, 5]], [1, 2, 3])


def test_parameters_are_written_down_and_read_back() -> None:
    for method in (
        Promethee((Preference("level", q=1, p=2), Preference())),
        AdditiveValue((PiecewiseLinear((0.0, 1.0), (0.0, 1.0), "extrapolate"),)),
        Utastar((3, 4), 0.1),
        Hellwig(1.5),
    ):
        assert read(json.loads(json.dumps(method.as_dict()))) == method


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Preference("steps"), "preference: shape must be one of"),
        (lambda: Preference("linear", q=1), "p does not fit: linear takes q and p"),
        (lambda: Preference("usual", q=1), "q does not fit: usual takes no thresholds"),
        (lambda: Preference("linear", q=2, p=2), "q must be below p"),
        (lambda: Preference("gaussian", s=0), "s must be above 0"),
        (lambda: Promethee(()), "preferences must be"),
        (lambda: Topsis("minmax"), "normalisation must be one of vector, none"),
        (lambda: ElectreOne(1.2), "concordance must be from 0 to 1"),
        (lambda: PiecewiseLinear((1, 1), (0, 1)), "points must rise"),
        (lambda: PiecewiseLinear((1, 2), (0,)), "one for each point"),
        (lambda: Utastar(1), "breakpoints must be whole numbers"),
        (lambda: Waspas(2), "share must be from 0 to 1"),
    ],
)
def test_parameters_that_cannot_be(make, message: str) -> None:
    with pytest.raises(ParameterError, match=message):
        make()


def test_another_number_of_functions_than_criteria() -> None:
    with pytest.raises(ValueError, match="2 preference functions for 3 criteria"):
        promethee(MATRIX, WEIGHTS, None, Promethee((Preference(), Preference())))
    with pytest.raises(ValueError, match="2 numbers of breakpoints for 3 criteria"):
        utastar(MATRIX, [1, 2, 3, 4, 5], None, Utastar((2, 3)))
