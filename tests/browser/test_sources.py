"""The pages of the sources that ask a login, as someone who brings a source in meets them."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.apps.editions import brought as imported
from tests.browser.looking import ANALYST, CASE, Looker, logged_in
from tests.cases.brought import FILES
from tests.pages.test_sources import KEY, VALUES, brought, written
from windroos.apps.accounts import actions as accounts
from windroos.apps.accounts.queries import User
from windroos.apps.evidence.models import Import
from windroos.apps.regions.models import Case


@pytest.fixture(autouse=True)
def places(settings: Settings, tmp_path: Path) -> None:
    settings.WINDROOS_DATA = tmp_path


def test_a_source_is_brought_in_and_held_again(
    browser: Browser, axe: str, site: None, live_server: LiveServer, tmp_path: Path
) -> None:
    accounts.create_demo_accounts()
    first = brought(tmp_path)
    page = logged_in(browser, live_server, ANALYST)
    looker = Looker(page, axe)
    for number, language in enumerate(("nl", "en")):
        here = f"{live_server.url}/{language}/{CASE}/sources"
        for value in (f"0.8{number + 1}", "high"):
            looker.visit(f"{here}/{KEY}/")
            file = written(tmp_path / "new.csv", VALUES | {("NLD", 2002): value})
            page.set_input_files("#load input[type=file]", file)
            page.locator("#load button[type=submit]").click()
            page.wait_for_url(f"{here}/imports/*/")
            # What is wrong stands by file, line and field: a fault of each of the five indices.
            assert page.locator("#faults").count() == (value == "high")
            assert page.locator("section.faults tbody tr").count() == (5 if value == "high" else 0)
            looker.look()
        looker.visit(f"{here}/editions/{first.pk}/hold/")
    page.fill("[name=reason]", "The publisher took it back.")
    page.locator("#form button[type=submit]").click()
    page.wait_for_url(f"{live_server.url}/en/{CASE}/sources/editions/*/")
    looker.look()
    looker.done()


def test_a_case_chooses_its_own_figures(
    browser: Browser, axe: str, staffed: Case, live_server: LiveServer, shared: Path
) -> None:
    imported("wgi", shared / "data" / FILES["wgi"][0])
    page = logged_in(browser, live_server, ANALYST)
    looker = Looker(page, axe)
    for language in ("nl", "en"):
        source = f"{live_server.url}/{language}/{CASE}/sources/wgi/"
        for _chosen in ("its own figures", "those of the source again"):
            looker.visit(source)
            page.locator(f'a[href$="/{CASE}/sources/wgi/figures/"]').click()
            looker.look()
            page.fill("[name=reason]", "The copy was damaged.")
            page.locator("#form button[type=submit]").click()
            page.wait_for_url(source)
            looker.look()
    looker.done()


def test_an_import_that_goes_on_is_followed_without_loading_the_page_again(
    browser: Browser, axe: str, site: None, live_server: LiveServer
) -> None:
    accounts.create_demo_accounts()
    one = Import.objects.create(
        source="wgi", status=Import.Status.WAITING, asked_by=User.objects.get(email=ANALYST)
    )
    busy = Import.objects.filter(pk=one.pk)
    page = logged_in(browser, live_server, ANALYST)
    # So that nobody takes it up meanwhile, it is said to run already.
    now = one.asked
    busy.update(status=Import.Status.RUNNING, step="fetch", done=1024, total=4096, seen=now)
    looker = Looker(page, axe)
    looker.visit(f"{live_server.url}/en/sources/imports/{one.pk}/")
    assert "1.0 kB of 4.0 kB" in page.locator("#run").inner_text()
    busy.update(done=2048)
    expect(page.locator("#run")).to_contain_text("2.0 kB of 4.0 kB")
    busy.update(status=Import.Status.CANCELLED)
    expect(page.locator(".lead")).to_contain_text("cancelled")
    looker.look()
    looker.done()
