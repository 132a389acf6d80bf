"""Tasks of the evidence agenda, and runs, from a terminal."""

from __future__ import annotations

import pytest
from tests.apps.people import party, person
from tests.apps.test_scenarios_cli import ANALYST, DECIDER, mistake, told, windroos

from windroos import cases
from windroos.apps.accounts.roles import Role
from windroos.apps.compass import actions
from windroos.apps.compass.robustness.outcome import Wanted
from windroos.apps.regions.models import Case

STRANGER = ("--as", "Carl@elsewhere.example")
TAKE_UP = ("tasks", "take-up", "japan", "funding-judged", *ANALYST)
DRAWS = Wanted("innovation", None, None, cases.Scenario("innovation"), "all", 100_000)


@pytest.fixture(autouse=True)
def case(brabant: Case) -> Case:
    party(brabant, "province", lead=True, decides=("innovation",))
    person(Role.ANALYST, "province", "Anna")
    person(Role.DECISION_MAKER, "province", "Bob")
    person(Role.ANALYST, "elsewhere", "Carl")
    return brabant


def test_a_task_is_taken_up_changed_finished_dropped_reopened() -> None:
    empty = windroos("tasks", "list", *ANALYST).stdout
    assert "windroos tasks take-up" in empty
    made = told(*TAKE_UP, "--assignee", DECIDER[1], "--due", "2026-12-01", "--note", "Phone")
    number = str(made["number"])
    assert (made["region"], made["kind"], made["subject"]) == ("JP", "leaf", "funding-judged")
    assert (made["role"], made["assignee"], made["due"]) == ("innovation", "Bob", "2026-12-01")
    assert "already" in mistake(*TAKE_UP)
    english = ("tasks", "list", "--language", "en")
    assert told(*english, *DECIDER, "--mine") == [made]
    assert told("tasks", "list", *ANALYST, "--mine") == []
    printed = windroos("tasks", "list", *ANALYST).stdout
    assert "Japan" in printed
    assert "Bob" in printed

    changed = told("tasks", "change", number, *ANALYST, "--nobody", "--no-due")
    assert (changed["assignee"], changed["due"], changed["note"]) == (None, None, "Phone")
    assert "reason: No evidence has come in" in mistake("tasks", "finish", number, *DECIDER)
    done = told("tasks", "finish", number, *DECIDER, "--reason", "Nobody keeps it")
    assert (done["status"], done["reason"]) == ("done", "Nobody keeps it")
    assert told("tasks", "list", *ANALYST) == []
    assert told(*english, *ANALYST, "--state", "closed") == [done]
    assert told("tasks", "reopen", number, *ANALYST)["status"] == "open"
    dropped = windroos("tasks", "drop", number, *ANALYST, "--reason", "Not now").stdout
    assert f"windroos tasks reopen {number}" in dropped


def test_a_precondition_is_taken_up_by_its_name() -> None:
    label = cases.load("noord_brabant").framework.preconditions[0].label.en
    made = told("tasks", "take-up", "JP", label, *ANALYST, "--theme", "health")
    assert (made["kind"], made["theme"]) == ("precondition", "health")


def test_what_cannot_be_is_told() -> None:
    assert "not a day" in mistake(*TAKE_UP, "--due", "soon")
    assert "passed" in mistake(*TAKE_UP, "--due", "2026-11-20")
    assert "no region" in mistake("tasks", "take-up", "Atlantis", "funding-judged", *ANALYST)
    assert "there are" in mistake("tasks", "take-up", "JP", "dragons", *ANALYST)
    known = mistake("tasks", "take-up", "JP", "networks-judged", *ANALYST)
    assert "Error: This is not on the agenda" in known
    assert "no account" in mistake(*TAKE_UP, "--assignee", "nobody@example.org")
    assert "works on this case" in mistake(*TAKE_UP, "--assignee", STRANGER[1])
    assert "no task" in mistake("tasks", "finish", "999", *ANALYST, "--reason", "x")
    assert "say what to change" in mistake("tasks", "change", "1", *ANALYST)
    both = ("--nobody", "--assignee", DECIDER[1])
    assert "either" in mistake("tasks", "change", "1", *ANALYST, *both)


def test_tasks_and_runs_are_for_who_works_on_the_case() -> None:
    for command in (
        ("tasks", "list"),
        ("tasks", "take-up", "JP", "funding-judged"),
        ("runs", "list"),
        ("runs", "cancel", "1"),
    ):
        assert "only who works on the case" in mistake(*command, *STRANGER)


def test_runs_are_listed_and_cancelled(case: Case) -> None:
    assert "windroos robustness --samples" in windroos("runs", "list", *ANALYST).stdout
    run = actions.ask_run(case, DRAWS, actor=person(Role.VIEWER, "province", "Dora"))
    (listed,) = told("runs", "list", *ANALYST)
    assert (listed["number"], listed["status"], listed["askedBy"]) == (run.pk, "waiting", "Dora")
    assert (listed["samples"], listed["drawn"]) == (100_000, 0)
    assert "Dora" in windroos("runs", "list", *ANALYST).stdout
    assert "no run 999" in mistake("runs", "cancel", "999", *ANALYST)
    assert told("runs", "cancel", str(run.pk), *ANALYST)["status"] == "cancelled"
    actions.end_run(run, {"regions": []})
    run.refresh_from_db()
    assert run.status == "cancelled"
