"""The pages of contacts and contact moments, as a colleague who may see them meets them."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.apps.register import small
from tests.browser.looking import ANALYST, CASE, Looker, logged_in
from tests.browser.test_every_page import BEHIND_A_LOGIN
from windroos.apps.accounts.models import User
from windroos.apps.network import actions
from windroos.apps.network.models import Contact
from windroos.apps.regions.models import Case

PAGES = [one for one, test in BEHIND_A_LOGIN.items() if test == "test_people"]


@pytest.fixture
def numbers(staffed: Case) -> dict[str, int]:
    """A person who does not exist and is due to be removed, named in a dialogue and in moments of
    some years."""
    case = staffed
    actions.load_register(case, small())
    anna = User.objects.get(email=ANALYST)
    contact = actions.add_contact(
        actor=anna,
        case=case,
        name="Wilhelmus Bedacht",
        function_nl="hoofd internationale zaken",
        function_en="head of international affairs",
        organisation="lake-university",
        region="DEG",
        email="w.bedacht@verzonnen.example",
        phone="+49 361 000 0000",
        languages="Deutsch, English",
        note="Liefst per e-mail.",
        basis="public-task",
        purpose="Om samenwerking op het gebied van fotonica voor te bereiden.",
        kept_until=date(2031, 1, 1),
    )
    Contact.objects.filter(pk=contact.pk).update(kept_until=date(2026, 1, 1))
    moment = 0
    for day, level, kind in (
        (date(2022, 5, 3), "official", "call"),
        (date(2022, 9, 3), "governing", "visit"),
        (date(2024, 5, 3), "official", "meeting"),
        (date(2025, 5, 3), "official", "meeting"),
    ):
        moment = actions.add_moment(
            actor=anna,
            case=case,
            day=day,
            level=level,
            kind=kind,
            subject="Verkenning fotonica",
            summary="Met Wilhelmus Bedacht gesproken over een gezamenlijk bezoek.",
            organisations=["lake-university", "lamp-works"],
            contacts=[contact.pk],
            region="DEG",
        ).pk
    for contacts, organisation in (("Wilhelmus Bedacht", "Lake University"), ("", "Van Bedacht")):
        actions.add_dialogue(
            actor=anna,
            case=case,
            region="DEG",
            held=date(2026, 3, 3),
            kind="knowledge-institution",
            organisation=organisation,
            contact=contacts,
            summary="Over fotonica.",
        )
    return {"contact": contact.pk, "moment": moment}


def test_the_pages_of_persons_are_accessible_and_safe(
    browser: Browser, axe: str, numbers: dict[str, int], live_server: LiveServer
) -> None:
    looker = Looker(logged_in(browser, live_server, ANALYST), axe)
    for language in ("nl", "en"):
        for name in PAGES:
            view = name.removeprefix("network:")
            about = numbers.get(view.partition("_")[0], 0)
            many = view in ("contacts", "contacts_due", "moments") or view.endswith("_new")
            with translation.override(language):
                address = reverse(name, args=[CASE, *([] if many else [about])])
            looker.visit(live_server.url + address)
    looker.done()
