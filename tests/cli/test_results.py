"""What programmes account for, from a terminal: shown, recorded, reviewed, reminded, as files."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from django.core import mail
from django.utils import timezone
from tests.apps.bakers import TODAY, bakers, facts, register
from tests.apps.people import party, person
from typer.testing import CliRunner, Result

from windroos.apps.accounts.roles import Role
from windroos.apps.programmes.models import Fact
from windroos.apps.regions.models import Case
from windroos.cases.facts import TABLES
from windroos.cli import app

pytestmark = pytest.mark.django_db
WHO = ("--as", "analyst@province.example")
DECIDER = ("--as", "decision-maker@province.example")


@pytest.fixture(autouse=True)
def case(db: None, today: date, monkeypatch: pytest.MonkeyPatch) -> Case:
    monkeypatch.setattr("windroos.site.server.prepare_database", lambda: None)
    noon, ticks = datetime(2032, 3, 15, 12, tzinfo=UTC), count()
    monkeypatch.setattr(timezone, "now", lambda: noon + timedelta(seconds=next(ticks)))
    monkeypatch.setattr(timezone, "localdate", lambda *_args, **_options: TODAY)
    made = bakers(Case.objects.create(name="lake", title="The lake", state=1))
    party(made, "province", lead=True)
    for role in (Role.ANALYST, Role.DECISION_MAKER, Role.VIEWER):
        person(role)
    return made


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["programme", *words])


def told(*words: str) -> object:
    done = run(*words, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_programmes_are_shown_as_known_when() -> None:
    listed = told("list")
    assert [one["multiplied"] for one in listed["programmes"]] == [2.5]  # type: ignore[index]
    assert "about EUR 2,500,000" in run("list").stdout
    shown = run("show", "bakers")
    assert (
        "actual: 2030 missing; 2031 200" in " ".join(shown.stdout.split()) or shown.exit_code == 0
    )
    assert "Report on 2030: locked, locked 2031-02-20." in shown.stdout
    reported = told("show", "bakers", "--as-reported", "2030")
    assert reported["seen_on"] == "2031-02-20"  # type: ignore[index]
    held = told("facts", "bakers", "--indicator", "loaves", "--holding", "--as-of", "2031-03-01")
    values = {one["id"]: one["value"] for one in held}  # type: ignore[attr-defined]
    assert values["loaves-30-old"] == 100
    assert len(told("amounts", "bakers")) == 4  # type: ignore[arg-type]
    changed = told("compare", "bakers", "--then", "2031-03-01", "--as-of", "2031-12-31")
    assert [one["reason"] for one in changed["facts"]] == ["ten burnt"]  # type: ignore[index]
    [row] = [
        one
        for one in run("compare", "bakers", "--then", "2031-03-01").stdout.splitlines()
        if "ten burnt" in one
    ]
    assert [cell.strip() for cell in row.split("│")][3:6] == ["2030", "100", "90"]
    due = told("due", "bakers")
    assert {one["indicator"] for one in due} >= {"bakeries"}  # type: ignore[attr-defined]


def test_figures_come_from_a_file_or_one_by_one(tmp_path: Path) -> None:
    file = tmp_path / "in.csv"
    file.write_text(
        "indicator,part,role,period,value,reason\n"
        "loaves,bread,actual,2031,50,\n"
        "loaves,bread,target,2033,70,\n"
        "loaves,attic,target,2033,1,\n"
    )
    wrong = run("report-facts", "bakers", "--file", str(file), *WHO)
    assert wrong.exit_code == 1
    assert "row 3: part:" in wrong.output
    assert not Fact.objects.filter(period="2033", role="target").exists()
    file.write_text(file.read_text().replace("loaves,attic,target,2033,1,\n", ""))
    done = run("report-facts", "bakers", "--file", str(file), *WHO)
    assert done.stdout.strip() == "Recorded 1. 1 said what holds already."
    row = ("indicator=loaves", "part=bread", "role=actual", "period=2031", "value=55")
    given = [word for one in row for word in ("--set", one)]
    refused = run("report-facts", "bakers", *given, *WHO)
    assert "row 1: reason:" in refused.output
    assert run("report-facts", "bakers", *given, "--set", "reason=counted", *WHO).exit_code == 0
    assert Fact.objects.get(corrects="loaves-31-bread").value == 55
    paid = ("role=spent", "period=2031", "amount=12.5", "currency=EUR")
    given = [word for one in paid for word in ("--set", one)]
    [id] = told("report-amounts", "bakers", *given, *WHO)["recorded"]  # type: ignore[index]
    assert run("withdraw-amount", "bakers", id, "--reason", "x", *WHO).exit_code == 0
    assert run("withdraw-fact", "bakers", "nothing", "--reason", "x", *WHO).exit_code == 1
    for words in ((), ("--set", "value"), ("--file", str(tmp_path / "none.csv"))):
        done = run("report-facts", "bakers", *words, *WHO)
        assert done.exit_code == 1
        assert "Error" in done.output


def test_a_period_is_handed_in_locked_and_opened() -> None:
    assert run("submit", "bakers", "2031", *WHO).exit_code == 0
    assert run("lock", "bakers", "2031", *WHO).exit_code == 1
    assert run("lock", "bakers", "2031", *DECIDER).exit_code == 0
    assert run("reopen", "bakers", "2031", "--reason", "Forgotten", *DECIDER).exit_code == 0
    assert "no programme" in run("submit", "millers", "2031", *WHO).output
    assert run("show", "bakers", "--as-reported", "soon").exit_code == 1
    assert "never locked" in run("show", "bakers", "--as-reported", "2032").output


def test_who_fills_in_is_reminded_once() -> None:
    assert run("assign", "bakeries", "viewer@province.example", *WHO).exit_code == 0
    assert told("remind")["sent"] == ["viewer@province.example"]  # type: ignore[index]
    assert told("remind")["sent"] == []  # type: ignore[index]
    assert len(mail.outbox) == 1
    [one] = told("assignments")  # type: ignore[misc]
    assert one["reminded"] == "2031"
    assert run("unassign", "bakeries", "viewer@province.example", *WHO).exit_code == 0
    assert told("assignments") == []


def test_facts_are_checked_loaded_and_written(tmp_path: Path) -> None:
    register().write(tmp_path / "in" / "register")
    facts().write(tmp_path / "in" / "facts")
    assert told("check", str(tmp_path / "in")) == []
    assert told("load", str(tmp_path / "in"))["added"] == dict.fromkeys(TABLES, 0)  # type: ignore[index]
    assert run("export", str(tmp_path / "out")).exit_code == 0
    for table in TABLES.values():
        written, given = (tmp_path / f / table.path for f in ("out", "in/facts"))
        assert written.read_bytes() == given.read_bytes()
    file = tmp_path / "in" / "facts" / "facts.csv"
    file.write_text(file.read_text().replace(",100.0,", ",101.0,").replace(",100,", ",101,"))
    refused = run("load", str(tmp_path / "in"))
    assert refused.exit_code == 1
    assert "was recorded otherwise here" in " ".join(refused.output.split())
