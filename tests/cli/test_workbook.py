"""Working on a case in Excel from a terminal, as a user meets it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.cases.workbooks import at, edited
from tests.cli.command import mistake, told, windroos

ANALYST = ("--as", "analyst@voorbeeld.example")
JUDGEMENT = "j-jp-networks-1"


@pytest.fixture(scope="module")
def exported(demo: Path) -> Path:
    """The workbook of the case."""
    file = demo / "case.xlsx"
    done = windroos("workbook", "export", str(file), "--language", "en", data=demo)
    assert f"Wrote noord_brabant to {file}." in done.stdout.replace("\n", "")
    return file


def rated(file: Path, value: object, name: str, id: str = JUDGEMENT) -> Path:
    """The workbook with another rating in it."""

    def change(book: Any) -> None:
        at(book["Judgements"], id, "Rating").value = value

    made = file.with_name(name)
    made.write_bytes(edited(file.read_bytes(), change))
    return made


def test_a_workbook_is_checked_then_applied(demo: Path, exported: Path) -> None:
    file = str(rated(exported, 1.5, "changed.xlsx"))
    checked = told(windroos("workbook", "check", file, *ANALYST, "--json", data=demo))
    assert checked["saved"] is False
    assert checked["changes"][0] == {
        "cell": "Judgements, F127",
        "row": f"judgements/{JUDGEMENT}",
        "field": "rating",
        "was": 2.0,
        "becomes": 1.5,
    }
    done = windroos("workbook", "apply", file, *ANALYST, data=demo)
    assert done.returncode == 0, done.stderr
    assert "Saved 1 change." in done.stdout
    again = windroos("workbook", "check", file, *ANALYST, data=demo)
    assert "0 rows would change. Nothing was saved." in again.stdout

    other = str(rated(exported, 3, "other.xlsx"))
    clashing = windroos("workbook", "apply", other, *ANALYST, "--json", data=demo)
    assert clashing.returncode == 1
    assert '"theirs": 1.5' in clashing.stdout
    kept = windroos("workbook", "apply", other, *ANALYST, "--keep", "yours", data=demo)
    assert "Saved 1 change." in kept.stdout


def test_what_is_wrong_is_told_by_cell(demo: Path, exported: Path) -> None:
    file = str(rated(exported, 9, "wrong.xlsx", "j-at-networks-1"))
    checked = windroos("workbook", "check", file, *ANALYST, data=demo)
    assert checked.returncode == 1
    assert "Judgements, F5: 9 lies outside the scale" in checked.stdout
    applied = windroos("workbook", "apply", file, *ANALYST, data=demo)
    assert "Nothing was taken over" in mistake(applied)


def test_mistakes_end_in_one_message(demo: Path, exported: Path) -> None:
    text = demo / "a.xlsx"
    text.write_text("a,b")
    for arguments, says in (
        (("export", str(exported)), "exists"),
        (("export", str(demo / "a.xls")), "must end in .xlsx"),
        (("export", str(demo / "b.xlsx"), "--role", "x"), "no role “x”"),
        (("export", str(demo / "b.xlsx"), "--theme", "x"), "no theme “x”"),
        (("check", str(text), *ANALYST), "not an Excel workbook"),
        (("apply", str(exported), "--as", "nobody@voorbeeld.example"), "no account"),
        (("apply", str(exported), "--as", "viewer@voorbeeld.example"), "Only someone with"),
    ):
        assert says in mistake(windroos("workbook", *arguments, data=demo))
