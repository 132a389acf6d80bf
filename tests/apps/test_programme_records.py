"""Programmes and their indicators as records of the register: what is kept and what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from tests.apps.programmes import PROGRAMMES
from tests.apps.register import small

from windroos.apps.network import actions
from windroos.apps.network.models import Indicator, Programme, ProgrammePart
from windroos.apps.network.queries import records
from windroos.apps.programmes.models import Amount, Fact
from windroos.apps.regions.models import Case
from windroos.cases.register.records import Content

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded() -> Case:
    case = Case.objects.create(name="lake", title="The lake", state=1)
    actions.load_register(case, small(**PROGRAMMES))
    return case


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def content(case: Case, kind: str, slug: str) -> Content:
    version = records.record(case, kind, slug)
    assert version is not None
    assert version.content is not None
    return version.content


def fact(case: Case) -> Fact:
    return Fact.objects.create(
        case=case,
        slug="f1",
        indicator=Indicator.objects.get(slug="i1"),
        part="s1",
        role="actual",
        period="2020",
        start=date(2020, 1, 1),
        end=date(2020, 12, 31),
        status="final",
        recorded=timezone.now(),
        value=4,
    )


def rows_without(table: str, id: str) -> list[dict[str, Any]]:
    return [row for row in PROGRAMMES[table] if row["id"] != id]


def test_what_was_loaded_is_given_back_equal(loaded: Case) -> None:
    package = small(**PROGRAMMES)
    assert records.register(loaded).files() == package.files()
    again = actions.load_register(loaded, package)
    assert (again.changed, again.removed, again.kept) == (0, 0, ())


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"programme": "nobody"}, "unknown-reference"),
        ({"part": "s9"}, "unknown-reference"),
        # They are there, of the other programme.
        ({"part": "e1"}, "other-programme"),
        ({"programme": "glow", "goals": None, "agreements": None}, "other-programme"),
        ({"over_time": "sum"}, "other-kind"),
        ({"on_track": 0.5}, "out-of-order"),
    ],
)
def test_an_indicator_that_cannot_stand_is_refused(
    loaded: Case, change: dict[str, Any], code: str
) -> None:
    now = content(loaded, "indicator", "i1")
    with pytest.raises(actions.Broken) as caught:
        actions.save_record(loaded, "indicator", now | change, version=1)
    assert {problem.code for _, problem in caught.value.problems} == {code}
    assert content(loaded, "indicator", "i1") == now


def test_a_part_that_an_indicator_names_stays_until_that_is_changed(loaded: Case) -> None:
    now = content(loaded, "programme", "shine")
    without = now | {
        "programme_parts": [row for row in now["programme_parts"] if row["id"] != "s1"]
    }
    without["programme_parts"] = [row | {"parent": None} for row in without["programme_parts"]]
    without["programme_goals"] = [row | {"parts": "s2"} for row in now["programme_goals"]]
    without["programme_partners"] = []
    with pytest.raises(actions.Broken) as caught:
        actions.save_record(loaded, "programme", without, version=1)
    ((_number, problem),) = caught.value.problems
    assert (problem.code, problem.file) == ("still-named", "programme_parts.csv")
    assert "i1" in problem.message
    measured = content(loaded, "indicator", "i1") | {"part": None}
    actions.save_record(loaded, "indicator", measured, version=1)
    assert actions.save_record(loaded, "programme", without, version=1) is not None
    assert not ProgrammePart.objects.filter(slug="s1").exists()


def test_a_part_goes_while_a_fact_names_it_and_the_fact_stays(loaded: Case) -> None:
    fact(loaded)
    measured = content(loaded, "indicator", "i1") | {"part": None}
    actions.save_record(loaded, "indicator", measured, version=1)
    now = content(loaded, "programme", "shine")
    flat = now | {
        "programme_parts": [],
        "programme_goals": [],
        "programme_partners": [],
        "programme_agreements": [],
    }
    measured |= {"goals": None, "agreements": None}
    actions.save_record(loaded, "indicator", measured, version=2)
    actions.save_record(loaded, "programme", flat, version=1)
    assert Fact.objects.get().part == "s1"


def test_an_id_of_a_row_of_another_programme_is_told(loaded: Case) -> None:
    now = content(loaded, "programme", "glow")
    twice = now | {"programme_parts": [{**now["programme_parts"][0], "id": "s2"}]}
    with pytest.raises(actions.Broken) as caught:
        actions.save_record(loaded, "programme", twice, version=1)
    assert [(p.code, p.row, p.field) for _, p in caught.value.problems] == [("id-taken", 1, "id")]


def test_what_has_figures_is_not_taken_out(loaded: Case) -> None:
    fact(loaded)
    with pytest.raises(ValidationError, match="recorded"):
        actions.remove_record(loaded, "indicator", "i1", version=1, reason="gone")
    with pytest.raises(ValidationError, match="indicator i1"):
        actions.remove_record(loaded, "programme", "shine", version=1, reason="gone")
    Amount.objects.create(
        case=loaded,
        slug="b1",
        programme=Programme.objects.get(slug="glow"),
        role="budget",
        period="2020",
        start=date(2020, 1, 1),
        end=date(2020, 12, 31),
        status="final",
        recorded=timezone.now(),
        amount=5,
        currency="EUR",
    )
    with pytest.raises(ValidationError, match="recorded"):
        actions.remove_record(loaded, "programme", "glow", version=1, reason="gone")
    assert Programme.objects.count() == 2


def test_a_package_without_what_has_figures_leaves_it_and_tells(loaded: Case) -> None:
    fact(loaded)
    again = actions.load_register(loaded, small())
    # The indicator has a fact, and the programme has the indicator.
    assert again.kept == (("indicator", "i1"), ("programme", "shine"))
    assert again.removed == 1
    assert {one.slug for one in Programme.objects.all()} == {"shine"}


def test_a_package_without_what_has_no_figures_takes_it_out(loaded: Case) -> None:
    again = actions.load_register(loaded, small())
    assert (again.removed, again.kept) == (3, ())


def test_a_package_does_not_take_a_part_that_a_changed_indicator_names(loaded: Case) -> None:
    now = content(loaded, "indicator", "i1")
    actions.save_record(loaded, "indicator", now | {"unit": "persons", "part": "s2"}, version=1)
    tables = PROGRAMMES | {
        "programme_parts": rows_without("programme_parts", "s2"),
        "programme_goals": [row | {"parts": "s1"} for row in PROGRAMMES["programme_goals"]],
        "programme_agreements": [
            row | {"part": "s1"} for row in PROGRAMMES["programme_agreements"]
        ],
    }
    again = actions.load_register(loaded, small(**tables))
    assert again.kept == (("indicator", "i1"), ("programme", "shine"))
    assert ProgrammePart.objects.filter(slug="s2").exists()


def test_an_indicator_that_names_what_a_kept_programme_lacks_does_not_come_in(
    loaded: Case,
) -> None:
    now = content(loaded, "programme", "shine")
    actions.save_record(loaded, "programme", now | {"aim_en": "Light"}, version=1)
    new = {**PROGRAMMES["programme_parts"][0], "id": "s3"}
    tables = PROGRAMMES | {
        "programme_parts": [*PROGRAMMES["programme_parts"], new],
        "indicators": [*PROGRAMMES["indicators"], {**PROGRAMMES["indicators"][0],
                                                   "id": "i2", "part": "s3"}],
    }  # fmt: skip
    again = actions.load_register(loaded, small(**tables))
    assert again.kept == (("programme", "shine"), ("indicator", "i2"))
    assert not Indicator.objects.filter(slug="i2").exists()
