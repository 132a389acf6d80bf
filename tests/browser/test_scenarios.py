"""The workbench turned by hand, and the pages of who keeps scenarios and proposes versions."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Browser, Page, Request, Route
from pytest_django.live_server_helper import LiveServer

from tests.browser.looking import ANALYST, CASE, Looker, logged_in
from tests.browser.test_every_page import WEIGHING
from windroos import cases
from windroos.apps.accounts.models import User
from windroos.apps.compass import actions
from windroos.apps.compass.framework import versions as framework_versions
from windroos.apps.regions.models import Case
from windroos.cases.framework import Text
from windroos.cases.framework_edit import edited

SCENARIO = cases.Scenario("innovation", {"environment": 3}, {"active": 0.65})
QUERY = f"?role=innovation&{SCENARIO.query}"


@pytest.fixture
def numbers(staffed: Case) -> dict[str, tuple[int, str]]:
    """A kept scenario, a proposal and the version in force: number and query by page."""
    case = staffed
    anna = User.objects.get(email=ANALYST)
    saved = actions.save_scenario(
        case, SCENARIO, name="Omgeving", note="Proef", visibility="case", actor=anna
    )
    now = framework_versions.current(case)
    why = Text("Waarom", "Why")
    made = actions.propose_framework(
        case, text=edited(now.text, SCENARIO, "2", why), why=why, actor=anna
    )
    return {
        "scenario": (saved.pk, ""),
        "scenario_edit": (saved.pk, ""),
        "scenario_save": (0, QUERY),
        "framework_propose": (0, QUERY),
        "framework_proposal": (made.pk, ""),
        "framework_version": (now.number, ""),
    }


def test_the_pages_of_who_weighs_otherwise_are_accessible_and_safe(
    browser: Browser,
    axe: str,
    numbers: dict[str, tuple[int, str]],
    live_server: LiveServer,
) -> None:
    page = logged_in(browser, live_server, ANALYST)
    looker = Looker(page, axe)
    for language in ("nl", "en"):
        for view in WEIGHING:
            number, query = numbers[view]
            with translation.override(language):
                address = reverse(f"compass:{view}", args=[CASE, *([number] if number else [])])
            looker.visit(live_server.url + address + query)
    looker.done()


def answer(page: Page) -> str:
    return page.locator("#answer").inner_text()


def test_the_ranking_moves_with_the_slider(
    browser: Browser, axe: str, site: None, live_server: LiveServer
) -> None:
    looker = Looker(browser.new_page(), axe)
    page = looker.page
    looker.visit(f"{live_server.url}/en/{CASE}/scenarios/try/?role=innovation")
    before = answer(page)
    slider = page.locator("[data-turns=w_environment]")
    slider.focus()
    for _ in range(20):  # steps of a tenth, from 1 to 3
        page.keyboard.press("ArrowRight")
    page.wait_for_url(re.compile(r"w\.environment=3$"))
    assert page.locator("#w_environment").input_value() == "3"
    assert page.locator("#share_w_environment").inner_text() == "50%"
    assert page.evaluate("document.activeElement.dataset.turns") == "w_environment"
    moved = answer(page)
    assert moved != before
    assert page.locator(".ranking tr.is-moved").count() > 0
    # The address alone gives the same, and the language switch keeps it.
    assert page.get_by_role("link", name="Nederlands").get_attribute("href") == page.url.replace(
        "/en/", "/nl/"
    )
    other = browser.new_page()
    other.goto(page.url)
    assert answer(other) == moved
    other.close()
    page.locator("#w_link").fill("-1")
    error = page.locator("#error_w_link")
    error.filter(has_text="0 or more").wait_for()
    assert page.locator("#w_link").get_attribute("aria-invalid") == "true"
    assert answer(page) == moved, "the ranking of what was right last stays"
    page.locator("#w_link").fill("1")
    page.locator("#problems .notice").wait_for(state="detached")
    assert page.locator("#w_link").get_attribute("aria-invalid") is None
    page.go_back()
    page.wait_for_url(re.compile(r"role=innovation$"))
    page.locator("#answer").filter(has_text=before).wait_for()
    assert page.locator("#w_environment").input_value() == "1"
    looker.look()
    looker.done()


def test_answers_that_come_too_late_are_not_shown(
    browser: Browser, site: None, live_server: LiveServer
) -> None:
    """The first answer is held up until after the second."""
    page = browser.new_page()
    page.goto(f"{live_server.url}/en/{CASE}/scenarios/try/?role=innovation")
    held: list[Route] = []

    def hold(route: Route, request: Request) -> None:
        if "hx-request" in request.headers and "w.environment=9" in request.url:
            held.append(route)
        else:
            route.continue_()

    page.route("**/scenarios/try/**", hold)
    page.locator("#w_environment").fill("9")
    page.wait_for_timeout(500)
    assert held
    page.locator("#w_environment").fill("2")
    page.wait_for_url(re.compile(r"w\.environment=2$"))
    shown = answer(page)
    for route in held:
        route.continue_()
    page.wait_for_timeout(500)
    assert page.url.endswith("w.environment=2")
    assert answer(page) == shown
    assert page.locator("#share_w_environment").inner_text() == "40%"
    page.close()


def test_without_a_script_a_button_weighs(
    browser: Browser, site: None, live_server: LiveServer
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/en/{CASE}/scenarios/try/?role=innovation")
    assert page.locator(".turn-slider").first.is_visible() is False
    page.locator("#w_environment").fill("3")
    page.get_by_role("button", name="Weigh").first.click()
    assert page.url.endswith("?role=innovation&w.environment=3")
    assert page.locator("#share_w_environment").inner_text() == "50%"
    page.locator("#reset_compass button").click()
    assert page.url.endswith("?role=innovation")
    context.close()
