"""The pages of accounts, as an administrator and someone new walk through them."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import translation
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import Browser, Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.apps.accounts_people import PASSWORD, code, later, link
from tests.browser.looking import Looker
from tests.cases import packages
from windroos.apps.accounts import actions
from windroos.apps.accounts.demo import DEMO_PASSWORD
from windroos.apps.accounts.models import Organisation, User
from windroos.apps.accounts.roles import Role
from windroos.apps.compass.actions import load_case
from windroos.apps.regions import actions as regions
from windroos.cases.check import read

BEA, VERA = "beheer@voorbeeld.example", "viewer@voorbeeld.example"


class Walker(Looker):
    """Walks through the pages of accounts and looks at each."""

    def __init__(self, page: Page, host: str, language: str, axe: str) -> None:
        super().__init__(page, axe)
        self.host, self.language = host, language

    def go(self, name: str, *arguments: object) -> None:
        with translation.override(self.language):
            address = reverse(f"accounts:{name}", args=arguments)
        self.open(address, name)

    def open(self, address: str, name: str) -> None:
        self.page.goto(self.host + address)
        self.look(name)

    def press(self, selector: str, look: str = "") -> None:
        self.page.locator(selector).first.click()
        self.page.wait_for_load_state()
        if look:
            self.look(look)

    def enter(self, email: str, password: str = DEMO_PASSWORD) -> None:
        self.go("login")
        self.page.fill("#id_username", email)
        self.page.fill("#id_password", password)
        self.press("main form button[type=submit]")
        self.page.wait_for_load_state("networkidle")


@pytest.fixture
def people(transactional_db: None, settings: Settings) -> Organisation:
    """The people of the demo."""
    settings.WINDROOS_DEMO = True
    actions.create_demo_accounts()
    return Organisation.objects.get(slug="voorbeeldprovincie")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_pages_of_accounts_are_accessible_and_safe(
    language: str,
    browser: Browser,
    axe: str,
    people: Organisation,
    live_server: LiveServer,
) -> None:
    context = browser.new_context(locale=language)
    walker = Walker(context.new_page(), live_server.url, language, axe)
    page = walker.page

    # Who is not in.
    walker.enter(VERA, "fout")
    walker.look("login, wrong")
    walker.go("forgotten")
    page.fill("#id_email", VERA)
    walker.press("main form button[type=submit]", "forgotten-sent")
    walker.open(link(), "reset")
    walker.go("reset", "MQ", "x-y")

    # An administrator.
    walker.enter(BEA)
    for name in ("account", "password", "tokens", "organisations", "trail"):
        walker.go(name)
    nothing = "?verb=logged-in&until=2020-01-01"
    walker.open(f"/{language}/account/trail/{nothing}", "trail, nothing")
    walker.go("tokens")
    page.fill("#id_name", "Notebook")
    walker.press("main form.form button[type=submit]", "tokens, made")
    assert page.locator("code.secret").inner_text().startswith("wr_")
    walker.go("people", people.slug)
    walker.go("person", people.slug, User.objects.get(email=VERA).pk)
    walker.go("invite", people.slug)
    walker.press("main form button[type=submit]", "invite, wrong")
    page.fill("#id_email", "ida@voorbeeld.example")
    page.select_option("#id_language", language)
    walker.press("main form button[type=submit]", "people, invited")

    # Someone new, with a second factor.
    context.clear_cookies()
    walker.open(link(), "accept")
    walker.press("main form button[type=submit]", "accept, wrong")
    page.fill("#id_name", "Ida Iemand")
    page.fill("#id_new_password", PASSWORD)
    page.fill("#id_again", PASSWORD)
    walker.press("main form button[type=submit]")
    ida = User.objects.get(email="ida@voorbeeld.example")
    walker.go("second-factor")
    walker.press("main form button[value=begin]", "second-factor, begun")
    device = TOTPDevice.objects.get(user=ida)
    page.fill("#id_code", "000000")
    walker.press("main form button[value=confirm]", "second-factor, wrong")
    page.fill("#id_code", code(device))
    walker.press("main form button[value=confirm]", "second-factor, codes")
    assert page.locator(".recovery-codes li").count() == 10
    walker.go("second-factor")
    context.clear_cookies()
    walker.enter(ida.email, PASSWORD)
    walker.look("code")
    page.fill("#id_code", later(device))
    walker.press("main form button[type=submit]")
    walker.go("account")

    # Someone who is asked a role with the account they have, and one who comes too late.
    context.clear_cookies()
    actions.invite(
        actor=None,
        organisation=Organisation.objects.get(slug="voorbeeldagentschap"),
        email=VERA,
        role=Role.VIEWER,
    )
    walker.enter(VERA)
    walker.go("account")
    walker.open(link(), "accept, mine")
    walker.go("invitation", "verlopen")
    assert len(mail.outbox) >= 3
    walker.done()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_of_who_works_on_a_case_is_accessible_and_safe(
    language: str,
    browser: Browser,
    axe: str,
    people: Organisation,
    settings: Settings,
    tmp_path: Path,
    live_server: LiveServer,
) -> None:
    settings.WINDROOS_LAKE = tmp_path / "lake"
    case = load_case(read(packages.write(tmp_path / "package"))).case
    regions.attach_demo_organisations(case)
    context = browser.new_context(locale=language)
    walker = Walker(context.new_page(), live_server.url, language, axe)
    walker.enter(BEA)
    walker.open(f"/{language}/{case.name}/parties/?of=voorbeeldagentschap", "parties")
    walker.done()
