"""All outputs of a paper say the same, cell by cell."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from decimal import Decimal

from tests.report.paper import reading
from tests.report.paper.conftest import Made

from windroos.report.paper.order import tables_of
from windroos.report.paper.parts import Paper, Table
from windroos.report.paper.setting import Set
from windroos.report.paper.wording import header


def _expected(paper: Paper) -> reading.Tables:
    """What stands in each cell by the description, its marks after it."""
    numbered = Set(paper)
    found: reading.Tables = {}
    for table in tables_of(paper):
        head = [
            reading.bare(header(column) + "".join(map(numbered.mark, column.notes)))
            for column in table.columns
        ]
        rows = [
            [
                reading.bare(
                    numbered.cell(cell, column)
                    + "".join(numbered.mark(note) for note in cell.notes)
                    + "".join(f"[{number}]" for number in numbered.marks_of_cell(table, cell)[1])
                )
                for cell, column in zip(row.cells, table.columns, strict=False)
            ]
            for row in table.rows
        ]
        found[numbered.table_number(table)] = [head, *rows]
    return found


def test_the_cells_are_those_that_the_document_prints(made: Made) -> None:
    # Document 003, table of KPIs: 850 companies in 2018 and 970 in 2022; 40% of the test
    # environments in the network in 2022, and a baseline in place of a figure in 2018.
    rows = _expected(made.paper)[2]
    assert rows[3][1:] == ["850", "880", "910", "940", "970"]
    baseline = "Nulmeting" if made.paper.language == "nl" else "Baseline"
    assert rows[2][1:] == [baseline, "10%", "25%", "30%", "40%"]
    budget = _expected(made.paper)[1]
    millions = "3.000.000" if made.paper.language == "nl" else "3,000,000"
    assert budget[2][1] == f"{millions}[1]"
    assert budget[4][2] == ("−1.250,50[2]" if made.paper.language == "nl" else "−1,250.50[2]")


def test_html_has_every_cell(made: Made) -> None:
    assert reading.of_html(made.page) == _expected(made.paper)


def test_word_has_every_cell(made: Made) -> None:
    assert reading.of_docx(made.docx) == _expected(made.paper)


def test_the_tags_of_the_pdf_have_every_cell(made: Made) -> None:
    assert reading.of_pdf(made.pdf) == _expected(made.paper)


def _values(table: Table) -> list[list[object]]:
    return [[cell.value for cell in row.cells] for row in table.rows]


def test_excel_has_every_number_as_a_number(made: Made) -> None:
    found = reading.of_xlsx(made.xlsx)
    numbers = 0
    for place, table in enumerate(tables_of(made.paper), 1):
        for values, row in zip(found[place][1:], table.rows, strict=True):
            for value, cell in zip(values, row.cells, strict=False):
                if isinstance(cell.value, int | float | Decimal):
                    assert Decimal(str(value)) == Decimal(str(cell.value))
                    numbers += 1
                elif isinstance(cell.value, date):
                    assert isinstance(value, datetime)
                    assert value.date() == cell.value
                else:
                    assert isinstance(value, str)
    assert numbers > 80


def test_csv_has_every_number_and_nothing_for_what_is_missing(made: Made) -> None:
    files = [name for name in made.csv if name[:2].isdigit()]
    for name, table in zip(files, tables_of(made.paper), strict=True):
        lines = list(csv.reader(io.StringIO(made.csv[name].decode("utf-8-sig"))))
        names = [header(column) for column in table.columns]
        places = [lines[0].index(label) for label in names]
        for line, row in zip(lines[1:], table.rows, strict=True):
            for place, cell in zip(places, row.cells, strict=False):
                if cell.value is None:
                    assert line[place] == ""
                    # Why there is nothing stands beside it.
                    assert (cell.text or "") in line[place + 1]
                elif isinstance(cell.value, int | float | Decimal):
                    assert Decimal(line[place]) == Decimal(str(cell.value))
                else:
                    assert line[place] == str(cell.value)


def test_notes_stand_under_their_table_with_their_marks(made: Made) -> None:
    kpis = next(table for table in tables_of(made.paper) if table.id == "kpis")
    assert [note.mark for note in Set(made.paper).table_notes(kpis)] == ["*", "A", "B", "C"]
    under = made.page[made.page.index('id="table-kpis"') :]
    under = under[: under.index("paper-figure")]
    for mark in "*ABC":
        assert f'<span class="paper-mark">{mark}</span>' in under
