"""Accepting and rejecting beside a passage what it seems to be about."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.apps.people import party, person
from tests.released import publish

from windroos.apps.accounts.roles import Role
from windroos.apps.evidence.models import Marking
from windroos.apps.evidence.queries import everything
from windroos.apps.regions.queries import Case

pytestmark = pytest.mark.django_db

TEXT = b"# Reis\n\nEen bezoek aan Japan en Beierse bedrijven.\n\nDe koffie was warm, in India.\n"


@pytest.fixture
def page(loaded_case: Case) -> str:
    party(loaded_case, "province", lead=True)
    publish(loaded_case, "reis.md", TEXT)
    return f"/en/{loaded_case.name}/documents/reis/"


@pytest.fixture
def hashes(loaded_case: Case, page: str) -> list[str]:
    document = everything(loaded_case).document("reis")
    assert document is not None
    return [one.sha256 for one in everything(loaded_case).passages(document)]


def read(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def chips(html: str) -> list[list[str]]:
    lists = re.findall(r'<ul class="passage-about".*?</ul>', html, re.DOTALL)
    found = r'<li class="is-(\w+)"[^>]*>(?:<(?:a|span)[^>]*>)?([^<]+)'
    return [[f"{name} {state}" for state, name in re.findall(found, one)] for one in lists]


def test_only_who_may_sees_the_buttons(client: Client, page: str, hashes: list[str]) -> None:
    assert "mark-button" not in read(client, page)
    client.force_login(person(Role.VIEWER, "province"))
    assert "mark-button" not in read(client, page)
    pressed = {"accept": "region:JP", "sha256": hashes[0]}
    assert client.post(f"{page}mark/1/", pressed).status_code == 403
    assert client.get(f"{page}mark/1/").status_code == 403
    client.force_login(person(Role.DECISION_MAKER, "province"))
    assert "mark-button" in read(client, page)
    assert "mark-button" not in read(client, f"{page}?as=everyone")


def test_a_button_does_what_it_says_and_leads_back(
    client: Client, page: str, hashes: list[str]
) -> None:
    client.force_login(person(Role.ANALYST, "province"))
    sent = {"sha256": hashes[0], "back": "about=region%3AJP"}
    answer = client.post(f"{page}mark/1/", {**sent, "reject": "region:JP"})
    assert answer["Location"] == f"{page}?about=region%3AJP#p1"
    answer = client.post(f"{page}mark/1/", {**sent, "back": "", "accept": "region:DE2"})
    assert answer["Location"] == f"{page}#p1"
    html = read(client, page)
    assert chips(html)[0] == ["Bavaria accepted", "Japan rejected"]
    assert "2 proposals were judged here; accepted: 1 (50%)." in html
    # To everyone else it is not proposed again, nor is it to be chosen.
    everyone = read(Client(), page)
    assert chips(everyone) == [["Bavaria accepted"], ["India open"]]
    assert "region:JP" not in everyone
    only = read(Client(), f"{page}?only=accepted")
    assert chips(only) == [["Bavaria accepted"]]
    assert "region:IN" not in only
    client.post(f"{page}mark/1/", {**sent, "undo": "region:JP"})
    assert "Japan open" in chips(read(Client(), page))[0]


def test_something_is_added_with_a_reason(client: Client, page: str, hashes: list[str]) -> None:
    client.force_login(person(Role.ANALYST, "province"))
    sent = {"sha256": hashes[1], "subject": "theme:agrifood", "reason": "Coffee", "do": "accept"}
    assert client.post(f"{page}mark/2/", sent).status_code == 302
    html = read(client, f"{page}mark/2/")
    assert "added by a person" in html
    assert ": Coffee" in html
    assert "Agrifood accepted" in chips(read(client, page))[1]


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"accept": "region:XQ"}, "There is no region “XQ”"),
        ({"accept": "nothing"}, "one of these kinds"),
        ({}, "Choose what you say of the passage."),
        ({"accept": "region:JP", "sha256": "0"}, "No paragraph of the current version"),
        ({"do": "accept", "subject": ""}, "This field is required."),
        ({"do": "accept", "subject": "region:XQ"}, "XQ"),
    ],
)
def test_what_cannot_be_said_is_told(
    client: Client, page: str, hashes: list[str], sent: dict[str, str], says: str
) -> None:
    client.force_login(person(Role.ANALYST, "province"))
    answer = client.post(f"{page}mark/1/", {"sha256": hashes[0], **sent})
    assert answer.status_code == 400
    assert says in answer.content.decode()
    assert not Marking.objects.exists()


def test_of_what_is_not_there_nothing_is_said(client: Client, page: str) -> None:
    client.force_login(person(Role.ANALYST, "province"))
    assert client.get(f"{page}mark/9/").status_code == 404
