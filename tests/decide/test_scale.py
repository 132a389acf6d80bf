"""One scale for two scoreboards."""

import numpy as np
import pytest
from scipy import stats

from windroos.decide import CommonScale, fit_common_scale

NAN = float("nan")

# Anscombe (1973), Graphs in statistical analysis, The American Statistician 27(1), 17-21.
X1 = np.array([10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5], dtype=float)
Y1 = np.array([8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68])
Y3 = np.array([7.46, 6.77, 12.74, 7.11, 7.81, 8.84, 6.08, 5.39, 8.15, 6.42, 5.73])
X4 = np.array([8, 8, 8, 8, 8, 8, 8, 19, 8, 8, 8], dtype=float)
Y4 = np.array([6.58, 5.76, 7.71, 8.84, 8.47, 7.04, 5.25, 12.50, 5.56, 7.91, 6.89])


def brute_force(x: np.ndarray, y: np.ndarray) -> float:
    """Leave each economy out in turn, fit again, predict it."""
    errors = []
    for i in range(len(x)):
        slope, intercept = np.polyfit(np.delete(x, i), np.delete(y, i), 1)
        errors.append(y[i] - intercept - slope * x[i])
    return float(np.sqrt(np.mean(np.square(errors))))


def test_the_published_fit_of_anscombe() -> None:
    # As R prints it: 3.0001, 0.5001, R-squared 0.6665, residual standard error 1.237 on 9 df.
    fit = fit_common_scale(X1, Y1)
    assert round(fit.intercept, 4) == 3.0001
    assert round(fit.slope, 4) == 0.5001
    assert round(fit.r2, 4) == 0.6665
    assert round(fit.residual_sd, 3) == 1.237
    assert (fit.n, fit.x_range, fit.x_mean, fit.sxx) == (11, (4, 14), 9, 110)


def test_the_same_line_as_scipy() -> None:
    slope, intercept, r, _, slope_error = np.array(stats.linregress(X1, Y3))
    fit = fit_common_scale(X1, Y3)
    np.testing.assert_allclose(
        [fit.slope, fit.intercept, fit.r2, fit.residual_sd / np.sqrt(fit.sxx)],
        [slope, intercept, r**2, slope_error],
        rtol=1e-12,
    )


@pytest.mark.parametrize("y", [Y1, Y3])
def test_the_leave_one_out_error_is_that_of_leaving_one_out(y: np.ndarray) -> None:
    fit = fit_common_scale(X1, y)
    assert fit.loo_rmse == pytest.approx(brute_force(X1, y), rel=1e-12)
    assert fit.loo_rmse > fit.residual_sd * np.sqrt((fit.n - 2) / fit.n)


def test_prediction_interval_by_hand() -> None:
    # x 0..4, y 0 2 1 3 4: mean 2 and 2, Sxx 10, Sxy 9, line 0.2 + 0.9 x.
    # Residuals -0.2 0.9 -1 0.1 0.2: SSE 1.9, s = sqrt(1.9 / 3).
    # At x = 6: value 5.6, s sqrt(1 + 1/5 + 16/10) = s sqrt(2.8); t(0.95; 3 df) = 2.353363.
    fit = fit_common_scale([0, 1, 2, 3, 4], [0, 2, 1, 3, 4])
    value, lower, upper = fit.predict(6)
    half = 2.353363 * np.sqrt(1.9 / 3 * 2.8)
    np.testing.assert_allclose([value, lower, upper], [5.6, 5.6 - half, 5.6 + half], atol=1e-5)
    assert fit.r2 == pytest.approx(1 - 1.9 / 10)


@pytest.mark.parametrize("coverage", [0.5, 0.9, 0.99])
def test_prediction_interval_by_matrix(coverage: float) -> None:
    # Independently: variance s^2 (1 + x0' (X'X)^-1 x0), with s and the line from linregress.
    at = np.array([-3.0, 4.0, 9.0, 20.0])
    slope, intercept, _, _, slope_error = np.array(stats.linregress(X1, Y1))
    design = np.column_stack([np.ones_like(X1), X1])
    rows = np.column_stack([np.ones_like(at), at])
    leverage = np.einsum("ij,jk,ik->i", rows, np.linalg.inv(design.T @ design), rows)
    s = slope_error * np.sqrt(X1.var() * len(X1))
    centre = intercept + slope * at
    expected = stats.t.interval(coverage, len(X1) - 2, centre, s * np.sqrt(1 + leverage))
    value, lower, upper = fit_common_scale(X1, Y1).predict(at, coverage)
    np.testing.assert_allclose(value, centre, rtol=1e-12)
    np.testing.assert_allclose([lower, upper], expected, rtol=1e-12)


def test_the_interval_covers_one_more_economy_as_often_as_it_says() -> None:
    rng = np.random.default_rng(7)
    x = np.linspace(20, 65, 12)
    hits = 0
    for _ in range(1500):
        y = 10 + 2 * x + rng.normal(0, 8, x.size)
        _, lower, upper = fit_common_scale(x, y).predict(70, coverage=0.8)
        hits += lower <= 10 + 2 * 70 + rng.normal(0, 8) <= upper
    assert hits / 1500 == pytest.approx(0.8, abs=0.04)  # nearly four standard errors


def test_a_prediction_keeps_the_shape_and_what_is_missing() -> None:
    value, lower, upper = fit_common_scale(X1, Y1).predict([[5, NAN], [9, 14]])
    assert value.shape == lower.shape == upper.shape == (2, 2)
    for array in (value, lower, upper):
        np.testing.assert_array_equal(np.isnan(array), [[False, True], [False, False]])
    # Narrowest in the middle of the fit.
    assert (upper - lower)[1, 0] < (upper - lower)[1, 1]


def test_outside_the_range_of_the_fit_is_said() -> None:
    fit = fit_common_scale(X1, Y1)
    assert fit.extrapolates([3.9, 4, 9, 14, 14.1, NAN]).tolist() == [
        True,
        False,
        False,
        False,
        True,
        False,
    ]


def test_economies_on_one_scoreboard_only_are_left_out() -> None:
    x, y = np.append(X1, [50, NAN, NAN]), np.append(Y1, [NAN, 9, NAN])
    assert fit_common_scale(x, y) == fit_common_scale(X1, Y1)


def test_a_perfect_line_leaves_no_doubt() -> None:
    fit = fit_common_scale([1, 2, 3, 4, 5], [3, 5, 7, 9, 11])
    assert isinstance(fit, CommonScale)
    np.testing.assert_allclose([fit.intercept, fit.slope, fit.r2], [1, 2, 1])
    np.testing.assert_allclose([fit.residual_sd, fit.loo_rmse], 0, atol=1e-12)


@pytest.mark.parametrize(
    ("x", "y", "message"),
    [
        ([1, 2, 3, 4], [1, 2, 3, 4], "4 economies"),
        ([1, 2, 3, 4, NAN], [1, 2, 3, 4, 5], "4 economies"),
        ([0.1] * 7, [1, 2, 3, 4, 5, 6, 7], "same x"),
        ([0.3, 0.1 + 0.2, 0.3, 0.1 + 0.2, 0.3], [1, 2, 3, 4, 5], "same x"),
        ([1, 2, 3, 4, 5, 6, 7], [0.1] * 7, "same y"),
        (X4, Y4, "rests on that one"),
        ([1, 2, 3, 4, 5], [1, 2, 3, 4], "one x and one y"),
        ([[1, 2, 3, 4, 5]], [[1, 2, 3, 4, 5]], "one x and one y"),
        ([1, 2, 3, 4, float("inf")], [1, 2, 3, 4, 5], "infinite"),
    ],
)
def test_what_gives_no_line_is_refused(x: object, y: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        fit_common_scale(x, y)  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize("coverage", [0, 1, 90, NAN])
def test_coverage_is_a_share(coverage: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        fit_common_scale(X1, Y1).predict(9, coverage)
