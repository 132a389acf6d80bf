"""The ecosystem maps in a browser: marks, popups by keyboard, filters without a reload, network."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.looking import ANALYST, CASE, Looker, logged_in
from tests.browser.test_every_page import BEHIND_A_LOGIN, MAPS
from windroos.apps.regions.models import Case

HERE = f"/en/{CASE}/maps/deeptech/"


def test_every_view_is_accessible_and_keeps_the_policy(
    browser: Browser, axe: str, filled: Case, live_server: LiveServer
) -> None:
    looker = Looker(browser.new_page(), axe)
    for view in ("", "?view=list", "?view=network", "embed/"):
        looker.visit(f"{live_server.url}{HERE}{view}")
    looker.visit(f"{live_server.url}/nl/{CASE}/maps/")
    looker.visit(f"{live_server.url}/en/{CASE}/ecosystem/")
    looker.done()


def test_a_filter_takes_effect_without_a_reload(
    browser: Browser, filled: Case, live_server: LiveServer
) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(live_server.url + HERE)
    page.evaluate("window.__stayed = true")
    page.get_by_label("Ecosystem partners").check()
    expect(page.locator("#map_lead")).to_contain_text("8 organisations")
    assert "category=partner" in page.url
    assert page.evaluate("window.__stayed")
    expect(page.locator(".map-column")).to_have_count(1)
    page.close()


def test_who_stands_at_a_place_is_reached_by_keyboard(
    browser: Browser, filled: Case, live_server: LiveServer
) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{live_server.url}{HERE}?category=partner")
    if page.locator(".map-off").is_visible():
        pytest.skip("this browser has no WebGL")
    button = page.locator("[data-show=photondelta]")
    button.focus()
    page.keyboard.press("Enter")
    popup = page.locator(".maplibregl-popup")
    expect(popup).to_contain_text("PhotonDelta")
    expect(popup.locator(":focus")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(popup).to_have_count(0)
    expect(button).to_be_focused()
    page.close()


def test_without_script_the_map_is_a_picture_and_the_filter_a_form(
    browser: Browser, filled: Case, live_server: LiveServer
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + HERE)
    expect(page.locator("svg.place-map")).to_be_visible()
    page.get_by_label("Ecosystem partners").check()
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.locator("#map_lead")).to_contain_text("8 organisations")
    context.close()


def test_the_network_is_the_same_at_each_visit(
    browser: Browser, filled: Case, live_server: LiveServer
) -> None:
    drawings = []
    for _visit in range(2):
        page = browser.new_page(viewport={"width": 1000, "height": 800})
        page.goto(f"{live_server.url}{HERE}?view=network")
        expect(page.locator("#network canvas")).not_to_have_count(0)
        page.wait_for_timeout(500)
        drawings.append(page.locator("#network").screenshot())
        page.close()
    assert drawings[0] == drawings[1]


def test_the_forms_of_a_map_are_accessible(
    browser: Browser, axe: str, filled: Case, live_server: LiveServer
) -> None:
    page = logged_in(browser, live_server, ANALYST)
    looker = Looker(page, axe)
    looker.visit(f"{live_server.url}/en/{CASE}/ecosystem/new-map/?area=photonics")
    looker.visit(f"{live_server.url}{HERE}edit/")
    looker.visit(f"{live_server.url}{HERE}")
    looker.done()
    assert {name for name, test in BEHIND_A_LOGIN.items() if test == "test_maps"} == {
        f"network:{page}" for page in MAPS
    }
