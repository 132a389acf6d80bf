"""Divided by the size that each column names."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from windroos.decide import ParameterError
from windroos.decide.data import Denominate, denominate, min_max

NAN = float("nan")


def test_income_per_head_is_the_one_published() -> None:
    # World Bank, 2019, as printed by COINr's vignette "Denomination" (head of WorldDenoms):
    # Afghanistan, Albania, Algeria and Angola, GDP and population, with GDP per capita rounded.
    gdp = [19291104008, 15279183290, 171091289782, 88815697793]
    people = [38041754, 2854191, 43053054, 31825295]
    result = denominate(np.array(gdp)[:, None], {"people": people}, Denominate(by=("people",)))
    assert result.values[:, 0].round().tolist() == [507, 5353, 3974, 2791]
    assert not result.lost.any()
    assert result.notes == ()


def test_a_column_without_a_size_stays_and_a_factor_scales() -> None:
    step = Denominate(by=(None, "people", "area"), factors=(1, 1000, 0.5))
    result = step([[3, 8, 6], [4, 9, 1]], {"people": [2000, 3000], "area": [3, 4]})
    assert result.values.tolist() == [[3, 4, 1], [4, 3, 0.125]]


def test_equal_shares_of_different_sizes_are_the_same_figure() -> None:
    """1 of 3 and 3 of 9 in a thousand: places and ends must not hang on the last digit."""
    step = Denominate(by=("people",), factors=1000)
    values = step([[1], [3], [6]], {"people": [3, 9, 18]}).values
    assert len(set(values[:, 0].tolist())) == 1
    assert min_max(values).constant.tolist() == [True]


def test_an_unknown_or_zero_size_makes_the_figure_unknown_and_is_said() -> None:
    step = Denominate(by=("people", None))
    result = step([[1, 1], [0, 1], [5, 1], [NAN, 1]], {"people": [NAN, 0, 2, 0]})
    np.testing.assert_array_equal(result.values, [[NAN, 1], [NAN, 1], [2.5, 1], [NAN, 1]])
    # The fourth figure was unknown already: its size did not cost it.
    assert result.lost.tolist() == [[True, False], [True, False], [False, False], [False, False]]
    (note,) = result.notes
    assert "Column 1" in note
    assert "“people” is unknown for 1 of them and zero for 1" in note


def test_sizes_with_samples_give_figures_with_samples() -> None:
    result = denominate([[6.0], [8.0]], {"n": [[1, 2], [3, 4]]}, Denominate(by=("n",)))
    assert result.values.tolist() == [[[6], [4]], [[2], [2]]]


@given(
    arrays(np.float64, (3, 4, 2), elements=st.floats(-1e6, 1e6)),
    arrays(np.float64, (3, 4), elements=st.floats(0.1, 1e6)),
    st.floats(0.01, 1e3),
)
@settings(max_examples=50, deadline=None)
def test_samples_equal_a_loop_and_a_size_in_another_unit_rescales(
    figures: np.ndarray, size: np.ndarray, unit: float
) -> None:
    step = Denominate(by=("size", None))
    together = step(figures, {"size": size}).values
    for sample in range(3):
        alone = step(figures[sample], {"size": size[sample]}).values
        np.testing.assert_allclose(together[sample], alone, rtol=1e-12)
    again = step(figures, {"size": size * unit}).values
    np.testing.assert_allclose(again[..., 0] * unit, together[..., 0], rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize(
    ("sizes", "message"),
    [
        ({"area": [1, 1]}, "the size “people” is not given; there are: area"),
        ({"people": [1, 1, 1]}, r"shape \(3,\)"),
        ({"people": [1, -1]}, "below 0"),
    ],
)
def test_a_size_that_will_not_do_is_refused(sizes: dict[str, list[int]], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        denominate([[1.0], [2.0]], sizes, Denominate(by=("people",)))


def test_by_names_a_size_for_each_column() -> None:
    with pytest.raises(ValueError, match="by has 1 names and the matrix 2 columns"):
        denominate([[1.0, 2.0]], {"n": [1]}, Denominate(by=("n",)))


@pytest.mark.parametrize("factors", [0.0, (1.0, 2.0), float("inf"), (-1.0,)])
def test_a_factor_is_above_zero_and_one_for_each_column(factors: object) -> None:
    with pytest.raises(ParameterError, match="denominate: factors"):
        Denominate(by=("n",), factors=factors)  # pyright: ignore[reportArgumentType]
