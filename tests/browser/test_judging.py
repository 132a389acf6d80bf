"""The pages of analysts: rating, the grid, panels, the history of a row, what there is to do."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.browser.looking import ANALYST, CASE, Looker, logged_in
from windroos.apps.accounts.models import Membership, User
from windroos.apps.accounts.roles import Role
from windroos.apps.compass import actions, queries
from windroos.apps.regions.models import Case

OPINION = {"rating": 2, "confidence": "high", "grounds_en": "A visit", "reason_en": "It went well"}


@pytest.fixture
def addresses(staffed: Case) -> list[tuple[str, list[object]]]:
    """The pages and their arguments, with a panel to give to, one to settle and one settled."""
    case = staffed
    me = User.objects.get(email=ANALYST)
    analysts = Membership.objects.filter(
        role=Role.ANALYST, organisation__parties__case=case
    ).exclude(user=me)
    others = [membership.user for membership in analysts]
    assert len(others) >= 2

    def panel(region: str, assessors: list[User], actor: User) -> int:
        question = {"region": region, "criterion": "networks-judged"}
        (made,) = actions.open_panels(case, [question], assessors, why="Unclear", actor=actor)
        return made.pk

    mine = panel("JP", [me, others[0]], others[1])
    ready = panel("KR", others[:2], me)
    over = panel("SG", others[:2], me)
    for number in (ready, over):
        for rating, assessor in enumerate(others[:2], start=1):
            row = {**OPINION, "rating": rating}
            actions.give_opinion(case, number, row, actor=assessor)
    actions.settle_panel(case, over, OPINION, actor=me)
    id = queries.value(case).judgements[0].id
    return [
        ("work", [CASE]),
        ("compass:judge", [CASE, "JP", "networks-judged"]),
        ("compass:find", [CASE, "JP", "human-rights"]),
        ("compass:grid", [CASE]),
        ("compass:history", [CASE, "judgements", id]),
        ("compass:take_back", [CASE, "judgements", id]),
        ("compass:panels", [CASE]),
        ("compass:panel_open", [CASE]),
        ("compass:panel", [CASE, over]),
        ("compass:panel", [CASE, ready]),
        ("compass:panel_give", [CASE, mine]),
        ("compass:panel_settle", [CASE, ready]),
        ("compass:panel_withdraw", [CASE, ready]),
    ]


def test_the_pages_of_analysts_are_accessible_and_safe(
    browser: Browser,
    axe: str,
    addresses: list[tuple[str, list[object]]],
    live_server: LiveServer,
) -> None:
    page = logged_in(browser, live_server, ANALYST)
    looker = Looker(page, axe)
    for language in ("nl", "en"):
        for view, arguments in addresses:
            with translation.override(language):
                address = reverse(view, args=arguments)
            looker.visit(live_server.url + address)
    looker.done()


def test_from_the_region_to_a_rating_and_back(
    browser: Browser, addresses: list[tuple[str, list[object]]], live_server: LiveServer
) -> None:
    """An analyst rates, reads it on the page of the region, and undoes it."""
    page = logged_in(browser, live_server, ANALYST)
    page.goto(f"{live_server.url}/en/{CASE}/regions/JP/judge/networks-judged/")
    page.locator("input[name='rating']").last.check()
    page.locator("input[name='confidence']").first.check()
    page.locator("[name='grounds_en']").fill("A visit in November")
    page.locator("[name='reason_en']").fill("They know each other well by now")
    before = len(queries.value(Case.objects.get(name=CASE)).judgements)
    page.locator("main form button[type='submit']").last.click()
    if page.locator("main form button[type='submit']").count() and "judge" in page.url:
        page.locator("main form button[type='submit']").first.click()
    assert len(queries.value(Case.objects.get(name=CASE)).judgements) == before + 1
    # One comes back at the component, far down the page; the undo is in sight there.
    assert page.url.endswith("#networks")
    undo = page.locator(".messages .undo button").bounding_box()
    assert undo is not None
    assert 0 <= undo["y"] < 900
    page.goto(f"{live_server.url}/en/{CASE}/regions/JP/")
    assert "They know each other well by now" in (page.locator("main").text_content() or "")
    page.context.close()
