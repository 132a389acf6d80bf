"""The page with every version of a rating, finding or decision."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.apps.people import person
from tests.pages.judging.desk import CHOIRS, browser, hidden, now, text

from windroos.apps.accounts.models import User
from windroos.apps.accounts.roles import Role
from windroos.apps.compass.actions import Entry, judge
from windroos.apps.regions import journal
from windroos.apps.regions.models import Case

pytestmark = pytest.mark.django_db


def test_history_tells_who_what_and_why(case: Case, analyst: User, client: Client) -> None:
    change = Entry({"rating": 3.0, "reason_nl": "Beter gekeken"}, id="j4")
    judge(case, [change], actor=analyst)
    public = text(client.get("/en/lake/history/judgements/j4/"))
    assert "University" in public
    assert "Anna" not in public
    assert "1 – Poor 3 – Fair" in public
    assert "The case as it was loaded" in public
    staff = text(browser(person(Role.VIEWER, "town")).get("/en/lake/history/judgements/j4/"))
    assert "Anna (University)" in staff
    stranger = text(
        browser(person(Role.ANALYST, "elsewhere")).get("/en/lake/history/judgements/j4/")
    )
    assert "Anna" not in stranger


def test_history_shows_how_it_read_on_a_day(
    case: Case, analyst: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    (written,) = judge(case, [Entry(CHOIRS)], actor=analyst)
    key = written.change.key
    since = journal.current(case, "judgements")[key].since
    assert since is not None
    tomorrow = since.date() + timedelta(days=2)
    monkeypatch.setattr(timezone, "localdate", lambda *_a, **_o: tomorrow)
    before = since.date() - timedelta(days=1)
    shown = text(client.get(f"/en/lake/history/judgements/{key}/?as_of={before}"))
    assert "On that day it was not there." in shown
    shown = text(client.get(f"/en/lake/history/judgements/{key}/?as_of={since.date()}"))
    assert "5 – Good" in shown
    assert client.get("/en/lake/history/judgements/j4/?as_of=gibberish").status_code == 200


def test_history_offers_undo_to_analysts_only(desk: Client, case: Case, analyst: User) -> None:
    judge(case, [Entry({"rating": 3.0}, id="j4")], actor=analyst)
    address = "/en/lake/history/judgements/j4/"
    assert "Undo the last change" not in text(Client().get(address))
    page = desk.get(address)
    assert "Undo the last change" in text(page)
    desk.post("/en/lake/undo/judgements/", {n: hidden(page)[n] for n in ("row", "next")})
    assert now(case, "judgements", "j4")["rating"] == 1.0  # type: ignore[index]
    assert "Undone" in text(desk.get(address))
    # What came with the package has nothing to undo.
    assert "Undo the last change" not in text(desk.get("/en/lake/history/judgements/j1/"))


@pytest.mark.parametrize(("table", "key"), [("findings", "f1"), ("decisions", "d1")])
def test_findings_and_decisions_have_their_history(
    client: Client, case: Case, table: str, key: str
) -> None:
    assert "It has not changed" in text(client.get(f"/en/lake/history/{table}/{key}/"))
