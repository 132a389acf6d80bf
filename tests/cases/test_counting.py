"""What a register holds of regions, counted; the numbers were counted by hand in the CSV files."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from windroos.cases import register
from windroos.cases.register.counting import (
    BY_KIND,
    COMPANIES,
    NAMED,
    ORGANISATIONS,
    POSTS,
    TWINS,
    WITH_HOME,
    Count,
    as_table,
    counted,
    places,
)

DAY = date(2026, 11, 21)


def organisation(id: str, kind: str, country: str | None, region: str | None = None, **more: Any):
    return {"id": id, "kind": kind, "country": country, "region": region} | {
        "founded": more.get("founded"),
        "ended": more.get("ended"),
    }


def relation(id: str, one: str, kind: str, other: str, **more: Any):
    row = {"id": id, "organisation": one, "other": other, "kind": kind}
    return row | {"start": more.get("start"), "end": more.get("end")}


HOME = organisation("mill", "company", "NL", "NL41")
TOWN = organisation("town", "government", "NL", "NL413")


def count(organisations: list[Any], relations: list[Any], *regions: str) -> dict[Any, int]:
    found = counted(organisations, relations, regions, ["NL41"], DAY)
    return {(one.region, one.indicator): one.value for one in found if one.indicator != BY_KIND}


def test_what_the_shipped_register_holds_of_each_region() -> None:
    """Counted by hand in organisations.csv and relations.csv."""
    shipped = register.read("noord_brabant").tables
    codes = ["BE", "BE2", "CH", "DE", "DE1", "DE2", "JP", "SG", "US", "CN", "CN-JS", "FR"]
    codes += ["x-us-midwest", "NL41"]
    found = counted(shipped["organisations"], shipped["relations"], codes, ["NL41"], DAY)
    by = {(one.region, one.indicator): one for one in found if one.indicator != BY_KIND}
    shown = {
        code: tuple(
            by[code, name].value for name in (ORGANISATIONS, POSTS, WITH_HOME, COMPANIES, TWINS)
        )
        for code in ("BE", "BE2", "CH", "DE", "DE2", "JP", "SG", "US")
    }
    assert shown == {
        "BE": (1, 0, 1, 0, 0),  # imec, which runs the Holst Centre
        "BE2": (1, 0, 1, 0, 0),
        "CH": (1, 0, 0, 0, 0),
        "DE": (1, 0, 1, 1, 0),  # Roland Berger, which works for the province
        "DE2": (1, 0, 1, 1, 0),
        # DNP, FUJIFILM and Minamiashigara; FUJIFILM's branch in Tilburg, and the twin of Tilburg
        "JP": (3, 0, 2, 1, 1),
        "SG": (1, 0, 0, 0, 0),
        "US": (2, 0, 0, 0, 0),  # Van Andel works with ParkinsonNet, which is in Nijmegen
    }
    assert by["JP", TWINS].records == ("gemeente-tilburg-twin-gemeente-minamiashigara",)
    # Of these it holds nothing, and of parts of countries without NUTS it cannot tell.
    assert not {code for code, _ in by} & {"DE1", "CN", "CN-JS", "FR", "x-us-midwest"}
    # Home has no relations with itself to count.
    assert {name for code, name in by if code == "NL41"} == {ORGANISATIONS}


def test_none_is_zero_only_where_the_register_holds_something() -> None:
    found = count([HOME, organisation("lab", "facility", "JP")], [], "JP", "KR")
    assert found == {
        ("JP", ORGANISATIONS): 1,
        ("JP", POSTS): 0,
        ("JP", WITH_HOME): 0,
        ("JP", COMPANIES): 0,
        ("JP", TWINS): 0,
    }


def test_an_organisation_counts_for_all_that_it_lies_in_and_not_for_its_neighbours() -> None:
    there = [HOME, organisation("lab", "facility", None, "EL305")]
    found = count(there, [], "GR", "EL3", "EL30", "EL305", "EL306")
    assert {code for code, _ in found} == {"GR", "EL3", "EL30", "EL305"}
    assert places(None, "EL305") == {"GR", "EL3", "EL30", "EL305"}


def test_one_whose_region_is_not_known_counts_for_its_country_alone() -> None:
    found = count([HOME, organisation("lab", "facility", "DE")], [], "DE", "DE2")
    assert {code for code, _ in found} == {"DE"}


def test_posts_are_no_organisations_of_the_country_and_programmes_none_at_all() -> None:
    there = [
        HOME,
        organisation("embassy", "post", "JP"),
        organisation("plan", "strategy", "JP"),
        organisation("scheme", "programme", "JP"),
    ]
    ties = [relation("r", "embassy", "partner", "mill"), relation("s", "scheme", "funds", "mill")]
    found = count(there, ties, "JP")
    assert (found["JP", ORGANISATIONS], found["JP", POSTS], found["JP", WITH_HOME]) == (0, 1, 0)


def test_a_programme_alone_does_not_put_a_region_in_the_register() -> None:
    assert count([HOME, organisation("scheme", "programme", "JP")], [], "JP") == {}


@pytest.mark.parametrize(
    ("start", "end", "counts"),
    [
        (None, None, 1),
        ("2026", None, 1),
        ("2026-11-21", "2026-11-21", 1),
        ("2026-12", None, 0),
        ("2027", None, 0),
        (None, "2026", 1),
        (None, "2026-11", 1),
        (None, "2026-11-20", 0),
        (None, "2025", 0),
    ],
)
def test_only_what_is_in_force_counts(start: str | None, end: str | None, counts: int) -> None:
    there = [HOME, organisation("lab", "facility", "JP")]
    tie = relation("r", "lab", "supplier", "mill", start=start, end=end)
    assert count(there, [tie], "JP")["JP", WITH_HOME] == counts


def test_one_that_ended_is_no_longer_there() -> None:
    gone = organisation("lab", "facility", "JP", ended="2020")
    assert count([HOME, gone], [relation("r", "lab", "partner", "mill")], "JP") == {}


def test_relations_count_both_ways_once_and_by_kind() -> None:
    there = [
        HOME,
        TOWN,
        organisation("lab", "facility", "JP"),
        organisation("firm", "company", "JP"),
    ]
    ties = [
        relation("a", "lab", "partner", "mill"),
        relation("b", "town", "twin", "lab"),
        relation("c", "firm", "supplier", "town"),
        relation("d", "lab", "partner", "firm"),  # among themselves
        relation("e", "mill", "supplier", "town"),
    ]  # fmt: skip
    found = counted(there, ties, ["JP", "NL"], ["NL41"], DAY)
    by = {(one.region, one.indicator, one.kind): one.records for one in found}
    assert by["JP", WITH_HOME, ""] == ("a", "b", "c")
    assert by["JP", COMPANIES, ""] == ("a", "c")
    assert by["JP", TWINS, ""] == ("b",)
    assert by["JP", BY_KIND, "partner"] == ("a",)
    assert by["JP", BY_KIND, "member"] == ()
    # The country of home holds home: what is between them is no relation abroad.
    assert [key for key in by if key[0] == "NL"] == [("NL", ORGANISATIONS, "")]


def test_of_very_many_records_the_first_are_named() -> None:
    ids = tuple(f"o{n:03}" for n in range(NAMED + 7))
    one = Count("JP", ORGANISATIONS, "", 2026, ids)
    assert one.value == 107
    assert one.cell.endswith("o099 +7")
    table = as_table([one], [("JP", ORGANISATIONS, "", 2025, 2, "a b")]).decode()
    assert table.splitlines()[:2] == [
        "region,indicator,kind,year,value,records",
        "JP,organisations,,2025,2,a b",
    ]  # fmt: skip
