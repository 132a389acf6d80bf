"""Writing down programmes and indicators by hand: rows, choices, history, putting back."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.utils import translation
from pytest_django import DjangoAssertNumQueries
from tests.apps import people
from tests.apps.programmes import PROGRAMMES
from tests.apps.register import small
from tests.pages.test_chains import get, text

from windroos.apps.accounts.roles import Role
from windroos.apps.network.actions import load_register
from windroos.apps.network.queries import records
from windroos.apps.network.views.record_history import Telling
from windroos.apps.network.views.shared import Desk
from windroos.apps.regions.models import Case
from windroos.cases.register.records import Content
from windroos.site import searching_ecosystem

pytestmark = pytest.mark.django_db

PATH = "/en/lake/programmes/"
MEASURED = "/en/lake/indicators/"


@pytest.fixture
def case() -> Case:
    case = Case.objects.create(name="lake", title="The lake", state=1)
    load_register(case, small(**PROGRAMMES))
    people.party(case, "province", lead=True)
    return case


@pytest.fixture
def analyst(case: Case) -> Client:
    client = Client()
    client.force_login(people.person(Role.ANALYST))
    return client


def content(case: Case, kind: str, slug: str) -> Content:
    version = records.record(case, kind, slug)
    assert version is not None
    assert version.content is not None
    return version.content


def fields(html: str) -> dict[str, Any]:
    """What a form would send as it came, by the names of its fields."""
    form = html.partition('id="form"')[2].partition("</form>")[0]
    found: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name = re.search(r'name="([^"]+)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name is None:
            continue
        if 'type="checkbox"' not in tag:
            found[name[1]] = value[1] if value else ""
        elif " checked" in tag:
            found.setdefault(name[1], []).append(value[1] if value else "on")
    for name, options in re.findall(r'<select[^>]*name="([^"]+)".*?>(.*?)</select>', form, re.S):
        found[name] = (re.findall(r'value="([^"]*)" selected', options) or [""])[0]
    for name, words in re.findall(
        r'<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.S
    ):
        found[name] = words.strip()
    found.pop("csrfmiddlewaretoken", None)
    return found


BEACON = {
    "kind": "programme",
    "label_nl": "Baken",
    "label_en": "Beacon",
    "basis": "person",
    "programme_parts-rows": "2",
    "programme_parts-0-code": "1",
    "programme_parts-0-label_nl": "Toren",
    "programme_parts-0-label_en": "Tower",
    "programme_parts-0-kind": "line",
    "programme_parts-1-label_nl": "Lamp",
    "programme_parts-1-label_en": "Lamp",
    "programme_parts-1-kind": "action-line",
    "programme_parts-1-parent": "+tower",
    "programme_goals-rows": "1",
    "programme_goals-0-label_nl": "Gezien worden",
    "programme_goals-0-label_en": "Being seen",
    "programme_goals-0-kind": "goal",
    "programme_goals-0-parts": ["+tower", "+lamp"],
    "programme_partners-rows": "1",
    "programme_partners-0-organisation": "Lake University",
    "programme_partners-0-role": "lead",
    "programme_partners-0-part": "+lamp",
    "programme_partners-0-basis": "person",
    "programme_agreements-rows": "1",
    "programme_agreements-0-label_nl": "Lening",
    "programme_agreements-0-label_en": "Loan",
    "programme_agreements-0-kind": "loan",
    "programme_agreements-0-part": "+tower",
    "programme_agreements-0-basis": "person",
    "programme_notes-rows": "1",
    "programme_notes-0-mark": "*",
    "programme_notes-0-text_nl": "Zonder mist",
    "programme_notes-0-text_en": "Without fog",
    "reason": "as told",
    "version": "0",
}


def test_a_programme_is_written_down_in_one_go(case: Case, analyst: Client) -> None:
    response = analyst.post(f"{PATH}new/", BEACON)
    assert response.status_code == 302, text(response.content.decode())
    assert response["Location"] == f"{PATH}beacon/"
    made = content(case, "programme", "beacon")
    parts = {row["id"]: row for row in made["programme_parts"]}
    assert set(parts) == {"beacon-1-tower", "beacon-lamp"}
    assert parts["beacon-lamp"]["parent"] == "beacon-1-tower"
    assert [parts[id]["position"] for id in ("beacon-1-tower", "beacon-lamp")] == [1, 2]
    (goal,) = made["programme_goals"]
    assert (goal["id"], goal["parts"]) == ("beacon-being-seen", "beacon-1-tower beacon-lamp")
    (partner,) = made["programme_partners"]
    assert (partner["organisation"], partner["part"]) == ("lake-university", "beacon-lamp")
    (agreement,) = made["programme_agreements"]
    assert (agreement["id"], agreement["part"]) == ("beacon-loan", "beacon-1-tower")
    assert [row["id"] for row in made["programme_notes"]] == ["beacon-note"]


def test_rows_are_added_without_losing_what_was_typed(case: Case, analyst: Client) -> None:
    html = analyst.post(f"{PATH}new/", {**BEACON, "add": "programme_goals"}).content.decode()
    sent = fields(html)
    assert sent["programme_goals-rows"] == "3"
    # A part that was typed can be chosen before it is saved, and several stay chosen.
    assert sent["programme_goals-0-parts"] == ["+tower", "+lamp"]
    assert sent["programme_partners-0-part"] == "+lamp"
    assert records.record(case, "programme", "beacon") is None


@pytest.mark.parametrize(
    ("kind", "slug", "path"),
    [("programme", "shine", f"{PATH}shine/"), ("indicator", "i1", f"{MEASURED}i1/")],
)
def test_saving_what_came_changes_nothing(
    case: Case, analyst: Client, kind: str, slug: str, path: str
) -> None:
    before = content(case, kind, slug)
    sent = fields(analyst.get(f"{path}edit/").content.decode())
    response = analyst.post(f"{path}edit/", sent)
    assert response.status_code == 302, text(response.content.decode())
    assert response["Location"] == path
    assert content(case, kind, slug) == before
    assert len(records.versions(case, kind, slug)) == 1


def test_a_change_is_told_in_the_history_and_put_back(case: Case, analyst: Client) -> None:
    sent = fields(analyst.get(f"{PATH}shine/edit/").content.decode())
    sent |= {"state": "ended", "programme_parts-1-label_en": "Ray", "reason": "it stopped"}
    assert analyst.post(f"{PATH}shine/edit/", sent).status_code == 302
    now = content(case, "programme", "shine")
    assert now["state"] == "ended"
    assert {row["label_en"] for row in now["programme_parts"]} == {"Line", "Ray"}
    said = get(analyst, f"{PATH}shine/edit/")
    for words in ("it stopped", "State", "running", "ended", "Ray"):
        assert words in said
    response = analyst.post(f"{PATH}shine/put-back/", {"version": "2", "to": "1"})
    assert response.status_code == 302
    assert content(case, "programme", "shine")["state"] == "running"


def test_rows_that_name_others_tell_them_by_their_names(case: Case, rf: RequestFactory) -> None:
    at = Desk(rf.get("/"), case)
    now = content(case, "programme", "shine")
    with translation.override("en"):
        told = Telling(at, "programme", [now]).told(now)
        measured = content(case, "indicator", "i1")
        of = Telling(at, "indicator", [measured]).told(measured)
    assert told["programme_goals"] == "goal · Doel · Goal · 1 · Line, Line"
    assert told["programme_agreements"].startswith("Line · loan · Lening · Loan · Lamp Works B.V.")
    assert (of["programme"], of["part"], of["goals"]) == ("Shine", "Line", "Goal")


def test_a_fault_is_told_at_its_row(case: Case, analyst: Client) -> None:
    wrong = {**BEACON, "programme_parts-0-parent": "+lamp", "programme_parts-1-parent": "+tower"}
    response = analyst.post(f"{PATH}new/", wrong)
    assert response.status_code == 400
    said = text(response.content.decode())
    assert "Lines, projects and activities, row 1: Part of: Goes in a circle" in said
    assert records.record(case, "programme", "beacon") is None


def test_a_part_that_an_indicator_names_is_told_of(case: Case, analyst: Client) -> None:
    sent = fields(analyst.get(f"{PATH}shine/edit/").content.decode())
    sent |= {"programme_agreements-0-gone": "on"}
    response = analyst.post(f"{PATH}shine/edit/", sent)
    assert response.status_code == 400
    assert "“a1” is named by the indicator i1; change that first" in text(response.content.decode())


def test_an_indicator_chooses_among_the_parts_of_its_programme(case: Case, analyst: Client) -> None:
    html = analyst.get(f"{MEASURED}new/?programme=glow").content.decode()
    assert 'value="glow" selected' in html
    assert 'value="e1"' in html
    assert 'value="s1"' not in html
    every = analyst.get(f"{MEASURED}new/").content.decode()
    assert "Glow: Line" in text(every)
    assert "Shine: 1a Line" in text(every)


def test_an_indicator_is_written_down_and_its_folds_open_where_something_is_wrong(
    case: Case, analyst: Client
) -> None:
    sent = {
        "programme": "glow", "part": "e1", "label_nl": "Uren licht", "label_en": "Hours of light",
        "kind": "ratio", "direction": "up", "over_time": "sum", "basis": "person", "position": "1",
        "indicator_notes-rows": "1", "indicator_notes-0-mark": "a",
        "indicator_notes-0-text_nl": "Bij nacht", "indicator_notes-0-text_en": "At night",
        "version": "0",
    }  # fmt: skip
    response = analyst.post(f"{MEASURED}new/", sent)
    assert response.status_code == 400
    html = response.content.decode()
    assert "“sum” does not go with the kind ratio; choose last, pool, none" in text(html)
    folds = dict(re.findall(r"<details([^>]*)><summary>([^<]*)</summary>", html))
    assert {label: "open" in attributes for attributes, label in folds.items()} == {
        "How periods and parts are put together": True,
        "Place in the order, and notes": False,
    }
    response = analyst.post(f"{MEASURED}new/", {**sent, "over_time": "pool"})
    assert response.status_code == 302, text(response.content.decode())
    assert response["Location"] == f"{MEASURED}glow-hours-of-light/"
    made = content(case, "indicator", "glow-hours-of-light")
    assert (made["programme"], made["part"], made["over_time"]) == ("glow", "e1", "pool")
    assert [row["id"] for row in made["indicator_notes"]] == ["glow-hours-of-light-note-a"]


def test_what_goes_is_found_by_colleagues_and_put_back(case: Case, analyst: Client) -> None:
    # The programme has an indicator: that goes first.
    assert "It cannot go yet" in get(analyst, f"{PATH}shine/remove/")
    response = analyst.post(f"{MEASURED}i1/remove/", {"reason": "a trial", "version": "1"})
    assert response.status_code == 302
    assert response["Location"] == f"{MEASURED}i1/edit/"
    assert records.record(case, "indicator", "i1") is None
    gone = get(analyst, f"{MEASURED}i1/edit/")
    assert "Jobs was taken out of the register" in gone
    assert "a trial" in gone
    assert analyst.post(f"{PATH}shine/remove/", {"reason": "a trial", "version": "1"})
    assert records.record(case, "programme", "shine") is None
    for path in (f"{PATH}shine/", f"{MEASURED}i1/"):
        response = analyst.post(f"{path}put-back/", {"version": "2", "to": "1"})
        assert response.status_code == 302
    assert content(case, "indicator", "i1")["programme"] == "shine"


def test_a_visitor_is_offered_no_form(case: Case, client: Client) -> None:
    assert client.get(f"{PATH}shine/edit/").status_code == 404
    assert client.post(f"{PATH}new/", BEACON).status_code == 404
    assert client.get(f"{MEASURED}i1/edit/").status_code == 404


def test_an_organisation_and_a_site_tell_of_their_programmes(case: Case, client: Client) -> None:
    lamp = get(client, "/en/lake/organisations/lamp-works/").replace(" :", ":")
    assert "Programmes it takes part in Shine: answers for it our reading" in lamp
    assert "Shine (Line): loan our reading" in lamp
    lake = client.get("/en/lake/organisations/lake-university/").content.decode()
    assert "Glow : partner the text says so" in text(lake)
    assert 'href="/en/lake/programmes/glow/"' in lake
    tables = PROGRAMMES | {
        "sites": [{"id": "hall", "name": "The hall", "kind": "living-lab"}],
        "indicators": [PROGRAMMES["indicators"][0] | {"site": "hall"}],
    }
    load_register(case, small(**tables))
    hall = client.get("/en/lake/sites/hall/").content.decode()
    assert "What programmes measure of it Jobs ( Shine )" in text(hall)
    assert 'href="/en/lake/indicators/i1/"' in hall


def test_programmes_and_indicators_are_found_by_their_names(
    case: Case, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with translation.override("en"), django_assert_max_num_queries(5):
        found = {id: told for id, _label, told in searching_ecosystem.kinds(case)}
    assert [(one.title, one.url) for one in found["programmes"]] == [
        ("Glow", "/en/lake/programmes/glow/"),
        ("Shine", "/en/lake/programmes/shine/"),
    ]
    assert "Schijn" in found["programmes"][1].also
    assert [(one.title, one.text) for one in found["indicators"]] == [("Jobs", "Shine")]
