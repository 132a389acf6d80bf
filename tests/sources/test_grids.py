"""The tables of documents as grids: heads, cells and what they hold, units, notes, doubts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from windroos.sources.documents import read
from windroos.sources.documents.cells import Held, State, decimal_mark, figures_in, held, is_cell
from windroos.sources.documents.grids import Grid, grids
from windroos.sources.documents.shape import NOTE, ROW, Passage


def of(text: str, language: str = "nl") -> list[Grid]:
    return grids(read(text.encode(), "doc.md").passages, language)


def told(doubts: object) -> list[str]:
    assert isinstance(doubts, tuple)
    return [one.wording % dict(one.values) for one in doubts]


def rows(*lines: tuple[str, ...]) -> list[Passage]:
    """Rows of any number of cells, as a web page or Word may have them."""
    return [
        Passage("", n, " | ".join(cells), "", ROW, None, cells)
        for n, cells in enumerate(lines, start=1)
    ]


@pytest.mark.parametrize(
    ("text", "decimal", "expected"),
    [
        ("850", None, Held(850)),
        ("71%", None, Held(71, "%")),
        ("3.000.000", None, Held(3_000_000)),
        ("1,234,567.5", None, Held(1_234_567.5)),
        ("2,5", None, Held(2.5)),
        ("1.200", ",", Held(1200)),
        ("1.200", ".", Held(1.2)),
        ("1 200,5", None, Held(1200.5)),
        ("€ 2,3 mln", None, Held(2_300_000, "euro")),
        ("-12", None, Held(-12)),
        ("580 fte", None, Held(580, "fte")),
        ("-", None, Held(state=State.NONE)),
        ("–", None, Held(state=State.NONE)),
        ("Nul-meting", None, Held(state=State.TO_BE_MEASURED)),
        ("nulmeting", None, Held(state=State.TO_BE_MEASURED)),
        ("", None, Held()),
        ("Inzet", None, Held()),
        ("12 tot 15", None, Held()),
    ],
)
def test_what_a_cell_holds(text: str, decimal: str | None, expected: Held) -> None:
    assert held(text, decimal) == expected


def test_a_figure_that_can_be_read_in_two_ways_says_so() -> None:
    dutch, english = held("1.200", None, "nl"), held("1.200", None, "en")
    assert (dutch.value, english.value) == (1200, 1.2)
    assert "thousands or with decimals" in told(dutch.doubts)[0]
    assert not held("1.200", ",").doubts
    assert held("n.v.t.", None).state is State.NONE
    assert told(held("n.v.t.", None).doubts) == ["“n.v.t.” is read as none"]


def test_the_decimal_mark_is_what_the_table_shows() -> None:
    assert decimal_mark(["1.200", "2,5"]) == ","
    assert decimal_mark(["1.200", "2.55"]) == "."
    assert decimal_mark(["1.200", "12"]) is None
    assert decimal_mark(["2,5", "2.5"]) is None
    assert is_cell("Nul-meting")
    assert not is_cell("Inzet")


def test_figures_in_running_text() -> None:
    found = figures_in("In 2019 waren er 1.250 banen (12,5%) voor € 3 mln; in 2020 ook 1.250.")
    assert [(one.value, one.unit) for one in found] == [(1250, ""), (12.5, "%"), (3e6, "euro")]
    assert figures_in("Van 2018-2019, zie 3-4 en A12.") == []


def test_heads_labels_units_and_anchors() -> None:
    (grid,) = of(
        "| Doel | 2018 | Begroting 2018-2019 |\n| --- | --- | --- |\n"
        "| Banen (fte) | 12,5 | 1.200 |\n| Bezetting | 71% | - |\n"
    )
    assert (grid.corner, grid.decimal, grid.heads) == ("Doel", ",", (1,))
    assert [(one.anchor, one.year, one.period) for one in grid.columns] == [
        ("2018", 2018, "2018"),
        ("Begroting 2018-2019", None, "2018-2019"),
    ]
    jobs, share = grid.lines
    assert (jobs.number, jobs.label, jobs.unit) == (2, "Banen (fte)", "fte")
    assert [one.held.value for one in jobs.cells] == [12.5, 1200]
    assert (share.unit, share.cells[1].held.state) == ("%", State.NONE)
    assert not any((grid.doubts, jobs.doubts, share.doubts))


def test_a_table_without_head_says_so() -> None:
    (grid,) = of("Appels | 3\n".replace(" | ", "\t") + "Peren\t5\n")
    assert grid.heads == ()
    assert [one.anchor for one in grid.columns] == ["1"]
    assert told(grid.doubts) == ["this table has no head: say what each column is"]
    assert [line.label for line in grid.lines] == ["Appels", "Peren"]


def test_a_table_goes_on_after_others_and_ends_where_another_head_stands() -> None:
    text = (
        "Doel\t2018\t2019\nBanen\t1\t2\n\nIntussen.\n\nHuizen\t3\t4\nBomen\t5\t6\n\n"
        "En dan.\n\nLand\tRol\tInzet\nPeru\tgeen\t-\n"
    )
    years, other = of(text)
    assert [line.label for line in years.lines] == ["Banen", "Huizen", "Bomen"]
    assert [one.head for one in other.columns] == ["Rol", "Inzet"]


def test_ragged_rows_are_told() -> None:
    (grid,) = grids(rows(("", "2018", "2019"), ("Banen", "1", "2"), ("Huizen", "3")))
    assert not grid.lines[0].doubts
    assert told(grid.lines[1].doubts) == ["it has 1 cells where the table has 2 columns"]
    assert [one.text for one in grid.lines[1].cells] == ["3", ""]


def test_a_head_of_two_rows_and_columns_called_alike() -> None:
    (grid,) = grids(rows(("Doel", "2018", "2018"), ("", "doel", "stand"), ("Banen", "1", "2")))
    assert [one.head for one in grid.columns] == ["2018 doel", "2018 stand"]
    assert grid.heads == (1, 2)
    (grid,) = grids(rows(("Doel", "Stand", "Stand"), ("Banen", "1", "2")))
    assert [one.anchor for one in grid.columns] == ["Stand", "Stand (2)"]
    assert told(grid.columns[1].doubts) == ["two columns are called “Stand”"]


def test_notes_are_found_by_their_marks() -> None:
    """The next one below, else the last one above; apart from its words, or their first."""
    head, japan, peru = rows(("Land", "Inzet"), ("Japan", "ja"), ("Peru", "-"))
    passages = [
        Passage("", 1, "Van een andere tabel", "", NOTE, marks=("1",)),
        replace(head, marks=("", "1")),
        replace(japan, marks=("9", "2 3")),
        peru,
        Passage("", 5, "Van de provincie", "", NOTE, marks=("1",)),
        Passage("", 6, "2 Na overleg", "", NOTE),
        Passage("", 7, "3 In 2026", "", NOTE),
    ]
    (grid,) = grids(passages)
    assert [(one.number, one.text) for one in grid.columns[0].notes] == [(5, "Van de provincie")]
    line = grid.lines[0]
    assert [(one.mark, one.text) for one in line.cells[0].notes] == [
        ("2", "Na overleg"),
        ("3", "In 2026"),
    ]
    assert told(line.doubts) == ["there is no note “9” in the document"]
    (above,) = grids([passages[0], passages[1], japan, peru])
    assert above.columns[0].notes[0].text == "Van een andere tabel"


def test_what_may_be_a_unit_or_a_multiple_is_asked() -> None:
    (grid,) = of(
        "| Doel | 2018 (x 1.000) | 2019 |\n| --- | --- | --- |\n"
        "| Missies (per jaar) | 12 | 3 euro |\n| Vrij (van alles, en meer) | 5% | 4 |\n"
    )
    missions, other = grid.lines
    assert set(told(missions.doubts)) == {
        "its cells are in different units: –, euro",
        "“per jaar” may be the unit",
    }
    assert any("may multiply the figures" in one for one in told(grid.columns[0].doubts))
    assert "its cells are in different units: %, –" in told(other.doubts)


def test_figure_1_of_document_001(shared: Path) -> None:
    (file,) = (shared / "seeds").glob("001*.txt")
    found = grids(read(file.read_bytes(), file.name).passages)
    europe, world = found[1:]
    assert not found[0].heads  # the table of contents
    assert (len(europe.lines), len(world.lines)) == (13, 8)
    assert [one.anchor for one in world.columns] == ["Innovatie", "Trade en/of Invest"]
    assert europe.caption == world.caption
    assert europe.caption.startswith("Figuur 1 ")
    # The notes at the head stand under each half; those at a cell are of the second.
    assert [one.columns[1].notes[0].mark for one in (europe, world)] == ["10", "11"]
    noted = {line.label: [one.mark for one in line.cells[1].notes] for line in world.lines}
    assert {label: marks for label, marks in noted.items() if marks} == {
        "Maleisië": ["12"],
        "Vietnam": ["13"],
    }
    assert {cell.text for line in europe.lines for cell in line.cells} == {
        "Inzet", "Reactieve inzet", "-",
    }  # fmt: skip
    assert not any(line.doubts or cell.doubts for line in world.lines for cell in line.cells)


def test_the_tables_of_document_003(shared: Path) -> None:
    (file,) = (shared / "seeds").glob("003*.txt")
    indicators, budget = grids(read(file.read_bytes(), file.name).passages)
    assert [one.year for one in indicators.columns] == [2018, 2019, 2020, 2021, 2022]
    # The budget stands between its rows.
    assert [line.number for line in indicators.lines] == [52, 53, 60, 61, 62, 63]
    assert [line.unit for line in indicators.lines] == ["", "%", "", "", "%", "fte"]
    share = indicators.lines[1].cells
    assert share[0].held.state is State.TO_BE_MEASURED
    assert [one.held.value for one in share[1:]] == [10, 25, 30, 40]
    assert [[one.mark for one in line.notes] for line in indicators.lines[:3]] == [
        ["A"],
        ["B"],
        ["C"],
    ]
    assert "per missie / bezoek" in told(indicators.lines[3].doubts)[0]
    assert budget.columns[0].anchor == "Begroting 2018-2019"
    assert [one.cells[0].held.value for one in budget.lines] == [3e6, 2e6, 5e6]
    assert indicators.caption.startswith("Tabel")
    assert not budget.caption
