"""`windroos documents support` as a user meets it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.cli.command import DAY, mistake, told, windroos

from windroos import cases
from windroos.cases.leaning import most_first
from windroos.cases.resting import passages, together

ON = date.fromisoformat(DAY)
PLACE = "001-jiangsu-1-s6"


def test_what_leans_on_a_place(data: Path) -> None:
    case = cases.load("noord_brabant")
    printed = told(windroos("documents", "support", PLACE, "--as-of", DAY, "--json", data=data))
    assert printed == cases.leaning(case, [PLACE], as_of=ON).as_dict()
    whole = told(
        windroos(
            "documents", "support", PLACE, "--whole", "--as-of", DAY, "--language", "en", "--json",
            data=data,
        )
    )  # fmt: skip
    assert whole == cases.leaning(case, together(case, PLACE), as_of=ON).as_dict("en")
    shown = windroos("documents", "support", PLACE, "--as-of", DAY, data=data)
    assert shown.returncode == 0, shown.stderr
    assert "findings f-cn-js-themes-and-risks-1: falls away" in shown.stdout
    assert "advice: none → undetermined" in shown.stdout
    figure = windroos("documents", "support", "001-figure-1-thuringen", data=data)
    assert "stands, and loses its place" in figure.stdout
    assert "No verdict leans on it" in figure.stdout


def test_the_passages_that_most_leans_on(data: Path) -> None:
    case = cases.load("noord_brabant")
    printed = told(windroos("documents", "support", "--as-of", DAY, "--json", data=data))
    found = sorted(cases.leanings(case, passages(case), as_of=ON), key=most_first)
    assert [one["places"] for one in printed] == [list(o.places) for o in found if o.changes]
    shown = windroos("documents", "support", "--as-of", DAY, data=data)
    assert printed[0]["places"][0] in shown.stdout


def test_a_place_that_is_not_there(data: Path) -> None:
    said = mistake(windroos("documents", "support", "001-jiangsu-1-s99", data=data))
    assert "001-jiangsu-1-s6" in said
