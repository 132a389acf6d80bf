"""Every action with everyone: who may, that it is told, and that it happens whole or not at all.

`tests.apps.who_may` says who may, `tests.apps.attempts` how it is done.
"""

from __future__ import annotations

from collections.abc import Iterator
from inspect import signature
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import translation
from pytest_django import DjangoDbBlocker, Settings
from tests.apps.attempts import ATTEMPTS
from tests.apps.stored import everything, undone
from tests.apps.who_may import MAY, PROGRAM, UNASKED
from tests.apps.world import EVERYONE, World, build
from tests.standing import standing

from windroos.apps.accounts.models import Event, User
from windroos.apps.accounts.permits import ACTIONS, Refused, via
from windroos.apps.compass.actions import NotApplied, apply_workbook
from windroos.site import environment, urls

pytestmark = pytest.mark.django_db

# What changes nothing that anyone would look up later.
UNTOLD = {
    "accounts.begin_second_factor": "counts for nothing until a code of it is given",
    "compass.ask_run": "changes nothing of the case, and the run says who asked it",
    "compass.cancel_run": "changes nothing of the case, and the run says who stopped it",
    "compass.drop_package": "only what its owner was looking at goes",
    "compass.drop_workbook": "only what its owner was looking at goes",
    "compass.keep_package": "changes nothing of any case, and goes by itself",
    "compass.keep_workbook": "changes nothing of the case, and goes by itself",
    "network.choose_rows": "changes nothing of the case, and goes by itself",
    "network.drop_sheet": "only what its owner was looking at goes",
    "network.keep_sheet": "changes nothing of the case, and goes by itself",
    "compass.end_run": "what the draws gave can be made again from the case",
    "compass.note_run": "only how far it is",
    "compass.take_run": "only that it is being made",
    "evidence.index_documents": "only what a search finds passages by, made again",
    "evidence.note_import": "only how far it is",
    "evidence.take_import": "only that it is being worked on",
}
# By whom the events are, where nobody is asked who they are: None is the program.
BY: dict[str, set[str | None]] = {
    "accounts.accept_invitation": {None, "comes@elders.example"},
    "accounts.account_by_openid": {None, "waits@elders.example"},
    "accounts.ask_password_reset": {None},
    "accounts.log_in": {"someone@university.example"},
    "accounts.log_out": {"someone@university.example"},
    "accounts.reset_password": {"someone@university.example"},
    "accounts.use_code": {"someone@university.example"},
    # What the program does for who asked it, is theirs.
    "evidence.end_import": {"analyst@town.example"},
    "evidence.keep_edition": {"analyst@town.example"},
    "evidence.keep_edition: nothing new": {"analyst@town.example"},
}


@pytest.fixture(scope="module")
def made(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: Any
) -> Iterator[tuple[World, dict[str, Any]]]:
    """The world, made once for all attempts, and everything that then stands in the database."""
    folder = tmp_path_factory.mktemp("world")
    with standing(django_db_blocker, folder):
        world = build(folder)
        yield world, everything()


@pytest.fixture(autouse=True)
def lake(settings: Settings, made: tuple[World, dict[str, Any]]) -> Path:
    """The figures of the world, in the place of an empty lake; and a log-in elsewhere."""
    settings.WINDROOS_OIDC = environment.OpenID(
        issuer="https://login.example",
        client_id="windroos",
        client_secret="known to both",
        name="University",
        algorithm="RS256",
        verified="email_verified",
        second_factor=False,
        organisation="",
        role="",
    )
    settings.WINDROOS_LAKE = made[0].folder / "lake"
    return settings.WINDROOS_LAKE


@pytest.fixture
def world(made: tuple[World, dict[str, Any]], db: None) -> World:
    return made[0]


@pytest.fixture
def stands(made: tuple[World, dict[str, Any]]) -> dict[str, Any]:
    """Everything as it is before an attempt."""
    return made[1]


def action(name: str) -> str:
    return name.partition(":")[0]


def asked(name: str) -> bool:
    """Whether the action asks who does it."""
    return "actor" in signature(ACTIONS[action(name)].function).parameters


def one_who_may(world: World, name: str) -> Any:
    who = min(MAY[name] - PROGRAM, default="program")
    return world.actor(who) if asked(name) else None


def test_the_table_says_of_every_action_who_may() -> None:
    assert urls.urlpatterns  # with the pages every action is known
    assert {action(name) for name in MAY} == set(ACTIONS)
    assert MAY.keys() == ATTEMPTS.keys()
    assert {name for name in MAY if MAY[name] == UNASKED} == {n for n in MAY if not asked(n)}


@pytest.mark.parametrize("name", [name for name in MAY if MAY[name] != UNASKED])
def test_who_may_and_nothing_is_written_by_who_may_not(
    name: str, world: World, stands: dict[str, Any], mailoutbox: list[Any]
) -> None:
    succeeded = set()
    for who in EVERYONE:
        actor = world.actor(who)
        sent = len(mailoutbox)
        with undone():
            try:
                ATTEMPTS[name](world, actor)
            except Refused:
                assert everything() == stands, who
                assert len(mailoutbox) == sent
            else:
                succeeded.add(who)
    assert succeeded == MAY[name]


@pytest.mark.parametrize("name", MAY)
def test_what_is_done_is_told(name: str, world: World, stands: dict[str, Any]) -> None:
    actor = one_who_may(world, name)
    before = set(Event.objects.values_list("pk", flat=True))
    with via("terminal"):
        ATTEMPTS[name](world, actor)
    assert everything() != stands
    events = list(Event.objects.exclude(pk__in=before))
    assert bool(events) == (name not in UNTOLD)
    for event in events:
        for language in ("nl", "en"):
            with translation.override(language):
                assert event.told()
                assert event.changes is not None
    # The changes in a workbook come from a sheet, whatever way it was handed in.
    channels = {"terminal", "sheet"} if name == "compass.apply_workbook" else {"terminal"}
    assert {event.via for event in events} == (channels if events else set())
    by = BY.get(name, {actor.email if isinstance(actor, User) else None})
    assert {event.actor.email if event.actor else None for event in events} == (
        by if events else set()
    )
    # The open sources are of no case, accounts neither.
    of_case = name.endswith(("_document", "mark")) or "_document:" in name
    of_case = of_case or not name.startswith(("accounts.", "evidence."))
    about = ("pond" if "new case" in name else "lake") if of_case else None
    assert {event.case for event in events} <= {about}


class Broken(Exception):
    """What goes wrong halfway."""


class Breaks:
    """Lets a number of statements that write through, and breaks off right after the last."""

    def __init__(self, after: int | None = None) -> None:
        self.after, self.written = after, 0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        result = execute(sql, params, many, context)
        if sql.lstrip().startswith(("INSERT", "UPDATE", "DELETE")):
            self.written += 1
            if self.written == self.after:
                raise Broken
        return result


@pytest.mark.parametrize("name", MAY)
def test_what_breaks_halfway_has_written_nothing(
    name: str, world: World, stands: dict[str, Any], mailoutbox: list[Any]
) -> None:
    counts = Breaks()
    with undone(), connection.execute_wrapper(counts):
        ATTEMPTS[name](world, one_who_may(world, name))
    assert counts.written
    sent = len(mailoutbox)
    for number in range(1, counts.written + 1):
        actor = one_who_may(world, name)
        with connection.execute_wrapper(Breaks(number)), pytest.raises(Broken):
            ATTEMPTS[name](world, actor)
        after = everything()
        # A file of figures is named by its content: one that nothing refers to does no harm.
        assert {**after, "lake": stands["lake"]} == stands, f"after write {number}"
        assert len(mailoutbox) == sent


def test_a_workbook_does_not_let_anyone_do_what_is_not_theirs(
    world: World, stands: dict[str, Any]
) -> None:
    decider = world.actor("decision-maker of the university")
    judged = world.judged, decider
    decided = world.decided["town"], decider
    by_analyst = world.decided["university"], world.actor("analyst of the university")
    for book, actor in (judged, decided, by_analyst):
        with pytest.raises(NotApplied) as told:
            apply_workbook(world.case, book, actor=actor)  # type: ignore[arg-type]
        assert {fault.code for fault in told.value.trial.all_faults} == {"refused"}
        assert everything() == stands
