"""From verdict to passage and back: every link on these pages leads to something that is there."""

import re
from html import unescape
from urllib.parse import unquote

import pytest
from django.test import Client

from windroos.apps.regions.queries import Case

pytestmark = pytest.mark.django_db

PAGES = (
    "regions/DEG/",
    "regions/CN-JS/",
    "regions/CN/",
    "method/",
    "contradictions/",
    "documents/",
    "documents/001/",
)


@pytest.mark.parametrize("page", PAGES)
def test_every_link_lands(client: Client, loaded_case: Case, page: str) -> None:
    held: dict[str, str] = {}

    def read(address: str) -> str:
        if address not in held:
            response = client.get(address)
            assert response.status_code in {200, 302}, address
            held[address] = response.content.decode()
        return held[address]

    here = f"/en/{loaded_case.name}/{page}"
    for link in {unescape(link) for link in re.findall(r'href="([^"]+)"', read(here))}:
        if link.startswith(("http", "/static/")):
            continue
        address, _, anchor = link.partition("#")
        address = here + address if address.startswith("?") else address or here
        assert not anchor or f'id="{unquote(anchor)}"' in read(address), f"{here}: {link}"
