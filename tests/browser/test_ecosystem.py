"""The pages of sites, conditions and labour markets with the register of the case behind them."""

from __future__ import annotations

from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.browser.looking import ANALYST, CASE, Looker, logged_in
from windroos.apps.network.models import SiteFigure
from windroos.apps.regions.models import Case

# Each page with what of it stands in the address.
PAGES: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("sites", (), ""),
    ("sites", (), "?level=6&kind=test-environment"),
    ("site", ("pivot-park",), ""),
    ("site", ("brabantse-proeftuinennetwerk",), ""),
    ("conditions", (), ""),
    ("labour", (), ""),
    ("site_new", (), ""),
    ("site_edit", ("pivot-park",), ""),
    ("site_remove", ("pivot-park",), ""),
    ("condition_new", (), "?site=pivot-park"),
    ("condition_edit", ("be2-water-border",), ""),
    ("condition_remove", ("be2-water-border",), ""),
    ("labour_record_new", (), "?region=JP"),
    ("labour_record_edit", ("workforce-semicon",), ""),
    ("labour_record_remove", ("workforce-semicon",), ""),
)


def test_the_pages_are_accessible_and_safe(
    browser: Browser, axe: str, filled: Case, live_server: LiveServer
) -> None:
    looker = Looker(logged_in(browser, live_server, ANALYST), axe)
    for language in ("nl", "en"):
        for name, arguments, query in PAGES:
            with translation.override(language):
                address = reverse(f"network:{name}", args=[CASE, *arguments])
            looker.visit(live_server.url + address + query)
        with translation.override(language):
            looker.visit(live_server.url + reverse("compass:region", args=[CASE, "JP"]))
    looker.done()


def test_a_word_in_the_table_opens_the_passages_behind_it(
    browser: Browser, filled: Case, live_server: LiveServer
) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{live_server.url}/en/{CASE}/conditions/")
    page.locator('#pressure a[href="#talent_abroad"]').click()
    assert page.locator("#talent_abroad").evaluate("part => part.open")
    assert "Japan" in page.locator("#talent_abroad").inner_text()
    page.close()


def test_a_figure_is_added_without_scripts(
    browser: Browser, filled: Case, live_server: LiveServer
) -> None:
    page = logged_in(browser, live_server, ANALYST)
    state = page.context.storage_state()
    page.context.close()
    plain = browser.new_context(java_script_enabled=False, storage_state=state).new_page()
    plain.goto(f"{live_server.url}/en/{CASE}/sites/strijp-t/edit/")
    plain.locator("button[name=add]").click()
    assert plain.locator(".record-row--site_figures").count() == 4
    plain.select_option("[name=site_figures-3-measure]", "companies")
    plain.fill("[name=site_figures-3-year]", "2026")
    plain.select_option("[name=site_figures-3-role]", "actual")
    plain.fill("[name=site_figures-3-value]", "12")
    plain.locator("#form .form-actions button").click()
    assert "12 in 2026." in plain.locator("main").inner_text()
    assert SiteFigure.objects.get(site__slug="strijp-t").value == 12
    plain.context.close()
