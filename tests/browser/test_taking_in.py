"""The page that takes organisations of open sources in, as who may do so meets it."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.apps.editions import brought
from tests.apps.test_taking_in import FIRST
from tests.browser.looking import CASE, Looker, logged_in
from windroos.apps.regions.models import Case


def test_the_page_of_taking_in_is_accessible_and_safe(
    browser: Browser, axe: str, staffed: Case, live_server: LiveServer, tmp_path: Path
) -> None:
    looker = Looker(logged_in(browser, live_server, "analyst@voorbeeld.example"), axe)
    address = f"{CASE}/register/take-in/"
    for language in ("nl", "en"):
        looker.visit(f"{live_server.url}/{language}/{address}")
    file = tmp_path / "ror.json"
    file.write_text(json.dumps(FIRST), "utf-8")
    brought("ror", file)
    for language in ("nl", "en"):
        looker.visit(f"{live_server.url}/{language}/{address}")
    looker.done()
