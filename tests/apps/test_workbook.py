"""Taking over what people changed in a workbook: by the same actions, all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import override
from openpyxl.workbook import Workbook
from tests.apps.deciders import fresh, lake
from tests.apps.people import person
from tests.cases.workbooks import at, edited, under

from windroos.apps.accounts.permits import Refused
from windroos.apps.accounts.queries import Event, Role
from windroos.apps.compass import queries
from windroos.apps.compass.actions import (
    Entry,
    NotApplied,
    apply_workbook,
    drop_workbook,
    judge,
    keep_workbook,
)
from windroos.apps.compass.actions.trying import tried
from windroos.apps.compass.actions.workbooks import Trial, try_workbook
from windroos.apps.compass.files import handed_in, workbooks
from windroos.apps.compass.models import Upload
from windroos.apps.regions import journal
from windroos.apps.regions.queries import Case
from windroos.cases import workbook
from windroos.cases.workbook import Grid, Unreadable

JUDGED = {
    "region": "Letland", "criterion": "Koren", "rating": 4, "confidence": "laag",
    "grounds_nl": "Gesprek met het koor", "reason_nl": "Zingt graag",
}  # fmt: skip
DECIDED = {
    "region": "Letland", "role": "Onderzoek", "effort": "Geen inzet", "period_start": 2026,
    "period_end": 2027, "motivation_nl": "Besproken",
}  # fmt: skip


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Everything is told in English."""
    with override("en"):
        yield


@pytest.fixture
def case(db: None, tmp_path: Path) -> Case:
    return lake(tmp_path)


@pytest.fixture
def analyst(case: Case) -> Any:
    return person(Role.ANALYST, "university")


@pytest.fixture
def decider(case: Case) -> Any:
    return person(Role.DECISION_MAKER, "university")


def changed(case: Case, *edits: Any) -> workbook.Book:
    """The workbook of a case, after someone worked in it."""

    def change(book: Workbook) -> None:
        for edit in edits:
            edit(book)

    return workbook.open_book(edited(workbooks.written(case, "nl", (Grid(),)), change))


def cell(sheet: str, id: str, column: str, value: object) -> Any:
    return lambda book: at(book[sheet], id, column).__setattr__("value", value)


def row(sheet: str, **cells: object) -> Any:
    return lambda book: under(book[sheet], **cells)


def gone(sheet: str, number: int) -> Any:
    return lambda book: book[sheet].delete_rows(number)


def stand(case: Case, table: str) -> dict[str, Any]:
    return {str(one["id"]): one for one in queries.package(fresh(case)).tables[table]}


def looked(case: Case, book: workbook.Book, actor: Any) -> Trial:
    """What the page shows before anything is written."""
    return tried(case, lambda: try_workbook(case, book, choices={}, actor=actor)).given


def faults(error: pytest.ExceptionInfo[NotApplied]) -> list[tuple[str, str]]:
    return [(fault.code, str(fault.place)) for fault in error.value.trial.all_faults]


def test_the_state_of_a_workbook_is_known_later(case: Case, analyst: Any) -> None:
    was = workbooks.state(case)
    apply_workbook(case, changed(case, cell("Oordelen", "j4", "Waardering", 2)), actor=analyst)
    former = workbooks.former(fresh(case), was.number)
    assert former is not None
    assert former.package.revision == was.package.revision
    assert former.versions["judgements"] == was.versions["judgements"]
    assert workbooks.former(case, 0) is None
    assert workbooks.former(case, was.number + 1000) is None


def test_a_workbook_without_changes_does_nothing(case: Case, analyst: Any) -> None:
    events = Event.objects.count()
    assert apply_workbook(case, changed(case), actor=analyst).outcomes == []
    assert (fresh(case).state, Event.objects.count()) == (case.state, events)


def test_changes_are_taken_over_by_the_actions_of_analysts(case: Case, analyst: Any) -> None:
    book = changed(
        case,
        cell("Oordelen", "j4", "Waardering", 2.5),
        cell("Randvoorwaarden", "f1", "Voorwaarden (Nederlands)", "Alleen bij dag."),
        gone("Oordelen", 4),
        row("Oordelen", **JUDGED),
    )
    trial = apply_workbook(case, book, reason="Dubbel", actor=analyst)
    judgements, findings = stand(case, "judgements"), stand(case, "findings")
    assert judgements["j4"]["rating"] == 2.5
    assert judgements["j4"]["judged"] == "2026-11-21"
    assert "j2" not in judgements
    new = judgements["j-lv-choirs-1"]
    assert (new["said_by"], new["judged"]) == ("University", "2026-11-21")
    assert findings["f1"]["conditions_nl"] == "Alleen bij dag."
    assert len(trial.outcomes) == 4
    told = Event.objects.filter(actor=analyst).order_by("pk")
    assert [event.verb for event in told] == [
        "judgement-retracted", "judgement-changed", "judgement-added", "finding-changed",
        "workbook-applied",
    ]  # fmt: skip
    assert {event.via for event in told[:4]} == {"sheet"}
    assert "changes: 4" in str(told[4].sentence)


def test_decisions_are_taken_by_who_may_decide(case: Case, decider: Any) -> None:
    book = changed(
        case,
        row("Besluiten", **DECIDED),
        cell("Besluiten", "d1", "Motivering (Nederlands)", "Na overleg"),
    )
    apply_workbook(case, book, actor=decider)
    decisions = stand(case, "decisions")
    assert decisions["d1"]["motivation_nl"] == "Na overleg"
    (new,) = (one for id, one in decisions.items() if id != "d1")
    assert (new["region"], new["authority"], new["decided"]) == ("LV", "University", "2026-11-21")
    assert new["advice"] == "none"


def test_a_decision_in_the_place_of_another_replaces_it(case: Case, decider: Any) -> None:
    new = DECIDED | {"region": "Estland", "departure_nl": "Omdat"}
    trial = apply_workbook(case, changed(case, row("Besluiten", **new)), actor=decider)
    assert trial.outcomes[0].row["replaces"] == "d1"


def test_a_decision_can_be_taken_back(case: Case, decider: Any) -> None:
    book = changed(case, gone("Besluiten", 3))
    with pytest.raises(ValidationError, match="reason"):
        apply_workbook(case, book, actor=decider)
    apply_workbook(case, book, reason="Nooit genomen", actor=decider)
    assert stand(case, "decisions") == {}


def test_what_was_decided_is_not_changed_but_decided_anew(case: Case, decider: Any) -> None:
    book = changed(case, cell("Besluiten", "d1", "Inzet", "Geen inzet"))
    with pytest.raises(NotApplied) as told:
        apply_workbook(case, book, actor=decider)
    assert faults(told) == [("refused", "Besluiten, D3")]
    assert "decide anew" in told.value.trial.faults[0].message


def test_a_departure_from_the_advice_needs_its_reason(case: Case, decider: Any) -> None:
    with pytest.raises(NotApplied) as told:
        apply_workbook(
            case, changed(case, row("Besluiten", **DECIDED | {"effort": "Inzet"})), actor=decider
        )
    assert faults(told) == [("no-departure", "Besluiten, R4")]


def test_what_the_program_fills_in_cannot_be_typed(case: Case, decider: Any) -> None:
    new = DECIDED | {"advice": "Inzet", "departure_nl": "Omdat"}
    with pytest.raises(NotApplied) as told:
        apply_workbook(case, changed(case, row("Besluiten", **new)), actor=decider)
    assert faults(told) == [("given", "Besluiten, Q4")]


def test_an_analyst_cannot_decide_nor_a_decider_judge(
    case: Case, analyst: Any, decider: Any
) -> None:
    both = (row("Besluiten", **DECIDED), cell("Oordelen", "j4", "Waardering", 2))
    for actor, place in ((analyst, "Besluiten, A4"), (decider, "Oordelen, F6")):
        with pytest.raises(NotApplied) as told:
            apply_workbook(case, changed(case, *both), actor=actor)
        assert faults(told) == [("refused", place)]
    assert fresh(case).state == case.state


def test_who_decides_for_another_role_cannot_decide_for_this_one(case: Case) -> None:
    town = person(Role.DECISION_MAKER, "town")
    with pytest.raises(NotApplied) as told:
        apply_workbook(case, changed(case, row("Besluiten", **DECIDED)), actor=town)
    assert faults(told) == [("refused", "Besluiten, A4")]


@pytest.mark.parametrize("role", [Role.VIEWER, Role.ADMINISTRATOR, None])
def test_others_may_not_hand_a_workbook_in(case: Case, role: Role | None) -> None:
    book = changed(case)
    with pytest.raises(Refused):
        apply_workbook(case, book, actor=person(role, "university"))
    with pytest.raises(Refused):
        keep_workbook(case, "a.xlsx", b"", actor=person(role, "university"))


def test_nothing_is_taken_over_of_a_workbook_with_one_fault(case: Case, analyst: Any) -> None:
    book = changed(
        case, cell("Oordelen", "j4", "Waardering", 2), cell("Oordelen", "j3", "Waardering", 9)
    )
    with pytest.raises(NotApplied) as told:
        apply_workbook(case, book, actor=analyst)
    assert faults(told) == [("rating-range", "Oordelen, F5")]
    assert fresh(case).state == case.state


def test_looking_at_it_changes_nothing_and_shows_what_is_filled_in(
    case: Case, analyst: Any
) -> None:
    book = changed(case, row("Oordelen", **JUDGED))
    trial = looked(case, book, analyst)
    assert trial.sound
    assert trial.outcomes[0].row["said_by"] == "University"
    assert fresh(case).state == case.state
    assert apply_workbook(case, book, seen=trial.fingerprint, actor=analyst).outcomes


def test_what_changed_since_it_was_looked_at_is_not_applied(case: Case, analyst: Any) -> None:
    book = changed(case, cell("Oordelen", "j4", "Waardering", 2))
    seen = looked(case, book, analyst).fingerprint
    judge(case, [Entry({"confidence": "low"}, "j4")], actor=analyst)
    with pytest.raises(NotApplied, match="changed since"):
        apply_workbook(case, book, seen=seen, actor=analyst)
    assert stand(case, "judgements")["j4"]["rating"] == 1
    again = looked(fresh(case), book, analyst).fingerprint
    apply_workbook(case, book, seen=again, actor=analyst)
    now = stand(case, "judgements")["j4"]
    assert (now["rating"], now["confidence"]) == (2, "low")


def test_what_someone_else_changed_elsewhere_is_no_hindrance(case: Case, analyst: Any) -> None:
    book = changed(case, cell("Oordelen", "j4", "Waardering", 2))
    seen = looked(case, book, analyst).fingerprint
    judge(case, [Entry({"rating": 4.0}, "j3")], actor=analyst)
    apply_workbook(case, book, seen=seen, actor=analyst)
    ratings = {id: one["rating"] for id, one in stand(case, "judgements").items()}
    assert (ratings["j3"], ratings["j4"]) == (4, 2)


def test_the_same_cell_changed_twice_waits_for_a_choice(case: Case, analyst: Any) -> None:
    book = changed(case, cell("Oordelen", "j4", "Waardering", 2))
    judge(case, [Entry({"rating": 5.0}, "j4")], actor=analyst)
    with pytest.raises(NotApplied) as told:
        apply_workbook(case, book, actor=analyst)
    (clash,) = told.value.trial.taken.clashes
    apply_workbook(case, book, choices={clash.key: "yours"}, actor=analyst)
    assert stand(case, "judgements")["j4"]["rating"] == 2
    assert len(journal.versions(case, "judgements", "j4")) == 3


def test_a_workbook_is_kept_for_who_handed_it_in_only(case: Case, analyst: Any) -> None:
    content = workbooks.written(case, "en", (Grid(),))
    kept = keep_workbook(case, "mine.xlsx", content, actor=analyst)
    assert handed_in.upload(case, kept.token, analyst) == kept
    other = person(Role.ANALYST, "town")
    assert handed_in.upload(case, kept.token, other) is None
    drop_workbook(case, kept, actor=other)
    assert Upload.objects.count() == 1
    drop_workbook(case, kept, actor=analyst)
    assert Upload.objects.count() == 0


def test_what_is_no_workbook_is_not_kept(case: Case, analyst: Any) -> None:
    with pytest.raises(Unreadable):
        keep_workbook(case, "a.csv", b"region;rating", actor=analyst)
    assert Upload.objects.count() == 0


def test_workbooks_are_kept_for_a_day_and_the_last_five_of_a_person(
    case: Case, analyst: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = workbooks.written(case, "nl", ())
    first, *_ = [keep_workbook(case, f"{n}.xlsx", content, actor=analyst) for n in range(7)]
    names = [one.name for one in handed_in.uploads(case, analyst)]
    assert names == ["6.xlsx", "5.xlsx", "4.xlsx", "3.xlsx", "2.xlsx"]
    assert handed_in.upload(case, first.token, analyst) is None
    tomorrow = timezone.now() + timedelta(hours=25)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    assert not handed_in.uploads(case, analyst)
    keep_workbook(case, "new.xlsx", content, actor=analyst)
    assert Upload.objects.count() == 1
