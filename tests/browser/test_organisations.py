"""The pages of organisations, as a visitor and a colleague on the case meet them."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from tests.apps.register import small
from tests.browser.looking import ANALYST, CASE, Looker, logged_in
from windroos.apps.network import actions
from windroos.apps.network.queries import records
from windroos.apps.regions.models import Case

ONE = "lamp-works"


@pytest.fixture
def case(staffed: Case) -> Case:
    """A register of two organisations, of which one was changed since."""
    found = staffed
    actions.load_register(found, small())
    now = records.record(found, "organisation", ONE)
    assert now is not None
    actions.save_record(found, "organisation", {**(now.content or {}), "place": "Best"}, version=1)
    return found


def at(page: str, *arguments: str, language: str = "nl") -> str:
    with translation.override(language):
        return reverse(f"network:{page}", args=[CASE, *arguments])


def test_the_pages_are_accessible_and_safe(
    browser: Browser, axe: str, case: Case, live_server: LiveServer
) -> None:
    looker = Looker(logged_in(browser, live_server, ANALYST), axe)
    for language in ("nl", "en"):
        for page, arguments in (
            ("organisations", ()),
            ("organisation", (ONE,)),
            ("organisation_new", ()),
            ("organisation_edit", (ONE,)),
            ("organisation_remove", (ONE,)),
            ("relation_new", (ONE,)),
            ("relation_edit", (ONE, "r1")),
            ("relation_remove", (ONE, "r1")),
        ):
            looker.visit(live_server.url + at(page, *arguments, language=language))
    looker.done()


def test_a_row_is_added_and_saved_and_undone(
    browser: Browser, case: Case, live_server: LiveServer
) -> None:
    page = logged_in(browser, live_server, ANALYST)
    page.goto(live_server.url + at("organisation_edit", ONE))
    page.fill("#id_place", "Oirschot")
    page.click("button[name=add][value=names]")
    expect(page.locator("#id_place")).to_have_value("Oirschot")
    page.fill("#id_names-5-name", "Lampen & Zn.")
    page.select_option("#id_names-5-kind", "other")
    # Enter saves, and is not taken for a row to add.
    page.press("#id_names-5-name", "Enter")
    expect(page.locator("main")).to_contain_text("Lampen & Zn.")
    page.locator(".saved button").click()
    expect(page.locator(".lead")).to_contain_text("Best")
