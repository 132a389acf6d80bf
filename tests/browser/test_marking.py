"""Accepting and rejecting what passages are about, as someone who works on the case does it."""

from __future__ import annotations

from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.browser.looking import CASE, Looker, logged_in
from windroos.apps.evidence.actions import add_document
from windroos.apps.evidence.models import Marking
from windroos.apps.regions.models import Case

TEXT = (
    b"# Reis\n\nEen bezoek aan Japan en aan Beierse bedrijven in de zorg.\n\nDe koffie was warm.\n"
)


def test_a_passage_is_judged_by_mouse_and_by_keyboard(
    browser: Browser, axe: str, staffed: Case, live_server: LiveServer
) -> None:
    case = staffed
    add_document(case, "reis.md", TEXT)
    page = logged_in(browser, live_server, "analyst@voorbeeld.example")
    looker = Looker(page, axe)
    for language in ("en", "nl"):
        looker.visit(f"{live_server.url}/{language}/{CASE}/documents/reis/mark/1/")
        looker.visit(f"{live_server.url}/{language}/{CASE}/documents/reis/")
    page.get_by_role("button", name="Aannemen: Japan").click()
    # It leads back to the passage, from which the keys go on.
    assert page.evaluate("document.activeElement.id") == "p1"
    page.keyboard.press("r")
    page.get_by_role("button", name="Terugnemen: Beieren").wait_for()
    said = Marking.objects.values_list("entry", "accepted")
    assert dict(said) == {"JP": True, "DE2": False}
    looker.done()
