"""The challenges that read Eurostat by region: made-up figures in its layout, results by hand."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.apps import world_bank
from tests.cases import eurostat
from tests.cases.brought import bring
from windroos import cases
from windroos.cases import Case
from windroos.cases.challenges import Peer, Shared

HALF = 0.7413
SHARE, AGE = eurostat.key("demo_r_pjanind2"), eurostat.key("demo_r_mlifexp")


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    folder, made = tmp_path_factory.mktemp("lake"), tmp_path_factory.mktemp("made")
    brought = {
        SHARE: bring(folder, SHARE, eurostat.write(made, "demo_r_pjanind2", eurostat.elderly())),
        AGE: bring(folder, AGE, eurostat.write(made, "demo_r_mlifexp", eurostat.old())),
        "world-bank": bring(
            folder, "world-bank", world_bank.write(made, world_bank.AGEING, world_bank.GROWING)
        ),
    }
    return folder, brought


@pytest.fixture(scope="module")
def read(lake: tuple[Path, dict[str, str]]) -> Case:
    folder, editions = lake
    return cases.load("noord_brabant", lake=folder, editions=editions)


def by_code(shared: Shared) -> dict[str, Peer]:
    return {peer.code: peer for peer in (*shared.peers, *shared.others)}


def test_regions_are_compared_with_regions_abroad(read: Case) -> None:
    found = cases.share(read, "healthy-ageing")
    # The ages end in 2023, the shares in 2024.
    assert (found.reason, found.year, found.result_year) == (None, 2023, 2023)
    assert found.home is not None
    assert (found.home.code, found.home.country) == ("NL41", "NL")
    assert found.home.burden is not None
    assert found.home.burden.value == 20.0
    assert found.home.burden.cell == "freq=A; indic_de=PC_Y65_MAX; unit=PC; geo=NL41; time=2023"
    assert found.band == pytest.approx((20 - HALF, 20 + HALF), abs=1e-4)
    peers = by_code(found)
    assert {code for code, peer in peers.items() if peer.same == "same"} == {
        "DE11", "BE21", "ES51",  # of its level, outside the compass
        "DE1", "BE2", "AT",  # regions of the compass of another level
    }  # fmt: skip
    # The extra region and the EU are no regions; countries and NUTS 1 do not move the spread.
    assert {peer.code for peer in found.others} == {
        "NL42", "DE11", "DE12", "DE21", "BE21", "FRE1", "ITC4", "ES51", "PL41",
    }  # fmt: skip


def test_who_could_teach_is_told_of_regions_outside_the_compass_too(read: Case) -> None:
    found = cases.share(read, "healthy-ageing")
    # In Catalonia people become 2 years older, in Stuttgart 1, in Antwerp 0.2.
    assert [(one.code, one.learn, one.outcome) for one in found.outside()] == [
        ("ES51", ("result",), "better"),
        ("DE11", ("result",), "better"),
        ("BE21", (), "alike"),
    ]
    lies_in = {peer.code: peer.lies_in and peer.lies_in.code for peer in found.others}
    assert lies_in == {
        "DE11": "DE1", "DE12": "DE1", "DE21": "DE2", "BE21": "BE2", "FRE1": "FRE", "NL42": "NL",
        "ITC4": None, "ES51": None, "PL41": None,
    }  # fmt: skip
    assert {peer.code for peer in found.teachers("result")} == {"DE1"}


def test_all_years_are_read(read: Case) -> None:
    found = cases.share(read, "healthy-ageing")
    home = found.burden.figures["NL41"]
    assert list(home) == list(range(2005, 2025))
    assert home[2016].value == pytest.approx(17.9)  # a break in the series is a figure
    assert 2020 not in found.burden.figures["DE21"]  # a confidential one is none
    peers = by_code(found)
    # At 0.3 a year Lombardy was at 20 when it had 4 less, and Hauts-de-France when it had 1.8 less.
    assert peers["ITC4"].ahead_years == pytest.approx(4 / 0.3)
    assert peers["FRE"].ahead_years == pytest.approx(6.0)
    assert "experience" in peers["FRE"].learn
    # Vorarlberg has what North Brabant had 1 point ago.
    assert peers["AT34"].behind_years == pytest.approx(1 / 0.3)
    assert peers["DE1"].trend == "alike"


def test_regions_without_a_figure_stay_unknown(read: Case) -> None:
    peers = by_code(cases.share(read, "healthy-ageing"))
    for code in ("JP", "CN-JS", "SG", "x-us-midwest", "DEG"):
        assert (peers[code].burden, peers[code].same) == (None, "unknown")
    # Germany's own figure stands for none of its lands: there is no `inherit`.
    assert [region.code for region in peers["DE"].stands_for] == ["DE"]


def test_a_source_that_is_not_there_is_named_and_the_burden_compared_alone(read: Case) -> None:
    found = cases.share(read, "accessible-care")
    # The ratio is 1.5 times the share in one year: all stand as they do by the share.
    assert (found.reason, found.year, found.result_year) == (None, 2023, None)
    assert found.result_reason == "figures"
    assert found.absent == (eurostat.key("hlth_rs_physreg"),)
    assert found.commands == ('windroos sources fetch "eurostat?dataset=hlth_rs_physreg"',)
    assert {one.code for one in found.outside()} == {"DE11", "BE21", "ES51"}
    assert by_code(found)["DE1"].learn == ()


def test_without_any_figure_it_says_what_to_fetch() -> None:
    found = {one.challenge.id: one for one in cases.challenges(cases.load("noord_brabant"))}
    work = found["work"]
    assert (work.reason, work.home, work.peers) == ("figures", None, ())
    assert work.absent == (eurostat.key("edat_lfse_04"), eurostat.key("lfst_r_lfu3rt"))
    assert found["energy-independence"].commands == (
        'windroos sources fetch "eurostat?dataset=nrg_ind_id"',
        'windroos sources fetch "eurostat?dataset=nrg_ind_ren"',
    )


def test_codes_that_the_publisher_changed_are_told_and_not_taken_for_absent(
    tmp_path: Path,
) -> None:
    cells = {
        (codes.replace("PC_Y65_MAX", "PC_Y65_OVER"), place): by_year
        for (codes, place), by_year in eurostat.elderly().items()
    }
    brought = {SHARE: bring(tmp_path, SHARE, eurostat.write(tmp_path, "demo_r_pjanind2", cells))}
    found = cases.share(
        cases.load("noord_brabant", lake=tmp_path, editions=brought), "healthy-ageing"
    )
    assert found.reason == "figures"
    assert [one.indicator for one in found.unread] == ["elderly-share"]
    assert found.absent == (AGE,)
    assert found.as_dict("en")["unread"] == ["elderly-share"]


def mixed(folder: Path, lake: tuple[Path, dict[str, str]], old: str, new: str) -> Shared:
    """Healthy ageing as another package declares it."""
    package = shutil.copytree(Path(cases.__file__).parent / "noord_brabant", folder / "case")
    framework = package / "framework.toml"
    text = framework.read_text(encoding="utf-8")
    assert text.count(old) == 1
    framework.write_text(text.replace(old, new), encoding="utf-8")
    at, editions = lake
    return cases.share(cases.load(package, lake=at, editions=editions), "healthy-ageing")


BURDEN = 'burden = { indicator = "elderly-share", heavier = "higher", course = "growing" }'
RESULT = 'result = { indicator = "life-expectancy", better = "higher" }\n'


def test_a_country_burden_takes_the_country_rows_of_a_regional_result(
    tmp_path: Path, lake: tuple[Path, dict[str, str]]
) -> None:
    old = f"{BURDEN}\n{RESULT}"
    new = old.replace("elderly-share", "population-65") + "inherit = true\n"
    found = mixed(tmp_path, lake, old, new)
    assert found.home is not None
    assert found.home.code == "NL"
    # The ages of Austria and the Netherlands are the only ones of countries in the file.
    assert (found.year, found.result_year) == (2023, 2023)
    assert found.home.result is not None
    assert found.home.result.value == 81.9
    known = {peer.code for peer in (*found.peers, *found.others) if peer.result}
    assert known == {"AT"}


def test_a_regional_burden_does_not_take_the_result_of_its_country(
    tmp_path: Path, lake: tuple[Path, dict[str, str]]
) -> None:
    found = mixed(tmp_path, lake, RESULT, RESULT.replace("life-expectancy", "population-65"))
    assert found.home is not None
    assert (found.home.code, found.result_year, found.result_reason) == ("NL41", None, "home")
    assert found.year == 2024
    assert all(peer.result is None for peer in found.peers)
