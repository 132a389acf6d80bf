"""All that can be wrong with a paper is told at once, each with its place."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from windroos.report.paper import (
    Bullets,
    Cell,
    Cite,
    Column,
    Facts,
    Figure,
    Footnote,
    Link,
    Note,
    Paper,
    PaperError,
    Paragraph,
    Quote,
    Remark,
    Row,
    Section,
    Source,
    Strong,
    Table,
)

DAY = date(2026, 1, 1)
OK = Table("ok", "c", ["a"], [["r"]])


def faults(*blocks: Any, **more: Any) -> list[str]:
    """What is wrong with a paper of these blocks."""
    given = {"day": DAY, "language": "nl", "title": "t", "id": "p"} | more
    sections = given.pop("sections", (Section("s", blocks),))
    with pytest.raises(PaperError) as error:
        Paper(given.pop("id"), given.pop("title"), given.pop("language"), sections, **given)
    return list(error.value.faults)


def _table(*rows: Any, **more: Any) -> Table:
    return Table("t", "c", more.pop("columns", ["a", Column("b", "number")]), rows, **more)


@pytest.mark.parametrize(
    ("block", "message"),
    [
        (Paragraph("x", Note("q")), "section 's': there is no footnote 'q'"),
        (Paragraph("x", Cite("q")), "section 's': there is no source 'q'"),
        (Paragraph(" "), "a paragraph has no words"),
        (Paragraph(Strong("")), "strong text has no words"),
        (Paragraph("x", 3), "a paragraph has 3 where a span is asked"),  # type: ignore[arg-type]
        (Paragraph(Link("x", "javascript:alert(1)")), "not to 'javascript:alert(1)'"),
        (Paragraph(Link("x", "data:text/html,x")), "not to 'data:text/html,x'"),
        (Paragraph(Link("x", "http://[")), "the address 'http://[' cannot be read"),
        (Remark("x", "shout"), "a remark's kind is one of note, warning, not 'shout'"),  # type: ignore[arg-type]
        (Remark(""), "a remark has no words"),
        (Bullets([]), "a list has at least one item"),
        (Bullets([""]), "an item of a list has no words"),
        (Facts([]), "a list has at least one item"),
        (Facts([("", "x")]), "the label of a fact has no words"),
        (Quote("", "s"), "a quote's text has no words"),
        (Quote("x", "s"), "there is no source 's'"),
        ("x", "a block is asked, not 'x'"),
        (Table("", "c", ["a"], []), "an id is a text without spaces, not ''"),
        (Table("a b", "c", ["a"], []), "an id is a text without spaces, not 'a b'"),
        (Table("t", "", ["a"], []), "table 't': a table's caption has no words"),
        (Table("t", "c", [], []), "a table has at least one column"),
        (_table(("r", 1, 2)), "row 1: 3 cells where the table has 2 columns"),
        (_table(Row(["r"], "total")), "row 1: 1 cells where the table has 2 columns"),
        (_table(("r", 1), ("q", None)), "row 2, column 'b': there is no value: say why"),
        (_table((None, 1)), "row 1, column 'a': the first cell of a row says"),
        (_table(("r", Cell(1, " "))), "a cell's text says something, or is left out"),
        (_table(("r", True)), "a value is a number, a day or a text, not True"),
        (_table(("r", datetime(2026, 1, 1, tzinfo=UTC))), "a value is a number, a day or a text"),
        (_table(("r", float("nan"))), "nan is not a number"),
        (_table(("r", float("-inf"))), "-inf is not a number"),
        (_table(("r", Cell(1, notes=("q",)))), "there is no footnote 'q'"),
        (_table(("r", Cell(1, sources=("q",)))), "there is no source 'q'"),
        (_table(notes=["q"]), "there is no footnote 'q'"),
        (_table(sources=["q"]), "there is no source 'q'"),
        (_table(columns=[""]), "a column's label has no words"),
        (_table(columns=[Column("a", "sum")]), "a column's kind is one of"),  # type: ignore[arg-type]
        (_table(columns=[Column("a", decimals=-1)]), "decimals are 0 to 12, not -1"),
        (_table(columns=[Column("a", width=0)]), "a width is above 0, not 0"),
        (_table(Row(["r", 1], "odd")), "a row's kind is one of"),  # type: ignore[arg-type]
        (Figure("f", "c", "", table=OK, svg="<svg viewBox='0 0 1 1'/>"), "alt text has no words"),
        (Figure("f", "", "a", table=OK, svg="<svg viewBox='0 0 1 1'/>"), "caption has no words"),
        (Figure("f", "c", "a", table=OK), "one of a drawing (svg) and a specification (spec)"),
        (Figure("f", "c", "a", table=OK, svg="<svg"), "svg cannot be read"),
        (Figure("f", "c", "a", table=OK, svg="<p/>"), "svg begins with <svg"),
        (Figure("f", "c", "a", table=OK, svg="<svg/>"), "has a viewBox, or a width and a height"),
        (Figure("f", "c", "a", table=OK, svg="<!DOCTYPE x><svg/>"), "no document type"),
        (Figure("f", "c", "a", table=OK, spec={"a": {1}}), "cannot be written as JSON"),
        (Figure("f", "c", "a", table=OK, spec={"data": {"url": "x"}}), "fetches none"),
    ],
)
def test_each_fault_says_what_and_where(block: Any, message: str) -> None:
    found = faults(block)
    assert any(message in fault for fault in found), found


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"id": ""}, "a paper's id has no words"),
        ({"title": " "}, "a paper's title has no words"),
        ({"language": "fr"}, "the language is one of nl, en, not 'fr'"),
        ({"day": datetime(2026, 1, 1, tzinfo=UTC)}, "the day is a date"),
        ({"as_of": datetime(2026, 1, 1)}, "as_of is a moment with its time zone"),  # noqa: DTZ001
        ({"sections": ()}, "a paper has a summary or a section"),
        ({"sections": ("x",)}, "a section is asked, not 'x'"),
        ({"sections": (Section(""),)}, "a section's title has no words"),
        ({"sections": (Section("a", id="x"), Section("b", id="x"))}, "2 parts are section 'x'"),
        ({"footnotes": (Footnote("n", "", "x"),)}, "nothing refers to this footnote"),
        ({"sources": (Source("s", ""),)}, "a source's title has no words"),
        ({"sources": (Source("s", "x", sha256="ab"),)}, "a SHA-256 is 64 hexadecimal digits"),
        ({"sources": (Source("s", "x", url="file:///etc"),)}, "not to 'file:///etc'"),
        ({"sources": (Source("s", "x"), Source("s", "y"))}, "2 parts are source 's'"),
    ],
)
def test_each_fault_of_the_whole_is_told(more: dict[str, Any], message: str) -> None:
    found = faults(Paragraph("x"), **more)
    assert any(message in fault for fault in found), found


def test_an_id_is_of_one_table() -> None:
    assert "2 parts are table 'ok'" in faults(OK, OK)[0]


def test_two_notes_with_one_mark_cannot_be_told_apart() -> None:
    notes = (Footnote("n", "A", "x"), Footnote("m", "A", "y"))
    found = faults(Paragraph("x", Note("n"), Note("m")), footnotes=notes)
    assert found == ["two notes to the text have the mark 'A'"]
    found = faults(_table(("r", Cell(1, notes=("n", "m")))), footnotes=notes)
    assert found == ["section 's', table 't': two notes to this table have the mark 'A'"]


def test_a_footnote_has_none_itself() -> None:
    notes = (Footnote("n", "", ("x", Note("n"))),)
    assert "cannot have a footnote itself" in faults(Paragraph("x", Note("n")), footnotes=notes)[0]


def test_sections_are_at_most_four_deep() -> None:
    deep = Section("5")
    for title in "4321":
        deep = Section(title, (), (deep,))
    assert "at most 4 levels deep" in faults(sections=(deep,))[0]


def test_all_faults_are_told_at_once() -> None:
    found = faults(Paragraph(""), _table(("r",)), title="", language="fr")
    assert len(found) == 4
    with pytest.raises(PaperError, match=r"(?s)no words.*language"):
        Paper("p", "", "fr", (Section("s"),), day=DAY)  # type: ignore[arg-type]


def test_a_text_may_be_empty_in_a_column_of_texts() -> None:
    Paper("p", "t", "nl", (Section("s", (Table("t", "c", ["a", "b"], [("r", None)]),)),), day=DAY)
