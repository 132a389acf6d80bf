"""The overview of a case: every weighed region, with advice, decision, score and what is known."""

import json
import re
from datetime import date

import pytest
from django.test import Client

from windroos import cases
from windroos.apps.compass import queries
from windroos.apps.regions.queries import Case

URL = "/en/noord_brabant/"


@pytest.fixture
def assessment(loaded_case: Case, today: date) -> cases.Assessment:
    return queries.assessment(loaded_case, "innovation", None, today)


def rows(html: str) -> list[str]:
    """The codes of the regions in the table, from top to bottom."""
    return re.findall(r'<tr data-code="([^"]+)">', html)


def page(client: Client, query: str = "") -> str:
    response = client.get(URL + query)
    assert response.status_code == 200
    return response.content.decode()


def test_every_weighed_region_is_in_the_table_and_no_other(
    client: Client, assessment: cases.Assessment
) -> None:
    codes = rows(page(client))
    assert sorted(codes) == sorted(result.region.code for result in assessment)
    # China and Belgium are there for what their parts inherit, and Noord-Brabant is home.
    assert not {"CN", "BE", "NL41"} & set(codes)


def test_regions_stand_from_most_to_least_effort_and_by_score(
    client: Client, assessment: cases.Assessment
) -> None:
    effort = ["active", "reactive", "none"]
    shown = [assessment[code] for code in rows(page(client))]
    keys = [(effort.index(r.provisional or "none"), -(r.score or 0)) for r in shown]
    assert keys == sorted(keys)


def test_the_answer_counts_what_the_engine_found(
    client: Client, assessment: cases.Assessment
) -> None:
    html = page(client)
    lead = re.sub(r"<[^>]+>", "", html.split('<p class="lead">')[1].split("</p>")[0])
    active = sum(result.provisional == "active" for result in assessment)
    differing = sum(result.differs for result in assessment)
    decided = sum(result.decision is not None for result in assessment)
    assert f"for none of the {len(assessment.regions)} regions" in lead
    assert f"active effort for {active} regions" in lead
    assert f"In {differing} of the {decided} regions with a decision" in lead


def test_the_regions_that_were_decided_otherwise_are_named(
    client: Client, assessment: cases.Assessment
) -> None:
    section = page(client).split('id="differences"')[1].split("</section>")[0]
    named = [
        result.region.name.en for result in assessment if f">{result.region.name.en}</a>" in section
    ]
    assert named == [result.region.name.en for result in assessment if result.differs]
    # Document 001 says of Thüringen that it is followed reactively, and figure 1 says “Inzet”.
    assert "Thuringia" in named
    assert "contradict each other" in section


def test_a_continent_and_differing_decisions_can_be_chosen(
    client: Client, assessment: cases.Assessment
) -> None:
    asia = {r.region.code for r in assessment if r.region.continent == "asia"}
    assert set(rows(page(client, "?continent=asia"))) == asia
    differing = {r.region.code for r in assessment if r.differs}
    assert set(rows(page(client, "?differs=1"))) == differing
    both = page(client, "?continent=europe&differs=1")
    assert set(rows(both)) == {code for code in differing if code not in asia | {"US"}}
    assert f"{len(rows(both))} of {len(assessment.regions)} regions" in both


def test_a_failed_precondition_makes_a_decision_to_work_there_differ(client: Client) -> None:
    # Jiangsu is open for agrifood and medical technology only (document 001, Inzet Wereld).
    codes = rows(page(client, "?theme=mobility&differs=1"))
    assert "CN-JS" in codes
    section = page(client, "?theme=mobility").split('id="differences"')[1]
    assert "The advice is no effort. Precondition 3a fails" in section


@pytest.fixture(autouse=True)
def _case(loaded_case: Case) -> None:
    """Every test here is about the loaded case."""


def test_the_role_without_preconditions_shows_none(client: Client) -> None:
    html = page(client, "?role=trade-invest")
    assert 'data-column="preconditions"' not in html
    assert 'data-column="preconditions"' in page(client)


@pytest.mark.parametrize(
    "query",
    ["?role=x", "?theme=%00", "?continent=mars", "?differs=yes", "?format=exe", "?role=a&role=b"],
)
def test_what_an_address_asks_and_is_not_there_shows_all_regions(
    client: Client, assessment: cases.Assessment, query: str
) -> None:
    assert len(rows(page(client, query))) == len(assessment.regions)


def test_a_region_keeps_role_and_theme(client: Client) -> None:
    html = page(client, "?role=trade-invest&theme=health")
    assert f'href="{URL}regions/JP/?role=trade-invest&amp;theme=health"' in html


def test_the_map_has_the_regions_of_the_table(client: Client) -> None:
    html = page(client, "?continent=asia")
    data = re.search(r'<script id="map-regions" type="application/json">(.*?)</script>', html)
    assert data is not None
    assert {region["code"] for region in json.loads(data[1])} == set(rows(html))


def test_both_languages_have_their_own_names_and_numbers(client: Client) -> None:
    assert "Bavaria" in page(client)
    dutch = client.get("/nl/noord_brabant/").content.decode()
    assert "Beieren" in dutch
    score = re.search(r'<span class="score-number">(.*?)</span>', dutch)
    assert score is not None
    assert re.fullmatch(r"0,\d\d", score[1])


def test_missing_documents_can_be_added_and_say_so(client: Client) -> None:
    assert "Add 5 documents" in page(client)


def test_an_unknown_case_is_not_found(client: Client) -> None:
    assert client.get("/nl/atlantis/").status_code == 404


def test_the_page_says_on_which_day_was_weighed(client: Client, today: date) -> None:
    assert f"Weighed on {today.day} {today:%B %Y}" in page(client)
