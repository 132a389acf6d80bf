"""Decisions and reviews from a terminal, as a user meets them."""

from __future__ import annotations

from pathlib import Path

from tests.cli.command import mistake, told, windroos

ANALYST = ("--as", "analyst@voorbeeld.example")
DECIDER = ("--as", "besluit@voorbeeld.example")
AGENCY = ("--as", "besluit@agentschap.example")
ROW = (
    *("--region", "JP", "--role", "innovation", "--effort", "active"),
    *("--from", "2026", "--to", "2090", "--motivation-nl", "Besproken"),
)


def test_from_draft_to_minutes_and_back(demo: Path) -> None:
    made = told(windroos("decisions", "draft", *ANALYST, *ROW, "--json", data=demo))
    assert made["status"] == "draft"
    number = str(made["number"])
    change = ("decisions", "draft", *ANALYST, "--change", number, "--effort", "reactive")
    departure = ("--departure-nl", "Minder mensen", "--submit", "--json")
    assert told(windroos(*change, *departure, data=demo))["status"] == "submitted"
    (listed,) = told(windroos("decisions", "drafts", *DECIDER, "--json", data=demo))
    assert (listed["effort"], listed["motivation_nl"]) == ("reactive", "Besproken")
    sent = ("decisions", "return", number, *DECIDER, "--reason", "Korter", "--json")
    assert told(windroos(*sent, data=demo))["status"] == "returned"
    again = windroos("decisions", "submit", number, *ANALYST, data=demo)
    assert "on the list to decide" in again.stdout
    take = ("decisions", "take", number, "--decided", "2026-11-03", "--authority", "GS", "--json")
    assert "decision-maker" in mistake(windroos(*take, *AGENCY, data=demo))
    (row,) = told(windroos(*take, *DECIDER, data=demo))
    assert (row["authority"], row["decided"], row["effort"]) == ("GS", "2026-11-03", "reactive")
    (minutes,) = told(windroos("decisions", "minutes", "2026-11-03", "--json", data=demo))
    assert [one["id"] for one in minutes["decisions"]] == [row["id"]]
    assert minutes["decisions"][0]["replaces"] == ["japan-innovation"]
    printed = windroos("decisions", "minutes", "2026-11-03", "--language", "en", data=demo).stdout
    assert "1. Japan (Innovation): reactive effort, 2026–2090" in printed
    assert "Minder mensen" in printed
    gone = ("decisions", "revoke", row["id"], "--reason", "Dubbel")
    assert told(windroos(*gone, *DECIDER, "--json", data=demo))["revoked"]
    assert "there is no decision" in mistake(windroos(*gone, *DECIDER, data=demo))
    assert "Dubbel" in windroos("decisions", "minutes", "2026-11-03", data=demo).stdout


def test_one_faulty_draft_and_none_is_taken(demo: Path) -> None:
    numbers = [
        str(told(windroos(*call, data=demo))["number"])
        for call in (
            ("decisions", "draft", *ANALYST, *ROW, "--submit", "--json"),
            ("decisions", "draft", *ANALYST, *ROW, "--submit", "--json"),
        )
    ]
    said = mistake(windroos("decisions", "take", *numbers, *DECIDER, data=demo))
    assert "in the same period" in said
    assert len(told(windroos("decisions", "drafts", *DECIDER, "--json", data=demo))) == 2
    for number in numbers:
        windroos("decisions", "withdraw", number, *ANALYST, data=demo)
    assert told(windroos("decisions", "drafts", *DECIDER, "--json", data=demo)) == []


def test_mistakes_are_told(demo: Path) -> None:
    wrong = windroos(*("decisions", "draft", *ANALYST, *ROW, "--to", "2020"), data=demo)
    assert "period_end: 2020 comes before 2026" in mistake(wrong)
    assert "no such drafts" in mistake(windroos("decisions", "take", "99", *DECIDER, data=demo))
    day = windroos("decisions", "take", "1", *DECIDER, "--decided", "gisteren", data=demo)
    assert "write it as YYYY-MM-DD" in mistake(day)
    assert "no such minutes" in mistake(windroos("decisions", "minutes", "1999", data=demo))
    missing = windroos("reviews", "accept", "99", *ANALYST, "--reason", "So", data=demo)
    assert "no review of this number" in mistake(missing)


def test_the_list_has_what_is_in_force(demo: Path) -> None:
    call = ("decisions", "list", "--role", "innovation", "--region", "DEG", "--json")
    (row,) = told(windroos(*call, data=demo))
    assert (row["id"], row["state"]) == ("thuringen-innovation", "in-force")
    assert told(windroos("reviews", "list", *ANALYST, "--state", "all", "--json", data=demo)) == []
