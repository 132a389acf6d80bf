"""From a passage to the verdicts that lean on it: what the pages say, and what happens then."""

import csv
import json
import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from tests.apps.people import party, person
from tests.released import publish
from tests.standing import TODAY

from windroos import cases
from windroos.apps.accounts.roles import Role
from windroos.apps.compass import queries
from windroos.apps.compass.actions import retract
from windroos.apps.regions.queries import Case
from windroos.cases.leaning import leanings
from windroos.cases.resting import resting, together
from windroos.site.uses import uses

pytestmark = pytest.mark.django_db

# Region, role, theme.
Place = tuple[str, str, str | None]

# Verdicts of three regions; preconditions; a contradiction alone; figures' rows, where decisions
# stand; what turns nothing; what names the compass.
PLACES = [
    "001-oostenrijk-zwitserland-1-s4",
    "001-jiangsu-1-s6",
    "001-thuringen-1-s2",
    "001-figure-1-thuringen",
    "001-saksen-1-s2",
    "001-component-1-1",
]


@pytest.fixture
def policy(shared: Path) -> bytes:
    return (shared / "seeds" / "001_8dc3de28740240c8.txt").read_bytes()


def address(case: Case, place: str, *, whole: bool = False) -> str:
    document = queries.value(case).locators[place].document
    query = "?whole=1" if whole else ""
    return f"/en/{case.name}/documents/{document}/places/{place}/{query}"


def page(client: Client, case: Case, place: str, *, whole: bool = False) -> str:
    response = client.get(address(case, place, whole=whole))
    assert response.status_code == 200
    return response.content.decode()


def section(html: str, id: str) -> str:
    return html[html.index(f'id="{id}"') :].split("</section>")[0]


def listed(html: str, themes: set[str]) -> tuple[set[Place], set[Place]]:
    """The verdicts that would be another, and the scores that would, by the links of the page."""
    turned: set[Place] = set()
    carried: set[Place] = set()
    for row in re.findall(r"<tr( class=\"is-moved\")?>\s*<th scope=\"row\">(.*?)</tr>", html, re.S):
        moved, cells = row
        links = [urlsplit(unescape(link)) for link in re.findall(r'href="([^"]+)"', cells)]
        for link in links:
            asked = parse_qs(link.query)
            code = link.path.rstrip("/").rsplit("/", 1)[1]
            on: set[str | None] = {asked["theme"][0] if "theme" in asked else None}
            if "All themes, together and each" in cells:
                on = {None, *themes}
            (turned if moved else carried).update((code, asked["role"][0], one) for one in on)
    return turned, carried


def said(case: cases.Case) -> dict[Place, tuple[object, ...]]:
    """What the compass says of every region, in every role and on every theme."""
    return {
        (one.region.code, role.id, theme): (
            one.advice,
            one.leaning,
            tuple(gate.outcome for gate in one.gates),
        )
        for role in case.framework.roles
        for theme in (None, *case.themes)
        for one in cases.weigh(case, role.id, theme, as_of=TODAY)
    }


def differing(before: cases.Case, after: cases.Case) -> set[Place]:
    was, now = said(before), said(after)
    return {at for at in was if was[at] != now[at]}


def take_back(case: Case, places: tuple[str, ...]) -> cases.Case:
    """The case after what falls away with places was taken back by an analyst, row by row."""
    analyst = person(Role.ANALYST)
    for one in resting(queries.value(case), places):
        if one.falls:
            retract(case, one.table, {one.key: None}, reason="The passage is gone", actor=analyst)
    return queries.value(Case.objects.get(pk=case.pk))


@pytest.mark.parametrize("place", PLACES)
def test_what_the_page_lists_is_what_leans_on_it(
    client: Client, loaded_case: Case, place: str
) -> None:
    """Also without the document: only the place is needed."""
    value = queries.value(loaded_case)
    found = cases.leaning(value, [place], as_of=TODAY)
    turned, carried = listed(page(client, loaded_case, place), set(value.themes))
    assert turned == {(one.region.code, one.role, one.theme) for one in found.turning}
    assert turned | carried == {(one.region.code, one.role, one.theme) for one in found.changes}
    assert not turned & carried


@pytest.mark.parametrize("place", PLACES)
def test_taken_back_for_real_exactly_that_changes(
    client: Client, loaded_case: Case, place: str
) -> None:
    party(loaded_case, "province")
    before = queries.value(loaded_case)
    html = page(client, loaded_case, place)
    turned, _carried = listed(html, set(before.themes))
    after = take_back(loaded_case, (place,))
    assert differing(before, after) == turned
    clashing = {one.id for one in cases.contradictions(before)}
    gone = clashing - {one.id for one in cases.contradictions(after)}
    assert bool(gone) == ("With it 1 contradiction would go." in html)


def test_the_whole_passage_is_taken_together(client: Client, loaded_case: Case) -> None:
    party(loaded_case, "province")
    place = "001-jiangsu-1-s6"
    before = queries.value(loaded_case)
    html = page(client, loaded_case, place, whole=True)
    turned, _carried = listed(html, set(before.themes))
    assert "What leans on “Jiangsu, paragraph 1”?" in html
    after = take_back(loaded_case, together(before, place))
    assert differing(before, after) == turned
    # From then on nothing leans on it.
    assert listed(page(client, loaded_case, place, whole=True), set()) == (set(), set())


def test_every_row_that_rests_on_a_place_has_its_words(loaded_case: Case) -> None:
    value = queries.value(loaded_case)
    told = uses(value)
    for place, found in zip(
        value.locators, leanings(value, [[id] for id in value.locators]), strict=True
    ):
        rows = {(one.table, one.key) for one in found.rows}
        rows |= {("framework", one.part.id) for one in found.named}
        drawn = {(use.table, key) for use in told.get(place, ()) for key in use.keys}
        assert drawn == rows


def test_what_falls_away_and_what_stands(client: Client, loaded_case: Case) -> None:
    figure = page(client, loaded_case, "001-figure-1-thuringen")
    rests = section(figure, "section_rests")
    assert "This would fall away" not in rests
    assert "This stands, and would lose its place" in rests
    assert rests.count("decision: active effort, 2023–2027") == 2
    assert "Every advice, verdict and score stays as it is." in figure
    named = section(page(client, loaded_case, "001-component-1-1"), "section_rests")
    assert "names this part of the compass" in named
    assert "/method/#innovation-level" in named


def test_a_contradiction_that_goes_with_it_is_told(client: Client, loaded_case: Case) -> None:
    html = page(client, loaded_case, "001-thuringen-1-s2")
    assert "With it 1 contradiction would go." in html
    verdicts = section(html, "section_verdicts")
    assert "/regions/DEG/?role=innovation#section_contradictions" in verdicts


def test_what_carries_and_turns_nothing_is_told_as_such(client: Client, loaded_case: Case) -> None:
    value = queries.value(loaded_case)
    found = next(
        one
        for one in leanings(value, [[id] for id in value.locators], as_of=TODAY)
        if one.changes and not one.turning
    )
    html = page(client, loaded_case, found.places[0])
    assert "but turns nothing" in html
    assert 'class="is-moved"' not in html


def test_the_words_stand_there_where_the_document_was_added(
    client: Client, loaded_case: Case, policy: bytes
) -> None:
    place = "001-thuringen-1-s2"
    html = page(client, loaded_case, place)
    assert "has not been added" in html
    publish(loaded_case, "001.txt", policy)
    meant = "Het is een regio in Duitsland waar we de ontwikkelingen reactief in de gaten houden."
    assert f"<mark>{meant}</mark>" in page(client, loaded_case, place)
    document = client.get(f"/en/{loaded_case.name}/documents/001/").content.decode()
    for id, one in queries.value(loaded_case).locators.items():
        if one.document == "001":
            assert f'href="/en/{loaded_case.name}/documents/001/places/{id}/"' in document
    region = client.get(f"/en/{loaded_case.name}/regions/DEG/").content.decode()
    assert f'href="{address(loaded_case, place)}"' in region


def test_a_document_added_again_without_the_passage(
    client: Client, loaded_case: Case, policy: bytes
) -> None:
    """The link is broken and what rests on it still counts; once that is taken back, what the page
    said of it comes true."""
    party(loaded_case, "province")
    place = "001-jiangsu-1-s6"
    publish(loaded_case, "001.txt", policy)
    before = queries.value(loaded_case)
    turned, _carried = listed(page(client, loaded_case, place, whole=True), set(before.themes))
    assert turned
    text = policy.decode()
    start = text.index("Jiangsu is de meest ontwikkelde")
    gone = text[:start] + text[text.index("\n\n", start) + 2 :]
    added = publish(loaded_case, "001.txt", gone.encode())
    assert {one.locator.id for one in added.broken} == set(together(before, place))
    broken = page(client, loaded_case, place, whole=True)
    assert "The link to the source is broken." in broken
    assert listed(broken, set(before.themes))[0] == turned
    assert differing(before, queries.value(loaded_case)) == set()
    assert differing(before, take_back(loaded_case, together(before, place))) == turned


def test_as_it_stood_on_a_day(client: Client, loaded_case: Case) -> None:
    """Before the document came out nothing that is weighed leaned on it."""
    response = client.get(f"{address(loaded_case, '001-jiangsu-1-s6')}?as_of=2024-01-01")
    html = response.content.decode()
    assert response.status_code == 200
    assert listed(html, set()) == (set(), set())


def test_places_that_are_not_there(client: Client, loaded_case: Case) -> None:
    for wrong in ("001/places/none", "000/places/001-jiangsu-1-s6", "none/places/001-jiangsu-1-s6"):
        assert client.get(f"/en/{loaded_case.name}/documents/{wrong}/").status_code == 404


def test_the_passages_by_how_much_leans_on_them(client: Client, loaded_case: Case) -> None:
    value = queries.value(loaded_case)
    html = client.get(f"/en/{loaded_case.name}/leaning/").content.decode()
    table = html[html.index('id="table_leaning"') :].split("</table>")[0]
    links = re.findall(r'<th scope="row"><a href="([^"]+)">', table)
    assert "Most leans on “" in html
    turning = []
    for link in links:
        place = urlsplit(unescape(link)).path.rstrip("/").rsplit("/", 1)[1]
        found = cases.leaning(value, together(value, place), as_of=TODAY)
        assert found.changes
        turning.append((len(found.turning), found.weight))
    assert turning == sorted(turning, reverse=True)
    only = client.get(f"/en/{loaded_case.name}/leaning/?document=003").content.decode()
    assert set(re.findall(r"/documents/(\d+)/places/", only)) == {"003"}
    data = json.loads(client.get(f"/en/{loaded_case.name}/data/leaning.json").content)
    assert [(one["verdicts"], one["points"]) for one in data["rows"]] == turning
    verdicts = client.get(
        f"/en/{loaded_case.name}/data/leaning-verdicts.csv?place=001-jiangsu-1-s6"
    )
    rows = list(csv.DictReader(verdicts.content.decode("utf-8-sig").splitlines()))
    told = {(row["role"], theme) for row in rows for theme in row["themes"].split()}
    found = cases.leaning(value, ["001-jiangsu-1-s6"], as_of=TODAY)
    assert told == {(one.role, one.theme or "all") for one in found.changes}


def test_a_case_on_which_nothing_leans(client: Client, small_case: Case) -> None:
    """One judgement on one place: all that is known of its region."""
    html = page(client, small_case, "one-1")
    assert "the whole score" in html
    assert client.get(f"/nl/{small_case.name}/leaning/").status_code == 200
