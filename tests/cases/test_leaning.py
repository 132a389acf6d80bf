"""What leans on a passage, against a package from which it was taken out by hand.

Nothing of `windroos.cases.resting` or `leaning` is used to take a place out: the CSV files of the
case are read as text, rows and cells are struck, and what is left is read and weighed as any case.
"""

from __future__ import annotations

import csv
import os
import shutil
from datetime import date
from math import isclose
from pathlib import Path
from typing import Any

import pytest

from tests.cases import packages
from windroos import cases
from windroos.cases import Case, CaseError, RegionResult
from windroos.cases.leaning import Leaning
from windroos.cases.package import locate
from windroos.cases.resting import together
from windroos.cases.tables import TABLES

DAY = date(2026, 11, 21)
BRABANT = locate("noord_brabant")
# Reading a package and weighing it whole takes a second; by default every seventh place is taken.
# All of them: WINDROOS_EVERY_PASSAGE=1 pytest …/test_leaning.py
STEP = 1 if os.environ.get("WINDROOS_EVERY_PASSAGE") else 7

# By region, role and theme: advice, verdict of the score, and what came of each precondition.
Said = tuple[str, str | None, tuple[tuple[str, str], ...]]
Numbers = tuple[float | None, float, float]
Place = tuple[str, str, str | None]


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def struck(name: str, row: dict[str, str], places: set[str]) -> dict[str, str] | None:
    """What is left of a row of the case without places: by the rules of each table, in words.

    A theme and a decision stand, the latter with a motivation, as it needs one or the other; a
    judgement or finding stands that has grounds and a day of its own.
    """
    if row.get("passage") not in places:
        return row
    if name == "themes":
        return {**row, "passage": ""}
    if name == "decisions":
        return {**row, "passage": "", "motivation_nl": row["motivation_nl"] or "Genomen"}
    if name in ("judgements", "findings") and row["judged"] and row["grounds_nl"]:
        return {**row, "passage": ""}
    return None


def taken_out(folder: Path, into: Path, places: set[str]) -> Case:
    """A package written anew without everything that names places in a column `passage`."""
    shutil.copytree(folder, into)
    for file in folder.glob("*.csv"):
        rows = table(folder, file.stem)
        if not rows or "passage" not in rows[0]:
            continue
        left = [struck(file.stem, row, places) for row in rows]
        with (into / file.name).open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(row for row in left if row is not None)
    try:
        return cases.load(into)
    finally:
        shutil.rmtree(into)


def said(result: RegionResult) -> Said:
    outcomes = tuple((gate.precondition.id, gate.outcome) for gate in result.gates)
    return result.advice, result.provisional, outcomes


def weighed(case: Case) -> dict[Place, tuple[Said, Numbers]]:
    return {
        (result.region.code, role.id, theme): (
            said(result),
            (result.score, result.lower, result.upper),
        )
        for role in case.framework.roles
        for theme in (None, *case.themes)
        for result in cases.weigh(case, role.id, theme, as_of=DAY)
    }


def same(was: Numbers, now: Numbers) -> bool:
    return all(
        one == other or (None not in (one, other) and isclose(one, other, abs_tol=1e-9))  # type: ignore[arg-type]
        for one, other in zip(was, now, strict=True)
    )


def clashes(case: Case) -> dict[tuple[Any, ...], tuple[str, frozenset[Any]]]:
    return {
        (one.kind, one.region, one.role, one.indicator): (
            one.grade,
            frozenset((claim.id, claim.theme) for claim in one.claims),
        )
        for one in cases.contradictions(case)
    }


def agrees(found: Leaning, case: Case, left: Case) -> None:
    """What the module says is what weighing both packages whole gives: no more, no less."""
    before, after = weighed(case), weighed(left)
    told = {(one.region.code, one.role, one.theme): one for one in found.changes}
    turned = {(one.region.code, one.role, one.theme) for one in found.turning}
    # The verdict of the score counts while there is no advice; otherwise the advice says it.
    assert turned == {at for at in before if heard(before[at][0]) != heard(after[at][0])}
    assert turned <= told.keys()
    assert told.keys() - turned == {
        at
        for at in before
        if heard(before[at][0]) == heard(after[at][0]) and not same(before[at][1], after[at][1])
    }
    for at, change in told.items():
        assert said(change.before) == before[at][0]
        assert said(change.after) == after[at][0]
        assert same(
            (change.after.score, change.after.lower, change.after.upper),
            after[at][1],
        )
        if change.carries is not None:
            (was, *_), (now, *_) = before[at][1], after[at][1]
            assert was is not None
            assert now is not None
            assert change.carries == pytest.approx(was - now, abs=1e-9)
    was, now = clashes(case), clashes(left)
    differing = {key for key in was.keys() | now.keys() if was.get(key) != now.get(key)}
    assert {(c.of.kind, c.of.region, c.of.role, c.of.indicator) for c in found.contradictions} == (
        differing
    )


def heard(what: Said) -> Said:
    advice, provisional, outcomes = what
    return advice, provisional if advice == "undetermined" else None, outcomes


@pytest.fixture(scope="module")
def brabant() -> Case:
    return cases.load("noord_brabant")


PLACES = [row["id"] for row in table(BRABANT, "passages")]


@pytest.mark.parametrize("place", PLACES[::STEP])
def test_taking_a_place_out_changes_what_the_module_says(
    brabant: Case, place: str, tmp_path: Path
) -> None:
    left = taken_out(BRABANT, tmp_path / "left", {place})
    found = cases.leaning(brabant, [place], as_of=DAY)
    agrees(found, brabant, left)
    # Every row that names it in a file is told, with whether it is still there.
    for name in TABLES:
        rows = table(BRABANT, name)
        named = {row["id"] for row in rows if row.get("passage") == place}
        told = {one.key: one.falls for one in found.rows if one.table == name}
        assert told.keys() == named
        stands = {row["id"] for row in left.package.tables[name] if "id" in row}
        assert {id for id, falls in told.items() if falls} == named - stands


# Those that carry verdicts in several regions, in regions that inherit, and by preconditions.
HEAVY = [
    "001-oostenrijk-zwitserland-1-s4",
    "001-inzet-europa-1-s4",
    "001-jiangsu-1-s6",
    "001-thuringen-1-s2",
]


@pytest.mark.parametrize("place", HEAVY)
def test_taking_a_whole_passage_out(brabant: Case, place: str, tmp_path: Path) -> None:
    places = together(brabant, place)
    assert place in places
    found = cases.leaning(brabant, places, as_of=DAY)
    agrees(found, brabant, taken_out(BRABANT, tmp_path / "left", set(places)))


def test_many_places_at_once_each_by_itself(brabant: Case) -> None:
    """All of them in one weighing is what one after the other gives."""
    several = [[place] for place in PLACES[::STEP]]
    for places, found in zip(several, cases.leanings(brabant, several, as_of=DAY), strict=True):
        alone = cases.leaning(brabant, places, as_of=DAY)
        assert found.as_dict() == alone.as_dict()


def test_the_case_without_is_the_case_taken_out_by_hand(brabant: Case, tmp_path: Path) -> None:
    places = set(HEAVY)
    left = taken_out(BRABANT, tmp_path / "left", places)
    assert weighed(cases.without(brabant, places)) == weighed(left)


def test_jiangsu_by_hand(brabant: Case) -> None:
    """Document 001 limits Jiangsu to agrifood and medical technology in one sentence. Without it
    nothing is known of the themes: what fell outside them no longer fails, and nothing says that
    it holds. It is a precondition of the role innovation alone."""
    found = cases.leaning(brabant, ["001-jiangsu-1-s6"], as_of=DAY)
    gates = {
        (one.theme, move.before, move.after)
        for one in found.turning
        for move in one.turned
        if move.what == "precondition"
    }
    within = {None, "agrifood", "health"}
    assert gates == {
        (theme, "conditional" if theme in within else "fails", "unknown")
        for theme in (None, *brabant.themes)
    }
    assert {one.role for one in found.turning} == {"innovation"}
    assert {one.role for one in found.changes} == {"innovation", "trade-invest"}


def test_thuringen_loses_its_contradiction(brabant: Case) -> None:
    """The text follows Thüringen reactively, the figure gives it *Inzet*: without the one sentence
    there is no contradiction left, and without the row of the figure the decision stands."""
    (clash,) = cases.leaning(brabant, ["001-thuringen-1-s2"], as_of=DAY).contradictions
    assert clash.before is not None
    assert (clash.before.region, clash.before.grade, clash.after) == ("DEG", "hard", None)
    figure = cases.leaning(brabant, ["001-figure-1-thuringen"], as_of=DAY)
    assert {(one.table, one.falls) for one in figure.rows} == {("decisions", False)}
    assert figure.changes == ()
    assert figure.contradictions == ()


def test_what_names_the_compass_carries_no_verdict(brabant: Case) -> None:
    found = cases.leaning(brabant, ["001-component-1-1"], as_of=DAY)
    assert [(one.part.id, one.field) for one in found.named] == [("innovation-level", "passage")]
    assert (found.rows, found.changes, found.contradictions) == ((), (), ())


def test_a_judgement_with_grounds_of_its_own_stands(tmp_path: Path) -> None:
    rows = packages.rows()
    by_grounds = {"grounds_nl": "Zelf gezien", "grounds_en": "Seen", "judged": "2021-05-01"}
    rows["judgements"][1] |= {**by_grounds, "passage": "p2"}
    lake = cases.load(packages.write(tmp_path / "lake", rows))
    found = cases.leaning(lake, ["p2"], as_of=DAY)
    assert {(one.table, one.key, one.falls) for one in found.rows} == {
        ("themes", "algae", False),
        ("judgements", "j2", False),
        ("decisions", "d1", False),
    }
    assert found.changes == ()


def test_all_that_is_known_falls_away(tmp_path: Path) -> None:
    """On p1 rests all that is judged in the small case; figures remain, and choirs have none."""
    folder = packages.write(tmp_path / "lake")
    lake = cases.load(folder)
    found = cases.leaning(lake, ["p1"], as_of=DAY)
    agrees(found, lake, taken_out(folder, tmp_path / "left", {"p1"}))
    # In Latvia fish was judged alone of what people judge; its part inherits salt, which stays.
    assert {one.region.code for one in found.changes} == {"EE", "LV"}
    rows = packages.rows()
    rows["figures"] = []
    folder = packages.write(tmp_path / "bare", rows)
    bare = cases.load(folder)
    found = cases.leaning(bare, ["p1"], as_of=DAY)
    agrees(found, bare, taken_out(folder, tmp_path / "none", {"p1"}))
    assert {one.carries for one in found.changes} == {None}


def test_a_place_that_is_not_there_is_told_with_those_like_it(brabant: Case) -> None:
    with pytest.raises(CaseError, match="001-thuringen-1-s2"):
        cases.leaning(brabant, ["001-thuringen-1-s99"])


def test_before_a_document_came_out_nothing_leans_on_it(brabant: Case) -> None:
    found = cases.leaning(brabant, ["001-jiangsu-1-s6"], as_of=date(2024, 6, 29))
    assert found.rows
    assert found.changes == ()
