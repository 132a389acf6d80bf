"""The pages of drafts and reviews, as a colleague on the case meets them."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.browser.looking import CASE, DECIDER, Looker, logged_in
from tests.browser.test_every_page import DECIDING
from windroos.apps.accounts.models import User
from windroos.apps.compass import actions
from windroos.apps.compass.models import Draft, Review
from windroos.apps.regions.models import Case, Region
from windroos.cases.moves import ADVICE

DECISION = "thuringen-innovation"


@pytest.fixture
def desk(staffed: Case) -> dict[str, list[int]]:
    """A draft on the list to decide and an open review; their numbers by page."""
    case = staffed
    row = {
        "region": "CN-JS",
        "role": "innovation",
        "effort": "active",
        "themes": "agrifood health",
        "period_start": 2026,
        "period_end": 2030,
        "motivation_nl": "Doorgaan.",
        "motivation_en": "Go on.",
        "departure_nl": "Kansen.",
        "departure_en": "Chances.",
    }
    decider = User.objects.get(email=DECIDER)
    draft = actions.draft_decision(case, row, submit=True, actor=decider)
    move = {"what": ADVICE, "theme": None, "subject": None, "before": "none", "after": "active"}
    review = Review.objects.create(
        case=case,
        region=Region.objects.get(case=case, code="JP"),
        role="innovation",
        moves=[move, {**move, "theme": "health"}],
    )
    return {"draft": [draft.pk], "review": [review.pk]}


def test_the_pages_of_deciders_are_accessible_and_safe(
    browser: Browser,
    axe: str,
    desk: dict[str, list[int]],
    live_server: LiveServer,
) -> None:
    page = logged_in(browser, live_server, DECIDER)
    looker = Looker(page, axe)
    for language in ("nl", "en"):
        for view in DECIDING:
            arguments: list[object] = [CASE]
            if view.startswith("decision_"):
                arguments.append(DECISION)
            elif view in ("draft", "draft_edit", "draft_return"):
                arguments += desk["draft"]
            elif view == "review":
                arguments += desk["review"]
            with translation.override(language):
                address = reverse(f"compass:{view}", args=arguments)
            looker.visit(live_server.url + address)
    looker.done()


def test_from_review_to_minutes(
    browser: Browser, desk: dict[str, list[int]], live_server: LiveServer
) -> None:
    """Taken up, drafted, submitted, decided on, and read in the minutes."""
    page = logged_in(browser, live_server, DECIDER)
    page.goto(f"{live_server.url}/en/{CASE}/reviews/{desk['review'][0]}/")
    page.get_by_label("Why?").fill("The mission changed much")
    page.get_by_role("button", name="Take up and draft a decision").click()
    assert page.locator("#id_region").input_value() == "JP"
    page.get_by_label("Active", exact=True).check()
    page.get_by_label("Motivation, in English").fill("They ask for a contact")
    page.get_by_role("button", name="Save and put on the list to decide").click()
    question = page.locator(".conflict")
    if question.count():  # the compass says something else: the reason is asked once
        page.get_by_label("Why something else than the compass says, in English").fill("So")
        page.get_by_role("button", name="Save and put on the list to decide").click()
    draft = Draft.objects.exclude(pk=desk["draft"][0]).get()
    page.locator(f"#tick_{draft.pk}").check()
    page.get_by_label("Decided by").fill("Gedeputeerde Staten")
    page.get_by_role("button", name="Decide").click()
    assert "/minutes/" in page.url
    assert "They ask for a contact" in page.locator("main").inner_text()
    page.context.close()
