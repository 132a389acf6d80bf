"""Reports, as who makes and releases one meets them."""

from __future__ import annotations

from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.browser.looking import CASE, Looker, logged_in
from tests.browser.test_every_page import REPORTS
from windroos.apps.accounts.models import User
from windroos.apps.regions.models import Case
from windroos.apps.reports.actions import make_report, release_report

DECIDER = "besluit@voorbeeld.example"
LOOK = "?kind=agenda&look=1&most=5"


def test_the_pages_of_reports_are_accessible_and_safe(
    browser: Browser, axe: str, staffed: Case, live_server: LiveServer
) -> None:
    me = User.objects.get(email=DECIDER)
    made = make_report(staffed, "dossier", {"region": "JP"}, actor=me)
    release_report(staffed, made.number, actor=me)
    page = logged_in(browser, live_server, DECIDER)
    looker = Looker(page, axe)
    for language in ("nl", "en"):
        for view in REPORTS:
            with translation.override(language):
                arguments = [CASE] if view == "new" else [CASE, made.number]
                address = reverse(f"reports:{view}", args=arguments)
            for query in ("", "?kind=dossier", LOOK) if view == "new" else ("",):
                looker.visit(live_server.url + address + query)
    looker.done()


def test_from_looking_at_a_report_to_everyone_reading_it(
    browser: Browser, staffed: Case, live_server: LiveServer
) -> None:
    page = logged_in(browser, live_server, DECIDER)
    page.goto(f"{live_server.url}/en/{CASE}/reports/")
    page.get_by_role("link", name="Make a report").first.click()
    page.get_by_role("link", name="Evidence agenda").click()
    page.get_by_label("How many points").fill("5")
    page.get_by_role("button", name="Look at it").click()
    page.get_by_role("button", name="Make this report").click()
    page.get_by_role("button", name="Release this report").click()
    visitor = browser.new_page()
    visitor.goto(page.url)
    assert visitor.locator("h1").inner_text() == page.locator("h1").inner_text()
    visitor.get_by_role("link", name="Check this report").click()
    assert "made again it says exactly the same" in visitor.locator(".lead").inner_text()
    visitor.close()
    page.context.close()
