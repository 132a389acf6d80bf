"""Tasks of the evidence agenda over the API: taken up, given away, closed; for colleagues alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.api.conftest import Asking
from tests.standing import TODAY

from windroos.apps.accounts.roles import Role
from windroos.apps.compass.models import AgendaTask

# On the agenda of Noord-Brabant: nobody has rated it.
FUNDING = {"role": "innovation", "region": "JP", "kind": "leaf", "subject": "funding-judged"}
DUE = TODAY.replace(month=12).isoformat()


@pytest.fixture
def finders(analyst: Asking, decision_maker: Asking) -> dict[str, int]:
    """Who can be given a task, by name."""
    return {one["name"]: one["id"] for one in analyst.items("finders")}


def taken_up(analyst: Asking, **more: Any) -> Any:
    made = analyst.post("agenda-tasks", FUNDING | more)
    assert made.status_code == 201, made.content
    return made


def path(made: Any) -> str:
    return f"agenda-tasks/{made.json()['id']}"


def test_a_task_is_taken_up_given_away_and_finished(
    analyst: Asking, decision_maker: Asking, finders: dict[str, int]
) -> None:
    mine, theirs = finders["analyst province"], finders["decision-maker province"]
    made = taken_up(analyst, assignee=mine, due=DUE, note="Phone the embassy")
    assert made["Location"].endswith(path(made))
    task = made.json()
    assert {name: task[name] for name in FUNDING} == FUNDING
    assert (task["theme"], task["status"], task["version"]) == (None, "open", 1)
    assert (task["assignee"], task["assigneeName"], task["due"]) == (mine, "analyst province", DUE)
    assert (task["answered"], task["gone"], task["late"]) == (False, False, False)
    assert task["about"]["nl"].startswith("Japan, ")
    seen = analyst.get(path(made))
    assert (seen.json(), seen["ETag"]) == (task, made["ETag"])
    assert analyst.get(path(made), If_None_Match=seen["ETag"]).status_code == 304
    given = analyst.patch(path(made), {"assignee": theirs, "due": None}, If_Match=seen["ETag"])
    assert given.status_code == 200, given.content
    assert (given.json()["assignee"], given.json()["due"]) == (theirs, None)
    assert (given.json()["note"], given.json()["version"]) == ("Phone the embassy", 2)
    early = decision_maker.post(f"{path(made)}/_finish", {}, If_Match=given["ETag"])
    assert early.status_code == 400  # nothing came in, so it asks what came of it
    assert [one["field"] for one in early.json()["errors"]] == ["/reason"]
    why = {"reason": "It is not kept anywhere"}
    done = decision_maker.post(f"{path(made)}/_finish", why, If_Match=given["ETag"])
    assert (done.json()["status"], done.json()["reason"]) == ("done", why["reason"])
    assert done.json()["changedBy"] == "decision-maker province"
    closed = analyst.patch(path(made), {"note": "x"}, If_Match=done["ETag"])
    assert closed.status_code == 400
    event = analyst.items("/api/v1/events?pageSize=1")[0]
    assert (event["verb"], event["via"]) == ("task-finished", "api")


def test_evidence_answers_a_task(analyst: Asking) -> None:
    made = taken_up(analyst)
    judgement = {"region": "JP", "criterion": "funding-judged", "rating": 2, "confidence": "high"}
    said = {"grounds": {"en": "A visit"}, "reason": {"en": "They pay half"}}
    assert analyst.post("judgements", judgement | said).status_code == 201
    seen = analyst.get(path(made))
    assert seen.json()["answered"]
    assert seen["ETag"] != made["ETag"]  # its answer differs, its version does not
    done = analyst.post(f"{path(made)}/_finish", {}, If_Match=made["ETag"])
    assert (done.status_code, done.json()["status"]) == (200, "done")


def test_a_task_is_dropped_with_the_reason_and_reopened(analyst: Asking) -> None:
    made = taken_up(analyst)
    assert analyst.post(f"{path(made)}/_drop", {}, If_Match=made["ETag"]).status_code == 400
    gone = analyst.post(f"{path(made)}/_drop", {"reason": "Not now"}, If_Match=made["ETag"])
    assert (gone.json()["status"], gone.json()["reason"]) == ("dropped", "Not now")
    assert analyst.post(f"{path(made)}/_reopen", If_Match=made["ETag"]).status_code == 412
    again = analyst.post(f"{path(made)}/_reopen", If_Match=gone["ETag"])
    assert (again.json()["status"], again.json()["reason"]) == ("open", "")
    assert analyst.post(f"{path(made)}/_reopen", If_Match=again["ETag"]).status_code == 400


def test_the_second_to_change_it_is_told_what_stands_there(
    analyst: Asking, decision_maker: Asking, finders: dict[str, int]
) -> None:
    made = taken_up(analyst)
    theirs = finders["decision-maker province"]
    first = decision_maker.patch(path(made), {"assignee": theirs}, If_Match=made["ETag"])
    assert first.status_code == 200
    for second in (
        analyst.patch(path(made), {"note": "Mine"}, If_Match=made["ETag"]),
        analyst.post(f"{path(made)}/_drop", {"reason": "So"}, If_Match=made["ETag"]),
    ):
        assert second.status_code == 412
        assert second.json()["current"] == first.json()
        assert second["ETag"] == first["ETag"]
    assert analyst.get(path(made)).json() == first.json()
    assert analyst.patch(path(made), {"note": "Mine"}).status_code == 428
    now = analyst.patch(path(made), {"note": "Mine"}, If_Match=second["ETag"])
    assert (now.json()["note"], now.json()["assignee"]) == ("Mine", theirs)


def test_tasks_are_listed_and_filtered(analyst: Asking, finders: dict[str, int]) -> None:
    mine = finders["analyst province"]
    later = taken_up(analyst, assignee=mine, due="2027-01-31").json()["id"]
    free = taken_up(analyst, subject="reciprocity-judged").json()["id"]
    soon = taken_up(analyst, kind="precondition", subject="demand", due=DUE).json()["id"]

    def ids(query: str) -> list[int]:
        return [one["id"] for one in analyst.items(f"agenda-tasks?{query}")]

    assert ids("") == [soon, later, free]
    assert ids("sort=id") == [later, free, soon]
    assert ids(f"assignee={mine}") == [later]
    assert ids("assignee=") == [soon, free]
    assert ids("kind=precondition&theme=&answered=false&late=false") == [soon]
    assert ids("status=done&status=dropped") == []
    assert analyst.get("agenda-tasks?assignee=me").status_code == 400


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"role": "cooking"}, "/role"),
        ({"subject": "dragons"}, "/"),
        ({"region": "DEG", "kind": "leaf", "subject": "funding-judged\0"}, "/"),
        ({"assignee": 999_999}, "/assignee"),
        ({"due": "2026-11-20"}, "/due"),
        ({"due": "soon"}, "/due"),
        ({"kind": "person"}, "/kind"),
        ({"status": "done"}, "/status"),
    ],
)
def test_what_cannot_be_taken_up_is_told_by_field(
    wrong: dict[str, Any], field: str, analyst: Asking
) -> None:
    answer = analyst.post("agenda-tasks", FUNDING | wrong)
    assert answer.status_code == 400
    assert [one["field"] for one in answer.json()["errors"]] == [field]
    assert not AgendaTask.objects.exists()


def test_it_is_taken_up_once_and_a_repeat_gets_the_same_answer(analyst: Asking) -> None:
    made = analyst.post("agenda-tasks", FUNDING, Idempotency_Key="phone-1")
    again = analyst.post("agenda-tasks", FUNDING, Idempotency_Key="phone-1")
    assert (again.status_code, again.json()) == (201, made.json())
    assert again["Idempotency-Replayed"] == "true"
    assert analyst.post("agenda-tasks", FUNDING).status_code == 400


def test_who_may_only_read_is_refused(asking: Callable[..., Asking], analyst: Asking) -> None:
    made = taken_up(analyst)
    for reader in (asking(Role.VIEWER), asking(Role.ANALYST, name="reads", writes=False)):
        assert reader.get(path(made)).status_code == 200
        for refused in (
            reader.post("agenda-tasks", FUNDING | {"subject": "rbc-judged"}),
            reader.patch(path(made), {"note": "x"}, If_Match=made["ETag"]),
            reader.post(f"{path(made)}/_finish", {"reason": "x"}, If_Match=made["ETag"]),
            reader.post(f"{path(made)}/_drop", {"reason": "x"}, If_Match=made["ETag"]),
            reader.post(f"{path(made)}/_reopen", If_Match=made["ETag"]),
        ):
            assert refused.status_code == 403
    assert analyst.get(path(made)).json() == made.json()
    assert AgendaTask.objects.count() == 1


def test_for_others_there_are_no_tasks(
    asking: Callable[..., Asking], analyst: Asking, visitor: Asking
) -> None:
    made = taken_up(analyst)
    for stranger, status in ((visitor, 401), (asking(Role.ANALYST, "elsewhere"), 404)):
        for address in ("agenda-tasks", path(made), "finders"):
            assert stranger.get(address).status_code == status
        assert stranger.post("agenda-tasks", FUNDING).status_code == status
        dropped = stranger.post(f"{path(made)}/_drop", {"reason": "x"}, If_Match=made["ETag"])
        assert dropped.status_code == status
    assert analyst.get("agenda-tasks/999999").status_code == 404
    # Of another case it is not there either.
    assert analyst.get(f"/api/v1/cases/lake/{path(made)}").status_code == 404
