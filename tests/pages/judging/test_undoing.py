"""A rating taken back with its reason, or the last change of it undone."""

import re

import pytest
from django.test import Client
from tests.pages.judging.desk import CHOIRS, RATING, hidden, now, score, text, told

from windroos.apps.accounts.models import User
from windroos.apps.compass.actions import Entry, judge
from windroos.apps.regions.models import Case

pytestmark = pytest.mark.django_db


def test_the_message_offers_to_undo_it_and_that_works(desk: Client, case: Case) -> None:
    before = score(case, "LV")
    address = "/en/lake/regions/LV/judge/choirs/"
    done = desk.post(address, {**RATING, "version": "0"}, follow=True)
    given = hidden(done)
    assert re.search(r'action="/en/lake/undo/judgements/"', done.content.decode())
    undone = desk.post("/en/lake/undo/judgements/", {n: given[n] for n in ("row", "next")})
    assert undone["Location"] == given["next"]
    assert score(case, "LV") == before
    # Undoing that brings it back.
    back = desk.get(undone["Location"])
    desk.post("/en/lake/undo/judgements/", {n: hidden(back)[n] for n in ("row", "next")})
    assert score(case, "LV") != before


def test_undoing_leads_to_a_page_of_this_site_only(desk: Client, case: Case, analyst: User) -> None:
    (written,) = judge(case, [Entry(CHOIRS)], actor=analyst)
    given = {"row": f"{written.change.key}/{written.version}", "next": "https://evil.example/"}
    assert desk.post("/en/lake/undo/judgements/", given)["Location"] == "/en/lake/"


def test_undoing_what_someone_changed_since_changes_nothing(
    desk: Client, case: Case, analyst: User, other: User
) -> None:
    (written,) = judge(case, [Entry(CHOIRS)], actor=analyst)
    key = written.change.key
    judge(case, [Entry({"rating": 1.0}, id=key)], actor=other)
    response = desk.post("/en/lake/undo/judgements/", {"row": f"{key}/{written.version}"})
    assert response["Location"] == f"/en/lake/history/judgements/{key}/"
    assert "someone else changed it since" in told(response)
    assert now(case, "judgements", key)["rating"] == 1.0  # type: ignore[index]


def test_taking_back_asks_why_and_shows_what_it_does(desk: Client, case: Case) -> None:
    address = "/en/lake/take-back/judgements/j3/"
    page = desk.get(address)
    assert "Should this no longer count?" in text(page)
    before = score(case, "EE")
    given = {"version": hidden(page)["version"]}
    assert "This field is required" in text(desk.post(address, {**given, "reason": "  "}))
    response = desk.post(address, {**given, "reason": "Het ging over een ander koor"})
    assert response["Location"].startswith("/en/lake/regions/EE/")
    after = score(case, "EE")
    assert after != before
    assert f"{before:.2f} → {after:.2f}" in text(page)
    history = text(Client().get("/en/lake/history/judgements/j3/"))
    assert "Taken back" in history
    assert "Why: Het ging over een ander koor" in history
    assert desk.get(address).status_code == 302


def test_taking_back_what_changed_since_shows_it_first(
    desk: Client, case: Case, other: User
) -> None:
    address = "/en/lake/take-back/judgements/j4/"
    opened = hidden(desk.get(address))["version"]
    judge(case, [Entry({"rating": 3.0, "reason_nl": "Van Bert"}, id="j4")], actor=other)
    response = desk.post(address, {"reason": "Weg", "version": opened})
    assert "Bert saved a newer version." in text(response)
    assert "Van Bert" in text(response)
    assert now(case, "judgements", "j4") is not None
    desk.post(address, {"reason": "Weg", "version": hidden(response)["version"]})
    assert now(case, "judgements", "j4") is None
