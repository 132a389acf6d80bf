"""Outliers drawn in, with a log that can be replayed."""

import json

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from windroos.decide import ParameterError
from windroos.decide.data import BoxCox, Log, Treat, read_log, treat
from windroos.decide.data.columns import kurtosis, skewness

NAN = float("nan")
EXAMPLES = settings(max_examples=50, deadline=None)
COLUMN = [*range(1, 11), 30, 100]  # COINr's vignette "Outlier Treatment"


def column(*figures: float) -> np.ndarray:
    return np.array(figures, dtype=np.float64)[:, None]


def test_skewness_and_kurtosis_are_those_coinr_prints() -> None:
    # COINr, vignette "Outlier Treatment": skew(x) and kurt(x).
    np.testing.assert_allclose(skewness(column(*COLUMN)), 3.063241, atol=5e-7)
    np.testing.assert_allclose(kurtosis(column(*COLUMN)), 9.741391, atol=5e-7)


def test_one_figure_is_winsorised_as_in_coinr() -> None:
    # The same vignette, and COINr's manual of `winsorise`: 100 becomes 30, with these results.
    result = Treat(max_points=2)(column(*COLUMN))
    assert result.values[:, 0].tolist() == [*range(1, 11), 30, 30]
    log = result.log
    assert (log.method[0], log.points[0], log.passes[0]) == ("winsorise", 1, True)
    np.testing.assert_allclose(log.skewness_before, 3.063241, atol=5e-7)
    np.testing.assert_allclose(log.kurtosis_before, 9.741391, atol=5e-7)
    np.testing.assert_allclose(log.skewness_after, 1.712038, atol=5e-7)
    np.testing.assert_allclose(log.kurtosis_after, 1.815781, atol=5e-7)
    assert result.changed[:, 0].tolist() == [False] * 11 + [True]


def test_a_low_outlier_is_put_up() -> None:
    # COINr's test-treat.R, "treat_df": 1 to 10 with -100, winsorised once.
    result = treat(column(*range(1, 11), -100))
    assert result.values[:, 0].tolist() == [*range(1, 11), 1]
    assert result.log.floor[0] == 1
    assert np.isnan(result.log.ceiling[0])


def test_the_log_takes_the_place_of_winsorising_that_did_not_help() -> None:
    # COINr's test-treat.R: one winsorised point is not enough for these.
    figures = column(*range(1, 21), 100, 200)
    stuck = Treat(max_points=1, transform=None)(figures)
    assert stuck.values.max() == 100
    assert (stuck.log.method[0], stuck.log.passes[0]) == ("winsorise", False)
    result = Treat(max_points=1)(figures)
    # log_CT of COINr: log(x - min + (max - min) / 100)
    np.testing.assert_allclose(result.values, np.log(figures - 1 + 1.99), rtol=1e-12)
    log = result.log
    assert (log.method[0], log.points[0], log.points_tried[0], log.passes[0]) == ("log", 0, 1, True)


def test_a_tail_below_is_turned_about_for_the_log() -> None:
    figures = -column(*range(1, 21), 100, 200)
    result = Treat(max_points=0)(figures)
    np.testing.assert_allclose(result.values, -np.log(-1 - figures + 1.99), rtol=1e-12)
    assert result.log.passes[0]
    plain = Treat(max_points=0, transform=Log(mirror=False))(figures)
    np.testing.assert_allclose(plain.values, np.log(figures + 200 + 1.99), rtol=1e-12)
    assert abs(plain.log.skewness_after[0]) > abs(plain.log.skewness_before[0])  # COINr's log_CT


def test_the_coin_tools_own_log_adds_one() -> None:
    figures = column(*range(1, 21), 100, 200)
    result = Treat(max_points=0, transform=Log(shift="one"))(figures)
    np.testing.assert_allclose(result.values, np.log(figures), rtol=1e-12)  # x - 1 + 1


@pytest.mark.parametrize("power", [2.0, 0.5, 0.0, -0.3])
def test_box_cox_of_a_given_power_is_scipys(power: float) -> None:
    figures = column(*range(1, 21), 100, 200)
    result = Treat(max_points=0, transform=BoxCox(shift="one", power=power))(figures)
    np.testing.assert_allclose(result.values[:, 0], stats.boxcox(figures[:, 0], power), rtol=1e-12)


@given(st.integers(0, 10_000), st.floats(0.8, 2.0))
@settings(max_examples=10, deadline=None)
def test_the_likeliest_power_is_scipys(seed: int, spread: float) -> None:
    figures = np.random.default_rng(seed).lognormal(0, spread, (40, 1))
    result = Treat(skewness=0, kurtosis=-10, max_points=0, transform=BoxCox())(figures)
    lifted = figures[:, 0] - figures.min() + 0.01 * np.ptp(figures)
    expected = stats.boxcox_normmax(lifted, method="mle")
    np.testing.assert_allclose(result.log.power[0], expected, atol=1e-4)


def test_tied_figures_move_together_or_not_at_all() -> None:
    figures = column(*range(1, 31), 500, 500)
    assert Treat(max_points=1, transform=None)(figures).values.max() == 500
    result = Treat(max_points=2)(figures)
    assert result.values.max() == 30
    assert result.log.points[0] == 2


def test_a_column_can_be_left_as_it_is() -> None:
    figures = np.repeat(column(*COLUMN), 2, axis=1)
    result = Treat(max_points=(None, 5))(figures)
    np.testing.assert_array_equal(result.values[:, 0], COLUMN)
    assert result.log.method.tolist() == ["none", "winsorise"]
    assert result.log.passes.tolist() == [False, True]


def test_constant_short_and_unknown_columns_are_left_without_a_warning() -> None:
    figures = np.array([[0.1, 1.0, NAN], [0.1, 9.0, NAN], [0.1, 500.0, NAN], [0.1, NAN, NAN]])
    result = treat(figures)
    np.testing.assert_array_equal(result.values, figures)
    assert result.log.method.tolist() == ["none"] * 3
    assert result.log.passes.all()
    assert np.isnan(result.log.kurtosis_before).all()


FIGURES = arrays(
    np.float64,
    (2, 12, 3),
    elements=st.just(NAN) | st.sampled_from([0.0, 1.0, 500.0]) | st.floats(-100, 100, width=16),
)


@given(st.integers(0, 10_000), st.integers(4, 60), st.floats(0.0, 0.9), st.floats(-1e6, 1e6))
@EXAMPLES
def test_skewness_and_kurtosis_are_scipys(
    seed: int, count: int, unknown: float, level: float
) -> None:
    random = np.random.default_rng(seed)
    known = level + random.lognormal(0, 1.5, count)
    figures = np.insert(known, random.integers(0, count, int(unknown * 60)), NAN)[:, None]
    expected = stats.skew(known, bias=False), stats.kurtosis(known, bias=False)
    np.testing.assert_allclose(skewness(figures)[0], expected[0], rtol=1e-6, atol=1e-6)
    np.testing.assert_allclose(kurtosis(figures)[0], expected[1], rtol=1e-6, atol=1e-6)


STEPS = st.sampled_from(
    [
        Treat(),
        Treat(max_points=1),
        Treat(skewness=0.5, kurtosis=0.5, max_points=2, transform=BoxCox()),
        Treat(skewness=0.5, kurtosis=-1, max_points=(0, None, 3), transform=Log()),
    ]
)


@given(FIGURES, STEPS)
@EXAMPLES
def test_samples_equal_a_loop(figures: np.ndarray, step: Treat) -> None:
    together = step(figures)
    for sample in range(2):
        alone = step(figures[sample])
        np.testing.assert_allclose(together.values[sample], alone.values, rtol=1e-9, atol=1e-12)
        assert together.log.method[sample].tolist() == alone.log.method.tolist()


@given(FIGURES, STEPS)
@EXAMPLES
def test_the_log_written_down_and_read_back_does_the_same_again(
    figures: np.ndarray, step: Treat
) -> None:
    result = step(figures)
    log = read_log(json.loads(json.dumps(result.log.as_dict(), allow_nan=False)))
    again = log.replay(figures)
    np.testing.assert_array_equal(again.values, result.values)
    np.testing.assert_array_equal(again.changed, result.changed)


@given(FIGURES, STEPS)
@EXAMPLES
def test_treating_keeps_the_order_and_what_is_unknown(figures: np.ndarray, step: Treat) -> None:
    values = step(figures).values
    np.testing.assert_array_equal(np.isnan(values), np.isnan(figures))
    order = np.argsort(figures, axis=-2)
    there = ~np.isnan(np.take_along_axis(figures, order, axis=-2))
    rises = np.diff(np.take_along_axis(values, order, axis=-2), axis=-2)
    assert np.all(rises[there[..., 1:, :]] >= -1e-9)


@given(FIGURES, st.permutations(range(12)), st.sampled_from([0.125, 8.0, 1024.0]))
@EXAMPLES
def test_neither_the_order_of_alternatives_nor_the_unit_matters(
    figures: np.ndarray, order: list[int], unit: float
) -> None:
    result = treat(figures)
    # On the edge of a threshold the last bit decides, and the order of a sum with it.
    edge = np.abs(np.abs(result.log.skewness_before) - 2) < 1e-9
    assume(not edge.any())
    shuffled = treat(figures[:, order])
    assert shuffled.log.method.tolist() == result.log.method.tolist()
    np.testing.assert_allclose(shuffled.values, result.values[:, order], rtol=1e-9, atol=1e-9)
    rescaled = treat(figures * unit)
    assert rescaled.log.method.tolist() == result.log.method.tolist()
    assert rescaled.log.points.tolist() == result.log.points.tolist()


@given(FIGURES, st.integers(0, 4))
@EXAMPLES
def test_no_more_figures_are_winsorised_than_declared(figures: np.ndarray, limit: int) -> None:
    result = Treat(skewness=0.1, kurtosis=-5, max_points=limit, transform=None)(figures)
    moved = np.count_nonzero(result.changed, axis=-2)
    assert moved.max() <= limit
    np.testing.assert_array_equal(moved, result.log.points)


def test_new_figures_are_held_to_the_first_ones_limits() -> None:
    winsorised = treat(column(*COLUMN)).log.replay([[200.0], [-50.0], [30.0], [NAN]])
    np.testing.assert_array_equal(winsorised.values[:, 0], [30, -50, 30, NAN])
    assert winsorised.changed[:, 0].tolist() == [True, False, False, False]
    logged = Treat(max_points=0)(column(*range(1, 21), 100, 200)).log
    values = logged.replay([[-5.0], [1.0], [400.0]]).values[:, 0]
    np.testing.assert_allclose(values, np.log([1.99, 1.99, 400.99]), rtol=1e-12)


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="max_points has 2 numbers and the matrix 1 column"):
        Treat(max_points=(1, 2))(column(1, 2))
    log = treat(column(*COLUMN)).log
    with pytest.raises(ValueError, match="The log has 1 columns, the matrix 2"):
        log.replay(np.ones((3, 2)))
    with pytest.raises(ValueError, match="at fault: colour"):
        read_log(log.as_dict() | {"colour": 1})
    for wrong in (
        lambda: Treat(skewness=-1),
        lambda: Treat(kurtosis=NAN),
        lambda: Treat(max_points=-1),
        lambda: Treat(max_points=None),  # pyright: ignore[reportArgumentType]
        lambda: Treat(transform="log"),  # pyright: ignore[reportArgumentType]
        lambda: Log(shift="two"),
        lambda: BoxCox(power=NAN),
    ):
        with pytest.raises(ParameterError):
            wrong()
