"""What differs between two papers."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from windroos.report.paper import (
    Bullets,
    Cell,
    Facts,
    Figure,
    Footnote,
    Paper,
    Paragraph,
    Row,
    Section,
    Source,
    Strong,
    Table,
)
from windroos.report.paper.comparing import differences

DAY = date(2026, 11, 21)


def paper(*blocks: Any, title: str = "Regions", **more: Any) -> Paper:
    return Paper("p", title, "en", (Section("Weighed", blocks),), day=DAY, **more)


def table(*rows: Any, caption: str = "Scores") -> Table:
    return Table("t", caption, ("Region", "Score"), rows)


def told(was: Paper, now: Paper) -> list[tuple[str, str | None, str | None]]:
    return [(one.place, one.was, one.now) for one in differences(was, now)]


def test_the_moment_and_the_number_are_none_of_what_it_says() -> None:
    now = datetime(2026, 11, 21, tzinfo=UTC)
    was = paper(table(("Japan", 0.5)))
    assert told(was, paper(table(("Japan", 0.5)), as_of=now, reference="3")) == []
    assert told(was, paper(table(("Japan", 0.5)), title="Countries")) == [
        ("", "Regions", "Countries")
    ]


def test_numbers_are_the_same_to_a_billionth() -> None:
    was = paper(table(("Japan", 0.5)))
    for same in (0.5, Decimal("0.5"), 0.5 + 9e-10):
        assert told(was, paper(table(("Japan", same)))) == []
    assert told(was, paper(table(("Japan", 0.5 + 2e-9)))) != []
    # Nothing is not zero.
    assert told(was, paper(table(("Japan", Cell(None, "unknown"))))) == [
        ("Weighed › Scores › Japan › Score", "0.5", "unknown")
    ]


def test_rows_are_found_by_their_head_and_not_by_their_place() -> None:
    was = paper(table(("Japan", 1), ("Korea", 2)))
    assert told(was, paper(table(("Korea", 2), ("Japan", 1)))) == []
    assert told(was, paper(table(("Japan", 1), ("Korea", 2), ("Israel", 3)))) == [
        ("Weighed › Scores › Israel", None, "Region: Israel; Score: 3")
    ]
    assert told(was, paper(table(("Korea", 2)))) == [
        ("Weighed › Scores › Japan", "Region: Japan; Score: 1", None)
    ]


def test_rows_with_one_head_are_told_apart_by_their_group() -> None:
    def grouped(value: int) -> Paper:
        return paper(
            table(Row(("2024",), "group"), ("Japan", 1), Row(("2025",), "group"), ("Japan", value))
        )

    assert told(grouped(2), grouped(3)) == [("Weighed › Scores › 2025, Japan › Score", "2", "3")]


def test_a_text_that_came_between_leaves_the_others_the_same() -> None:
    was = paper(Paragraph("One."), Bullets(("Two.", ("Th", Strong("ree."))), ordered=True))
    now = paper(
        Paragraph("One."), Paragraph("And a half."), Bullets(("Two.", "Three."), ordered=True)
    )
    assert told(was, now) == [("Weighed", None, "And a half.")]
    facts = paper(Facts((("By", "the board"),)))
    assert told(facts, paper(Facts((("By", "the council"),)))) == [
        ("Weighed", "By: the board", "By: the council")
    ]


def test_a_section_that_went_is_told_with_what_stood_in_it() -> None:
    was = paper(Paragraph("One."))
    now = Paper("p", "Regions", "en", (Section("Chosen", (Paragraph("One."),)),), day=DAY)
    assert told(was, now) == [
        ("Weighed", "Weighed", None),
        ("Weighed", "One.", None),
        ("Chosen", None, "Chosen"),
        ("Chosen", None, "One."),
    ]


def test_sources_footnotes_and_drawings_count() -> None:
    picture = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="{}"/></svg>'

    def whole(sha256: str, note: str, path: str) -> Paper:
        drawn = Figure("f", "Up", "A line", table=table(("Japan", 1)), svg=picture.format(path))
        marked = Table("n", "Notes", ("Region",), [(Cell("Japan", notes=("a",)),)])
        return paper(
            drawn,
            marked,
            footnotes=(Footnote("a", "A", note),),
            sources=(Source("s", "Report", "We", sha256=sha256),),
        )

    was = whole("0" * 64, "Early", "M0 0")
    assert told(was, whole("1" * 64, "Early", "M0 0")) == [("Report › sha256", "0" * 64, "1" * 64)]
    assert told(was, whole("0" * 64, "Late", "M0 0")) == [("A", "Early", "Late")]
    (found,) = told(was, whole("0" * 64, "Early", "M1 1"))
    assert found[0] == "Weighed › Up › drawing"
