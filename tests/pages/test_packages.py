"""Loading a case on the web: look first, then load or throw away; and adding a document."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.apps.people import party, person
from tests.cases import packages

from windroos.apps.accounts.models import Event
from windroos.apps.accounts.roles import Role
from windroos.apps.compass import queries
from windroos.apps.compass.actions import Entry, judge, load_case
from windroos.apps.regions.models import Case
from windroos.cases.archive import packed
from windroos.cases.check import read
from windroos.cases.tables import descriptor

PAGE = "/en/account/packages/"
DOCUMENTS = "/en/lake/documents/"


@pytest.fixture
def case(db: None, tmp_path: Path) -> Case:
    made = load_case(read(packages.write(tmp_path / "package"))).case
    party(made, "university", lead=True)
    party(made, "town")
    return made


@pytest.fixture
def administrator(case: Case, client: Client) -> Client:
    client.force_login(person(Role.ADMINISTRATOR, "university"))
    return client


def zipped(folder: Path, described: Any = None, **cells: Any) -> SimpleUploadedFile:
    tables = packages.rows()
    next(row for row in tables["judgements"] if row["id"] == "j4").update(cells)
    written = packages.write(folder, tables, described=described)
    content = packed({file.name: file.read_bytes() for file in sorted(written.iterdir())})
    return SimpleUploadedFile("lake.zip", content)


def hand_in(client: Client, file: SimpleUploadedFile) -> tuple[str, str]:
    """The address of the page that tells what it changes, and that page."""
    response = client.post(PAGE, {"file": file})
    assert response.status_code == 302, response.content.decode()
    return response["Location"], client.get(response["Location"]).content.decode()


def rating(case: Case) -> object:
    rows = queries.package(Case.objects.get(pk=case.pk)).tables["judgements"]
    return next(row["rating"] for row in rows if row["id"] == "j4")


def test_a_package_is_looked_at_and_then_loaded(
    administrator: Client, case: Case, tmp_path: Path
) -> None:
    address, html = hand_in(administrator, zipped(tmp_path / "next", rating=3))
    assert "1 row of Lake would change" in html
    assert rating(case) == 1
    loaded = administrator.post(address, {"do": "load", "seen": case.state}, follow=True)
    assert "was loaded: 1 row changed" in loaded.content.decode()
    assert rating(case) == 3
    assert Event.objects.filter(verb="case-loaded").latest("pk").via == "web"
    assert "is no longer kept" in administrator.get(address, follow=True).content.decode()


def test_a_new_case_is_made(administrator: Client, tmp_path: Path) -> None:
    address, html = hand_in(administrator, zipped(tmp_path / "p", descriptor("pond", "Pond")))
    assert "It makes a new case: Pond" in html
    administrator.post(address, {"do": "load", "seen": "0"})
    assert Case.objects.get(name="pond").title == "Pond"


def test_everything_that_is_wrong_is_told(administrator: Client, tmp_path: Path) -> None:
    _address, html = hand_in(administrator, zipped(tmp_path / "next", rating="high", region="XX"))
    assert "judgements.csv" in html
    assert "“high” is not a number" in html
    assert 'value="load"' not in html


def test_where_people_changed_the_same_one_chooses(
    administrator: Client, case: Case, tmp_path: Path
) -> None:
    entry = Entry({"rating": 5.0, "reason_en": "Seen"}, "j4")
    judge(case, [entry], actor=person(Role.ANALYST, "university"))
    state = Case.objects.get(pk=case.pk).state
    address, html = hand_in(administrator, zipped(tmp_path / "next", rating=3))
    assert "people changed 1 row that it changes too" in html
    assert 'value="load"' not in html
    administrator.post(address, {"do": "load", "seen": state})
    assert rating(case) == 5
    assert 'value="load"' in administrator.get(f"{address}?keep=package").content.decode()
    administrator.post(address, {"do": "load", "seen": state, "keep": "package"})
    assert rating(case) == 3


def test_what_changed_since_is_not_loaded(
    administrator: Client, case: Case, tmp_path: Path
) -> None:
    address, _html = hand_in(administrator, zipped(tmp_path / "next", rating=3))
    for seen in (case.state - 1, "x", "", "9" * 5000):
        late = administrator.post(address, {"do": "load", "seen": seen})
        assert late.status_code == 409
        assert "The case changed since you looked" in late.content.decode()
    assert rating(case) == 1


def test_what_the_case_says_already_is_not_loaded(
    administrator: Client, case: Case, tmp_path: Path
) -> None:
    """Of the one row it has another of, people's is kept."""
    entry = Entry({"rating": 5.0, "reason_en": "Seen"}, "j4")
    judge(case, [entry], actor=person(Role.ANALYST, "university"))
    address, _html = hand_in(administrator, zipped(tmp_path / "next", rating=3))
    html = administrator.get(f"{address}?keep=people").content.decode()
    assert "Nothing: the case says all of it already." in html
    assert 'value="load"' not in html


def test_it_is_thrown_away(administrator: Client, case: Case, tmp_path: Path) -> None:
    address, _html = hand_in(administrator, zipped(tmp_path / "next", rating=3))
    assert administrator.post(address, {"do": "drop"}).status_code == 302
    assert administrator.get(address).status_code == 302
    assert rating(case) == 1


def test_what_is_no_package_is_told_at_the_field(administrator: Client) -> None:
    response = administrator.post(PAGE, {"file": SimpleUploadedFile("a.zip", b"a")})
    assert response.status_code == 400
    assert "Is not a zip file that can be read" in response.content.decode()


def test_who_does_not_lead_looks_only(case: Case, client: Client, tmp_path: Path) -> None:
    client.force_login(person(Role.ADMINISTRATOR, "town"))
    address, html = hand_in(client, zipped(tmp_path / "next", rating=3))
    assert 'value="load"' not in html
    assert client.post(address, {"do": "load", "seen": case.state}).status_code == 403
    assert rating(case) == 1


@pytest.mark.parametrize("role", [Role.ANALYST, Role.DECISION_MAKER, Role.VIEWER])
def test_it_is_for_administrators(case: Case, client: Client, role: Role) -> None:
    assert client.get(PAGE).status_code == 302
    client.force_login(person(role, "university"))
    assert client.get(PAGE).status_code == 403


def test_an_administrator_adds_a_document(administrator: Client, case: Case) -> None:
    assert 'name="file"' in administrator.get(DOCUMENTS).content.decode()
    text = SimpleUploadedFile("report.txt", b"Een verslag.\n\nEen alinea.\n")
    response = administrator.post(DOCUMENTS, {"file": text, "source": "report"}, follow=True)
    assert "was added" in response.content.decode()
    assert Event.objects.get(verb="document-added").via == "web"
    image = SimpleUploadedFile("a.png", b"\x89PNG\xff")
    wrong = administrator.post(DOCUMENTS, {"file": image})
    assert wrong.status_code == 400
    assert "it is not UTF-8 text (byte 0): save the document as" in wrong.content.decode()


def test_others_add_no_document(case: Case, client: Client) -> None:
    assert 'name="file"' not in client.get(DOCUMENTS).content.decode()
    client.force_login(person(Role.ANALYST, "university"))
    text = SimpleUploadedFile("report.txt", b"A report.\n\nA paragraph.\n")
    assert client.post(DOCUMENTS, {"file": text}).status_code == 403


def test_faults_are_told_by_line_and_in_the_language_of_the_reader(
    administrator: Client, tmp_path: Path
) -> None:
    """A row that stands twice: in Dutch, with the line where it stands first (under the head)."""
    tables = packages.rows()
    tables["judgements"].append({**tables["judgements"][0]})
    folder = packages.write(tmp_path / "twice", tables)
    content = packed({file.name: file.read_bytes() for file in folder.iterdir()})
    response = administrator.post(
        "/nl/account/packages/", {"file": SimpleUploadedFile("lake.zip", content)}, follow=True
    )
    page = response.content.decode()
    line = len(tables["judgements"]) + 1
    assert f"judgements.csv, regel {line}, id" in page
    assert "staat al op regel 2" in page
    assert "stands on line" not in page
