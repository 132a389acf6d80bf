"""The tasks of the evidence agenda, as someone who works on the case meets them."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.browser.looking import ANALYST, CASE, Looker, logged_in
from tests.browser.test_every_page import AGENDA
from windroos.apps.accounts.models import User
from windroos.apps.compass import actions
from windroos.apps.compass.models import AgendaTask
from windroos.apps.regions.models import Case

ABOUT = {"role": "innovation", "theme": None, "region": "SG", "kind": "precondition"}
NEW = "?role=innovation&region=SG&kind=precondition&subject=themes-and-risks"


@pytest.fixture
def task(staffed: Case) -> AgendaTask:
    case = staffed
    me = User.objects.get(email=ANALYST)
    about = {**ABOUT, "subject": "human-rights"}
    return actions.take_up_task(case, about, assignee=me, note="Bel de ambassade", actor=me)


def test_the_pages_of_tasks_are_accessible_and_safe(
    browser: Browser, axe: str, task: AgendaTask, live_server: LiveServer
) -> None:
    page = logged_in(browser, live_server, ANALYST)
    looker = Looker(page, axe)
    for language in ("nl", "en"):
        for view in ("agenda", *AGENDA):
            numbered = view in ("agenda_task", "agenda_task_edit")
            arguments: list[object] = [CASE, task.pk] if numbered else [CASE]
            query = {"agenda_task_new": NEW, "agenda": "?region=SG"}.get(view, "")
            with translation.override(language):
                address = reverse(f"compass:{view}", args=arguments) + query
            looker.visit(live_server.url + address)
    looker.done()


def test_from_the_agenda_to_a_task_that_is_done(
    browser: Browser, task: AgendaTask, live_server: LiveServer
) -> None:
    page = logged_in(browser, live_server, ANALYST)
    page.goto(f"{live_server.url}/en/{CASE}/agenda/?region=SG")
    page.locator("a[href*='subject=themes-and-risks']").click()
    page.get_by_label("Note").fill("Ask the desk")
    page.get_by_role("button", name="Take up").click()
    assert "Nothing new yet" in page.locator(".lead").inner_text()
    page.get_by_label("What came of it?").fill("The desk does not know either")
    page.get_by_role("button", name="Finish the task").click()
    assert page.locator(".lead").inner_text() == "This task is done."
    made = AgendaTask.objects.exclude(pk=task.pk).get()
    assert (made.subject, made.status) == ("themes-and-risks", "done")
    page.context.close()
