"""The pages of shared challenges: the answer first, the picture, every region, where it is from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings
from tests.apps.editions import brought
from tests.apps.world_bank import AGEING, GROWING, write

from windroos.apps.compass.queries import challenges
from windroos.apps.regions.queries import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def ageing(loaded_case: Case, settings: Settings, tmp_path: Path) -> Case:
    """The case with figures on ageing, of our own making."""
    brought("world-bank", write(tmp_path, AGEING, GROWING))
    loaded_case.refresh_from_db()
    return loaded_case


def page(client: Client, case: Case, challenge: str = "", language: str = "en") -> str:
    at = f"/{language}/{case.name}/challenges/{challenge + '/' if challenge else ''}"
    answer = client.get(at)
    assert answer.status_code == 200
    return answer.content.decode()


def lead(html: str) -> str:
    found = re.search(r'<p class="lead">(.*?)</p>', html, re.DOTALL)
    assert found is not None
    return found[1]


def row(html: str, name: str) -> list[str]:
    """The cells of the row of a region, as text."""
    for line in re.findall(r"<tr[^>]*>(.*?)</tr>", html, re.DOTALL):
        cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line, re.DOTALL)
        texts = [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in cells]
        if texts and texts[0].split(" stands for")[0] == name:
            return texts
    raise AssertionError(name)


def test_the_overview_tells_what_can_be_compared_and_what_to_bring_in(
    client: Client, loaded_case: Case
) -> None:
    html = page(client, loaded_case)
    assert lead(html).startswith("Of 10 challenges, 2 can be compared.")
    assert "windroos sources fetch &quot;world-bank?indicator=SH.XPD.CHEX.GD.ZS&quot;" in html
    assert "windroos sources load &quot;industry-4-0&quot; --file" in html
    assert row(html, "A sustainable economy 2022")[2] == "Germany, Finland, Belgium, Austria"


def test_a_challenge_without_figures_says_so_and_what_to_do(
    client: Client, loaded_case: Case
) -> None:
    html = page(client, loaded_case, "ageing")
    assert lead(html) == "That is not known yet: there are no figures for this challenge."
    assert "windroos sources fetch &quot;world-bank&quot;" in html
    assert "<svg" not in html.split("page-main")[1].split("page-aside")[0]


def test_with_figures_the_first_sentences_answer_the_question(client: Client, ageing: Case) -> None:
    said = lead(page(client, ageing, "ageing"))
    # The median of the 15 shares of 2024 is 19, the median deviation from it 4, the spread 5.93:
    # within 2.97 of 20 are Germany, France, Belgium and Austria.
    assert said.startswith(
        "In 2024 the problem was as large as in North Brabant (figures of Netherlands) in "
        "Germany, France, Belgium and Austria."
    )
    # Japan had 20 in 2014.
    assert "Japan was where North Brabant is now 10 years ago." in said


def test_every_region_stands_beside_home_in_words(client: Client, ageing: Case) -> None:
    html = page(client, ageing, "ageing")
    # Half a point a year more takes Japan 2.5 further in five years: less than the 2.97.
    assert row(html, "Japan")[1:] == [
        "30", "heavier", "as with us", "10 years ahead of us",
        "we from them: more years of experience",
    ]  # fmt: skip
    assert row(html, "Belgium")[1:] == ["19", "the same", "as with us", "we are 2 years ahead", "–"]
    assert row(html, "Israel")[4:] == [
        "we are 16 years ahead", "they from us: more years of experience",
    ]  # fmt: skip
    germany = row(html, "Germany")[0]
    assert germany.startswith("Germany stands for Baden-Württemberg")
    assert row(html, "Netherlands")[2] == "this is home"


def test_a_region_without_a_figure_of_that_year_is_named_as_unknown(
    client: Client, ageing: Case
) -> None:
    html = page(client, ageing, "ageing")
    unknown = html.split("No figure of 2024, so unknown:")[1].split("</p>")[0]
    assert "Vietnam" in unknown
    with pytest.raises(AssertionError):
        row(html, "Vietnam")


def test_the_lead_is_drawn_and_the_source_and_the_choices_stand_under_it(
    client: Client, ageing: Case
) -> None:
    html = page(client, ageing, "ageing")
    assert 'class="scatter challenge-paths"' in html
    assert ">10 years<" in html
    assert "World Bank: an indicator of your choice" in html
    assert "Ageing is the share of people aged 65 and over" in html
    assert "The burden is use per inhabitant" not in html
    assert f"/en/{ageing.name}/documents/001/#001-challenge-ageing" in html


def test_both_languages_and_the_file_say_the_same(client: Client, ageing: Case) -> None:
    assert "Japan stond 10 jaar geleden" in lead(page(client, ageing, "ageing", "nl"))
    answer = client.get(f"/en/{ageing.name}/data/challenge-regions.json?challenge=ageing")
    rows = {one["region"]: one for one in answer.json()["rows"]}
    assert rows["JP"]["ahead_years"] == pytest.approx(10)
    assert (rows["JP"]["burden"], rows["JP"]["learn"]) == (30, "experience")
    assert "IT" not in rows


def test_burden_by_result_marks_home_and_who_could_learn(client: Client, loaded_case: Case) -> None:
    html = page(client, loaded_case, "sustainable-economy")
    assert 'class="scatter challenge-field"' in html
    assert html.count('class="challenge-spot challenge-spot--home"') == 1
    assert "figures of the case itself" in html


def test_the_page_of_a_region_tells_its_challenges_beside_the_judgement(
    client: Client, ageing: Case
) -> None:
    html = client.get(f"/en/{ageing.name}/regions/DE1/").content.decode()
    line = html.split(f'href="/en/{ageing.name}/challenges/ageing/">Ageing</a>')[1].split("</li>")[
        0
    ]
    assert line == ": the same problem; 4 years ahead of us; by the figures of Germany"
    # What challenges are measured by is not told again among other figures.
    html = client.get(f"/en/{ageing.name}/regions/SE/").content.decode()
    assert "Output per CO2 emitted" not in html.split("Other figures")[-1].split("</section>")[0]


def test_every_figure_compared_stands_there_with_its_cell(
    client: Client, loaded_case: Case
) -> None:
    for shared in challenges(loaded_case):
        html = page(client, loaded_case, shared.challenge.id)
        for peer in shared.peers:
            for figure in (peer.burden, peer.result):
                assert figure is None or f'title="{figure.cell}"' in html


def test_an_unknown_challenge_is_not_found(client: Client, loaded_case: Case) -> None:
    assert client.get(f"/nl/{loaded_case.name}/challenges/noise/").status_code == 404


def test_a_case_without_challenges_says_what_will_stand_there(
    client: Client, small_case: Case
) -> None:
    html = page(client, small_case)
    assert lead(html) == "This case names no challenges to compare."
    assert 'class="empty"' in html
