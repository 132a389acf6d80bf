"""Scenarios that are kept, and versions of the framework that are proposed and approved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.utils import translation
from tests.apps.people import party, person
from tests.cases import packages

from windroos import cases
from windroos.apps.accounts.models import Event, User
from windroos.apps.accounts.permits import Refused
from windroos.apps.accounts.roles import Role
from windroos.apps.compass import queries
from windroos.apps.compass.actions import (
    Entry,
    approve_framework,
    change_scenario,
    delete_scenario,
    judge,
    load_case,
    propose_framework,
    reject_framework,
    restore_scenario,
    save_scenario,
    withdraw_framework,
)
from windroos.apps.compass.framework import versions as framework_versions
from windroos.apps.compass.models import FrameworkVersion, Review, Scenario
from windroos.apps.compass.scenarios import kept as scenarios
from windroos.apps.regions import work
from windroos.apps.regions.conflicts import Conflict
from windroos.apps.regions.models import Case
from windroos.cases.check import read
from windroos.cases.framework import Text
from windroos.cases.framework_edit import edited, renewed

TODAY = date(2026, 11, 21)
PEOPLE = cases.Scenario("research", weights={"people": 3})
WHY = Text("De raad wil het.", "The council wants it.")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Everything is told in English."""
    with translation.override("en"):
        yield


@pytest.fixture
def case(db: None, tmp_path: Path) -> Case:
    made = load_case(read(packages.write(tmp_path / "package"))).case
    party(made, "university", lead=True, decides=("research",))
    party(made, "town", decides=("culture",))
    return made


@pytest.fixture
def anna(case: Case) -> User:
    return person(Role.ANALYST, "university", "Anna")


@pytest.fixture
def bob(case: Case) -> User:
    return person(Role.DECISION_MAKER, "university", "Bob")


def saved(case: Case, actor: User, name: str = "People first", **more: object) -> Scenario:
    return save_scenario(case, PEOPLE, name=name, actor=actor, **more)  # type: ignore[arg-type]


def sentence() -> str:
    with translation.override("en"):
        return Event.objects.all()[0].sentence


# Keeping


def test_a_scenario_is_kept_with_what_it_overrides(case: Case, anna: User) -> None:
    made = saved(case, anna, note=" For the board ", theme="algae")
    kept = Scenario.objects.get()
    assert kept == made
    assert (kept.name, kept.note, kept.role, kept.theme) == (
        "People first",
        "For the board",
        "research",
        "algae",
    )
    assert kept.value == PEOPLE
    assert (kept.visibility, kept.made_by, kept.version) == ("private", anna, 1)


def test_what_the_framework_says_already_is_not_kept(case: Case, anna: User) -> None:
    scenario = cases.Scenario("research", {"people": 1, "fish": 2}, {"active": 0.7})
    assert save_scenario(case, scenario, name="x", actor=anna).value == cases.Scenario(
        "research", {"fish": 2}
    )


def test_everyone_with_a_role_on_the_case_may_keep_scenarios(case: Case) -> None:
    for role in Role:
        saved(case, person(role, "town"))
    with pytest.raises(Refused):
        saved(case, person(None))
    with pytest.raises(Refused):
        saved(case, person(Role.ANALYST, "elsewhere"))
    assert Scenario.objects.count() == len(Role)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"name": "a\0b"}, "name"),
        ({"note": "x" * 5001}, "note"),
        ({"theme": "sport"}, "theme"),
        ({"visibility": "martians"}, "visibility"),
    ],
)
def test_what_cannot_be_kept_is_told_by_field(
    case: Case, anna: User, given: dict, field: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        save_scenario(case, PEOPLE, actor=anna, **{"name": "x", **given})
    assert list(caught.value.message_dict) == [field]
    assert not Scenario.objects.exists()


def test_a_scenario_that_cannot_be_is_told_by_field(case: Case, anna: User) -> None:
    wrong = cases.Scenario("research", {"people": -1}, {"active": 2})
    with pytest.raises(ValidationError) as caught:
        save_scenario(case, wrong, name="x", actor=anna)
    assert set(caught.value.message_dict) == {"w.people", "t.active"}


def test_one_person_has_one_scenario_of_a_name(case: Case, anna: User, bob: User) -> None:
    first = saved(case, anna)
    with pytest.raises(ValidationError, match="already"):
        saved(case, anna)
    with pytest.raises(IntegrityError):
        Scenario.objects.create(
            case=case, name=first.name, made_by=anna, changed_by=anna, role="", overrides={}
        )


def test_others_may_use_the_same_name(case: Case, anna: User, bob: User) -> None:
    saved(case, anna)
    saved(case, bob, visibility="case")
    assert len(scenarios.named(case, "People first", bob)) == 1
    assert len(scenarios.named(case, "People first", anna)) == 2
    number = Scenario.objects.get(made_by=bob).pk
    assert [s.pk for s in scenarios.named(case, str(number), anna)] == [number]


# Who sees what


def test_who_sees_which_scenarios(case: Case, anna: User, bob: User) -> None:
    for visibility in ("private", "case", "public"):
        saved(case, anna, name=visibility, visibility=visibility)
    town, nobody = person(Role.VIEWER, "town"), person(None)

    def seen(reader: User | AnonymousUser | None) -> list[str]:
        return [one.name for one in scenarios.visible(case, reader)]

    assert seen(anna) == ["case", "private", "public"]
    assert seen(bob) == seen(town) == ["case", "public"]
    assert seen(nobody) == seen(AnonymousUser()) == seen(None) == ["public"]
    own = Scenario.objects.get(name="private")
    assert scenarios.find(case, own.pk, anna) == own
    assert scenarios.find(case, own.pk, bob) is None


def test_not_every_role_may_show_a_scenario_to_everyone(case: Case) -> None:
    viewer = person(Role.VIEWER, "town")
    with pytest.raises(ValidationError) as caught:
        saved(case, viewer, visibility="public")
    assert list(caught.value.message_dict) == ["visibility"]
    saved(case, viewer, visibility="case")


def test_what_is_private_is_not_told_to_colleagues(case: Case, anna: User) -> None:
    made = saved(case, anna, name="Secret plan", note="Hush")
    change_scenario(case, made, name="More secret", actor=anna)
    told = [str(event.data) + event.subject_label_en for event in Event.objects.all()]
    assert not any("ecret" in one or "Hush" in one for one in told)
    assert sentence() == "Anna worked on a scenario of their own."
    change_scenario(case, made, visibility="case", actor=anna)
    assert sentence() == (
        "Anna changed the scenario More secret:"
        " for whom: from “Only you” to “Everyone who works on the case”."
    )


# Changing


def test_a_change_is_told_from_what_to_what(case: Case, anna: User) -> None:
    made = saved(case, anna, visibility="case")
    assert sentence() == "Anna saved the scenario People first."
    other = cases.Scenario("research", {"people": 1.5}, {"active": 0.65})
    change_scenario(case, made, name="People", scenario=other, theme="song", actor=anna)
    assert sentence() == (
        "Anna changed the scenario People: name: from “People first” to “People”;"
        " theme: from nothing to “Song”;"
        " Threshold of active effort for Research: from 0.7 to 0.65;"
        " Weight of People for Research: from 3 (50%) to 1.5 (33%)."
    )
    assert Scenario.objects.get().version == 2
    before, events = Scenario.objects.get(), Event.objects.count()
    change_scenario(case, made, name="People", actor=anna)
    assert (Scenario.objects.get().version, Event.objects.count()) == (before.version, events)


def test_only_who_made_it_changes_a_scenario_unless_it_is_shared(
    case: Case, anna: User, bob: User
) -> None:
    made = saved(case, anna)
    with pytest.raises(PermissionDenied):
        change_scenario(case, made, name="Mine", actor=bob)
    change_scenario(case, made, visibility="case", actor=anna)
    change_scenario(case, made, name="Ours", actor=bob)
    with pytest.raises(PermissionDenied):
        change_scenario(case, made, name="Theirs", actor=person(Role.VIEWER, "town"))
    assert Scenario.objects.get().name == "Ours"
    assert Scenario.objects.get().made_by == anna


def test_two_people_who_change_it_both_see_what_they_wrote(
    case: Case, anna: User, bob: User
) -> None:
    made = saved(case, anna, visibility="case")
    change_scenario(case, made, note="By Bob", version=1, actor=bob)
    with pytest.raises(Conflict) as caught:
        change_scenario(case, made, note="By Anna", version=1, actor=anna)
    assert (caught.value.theirs["note"], caught.value.yours["note"]) == ("By Bob", "By Anna")
    assert (caught.value.version, caught.value.by) == (2, "Bob")
    assert "3 (50%)" in caught.value.theirs["weighing"]
    change_scenario(case, made, note="By both", version=2, actor=anna)
    assert Scenario.objects.get().note == "By both"
    # Who changes nothing is in nobody's way.
    change_scenario(case, made, note="By both", version=1, actor=bob)


def test_what_was_deleted_can_be_restored(case: Case, anna: User, bob: User) -> None:
    made = saved(case, anna, visibility="case")
    with pytest.raises(Conflict):
        delete_scenario(case, made, version=7, actor=anna)
    delete_scenario(case, made, version=1, actor=anna)
    assert not scenarios.visible(case, anna).exists()
    assert [one.pk for one in scenarios.deleted(case, bob)] == [made.pk]
    with pytest.raises(ValidationError, match="deleted"):
        change_scenario(case, made, name="x", actor=anna)
    again = saved(case, anna)
    with pytest.raises(ValidationError, match="already"):
        restore_scenario(case, made, actor=anna)
    delete_scenario(case, again, actor=anna)
    restore_scenario(case, made, actor=anna)
    assert [one.pk for one in scenarios.visible(case, anna)] == [made.pk]
    assert sentence() == "Anna restored the scenario People first."


# Weighing


def test_the_weighing_of_a_scenario_is_that_of_the_library(case: Case) -> None:
    stored = scenarios.assessment(case, PEOPLE, "song", TODAY)
    value = queries.value(case)
    again = cases.weigh(value, "research", "song", as_of=TODAY, scenario=PEOPLE)
    assert stored.as_dict() == again.as_dict()
    assert stored.as_dict() != queries.assessment(case, "research", "song", TODAY).as_dict()


# Versions of the framework


def proposal(case: Case, actor: User, version: str = "2") -> FrameworkVersion:
    now = framework_versions.current(case)
    text = edited(now.text, PEOPLE, version, WHY)
    return propose_framework(
        case, text=text, why=WHY, base=now.number, scenario=PEOPLE, actor=actor
    )


def test_a_proposal_changes_nothing_until_it_is_approved(
    case: Case, anna: User, bob: User, tmp_path: Path
) -> None:
    before = queries.assessment(case, "research", None, TODAY).as_dict()
    made = proposal(case, anna)
    assert made.status == "proposed"
    assert framework_versions.current(case).framework.version == "1"
    assert sentence() == (
        "Anna proposed Lake compass 2 in place of version 1:"
        " Weight of People for Research: from 1 (25%) to 3 (50%)."
    )
    approve_framework(case, made, reason="Good", actor=bob)
    case.refresh_from_db()
    now, old = framework_versions.held(case)
    assert (now.framework.version, now.current, old.current) == ("2", True, False)
    assert now.proposal == made == FrameworkVersion.objects.get(status="approved")
    assert now.proposal is not None
    assert (now.proposal.decided_by, now.proposal.reason) == (bob, "Good")
    assert old.proposal is None
    assert (old.since, old.until) == (None, now.since)
    assert old.text == packages.FRAMEWORK
    weighed = queries.assessment(case, "research", None, TODAY)
    packaged = cases.load(packages.write(tmp_path / "again"))
    expected = cases.weigh(packaged, "research", as_of=TODAY, scenario=PEOPLE)
    assert [(r.score, r.advice) for r in weighed] == [(r.score, r.advice) for r in expected]
    assert before != weighed.as_dict()
    assert sentence().startswith("Bob approved Lake compass 2 in place of version 1: ")


def test_reviews_are_raised_for_what_another_framework_says(
    case: Case, anna: User, bob: User
) -> None:
    """With people at 10 Estonia, 0.5295 on water and 1 on people, becomes active."""
    text = edited(packages.FRAMEWORK, cases.Scenario("research", {"people": 10}), "2", WHY)
    approve_framework(case, propose_framework(case, text=text, why=WHY, actor=anna), actor=bob)
    (review,) = Review.objects.filter(region__code="EE", role="research")
    assert {"what": "advice", "theme": None, "subject": None} | {
        "before": "reactive",
        "after": "active",
    } in review.moves
    assert [cause.verb for cause in review.causes.all()] == ["framework-approved"]


def test_a_proposal_waits_for_those_who_may_approve_it_and_not_for_who_made_it(
    case: Case, anna: User, bob: User
) -> None:
    def waiting(user: User) -> list[int]:
        pages = {one.task.page: one.count for one in work.tasks(user, case)}
        return [pages[name] for name in ("compass:framework_versions",) if name in pages]

    assert waiting(bob) == [0]
    made = proposal(case, anna)
    assert (waiting(anna), waiting(bob)) == ([], [1])
    approve_framework(case, made, reason="Good", actor=bob)
    assert waiting(bob) == [0]


def test_what_one_proposed_oneself_does_not_wait(case: Case, bob: User) -> None:
    proposal(case, bob)
    pages = {one.task.page: one.count for one in work.tasks(bob, case)}
    assert pages["compass:framework_versions"] == 0


def test_nobody_approves_what_they_proposed(case: Case, bob: User) -> None:
    made = proposal(case, bob)
    with pytest.raises(PermissionDenied):
        approve_framework(case, made, actor=bob)
    assert framework_versions.current(case).framework.version == "1"
    approve_framework(case, made, actor=person(Role.DECISION_MAKER, "university", "Carla"))
    assert framework_versions.current(case).framework.version == "2"


def test_only_decision_makers_of_the_lead_approve(case: Case, anna: User) -> None:
    made = proposal(case, anna)
    for actor in (
        person(Role.ANALYST, "university", "Dirk"),
        person(Role.ADMINISTRATOR, "university"),
        person(Role.DECISION_MAKER, "town"),
        person(None),
    ):
        with pytest.raises(Refused):
            approve_framework(case, made, actor=actor)
        with pytest.raises(Refused):
            reject_framework(case, made, reason="No", actor=actor)
    with pytest.raises(Refused):
        proposal(case, person(Role.VIEWER, "university"), "3")


def test_a_proposal_on_a_framework_that_is_no_longer_there_is_redone(
    case: Case, anna: User, bob: User
) -> None:
    first, second = proposal(case, anna, "2"), proposal(case, anna, "3")
    approve_framework(case, first, actor=bob)
    with pytest.raises(ValidationError, match="version 2 is in force"):
        approve_framework(case, second, actor=bob)
    with pytest.raises(ValidationError, match="version 2 is in force"):
        propose_framework(
            case, text=renewed(second.text, "4"), why=WHY, base=second.base, actor=anna
        )
    assert FrameworkVersion.objects.get(pk=second.pk).status == "proposed"


def test_a_proposal_can_be_turned_down_or_taken_back_once(
    case: Case, anna: User, bob: User
) -> None:
    made = proposal(case, anna)
    with pytest.raises(ValidationError, match="reason"):
        reject_framework(case, made, reason=" ", actor=bob)
    reject_framework(case, made, reason="Not now", actor=bob)
    assert sentence() == "Bob turned down Lake compass 2: Not now"
    for act in (approve_framework, reject_framework):
        with pytest.raises(ValidationError, match="rejected already"):
            act(case, made, reason="x", actor=bob)
    other = proposal(case, anna)  # its version is free again
    with pytest.raises(PermissionDenied):
        withdraw_framework(case, other, actor=bob)
    withdraw_framework(case, other, actor=anna)
    assert [one.status for one in framework_versions.proposals(case)] == ["withdrawn", "rejected"]


def test_everything_that_keeps_a_framework_from_fitting_is_told(case: Case, anna: User) -> None:
    """A judgement on choirs and one on fish would lose their leaf, and a decision its role."""
    text = renewed(packages.FRAMEWORK, "2").replace('"choirs"', '"chorus"')
    text = text.replace('"fish"', '"fishes"').replace('"research"', '"science"')
    text = text.replace("research = 3", "science = 3")
    with pytest.raises(ValidationError) as caught:
        propose_framework(case, text=text, why=WHY, actor=anna)
    told = " ".join(caught.value.message_dict["text"])
    assert all(word in told for word in ("choirs", "fish", "research"))
    assert len(framework_versions.problems(case, text)) == 4


@pytest.mark.parametrize(
    ("text", "why", "field"),
    [
        ("nonsense", WHY, "text"),
        (packages.FRAMEWORK, WHY, "version"),
        (renewed(packages.FRAMEWORK, "2"), WHY, "text"),
        (packages.FRAMEWORK.replace("0, 100", "0, 90").replace('"1"', '"2"'), Text("", " "), "why"),
    ],
)
def test_what_cannot_be_proposed_is_told_by_field(
    case: Case, anna: User, text: str, why: Text, field: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        propose_framework(case, text=text, why=why, actor=anna)
    assert field in caught.value.message_dict
    assert not FrameworkVersion.objects.exists()


def test_what_no_longer_fits_is_not_approved(case: Case, anna: User, bob: User) -> None:
    """Since it was proposed somebody rated a leaf that it has no more."""
    text = renewed(packages.FRAMEWORK, "2").replace(
        '[[node]]\nid = "choirs"\nparent = "people"\n',
        '[[node]]\nid = "bands"\nparent = "people"\nrating = { scale = "five" }\n'
        'label = { nl = "Bands", en = "Bands" }\n\n[[node]]\nid = "choirs"\nparent = "people"\n',
    )
    approve_framework(case, propose_framework(case, text=text, why=WHY, actor=anna), actor=bob)
    without = packages.FRAMEWORK.replace('version = "1"', 'version = "3"')
    made = propose_framework(case, text=without.replace("0, 100", "0, 90"), why=WHY, actor=anna)
    row = {
        "region": "LV",
        "criterion": "bands",
        "rating": 5.0,
        "confidence": "high",
        "grounds_nl": "Gehoord",
        "reason_nl": "Luid",
    }
    judge(case, [Entry(row)], actor=anna)
    with pytest.raises(ValidationError, match="bands"):
        approve_framework(case, made, actor=bob)
    assert framework_versions.current(case).framework.version == "2"


def test_what_a_framework_would_change_is_known_before(case: Case, anna: User) -> None:
    text = edited(packages.FRAMEWORK, cases.Scenario("research", {"people": 10}), "2", WHY)
    (shift,) = framework_versions.shifts(case, text)
    assert (shift.role, shift.before.region.code, shift.advises) == ("research", "EE", True)
    assert (shift.before.advice, shift.after.advice) == ("reactive", "active")
