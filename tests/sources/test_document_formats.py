"""One document in several formats: the same passages, whatever it was set in."""

from __future__ import annotations

import os
from io import BytesIO
from itertools import product
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from tests.sources import rendering

from windroos import cases
from windroos.sources import documents
from windroos.sources.documents import Document, Format, text
from windroos.sources.documents.shape import ITEM, Block
from windroos.sources.documents.unwrapping import unwrapped, words_of

needs_browser = pytest.mark.skipif(
    not rendering.CHROMIUM.exists(), reason="there is no browser to print with"
)
SEEDS = ("000", "001", "002", "003", "004")


def seed(shared: Path, name: str) -> tuple[Document, list[Block]]:
    (file,) = (shared / "seeds").glob(f"{name}_*.txt")
    content = file.read_bytes()
    return documents.read(content), list(text.blocks(content.decode("utf-8-sig")))


def places(document: Document) -> list[tuple[str, int, str]]:
    return [(one.section, one.paragraph, one.text) for one in document.passages]


def items(document: Document) -> list[int]:
    """Which passages are list items: also where someone typed their numbers."""
    return [n for n, one in enumerate(document.passages) if one.kind == ITEM]


def footnotes(document: Document) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The rows that have footnote marks at their cells, with these."""
    return [(one.cells, one.marks) for one in document.passages if one.cells and any(one.marks)]


def resolves(document: Document, name: str) -> bool:
    """Whether every passage that the case has of it still stands in its place."""
    there = {(one.section, one.paragraph): one.sha256 for one in document.passages}
    locators = cases.load("noord_brabant").locators.values()
    wanted = [one for one in locators if one.document == name]
    return all(there.get((one.section, one.paragraph)) == one.sha256 for one in wanted)


@pytest.mark.parametrize("name", SEEDS)
def test_a_web_page_and_a_word_file_read_as_the_text_does(name: str, shared: Path) -> None:
    as_text, blocks = seed(shared, name)
    page = documents.read(rendering.as_html(blocks).encode())
    word = documents.read(rendering.as_docx(blocks))
    assert places(page) == places(word) == places(as_text)
    assert items(page) == items(word) == items(as_text)
    assert footnotes(page) == footnotes(word) == footnotes(as_text)
    assert len(footnotes(page)) == {"001": 4, "003": 4}.get(name, 0)
    assert resolves(page, name)
    assert resolves(word, name)


# All of them in both ways: WINDROOS_EVERY_FORMAT=1 pytest …/test_document_formats.py
SET_AGAIN = [("000", True), ("000", False), ("001", True), ("003", False)]
if os.environ.get("WINDROOS_EVERY_FORMAT"):
    SET_AGAIN = list(product(SEEDS, (True, False)))


@needs_browser
@pytest.mark.parametrize(("name", "tagged"), SET_AGAIN)
def test_a_pdf_file_reads_as_the_text_does(name: str, tagged: bool, shared: Path) -> None:
    """But for three words of 002 that the margin breaks at a hyphen of their own, and that stand
    nowhere else in it: whether they have one cannot be seen."""
    as_text, blocks = seed(shared, name)
    read = documents.read(rendering.as_pdf(blocks, tagged=tagged))
    assert resolves(read, name)
    assert footnotes(read) == footnotes(as_text)
    both = zip(places(read), places(as_text), strict=True)
    differing = [(again[2], before[2]) for again, before in both if again != before]
    assert len(differing) == (3 if name == "002" else 0)
    for again, before in differing:
        assert len(before) - len(again) == 1
        assert again.replace("-", "") == before.replace("-", "")
    assert items(read) == items(as_text)
    pages = [one.page or 0 for one in read.passages]
    assert pages == sorted(pages)
    assert (pages[0], pages[-1]) == (1, read.pages)


HTML = """<!doctype html><html><head><title>De titel</title><style>p { color: red }</style></head>
<body><header>Het hoofd</header><nav><ul><li>Het menu</li></ul></nav>
<div><main><h1>Eerste <em>kop</em></h1>
<p>Een alinea<sup>1</sup> met een <a href="#x">verwijzing</a><br>en CO<sub>2</sub>.
<script>alert(1)</script></p>
<h2>Een citaat als kop.</h2>
<ol start="3"><li>drie</li><li>vier<ul><li>diep</li></ul></li></ol>
<table><caption>Wat de tabel is</caption><tr><th>Regio<th colspan="2">Inzet</tr>
<tr><td>Saksen</td><td>-</td><td>10%</td></tr></table>
<p hidden>Verborgen</p>Los in de pagina
<div role="doc-footnote">1. De noot.</div></main></div><footer>De voet</footer></body></html>"""


def test_a_web_page_without_what_is_round_it() -> None:
    read = documents.read(HTML.encode())
    assert read.title == "De titel"
    assert [(one.section, one.kind, one.text) for one in read.passages] == [
        ("Eerste kop", "paragraph", "Een alinea met een verwijzing en CO2."),
        ("Eerste kop", "paragraph", "Een citaat als kop."),
        ("Eerste kop", "item", "3. drie"),
        ("Eerste kop", "item", "4. vier"),
        ("Eerste kop", "item", "- diep"),
        ("Wat de tabel is", "row", "Regio | Inzet"),
        ("Wat de tabel is", "row", "Saksen | - | 10%"),
        ("Wat de tabel is", "paragraph", "Los in de pagina"),
        ("Wat de tabel is", "note", "1. De noot."),
    ]
    assert read.passages[6].cells == ("Saksen", "-", "10%")


def test_a_page_in_the_encoding_it_says() -> None:
    html = '<html><head><meta charset="iso-8859-1"></head><body><p>Thüringen</p></body></html>'
    assert documents.read(html.encode("latin-1")).passages[0].text == "Thüringen"
    with pytest.raises(documents.DocumentError, match="not UTF-8"):
        documents.read(html.replace("iso-8859-1", "utf-8").encode("latin-1"))


def test_a_word_file_with_numbers_notes_and_changes() -> None:
    made = docx.Document()
    made.core_properties.title = "Een plan"
    made.add_heading("Doelen", 1)
    for words in ("een", "twee"):
        made.add_paragraph(words, style="List Number")
    paragraph = made.add_paragraph("Dit blijft")
    for name, kind, words in (("del", "delText", " en dit ging"), ("ins", "t", " en dit kwam")):
        change, run, said = (OxmlElement(f"w:{one}") for one in (name, "r", kind))
        said.text = words
        run.append(said)
        change.append(run)
        paragraph._p.append(change)
    table = made.add_table(2, 2)
    for cell, words in zip(
        [cell for line in table.rows for cell in line.cells], "abcd", strict=True
    ):
        cell.text = words
    merged = made.add_table(1, 2)
    merged.cell(0, 0).merge(merged.cell(0, 1)).text = "Een kader met tekst"
    made.add_paragraph("los", style="List Bullet")
    file = BytesIO()
    made.save(file)
    read = documents.read(file.getvalue())
    assert read.title == "Een plan"
    assert [(one.section, one.kind, one.text) for one in read.passages] == [
        ("Doelen", "item", "1. een"),
        ("Doelen", "item", "2. twee"),
        ("Doelen", "paragraph", "Dit blijft en dit kwam"),
        ("Doelen", "row", "a | b"),
        ("Doelen", "row", "c | d"),
        ("Doelen", "paragraph", "Een kader met tekst"),
        ("Doelen", "item", "- los"),
    ]


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (["de ont-", "wikkeling"], "de ontwikkeling"),
        (["een mkb-", "netwerk"], "een mkb-netwerk"),
        (["het ZonMw-", "programma"], "het ZonMw-programma"),
        (["in Noord-", "Brabant"], "in Noord-Brabant"),
        (["industrie-", "en innovatiebeleid"], "industrie- en innovatiebeleid"),
        (["de innovatie-", "index"], "de innovatie-index"),
        (["de inno\u00ad", "vatie"], "de innovatie"),
        (["zie https://example.org/a-", "b.html"], "zie https://example.org/a-b.html"),
        (["van 2018 -", "2022"], "van 2018 - 2022"),
    ],
)
def test_words_that_a_margin_broke(lines: list[str], whole: str) -> None:
    known = words_of(["Elders staat de innovatie-index, en ontwikkeling.", "En innovatie"])
    assert unwrapped(lines, known) == whole


def test_the_format_is_seen_by_the_content() -> None:
    assert documents.format_of(b"%PDF-1.7 ...", "plan.txt") is Format.PDF
    assert documents.format_of(b"\n <!DOCTYPE html><p>", "plan.txt") is Format.HTML
    assert documents.format_of(b"<p>een stuk</p>", "plan.html") is Format.HTML
    assert documents.format_of(b"# Een plan", "plan.pdf") is Format.TEXT
