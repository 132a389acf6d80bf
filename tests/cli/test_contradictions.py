"""Contradictions from a terminal: listed, settled, opened again."""

from __future__ import annotations

from pathlib import Path

from tests.cli.command import mistake, told, windroos

ANALYST = ("--as", "analyst@voorbeeld.example")
THURINGIA = "effort_deg_innovation"
FIGURE_ONE = "decisions/thuringen-innovation"


def test_from_list_to_settled_and_back(demo: Path) -> None:
    call = ("contradictions", "list", "--json")
    listed = {one["id"]: one for one in told(windroos(*call, data=demo))}
    assert {id: (one["grade"], one["state"]) for id, one in listed.items()} == {
        THURINGIA: ("hard", "open"),
        "effort_il_innovation": ("soft", "open"),
    }
    assert FIGURE_ONE in listed[THURINGIA]["sides"]
    settle = ("contradictions", "settle", THURINGIA, "--reason", "De figuur telt")
    assert "none of the sides" in mistake(
        windroos(*settle, "--holds", "decisions/x", *ANALYST, data=demo)
    )
    done = told(windroos(*settle, "--holds", FIGURE_ONE, *ANALYST, "--json", data=demo))
    assert (done["written"], done["settlement"]["reason_nl"]) == (True, "De figuur telt")
    assert [one["id"] for one in told(windroos(*call, "--state", "open", data=demo))] == [
        "effort_il_innovation"
    ]
    printed = windroos("contradictions", "list", "--grade", "hard", data=demo).stdout
    assert "De figuur telt" in printed
    (minutes,) = told(windroos("decisions", "minutes", "2024-06", "--json", data=demo))
    assert {one["id"] for one in minutes["contradictions"]} == set(listed)
    assert "De figuur telt" in windroos("decisions", "minutes", "2024-06", data=demo).stdout
    history = ("history", "settlements", THURINGIA, "--json")
    (version,) = told(windroos(*history, data=demo))
    assert version["row"]["holds"] == FIGURE_ONE
    again = windroos("contradictions", "reopen", THURINGIA, *ANALYST, data=demo)
    assert "is open again" in again.stdout
    back = windroos("contradictions", "undo", THURINGIA, *ANALYST, "--json", data=demo)
    assert told(back)["settlement"]["holds"] == FIGURE_ONE


def test_what_is_no_kind_and_no_contradiction_is_told(demo: Path) -> None:
    assert "effort, finding" in mistake(
        windroos("contradictions", "list", "--kind", "taste", data=demo)
    )
    settle = ("contradictions", "settle", "effort_jp_innovation", "--reason", "x", *ANALYST)
    assert "do not contradict each other" in mistake(windroos(*settle, data=demo))
