"""The forms of programmes and indicators in a browser: accessible, and rows without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.apps.programmes import PROGRAMMES
from tests.apps.register import small
from tests.browser.looking import ANALYST, CASE, Looker, logged_in
from windroos.apps.network.actions import load_register
from windroos.apps.network.queries import records
from windroos.apps.regions.models import Case


@pytest.fixture
def case(staffed: Case) -> Case:
    load_register(staffed, small(**PROGRAMMES))
    return staffed


def test_the_forms_are_accessible_and_a_row_is_added_without_scripts(
    browser: Browser, axe: str, case: Case, live_server: LiveServer
) -> None:
    page = logged_in(browser, live_server, ANALYST)
    state = page.context.storage_state()
    looker = Looker(page, axe)
    for language in ("nl", "en"):
        for path in (
            *("programmes/new/", "programmes/shine/edit/", "programmes/shine/remove/"),
            *("indicators/new/?programme=shine", "indicators/i1/edit/", "indicators/i1/remove/"),
        ):
            looker.visit(f"{live_server.url}/{language}/{CASE}/{path}")
    looker.done()
    plain = browser.new_context(java_script_enabled=False, storage_state=state).new_page()
    plain.goto(f"{live_server.url}/en/{CASE}/programmes/glow/edit/")
    plain.locator("button[name=add][value=programme_notes]").click()
    plain.locator("[name=programme_notes-0-mark]").fill("*")
    for language in ("nl", "en"):
        plain.locator(f"[name=programme_notes-0-text_{language}]").fill("By night")
    plain.locator("#form .form-actions button").click()
    now = records.record(case, "programme", "glow")
    assert now is not None
    assert now.content is not None
    assert [row["text_en"] for row in now.content["programme_notes"]] == ["By night"]
    plain.context.close()
