"""A programme in a browser: filled in, locked by another, corrected; both pages say so."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from django.utils import timezone
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.apps.bakers import bakers
from tests.browser.looking import ANALYST, CASE, DECIDER, Looker, logged_in
from windroos.apps.regions.models import Case


@pytest.fixture
def case(staffed: Case, monkeypatch: pytest.MonkeyPatch) -> Case:
    """The bakers, on a day after all that they accounted for."""
    found = bakers(staffed)
    noon, ticks = datetime(2032, 3, 1, 12, tzinfo=UTC), count()
    monkeypatch.setattr(timezone, "now", lambda: noon + timedelta(seconds=next(ticks)))
    monkeypatch.setattr(timezone, "localdate", lambda *_given: noon.date())
    return found


def test_figures_are_filled_in_locked_and_corrected(
    browser: Browser,
    axe: str,
    case: Case,
    live_server: LiveServer,
) -> None:
    analyst = logged_in(browser, live_server, ANALYST)
    decider = logged_in(browser, live_server, DECIDER)
    base = f"{live_server.url}/en/{CASE}/programmes/bakers"
    state = analyst.context.storage_state()
    looker = Looker(analyst, axe)
    for language in ("nl", "en"):
        home = f"{live_server.url}/{language}/{CASE}"
        for path in ("enter/?period=2031", "enter/money/?period=2031", "periods/", "compare/"):
            looker.visit(f"{home}/programmes/bakers/{path}")
        looker.visit(f"{home}/programme-figures-due/")
        looker.visit(f"{home}/programme-reports/")
    looker.done()
    plain = browser.new_context(java_script_enabled=False, storage_state=state).new_page()
    plain.goto(f"{base}/enter/?period=2031")
    number = plain.locator("input[value='loaves|bread|']").get_attribute("name")
    assert number is not None
    row = number.removesuffix("-key")
    plain.locator(f"[name='{row}-value']").fill("52")
    plain.locator("#form .form-actions button").click()
    # It asks why, and what was typed is still there.
    assert plain.locator(f"[name='{row}-value']").input_value() == "52"
    plain.locator(f"[name='{row}-reason']").fill("counted again")
    plain.locator("#form .form-actions button").click()
    assert "1 figure was recorded." in plain.locator("body").inner_text()
    plain.goto(f"{base}/periods/")
    plain.get_by_role("button", name="Hand in 2031").click()
    decider.goto(f"{base}/periods/")
    decider.get_by_role("button", name="Lock 2031").click()
    plain.goto(f"{base}/enter/?period=2031")
    plain.locator(f"[name='{row}-value']").fill("55")
    plain.locator(f"[name='{row}-reason']").fill("three more found")
    plain.locator("#form .form-actions button").click()
    for page in (f"{base}/", f"{base}/periods/"):
        decider.goto(page)
        assert "three more found" in decider.locator("body").inner_text(), page
    plain.context.close()
