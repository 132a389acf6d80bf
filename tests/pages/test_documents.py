"""The documents of a case: what is in use, what was found again, and the text itself."""

import re
from html import escape
from pathlib import Path

import pytest
from django.test import Client
from tests.apps.people import party, person
from tests.released import publish

from windroos.apps.accounts.roles import Role
from windroos.apps.compass.queries import value
from windroos.apps.regions.queries import Case

pytestmark = pytest.mark.django_db

HOSTILE = """# A report

## A "section" & <more

One < two & three. "Quoted" <img src=x onerror=alert(1) and so on.
"""


@pytest.fixture
def policy(shared: Path) -> bytes:
    return (shared / "seeds" / "001_8dc3de28740240c8.txt").read_bytes()


def page(client: Client, case: Case, rest: str = "") -> str:
    response = client.get(f"/en/{case.name}/documents/{rest}")
    assert response.status_code == 200
    return response.content.decode()


def test_every_source_of_the_case_is_listed(client: Client, loaded_case: Case) -> None:
    case = value(loaded_case)
    html = page(client, loaded_case)
    for source in case.sources.values():
        assert f'id="{source.id}"' in html
        assert escape(source.title) in html
    for figure in case.figures:
        assert escape(figure.cell) in html
    assert "of which 0 can be read here" in html
    assert "windroos documents add FILE" in html


def test_the_passages_of_a_document_are_counted(
    client: Client, loaded_case: Case, policy: bytes
) -> None:
    total = sum(one.document == "001" for one in value(loaded_case).locators.values())
    publish(loaded_case, "001.txt", policy)
    assert f"{total} found" in page(client, loaded_case)
    publish(loaded_case, "001.txt", policy.replace(b"reactief in de", b"actief in de"))
    assert "broken</a>" in page(client, loaded_case)


def test_a_document_that_was_not_added_shows_its_places(client: Client, loaded_case: Case) -> None:
    html = page(client, loaded_case, "001/")
    for locator in value(loaded_case).locators.values():
        if locator.document == "001":
            assert f'id="{locator.id}"' in html
    assert "cannot be read here" in html


def test_a_document_reads_with_its_passages_marked(
    client: Client, loaded_case: Case, policy: bytes
) -> None:
    publish(loaded_case, "001.txt", policy)
    html = page(client, loaded_case, "001/")
    for locator in value(loaded_case).locators.values():
        if locator.document == "001":
            assert html.count(f'id="{locator.id}"') == 1
    meant = "Het is een regio in Duitsland waar we de ontwikkelingen reactief in de gaten houden."
    assert f'<mark class="passage"><span id="001-thuringen-1-s2"></span>{meant}</mark>' in html
    assert "/regions/DEG/?role=innovation#statement_s-deg-innovation-2" in html
    assert "/regions/DEG/#judgement_" in html
    assert "/method/#innovation-level" in html


def test_a_table_is_read_as_one(client: Client, loaded_case: Case) -> None:
    text = "# Kop\n\nRegio\tInzet\tNoot\nSaksen\t-\t\nJapan\tInzet\t1\n\nEen alinea.\n"
    publish(loaded_case, "other.txt", text.encode())
    html = page(client, loaded_case, "other/")
    (table,) = re.findall(r'<table class="document-table">(.*?)</table>', html, re.DOTALL)
    rows = [re.findall(r"<td>(.*?)</td>", row) for row in table.split("</tr>")[:-1]]
    assert rows == [["Regio", "Inzet", "Noot"], ["Saksen", "-", ""], ["Japan", "Inzet", "1"]]
    assert 'id="p4"' in html[html.index("</table>") :]


def test_one_changed_word_is_told_on_top(client: Client, loaded_case: Case, policy: bytes) -> None:
    publish(loaded_case, "001.txt", policy.replace(b"reactief in de", b"actief in de"))
    html = page(client, loaded_case, "001/")
    broken = html[html.index('id="section_broken"') : html.index('<div class="document"')]
    assert 'id="001-thuringen-1-s2"' in broken
    assert "Thüringen" in broken
    assert "Thüringen kenmerkt zich door" in broken[broken.index("What stands there now") :]


def test_what_changed_is_told_word_by_word_to_who_works_on_the_case(
    client: Client, loaded_case: Case, policy: bytes
) -> None:
    """To others not: what was taken out may have been taken out on purpose."""
    publish(loaded_case, "001.txt", policy)
    publish(loaded_case, "001.txt", policy.replace(b"reactief in de", b"actief in de"))
    assert "<del>" not in page(client, loaded_case, "001/")
    party(loaded_case, "province")
    client.force_login(person(Role.ANALYST))
    html = page(client, loaded_case, "001/")
    broken = html[html.index('id="section_broken"') : html.index('<div class="document"')]
    assert "<del>reactief</del>" in broken
    assert "<ins>actief</ins>" in broken


def test_a_document_outside_the_case_can_be_read_and_does_no_harm(
    client: Client, loaded_case: Case
) -> None:
    publish(loaded_case, "<b>other.txt", HOSTILE.encode())
    html = page(client, loaded_case)
    assert "Added, but not of the case" in html
    assert "<b>other.txt" not in html
    slug = html.split("Added, but not of the case")[1].split("/documents/")[1].split("/")[0]
    text = page(client, loaded_case, f"{slug}/")
    assert "<img src=x" not in text
    assert "&lt;img src=x onerror=alert(1) and so on." in text
    assert "Nothing rests on this document yet." in text


def test_addresses_that_lead_nowhere_or_elsewhere(client: Client, loaded_case: Case) -> None:
    assert client.get(f"/en/{loaded_case.name}/documents/none/").status_code == 404
    response = client.get(f"/en/{loaded_case.name}/documents/eis-2025/")
    assert response["Location"] == f"/en/{loaded_case.name}/documents/#eis-2025"
