"""Counting the register: an edition of a source, that weighs nothing unless a framework names
it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation
from tests.apps.deciders import fresh
from tests.apps.people import party, person
from tests.standing import TODAY

from windroos import cases
from windroos.apps.accounts.models import Event
from windroos.apps.accounts.roles import Role
from windroos.apps.compass import actions as compass
from windroos.apps.compass import queries as compass_queries
from windroos.apps.compass.models import Review
from windroos.apps.evidence import queries as evidence
from windroos.apps.network import actions
from windroos.apps.network.queries import counting, records
from windroos.apps.regions.models import Case
from windroos.cases import register
from windroos.cases.check import read
from windroos.sources import lake, looking

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """What is refused is told in English."""
    with translation.override("en"):
        yield


KEY = "register?case=noord_brabant"
# A leaf under the networks that counts relations, as a case might add it.
NAMED = """
[[node]]
id = "networks-counted"
parent = "networks"
level = "indicator"
label = { nl = "Relaties in het register", en = "Relations in the register" }
weight = 1
figure = { indicators = ["relations"], goalposts = [0, 4] }

[[indicator]]
id = "relations"
label = { nl = "Relaties met organisaties hier", en = "Relations with organisations at home" }
unit = { nl = "aantal", en = "number" }

[[series]]
id = "relations"
source = "register?case=noord_brabant"
observed = "relations-home"
unit = "number"
"""


@pytest.fixture
def loaded(brabant: Case) -> Case:
    actions.load_register(brabant, register.read("noord_brabant"))
    return brabant


def said(case: Case) -> dict[tuple[str, str], Any]:
    """What the compass says of each region in each role, with its score."""
    value = compass_queries.value(fresh(case))
    return {
        (role.id, one.region.code): (one.advice, one.score, one.lower, one.upper)
        for role in value.framework.roles
        for one in cases.weigh(value, role=role.id, as_of=TODAY)
    }


def test_what_is_counted_is_kept_with_the_records_behind_it(loaded: Case) -> None:
    made = actions.count_register(loaded)
    assert made.new
    assert made.edition.source == KEY
    found = looking.figures(
        settings.WINDROOS_LAKE, made.edition.sha256, looking.Choice("relations-home")
    )
    assert {one.region: (one.value, one.period) for one in found} == {
        "BE": (1, "2026"), "BE2": (1, "2026"), "CH": (0, "2026"), "DE": (1, "2026"),
        "DE2": (1, "2026"), "JP": (2, "2026"), "SG": (0, "2026"), "US": (0, "2026"),
    }  # fmt: skip
    [japan] = [one for one in found if one.region == "JP"]
    assert japan.cell == (
        "fujifilm-manufacturing-europe-part-of-fujifilm"
        " gemeente-tilburg-twin-gemeente-minamiashigara"
    )


def test_counting_again_is_no_new_edition(loaded: Case) -> None:
    first = actions.count_register(loaded)
    again = actions.count_register(loaded)
    assert not again.new
    assert again.edition == first.edition
    # Which state of the register was counted, is told by the name of the file.
    state = counting.state_of(loaded)
    assert evidence.imports(KEY)[0].files == [f"register-noord_brabant-{state}.csv"]


def test_earlier_years_stay_as_they_were_counted(loaded: Case) -> None:
    actions.count_register(loaded, day=date(2025, 6, 1))
    twin = records.record(loaded, "relation", "gemeente-tilburg-twin-gemeente-minamiashigara")
    assert twin is not None
    assert twin.content is not None
    ended = twin.content | {"end": "2025-12-31"}
    actions.save_record(loaded, "relation", ended, version=1, reason="It ended")
    made = actions.count_register(loaded)
    found = looking.figures(
        settings.WINDROOS_LAKE, made.edition.sha256, looking.Choice("twin-cities")
    )
    assert {one.period: one.value for one in found if one.region == "JP"} == {"2025": 1, "2026": 0}
    shown = counting.of_region(loaded, "JP")
    assert shown is not None
    assert shown.year == 2026


def test_no_verdict_moves_by_what_no_framework_names(loaded: Case) -> None:
    before = said(loaded)
    actions.count_register(loaded)
    assert said(loaded) == before
    assert not Review.objects.exists()
    assert not Event.objects.filter(verb="source-followed").exists()


def test_a_framework_that_names_it_reads_it_and_follows_it(loaded: Case) -> None:
    actions.count_register(loaded)
    package = read("noord_brabant")
    case = compass.load_case(replace(package, framework_text=package.framework_text + NAMED)).case
    value = compass_queries.value(fresh(case))
    figures = {one.region: one for one in value.figures if one.indicator == "relations"}
    assert {code: one.value for code, one in figures.items()} == {
        "BE": 1, "BE2": 1, "CH": 0, "DE": 1, "DE2": 1, "JP": 2, "SG": 0, "US": 0,
    }  # fmt: skip
    cells = {
        one.region.code: one.cells["networks-counted"].known
        for one in cases.weigh(value, role="innovation", as_of=TODAY)
    }
    # Of whom the register holds nothing it says nothing: missing, and not 0.
    assert cells["JP"]
    assert cells["SG"]
    assert not cells["KR"]
    twin = "gemeente-tilburg-twin-gemeente-minamiashigara"
    actions.remove_record(case, "relation", twin, version=1, reason="It never was")
    actions.count_register(case)
    now = compass_queries.value(fresh(case))
    assert {
        one.value for one in now.figures if (one.region, one.indicator) == ("JP", "relations")
    } == {1}
    assert Event.objects.filter(verb="source-followed").exists()


def test_of_a_region_it_is_told_with_the_records_behind_each_number(loaded: Case) -> None:
    assert counting.of_region(loaded, "JP") is None, "nobody counted"
    actions.count_register(loaded)
    shown = counting.of_region(loaded, "JP")
    assert shown is not None
    by = {(one.indicator, one.kind): one for one in shown.numbers}
    known = by["organisations", ""]
    assert known.value == 3
    assert {one.organisation.name for one in known.behind if one.organisation} == {
        "Dai Nippon Printing",
        "FUJIFILM",
        "Minamiashigara",
    }
    [twin] = by["twin-cities", ""].behind
    assert twin.organisation is not None
    assert twin.other is not None
    assert (twin.kind, twin.other.slug) == ("twin", "gemeente-minamiashigara")
    korea = counting.of_region(loaded, "KR")
    assert korea is not None
    assert (korea.numbers, korea.countable) == ((), True)
    jiangsu = counting.of_region(loaded, "CN-JS")
    assert jiangsu is not None
    assert not jiangsu.countable
    assert counting.unplaced(loaded, "JP") == 0


def test_a_record_that_went_since_is_still_named(loaded: Case) -> None:
    actions.count_register(loaded)
    twin = "gemeente-tilburg-twin-gemeente-minamiashigara"
    actions.remove_record(loaded, "relation", twin, version=1, reason="It never was")
    shown = counting.of_region(loaded, "JP")
    assert shown is not None
    [behind] = next(one for one in shown.numbers if one.indicator == "twin-cities").behind
    assert (behind.id, behind.organisation) == (twin, None)


def test_an_empty_register_is_not_counted(brabant: Case) -> None:
    with pytest.raises(ValidationError, match="nothing to count"):
        actions.count_register(brabant)
    assert evidence.edition_at(KEY) is None
    assert not lake.snapshots(settings.WINDROOS_LAKE) or not evidence.imports(KEY).exists()


def test_an_analyst_may_count(loaded: Case) -> None:
    party(loaded, "university", lead=True)
    analyst = person(Role.ANALYST, "university")
    assert actions.count_register(loaded, actor=analyst).edition.taken_by == analyst
