"""The notice on a programme: the figures, footnotes and gaps of document 003, and what changed."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.cases import programmes as made
from windroos import cases
from windroos.cases.facts.told import Told, told, told_of
from windroos.cases.papers import PAPERS, OptionError
from windroos.report.paper import Bullets, Figure, Paper, Table
from windroos.report.paper.order import blocks_of

DAY = date(2026, 11, 21)
FACTS = Path(cases.__file__).parent / "noord_brabant" / "facts"


@pytest.fixture(scope="module")
def case() -> cases.Case:
    return cases.load("noord_brabant")


@pytest.fixture(scope="module")
def coded() -> Told:
    found = told_of("noord_brabant", today=DAY)
    assert found is not None
    return found


def notice(case: cases.Case, told: Told, programme: str = "lsh", language: Any = "nl") -> Paper:
    return PAPERS["notice"].paper(
        case,
        language=language,
        day=DAY,
        options={"programme": programme},
        given={"programmes": told},
    )


def tables(paper: Paper) -> dict[str, Table]:
    found = {}
    for section in paper.sections:
        for one in (section, *section.sections):
            found |= {block.id: block for block in one.blocks if isinstance(block, Table)}
    return found


def words(paper: Paper) -> str:
    return str(paper)


def test_the_table_of_indicators_is_that_of_the_facts(case: cases.Case, coded: Told) -> None:
    """Every figure of `facts.csv`, which is compared with the document in another test."""
    with (FACTS / "facts.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["indicator"] in _indicators(coded)]
    table = tables(notice(case, coded))["indicators"]
    years = [column.label[:4] for column in table.columns[1:]]
    assert years == ["2018", "2019", "2020", "2021", "2022"]
    printed = {
        (row.cells[0].value, year): cell
        for row in table.rows
        for year, cell in zip(years, row.cells[1:], strict=True)
    }
    assert len(printed) == len(rows) == 30
    for row in rows:
        cell = printed[_indicators(coded)[row["indicator"]], row["period"]]
        if row["value"]:
            assert (cell.value, cell.text) == (float(row["value"]), None)
        else:
            assert (cell.value, cell.text) == (None, "nulmeting: nog geen cijfer")


def _indicators(coded: Told) -> dict[str, str]:
    account = coded.accounts["lsh"]
    return {key: one.content["label_nl"] for key, one in account.indicators.items()}


def test_expectations_are_not_called_targets(case: cases.Case, coded: Told) -> None:
    heads = [column.label for column in tables(notice(case, coded))["indicators"].columns]
    assert heads[2:] == [
        "2019 (streefwaarde)",
        "2020 (verwachting)",
        "2021 (verwachting)",
        "2022 (verwachting)",
    ]


def test_the_footnotes_stand_where_the_document_has_them(case: cases.Case, coded: Told) -> None:
    paper = notice(case, coded)
    table = tables(paper)["indicators"]
    marks = {note.id: note.mark for note in paper.footnotes}
    assert [marks[id] for id in table.notes] == ["*"]
    of_rows = [[marks[id] for id in row.cells[0].notes] for row in table.rows]
    assert of_rows == [["A"], ["B"], ["C"], [], [], []]


def test_the_budget_is_of_two_years_together_and_adds_up(case: cases.Case, coded: Told) -> None:
    table = tables(notice(case, coded))["budget"]
    assert [row.cells[1].value for row in table.rows] == [3_000_000, 2_000_000, None, 5_000_000]
    assert table.rows[-1].kind == "total"
    assert table.rows[2].cells[1].text == "geen bedrag"
    assert table.columns[1].label == "Begroting 2018–2019"


def test_what_is_not_known_is_said(case: cases.Case, coded: Told) -> None:
    text = words(notice(case, coded))
    assert "Van geen daarvan is vastgelegd wat er is bereikt." in text
    assert "Van één nulmeting is nog geen cijfer vastgelegd" in text
    stand = tables(notice(case, coded))["stand"]
    assert {row.cells[3].value for row in stand.rows} == {"geen cijfer"}
    assert {row.cells[4].value for row in stand.rows} == {"geen cijfer"}


def test_both_languages_have_the_same_figures(case: cases.Case, coded: Told) -> None:
    dutch, english = (tables(notice(case, coded, language=one)) for one in ("nl", "en"))
    assert dutch.keys() == english.keys()
    for id, table in dutch.items():
        numbers = [
            [c.value for c in row.cells if not isinstance(c.value, str)] for row in table.rows
        ]
        others = [
            [c.value for c in row.cells if not isinstance(c.value, str)] for row in english[id].rows
        ]
        assert numbers == others


@pytest.fixture(scope="module")
def bakers() -> Told:
    """The bakers, who corrected a figure after their report on 2030."""
    return told(
        [made.bakers()],
        [made.loaves(), made.waste(), made.bakeries()],
        made.story(),
        [],
        [],
        today=date(2032, 3, 1),
    )


def test_a_correction_after_the_report_stands_beside_it(case: cases.Case, bakers: Told) -> None:
    table = tables(notice(case, bakers, "bakers"))["changed-2030"]
    [row] = table.rows
    assert [cell.value for cell in row.cells[1:]] == ["100", "90", "ten burnt"]


def test_a_total_that_differs_from_its_lines_is_told(case: cases.Case, bakers: Told) -> None:
    text = words(notice(case, bakers, "bakers"))
    assert "Het genoemde totaal is 1.000.000, de som van de onderdelen 950.000." in text


def test_zero_is_zero_and_a_negative_target_stays(case: cases.Case, bakers: Told) -> None:
    table = tables(notice(case, bakers, "bakers"))["indicators"]
    values = [cell.value for row in table.rows for cell in row.cells[1:]]
    assert -3.0 in values


def test_every_programme_of_the_case_has_a_notice(case: cases.Case, coded: Told) -> None:
    for programme in coded.accounts:
        assert notice(case, coded, programme).sections


def test_a_programme_that_is_not_there_is_told(case: cases.Case, coded: Told) -> None:
    with pytest.raises(OptionError, match="lsh"):
        notice(case, coded, "moon")
    with pytest.raises(OptionError, match="needed"):
        PAPERS["notice"].paper(case, language="nl", day=DAY, given={"programmes": coded})


# What a member of the council would ask: docs/council-questions.md.


def bullets(paper: Paper) -> list[str]:
    found = [block for block in paper.summary if isinstance(block, Bullets)]
    return [str(item) for block in found for item in block.items]


def test_the_summary_says_what_was_not_spent_or_set_aside(case: cases.Case, coded: Told) -> None:
    first = bullets(notice(case, coded))[0]
    assert "Wat er is besteed, is niet vastgelegd." in first
    # The money is for 2018 and 2019; the programme runs until 2022.
    assert "Voor 2020 tot en met 2022 is geen begroting vastgelegd." in first


def test_the_summary_says_what_stands_for_the_last_year(case: cases.Case, coded: Told) -> None:
    [said] = [one for one in bullets(notice(case, coded)) if "Voor 2022 staat er" in one]
    assert "als verwachting" in said
    # The last column of the table of document 003.
    for figure in (" 7;", " 40%;", " 970;", " 1;", " 83%;", " 686 fte"):
        assert figure in said


def test_what_is_due_of_a_period_stands_in_one_row(case: cases.Case, coded: Told) -> None:
    rows = tables(notice(case, coded))["due"].rows
    assert [row.cells[0].value for row in rows] == ["2018", "2019", "2020", "2021", "2022"]
    assert {row.cells[2].value for row in rows} == {"alle 6"}
    assert all("(te laat)" in str(row.cells[1].value) for row in rows)


def test_a_baseline_is_not_drawn_as_a_target(case: cases.Case, coded: Told) -> None:
    figures = {one.id: one for one in blocks_of(notice(case, coded)) if isinstance(one, Figure)}
    table = figures["path-lsh-test-environments"].table
    heads = [column.label for column in table.columns]
    row = next(row for row in table.rows if row.cells[0].value == "2018")
    values = dict(zip(heads, (cell.value for cell in row.cells), strict=True))
    assert (values["Nulmeting"], values["Streefwaarde"]) == (4.0, None)
    # One mission each year: a line would say no more than the table.
    assert "path-lsh-missions" not in figures
