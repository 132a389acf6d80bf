"""Blind panels on the pages: no opinion is seen before all are given."""

import re

import pytest
from django.test import Client
from tests.apps.people import person
from tests.pages.judging.desk import browser, hidden, score, text, told

from windroos.apps.accounts.models import User
from windroos.apps.accounts.roles import Role
from windroos.apps.compass.models import Panel
from windroos.apps.compass.panels import kept as panels
from windroos.apps.regions.models import Case

pytestmark = pytest.mark.django_db

OPINION = {
    "confidence": "high",
    "reason_nl": "Zij zingen als nachtegalen",
    "grounds_nl": "Een concert bijgewoond",
    "version": "0",
}
SECRET = "nachtegalen"


def test_a_panel_is_asked_given_and_settled(
    case: Case, analyst: User, other: User, third: User
) -> None:
    anna, bert, derde = browser(analyst), browser(other), browser(third)
    page = derde.get("/en/lake/panels/open/?region=LV&criterion=choirs")
    assert re.search(r'value="LV"[^>]*checked', page.content.decode())
    given = {
        "regions": ["LV", "LV00"],
        "criteria": ["choirs"],
        "assessors": [str(analyst.pk), str(other.pk)],
        "why": "Wij weten het niet",
        "closes": "2026-11-30",
    }
    assert "2 panels were opened." in told(derde.post("/en/lake/panels/open/", given))
    panel = Panel.objects.get(region="LV")
    assert "2 questions wait for your opinion." in text(anna.get("/en/lake/panels/"))
    give = f"/en/lake/panels/{panel.pk}/give/"
    assert "Wij weten het niet" in text(anna.get(give))
    assert anna.post(give, {**OPINION, "rating": "5"}).status_code == 302
    assert bert.post(give, {**OPINION, "rating": "3", "reason_nl": "Matig"}).status_code == 302
    settle = f"/en/lake/panels/{panel.pk}/settle/"
    page = derde.get(settle)
    assert "The 2 opinions differ." in text(page)
    before = score(case, "LV")
    answer = {
        "rating": "3",
        "confidence": "medium",
        "reason_nl": "Het midden",
        **{name: hidden(page)[name] for name in ("version", "seen")},
    }
    shown = text(derde.post(settle, {**answer, "do": "preview"}))
    assert "What it does, once saved" in shown
    assert Panel.objects.get(pk=panel.pk).status == "open"
    assert derde.post(settle, {**answer, "do": "save"}).status_code == 302
    assert score(case, "LV") != before
    public = Client()
    shown = text(public.get(f"/en/lake/panels/{panel.pk}/"))
    assert SECRET in shown
    for internal in ("Anna", "Bert", "Derde", "Wij weten het niet"):
        assert internal not in shown
    assert "Wij weten het niet" in text(derde.get(f"/en/lake/panels/{panel.pk}/"))
    assert "It came to 3: Fair." in shown
    region = public.get("/en/lake/regions/LV/?role=culture").content.decode()
    assert f"/en/lake/panels/{panel.pk}/" in region
    key = Panel.objects.get(pk=panel.pk).made.key
    assert "By a panel of 2 assessors" in text(public.get(f"/en/lake/history/judgements/{key}/"))


def test_when_all_agree_that_rating_is_proposed(
    case: Case, panel: Panel, analyst: User, other: User, third: User
) -> None:
    for user in (analyst, other):
        browser(user).post(f"/en/lake/panels/{panel.pk}/give/", {**OPINION, "rating": "5"})
    page = browser(third).get(f"/en/lake/panels/{panel.pk}/settle/")
    assert "All 2 opinions say 5: Good." in text(page)
    assert re.search(r'name="rating" value="5"[^>]*checked', page.content.decode())


def test_no_page_shows_an_opinion_before_all_are_given(
    case: Case, panel: Panel, analyst: User, other: User, third: User
) -> None:
    browser(analyst).post(f"/en/lake/panels/{panel.pk}/give/", {**OPINION, "rating": "5"})
    assert SECRET in text(browser(analyst).get(f"/en/lake/panels/{panel.pk}/"))
    readers = [other, third, person(Role.VIEWER, "town"), person(Role.ADMINISTRATOR, "town")]
    pages = [
        "panels/",
        f"panels/{panel.pk}/",
        f"panels/{panel.pk}/give/",
        f"panels/{panel.pk}/settle/",
        f"panels/{panel.pk}/withdraw/",
        "regions/LV/",
        "regions/LV/judge/choirs/",
        "grid/?criterion=choirs",
        "work/",
        "data/package.zip",
        "data/judgements.json",
    ]
    for client in [*map(browser, readers), Client()]:
        for page in pages:
            response = client.get(f"/en/lake/{page}", follow=True)
            assert SECRET.encode() not in b"".join(response)
        assert SECRET not in text(client.get("/en/account/trail/", follow=True))


def test_the_public_does_not_know_of_an_open_panel(case: Case, panel: Panel) -> None:
    assert Client().get(f"/en/lake/panels/{panel.pk}/").status_code == 404
    assert "No panel has been settled yet." in text(Client().get("/en/lake/panels/"))
    stranger = browser(person(Role.ANALYST, "elsewhere"))
    assert stranger.get(f"/en/lake/panels/{panel.pk}/").status_code == 404
    assert stranger.get(f"/en/lake/panels/{panel.pk}/give/").status_code == 403


def test_only_who_was_asked_gives_and_only_a_third_settles(
    case: Case, panel: Panel, analyst: User, other: User, third: User
) -> None:
    give, settle = (f"/en/lake/panels/{panel.pk}/{page}/" for page in ("give", "settle"))
    assert browser(third).get(give).status_code == 403
    assert browser(third).post(give, {**OPINION, "rating": "5"}).status_code == 403
    assert browser(third).get(settle).status_code == 302  # not complete
    for user in (analyst, other):
        browser(user).post(give, {**OPINION, "rating": "5"})
        assert browser(user).get(settle).status_code == 302
        answer = {"rating": "5", "confidence": "low", "reason_nl": "x"}
        assert browser(user).post(settle, answer).status_code == 302
    assert Panel.objects.get(pk=panel.pk).status == "open"
    assert browser(person(Role.DECISION_MAKER, "town")).get(settle).status_code == 403


def test_ones_own_opinion_given_in_two_windows_is_seen_twice(
    case: Case, panel: Panel, analyst: User
) -> None:
    give, desk = f"/en/lake/panels/{panel.pk}/give/", browser(analyst)
    desk.post(give, {**OPINION, "rating": "5"})
    response = desk.post(give, {**OPINION, "rating": "1", "reason_nl": "Toch vals"})
    assert "Someone else changed this while you were writing" in text(response)
    assert SECRET in text(response)
    assert "Toch vals" in text(response)
    version = hidden(response)["version"]
    desk.post(give, {**OPINION, "rating": "1", "version": version})
    assert panels.own(panel, analyst).rating == 1.0  # type: ignore[union-attr]


def test_settling_what_changed_in_the_meantime_is_looked_at_again(
    case: Case, panel: Panel, analyst: User, other: User, third: User
) -> None:
    give, settle = (f"/en/lake/panels/{panel.pk}/{page}/" for page in ("give", "settle"))
    for user in (analyst, other):
        browser(user).post(give, {**OPINION, "rating": "5"})
    derde = browser(third)
    seen = hidden(derde.get(settle))
    browser(other).post(give, {**OPINION, "rating": "1", "version": "1"})
    answer = {"rating": "5", "confidence": "medium", "reason_nl": "Eens", "do": "save"}
    page = derde.post(settle, {**answer, **{n: seen[n] for n in ("version", "seen")}})
    assert "Something changed while you were writing" in text(page)
    assert "5 before seeing the others" in text(page)
    again = {name: hidden(page)[name] for name in ("version", "seen")}
    assert derde.post(settle, {**answer, **again}).status_code == 302
    assert Panel.objects.get(pk=panel.pk).status == "settled"


def test_a_panel_is_withdrawn_with_a_reason(
    case: Case, panel: Panel, analyst: User, third: User
) -> None:
    derde, address = browser(third), f"/en/lake/panels/{panel.pk}/withdraw/"
    seen = hidden(derde.get(address))["version"]
    browser(analyst).post(f"/en/lake/panels/{panel.pk}/give/", {**OPINION, "rating": "5"})
    response = derde.post(address, {"reason": "Verkeerde vraag", "version": seen})
    assert "An opinion was given in the meantime" in text(response)
    again = hidden(response)["version"]
    assert derde.post(address, {"reason": "Verkeerde vraag", "version": again}).status_code == 302
    shown = text(derde.get(f"/en/lake/panels/{panel.pk}/"))
    assert "Verkeerde vraag" in shown
    assert SECRET not in shown
    assert Client().get(f"/en/lake/panels/{panel.pk}/").status_code == 404


def test_opening_tells_what_is_wrong(desk: Client, case: Case, analyst: User, other: User) -> None:
    # Two analysts are too few: somebody has to settle it.
    assert "A panel needs three analysts" in text(desk.get("/en/lake/panels/open/"))
    third = person(Role.ANALYST, "university", "Derde")
    given = {"regions": ["LV"], "criteria": ["choirs"], "why": "Waarom"}
    for assessors, said in (
        ([analyst], "Ask at least two people."),
        ([analyst, other, third], "Leave at least one analyst out"),
    ):
        people = [str(user.pk) for user in assessors]
        response = desk.post("/en/lake/panels/open/", {**given, "assessors": people})
        assert said in text(response)
    assert not Panel.objects.exists()
