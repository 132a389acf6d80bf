"""Shared challenges over the API: the same as the library."""

from __future__ import annotations

import pytest
from tests.api.conftest import Asking

from windroos import cases
from windroos.apps.compass import queries
from windroos.apps.regions.models import Case

pytestmark = pytest.mark.django_db


def test_the_challenges_of_a_case_with_whom_each_is_shared(visitor: Asking, brabant: Case) -> None:
    found = {one.challenge.id: one for one in cases.challenges(queries.value(brabant))}
    rows = {row["id"]: row for row in visitor.items("challenges")}
    assert list(rows) == list(found)
    for id, row in rows.items():
        one = found[id]
        assert (row["unknownBecause"], row["year"]) == (one.reason, one.year)
        assert row["same"] == [peer.code for peer in one.with_same()]
        assert row["learn"] == [peer.code for peer in one.teachers()]
        assert row["absent"] == list(one.absent)
    assert {row["id"] for row in visitor.items("challenges?unknownBecause=figures")} == {
        "ageing", "healthy-ageing", "affordable-care", "accessible-care", "energy-transition",
        "energy-independence", "talent", "work",
    }  # fmt: skip
    ageing = rows["ageing"]
    assert (ageing["node"], ageing["passage"]) == ("challenges", "001-challenge-ageing")
    assert (ageing["burden"]["course"], ageing["burden"]["own"]) == ("growing", False)


def test_one_challenge_region_by_region(visitor: Asking, brabant: Case) -> None:
    one = cases.share(queries.value(brabant), "sustainable-economy")
    told = visitor.get("challenges/sustainable-economy").json()
    assert told["home"]["burden"] == {
        "value": 10.07,
        "standardError": None,
        "year": 2022,
        "cell": "iso2=NL; var=4.3.2; year=2022",
        "parts": [],
    }
    assert told["band"] == list(one.band or ())
    assert told["rules"]["band"] == 0.5
    expected = one.as_dict("en")["peers"]
    for peer, row in zip(expected, told["peers"], strict=True):
        kept = {
            name: value for name, value in peer.items() if name not in ("name", "burden", "result")
        }
        assert {name: row[name] for name in kept} == kept
    assert visitor.get("challenges/noise").status_code == 404
