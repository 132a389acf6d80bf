"""Value chains in a browser: accessible in both languages, and written down by keyboard alone."""

from __future__ import annotations

from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.looking import ANALYST, CASE, Looker, logged_in
from windroos.apps.regions.models import Case

HERE = f"/{CASE}/chains/"


def test_the_pages_of_chains_are_accessible_and_translated(
    browser: Browser, axe: str, filled: Case, live_server: LiveServer
) -> None:
    page = logged_in(browser, live_server, ANALYST)
    looker = Looker(page, axe)
    for language in ("nl", "en"):
        for path in (
            "",
            "photonics/",
            "photonics/?from=NL41",
            "photonics/compare/?with=NL213&with=NL414&with=NL226",
            "new/",
            "photonics/edit/",
            "photonics/remove/",
        ):
            looker.visit(f"{live_server.url}/{language}{HERE}{path}")
    looker.done()


def test_a_chain_is_written_down_by_keyboard(
    browser: Browser, filled: Case, live_server: LiveServer
) -> None:
    """Every field is reached by Tab and filled in by typing; the last Enter saves."""
    page = logged_in(browser, live_server, ANALYST)
    page.goto(f"{live_server.url}/en{HERE}new/")
    typed = {
        "label_nl": "Brood",
        "label_en": "Bread",
        "chain_links-0-label_nl": "Meel",
        "chain_links-0-label_en": "Flour",
        "chain_links-1-label_nl": "Bakken",
        "chain_links-1-label_en": "Baking",
    }
    page.locator("#id_label_nl").focus()
    for _step in range(200):
        name = page.evaluate("document.activeElement.name")
        if name in typed:
            page.keyboard.type(typed.pop(name))
        if name == "add" and not typed:
            break
        page.keyboard.press("Tab")
    assert not typed
    # The button that adds links: the form comes back, and the links can be chosen.
    page.keyboard.press("Enter")
    expect(page.locator("[name=chain_links-2-label_nl]")).to_have_count(1)
    source = page.locator("[name=chain_flows-0-source]")
    source.focus()
    page.keyboard.type("Flour")
    page.locator("[name=chain_flows-0-target]").focus()
    page.keyboard.type("Baking")
    page.locator("[name=chain_flows-0-what_nl]").focus()
    page.keyboard.type("meel")
    page.locator("[name=chain_flows-0-what_en]").focus()
    page.keyboard.type("flour")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("The value chain: Bread")
    expect(page.locator("p.lead")).to_contain_text("0 of 2 links are held.")
    page.close()
