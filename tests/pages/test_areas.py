"""The areas of a case's regions stand behind its maps once boundaries were taken in."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from tests.sources.test_areas import snapshot, square

from windroos.apps.evidence.models import Edition

MAPS = ("/en/noord_brabant/", "/en/noord_brabant/embed/map/")


pytestmark = pytest.mark.usefixtures("loaded_case")


def take_in(source: str, side: float, days_ago: int = 0) -> None:
    row = {"region": "SG", "version": "2024", "geometry": square(side)}
    sha256 = snapshot(Path(settings.WINDROOS_LAKE), row)
    taken = timezone.now() - timedelta(days=days_ago)
    Edition.objects.create(source=source, table="boundaries", sha256=sha256, rows=1, taken=taken)


def address(client: Client, page: str) -> str:
    found = re.search(r'data-areas-url="([^"]+)"', client.get(page).content.decode())
    return found[1] if found else ""


def sides(client: Client, areas: str) -> dict[str, float]:
    answer = client.get(areas)
    assert answer.headers["Content-Type"] == "application/geo+json"
    assert "immutable" in answer.headers["Cache-Control"]
    features = json.loads(answer.content)["features"]
    return {one["properties"]["code"]: one["properties"]["size"] ** 0.5 for one in features}


@pytest.mark.parametrize("page", MAPS)
def test_without_boundaries_a_map_asks_for_none(client: Client, page: str) -> None:
    assert address(client, page) == ""


@pytest.mark.parametrize("page", MAPS)
def test_a_map_asks_for_the_areas_that_hold_now(client: Client, page: str) -> None:
    take_in("nuts-boundaries", 2, days_ago=1)
    before = address(client, page)
    assert sides(client, before) == {"SG": 2}
    take_in("nuts-boundaries", 3)
    assert address(client, page) != before
    assert sides(client, address(client, page)) == {"SG": 3}


def test_a_case_that_is_not_there_has_none(client: Client) -> None:
    assert client.get("/en/nowhere/areas/1.geojson").status_code == 404
