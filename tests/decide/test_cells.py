"""Figures between goalposts and ratings on their scale."""

import numpy as np
import pytest

from windroos.decide import goalposts, ratings

NAN = float("nan")


def test_goalposts_of_the_human_development_index() -> None:
    # UNDP: life expectancy from 20 to 85 years; expected years of schooling from 0 to 18, and
    # more than 18 earns no more.
    np.testing.assert_allclose(goalposts([20, 52.5, 85], 20, 85), [0, 0.5, 1])
    np.testing.assert_allclose(goalposts([9, 18, 21], 0, 18), [0.5, 1, 1])


def test_below_the_lower_post_is_zero() -> None:
    assert goalposts([-3.0], -2.5, 2.5).tolist() == [0]


def test_with_the_posts_swapped_less_is_better() -> None:
    np.testing.assert_allclose(goalposts([12, 10, 4, 0, -1], 10, 0), [0, 0, 0.6, 1, 1])


def test_posts_per_indicator_broadcast() -> None:
    figures = [[50, 1.0], [NAN, -1.0]]
    np.testing.assert_allclose(goalposts(figures, [0, -2], [100, 2]), [[0.5, 0.75], [NAN, 0.25]])


def test_a_missing_figure_stays_missing() -> None:
    assert np.isnan(goalposts(NAN, 0, 1))
    assert np.isnan(ratings(NAN, 1, 5))


@pytest.mark.parametrize(
    ("low", "high", "message"),
    [
        (3, 3, "must differ"),
        ([0, 3], [1, 3], "must differ"),
        (NAN, 1, "finite"),
        (0, float("inf"), "finite"),
    ],
)
def test_goalposts_that_place_nothing_are_refused(low: object, high: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        goalposts([1.0, 2.0], low, high)  # pyright: ignore[reportArgumentType]


def test_ratings_fill_their_scale() -> None:
    np.testing.assert_array_equal(ratings([1, 2, 3, 4, 5], 1, 5), [0, 0.25, 0.5, 0.75, 1])
    np.testing.assert_array_equal(ratings([[-2, NAN], [0, 2]], -2, 2), [[0, NAN], [0.5, 1]])


def test_a_rating_off_its_scale_is_refused_and_named() -> None:
    with pytest.raises(ValueError, match=r"scale 1 to 5: 0, 6\.5"):
        ratings([3, 6.5, 0, NAN, 6.5], 1, 5)
    with pytest.raises(ValueError, match="inf"):
        ratings([float("inf")], 1, 5)


@pytest.mark.parametrize(("low", "high"), [(5, 1), (2, 2), (NAN, 5), (1, float("inf"))])
def test_a_scale_that_does_not_rise_is_refused(low: float, high: float) -> None:
    with pytest.raises(ValueError, match="lower to a higher"):
        ratings([1], low, high)
