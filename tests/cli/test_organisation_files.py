"""Organisations as a table and proposals from a terminal: looked at first, then done."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.apps.people import party, person
from tests.apps.register import small
from typer.testing import CliRunner, Result

from windroos.apps.accounts.roles import Role
from windroos.apps.network import actions
from windroos.apps.network.queries import records
from windroos.apps.regions.models import Case
from windroos.cli import app

pytestmark = pytest.mark.django_db
TABLE = "id,name,kind,place\nlamp-works,Lamp Works B.V.,company,Best\n,Lamp Works,company,Ede\n"


@pytest.fixture(autouse=True)
def case(db: None, monkeypatch: pytest.MonkeyPatch) -> Case:
    monkeypatch.setattr("windroos.site.server.prepare_database", lambda: None)
    made = Case.objects.create(name="lake", title="The lake", state=1)
    actions.load_register(made, small())
    party(made, "province", lead=True)
    person(Role.ANALYST)
    person(Role.VIEWER)
    return made


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def place(case: Case) -> str:
    found = records.record(case, "organisation", "lamp-works")
    assert found is not None
    assert found.content is not None
    return found.content["place"]


def test_a_table_is_looked_at_then_written(case: Case, tmp_path: Path) -> None:
    file = tmp_path / "in.csv"
    file.write_text(TABLE)
    who = ("--as", "analyst@province.example")
    looked = run("register", "import", str(file), *who, "--yes", "--json")
    assert looked.exit_code == 1
    told = json.loads(looked.stdout)
    assert (told["written"], told["counts"]["changed"], told["counts"]["doubtful"]) == (False, 1, 1)
    chosen = run("register", "import", str(file), *who, "--choose", "3=skip")
    assert "Nothing was written yet" in chosen.stdout
    assert place(case) == "Eindhoven"
    done = run("register", "import", str(file), *who, "--choose", "3=skip", "--yes")
    assert done.exit_code == 0, done.output
    assert place(case) == "Best"
    refused = run("register", "import", str(file), "--as", "viewer@province.example")
    assert refused.exit_code == 1


def test_a_table_is_written_to_change(tmp_path: Path) -> None:
    for name in ("out.csv", "out.xlsx"):
        assert run("register", "export-sheet", str(tmp_path / name)).exit_code == 0
    who = ("--as", "analyst@province.example")
    same = run("register", "import", str(tmp_path / "out.xlsx"), *who)
    assert "2 same. Nothing to write." in same.stdout
    assert run("register", "export-sheet", str(tmp_path / "out.ods")).exit_code == 1


def test_a_proposal_is_made_listed_and_answered(case: Case) -> None:
    who = ("--as", "analyst@province.example")
    made = run("proposals", "make", "lamp-works", "--field", "place=Best", "--json")
    assert made.exit_code == 0, made.output
    number = str(json.loads(made.stdout)["number"])
    [listed] = json.loads(run("proposals", "list", *who, "--json").stdout)
    assert listed["fields"] == [
        {"field": "place", "was": "Eindhoven", "now": "Eindhoven", "proposed": "Best"}
    ]
    assert "place: Eindhoven, now Eindhoven → Best" in run("proposals", "show", number, *who).stdout
    assert run("proposals", "accept", number, *who).exit_code == 0
    assert place(case) == "Best"
    assert run("proposals", "reject", number, *who, "--answer", "No").exit_code == 1
    assert run("proposals", "make", "nobody", "--words", "Gone").exit_code == 1
