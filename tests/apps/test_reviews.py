"""Reviews: raised by what changes the verdicts, merged, lapsed, and handled by a person."""

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from tests.apps.deciders import fresh, lake
from tests.apps.people import person
from tests.cases import packages

from windroos.apps.accounts.models import Event, User
from windroos.apps.accounts.permits import Refused
from windroos.apps.accounts.roles import Role
from windroos.apps.compass import queries
from windroos.apps.compass.actions import (
    Entry,
    accept_review,
    dismiss_review,
    draft_decision,
    find,
    handle_reviews,
    judge,
    load_case,
    raise_reviews,
    retract,
    set_framework,
    undo,
)
from windroos.apps.compass.models import Review
from windroos.apps.compass.reviews.moved import moved
from windroos.apps.compass.reviews.reviewed import Reviewed
from windroos.apps.regions.conflicts import Conflict
from windroos.apps.regions.models import Case
from windroos.cases.check import read

SEEN: dict[str, Any] = {"confidence": "high", "grounds_en": "Seen", "reason_en": "Seen"}


@pytest.fixture
def lake_case(db: None, tmp_path: Path) -> Case:
    return lake(tmp_path)


@pytest.fixture
def analyst(lake_case: Case) -> User:
    return person(Role.ANALYST, "university")


def boats(case: Case, outcome: str, analyst: User) -> None:
    """Say whether boats sail to Latvia: with it research on algae is open, without it closed."""
    find(case, [Entry({"outcome": outcome, "reason_en": "Seen"}, id="f2")], actor=analyst)


def told(case: Case, review: Review) -> list[str]:
    review.refresh_from_db()
    with translation.override("en"):
        return [one.sentence for one in moved(queries.value(fresh(case)), review.moves)]


def test_a_finding_that_opens_a_precondition_raises_a_review(
    lake_case: Case, analyst: User
) -> None:
    boats(lake_case, "holds", analyst)
    review = Review.objects.get()
    assert (review.region.code, review.role, review.status) == ("LV", "research", "open")
    where = "On all themes together and on Algae"
    assert told(lake_case, review) == [
        f"{where} the advice went from no effort to undetermined.",
        f"{where} precondition “A. Boats sail” went from “Fails” to “Holds”.",
    ]
    cause = review.causes.get()
    assert cause.verb == "finding-changed"
    assert cause.actor == analyst


def test_what_moves_later_joins_and_what_is_back_lapses(lake_case: Case, analyst: User) -> None:
    boats(lake_case, "holds", analyst)
    review = Review.objects.get()
    first = {(m["what"], m["theme"]) for m in review.moves}
    judge(
        lake_case,
        [Entry({**SEEN, "region": "LV", "criterion": "choirs", "rating": 5.0})],
        actor=analyst,
    )
    review.refresh_from_db()
    assert first <= {(m["what"], m["theme"]) for m in review.moves}
    assert review.version > 1
    verbs = set(review.causes.values_list("verb", flat=True))
    assert verbs == {"finding-changed", "judgement-added"}
    (row,) = (
        j
        for j in queries.value(fresh(lake_case)).judgements
        if j.criterion == "choirs" and j.region == "LV"
    )
    retract(lake_case, "judgements", {row.id: None}, reason="Wrong", actor=analyst)
    undo(lake_case, "findings", "f2", actor=analyst)
    review.refresh_from_db()
    assert (review.status, review.moves) == ("withdrawn", [])
    assert review.handled is not None
    assert review.handled_by is None
    boats(lake_case, "holds", analyst)
    assert Review.objects.filter(status="open").count() == 1


def test_of_what_was_written_at_once_a_review_names_what_is_about_its_own_region(
    lake_case: Case, analyst: User
) -> None:
    cells = {**SEEN, "criterion": "choirs", "rating": 5.0}
    # Written last, and so the first of a list with the last first: what is about Estonia.
    judge(lake_case, [Entry({**cells, "region": code}) for code in ("LV", "EE")], actor=analyst)
    review = Review.objects.filter(region__code="LV").first()
    assert review is not None
    reviewed = Reviewed(fresh(lake_case), queries.value(fresh(lake_case)), review)
    assert [one.event.data["after"]["region"] for one in reviewed.causes] == ["EE", "LV"]
    assert reviewed.nearest_cause is not None
    assert reviewed.nearest_cause.event.data["after"]["region"] == "LV"


def test_one_review_a_region_and_role_is_open(lake_case: Case, analyst: User) -> None:
    for rating in (5.0, 1.0, 3.0):
        for region in ("LV", "EE"):
            entry = Entry({**SEEN, "region": region, "criterion": "fish", "rating": rating})
            judge(lake_case, [entry], actor=analyst)
    places = [(r.region.code, r.role) for r in Review.objects.filter(status="open")]
    assert places
    assert len(places) == len(set(places))


def test_a_framework_and_a_package_raise_reviews_too(
    lake_case: Case, analyst: User, tmp_path: Path
) -> None:
    text = packages.FRAMEWORK.replace(
        "active = 0.7, reactive = 0.3", "active = 0.2, reactive = 0.1"
    )
    before = set_framework(fresh(lake_case), text, actor=analyst)
    raise_reviews(fresh(lake_case), before, [])
    review = Review.objects.filter(region__code="EE", role="research").get()
    where = "On all themes together and on each by itself"
    assert told(lake_case, review) == [
        f"{where} the advice went from reactive effort to active effort."
    ]
    tables = packages.rows()
    next(f for f in tables["findings"] if f["id"] == "f2")["outcome"] = "holds"
    load_case(read(packages.write(tmp_path / "two", tables)), keep="people")
    latvia = Review.objects.filter(region__code="LV", role="research").get()
    assert latvia.causes.get().verb == "case-loaded"


def test_whoever_handles_it_gives_the_reason(lake_case: Case, analyst: User) -> None:
    boats(lake_case, "holds", analyst)
    review = Review.objects.get()
    with pytest.raises(ValidationError):
        accept_review(lake_case, review, reason=" ", actor=analyst)
    with pytest.raises(Refused):
        accept_review(lake_case, review, reason="So", actor=person(Role.VIEWER, "university"))
    with pytest.raises(Refused):
        accept_review(lake_case, review, reason="So", actor=person(Role.ANALYST, "elsewhere"))
    done = dismiss_review(lake_case, review, reason="Known already", actor=analyst)
    assert (done.status, done.handled_by) == ("dismissed", analyst)
    sentence = Event.objects.get(verb="review-dismissed").told()
    assert sentence.endswith(": Known already")
    with pytest.raises(ValidationError):
        accept_review(lake_case, review, reason="Again", actor=analyst)


def test_who_handles_what_moved_on_sees_it_first(lake_case: Case, analyst: User) -> None:
    boats(lake_case, "holds", analyst)
    review = Review.objects.get()
    seen = review.version
    entry = Entry({**SEEN, "region": "LV", "criterion": "choirs", "rating": 5.0})
    judge(lake_case, [entry], actor=analyst)
    with pytest.raises(Conflict):
        dismiss_review(lake_case, review, reason="Nothing", version=seen, actor=analyst)
    review.refresh_from_db()
    assert review.status == "open"


def test_several_are_handled_at_once_or_none(lake_case: Case, analyst: User) -> None:
    for region in ("LV", "EE"):
        entries = [
            Entry({**SEEN, "region": region, "criterion": criterion, "rating": 5.0})
            for criterion in ("fish", "choirs", "clarity")
        ]
        judge(lake_case, entries, actor=analyst)
    boats(lake_case, "holds", analyst)
    numbers = {review.pk: review.version for review in Review.objects.all()}
    assert len(numbers) > 1
    stale = {**numbers, next(iter(numbers)): 0}
    with pytest.raises(Conflict):
        handle_reviews(lake_case, stale, accept=True, reason="Look", actor=analyst)
    with pytest.raises(ValidationError):
        handle_reviews(lake_case, {**numbers, 0: None}, accept=True, reason="Look", actor=analyst)
    with pytest.raises(ValidationError):
        handle_reviews(lake_case, {}, accept=True, reason="Look", actor=analyst)
    assert set(Review.objects.values_list("status", flat=True)) == {"open"}
    handle_reviews(lake_case, numbers, accept=True, reason="Look", actor=analyst)
    assert set(Review.objects.values_list("status", flat=True)) == {"accepted"}


def test_a_draft_remembers_the_review_it_came_from(lake_case: Case, analyst: User) -> None:
    boats(lake_case, "holds", analyst)
    review = Review.objects.get()
    row = {
        "region": "LV",
        "role": "research",
        "effort": "reactive",
        "period_start": 2026,
        "period_end": 2027,
    }
    draft = draft_decision(lake_case, row, review=review, actor=analyst)
    shown = Reviewed(lake_case, queries.value(fresh(lake_case)), review)
    assert shown.drafts == [draft]
    assert shown.causes[0].changes
