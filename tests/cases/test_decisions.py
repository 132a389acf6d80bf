"""Which decision is in force: taken, in its period, on the theme, and no other in its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.cases import packages
from windroos.cases.case import Case, Decision
from windroos.cases.check import check, read
from windroos.cases.weighing import weigh

DAY = date(2026, 11, 21)


def taken(id: str, **cells: Any) -> dict[str, Any]:
    """A decision on Latvia for research, on all themes."""
    return {
        "id": id,
        "region": "LV",
        "role": "research",
        "effort": "active",
        "period_start": 2024,
        "period_end": 2030,
        "authority": "Lake office",
        "decided": "2024-01-10",
        "motivation_en": "Discussed",
        **cells,
    }


class Made:
    """The small case with decisions beside its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made = 0

    def path(self, *decisions: dict[str, Any]) -> Path:
        tables = packages.rows()
        tables["decisions"] += decisions
        self.made += 1
        return packages.write(self.folder / str(self.made), tables)

    def case(self, *decisions: dict[str, Any]) -> Case:
        return Case(read(self.path(*decisions)))

    def codes(self, *decisions: dict[str, Any]) -> list[tuple[str, str | None]]:
        return [(problem.code, problem.field) for problem in check(self.path(*decisions))]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return Made(tmp_path)


def in_force(case: Case, theme: str | None = None, day: date = DAY) -> str | None:
    decision = case.decision("LV", "research", day, theme)
    return decision.id if decision else None


def test_a_theme_has_its_own_decision_beside_that_on_all(made: Made) -> None:
    case = made.case(taken("all"), taken("water", themes="algae", effort="none"))
    assert in_force(case) == "all"
    assert in_force(case, "algae") == "water"
    assert in_force(case, "song") == "all"


def test_without_one_on_all_themes_that_on_a_theme_is_shown(made: Made) -> None:
    case = made.case(taken("water", themes="algae"))
    assert in_force(case) == "water"
    assert in_force(case, "song") is None


def test_a_decision_on_one_theme_says_nothing_against_the_advice_on_all(made: Made) -> None:
    case = made.case(taken("water", themes="algae"))
    on_all = weigh(case, "research", as_of=DAY)["LV"]
    assert (on_all.verdict, on_all.decision) == ("none", "active")
    assert not on_all.differs
    assert weigh(case, "research", "algae", as_of=DAY)["LV"].differs


def test_one_in_the_place_of_another_ends_it_for_good(made: Made) -> None:
    case = made.case(
        taken("first"),
        taken("second", decided="2026-03-01", period_start=2026, period_end=2027, replaces="first"),
    )
    assert in_force(case, day=date(2026, 2, 28)) == "first"
    assert in_force(case, day=date(2026, 3, 1)) == "second"
    assert in_force(case, day=date(2028, 1, 1)) is None


def test_until_its_successor_begins_a_decision_holds(made: Made) -> None:
    case = made.case(
        taken("now"), taken("later", decided="2026-11-01", period_start=2028, replaces="now")
    )
    assert in_force(case) == "now"
    assert in_force(case, day=date(2027, 12, 31)) == "now"
    assert in_force(case, day=date(2028, 1, 1)) == "later"


def test_a_decision_of_today_holds_today_and_one_of_tomorrow_does_not(made: Made) -> None:
    assert in_force(made.case(taken("today", decided=DAY.isoformat()))) == "today"
    assert in_force(made.case(taken("tomorrow", decided="2026-11-22"))) is None


def test_a_successor_on_one_theme_leaves_the_others(made: Made) -> None:
    case = made.case(
        taken("both", themes="algae song"),
        taken("one", themes="algae", decided="2026-01-01", effort="none", replaces="both"),
    )
    assert in_force(case, "algae") == "one"
    assert in_force(case, "song") == "both"


def test_a_successor_on_all_themes_can_end_one_on_a_theme(made: Made) -> None:
    case = made.case(
        taken("water", themes="algae"), taken("all", decided="2026-01-01", replaces="water")
    )
    assert in_force(case, "algae") == "all"


def test_a_third_decision_need_not_name_the_first(made: Made) -> None:
    case = made.case(
        taken("first"),
        taken("second", decided="2025-01-01", period_start=2025, replaces="first"),
        taken("third", decided="2026-01-01", period_start=2026, replaces="second"),
    )
    assert in_force(case) == "third"
    assert in_force(case, day=date(2025, 6, 1)) == "second"


def test_the_last_year_of_a_decision_is_that_before_its_successor(made: Made) -> None:
    case = made.case(
        taken("both", themes="algae song"),
        taken("one", themes="algae", decided="2026-01-01", period_start=2027, replaces="both"),
    )
    both = next(d for d in case.decisions if d.id == "both")
    assert isinstance(both, Decision)
    assert (case.last_year(both, "algae"), case.last_year(both, "song")) == (2026, 2030)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {}),
        ({"themes": "algae song"}, {"themes": "song"}),
        ({"period_end": 2026}, {"period_start": 2026}),
    ],
)
def test_two_at_once_cannot_be(made: Made, first: dict[str, Any], second: dict[str, Any]) -> None:
    assert made.codes(taken("a", **first), taken("b", **second)) == [("two-decisions", "region")]
    assert made.codes(taken("a", **first), taken("b", replaces="a", **second)) == []


def test_one_comes_in_the_place_of_another_on_the_same_only(made: Made) -> None:
    assert made.codes(taken("a", replaces="a")) == [("replaces-itself", "replaces")]
    assert made.codes(taken("a", replaces="d1")) == [("replaces-other", "replaces")]
    both = made.codes(taken("a", replaces="b"), taken("b", replaces="a"))
    assert both == [("replaces-both-ways", "replaces")] * 2
