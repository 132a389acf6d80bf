"""Pages and API say whether a figure was read from a snapshot, and from which."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from tests.apps.editions import brought
from tests.apps.test_as_of import on
from tests.apps.world_bank import AGEING, GROWING, write
from tests.cases.brought import FILES
from tests.standing import TODAY

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
    changed = page(client, loaded_case, "changes/?before=2026-11-20")
    assert "Worldwide Governance Indicators, edition of 21 November 2026" in changed
    assert "instead of the figures of the case itself" in changed
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


def test_a_figure_leads_to_its_indicator_with_its_region(
    client: Client, loaded_case: Case, shared: Path
) -> None:
    edition = brought("wgi", shared / "data" / FILES["wgi"][0])
    link = re.search(
        rf'href="(/en/{loaded_case.name}/sources/snapshots/{edition.sha256}/[^"]+rl[^"]+)"',
        page(client, loaded_case, "regions/JP/"),
    )
    assert link is not None
    answer = client.get(link[1], follow=True)
    ((address, status),) = answer.redirect_chain
    assert status == 302
    assert address.startswith(f"/en/{loaded_case.name}/sources/editions/{edition.pk}/indicator/?")
    asked = parse_qs(urlsplit(address).query)
    assert asked == {
        "id": ["rl/estimate"], "unit": ["standard normal units"], "region": ["JP"],
    }  # fmt: skip
    html = answer.content.decode()
    assert re.search(r'name="region" value="JP" checked', html)
    # A figure of a region of the case that is its country's leads to that of the country.
    saxony = page(client, loaded_case, "regions/DED/")
    assert re.search(rf"{edition.sha256}/\?id=rl%2Festimate[^\"]*region=DE\"", saxony)


def test_a_figure_put_together_leads_to_its_parts(
    client: Client, loaded_case: Case, shared: Path
) -> None:
    for key in ("ris-2019", "industry-4-0"):
        brought(key, *(shared / "data" / name for name in FILES[key]))
    saxony = page(client, loaded_case, "regions/DED/")
    assert "?id=RII&unit=EU28+in+2019+%3D+104.71&region=DED2&region=DED4&region=DED5" in saxony


def test_an_indicator_goes_by_the_label_that_its_dataset_declares(
    client: Client, loaded_case: Case, shared: Path
) -> None:
    edition = brought("wgi", shared / "data" / FILES["wgi"][0])
    at = f"sources/editions/{edition.pk}/"
    listed = page(client, loaded_case, f"{at}?q=Rule+of+law")
    assert ">Rule of law: estimate</a>" in listed
    assert "rl/estimate" in listed
    assert "va/estimate" not in listed
    shown = page(client, loaded_case, f"{at}indicator/?id=rl/estimate")
    assert "How does Rule of law: estimate differ between regions" in shown
    assert "<code>rl/estimate</code>" in shown
    dutch = client.get(f"/nl/{loaded_case.name}/{at}indicator/?id=rl/estimate").content.decode()
    assert "Rechtsstaat: schatting" in dutch
    # A code without a label stays what it is.
    eis = brought("eis-2025", shared / "data" / FILES["eis-2025"][0])
    assert "<code>4.3.2</code>" not in page(
        client, loaded_case, f"sources/editions/{eis.pk}/indicator/?id=4.3.2"
    )
    assert "How does 4.3.2 differ" in page(
        client, loaded_case, f"sources/editions/{eis.pk}/indicator/?id=4.3.2"
    )


def test_what_changed_names_the_edition(client: Client, loaded_case: Case, tmp_path: Path) -> None:
    start, later = TODAY + timedelta(days=30), TODAY + timedelta(days=40)
    with on(start):
        first = brought("world-bank", write(tmp_path, AGEING, GROWING))
        told = page(client, loaded_case, f"changes/?before={TODAY}&after={start}")
    assert "World Bank: an indicator of your choice, edition of 21 December 2026" in told
    assert "of which there were no figures" in told
    assert "instead of the figures of the case itself" not in told
    assert f"/sources/snapshots/{first.sha256}/" in told
    raised = {key: value + 1 if value else value for key, value in GROWING.items()}
    with on(later):
        second = brought("world-bank", write(tmp_path, AGEING, raised))
        told = page(client, loaded_case, f"changes/?before={start}&after={later}")
        same = page(client, loaded_case, f"changes/?before={later}&after={later}")
    notice = told.split('id="editions"')[1].split("</div>")[0]
    assert "World Bank: an indicator of your choice, edition of 31 December 2026" in notice
    assert "that of 21 December 2026" in notice
    assert notice.index(second.sha256) < notice.index(first.sha256)
    assert "Population aged 65 and over" in notice
    assert 'id="editions"' not in same


def test_the_figures_that_count_say_which_they_are(
    client: Client, loaded_case: Case, shared: Path
) -> None:
    at = f"/en/{loaded_case.name}/data/counting-figures.json"
    own = client.get(at).json()["rows"]
    assert {row["own"] for row in own} == {True}
    edition = brought("wgi", shared / "data" / FILES["wgi"][0])
    rows = client.get(at).json()["rows"]
    read = {row["indicator"]: row for row in rows if not row["own"]}
    assert set(read) == {"wgi-rule-of-law", "wgi-voice"}
    assert read["wgi-voice"]["snapshot"] == edition.sha256
    assert (read["wgi-voice"]["dataset"], read["wgi-voice"]["counts_from"]) == ("wgi", "2026-11-21")
    (trade,) = (r for r in rows if (r["indicator"], r["region"]) == ("nl-exports", "JP"))
    assert (trade["own"], trade["dataset"], trade["snapshot"]) == (True, "bilateral-trade", None)
    # The same over the API; those of the case itself stay what they are.
    api = f"/api/v1/cases/{loaded_case.name}"
    answer = client.get(f"{api}/counting-figures?own=false&region=JP&pageSize=100").json()
    assert {(one["indicator"], one["snapshot"]) for one in answer["items"]} == {
        ("wgi-rule-of-law", edition.sha256), ("wgi-voice", edition.sha256),
    }  # fmt: skip
    assert len(value(loaded_case).figures) == len(rows)
    anchors = client.get(f"/en/{loaded_case.name}/data/counting-anchors.json").json()["rows"]
    assert len(anchors) == len(value(loaded_case).anchors)
    assert {row["own"] for row in anchors} == {True}
