"""The page of a region: everything its advice rests on, and nothing said that is not known."""

import re
from html import escape
from pathlib import Path

import pytest
from django.test import Client
from tests.released import publish

from windroos.apps.compass.actions import load_case
from windroos.apps.compass.queries import value
from windroos.apps.compass.region.components import rounded
from windroos.apps.regions.queries import Case
from windroos.cases.package import Package
from windroos.sources.documents import read

pytestmark = pytest.mark.django_db

ROW = re.compile(r'<tr id="(?P<id>[\w-]+)"[^>]*data-detail>(?P<cells>.*?)</tr>', re.DOTALL)
TAGS = re.compile(r"<[^>]*>")


def page(client: Client, case: Case, code: str, query: str = "role=innovation") -> str:
    response = client.get(f"/en/{case.name}/regions/{code}/?{query}")
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture(scope="module")
def _pages() -> dict[str, str]:
    return {}


@pytest.fixture
def pages(_pages: dict[str, str], client: Client, loaded_case: Case) -> dict[str, str]:
    """The page of every region of the case as it was loaded, asked for once."""
    if not _pages:
        _pages |= {code: page(client, loaded_case, code) for code in value(loaded_case).regions}
    return _pages


def words(html: str) -> str:
    return " ".join(TAGS.sub(" ", html).split())


def rows(html: str) -> dict[str, str]:
    """The rows of the component table, by component."""
    return {match["id"]: match["cells"] for match in ROW.finditer(html)}


def test_every_judgement_of_a_region_is_on_its_page_with_its_place(
    pages: dict[str, str], loaded_case: Case
) -> None:
    case = value(loaded_case)
    for code, html in pages.items():
        for judgement in case.judgements:
            if judgement.region == code:
                assert f'id="judgement_{judgement.id}"' in html
                assert judgement.passage is not None
                document = case.locators[judgement.passage].document
                place = f"/en/{case.name}/documents/{document}/#{judgement.passage}"
                assert f'href="{place}"' in html
                assert escape(judgement.reason.en) in html


def test_every_statement_decision_finding_and_relation_can_be_linked_to(
    pages: dict[str, str], loaded_case: Case
) -> None:
    case = value(loaded_case)
    for kind, records in (
        ("statement", case.statements),
        ("decision", case.decisions),
        ("finding", case.findings),
        ("relation", case.relations),
    ):
        for record in records:
            assert pages[record.region].count(f'id="{kind}_{record.id}"') == 1


def test_every_figure_of_a_region_is_on_its_page_with_its_cell(
    pages: dict[str, str], loaded_case: Case
) -> None:
    """Those of a challenge stand with their cells on the page of the challenge."""
    case = value(loaded_case)
    shared = {name for one in case.framework.challenges.values() for name in one.indicators}
    for code, html in pages.items():
        for figure in case.figures:
            if figure.region == code and figure.indicator not in shared:
                assert escape(figure.cell) in html
                assert f'href="/en/{case.name}/documents/#{figure.source}"' in html


def test_an_unknown_component_says_so_and_why(client: Client, loaded_case: Case) -> None:
    case = value(loaded_case)
    found = rows(page(client, loaded_case, "DEG"))
    assert list(found) == [component.id for component in case.framework.components]
    assert "unknown: no source says anything about it" in words(found["networks"])
    assert "no source" not in words(found["innovation-level"])


def test_what_is_only_said_of_another_theme_does_not_count(
    client: Client, loaded_case: Case
) -> None:
    """Document 001 names health and HTSM for Thüringen, and not mobility."""
    html = page(client, loaded_case, "DEG", "role=innovation&theme=mobility")
    assert "what the sources say does not count here" in words(rows(html)["themes"])
    assert "It is about another theme." in html


def test_contributions_as_shown_add_up_to_the_score(
    pages: dict[str, str], loaded_case: Case
) -> None:
    case = value(loaded_case)
    for region in case.weighed:
        html = pages[region.code]
        shown = re.findall(r'data-label="Contribution" class="numeric"[^>]*>([\d.]+)<', html)
        score = re.search(r"<strong>([\d.]+)</strong></td><td></td></tr></tfoot>", html)
        assert score is not None
        assert sum(round(100 * float(part)) for part in shown) == round(100 * float(score[1]))


def test_rounding_leaves_unknown_parts_out() -> None:
    nan = float("nan")
    assert rounded([1 / 3, nan, 1 / 3, 1 / 3], 1.0) == {0: "0.34", 2: "0.33", 3: "0.33"}
    assert rounded([nan], None) == {}


def test_jiangsu_on_mobility_is_closed_by_its_conditions(client: Client, loaded_case: Case) -> None:
    """Document 001, Jiangsu: agrifood and medical technology only."""
    html = page(client, loaded_case, "CN-JS", "role=innovation&theme=mobility")
    assert "precondition 3a fails, and that decides" in words(html)
    assert "falls outside the conditions: Agrifood and medical technology only" in html
    agrifood = page(client, loaded_case, "CN-JS", "role=innovation&theme=agrifood")
    assert "fails, and that decides" not in agrifood


def test_the_answer_names_advice_decision_and_what_can_change_it(
    client: Client, loaded_case: Case
) -> None:
    html = page(client, loaded_case, "DEG")
    lead = re.search(r'<p class="lead">(.*?)</p>', html, re.DOTALL)
    assert lead is not None
    said = words(lead[1])
    assert "points to reactive effort" in said
    assert "unknown components and 4 unknown preconditions can still change that" in said
    assert "Provincie Noord-Brabant decided on active effort for 2023–2027 (June 2024)" in said
    assert "That differs from what the score says so far." in said


def test_both_sides_of_a_contradiction_stand_on_the_page(client: Client, loaded_case: Case) -> None:
    """Document 001 follows Thüringen reactively in the text; its figure 1 says "Inzet"."""
    html = page(client, loaded_case, "DEG")
    section = html[html.index('id="section_contradictions"') :]
    for passage in ("001-thuringen-1-s2", "001-figure-1-thuringen"):
        assert f"/documents/001/#{passage}" in section


def test_a_converted_figure_shows_its_interval_and_error(client: Client, loaded_case: Case) -> None:
    said = words(page(client, loaded_case, "JP"))
    assert re.search(r"Converted to the scale of .* with a probability of 90% between", said)
    assert "the conversion is off by some 14.9 points" in said


def test_what_is_inherited_names_where_it_comes_from(client: Client, loaded_case: Case) -> None:
    assert "A figure of China, inherited by Jiangsu." in page(client, loaded_case, "CN-JS")


def test_a_region_that_is_not_weighed_has_its_evidence_and_no_score(
    client: Client, loaded_case: Case
) -> None:
    html = page(client, loaded_case, "CN")
    assert "no score and no advice" in html
    assert "Global Innovation Index" in html
    assert "Jiangsu" in html
    assert 'class="score' not in html
    assert "North Brabant is the home region" in page(client, loaded_case, "NL41")


def test_the_choice_stays_in_the_address(client: Client, loaded_case: Case) -> None:
    html = page(client, loaded_case, "DEG", "role=trade-invest&theme=health")
    assert 'href="?role=innovation&amp;theme=health"' in html
    assert '<option value="health" selected>' in html
    assert "There are no preconditions in this role" in html


def test_unknown_roles_fall_back_and_unknown_regions_do_not(
    client: Client, loaded_case: Case
) -> None:
    assert "in the role Innovation the score" in page(client, loaded_case, "DEG", "role=x&theme=y")
    assert client.get(f"/en/{loaded_case.name}/regions/XX/").status_code == 404
    assert client.get("/en/nowhere/regions/DEG/").status_code == 404


def test_without_documents_the_place_is_given_and_how_to_add_them(
    client: Client, loaded_case: Case
) -> None:
    html = page(client, loaded_case, "DEG")
    assert "Aanpak internationalisering, Thüringen, paragraph 1" in html
    assert "this document has not been added" in html
    assert "<blockquote" not in html


def test_with_a_document_the_sentence_meant_is_marked(
    client: Client, loaded_case: Case, shared: Path
) -> None:
    policy = (shared / "seeds" / "001_8dc3de28740240c8.txt").read_bytes()
    publish(loaded_case, "001.txt", policy)
    html = page(client, loaded_case, "DEG")
    meant = "Het is een regio in Duitsland waar we de ontwikkelingen reactief in de gaten houden."
    assert f"<mark>{meant}</mark>" in html
    assert "has not been added" not in html[html.index('id="section_contradictions"') :]
    publish(loaded_case, "001.txt", policy.replace(b"reactief in de", b"actief in de"))
    changed = page(client, loaded_case, "DEG")
    assert "The link to the source is broken." in changed
    assert f"<mark>{meant}</mark>" not in changed


def test_the_words_of_a_document_are_only_words(
    client: Client, loaded_case: Case, noord_brabant: Package
) -> None:
    text = 'One < two & "three" <img src=x onerror=alert(1) and so on.'
    passage = read(f"# A document\n\n## Part\n\n{text}\n".encode()).passages[0]
    rows = [
        {**row, "section": "Part", "paragraph": 1, "sentences": None, "sha256": passage.sha256}
        if row["document"] == "001"
        else row
        for row in noord_brabant.tables["passages"]
    ]
    tables = {**noord_brabant.tables, "passages": rows}
    changed = Package.of(
        noord_brabant.name,
        noord_brabant.title,
        noord_brabant.framework,
        noord_brabant.framework_text,
        tables,
    )
    case = load_case(changed).case
    publish(case, "001.txt", f"# A document\n\n## Part\n\n{text}\n".encode())
    html = page(client, case, "DEG")
    assert "<img src=x" not in html
    assert "<mark>One &lt; two &amp; &quot;three&quot; &lt;img src=x onerror=alert(1)" in html


def test_the_page_exists_in_dutch(client: Client, loaded_case: Case) -> None:
    html = client.get(f"/nl/{loaded_case.name}/regions/CN-JS/").content.decode()
    assert "Innovatieniveau" in html
    assert "Agrifood" in html


def test_a_settled_advice_of_a_part_is_not_called_provisional(
    client: Client, loaded_case: Case
) -> None:
    """On energy a precondition fails for Jiangsu: the page of China says no effort, and no more."""
    page = client.get("/en/noord_brabant/regions/CN/?theme=energy").content.decode()
    near = page[page.index('id="section_near"') :] if 'id="section_near"' in page else page
    assert "No effort" in near
    assert "provisionally" not in near
