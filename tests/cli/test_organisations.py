"""Organisations of the register from a terminal, as a user meets them."""

from __future__ import annotations

from pathlib import Path

from tests.cli.command import mistake, told, windroos


def test_organisations_are_found_by_any_name_and_filtered(demo: Path) -> None:
    found = told(windroos("organisations", "list", "--q", "BESI", "--json", data=demo))
    assert [one["name"] for one in found] == ["BE Semiconductor Industries"]
    every = told(windroos("organisations", "list", "--limit", "0", "--json", data=demo))
    region = ("organisations", "list", "--region", "NL41", "--kind", "company", "--json")
    here = told(windroos(*region, "--limit", "0", data=demo))
    expected = [one for one in every if (one["kind"], one["region"]) == ("company", "NL41")]
    assert here == expected
    assert here
    shown = windroos("organisations", "list", "--limit", "2", data=demo).stdout
    assert f"2 of {len(every)}" in shown
    assert "choose from" in mistake(windroos("organisations", "list", "--kind", "x", data=demo))


def test_an_organisation_is_shown_in_words_and_as_data(demo: Path) -> None:
    words = windroos("organisations", "show", "tno", "--language", "nl", data=demo).stdout
    assert "TNO: kennisinstelling" in words
    assert "Delft, Zuid-Holland, Nederland" in words
    data = told(windroos("organisations", "show", "tno", "--json", data=demo))
    assert data["id"] == "tno"
    assert {one["organisation"] for one in data["relations"]} >= {"tno"}
    assert "tno (TNO)" in mistake(windroos("organisations", "show", "TNO", data=demo))
