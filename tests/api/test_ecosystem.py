"""What is computed from the register over the API: the numbers are counted by hand in the files."""

from __future__ import annotations

import pytest
from tests.api.conftest import Asking

from windroos.apps.network import actions
from windroos.apps.regions.models import Case
from windroos.cases import register

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def filled(brabant: Case) -> Case:
    actions.load_register(brabant, register.read("noord_brabant"))
    return brabant


def test_sites_by_kind_region_words_and_readiness(visitor: Asking) -> None:
    assert visitor.get("sites").json()["totalItems"] == 43
    found = visitor.items("sites?kind=test-environment&region=NL21&sort=id")
    assert [one["id"] for one in found] == [
        "simulatielabs-saxion", "simulatielabs-windesheim", "techmed-centre",
    ]  # fmt: skip
    assert visitor.items("sites?level=6") == []
    with_unknown = visitor.get("sites?level=6&unknown=true").json()
    assert with_unknown["totalItems"] == 43
    assert {one["fits"] for one in with_unknown["items"]} == {None}
    (cureon,) = visitor.items("sites?q=proefproductie&kind=pilot-line&area=biotechnology")
    assert cureon["id"] == "cureon"
    assert cureon["facilities"]["en"] == "Laboratories, cleanrooms and pilot production"
    assert (cureon["trlFrom"], cureon["access"]) == (None, None)
    assert visitor.get("sites?level=10").status_code == 400
    assert visitor.get("sites?kind=choir").status_code == 400


def test_conditions_by_region(visitor: Asking) -> None:
    cells = visitor.items("regional-conditions?condition=talent")
    assert {one["region"]: one["states"] for one in cells} == {
        "NL41": [{"state": "under-pressure", "count": 4}, {"state": "watched", "count": 1}],
        "NL22": [{"state": "under-pressure", "count": 2}],
        "NL21": [{"state": "under-pressure", "count": 2}],
        "NL": [{"state": "under-pressure", "count": 2}, {"state": "watched", "count": 1}],
        "abroad": [{"state": "under-pressure", "count": 1}],
    }
    everything = visitor.items("regional-conditions")
    assert sum(len(one["records"]) for one in everything) == 71


def test_shared_shortages(visitor: Asking) -> None:
    shared = visitor.items("shared-shortages")
    assert [one["partner"] for one in shared] == ["JP", "NL21", "NL21", "NL22", "NL22"]
    assert shared[0] == {
        "partner": "JP",
        "label": {"nl": "Tekort aan zorgpersoneel", "en": "Shortage of care staff"},
        "together": True,
        "ours": "shortage-care-japan",
        "theirs": "shortage-care-japan",
        "passages": ["s-000-5-1-2"],
    }
    assert [one["theirs"] for one in visitor.items("shared-shortages?partner=NL22")] == [
        "shortage-food-nl22", "shortage-industry-nl22",
    ]  # fmt: skip
