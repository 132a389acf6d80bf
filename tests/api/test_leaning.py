"""What leans on passages, over the API: the same as the library."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.api.conftest import Asking

from windroos import cases
from windroos.apps.compass import queries
from windroos.apps.regions.models import Case
from windroos.cases.resting import together

pytestmark = pytest.mark.django_db

PLACE = "001-jiangsu-1-s6"


def told(answer: Any) -> Any:
    assert answer.status_code == 200, answer.content
    return answer.json()


@pytest.mark.parametrize("whole", [False, True])
def test_support_is_that_of_the_library(
    visitor: Asking, brabant: Case, today: date, whole: bool
) -> None:
    value = queries.value(brabant)
    places = together(value, PLACE) if whole else (PLACE,)
    expected = cases.leaning(value, places, as_of=today).as_dict()
    answer = told(visitor.get(f"passages/{PLACE}/support{'?whole=true' if whole else ''}"))
    assert answer["places"] == list(places)
    assert answer["asOf"] == today.isoformat()
    for name in ("rests", "names", "contradictions"):
        assert answer[name] == expected[name]
    for row, one in zip(answer["verdicts"], expected["verdicts"], strict=True):
        assert row["name"]["nl"] == one["name"]
        assert {**row, "name": one["name"]} == one
    assert answer["verdicts"]


def test_a_contradiction_that_goes(visitor: Asking, brabant: Case) -> None:
    answer = told(visitor.get("passages/001-thuringen-1-s2/support"))
    (gone,) = answer["contradictions"]
    assert (gone["region"], gone["before"], gone["after"]) == ("DEG", "hard", None)


def test_the_passages_by_how_much_leans_on_them(
    visitor: Asking, brabant: Case, today: date
) -> None:
    rows = visitor.items("supports")
    value = queries.value(brabant)
    assert rows
    for row in rows:
        one = cases.leaning(value, row["places"], as_of=today)
        assert row["turns"] == one.turned_regions
        assert row["carries"] == one.regions
        assert (row["verdicts"], row["points"]) == (len(one.turning), pytest.approx(one.weight))
    order = [(row["verdicts"], row["points"]) for row in rows]
    assert order == sorted(order, reverse=True)
    only = visitor.items("supports?document=003&sort=points")
    assert {row["document"] for row in only} == {"003"}


def test_a_place_that_is_not_there(visitor: Asking, brabant: Case) -> None:
    assert visitor.get("passages/none/support").status_code == 404
    assert visitor.get(f"passages/{PLACE}/support?whole=yes").status_code == 400
