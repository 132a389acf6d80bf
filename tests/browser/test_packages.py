"""The pages to load a case, as an administrator meets them in a browser."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.apps.people import party
from tests.browser.looking import Looker, logged_in
from tests.cases import packages
from windroos.apps.accounts import actions as accounts
from windroos.apps.accounts.queries import User
from windroos.apps.regions.models import Case
from windroos.cases.archive import packed


def test_a_package_is_handed_in_and_looked_at(
    browser: Browser, axe: str, site: None, live_server: LiveServer, tmp_path: Path
) -> None:
    accounts.create_demo_accounts()
    party(Case.objects.get(name="lake"), "voorbeeldprovincie", lead=True)
    administrator = User.objects.get(
        memberships__role="administrator", memberships__organisation__slug="voorbeeldprovincie"
    )
    page = logged_in(browser, live_server, administrator.email)
    looker = Looker(page, axe)
    for language in ("nl", "en"):
        for rating, loads in ((3, 1), ("high", 0)):
            tables = packages.rows()
            tables["judgements"][3]["rating"] = rating
            folder = packages.write(tmp_path / f"{language}-{rating}", tables)
            file = tmp_path / f"{language}-{rating}.zip"
            file.write_bytes(packed({one.name: one.read_bytes() for one in folder.iterdir()}))
            address = f"{live_server.url}/{language}/account/packages/"
            page.goto(address)
            page.set_input_files("input[type=file]", file)
            page.locator("form#form button[type=submit]").click()
            page.wait_for_url(f"{address}*-*/")
            assert page.locator("button[value=load]").count() == loads
            looker.look()
            looker.visit(address)
    looker.done()
