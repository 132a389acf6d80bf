"""Finding organisations of the register: by words, kind, role, region, place and rectangle."""

from __future__ import annotations

import pytest
from tests.apps.register import ORGANISATIONS, small

from windroos.apps.network import actions
from windroos.apps.network.queries import organisations
from windroos.apps.network.queries.organisations import Wanted
from windroos.apps.regions.models import Case

pytestmark = pytest.mark.django_db

MORE = {
    "organisations": [
        *ORGANISATIONS["organisations"],
        {"id": "choir", "kind": "partner", "country": "GR", "region": "EL30", "place": "Łódź-Zuid"},
        {"id": "bell-works", "kind": "company", "country": "NL", "region": "NL411"},
    ],
    "names": [
        *ORGANISATIONS["names"],
        {"organisation": "choir", "name": "Het Zee-Koor", "kind": "official"},
        {"organisation": "bell-works", "name": "Bell Works", "kind": "official"},
    ],
    "roles": [
        *ORGANISATIONS["roles"],
        {"organisation": "choir", "area": "sound", "category": "partner", "basis": "reading"},
        {"organisation": "bell-works", "area": "sound", "category": "company", "basis": "reading"},
        {"organisation": "bell-works", "area": "light", "category": "partner", "basis": "reading"},
    ],
}


@pytest.fixture
def case() -> Case:
    made = Case.objects.create(name="lake", title="The lake", state=1)
    actions.load_register(made, small(**MORE))
    return made


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["bell-works", "choir", "lake-university", "lamp-works"]),
        # Any of the names, without capitals and accents; all words, in whatever order.
        ({"q": "lampfabriek"}, ["lamp-works"]),
        ({"q": "LEO lamp"}, ["lamp-works"]),
        ({"q": "works"}, ["bell-works", "lamp-works"]),
        ({"q": "zee koor"}, ["choir"]),
        ({"q": "zee-koor"}, ["choir"]),
        ({"q": "lamp choir"}, []),
        ({"q": "%"}, []),
        ({"kind": "company"}, ["bell-works", "lamp-works"]),
        ({"area": "light"}, ["bell-works", "lamp-works"]),
        ({"category": "company"}, ["bell-works", "lamp-works"]),
        # Area and category are asked of one role.
        ({"area": "light", "category": "company"}, ["lamp-works"]),
        # A region with what lies in it, and only that; a country by the code of ISO or of NUTS.
        ({"region": "NL41"}, ["bell-works", "lamp-works"]),
        ({"region": "NL4"}, ["bell-works", "lamp-works"]),
        ({"region": "NL"}, ["bell-works", "lake-university", "lamp-works"]),
        ({"region": "EL"}, ["choir"]),
        ({"region": "GR"}, ["choir"]),
        ({"region": "CN-JS"}, []),
        ({"place": "eind"}, ["lamp-works"]),
        ({"place": "lodz"}, []),  # “ł” is a letter of its own
        ({"place": "dz-zuid"}, ["choir"]),
        ({"q": "works", "region": "NL41", "area": "sound"}, ["bell-works"]),
    ],
)
def test_those_are_found_that_fit_everything(case: Case, asked: dict, found: list[str]) -> None:
    assert sorted(one.slug for one in Wanted.of(asked).rows(case)) == found


def test_those_within_a_rectangle_are_found_and_those_without_a_place_are_not(case: Case) -> None:
    everywhere = Wanted(box=(-180, -90, 180, 90)).rows(case)
    assert [one.slug for one in everywhere] == ["lake-university", "lamp-works"]
    east = Wanted(box=(6, 52, 7, 53)).rows(case)
    assert [one.slug for one in east] == ["lake-university"]


def test_alternatives_are_any_of_them(case: Case) -> None:
    found = Wanted(kinds=("partner", "knowledge-institution"), regions=("NL21", "EL30")).rows(case)
    assert [one.slug for one in found] == ["choir", "lake-university"]


def test_counts_are_of_what_was_found_and_follow_a_change(case: Case) -> None:
    every = organisations.counts(case)
    assert (every.total, every.placed) == (4, 2)
    assert list(every.kinds.items()) == [
        ("company", 2),
        ("knowledge-institution", 1),
        ("partner", 1),
    ]
    assert every.countries == {"NL": 3, "GR": 1}
    assert Wanted(kinds=("company",)).counts(case).regions == {"NL41": 1, "NL411": 1}
    actions.remove_record(case, "organisation", "choir", version=1, reason="gone")
    assert organisations.counts(case).countries == {"NL": 3}
    assert Wanted().counts(case).total == 3


def test_roles_are_counted_by_area_and_category(case: Case) -> None:
    assert organisations.roles_counted(case) == {
        ("light", "company"): 1,
        ("light", "partner"): 1,
        ("sound", "company"): 1,
        ("sound", "partner"): 1,
    }
