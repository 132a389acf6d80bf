"""The PDF is PDF/UA-1, and its tags say what the description says."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import page as validation
import pikepdf
import pypdfium2
from tests.report.paper.conftest import Made
from tests.report.paper.papers import council_paper

from windroos.report.paper import Figure, Table, to_pdf
from windroos.report.paper.order import blocks_of, sections_of, tables_of


def _elements(pdf: pikepdf.Pdf) -> Iterator[tuple[str, Any]]:
    """Every element of the tree of tags in reading order."""
    stack: list[Any] = [pdf.Root.StructTreeRoot]
    while stack:
        element = stack.pop()
        if "/S" in element:
            yield str(element.S)[1:], element
        kids = element.get("/K")
        several = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
        stack += [k for k in reversed(several) if isinstance(k, pikepdf.Dictionary) and "/S" in k]


def _scope(cell: Any) -> str:
    attributes = cell.A if isinstance(cell.A, pikepdf.Array) else [cell.A]
    return next(str(a.Scope)[1:] for a in attributes if "/Scope" in a)


def test_it_conforms_to_pdf_ua(made: Made) -> None:
    report = validation.validate_pdf_bytes(made.pdf, profile=validation.ValidationProfile.PDF_UA_1)
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    assert report.is_compliant


def test_it_has_a_title_a_language_and_bookmarks(made: Made) -> None:
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        assert str(pdf.Root.Lang).startswith(made.paper.language)
        assert str(pdf.docinfo.Title) == made.paper.title
        assert str(pdf.docinfo.Author) == made.paper.organisation
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_outline() as outline:
            titles: list[str] = []
            stack = list(reversed(outline.root))
            while stack:
                item = stack.pop()
                titles.append(item.title)
                stack += reversed(item.children)
    for _, section in sections_of(made.paper):
        assert any(title.endswith(section.title) for title in titles)


def test_headings_have_the_level_of_their_section(made: Made) -> None:
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        found = [kind for kind, _ in _elements(pdf) if kind in ("H1", "H2", "H3", "H4")]
    levels = [f"H{len(place)}" for place, _ in sections_of(made.paper)]
    # The summary stands before them, the figures of the charts and the sources after.
    assert found == ["H1", *levels, "H1", "H1"]


def test_every_table_has_heads_of_columns_and_of_rows(made: Made) -> None:
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        tables = [element for kind, element in _elements(pdf) if kind == "Table"]
        described = list(tables_of(made.paper))
        assert len(tables) == len(described)
        for element, table in zip(tables, described, strict=True):
            parts = {str(kid.S)[1:]: kid for kid in element.K}
            heads = list(parts["THead"].K[0].K)
            assert [str(head.S) for head in heads] == ["/TH"] * len(table.columns)
            assert {_scope(head) for head in heads} == {"Column"}
            rows = list(parts["TBody"].K)
            assert len(rows) == len(table.rows)
            for row in rows:
                cells = list(row.K)
                assert [str(cell.S) for cell in cells] == ["/TH", *["/TD"] * (len(cells) - 1)]
                assert _scope(cells[0]) == "Row"


def test_every_figure_says_what_it_shows(made: Made) -> None:
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        alts = [str(e.Alt) for kind, e in _elements(pdf) if kind == "Figure" and "/Alt" in e]
    assert alts == [block.alt for block in blocks_of(made.paper) if isinstance(block, Figure)]


def test_a_wide_table_lies_down_and_takes_its_heading_along(made: Made) -> None:
    pdf = pypdfium2.PdfDocument(made.pdf)
    lying = [page for page in pdf if page.get_width() > page.get_height()]
    assert len(lying) == 1
    text = lying[0].get_textpage().get_text_range()
    wide = next(table for table in tables_of(made.paper) if table.id == "wide")
    assert wide.caption in text
    assert made.paper.sections[1].title in text
    assert "Baden-Württemberg" in text


def test_a_page_says_which_it_is_of_how_many(made: Made) -> None:
    pdf = pypdfium2.PdfDocument(made.pdf)
    said = "pagina {} van {}" if made.paper.language == "nl" else "page {} of {}"
    for number, page in enumerate(pdf, 1):
        assert said.format(number, len(pdf)) in page.get_textpage().get_text_range()


def test_a_note_stands_on_the_page_of_its_mark(made: Made) -> None:
    first = pypdfium2.PdfDocument(made.pdf)[0].get_textpage().get_text_range()
    said = "Bij de mededeling." if made.paper.language == "nl" else "With the notice."
    assert said in first


def test_the_same_paper_is_the_same_file(made: Made) -> None:
    assert to_pdf(council_paper(made.paper.language)) == made.pdf


def test_a_table_over_pages_stays_one_and_repeats_its_head() -> None:
    from datetime import date

    from windroos.report.paper import Column, Paper, Section

    rows = [(f"rij {n}", n) for n in range(400)]
    table = Table("t", "Veel", ["Wat", Column("Aantal", "number")], rows)
    made = to_pdf(Paper("p", "t", "nl", (Section("s", (table,)),), day=date(2026, 1, 1)))
    pages = pypdfium2.PdfDocument(made)
    assert len(pages) > 5
    assert all("Aantal" in page.get_textpage().get_text_range() for page in pages)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        kinds = [kind for kind, _ in _elements(pdf)]
    assert kinds.count("Table") == 1
    assert kinds.count("TR") == 401
    report = validation.validate_pdf_bytes(made, profile=validation.ValidationProfile.PDF_UA_1)
    assert report.is_compliant
