"""The pages to work on a case in Excel, as an analyst meets them in a browser."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.apps.people import party
from tests.browser.looking import ANALYST, CASE, Looker, logged_in
from tests.cases.workbooks import at, edited
from windroos.apps.accounts import actions as accounts
from windroos.apps.regions.models import Case

WORDS = (("nl", "Oordelen", "Waardering"), ("en", "Judgements", "Rating"))


def rate(sheet: str, column: str, rating: float, book: Any) -> None:
    """Change one rating in a workbook."""
    at(book[sheet], "j-jp-networks-1", column).value = rating


def test_a_workbook_goes_round(
    browser: Browser, axe: str, site: None, live_server: LiveServer, tmp_path: Path
) -> None:
    accounts.create_demo_accounts()
    party(Case.objects.get(name=CASE), "voorbeeldprovincie", lead=True)
    page = logged_in(browser, live_server, ANALYST)
    looker = Looker(page, axe)
    for language, sheet, column in WORDS:
        address = f"{live_server.url}/{language}/{CASE}/workbook/"
        looker.visit(address)
        with page.expect_download() as download:
            page.locator("main form[method=get] button[type=submit]").click()
        content = Path(download.value.path()).read_bytes()
        for rating, confirms in ((1.5, 1), (9, 0)):
            file = tmp_path / f"{language}{rating}.xlsx"
            file.write_bytes(edited(content, partial(rate, sheet, column, rating)))
            page.goto(address)
            page.set_input_files("input[type=file]", file)
            page.locator("form#form button[type=submit]").click()
            page.wait_for_url(f"{address}*-*/")
            assert page.locator("button[value=apply]").count() == confirms
            looker.look()
    looker.done()
