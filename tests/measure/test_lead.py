"""How long ago a series reached a level; the numbers are worked out by hand."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from windroos.measure import lead

NAN = math.nan


def _one(years: list[int], values: list[float], level: float) -> tuple[str, float, float]:
    found = lead(years, [values], [level])
    return str(found.words[0, 0]), float(found.years[0, 0]), float(found.gap[0, 0])


def test_a_level_passed_between_two_years_is_found_on_the_line_between_them() -> None:
    # From 19 in 2010 to 21 in 2011: 20 halfway, 2010.5, which is 3.5 years before 2014.
    words, years, gap = _one([2010, 2011, 2012, 2013, 2014], [19, 21, 22, 23, 24], 20)
    assert (words, years, gap) == ("ahead", 3.5, 1.0)


def test_a_gap_in_the_series_is_bridged_and_its_length_told() -> None:
    # From 16 in 2000 to 24 in 2008: 18 after a quarter of the way, 2002.
    words, years, gap = _one([2000, 2004, 2008, 2010], [16, NAN, 24, 25], 18)
    assert (words, years, gap) == ("ahead", 8.0, 8.0)


def test_of_more_passages_the_last_counts() -> None:
    words, years, _gap = _one([2000, 2001, 2002, 2003, 2004], [10, 30, 10, 30, 30], 20)
    assert (words, years) == ("ahead", 1.5)


def test_a_figure_that_is_the_level_is_the_moment() -> None:
    assert _one([2000, 2001, 2002], [10, 20, 30], 20)[:2] == ("ahead", 1.0)


def test_what_began_above_the_level_was_there_before_the_series_begins() -> None:
    words, years, gap = _one([2000, 2005, 2010], [NAN, 25, 30], 20)
    assert (words, years) == ("before", 5.0)
    assert math.isnan(gap)


def test_what_stays_under_the_level_has_not_reached_it() -> None:
    words, years, _gap = _one([2000, 2001], [10, 19.9], 20)
    assert words == "not-reached"
    assert math.isnan(years)


def test_what_came_down_again_has_it_behind() -> None:
    assert _one([2000, 2001, 2002], [10, 25, 15], 20)[0] == "passed"


def test_equal_is_level_and_not_ahead() -> None:
    assert _one([2000, 2001], [10, 20], 20)[0] == "level"
    assert _one([2000, 2001, 2002], [25, 20, 20], 20)[0] == "level"


def test_without_a_figure_of_the_last_year_nothing_is_known() -> None:
    assert _one([2000, 2001, 2002], [10, 30, NAN], 20)[0] == "unknown"
    assert _one([2000, 2001, 2002], [NAN, NAN, NAN], 20)[0] == "unknown"
    assert _one([2000, 2001, 2002], [10, 20, 30], NAN)[0] == "unknown"


def test_all_series_against_all_levels_at_once() -> None:
    series = [[10.0, 20.0, 30.0], [30.0, 30.0, 40.0]]
    found = lead([2000, 2001, 2002], series, [15, 35, 50])
    assert found.words.tolist() == [
        ["ahead", "not-reached", "not-reached"],
        ["before", "ahead", "not-reached"],
    ]
    np.testing.assert_allclose(found.years, [[1.5, NAN, NAN], [2.0, 0.5, NAN]])


@given(
    st.lists(st.one_of(st.floats(-50, 50), st.just(NAN)), min_size=2, max_size=12),
    st.floats(-50, 50),
)
def test_the_vectorised_answer_is_that_of_a_walk_back_in_time(
    values: list[float], level: float
) -> None:
    years = list(range(2000, 2000 + len(values)))
    words, ago, _gap = _one(years, values, level)
    expected_words, expected = _walk_back(years, values, level)
    assert words == expected_words
    assert math.isclose(ago, expected, abs_tol=1e-9) or (math.isnan(ago) and math.isnan(expected))


def _walk_back(years: list[int], values: list[float], level: float) -> tuple[str, float]:
    """The same question answered in the plainest way."""
    if math.isnan(values[-1]):
        return "unknown", NAN
    known = [(y, v) for y, v in zip(years, values, strict=True) if not math.isnan(v)]
    if values[-1] == level:
        return "level", NAN
    if values[-1] < level:
        return ("passed" if any(v >= level for _y, v in known) else "not-reached"), NAN
    while len(known) > 1:
        (y0, v0), (y1, v1) = known[-2:]
        if v0 < level:
            return "ahead", years[-1] - (y0 + (y1 - y0) * (level - v0) / (v1 - v0))
        known.pop()
    return "before", float(years[-1] - known[0][0])
