"""Nothing of a contact is on any page, in any file or answer for a visitor or a viewer, and after
an erasure nothing is left in the database.

The world has a person who does not exist, with a name, an address and a number that stand nowhere
else, wherever people write about persons. Every address of the site and of the API is asked for.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models
from django.test import Client
from pytest_django import DjangoDbBlocker, Settings
from tests.apps.stored import everything, undone
from tests.apps.test_internal import DOWNLOAD, addresses
from tests.apps.world import PERSON, World, build
from tests.standing import standing

from windroos.apps.accounts import replies
from windroos.apps.accounts.models import Reply
from windroos.apps.network import actions as network
from windroos.apps.network import queries
from windroos.apps.network.models import Contact, ContactMoment, Dialogue
from windroos.site.api.document import document

LAKE = "/en/lake"
API = "/api/v1/cases/lake"
# However they are written: whole, a part that is theirs alone, or only the digits.
MARKS = ("zephyrine", "qwikkelbos", "00998877", "0998877")
BLIND = ("visitor", "viewer of the university")
SEEING = ("analyst of the university", "decision-maker of the town", "administrator of the town")


@pytest.fixture(scope="module")
def made(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: Any
) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("world")
    with standing(django_db_blocker, folder):
        yield build(folder)


@pytest.fixture
def world(made: World, db: None, settings: Settings) -> World:
    settings.WINDROOS_LAKE = Path(made.folder) / "lake"
    return made


def client_of(world: World, who: str) -> Client:
    client = Client(raise_request_exception=False)
    if who != "visitor":
        client.force_login(world.row(who))
    return client


def told(answer: Any) -> str:
    """Everything an answer holds: packed files opened, escapes undone, headers too."""
    content = b"".join(answer) if answer.streaming else answer.content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            content = b"\n".join(packed.read(name) for name in packed.namelist())
    return f"{unescape(content.decode(errors='replace'))} {answer.headers}".casefold()


def marks_in(text: str) -> list[str]:
    return [mark for mark in MARKS if mark in re.sub(r"(?<=\d)[\s\-]+(?=\d)", "", text)]


def everywhere(world: World) -> list[str]:
    """Every address that can be read, in both languages, with the numbers of what there is."""
    numbers = [world.row(one).pk for one in ("contact", "colleague", "moment", "talk with contact")]
    english = set(addresses())
    of_persons = {
        f"{LAKE}/{kind}/{number}/{page}"
        for number in numbers
        for kind, pages in (
            ("contacts", ("", "edit/", "erase/", "data.json", "data.csv")),
            ("moments", ("", "edit/")),
            ("dialogues", ("", "edit/", "release/")),
        )
        for page in pages
    } | {
        f"{API}/{kind}/{number}{page}"
        for number in numbers
        for kind in ("contacts", "moments", "dialogues")
        for page in ("", "/versions", "/data")
    }
    english |= of_persons
    # In Dutch the pages: files and the API are the same.
    dutch = {f"/nl{one[3:]}" for one in english if one.startswith("/en/") and one.endswith("/")}
    return sorted(english | dutch)


def searches(world: World) -> list[str]:
    """Addresses that ask for the person; what was asked may come back, what is known may not."""
    found = []
    for words in (PERSON["name"], PERSON["email"], "Qwikkelbos"):
        asked = words.replace("+", "%2B").replace(" ", "%20")
        found += [
            f"{LAKE}/search/?q={asked}",
            f"/nl/lake/search/?q={asked}",
            f"{LAKE}/dialogues/?words={asked}",
            f"{LAKE}/contacts/?words={asked}",
            f"{API}/search?q={asked}",
            f"{API}/dialogues?words={asked}",
            f"{API}/contacts?words={asked}",
            f"{API}/events?subject={asked}",
        ]
    return found


@pytest.mark.parametrize("who", BLIND)
def test_who_may_not_see_persons_meets_nothing_of_a_contact(world: World, who: str) -> None:
    client = client_of(world, who)
    seen, failed = {}, []
    for address in everywhere(world):
        answer = client.get(address)
        if marks := marks_in(told(answer)):
            seen[address] = marks
        if answer.status_code >= 500:
            failed.append(address)
    assert (seen, failed) == ({}, [])


@pytest.mark.parametrize("who", BLIND)
def test_asking_for_the_name_finds_nothing(world: World, who: str) -> None:
    """The page says back what was asked for, and names no dialogue, contact or moment for it."""
    client = client_of(world, who)
    rows = {"dialogues": "talk with contact", "contacts": "contact", "moments": "moment"}
    ways = "|".join(f"{kind}/{world.row(name).pk}" for kind, name in rows.items())
    for address in searches(world):
        text = told(client.get(address))
        assert not re.search(rf"({ways})\b", text), address
        # In the address and in the field of the search it may stand; each of them has the one
        # part that was asked, and none the other data.
        assert "00998877" not in text, address
        if "verzonnen" not in address:
            assert PERSON["email"] not in text, address


@pytest.mark.parametrize("who", BLIND)
def test_no_refusal_of_a_write_tells_of_a_contact(world: World, who: str) -> None:
    """Every operation that writes, with nothing, with nonsense and with what would be right."""
    client = client_of(world, who)
    numbers = [world.row(one).pk for one in ("contact", "moment", "talk with contact")]
    person = {"name": PERSON["name"], "basis": "consent", "purpose": "x", "keptUntil": "2030-01-01"}
    moment = {"day": "2026-11-01", "kind": "call", "subject": "x", "contacts": numbers}
    seen = {}
    asked = {
        (method, re.sub(r"{\w+}", str(number), f"/api/v1{path.replace('{case}', 'lake')}"))
        for path, operations in document("en", "")["paths"].items()
        for method in operations.keys() & {"post", "put", "patch", "delete"}
        for number in numbers
    }
    for method, address in sorted(asked):
        for body in ({}, {"strange": 1}, person, moment, {"keptUntil": "soon"}, []):
            with undone():
                answer = client.generic(
                    method.upper(),
                    address,
                    json.dumps(body),
                    "application/json",
                    headers={"If-Match": '"1"'},
                )
            # What one sent oneself may come back.
            text = told(answer).replace(person["name"].casefold(), "")
            if marks := marks_in(text):
                seen[method, address] = (answer.status_code, marks)
    assert seen == {}


@pytest.mark.parametrize("who", BLIND)
def test_forms_of_persons_are_refused_without_telling(world: World, who: str) -> None:
    client = client_of(world, who)
    number = world.row("contact").pk
    for page in ("edit/", "erase/", "put-back/", "remove/"):
        for kind in ("contacts", "moments"):
            answer = client.post(
                f"{LAKE}/{kind}/{number}/{page}", {"version": 1, "sure": "on", "to": 1}
            )
            assert answer.status_code in (302, 403, 404), page
            assert marks_in(told(answer)) == [], page
    assert Contact.objects.get(pk=number).name == PERSON["name"]


def test_no_file_of_the_catalogue_has_a_contact(world: World) -> None:
    from rdflib import Graph

    client, offered = Client(), 0
    catalogue = client.get("/catalog.ttl").content
    assert marks_in(catalogue.decode().casefold()) == []
    for url in Graph().parse(data=catalogue, format="turtle").objects(None, DOWNLOAD):
        address = re.sub(r"^https?://[^/]+", "", str(url))
        assert marks_in(told(client.get(address))) == [], url
        offered += 1
    assert offered > 100


@pytest.mark.parametrize("who", SEEING)
def test_colleagues_who_may_do_see_them(world: World, who: str) -> None:
    """So that the marks are known to be there to be seen."""
    client = client_of(world, who)
    contact, moment, talk = (
        world.row(one).pk for one in ("contact", "moment", "talk with contact")
    )
    for address in (
        f"{LAKE}/contacts/{contact}/",
        f"{LAKE}/contacts/{contact}/data.json",
        f"{LAKE}/contacts/{contact}/data.csv",
        f"{LAKE}/moments/{moment}/",
        f"{LAKE}/dialogues/{talk}/",
        f"{API}/contacts/{contact}",
        f"{API}/contacts/{contact}/data",
        f"{API}/moments/{moment}",
        f"{API}/dialogues/{talk}",
    ):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert {"zephyrine", "qwikkelbos", "00998877"} <= set(marks_in(told(answer))), address
    assert "zephyrine" in told(client.get(f"{LAKE}/contacts/"))
    found = told(client.get(f"{LAKE}/search/?q=Qwikkelbos"))
    assert f"/dialogues/{talk}" in found


# Erasing


def columns() -> Iterator[tuple[str, str, str]]:
    """Every value of every column of every model, as text."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            for value in model._base_manager.values_list(field.attname, flat=True).distinct():
                text = json.dumps(value, ensure_ascii=False, default=str)
                yield model._meta.label, field.attname, text.casefold()


def test_before_an_erasure_the_columns_do_hold_the_person(world: World) -> None:
    holding = {label for label, _name, text in columns() if marks_in(text)}
    assert holding == {"network.Contact", "network.ContactMoment", "network.Dialogue"}


def test_after_an_erasure_nothing_is_left_in_any_table(world: World) -> None:
    actor, case = world.row("administrator of the university"), world.case
    analyst = world.row("analyst of the university")
    reply = replies.claim(analyst, "once", "x")
    assert reply is not None
    replies.keep(reply, 200, {}, json.dumps({"name": PERSON["name"]}))
    number = world.row("contact").pk
    done = network.erase_contact(actor=actor, case=case, contact=number, version=1)
    left = {(label, name) for label, name, text in columns() if marks_in(text)}
    assert left == set()
    # Not by the models alone: what stands in the tables themselves.
    assert marks_in(str(everything()).casefold()) == []
    assert not Reply.objects.exists()
    assert {(kind, field) for kind, _number, field in done.taken_out} == {
        ("dialogue", "contact"),
        ("moment", "subject"),
        ("moment", "summary"),
        ("contact", "note"),
    }
    assert list(done.left) == []
    row = Contact.objects.get(pk=number)
    assert row.erased is not None
    assert {getattr(row, name) for name in Contact.PERSONAL} == {""}
    # What was not about the person stays.
    moment = ContactMoment.objects.get(pk=world.row("moment").pk)
    assert (moment.subject, moment.contacts) == ("Singing with […]", [number])
    assert moment.summary == "[…], […], […]"
    talk = Dialogue.objects.get(pk=world.row("talk with contact").pk)
    assert (talk.contact, talk.summary) == ("[…], […], […]", "On choirs")
    assert Contact.objects.get(pk=world.row("colleague").pk).note == "Works with […]"
    for address in (f"{LAKE}/contacts/{number}/", f"{LAKE}/moments/{moment.pk}/", f"{LAKE}/work/"):
        answer = client_of(world, "analyst of the university").get(address)
        assert (answer.status_code, marks_in(told(answer))) == (200, []), address
    held = queries.held_about(case, actor, number)
    assert held is not None
    assert marks_in(json.dumps(held).casefold()) == []


def test_every_text_of_the_models_is_looked_through() -> None:
    """A kind of column that the test above could not read would hide what it holds."""
    strange = {
        type(field).__name__
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if isinstance(field, models.BinaryField)
    }
    # Workbooks and packages that were handed in, as bytes: contacts are in neither.
    assert strange <= {"BinaryField"}
    assert connection.vendor in ("sqlite", "postgresql")
