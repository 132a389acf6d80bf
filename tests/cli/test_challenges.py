"""`windroos challenges` as a user meets it."""

from __future__ import annotations

from pathlib import Path

from tests.cli.command import mistake, told, windroos

from windroos import cases


def test_all_challenges_and_what_to_bring_in(data: Path) -> None:
    brabant = cases.load("noord_brabant")
    printed = told(windroos("challenges", "--json", "--language", "en", data=data))
    assert printed == [one.as_dict("en") for one in cases.challenges(brabant)]
    shown = windroos("challenges", "--language", "en", data=data)
    assert shown.returncode == 0, shown.stderr
    assert "there are no figures" in " ".join(shown.stdout.split())
    assert 'windroos sources fetch "world-bank?indicator=SH.XPD.OOPC.CH.ZS"' in shown.stdout


def test_one_challenge_for_some_regions(data: Path) -> None:
    printed = told(
        windroos("challenges", "sustainable-economy", "--region", "Thüringen", "--json", data=data)
    )
    assert [peer["code"] for peer in printed["peers"]] == ["DE"]
    shown = windroos("challenges", "sustainable-economy", "--region", "SE", data=data)
    assert shown.returncode == 0, shown.stderr
    assert "Zweden" in shown.stdout
    assert "Denemarken" not in shown.stdout
    absent = windroos("challenges", "talent", data=data)
    assert 'windroos sources load "industry-4-0" --file' in absent.stdout


def test_what_is_not_there_is_a_mistake(data: Path) -> None:
    assert "it names: ageing" in mistake(windroos("challenges", "noise", data=data))
    told = mistake(windroos("challenges", "--region", "Atlantis", data=data))
    assert "no region “Atlantis”" in told
