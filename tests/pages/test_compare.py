"""Regions beside each other."""

import re
from datetime import date

import pytest
from django.test import Client

from windroos import cases
from windroos.apps.compass import queries
from windroos.apps.regions.queries import Case

URL = "/en/noord_brabant/compare/"


@pytest.fixture
def assessment(loaded_case: Case, today: date) -> cases.Assessment:
    return queries.assessment(loaded_case, "innovation", None, today)


@pytest.fixture(autouse=True)
def _case(loaded_case: Case) -> None:
    """Every test here is about the loaded case."""


def page(client: Client, query: str = "") -> str:
    response = client.get(URL + query)
    assert response.status_code == 200
    return response.content.decode()


def lead(html: str) -> str:
    return html.split('<p class="lead">')[1].split("</p>")[0].replace("&#x27;", "'")


def test_the_answer_is_the_largest_difference_between_known_values(
    client: Client, assessment: cases.Assessment
) -> None:
    japan, bavaria = assessment["JP"].nodes, assessment["DE2"].nodes
    components = [
        c
        for c in assessment.case.framework.components
        if japan[c.id].known > 0 and bavaria[c.id].known > 0
    ]
    widest = max(components, key=lambda c: abs(japan[c.id].value - bavaria[c.id].value))
    answer = lead(page(client, "?region=JP&region=DE2"))
    assert f"The largest difference is in “{widest.label.en}”" in answer
    assert f"Of the 13 components {len(components)} are known for each of them." in answer


def test_every_component_has_its_value_and_contribution_or_is_unknown(
    client: Client, assessment: cases.Assessment
) -> None:
    html = page(client, "?region=JP&region=DE2")
    for component in assessment.case.framework.components:
        row = html.split(f'<tr id="{component.id}">')[1].split("</tr>")[0]
        for code in ("JP", "DE2"):
            node = assessment[code].nodes[component.id]
            assert f"regions/{code}/?role=innovation#{component.id}" in row
            if node.known > 0:
                assert f'data-value="{node.value:.4f}"' in row
        unknown = sum(assessment[code].nodes[component.id].known == 0 for code in ("JP", "DE2"))
        assert row.count('class="unknown"') == unknown


def test_two_roses_lie_over_each_other_and_four_stand_side_by_side(client: Client) -> None:
    two = page(client, "?region=JP&region=DE2")
    assert two.count("rose-large") == 1
    assert "rose-overlay" in two
    four = page(client, "?region=JP&region=DE2&region=CN-JS&region=AT")
    assert four.count('class="rose rose-small"') == 4
    assert "rose-large" not in four


def test_decisions_that_differ_are_in_the_answer(client: Client) -> None:
    # Figure 1 of document 001: Japan “Inzet”, the United States “Reactieve inzet”.
    answer = lead(page(client, "?region=JP&region=US"))
    assert "Decided was: active effort for Japan and reactive effort for United States." in answer
    assert "Decided was" not in lead(page(client, "?region=JP&region=KR"))


def test_preconditions_are_compared_in_the_role_that_has_them(client: Client) -> None:
    html = page(client, "?region=JP&region=CN-JS").split('id="section_preconditions"')[1]
    assert html.count('class="outcome-conditional"') == 3
    other = page(client, "?region=JP&region=CN-JS&role=trade-invest")
    assert 'id="section_preconditions"' not in other


def test_fewer_than_two_regions_give_suggestions_with_the_chosen_one(client: Client) -> None:
    links = re.findall(r'href="\?(region=[^"]+)"', page(client))
    assert links
    assert all(link.count("region=") == 2 for link in links)
    one = page(client, "?region=MY")
    assert "You chose Malaysia." in one
    links = re.findall(r'href="\?(region=[^"]+)"', one)
    assert links
    assert all("region=MY" in link for link in links)


def test_the_same_region_twice_is_one_region(client: Client) -> None:
    assert "You chose Japan." in page(client, "?region=JP&region=JP")


def test_more_than_four_keeps_the_first_four_and_names_the_others(client: Client) -> None:
    html = page(client, "?region=JP&region=KR&region=SG&region=MY&region=VN")
    assert "At most four regions fit beside each other. Not shown: Vietnam." in html
    assert html.count('class="rose rose-small"') == 4


def test_codes_that_are_not_weighed_are_named_and_escaped(client: Client) -> None:
    html = page(
        client, "?region=JP&region=DE2&region=NL41&region=%3Cscript%3Ealert(1)%3C/script%3E"
    )
    assert "NL41, &lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<script>alert" not in html
    assert "Japan and Bavaria: where is the difference?" in html


def test_the_picker_keeps_what_was_chosen(client: Client) -> None:
    html = page(client, "?region=JP&region=DE2&role=trade-invest&theme=health")
    assert html.count('<option value="JP" selected>') == 1
    assert '<option value="trade-invest" selected>' in html
    assert '<option value="health" selected>' in html


def test_the_sources_stand_under_the_comparison(client: Client) -> None:
    """Japan rests on the news item of its mission (document 000); Saxony does not."""
    assert "Brabant investeert succesvol" in page(client, "?region=JP&region=DED")
    assert "Aanpak internationalisering" in page(client, "?region=DED&region=DE1")
    assert "Brabant investeert succesvol" not in page(client, "?region=DED&region=DE1")
