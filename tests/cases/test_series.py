"""From observations to figures: the rules, what is put together, and what does not count."""

from __future__ import annotations

from datetime import date

import pytest

from windroos.cases.framework import Parts, Place, Renumbered, Rule, Series
from windroos.cases.observed import Aids, Chosen, Observed
from windroos.cases.series import anchors, choose
from windroos.codes.nuts import Part

DAY = date(2026, 11, 21)


def series(**fields: object) -> Series:
    return Series(**{"id": "law", "source": "wgi", "observed": "rl", "unit": "points"} | fields)  # type: ignore[arg-type]


def seen(
    region: str | None,
    period: int | str,
    value: float | None,
    *,
    unit: str = "points",
    error: float | None = None,
    given: str = "",
) -> Observed:
    place = given or str(region)
    return Observed(region, place, str(period), value, unit, error, f"{place} {period}")


def told(chosen: Chosen) -> list[tuple[str, str, int]]:
    return [(one.reason, one.place, one.count) for one in chosen.unused]


def test_the_latest_year_with_a_value_counts_and_the_missing_ones_are_told() -> None:
    rows = [seen("NL", 2021, 1.0), seen("NL", 2023, None), seen("NL", 2022, 2.0, error=0.5)]
    chosen = choose(series(), rows, ["NL"], DAY)
    (figure,) = chosen.figures
    assert (figure.year, figure.value, figure.standard_error) == (2022, 2.0, 0.5)
    assert figure.cell == "NL 2022"
    assert told(chosen) == [("missing", "NL", 1)]


def test_a_year_after_the_day_does_not_count() -> None:
    rows = [seen("NL", 2024, 1.0), seen("NL", 2026, 2.0), seen("NL", 2050, 3.0)]
    assert choose(series(), rows, ["NL"], DAY).figures[0].value == 2.0
    assert choose(series(), rows, ["NL"], date(2025, 1, 1)).figures[0].value == 1.0
    assert choose(series(), rows, ["NL"], date(2023, 1, 1)).figures == ()


def test_one_year_counts_where_the_rule_says_so() -> None:
    rows = [seen("NL", 2021, 1.0), seen("NL", 2022, 2.0), seen("BE", 2022, 5.0)]
    chosen = choose(series(rule=Rule("year", 2021)), rows, ["BE", "NL"], DAY)
    assert [(one.region, one.value) for one in chosen.figures] == [("NL", 1.0)]
    assert told(chosen) == [("absent", "BE", 1)]


def test_a_mean_needs_its_years() -> None:
    rows = [seen("NL", 2020, 1.0, error=0.1), seen("NL", 2021, 4.0, error=0.2)]
    rows.append(seen("NL", 2022, 7.0, error=0.6))
    rows += [seen("BE", 2020, 1.0), seen("BE", 2022, 2.0)]
    chosen = choose(series(rule=Rule("mean", 3, 3)), rows, ["BE", "NL"], DAY)
    (figure,) = chosen.figures
    assert (figure.region, figure.year, figure.value) == ("NL", 2022, 4.0)
    assert figure.standard_error == pytest.approx(0.3)
    assert figure.cell == "NL 2020 | NL 2021 | NL 2022"
    assert told(chosen) == [("years", "BE", 1)]
    fewer = choose(series(rule=Rule("mean", 3, 2)), rows, ["BE"], DAY).figures[0]
    assert (fewer.value, fewer.standard_error) == (1.5, None)


def test_another_unit_is_never_taken_for_this_one() -> None:
    rows = [seen("NL", 2021, 1.0), seen("NL", 2022, 99.0, unit="per cent")]
    chosen = choose(series(), rows, ["NL"], DAY)
    assert chosen.figures[0].value == 1.0
    assert told(chosen) == [("unit", "NL", 1)]


def test_what_is_too_old_is_told() -> None:
    chosen = choose(series(max_age=5), [seen("NL", 2020, 1.0), seen("BE", 2021, 2.0)], "", DAY)
    assert chosen == Chosen((), ())
    chosen = choose(
        series(max_age=5), [seen("NL", 2020, 1.0), seen("BE", 2021, 2.0)], ["NL", "BE"], DAY
    )
    assert [one.region for one in chosen.figures] == ["BE"]
    assert told(chosen) == [("old", "NL", 1)]


def test_two_figures_of_a_year_are_not_chosen_between() -> None:
    rows = [seen("NL", 2022, 1.0), seen("NL", 2022, 2.0), seen("NL", 2021, 3.0)]
    chosen = choose(series(), rows, ["NL"], DAY)
    assert chosen.figures[0].value == 3.0
    assert told(chosen) == [("several", "NL", 2)]


def test_places_without_a_code_and_periods_that_are_no_year_are_told() -> None:
    rows = [seen(None, 2021, 1.0, given="EU27"), seen(None, 2022, 1.0, given="EU27")]
    rows.append(seen("NL", "2022-Q1", 1.0))
    chosen = choose(series(), rows, ["NL", "UA"], DAY)
    assert told(chosen) == [("absent", "UA", 1), ("period", "NL", 1), ("region", "EU27", 2)]
    assert chosen.unused[2].cell == "EU27 2022"


def test_regions_that_the_series_leaves_out_have_no_figure_and_no_anchor() -> None:
    rows = [seen("NL", 2022, 1.0), seen("US", 2022, 2.0), seen("NL41", 2022, 3.0)]
    leaving = series(without=("US",))
    assert [one.region for one in choose(leaving, rows, ["NL", "US"], DAY).figures] == ["NL"]
    assert [one.region for one in anchors(leaving, rows, DAY)] == ["NL"]


WEIGHTS = Aids({"DE11": 3.0, "DE12": 1.0, "DE21": 5.0}, {})


def parts(kind: str) -> Series:
    return series(kind=kind, parts=Parts("industry-4-0", "population", 2018))


def test_a_region_is_put_together_from_its_parts_by_their_weights() -> None:
    rows = [seen("DE11", 2022, 10.0), seen("DE12", 2022, 30.0, error=1.0)]
    (rate,) = choose(parts("rate"), rows, ["DE1"], DAY, WEIGHTS).figures
    assert rate.value == pytest.approx((3 * 10 + 1 * 30) / 4)
    assert rate.standard_error is None
    assert rate.parts == ("DE11", "DE12")
    assert rate.cell == "DE11 2022 | DE12 2022 (weights: industry-4-0, population, 2018)"
    (total,) = choose(parts("total"), rows, ["DE1"], DAY, WEIGHTS).figures
    assert total.value == 40


def test_a_region_with_a_figure_of_its_own_keeps_it() -> None:
    rows = [seen("DE1", 2020, 1.0), seen("DE11", 2022, 10.0), seen("DE12", 2022, 30.0)]
    (figure,) = choose(parts("rate"), rows, ["DE1"], DAY, WEIGHTS).figures
    assert (figure.value, figure.parts) == (1.0, ())


@pytest.mark.parametrize("missing", ["figure", "weight"])
def test_a_region_with_a_part_missing_has_no_figure(missing: str) -> None:
    rows = [seen("DE11", 2022, 10.0)]
    if missing == "weight":
        rows += [seen("DE12", 2022, 30.0), seen("DE13", 2022, 20.0)]
    chosen = choose(parts("rate"), rows, ["DE1"], DAY, WEIGHTS)
    assert chosen.figures == ()
    assert told(chosen) == [("parts", "DE1", 1)]


def test_figures_go_over_to_another_version_of_nuts() -> None:
    moved = series(kind="total", nuts=Renumbered("2013", "2021", "pop11"))
    between = {
        ("2013", "2016"): [Part("HU10", "HU11", 3.0), Part("HU10", "HU12", 1.0)],
        ("2016", "2021"): [Part("HU11", "HU11", 3.0), Part("HU12", "HU12", 1.0)],
    }
    rows = [seen("HU10", 2012, 400.0), seen("HU", 2012, 1000.0)]
    chosen = choose(moved, rows, ["HU", "HU10", "HU11", "HU12"], DAY, Aids({}, between))
    values = {one.region: (one.value, one.parts) for one in chosen.figures}
    assert values == {"HU": (1000.0, ()), "HU11": (300.0, ("HU10",)), "HU12": (100.0, ("HU10",))}
    assert told(chosen) == [("absent", "HU10", 1)]


def test_the_place_of_a_flow_may_stand_in_a_dimension() -> None:
    assert series(place=Place("importer", "iso3", "NL")).sources == ("wgi",)
    assert parts("rate").sources == ("wgi", "industry-4-0")
