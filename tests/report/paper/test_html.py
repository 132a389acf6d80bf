"""The HTML is one that a strict page can hold and a screen reader can walk through."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import unquote

import lxml.html
import pytest
from tests.report.paper.conftest import Made
from tests.report.paper.papers import council_paper

from windroos.report.paper import Footnote, Note, Paper, Paragraph, Section, to_html


def test_every_link_inside_leads_somewhere_and_every_id_is_of_one(made: Made) -> None:
    root = lxml.html.fromstring(made.page)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    links = [link.get("href") for link in root.iter("a")]
    inside = {unquote(link[1:]) for link in links if link.startswith("#")}
    assert inside
    assert inside <= set(ids)


def test_the_fragment_has_no_style_script_or_handler(made: Made) -> None:
    fragment = to_html(made.paper)
    assert not re.search(r"<style|<script|\sstyle=|\son[a-z]+=|javascript:", fragment)
    root = lxml.html.fromstring(made.page)
    assert not root.xpath("//script")


def test_headings_follow_the_level_they_are_given() -> None:
    paper = council_paper("nl")
    for first in (2, 4):
        root = lxml.html.fromstring(to_html(paper, first))
        levels = [
            int(h.get("aria-level") or h.tag[1:])
            for h in root.xpath("//h1|//h2|//h3|//h4|//h5|//h6|//*[@role='heading']")
        ]
        assert levels == [first, first, first + 1, first + 2, first + 3, first, first, first]


def test_every_table_has_a_caption_and_heads_with_scope(made: Made) -> None:
    root = lxml.html.fromstring(made.page)
    for table in root.iter("table"):
        assert table.find("caption") is not None
        assert {head.get("scope") for head in table.find("thead").iter("th")} == {"col"}
        for row in table.find("tbody").iter("tr"):
            assert row[0].tag == "th"
            assert row[0].get("scope") in ("row", "rowgroup")


def test_every_picture_has_its_words_and_its_table(made: Made) -> None:
    root = lxml.html.fromstring(made.page)
    figures = root.xpath("//figure[@class='paper-figure']")
    assert len(figures) == 4
    for figure in figures:
        drawing = figure.xpath(".//*[local-name()='svg']")[0]
        assert drawing.get("role") == "img"
        assert drawing.get("aria-label")
        assert figure.xpath(".//details//table")


def test_a_drawing_keeps_its_look_without_a_style(made: Made) -> None:
    # The sample's drawing sets its stroke in a style attribute and names a clip path.
    assert 'stroke="#94590c"' in made.page
    assert re.search(r'clip-path="url\(#figure4-c\)"', made.page)
    assert 'id="figure4-c"' in made.page


def test_a_note_met_twice_has_one_text_and_one_way_back() -> None:
    paper = Paper(
        "p", "t", "en",
        (Section("a", (Paragraph("x", Note("n")),)), Section("b", (Paragraph("y", Note("n")),))),
        day=date(2026, 1, 1), footnotes=(Footnote("n", "", "said"),),
    )  # fmt: skip
    fragment = to_html(paper)
    assert fragment.count('id="note-text-n"') == 1
    assert fragment.count('id="ref-note-text-n"') == 1


@pytest.mark.parametrize("contents", [True, False])
def test_the_contents_stand_where_they_are_asked(contents: bool) -> None:
    assert ("paper-contents" in to_html(council_paper("en"), contents=contents)) is contents
