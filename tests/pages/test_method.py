"""The method page: the framework as it is, and what the case chose marked as a choice."""

import re
from html import escape

import pytest
from django.test import Client

from windroos.apps.compass.queries import value
from windroos.apps.regions.queries import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def html(client: Client, loaded_case: Case) -> str:
    return client.get(f"/en/{loaded_case.name}/method/").content.decode()


def test_every_part_of_the_compass_is_there_with_its_place(html: str, loaded_case: Case) -> None:
    case = value(loaded_case)
    for criterion in case.framework.criteria:
        assert html.count(f'id="{criterion.id}"') == 1
        if criterion.passage:
            assert f"/documents/001/#{criterion.passage}" in html


def test_every_point_of_every_scale_in_use_has_its_meaning(html: str, loaded_case: Case) -> None:
    for scale in value(loaded_case).framework.scales.values():
        for point in scale.points:
            assert escape(point.meaning.en) in html


def test_every_choice_of_the_case_is_marked_with_its_reason(html: str, loaded_case: Case) -> None:
    choices = value(loaded_case).framework.choices
    assert html.count("Choice of the case") == len(choices)
    for choice in choices:
        assert f'id="choice_{choice.id}"' in html
        assert escape(choice.why.en) in html


def test_the_common_scale_is_drawn_and_tabled(html: str, loaded_case: Case) -> None:
    economies = {a.economy for a in value(loaded_case).anchors}
    assert html.count('class="scatter-dot"') == len(economies)
    table = html[html.index('id="table_anchors_1"') :]
    assert len(re.findall(r'<th scope="row">', table[: table.index("</table>")])) == len(economies)
    for fact in ("0.88", "14.5", "14.9"):  # R2, residual SD, leave-one-out error
        assert f'<span class="number">{fact}</span>' in html


def test_the_example_adds_up(html: str) -> None:
    table = html[html.index('id="section_score"') : html.index('id="section_aspects"')]
    parts = re.findall(r'data-label="Contribution">([\d.]+)<', table)
    score = re.search(r"<strong>([\d.]+)</strong></td></tr></tfoot>", table)
    assert score is not None
    assert sum(round(100 * float(part)) for part in parts) == round(100 * float(score[1]))


def test_preconditions_name_the_roles_they_hold_for(html: str, loaded_case: Case) -> None:
    for precondition in value(loaded_case).framework.preconditions:
        assert f'id="precondition_{precondition.id}"' in html
    assert "Holds for the role Innovation" in html
