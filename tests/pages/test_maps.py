"""The pages of the ecosystem maps: what they show, to whom, how narrowed, and in a frame."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from windroos.apps.accounts.models import Membership, Organisation, User
from windroos.apps.accounts.roles import Role
from windroos.apps.network import actions
from windroos.apps.network.queries import mapping, records
from windroos.apps.regions.models import Case, Party

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(loaded_case: Case) -> Client:
    """An analyst of the case, logged in."""
    return _client(loaded_case, "anna", Role.ANALYST)


def _client(case: Case, name: str, role: Role) -> Client:
    body = Organisation.objects.create(slug=name, name_nl="De provincie", name_en="The province")
    Party.objects.create(case=case, organisation=body, lead=name == "anna")
    user = User.objects.create_user(f"{name}@voorbeeld.example", name=name)
    Membership.objects.create(user=user, organisation=body, role=role)
    client = Client()
    client.force_login(user)
    return client


def at(case: Case, page: str, *arguments: str, language: str = "en") -> str:
    with override(language):
        return reverse(f"network:{page}", args=[case.name, *arguments])


def text(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, url
    words = re.sub(r"<script.*?</script>|<[^>]+>", " ", answer.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(words))


def test_the_three_maps_of_the_document_are_listed(filled: Case, client: Client) -> None:
    said = text(client, at(filled, "maps"))
    assert "3 maps show companies" in said
    assert "Semiconductors, integrated photonics and quantum" in said
    assert "Medical technology and life sciences" in said
    assert "Gelderland, Overijssel" in said or "North Brabant, Gelderland" in said
    dutch = text(client, at(filled, "maps", language="nl"))
    assert "3 kaarten tonen bedrijven" in dutch
    assert "Onderwijs, onderzoek en faciliteiten" in dutch


def test_without_a_register_the_page_says_what_will_stand_there(
    small_case: Case, client: Client
) -> None:
    assert "No map has been made yet." in text(client, at(small_case, "maps"))
    assert "No organisation in the register fits" in text(client, at(small_case, "ecosystem"))
    text(client, at(small_case, "map", "none"), status=404)


# Counted with awk in organisations.csv and roles.csv: who has a role in semicon, photonics or
# quantum and a region NL41, NL22 or NL21; by category once; without coordinates.
def test_a_map_says_how_many_it_shows_and_that_it_is_not_complete(
    filled: Case, client: Client
) -> None:
    said = text(client, at(filled, "map", "deeptech"))
    assert "45 organisations" in said
    assert "5 have no place that we know of" in said
    assert "is not complete" in said
    assert "SMART Photonics" in said
    assert "no place known" in said
    listed = text(client, at(filled, "map", "deeptech") + "?view=list")
    assert "our reading" in listed


def test_a_map_is_narrowed_by_its_address_alone(filled: Case, client: Client) -> None:
    here = at(filled, "map", "deeptech")
    partners = text(client, f"{here}?category=partner&view=list")
    assert "8 organisations" in partners
    assert "SMART Photonics" not in partners
    twente = text(client, f"{here}?region=NL21&area=photonics&view=list")
    assert "LioniX" in twente
    assert "ASML" not in twente
    # What is not on the map cannot be asked of it.
    assert "45 organisations" in text(client, f"{here}?area=biotechnology&region=JP")


def test_a_selection_of_ones_own_has_an_address(filled: Case, client: Client) -> None:
    said = text(client, at(filled, "ecosystem") + "?area=batteries&view=list")
    assert "A selection of your own" in said
    wanted = mapping.Bounds(("batteries",)).narrowed((), (), ())
    for one in mapping.on_map(filled, wanted):
        assert one.name in said


def test_relations_are_told_in_words(filled: Case, client: Client) -> None:
    said = text(client, at(filled, "map", "deeptech") + "?view=network")
    assert "MESA+ Institute is part of Universiteit Twente" in said
    assert "is onderdeel van Universiteit Twente" in text(
        client, at(filled, "map", "deeptech", language="nl") + "?view=network"
    )


def test_the_drawing_stands_in_the_page_for_who_has_no_script(filled: Case, client: Client) -> None:
    page = client.get(at(filled, "map", "deeptech")).content.decode()
    assert 'class="place-map"' in page
    assert "style=" not in page


def marks(client: Client, url: str, **asked: str) -> Any:
    return client.get(url, asked)


def test_points_are_kept_until_the_register_changes(filled: Case, client: Client) -> None:
    url = at(filled, "map_points", "deeptech")
    asked = {"bbox": "3,50,8,54", "zoom": "7"}
    answer = marks(client, url, **asked)
    told = answer.json()
    assert told["total"] == sum(one["total"] for one in told["marks"]) == 40
    assert told["leftOut"] == 0
    tag = answer["ETag"]
    assert "no-cache" in answer["Cache-Control"]
    again = client.get(url, asked, headers={"If-None-Match": tag})
    assert again.status_code == 304
    found = records.record(filled, "organisation", "asml")
    assert found is not None
    assert found.content is not None
    moved = found.content | {"latitude": 10.0, "longitude": 10.0}
    actions.save_record(filled, "organisation", moved, version=found.number)
    again = client.get(url, asked, headers={"If-None-Match": tag})
    assert again.status_code == 200
    assert again.json()["total"] == 39


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"bbox": "1,2,3", "zoom": "3"},
        {"bbox": "5,51,4,52", "zoom": "3"},
        {"bbox": "nan,1,2,3", "zoom": "3"},
        {"bbox": "3,50,8,54", "zoom": "inf"},
    ],
)
def test_a_view_that_is_none_is_said(filled: Case, client: Client, asked: dict[str, str]) -> None:
    answer = marks(client, at(filled, "map_points", "deeptech"), **asked)
    assert answer.status_code == 400
    assert "bbox" in answer.json()["error"]


def test_points_of_no_map_are_not_there(filled: Case, client: Client) -> None:
    asked = {"bbox": "3,50,8,54", "zoom": "7"}
    assert marks(client, at(filled, "map_points", "none"), **asked).status_code == 404
    assert marks(client, at(filled, "ecosystem_points"), **asked).json()["total"] > 100


def test_an_analyst_makes_changes_and_takes_out_a_map(filled: Case, anna: Client) -> None:
    url = at(filled, "map_new")
    assert "checked" in anna.get(f"{url}?area=batteries").content.decode()
    wrong = anna.post(url, {"label_nl": "Accu's", "label_en": ""})
    assert wrong.status_code == 200
    given = {"label_nl": "Accu’s", "label_en": "Batteries", "areas": ["batteries"], "version": "0"}
    made = anna.post(url, given)
    assert made.status_code == 302
    here = at(filled, "map", "batteries")
    assert made["Location"] == here
    assert "Batteries" in text(anna, here)
    edited = at(filled, "map_edit", "batteries")
    changed = given | {"label_en": "Batteries and cells", "regions": ["NL41"], "version": "1"}
    assert anna.post(edited, changed).status_code == 302
    row = mapping.ecosystem_map(filled, "batteries")
    assert row is not None
    assert (row.label_en, row.regions) == ("Batteries and cells", "NL41")
    late = anna.post(edited, given | {"label_en": "Cells", "version": "1"})
    assert "Someone else changed this" in unescape(late.content.decode())
    # Another map of that name gets an id of its own.
    assert anna.post(url, given)["Location"].endswith("/batteries-2/")
    gone = anna.post(at(filled, "map_remove", "batteries"), {"version": "2", "reason": "Dubbel"})
    assert gone["Location"] == at(filled, "maps")
    assert mapping.ecosystem_map(filled, "batteries") is None
    last = records.versions(filled, "map", "batteries")[0]
    assert (last.content, last.reason) == (None, "Dubbel")


def test_others_make_no_maps(filled: Case, client: Client) -> None:
    vera = _client(filled, "vera", Role.VIEWER)
    assert client.get(at(filled, "map_new")).status_code == 404
    assert vera.get(at(filled, "map_new")).status_code == 403
    assert vera.post(at(filled, "map_remove", "deeptech"), {"version": "1"}).status_code == 403
    assert mapping.ecosystem_map(filled, "deeptech") is not None
    assert at(filled, "map_new") not in client.get(at(filled, "maps")).content.decode()


def test_a_map_stands_in_a_frame_without_cookies(filled: Case, anna: Client) -> None:
    answer = anna.get(at(filled, "map_embed", "food"))
    assert answer.status_code == 200
    assert "frame-ancestors *" in answer["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer
    assert not answer.cookies
    assert "max-age=300" in answer["Cache-Control"]
    assert "37 organisations" in unescape(answer.content.decode())
    assert anna.get(at(filled, "map_embed", "none")).status_code == 404
    assert "frame-ancestors *" not in anna.get(at(filled, "map", "food"))["Content-Security-Policy"]
