"""The pages of decisions: what everyone reads, and what the staff writes."""

import json
import re
from html import escape
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from tests.apps.people import party, person

from windroos.apps.accounts.models import User
from windroos.apps.accounts.roles import Role
from windroos.apps.compass import actions, queries
from windroos.apps.compass.models import Draft
from windroos.apps.regions.models import Case

pytestmark = pytest.mark.django_db

TAGS = re.compile(r"<[^>]*>")
ROW: dict[str, Any] = {
    "region": "JP",
    "role": "innovation",
    "effort": "reactive",
    "period_start": 2026,
    "period_end": 2030,
    "motivation_nl": "Besproken in het college.",
    "departure_nl": "Te weinig <mensen>.",
}


@pytest.fixture
def brabant(loaded_case: Case) -> Case:
    """The case of Noord-Brabant with a province and an agency that decide."""
    party(loaded_case, "province", lead=True, decides=("innovation",))
    party(loaded_case, "agency", decides=("trade-invest",))
    return loaded_case


@pytest.fixture
def analyst(brabant: Case) -> User:
    return person(Role.ANALYST, "province")


@pytest.fixture
def decider(brabant: Case) -> User:
    return person(Role.DECISION_MAKER, "province")


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def words(html: str) -> str:
    return " ".join(TAGS.sub(" ", html).split())


def page(client: Client, path: str, status: int = 200) -> str:
    response = client.get(f"/en/noord_brabant/{path}")
    assert response.status_code == status, path
    return response.content.decode()


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def submitted(case: Case, analyst: User, **cells: Any) -> Draft:
    return actions.draft_decision(fresh(case), {**ROW, **cells}, submit=True, actor=analyst)


def taken(case: Case, analyst: User, decider: User, **cells: Any) -> str:
    draft = submitted(case, analyst, **cells)
    written = actions.take_drafts(
        fresh(case), "innovation", {draft.pk: None}, decided="2026-11-17", actor=decider
    )
    return written[0].change.key


# What everyone reads


def test_the_page_of_a_region_says_of_a_decision_for_later_years_that_it_begins_later(
    client: Client, brabant: Case, analyst: User, decider: User
) -> None:
    id = taken(brabant, analyst, decider, period_start=2028, period_end=2030)
    html = page(client, "regions/JP/")
    later = html[html.index(f'id="decision_{id}"') :].split("</li>")[0]
    assert "2028–2030 begins later" in words(later)
    others = html.replace(later, "")
    assert "begins later" not in others


def test_the_list_has_every_decision_beside_the_advice(client: Client, brabant: Case) -> None:
    html = page(client, "decisions/")
    for decision in queries.value(brabant).decisions:
        assert f"/en/noord_brabant/decisions/{decision.id}/" in html
    assert "42 decisions are in force." in words(html)


def test_filters_keep_what_they_say(client: Client, brabant: Case) -> None:
    html = page(client, "decisions/?role=innovation&effort=none&region=&theme=health")
    wanted = {
        d.id
        for d in queries.value(brabant).decisions
        if (d.role, d.effort) == ("innovation", "none")
    }
    assert wanted
    assert set(re.findall(r'scope="row"[^>]*><a href="[^"]*/decisions/([^/]+)/"', html)) == wanted
    assert "No decision is like that." in page(client, "decisions/?region=JP&effort=none")
    assert client.get("/en/noord_brabant/decisions/?role=zzz&period=1-2").status_code == 200


def test_the_table_can_be_taken_along(
    client: Client, brabant: Case, analyst: User, decider: User
) -> None:
    id = taken(brabant, analyst, decider)
    rows = json.loads(page(client, "data/decided.json?role=innovation&region=JP"))["rows"]
    assert [row["id"] for row in rows] == [id, "japan-innovation"]
    mine, former = rows
    assert (mine["state"], former["state"]) == ("in-force", "replaced")
    assert (mine["advice"], mine["differs"]) == ("undetermined", True)
    assert mine["departure"] == "Te weinig <mensen>."
    assert "decided.csv" in page(client, "decisions/")


def test_a_decision_tells_what_it_replaced(
    client: Client, brabant: Case, analyst: User, decider: User
) -> None:
    id = taken(brabant, analyst, decider)
    html = page(client, f"decisions/{id}/")
    assert "/en/noord_brabant/decisions/japan-innovation/" in html
    assert escape("Te weinig <mensen>.") in html
    assert "Another decision has come in its place." in page(client, "decisions/japan-innovation/")
    assert "decision-maker province" not in html  # no names of persons
    assert "decision-maker province" in page(as_user(analyst), f"decisions/{id}/")
    page(client, "decisions/nothing/", 404)


def test_the_minutes_hold_all_and_name_nobody(
    client: Client, brabant: Case, analyst: User, decider: User
) -> None:
    id = taken(brabant, analyst, decider, authority="Gedeputeerde Staten")
    wrong = taken(brabant, analyst, decider, region="KR", authority="Gedeputeerde Staten")
    actions.revoke(fresh(brabant), "innovation", wrong, reason="Dubbel", actor=decider)
    html = page(client, "minutes/2026-11-17/gedeputeerde-staten/")
    said = words(html)
    assert "What did Gedeputeerde Staten decide (17 November 2026)?" in said
    assert "Japan Reactive 2026–2030" in said
    assert "Besproken in het college." in said
    assert escape("Te weinig <mensen>.") in html
    assert "Replaces active effort, 2023–2027 (Provincie Noord-Brabant, June 2024)" in said
    assert "Taken back since" in said
    assert "Why: Dubbel" in said
    assert f'id="decision_{id}"' in html
    for user in (analyst, decider):
        assert user.name not in html
    assert "/minutes/2026-11-17/gedeputeerde-staten/" in page(client, "minutes/")
    page(client, "minutes/2026-11-18/gedeputeerde-staten/", 404)
    page(client, "minutes/2026-11-17/somebody/", 404)


def test_the_minutes_are_there_in_dutch(client: Client, brabant: Case) -> None:
    with translation.override("nl"):
        response = client.get("/nl/noord_brabant/minutes/2024-06/provincie-noord-brabant/")
    assert response.status_code == 200
    assert "juni 2024" in response.content.decode()


def test_a_decision_without_passage_leads_to_its_minutes(
    client: Client, brabant: Case, analyst: User, decider: User
) -> None:
    taken(brabant, analyst, decider)
    html = page(client, "regions/JP/?role=innovation")
    assert 'href="/en/noord_brabant/minutes/2026-11-17/province/"' in html


def test_a_decision_that_was_taken_back_says_so(
    client: Client, brabant: Case, analyst: User, decider: User
) -> None:
    id = taken(brabant, analyst, decider)
    staff = as_user(decider)
    url = f"/en/noord_brabant/decisions/{id}/revoke/"
    assert staff.post(url, {"reason": " "}).status_code == 400
    assert staff.post(url, {"reason": "Nooit genomen"}).status_code == 302
    html = page(client, f"decisions/{id}/")
    assert "It was taken back on" in html
    assert "Nooit genomen" in html
    assert "japan-innovation" in page(client, "decisions/?state=in-force&region=JP")


# Decisions limited to themes, on the pages of regions


def test_a_decision_on_a_theme_is_marked_where_all_themes_are_shown(
    client: Client, brabant: Case, analyst: User, decider: User
) -> None:
    taken(brabant, analyst, decider, themes="health", effort="none")
    # Gyeonggi has no decision on all themes.
    taken(brabant, analyst, decider, region="KR-41", themes="health", effort="active")
    assert "on Health: no effort" in words(page(client, "regions/JP/?role=innovation"))
    on_theme = words(page(client, "regions/JP/?role=innovation&theme=health"))
    assert "decided on no effort for 2026–2030, on the theme Health" in on_theme
    only = words(page(client, "regions/KR-41/?role=innovation"))
    assert "only on Health" in only
    assert "There is no decision on all themes." in only
    overview = page(client, "?role=innovation")
    assert "on Health: no effort" in overview
    assert "only on Health" in overview


# What the staff writes


STAFF_PAGES = (
    "decisions/to-decide/",
    "decisions/new/",
    "decisions/drafts/{draft}/",
    "decisions/drafts/{draft}/edit/",
    "decisions/drafts/{draft}/return/",
    "decisions/japan-innovation/correct/",
    "decisions/japan-innovation/revoke/",
    "reviews/",
)


def test_for_visitors_there_are_no_pages_of_drafts(
    client: Client, brabant: Case, analyst: User
) -> None:
    draft = submitted(brabant, analyst)
    for path in STAFF_PAGES:
        page(client, path.format(draft=draft.pk), 404)
        stranger = as_user(person(Role.DECISION_MAKER, "elsewhere"))
        page(stranger, path.format(draft=draft.pk), 404)
    assert "Draft a decision" not in page(client, "regions/JP/")


def test_who_only_reads_is_refused_what_they_may_not_write(brabant: Case, analyst: User) -> None:
    draft = submitted(brabant, analyst)
    viewer = as_user(person(Role.VIEWER, "province"))
    page(viewer, "decisions/to-decide/")
    page(viewer, f"decisions/drafts/{draft.pk}/")
    page(viewer, "decisions/new/", 403)
    page(as_user(analyst), f"decisions/drafts/{draft.pk}/return/", 403)
    page(as_user(analyst), "decisions/japan-innovation/revoke/", 403)
    agency = as_user(person(Role.DECISION_MAKER, "agency"))
    page(agency, f"decisions/drafts/{draft.pk}/return/", 403)
    answer = agency.post(
        "/en/noord_brabant/decisions/to-decide/",
        {"role": "innovation", "draft": f"{draft.pk}-{draft.version}", "decided": "2026-11-17"},
    )
    assert answer.status_code == 403
    assert 'name="draft"' not in page(agency, "decisions/to-decide/")


def test_a_new_draft_names_who_decides_for_its_role(brabant: Case, analyst: User) -> None:
    """The province published the decisions of both roles in 2024; for trade & invest BOM decides
    (document 001, annex 1)."""
    staff = as_user(analyst)
    for role, body in (
        ("innovation", "Provincie Noord-Brabant"),
        ("trade-invest", "Brabantse Ontwikkelings Maatschappij (BOM)"),
    ):
        html = page(staff, f"decisions/new/?region=SG&role={role}")
        assert f'name="authority" value="{body}"' in html


def form(**cells: Any) -> dict[str, Any]:
    return {**ROW, "do": "save", **cells}


def test_a_departure_is_asked_for_before_it_is_saved(brabant: Case, analyst: User) -> None:
    staff = as_user(analyst)
    url = "/en/noord_brabant/decisions/new/"
    given = form(effort="none", departure_nl="")
    answer = staff.post(url, given)
    assert answer.status_code == 200
    html = answer.content.decode()
    assert "The score points to active effort so far; you propose no effort. Why?" in html
    assert not Draft.objects.exists()
    asked = re.search(r'name="asked" value="([^"]+)"', html)
    assert asked is not None
    assert staff.post(url, {**given, "asked": asked[1]}).status_code == 302
    assert Draft.objects.get().departure_nl == ""
    # Another effort against another verdict is another question.
    assert staff.post(url, {**given, "asked": "reactive/active"}).status_code == 200


def test_a_form_with_faults_tells_them_at_its_fields_and_saves_nothing(
    brabant: Case, analyst: User
) -> None:
    staff = as_user(analyst)
    url = "/en/noord_brabant/decisions/new/"
    answer = staff.post(url, form(period_end="2020", motivation_nl="", do="submit"))
    assert answer.status_code == 400
    html = answer.content.decode()
    assert "2020 comes before 2026." in html
    assert "Needs a passage, or its motivation." in html
    assert 'href="#id_period_end"' in html
    assert not Draft.objects.exists()
    answer = staff.post(url, form(region="XX", effort="much", themes=["fog"]))
    assert answer.status_code == 400
    assert not Draft.objects.exists()


def test_line_ends_of_a_browser_are_those_of_the_package(brabant: Case, analyst: User) -> None:
    given = form(motivation_nl="Eerste regel\r\nTweede regel", do="submit")
    assert as_user(analyst).post("/en/noord_brabant/decisions/new/", given).status_code == 302
    assert Draft.objects.get().motivation_nl == "Eerste regel\nTweede regel"


def test_the_second_of_two_sees_both_and_loses_nothing(
    brabant: Case, analyst: User, decider: User
) -> None:
    draft = submitted(brabant, analyst)
    url = f"/en/noord_brabant/decisions/drafts/{draft.pk}/edit/"
    opened = draft.version
    theirs = form(motivation_nl="Van hen", themes=["health"], version=opened)
    first = as_user(decider).post(url, theirs)
    assert first.status_code == 302
    second = as_user(analyst).post(url, form(motivation_nl="Van mij", version=opened))
    assert second.status_code == 409
    html = second.content.decode()
    assert "Someone else changed this while you were writing" in html
    assert "hen</del>" in html
    assert "mij</ins>" in html
    assert "Health" in html[html.index("conflict-table") : html.index("</table>")]
    newest = re.search(r'name="version" value="(\d+)"', html)
    assert newest is not None
    again = as_user(analyst).post(url, form(motivation_nl="Van mij", version=newest[1]))
    assert again.status_code == 302
    draft.refresh_from_db()
    assert draft.motivation_nl == "Van mij"
    assert "Van hen" in page(as_user(analyst), f"decisions/drafts/{draft.pk}/")


def test_the_list_to_decide_has_all_there_is_to_weigh(brabant: Case, analyst: User) -> None:
    submitted(brabant, analyst, region="DEG", themes="")
    html = page(as_user(analyst), "decisions/to-decide/")
    said = words(html)
    assert "One draft waits for a decision." in said
    assert "provisionally reactive" in said
    assert len(re.findall(r'class="telling--(for|against)"', html)) == 3
    assert "The sources contradict each other here in one way" in said
    assert "In force now" in said
    assert "Besproken in het college." in said


def test_many_are_decided_at_once_or_none(brabant: Case, analyst: User, decider: User) -> None:
    one = submitted(brabant, analyst)
    two = submitted(brabant, analyst, region="KR")
    staff = as_user(decider)
    url = "/en/noord_brabant/decisions/to-decide/"
    ticked = {
        "role": "innovation",
        "draft": [f"{one.pk}-{one.version}", f"{two.pk}-{two.version}"],
        "decided": "2026-11-17",
        "authority": "Gedeputeerde Staten",
    }
    actions.revise_draft(fresh(brabant), two.pk, {"note": "Wacht"}, actor=analyst)
    answer = staff.post(url, ticked)
    assert answer.status_code == 400
    assert "This draft was changed since: look at it again." in answer.content.decode()
    assert set(Draft.objects.values_list("status", flat=True)) == {"submitted"}
    two.refresh_from_db()
    ticked["draft"] = [f"{one.pk}-{one.version}", f"{two.pk}-{two.version}"]
    assert staff.post(url, {**ticked, "decided": "2026-12-31"}).status_code == 400
    answer = staff.post(url, ticked)
    assert answer.status_code == 302
    assert answer["Location"] == "/en/noord_brabant/minutes/2026-11-17/gedeputeerde-staten/"
    assert set(Draft.objects.values_list("status", flat=True)) == {"decided"}
    assert staff.post(url, {**ticked, "draft": ["x", "1-", "99999999999-1"]}).status_code == 400


def test_a_returned_draft_says_why_and_can_be_submitted_again(
    brabant: Case, analyst: User, decider: User
) -> None:
    draft = submitted(brabant, analyst)
    url = f"/en/noord_brabant/decisions/drafts/{draft.pk}"
    answer = as_user(decider).post(f"{url}/return/", {"reason": "Korter graag", "version": "2"})
    assert answer.status_code == 302
    writer = as_user(analyst)
    assert "Korter graag" in page(writer, f"decisions/drafts/{draft.pk}/")
    draft.refresh_from_db()
    for name, status in (("submit", "submitted"), ("withdraw", "withdrawn"), ("reopen", "draft")):
        writer.post(f"{url}/move/", {"do": name, "version": draft.version})
        draft.refresh_from_db()
        assert draft.status == status
    assert writer.post(f"{url}/move/", {"do": "burn"}).status_code == 404


def test_the_advice_that_changed_since_is_told(brabant: Case, analyst: User) -> None:
    draft = submitted(brabant, analyst)
    Draft.objects.filter(pk=draft.pk).update(advice="none", leaning="")
    html = page(as_user(analyst), "decisions/to-decide/")
    assert "The compass says something else now than when this was written." in html


def test_the_wording_can_be_mended(brabant: Case, analyst: User, decider: User) -> None:
    id = taken(brabant, analyst, decider)
    staff = as_user(decider)
    html = page(staff, f"decisions/{id}/correct/")
    version = re.search(r'name="version" value="(\d+)"', html)
    assert version is not None
    url = f"/en/noord_brabant/decisions/{id}/correct/"
    given = {"motivation_en": "Discussed", "departure_nl": "Anders", "version": version[1]}
    assert staff.post(url, given).status_code == 302
    mended = page(Client(), f"decisions/{id}/")
    assert "Discussed" in mended
    assert staff.post(url, given).status_code == 409


def test_the_small_case_has_its_pages_too(client: Client, small_case: Case) -> None:
    for path in ("decisions/", "minutes/"):
        response = client.get(f"/en/small/{path}")
        assert response.status_code == 200
        assert "Nothing was decided yet." in response.content.decode()
