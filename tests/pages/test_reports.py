"""The pages of reports: looking before making, reading, files, checking, releasing."""

from __future__ import annotations

import io
import json
import re
import zipfile
from html import unescape

import pytest
from django.test import Client
from tests.apps.people import party, person
from tests.papers import SCORES

from windroos.apps.accounts.models import User
from windroos.apps.accounts.roles import Role
from windroos.apps.network.actions import load_register
from windroos.apps.programmes.actions import load_facts
from windroos.apps.regions.queries import Case
from windroos.apps.reports.actions import make_report, release_report, withdraw_report
from windroos.apps.reports.models import Report
from windroos.cases import register, reports
from windroos.cases.facts.check import read
from windroos.cases.papers import PAPERS

LIST = "/en/noord_brabant/reports/"


@pytest.fixture(autouse=True)
def scores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PAPERS, "scores", SCORES)


@pytest.fixture
def case(loaded_case: Case) -> Case:
    party(loaded_case, "province", lead=True, decides=("innovation",))
    return loaded_case


@pytest.fixture
def anna(case: Case) -> User:
    return person(Role.ANALYST, "province", "Anna")


@pytest.fixture
def bob(case: Case) -> User:
    return person(Role.DECISION_MAKER, "province", "Bob")


@pytest.fixture
def released(case: Case, anna: User, bob: User) -> Report:
    made = make_report(case, "scores", {"region": "JP"}, actor=anna)
    return release_report(case, made.number, actor=bob)


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    words = re.sub(r"<[^>]+>", " ", unescape(answer.content.decode()))
    return " ".join(words.split())


def test_one_looks_at_a_report_before_it_is_made(client: Client, anna: User) -> None:
    client.force_login(anna)
    assert "The scores The score of every region." in text(client, f"{LIST}new/")
    assert "Choose what it is about" in text(client, f"{LIST}new/?kind=scores")
    looked = client.get(f"{LIST}new/?kind=scores&look=1&region=JP")
    assert "Nothing has been kept yet." in looked.content.decode()
    assert '<th scope="row">JP</th>' in looked.content.decode()
    assert '<input type="hidden" name="region" value="JP">' in looked.content.decode()
    assert not Report.objects.exists()
    made = client.post(f"{LIST}new/?kind=scores", {"region": "JP"})
    assert made["Location"] == f"{LIST}1/"
    page = text(client, f"{LIST}1/")
    assert "The scores" in page
    assert "it has not been released" in page
    assert "Anna made a report of what was known on 21 November 2026: 1. The scores." in page


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("region=XX", "Select a valid choice"),
        ("day=2027-01-01", "Choose a day that is not in the future."),
    ],
)
def test_what_cannot_be_asked_is_said_at_its_field(
    client: Client, anna: User, query: str, told: str
) -> None:
    client.force_login(anna)
    assert told in text(client, f"{LIST}new/?kind=scores&look=1&{query}", status=400)
    assert text(client, f"{LIST}new/?kind=poems", status=404)


def test_only_who_may_makes_reports(client: Client, case: Case, anna: User) -> None:
    assert client.get(f"{LIST}new/").status_code == 403
    client.force_login(person(Role.VIEWER, "province"))
    assert client.post(f"{LIST}new/?kind=scores", {}).status_code == 403
    make_report(case, "scores", actor=anna)
    client.logout()
    for page in ("1/", "1/check/", "1/report.json", "1/report.pdf"):
        assert client.get(f"{LIST}{page}").status_code == 404
    assert "No report has been released yet." in text(client, LIST)


def test_everyone_reads_what_is_released_in_both_languages(
    client: Client, released: Report
) -> None:
    assert "The scores The scores · Region: Japan" in text(client, LIST)
    page = text(client, f"{LIST}1/")
    assert f"SHA-256 {released.sha256_en}" in page
    assert "Anna" not in page
    dutch = client.get("/nl/noord_brabant/reports/1/").content.decode()
    assert "De scores" in dutch
    assert released.sha256_nl in dutch


def test_its_files(client: Client, released: Report) -> None:
    starts = {"pdf": b"%PDF-1.7", "docx": b"PK", "xlsx": b"PK", "csv": b"PK", "html": b"<!doctype"}
    for form, start in starts.items():
        answer = client.get(f"{LIST}1/report.{form}")
        assert answer.content.startswith(start), form
        again = client.get(f"{LIST}1/report.{form}", headers={"If-None-Match": answer["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    packed = zipfile.ZipFile(io.BytesIO(client.get(f"{LIST}1/report.csv").content))
    assert any("JP" in packed.read(name).decode() for name in packed.namelist())
    dutch = client.get("/nl/noord_brabant/reports/1/report.csv")
    assert dutch["Content-Disposition"].endswith('noord_brabant-scores-1-nl.zip"')
    assert client.get(f"{LIST}1/report.doc").status_code == 404
    given = json.loads(client.get(f"{LIST}1/report.json").content)
    assert given["papersSha256"] == {"nl": released.sha256_nl, "en": released.sha256_en}
    assert reports.verify(given).holds


def test_anyone_checks_a_report(client: Client, released: Report) -> None:
    assert "made again it says exactly the same, and today" in text(client, f"{LIST}1/check/")
    # Someone with a hand in the database.
    papers = released.papers
    papers["en"]["sections"][0]["blocks"][0]["rows"][0]["cells"][1] = 0.99
    Report.objects.update(papers=papers)
    page = text(client, f"{LIST}1/check/")
    assert "it does not say the same" in page
    assert "By region › Score › JP › Score 0.99" in page


def test_releasing_and_withdrawing(client: Client, case: Case, anna: User, bob: User) -> None:
    make_report(case, "scores", actor=anna)
    client.force_login(anna)
    assert client.post(f"{LIST}1/release/").status_code == 403
    client.force_login(bob)
    assert "Release this report" in text(client, f"{LIST}1/")
    assert client.post(f"{LIST}1/release/")["Location"] == f"{LIST}1/"
    assert "Everyone can read this report now." in text(client, f"{LIST}1/")
    assert client.post(f"{LIST}1/withdraw/", {"reason": " "}).status_code == 400
    assert client.post(f"{LIST}1/withdraw/", {"reason": "A slip"})["Location"] == f"{LIST}1/"
    assert "This report was withdrawn on" in text(client, f"{LIST}1/")
    client.logout()
    page = text(client, f"{LIST}1/", status=410)
    assert "A slip" in page
    assert "By region" not in page
    assert client.get(f"{LIST}1/report.json").status_code == 404
    assert client.get(f"{LIST}1/check/").status_code == 404


def test_a_later_one_is_named(
    client: Client, case: Case, anna: User, bob: User, released: Report
) -> None:
    assert released.number == 1
    assert "There is a newer one" not in text(client, f"{LIST}1/")
    later = make_report(case, "scores", {"region": "JP"}, actor=anna)
    release_report(case, later.number, actor=bob)
    named = "There is a newer one: number 2, as known on 21 November 2026."
    assert named in text(client, f"{LIST}1/")
    withdraw_report(case, 2, reason="Wrong", actor=bob)
    assert named not in text(client, f"{LIST}1/")


@pytest.mark.parametrize("kind", sorted(PAPERS))
def test_every_kind_can_be_looked_at(client: Client, case: Case, anna: User, kind: str) -> None:
    if kind == "notice":
        load_register(case, register.read("noord_brabant"))
        load_facts(case, read("noord_brabant"))
    client.force_login(anna)
    asked = f"kind={kind}&look=1&region=JP&programme=lsh&detail=on"
    page = text(client, f"/nl/noord_brabant/reports/new/?{asked}")
    assert "Er is nog niets bewaard." in page
