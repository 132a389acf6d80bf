"""Reading a document and drawing from it, with the mouse and with the keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.browser.looking import ANALYST, CASE, Looker, logged_in
from windroos.apps.accounts.models import User
from windroos.apps.compass import actions, queries
from windroos.apps.evidence.actions import add_document
from windroos.apps.regions.models import Case

# Our own words.
NOTE = """# Notitie

Het netwerk in Thüringen is nog klein. Beieren groeit.

De provincie volgt Thüringen reactief van 2023 t/m 2027.
"""


@pytest.fixture
def case(staffed: Case) -> Case:
    case = staffed
    add_document(case, "note.txt", NOTE.encode())
    return case


@pytest.fixture
def page(browser: Browser, case: Case, live_server: LiveServer) -> Page:
    page = logged_in(browser, live_server, ANALYST)
    page.goto(f"{live_server.url}/en/{CASE}/documents/note/")
    return page


def test_the_pages_of_drawing_are_accessible_and_safe(
    browser: Browser, axe: str, case: Case, live_server: LiveServer
) -> None:
    looker = Looker(logged_in(browser, live_server, ANALYST), axe)
    for language in ("nl", "en"):
        note = f"{live_server.url}/{language}/{CASE}/documents/note/"
        if "note" not in queries.value(case).sources:
            looker.visit(f"{note}draw/1/")  # asks which document it is
            given = {"title": "Notitie", "publisher": "Wij", "published": "2026"}
            actions.name_source(case, "note", **given, actor=User.objects.get(email=ANALYST))
        looker.visit(note)
        looker.visit(f"{note}draw/1/")
        for kind in ("rating", "precondition", "effort", "relation", "figure"):
            looker.visit(f"{note}draw/1/?s=1&kind={kind}")
        looker.visit(
            f"{live_server.url}/{language}/{CASE}/regions/DEG/judge/networks-judged/?at=note:1:1"
        )
    looker.done()


def test_words_are_selected_and_become_a_rating(page: Page, case: Case) -> None:
    """From the first word to the rating on the page of the region."""
    page.evaluate(
        """() => {
          const sentence = document.querySelector("#p1 [data-sentence='1']").firstChild;
          getSelection().setBaseAndExtent(sentence, 4, sentence, 20);
        }"""
    )
    menu = page.get_by_role("toolbar", name="What do you make of these words?")
    menu.get_by_role("link", name="A rating").click()
    # The case does not know the document yet.
    page.get_by_label("Who published it?").fill("Wij")
    page.get_by_label("When did it come out?").fill("2026-03")
    page.get_by_role("button", name="Save").click()
    assert page.get_by_label("Of which region?").input_value() == "DEG"
    page.get_by_label("On what?").select_option("networks-judged")
    page.get_by_role("button", name="Continue").click()
    page.locator("input[name='rating'][value='1']").check()
    page.locator("input[name='confidence'][value='high']").check()
    page.locator("[name='reason_en']").fill("It is still small")
    page.get_by_role("button", name="Save").last.click()
    assert page.url.endswith("#networks")
    words = "Het netwerk in Thüringen is nog klein."
    assert page.locator("main blockquote mark", has_text=words).count()
    # And back: one click from the rating to the words in their document.
    page.locator("main a.source-link[href*='/documents/note/']").first.click()
    assert page.locator("mark.passage").inner_text() == words
    page.context.close()


def test_the_keyboard_does_it_alone(page: Page, case: Case) -> None:
    page.locator("#p1").focus()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == "p2"
    page.keyboard.press("k")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("3")
    page.wait_for_url("**/draw/2/?kind=effort")
    # Where no paragraph has the focus, a key does nothing.
    page.go_back()
    page.locator("h1").click()
    page.keyboard.press("3")
    assert "draw" not in page.url
    page.context.close()
