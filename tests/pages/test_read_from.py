"""Pages and API say whether a figure was read from a snapshot, and from which."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from tests.apps.editions import brought
from tests.cases.brought import FILES

from windroos.apps.compass.queries import value
from windroos.apps.regions.queries import Case

pytestmark = pytest.mark.django_db


def page(client: Client, case: Case, address: str) -> str:
    response = client.get(f"/en/{case.name}/{address}")
    assert response.status_code == 200
    return unescape(response.content.decode())


def test_without_snapshots_the_figures_are_the_cases_own(client: Client, loaded_case: Case) -> None:
    japan = page(client, loaded_case, "regions/JP/")
    assert "the case's own figure" in japan
    assert "from snapshot" not in japan
    method = page(client, loaded_case, "method/")
    table = method[method.index('id="table_series"') :]
    case = value(loaded_case)
    series = len({f.indicator for f in case.own_figures} & set(case.framework.series))
    assert table[: table.index("</table>")].count("the case's own figures") == series


def test_with_a_snapshot_the_figures_say_so(
    client: Client, loaded_case: Case, shared: Path
) -> None:
    edition = brought("wgi", shared / "data" / FILES["wgi"][0])
    short = edition.sha256[:12]
    japan = page(client, loaded_case, "regions/JP/")
    assert japan.count(f"from snapshot {short} of 21 November 2026") == 2
    assert "the case's own figure" in japan, "of trade and of the innovation index"
    method = page(client, loaded_case, "method/")
    table = method[method.index('id="table_series"') :]
    table = table[: table.index("</table>")]
    assert table.count(f"snapshot {short} of 21 November 2026") == 2
    assert "12 regions do not occur in it" in table
    case = value(loaded_case)
    series = len({f.indicator for f in case.own_figures} & set(case.framework.series))
    assert table.count("the case's own figures") == series - 2
    documents = page(client, loaded_case, "documents/")
    assert f'id="wgi@{short}"' in documents
    listed = client.get(f"/api/v1/cases/{loaded_case.name}/readings").json()["items"]
    (wgi,) = (one for one in listed if one["source"] == "wgi")
    assert wgi == {
        "source": "wgi",
        "indicators": ["wgi-rule-of-law", "wgi-voice"],
        "snapshot": edition.sha256,
        "day": "2026-11-21",
        "ownFigures": False,
    }


def test_a_land_says_of_which_regions_it_was_put_together(
    client: Client, loaded_case: Case, shared: Path
) -> None:
    for key in ("ris-2019", "industry-4-0"):
        brought(key, *(shared / "data" / name for name in FILES[key]))
    assert "put together from DED2, DED4, DED5" in page(client, loaded_case, "regions/DED/")
    assert "put together" not in page(client, loaded_case, "regions/NL41/")
