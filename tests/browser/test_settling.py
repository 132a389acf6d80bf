"""Settling a contradiction as an analyst does, and what everyone then reads."""

from __future__ import annotations

from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.browser.looking import ANALYST, CASE, Looker, logged_in
from windroos.apps.regions.models import Case

PAGE = f"{CASE}/contradictions/effort_deg_innovation/"
WHY = "De figuur is vastgesteld"


def test_from_both_sides_to_a_reason_and_back(
    browser: Browser, axe: str, staffed: Case, live_server: LiveServer
) -> None:
    page = logged_in(browser, live_server, ANALYST)
    looker = Looker(page, axe)
    looker.visit(f"{live_server.url}/nl/{PAGE}")
    # Without a choice and a reason nothing is settled, and what is missing is told.
    page.locator("#settle button[type='submit']").first.click()
    looker.look()
    assert page.locator(".error-summary, [role='alert']").count()
    page.locator("#settle").get_by_label("besluit: inzet").check()
    page.locator("[name='reason_nl']").fill(WHY)
    page.locator("#settle button[type='submit']").first.click()
    looker.look()
    assert WHY in (page.locator(".settled").text_content() or "")
    assert page.locator(".side", has=page.locator(".tag--holds")).count() == 1
    looker.visit(f"{live_server.url}/en/{CASE}/history/settlements/effort_deg_innovation/")
    reader = browser.new_page()
    reader.goto(f"{live_server.url}/en/{CASE}/contradictions/?state=settled")
    assert WHY in (reader.locator("main").text_content() or "")
    assert not reader.locator("#settle").count()
    reader.close()
    page.goto(f"{live_server.url}/en/{PAGE}")
    page.get_by_role("button", name="Take the settlement back").click()
    assert not page.locator(".settled").count()
    page.locator(".messages .undo button").click()
    assert page.locator(".settled").count()
    looker.done()
