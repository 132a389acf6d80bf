"""`windroos robustness | agenda | diff | verify` and `assess --record` as a user meets them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from tests.cases import packages
from tests.cli.command import DAY, mistake, told, windroos

from windroos import cases
from windroos.cases import Case, Scenario

ON = date.fromisoformat(DAY)
SHORT = ("--as-of", DAY, "--samples", "200", "--role", "innovation")


@pytest.fixture(scope="module")
def brabant() -> Case:
    return cases.load("noord_brabant")


def test_how_sure_a_verdict_is(data: Path, brabant: Case) -> None:
    turned = ("--weight", "environment=2", "--threshold", "active=0.65", "--seed", "5")
    printed = told(
        windroos("robustness", *SHORT, *turned, "--threads", "2", "--json", "--language", "en",
                 data=data)
    )  # fmt: skip
    scenario = Scenario("innovation", {"environment": 2.0}, {"active": 0.65})
    found = cases.robustness(
        brabant, "innovation", as_of=ON, scenario=scenario, samples=200, seed=5
    )
    assert printed == found.as_dict("en")
    shown = windroos("robustness", *SHORT, "--region", "Singapore", "--region", "jp", data=data)
    assert shown.returncode == 0, shown.stderr
    # Shown are two, weighed among all.
    both = cases.robustness(brabant, "innovation", as_of=ON, samples=200)
    rows = [line for line in shown.stdout.splitlines() if "│" in line]
    assert len(rows) == 2
    for code, name in (("SG", "Singapore"), ("JP", "Japan")):
        (row,) = (row for row in rows if name in row)
        assert str(both[code].likeliest) in row
        assert f"{both[code].shares['active']:.0%}" in row
    assert "200 draws" in shown.stdout
    assert "Preconditions play no part" in shown.stdout


def test_what_is_worth_finding_out(data: Path, brabant: Case) -> None:
    printed = told(windroos("agenda", *SHORT, "--json", data=data))
    found = cases.agenda(brabant, "innovation", as_of=ON, samples=200)
    assert printed == found.as_dict()
    shown = windroos("agenda", *SHORT, "--region", "SG", "--most", "1", data=data)
    assert shown.returncode == 0, shown.stderr
    first = cases.agenda(brabant, "innovation", as_of=ON, samples=200).of("SG")
    assert f"{first[0].chance:.0%}" in shown.stdout
    assert f"{len(first) - 1} more" in shown.stdout


def test_what_changed(data: Path, brabant: Case) -> None:
    asked = ("diff", "--before", "2024-09-01", "--after", DAY, "--role", "innovation")
    printed = told(windroos(*asked, "--weight", "environment=2", "--json", data=data))
    before = cases.weigh(brabant, "innovation", as_of=date(2024, 9, 1))
    other = Scenario("innovation", {"environment": 2.0})
    after = cases.weigh(brabant, "innovation", as_of=ON, scenario=other)
    assert printed == cases.difference(before, after).as_dict()
    same = ("diff", "--before", DAY, "--after", DAY)
    assert "Nothing changed." in windroos(*same, data=data).stdout
    every = windroos(*same, "--all", data=data)
    rows = [line for line in every.stdout.splitlines() if "│" in line]
    assert len(rows) >= len(brabant.weighed)
    assert "Japan" in every.stdout


def test_a_record_is_made_and_checked(data: Path, brabant: Case, tmp_path: Path) -> None:
    file = tmp_path / "record.json"
    made = windroos("assess", "--as-of", DAY, "--record", str(file), "--json", data=data)
    assert told(made)["role"] == "innovation"
    kept = json.loads(file.read_text(encoding="utf-8"))
    assert kept == json.loads(
        json.dumps(cases.record(cases.weigh(brabant, "innovation", as_of=ON)))
    )
    checks = told(windroos("verify", str(file), "--json", data=data))
    assert all(check["holds"] for check in checks)
    assert {"record", "outcome of the case"} <= {check["what"] for check in checks}

    kept["results"]["JP"]["provisional"] = "none"
    file.write_text(json.dumps(kept), encoding="utf-8")
    alone = windroos("verify", str(file), "--alone", data=data)
    assert alone.returncode == 1
    assert "Traceback" not in alone.stderr
    assert "FAILS record" in alone.stdout
    assert "holds steps" in alone.stdout
    assert "JP: provisional was none, and is active" in " ".join(alone.stdout.split())
    assert "of the case" not in alone.stdout


def test_a_record_can_be_checked_against_another_package(data: Path, tmp_path: Path) -> None:
    file, folder = tmp_path / "record.json", packages.write(tmp_path / "package")
    windroos(
        "assess", "--case", str(folder), "--as-of", "2022-01-01", "--record", str(file), data=data
    )
    tables = packages.rows()
    tables["judgements"][2]["rating"] = 3
    other = packages.write(tmp_path / "other", tables)
    done = windroos("verify", str(file), "--case", str(other), "--json", data=data)
    assert done.returncode == 1
    failed = {check["what"] for check in json.loads(done.stdout) if not check["holds"]}
    assert failed == {"input judgements.csv", "outcome of the case"}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["robustness", "--region", "Atlantis"], "no weighed region “Atlantis”"),
        (["robustness", "--samples", "1"], "samples"),
        (["robustness", "--samples", "many"], "samples"),
        (["agenda", "--samples", "0"], "samples"),
        (["agenda", "--role", "sport"], "innovation, trade-invest"),
        (["diff", "--before", "yesterday"], "YYYY-MM-DD"),
        (["verify", "FILE"], "no record of an assessment"),
        (["verify", "/no/such/file"], "cannot be read"),
        (["verify", __file__], "is not JSON"),
        (["assess", "--record", "/no/such/folder/file"], "cannot be written"),
    ],
    ids=lambda value: " ".join(value)[:30] if isinstance(value, list) else "",
)
def test_a_mistake_is_answered_in_one_message(
    arguments: list[str], says: str, data: Path, tmp_path: Path
) -> None:
    foreign = tmp_path / "foreign.json"
    foreign.write_text('{"case": "../nowhere", "asOf": 5}', encoding="utf-8")
    given = [str(foreign) if argument == "FILE" else argument for argument in arguments]
    assert says in mistake(windroos(*given, data=data))
