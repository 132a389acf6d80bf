"""Nothing of Noord-Brabant is in the program: the pages hold for a case unlike it."""

import re

import pytest
from django.test import Client

from windroos.apps.regions.queries import Case


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    "path",
    [
        "",
        "?differs=1",
        "data/",
        "data/package.zip",
        "data/ranking.csv",
        "data/ranking.json",
        "embed/",
        "embed/region/x-a/",
        "embed/map/",
        "embed/table/",
        "compare/",
        "compare/?region=x-a",
        "compare/?region=x-a&region=x-b",
        "search/",
        "search/?q=a",
        "search/?q=omdat",
        "search/?q=nergens",
        "terms/",
        "method/",
        "contradictions/",
        "documents/",
        "regions/x-a/",
    ],
)
def test_a_small_case_has_every_page(
    client: Client, small_case: Case, language: str, path: str
) -> None:
    response = client.get(f"/{language}/small/{path}")
    assert response.status_code == 200
    if response["Content-Type"].startswith("text/html"):
        html = response.content.decode()
        assert "<i>b" not in html.replace("\\u003Ci\\u003Eb", "")
        assert "<u>" not in html
        assert "<b>document" not in html
        # Criteria of this case are called “role” and “theme”, as parts of a page might be.
        ids = re.findall(r' id="([^"]+)"', html)
        assert len(ids) == len(set(ids))


def test_a_case_without_decisions_says_so(client: Client, small_case: Case) -> None:
    html = client.get("/en/small/").content.decode()
    assert "No decisions were taken for this role." in html
    assert "Nothing was decided yet for this role." in html
    assert 'name="theme"' not in html
    assert 'name="role"' not in html
    assert 'name="continent"' not in html
    assert 'data-column="preconditions"' not in html


def test_a_region_of_which_nothing_is_known_has_no_score(client: Client, small_case: Case) -> None:
    html = client.get("/en/small/").content.decode()
    row = html.split('<tr data-code="x-b">')[1].split("</tr>")[0]
    assert '<span class="unknown">unknown</span>' in row
    assert "0%" in row


def test_two_regions_with_nothing_known_in_common_can_be_compared(
    client: Client, small_case: Case
) -> None:
    html = client.get("/en/small/compare/?region=x-a&region=x-b").content.decode()
    assert "No component is known for more than one of them" in html
    assert "active effort for Aa &amp; &lt;i&gt;b and nothing yet for Bee" in html


def test_two_cases_stand_on_the_first_page_with_a_sentence_each(
    client: Client, small_case: Case, loaded_case: Case
) -> None:
    html = client.get("/en/").content.decode()
    assert "A small compass." in html
    assert "Klein &amp; &quot;&lt;u&gt;&quot;" in html
    assert 'href="/en/noord_brabant/"' in html
