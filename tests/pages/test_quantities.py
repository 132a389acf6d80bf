"""The page of the figures that documents print."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from django.utils import translation

from windroos.apps.compass.printed import said
from windroos.apps.compass.queries import value
from windroos.apps.evidence.actions import add_document
from windroos.apps.regions.queries import Case

pytestmark = pytest.mark.django_db


def rows(html: str) -> list[list[str]]:
    """The cells of each row of the table, as they read."""
    body = html[html.index("<tbody>") : html.index("</tbody>")]
    found = [
        re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", one, re.DOTALL) for one in body.split("</tr>")
    ]
    plain = [[re.sub(r"<[^>]+>", " ", cell) for cell in one] for one in found if one]
    return [[" ".join(unescape(cell).split()) for cell in one] for one in plain]


def test_every_figure_has_its_words_and_leads_to_its_row(client: Client, loaded_case: Case) -> None:
    html = client.get(f"/nl/{loaded_case.name}/figures-in-documents/").content.decode()
    table = rows(html)
    assert len(table) == len(value(loaded_case).quantities) == 33
    assert html.count('documents/003/#003-lsh-network-share"') == 5
    share = [one[2:5] for one in table if one[0].startswith("Aandeel testomgevingen")]
    assert share == [
        ["nulmeting", "2018", "nog te meten"],
        ["streefwaarde", "2019", "10%"],
        ["verwacht", "2020", "25%"],
        ["verwacht", "2021", "30%"],
        ["verwacht", "2022", "40%"],
    ]
    total = next(one for one in table if one[0].startswith("Programma life"))
    assert total[2:5] == ["bedrag", "Begroting 2018-2019", "5.000.000 euro"]


@pytest.mark.parametrize(
    ("figure", "unit", "words"),
    [(61.2, "%", "61.2%"), (0.125, None, "0.125"), (1200000, "euro", "1,200,000 euro")],
)
def test_a_figure_has_the_decimals_that_are_printed(
    loaded_case: Case, figure: float, unit: str | None, words: str
) -> None:
    one = replace(value(loaded_case).quantities[0], value=figure, unit=unit)
    with translation.override("en"):
        assert said(one) == words


def test_a_document_tells_which_figures_rest_on_its_rows(
    client: Client, loaded_case: Case, shared: Path
) -> None:
    (file,) = (shared / "seeds").glob("003_*.txt")
    add_document(loaded_case, file.name, file.read_bytes())
    html = client.get(f"/en/{loaded_case.name}/documents/003/").content.decode()
    says = "</a>: 2018: 71%; 2019: 74%; 2020: 78%; 2021: 81%; 2022: 83%"
    assert f'figures-in-documents/#pivot-park-occupancy">Occupancy of Pivot Park{says}' in html


def test_a_case_without_figures_says_what_will_stand_there(
    client: Client, small_case: Case
) -> None:
    html = client.get(f"/en/{small_case.name}/figures-in-documents/").content.decode()
    assert "No figures of documents were taken over yet." in html
    assert "<table" not in html
