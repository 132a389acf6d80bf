"""Contradictions from a terminal: listed, settled, opened again."""

from __future__ import annotations

from pathlib import Path

from tests.cases import packages
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


def test_figures_in_documents_are_listed_with_their_places(data: Path, tmp_path: Path) -> None:
    rows = packages.rows()
    (first,) = rows["quantities"]
    budget = {**first, "subject": "budget", "region": "", "kind": "amount", "unit": "euro"}
    rows["quantities"] += [
        {**first, "id": "q2", "value": 15, "passage": "p2"},
        {**budget, "id": "b1", "cell": "Budget 2025"},
        {
            **budget,
            "id": "b2",
            "cell": "Budget 2025",
            "value": "",
            "state": "none",
            "passage": "p2",
        },
    ]
    package = packages.write(tmp_path / "lake", rows)
    assert windroos("case", "load", str(package), data=data).returncode == 0
    call = ("contradictions", "list", "--case", "lake", "--kind", "quantity")
    boats, euros = told(windroos(*call, "--json", data=data))
    assert boats["id"] == "quantity_ee_series_boats-built_target_2025"
    assert [(q["value"], q["place"]["passage"]) for q in boats["quantities"]] == [
        (12, "p1"), (15, "p2"),
    ]  # fmt: skip
    assert (euros["region"], euros["subject"]) == (None, "budget")
    (only,) = told(windroos(*call, "--region", "EE", "--json", data=data))
    assert only == boats
    printed = windroos(*call, data=data).stdout
    assert "no region" in printed
    assert "12 euro" in printed
    weighing = ("assess", "--role", "culture", "--case", "lake", "--language", "en")
    weighed = windroos(*weighing, data=data).stdout
    assert "The sources contradict each other on" in weighed
    explained = windroos("explain", "EE", "--role", "culture", "--case", "lake", data=data).stdout
    assert "quantity_ee_series_boats-built_target_2025" in explained


def test_what_is_no_kind_and_no_contradiction_is_told(demo: Path) -> None:
    assert "effort, finding" in mistake(
        windroos("contradictions", "list", "--kind", "taste", data=demo)
    )
    settle = ("contradictions", "settle", "effort_jp_innovation", "--reason", "x", *ANALYST)
    assert "do not contradict each other" in mistake(windroos(*settle, data=demo))
