"""Facts beside a register: what is wrong with them is told by file, row and field."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from babel.core import get_global

from tests.cases import programmes as told
from windroos.cases import facts
from windroos.cases.facts import words
from windroos.cases.problems import PackageError
from windroos.codes.currencies import CURRENCIES

Tables = dict[str, list[dict[str, Any]]]
LATER = "2031-06-01T00:00:00Z"


def _lines(tables: Tables, table: str) -> dict[str, int]:
    """The line of each row in its file, which is in the order of the ids."""
    return {key: line for line, key in enumerate(sorted(r["id"] for r in tables[table]), start=2)}


def _changed(table: str, key: str, **values: Any) -> Callable[[Tables], None]:
    def change(tables: Tables) -> None:
        (row,) = [row for row in tables[table] if row["id"] == key]
        row |= values

    return change


def _fact(*given: Any, **values: Any) -> Callable[[Tables], None]:
    return lambda tables: tables["facts"].append(told.fact(*given, **values))


def _amount(*given: Any, **values: Any) -> Callable[[Tables], None]:
    return lambda tables: tables["amounts"].append(told.amount(*given, **values))


def _review(*given: Any, **values: Any) -> Callable[[Tables], None]:
    return lambda tables: tables["reviews"].append(told.review(*given, **values))


# What is done to the story, and the one fault that has to be told: its code, row and field.
BROKEN: list[tuple[str, Callable[[Tables], None], str, str, str]] = [
    # Types and references.
    ("not-allowed", _changed("facts", "bakeries-31", role="hope"), "facts", "bakeries-31", "role"),
    ("unknown-reference", _changed("facts", "bakeries-31", indicator="cakes"), "facts",
     "bakeries-31", "indicator"),
    ("unknown-reference", _changed("amounts", "m-raised", funder="millers", funder_nl=None,
     funder_en=None), "amounts", "m-raised", "funder"),
    ("unknown-reference", _changed("facts", "bakeries-31", passage="p9"), "facts", "bakeries-31",
     "passage"),
    # Periods, moments, dimensions.
    ("period", _changed("facts", "bakeries-31", period="next year"), "facts", "bakeries-31",
     "period"),
    ("period", _changed("amounts", "m-raised", period="2030-01/2031-12"), "amounts", "m-raised",
     "period"),
    ("period", _review("r-x", "2031-01/2031-12", "submitted", LATER), "reviews", "r-x", "period"),
    ("moment", _changed("facts", "bakeries-31", recorded="2031-02-30T10:00:00Z"), "facts",
     "bakeries-31", "recorded"),
    ("dimensions", _changed("facts", "bakeries-31", dimensions="small"), "facts", "bakeries-31",
     "dimensions"),
    ("dimensions", _changed("facts", "bakeries-31", dimensions="b=1; a=2"), "facts",
     "bakeries-31", "dimensions"),
    ("frequency", _changed("facts", "bakeries-31", period="2031-Q1"), "facts", "bakeries-31",
     "period"),
    # Parts.
    ("outside-part", _changed("facts", "bakeries-31", part="ovens"), "facts", "bakeries-31",
     "part"),
    # Corrections.
    ("correction-without-reason", _changed("facts", "loaves-30-old-2", reason=None), "facts",
     "loaves-30-old-2", "reason"),
    ("two-of-a-cell", _fact("x", "bakeries", "target", "2031", 4, recorded=LATER, reason="new"),
     "facts", "x", "corrects"),
    ("corrects-another", _changed("facts", "loaves-30-old-2", corrects="loaves-31-old"), "facts",
     "loaves-30-old-2", "corrects"),
    ("same-moment", _changed("facts", "loaves-30-old-2", recorded="2031-01-31T12:00:00Z"),
     "facts", "loaves-30-old-2", "recorded"),
    ("corrects-nothing", _fact("x", "bakeries", "target", "2032", 4, recorded=LATER,
     corrects="bakeries-31", reason="other year"), "facts", "x", "corrects"),
    ("nothing-to-withdraw", _fact("x", "bakeries", "target", "2032", None, status="withdrawn"),
     "facts", "x", "status"),
    # Values.
    ("value-with-status", _changed("facts", "bakeries-30", value=3), "facts", "bakeries-30",
     "status"),
    ("no-value", _changed("facts", "bakeries-31", value=None), "facts", "bakeries-31", "value"),
    ("half-a-ratio", _changed("facts", "waste-31-ovens", denominator=None, value=10), "facts",
     "waste-31-ovens", "denominator"),
    ("zero-denominator", _changed("facts", "waste-31-ovens", denominator=0), "facts",
     "waste-31-ovens", "denominator"),
    ("ratio-differs", _changed("facts", "waste-31-ovens", value=11), "facts", "waste-31-ovens",
     "value"),
    ("parts-of-no-ratio", _changed("facts", "bakeries-31", numerator=1, denominator=2), "facts",
     "bakeries-31", "numerator"),
    ("bounds-crossed", _changed("facts", "bakeries-33", low=9, high=5), "facts", "bakeries-33",
     "low"),
    ("outside-bounds", _changed("facts", "bakeries-33", value=10), "facts", "bakeries-33",
     "value"),
    ("forecast-without-bounds", _changed("facts", "bakeries-33", low=None), "facts",
     "bakeries-33", "low"),
    ("forecast-without-method", _changed("facts", "bakeries-33", method=None), "facts",
     "bakeries-33", "method"),
    ("baseline-twice", _fact("x", "bakeries", "baseline", "2029", 4, recorded=LATER), "facts",
     "x", "period"),
    # Money.
    ("no-currency", _changed("amounts", "m-raised", currency="XQX"), "amounts", "m-raised",
     "currency"),
    ("other-currency", _changed("amounts", "m-raised", currency="SEK"), "amounts", "m-raised",
     "currency"),
    ("value-with-status", _changed("amounts", "m-raised", status="withheld", approximate=None),
     "amounts", "m-raised", "status"),
    ("no-value", _changed("amounts", "m-bread", amount=None), "amounts", "m-bread", "amount"),
    ("approximate-nothing", _changed("amounts", "m-raised", amount=None, status="withheld"),
     "amounts", "m-raised", "approximate"),
    ("two-of-a-cell", _amount("x", "budget", "2030/2031", 1, funder_kind="own", recorded=LATER,
     reason="less"), "amounts", "x", "corrects"),
    ("correction-without-reason", _amount("x", "budget", "2030/2031", 1, funder_kind="own",
     recorded=LATER, corrects="m-budget"), "amounts", "x", "reason"),
    ("half-a-name", _changed("amounts", "m-raised", funder_en=None), "amounts", "m-raised",
     "funder_en"),
    ("two-own-purses", _amount("x", "budget", "2032", 1, funder_kind="own", funder_nl="Bakker",
     funder_en="Baker"), "amounts", "x", "funder_kind"),
    # Reviews.
    ("no-such-step", _review("r-31-l", "2031", "locked", LATER), "reviews", "r-31-l", "state"),
    ("same-moment", _changed("reviews", "r-30-l", recorded="2031-02-10T10:00:00Z"), "reviews",
     "r-30-l", "recorded"),
    ("no-reason", _review("r-30-o", "2030", "reopened", LATER), "reviews", "r-30-o", "reason"),
]  # fmt: skip


def test_the_story_is_sound(tmp_path: Path) -> None:
    assert facts.check(told.written(tmp_path / "harbour", told.story())) == []


@pytest.mark.parametrize(
    ("code", "change", "table", "key", "field"),
    BROKEN,
    ids=[f"{code}-{table}-{field}" for code, _change, table, _key, field in BROKEN],
)
def test_each_rule_that_is_broken_is_told_with_its_place(
    code: str,
    change: Callable[[Tables], None],
    table: str,
    key: str,
    field: str,
    tmp_path: Path,
) -> None:
    tables = told.story()
    change(tables)
    problems = facts.check(told.written(tmp_path / "harbour", tables))
    assert [(p.code, p.file, p.row, p.field) for p in problems] == [
        (code, f"{table}.csv", _lines(tables, table)[key], field)
    ]
    assert problems[0].message


def test_a_part_of_another_programme_is_told(tmp_path: Path) -> None:
    millers = told.bakers(
        id="millers",
        programme_parts=[told.part("mills", None, "line", 1)],
        programme_goals=[], programme_partners=[], programme_agreements=[], programme_notes=[],
    )  # fmt: skip
    beside = told.register(millers, told.bakers(), told.loaves(), told.waste(), told.bakeries())
    tables = told.story()
    tables["facts"].append(told.fact("x", "loaves", "actual", "2032", 1, part="mills"))
    tables["amounts"].append(told.amount("x", "budget", "2032", 1, part="mills"))
    problems = facts.check(told.written(tmp_path / "harbour", tables, beside))
    assert [(p.code, p.file, p.field) for p in problems] == [
        ("other-programme", "facts.csv", "part"),
        ("other-programme", "amounts.csv", "part"),
    ]


def test_facts_need_a_register_beside_them(tmp_path: Path) -> None:
    facts.Facts.of("harbour", "The harbour", told.story()).write(tmp_path / "facts")
    (problem,) = facts.check(tmp_path)
    assert problem.code == "no-register"
    (nothing,) = facts.check(tmp_path / "elsewhere")
    assert nothing.code == "no-package"


def test_a_register_that_is_not_sound_is_mended_first(tmp_path: Path) -> None:
    told.written(tmp_path / "harbour", told.story())
    (tmp_path / "harbour" / "register" / "sites.csv").unlink()
    (problem,) = facts.check(tmp_path / "harbour")
    assert problem.code == "unsound-register"
    with pytest.raises(PackageError):
        facts.read(tmp_path / "harbour")


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    tables = told.story()
    tables["facts"][0]["role"] = "hope"
    tables["amounts"][0]["amount"] = "much"
    tables["reviews"].append(told.review("r-31-l", "2031", "locked", LATER))
    problems = facts.check(told.written(tmp_path / "harbour", tables))
    assert {(p.code, p.file) for p in problems} >= {
        ("not-allowed", "facts.csv"),
        ("type", "amounts.csv"),
        ("no-such-step", "reviews.csv"),
    }


def test_what_is_read_is_written_the_same(tmp_path: Path) -> None:
    folder = told.written(tmp_path / "harbour", told.story())
    read = facts.read(folder)
    assert {f.name: f.read_bytes() for f in (folder / "facts").iterdir()} == read.files()
    mixed = {name: list(reversed(rows)) for name, rows in told.story().items()}
    assert facts.Facts.of("harbour", "The harbour", mixed).revision == read.revision
    assert facts.find(folder) == folder / "facts"


def test_every_field_says_what_it_means() -> None:
    for name, table in facts.TABLES.items():
        assert words.ABOUT[name]
        for column in table.columns:
            stem = column.removesuffix("_nl").removesuffix("_en")
            assert words.means(name, stem), (name, column)


def test_currencies_are_those_in_use_and_those_the_euro_replaced() -> None:
    current = {
        code
        for spans in get_global("territory_currencies").values()
        for code, _start, end, tender in spans
        if end is None and tender
    }
    assert current <= CURRENCIES
    assert {"NLG", "BEF", "DEM"} <= CURRENCIES
