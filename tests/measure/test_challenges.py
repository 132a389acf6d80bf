"""Who has the same problem, who is ahead, who could learn from whom; worked out by hand."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from windroos.measure import Comparison, NotComparable, Panel, Rules, compare
from windroos.measure.robust import slopes, spread

NAN = math.nan

# Nine regions in one year. Their median is 18 and their deviations from it 8 6 4 2 0 2 4 6 8, with
# median 4: the spread is 4 x 1.4826 = 5.93, and half of it 2.965.
BURDEN = dict(zip("ABCDEFGHI", (10.0, 12, 14, 16, 18, 20, 22, 24, 26), strict=True))
# Their median is 50, the deviations 20 15 10 5 0 5 10 15 20, with median 10: the spread is 14.826,
# and half of it 7.413.
RESULT = dict(zip("ABCDEFGHI", (30.0, 35, 40, 60, 50, 45, 55, 65, 70), strict=True))


def _panel(values: Mapping[str, float], year: int = 2024, error: float | None = None) -> Panel:
    return Panel.of([(region, year, value, error) for region, value in values.items()])


def _by_region(comparison: Comparison, name: str) -> dict[str, Any]:
    return dict(zip(comparison.standing.regions, getattr(comparison, name).tolist(), strict=True))


def test_the_same_problem_is_a_burden_within_half_a_spread() -> None:
    found = compare("E", _panel(BURDEN))
    assert found.standing.burden_spread == pytest.approx(5.9304, abs=1e-4)
    assert _by_region(found, "same") == {
        **dict.fromkeys("ABCGHI", "different"),
        **dict.fromkeys("DF", "same"),
        "E": "home",
    }
    assert _by_region(found, "distance")["I"] == pytest.approx(8 / 5.9304, abs=1e-4)


def test_who_has_the_same_problem_and_a_clearly_better_result_can_teach() -> None:
    found = compare("E", _panel(BURDEN), _panel(RESULT))
    # D is 10 better, more than 7.413; F is 5 worse, less than that; H and I are much better at a
    # heavier burden, which is not the same problem.
    assert _by_region(found, "by_result") == {**dict.fromkeys("ABCEFGHI", 0), "D": 1}
    ahead = dict(zip(found.standing.regions, found.ahead_in_result.tolist(), strict=True))
    assert [region for region, is_ahead in ahead.items() if is_ahead] == ["D", "H", "I"]
    assert _by_region(found, "outcome")["A"] == "worse"
    assert _by_region(found, "outcome")["F"] == "alike"


def test_seen_from_the_other_side_home_is_the_one_to_learn() -> None:
    found = compare("D", _panel(BURDEN), _panel(RESULT))
    assert _by_region(found, "by_result")["E"] == -1


def test_a_burden_that_is_heavier_where_it_is_lower_turns_everything_round() -> None:
    turned = {region: -value for region, value in BURDEN.items()}
    worse = {region: -value for region, value in RESULT.items()}
    straight = compare("E", _panel(BURDEN), _panel(RESULT))
    found = compare("E", _panel(turned), _panel(worse), heavier="lower", better="lower")
    for name in ("distance", "same", "outcome", "by_result"):
        assert _by_region(found, name) == _by_region(straight, name)


def test_with_standard_errors_sameness_can_be_doubtful_and_a_difference_unclear() -> None:
    # 1.6449 x sqrt(2) x 1 = 2.326: D and F (2 apart, band 2.965) may be either, C and G (4 apart)
    # too, and B and H (6 apart) are different.
    found = compare("E", _panel(BURDEN, error=1.0), _panel(RESULT, error=5.0))
    assert _by_region(found, "same") == {
        **dict.fromkeys("CDFG", "doubtful"),
        **dict.fromkeys("ABHI", "different"),
        "E": "home",
    }
    # 1.6449 x sqrt(2) x 5 = 11.63: the 10 of D is no longer clear, the 15 of H is.
    assert _by_region(found, "outcome")["D"] == "alike"
    assert _by_region(found, "outcome")["H"] == "better"
    assert not found.by_result.any()


def test_the_year_is_the_latest_in_which_home_and_half_of_the_others_have_both() -> None:
    burden = Panel.of(
        [(r, year, v + year - 2022) for r, v in BURDEN.items() for year in (2022, 2023, 2024)]
    )
    few = [(r, 2024, RESULT[r]) for r in "ABE"]
    enough = [(r, 2023, RESULT[r]) for r in "ABCDEFGH"]
    assert compare("E", burden, Panel.of(few + enough)).standing.year == 2023
    # Without home there is no comparing, however many others there are.
    assert (
        compare(
            "E", burden, Panel.of(few + [f for f in enough if f[0] != "E"])
        ).standing.result_year
        is None
    )
    # A region without a figure of that year is unknown, whatever it had before.
    late = Panel.of([(r, 2024, v) for r, v in BURDEN.items() if r != "D"] + [("D", 2023, 16.0)])
    assert _by_region(compare("E", late), "same")["D"] == "unknown"
    assert compare("E", late).standing.year == 2024


def test_without_a_result_in_a_common_year_the_burden_is_compared_alone() -> None:
    found = compare("E", _panel(BURDEN, 2024), _panel(RESULT, 2010))
    assert (found.standing.year, found.standing.result_year) == (2024, None)
    assert set(_by_region(found, "outcome").values()) == {"unknown", "home"}
    assert not found.by_result.any()


def test_nothing_is_compared_without_home_or_without_others() -> None:
    with pytest.raises(NotComparable) as without_home:
        compare("Z", _panel(BURDEN))
    assert without_home.value.reason == "home"
    with pytest.raises(NotComparable) as alone:
        compare("E", _panel({"E": 1.0}))
    assert alone.value.reason == "year"


def test_too_few_figures_or_half_of_them_alike_give_no_spread() -> None:
    few = compare("E", _panel({r: BURDEN[r] for r in "CDEFG"}))
    assert math.isnan(few.standing.burden_spread)
    assert set(_by_region(few, "same").values()) == {"unknown", "home"}
    alike = compare("E", _panel(dict.fromkeys("ABCDEFGHI", 3.0)))
    assert set(_by_region(alike, "same").values()) == {"unknown", "home"}


def test_spreads_are_taken_over_the_reference_alone() -> None:
    parts = {f"{r}1": v * 100 for r, v in BURDEN.items()}
    found = compare("E", _panel(BURDEN | parts), reference=tuple(BURDEN))
    assert found.standing.burden_spread == pytest.approx(5.9304, abs=1e-4)
    assert _by_region(found, "same")["D"] == "same"


def test_who_was_there_five_years_ago_has_experience() -> None:
    # All grow by 1 a year: F (2 heavier) was where E is now 2 years ago, H (6 heavier) 6 years ago;
    # and E was 6 years ago where B is now.
    years = range(2010, 2025)
    burden = Panel.of([(r, y, v + y - 2024) for r, v in BURDEN.items() for y in years])
    found = compare("E", burden)
    ahead = dict(zip(found.standing.regions, found.ahead.years[:, 0].tolist(), strict=True))
    assert ahead["F"] == pytest.approx(2)
    assert ahead["H"] == pytest.approx(6)
    assert math.isnan(ahead["B"])
    behind = dict(zip(found.standing.regions, found.behind.years[0].tolist(), strict=True))
    assert behind["B"] == pytest.approx(6)
    assert _by_region(found, "by_experience") == {
        **dict.fromkeys("CDEFG", 0),
        **dict.fromkeys("HI", 1),
        **dict.fromkeys("AB", -1),
    }
    assert set(_by_region(found, "trend").values()) == {"alike", "home"}


def test_of_a_burden_that_shrinks_the_lightest_are_ahead() -> None:
    # All shrink by 1 a year: D (2 lighter) was where E is now 2 years ago, B (6 lighter) 6 years.
    years = range(2010, 2025)
    burden = Panel.of([(r, y, v - y + 2024) for r, v in BURDEN.items() for y in years])
    found = compare("E", burden, course="shrinking")
    ahead = dict(zip(found.standing.regions, found.ahead.years[:, 0].tolist(), strict=True))
    assert ahead["D"] == pytest.approx(2)
    assert ahead["B"] == pytest.approx(6)
    assert math.isnan(ahead["H"])
    assert _by_region(found, "by_experience") == {
        **dict.fromkeys("CDEFG", 0),
        **dict.fromkeys("AB", 1),
        **dict.fromkeys("HI", -1),
    }


def test_a_trend_differs_when_it_takes_the_burdens_more_than_the_band_apart() -> None:
    # Over 5 years 0.5 a year more is 2.5, within the 2.965; 0.7 a year more is 3.5, beyond it.
    growth = dict.fromkeys("ABCDEFGHI", 1.0) | {"A": 1.5, "B": 1.7, "C": 0.3}
    burden = Panel.of(
        [(r, y, v + growth[r] * (y - 2024)) for r, v in BURDEN.items() for y in range(2019, 2025)]
    )
    trend = _by_region(compare("E", burden), "trend")
    assert (trend["A"], trend["B"], trend["C"], trend["D"]) == (
        "alike", "faster", "slower", "alike",
    )  # fmt: skip


def test_a_trend_takes_the_median_of_all_pairs_and_three_figures_at_least() -> None:
    years = np.array([0.0, 1, 2, 3])
    # Of 0, 1, 2, 30 the pairs rise 1, 1, 10, 1, 14.5, 28: the median is (1 + 10) / 2.
    series = np.array([[0.0, 1, 2, 30], [0, NAN, 4, 6], [0, NAN, NAN, 6]])
    np.testing.assert_allclose(slopes(years, series), [5.5, 2.0, NAN])


def test_the_spread_of_normal_figures_is_their_standard_deviation() -> None:
    figures = np.random.default_rng(1).normal(3, 2, 100_000)
    assert spread(figures, 8) == pytest.approx(2, rel=0.01)


def test_a_panel_refuses_two_figures_of_one_year() -> None:
    with pytest.raises(ValueError, match="two figures of 2024"):
        Panel.of([("A", 2024, 1.0), ("A", 2024, 2.0)])


def test_rules_out_of_range_are_refused_by_name() -> None:
    with pytest.raises(ValueError, match="band, coverage: out of range"):
        Rules(band=0, coverage=1.5)
