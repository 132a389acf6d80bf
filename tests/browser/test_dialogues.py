"""The pages of dialogues, points and referrals, as a colleague on the case meets them."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.browser.looking import ANALYST, CASE, DECIDER, Looker, logged_in
from tests.browser.test_every_page import BEHIND_A_LOGIN
from windroos.apps.accounts.models import User
from windroos.apps.network import actions
from windroos.apps.network.models import Dialogue, Point, Referral
from windroos.apps.regions.models import Case


@pytest.fixture
def talk(staffed: Case) -> Dialogue:
    """A released dialogue with a former version, a point from it, and an overdue referral."""
    case = staffed
    anna = User.objects.get(email=ANALYST)
    made = actions.add_dialogue(
        actor=anna,
        case=case,
        region="CN-JS",
        held=date(2026, 3, 3),
        kind="civil-society",
        organisation="Amnesty International",
        contact="P. Persoon",
        level="official",
        subjects=["rule-of-law", "rbc"],
        summary="Over werknemers in de keten.",
        places=["001-jiangsu-1-s10", "001", "https://example.org/"],
    )
    changes = {"summary": "Over alle werknemers in de keten."}
    actions.change_dialogue(actor=anna, case=case, dialogue=made.pk, version=1, changes=changes)
    made = actions.release_dialogue(
        actor=anna, case=case, dialogue=made.pk, version=2, public_nl="Tekst.", public_en="Text."
    )
    actions.add_point(
        actor=anna, case=case, region="CN-JS", text_nl="Punt", text_en="Point", source=made.pk
    )
    actions.add_referral(
        actor=anna,
        case=case,
        region="CN-JS",
        subject="Chips",
        organisation="Voorbeeld B.V.",
        reason="Gevoelig.",
        desk="Loket",
        referred_on=date(2026, 1, 5),
        answer_by=date(2026, 2, 2),
    )
    return made


def test_the_pages_of_colleagues_are_accessible_and_safe(
    browser: Browser, axe: str, talk: Dialogue, live_server: LiveServer
) -> None:
    page = logged_in(browser, live_server, ANALYST)
    looker = Looker(page, axe)
    numbers = {
        "dialogue": talk.pk,
        "point": Point.objects.get().pk,
        "referral": Referral.objects.get().pk,
    }
    for language in ("nl", "en"):
        for name in (one for one, test in BEHIND_A_LOGIN.items() if test == "test_dialogues"):
            view = name.removeprefix("network:")
            about = "dialogue" if view == "release" else view.partition("_")[0]
            one = view not in ("points", "referrals", "briefing") and not view.endswith("_new")
            with translation.override(language):
                address = reverse(name, args=[CASE, *([numbers[about]] if one else [])])
            looker.visit(live_server.url + address)
    looker.done()


def test_two_colleagues_at_once_lose_nothing(
    browser: Browser, talk: Dialogue, live_server: LiveServer
) -> None:
    with translation.override("nl"):
        address = live_server.url + reverse("network:dialogue_edit", args=[CASE, talk.pk])
    anna, bas = (logged_in(browser, live_server, email) for email in (ANALYST, DECIDER))
    for page in (anna, bas):
        page.goto(address)
    bas.fill("[name=summary]", "Over vakbonden in de keten.")
    bas.locator("#form button[type=submit]").click()
    anna.fill("[name=summary]", "Over alle werknemers in de hele keten.")
    anna.locator("#form button[type=submit]").click()
    conflict = anna.locator(".conflict")
    assert "vakbonden" in conflict.locator("del").all_inner_texts()[0]
    assert conflict.evaluate("part => part === document.activeElement"), "reading begins there"
    conflict.locator("button[type=submit]").click()
    assert "hele keten" in anna.locator("main").inner_text()
    anna.locator(".saved button").click()
    assert "vakbonden" in anna.locator("main").inner_text()
    for page in (anna, bas):
        page.context.close()


def test_a_text_that_is_still_to_be_written_does_not_look_wrong(
    browser: Browser, talk: Dialogue, live_server: LiveServer
) -> None:
    page = logged_in(browser, live_server, ANALYST)
    page.goto(f"{live_server.url}/en/noord_brabant/dialogues/new/")
    look = "field => [getComputedStyle(field).borderColor, getComputedStyle(field).backgroundColor]"
    asked, optional = (page.locator(f"[name={name}]") for name in ("summary", "conclusions"))
    assert asked.get_attribute("required") is not None
    assert asked.evaluate(look) == optional.evaluate(look)
    page.locator("main form button[type=submit]").first.click()
    assert asked.get_attribute("aria-invalid") == "true"
    assert asked.evaluate(look) != optional.evaluate(look)
    page.context.close()
