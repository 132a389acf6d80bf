"""Taking decisions, mending their wording and taking them back."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from tests.apps.deciders import DECISION, fresh, lake
from tests.apps.people import person

from windroos.apps.accounts.models import Event, User
from windroos.apps.accounts.roles import Role
from windroos.apps.compass import queries
from windroos.apps.compass.actions import (
    Entry,
    Invalid,
    correct_decision,
    decide,
    judge,
    revoke,
)
from windroos.apps.compass.decisions.advised import advised
from windroos.apps.regions import journal
from windroos.apps.regions.conflicts import Conflict
from windroos.apps.regions.models import Case
from windroos.cases.check import read

TODAY = date(2026, 11, 21)


@pytest.fixture
def lake_case(db: None, tmp_path: Path) -> Case:
    return lake(tmp_path)


@pytest.fixture
def decider(lake_case: Case) -> User:
    return person(Role.DECISION_MAKER, "university")


def take(case: Case, decider: User, **cells: Any) -> dict[str, Any]:
    """A decision on research in Latvia, taken; the row it became."""
    (written,) = decide(case, "research", [{**DECISION, **cells}], actor=decider)
    assert written.after is not None
    return dict(written.after)


def in_force(case: Case, theme: str | None = None, day: date = TODAY) -> str | None:
    decision = queries.value(fresh(case)).decision("LV", "research", day, theme)
    return decision.id if decision else None


def test_each_decision_comes_in_the_place_of_the_one_before(lake_case: Case, decider: User) -> None:
    first = take(lake_case, decider)
    second = take(lake_case, decider, effort="reactive", departure_en="A harbour is built")
    third = take(lake_case, decider)
    assert (first["replaces"], second["replaces"], third["replaces"]) == (
        None,
        first["id"],
        second["id"],
    )
    assert in_force(lake_case) == third["id"]


def test_on_a_theme_it_stands_beside_that_on_all(lake_case: Case, decider: User) -> None:
    both = take(lake_case, decider)
    water = take(lake_case, decider, themes="algae")
    assert water["replaces"] is None
    assert (in_force(lake_case), in_force(lake_case, "algae")) == (both["id"], water["id"])
    ended = take(lake_case, decider, replaces=water["id"])
    assert ended["replaces"] == f"{both['id']} {water['id']}"
    assert in_force(lake_case, "algae") == ended["id"]


def test_of_a_decision_on_two_themes_one_can_be_decided_anew(
    lake_case: Case, decider: User
) -> None:
    both = take(lake_case, decider, themes="algae song")
    take(lake_case, decider, themes="algae")
    assert in_force(lake_case, "song") == both["id"]
    song = take(lake_case, decider, themes="song")
    assert song["replaces"] == both["id"]
    assert in_force(lake_case, "song") == song["id"]


def test_the_advice_that_is_kept_is_that_of_the_day_of_the_decision(
    lake_case: Case, decider: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Decided on Tuesday and recorded on Friday: what was judged on Wednesday was not known."""
    analyst = person(Role.ANALYST, "university")
    found = {"region": "EE", "confidence": "high", "grounds_en": "Seen", "reason_en": "Seen"}
    before = advised(lake_case, "research", "EE", (), TODAY).advice
    later = date(2026, 11, 25)
    monkeypatch.setattr(timezone, "localdate", lambda *_a, **_o: later)
    now = timezone.now().replace(year=2026, month=11, day=25)
    monkeypatch.setattr(timezone, "now", lambda: now)
    for criterion in ("fish", "clarity", "choirs"):
        entry = Entry({**found, "criterion": criterion, "rating": 1.0, "judged": "2026-11-25"})
        judge(lake_case, [entry], actor=analyst)
    assert advised(fresh(lake_case), "research", "EE", (), later).advice != before
    row = take(
        lake_case, decider, region="EE", effort="none", decided="2026-11-24", departure_en="So"
    )
    assert row["advice"] == before


def test_all_faults_of_all_decisions_are_told_and_none_is_taken(
    lake_case: Case, decider: User
) -> None:
    rows = [
        DECISION,
        {**DECISION, "themes": "song", "decided": "2026-11-22"},
        {**DECISION, "region": "XX", "period_end": 2020},
        {**DECISION, "themes": "algae", "effort": "active", "motivation_en": ""},
    ]
    with pytest.raises(Invalid) as error:
        decide(lake_case, "research", rows, actor=decider)
    assert {(number, p.field) for number, p in error.value.problems} == {
        (1, "decided"),
        (2, "region"),
        (2, "period_end"),
        (3, "motivation_nl"),
        (3, "departure_nl"),
    }
    assert fresh(lake_case).state == lake_case.state
    assert not Event.objects.filter(verb="decision-taken").exists()


def test_two_on_the_same_at_one_time_cannot_be_taken(lake_case: Case, decider: User) -> None:
    with pytest.raises(Invalid) as error:
        decide(lake_case, "research", [DECISION, DECISION], actor=decider)
    assert [(number, p.code) for number, p in error.value.problems] == [(1, "two-decisions")]


def test_what_was_decided_earlier_does_not_come_in_the_place_of_what_was_decided_later(
    lake_case: Case, decider: User
) -> None:
    take(lake_case, decider, decided="2026-11-10")
    with pytest.raises(Invalid) as error:
        take(lake_case, decider, decided="2026-11-03")
    assert [p.code for _, p in error.value.problems] == ["decided-later"]
    assert "2026-11-10" in str(error.value.message_dict["decided"])


def test_a_month_that_is_not_over_is_not_in_the_future(lake_case: Case, decider: User) -> None:
    assert take(lake_case, decider, decided="2026-11")["decided"] == "2026-11"


def test_a_decision_that_is_taken_back_gives_its_place_back(
    lake_case: Case, decider: User, tmp_path: Path
) -> None:
    first = take(lake_case, decider)
    second = take(lake_case, decider)
    third = take(lake_case, decider)
    revoke(lake_case, "research", second["id"], reason="Typed twice", actor=decider)
    held = journal.current(lake_case, "decisions", [third["id"]])[third["id"]]
    assert held.row is not None
    assert held.row["replaces"] == first["id"]
    queries.package(fresh(lake_case)).write(tmp_path / "out")
    assert read(tmp_path / "out").files() == queries.package(fresh(lake_case)).files()
    assert Event.objects.filter(verb="decision-relinked").count() == 1
    revoke(lake_case, "research", third["id"], reason="Not taken after all", actor=decider)
    assert in_force(lake_case) == first["id"]


def test_who_takes_back_what_someone_else_mended_sees_it_first(
    lake_case: Case, decider: User
) -> None:
    id = take(lake_case, decider)["id"]
    version = journal.current(lake_case, "decisions", [id])[id].pk
    other = person(Role.DECISION_MAKER, "university", "Other")
    correct_decision(lake_case, "research", id, {"motivation_en": "Longer"}, actor=other)
    with pytest.raises(Conflict) as conflict:
        revoke(lake_case, "research", id, reason="Wrong", version=version, actor=decider)
    assert conflict.value.by == "Other"
    assert in_force(lake_case) == id


def test_taking_back_needs_a_reason(lake_case: Case, decider: User) -> None:
    id = take(lake_case, decider)["id"]
    with pytest.raises(ValidationError) as error:
        revoke(lake_case, "research", id, reason=" ", actor=decider)
    assert "reason" in error.value.message_dict


def test_of_themes_that_are_advised_differently_there_is_not_one_advice(lake_case: Case) -> None:
    value = queries.value(lake_case)
    each = {theme: advised(lake_case, "research", "LV", [theme], TODAY) for theme in value.themes}
    together = advised(lake_case, "research", "LV", list(value.themes), TODAY)
    assert {one.advice for one in each.values()} == {"none", "undetermined"}
    assert together.advice == "undetermined"
    assert not together.departs("active")
    assert advised(lake_case, "research", "FI", (), TODAY).advice is None
