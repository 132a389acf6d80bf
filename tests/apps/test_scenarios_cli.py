"""Scenarios and versions of the framework from a terminal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.apps.people import party, person
from typer.testing import CliRunner, Result

from windroos import cases
from windroos.apps.accounts.roles import Role
from windroos.apps.compass import queries
from windroos.apps.regions.models import Case
from windroos.cli import app

ANALYST = ("--as", "Anna@province.example")
DECIDER = ("--as", "Bob@province.example")
ENVIRONMENT = cases.Scenario("innovation", {"environment": 3}, {"active": 0.65})


@pytest.fixture(autouse=True)
def case(brabant: Case) -> Case:
    party(brabant, "province", lead=True, decides=("innovation",))
    person(Role.ANALYST, "province", "Anna")
    person(Role.DECISION_MAKER, "province", "Bob")
    return brabant


def windroos(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def told(*arguments: str) -> Any:
    done = windroos(*arguments, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def mistake(*arguments: str) -> str:
    """What is said of a user's mistake; that of the library is told by `main`."""
    done = windroos(*arguments)
    assert done.exit_code == 1
    if isinstance(done.exception, cases.CaseError):
        return str(done.exception)
    assert isinstance(done.exception, SystemExit)
    return " ".join(done.stderr.split())


def test_a_package_is_weighed_otherwise() -> None:
    options = ("--weight", "environment=3", "--threshold", "active=0.65")
    printed = told("assess", *options, "--goalposts", "wgi-voice=-2..2")
    scenario = cases.Scenario(
        "innovation", ENVIRONMENT.weights, ENVIRONMENT.thresholds, {"wgi-voice": (-2, 2)}
    )
    again = cases.weigh(cases.load("noord_brabant"), "innovation", scenario=scenario).as_dict()
    assert printed == again
    assert printed["scenario"]["goalposts"] == {"wgi-voice": [-2, 2]}


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("environment", "an equals sign"),
        ("environment=", "an equals sign"),
        ("environment=x", "not a number"),
        ("environment=-1", "0 or more"),
        ("sport=1", "there are: compass"),
    ],
)
def test_a_weight_that_cannot_be_is_told(option: str, said: str) -> None:
    assert said in mistake("assess", "--weight", option)


def test_a_scenario_is_saved_shown_compared_deleted_restored() -> None:
    save = ("scenario", "save", "Omgeving", *ANALYST, "--weight", "environment=3")
    made = told(*save, "--threshold", "active=0.65", "--for", "case")
    assert made["query"] == ENVIRONMENT.query
    assert "already" in mistake(*save)
    assert told("scenario", "list") == []
    assert told("scenario", "list", *DECIDER) == [made]
    assert "Omgeving" in windroos("scenario", "list", *DECIDER).stdout
    assert "name the account" in mistake("scenario", "show", "Omgeving")
    shown = told("scenario", "show", "Omgeving", *DECIDER)
    weighed = cases.weigh(cases.load("noord_brabant"), "innovation", scenario=ENVIRONMENT)
    assert shown["assessment"]["regions"] == weighed.as_dict()["regions"]
    assess = ("assess", "--scenario", "Omgeving", *ANALYST)
    assert told(*assess) == weighed.as_dict()
    more = told(*assess, "--weight", "link=2")
    assert more["scenario"]["weights"] == {"environment": 3, "link": 2}
    compare = ("scenario", "compare", "framework", "Omgeving", *ANALYST)
    ranks = told(*compare)["ranks"]
    assert ranks["Omgeving"] == {r.region.code: r.rank for r in weighed}
    assert ranks["framework"]["JP"] == cases.weigh(weighed.case, "innovation")["JP"].rank
    assert "Omgeving" in windroos(*compare).stdout
    assert "two to four" in mistake("scenario", "compare", "framework")
    gone = windroos("scenario", "delete", "Omgeving", *ANALYST)
    assert f"scenario restore {made['number']}" in " ".join(gone.stdout.split())
    assert told("scenario", "list", *ANALYST) == []
    assert told("scenario", "restore", str(made["number"]), *ANALYST)["name"] == "Omgeving"
    assert "no scenario 99" in mistake("scenario", "restore", "99", *ANALYST)


def test_of_one_name_twice_the_number_tells(case: Case) -> None:
    for who in (ANALYST, DECIDER):
        save = ("scenario", "save", "Proef", *who, "--weight", "link=2", "--for", "case")
        told(*save)
    assert "several scenarios" in mistake("scenario", "show", "Proef", *ANALYST)
    numbers = [one["number"] for one in told("scenario", "list", *ANALYST)]
    assert told("scenario", "show", str(numbers[1]), *ANALYST)["madeBy"] == "Bob"


def test_a_version_is_proposed_by_one_and_approved_by_another(case: Case) -> None:
    propose = ("framework", "propose", *DECIDER, "--weight", "environment=3", "--why", "Raad")
    made = told(*propose)
    assert (made["version"], made["status"], made["why"]["en"]) == ("2024.2", "proposed", "Raad")
    assert "why" in mistake(*propose[:-2])
    approve = ("framework", "approve", "2024.2")
    assert "Someone else" in mistake(*approve, *DECIDER)
    assert "decision-maker" in mistake(*approve, *ANALYST)
    assert told("framework", "withdraw", "2024.2", *DECIDER)["status"] == "withdrawn"
    again = ("framework", "propose", *ANALYST, "--weight", "environment=3", "--why", "Raad")
    told(*again, "--version", "2026.1")
    text = windroos("framework", "show", "2026.1", *ANALYST).stdout
    assert 'version = "2026.1"' in text
    assert "there is no version" in mistake("framework", "show", "2026.1")
    assert told("framework", "approve", "2026.1", *DECIDER)["status"] == "approved"
    held = told("framework", "versions")["held"]
    assert [(one["version"], one["inForce"]) for one in held] == [
        ("2026.1", True),
        ("2024.1", False),
    ]
    assert "superseded" in windroos("framework", "versions").stdout
    diff = ("framework", "diff", "2024.1", "2026.1", "--language", "en")
    (weight,) = [change for change in told(*diff) if change["field"] == "weight"]
    assert (weight["id"], weight["part"]) == ("environment", "innovation")
    assert (weight["before"], weight["after"]) == (1, 3)
    assert weight["words"] == "Weight of Environment for Innovation: from 1 (25%) to 3 (50%)"
    assert weight["words"] in windroos(*diff).stdout
    case.refresh_from_db()
    weighed = cases.weigh(queries.value(case), "innovation")
    scenario = cases.Scenario("innovation", {"environment": 3})
    expected = cases.weigh(cases.load("noord_brabant"), "innovation", scenario=scenario)
    assert weighed.as_dict()["regions"] == expected.as_dict()["regions"]


def test_a_kept_scenario_is_proposed() -> None:
    told("scenario", "save", "Omgeving", *ANALYST, "--weight", "environment=3")
    propose = ("framework", "propose", *ANALYST, "--scenario", "Omgeving", "--why", "Raad")
    assert told(*propose, "--weight", "link=2")["status"] == "proposed"
    changes = told("framework", "diff", "2024.1", "2024.2", *ANALYST)
    weights = {change["id"]: change["after"] for change in changes if change["field"] == "weight"}
    assert weights == {"link": 2, "environment": 3}


def test_a_file_is_proposed_and_turned_down(tmp_path: Path) -> None:
    now = windroos("framework", "show", "2024.1").stdout
    file = tmp_path / "framework.toml"
    file.write_text(now.replace("[40, 160]", "[30, 160]").replace("2024.1", "2026.2"))
    propose = ("framework", "propose", *ANALYST, "--why", "Proef", "--file", str(file))
    assert told(*propose)["version"] == "2026.2"
    assert "already" in mistake(*propose)
    assert "not both" in mistake(*propose, "--weight", "link=2")
    assert told(*propose, "--version", "2026.3")["version"] == "2026.3"
    reject = ("framework", "reject", "2026.2", *DECIDER, "--reason", "Niet nu")
    assert told(*reject)["reason"] == "Niet nu"
    assert "2026.3" in mistake("framework", "reject", "9", *DECIDER, "--reason", "x")
    file.write_text(now.replace('id = "reciprocity-judged"', 'id = "other"').replace("2024.1", "3"))
    assert "reciprocity-judged" in mistake(*propose)
    missing = ("framework", "propose", *ANALYST, "--why", "x", "--file", str(tmp_path / "no"))
    assert "cannot be read" in mistake(*missing)
    (tmp_path / "broken.toml").write_text("id = 1")
    assert "problem" in mistake("framework", "diff", "2024.1", str(tmp_path / "broken.toml"))
