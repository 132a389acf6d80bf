"""Settling a contradiction: what is written, how far it counts, and what becomes of reviews."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from tests.apps.people import party, person
from tests.cases import packages

from windroos.apps.accounts.models import Event, User
from windroos.apps.accounts.roles import Role
from windroos.apps.compass import queries
from windroos.apps.compass.actions import (
    Entry,
    Invalid,
    load_case,
    retract,
    settle,
    state,
    undo_settling,
    unsettle,
)
from windroos.apps.compass.history.versions import versions_shown
from windroos.apps.compass.history.words import told
from windroos.apps.compass.models import Review
from windroos.apps.compass.reviews.moved import moved
from windroos.apps.regions import journal
from windroos.apps.regions.conflicts import Conflict
from windroos.apps.regions.models import Case
from windroos.cases import Contradiction
from windroos.cases.check import read
from windroos.cases.contradictions import OPEN, REOPENED, SETTLED, sides

ID = "effort_ee_culture"
# The report says otherwise in another place: s1 has it active.
CONTRARY: dict[str, Any] = {
    "region": "EE",
    "role": "culture",
    "effort": "none",
    "theme": "song",
    "period_start": 2020,
    "period_end": 2030,
    "explicit": True,
    "passage": "p2",
}
BECAUSE = {"nl": "Het koor bestaat niet meer"}


@pytest.fixture
def case(db: None, tmp_path: Path) -> Case:
    made = load_case(read(packages.write(tmp_path / "package"))).case
    party(made, "university", lead=True)
    return made


@pytest.fixture
def analyst(case: Case) -> User:
    return person(Role.ANALYST, "university")


@pytest.fixture
def contrary(case: Case, analyst: User) -> str:
    """The statement that makes the contradiction."""
    (written,) = state(case, "statements", [Entry(CONTRARY)], actor=analyst)
    return written.change.key


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def found(case: Case) -> Contradiction:
    return next(one for one in queries.contradictions(fresh(case)) if one.id == ID)


def test_a_settlement_is_kept_told_and_can_be_undone(
    case: Case, analyst: User, contrary: str
) -> None:
    assert found(case).state == OPEN
    holds = f"statements/{contrary}"
    (written,) = settle(case, ID, holds=holds, reason=BECAUSE, actor=analyst)
    one = found(case)
    assert one.state == SETTLED
    assert one.settlement is not None
    assert (one.settlement.holds, one.settlement.settled_by) == (holds, "University")
    assert one.settlement.settled == "2026-11-21"
    event = Event.objects.get(verb="settlement-added")
    assert event.subject_id == f"lake/{ID}"
    with translation.override("en"):
        assert "settled the contradiction on Estonia, the effort, Culture" in event.told()
    with translation.override("nl"):
        assert "Estland" in event.told()
    # Settled anew it is the same row, with a history.
    settle(case, ID, holds=None, reason=BECAUSE, version=written.version, actor=analyst)
    versions = journal.versions(case, "settlements", ID)
    assert [one.row["holds"] for one in versions if one.row] == [None, holds]
    undo_settling(case, ID, actor=analyst)
    assert found(case).settlement.holds == holds  # type: ignore[union-attr]
    unsettle(case, ID, actor=analyst)
    assert found(case).state == OPEN
    undo_settling(case, ID, actor=analyst)
    assert found(case).state == SETTLED
    verbs = Event.objects.filter(subject_type="settlement").order_by("pk")
    assert [one.verb.removeprefix("settlement-") for one in verbs] == [
        "added", "changed", "restored", "withdrawn", "restored",
    ]  # fmt: skip


def test_the_history_tells_who_settled_it_and_which_side_holds(
    case: Case, analyst: User, contrary: str
) -> None:
    settle(case, ID, holds="statements/s1", reason=BECAUSE, actor=analyst)
    versions = journal.versions(case, "settlements", ID)
    with translation.override("en"):
        value = queries.value(fresh(case))
        (shown,) = versions_shown(case, value, "settlements", versions, staff=False)
        assert shown.by == "University"
        words = {one.column: one.text for one in told(value, versions[0].row)}
    assert words["holds"] == "active effort (Report, paragraph 1)"
    assert words["reason_nl"] == BECAUSE["nl"]
    assert words["settled"] == "21 November 2026"
    assert "sides" not in words


def test_it_needs_a_reason_a_side_of_its_own_and_a_contradiction(
    case: Case, analyst: User, contrary: str
) -> None:
    with pytest.raises(Invalid) as wrong:
        settle(case, ID, holds="statements/s1", reason={"nl": " "}, actor=analyst)
    assert set(wrong.value.message_dict) == {"reason_nl"}
    with pytest.raises(Invalid) as wrong:
        settle(case, ID, holds="decisions/d1", reason=BECAUSE, actor=analyst)
    assert set(wrong.value.message_dict) == {"holds"}
    with pytest.raises(ValidationError):
        settle(case, "effort_lv_culture", holds=None, reason=BECAUSE, actor=analyst)
    with pytest.raises(ValidationError):
        unsettle(case, ID, actor=analyst)
    assert not journal.versions(case, "settlements", ID)


def test_who_saw_other_sides_or_another_settlement_is_told(
    case: Case, analyst: User, contrary: str
) -> None:
    seen = sides(queries.value(fresh(case)), found(case))
    entry = Entry({"effort": "reactive"}, contrary)
    state(case, "statements", [entry], actor=analyst)
    with pytest.raises(Conflict) as conflict:
        settle(case, ID, holds=None, reason=BECAUSE, seen=seen, version=0, actor=analyst)
    assert conflict.value.theirs["sides"] != seen
    now = sides(queries.value(fresh(case)), found(case))
    settle(case, ID, holds=None, reason=BECAUSE, seen=now, version=0, actor=analyst)
    with pytest.raises(Conflict):  # someone else did so first
        settle(case, ID, holds="statements/s1", reason=BECAUSE, version=0, actor=analyst)
    with pytest.raises(Conflict):
        unsettle(case, ID, version=0, actor=analyst)


def test_a_side_that_changes_opens_it_again_and_so_does_a_new_one(
    case: Case, analyst: User, contrary: str
) -> None:
    settle(case, ID, holds="statements/s1", reason=BECAUSE, actor=analyst)
    state(case, "statements", [Entry({"effort": "reactive"}, contrary)], actor=analyst)
    assert (found(case).state, found(case).changed) == (REOPENED, (f"statements/{contrary}",))
    settle(case, ID, holds="statements/s1", reason=BECAUSE, actor=analyst)
    assert found(case).state == SETTLED
    (new,) = state(case, "statements", [Entry(CONTRARY)], actor=analyst)
    assert (found(case).state, found(case).changed) == (
        REOPENED,
        (f"statements/{new.change.key}",),
    )
    # With the new side gone the settlement counts as it did.
    retract(case, "statements", {new.change.key: None}, reason="Dubbel", actor=analyst)
    assert found(case).state == SETTLED


def review(case: Case) -> tuple[str, list[str]]:
    """The review of Estonia in culture, and what it says of the contradiction."""
    one = Review.objects.filter(case=case, region__code="EE", role="culture").first()
    assert one is not None
    moves = [move for move in one.moves if move["what"] == "contradiction"]
    with translation.override("en"):
        return one.status, [m.sentence for m in moved(queries.value(fresh(case)), moves)]


def test_reviews_tell_that_it_came_was_settled_and_opened_again(
    case: Case, analyst: User, contrary: str
) -> None:
    assert review(case) == (
        "open",
        ["The sources now contradict each other on: the effort."],
    )
    settle(case, ID, holds="statements/s1", reason=BECAUSE, actor=analyst)
    assert review(case) == (
        "open",
        ["The contradiction between the sources was settled, on: the effort."],
    )
    unsettle(case, ID, actor=analyst)
    assert review(case) == (
        "open",
        ["The sources now contradict each other on: the effort."],
    )
    # When the contradiction itself is gone, nothing is left to look at.
    retract(case, "statements", {contrary: None}, reason="Verkeerd", actor=analyst)
    assert review(case) == ("withdrawn", [])


def test_the_package_takes_settlements_along_and_brings_them_back(
    case: Case, analyst: User, contrary: str, tmp_path: Path
) -> None:
    settle(case, ID, holds="statements/s1", reason=BECAUSE, actor=analyst)
    package = queries.package(fresh(case))
    package.write(tmp_path / "out")
    again = read(tmp_path / "out")
    assert again.tables["settlements"] == package.tables["settlements"]
    Case.objects.all().delete()
    other = load_case(again).case
    assert found(other).state == SETTLED


def test_a_former_day_knows_of_no_later_settlement(
    case: Case, analyst: User, contrary: str
) -> None:
    before = fresh(case).state
    settle(case, ID, holds="statements/s1", reason=BECAUSE, actor=analyst)
    rows = journal.rows(case, before)
    assert not rows.get("settlements")


BOATS = "quantity_ee_series_boats-built_target_2025"


def test_figures_in_documents_are_settled_and_reviews_tell_of_them(
    case: Case, analyst: User, tmp_path: Path
) -> None:
    rows = packages.rows()
    (first,) = rows["quantities"]
    none = {"subject": "budget", "region": "", "kind": "amount", "unit": "euro"}
    rows["quantities"] += [
        {**first, "id": "q2", "value": 15, "passage": "p2"},
        {**first, **none, "id": "b1", "cell": "Budget 2025"},
        {**first, **none, "id": "b2", "cell": "Budget 2025", "value": 13, "passage": "p2"},
    ]
    load_case(read(packages.write(tmp_path / "more", rows)))
    about = "Boats built, target 2025"
    assert review(case) == ("open", [f"The sources now contradict each other on: {about}."])
    settle(case, BOATS, holds="quantities/q2", reason=BECAUSE, actor=analyst)
    told_now = f"The contradiction between the sources was settled, on: {about}."
    assert review(case) == ("open", [told_now])
    one = next(c for c in queries.contradictions(fresh(case)) if c.id == BOATS)
    assert one.state == SETTLED
    with translation.override("en"):
        event = Event.objects.get(verb="settlement-added")
        assert f"the contradiction on Estonia, {about}" in event.told()
        versions = journal.versions(case, "settlements", BOATS)
        words = {w.column: w.text for w in told(queries.value(fresh(case)), versions[0].row)}
        assert words["holds"].startswith("target: 15, 2025 (Report")
    # What is of no region is settled all the same, and of no region is there a review.
    reviews = Review.objects.count()
    budget = "quantity_series_budget_amount_2025"
    settle(case, budget, holds=None, reason=BECAUSE, actor=analyst)
    assert Review.objects.count() == reviews
    # Another figure in the next package opens it again.
    rows["quantities"][1]["value"] = 16
    load_case(read(packages.write(tmp_path / "other", rows)))
    one = next(c for c in queries.contradictions(fresh(case)) if c.id == BOATS)
    assert (one.state, one.changed) == (REOPENED, ("quantities/q2",))
