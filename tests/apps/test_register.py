"""The register: loading a package, changing records, what is refused, and what is kept."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from tests.apps.register import ORGANISATIONS, small

from windroos.apps.network import actions
from windroos.apps.network.models import Mention, Name, Organisation, Part, RecordVersion, Tie
from windroos.apps.network.queries import records
from windroos.apps.regions.conflicts import Conflict
from windroos.apps.regions.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    return Case.objects.create(name="lake", title="The lake", state=1)


@pytest.fixture
def loaded(case: Case) -> Case:
    actions.load_register(case, small())
    return case


def test_what_was_loaded_is_given_back_equal(loaded: Case) -> None:
    assert records.register(loaded).files() == small().files()


def test_loading_again_changes_nothing(loaded: Case) -> None:
    again = actions.load_register(loaded, small())
    assert (again.changed, again.removed, again.kept) == (0, 0, ())
    assert RecordVersion.objects.filter(case=loaded).count() == 6


def test_an_organisation_is_shown_by_its_official_name_and_found_by_any(loaded: Case) -> None:
    one = Organisation.objects.get(slug="lamp-works")
    assert one.name == "Lamp Works B.V."
    assert one.searched == "lamp works b.v. | lampfabriek leo"


def test_a_change_is_a_version_and_keeps_the_other_parts(loaded: Case) -> None:
    now = records.record(loaded, "organisation", "lamp-works")
    assert now is not None
    assert now.content is not None
    content = now.content | {"place": "Veldhoven"}
    written = actions.save_record(loaded, "organisation", content, version=1, reason="moved")
    assert written is not None
    assert written.number == 2
    assert [v.content["place"] for v in records.versions(loaded, "organisation", "lamp-works")] == [
        "Veldhoven",
        "Eindhoven",
    ]
    one = Organisation.objects.get(slug="lamp-works")
    assert one.place == "Veldhoven"
    assert {n.name for n in Name.objects.filter(organisation=one)} == {
        "Lamp Works B.V.",
        "Lampfabriek Léo",
    }
    assert Part.objects.get(organisation=one).passage == "p1"
    assert Mention.objects.get(organisation=one).passage == "p1"
    assert Tie.objects.get().organisation == one
    assert actions.save_record(loaded, "organisation", content, version=2) is None


def test_who_comes_second_gets_both_and_writes_nothing(loaded: Case) -> None:
    now = records.record(loaded, "organisation", "lamp-works")
    assert now is not None
    assert now.content is not None
    actions.save_record(loaded, "organisation", now.content | {"place": "Best"}, version=1)
    with pytest.raises(Conflict) as caught:
        actions.save_record(loaded, "organisation", now.content | {"place": "Oirschot"}, version=1)
    assert caught.value.theirs["place"] == "Best"
    assert caught.value.yours["place"] == "Oirschot"
    assert Organisation.objects.get(slug="lamp-works").place == "Best"


def test_an_id_that_is_there_is_not_added_again(loaded: Case) -> None:
    now = records.record(loaded, "organisation", "lamp-works")
    assert now is not None
    assert now.content is not None
    with pytest.raises(Conflict):
        actions.save_record(loaded, "organisation", now.content, version=0)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "choir"}, "kind"),
        ({"latitude": None}, "latitude"),
        ({"parent": "nobody"}, "parent"),
        ({"parent": "lamp-works"}, "parent"),
        ({"names": []}, "id"),
        ({"founded": "1999", "ended": "1990"}, "ended"),
        ({"roles": [{"area": "nowhere", "category": "company", "basis": "reading"}]}, "area"),
        ({"roles": [{"area": "light", "category": "company", "basis": "text"}]}, "passage"),
        ({"identifiers": [{"scheme": "ror", "value": "00example"}]}, "value"),
    ],
)
def test_what_cannot_stand_is_told_by_field_and_not_written(
    loaded: Case, change: dict, field: str
) -> None:
    now = records.record(loaded, "organisation", "lamp-works")
    assert now is not None
    assert now.content is not None
    with pytest.raises(actions.Broken) as caught:
        actions.save_record(loaded, "organisation", now.content | change, version=1)
    assert {problem.field for _, problem in caught.value.problems} == {field}
    assert records.register(loaded).files() == small().files()


def test_what_something_else_refers_to_is_not_taken_out(loaded: Case) -> None:
    with pytest.raises(ValidationError, match="r1"):
        actions.remove_record(loaded, "organisation", "lamp-works", version=1, reason="gone")
    actions.remove_record(loaded, "relation", "r1", version=1, reason="gone")
    actions.remove_record(loaded, "organisation", "lamp-works", version=1, reason="gone")
    assert not Organisation.objects.filter(slug="lamp-works").exists()
    assert records.record(loaded, "organisation", "lamp-works") is None
    last, first = records.versions(loaded, "organisation", "lamp-works")
    assert last.content is None
    assert first.content is not None


def test_a_package_leaves_what_people_wrote(loaded: Case) -> None:
    now = records.record(loaded, "organisation", "lamp-works")
    assert now is not None
    assert now.content is not None
    actions.save_record(loaded, "organisation", now.content | {"place": "Best"}, version=1)
    moved = [
        row | ({"place": "Geldrop"} if row["id"] == "lamp-works" else {"place": "Hengelo"})
        for row in ORGANISATIONS["organisations"]
    ]
    again = actions.load_register(loaded, small(organisations=moved))
    assert again.kept == (("organisation", "lamp-works"),)
    assert again.changed == 1
    assert {one.slug: one.place for one in Organisation.objects.all()} == {
        "lamp-works": "Best",
        "lake-university": "Hengelo",
    }


def test_a_package_takes_out_what_it_no_longer_has_unless_something_needs_it(loaded: Case) -> None:
    tables = {
        "organisations": ORGANISATIONS["organisations"][:1],
        "names": ORGANISATIONS["names"][:2],
        "identifiers": [],
        "relations": [],
    }
    again = actions.load_register(loaded, small(**tables))
    assert (again.removed, again.kept) == (2, ())
    assert [one.slug for one in Organisation.objects.all()] == ["lamp-works"]
