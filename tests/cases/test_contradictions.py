"""What counts as a contradiction or a tension, and how far a settlement of one goes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.cases import packages
from windroos import cases
from windroos.cases import Case, Contradiction, contradictions
from windroos.cases.check import check
from windroos.cases.contradictions import HARD, OPEN, REOPENED, SETTLED, SOFT, sides
from windroos.cases.framework_changes import changes
from windroos.cases.framework_file import parse

Rows = dict[str, list[dict[str, Any]]]

TENSIONS = "[tensions]\nsteps = 2\ndistance = 0.4\nyears = 4\n\n"
LIMITED = packages.FRAMEWORK.replace("[[role]]", TENSIONS + "[[role]]", 1)


def case(folder: Path, rows: Rows, framework: str = LIMITED) -> Case:
    return cases.load(
        packages.write(folder / f"lake-{len(list(folder.iterdir()))}", rows, framework)
    )


def found(case: Case, kind: str) -> list[Contradiction]:
    return [one for one in contradictions(case) if one.kind == kind]


def bare() -> Rows:
    """The small case without anything that was said, measured or decided."""
    rows = packages.rows()
    for table in ("judgements", "figures", "statements", "decisions", "findings", "relations"):
        rows[table] = []
    rows["sources"] += [
        {**rows["sources"][0], "id": "older", "published": "2015"},
        {**rows["sources"][0], "id": "later", "published": "2024"},
    ]
    rows["passages"] += [
        {**rows["passages"][0], "id": id, "document": document}
        for id, document in (("p-older", "older"), ("p-later", "later"))
    ]
    return rows


def ids(said: Iterable[Any]) -> list[str]:
    return [one.id for one in said]


# Findings


def finding(id: str, outcome: str, passage: str, themes: str = "") -> dict[str, Any]:
    conditional = outcome == "conditional"
    return {
        "id": id, "region": "LV", "precondition": "boats", "outcome": outcome, "themes": themes,
        "conditions_nl": "Zomer" if conditional else "", "confidence": "high",
        "said_by": "Report", "passage": passage, "reason_nl": "Gezien",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "grade"),
    [
        (("fails", "p1"), ("holds", "p2"), HARD),
        (("fails", "p1"), ("conditional", "p2"), HARD),
        (("fails", "p1"), ("conditional", "p2", "algae"), SOFT),
        (("fails", "p1"), ("holds", "p-older"), SOFT),  # six years before
        (("fails", "p1"), ("holds", "p-later"), HARD),  # three years after
        (("fails", "p1"), ("fails", "p2"), None),
        (("holds", "p1"), ("conditional", "p2"), None),
        (("holds", "p1"), ("conditional", "p2", "algae"), None),
        (("conditional", "p1", "algae"), ("conditional", "p2", "song"), None),
        (("fails", "p1"), ("holds", "p1"), None),  # one passage does not contradict itself
    ],
)
def test_findings_of_which_one_closes_and_the_other_does_not(
    tmp_path: Path, one: tuple[str, ...], other: tuple[str, ...], grade: str | None
) -> None:
    rows = bare()
    rows["findings"] = [finding("a", *one), finding("b", *other)]
    clashes = found(case(tmp_path, rows), "finding")
    assert [c.grade for c in clashes] == ([grade] if grade else [])
    for clash in clashes:
        assert (clash.id, clash.region, clash.subject) == ("finding_lv_boats", "LV", "boats")
        assert sorted(clash.sides) == ["findings/a", "findings/b"]


def test_without_a_limit_of_years_only_findings_of_one_year_are_of_the_same_time(
    tmp_path: Path,
) -> None:
    rows = bare()
    rows["findings"] = [finding("a", "fails", "p1"), finding("b", "holds", "p-later")]
    (clash,) = found(case(tmp_path, rows, packages.FRAMEWORK), "finding")
    assert clash.grade == SOFT
    rows["findings"] = [finding("a", "fails", "p1"), finding("b", "holds", "p2")]
    (clash,) = found(case(tmp_path, rows, packages.FRAMEWORK), "finding")
    assert clash.grade == HARD


# Judgements


def judgement(id: str, rating: float, passage: str, **more: str) -> dict[str, Any]:
    return {
        "id": id, "region": "EE", "criterion": "fish", "theme": "", "role": "", "rating": rating,
        "confidence": "high", "said_by": "Report", "passage": passage, "reason_nl": "Gezien",
        **more,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "there"),
    [
        # The scale has the points 1, 3 and 5: from 1 to 5 are two steps.
        ({"rating": 1, "passage": "p1"}, {"rating": 5, "passage": "p2"}, True),
        ({"rating": 1, "passage": "p1"}, {"rating": 4.8, "passage": "p2"}, False),
        ({"rating": 3, "passage": "p1"}, {"rating": 5, "passage": "p2"}, False),
        ({"rating": 1, "passage": "p1"}, {"rating": 5, "passage": "p1"}, False),
        ({"rating": 1, "passage": "p1", "theme": "algae"}, {"rating": 5, "passage": "p2"}, True),
        (
            {"rating": 1, "passage": "p1", "theme": "algae"},
            {"rating": 5, "passage": "p2", "theme": "song"},
            False,
        ),
        ({"rating": 1, "passage": "p1", "role": "culture"}, {"rating": 5, "passage": "p2"}, True),
        (
            {"rating": 1, "passage": "p1", "role": "culture"},
            {"rating": 5, "passage": "p2", "role": "research"},
            False,
        ),
        (
            {"rating": 1, "passage": "p1"},
            {"rating": 5, "passage": "p2", "criterion": "choirs"},
            False,
        ),
        ({"rating": 1, "passage": "p1"}, {"rating": 5, "passage": "p2", "region": "LV"}, False),
    ],
)
def test_judgements_from_different_places_that_lie_two_steps_apart(
    tmp_path: Path, one: dict[str, Any], other: dict[str, Any], there: bool
) -> None:
    rows = bare()
    rows["judgements"] = [judgement("a", **one), judgement("b", **other)]
    clashes = found(case(tmp_path, rows), "judgement")
    assert [c.grade for c in clashes] == [SOFT] * there
    for clash in clashes:
        assert sorted(ids(clash.judgements)) == ["a", "b"]
        assert clash.theme == one.get("theme")
        assert clash.role == one.get("role")
        assert clash.criterion == "fish"
    # Without a limit nothing is reported.
    assert not found(case(tmp_path, rows, packages.FRAMEWORK), "judgement")


def test_each_theme_has_its_own_tension(tmp_path: Path) -> None:
    rows = bare()
    rows["judgements"] = [
        judgement("all", 5, "p1"),
        judgement("on-algae", 1, "p2", theme="algae"),
        judgement("on-song", 1, "p2", theme="song"),
    ]
    clashes = found(case(tmp_path, rows), "judgement")
    assert {c.theme: sorted(ids(c.judgements)) for c in clashes} == {
        "algae": ["all", "on-algae"],
        "song": ["all", "on-song"],
    }
    assert len({c.id for c in clashes}) == 2


@pytest.mark.parametrize(
    ("point", "says", "there"),
    [
        ("1", "at-least", False),  # there may be more
        ("1", "at-most", True),
        ("1", "nothing", False),
        ("5", "at-least", True),
        ("5", "at-most", False),  # there may be less
        ("5", "nothing", False),
    ],
)
def test_who_names_little_does_not_deny_that_there_is_more(
    tmp_path: Path, point: str, says: str, there: bool
) -> None:
    words = {"1": 'en = "Poor"', "5": 'en = "Good"'}[point]
    framework = LIMITED.replace(words, f'{words}, says = "{says}"')
    rows = bare()
    rows["judgements"] = [judgement("a", 1, "p1"), judgement("b", 5, "p2")]
    assert len(found(case(tmp_path, rows, framework), "judgement")) == there


def test_passages_that_overlap_are_one_place(tmp_path: Path) -> None:
    rows = bare()
    place = rows["passages"][0]
    rows["passages"] += [
        {**place, "id": "s1-3", "paragraph": 7, "sentences": "1-3"},
        {**place, "id": "s3", "paragraph": 7, "sentences": "3"},
        {**place, "id": "s4", "paragraph": 7, "sentences": "4"},
        {**place, "id": "whole", "paragraph": 7, "sentences": ""},
    ]

    def tensions(one: str, other: str) -> int:
        rows["judgements"] = [judgement("a", 1, one), judgement("b", 5, other)]
        return len(found(case(tmp_path, rows), "judgement"))

    assert tensions("s1-3", "s3") == 0
    assert tensions("s1-3", "whole") == 0
    assert tensions("s1-3", "s4") == 1
    assert tensions("s3", "p1") == 1


# Relations


def relation(id: str, kind: str, passage: str, **levels: str) -> dict[str, Any]:
    return {"id": id, "region": "EE", "kind": kind, "passage": passage, **levels}


@pytest.mark.parametrize(
    ("one", "other", "there"),
    [
        (("companies-institutions", "p1"), ("structural-government", "p2"), True),
        (("companies-institutions", "p1"), ("structural-government", "p-later"), True),
        (("companies-institutions", "p1"), ("structural-government", "p-older"), False),
        (("companies-institutions", "p1"), ("companies-institutions", "p2"), False),
    ],
)
def test_relations_of_another_kind_said_of_the_same_time(
    tmp_path: Path, one: tuple[str, str], other: tuple[str, str], there: bool
) -> None:
    rows = bare()
    rows["relations"] = [relation("a", *one), relation("b", *other)]
    clashes = found(case(tmp_path, rows), "relation")
    assert [(c.id, c.grade) for c in clashes] == [("relation_ee", HARD)] * there


def test_contacts_that_are_there_and_are_not(tmp_path: Path) -> None:
    rows = bare()
    kind = "structural-government"

    def clashing(one: str, other: str) -> bool:
        rows["relations"] = [
            relation("a", kind, "p1", official=one),
            relation("b", kind, "p2", official=other),
        ]
        return bool(found(case(tmp_path, rows), "relation"))

    assert clashing("true", "false")
    assert not clashing("true", "")  # unknown contradicts nothing
    assert not clashing("true", "true")


# A judgement beside a figure


# Beside each other in the tree stand clarity, which is rated, and salt, which is measured from 40
# (0) to 0 (1).
def figure(value: float, year: int = 2020, **more: Any) -> dict[str, Any]:
    return {
        "region": "EE", "indicator": "salt", "year": year, "value": value, "unit": "m",
        "source": "data", "cell": "A1", **more,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("rating", "salt", "there"),
    [
        (5, 20, True),  # 1.0 beside 0.5
        (5, 16, True),  # 1.0 beside 0.6
        (5, 15.9, False),
        (3, 40, True),  # 0.5 beside 0.0
        (1, 20, True),  # 0.0 beside 0.5
        (3, 20, False),
    ],
)
def test_a_judgement_that_lies_far_from_a_figure_of_the_same_component(
    tmp_path: Path, rating: float, salt: float, there: bool
) -> None:
    rows = bare()
    rows["judgements"] = [judgement("a", rating, "p1", criterion="clarity")]
    rows["figures"] = [figure(salt)]
    clashes = found(case(tmp_path, rows), "measured")
    assert [(c.id, c.grade) for c in clashes] == [("measured_ee_clarity_salt", SOFT)] * there
    for clash in clashes:
        assert clash.sides == ("judgements/a", "figures/EE/salt/2020/data")
    without = LIMITED.replace("distance = 0.4\n", "")
    assert not found(case(tmp_path, rows, without), "measured")
    # Of another part of the tree nothing is compared.
    rows["judgements"][0]["criterion"] = "fish"
    assert not found(case(tmp_path, rows), "measured")


def test_a_figure_of_a_parent_or_of_another_time_says_nothing_against_it(tmp_path: Path) -> None:
    rows = bare()
    rows["judgements"] = [judgement("a", 5, "p1", region="LV00", criterion="clarity")]
    rows["figures"] = [figure(40, region="LV")]
    own = case(tmp_path, rows)
    assert cases.weigh(own, "research")["LV00"].cells["salt"].inherited_from == "LV"
    assert not found(own, "measured")
    rows["figures"] = [figure(40, region="LV00", year=2017)]
    assert found(case(tmp_path, rows), "measured")  # the report is of 2021
    rows["figures"] = [figure(40, region="LV00", year=2016)]
    assert not found(case(tmp_path, rows), "measured")


def test_how_sure_a_figure_is_counts(tmp_path: Path) -> None:
    rows = bare()
    rows["judgements"] = [judgement("a", 5, "p1", criterion="clarity")]
    unsure = LIMITED.replace("goalposts = [40, 0]", "goalposts = [40, 0], error_coverage = 0.9")
    rows["figures"] = [figure(20, standard_error=1)]
    assert found(case(tmp_path, rows, unsure), "measured")
    rows["figures"] = [figure(20, standard_error=4)]  # the range reaches to 0.66
    assert not found(case(tmp_path, rows, unsure), "measured")


def test_a_rating_that_leaves_room_is_not_contradicted_by_more(tmp_path: Path) -> None:
    rows = bare()
    rows["judgements"] = [judgement("a", 1, "p1", criterion="clarity")]
    rows["figures"] = [figure(0)]
    assert found(case(tmp_path, rows), "measured")
    room = LIMITED.replace('en = "Poor"', 'en = "Poor", says = "at-least"')
    assert not found(case(tmp_path, rows, room), "measured")


# Settlements


def settled(rows: Rows, tmp_path: Path, id: str, framework: str = LIMITED, **more: Any) -> Rows:
    """The rows with the contradiction of that name settled as it is."""
    own = case(tmp_path, rows, framework)
    one = next(c for c in contradictions(own) if c.id == id)
    row = {
        "id": id, "kind": one.kind, "sides": sides(own, one), "holds": one.sides[0],
        "reason_nl": "Nagevraagd", "settled_by": "Bureau", "settled": "2026-11-20", **more,
    }  # fmt: skip
    return {**rows, "settlements": [row]}


def state(folder: Path, rows: Rows, id: str) -> tuple[str, tuple[str, ...]]:
    one = next(c for c in contradictions(case(folder, rows)) if c.id == id)
    return one.state, one.changed


DEPTH = "figure_lv_metres_2020"


def test_a_settled_contradiction_stays_and_is_no_longer_open(tmp_path: Path) -> None:
    rows = packages.rows()
    assert state(tmp_path, rows, DEPTH) == (OPEN, ())
    rows = settled(rows, tmp_path, DEPTH)
    (one,) = (c for c in contradictions(case(tmp_path, rows)) if c.id == DEPTH)
    assert one.state == SETTLED
    assert not one.open
    assert [f.value for f in one.figures] == [20, 30]
    assert one.settlement is not None
    assert one.settlement.holds == "figures/LV/metres/2020/data"
    assert one.settlement.reason.nl == "Nagevraagd"


def test_a_side_that_says_something_else_opens_it_again(tmp_path: Path) -> None:
    rows = settled(packages.rows(), tmp_path, DEPTH)
    rows["figures"][-1]["value"] = 31
    assert state(tmp_path, rows, DEPTH) == (REOPENED, ("figures/LV/metres/2020/other-data",))


def test_a_new_side_opens_it_again_and_a_lost_one_too(tmp_path: Path) -> None:
    rows = settled(packages.rows(), tmp_path, DEPTH)
    rows["sources"].append({**rows["sources"][1], "id": "third"})
    third = {**rows["figures"][-1], "source": "third", "value": 40}
    rows["figures"].append(third)
    assert state(tmp_path, rows, DEPTH) == (REOPENED, ("figures/LV/metres/2020/third",))
    rows["figures"].remove(next(f for f in rows["figures"] if f["source"] == "other-data"))
    gone = ("figures/LV/metres/2020/third", "figures/LV/metres/2020/other-data")
    assert state(tmp_path, rows, DEPTH) == (REOPENED, gone)


def test_what_a_side_says_counts_and_not_what_is_noted_beside_it(tmp_path: Path) -> None:
    rows = bare()
    rows["judgements"] = [judgement("a", 1, "p1"), judgement("b", 5, "p2")]
    id = "judgement_ee_fish"
    rows = settled(rows, tmp_path, id)
    rows["judgements"][0] |= {"reason_nl": "Nader bekeken", "confidence": "low"}
    assert state(tmp_path, rows, id) == (SETTLED, ())
    # Other words in the passage are other words that it rests on.
    rows["passages"][0]["sha256"] = "1" * 64
    assert state(tmp_path, rows, id) == (REOPENED, ("judgements/a",))


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"holds": "figures/LV/metres/2020/nowhere"}, "settled-side", "holds"),
        ({"reason_nl": "", "reason_en": ""}, "missing-value", "reason_nl"),
        ({"kind": "effort"}, "settled-kind", "id"),
        ({"kind": "taste"}, "not-allowed", "kind"),
        ({"sides": "figures/LV/metres/2020/data"}, "pattern", "sides"),
        ({"settled": "2026-02-30"}, "date", "settled"),
    ],
)
def test_what_cannot_be_a_settlement_is_told(
    tmp_path: Path, change: dict[str, str], code: str, field: str
) -> None:
    rows = settled(packages.rows(), tmp_path, DEPTH)
    rows["settlements"][0] |= change
    told = check(packages.write(tmp_path / "broken", rows))
    assert (code, "settlements.csv", field) in {(p.code, p.file, p.field) for p in told}


def test_a_side_may_be_gone_from_the_case_and_the_settlement_stays(tmp_path: Path) -> None:
    rows = settled(packages.rows(), tmp_path, DEPTH)
    rows["figures"] = [f for f in rows["figures"] if f["source"] != "other-data"]
    assert not check(packages.write(tmp_path / "gone", rows))


# What a case declares


@pytest.mark.parametrize(
    "wrong", ["steps = 0", "distance = 1.2", 'distance = "far"', "years = 1.5", "years = -1"]
)
def test_a_limit_that_cannot_be_is_told(wrong: str) -> None:
    name = wrong.partition(" ")[0]
    framework, problems = parse(LIMITED.replace(TENSIONS, f"[tensions]\n{wrong}\n\n"))
    assert framework is None
    assert [(p.code, name in p.message) for p in problems] == [("tensions", True)]


def test_an_unknown_limit_and_an_unknown_word_are_told() -> None:
    _, problems = parse(LIMITED.replace("steps = 2", "stairs = 2"))
    assert [(p.code, "stairs" in p.message) for p in problems] == [
        ("framework-unknown-field", True)
    ]
    _, problems = parse(LIMITED.replace('en = "Poor"', 'en = "Poor", says = "perhaps"'))
    assert [(p.code, "perhaps" in p.message) for p in problems] == [("scale", True)]


def test_what_differs_between_two_frameworks_tells_of_limits_and_of_what_a_point_says() -> None:
    before, _ = parse(LIMITED)
    after, _ = parse(
        LIMITED.replace("steps = 2", "steps = 1").replace(
            'en = "Fair"', 'en = "Fair", says = "nothing"'
        )
    )
    assert before is not None
    assert after is not None
    told = [(c.thing, c.id, c.field, c.part, c.before, c.after) for c in changes(before, after)]
    assert told == [
        ("scale", "five", "says", "3", "exactly", "nothing"),
        ("tensions", "", "steps", "", 2.0, 1.0),
    ]
