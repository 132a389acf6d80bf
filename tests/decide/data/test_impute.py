"""Stand-ins for what is unknown, and the mask that says so."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from windroos.decide import ParameterError
from windroos.decide.data import (
    Impute,
    ImputeByDraw,
    ImputeLast,
    carry_forward,
    draw,
    impute,
    min_max,
)

NAN = float("nan")
EXAMPLES = settings(max_examples=50, deadline=None)

# COINr's vignette "Imputation" prints these ten figures of two of its indicators (patents and
# trade in cultural goods), two groups of five, and what `Impute` makes of them.
PATENTS = [23.7, 583.5, 3.6, 249.8, NAN, 64.2, 0.3, NAN, 46.5, 7.2]
GOODS = [NAN, 16.182, 0.985, NAN, NAN, 7.555, 0.046, NAN, 1.213, 1.256]
PUBLISHED = np.array([PATENTS, GOODS]).T
GROUPS = ["a"] * 5 + ["b"] * 5


def test_the_mean_is_the_one_coinr_prints() -> None:
    result = impute(PUBLISHED)
    np.testing.assert_allclose(result.values[[4, 7], 0], 122.35)
    np.testing.assert_allclose(result.values[[0, 3, 4, 7], 1], 4.5395)
    np.testing.assert_array_equal(result.imputed, np.isnan(PUBLISHED))


def test_the_mean_of_equals_sets_nobody_apart() -> None:
    """The sum of three times 0.1 over three is a little more than 0.1 in floating point."""
    filled = impute([[0.1], [0.1], [0.1], [NAN]])
    assert filled.values[:, 0].tolist() == [0.1] * 4
    assert min_max(filled.values).values[:, 0].tolist() == [0.5] * 4


def test_the_median_of_the_group_is_the_one_coinr_prints() -> None:
    result = Impute(statistic="median", by_group=True)(PUBLISHED, GROUPS)
    np.testing.assert_allclose(result.values[[4, 7], 0], [136.75, 26.85])
    np.testing.assert_allclose(result.values[[0, 3, 4, 7], 1], [8.5835, 8.5835, 8.5835, 1.2345])
    np.testing.assert_array_equal(result.imputed, np.isnan(PUBLISHED))


def test_who_has_no_group_or_too_small_a_group_stays_unknown() -> None:
    figures = [[1.0], [3.0], [NAN], [10.0], [NAN], [NAN], [NAN]]
    groups = ["a", "a", "a", "b", "b", None, "c"]
    result = Impute(by_group=True, least=2)(figures, groups)
    np.testing.assert_array_equal(result.values[:, 0], [1, 3, 2, 10, NAN, NAN, NAN])
    assert result.imputed[:, 0].tolist() == [False, False, True, False, False, False, False]


@pytest.mark.parametrize(
    "step", [Impute(by_group=True), Impute(statistic="median", by_group=True)], ids=repr
)
def test_a_missing_group_is_no_group(step: Impute) -> None:
    values = step([[1.0], [NAN], [NAN]], ["a", "a", NAN]).values
    np.testing.assert_array_equal(values[:, 0], [1, 1, NAN])


def test_all_can_stand_in_where_the_group_cannot() -> None:
    figures = [[1.0], [3.0], [NAN], [11.0], [NAN], [NAN]]
    groups = ["a", "a", "a", "b", None, "c"]
    result = Impute(by_group=True, otherwise="all")(figures, groups)
    assert result.values[:, 0].tolist() == [1, 3, 2, 11, 5, 5]


def test_a_column_with_nothing_known_stays_unknown() -> None:
    for step in (Impute(), Impute(statistic="median"), ImputeByDraw(samples=3)):
        result = step([[NAN, 2.0], [NAN, 2.0]])
        assert np.isnan(result.values[..., 0]).all()
        assert not result.imputed.any()


FIGURES = arrays(np.float64, (2, 6, 3), elements=st.just(NAN) | st.floats(-1e3, 1e3))


@given(FIGURES, st.sampled_from(["mean", "median"]))
@EXAMPLES
def test_each_sample_and_column_gets_what_numpy_makes_of_its_known_figures(
    figures: np.ndarray, statistic: str
) -> None:
    result = Impute(statistic=statistic)(figures)
    np.testing.assert_array_equal(result.values[~np.isnan(figures)], figures[~np.isnan(figures)])
    usual = np.mean if statistic == "mean" else np.median
    for sample, values in enumerate(figures):
        for column, one in enumerate(values.T):
            unknown = np.isnan(one)
            expected = usual(one[~unknown]) if not unknown.all() else NAN
            filled = result.values[sample, unknown, column]
            np.testing.assert_allclose(filled, np.full(unknown.sum(), expected), atol=1e-9)


def test_a_draw_is_from_the_known_figures_of_the_group() -> None:
    result = ImputeByDraw(samples=4000, seed=7, by_group=True)(PUBLISHED, GROUPS)
    assert result.values.shape == (4000, 10, 2)
    np.testing.assert_array_equal(result.imputed, np.isnan(PUBLISHED))
    drawn, times = np.unique(result.values[:, 4, 0], return_counts=True)
    assert drawn.tolist() == [3.6, 23.7, 249.8, 583.5]
    # Each of four as likely: 1000 times, with a standard deviation of 27.
    assert np.all(np.abs(times - 1000) < 5 * 27.4)
    # Two unknown cells are drawn independently of each other: a correlation of 0 within 5 / 63.
    assert abs(np.corrcoef(result.values[:, 0, 1], result.values[:, 3, 1])[0, 1]) < 5 / 4000**0.5


def test_all_give_a_draw_where_the_group_cannot() -> None:
    figures = [[1.0], [3.0], [NAN], [11.0], [NAN]]
    groups = ["a", "a", "a", "b", "c"]
    values = ImputeByDraw(samples=500, by_group=True, otherwise="all")(figures, groups).values
    assert set(values[:, 2, 0]) == {1, 3}
    assert set(values[:, 4, 0]) == {1, 3, 11}


@given(st.integers(0, 2**31), st.integers(0, 40), st.integers(1, 40))
@EXAMPLES
def test_a_seed_gives_the_same_draws_in_one_run_or_in_chunks(
    seed: int, first: int, samples: int
) -> None:
    whole = draw(PUBLISHED, parameters=ImputeByDraw(samples=first + samples, seed=seed)).values
    part = draw(PUBLISHED, None, ImputeByDraw(samples=samples, seed=seed), first).values
    np.testing.assert_array_equal(part, whole[first:])


@given(FIGURES)
@EXAMPLES
def test_a_draw_leaves_what_is_known(figures: np.ndarray) -> None:
    result = draw(figures[0], parameters=ImputeByDraw(samples=5, seed=1))
    known = ~np.isnan(figures[0])
    for values in result.values:
        np.testing.assert_array_equal(values[known], figures[0][known])
        for column in range(3):
            donors = figures[0][known[:, column], column]
            drawn = values[result.imputed[:, column], column]
            assert np.isin(drawn, donors).all()
    np.testing.assert_array_equal(result.imputed, ~known & known.any(axis=0))


def test_the_last_figure_is_carried_forward_and_never_backward() -> None:
    # The series of COINr's test of `impute_panel` (test-impute_panel.R), one alternative, three
    # years, four indicators; its "latest" leaves an unknown first year unknown.
    panel = np.array([[[1, 3, NAN, 7]], [[2, NAN, 5, 8]], [[3, 5, 6, NAN]]])
    result = carry_forward(panel, [2020, 2021, 2022])
    expected = [[[1, 3, NAN, 7]], [[2, 3, 5, 8]], [[3, 5, 6, 8]]]
    np.testing.assert_array_equal(result.values, expected)
    np.testing.assert_array_equal(result.imputed, np.isnan(panel) & ~np.isnan(expected))
    np.testing.assert_array_equal(result.age[:, 0], [[0, 0, NAN, 0], [0, 1, 0, 0], [0, 0, 0, 1]])


def test_a_figure_too_old_is_not_carried() -> None:
    panel = np.array([5.0, NAN, NAN, NAN])[:, None, None]
    years = [2010, 2012, 2013, 2020]
    result = ImputeLast(max_age=3)(panel, years)
    np.testing.assert_array_equal(result.values.ravel(), [5, 5, 5, NAN])
    np.testing.assert_array_equal(result.age.ravel(), [0, 2, 3, NAN])
    assert ImputeLast()(panel, years).age.ravel().tolist() == [0, 2, 3, 10]


@given(
    arrays(np.float64, (2, 4, 3, 2), elements=st.just(NAN) | st.floats(-9, 9)), st.integers(0, 3)
)
@EXAMPLES
def test_carrying_looks_back_one_figure_at_a_time(panel: np.ndarray, max_age: int) -> None:
    result = ImputeLast(max_age=max_age)(panel, [0, 1, 2, 3])
    for place in np.ndindex(panel.shape):
        sample, time, *cell = place
        back = [panel[sample, time - age, *cell] for age in range(min(time, max_age) + 1)]
        known = [figure for figure in back if not np.isnan(figure)]
        assert np.array_equal(result.values[place], known[0] if known else NAN, equal_nan=True)


@pytest.mark.parametrize("step", [Impute, ImputeByDraw])
def test_groups_are_given_when_declared_and_only_then(
    step: type[Impute] | type[ImputeByDraw],
) -> None:
    with pytest.raises(ValueError, match="by_group is declared and no groups"):
        step(by_group=True)(PUBLISHED)
    with pytest.raises(ValueError, match="groups are given and by_group is not declared"):
        step()(PUBLISHED, GROUPS)
    with pytest.raises(ValueError, match="9 groups and 10 alternatives"):
        step(by_group=True)(PUBLISHED, GROUPS[:9])


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="draws are from one matrix"):
        draw(np.ones((2, 3, 4)))
    with pytest.raises(ValueError, match="first sample is number 0"):
        draw(PUBLISHED, first=-1)
    with pytest.raises(ValueError, match=r"expected \(..., times"):
        carry_forward(np.ones((3, 2, 1)), [1, 2])
    with pytest.raises(ValueError, match="must be finite and rise"):
        carry_forward(np.ones((2, 2, 1)), [2, 1])
    for wrong in (
        lambda: Impute(statistic="mode"),
        lambda: Impute(least=0),
        lambda: Impute(otherwise="guess"),
        lambda: ImputeByDraw(samples=0),
        lambda: ImputeByDraw(seed=-1),
        lambda: ImputeLast(max_age=-1),
    ):
        with pytest.raises(ParameterError):
            wrong()
