"""Changing many organisations at once, and answering proposals, as an analyst does in a browser."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.browser.looking import ANALYST, CASE, Looker, logged_in
from windroos.apps.network import actions
from windroos.apps.regions.models import Case

TABLE = (
    "name,kind,place,latitude\nPhilips,company,Eindhoven,\nSaw Mill,company,Ede,\n"
    "Broken,choir,Ede,north\n"
)


def test_a_table_and_a_proposal_are_looked_at(
    browser: Browser, axe: str, filled: Case, live_server: LiveServer, tmp_path: Path
) -> None:
    case = filled
    made = actions.make_proposal(
        actor=None,
        case=case,
        kind="correction",
        organisation="saxion",
        version=1,
        changes={"place": "Deventer"},
        words="Ze zijn verhuisd",
    )
    page = logged_in(browser, live_server, ANALYST)
    looker = Looker(page, axe)
    file = tmp_path / "in.csv"
    file.write_text(TABLE)
    for language in ("nl", "en"):
        base = f"{live_server.url}/{language}/{CASE}"
        for path in (
            "organisations/nts/propose/",
            "organisations/saxion/propose/?sent=1",
            "proposals/",
            f"proposals/{made.pk}/",
            "proposals/own/",
        ):
            looker.visit(f"{base}/{path}")
        looker.visit(f"{base}/organisations/import/")
        page.set_input_files("input[type=file]", file)
        page.locator("form#form button[type=submit]").click()
        page.wait_for_url(f"{base}/organisations/import/*-*/")
        looker.look()
    looker.done()
