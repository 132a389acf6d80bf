"""A browser that looks at every page, and a site to look at."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection
from playwright.sync_api import Browser, sync_playwright
from pytest_django import Settings

from tests.browser.looking import CASE
from tests.cases import packages
from tests.released import publish
from windroos.apps.accounts import actions as accounts
from windroos.apps.compass.actions import load_case
from windroos.apps.evidence.queries.searching import kept_texts
from windroos.apps.network import actions as network
from windroos.apps.regions import actions as regions
from windroos.apps.regions.models import Case
from windroos.cases import register
from windroos.cases.check import read

AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"

# Text of our own with the shape of a policy document, where the real one is not at hand.
STAND_IN = "# Eigen tekst\n\nDit is een alinea om te lezen. En nog een zin.\n"


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Debian's or any other Chromium; without one these tests are skipped, and say so."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("no chromium on this machine: the tests that need a browser are skipped")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright's loop runs in this thread, where Django would refuse the database.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(
            executable_path=path,
            args=[
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
            ],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, which the front end's build installs."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: run make test, which builds the front end")
    return AXE.read_text(encoding="utf-8")


@dataclass
class Kept:
    """What the first test made of the site: the database, and the lake."""

    folder: Path
    database: sqlite3.Connection | None = None


@pytest.fixture(scope="session")
def _kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    return Kept(tmp_path_factory.mktemp("kept") / "lake")


@pytest.fixture
def site(transactional_db: None, settings: Settings, tmp_path: Path, _kept: Kept) -> None:
    """The case of Noord-Brabant with its documents, and a second case of another shape.

    On SQLite it is made once and copied for each test: a browser sees what is committed, so that
    nothing can be undone.
    """
    settings.WINDROOS_LAKE = tmp_path / "lake"
    settings.WINDROOS_DEMO = True  # with its banner and its accounts on the login page
    connection.ensure_connection()
    if _kept.database is not None:
        _kept.database.backup(connection.connection)
        shutil.copytree(_kept.folder, settings.WINDROOS_LAKE)
        # The documents that a test adds have the keys of those of the test before.
        kept_texts.cache_clear()
        return
    _make(tmp_path)
    if isinstance(connection.connection, sqlite3.Connection):
        _kept.database = sqlite3.connect(":memory:", check_same_thread=False)
        connection.connection.backup(_kept.database)
        shutil.copytree(settings.WINDROOS_LAKE, _kept.folder)


def _make(folder: Path) -> None:
    brabant = load_case(read("noord_brabant")).case
    seeds = (
        Path(os.environ.get("WINDROOS_SHARED") or Path(__file__).parents[3] / "shared") / "seeds"
    )
    for file in sorted(seeds.glob("*.txt")):
        publish(brabant, file.name, file.read_bytes())
    if not seeds.is_dir():
        publish(brabant, "001.txt", STAND_IN.encode(), source="001")
    load_case(read(packages.write(folder / "package")))


@pytest.fixture
def staffed(site: None) -> Case:
    """The case of Noord-Brabant, with the people of the demo to work on it."""
    case = Case.objects.get(name=CASE)
    accounts.create_demo_accounts()
    regions.attach_demo_organisations(case)
    return case


@pytest.fixture
def filled(staffed: Case) -> Case:
    """The same, with the register that comes with it."""
    network.load_register(staffed, register.read(CASE))
    return staffed
