"""The Word document is one to work on: headings, captions, footnotes and heads are Word's own."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
import lxml.etree
from tests.report.paper.conftest import Made
from tests.report.paper.papers import council_paper
from tests.report.paper.reading import W

from windroos.report.paper import Figure, to_docx
from windroos.report.paper.order import blocks_of, sections_of, tables_of


def _part(made: Made, name: str) -> Any:
    with zipfile.ZipFile(io.BytesIO(made.docx)) as files:
        return lxml.etree.fromstring(files.read(name))


def test_headings_have_the_style_and_the_number_of_their_level(made: Made) -> None:
    document = docx.Document(io.BytesIO(made.docx))
    found = [
        (p.style.name, p.text)
        for p in document.paragraphs
        if p.style is not None and str(p.style.name).startswith("Heading")
    ]
    sections = [(f"Heading {len(at)}", section.title) for at, section in sections_of(made.paper)]
    assert found[1:-2] == sections
    numbered = _part(made, "word/numbering.xml")
    texts = [level.find(f"{W}lvlText").get(f"{W}val") for level in numbered.iter(f"{W}lvl")]
    assert texts[:4] == ["%1", "%1.%2", "%1.%2.%3", "%1.%2.%3.%4"]


def test_it_has_a_title_a_language_and_a_day(made: Made) -> None:
    properties = docx.Document(io.BytesIO(made.docx)).core_properties
    tag = "nl-NL" if made.paper.language == "nl" else "en-GB"
    assert properties.title == made.paper.title
    assert properties.language == tag
    assert properties.author == made.paper.organisation
    assert properties.created is not None
    assert properties.created.date() == made.paper.day
    language = next(_part(made, "word/styles.xml").iter(f"{W}lang"))
    assert language.get(f"{W}val") == tag


def test_the_head_of_every_table_is_repeated(made: Made) -> None:
    document = docx.Document(io.BytesIO(made.docx))
    assert len(document.tables) == len(list(tables_of(made.paper)))
    for table in document.tables:
        heads = [
            row for row in table._tbl.iter(f"{W}tr") if row.find(f".//{W}tblHeader") is not None
        ]
        assert len(heads) == 1
        assert heads[0] is next(table._tbl.iter(f"{W}tr"))


def test_captions_can_be_counted_by_word(made: Made) -> None:
    body = _part(made, "word/document.xml")
    counted = [
        (str(field.get(f"{W}instr")).split()[1], "".join(field.itertext()))
        for field in body.iter(f"{W}fldSimple")
    ]
    tables, figures = len(list(tables_of(made.paper))), 4
    assert [number for kind, number in counted if kind == "Table"] == [
        str(n) for n in range(1, tables + 1)
    ]
    assert [number for kind, number in counted if kind == "Figure"] == [
        str(n) for n in range(1, figures + 1)
    ]


def test_pictures_say_what_they_show(made: Made) -> None:
    pictures = list(_part(made, "word/document.xml").iter("{*}docPr"))
    figures = [block for block in blocks_of(made.paper) if isinstance(block, Figure)]
    assert [picture.get("descr") for picture in pictures] == [figure.alt for figure in figures]


def test_footnotes_are_words_own(made: Made) -> None:
    body, notes = _part(made, "word/document.xml"), _part(made, "word/footnotes.xml")
    marks = list(body.iter(f"{W}footnoteReference"))
    said = {
        note.get(f"{W}id"): "".join(t.text or "" for t in note.iter(f"{W}t"))
        for note in notes.iter(f"{W}footnote")
    }
    texts = [said[str(mark.get(f"{W}id"))] for mark in marks]
    assert len(texts) == 2
    # The first is number 1 for Word too; the second is 3, since 2 stands under a table, and so
    # its mark is written out.
    assert [mark.get(f"{W}customMarkFollows") for mark in marks] == [None, "1"]
    assert texts[0].strip() == (
        "Bij de mededeling. [1]" if made.paper.language == "nl" else "With the notice. [1]"
    )
    assert texts[1].startswith("3 ")


def test_every_link_inside_leads_somewhere(made: Made) -> None:
    body = _part(made, "word/document.xml")
    names = [mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")]
    assert len(names) == len(set(names))
    anchors = {link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")} - {None}
    assert anchors <= set(names)


def test_pages_are_a4_and_one_lies_down(made: Made) -> None:
    document = docx.Document(io.BytesIO(made.docx))
    sizes = [
        (round((s.page_width or 0) / 36_000), round((s.page_height or 0) / 36_000))
        for s in document.sections
    ]
    assert sizes == [(210, 297), (297, 210), (210, 297)]


def test_the_same_paper_is_the_same_file(made: Made) -> None:
    assert to_docx(council_paper(made.paper.language)) == made.docx
