"""Under a table a document is named once, however many of its places the table rests on."""

from __future__ import annotations

import io
from datetime import date

import docx
import lxml.html
import pypdfium2
import pytest

from windroos.report.paper import (
    Cell,
    Facts,
    Paper,
    Row,
    Section,
    Source,
    Table,
    to_docx,
    to_page,
    to_pdf,
)
from windroos.report.paper.layout import frame_of, leads, stays_whole

NOTICE = ("Notice (003)", "Province")
PLACES = ("Targets, paragraph 4", "Lines, paragraph 1", "Targets, paragraph 5", "")
SAID = (
    "Sources: Notice (003), Province [4]: Targets, paragraph 4 [1], paragraph 5 [3]; "
    "Lines, paragraph 1 [2]. Trade, WTO [5]: table 2 [6]"
)


@pytest.fixture(scope="module")
def paper() -> Paper:
    sources = [Source(f"s{n}", *NOTICE, place=place) for n, place in enumerate(PLACES, 1)]
    # One without a place comes after its places here, and is told before them.
    sources += [Source("s5", "Trade", "WTO"), Source("s6", "Trade", "WTO", place="table 2")]
    rows = [(f"row {n}", Cell(n, sources=(source.id,))) for n, source in enumerate(sources, 1)]
    table = Table("rows", "What there is", ("Row", "Number"), rows)
    return Paper(
        "sources",
        "Sources",
        "en",
        (Section("Rows", (table,)),),
        day=date(2026, 11, 21),
        sources=tuple(sources),
    )


def test_on_a_page(paper: Paper) -> None:
    [under] = lxml.html.fromstring(to_page(paper)).find_class("paper-under")
    assert under.text_content() == SAID
    links = [link.get("href") for link in under.iter("a")]
    assert links == [f"#source-{n}" for n in (4, 1, 3, 2, 5, 6)]


def test_in_word(paper: Paper) -> None:
    made = docx.Document(io.BytesIO(to_docx(paper)))
    [under] = [p for p in made.paragraphs if p.style is not None and p.style.name == "Table Source"]
    assert under.text == SAID


def test_in_a_pdf(paper: Paper) -> None:
    page = pypdfium2.PdfDocument(to_pdf(paper))[0].get_textpage().get_text_range()
    assert SAID in " ".join(page.split())


def _table(rows: int, kind: str = "plain", text: str = "x") -> Table:
    groups = [Row([Cell("Group")], "group")] if kind == "group" else []
    return Table("t", "T", ("A", "B"), [*groups, *((str(n), text) for n in range(rows))])


@pytest.mark.parametrize(
    ("rows", "kind", "text", "whole"),
    [
        (12, "plain", "x", True),
        (40, "plain", "x", False),
        # A table with groups may be higher; none is kept whole that no page can hold.
        (25, "group", "x", True),
        (25, "plain", "x", False),
        (60, "group", "x", False),
        (6, "plain", "word " * 400, False),
    ],
)
def test_a_table_stays_on_one_page_if_it_is_low_enough(
    rows: int, kind: str, text: str, whole: bool
) -> None:
    table = _table(rows, kind, text)
    assert stays_whole(table, frame_of(table)) is whole


def test_a_few_facts_stay_with_the_table_below_them() -> None:
    few, many = (Facts([(str(n), "text") for n in range(count)]) for count in (4, 12))
    assert leads(few, _table(3))
    assert not leads(many, _table(3))
