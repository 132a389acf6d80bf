"""Regions made of parts."""

import csv
from pathlib import Path

import pytest

from windroos.codes.nuts import Figure, MixedError, Part, compose, versions, within


def figures(values: dict[str, float | None], unit: str = "people") -> dict[str, Figure]:
    return {code: Figure(value, unit, "2021") for code, value in values.items()}


def test_the_total_of_a_region_is_the_sum_of_its_parts() -> None:
    # Inhabitants of Noord-Brabant and Limburg (NL) in 2021 by the JRC's table.
    parts = within({"NL41": 2_573_549, "NL42": 1_116_402})
    south = compose(figures({"NL41": 100, "NL42": 50}), parts, "total")["NL4"]
    assert south.figure == Figure(150, "people", "2021")
    assert (south.covered, south.missing) == (1, ())


def test_a_rate_is_the_mean_by_weight() -> None:
    parts = within({"NL41": 3, "NL42": 1})
    assert compose(figures({"NL41": 10, "NL42": 20}), parts, "rate")["NL4"].figure.value == 12.5


def test_a_missing_part_leaves_the_whole_missing_and_is_named() -> None:
    parts = within({"NL41": 3, "NL42": 1})
    for kind in ("total", "rate"):
        south = compose(figures({"NL41": 10, "NL42": None}), parts, kind)["NL4"]
        assert south.figure.value is None
        assert (south.covered, south.missing) == (0.75, ("NL42",))


def test_a_rate_may_stand_on_most_of_the_region_where_that_is_declared() -> None:
    parts = within({"NL41": 3, "NL42": 1})
    south = compose(figures({"NL41": 10}), parts, "rate", least=0.7)["NL4"]
    assert (south.figure.value, south.covered) == (10, 0.75)
    # A sum of some of the parts is never the sum.
    assert compose(figures({"NL41": 10}), parts, "total", least=0.7)["NL4"].figure.value is None


def test_zero_is_a_value() -> None:
    parts = within({"NL41": 3, "NL42": 1})
    assert compose(figures({"NL41": 0, "NL42": 0}), parts, "total")["NL4"].figure.value == 0


def test_a_region_split_in_two_shares_out_its_total_and_keeps_its_rate() -> None:
    # Centro (PT16) went to two regions in NUTS 2024: inhabitants of 2021 by the JRC's table.
    parts = [Part("PT16", "PT19", 1_653_511), Part("PT16", "PT1D", 573_689)]
    shared_out = compose(figures({"PT16": 2_227_200}), parts, "total")
    assert shared_out["PT19"].figure.value == pytest.approx(1_653_511)
    assert compose(figures({"PT16": 7.5}), parts, "rate")["PT19"].figure.value == pytest.approx(7.5)


@pytest.mark.parametrize(
    ("first", "second", "both"),
    [
        (Figure(1, "CP_MEUR", "2021"), Figure(1, "CLV10_MEUR", "2021"), ["CP_MEUR", "CLV10_MEUR"]),
        (Figure(1, "people", "2020"), Figure(1, "people", "2021"), ["2020", "2021"]),
    ],
)
def test_units_prices_and_years_are_never_mixed(
    first: Figure, second: Figure, both: list[str]
) -> None:
    with pytest.raises(MixedError) as raised:
        compose({"NL41": first, "NL42": second}, within({"NL41": 1, "NL42": 1}), "total")
    assert all(name in str(raised.value) for name in both)


def test_which_version_a_code_belongs_to(shared: Path) -> None:
    found = versions({pair: jrc(shared, *pair) for pair in PAIRS})
    assert found["NL31"] == ("2013", "2016", "2021")  # Utrecht, until its border moved
    assert found["NL35"] == ("2024",)
    assert found["NL41"] == ("2013", "2016", "2021", "2024")
    assert found["UKM2"] == ("2013",)  # Eastern Scotland, divided in 2016


PAIRS = [("2013", "2016"), ("2016", "2021"), ("2021", "2024")]


def jrc(shared: Path, old: str, new: str) -> list[Part]:
    path = shared / f"data/boundaries/n2_cm_v{old}_v{new}.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        return [
            Part(row[f"code_v{old}"], row[f"code_v{new}"], float(row["pop21"]))
            for row in csv.DictReader(stream)
        ]


def test_utrecht_and_zuid_holland_go_over_whole(shared: Path) -> None:
    now = compose(figures({"NL31": 10, "NL33": 20}), jrc(shared, "2021", "2024"), "total")
    assert now["NL35"].figure.value == 10
    assert now["NL36"].figure.value == 20
