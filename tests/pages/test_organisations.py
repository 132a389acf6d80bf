"""The pages of organisations: what everyone sees, how they are found, and how they are changed."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from tests.apps.register import ORGANISATIONS, small

from windroos.apps.accounts.models import Membership, Organisation, User
from windroos.apps.accounts.roles import Role
from windroos.apps.evidence.actions import add_document
from windroos.apps.network import actions
from windroos.apps.network.models import Cited, RecordVersion, Tie
from windroos.apps.network.queries import records
from windroos.apps.regions.models import Case, Party

pytestmark = pytest.mark.django_db

PART = [
    *ORGANISATIONS["organisations"],
    {"id": "lamp-lab", "kind": "facility", "parent": "lamp-works", "ended": "2019"},
]


@pytest.fixture
def province(loaded_case: Case) -> Organisation:
    made = Organisation.objects.create(slug="prov", name_nl="De provincie", name_en="The province")
    Party.objects.create(case=loaded_case, organisation=made, lead=True)
    return made


def account(name: str, role: Role, organisation: Organisation) -> User:
    user = User.objects.create_user(f"{name.lower()}@voorbeeld.example", name=name)
    Membership.objects.create(user=user, organisation=organisation, role=role)
    return user


@pytest.fixture
def anna(province: Organisation) -> User:
    return account("Anna", Role.ANALYST, province)


@pytest.fixture
def vera(province: Organisation) -> User:
    return account("Vera", Role.VIEWER, province)


@pytest.fixture
def case(loaded_case: Case, province: Organisation) -> Case:
    names = [
        *ORGANISATIONS["names"],
        {"organisation": "lamp-lab", "name": "Lamp <Lab>", "kind": "official"},
    ]
    actions.load_register(loaded_case, small(organisations=PART, names=names))
    return loaded_case


def at(case: Case, page: str, *slugs: str, language: str = "en") -> str:
    with override(language):
        return reverse(f"network:{page}", args=[case.name, *slugs])


def browse(user: User | None = None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def words(response: object, status: int = 200) -> str:
    assert response.status_code == status  # type: ignore[attr-defined]
    html = response.content.decode()  # type: ignore[attr-defined]
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html)))


def text(url: str, user: User | None = None, status: int = 200) -> str:
    return words(browse(user).get(url), status)


# The list


def test_the_list_says_first_how_many_there_are_of_which_kind_and_where(case: Case) -> None:
    page = text(at(case, "organisations"))
    assert (
        "3 organisations: 1 company, 1 facility and 1 knowledge institution."
        " Most are in Overijssel (1) and North Brabant (1)."
    ) in page
    dutch = text(at(case, "organisations", language="nl"))
    assert "3 organisaties: 1 bedrijf, 1 faciliteit en 1 kennisinstelling." in dutch
    assert "Ecosysteem" in dutch


@pytest.mark.parametrize(
    ("query", "there", "not_there"),
    [
        ("?q=leo", "Lampfabriek Léo", "Lake University"),  # the name it was found by is said
        ("?kind=facility", "Lamp <Lab>", "Lake University"),
        ("?region=NL21", "Lake University", "Lamp Works"),
        ("?region=NL2", "Lake University", "Lamp Works"),
        ("?area=light&category=company", "Lamp Works", "Lake University"),
        ("?place=ensch", "Lake University", "Lamp Works"),
        ("?kind=choir&area=nowhere", "Lake University", "No organisation is like that"),
        ("?area=sound", "None of the 3 organisations is like that.", "Lamp Works"),
        ("?q=%00&page=99&order=colour", "Lake University", "No organisation is like that"),
    ],
)
def test_the_list_is_searched_and_filtered(
    case: Case, query: str, there: str, not_there: str
) -> None:
    page = text(at(case, "organisations") + query)
    assert there in page
    assert not_there not in page


def test_a_long_list_has_pages_that_keep_what_was_asked(case: Case) -> None:
    many = [{"id": f"x{n:03}", "kind": "cluster"} for n in range(120)]
    names = [
        {"organisation": one["id"], "name": f"Cluster {one['id']}", "kind": "official"}
        for one in many
    ]
    empty = {table: [] for table in ("identifiers", "roles", "mentions", "relations")}
    actions.load_register(case, small(organisations=many, names=names, **empty))
    html = browse().get(at(case, "organisations") + "?q=x&page=3").content.decode()
    assert "Cluster x119" in html
    assert "Cluster x099" not in html
    assert "?q=x&amp;page=2" in html
    assert "101–120 of 120 organisations" in html


def test_an_empty_register_says_what_will_stand_there_and_how_to_begin(
    loaded_case: Case, province: Organisation, anna: User
) -> None:
    url = at(loaded_case, "organisations")
    assert "No organisation is in the register yet." in text(url)
    assert "Add the first organisation" not in text(url)
    assert "Add the first organisation" in text(url, anna)


# One organisation


def test_its_page_says_what_it_is_does_is_called_and_has_to_do_with_others(case: Case) -> None:
    page = text(at(case, "organisation", "lamp-works"))
    assert "What is Lamp Works B.V.?" in page
    assert "Company in Eindhoven, North Brabant. Technology areas: Light." in page
    assert re.search(r"Lampfabriek Léo\s+\(former name\)", page)
    assert re.search(r"Light\s*: Company\s+the text says so", page)
    assert re.search(r"is a spin-off of\s+Lake University\s+since 1999\s+our reading", page)
    assert re.search(r"Lamp <Lab>\s+\(facility\)", page)
    assert "In one passage of the documents." in page
    other = text(at(case, "organisation", "lake-university"))
    assert re.search(r"Lake University\s+has as a spin-off\s+Lamp Works B.V.", other)
    assert (
        "https://ror.org/00example"
        in browse().get(at(case, "organisation", "lake-university")).content.decode()
    )
    lab = text(at(case, "organisation", "lamp-lab"))
    assert re.search(r"Part of\s+Lamp Works B.V.", lab)
    assert re.search(r"Where\s+unknown", lab)


def test_its_page_is_in_dutch_too(case: Case) -> None:
    page = text(at(case, "organisation", "lamp-works", language="nl"))
    assert "Bedrijf in Eindhoven, Noord-Brabant. Technologiegebieden: Licht." in page
    assert re.search(r"is een spin-off van\s+Lake University\s+sinds 1999\s+onze lezing", page)


def test_what_is_not_there_has_no_page(case: Case) -> None:
    text(at(case, "organisation", "nobody"), status=404)


def test_the_dialogues_that_name_it_are_for_the_staff(case: Case, anna: User, vera: User) -> None:
    told: dict[str, Any] = {
        "region": "CN-JS", "held": date(2026, 3, 3), "kind": "company", "level": "none"
    }  # fmt: skip
    actions.add_dialogue(
        actor=anna, case=case, organisation="lampfabriek leo", summary="Kort.", **told
    )
    actions.add_dialogue(actor=anna, case=case, organisation="Lampen", summary="Kort.", **told)
    url = at(case, "organisation", "lamp-works")
    assert "Dialogues that name it" not in text(url)
    page = text(url, anna)
    assert "lampfabriek leo, Jiangsu" in page
    assert "Lampen, Jiangsu" not in page


def test_who_changed_it_and_why_is_for_the_staff(case: Case, anna: User) -> None:
    now = records.record(case, "organisation", "lamp-works")
    assert now is not None
    assert now.content is not None
    actions.save_record(
        case,
        "organisation",
        now.content | {"place": "Best"},
        version=1,
        reason="They moved",
        actor=anna,
    )
    url = at(case, "organisation", "lamp-works")
    page = text(url, anna)
    assert "Anna changed it." in page
    assert "They moved" in page
    assert re.search(r"Place\s+Eindhoven\s+Best", page)
    public = text(url)
    assert "It was changed." in public
    assert re.search(r"Place\s+Eindhoven\s+Best", public)
    assert "They moved" not in public
    assert "Anna" not in public


# Changing


def filled(client: Client, url: str) -> dict[str, str]:
    """What a browser sends of the form of a page as it stands."""
    html = client.get(url).content.decode()
    form = html[html.index('id="form"') :]
    form = form[: form.index("</form>")]
    data = {}
    for tag in re.findall(r"<input [^>]*>", form):
        name = re.search(r'name="([^"]*)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name and 'type="checkbox"' not in tag and name[1] != "csrfmiddlewaretoken":
            data[name[1]] = unescape(value[1]) if value else ""
    for name, body in re.findall(r'<textarea name="([^"]*)"[^>]*>(.*?)</textarea>', form, re.S):
        data[name] = unescape(body).strip()
    for name, body in re.findall(r'<select name="([^"]*)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', body)
        data[name] = unescape(chosen[1]) if chosen else ""
    return data


def test_only_who_may_write_is_given_the_forms(case: Case, anna: User, vera: User) -> None:
    for page, slugs in (
        ("organisation_new", ()),
        ("organisation_edit", ("lamp-works",)),
        ("organisation_remove", ("lamp-works",)),
        ("relation_new", ("lamp-works",)),
        ("relation_edit", ("lamp-works", "r1")),
        ("relation_remove", ("lamp-works", "r1")),
    ):
        url = at(case, page, *slugs)
        assert browse().get(url).status_code == 404, page
        assert browse(vera).get(url).status_code == 403, page
        assert browse(anna).get(url).status_code == 200, page


def test_saving_what_is_there_changes_nothing(case: Case, anna: User) -> None:
    client, url = browse(anna), at(case, "organisation_edit", "lamp-works")
    before = records.register(case).files()
    answer = client.post(url, filled(client, url), follow=True)
    assert "Nothing was changed." in words(answer)
    assert records.register(case).files() == before
    assert len(records.versions(case, "organisation", "lamp-works")) == 1


def test_a_whole_record_is_changed_at_once(case: Case, anna: User) -> None:
    client, url = browse(anna), at(case, "organisation_edit", "lamp-works")
    data = filled(client, url)
    row = next(n for n in range(9) if data[f"names-{n}-name"] == "Lampfabriek Léo")
    data |= {
        "place": "Best",
        "latitude": "51,5",
        "longitude": "5.4",
        "region": "noord-brabant",
        "parent": "lake university",
        f"names-{row}-gone": "on",
        "names-2-name": "LW",
        "names-2-kind": "short",
        "roles-1-area": "sound",
        "roles-1-category": "partner",
        "roles-1-basis": "reading",
        "identifiers-0-scheme": "kvk",
        "identifiers-0-value": "00000000",
        "reason": "Their website",
    }
    answer = client.post(url, data)
    assert answer.status_code == 302, words(answer, 400)
    now = records.record(case, "organisation", "lamp-works")
    assert now is not None
    assert now.content is not None
    assert now.reason == "Their website"
    assert now.actor == anna
    content = now.content
    assert (content["place"], content["latitude"], content["longitude"]) == ("Best", 51.5, 5.4)
    assert (content["region"], content["parent"]) == ("NL41", "lake-university")
    assert [(one["name"], one["kind"]) for one in content["names"]] == [
        ("LW", "short"),
        ("Lamp Works B.V.", "official"),
    ]
    assert [one["area"] for one in content["roles"]] == ["light", "sound"]
    assert content["identifiers"] == [{"scheme": "kvk", "value": "00000000"}]
    # What the form was not told of is as it was.
    assert content["mentions"] == [{"name": "Lamp Works", "passage": "p1"}]
    saved = words(client.get(answer["Location"]))
    assert "Saved." in saved


def test_rows_are_added_without_a_script_and_nothing_typed_is_lost(case: Case, anna: User) -> None:
    client, url = browse(anna), at(case, "organisation_edit", "lamp-works")
    data = filled(client, url) | {"place": "<Best>", "names-3-name": "Another", "add": "names"}
    answer = client.post(url, data)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'name="names-5-name"' in page
    assert 'name="names-6-name"' not in page
    assert 'value="&lt;Best&gt;"' in page
    assert 'value="Another"' in page
    assert len(records.versions(case, "organisation", "lamp-works")) == 1


def test_what_is_wrong_is_told_by_field_and_row_all_at_once(case: Case, anna: User) -> None:
    client, url = browse(anna), at(case, "organisation_edit", "lamp-works")
    data = filled(client, url) | {
        "longitude": "",
        "names-2-name": "Second",
        "names-2-kind": "official",
        "roles-1-area": "sound",
        "roles-1-category": "partner",
        "roles-1-basis": "text",
    }
    page = words(client.post(url, data), 400)
    assert "Degrees east: " in page
    assert "Names, row 3, Kind: " in page or "Names, row 3: Kind: " in page
    assert "Roles in technology areas, row 2: Passage: " in page
    data = filled(client, url) | {
        "parent": "lamp",
        "roles-0-passage": "nothing",
        "region": "limburg",  # in the Netherlands, or in Belgium?
    }
    page = words(client.post(url, data), 400)
    assert "Lamp <Lab> (lamp-lab)" in page  # which of them may be meant
    assert "There is no passage with this id." in page
    assert "No region is known by this name alone" in page


def test_words_of_a_document_become_a_passage_of_the_register(case: Case, anna: User) -> None:
    add_document(case, "001.md", b"# Deel\n\nEen zin. De lamp brandt. Nog een.", source="001")
    client, url = browse(anna), at(case, "organisation_edit", "lamp-works")
    data = filled(client, url) | {"mentions-1-name": "De lamp", "mentions-1-passage": "001:2:9"}
    page = words(client.post(url, data), 400)
    assert "choose from those" in page or "no such place" in page
    number = 1 if "no such place" in page else 2
    data["mentions-1-passage"] = f"001:{number}:2"
    assert client.post(url, data).status_code == 302
    [made] = Cited.objects.filter(case=case, document="001")
    assert (made.slug, made.sentences) == (f"001-{number}-2", "2")
    assert "De lamp brandt." in text(at(case, "organisation", "lamp-works"), anna)
    # The same words are the same passage, also by the address of their paragraph.
    data = filled(client, url) | {
        "mentions-2-name": "Lamp",
        "mentions-2-passage": f"001:{number}:2",
        "mentions-3-name": "De lamp",
        "mentions-3-passage": f"https://host.example/nl/lake/documents/001/#p{number}",
    }
    assert client.post(url, data).status_code == 302
    assert {one.slug for one in Cited.objects.filter(case=case, document="001")} == {
        f"001-{number}-2",
        f"001-{number}",
    }


def test_who_comes_second_sees_both_and_can_still_save(case: Case, anna: User) -> None:
    client, url = browse(anna), at(case, "organisation_edit", "lamp-works")
    data = filled(client, url) | {"place": "Best"}
    now = records.record(case, "organisation", "lamp-works")
    assert now is not None
    assert now.content is not None
    actions.save_record(case, "organisation", now.content | {"place": "Oirschot"}, version=1)
    answer = client.post(url, data)
    page = words(answer)
    assert "Someone else changed this while you were writing" in page
    assert re.search(r"Place\s+Oirschot\s+Best", page)
    again = re.search(r'name="version" value="(\d+)"', answer.content.decode())
    assert again is not None
    assert again[1] == "2"
    assert client.post(url, data | {"version": "2"}).status_code == 302
    assert len(records.versions(case, "organisation", "lamp-works")) == 3


def test_a_new_organisation_gets_an_id_of_its_name(case: Case, anna: User) -> None:
    client, url = browse(anna), at(case, "organisation_new")
    data = filled(client, url)
    assert "Give one official name." in words(
        client.post(url, data | {"kind": "company", "names-0-kind": ""}), 400
    )
    data |= {"kind": "company", "names-0-name": "Lamp Works"}
    answer = client.post(url, data)
    assert answer.status_code == 302
    assert "/organisations/lamp-works-2/" in answer["Location"]


def test_it_is_not_taken_out_while_something_refers_to_it(case: Case, anna: User) -> None:
    client, url = browse(anna), at(case, "organisation_remove", "lamp-works")
    page = words(client.get(url))
    assert "It cannot go yet" in page
    assert "Lamp <Lab>" in page
    assert client.post(url, {"reason": "Gone", "version": "1"}).status_code == 400
    lab = at(case, "organisation_remove", "lamp-lab")
    assert client.post(lab, {"reason": "", "version": "1"}).status_code == 400
    assert client.post(lab, {"reason": "Gone", "version": "1"}).status_code == 302
    gone = at(case, "organisation", "lamp-lab")
    assert browse().get(gone).status_code == 404
    assert "Lamp <Lab> was taken out of the register" in text(gone, anna)
    back = at(case, "organisation_put_back", "lamp-lab")
    assert client.post(back, {"version": "2", "to": "1"}).status_code == 302
    assert "What is Lamp <Lab>?" in text(gone)


def test_an_earlier_version_is_put_back(case: Case, anna: User) -> None:
    now = records.record(case, "organisation", "lamp-works")
    assert now is not None
    assert now.content is not None
    actions.save_record(case, "organisation", now.content | {"place": "Best"}, version=1)
    client, url = browse(anna), at(case, "organisation_put_back", "lamp-works")
    old = client.post(url, {"version": "1", "to": "1"}, follow=True)
    assert "Someone else changed this in the meantime" in words(old)
    assert client.post(url, {"version": "2", "to": "7"}).status_code == 404
    assert client.post(url, {"version": "2", "to": "1"}).status_code == 302
    assert "Company in Eindhoven" in text(at(case, "organisation", "lamp-works"))
    assert "Version 1 put back" in text(at(case, "organisation", "lamp-works"), anna)


# Relations


def test_a_relation_is_added_from_either_side(case: Case, anna: User) -> None:
    client, url = browse(anna), at(case, "relation_new", "lamp-lab")
    data = filled(client, url) | {
        "kind": "<funds",
        "other": "Lamp Works B.V.",
        "start": "2020",
        "basis": "reading",
    }
    assert client.post(url, data).status_code == 302
    tie = Tie.objects.get(kind="funds")
    assert (tie.organisation.slug, tie.other.slug, tie.start) == ("lamp-works", "lamp-lab", "2020")
    assert re.search(r"is funded by\s+Lamp Works", text(at(case, "organisation", "lamp-lab")))


def test_a_relation_ends_and_keeps_its_direction(case: Case, anna: User) -> None:
    for slug in ("lake-university", "lamp-works"):
        client, url = browse(anna), at(case, "relation_edit", slug, "r1")
        data = filled(client, url)
        data["end"] = "2005" if slug == "lake-university" else "2006"
        assert client.post(url, data).status_code == 302
        tie = Tie.objects.get(slug="r1")
        assert (tie.organisation.slug, tie.other.slug) == ("lamp-works", "lake-university")
        assert tie.end == data["end"]
    page = text(at(case, "organisation", "lamp-works"))
    assert re.search(r"from 1999 to 2006\s+our reading\s+ended", page)
    page = words(client.post(url, filled(client, url) | {"other": "nobody at all"}), 400)
    assert "No organisation in the register has this name" in page


def test_a_relation_is_taken_out_with_a_reason(case: Case, anna: User) -> None:
    client, url = browse(anna), at(case, "relation_remove", "lamp-works", "r1")
    assert client.post(url, {"reason": "", "version": "1"}).status_code == 400
    assert client.post(url, {"reason": "Never was", "version": "1"}).status_code == 302
    assert not Tie.objects.exists()
    last = RecordVersion.objects.get(kind="relation", current=True)
    assert (last.content, last.reason) == (None, "Never was")
    text(at(case, "relation_edit", "lamp-lab", "r1"), anna, 404)


# The page of a region


def region(case: Case, code: str, user: User | None = None) -> str:
    with override("en"):
        return text(reverse("compass:region", args=[case.name, code]), user)


def test_a_region_shows_who_is_there_and_what_they_have_to_do_with_home(case: Case) -> None:
    tables = {
        "organisations": [
            *PART,
            {"id": "jena-optics", "kind": "company", "country": "DE", "region": "DEG03",
             "place": "Jena"},
            {"id": "consulate", "kind": "post", "country": "DE", "place": "Berlin"},
        ],
        "names": [
            *ORGANISATIONS["names"],
            {"organisation": "lamp-lab", "name": "Lamp <Lab>", "kind": "official"},
            {"organisation": "jena-optics", "name": "Jena Optics", "kind": "official"},
            {"organisation": "consulate", "name": "The Consulate", "kind": "official"},
        ],
        "relations": [
            {"id": "r2", "organisation": "jena-optics", "other": "lamp-works",
             "kind": "supplier", "start": "2020", "basis": "reading"},
        ],
    }  # fmt: skip
    actions.load_register(case, small(**tables))
    page = region(case, "DEG")
    assert "In the register for Thuringia: 1 company." in page
    assert re.search(r"Jena Optics\s+supplies\s+Lamp Works B.V.\s+since 2020", page)
    assert re.search(r"Posts abroad\s+The Consulate\s+\(Berlin\)", page)
    assert "Lake University" not in page
    assert "Organisations in and about this region" not in region(case, "KR")
    home = region(case, "NL41")
    assert "In the register for North Brabant: 1 company." in home
    assert "Relations with organisations at home" not in home
    with override("en"):
        past = reverse("compass:region", args=[case.name, "DEG"]) + "?as_of=2024-01-01"
    assert "Jena Optics" not in text(past)
