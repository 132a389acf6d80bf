"""As of any day the assessment is what it was on that day, whatever was written since."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.apps.people import party, person
from tests.cases import packages

from windroos.apps.accounts.roles import Role
from windroos.apps.compass import queries
from windroos.apps.compass.actions import (
    Entry,
    LoadConflict,
    decide,
    find,
    judge,
    load_case,
    retract,
    set_framework,
    undo,
)
from windroos.apps.regions import journal
from windroos.apps.regions.models import Case
from windroos.cases.check import read

START = date(2026, 1, 1)
REGIONS = st.sampled_from(["EE", "LV", "LV00"])
CRITERIA = st.sampled_from(["fish", "clarity", "choirs"])
RATINGS = st.sampled_from([1.0, 2.0, 3.0, 4.0, 5.0])
THEMES = st.sampled_from([None, "algae", "song"])
STEPS = st.one_of(
    st.tuples(st.just("judge"), REGIONS, CRITERIA, THEMES, RATINGS),
    st.tuples(st.just("revise"), st.integers(0, 20), RATINGS),
    st.tuples(st.just("retract"), st.integers(0, 20)),
    st.tuples(st.just("undo"), st.integers(0, 20)),
    st.tuples(st.just("find"), REGIONS, st.sampled_from(["holds", "fails"])),
    st.tuples(st.just("decide"), REGIONS, st.sampled_from(["active", "reactive", "none"])),
    st.tuples(st.just("weigh"), st.integers(1, 9)),
    st.tuples(st.just("figures"), st.integers(0, 60)),
)


@contextmanager
def on(day: date) -> Iterator[None]:
    """Everything inside happens on that day, at noon."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    with (
        patch.object(timezone, "now", lambda: noon),
        patch.object(timezone, "localdate", lambda *_a, **_k: day),
    ):
        yield


def picture(case: Case, day: date) -> Any:
    """Everything the compass says of a case on a day, and all that it rests on."""
    value = queries.value(case, day)
    return (
        [
            queries.assessment(case, role.id, theme, day).as_dict()
            for role in value.framework.roles
            for theme in (None, *value.themes)
        ],
        value.package.files(),
        queries.contradictions(case, day),
    )


class History:
    """A case to which people and packages write, day after day."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.depth = 50
        self.case = load_case(read(packages.write(folder / "first"))).case
        party(self.case, "university", lead=True, decides=("research", "culture"))
        self.analyst = person(Role.ANALYST, "university")
        self.decider = person(Role.DECISION_MAKER, "university")

    def step(self, kind: str, *given: Any) -> None:
        getattr(self, kind)(*given)
        self.case = Case.objects.get(pk=self.case.pk)

    def judge(self, region: str, criterion: str, theme: str | None, rating: float) -> None:
        row = {
            "region": region,
            "criterion": criterion,
            "theme": theme,
            "rating": rating,
            "confidence": "low",
            "grounds_en": "A talk",
            "reason_en": "So it seemed",
        }
        judge(self.case, [Entry(row)], actor=self.analyst)

    def one(self, number: int) -> str | None:
        ids = sorted(j.id for j in queries.value(self.case).judgements)
        return ids[number % len(ids)] if ids else None

    def revise(self, number: int, rating: float) -> None:
        if id := self.one(number):
            judge(self.case, [Entry({"rating": rating}, id=id)], actor=self.analyst)

    def retract(self, number: int) -> None:
        if id := self.one(number):
            retract(self.case, "judgements", {id: None}, reason="Old", actor=self.analyst)

    def undo(self, number: int) -> None:
        keys = sorted(journal.keys(self.case, "judgements"))
        try:
            undo(self.case, "judgements", keys[number % len(keys)], actor=self.analyst)
        except ValidationError:
            assert len(journal.versions(self.case, "judgements", keys[number % len(keys)])) == 1

    def find(self, region: str, outcome: str) -> None:
        row = {
            "region": region,
            "precondition": "boats",
            "outcome": outcome,
            "confidence": "high",
            "grounds_nl": "Een gesprek",
            "reason_nl": "Omdat",
        }
        find(self.case, [Entry(row)], actor=self.analyst)

    def decide(self, region: str, effort: str) -> None:
        row = {
            "region": region,
            "effort": effort,
            "period_start": 2025,
            "period_end": 2028,
            "motivation_nl": "Besproken",
            "departure_nl": "Besproken",
        }
        decide(self.case, "research", [row], actor=self.decider)

    def weigh(self, weight: int) -> None:
        text = packages.FRAMEWORK.replace("research = 3", f"research = {weight}")
        with transaction.atomic():
            set_framework(self.case, text, actor=self.decider)

    def figures(self, depth: int) -> None:
        tables = packages.rows()
        tables["figures"][0]["value"] = depth
        name = tempfile.mkdtemp(dir=self.folder)
        framework = queries.package(self.case).framework_text
        package = read(packages.write(Path(name) / "package", tables, framework))
        try:
            load_case(package)
        except LoadConflict:
            load_case(package, keep="people")


@pytest.mark.django_db
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(days=st.lists(st.tuples(st.integers(0, 3), STEPS), min_size=1, max_size=8))
def test_as_of_a_day_gives_what_was_seen_that_day(days: list[Any], tmp_path: Path) -> None:
    """On every evening what the compass says is written down; later it is asked back."""
    with transaction.atomic():
        today = START
        seen: dict[date, Any] = {}
        with on(today):
            history = History(Path(tempfile.mkdtemp(dir=tmp_path)))
            seen[today] = picture(history.case, today)
        for later, step in days:
            for _ in range(later):
                today += timedelta(days=1)
                with on(today):
                    seen[today] = picture(history.case, today)
            with on(today):
                history.step(*step)
                seen[today] = picture(history.case, today)
        with on(today + timedelta(days=400)):
            for day, said in seen.items():
                assert picture(history.case, day) == said, day
        transaction.set_rollback(True)


def test_what_was_there_at_first_holds_from_the_start(brabant: Case) -> None:
    """Before the case was loaded the dates of its sources say what was known."""
    for day in (date(2024, 7, 1), date(2023, 1, 1)):
        now = queries.value(brabant)
        assert queries.value(brabant, day).package.files() == now.package.files()
    assert queries.assessment(brabant, "innovation", None, date(2023, 1, 1))["JP"].decision is None
    assert queries.assessment(brabant, "innovation", None, date(2024, 7, 1))["JP"].decision


def test_a_state_that_was_rolled_back_is_not_remembered(brabant: Case) -> None:
    """Its number is used again by the next change, and must not bring its content back."""
    party(brabant, "province", lead=True)
    analyst = person(Role.ANALYST, "province")
    id = queries.value(brabant).judgements[0].id
    with transaction.atomic():
        judge(brabant, [Entry({"rating": 0.0}, id=id)], actor=analyst)
        inside = Case.objects.get(pk=brabant.pk)
        assert next(j for j in queries.value(inside).judgements if j.id == id).rating == 0.0
        transaction.set_rollback(True)
    judge(brabant, [Entry({"confidence": "low"}, id=id)], actor=analyst)
    outside = Case.objects.get(pk=brabant.pk)
    judgement = next(j for j in queries.value(outside).judgements if j.id == id)
    assert (judgement.rating, judgement.confidence) == (
        queries.value(brabant).judgements[0].rating,
        "low",
    )
