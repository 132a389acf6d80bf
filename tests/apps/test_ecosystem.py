"""Sites by readiness, conditions by region and shared shortages, counted by hand.

The counts of Noord-Brabant are of the rows of its coded register, `cases/noord_brabant/register`,
counted one by one; the rules are shown on a few made-up rows.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest
from django.utils.translation import override
from tests.apps.register import small
from typer.testing import CliRunner

from windroos.apps.network import actions
from windroos.apps.network.models import Site
from windroos.apps.network.queries import conditions, labour
from windroos.apps.network.queries import sites as queries
from windroos.apps.network.queries.places import Places
from windroos.apps.network.queries.region_market import region_market
from windroos.apps.network.queries.sites import NO_REGION, WantedSites
from windroos.apps.regions.models import Case
from windroos.cases import register
from windroos.cli import app

pytestmark = pytest.mark.django_db


@pytest.fixture
def filled(brabant: Case) -> Case:
    actions.load_register(brabant, register.read("noord_brabant"))
    return brabant


def site(id: str, **values: Any) -> dict[str, Any]:
    return {"id": id, "name": id.title(), "kind": "facility"} | values


@pytest.fixture
def few() -> Case:
    """Sites of all sorts of readiness: known, half known, unknown."""
    case = Case.objects.create(name="lake", title="The lake", state=1)
    sites = [
        site("early", trl_from=1, trl_to=4, areas="light", facilities_en="Clean room, 3 m²"),
        site("late", trl_from=5, trl_to=9, region="NL41", country="NL", areas="light sound"),
        site("from-six", trl_from=6, services_nl="Méten van geluid", country="US"),
        site("silent", kind="living-lab", organisation="lamp-works"),
    ]
    actions.load_register(case, small(sites=sites))
    return case


def found(case: Case, **asked: Any) -> tuple[list[str], int]:
    result = queries.sites(case, WantedSites(**asked))
    return [one.slug for one in result.sites], result.left_unknown


def test_a_site_fits_when_the_level_lies_in_its_range(few: Case) -> None:
    assert found(few, level=4) == (["early"], 1)
    assert found(few, level=5) == (["late"], 1)
    # Of a site from level 6 it is not known how far it goes.
    assert found(few, level=6) == (["late"], 2)
    assert found(few, level=7, unknown=True) == (["from-six", "late", "silent"], 0)
    assert found(few) == (["early", "from-six", "late", "silent"], 0)


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ({"words": "clean room"}, ["early"]),
        ({"words": "METEN"}, ["from-six"]),
        ({"words": "clean geluid"}, []),
        # By any name of the organisation it belongs to.
        ({"words": "lampfabriek leo"}, ["silent"]),
        ({"area": "light"}, ["early", "late"]),
        ({"kind": "living-lab"}, ["silent"]),
        ({"region": "NL"}, ["late"]),
        ({"region": "NL4"}, ["late"]),
        ({"region": "US"}, ["from-six"]),
        ({"region": NO_REGION}, ["early", "silent"]),
    ],
)
def test_sites_are_found_by_what_they_offer_and_where(
    few: Case, asked: dict[str, Any], ids: list[str]
) -> None:
    assert found(few, **asked)[0] == ids


def test_the_sites_of_noord_brabant(filled: Case) -> None:
    everything = queries.sites(filled)
    assert len(everything.sites) == 43
    assert everything.kinds == {
        "campus": 11, "business-park": 1, "facility": 19, "pilot-line": 2, "living-lab": 1,
        "field-lab": 1, "academic-workplace": 1, "test-environment": 5,
        "border-information-point": 2,
    }  # fmt: skip
    # None of the five documents says for which readiness a site is meant.
    assert everything.unknown == 43
    assert found(filled, level=6) == ([], 43)
    assert len(found(filled, level=6, unknown=True)[0]) == 43
    assert len(found(filled, region="NL41")[0]) == 21
    assert len(found(filled, region="NL21")[0]) == 9
    assert found(filled, region="US")[0] == ["matter"]
    assert found(filled, words="cleanrooms proefproductie")[0] == [
        "cureon", "high-tech-campus-eindhoven"
    ]  # fmt: skip


def test_the_figures_of_pivot_park_are_none_of_them_measured_but_its_companies(
    filled: Case,
) -> None:
    # The table of document 003 as printed: percentages occupied, and fte.
    found = queries.figures(Site.objects.get(slug="pivot-park"))
    assert {name: [(row.year, row.value) for row in rows] for name, rows in found.items()} == {
        "companies": [(2025, 70)],
        "jobs": [(2018, 580), (2019, 610), (2020, 640), (2021, 668), (2022, 686)],
        "occupancy": [(2018, 71), (2019, 74), (2020, 78), (2021, 81), (2022, 83)],
    }
    for name in ("jobs", "occupancy"):
        roles = [row.role for row in found[name]]
        assert roles == ["target", "target", "expected", "expected", "expected"]
    first = queries.figures(Site.objects.get(slug="brabantse-proeftuinennetwerk"))["organisations"][
        0
    ]
    assert (first.year, first.role, first.value, first.state) == (
        2018, "baseline", None, "to-be-measured",
    )  # fmt: skip


def test_conditions_by_region_in_noord_brabant(filled: Case) -> None:
    made = conditions.matrix(conditions.conditions(filled), Places(filled))
    assert made.columns == ("NL41", "NL22", "NL21", "NL", "abroad")
    counts = Counter(column for (_name, column), cell in made.cells.items() for _one in cell.said)
    assert counts == {"NL41": 21, "NL22": 16, "NL21": 16, "NL": 12, "abroad": 6}
    assert made.cell("talent", "NL41").states == {"under-pressure": 4, "watched": 1}
    assert made.cell("water", "NL41").states == {"under-pressure": 1, "watched": 2}
    assert made.cell("housing", "NL41").states == {"watched": 1}
    # Nothing is said of water in the country as a whole: that is an empty cell.
    assert made.cell("water", "NL").states == {}
    assert made.pressing("NL41") == [
        "space", "grid", "nitrogen", "water", "talent", "infrastructure"
    ]  # fmt: skip
    assert made.only_watched("NL41") == ["housing"]
    assert {one.since for one in conditions.conditions(filled)} == {None}


def test_a_condition_of_a_site_stands_where_the_site_lies(few: Case) -> None:
    rows = [
        {"id": "c1", "site": "late", "condition": "grid", "state": "blocked", "basis": "person"},
        {"id": "c2", "region": "NL41", "condition": "grid", "state": "eased", "basis": "person"},
    ]
    sites = [site("late", region="NL41", country="NL")]
    actions.load_register(few, small(sites=sites, conditions=rows))
    made = conditions.matrix(conditions.conditions(few), Places(few))
    assert list(made.cell("grid", "NL41").states.items()) == [("blocked", 1), ("eased", 1)]


def shared(case: Case) -> list[tuple[str, str, bool]]:
    names = Places(case)
    found = labour.shared_shortages(labour.labour(case), names.home, names.home_country)
    return [(one.partner, one.theirs.slug, one.together) for one in found]


def test_the_shortages_that_partners_share_with_noord_brabant(filled: Case) -> None:
    assert shared(filled) == [
        ("JP", "shortage-care-japan", True),
        ("NL21", "shortage-food-nl21", False),
        ("NL21", "shortage-industry-nl21", False),
        ("NL22", "shortage-food-nl22", False),
        ("NL22", "shortage-industry-nl22", False),
    ]
    kinds = Counter(one.kind for one in labour.labour(filled))
    assert kinds == {
        "border-information-point": 2, "education": 12, "shortage": 11, "agreement": 7,
        "workforce": 9,
    }  # fmt: skip
    assert [one.slug for one in labour.labour(filled, region="JP")] == [
        "education-japan-mission", "shortage-care-japan"
    ]  # fmt: skip


def test_what_the_page_of_a_region_tells(filled: Case) -> None:
    flanders = region_market(filled, None, "BE2")
    assert [one["slug"] for one in flanders.points] == ["border-information-flanders"]
    assert {one["slug"] for one in flanders.conditions} == {
        "be2-nitrogen-border",
        "be2-water-border",
    }
    assert not flanders.shared
    with override("nl"):
        japan = region_market(filled, None, "JP")
    assert [one["partner"] for one in japan.shared] == ["Noord-Brabant"]
    home = region_market(filled, None, "NL41")
    assert [one["code"] for one in home.shared] == ["JP", "NL21", "NL21", "NL22", "NL22"]
    assert len(home.points) == 2
    # A shortage that is shared is not told twice.
    assert "shortage-care-japan" not in {one["slug"] for one in home.labour}
    assert not region_market(filled, None, "SE")


def windroos(*arguments: str) -> Any:
    done = CliRunner().invoke(app, [*arguments, "--json"])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_the_terminal_tells_the_same(filled: Case) -> None:
    tests = windroos("sites", "list", "--kind", "test-environment")
    assert [one["id"] for one in tests] == [
        "brabantse-proeftuinennetwerk", "proeftuinen-zorgaanbieders", "simulatielabs-saxion",
        "simulatielabs-windesheim", "techmed-centre",
    ]  # fmt: skip
    told = windroos("sites", "show", "pivot-park")
    assert told["figures"][-1] == {
        "measure": "occupancy", "year": 2022, "role": "expected", "value": 83.0, "unit": "%",
        "state": None, "passage": "s-003-62",
    }  # fmt: skip
    talent = next(
        one
        for one in windroos("conditions")
        if (one["condition"], one["region"]) == ("talent", "NL41")
    )
    assert talent["states"] == [
        {"state": "under-pressure", "count": 4},
        {"state": "watched", "count": 1},
    ]
    assert len(windroos("labour")["shared"]) == 5
    assert len(windroos("labour", "--kind", "agreement")["records"]) == 7
    listed = CliRunner().invoke(app, ["sites", "list", "--level", "4"])
    assert "Of 43 more the readiness is not known" in listed.output
    for wrong in (("sites", "list", "--kind", "choir"), ("sites", "show", "nowhere")):
        done = CliRunner().invoke(app, wrong)
        assert done.exit_code == 1
        assert "Traceback" not in done.output
