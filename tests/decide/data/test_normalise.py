"""Every column on one scale on which more is better."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats
from tests.decide.handbook import TECHNOLOGY

from windroos import decide
from windroos.decide import Declared, ParameterError
from windroos.decide.data import (
    Borda,
    DistanceToMaximum,
    DistanceToTarget,
    Goalposts,
    MinMax,
    Normalised,
    PercentileRank,
    Sum,
    Vector,
    ZScore,
)

NAN = float("nan")
Normaliser = Callable[..., Normalised]
EXAMPLES = settings(max_examples=50, deadline=None)
METHODS: list[Normaliser] = [
    MinMax(),
    MinMax(1, 10),
    Goalposts(lower=-2, upper=(3, 4, 5)),
    ZScore(),
    ZScore(5, 2),
    Borda(),
    Borda(ties="min"),
    PercentileRank(),
    PercentileRank(ties="min"),
    DistanceToTarget(targets=4),
    DistanceToTarget(targets=(1, 2, 3), cap=True),
    DistanceToMaximum(),
    DistanceToMaximum(origin="zero"),
    Vector(),
    Sum(),
]
every_method = pytest.mark.parametrize("method", METHODS, ids=repr)


def column(*figures: float) -> np.ndarray:
    return np.array(figures, dtype=np.float64)[:, None]


def close(actual: np.ndarray, expected: object, tolerance: float = 1e-9) -> None:
    np.testing.assert_allclose(actual, expected, rtol=tolerance, atol=tolerance)  # pyright: ignore[reportCallIssue, reportArgumentType]


def test_min_max_is_coinrs() -> None:
    # COINr's vignette "Normalisation", qNormalise(X): ten made-up figures, from 0 to 100.
    figures = [0.01902362, 0.46387603, 0.83459034, 0.93670927, 0.88510088]
    figures += [0.37517730, 0.49640039, 0.97395693, 0.18106040, 0.43705340]
    printed = [0, 46.58466, 85.40562, 96.09945, 90.69505, 37.29618, 49.99059, 100, 16.96839]
    close(MinMax(0, 100)(column(*figures)).values[:, 0], [*printed, 43.77581], 1e-6)


def test_min_max_turns_a_column_where_less_is_better() -> None:
    # COINr's test-normalise.R, "norm_df": the worst gets 0, the best 100, whichever that is.
    result = MinMax(0, 100)([[1.0, 1.0], [3.0, 3.0], [5.0, 5.0]], [-1, 1])
    assert result.values.tolist() == [[100, 0], [50, 50], [0, 100]]
    assert result.meaning == "0 is the worst figure of those compared, 100 the best."


@pytest.mark.parametrize(
    ("method", "printed"),
    [  # Finland, United States, Sweden, Japan, Korea, Netherlands
        (ZScore(), [0.26, 1.52, 1.14, -0.06, 0.76, -0.12]),
        (MinMax(), [0.59, 1.00, 0.88, 0.49, 0.76, 0.47]),
        (DistanceToMaximum(origin="zero"), [0.83, 1.00, 0.95, 0.79, 0.90, 0.78]),
        (Borda(ties="min"), [14, 22, 18, 11, 16, 8]),  # ranks 15, 23, ...: the worst has 1
    ],
    ids=repr,
)
def test_years_of_schooling_are_those_of_the_handbook(
    method: Normaliser, printed: list[float]
) -> None:
    """Table 15, p. 87: z-score, min-max, ratio to the best, rank."""
    years = [[figures[6]] for figures in TECHNOLOGY.values()]
    close(method(years).values[:6, 0], printed, 0.005)


def test_distance_to_maximum_is_coinrs() -> None:
    # COINr's vignette "Normalisation": n_dist2max of mtcars, first six cars; the least and the
    # most miles per gallon of all 32 are 10.4 and 33.9.
    miles = column(21, 21, 22.8, 21.4, 18.7, 18.1, 10.4, 33.9)
    printed = [0.4510638, 0.4510638, 0.5276596, 0.4680851, 0.3531915, 0.3276596, 0, 1]
    close(DistanceToMaximum()(miles).values[:, 0], printed, 1e-7)


def test_distance_to_maximum_from_zero_keeps_ratios() -> None:
    result = DistanceToMaximum(origin="zero")([[2.0, 2.0], [8.0, 8.0], [4.0, NAN]], [1, -1])
    np.testing.assert_array_equal(result.values, [[0.25, 1], [1, 0.25], [0.5, NAN]])


def test_distance_to_target_is_coinrs() -> None:
    # COINr's test-normalise.R, "dist2targ".
    close(DistanceToTarget(10)(column(0, 5, 11)).values[:, 0], [0, 0.5, 1.1])
    close(DistanceToTarget(10, cap=True)(column(0, 5, 11)).values[:, 0], [0, 0.5, 1])
    close(DistanceToTarget(0)(column(-1, 1, 10), [-1]).values[:, 0], [1.1, 0.9, 0])
    close(DistanceToTarget(0, cap=True)(column(-1, 1, 10), [-1]).values[:, 0], [1, 0.9, 0])


def test_a_target_that_all_have_reached_gives_all_of_them_the_whole() -> None:
    result = DistanceToTarget((1, 9))([[1.0, 9.0], [3.0, 4.0], [NAN, 2.0]], [1, -1])
    np.testing.assert_array_equal(result.values, [[1, 1], [1, 1], [NAN, 1]])


def test_goalposts_are_coinrs_and_those_of_a_cell() -> None:
    # COINr's test-normalise.R, "n_funcs": figures 1, 11 and -1 between goalposts 0 and 10.
    posts = Goalposts(lower=0, upper=10)
    close(posts(column(1, 11, -1)).values[:, 0], [0.1, 1, 0])
    close(posts(column(1, 11, -1), [-1]).values[:, 0], [0.9, 0, 1])
    close(posts(column(1, 11, -1), [-1]).values, decide.goalposts(column(1, 11, -1), 10, 0))


def test_borda_and_percentile_rank_count_who_is_worse() -> None:
    figures = [[3.0, 3.0], [1.0, 1.0], [3.0, NAN], [2.0, 2.0]]
    np.testing.assert_array_equal(
        Borda()(figures, [1, -1]).values, [[2.5, 0], [0, 2], [2.5, NAN], [1, 1]]
    )
    np.testing.assert_array_equal(
        Borda(ties="min")(figures, [1, -1]).values, [[2, 0], [0, 2], [2, NAN], [1, 1]]
    )
    close(
        PercentileRank()(figures, [1, -1]).values,
        [[2.5 / 3, 0], [0, 1], [2.5 / 3, NAN], [1 / 3, 0.5]],
    )
    # COINr's n_prank: (rank - 1) / (number known - 1), ties the lowest
    close(PercentileRank(ties="min")(figures).values[:, 0], [2 / 3, 0, 2 / 3, 1 / 3])


def test_sums_and_vectors() -> None:
    figures = [[3.0, 1.0], [4.0, 2.0]]
    close(Vector()(figures, [1, -1]).values, [[0.6, 1 - 1 / 5**0.5], [0.8, 1 - 2 / 5**0.5]])
    close(Sum()(figures, [1, -1]).values, [[3 / 7, 2 / 3], [4 / 7, 1 / 3]])


FIGURES = arrays(
    np.float64,
    (2, 5, 3),
    elements=st.just(NAN) | st.sampled_from([1.0, 2.0]) | st.floats(0.5, 100),
)
DIRECTIONS = st.lists(st.sampled_from([1, -1]), min_size=3, max_size=3)


@given(FIGURES)
@settings(max_examples=20, deadline=None)
def test_what_scipy_knows_is_what_scipy_says(figures: np.ndarray) -> None:
    for values in np.moveaxis(figures, -1, 1).reshape(-1, 5):
        known = values[~np.isnan(values)]
        if known.size < 2 or np.ptp(known) < 1e-6:
            continue
        given_ = known[:, None]
        close(ZScore(5, 2)(given_).values[:, 0], 5 + 2 * stats.zscore(known, ddof=1), 1e-8)
        close(Vector()(given_).values[:, 0], known / np.linalg.norm(known))
        # A percentile counts oneself half: here only others count.
        shares = stats.percentileofscore(known, known, kind="mean") / 100 * known.size - 0.5
        close(PercentileRank()(given_).values[:, 0], shares / (known.size - 1))


@given(figures=FIGURES, directions=DIRECTIONS)
@EXAMPLES
def test_unknown_stays_unknown_and_all_else_is_on_the_scale_declared(
    figures: np.ndarray, directions: list[int]
) -> None:
    same = [len(set(one[~np.isnan(one)])) < 2 for one in np.moveaxis(figures, -1, 1).reshape(-1, 5)]
    for method in METHODS:
        result = method(figures, directions)
        np.testing.assert_array_equal(np.isnan(result.values), np.isnan(figures))
        known = result.values[~np.isnan(result.values)]
        assert np.all((known >= result.low) & (known <= result.high)), method
        assert result.constant.ravel().tolist() == same


@given(figures=FIGURES, directions=DIRECTIONS)
@EXAMPLES
def test_better_is_never_less(figures: np.ndarray, directions: list[int]) -> None:
    better = figures * directions
    above = better[:, :, None] >= better[:, None]
    for method in METHODS:
        values = method(figures, directions).values
        apart = values[:, :, None] - values[:, None]
        assert np.all(apart[above] >= -1e-12), method


@given(figures=FIGURES, directions=DIRECTIONS, order=st.permutations(range(5)))
@EXAMPLES
def test_order_does_not_matter_and_samples_equal_a_loop(
    figures: np.ndarray, directions: list[int], order: list[int]
) -> None:
    for method in METHODS:
        result = method(figures, directions)
        close(method(figures[0], directions).values, result.values[0])
        close(method(figures[1], directions).values, result.values[1])
        close(method(figures[:, order], directions).values, result.values[:, order])
        if not isinstance(method, Goalposts | DistanceToTarget):
            # whose parameters belong to their columns
            turned = method(figures[..., ::-1], directions[::-1]).values
            close(turned[..., ::-1], result.values)


@given(figures=FIGURES, factor=st.sampled_from([0.125, 8.0]), shift=st.sampled_from([-64.0, 32.0]))
@EXAMPLES
def test_an_interval_scale_may_move_and_stretch(
    figures: np.ndarray, factor: float, shift: float
) -> None:
    figures = np.round(figures, 1)  # so that a shift drops no difference
    for method in (MinMax(), ZScore(), Borda(), PercentileRank(), DistanceToMaximum()):
        close(method(figures * factor + shift).values, method(figures).values, 1e-6)


@given(figures=FIGURES, directions=DIRECTIONS, factor=st.floats(0.01, 1e3))
@EXAMPLES
def test_a_ratio_scale_may_stretch(
    figures: np.ndarray, directions: list[int], factor: float
) -> None:
    for method in (DistanceToMaximum(origin="zero"), Vector(), Sum()):
        close(method(figures * factor, directions).values, method(figures, directions).values)


CONSTANT = {
    MinMax(): 0.5,
    MinMax(1, 10): 5.5,
    ZScore(5, 2): 5,
    Borda(): 1,
    Borda(ties="min"): 0,
    PercentileRank(): 0.5,
    PercentileRank(ties="min"): 0,
    DistanceToTarget(9): 0,
    DistanceToMaximum(): 1,
    DistanceToMaximum(origin="zero"): 1,
    Vector(): 1 / 3**0.5,
    Sum(): 1 / 3,
}


@pytest.mark.parametrize(("method", "expected"), CONSTANT.items(), ids=repr)
def test_a_constant_column_gets_what_is_said_and_never_nan(
    method: Normaliser, expected: float
) -> None:
    result = method([[0.1], [0.1], [NAN], [0.1]])
    close(result.values[:, 0], [expected, expected, NAN, expected])
    assert result.constant.tolist() == [True]


@pytest.mark.parametrize("method", [DistanceToMaximum(origin="zero"), Vector(), Sum()], ids=repr)
def test_a_column_of_zeros_is_a_constant_one(method: Normaliser) -> None:
    close(method([[0.0], [0.0], [NAN]]).values, method([[7.0], [7.0], [NAN]]).values)


@every_method
def test_one_alone_known_and_none_known_give_no_warning(method: Normaliser) -> None:
    result = method([[NAN, 2.0, 1.0], [NAN, NAN, 2.0]], [1, 1, -1])
    np.testing.assert_array_equal(
        np.isnan(result.values), [[True, False, False], [True, True, False]]
    )
    assert result.constant.tolist() == [True, True, False]


def test_parts_are_of_a_positive_whole() -> None:
    for method in (Vector(), Sum(), DistanceToMaximum(origin="zero")):
        with pytest.raises(ValueError, match="below 0"):
            method([[-1.0], [2.0]])
    for method in (Sum(), DistanceToMaximum(origin="zero")):
        with pytest.raises(ValueError, match="no reciprocal"):
            method([[0.0], [2.0]], [-1])


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: MinMax(1, 1),
        lambda: MinMax(0, float("inf")),
        lambda: Goalposts(lower=1, upper=(2, 1)),
        lambda: Goalposts(lower=NAN, upper=1),
        lambda: ZScore(NAN, 1),
        lambda: ZScore(0, 0),
        lambda: Borda(ties="max"),
        lambda: PercentileRank(ties="max"),
        lambda: DistanceToTarget(NAN),
        lambda: DistanceToMaximum(origin="one"),
    ],
)
def test_what_cannot_be_is_refused(wrong: Callable[[], Declared]) -> None:
    with pytest.raises(ParameterError):
        wrong()


def test_a_parameter_is_for_all_columns_or_for_each() -> None:
    with pytest.raises(ValueError, match="lower is one number for all columns or one for each"):
        Goalposts(lower=(0, 1, 2), upper=9)([[1.0, 2.0]])
    with pytest.raises(ValueError, match="targets is one number"):
        DistanceToTarget((1, 2, 3))([[1.0, 2.0]])
