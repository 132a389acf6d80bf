"""The ecosystem maps from a terminal."""

from __future__ import annotations

from pathlib import Path

from tests.cli.command import mistake, told, windroos


def test_maps_are_listed_and_shown(demo: Path) -> None:
    rows = told(windroos("maps", "list", "--lang", "en", "--json", data=demo))
    assert [one["id"] for one in rows] == ["deeptech", "food", "medtech-life-sciences"]
    assert rows[0]["categories"] == {"company": 22, "knowledge": 15, "partner": 8}
    assert (rows[0]["organisations"], rows[0]["withoutPlace"]) == (45, 5)
    shown = told(windroos("maps", "show", "deeptech", "--region", "NL21", "--json", data=demo))
    assert {one["region"] for one in shown["listed"]} == {"NL21"}
    assert "no map" in mistake(windroos("maps", "show", "nothing", data=demo))
