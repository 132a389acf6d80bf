"""Drafts of decisions: who may do what, nothing lost between two people, many taken at once."""

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from tests.apps.deciders import DECISION, fresh, lake
from tests.apps.people import person

from windroos.apps.accounts.models import Event, User
from windroos.apps.accounts.permits import Refused
from windroos.apps.accounts.roles import Role
from windroos.apps.compass import queries
from windroos.apps.compass.actions import (
    Entry,
    NotTaken,
    decide,
    draft_decision,
    find,
    judge,
    reopen_draft,
    return_draft,
    revise_draft,
    submit_draft,
    take_drafts,
    withdraw_draft,
)
from windroos.apps.compass.models import Draft
from windroos.apps.regions.conflicts import Conflict
from windroos.apps.regions.models import Case

ROW: dict[str, Any] = {"role": "research", **DECISION}


@pytest.fixture
def lake_case(db: None, tmp_path: Path) -> Case:
    return lake(tmp_path)


@pytest.fixture
def analyst(lake_case: Case) -> User:
    return person(Role.ANALYST, "town")


@pytest.fixture
def decider(lake_case: Case) -> User:
    return person(Role.DECISION_MAKER, "university")


def submitted(case: Case, analyst: User, **cells: Any) -> Draft:
    draft = draft_decision(case, {**ROW, **cells}, actor=analyst)
    return submit_draft(case, draft.pk, actor=analyst)


def test_a_draft_keeps_what_the_compass_says_of_it(lake_case: Case, analyst: User) -> None:
    draft = draft_decision(lake_case, {**ROW, "themes": " song "}, actor=analyst)
    assert (draft.themes, draft.advice, draft.leaning) == ("song", "undetermined", "none")
    assert draft.status == Draft.Status.DRAFT
    event = Event.objects.get(verb="draft-made")
    assert event.subject_label_en == "Latvia, Research, Song"
    assert event.data["after"]["period_start"] == 2026


def test_what_is_wrong_is_told_by_field(lake_case: Case, analyst: User) -> None:
    wrong = {
        "region": "XX",
        "role": "cooking",
        "effort": "much",
        "period_start": "2027",
        "period_end": "2026",
        "themes": "fog",
        "ends_themes": True,
        "note": "a\x00b",
    }
    with pytest.raises(ValidationError) as error:
        draft_decision(lake_case, wrong, actor=analyst)
    assert set(error.value.message_dict) == {
        "region",
        "role",
        "effort",
        "period_end",
        "themes",
        "ends_themes",
        "note",
    }
    with pytest.raises(ValidationError) as error:
        draft_decision(lake_case, {**ROW, "decided": "2026-11-01"}, actor=analyst)
    assert "decided" in error.value.message_dict
    assert not Draft.objects.exists()


def test_a_draft_may_lack_what_a_decision_needs_until_it_is_submitted(
    lake_case: Case, analyst: User
) -> None:
    # Research on algae fails in Latvia: the advice is no effort.
    row = {**ROW, "themes": "algae", "effort": "active", "motivation_en": ""}
    draft = draft_decision(lake_case, row, actor=analyst)
    with pytest.raises(ValidationError) as error:
        submit_draft(lake_case, draft.pk, actor=analyst)
    assert set(error.value.message_dict) == {"motivation_nl", "departure_nl"}
    mended = {"motivation_nl": "Besproken", "departure_nl": "De haven komt er"}
    revise_draft(lake_case, draft.pk, mended, actor=analyst)
    assert submit_draft(lake_case, draft.pk, actor=analyst).status == Draft.Status.SUBMITTED


def test_what_changed_is_told_field_by_field(lake_case: Case, analyst: User) -> None:
    draft = draft_decision(lake_case, ROW, actor=analyst)
    revise_draft(lake_case, draft.pk, {"effort": "reactive", "period_end": "2028"}, actor=analyst)
    revise_draft(lake_case, draft.pk, {"effort": "reactive"}, actor=analyst)
    event = Event.objects.get(verb="draft-revised")
    assert event.data["before"] == {"effort": "none", "period_end": 2027}
    assert event.data["after"] == {"effort": "reactive", "period_end": 2028, "version": 2}


def test_the_second_of_two_sees_both_and_loses_nothing(lake_case: Case, analyst: User) -> None:
    draft = draft_decision(lake_case, ROW, actor=analyst)
    other = person(Role.ANALYST, "university", "Other")
    revise_draft(lake_case, draft.pk, {"note": "Theirs"}, version=1, actor=other)
    with pytest.raises(Conflict) as conflict:
        revise_draft(lake_case, draft.pk, {"note": "Mine"}, version=1, actor=analyst)
    assert (conflict.value.theirs["note"], conflict.value.yours["note"]) == ("Theirs", "Mine")
    assert conflict.value.by == "Other"
    version = conflict.value.version
    revise_draft(lake_case, draft.pk, {"note": "Mine"}, version=version, actor=analyst)
    notes = [e.data["after"].get("note") for e in Event.objects.filter(verb="draft-revised")]
    assert notes == ["Mine", "Theirs"]
    with pytest.raises(Conflict):
        submit_draft(lake_case, draft.pk, version=version, actor=analyst)


def test_a_draft_goes_to_and_fro(lake_case: Case, analyst: User, decider: User) -> None:
    draft = submitted(lake_case, analyst)
    with pytest.raises(ValidationError):
        return_draft(lake_case, "research", draft.pk, reason="", actor=decider)
    back = return_draft(lake_case, "research", draft.pk, reason="Too short", actor=decider)
    assert (back.status, back.reason) == (Draft.Status.RETURNED, "Too short")
    revise_draft(lake_case, draft.pk, {"motivation_en": "Longer"}, actor=analyst)
    again = submit_draft(lake_case, draft.pk, actor=analyst)
    assert (again.status, again.reason) == (Draft.Status.SUBMITTED, "")
    withdraw_draft(lake_case, draft.pk, reason="Not now", actor=analyst)
    with pytest.raises(ValidationError):
        revise_draft(lake_case, draft.pk, {"note": "Late"}, actor=analyst)
    assert reopen_draft(lake_case, draft.pk, actor=analyst).status == Draft.Status.DRAFT
    sentences = [e.told() for e in Event.objects.filter(subject_type="draft").order_by("pk")]
    assert len(sentences) == 6 + 1


def test_who_decides_for_another_role_takes_and_returns_nothing(
    lake_case: Case, analyst: User
) -> None:
    """The town decides on culture: the university's drafts on research are not its to take."""
    mayor = person(Role.DECISION_MAKER, "town")
    draft = submitted(lake_case, analyst)
    for role in ("research", "culture"):
        with pytest.raises((Refused, NotTaken)):
            take_drafts(lake_case, role, {draft.pk: None}, actor=mayor)
        with pytest.raises((Refused, ValidationError)):
            return_draft(lake_case, role, draft.pk, reason="No", actor=mayor)
    with pytest.raises(Refused):
        take_drafts(lake_case, "research", {draft.pk: None}, actor=analyst)
    draft.refresh_from_db()
    assert draft.status == Draft.Status.SUBMITTED


@pytest.mark.parametrize("role", [Role.VIEWER, Role.ADMINISTRATOR, None])
def test_only_analysts_and_decision_makers_of_the_case_write_drafts(
    lake_case: Case, role: Role | None
) -> None:
    with pytest.raises(Refused):
        draft_decision(lake_case, ROW, actor=person(role, "university"))
    with pytest.raises(Refused):
        draft_decision(lake_case, ROW, actor=person(Role.ANALYST, "elsewhere"))


def test_many_are_taken_at_once(lake_case: Case, analyst: User, decider: User) -> None:
    drafts = [
        submitted(lake_case, analyst, authority="The senate"),
        submitted(lake_case, analyst, region="EE", effort="reactive", departure_en="Less money"),
    ]
    seen = {draft.pk: draft.version for draft in drafts}
    written = take_drafts(lake_case, "research", seen, decided="2026-11-17", actor=decider)
    for draft, one in zip(drafts, written, strict=True):
        draft.refresh_from_db()
        assert (draft.status, draft.decision) == (Draft.Status.DECIDED, one.change.key)
        assert one.after is not None
        assert one.after["decided"] == "2026-11-17"
        assert one.after["advice"] == draft.advice
    assert [one.after and one.after["authority"] for one in written] == [
        "The senate",
        "University",
    ]
    assert written[1].after["replaces"] == "d1"  # type: ignore[index]
    assert Event.objects.filter(verb="decision-taken").count() == 2
    with pytest.raises(ValidationError):
        withdraw_draft(lake_case, drafts[0].pk, actor=analyst)


def test_one_faulty_draft_and_none_is_taken(lake_case: Case, analyst: User, decider: User) -> None:
    good = submitted(lake_case, analyst)
    changed = submitted(lake_case, analyst, region="EE", departure_en="Why")
    seen = {draft.pk: draft.version for draft in (good, changed)}
    revise_draft(lake_case, changed.pk, {"note": "Wait"}, actor=analyst)
    same = submitted(lake_case, analyst)
    gone = withdraw_draft(lake_case, submitted(lake_case, analyst).pk, actor=analyst)
    state = fresh(lake_case).state
    with pytest.raises(NotTaken) as error:
        take_drafts(lake_case, "research", {**seen, same.pk: None, gone.pk: None}, actor=decider)
    assert {number: set(found) for number, found in error.value.problems.items()} == {
        changed.pk: {""},
        same.pk: {"region"},
        gone.pk: {""},
    }
    assert fresh(lake_case).state == state
    assert set(Draft.objects.values_list("status", flat=True)) == {"submitted", "withdrawn"}
    with pytest.raises(ValidationError):
        take_drafts(lake_case, "research", {}, actor=decider)


def test_when_the_advice_changed_since_the_reason_is_asked_again(
    lake_case: Case, analyst: User, decider: User
) -> None:
    draft = submitted(lake_case, analyst, themes="song", effort="reactive")
    assert draft.advice == "undetermined"
    # What was open closes: the advice on algae and song is no effort now.
    judged = {"confidence": "high", "grounds_en": "Seen", "reason_en": "Seen", "rating": 1.0}
    for criterion in ("fish", "clarity", "choirs"):
        entry = Entry({**judged, "region": "LV", "criterion": criterion})
        judge(lake_case, [entry], actor=analyst)
    find(lake_case, [Entry({"outcome": "holds", "reason_en": "Boats"}, id="f2")], actor=analyst)
    with pytest.raises(NotTaken) as error:
        take_drafts(lake_case, "research", {draft.pk: None}, actor=decider)
    assert set(error.value.problems[draft.pk]) == {"departure_nl"}


def test_a_draft_on_all_themes_can_end_those_on_single_ones(
    lake_case: Case, analyst: User, decider: User
) -> None:
    (water,) = decide(lake_case, "research", [{**DECISION, "themes": "algae"}], actor=decider)
    draft = submitted(lake_case, analyst, ends_themes=True)
    (taken,) = take_drafts(lake_case, "research", {draft.pk: None}, actor=decider)
    assert taken.after is not None
    assert taken.after["replaces"] == water.change.key
    value = queries.value(fresh(lake_case))
    held = value.decision("LV", "research", timezone.localdate(), "algae")
    assert held is not None
    assert held.id == taken.change.key
