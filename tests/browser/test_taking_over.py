"""Taking over figure 1 and the tables of figures in the reading view, cell by cell what the case
has of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.browser.looking import ANALYST, CASE, Looker, logged_in
from tests.cases import packages
from tests.untaken import TABLES, untaken
from windroos.apps.accounts import actions as accounts
from windroos.apps.accounts.demo import DEMO_PASSWORD
from windroos.apps.compass import actions, queries
from windroos.apps.evidence.actions import add_document
from windroos.apps.evidence.queries import everything
from windroos.apps.regions import actions as regions
from windroos.apps.regions.models import Case
from windroos.cases.check import read

# What a person reads in documents 001 and 003 and fills in; what stands in the cells is read.
FACILITATING = {
    "nl": "Faciliterende rol vanuit de provincie",
    "en": "Facilitating role of the province",
}
NAMED = {"1": ("KPI’s", "KPIs"), "2": ("Begroting", "Budget")}


@pytest.fixture
def case(transactional_db: None, settings: Settings, tmp_path: Path, shared: Path) -> Case:
    """The case without what was taken over from tables, with documents 001 and 003 added."""
    settings.WINDROOS_LAKE = tmp_path / "lake"
    settings.WINDROOS_DEMO = True
    case = actions.load_case(untaken()).case
    for name in ("001", "003"):
        (file,) = (shared / "seeds").glob(f"{name}*.txt")
        add_document(case, file.name, file.read_bytes(), source=name)
    actions.load_case(read(packages.write(tmp_path / "package")))  # who logs in chooses a case
    accounts.create_demo_accounts()
    regions.attach_demo_organisations(case)
    return Case.objects.get(pk=case.pk)


@pytest.fixture
def page(browser: Browser, case: Case, live_server: LiveServer) -> Page:
    return logged_in(browser, live_server, ANALYST)


def shipped(name: str) -> dict[str, Mapping[str, Any]]:
    return {str(row["id"]): row for row in read("noord_brabant").tables[name]}


def stored(case: Case, name: str) -> dict[str, Mapping[str, Any]]:
    package = queries.package(Case.objects.get(pk=case.pk))
    return {str(row["id"]): row for row in package.tables[name]}


def follow(page: Page, live_server: LiveServer, document: str, table: str) -> None:
    """From the document to its table, by the link above it."""
    page.goto(f"{live_server.url}/nl/{CASE}/documents/{document}/")
    links = page.get_by_role("link", name="Neem deze tabel over")
    page.goto(links.nth(int(table) - 1).evaluate("link => link.href"))
    assert page.url.endswith(f"/documents/{document}/tables/{table}/")


def save(page: Page, told: str) -> None:
    page.get_by_role("button", name="Bekijk wat het oplevert").click()
    assert page.get_by_role("heading", name="Wat er wordt overgenomen").count()
    page.locator(".preview").get_by_role("button", name="Overnemen").click()
    page.get_by_text(told).wait_for()
    assert "/tables/" not in page.url


def test_figure_1_and_the_figures_are_what_the_case_has_of_them(
    page: Page, case: Case, live_server: LiveServer
) -> None:
    for table, told in (
        ("2", "26 besluiten zijn overgenomen"),
        ("3", "16 besluiten zijn overgenomen"),
    ):
        follow(page, live_server, "001", table)
        for note in page.locator("textarea[name$='-footnote_nl']").all():
            assert note.input_value() == FACILITATING["nl"]
            name = (note.get_attribute("name") or "").replace("_nl", "_en")
            english = page.locator(f"[name='{name}']")
            if not english.is_visible():
                page.locator(f"details:has([name='{name}']) > summary").click()
            english.fill(FACILITATING["en"])
        save(page, told)
    for table, told in (("1", "30 cijfers zijn overgenomen"), ("2", "3 cijfers zijn overgenomen")):
        follow(page, live_server, "003", table)
        fill_in_figures(page, case, table)
        save(page, told)
    for name in (*TABLES, "passages"):
        assert stored(case, name) == shipped(name), name
    page.context.close()


def fill_in_figures(page: Page, case: Case, table: str) -> None:
    """What the table does not say: the subjects, kinds, regions and notes of its rows."""
    rows: dict[str, list[Mapping[str, Any]]] = {}
    for row in shipped("quantities").values():
        rows.setdefault(row["passage"], []).append(row)
    passages = {row["paragraph"]: id for id, row in shipped("passages").items() if id in rows}
    names = NAMED[table]
    page.locator("[name='table-name_nl']").fill(names[0])
    page.locator("[name='table-name_en']").fill(names[1])
    numbers = {str(one.paragraph): one.number for one in _paragraphs(case)}
    for paragraph, passage in passages.items():
        of = f"r{numbers[str(paragraph)]}"
        if not page.locator(f"[name='{of}-subject']").count():
            continue  # a row of the other table
        mine = rows[passage]
        usual = mine[-1]
        for name in ("subject", "label_nl", "label_en", "unit", "note_nl", "note_en"):
            page.locator(f"[name='{of}-{name}']").fill(usual[name] or "")
        for name in ("kind", "region"):
            page.locator(f"[name='{of}-{name}']").select_option(usual[name] or "")
        for column, row in enumerate(mine, start=1):
            cell = f"x{of[1:]}-{column}"
            if row["kind"] != usual["kind"]:
                field = page.locator(f"[name='{cell}-kind']")
                if not field.is_visible():
                    page.locator(f"details:has([name='{cell}-kind']) > summary").click()
                field.select_option(row["kind"])


def _paragraphs(case: Case) -> Any:
    documents = everything(case)
    document = documents.document("003")
    assert document is not None
    return [one for one in documents.passages(document) if one.section.startswith("Kritieke")]


def test_the_keyboard_does_it_alone(page: Page, case: Case, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/en/{CASE}/documents/001/")
    page.get_by_role("link", name="Take over this table").nth(2).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/tables/3/")
    # A row that is left out stays out.
    page.locator("#id_r182-included").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Take over").focus()
    page.keyboard.press("Enter")
    page.get_by_text("14 decisions were taken over").wait_for()
    assert not any(row["region"] == "CN-JS" for row in stored(case, "decisions").values())
    # What is there is told, and only the rest is asked.
    page.goto(f"{live_server.url}/en/{CASE}/documents/001/tables/3/")
    assert page.get_by_text("already there").count() == 14
    assert page.locator("select[name$='-region']").count() == 1
    page.context.close()


def test_it_needs_no_script(browser: Browser, case: Case, live_server: LiveServer) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/en/account/login/")
    page.fill("[name=username]", ANALYST)
    page.fill("[name=password]", DEMO_PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.goto(f"{live_server.url}/en/{CASE}/documents/001/")
    page.get_by_role("link", name="Take over this table").nth(2).click()
    page.get_by_role("button", name="See what it gives").click()
    assert page.get_by_text("16 decisions are written down.").count()
    page.locator(".preview").get_by_role("button", name="Take over").click()
    page.get_by_role("button", name="Undo").click()
    assert not stored(case, "decisions")
    context.close()


def test_what_is_missing_is_told_beside_its_field(
    page: Page, case: Case, live_server: LiveServer
) -> None:
    page.goto(f"{live_server.url}/en/{CASE}/documents/003/tables/2/")
    page.get_by_role("button", name="Take over").click()
    summary = page.get_by_role("alert")
    assert summary.get_by_role("link").count() == 6  # an English label and a kind of each row
    summary.get_by_role("link").first.click()
    assert page.evaluate("document.activeElement.name.endsWith('-label_en')")
    assert not stored(case, "quantities")
    page.context.close()


def test_the_pages_are_accessible_and_safe(
    browser: Browser, axe: str, case: Case, live_server: LiveServer
) -> None:
    looker = Looker(logged_in(browser, live_server, ANALYST), axe)
    for language in ("nl", "en"):
        documents = f"{live_server.url}/{language}/{CASE}/documents"
        looker.visit(f"{documents}/001/")
        for path in ("001/tables/3/", "001/tables/3/?as=quantities", "003/tables/1/"):
            looker.visit(f"{documents}/{path}")
    looker.done()
