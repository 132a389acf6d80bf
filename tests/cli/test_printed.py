"""The tables that documents print, and taking them over, from a terminal."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.command import mistake, told, windroos

ANALYST = ("--as", "analyst@voorbeeld.example")
VIEWER = ("--as", "viewer@voorbeeld.example")
# Our own words.
NOTE = """# Notitie

| Doel | 2025 | 2026 |
| --- | --- | --- |
| Banen (fte) | Nul-meting | 1.200 |
"""


def test_a_table_is_shown_corrected_and_taken_over(demo: Path, tmp_path: Path) -> None:
    file = tmp_path / "note.txt"
    file.write_text(NOTE, encoding="utf-8")
    told(windroos("documents", "add", str(file), "--json", data=demo))
    name = ("--title", "Notitie", "--publisher", "Wij", "--published", "2026", "--written-in", "nl")
    told(windroos("documents", "name", "note", *name, *ANALYST, "--json", data=demo))
    (table,) = told(windroos("documents", "tables", "note", "--json", data=demo))
    assert table["rows"][0]["cells"][0]["state"] == "to-be-measured"
    assert "Nul-meting" in windroos("documents", "tables", "note", data=demo).stdout
    shown = windroos("documents", "tables", "note", "1", "--language", "en", data=demo).stdout
    assert "As quantities." in shown
    assert "thousands or with decimals" in shown
    plan = told(windroos("documents", "tables", "note", "1", "--json", data=demo))
    call = ("documents", "take-over", "note", "1", *ANALYST)
    said = mistake(windroos(*call, data=demo))
    assert "Banen (fte) (2), 2026: kind:" in said
    plan["rows"][0] |= {"subject": "jobs", "label_en": "Jobs", "kind": "target"}
    corrected = tmp_path / "plan.json"
    corrected.write_text(json.dumps(plan), encoding="utf-8")
    call = (*call, "--with", str(corrected))
    tried = told(windroos(*call, "--try", "--json", data=demo))
    assert (tried["written"], tried["ids"]) == (False, ["jobs-2025", "jobs-2026"])
    done = told(windroos(*call, "--json", data=demo))
    assert (done["written"], done["ids"], done["there"]) == (True, tried["ids"], [])
    again = windroos(*call, data=demo).stdout
    assert "Written: 0 quantities; 2 were there." in again


def test_mistakes_are_told_in_words(demo: Path, tmp_path: Path) -> None:
    assert "no document “none”" in mistake(windroos("documents", "tables", "none", data=demo))
    call = ("documents", "take-over", "note", "1")
    assert "role analyst" in mistake(windroos(*call, *VIEWER, data=demo))
    assert "has no table 9" in mistake(windroos("documents", "tables", "note", "9", data=demo))
    assert "none of" in mistake(windroos(*call, *ANALYST, "--kind", "poems", data=demo))
    wrong = tmp_path / "wrong.json"
    for text, said in (("[", "no JSON"), ("[]", "give an object"), ('{"rows": 3}', "no plan")):
        wrong.write_text(text, encoding="utf-8")
        assert said in mistake(windroos(*call, *ANALYST, "--with", str(wrong), data=demo))
    absent = str(tmp_path / "absent.json")
    assert "absent.json" in mistake(windroos(*call, *ANALYST, "--with", absent, data=demo))


def test_a_figure_is_quoted(demo: Path) -> None:
    call = (
        "quote", "homes", "target", "--at", "note:2", "--label", "Huizen", "--label-en", "Homes",
        "--value", "1200", "--unit", "fte", "--year", "2027", *ANALYST,
    )  # fmt: skip
    tried = told(windroos(*call, "--try", "--json", data=demo))
    made = told(windroos(*call, "--region", "Noord-Brabant", "--json", data=demo))
    assert (tried["written"], made["written"], made["id"]) == (False, True, "q-homes-2027-1")
    assert (made["row"]["cell"], made["row"]["region"]) == ("1200 fte", "NL41")
    gone = told(windroos("retract", made["id"], *ANALYST, "--reason", "x", "--json", data=demo))
    assert gone["row"] is None
    assert told(windroos("undo", made["id"], *ANALYST, "--json", data=demo))["row"]["value"] == 1200
    assert "not taken over" in mistake(windroos("undo", "japan-innovation", *ANALYST, data=demo))
    proposed = told(windroos("documents", "propose", "note:2", "--json", data=demo))
    assert proposed["figures"] == ["1200"]
    wrong = ("quote", "homes", "dream", "--at", "note:2", "--label", "a", "--label-en", "b")
    assert "kind" in mistake(windroos(*wrong, "--value", "1", *ANALYST, data=demo))
