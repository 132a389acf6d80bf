"""Rows of a case that people write: checked, kept with their history, and nothing lost."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from tests.apps.people import party, person
from tests.cases import packages

from windroos.apps.accounts.models import Event, User
from windroos.apps.accounts.permits import Refused
from windroos.apps.accounts.roles import Role
from windroos.apps.compass import queries
from windroos.apps.compass.actions import (
    Entry,
    Invalid,
    LoadConflict,
    correct_decision,
    decide,
    find,
    judge,
    load_case,
    retract,
    revoke,
    seen,
    undo,
)
from windroos.apps.regions import journal
from windroos.apps.regions.conflicts import Conflict
from windroos.apps.regions.models import Case, Version
from windroos.cases.check import read

TODAY = "2026-11-21"
FISH: dict[str, Any] = {
    "region": "LV",
    "criterion": "fish",
    "rating": 5.0,
    "confidence": "medium",
    "grounds_nl": "Gesprek met de vissers",
    "reason_nl": "Veel vis gezien",
}


@pytest.fixture
def lake_case(db: None, tmp_path: Path) -> Case:
    """The small case, with a university that decides on research and a town that does not."""
    case = load_case(read(packages.write(tmp_path / "package"))).case
    party(case, "university", lead=True, decides=("research",))
    party(case, "town", decides=("culture",))
    return case


@pytest.fixture
def analyst(lake_case: Case) -> User:
    return person(Role.ANALYST, "university")


@pytest.fixture
def decider(lake_case: Case) -> User:
    return person(Role.DECISION_MAKER, "university")


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def test_a_judgement_counts_at_once(lake_case: Case, analyst: User) -> None:
    before = queries.value(lake_case)
    (written,) = judge(lake_case, [Entry(FISH)], actor=analyst)
    row = next(j for j in queries.value(fresh(lake_case)).judgements if j.id == written.change.key)
    assert (row.region, row.criterion, row.rating, row.passage) == ("LV", "fish", 5.0, None)
    assert (row.said_by, row.judged) == ("University", TODAY)
    assert row.reason.en == "Veel vis gezien"  # said in one language, read in both
    assert len(queries.value(fresh(lake_case)).judgements) == len(before.judgements) + 1


def test_it_is_told_in_the_audit_trail(lake_case: Case, analyst: User) -> None:
    (written,) = judge(lake_case, [Entry(FISH)], actor=analyst)
    judge(lake_case, [Entry({"rating": 3.0}, id=written.change.key)], actor=analyst)
    event = Event.objects.filter(verb="judgement-changed").get()
    assert (event.data["before"]["rating"], event.data["after"]["rating"]) == (5.0, 3.0)
    assert event.actor == analyst
    assert event.subject_label_nl == "Letland, Vis"


def test_what_is_written_again_unchanged_is_no_change(lake_case: Case, analyst: User) -> None:
    row = next(r for r in queries.package(lake_case).tables["judgements"] if r["id"] == "j1")
    assert judge(lake_case, [Entry(dict(row), id="j1")], actor=analyst) == []
    assert fresh(lake_case).state == lake_case.state


def test_all_faults_are_told_and_nothing_is_written(lake_case: Case, analyst: User) -> None:
    entries = [
        Entry(FISH),
        Entry({**FISH, "rating": 9, "criterion": "whales"}),
        Entry({**FISH, "rating": 9, "theme": "fog", "reason_nl": ""}),
    ]
    with pytest.raises(Invalid) as error:
        judge(lake_case, entries, actor=analyst)
    found = {(number, problem.field, problem.code) for number, problem in error.value.problems}
    assert found == {
        (1, "criterion", "unknown-reference"),
        (2, "rating", "rating-range"),
        (2, "theme", "unknown-reference"),
        (2, "reason_nl", "missing-value"),
    }
    assert fresh(lake_case).state == lake_case.state
    assert not Event.objects.filter(verb__startswith="judgement").exists()


def test_the_second_of_two_sees_both_and_loses_nothing(lake_case: Case, analyst: User) -> None:
    opened = journal.current(lake_case, "judgements")["j4"].pk
    other = person(Role.ANALYST, "town")
    judge(lake_case, [Entry({"rating": 3.0}, id="j4", version=opened)], actor=other)
    mine = Entry({"rating": 5.0}, id="j4", version=opened)
    with pytest.raises(Conflict) as conflict:
        judge(lake_case, [mine], actor=analyst)
    assert conflict.value.theirs["rating"] == 3.0
    assert conflict.value.yours["rating"] == 5.0
    assert conflict.value.by == other.name
    again = Entry(mine.row, id="j4", version=conflict.value.version)
    judge(lake_case, [again], actor=analyst)
    ratings = [v.row and v.row["rating"] for v in journal.versions(lake_case, "judgements", "j4")]
    assert ratings == [5.0, 3.0, 1.0]


def test_who_adds_to_a_cell_is_told_that_someone_else_just_did(
    lake_case: Case, analyst: User
) -> None:
    opened = seen(lake_case, "judgements", FISH)
    judge(lake_case, [Entry(FISH, version=opened)], actor=person(Role.ANALYST, "town"))
    with pytest.raises(Conflict):
        judge(lake_case, [Entry({**FISH, "rating": 1.0}, version=opened)], actor=analyst)
    now = seen(lake_case, "judgements", FISH)
    assert judge(lake_case, [Entry({**FISH, "rating": 1.0}, version=now)], actor=analyst)


def test_undo_brings_back_what_was(lake_case: Case, analyst: User) -> None:
    (added,) = judge(lake_case, [Entry(FISH)], actor=analyst)
    id = added.change.key
    judge(lake_case, [Entry({"rating": 1.0}, id=id)], actor=analyst)
    undo(lake_case, "judgements", id, actor=analyst)
    assert journal.current(lake_case, "judgements")[id].row["rating"] == 5.0
    retract(lake_case, "judgements", {"j1": None}, reason="Verkeerde regio", actor=analyst)
    assert "j1" not in {j.id for j in queries.value(fresh(lake_case)).judgements}
    undo(lake_case, "judgements", "j1", actor=analyst)
    assert "j1" in {j.id for j in queries.value(fresh(lake_case)).judgements}


def test_undoing_an_addition_takes_it_away_and_undoing_that_brings_it_back(
    lake_case: Case, analyst: User
) -> None:
    (added,) = judge(lake_case, [Entry(FISH)], actor=analyst)
    undo(lake_case, "judgements", added.change.key, actor=analyst)
    assert journal.current(lake_case, "judgements")[added.change.key].row is None
    undo(lake_case, "judgements", added.change.key, actor=analyst)
    assert journal.current(lake_case, "judgements")[added.change.key].row is not None


def test_what_stood_there_at_first_cannot_be_undone(lake_case: Case, analyst: User) -> None:
    with pytest.raises(ValidationError):
        undo(lake_case, "judgements", "j1", actor=analyst)
    with pytest.raises(ValidationError):
        undo(lake_case, "judgements", "j99", actor=analyst)


def test_a_finding_opens_a_precondition(lake_case: Case, analyst: User) -> None:
    gate = queries.assessment(lake_case, "research", "algae", day())["LV"].gates[0]
    assert gate.outcome == "fails"
    find(
        lake_case,
        [Entry({"outcome": "holds", "reason_en": "A harbour was built"}, id="f2")],
        actor=analyst,
    )
    gate = queries.assessment(fresh(lake_case), "research", "algae", day())["LV"].gates[0]
    assert gate.outcome == "holds"


DECISION: dict[str, Any] = {
    "region": "LV",
    "effort": "none",
    "period_start": 2026,
    "period_end": 2027,
    "motivation_nl": "Besproken in het college",
}


def test_a_decision_keeps_the_advice_of_its_day(lake_case: Case, decider: User) -> None:
    (taken,) = decide(lake_case, "research", [DECISION], actor=decider)
    assert taken.after is not None
    result = queries.assessment(lake_case, "research", None, day())["LV"]
    assert taken.after["advice"] == result.advice
    assert (taken.after["authority"], taken.after["decided"]) == ("University", TODAY)
    assert queries.value(fresh(lake_case)).decision("LV", "research", day()) is not None


def test_who_departs_from_the_advice_says_why(lake_case: Case, decider: User) -> None:
    analyst = person(Role.ANALYST, "university")
    for criterion in ("fish", "clarity", "choirs"):
        judge(lake_case, [Entry({**FISH, "region": "EE", "criterion": criterion})], actor=analyst)
    # Research on algae fails in Latvia, whatever the score.
    row = {**DECISION, "themes": "algae", "effort": "active"}
    with pytest.raises(Invalid) as error:
        decide(lake_case, "research", [row], actor=decider)
    assert [p.code for _, p in error.value.problems] == ["no-departure"]
    (taken,) = decide(
        lake_case, "research", [{**row, "departure_nl": "De haven komt er"}], actor=decider
    )
    assert taken.after is not None
    assert taken.after["advice"] == "none"


def test_a_new_decision_takes_the_place_of_the_former(lake_case: Case, decider: User) -> None:
    row = {**DECISION, "region": "EE", "departure_nl": "Omdat het anders ligt"}
    (taken,) = decide(lake_case, "research", [row], actor=decider)
    assert taken.after is not None
    assert taken.after["replaces"] == "d1"
    case = queries.value(fresh(lake_case))
    in_force = case.decision("EE", "research", day())
    assert in_force is not None
    assert in_force.id == taken.change.key
    assert not [c for c in queries.contradictions(fresh(lake_case)) if c.role == "research"]


def test_nobody_decides_for_another_organisation(lake_case: Case, decider: User) -> None:
    with pytest.raises(Refused):
        decide(lake_case, "culture", [DECISION], actor=decider)
    with pytest.raises(Refused):
        decide(lake_case, "research", [DECISION], actor=person(Role.DECISION_MAKER, "town"))
    with pytest.raises(Refused):
        decide(lake_case, "research", [DECISION], actor=person(Role.DECISION_MAKER, "elsewhere"))


def test_no_decision_before_it_is_taken(lake_case: Case, decider: User) -> None:
    with pytest.raises(ValidationError) as error:
        decide(lake_case, "research", [{**DECISION, "decided": "2026-11-22"}], actor=decider)
    assert "decided" in error.value.message_dict


def test_the_wording_of_a_decision_can_be_mended_and_not_what_was_decided(
    lake_case: Case, decider: User
) -> None:
    (taken,) = decide(lake_case, "research", [DECISION], actor=decider)
    id = taken.change.key
    (mended,) = correct_decision(
        lake_case, "research", id, {"motivation_en": "Discussed"}, actor=decider
    )
    assert mended.after is not None
    assert mended.after["motivation_en"] == "Discussed"
    with pytest.raises(ValidationError) as error:
        correct_decision(lake_case, "research", id, {"effort": "active"}, actor=decider)
    assert "effort" in error.value.message_dict
    revoke(lake_case, "research", id, reason="Dubbel ingevoerd", actor=decider)
    assert queries.value(fresh(lake_case)).decision("LV", "research", day()) is None
    assert len(journal.versions(lake_case, "decisions", id)) == 3


# Packages beside what people wrote


def changed_package(tmp_path: Path, name: str, **cells: Any) -> Any:
    """The small case with other cells in its judgement j4."""
    tables = packages.rows()
    next(r for r in tables["judgements"] if r["id"] == "j4").update(cells)
    return read(packages.write(tmp_path / name, tables))


def test_a_package_leaves_what_people_wrote(lake_case: Case, analyst: User, tmp_path: Path) -> None:
    (added,) = judge(lake_case, [Entry(FISH)], actor=analyst)
    judge(lake_case, [Entry({"rating": 3.0}, id="j1")], actor=analyst)
    retract(lake_case, "judgements", {"j2": None}, reason="Oud", actor=analyst)
    assert not load_case(read(packages.write(tmp_path / "again"))).anything
    load_case(changed_package(tmp_path, "other", rating=3))
    held = {j.id: j.rating for j in queries.value(fresh(lake_case)).judgements}
    assert held[added.change.key] == 5.0
    assert (held["j1"], held["j4"]) == (3.0, 3.0)
    assert "j2" not in held


def test_where_package_and_people_differ_the_loader_says_which_holds(
    lake_case: Case, analyst: User, tmp_path: Path
) -> None:
    judge(lake_case, [Entry({"rating": 5.0}, id="j4")], actor=analyst)
    package = changed_package(tmp_path, "other", rating=3)
    with pytest.raises(LoadConflict) as error:
        load_case(package)
    assert "judgements, j4" in str(error.value)
    assert "5.0 here, 3.0 in the package" in str(error.value)
    assert fresh(lake_case).revision == lake_case.revision
    load_case(package, keep="people")
    assert rating(lake_case, "j4") == 5.0
    load_case(read(packages.write(tmp_path / "first")), keep="people")
    load_case(package, keep="package")
    assert rating(lake_case, "j4") == 3.0


def test_an_export_holds_what_people_wrote_and_loads_elsewhere(
    lake_case: Case, analyst: User, decider: User, tmp_path: Path
) -> None:
    judge(lake_case, [Entry(FISH)], actor=analyst)
    decide(lake_case, "research", [DECISION], actor=decider)
    package = queries.package(fresh(lake_case))
    package.write(tmp_path / "export")
    assert read(tmp_path / "export").files() == package.files()
    assert not load_case(read(tmp_path / "export")).removed
    assert queries.package(fresh(lake_case)).files() == package.files()


def rating(case: Case, id: str) -> float:
    return next(j.rating for j in queries.value(fresh(case)).judgements if j.id == id)


def day() -> date:
    return date(2026, 11, 21)


def test_a_case_of_before_its_history_was_kept_gets_one(lake_case: Case, analyst: User) -> None:
    Version.objects.all().delete()
    Case.objects.update(state=0, mark="")
    opened = fresh(lake_case)
    before = queries.package(opened).files()
    judge(opened, [Entry({"rating": 3.0}, id="j4")], actor=analyst)
    assert [v.by_package for v in journal.versions(opened, "judgements", "j4")] == [False, True]
    assert queries.value(fresh(lake_case), date(2026, 1, 1)).package.files() == before
