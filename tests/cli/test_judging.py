"""Judging from a terminal, as an analyst meets it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.command import mistake, told, windroos

ANALYST = ("--as", "analyst@voorbeeld.example")
AGENCY = ("--as", "analist@agentschap.example")
THIRD = ("--as", "derde@voorbeeld.example")
VIEWER = ("--as", "viewer@voorbeeld.example")
WHY = ("--reason", "De deelstaat betaalt mee", "--grounds", "Gesprek met het ministerie")


def score(demo: Path) -> float:
    found = told(windroos("assess", "--json", data=demo))
    return next(region["score"] for region in found["regions"] if region["code"] == "DEG")


def test_a_rating_counts_can_be_changed_taken_back_and_undone(demo: Path) -> None:
    before = score(demo)
    call = ("judge", "thuringen", "funding", "3", *ANALYST, *WHY)
    tried = told(windroos(*call, "--try", "--json", data=demo))
    assert not tried["written"]
    assert score(demo) == before
    made = told(windroos(*call, "--json", data=demo))
    assert made["written"]
    assert made["row"] == tried["row"]
    assert made["effects"] == tried["effects"]
    after = score(demo)
    assert after != before
    assert [before, after] in [one["score"] for one in made["effects"]]
    id = made["id"]
    change = ("judge", "DEG", "funding-judged", "1", *ANALYST, "--change", id)
    changed = told(windroos(*change, "--passage", "001-thuringen-1-s2", "--json", data=demo))
    assert (changed["row"]["rating"], changed["row"]["grounds_nl"]) == (1.0, None)
    assert changed["row"]["reason_nl"] == "De deelstaat betaalt mee"
    printed = windroos("judge", "DEG", "funding", "2", *ANALYST, "--change", id, data=demo).stdout
    assert f"Written: {id}." in printed
    assert "Thüringen (Innovatie)" in printed
    assert (
        "Nothing was changed."
        in windroos("judge", "DEG", "funding", "2", *ANALYST, "--change", id, data=demo).stdout
    )
    gone = told(windroos("retract", id, *ANALYST, "--reason", "Vergist", "--json", data=demo))
    assert gone["row"] is None
    assert score(demo) == before
    assert told(windroos("undo", id, *ANALYST, "--json", data=demo))["row"]["rating"] == 2.0
    versions = told(windroos("history", "judgements", id, "--json", data=demo))
    assert [one["row"] and one["row"]["rating"] for one in versions] == [2.0, None, 2.0, 1.0, 3.0]
    assert [one["why"] for one in versions] == [None, "Vergist", None, None, None]
    assert "Anna" not in windroos("history", "judgements", id, data=demo).stdout
    assert "Anna Analist" in windroos("history", "judgements", id, *VIEWER, data=demo).stdout


def test_a_finding_closes_a_region(demo: Path) -> None:
    call = ("find", "Jiangsu", "themes-and-risks", "fails", *ANALYST, *WHY)
    made = told(windroos(*call, "--json", data=demo))
    assert made["row"]["conditions_nl"] is None
    moved = [one["advice"] for one in made["effects"] if one["advice"][0] != one["advice"][1]]
    assert moved
    assert all(after == "none" for _before, after in moved)
    told(windroos("undo", made["id"], *ANALYST, "--json", data=demo))
    change = ("find", "CN-JS", "themes-and-risks", "conditional", "--theme", "health")
    id = ("--change", "f-cn-js-themes-and-risks-1")
    kept = told(windroos(*change, *ANALYST, *id, "--json", data=demo))
    assert kept["row"]["themes"] == "health"
    assert kept["row"]["conditions_nl"].startswith("Alleen agrifood")
    assert kept["row"]["passage"] == "001-jiangsu-1-s6"


def test_a_panel_from_question_to_judgement(demo: Path) -> None:
    ask = (
        "panels",
        "open",
        "--region",
        "Japan",
        "--criterion",
        "Wederkerigheid",
        "--why",
        "Twijfel",
    )
    assert "not one that is rated" in mistake(windroos(*ask, "--assessor", "x", *THIRD, data=demo))
    ask = (*ask[:4], "--criterion", "reciprocity", "--why", "Twijfel")
    people = [f"--assessor={who[1]}" for who in (ANALYST, AGENCY)]
    (made,) = told(windroos(*ask, *people, *THIRD, "--json", data=demo))
    number = str(made["number"])
    give = ("panels", "give", number)
    assert told(windroos(*give, "3", *ANALYST, *WHY, "--json", data=demo))["rating"] == 3.0
    for reader in (AGENCY, THIRD, VIEWER):
        (seen,) = told(windroos("panels", "list", *reader, "--json", data=demo))
        assert (seen["given"], seen["opinions"]) == (1, [])
        assert "betaalt mee" not in windroos("panels", "list", *reader, data=demo).stdout
    assert told(windroos("panels", "list", "--json", data=demo)) == []
    settle = ("panels", "settle", number, "2", "--reason", "Het midden")
    assert "Not everyone" in mistake(windroos(*settle, *THIRD, data=demo))
    assert "not asked" in mistake(windroos(*give, "1", *THIRD, *WHY, data=demo))
    told(windroos(*give, "1", *AGENCY, *WHY, "--json", data=demo))
    assert "ask a third" in mistake(windroos(*settle, *AGENCY, data=demo))
    done = told(windroos(*settle, *THIRD, "--json", data=demo))
    (public,) = told(windroos("panels", "list", "--json", data=demo))
    assert [one["rating"] for one in public["opinions"]] == [1.0, 3.0]
    assert {one["assessor"] for one in public["opinions"]} == {None}
    (version,) = told(windroos("history", "judgements", done["judgement"], "--json", data=demo))
    assert version["panel"] == made["number"]
    assert version["row"]["said_by"] == "Voorbeeldagentschap, Voorbeeldprovincie"


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (("judge", "Atlantis", "funding", "3", *ANALYST, *WHY), "no region “Atlantis”"),
        (("judge", "DEG", "gold", "3", *ANALYST, *WHY), "not one that is rated"),
        (("judge", "DEG", "funding", "9", *ANALYST, *WHY), "outside the scale"),
        (("judge", "DEG", "funding", "3", *ANALYST), "fill in one"),
        (("judge", "DEG", "funding", "3", *ANALYST, *WHY, "--theme", "fog"), "theme"),
        (("judge", "DEG", "funding", "3", *ANALYST, *WHY, "--confidence", "x"), "confidence"),
        (("judge", "DEG", "funding", "3", *ANALYST, *WHY, "--date", "soon"), "judged"),
        (("judge", "DEG", "funding", "3", *VIEWER, *WHY), "role analyst"),
        (("judge", "DEG", "funding", "3", "--as", "x@y.example", *WHY), "no account"),
        (("judge", "DEG", "funding", "3", *ANALYST, *WHY, "--change", "j-99"), "took it back"),
        (
            ("judge", "DEG", "funding", "3", *ANALYST, "--change", "j-at-networks-1"),
            "about something else",
        ),
        (("find", "DEG", "gold", "holds", *ANALYST, *WHY), "no precondition"),
        (("find", "DEG", "demand", "perhaps", *ANALYST, *WHY), "outcome"),
        (("retract", "j-99", *ANALYST, "--reason", "x"), "no judgement or finding"),
        (("retract", "j-at-networks-1", *ANALYST, "--reason", " "), "Give the reason"),
        (("undo", "j-at-networks-1", *ANALYST), "nothing to undo"),
        (("undo", "j-at-networks-1", *VIEWER), "role analyst"),
        (("history", "figures", "1"), "no history"),
        (("history", "judgements", "j-99"), "there is no “j-99”"),
        (("panels", "give", "99", "1", *ANALYST, *WHY), "no panel"),
        (("panels", "withdraw", "99", *ANALYST, "--reason", "x"), "no panel"),
    ],
)
def test_a_mistake_is_told_in_words(demo: Path, call: tuple[str, ...], said: str) -> None:
    assert said in mistake(windroos(*call, data=demo))
