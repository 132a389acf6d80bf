"""What helps analysts judge: trying out, effects, grids, undoing many, and rows in words."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from tests.apps.people import party, person
from tests.cases import packages

from windroos import cases
from windroos.apps.accounts.models import Event, User
from windroos.apps.accounts.permits import Refused
from windroos.apps.accounts.roles import Role
from windroos.apps.compass import queries
from windroos.apps.compass.actions import Entry, Invalid, judge, load_case, retract, undo_all
from windroos.apps.compass.actions.trying import tried
from windroos.apps.compass.history.words import differing, told
from windroos.apps.compass.judging import grids
from windroos.apps.compass.judging.effects import effects, summary
from windroos.apps.network import actions as network
from windroos.apps.network.queries import Dialogue
from windroos.apps.regions import journal, work
from windroos.apps.regions.conflicts import Conflict
from windroos.apps.regions.models import Case
from windroos.cases.check import read

CHOIRS: dict[str, Any] = {
    "region": "LV",
    "criterion": "choirs",
    "rating": 5.0,
    "confidence": "medium",
    "grounds_nl": "Een concert bijgewoond",
    "reason_nl": "Zuiver gezongen",
}


@pytest.fixture
def case(db: None, tmp_path: Path) -> Case:
    made = load_case(read(packages.write(tmp_path / "package"))).case
    party(made, "university", lead=True)
    return made


@pytest.fixture
def analyst(case: Case) -> User:
    return person(Role.ANALYST, "university")


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


# Trying out


def test_what_is_tried_leaves_nothing_behind(case: Case, analyst: User) -> None:
    trial = tried(case, lambda: judge(case, [Entry(CHOIRS)], actor=analyst))
    day = timezone.localdate()
    before, after = (cases.weigh(c, "culture", as_of=day) for c in (trial.before, trial.after))
    assert before["LV"].nodes["choirs"].known == 0
    assert after["LV"].nodes["choirs"].value == 1.0
    assert fresh(case).mark == case.mark
    assert queries.value(fresh(case)).judgements == trial.before.judgements
    assert not Event.objects.filter(verb="judgement-added").exists()
    assert not journal.versions(case, "judgements", trial.given[0].change.key)
    # And then it can be done for real, under the same id.
    (written,) = judge(case, [Entry(CHOIRS)], actor=analyst)
    assert written.change.key == trial.given[0].change.key
    assert queries.value(fresh(case)).judgements == trial.after.judgements


def test_trying_asks_the_same_permission_and_finds_the_same_faults(
    case: Case, analyst: User
) -> None:
    with pytest.raises(Refused):
        tried(case, lambda: judge(case, [Entry(CHOIRS)], actor=person(Role.VIEWER)))
    with pytest.raises(Invalid):
        tried(case, lambda: judge(case, [Entry({**CHOIRS, "rating": 9.0})], actor=analyst))


# Effects


def test_effects_tell_what_moves_and_what_stays(case: Case, analyst: User) -> None:
    day = timezone.localdate()
    trial = tried(case, lambda: judge(case, [Entry(CHOIRS)], actor=analyst))
    found = effects(trial.before, trial.after, day, ["LV"])
    codes = {one.code for one in found}
    assert codes <= {"LV", "LV00"}
    assert all(one.moved or one.scored for one in found)
    scores = {
        one.role: (one.before.score, one.after.score)
        for one in found
        if one.code == "LV" and not one.themes
    }
    for old, new in scores.values():
        assert old is not None
        assert new is not None
        assert new > old
    assert found == sorted(found, key=lambda one: not one.moved)


def test_effects_of_nothing_are_none_unless_asked_for(case: Case, analyst: User) -> None:
    value, day = queries.value(case), timezone.localdate()
    assert effects(value, value, day, ["LV"]) == []
    every = effects(value, value, day, ["LV"], every=True)
    assert len(every) == 4  # two regions, two roles
    with translation.override("en"):
        assert summary(every) == "Every advice, verdict and score stays as it is."
    assert effects(value, value, day, ["FI"], every=True) == []  # it is not weighed


# Grids


def cell(case: Case, code: str, leaf: str, theme: str | None = None) -> grids.Cell:
    value = queries.value(fresh(case))
    made = grids.grid(case, value, theme, [value.regions[code]], [value.framework.by_id[leaf]])
    return made.cells[0]


def test_a_cell_holds_the_rating_on_its_theme(case: Case) -> None:
    assert (cell(case, "EE", "clarity").was, cell(case, "EE", "clarity").id) == ("5", "j1")
    assert (cell(case, "EE", "clarity", "algae").was) == "1"
    empty = cell(case, "LV", "choirs")
    assert (empty.was, empty.id, empty.version) == ("", None, 0)
    assert [value for value, _label in empty.choices] == ["", "1", "3", "5"]
    assert [value for value, _label in cell(case, "EE", "fish").choices] == ["1", "3", "5"]


def test_a_cell_with_several_ratings_is_not_one_to_choose_in(case: Case, analyst: User) -> None:
    judge(case, [Entry({**CHOIRS, "region": "EE", "rating": 1.0})], actor=analyst)
    assert sorted(cell(case, "EE", "choirs").several) == ["1", "5"]


def test_an_empty_cell_knows_what_stands_beside_it(case: Case) -> None:
    beside = cell(case, "EE", "fish", "algae")
    assert beside.was == ""
    assert beside.version == journal.current(case, "judgements")["j2"].pk


def test_a_rating_between_two_points_can_stay(case: Case, analyst: User) -> None:
    judge(case, [Entry({**CHOIRS, "rating": 4.0})], actor=analyst)
    assert [value for value, _label in cell(case, "LV", "choirs").choices] == ["1", "3", "4", "5"]


@pytest.mark.parametrize(
    "state",
    [
        "",
        "no json",
        "[]",
        "1",
        '{"LV|choirs": 3}',
        '{"LV|choirs": ["x", null, 0]}',
        '{"LV|choirs": ["nan", null, 0]}',
        '{"XX|choirs": ["", null, 0]}',
        '{"LV|depth": ["", null, 0]}',
    ],
)
def test_what_a_form_cannot_have_sent_is_no_choice(case: Case, state: str) -> None:
    value = queries.value(case)
    data = {"state": state, "LV|choirs": "5", "XX|choirs": "5", "LV|depth": "5"}
    assert grids.chosen(value, data) == []


def test_a_choice_keeps_what_was_seen_of_its_cell(case: Case, analyst: User) -> None:
    value = queries.value(case)
    seen = cell(case, "LV", "fish")
    data = {"state": grids.written([seen]), seen.key: "5"}
    (typed,) = grids.chosen(value, data)
    assert (typed.was, typed.chosen, typed.id, typed.version) == ("1", "5", "j4", seen.version)
    assert grids.clashes(case, [typed]) == {}
    judge(case, [Entry({"rating": 3.0}, id="j4")], actor=analyst)
    (clash,) = grids.clashes(case, [typed]).values()
    assert (clash.seen.was, clash.seen.chosen) == ("3", "5")
    assert grids.clashes(case, [clash.seen]) == {}
    retract(case, "judgements", {"j4": None}, reason="Weg", actor=analyst)
    (clash,) = grids.clashes(case, [typed]).values()
    assert (clash.seen.was, clash.seen.id) == ("", None)


def test_who_writes_in_an_empty_cell_clashes_with_who_did_just_before(
    case: Case, analyst: User
) -> None:
    empty = cell(case, "LV", "choirs")
    judge(case, [Entry(CHOIRS)], actor=analyst)
    (clash,) = grids.clashes(case, [empty]).values()
    assert clash.now.row is not None
    assert clash.now.row["rating"] == 5.0
    assert grids.clashes(case, [clash.seen]) == {}


# Undoing several at once


def test_all_changes_are_undone_or_none(case: Case, analyst: User) -> None:
    written = judge(
        case, [Entry(CHOIRS), Entry({"rating": 5.0, "reason_nl": "Beter"}, id="j4")], actor=analyst
    )
    seen = {one.change.key: one.version for one in written}
    judge(case, [Entry({"rating": 3.0}, id="j4")], actor=analyst)
    with pytest.raises(Conflict):
        undo_all(case, "judgements", seen, actor=analyst)
    added = written[0].change.key
    assert journal.current(case, "judgements")[added].row is not None
    with pytest.raises(ValidationError):
        undo_all(case, "judgements", {added: None, "j1": None}, actor=analyst)
    now = {key: journal.current(case, "judgements")[key].pk for key in seen}
    undo_all(case, "judgements", now, actor=analyst)
    current = journal.current(case, "judgements")
    assert current[added].row is None
    assert current["j4"].row is not None
    assert current["j4"].row["rating"] == 5.0


# Rows in words


def test_a_row_is_told_in_the_words_of_the_reader(case: Case) -> None:
    value = queries.value(case)
    row = journal.current(case, "judgements")["j5"].row
    with translation.override("en"):
        cells = {one.label: one.text for one in told(value, row)}
    assert cells["rating"] == "1 – Poor"
    assert cells["theme"] == "Algae"
    assert cells["confidence"] == "high"
    assert cells["passage"] == "Report, ¶1"
    assert cells["reason"] == "Because"
    assert cells["reason (in Dutch)"] == "Omdat"
    assert told(value, None) == []


def test_two_versions_differ_in_words(case: Case) -> None:
    value = queries.value(case)
    row = journal.current(case, "judgements")["j4"].row or {}
    other = {**row, "rating": 3.0, "role": "culture", "reason_en": None}
    with translation.override("en"):
        found = {one.label: (one.before, one.after) for one in differing(value, row, other)}
    assert found == {
        "rating": ("1 – Poor", "3 – Fair"),
        "role": ("", "Culture"),
        "reason": ("Because", ""),
    }


def test_what_a_case_no_longer_has_is_told_by_its_id(case: Case) -> None:
    value = queries.value(case)
    row = {"criterion": "gone", "rating": 7.0, "theme": "fog", "role": "king", "passage": "p9"}
    texts = [one.text for one in told(value, row)]
    assert texts == ["7", "fog", "king", "p9"]


# The list of work


def test_the_list_of_work_is_for_those_who_may_do_it(case: Case, analyst: User) -> None:
    pages = [one.task.page for one in work.tasks(analyst, case)]
    assert "compass:panels" in pages
    assert "compass:grid" in pages
    viewer = person(Role.VIEWER, "university")
    assert "compass:grid" not in [one.task.page for one in work.tasks(viewer, case)]
    assert work.tasks(person(Role.ANALYST, "elsewhere"), case) == []


# A dialogue as grounds


@pytest.fixture
def talk(case: Case, analyst: User) -> Dialogue:
    return network.add_dialogue(
        actor=analyst,
        case=case,
        region="LV",
        held=date(2026, 3, 3),
        kind="civil-society",
        organisation="Amnesty International",
        level="none",
        summary="Intern gezegd",
    )


def rated(case: Case, analyst: User, dialogue: int, **row: Any) -> dict[str, Any]:
    ungrounded = {name: value for name, value in CHOIRS.items() if name != "grounds_nl"}
    entry = Entry({**ungrounded, **row}, dialogue=dialogue)
    return dict(judge(case, [entry], actor=analyst)[0].after or {})


def test_a_judgement_rests_on_a_dialogue_and_tells_the_public_no_more_than_they_may_know(
    case: Case, analyst: User, talk: Dialogue
) -> None:
    made = rated(case, analyst, talk.pk)
    assert made["grounds_en"] == "Dialogue (civil-society organisation) on 3 March 2026"
    assert made["grounds_nl"] == "Gesprek (maatschappelijke organisatie) op 3 maart 2026"
    talk.refresh_from_db()
    assert talk.leads_to == [f"judgements/{made['id']}"]


def test_grounds_of_ones_own_are_kept_beside_a_dialogue(
    case: Case, analyst: User, talk: Dialogue
) -> None:
    made = rated(case, analyst, talk.pk, grounds_nl="Zelf gehoord")
    assert (made["grounds_nl"], made["grounds_en"]) == ("Zelf gehoord", None)
    talk.refresh_from_db()
    assert talk.leads_to == [f"judgements/{made['id']}"]


def test_a_dialogue_that_is_not_there_is_no_grounds(
    case: Case, analyst: User, talk: Dialogue
) -> None:
    network.remove(actor=analyst, case=case, kind="dialogue", number=talk.pk, version=talk.version)
    for number in (talk.pk, 999):
        with pytest.raises(ValidationError) as caught:
            rated(case, analyst, number)
        assert list(caught.value.message_dict) == ["dialogue"]
    assert journal.where(case, "judgements", region="LV", criterion="choirs") == []
