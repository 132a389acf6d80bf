"""The page on which a document is released, as who may do so meets it."""

from __future__ import annotations

from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.browser.looking import CASE, Looker, logged_in
from windroos.apps.regions.models import Case


def test_the_page_of_releasing_is_accessible_and_safe(
    browser: Browser, axe: str, staffed: Case, live_server: LiveServer
) -> None:
    looker = Looker(logged_in(browser, live_server, "beheer@voorbeeld.example"), axe)
    for language in ("nl", "en"):
        looker.visit(f"{live_server.url}/{language}/{CASE}/documents/001/release/")
    looker.done()
