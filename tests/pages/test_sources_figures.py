"""Choosing on the web which figures of a source count in a case."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings
from tests.apps.editions import brought
from tests.apps.people import party, person
from tests.cases.brought import FILES

from windroos.apps.accounts.models import Event
from windroos.apps.accounts.roles import Role
from windroos.apps.compass import queries
from windroos.apps.regions.models import Case

SOURCE = "/en/noord_brabant/sources/wgi/"
CHOICE = f"{SOURCE}figures/"


@pytest.fixture
def analyst(loaded_case: Case, settings: Settings, tmp_path: Path) -> Client:
    settings.WINDROOS_DATA = tmp_path
    party(loaded_case, "province", lead=True)
    client = Client()
    client.force_login(person(Role.ANALYST, "province"))
    return client


def snapshots(case: Case) -> set[str | None]:
    """From which snapshots the figures of the rule of law are read now."""
    figures = queries.value(Case.objects.get(pk=case.pk)).figures
    return {one.snapshot for one in figures if one.indicator == "wgi-rule-of-law"}


def test_the_case_chooses_its_own_figures_and_the_source_again(
    analyst: Client, loaded_case: Case, shared: Path
) -> None:
    assert f'href="{CHOICE}"' not in analyst.get(SOURCE).content.decode()
    edition = brought("wgi", shared / "data" / FILES["wgi"][0])
    page = analyst.get(SOURCE).content.decode()
    assert f'href="{CHOICE}"' in page
    assert "Use the figures of the case itself" in page
    assert snapshots(loaded_case) == {edition.sha256}

    assert analyst.post(CHOICE, {"reason": " "}).status_code == 400
    chosen = analyst.post(CHOICE, {"reason": "The copy is damaged"}, follow=True)
    assert "uses its own figures instead" in chosen.content.decode()
    assert snapshots(loaded_case) == {None}
    event = Event.objects.get(verb="own-figures-used")
    assert (event.via, event.data["after"]["reason"]) == ("web", "The copy is damaged")

    again = analyst.post(CHOICE, {"reason": "Mended"}, follow=True).content.decode()
    assert "uses its own figures instead" not in again
    assert snapshots(loaded_case) == {edition.sha256}


def test_only_who_works_on_the_case_chooses(
    analyst: Client, client: Client, loaded_case: Case, shared: Path
) -> None:
    brought("wgi", shared / "data" / FILES["wgi"][0])
    assert f'href="{CHOICE}"' not in client.get(SOURCE).content.decode()
    assert client.get(CHOICE).status_code == 302
    client.force_login(person(Role.VIEWER, "province"))
    assert client.post(CHOICE, {"reason": "No"}).status_code == 403
    assert Event.objects.filter(verb="own-figures-used").count() == 0


def test_a_source_that_the_case_does_not_read_has_no_choice(analyst: Client) -> None:
    assert analyst.get("/en/noord_brabant/sources/v-dem/figures/").status_code == 404
