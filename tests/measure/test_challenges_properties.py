"""What holds for every comparison."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from windroos.measure import Panel, Rules, compare, learning

REGIONS = tuple("ABCDEFGHIJKL")
YEARS = tuple(range(2010, 2020))


@st.composite
def _panels(draw: st.DrawFn) -> tuple[Panel, Panel]:
    """Burden and result of all regions; a number is drawn and not each figure, which is slow.

    Quarters are added and scaled without rounding, so that no tie depends on a last bit, and few
    enough to tie often; below zero stands for a figure that is missing.
    """
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    most = draw(st.sampled_from((12, 60, 6400)))
    made = []
    for _ in range(2):
        drawn = random.integers(-most // 6, most, (len(REGIONS), len(YEARS)))
        values = np.where(drawn < 0, np.nan, drawn / 4)
        # Home and the others have a figure of the last year.
        values[:, -1] = np.abs(drawn[:, -1]) / 4
        made.append(Panel(REGIONS, YEARS, values, np.full_like(values, np.nan)))
    return made[0], made[1]


@given(_panels())
def test_teaching_is_learning_seen_from_the_other_side(panels: tuple[Panel, Panel]) -> None:
    found = compare("A", *panels)
    for signs in learning(found.standing):
        np.testing.assert_array_equal(signs, -signs.T)
        assert not signs.diagonal().any()


@given(_panels())
def test_home_is_a_row_of_the_whole_and_never_its_own_partner(
    panels: tuple[Panel, Panel],
) -> None:
    found = compare("A", *panels)
    by_result, by_experience = learning(found.standing)
    np.testing.assert_array_equal(found.by_result, by_result[0])
    np.testing.assert_array_equal(found.by_experience, by_experience[0])
    assert found.same[0] == found.trend[0] == found.outcome[0] == "home"
    assert not found.ahead_in_result[0]


@given(_panels(), st.sampled_from((0.25, 2.0, 8.0)), st.integers(-64, 64))
def test_another_unit_changes_nothing(
    panels: tuple[Panel, Panel], factor: float, shift: int
) -> None:
    changed = [
        Panel(p.regions, p.years, p.values * factor + shift, p.errors * factor) for p in panels
    ]
    before, after = compare("A", *panels), compare("A", changed[0], changed[1])
    for name in ("same", "trend", "outcome", "by_result", "by_experience"):
        np.testing.assert_array_equal(getattr(before, name), getattr(after, name))
    np.testing.assert_array_equal(before.ahead.words, after.ahead.words)
    np.testing.assert_allclose(before.ahead.years, after.ahead.years, atol=1e-9)


@given(_panels())
def test_a_wider_band_loses_nobody(panels: tuple[Panel, Panel]) -> None:
    narrow = compare("A", *panels, Rules(band=0.3)).same == "same"
    wide = compare("A", *panels, Rules(band=0.9)).same == "same"
    assert not (narrow & ~wide).any()


@given(_panels())
def test_who_is_not_known_neither_teaches_nor_learns(panels: tuple[Panel, Panel]) -> None:
    burden, result = panels
    burden.values[3, -1] = np.nan
    found = compare("A", burden, result)
    assert found.same[3] == "unknown"
    for signs in learning(found.standing):
        assert not signs[3].any()
        assert not signs[:, 3].any()
