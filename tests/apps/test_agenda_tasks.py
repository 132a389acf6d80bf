"""Tasks of the evidence agenda: taken up, given away, answered by evidence, and closed."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.utils import timezone
from tests.apps.deciders import fresh, lake
from tests.apps.people import person
from tests.apps.world import SAID, SOUGHT

from windroos.apps.accounts.models import Event, User
from windroos.apps.accounts.permits import Refused
from windroos.apps.accounts.roles import Role
from windroos.apps.compass import queries
from windroos.apps.compass.actions import (
    Entry,
    change_task,
    drop_task,
    find,
    finish_task,
    judge,
    reopen_task,
    take_up_task,
)
from windroos.apps.compass.agenda import tasks as agenda_tasks
from windroos.apps.compass.agenda.tasks import Tasked
from windroos.apps.compass.models import AgendaTask
from windroos.apps.regions.conflicts import Conflict
from windroos.apps.regions.models import Case

BOATS: dict[str, Any] = {
    **SOUGHT,
    "role": "research",
    "region": "LV00",
    "kind": "precondition",
    "subject": "boats",
}


@pytest.fixture
def lake_case(db: None, tmp_path: Path) -> Case:
    return lake(tmp_path)


@pytest.fixture
def anna(lake_case: Case) -> User:
    return person(Role.ANALYST, "university", "anna")


@pytest.fixture
def bert(lake_case: Case) -> User:
    return person(Role.DECISION_MAKER, "town", "bert")


def shown(case: Case, task: AgendaTask) -> Tasked:
    task.refresh_from_db()
    (one,) = agenda_tasks.shown(case, queries.value(fresh(case)), [task])
    return one


def rate(case: Case, anna: User, **row: Any) -> None:
    entry = {"region": "LV", "criterion": "choirs", "rating": 4.0, **SAID, **row}
    judge(fresh(case), [Entry(entry)], actor=anna)


def test_a_rating_since_then_answers_it(lake_case: Case, anna: User) -> None:
    task = take_up_task(lake_case, SOUGHT, assignee=anna, actor=anna)
    assert not shown(lake_case, task).answered
    rate(lake_case, anna, criterion="fish")
    assert not shown(lake_case, task).answered
    rate(lake_case, anna)
    assert shown(lake_case, task).answered
    assert finish_task(fresh(lake_case), task.pk, actor=anna).status == "done"


def test_a_finding_since_then_answers_it(lake_case: Case, anna: User) -> None:
    task = take_up_task(lake_case, BOATS, actor=anna)
    assert not shown(lake_case, task).answered
    row = {"region": "LV00", "precondition": "boats", "outcome": "holds", **SAID}
    find(fresh(lake_case), [Entry(row)], actor=anna)
    assert shown(lake_case, task).answered


def test_who_finishes_without_evidence_says_what_came_of_it(lake_case: Case, anna: User) -> None:
    task = take_up_task(lake_case, SOUGHT, actor=anna)
    with pytest.raises(ValidationError) as told:
        finish_task(lake_case, task.pk, reason=" ", actor=anna)
    assert set(told.value.message_dict) == {"reason"}
    done = finish_task(lake_case, task.pk, reason="It is not kept anywhere", actor=anna)
    assert (done.status, done.reason) == ("done", "It is not kept anywhere")
    with pytest.raises(ValidationError):
        drop_task(lake_case, task.pk, reason="Again", actor=anna)


def test_who_drops_it_gives_the_reason_and_it_can_be_taken_up_again(
    lake_case: Case, anna: User, bert: User
) -> None:
    task = take_up_task(lake_case, SOUGHT, actor=anna)
    with pytest.raises(ValidationError):
        drop_task(lake_case, task.pk, reason="", actor=anna)
    drop_task(lake_case, task.pk, reason="Not now", actor=anna)
    again = take_up_task(lake_case, SOUGHT, actor=bert)
    with pytest.raises(ValidationError):  # there would be two of the same
        reopen_task(lake_case, task.pk, actor=anna)
    drop_task(lake_case, again.pk, reason="Twice", actor=bert)
    opened = reopen_task(lake_case, task.pk, actor=anna)
    assert (opened.status, opened.reason) == ("open", "")


def test_only_what_is_on_the_agenda_is_taken_up_and_once(lake_case: Case, anna: User) -> None:
    take_up_task(lake_case, SOUGHT, actor=anna)
    known = {**SOUGHT, "region": "EE"}  # Estonia's choirs were rated
    for about in (SOUGHT, known, {**SOUGHT, "subject": "dragons"}, {**SOUGHT, "role": "cooking"}):
        with pytest.raises(ValidationError):
            take_up_task(lake_case, about, actor=anna)
    assert AgendaTask.objects.count() == 1
    # For another role it is another weighing, and so another task.
    for role in ("culture", "research"):
        take_up_task(lake_case, {**SOUGHT, "role": role, "region": "LV00"}, actor=anna)


def test_it_is_for_who_may_write_down_what_they_find(
    lake_case: Case, anna: User, bert: User
) -> None:
    task = take_up_task(lake_case, SOUGHT, assignee=bert, actor=anna)
    assert agenda_tasks.waiting(bert, lake_case) == 1
    assert agenda_tasks.waiting(anna, lake_case) == 0
    strangers = person(Role.VIEWER, "university"), person(Role.ANALYST, "elsewhere")
    for stranger in strangers:
        with pytest.raises(ValidationError) as told:
            change_task(lake_case, task.pk, {"assignee": stranger}, actor=anna)
        assert set(told.value.message_dict) == {"assignee"}
        with pytest.raises(Refused):
            change_task(lake_case, task.pk, {"assignee": None}, actor=stranger)
    yesterday = timezone.localdate() - timedelta(days=1)
    with pytest.raises(ValidationError) as told:
        change_task(lake_case, task.pk, {"due": yesterday}, actor=anna)
    assert set(told.value.message_dict) == {"due"}


def test_tasks_are_for_who_works_on_the_case(lake_case: Case, anna: User) -> None:
    take_up_task(lake_case, SOUGHT, assignee=anna, actor=anna)
    viewer = person(Role.VIEWER, "town")
    assert agenda_tasks.tasks(lake_case, viewer).count() == 1
    for stranger in (AnonymousUser(), person(Role.ANALYST, "elsewhere"), None):
        assert not agenda_tasks.tasks(lake_case, stranger).exists()


def test_the_second_to_change_it_is_told(lake_case: Case, anna: User, bert: User) -> None:
    task = take_up_task(lake_case, SOUGHT, assignee=anna, note="Phone", actor=anna)
    change_task(lake_case, task.pk, {"note": "Write"}, version=1, actor=bert)
    with pytest.raises(Conflict) as told:
        change_task(lake_case, task.pk, {"note": "Visit"}, version=1, actor=anna)
    assert (told.value.theirs["note"], told.value.yours["note"]) == ("Write", "Visit")
    assert (told.value.by, told.value.version) == ("bert", 2)
    with pytest.raises(Conflict):
        drop_task(lake_case, task.pk, reason="So", version=1, actor=anna)
    kept = change_task(lake_case, task.pk, {"note": "Visit"}, version=2, actor=anna)
    assert (kept.note, kept.version) == ("Visit", 3)
    assert change_task(lake_case, task.pk, {"note": "Visit"}, actor=anna).version == 3


def test_the_trail_tells_who_finds_out_what(lake_case: Case, anna: User, bert: User) -> None:
    task = take_up_task(lake_case, SOUGHT, actor=anna)
    change_task(lake_case, task.pk, {"assignee": bert}, actor=anna)
    drop_task(lake_case, task.pk, reason="Nobody knows", actor=bert)
    made, given, dropped = Event.objects.filter(subject_type="agenda-task").order_by("pk")
    assert made.verb == "task-made"
    assert made.told().startswith("anna ")
    assert "bert" in given.told()
    assert dropped.told().endswith(": Nobody knows")
    assert {event.case for event in (made, given, dropped)} == {"lake"}


def test_who_takes_a_task_up_is_not_told_to_have_given_it_to_themselves(
    lake_case: Case, anna: User, bert: User
) -> None:
    task = take_up_task(lake_case, SOUGHT, assignee=anna, actor=anna)
    change_task(lake_case, task.pk, {"assignee": bert}, actor=anna)
    change_task(lake_case, task.pk, {"assignee": anna}, actor=anna)
    told = [e.told() for e in Event.objects.filter(subject_type="agenda-task").order_by("pk")]
    assert [one.count("anna") for one in told] == [1, 1, 1]
    assert told[0] == told[2]
    assert "bert" in told[1]
