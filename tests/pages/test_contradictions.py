"""The page of contradictions: all sides, how hard, and how they were found."""

import re

import pytest
from django.test import Client

from windroos.apps.compass.actions import load_case
from windroos.apps.compass.queries import contradictions
from windroos.apps.regions.queries import Case
from windroos.cases.package import Package

pytestmark = pytest.mark.django_db


def page(client: Client, case: Case) -> str:
    return client.get(f"/en/{case.name}/contradictions/").content.decode()


def lead(html: str) -> str:
    found = re.search(r'<p class="lead">(.*?)</p>', html, re.DOTALL)
    assert found is not None
    return found[1]


def test_the_first_sentence_counts_them(client: Client, loaded_case: Case) -> None:
    found = contradictions(loaded_case)
    said = lead(page(client, loaded_case))
    assert f"Yes: {len(found)} times about the effort." in said
    assert "1 of them is hard" in said


def test_every_side_stands_there_with_its_place(client: Client, loaded_case: Case) -> None:
    html = page(client, loaded_case)
    for contradiction in contradictions(loaded_case):
        for claim in contradiction.claims:
            assert f"/documents/001/#{claim.passage}" in html
        assert f"/regions/{contradiction.region}/?role={contradiction.role}" in html


def without_statements(package: Package, figures: list[dict[str, object]] | None = None) -> Package:
    tables = {name: list(rows) for name, rows in package.tables.items()}
    tables["statements"] = []
    tables["figures"] += figures or []  # type: ignore[operator]
    return Package.of(
        package.name, package.title, package.framework, package.framework_text, tables
    )


def test_without_any_it_says_what_would_stand_there(
    client: Client, loaded_case: Case, noord_brabant: Package
) -> None:
    case = load_case(without_statements(noord_brabant)).case
    html = page(client, case)
    assert "No: nothing that was coded contradicts anything else." in html
    assert 'class="empty"' in html


def test_figures_that_differ_are_shown_with_their_cells(
    client: Client, loaded_case: Case, noord_brabant: Package
) -> None:
    figure = dict(noord_brabant.tables["figures"][0])
    other = {
        **figure,
        "value": float(str(figure["value"])) + 5,
        "source": "gii-2022",
        "cell": "another cell",
    }
    case = load_case(without_statements(noord_brabant, [other])).case
    html = page(client, case)
    assert "Yes: 1 time about a figure." in html
    assert "another cell" in html
    assert str(figure["cell"]) in html
    assert "Two sources give different figures" in html
