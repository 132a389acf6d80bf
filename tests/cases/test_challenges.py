"""The challenges of Noord-Brabant on the real files: numbers read with the csv module alone."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from statistics import median

import pytest

from tests.cases.brought import bring
from windroos import cases
from windroos.cases import Case
from windroos.cases.challenges import Peer, Shared

EIS = "innovation/eis_2025_raw_indicators.csv"
PANEL = "nuts2_panel/I40_indicator_db.csv"
SCHOOL = "edat_lfse_04_SEX_T__ISCED11_ED3-8__AGE_Y25-64__UNIT_PC"
WORK = "edat_lfse_33_UNIT_PC__SEX_T__ISCED11_TOTAL__DURATION_TOTAL__AGE_Y15-34"
PEOPLE = "demo_r_d2jan_UNIT_NR__SEX_T__AGE_TOTAL"

Series = Mapping[tuple[str, int], float]


@pytest.fixture(scope="module")
def own() -> Case:
    return cases.load("noord_brabant")


@pytest.fixture(scope="module")
def lake(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    folder = tmp_path_factory.mktemp("lake")
    data = shared / "data"
    brought = {
        "eis-2025": bring(folder, "eis-2025", data / EIS),
        "industry-4-0": bring(folder, "industry-4-0", data / PANEL),
    }
    return folder, brought


@pytest.fixture(scope="module")
def read(lake: tuple[Path, dict[str, str]]) -> Case:
    folder, editions = lake
    return cases.load("noord_brabant", lake=folder, editions=editions)


def _scoreboard(shared: Path, indicator: str) -> Series:
    with (shared / "data" / EIS).open(encoding="utf-8-sig", newline="") as file:
        return {
            (row["iso2"], int(row["year"])): float(row["obs_value"])
            for row in csv.DictReader(file)
            if row["var"] == indicator and row["obs_value"] not in ("", "NA")
        }


def _panel(shared: Path, column: str) -> Series:
    with (shared / "data" / PANEL).open(encoding="utf-8-sig", newline="") as file:
        return {
            (row["NUTS2"], int(row["YEAR"])): float(row[column])
            for row in csv.DictReader(file, delimiter="\t")
            if row[column]
        }


def _spread(values: list[float]) -> float:
    middle = median(values)
    return 1.482602218505602 * median(abs(value - middle) for value in values)


def _by_code(shared: Shared) -> dict[str, Peer]:
    return {peer.code: peer for peer in (*shared.peers, *shared.others)}


def test_without_sources_the_figures_of_the_case_count_and_the_others_say_what_to_bring_in(
    own: Case,
) -> None:
    found = {one.challenge.id: one for one in cases.challenges(own)}
    assert list(found) == [
        "ageing", "healthy-ageing", "affordable-care", "accessible-care", "energy-transition",
        "energy-independence", "sustainable-economy", "skills", "talent", "work",
    ]  # fmt: skip
    assert {id: one.reason for id, one in found.items() if one.reason} == dict.fromkeys(
        set(found) - {"sustainable-economy", "skills"}, "figures"
    )
    assert found["ageing"].absent == ("world-bank",)
    assert found["affordable-care"].absent == (
        "world-bank?indicator=SH.XPD.CHEX.GD.ZS",
        "world-bank?indicator=SH.XPD.OOPC.CH.ZS",
    )
    skills = found["skills"].as_dict("nl")
    assert skills["burden"] == {
        "indicator": "digital-skills",
        "dataset": "eis-2025",
        "snapshot": None,
        "since": None,
        "own": True,
    }


def test_the_same_problem_is_within_half_a_spread_of_all_countries_of_the_scoreboard(
    read: Case, shared: Path
) -> None:
    found = cases.share(read, "sustainable-economy")
    co2, materials = _scoreboard(shared, "4.3.2"), _scoreboard(shared, "4.3.1")
    # Of the 38 countries with CO2 productivity 36 have resource productivity too, which ends in
    # 2022: that is the latest year in which the Netherlands and half of them have both.
    assert max(year for _, year in materials) == 2022
    assert (found.year, found.result_year) == (2022, 2022)
    year = {code: value for (code, when), value in co2.items() if when == 2022}
    half = _spread(list(year.values())) / 2
    assert found.band == pytest.approx((year["NL"] - half, year["NL"] + half))
    expected = {code for code, value in year.items() if abs(value - year["NL"]) <= half}
    same = {code for code, peer in _by_code(found).items() if peer.same == "same"}
    assert same == expected - {"NL"}
    assert {"AT", "BE", "DE", "FI"} <= same
    assert found.home is not None
    assert found.home.burden is not None
    assert found.home.burden.value == year["NL"] == 10.07
    assert found.home.burden.cell == "iso2=NL; var=4.3.2; year=2022"


def test_who_could_learn_from_whom_follows_the_results_in_the_file(
    read: Case, shared: Path
) -> None:
    found = cases.share(read, "sustainable-economy")
    results = {c: v for (c, y), v in _scoreboard(shared, "4.3.1").items() if y == 2022}
    half = _spread(list(results.values())) / 2
    by_result = {p.code for p in found.learners("result")}
    assert by_result == {
        peer.code
        for peer in found.with_same()
        if peer.code in results and results["NL"] - results[peer.code] >= half
    }
    # The Netherlands has the highest resource productivity of all: nobody can teach it there.
    assert max(results, key=lambda code: results[code]) == "NL"
    assert found.teachers("result") == ()


def test_a_country_is_compared_once_and_told_to_stand_for_its_regions(read: Case) -> None:
    found = cases.share(read, "sustainable-economy")
    germany = _by_code(found)["DE"]
    assert {region.code for region in germany.stands_for} == {
        "DE",
        "DE1",
        "DE2",
        "DEA",
        "DED",
        "DEG",
    }
    assert found.home is not None
    assert [region.code for region in found.home.stands_for] == ["NL41"]
    assert all(peer.stands_for for peer in found.peers)
    assert not any(peer.stands_for for peer in found.others)


def test_a_country_without_a_figure_of_that_year_is_unknown(read: Case, shared: Path) -> None:
    found = cases.share(read, "skills")
    years = sorted({year for _, year in _scoreboard(shared, "1.3.2")})
    assert years == [2021, 2023]
    assert found.year == 2023
    peers = _by_code(found)
    assert peers["JP"].burden is None
    assert (peers["JP"].same, peers["JP"].outcome, peers["JP"].ahead) == ("unknown",) * 3
    # Belgium and Germany have no figure of adults who learn in 2023, and other years do not count.
    for code in ("BE", "DE"):
        assert (code, 2023) not in _scoreboard(shared, "1.1.3")
        assert (peers[code].result, peers[code].outcome) == (None, "unknown")


def test_of_a_burden_that_shrinks_the_lighter_are_ahead_in_time(read: Case, shared: Path) -> None:
    found = cases.share(read, "sustainable-economy")
    co2 = _scoreboard(shared, "4.3.2")
    level = co2["NL", 2022]
    denmark = [co2["DK", year] for year in range(2016, 2023)]
    assert min(denmark) > level
    peer = _by_code(found)["DK"]
    assert (peer.ahead, peer.ahead_years) == ("before", 6.0)
    assert "experience" in peer.learn
    # Austria is behind: how long ago the Netherlands were there, on a line between two years.
    austria = co2["AT", 2022]
    earlier = next(y for y in range(2021, 2015, -1) if co2["NL", y] < austria)
    step = (austria - co2["NL", earlier]) / (co2["NL", earlier + 1] - co2["NL", earlier])
    if austria < level:
        peer = _by_code(found)["AT"]
        assert peer.behind == "ahead"
        assert peer.behind_years == pytest.approx(2022 - earlier - step)


def test_regions_are_compared_with_regions_and_a_land_is_put_together_from_its_parts(
    read: Case, shared: Path
) -> None:
    found = cases.share(read, "talent")
    school, people = _panel(shared, SCHOOL), _panel(shared, PEOPLE)
    assert (found.year, found.result_year) == (2018, 2018)
    assert found.home is not None
    assert found.home.code == "NL41"
    assert found.home.burden is not None
    assert found.home.burden.value == 77.8
    # Three rows are of the EU and the euro area, and no regions.
    rows = {code: value for (code, year), value in school.items() if year == 2018}
    level = [value for code, value in rows.items() if code not in ("EA19", "EU15", "EU28")]
    assert (len(rows), len(level)) == (330, 327)
    half = _spread(level) / 2
    assert found.band == pytest.approx((77.8 - half, 77.8 + half))
    parts = [f"DE1{n}" for n in range(1, 5)]
    mean = sum(school[p, 2018] * people[p, 2018] for p in parts) / sum(
        people[p, 2018] for p in parts
    )
    land = _by_code(found)["DE1"]
    assert land.burden is not None
    assert land.burden.value == pytest.approx(mean)
    # Countries have no figure in this source, and none is made up from their regions.
    assert _by_code(found)["DK"].same == "unknown"


def test_plain_data_is_json_and_may_be_of_some_regions(read: Case) -> None:
    for one in cases.challenges(read):
        json.dumps(one.as_dict("nl"), allow_nan=False)
    told = cases.share(read, "sustainable-economy").as_dict("en", ["DEG", "SE"])
    assert {peer["code"] for peer in told["peers"]} == {"DE", "SE"}
    assert told["label"] == "A sustainable economy"
