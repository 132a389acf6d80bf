"""A program that is killed in the middle of an action leaves nothing half-written."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cases import packages

KILLED = 9

BEGIN = """
import os, sys, django
django.setup()
from django.core.management import call_command
from windroos.apps.accounts.models import Membership, Organisation, User
from windroos.apps.compass.actions import Entry, judge, load_case
from windroos.apps.regions import journal
from windroos.apps.regions.models import Case, Party
from windroos.cases.check import read

def killed_after(module, name):
    written = getattr(module, name)
    def write(*args, **kwargs):
        written(*args, **kwargs)
        os._exit(9)
    setattr(module, name, write)
"""
# The database, the case and an analyst.
SET_UP = """
call_command("migrate", verbosity=0)
case = load_case(read(sys.argv[1])).case
town = Organisation.objects.create(slug="town", name_nl="Stad", name_en="Town")
Party.objects.create(case=case, organisation=town, lead=True)
anna = User.objects.create_user("anna@town.example", name="Anna")
Membership.objects.create(user=anna, organisation=town, role="analyst")
"""
JUDGE = """
killed_after(journal, "write")
entry = Entry({"rating": 2.0}, "j4")
judge(Case.objects.get(), [entry], actor=User.objects.get())
"""
LOAD = """
killed_after(journal, "write")
load_case(read(sys.argv[1]))
"""
# Also what was done with everything told, but for the last step.
TOLD = """
from windroos.apps.compass.actions import saying
killed_after(saying, "raise_reviews")
entry = Entry({"rating": 2.0}, "j4")
judge(Case.objects.get(), [entry], actor=User.objects.get())
"""


def run(folder: Path, script: str, package: Path) -> int:
    """What a program of its own answers that does this on the database in the folder."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "windroos.site.settings.test",
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "WINDROOS_DATA": str(folder),
    }
    command = [sys.executable, "-c", BEGIN + script, str(package)]
    done = subprocess.run(command, env=environment, capture_output=True, check=False, text=True)
    assert done.returncode in (0, KILLED), done.stderr
    return done.returncode


def stored(folder: Path) -> list[str]:
    """Everything a program sees that opens the database afterwards."""
    with sqlite3.connect(folder / "db.sqlite3") as database:
        return list(database.iterdump())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("killed")
    assert run(made, SET_UP, packages.write(made / "package")) == 0
    return made


@pytest.mark.parametrize("script", [JUDGE, LOAD, TOLD], ids=["judge", "load", "told"])
def test_of_an_action_that_is_killed_nothing_is_seen(script: str, folder: Path) -> None:
    before = stored(folder)
    assert any("case-loaded" in line for line in before)
    tables = packages.rows()
    tables["regions"][2]["name_en"] = "The Republic of Latvia"
    assert run(folder, script, packages.write(folder / "next", tables)) == KILLED
    assert stored(folder) == before
