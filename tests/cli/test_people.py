"""Contacts and contact moments from a terminal, as a user meets them."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.command import mistake, told, windroos

ANALYST = ("--as", "analyst@voorbeeld.example")
READER = ("--as", "viewer@voorbeeld.example")
BASIS = ("--basis", "public-task", "--purpose", "Om samen te werken")


def test_a_person_is_added_met_counted_given_their_data_and_erased(
    demo: Path, tmp_path: Path
) -> None:
    add = ("contacts", "add", *ANALYST, "--name", "Wilhelmus Bedacht", *BASIS)
    assert "--until" in mistake(windroos(*add, "--until", "ooit", data=demo))
    assert "still come" in mistake(windroos(*add, "--until", "2001-01-01", data=demo)).replace(
        "nog komen", "still come"
    )
    made = told(windroos(*add, "--until", "2040-01-01", "--region", "DEG", "--json", data=demo))
    number = str(made["id"])
    changed = told(
        windroos(
            *("contacts", "change", number, *ANALYST, "--email", "w@verzonnen.example", "--json"),
            data=demo,
        )
    )
    assert (changed["email"], changed["version"]) == ("w@verzonnen.example", 2)
    for day in ("2023-05-05", "2025-05-05"):
        moment = told(
            windroos(
                *("moments", "add", *ANALYST, "--kind", "call", "--subject", "Lampen"),
                *("--day", day, "--contact", number, "--level", "official", "--region", "DEG"),
                *("--summary", "Wilhelmus Bedacht belde.", "--json"),
                data=demo,
            )
        )
    counted = told(windroos("moments", "years", *ANALYST, "--json", data=demo))
    assert (counted["years"], counted["level"]) == ([2023, 2024, 2025], {"official": [1, 0, 1]})
    assert "Lampen" in windroos("moments", "list", *ANALYST, data=demo).stdout
    assert "Bedacht" in windroos("contacts", "list", *ANALYST, data=demo).stdout
    for command in (("contacts", "list"), ("moments", "list"), ("contacts", "export", number)):
        refused = windroos(*command, *READER, data=demo)
        assert "may not see data of persons" in mistake(refused)
        assert "Bedacht" not in refused.stdout
    file = tmp_path / "data.json"
    windroos("contacts", "export", number, str(file), *ANALYST, data=demo)
    held = json.loads(file.read_text("utf-8"))
    assert [one["summary"] for one in held["moments"]] == ["Wilhelmus Bedacht belde."] * 2
    erase = ("contacts", "erase", number, *ANALYST)
    shown = windroos(*erase, data=demo)
    assert f"moment {moment['id']}, summary: named" in shown.stdout
    assert "--yes" in mistake(shown), "nobody is erased unseen"
    done = told(windroos(*erase, "--yes", "--json", data=demo))
    assert (done["contact"]["name"], len(done["takenOut"])) == ("", 2)
    (first, _second) = told(windroos("moments", "list", *ANALYST, "--json", data=demo))
    assert first["summary"] == "[…] belde."
    assert told(windroos("contacts", "list", *ANALYST, "--json", data=demo)) == []
