"""What passages of a document are about, beside them, and only those about something."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.released import publish

from windroos.apps.regions.queries import Case

pytestmark = pytest.mark.django_db

TEXT = b"""# Reis

## Heen

Brabant in Nederland bezoekt Japan en Beierse bedrijven in de zorg.

## Terug

De koffie was warm.

Japanse fotonica, en iets uit India.
"""


def page(client: Client, case: Case, query: str = "", language: str = "en") -> str:
    source = publish(case, "reis.md", TEXT).document.source
    response = client.get(f"/{language}/{case.name}/documents/{source}/{query}")
    assert response.status_code == 200
    return response.content.decode()


def chips(html: str) -> list[list[str]]:
    lists = re.findall(r'<ul class="passage-about".*?</ul>', html, re.DOTALL)
    return [re.findall(r"<li[^>]*>(?:<(?:a|span)[^>]*>)?([^<]+)", one) for one in lists]


def test_each_passage_tells_what_it_is_about(client: Client, loaded_case: Case) -> None:
    html = page(client, loaded_case)
    # Home and its country stand beside nearly all passages, and say nothing there.
    assert chips(html) == [
        ["Japan", "Bavaria", "Health"],
        ["India", "Japan", "High-tech systems and materials (HTSM)"],
    ]
    assert f'href="/en/{loaded_case.name}/regions/DE2/"' in html
    assert "Nobody has judged a proposal here yet" in html
    assert chips(page(client, loaded_case, language="nl"))[0] == ["Japan", "Beieren", "Gezondheid"]


def test_only_passages_about_something_are_shown(client: Client, loaded_case: Case) -> None:
    html = page(client, loaded_case, "?about=theme:htsm")
    assert "Japanse fotonica" in html
    assert "De koffie" not in html
    assert ">Heen<" not in html
    assert html.count(">Terug<") == 2  # over its passage, and in the list of sections
    assert "1 passage is shown." in html
    assert '<option value="theme:htsm" selected>' in html


@pytest.mark.parametrize("query", ["?about=region:XX", "?about=%3Cscript%3E", "?about="])
def test_what_nothing_is_about_shows_all(client: Client, loaded_case: Case, query: str) -> None:
    html = page(client, loaded_case, query)
    assert "De koffie" in html
    assert "<script>" not in html
