"""The pages of programmes: the track record, the account of one, the figures of an indicator."""

from __future__ import annotations

import csv
import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from tests.apps.bakers import bakers

from windroos import cases
from windroos.apps.programmes.actions import load_facts
from windroos.apps.regions.queries import Case
from windroos.cases.facts.check import read

pytestmark = pytest.mark.django_db
PLACE = Path(cases.__file__).parent / "noord_brabant"


def text(client: Client, address: str) -> str:
    """The words of a page."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


@pytest.fixture
def coded(filled: Case) -> Case:
    """The case with the facts that come with it."""
    load_facts(filled, read("noord_brabant"))
    return filled


@pytest.fixture
def told(small_case: Case, monkeypatch: pytest.MonkeyPatch) -> Case:
    """The bakers, who corrected a figure after their report on 2030 was locked."""
    found = bakers(small_case)
    monkeypatch.setattr(timezone, "localdate", lambda *_args: date(2032, 3, 1))
    return found


def test_the_track_record_names_every_programme(client: Client, coded: Case) -> None:
    with (PLACE / "register" / "programmes.csv").open(encoding="utf-8") as file:
        labels = [row["label_nl"] for row in csv.DictReader(file)]
    page = text(client, f"/nl/{coded.name}/programmes/")
    assert [label for label in labels if label not in page] == []
    # A sum over programmes of which most have no amount would say nothing.
    assert "niet opgeteld" in page


@pytest.mark.parametrize("asked", ["kind=coalition", "state=proposed", "state=unknown"])
def test_the_track_record_can_be_narrowed(client: Client, coded: Case, asked: str) -> None:
    all_of_them = client.get(f"/nl/{coded.name}/programmes/").content.count(b"<tr id=")
    some = client.get(f"/nl/{coded.name}/programmes/?{asked}").content.count(b"<tr id=")
    assert 0 < some < all_of_them


def test_a_programme_answers_three_questions(client: Client, coded: Case) -> None:
    page = text(client, f"/nl/{coded.name}/programmes/lsh/")
    for question in (
        "Wat willen we bereiken?",
        "Wat wordt daarvoor gedaan?",
        "Wat mag het kosten, en wat kostte het?",
        "Wat levert het op?",
    ):
        assert question in page
    assert "€ 5.000.000" in page
    assert "nog te meten" in page
    assert "Van geen van de 6 indicatoren is vastgelegd wat is bereikt." in page


def test_expected_effects_are_not_called_targets(client: Client, coded: Case) -> None:
    page = text(client, f"/en/{coded.name}/indicators/lsh-companies/")
    assert "Target 850 880" in page
    assert "Expectation nothing said nothing said 910 940 970" in page


def test_a_correction_after_locking_is_said_now_and_then(client: Client, told: Case) -> None:
    now = text(client, f"/en/{told.name}/programmes/bakers/")
    assert "The report on 2030 was locked on 20 February 2031." in now
    assert "One figure was corrected since; this page shows it as known now." in now
    assert "100 → 90. ten burnt" in now
    then = text(client, f"/en/{told.name}/programmes/bakers/?as-of=2031-02-20")
    assert "as it was known at the end of 20 February 2031" in then
    assert "The report on 2030 was locked on 20 February 2031." in then
    # Who reads the report as it was is told that it was corrected afterwards.
    assert "One figure was corrected since; this page shows it as known then." in then
    assert "100 → 90. ten burnt" in then


def test_an_indicator_shows_all_that_was_recorded(client: Client, told: Case) -> None:
    page = text(client, f"/en/{told.name}/indicators/loaves/")
    assert "ten burnt" in page
    assert "corrected" in page
    # Zero is a figure, and a negative target stays what it is.
    assert "0 (final" in page
    assert "-3" in text(client, f"/en/{told.name}/indicators/bakeries/")


def test_a_total_that_differs_from_its_parts_is_told(client: Client, told: Case) -> None:
    page = text(client, f"/en/{told.name}/programmes/bakers/")
    assert "€ 1,000,000, differs from its parts, € 950,000" in page


@pytest.mark.parametrize("address", ["programmes/moon/", "indicators/moon/"])
def test_what_is_not_there_has_no_page(client: Client, told: Case, address: str) -> None:
    assert client.get(f"/nl/{told.name}/{address}").status_code == 404


def test_a_case_without_programmes_says_what_will_stand_there(
    client: Client, small_case: Case
) -> None:
    assert "Er staat nog geen programma in het register." in text(
        client, f"/nl/{small_case.name}/programmes/"
    )
