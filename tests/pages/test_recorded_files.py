"""The history of rows and the panels to take along: what everyone may see, and no names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.apps.people import party, person
from tests.cases import packages

from windroos.apps.accounts.models import User
from windroos.apps.accounts.roles import Role
from windroos.apps.compass.actions import (
    Entry,
    give_opinion,
    judge,
    load_case,
    open_panels,
    retract,
    settle_panel,
)
from windroos.apps.regions.models import Case
from windroos.cases.check import read

DATA = "/en/lake/data/"
OPINION = {"rating": 5.0, "confidence": "high", "grounds_nl": "Een concert", "reason_nl": "Mooi"}


@pytest.fixture
def case(db: None, tmp_path: Path) -> Case:
    made = load_case(read(packages.write(tmp_path / "package"))).case
    party(made, "university", lead=True)
    return made


@pytest.fixture
def anna(case: Case) -> User:
    return person(Role.ANALYST, "university", "Anna")


def rows(client: Client, address: str) -> list[dict[str, Any]]:
    response = client.get(DATA + address)
    assert response.status_code == 200
    assert "Anna" not in response.content.decode()
    return json.loads(response.content)["rows"]


def test_every_field_of_a_row_that_changed_is_told(client: Client, case: Case, anna: User) -> None:
    assert rows(client, "versions.json") == []
    reason = {"reason_en": "Seen again"}
    judge(case, [Entry({"rating": 3.0, **reason}, "j4")], actor=anna)
    found = rows(client, "versions.json?of=judgements&key=j4")
    newest = max(row["version"] for row in found)
    told = {row["field"]: row for row in found if row["version"] == newest}
    assert (told["rating"]["before"], told["rating"]["after"]) == ("1.0", "3.0")
    assert told["reason_en"]["after"] == "Seen again"
    assert {row["by"] for row in told.values()} == {"University"}
    assert told["rating"]["since"]
    first = {row["field"]: row for row in found if row["version"] != newest}
    assert (first["rating"]["before"], first["rating"]["since"]) == (None, None)
    assert rows(client, "versions.json") == found
    # What was there when the case was first loaded holds from the start.
    then = rows(client, "versions.json?as_of=2020-01-01")
    assert {row["version"] for row in then} == {row["version"] for row in first.values()}


def test_a_row_that_was_taken_back_says_why(client: Client, case: Case, anna: User) -> None:
    retract(case, "judgements", {"j4": None}, reason="It was twice there", actor=anna)
    found = rows(client, "versions.json?key=j4&of=judgements")
    gone = [row for row in found if row["after"] is None]
    assert {row["field"] for row in gone} >= {"region", "criterion", "rating"}
    assert {row["why"] for row in gone} == {"It was twice there"}


def test_the_page_of_a_row_offers_its_history(client: Client, case: Case, anna: User) -> None:
    judge(case, [Entry({"rating": 3.0, "reason_en": "Seen again"}, "j4")], actor=anna)
    html = client.get("/en/lake/history/judgements/j4/").content.decode()
    for form in ("csv", "json", "xlsx"):
        assert f"{DATA}versions.{form}?of=judgements&amp;key=j4" in html


def test_a_panel_is_there_once_it_is_settled(client: Client, case: Case, anna: User) -> None:
    bert, third = person(Role.ANALYST, "university", "Bert"), person(Role.ANALYST, "university")
    question = {"region": "LV", "criterion": "choirs"}
    (panel,) = open_panels(case, [question], [anna, bert], why="Unsure", actor=third)
    for rating, assessor in ((5.0, anna), (1.0, bert)):
        give_opinion(case, panel.pk, {**OPINION, "rating": rating}, actor=assessor)
    client.force_login(anna)
    assert rows(client, "panels.json") == rows(client, "opinions.json") == []
    settle_panel(
        case, panel.pk, {"rating": 3.0, "confidence": "low", "reason_nl": "Ertussen"}, actor=third
    )
    (told,) = rows(client, "panels.json")
    assert (told["lowest"], told["highest"], told["mean"], told["rating"]) == (1, 5, 3, 3)
    assert (told["asked"], told["given"], told["region"]) == (2, 2, "LV")
    opinions = rows(client, f"opinions.json?panel={panel.pk}")
    assert [(one["rating"], one["reason_nl"]) for one in opinions] == [(1, "Mooi"), (5, "Mooi")]
    assert rows(client, "opinions.json?panel=999999") == []
    client.logout()
    html = client.get(f"/en/lake/panels/{panel.pk}/").content.decode()
    assert f"{DATA}opinions.csv?panel={panel.pk}" in html
    assert f"{DATA}panels.csv" in client.get("/en/lake/panels/").content.decode()
