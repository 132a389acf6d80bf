"""The pages of sites, conditions and labour markets: what they tell, to whom, and changing them."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from tests.apps.people import party, person

from windroos.apps.accounts.roles import Role
from windroos.apps.network import actions
from windroos.apps.network.models import Condition, Labour, Site, SiteFigure
from windroos.apps.network.queries import records
from windroos.apps.regions.models import Case

pytestmark = pytest.mark.django_db

TAGS = re.compile(r"<[^>]*>")


@pytest.fixture
def case(filled: Case) -> Case:
    return filled


def account(case: Case, role: Role) -> Client:
    party(case, "province", lead=True)
    client = Client()
    client.force_login(person(role, "province", f"{role.value.title()}-Person"))
    return client


@pytest.fixture
def analyst(case: Case) -> Client:
    return account(case, Role.ANALYST)


def url(page: str, case: Case, *arguments: str, language: str = "en") -> str:
    with override(language):
        return reverse(f"network:{page}", args=[case.name, *arguments])


def html(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def words(page: str) -> str:
    return " ".join(unescape(TAGS.sub(" ", page)).split())


def fields(page: str) -> dict[str, Any]:
    """What a form would send as it stands."""
    form = page[page.index('id="form"') :]
    form = form[: form.index("</form>")]
    sent: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        found = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if found.get("type") == "checkbox" and " checked" not in tag:
            continue
        if "name" in found and found["name"] != "csrfmiddlewaretoken":
            sent.setdefault(found["name"], []).append(unescape(found.get("value", "")))
    for name, text in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', form, re.S):
        sent[name] = unescape(text).lstrip("\n")
    for name, options in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        sent[name] = chosen[1] if chosen else ""
    return sent


def test_the_list_of_sites_begins_with_the_answer(client: Client, case: Case) -> None:
    told = words(html(client, url("sites", case)))
    assert (
        "43 sites, among them 5 test environments, 2 pilot production lines, 1 living lab,"
        " 1 field lab and 1 academic workplace. Of none of them a source says for which readiness"
        " level it is meant."
    ) in told
    dutch = words(html(client, url("sites", case, language="nl")))
    assert "43 locaties, waaronder 5 testomgevingen, 2 proefproductielijnen" in dutch


def test_what_is_not_known_is_said_and_can_be_included(client: Client, case: Case) -> None:
    page = html(client, url("sites", case) + "?level=6&kind=test-environment")
    assert "None of the 43 sites fits." in words(page)
    assert "Of 5 others it is not known for which readiness they are meant." in words(page)
    assert "unknown=1" in page
    page = html(client, url("sites", case) + "?level=6&kind=test-environment&unknown=1")
    assert page.count("<tr id=") == 5
    assert "5 of 43 sites fit" in words(page)


def test_what_no_site_is_and_nonsense_in_the_address(client: Client, case: Case) -> None:
    assert "No site is like that." in words(html(client, url("sites", case) + "?q=zzz"))
    assert html(client, url("sites", case) + "?level=ten&kind=x&region=%00").count("<tr id=") == 43


def test_a_site_tells_which_figures_were_not_measured(client: Client, case: Case) -> None:
    page = html(client, url("site", case, "pivot-park"))
    told = words(page)
    assert (
        "From 71% in 2018 to 83% in 2022. These are targets and expectations; none of them" in told
    )
    assert "From 580 fte in 2018 to 686 fte in 2022." in told
    # The one figure that is not of the plan of 2018 says of itself what it is.
    assert "70 in 2025." in told
    assert (
        "none of them was measured" not in told[told.index("Companies") : told.index("Jobs (fte)")]
    )
    assert page.count('class="scatter outlook"') == 2
    assert "No source says that a condition presses on this site itself." in told
    assert "What it offers, no source says." in told
    network = words(html(client, url("site", case, "brabantse-proeftuinennetwerk")))
    assert "2018 to be measured Baseline" in network
    dutch = words(html(client, url("site", case, "pivot-park", language="nl")))
    assert "Dit zijn streefwaarden en verwachtingen; geen ervan is gemeten." in dutch


def test_a_visitor_reads_and_does_not_change(client: Client, case: Case) -> None:
    for page, arguments in (
        ("sites", ()), ("site", ("pivot-park",)), ("conditions", ()), ("labour", ()),
    ):  # fmt: skip
        shown = html(client, url(page, case, *arguments))
        assert "/edit/" not in shown
        assert "/new/" not in shown
        assert "/remove/" not in shown
    viewer = account(case, Role.VIEWER)
    for page, arguments in (
        ("site_new", ()), ("site_edit", ("pivot-park",)), ("site_remove", ("pivot-park",)),
        ("condition_new", ()), ("condition_edit", ("be2-water",)), ("labour_record_new", ()),
    ):  # fmt: skip
        assert client.get(url(page, case, *arguments)).status_code == 404
        assert viewer.get(url(page, case, *arguments)).status_code == 403
    assert client.get(url("site", case, "nowhere")).status_code == 404


def test_an_analyst_changes_a_site_with_its_figures_as_rows(analyst: Client, case: Case) -> None:
    address = url("site_edit", case, "pivot-park")
    sent = fields(html(analyst, address))
    # As it stands, nothing changes.
    assert analyst.post(address, sent).status_code == 302
    assert len(records.versions(case, "site", "pivot-park")) == 1
    sent |= {
        "operator": "Provincie Noord-Brabant", "trl_from": "4", "trl_to": "9",
        "latitude": "51,7700", "reason": "They told us",
        "site_figures-11-measure": "occupancy", "site_figures-11-year": "2024",
        "site_figures-11-role": "actual", "site_figures-11-value": "79,5",
        "site_figures-11-unit": "%",
    }  # fmt: skip
    response = analyst.post(address, sent)
    assert response.status_code == 302, words(response.content.decode())[:900]
    one = Site.objects.get(slug="pivot-park")
    assert (one.trl_from, one.trl_to, one.latitude) == (4, 9, 51.77)
    assert one.operator is not None
    assert SiteFigure.objects.get(site=one, year=2024).value == 79.5
    told = words(html(analyst, url("site", case, "pivot-park")))
    assert "Analyst-Person changed it." in told
    assert "Why: They told us" in told
    assert "Readiness level 4–9" in told
    # Who made a version, and why, is for the staff alone.
    visited = words(html(Client(), url("site", case, "pivot-park")))
    assert "It was changed." in visited
    assert "Analyst-Person" not in visited
    assert "They told us" not in visited
    found = words(html(Client(), url("sites", case) + "?level=7"))
    assert "1 of 43 sites fits" in found


def test_more_rows_without_javascript_and_what_was_typed_stays(analyst: Client, case: Case) -> None:
    address = url("site_edit", case, "pivot-park")
    sent = fields(html(analyst, address)) | {"add": "site_figures", "name": "Typed already"}
    page = analyst.post(address, sent).content.decode()
    assert page.count("record-row--site_figures") == 15
    # What is filled in is folded, by what it says.
    assert "1. " in words(page)
    assert 'value="Typed already"' in page
    assert Site.objects.get(slug="pivot-park").name == "Pivot Park"
    # A row that was emptied goes.
    sent = fields(html(analyst, address))
    for name in [name for name in sent if name.startswith("site_figures-0-")]:
        sent[name] = ""
    assert analyst.post(address, sent).status_code == 302
    assert not SiteFigure.objects.filter(site__slug="pivot-park", measure="companies").exists()


def test_what_cannot_stand_is_told_at_its_field_and_row(analyst: Client, case: Case) -> None:
    address = url("site_edit", case, "pivot-park")
    sent = fields(html(analyst, address)) | {
        "trl_from": "8", "trl_to": "3", "passage": "",
        "site_figures-11-measure": "jobs", "site_figures-11-year": "2030",
        "site_figures-11-role": "target", "site_figures-11-value": "",
    }  # fmt: skip
    page = words(analyst.post(address, sent).content.decode())
    assert "3 comes before 8" in page
    assert "Figures, row 12: " in page
    assert "Give a value, or the state that tells why there is none." in page
    wrong = sent | {"trl_from": "many", "site_figures-11-value": "x", "operator": "Nobody"}
    assert analyst.post(address, wrong).status_code == 400
    assert Site.objects.get(slug="pivot-park").trl_from is None


def test_who_comes_second_sees_both(analyst: Client, case: Case) -> None:
    address = url("site_edit", case, "pivot-park")
    sent = fields(html(analyst, address))
    now = records.record(case, "site", "pivot-park")
    assert now is not None
    assert now.content is not None
    actions.save_record(case, "site", now.content | {"place": "Uden"}, version=1)
    page = analyst.post(address, sent | {"place": "Boxtel"}).content.decode()
    assert "Someone else changed this while you were writing" in words(page)
    assert "Uden" in page
    assert Site.objects.get(slug="pivot-park").place == "Uden"
    # Saving again replaces theirs.
    assert analyst.post(address, fields(page)).status_code == 302
    assert Site.objects.get(slug="pivot-park").place == "Boxtel"


def test_a_new_site_gets_an_id_of_its_own(analyst: Client, case: Case) -> None:
    address = url("site_new", case)
    for id in ("proefhal", "proefhal-2"):
        response = analyst.post(address, {"name": "Proefhal", "kind": "facility"})
        assert response.status_code == 302
        assert response["Location"] == url("site", case, id) + "?saved=1"
    empty = words(analyst.post(address, {"name": "", "kind": ""}).content.decode())
    assert "Something is not right yet" in empty


def test_taking_out_and_putting_back(analyst: Client, case: Case) -> None:
    address = url("site_remove", case, "matter")
    assert analyst.post(address, {"version": "1", "reason": ""}).status_code == 400
    response = analyst.post(address, {"version": "1", "reason": "Closed"})
    assert response.status_code == 302
    assert not Site.objects.filter(slug="matter").exists()
    assert Client().get(url("site", case, "matter")).status_code == 404
    assert "Closed" in words(html(analyst, url("site", case, "matter")))
    back = url("site_put_back", case, "matter")
    assert analyst.get(back).status_code == 405
    assert analyst.post(back, {"version": "2", "to": "1"}).status_code == 302
    assert Site.objects.filter(slug="matter").exists()
    # Put back on what is no longer the last version: nothing is done.
    now = len(records.versions(case, "site", "matter"))
    analyst.post(back, {"version": "1", "to": "1"})
    assert len(records.versions(case, "site", "matter")) == now
    assert analyst.post(back, {"version": "3", "to": "99"}).status_code == 404


def test_conditions_stand_by_region_with_word_and_passage(client: Client, case: Case) -> None:
    page = html(client, url("conditions", case))
    told = words(page)
    assert (
        "In North Brabant there is pressure on space, power grid, nitrogen, water, talent and"
        " infrastructure. Watched, without pressure: housing and surroundings. No source says since"
        " when."
    ) in told
    assert "Talent under pressure 4× watched" in told
    assert "Water under pressure watched 2× under pressure watched" in told
    # Every condition can be linked to, and names where it is said.
    for one in Condition.objects.filter(case=case):
        assert page.count(f'id="{one.slug}"') == 1
    assert page.count('<p class="evidence-meta">') == 71
    abroad = words(html(client, url("conditions", case) + "?region=DEA"))
    assert "Infrastructure" in abroad
    assert "Talent under" not in abroad
    assert "No condition is like that." in words(
        html(client, url("conditions", case) + "?state=blocked")
    )


def test_a_condition_of_a_site_is_added_and_shown_with_it(analyst: Client, case: Case) -> None:
    address = url("condition_new", case) + "?site=pivot-park"
    sent = fields(html(analyst, address))
    assert sent["site"] == "pivot-park"
    sent |= {"condition": "grid", "state": "blocked", "since": "2025-03", "basis": "person"}
    assert analyst.post(address, sent | {"region": "NL41"}).status_code == 400
    assert analyst.post(address, sent).status_code == 302
    told = words(html(Client(), url("site", case, "pivot-park")))
    assert "Power grid: blocked Since 2025-03." in told
    assert "Of 1 of 72 a source says since when." in words(html(Client(), url("conditions", case)))
    needs = sent | {"basis": "text", "passage": ""}
    assert "name the passage that says it" in words(analyst.post(address, needs).content.decode())


def test_a_condition_of_a_country_is_added_changed_and_taken_out(
    analyst: Client, case: Case
) -> None:
    sent = {"condition": "talent", "state": "watched", "basis": "person", "region": "sweden"}
    assert analyst.post(url("condition_new", case), sent).status_code == 302
    assert Condition.objects.get(slug="se-talent").region == "SE"
    page = words(html(analyst, url("condition_edit", case, "se-talent")))
    assert "What changes in Talent, Sweden?" in page
    # A condition has no page of its own: what happened to it stands with its form.
    assert "Analyst-Person added it." in page
    remove = url("condition_remove", case, "se-talent")
    response = analyst.post(remove, {"version": "1", "reason": "Not so"})
    assert "Talent, Sweden was taken out of the register" in words(
        html(analyst, response["Location"])
    )
    back = analyst.post(url("condition_put_back", case, "se-talent"), {"version": "2", "to": "1"})
    assert back["Location"] == url("conditions", case) + "#se-talent"
    assert Condition.objects.filter(slug="se-talent").exists()


def test_a_site_that_something_leans_on_says_what_and_where(analyst: Client, case: Case) -> None:
    sent = {"condition": "grid", "state": "blocked", "basis": "person", "site": "pivot-park"}
    assert analyst.post(url("condition_new", case), sent).status_code == 302
    page = html(analyst, url("site_remove", case, "pivot-park"))
    assert "It cannot go yet" in words(page)
    assert url("condition_edit", case, "pivot-park-grid") in page


def test_areas_are_chosen_as_several(analyst: Client, case: Case) -> None:
    one = Site.objects.exclude(areas="").filter(case=case, areas__isnull=False).first()
    assert one is not None
    address = url("site_edit", case, one.slug)
    page = html(analyst, address)
    assert page.count('name="areas"') > 5
    sent = fields(page)
    chosen = str(one.areas).split()
    assert sent["areas"] == chosen or set(sent["areas"]) == set(chosen)
    extra = next(
        area for area in re.findall(r'name="areas" value="([^"]*)"', page) if area not in chosen
    )
    # What was chosen stays when rows are asked for.
    more = analyst.post(address, sent | {"areas": [*chosen, extra], "add": "site_figures"})
    assert set(fields(more.content.decode())["areas"]) == {*chosen, extra}
    assert analyst.post(address, sent | {"areas": [*chosen, extra]}).status_code == 302
    one.refresh_from_db()
    assert one.areas == " ".join([*chosen, extra])


def test_the_labour_market_begins_with_what_is_shared(client: Client, case: Case) -> None:
    page = html(client, url("labour", case))
    told = words(page)
    assert (
        "North Brabant shares shortages of people with Japan, Overijssel and Gelderland. Border"
        " information points are there or intended with 2 neighbours."
    ) in told
    assert "Jobs in the chip industry : 65,000 in 2025" in told
    for one in Labour.objects.filter(case=case):
        assert page.count(f'id="{one.slug}"') == 1
    only = words(html(client, url("labour", case) + "?kind=agreement"))
    assert "Beethoven" in only
    assert "Shortages that a partner shares" not in only


def test_the_region_has_its_labour_market_and_conditions(client: Client, case: Case) -> None:
    with override("en"):
        japan = reverse("compass:region", args=[case.name, "JP"])
        sweden = reverse("compass:region", args=[case.name, "SE"])
    told = words(html(client, japan))
    assert "Labour market and conditions" in told
    assert "Shortage of care staff Shared with North Brabant. Said of both together." in told
    assert "section_market" not in html(client, sweden)
    assert "section_market" not in html(client, f"{japan}?as_of=2020-01-01")
