"""Uncertain cells: each kind has the distribution it says."""

import numpy as np
import pytest
from scipy.stats import norm, triang

from windroos.decide.robustness import (
    Assessors,
    Interval,
    Normal,
    Ordinal,
    Uncertain,
    Unknown,
    Values,
)

NAN = float("nan")


def column(kind: Uncertain, value: float = NAN, n: int = 20_000) -> np.ndarray:
    """Draws of a matrix of one cell."""
    drawn = Values([[value]], [kind]).draw(np.random.default_rng(5), n)
    assert drawn.shape == (n, 1, 1)
    return drawn[:, 0, 0]


def test_an_interval_is_uniform_or_a_triangle() -> None:
    uniform = column(Interval([[0.2]], [[0.8]]))
    assert (uniform.min(), uniform.max()) == pytest.approx((0.2, 0.8), abs=0.001)
    assert uniform.std() == pytest.approx(0.6 / 12**0.5, rel=0.02)
    u = np.linspace(0, 0.999, 50)[:, None]
    peaked = Values([[NAN]], [Interval([[0.2]], [[0.8]], mode=[[0.35]])]).fill(u)
    assert peaked[:, 0, 0] == pytest.approx(triang(0.25, 0.2, 0.6).ppf(u[:, 0]))


def test_a_mode_at_an_end_of_its_interval_holds() -> None:
    for mode in (0.2, 0.8):
        found = column(Interval([[0.2]], [[0.8]], mode=[[mode]]))
        assert found.mean() == pytest.approx((0.2 + 0.8 + mode) / 3, abs=0.01)


def test_a_standard_error_is_normal_and_clipped() -> None:
    u = np.array([[0.1], [0.5], [0.9], [0.0]])
    filled = Values([[0.6]], [Normal([[0.1]])]).fill(u)[:, 0, 0]
    assert filled[:3] == pytest.approx(norm(0.6, 0.1).ppf(u[:3, 0]))
    assert filled[3] == 0  # far below, hence clipped
    assert (column(Normal([[0.1]], mean=[[0.95]])) == 1).mean() == pytest.approx(
        norm.sf(0.5), abs=0.02
    )


def test_a_rating_may_mean_the_point_beside_it() -> None:
    scale = [0.0, 1 / 3, 2 / 3, 1.0]
    middle = column(Ordinal([[True]], scale, beside=0.3), 1 / 3)
    shares = [np.isclose(middle, point).mean() for point in scale]
    assert shares == pytest.approx([0.15, 0.7, 0.15, 0], abs=0.01)
    end = column(Ordinal([[True]], scale, beside=0.3), 1.0)
    assert np.isclose(end, 1).mean() == pytest.approx(0.85, abs=0.01)
    within = column(Ordinal([[True]], scale, within_step=True), 1.0)
    assert (within.min(), within.max()) == pytest.approx((5 / 6, 1.0), abs=0.001)


def test_one_of_the_assessors_is_right() -> None:
    drawn = column(Assessors([[[0.2, NAN, 0.8, 0.8]]]))
    assert np.isclose(drawn, 0.2).mean() == pytest.approx(1 / 3, abs=0.02)
    assert np.isclose(drawn, 0.8).mean() == pytest.approx(2 / 3, abs=0.02)


def test_assessors_who_agree_leave_no_doubt() -> None:
    kind = Assessors([[[0.4, 0.4, NAN], [NAN, 0.3, NAN]], [[NAN, NAN, NAN], [0.1, 0.2, 0.3]]])
    assert kind.places.tolist() == [[False, False], [False, True]]


def test_what_is_unknown_is_anything_or_like_the_others() -> None:
    known = [[0.1, NAN], [0.9, NAN], [NAN, NAN], [0.5, NAN]]
    places = [[False, False], [False, True], [True, False], [False, False]]
    drawn = Values(known, [Unknown(places, like="observed")]).draw(np.random.default_rng(1), 9000)
    assert sorted(set(drawn[:, 2, 0])) == [0.1, 0.5, 0.9]
    assert (drawn[:, 2, 0] == 0.5).mean() == pytest.approx(1 / 3, abs=0.02)
    assert drawn[:, 1, 1].std() == pytest.approx(12**-0.5, rel=0.03)  # nobody known: uniform
    assert np.isnan(drawn[:, 0, 1]).all()  # not declared: left out


def test_certain_cells_stay_as_they_are() -> None:
    values = Values(
        [[0.5, NAN], [0.25, 1.0]], [Interval([[NAN] * 2, [0.2, NAN]], [[NAN] * 2, [0.3, NAN]])]
    )
    assert values.cells.tolist() == [[1, 0]]
    drawn = values.draw(np.random.default_rng(0), 3)
    assert (drawn[:, 0, 0] == 0.5).all()
    assert np.isnan(drawn[:, 0, 1]).all()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Interval([[0.5]], [[0.4]]), "lower end above"),
        (lambda: Interval([[0.5]], [[NAN]]), "both its ends"),
        (lambda: Interval([[0.5]], [[1.4]]), "outside"),
        (lambda: Interval([[0.2]], [[0.4]], mode=[[0.5]]), "mode outside"),
        (lambda: Normal([[-0.1]]), "no possible error"),
        (lambda: Ordinal([[True]], [0.0, 1.0]), "within_step"),
        (lambda: Ordinal([[True]], [1.0, 0.0], beside=0.1), "from low to high"),
        (lambda: Unknown([[True]], like="guessed"), "guessed"),
        (lambda: Values([0.5]), "alternatives, criteria"),
        (lambda: Values([[0.5]], [Normal([[0.1]]), Interval([[0.1]], [[0.2]])]), "two ways"),
        (lambda: Values([[0.5, 0.5]], [Normal([[0.1]])]), "cells of"),
        (
            lambda: Values([[0.4]], [Ordinal([[True]], [0.0, 1.0], beside=0.1)]).fill([[0.5]]),
            "does not stand at a point",
        ),
    ],
)
def test_what_cannot_be_says_why(make: object, words: str) -> None:
    assert callable(make)
    with pytest.raises(ValueError, match=words):
        make()
