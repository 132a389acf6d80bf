"""Blind panels: each assessor by themselves, a third who settles it, and nothing that leaks."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.apps.people import party, person
from tests.cases import packages

from windroos.apps.accounts.models import Event, User
from windroos.apps.accounts.permits import Refused
from windroos.apps.accounts.roles import Role
from windroos.apps.compass import queries
from windroos.apps.compass.actions import (
    Entry,
    Invalid,
    give_opinion,
    judge,
    load_case,
    open_panels,
    settle_panel,
    undo,
    withdraw_panel,
)
from windroos.apps.compass.actions.panels import seen_version
from windroos.apps.compass.models import Opinion, Panel
from windroos.apps.compass.panels import kept as panels
from windroos.apps.regions import journal
from windroos.apps.regions.conflicts import Conflict
from windroos.apps.regions.models import Case, Version
from windroos.cases.check import read

TODAY = date(2026, 11, 21)
QUESTION = {"region": "LV", "criterion": "choirs"}
SECRET = "Zij zingen als nachtegalen"
ROW: dict[str, Any] = {
    "rating": 5.0,
    "confidence": "high",
    "grounds_nl": "Een concert bijgewoond",
    "reason_nl": SECRET,
}
SETTLED = {"rating": 3.0, "confidence": "medium", "reason_nl": "Het midden van de twee"}


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
def bert(case: Case) -> User:
    return person(Role.ANALYST, "town", "Bert")


@pytest.fixture
def third(case: Case) -> User:
    return person(Role.ANALYST, "university", "Derde")


@pytest.fixture
def panel(case: Case, anna: User, bert: User, third: User) -> Panel:
    (made,) = open_panels(
        case,
        [QUESTION],
        [anna, bert],
        why="Wij zijn er geen van beiden zeker van",
        closes=TODAY + timedelta(days=7),
        actor=third,
    )
    return made


def at(panel: Panel) -> Panel:
    return Panel.objects.get(pk=panel.pk)


def later(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_a, **_o: TODAY + timedelta(days=days))


def both(case: Case, panel: Panel, anna: User, bert: User, low: float = 1.0) -> None:
    give_opinion(case, panel.pk, ROW, actor=anna)
    give_opinion(case, panel.pk, {**ROW, "rating": low, "reason_nl": "Vals"}, actor=bert)


# What comes of a panel


def test_a_settled_panel_is_a_judgement_that_counts(
    case: Case, panel: Panel, anna: User, bert: User, third: User
) -> None:
    before = queries.assessment(case, "culture", None, TODAY)["LV"]
    assert before.nodes["choirs"].known == 0
    both(case, panel, anna, bert)
    settled = settle_panel(case, panel.pk, SETTLED, actor=third)
    assert settled.status == "settled"
    fresh = Case.objects.get(pk=case.pk)
    after = queries.assessment(fresh, "culture", None, TODAY)["LV"]
    assert after.nodes["choirs"].value == 0.5
    assert after.score != before.score
    (said,) = [j for j in queries.value(fresh).judgements if j.region == "LV" and j.id != "j4"]
    assert (said.rating, said.said_by) == (3.0, "Town, University")
    assert said.grounds is not None
    assert "1, 5" in said.grounds.nl
    assert panels.of_judgements(fresh)[said.id] == settled.pk


def test_it_can_take_the_place_of_a_judgement(
    case: Case, anna: User, bert: User, third: User
) -> None:
    question = {"region": "LV", "criterion": "fish"}
    (panel,) = open_panels(case, [question], [anna, bert], why="Waarom", actor=third)
    both(case, panel, anna, bert, low=5.0)
    settle_panel(case, panel.pk, {**SETTLED, "rating": 5.0}, instead_of="j4", actor=third)
    fresh = Case.objects.get(pk=case.pk)
    said = [j for j in queries.value(fresh).judgements if (j.region, j.criterion) == ("LV", "fish")]
    assert [(j.id, j.rating, j.passage) for j in said] == [("j4", 5.0, None)]
    assert "j4" in panels.of_judgements(fresh)
    undo(fresh, "judgements", "j4", actor=third)
    assert "j4" not in panels.of_judgements(Case.objects.get(pk=case.pk))
    made = journal.versions(case, "judgements", "j4")[1]
    assert panels.behind(case, [made])[made.pk] == at(panel)


def test_the_rating_of_a_panel_lies_on_the_scale(
    case: Case, panel: Panel, anna: User, bert: User, third: User
) -> None:
    with pytest.raises(Invalid) as error:
        give_opinion(case, panel.pk, {**ROW, "rating": 9, "reason_nl": ""}, actor=anna)
    assert set(error.value.message_dict) == {"rating", "reason_nl"}
    with pytest.raises(Invalid):
        give_opinion(case, panel.pk, {**ROW, "grounds_nl": ""}, actor=anna)
    both(case, panel, anna, bert)
    with pytest.raises(Invalid):
        settle_panel(case, panel.pk, {**SETTLED, "rating": 7}, actor=third)
    assert at(panel).status == "open"


def test_several_regions_are_asked_at_once_or_none(
    case: Case, anna: User, bert: User, third: User
) -> None:
    questions = [{"region": code, "criterion": "choirs"} for code in ("LV", "EE")]
    made = open_panels(case, questions, [anna, bert, anna], why="Waarom", actor=third)
    assert [panels.asked(one) for one in made] == [2, 2]
    again = [{"region": "LV00", "criterion": "choirs"}, questions[0]]
    with pytest.raises(ValidationError, match=r"Koren|Choirs"):
        open_panels(case, again, [anna, bert], why="Waarom", actor=third)
    assert Panel.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"region": "XX"}, "region"),
        ({"criterion": "depth"}, "criterion"),
        ({"criterion": "whales"}, "criterion"),
        ({"theme": "fog"}, "theme"),
        ({"role": "king"}, "role"),
    ],
)
def test_a_question_is_about_something_that_is_rated(
    case: Case, anna: User, bert: User, third: User, wrong: dict[str, str], field: str
) -> None:
    with pytest.raises(ValidationError) as error:
        open_panels(case, [{**QUESTION, **wrong}], [anna, bert], why="Waarom", actor=third)
    assert list(error.value.message_dict) == [field]


def test_assessors_are_analysts_and_leave_a_third(
    case: Case, anna: User, bert: User, third: User
) -> None:
    viewer = person(Role.VIEWER, "university")
    stranger = person(Role.ANALYST, "elsewhere")
    for assessors in ([anna], [anna, anna], [anna, viewer], [anna, stranger], [anna, bert, third]):
        with pytest.raises(ValidationError) as error:
            open_panels(case, [QUESTION], assessors, why="Waarom", actor=third)
        assert list(error.value.message_dict) == ["assessors"]
    yesterday = TODAY - timedelta(days=1)
    with pytest.raises(ValidationError) as error:
        open_panels(case, [], [anna, bert], why=" ", closes=yesterday, actor=third)
    assert set(error.value.message_dict) == {"region", "why", "closes"}


# Who may do what


def test_only_analysts_of_the_case_do_anything(
    case: Case, panel: Panel, anna: User, bert: User
) -> None:
    both(case, panel, anna, bert)
    for other in (
        person(Role.VIEWER, "university"),
        person(Role.DECISION_MAKER, "university"),
        person(Role.ADMINISTRATOR, "university"),
        person(Role.ANALYST, "elsewhere"),
        person(None),
        None,
    ):
        for act in (
            lambda actor: open_panels(case, [QUESTION], [anna, bert], why="x", actor=actor),
            lambda actor: give_opinion(case, panel.pk, ROW, actor=actor),
            lambda actor: settle_panel(case, panel.pk, SETTLED, actor=actor),
            lambda actor: withdraw_panel(case, panel.pk, reason="x", actor=actor),
        ):
            with pytest.raises(Refused):
                act(other)
    assert at(panel).status == "open"


def test_an_assessor_does_not_settle_and_a_third_has_no_opinion(
    case: Case, panel: Panel, anna: User, bert: User, third: User
) -> None:
    with pytest.raises(PermissionDenied):
        give_opinion(case, panel.pk, ROW, actor=third)
    both(case, panel, anna, bert)
    for assessor in (anna, bert):
        with pytest.raises(PermissionDenied):
            settle_panel(case, panel.pk, SETTLED, actor=assessor)


def test_a_panel_of_another_case_is_none_of_this_one(
    case: Case, panel: Panel, anna: User, brabant: Case
) -> None:
    party(brabant, "university")
    with pytest.raises(ValidationError):
        give_opinion(brabant, panel.pk, ROW, actor=anna)
    assert panels.panel(brabant, panel.pk, anna) is None


def test_it_is_settled_when_all_have_given_or_the_day_has_passed(
    case: Case, panel: Panel, anna: User, third: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_opinion(case, panel.pk, ROW, actor=anna)
    with pytest.raises(ValidationError, match=r"Not everyone|Niet iedereen"):
        settle_panel(case, panel.pk, SETTLED, actor=third)
    later(monkeypatch, 8)
    with pytest.raises(ValidationError):  # one opinion is no panel
        settle_panel(case, panel.pk, SETTLED, actor=third)
    assert not panels.complete(at(panel))


def test_after_the_last_day_two_of_three_are_enough(
    case: Case, anna: User, bert: User, third: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    cora = person(Role.ANALYST, "town", "Cora")
    closes = TODAY + timedelta(days=7)
    (panel,) = open_panels(
        case, [QUESTION], [anna, bert, cora], why="Waarom", closes=closes, actor=third
    )
    both(case, panel, anna, bert)
    later(monkeypatch, 7)
    assert not panels.complete(at(panel))  # the last day itself counts
    later(monkeypatch, 8)
    assert panels.complete(at(panel))
    # Who has not given theirs still sees no other's, and may still give it.
    assert panels.visible(at(panel), cora) == []
    mine = give_opinion(case, panel.pk, {**ROW, "rating": 3.0}, actor=cora)
    assert (mine.rating, mine.blind) == (3.0, 3.0)
    assert len(panels.visible(at(panel), cora)) == 3
    assert settle_panel(case, panel.pk, SETTLED, actor=third).status == "settled"


def test_nothing_is_done_in_a_panel_that_has_ended(
    case: Case, panel: Panel, anna: User, bert: User, third: User
) -> None:
    both(case, panel, anna, bert)
    settle_panel(case, panel.pk, SETTLED, actor=third)
    for act in (
        lambda: give_opinion(case, panel.pk, {**ROW, "rating": 3.0}, actor=anna),
        lambda: settle_panel(case, panel.pk, SETTLED, actor=third),
        lambda: withdraw_panel(case, panel.pk, reason="x", actor=third),
    ):
        with pytest.raises(ValidationError):
            act()
    assert panels.given(at(panel))[1].rating == 5.0


# Blindness


def test_nobody_sees_an_opinion_of_another_before_all_are_given(
    case: Case, panel: Panel, anna: User, bert: User, third: User
) -> None:
    mine = give_opinion(case, panel.pk, ROW, actor=anna)
    assert panels.visible(at(panel), anna) == [mine]
    staff = [bert, third, person(Role.VIEWER, "town"), person(Role.DECISION_MAKER, "town")]
    for other in (*staff, person(Role.ADMINISTRATOR, "university"), AnonymousUser(), None):
        assert panels.visible(at(panel), other) == []
    give_opinion(case, panel.pk, {**ROW, "rating": 1.0}, actor=bert)
    for one in (anna, bert, third):
        assert [o.rating for o in panels.visible(at(panel), one)] == [1.0, 5.0]
    for other in (*staff[2:], AnonymousUser(), None):
        assert panels.visible(at(panel), other) == []


def test_the_audit_trail_says_that_an_opinion_was_given_and_not_which(
    case: Case, panel: Panel, anna: User, bert: User
) -> None:
    give_opinion(case, panel.pk, ROW, actor=anna)
    give_opinion(case, panel.pk, {**ROW, "rating": 3.0}, actor=anna)
    told = Event.objects.filter(subject_type="panel").exclude(verb="panel-opened")
    assert [event.verb for event in told] == ["opinion-changed", "opinion-given"]
    for event in told:
        assert event.data == {"before": {}, "after": {}}
        assert SECRET not in event.sentence
        assert event.case == case.name


def test_nothing_of_an_opinion_is_in_the_case_before_it_is_settled(
    case: Case, panel: Panel, anna: User
) -> None:
    give_opinion(case, panel.pk, ROW, actor=anna)
    fresh = Case.objects.get(pk=case.pk)
    assert fresh.state == case.state
    assert not any(SECRET.encode() in file for file in queries.package(fresh).files().values())
    assert not any(version.row and SECRET in str(version.row) for version in Version.objects.all())


def test_a_withdrawn_panel_shows_no_opinion_so_that_it_can_be_asked_again(
    case: Case, panel: Panel, anna: User, bert: User, third: User
) -> None:
    give_opinion(case, panel.pk, ROW, actor=anna)
    with pytest.raises(ValidationError):
        withdraw_panel(case, panel.pk, reason=" ", actor=third)
    withdraw_panel(case, panel.pk, reason="Verkeerde regio", actor=third)
    assert at(panel).reason == "Verkeerde regio"
    for reader in (bert, third, None):
        assert panels.visible(at(panel), reader) == []
    assert panels.panel(case, panel.pk, None) is None
    assert open_panels(case, [QUESTION], [anna, bert], why="Nog eens", actor=third)


def test_the_public_knows_of_settled_panels_only_and_not_who_said_what(
    case: Case, panel: Panel, anna: User, bert: User, third: User
) -> None:
    assert not panels.panels(case, AnonymousUser()).exists()
    both(case, panel, anna, bert)
    assert panels.panel(case, panel.pk, None) is None
    settle_panel(case, panel.pk, SETTLED, actor=third)
    assert [o.rating for o in panels.visible(at(panel), None)] == [1.0, 5.0]
    assert not panels.named(at(panel), AnonymousUser())
    assert panels.named(at(panel), person(Role.VIEWER, "town"))


def test_the_rating_given_blind_is_kept_when_it_changes_after_seeing_the_others(
    case: Case, panel: Panel, anna: User, bert: User
) -> None:
    both(case, panel, anna, bert)
    again = give_opinion(case, panel.pk, {**ROW, "rating": 3.0}, actor=anna)
    assert (again.rating, again.blind, again.version) == (3.0, 5.0, 2)


# Two at the same time


def test_an_opinion_given_twice_is_seen_twice(case: Case, panel: Panel, anna: User) -> None:
    give_opinion(case, panel.pk, ROW, version=0, actor=anna)
    with pytest.raises(Conflict) as conflict:
        give_opinion(case, panel.pk, {**ROW, "rating": 1.0}, version=0, actor=anna)
    assert (conflict.value.theirs["rating"], conflict.value.yours["rating"]) == (5.0, 1.0)
    give_opinion(case, panel.pk, {**ROW, "rating": 1.0}, version=conflict.value.version, actor=anna)
    assert panels.own(at(panel), anna).rating == 1.0  # type: ignore[union-attr]
    same = give_opinion(case, panel.pk, {**ROW, "rating": 1.0}, actor=anna)
    assert same.version == 2  # the same again is no change


def test_who_settles_has_seen_every_opinion(
    case: Case, panel: Panel, anna: User, bert: User, third: User
) -> None:
    both(case, panel, anna, bert)
    opened = seen_version(at(panel))
    give_opinion(case, panel.pk, {**ROW, "rating": 3.0}, actor=anna)
    with pytest.raises(Conflict) as conflict:
        settle_panel(case, panel.pk, SETTLED, version=opened, actor=third)
    assert settle_panel(case, panel.pk, SETTLED, version=conflict.value.version, actor=third)


def test_who_settles_has_seen_the_judgements_beside_it(
    case: Case, panel: Panel, anna: User, bert: User, third: User
) -> None:
    both(case, panel, anna, bert)
    judge(case, [Entry({**ROW, **QUESTION})], actor=anna)
    with pytest.raises(Conflict):
        settle_panel(case, panel.pk, SETTLED, seen=0, actor=third)
    assert at(panel).status == "open"


def test_the_database_keeps_one_open_panel_on_a_question_and_one_place_a_person(
    case: Case, panel: Panel, anna: User
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Panel.objects.create(case=case, why="x", region="LV", criterion="choirs")
    with pytest.raises(IntegrityError), transaction.atomic():
        Opinion.objects.create(panel=panel, assessor=anna)


def test_what_waits_for_someone(
    case: Case, panel: Panel, anna: User, bert: User, third: User
) -> None:
    assert list(panels.asked_of(case, anna)) == [panel]
    assert not panels.asked_of(case, third).exists()
    both(case, panel, anna, bert)
    assert not panels.asked_of(case, anna).exists()
    assert panels.to_settle(case, third) == [panel]
    assert panels.to_settle(case, anna) == []


def test_a_panel_outlives_the_region_and_cannot_be_settled_then(
    case: Case, panel: Panel, anna: User, bert: User, third: User, tmp_path: Path
) -> None:
    both(case, panel, anna, bert)
    tables = packages.rows()
    tables["judgements"] = [row for row in tables["judgements"] if row["region"] != "LV"]
    tables["findings"] = [row for row in tables["findings"] if row["region"] != "LV"]
    tables["figures"] = [row for row in tables["figures"] if row["region"] != "LV"]
    tables["regions"] = [row for row in tables["regions"] if not row["code"].startswith("LV")]
    load_case(read(packages.write(tmp_path / "other", tables)))
    with pytest.raises(Invalid) as error:
        settle_panel(case, panel.pk, SETTLED, actor=third)
    assert list(error.value.message_dict) == ["region"]
    withdraw_panel(case, panel.pk, reason="De regio is er niet meer", actor=third)
