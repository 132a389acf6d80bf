"""`windroos report` as a user meets it: straight from a package, and in the database."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.cases import packages
from tests.cli.command import mistake, windroos

ANALYST = "analyst@voorbeeld.example"
DOSSIER = ("report", "make", "dossier", "--option", "region=EE")


def test_a_report_straight_from_a_package(tmp_path: Path) -> None:
    package, file = packages.write(tmp_path / "package"), tmp_path / "report.json"
    none = tmp_path / "none"
    done = windroos(*DOSSIER, "--package", str(package), "--output", str(file), data=none)
    assert done.returncode == 0, done.stderr
    for command in (("report", "verify"), ("verify",)):
        done = windroos(*command, str(file), "--case", str(package), data=none)
        assert done.returncode == 0, done.stdout
        assert "holds paper nl" in done.stdout
    assert windroos("verify", str(file), "--alone", data=none).returncode == 0
    rows = packages.rows()
    rows["judgements"][0]["rating"] = 1
    packages.write(package, rows)
    done = windroos("verify", str(file), "--case", str(package), data=none)
    assert done.returncode == 1
    assert "FAILS paper en" in done.stdout
    assert "judgements.csv: it is another than it was then" in done.stdout
    assert " → " in done.stdout
    assert not none.exists()


def test_the_form_is_that_of_the_ending(tmp_path: Path) -> None:
    package = packages.write(tmp_path / "package")
    for ending, start in (("pdf", b"%PDF"), ("docx", b"PK"), ("html", b"<!doctype")):
        file = tmp_path / f"report.{ending}"
        done = windroos(*DOSSIER, "--package", str(package), "--output", str(file), data=tmp_path)
        assert done.returncode == 0, done.stderr
        assert file.read_bytes().startswith(start)


def test_what_cannot_be_is_said(tmp_path: Path) -> None:
    where = ("--package", str(packages.write(tmp_path / "package")), "--output")
    out = str(tmp_path / "report.pdf")
    for told, arguments in {
        "there is no kind of report “poems”": ("report", "make", "poems", *where, out),
        "“region” is needed": ("report", "make", "dossier", *where, out),
        "write an option as NAME=VALUE": (*DOSSIER, "--option", "theme", *where, out),
        "has no option “colour”": (*DOSSIER, "--option", "colour=red", *where, out),
        "end the name in .pdf": (*DOSSIER, *where, str(tmp_path / "report.txt")),
        "is still to come": (*DOSSIER, "--as-of", "2999-01-01", *where, out),
        "--as EMAIL keeps it": (*DOSSIER, *where[:2]),
        "cannot be written": (*DOSSIER, *where, str(tmp_path / "none" / "report.html")),
        "cannot be read": ("report", "verify", str(tmp_path / "none.json")),
    }.items():
        assert told in mistake(windroos(*arguments, data=tmp_path)), arguments


def test_a_report_in_the_database(demo: Path, tmp_path: Path) -> None:
    made = windroos(
        "report", "make", "agenda", "--option", "most=3", "--as", ANALYST, "--json", data=demo
    )
    assert made.returncode == 0, made.stderr
    one = json.loads(made.stdout)
    number = str(one["number"])
    assert (one["kind"], one["options"], one["status"]) == ("agenda", {"most": 3}, "internal")
    assert json.loads(windroos("report", "list", "--json", data=demo).stdout) == []
    listed = windroos("report", "list", "--as", ANALYST, data=demo).stdout
    assert re.search(rf"{number} .*agenda .*internal", listed)
    shown = windroos("report", "show", number, "--as", ANALYST, data=demo).stdout
    assert one["sha256"]["nl"] in shown
    assert "no report 1 to read" in mistake(windroos("report", "show", "1", data=demo))
    file = tmp_path / "agenda.xlsx"
    done = windroos("report", "file", number, "-o", str(file), "--as", ANALYST, data=demo)
    assert done.returncode == 0, done.stderr
    assert file.read_bytes().startswith(b"PK")
    done = windroos("report", "verify", number, "--as", ANALYST, data=demo)
    assert (done.returncode, done.stdout.count("holds")) == (0, 2)
    told = mistake(windroos("report", "release", number, "--as", ANALYST, data=demo))
    assert "role" in told
