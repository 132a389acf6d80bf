"""What counts as a contradiction or a tension, and how far a settlement of one goes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cases import packages
from windroos import cases
from windroos.cases import Case, Contradiction, contradictions
from windroos.cases.check import check
from windroos.cases.contradictions import HARD, OPEN, REOPENED, SETTLED, SOFT, sides
from windroos.cases.contradictions.printed import differ, printed
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
    said = ("judgements", "statements", "quantities", "decisions", "findings", "relations")
    for table in (*said, "figures"):
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


# What documents print

KINDS = {
    "baseline": "measured", "actual": "measured", "target": "target", "expected": "expected",
    "amount": "amount",
}  # fmt: skip


def quantity(id: str, value: float | None, passage: str = "p1", **more: Any) -> dict[str, Any]:
    return {
        "id": id, "subject": "boats-built", "label_nl": "Boten", "label_en": "Boats",
        "kind": "target", "region": "EE", "indicator": "", "year": 2025,
        "value": "" if value is None else value, "unit": "", "state": "", "passage": passage,
        "cell": f"{id} 2025", "said_by": "Report", **more,
    }  # fmt: skip


def printed_twice(
    folder: Path, one: dict[str, Any], other: dict[str, Any], **more: Any
) -> list[Contradiction]:
    rows = bare()
    rows["quantities"] = [
        quantity("a", one.pop("value", 12), **one), quantity("b", other.pop("value", 15), **other)
    ]  # fmt: skip
    rows |= more
    return found(case(folder, rows), "quantity")


@pytest.mark.parametrize(
    ("one", "other", "grade"),
    [
        ({}, {"passage": "p2"}, HARD),
        ({}, {}, None),  # two columns of one row
        ({}, {"passage": "p2", "value": 12}, None),
        ({}, {"passage": "p2", "value": 12.4}, None),  # 12 is 12.4, rounded
        ({}, {"passage": "p2", "value": 12.5}, None),
        ({}, {"passage": "p2", "value": 12.6}, HARD),
        ({"value": 1.2}, {"passage": "p2", "value": 1.25}, None),
        ({}, {"passage": "p2", "year": 2026}, None),
        ({}, {"passage": "p2", "kind": "actual"}, None),  # aimed at something else than it became
        ({}, {"passage": "p2", "kind": "amount"}, None),
        ({}, {"passage": "p2", "kind": "expected"}, None),  # what is expected is no target
        ({"kind": "expected"}, {"passage": "p2", "kind": "actual"}, None),
        ({"kind": "expected"}, {"passage": "p2", "kind": "expected"}, HARD),
        ({"kind": "expected"}, {"passage": "p-later", "kind": "expected"}, SOFT),
        ({"kind": "baseline"}, {"passage": "p2", "kind": "actual"}, HARD),
        ({}, {"passage": "p2", "subject": "boats-sold"}, None),
        # A target is set anew, and who measured may put it right; who did not says otherwise.
        ({}, {"passage": "p-later"}, SOFT),
        ({}, {"passage": "p-later", "said_by": "Ministry"}, SOFT),
        ({"kind": "amount"}, {"passage": "p-later", "kind": "amount"}, SOFT),
        ({"kind": "actual"}, {"passage": "p-later", "kind": "actual"}, SOFT),
        (
            {"kind": "actual"},
            {"passage": "p-later", "kind": "actual", "said_by": "Ministry"},
            HARD,
        ),
        # Nothing at all is no figure, and nought.
        ({}, {"passage": "p2", "value": None, "state": "none"}, HARD),
        ({"value": 0}, {"passage": "p2", "value": None, "state": "none"}, None),
        (
            {"kind": "actual"},
            {"passage": "p2", "kind": "baseline", "value": None, "state": "to-be-measured"},
            None,
        ),
        # Of no region as a whole it is of the series.
        ({"region": ""}, {"region": "", "passage": "p2"}, HARD),
    ],
)
def test_figures_that_documents_print_of_the_same(
    tmp_path: Path, one: dict[str, Any], other: dict[str, Any], grade: str | None
) -> None:
    there = printed_twice(tmp_path, dict(one), dict(other))
    assert [c.grade for c in there] == ([grade] if grade else [])
    # Which of them was written down first is all the same.
    turned = printed_twice(tmp_path, {"value": 15, **other}, {"value": 12, **one})
    assert [(c.id, c.grade) for c in turned] == [(c.id, c.grade) for c in there]
    for clash in there:
        assert sorted(clash.sides) == ["quantities/a", "quantities/b"]
        assert clash.region == (one.get("region", "EE") or None)
        nature = KINDS[one.get("kind", "target")]
        start = "quantity_ee" if clash.region else "quantity"
        assert clash.id == f"{start}_series_boats-built_{nature}_2025"


def test_without_a_year_the_column_tells_of_when_it_is(tmp_path: Path) -> None:
    def there(one: str, other: str) -> int:
        given = {"year": "", "kind": "amount", "unit": "euro"}
        return len(
            printed_twice(
                tmp_path, {**given, "cell": one}, {**given, "cell": other, "passage": "p2"}
            )
        )

    assert there("Budget 2018-2019", "budget  2018–2019") == 1
    assert there("Budget 2018-2019", "Budget 2020-2021") == 0
    assert there("Budget 2018-2019", "Spent 2018-2019") == 0
    assert there("Budget", "Budget") == 0  # of when is not known


@pytest.mark.parametrize(
    ("salt", "unit", "more", "there"),
    [
        (12, "m", {}, False),
        (12.4, "m", {}, False),
        (12.6, "m", {}, True),
        (20, "m", {}, True),
        (20, "gram per liter", {}, True),  # as the compass calls the unit
        (20, "Grams per  litre", {}, True),
        (20, "kilo", {}, False),
        (20, "", {}, False),
        (20, "m", {"year": 2019}, False),
        (20, "m", {"region": "LV"}, False),
        (13, "m", {"standard_error": 0.2}, True),
        (13, "m", {"standard_error": 0.25}, False),  # half a rounding and two errors
    ],
)
def test_what_a_document_says_was_measured_beside_a_dataset(
    tmp_path: Path, salt: float, unit: str, more: dict[str, Any], there: bool
) -> None:
    rows = bare()
    rows["figures"] = [figure(salt, **more)]
    said = {"indicator": "salt", "year": 2020, "unit": unit}
    rows["quantities"] = [quantity("a", 12, kind="actual", **said)]
    clashes = found(case(tmp_path, rows), "quantity")
    assert [(c.id, c.grade) for c in clashes] == [("quantity_ee_salt_measured_2020", HARD)] * there
    for clash in clashes:
        assert clash.sides == ("quantities/a", "figures/EE/salt/2020/data")
        assert clash.subject == "salt"
    # What is aimed at says nothing of what is.
    rows["quantities"] = [quantity("a", 12, kind="target", **said)]
    assert not found(case(tmp_path, rows), "quantity")


def test_a_figure_put_together_from_parts_is_not_laid_beside_a_document(tmp_path: Path) -> None:
    rows = bare()
    rows["figures"] = [figure(20)]
    said = {"kind": "actual", "indicator": "salt", "year": 2020, "unit": "m"}
    rows["quantities"] = [quantity("a", 12, **said)]
    whole, parts = case(tmp_path, rows), case(tmp_path, rows)
    # As it is read from a source that has the parts only.
    vars(parts)["figures"] = tuple(replace(one, parts=("EE",)) for one in parts.figures)
    assert found(whole, "quantity")
    assert not found(parts, "quantity")


def test_series_of_one_indicator_are_of_the_same_and_millions_are_counted(tmp_path: Path) -> None:
    measured = {"kind": "actual", "indicator": "salt", "year": 2020}

    def there(one: float, unit: str, other: float, beside: str) -> int:
        rows = bare()
        rows["quantities"] = [
            quantity("a", one, unit=unit, **measured),
            quantity("b", other, "p2", unit=beside, subject="salt-measured", **measured),
        ]
        return len(found(case(tmp_path, rows), "quantity"))

    assert there(1.5, "miljoen euro", 1_540_000, "€") == 0
    assert there(1.5, "miljoen euro", 1_560_000, "€") == 1
    assert there(2, "million euros", 2_500, "duizend euro") == 0
    assert there(2, "million euros", 2_501, "duizend euro") == 1
    assert there(2, "euro", 5, "dollar") == 0
    assert there(2, "%", 5, "procent") == 1


def test_all_that_is_not_the_same_is_one_contradiction(tmp_path: Path) -> None:
    rows = bare()
    measured = {"kind": "actual", "indicator": "salt", "year": 2020, "unit": "m"}
    rows["figures"] = [figure(12)]
    rows["quantities"] = [
        quantity("a", 12, "p1", **measured),
        quantity("b", 15, "p2", **measured),
        quantity("c", 12, "p-later", **measured),
    ]
    (clash,) = found(case(tmp_path, rows), "quantity")
    assert ids(clash.quantities) == ["c", "a", "b"]  # by place: p-later, p1, p2
    assert [f.value for f in clash.figures] == [12]


def test_a_name_that_would_be_too_long_is_cut_and_stays_one_of_its_own(tmp_path: Path) -> None:
    given = {"year": "", "region": "", "subject": "b" * 100}
    names = set()
    for heading in ("x", "y"):
        cell = f"{heading * 60} 2025"
        one, other = {**given, "cell": cell}, {**given, "cell": cell, "passage": "p2"}
        (clash,) = printed_twice(tmp_path, one, other)
        names.add(clash.id)
        assert len(clash.id) <= 120
    assert len(names) == 2


def test_the_documents_of_noord_brabant_print_nothing_that_contradicts() -> None:
    own = cases.load("noord_brabant")
    # Nothing is coded of the same thing and year in two places: what were found would be false.
    assert own.quantities
    assert not found(own, "quantity")

    def again(**changed: float) -> list[Contradiction]:
        """Everything said once more in another document, some of it otherwise."""
        said = [dict(row) for row in own.package.tables["quantities"]]
        for row in list(said):
            value = changed.get(str(row["id"]).replace("-", "_"), row["value"])
            other = {"id": f"{row['id']}-again", "passage": "001-israel-1-s1", "value": value}
            said.append({**row, **other})
        tables = {**own.package.tables, "quantities": tuple(said)}
        return found(Case(replace(own.package, tables=tables)), "quantity")

    assert not again()
    budget = "quantity_series_lsh-budget-total_amount_begroting-2018-2019"
    companies = "quantity_nl41_series_lsh-companies_target_2019"
    # Last is what is of no region; the documents are of different years, so it may be a revision.
    assert [(c.id, c.region, c.grade) for c in again(
        lsh_budget_total_2018_2019=4_000_000, lsh_companies_2019=890
    )] == [(companies, "NL41", SOFT), (budget, None, SOFT)]  # fmt: skip


def test_a_weighing_tells_which_open_contradictions_are_on_a_region_in_its_role(
    tmp_path: Path,
) -> None:
    rows = packages.rows()
    (first,) = rows["quantities"]
    rows["quantities"].append({**first, "id": "q2", "value": 15, "passage": "p2"})
    id = "quantity_ee_series_boats-built_target_2025"
    for role in ("research", "culture"):
        assert id in cases.weigh(case(tmp_path, rows), role).contradicted["EE"]
    settling = settled(rows, tmp_path, id)
    assert id not in cases.weigh(case(tmp_path, settling), "culture").contradicted["EE"]


digits = st.integers(0, 3)


@given(
    exact=st.decimals(-10_000, 10_000, places=4, allow_nan=False, allow_infinity=False),
    fine=digits,
    coarse=digits,
)
def test_a_number_rounded_otherwise_is_still_that_number(
    exact: Decimal, fine: int, coarse: int
) -> None:
    more, less = sorted((fine, coarse), reverse=True)
    once = round(exact, more)
    again = round(once, less)  # as who copies a figure with fewer decimals does
    one, other = printed(float(once)), printed(float(again))
    assert not differ(one, other)
    assert not differ(other, one)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(0, 10), st.sampled_from([1, 1000]))
def test_the_order_of_two_numbers_does_not_matter(
    one: float, other: float, error: float, times: int
) -> None:
    a, b = printed(one, times=times, error=error), printed(other)
    assert differ(a, b) == differ(b, a)
    assert not differ(a, a)


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


def test_a_figure_in_a_document_that_becomes_another_opens_it_again(tmp_path: Path) -> None:
    rows = bare()
    rows["quantities"] = [quantity("a", 12), quantity("b", 15, "p2")]
    id = "quantity_ee_series_boats-built_target_2025"
    rows = settled(rows, tmp_path, id)
    for one in rows["quantities"]:
        one |= {"label_nl": "Gebouwde boten", "note_nl": "Zonder kano’s"}
    assert state(tmp_path, rows, id) == (SETTLED, ())
    rows["quantities"][1]["value"] = 16
    assert state(tmp_path, rows, id) == (REOPENED, ("quantities/b",))


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
