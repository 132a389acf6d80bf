"""Letting everyone read a document: what was found in it is looked at first."""

import pytest
from django.test import Client
from tests.apps.people import party, person

from windroos.apps.accounts.roles import Role
from windroos.apps.evidence.actions import add_document
from windroos.apps.evidence.queries import everything, found_in
from windroos.apps.regions.queries import Case

pytestmark = pytest.mark.django_db

LETTER = b"# Brief\n\nBel dhr. Q. Wiekeling op 06-12345678 & nu.\n\nHet water stijgt.\n"


@pytest.fixture
def page(loaded_case: Case) -> str:
    party(loaded_case, "province", lead=True)
    add_document(loaded_case, "brief.txt", LETTER)
    return f"/en/{loaded_case.name}/documents/brief/"


def someone(client: Client, role: Role) -> None:
    client.force_login(person(role, "province"))


def read(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_internal_document_says_so_to_colleagues_and_is_not_there_for_others(
    client: Client, page: str
) -> None:
    assert client.get(page).status_code == 404
    someone(client, Role.VIEWER)
    html = read(client, page)
    assert "Internal: only for those who work on this case." in html
    assert "Let everyone read it" not in html
    assert client.get(f"{page}release/").status_code == 403
    assert client.post(f"{page}withdraw/").status_code == 403


def test_what_was_found_is_looked_at_then_hidden_then_taken_back(
    client: Client, loaded_case: Case, page: str
) -> None:
    someone(client, Role.DECISION_MAKER)
    html = read(client, f"{page}release/")
    assert "<mark>06-12345678</mark> &amp; nu." in html
    document = everything(loaded_case).document("brief")
    assert document is not None
    found = {one.kind: one.id for one in found_in(document)}
    assert f'value="{found["phone"]}" id="hide_{found["phone"]}" checked' in html
    assert f'value="{found["name"]}" id="hide_{found["name"]}">' in html
    sent = {"sha256": document.sha256, "hidden": [found["phone"]], "words": "het water\n"}
    answer = client.post(f"{page}release/", sent)
    assert answer.status_code == 400
    assert "phone numbers (1)" in answer.content.decode()
    sent |= {"confirmed": ["phone", "name"]}
    assert client.post(f"{page}release/", sent).status_code == 302
    assert "06-12345678" in read(client, page)
    as_everyone = read(client, f"{page}?as=everyone")
    public = read(Client(), page)
    for html in (public, as_everyone):
        assert "06-12345678" not in html
        assert "Bel dhr. Q. Wiekeling op […] &amp; nu." in html
        assert "[…] stijgt." in html
    assert client.post(f"{page}withdraw/").status_code == 302
    assert Client().get(page).status_code == 404
