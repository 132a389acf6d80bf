"""The pages of scenarios and of versions of the framework."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from tests.apps.people import party, person

from windroos import cases
from windroos.apps.accounts.models import User
from windroos.apps.accounts.roles import Role
from windroos.apps.compass import queries
from windroos.apps.compass.actions import propose_framework, save_scenario
from windroos.apps.compass.framework import versions as framework_versions
from windroos.apps.compass.models import FrameworkVersion, Scenario
from windroos.apps.regions.queries import Case
from windroos.cases.framework import Text
from windroos.cases.framework_edit import edited
from windroos.cases.package import Package

TRY = "/en/noord_brabant/scenarios/try/"
WHY = Text("De raad wil het.", "The council wants it.")
ENVIRONMENT = cases.Scenario("innovation", {"environment": 3})


@pytest.fixture
def case(loaded_case: Case) -> Case:
    party(loaded_case, "province", lead=True, decides=("innovation",))
    party(loaded_case, "agency", decides=("trade-invest",))
    return loaded_case


@pytest.fixture
def anna(case: Case) -> User:
    return person(Role.ANALYST, "province", "Anna")


@pytest.fixture
def bob(case: Case) -> User:
    return person(Role.DECISION_MAKER, "province", "Bob")


@pytest.fixture
def desk(client: Client, anna: User) -> Client:
    """The browser of an analyst."""
    client.force_login(anna)
    return client


def page(client: Client, address: str, status: int = 200, **headers: str) -> str:
    response = client.get(address, headers=headers)
    assert response.status_code == status, address
    return response.content.decode()


def words(html: str) -> str:
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", html).split()))


def lead(html: str) -> str:
    (said,) = re.findall(r'<p class="lead"[^>]*>(.*?)</p>', html, re.DOTALL)
    return words(said)


def ranks(html: str) -> dict[str, str]:
    """Place by region, as the ranking shows it."""
    rows = re.findall(r'<tr(?: class="is-moved")?>\s*<td class="ranking-place".*?</tr>', html, re.S)
    found = {}
    for row in rows:
        place, name = words(row).split(" ", 1)
        (name,) = re.findall(r'<th scope="row"><a [^>]*>(.*?)</a>', row)
        found[unescape(name)] = place
    return found


def fields(html: str) -> dict[str, str]:
    """What the form of the workbench sends."""
    form = html[html.index('id="workbench"') :]
    inputs = re.findall(r"<input [^>]*>", form[: form.index("</form>")])
    pairs = [
        (re.search(r' name="([^"]*)"', one), re.search(r' value="([^"]*)"', one)) for one in inputs
    ]
    return {name[1]: value[1] for name, value in pairs if name and value}


# The workbench


def test_without_overrides_it_is_the_framework(client: Client, case: Case) -> None:
    html = page(client, TRY)
    assert lead(html).startswith("These are the numbers of the framework, version 2024.1.")
    framework = queries.value(case).framework
    sent = fields(html)
    assert sent["role"] == "innovation"
    assert {name for name in sent if name.startswith("w.")} == {
        f"w.{c.id}"
        for c in framework.criteria
        if c.parent and len(framework.children(c.parent)) > 1
    }
    assert (sent["t.active"], sent["g.innovation-index.high"]) == ("0.6", "160")
    assert "is-moved" not in html


def test_the_ranking_is_that_of_the_engine(client: Client, case: Case) -> None:
    html = page(client, f"{TRY}?role=innovation&w.environment=3")
    weighed = cases.weigh(cases.load("noord_brabant"), "innovation", scenario=ENVIRONMENT)
    assert ranks(html) == {r.region.name.en: str(r.rank) for r in weighed}
    before = {r.region.code: r for r in cases.weigh(weighed.case, "innovation")}
    moved = [r for r in weighed if r.rank != before[r.region.code].rank]
    advised = [
        r
        for r in weighed
        if (r.advice, r.leaning) != (before[r.region.code].advice, before[r.region.code].leaning)
    ]
    assert f"{len(moved)} regions get another place." in lead(html)
    assert f"{len(advised)} region gets another advice" in lead(html)
    assert html.count('class="is-moved"') == len({r.region.code for r in [*moved, *advised]})
    assert 'id="share_w_environment">50%' in html


def test_a_form_leads_to_the_short_address_of_the_same(client: Client, case: Case) -> None:
    sent = fields(page(client, TRY)) | {"w.environment": "3.0", "g.dutch-trade.low": "10"}
    response = client.get(TRY, sent)
    assert response.status_code == 302
    assert response["Location"] == (
        f"{TRY}?role=innovation&g.dutch-trade=10..100000&w.environment=3"
    )
    again = fields(page(client, response["Location"]))
    assert again == {**sent, "w.environment": "3"}
    assert client.get(TRY, again)["Location"] == response["Location"]


def test_what_is_as_in_the_framework_drops_out_of_the_address(client: Client, case: Case) -> None:
    response = client.get(f"{TRY}?role=innovation&theme=htsm&w.link=1&t.active=0.60&w.themes=")
    assert response["Location"] == f"{TRY}?role=innovation&theme=htsm"


@pytest.mark.parametrize(
    ("group", "left"),
    [
        ("all", {}),
        ("compass", {"t.active": "0.7", "g.wgi-voice": "-2..2"}),
        ("link", {"w.link": "2", "t.active": "0.7", "g.wgi-voice": "-2..2"}),
        ("thresholds", {"w.link": "2", "w.themes": "3", "g.wgi-voice": "-2..2"}),
        ("goalposts", {"w.link": "2", "w.themes": "3", "t.active": "0.7"}),
    ],
)
def test_a_group_goes_back_to_the_framework(
    client: Client, case: Case, group: str, left: Mapping[str, str]
) -> None:
    query = "role=innovation&w.link=2&w.themes=3&t.active=0.7&g.wgi-voice=-2..2"
    response = client.get(f"{TRY}?{query}&reset={group}")
    assert dict(parse_qsl(urlsplit(response["Location"]).query)) == {"role": "innovation", **left}


@pytest.mark.parametrize(
    ("query", "field", "said"),
    [
        ("w.link=-1", "w_link", "A weight is a number of 0 or more, not -1."),
        ("w.link=x", "w_link", "“x” is not a number"),
        ("t.active=0.3", "t_active", "reactive (0.4) may not lie above active (0.3)"),
        (
            "g.dutch-trade.low=0&g.dutch-trade.high=9",
            "dutch-trade",
            "Both goalposts lie above 0 here.",
        ),
        ("g.dutch-trade=5..5", "dutch-trade", "The goalposts must differ: both are 5."),
        ("w.themes-judged=0", "", "All parts of “Innovation themes” have the weight 0"),
        ("w.sport=1", "", "w.sport: Unknown: “sport”"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(
    client: Client, case: Case, query: str, field: str, said: str
) -> None:
    html = page(client, f"{TRY}?role=innovation&{query}")
    place = html if not field else re.findall(rf'id="error_{field}"[^>]*>(.*?)</p>', html)[0]
    assert said.lower() in words(place).lower()
    assert "Something is not right yet" in html
    assert lead(html).startswith("These are the numbers of the framework")


def test_a_script_gets_what_changes_and_the_address_to_show(client: Client, case: Case) -> None:
    here = "http://testserver" + TRY + "?role=innovation"
    sent = {**fields(page(client, TRY)), "w.environment": "3"}
    response = client.get(TRY, sent, headers={"HX-Request": "true", "HX-Current-URL": here})
    html = response.content.decode()
    assert response["HX-Push-Url"] == f"{TRY}?role=innovation&w.environment=3"
    assert "HX-Request" in response["Vary"]
    assert "HX-Request" in client.get(TRY)["Vary"]
    assert "<html" not in html
    assert html.lstrip().startswith('<section class="workbench-outcome" id="outcome"')
    assert 'id="share_w_environment" hx-swap-oob="true">50%' in html
    assert ranks(html) == ranks(page(client, response["HX-Push-Url"]))
    # What is still the same is not a step back.
    there = "http://testserver" + response["HX-Push-Url"]
    again = client.get(TRY, sent, headers={"HX-Request": "true", "HX-Current-URL": there})
    assert again["HX-Push-Url"] == "false"
    wrong = client.get(TRY, {**sent, "w.link": "-"}, headers={"HX-Request": "true"})
    assert (wrong["HX-Push-Url"], wrong["HX-Reswap"]) == ("false", "none")
    assert "is not a number" in wrong.content.decode()


def test_any_case_has_a_workbench(client: Client, small_case: Case) -> None:
    html = page(client, "/en/small/scenarios/try/?w.theme=3")
    assert 'id="share_w_theme">75%' in html
    assert "First &lt;aspect&gt;" in html
    assert "<i>b" not in html


# Keeping


def saved(case: Case, actor: User, name: str = "Environment", **more: str) -> Scenario:
    return save_scenario(case, ENVIRONMENT, name=name, actor=actor, **more)


def test_visitors_and_colleagues_may_not_do_the_same(
    client: Client, case: Case, anna: User
) -> None:
    query = "?role=innovation&w.environment=3"
    html = page(client, TRY + query)
    assert "/scenarios/save/" not in html
    assert "/framework/propose/" not in html
    for address in ("scenarios/save/", "framework/propose/"):
        page(client, f"/en/noord_brabant/{address}{query}", 403)
    client.force_login(person(Role.VIEWER, "agency"))
    html = page(client, TRY + query)
    assert "/scenarios/save/" in html
    assert "/framework/propose/" not in html
    client.force_login(anna)
    assert "/framework/propose/" in page(client, TRY + query)


def test_from_workbench_to_kept_scenario(desk: Client, case: Case, anna: User) -> None:
    address = "/en/noord_brabant/scenarios/save/?role=innovation&theme=htsm&w.environment=3"
    html = page(desk, address)
    assert "Weight of Environment for Innovation" in words(html)
    wrong = desk.post(address, {"name": "", "visibility": "case"})
    assert wrong.status_code == 400
    response = desk.post(address, {"name": "<b>More</b>", "note": "Why", "visibility": "case"})
    kept = Scenario.objects.get()
    assert response["Location"] == f"/en/noord_brabant/scenarios/{kept.pk}/?saved=1"
    assert (kept.value, kept.theme, kept.made_by) == (ENVIRONMENT, "htsm", anna)
    html = page(desk, response["Location"])
    assert "&lt;b&gt;More" in html
    assert "<b>More" not in html
    assert "Saved." in html
    weighed = cases.weigh(cases.load("noord_brabant"), "innovation", "htsm", scenario=ENVIRONMENT)
    assert ranks(html) == {r.region.name.en: str(r.rank) for r in weighed}


def test_nothing_to_save_leads_back(desk: Client, case: Case) -> None:
    for query in ("role=innovation", "role=innovation&w.link=1", "role=innovation&w.link=x"):
        response = desk.get(f"/en/noord_brabant/scenarios/save/?{query}")
        assert response["Location"] == f"{TRY}?role=innovation"


def test_a_private_scenario_is_not_there_for_others(
    client: Client, case: Case, anna: User, bob: User
) -> None:
    own, shared = saved(case, anna), saved(case, anna, "Shared", visibility="case")
    for user, seen in ((anna, {own, shared}), (bob, {shared}), (None, set())):
        client.logout()
        if user is not None:
            client.force_login(user)
        listed = page(client, "/en/noord_brabant/scenarios/")
        for one in (own, shared):
            address = f"/en/noord_brabant/scenarios/{one.pk}/"
            assert (address in listed) == (one in seen)
            page(client, address, 200 if one in seen else 404)
            response = client.get(f"/en/noord_brabant/scenarios/compare/?scenario={one.pk}")
            assert (one.name in words(response.content.decode())) == (one in seen)


def test_the_second_who_saves_sees_both(client: Client, case: Case, anna: User, bob: User) -> None:
    one = saved(case, anna, visibility="case")
    address = f"/en/noord_brabant/scenarios/{one.pk}/edit/"
    given = {"name": "Environment", "visibility": "case", "version": "1"}
    client.force_login(bob)
    assert client.post(address, {**given, "note": "By Bob"}).status_code == 302
    client.force_login(anna)
    response = client.post(address, {**given, "note": "By Anna"})
    html = response.content.decode()
    assert response.status_code == 409
    assert "By Bob" in words(html)
    assert "Anna" in words(html)
    assert 'name="version" value="2"' in html
    assert client.post(address, {**given, "note": "By both", "version": "2"}).status_code == 302
    assert Scenario.objects.get().note == "By both"


def test_other_numbers_for_a_kept_scenario(desk: Client, case: Case, anna: User) -> None:
    one = saved(case, anna, theme="htsm")
    html = page(desk, f"{TRY}?role=innovation&theme=htsm&scenario={one.pk}&w.environment=2")
    address = f"/en/noord_brabant/scenarios/{one.pk}/edit/"
    query = f"?role=innovation&theme=htsm&scenario={one.pk}&w.environment=2"
    assert (address + query).replace("&", "&amp;") in html
    given = {"name": "Environment", "visibility": "private", "version": "1"}
    assert desk.post(address + query, given).status_code == 302
    kept = Scenario.objects.get()
    assert (kept.value.weights, kept.theme, kept.version) == ({"environment": 2}, "htsm", 2)
    # Its name alone leaves the numbers as they are.
    assert desk.post(address, {**given, "name": "E", "version": "2"}).status_code == 302
    kept.refresh_from_db()
    assert (kept.name, kept.value.weights, kept.theme) == ("E", {"environment": 2}, "htsm")


def test_deleting_can_be_undone(desk: Client, case: Case, anna: User) -> None:
    one = saved(case, anna)
    address = f"/en/noord_brabant/scenarios/{one.pk}/"
    assert desk.get(f"{address}delete/").status_code == 405
    response = desk.post(f"{address}delete/", {"version": "7"})
    assert response["Location"] == address
    response = desk.post(f"{address}delete/", {"version": "1"})
    html = page(desk, response["Location"])
    assert "“Environment” was deleted." in words(html)
    page(desk, address, 404)
    response = desk.post(f"{address}restore/")
    assert response["Location"].startswith(address)
    page(desk, address)


def test_a_scenario_that_fits_no_more_says_so(desk: Client, case: Case, anna: User) -> None:
    one = saved(case, anna)
    Scenario.objects.filter(pk=one.pk).update(
        overrides={"role": "innovation", "weights": {"gone": 2}}
    )
    html = page(desk, f"/en/noord_brabant/scenarios/{one.pk}/")
    assert "Unknown: “gone”" in words(html)
    assert ranks(html) == {}
    listed = page(desk, "/en/noord_brabant/scenarios/")
    assert "does not fit the framework any more" in listed
    html = page(desk, f"/en/noord_brabant/scenarios/compare/?scenario={one.pk}&scenario=framework")
    assert "not fitting the framework any more" in html


# Comparing


def test_scenarios_beside_each_other(desk: Client, case: Case, anna: User) -> None:
    one = saved(case, anna, "More environment")
    other = save_scenario(
        case, cases.Scenario("innovation", {"link": 3}), name="More link", actor=anna
    )
    html = page(
        desk,
        "/en/noord_brabant/scenarios/compare/"
        f"?scenario=framework&scenario={one.pk}&scenario={other.pk}&scenario=99",
    )
    assert "99" in words(html)
    table = html[html.index('id="section_regions"') :]
    value = cases.load("noord_brabant")
    weighed = [
        cases.weigh(value, "innovation", scenario=scenario)
        for scenario in (None, one.value, other.value)
    ]
    japan = re.findall(r"<tr[^>]*><th[^>]*><a [^>]*>Japan</a>.*?</tr>", table, re.DOTALL)[0]
    assert re.findall(r'class="ranking-rank">(\d+)<', japan) == [
        str(one["JP"].rank) for one in weighed
    ]
    numbers = words(html[html.index('id="section_numbers"') : html.index('id="section_regions"')])
    assert "Weight of Environment 1 (25%) 3 (50%) 1 (17%)" in numbers
    spans = {
        result.region.name.en: max(places) - min(places)
        for result in weighed[0]
        if (places := [rank for one in weighed if (rank := one[result.region.code].rank)])
    }
    widest = max(spans, key=lambda name: spans[name])
    assert f"The place of {widest} differs most" in lead(html)


def test_who_shares_a_comparison_reads_what_others_will_not_see(
    desk: Client, case: Case, anna: User
) -> None:
    """The address of a comparison shows a private scenario to nobody but who made it."""
    own = saved(case, anna, "Mine")
    theirs = saved(case, anna, "Ours", visibility="case")
    everyones = saved(case, anna, "All", visibility="public")
    address = "/en/noord_brabant/scenarios/compare/?scenario=framework"
    both = words(page(desk, f"{address}&scenario={own.pk}&scenario={theirs.pk}"))
    assert "Only you see “Mine”." in both
    assert "Only who works on this case sees “Ours”, after logging in." in both
    warning = "does not see all of it"
    assert warning not in words(page(desk, f"{address}&scenario={everyones.pk}"))
    assert warning not in words(page(Client(), f"{address}&scenario={own.pk}"))


def test_at_most_four_fit(desk: Client, case: Case, anna: User) -> None:
    made = [saved(case, anna, f"Scenario {n}") for n in range(5)]
    query = "&".join(f"scenario={one.pk}" for one in made)
    html = page(desk, f"/en/noord_brabant/scenarios/compare/?{query}")
    assert "At most four fit beside each other. Not shown: Scenario 4." in words(html)
    assert "Nothing differs" in lead(html)


# Versions


def proposed(case: Case, actor: User, version: str = "2026.1") -> FrameworkVersion:
    now = framework_versions.current(case)
    text = edited(now.text, ENVIRONMENT, version, WHY)
    return propose_framework(case, text=text, why=WHY, scenario=ENVIRONMENT, actor=actor)


def post(client: Client, made: FrameworkVersion, **given: str) -> HttpResponse:
    address = f"/en/noord_brabant/framework/proposals/{made.pk}/"
    return client.post(address, given)  # type: ignore[return-value]


def test_from_scenario_to_version_in_force(
    client: Client, case: Case, anna: User, bob: User
) -> None:
    client.force_login(anna)
    address = "/en/noord_brabant/framework/propose/?role=innovation&w.environment=3"
    html = page(client, address)
    assert 'value="2024.2"' in html
    assert client.post(address, {"version": "2024.2"}).status_code == 400
    given = {"version": "2024.2", "why_en": WHY.en, "base": framework_versions.current(case).number}
    response = client.post(address, given)
    html = page(client, response["Location"])
    assert "A decision-maker of the organisation that leads the case decides" in words(html)
    assert 'value="approve"' not in html
    made = FrameworkVersion.objects.get()
    shown = words(html)
    assert "Weight of Environment for Innovation 1 (25%) 3 (50%)" in shown
    # What the compass would then say is what it says in the scenario.
    value = cases.load("noord_brabant")
    for result in cases.weigh(value, "innovation", scenario=ENVIRONMENT):
        before = cases.weigh(value, "innovation")[result.region.code]
        if before.rank != result.rank:
            assert f"{result.region.name.en} Innovation {before.rank} → {result.rank}" in shown
    assert post(client, made, what="approve").status_code == 403
    client.force_login(bob)
    response = post(client, made, what="approve", reason="Agreed")
    html = page(client, response["Location"])
    assert lead(html).endswith("It is in force now.")
    client.logout()
    html = page(client, "/en/noord_brabant/framework/")
    # A public body weighs as a body: to others than colleagues no names (docs/adr/0007).
    assert "Proposed by Province; approved by Province, " in words(html)
    assert "Anna" not in words(html)
    assert WHY.en in html
    client.force_login(anna)
    assert "Proposed by Anna; approved by Bob, " in words(
        page(client, "/en/noord_brabant/framework/")
    )
    client.logout()
    assert "2024.2" in page(client, "/en/noord_brabant/method/")


def test_who_made_a_public_scenario_is_told_to_colleagues_by_name(
    client: Client, case: Case, anna: User
) -> None:
    made = save_scenario(case, ENVIRONMENT, name="Groen", visibility="public", actor=anna)
    addresses = ("/en/noord_brabant/scenarios/", f"/en/noord_brabant/scenarios/{made.pk}/")
    for address in addresses:
        html = page(client, address)
        assert "Anna" not in html
        assert "Province" in words(html)
    client.force_login(anna)
    for address in addresses:
        assert "Anna" in words(page(client, address))


def test_proposals_are_for_the_staff_until_they_are_in_force(
    client: Client, case: Case, anna: User, bob: User
) -> None:
    made = proposed(case, anna)
    address = f"/en/noord_brabant/framework/proposals/{made.pk}/"
    assert "2026.1" not in page(client, "/en/noord_brabant/framework/")
    page(client, address, 404)
    page(client, f"{address}framework.toml", 404)
    client.force_login(bob)
    assert "2026.1" in page(client, "/en/noord_brabant/framework/")
    assert page(client, f"{address}framework.toml") == made.text
    post(client, made, what="approve")
    client.logout()
    page(client, address)


def test_a_proposal_that_was_overtaken_can_be_made_anew(
    client: Client, case: Case, anna: User, bob: User
) -> None:
    other = proposed(case, anna, "2026.2")
    text = edited(
        framework_versions.current(case).text,
        cases.Scenario("innovation", {"link": 2}),
        "2026.1",
        WHY,
    )
    first = propose_framework(case, text=text, why=WHY, actor=anna)
    client.force_login(bob)
    assert post(client, first, what="approve").status_code == 302
    html = page(client, f"/en/noord_brabant/framework/proposals/{other.pk}/")
    assert "It was made from version 2024.1, and version 2026.1 is in force now" in words(html)
    assert 'value="approve"' not in html
    assert 'value="reject"' in html
    again = "/en/noord_brabant/framework/propose/?role=innovation&amp;w.environment=3"
    assert again in html
    assert post(client, other, what="approve").status_code == 400
    assert post(client, other, what="reject").status_code == 400
    assert post(client, other, what="reject", reason="Later").status_code == 302


def test_a_file_that_does_not_fit_is_told_everything(desk: Client, case: Case) -> None:
    text = framework_versions.current(case).text
    broken = text.replace("active = 0.6", "active = 1.6", 1).replace("[40, 160]", "[40, 40]")

    def send(content: bytes) -> str:
        file = SimpleUploadedFile("framework.toml", content)
        response = desk.post(
            "/en/noord_brabant/framework/propose/", {"file": file, "why_nl": "Proef"}
        )
        assert response.status_code == 400
        return words(response.content.decode())

    said = send(broken.encode())
    assert "2 things to mend in the file" in said
    line = text[: text.index('id = "innovation"')].count("\n") + 1
    assert f"framework.toml, line {line}, thresholds" in said
    lost = text.replace('id = "reciprocity-judged"', 'id = "both-ways"').replace("2024.1", "2")
    said = send(lost.encode())
    judgements = cases.load("noord_brabant").judgements
    named = [j for j in judgements if j.criterion == "reciprocity-judged"]
    assert f"{len(named)} things to mend in the file" in said
    assert "“reciprocity-judged” is not a rating leaf in framework.toml" in said
    assert "not UTF-8" in send(b"\xff\xfe")
    assert not FrameworkVersion.objects.exists()


def test_a_file_that_fits_is_proposed(desk: Client, case: Case) -> None:
    text = framework_versions.current(case).text.replace("2024.1", "2026.1")
    text = text.replace("goalposts = [40, 160]", "goalposts = [30, 160]")
    file = SimpleUploadedFile("framework.toml", text.encode())
    response = desk.post("/en/noord_brabant/framework/propose/", {"file": file, "why_nl": "Proef"})
    html = page(desk, response["Location"])
    assert "40 (0) and 160 (1) 30 (0) and 160 (1)" in words(html)
    assert FrameworkVersion.objects.get().scenario is None


def test_a_version_can_be_read_back(client: Client, case: Case, noord_brabant: Package) -> None:
    held = framework_versions.current(case)
    address = f"/en/noord_brabant/framework/{held.number}/"
    assert "it is the first version" in lead(page(client, address))
    response = client.get(f"{address}framework.toml")
    assert response.content.decode() == noord_brabant.framework_text
    assert response["Content-Disposition"] == ('attachment; filename="noord_brabant-2024.1.toml"')
    page(client, "/en/noord_brabant/framework/99999/", 404)


def test_the_method_page_leads_to_the_versions(client: Client, case: Case) -> None:
    assert "/en/noord_brabant/framework/" in page(client, "/en/noord_brabant/method/")
