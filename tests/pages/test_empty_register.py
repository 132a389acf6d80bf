"""The pages of a register in which nothing stands yet."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from windroos.apps.regions.models import Case


def html(client: Client, page: str, case: Case, *arguments: str, language: str = "en") -> str:
    with override(language):
        address = reverse(page, args=[case.name, *arguments])
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_an_empty_register_says_what_will_stand_there(client: Client, loaded_case: Case) -> None:
    for page in ("sites", "conditions", "labour"):
        for language in ("nl", "en"):
            shown = html(client, f"network:{page}", loaded_case, language=language)
            assert 'class="empty"' in shown
            assert "/new/" not in shown
    assert "section_market" not in html(client, "compass:region", loaded_case, "JP")


def test_without_chains_the_page_says_so(loaded_case: Case, client: Client) -> None:
    said = html(client, "network:chains", loaded_case)
    assert "No value chain has been written down yet." in said
