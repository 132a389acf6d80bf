"""A paper as JSON and back."""

from __future__ import annotations

import dataclasses
import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.report.paper.papers import council_paper, hostile_paper

from windroos.report.paper import (
    Bullets,
    Cell,
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
    fingerprint,
    from_data,
    to_data,
)


@pytest.mark.parametrize("paper", [council_paper("nl"), council_paper("en"), hostile_paper()])
def test_a_paper_comes_back_as_it_was(paper: Paper) -> None:
    back = from_data(json.loads(json.dumps(to_data(paper))))
    assert back == paper
    assert fingerprint(back) == fingerprint(paper)


def test_the_fingerprint_is_of_what_is_said() -> None:
    paper = council_paper("nl")
    other = dataclasses.replace(paper, title=paper.title + ".")
    assert fingerprint(paper) != fingerprint(other)
    assert fingerprint(paper) == fingerprint(council_paper("nl"))


def test_the_fingerprint_is_the_hash_of_sorted_json() -> None:
    # Worked out by hand: keys sorted, no spaces, what is empty left out.
    import hashlib

    paper = Paper("a", "B", "nl", (Section("C", (Paragraph("é"),)),), day=date(2026, 1, 2))
    text = (
        '{"day":"2026-01-02","format":1,"id":"a","language":"nl","sections":[{"blocks":'
        '[{"spans":["\\u00e9"],"type":"paragraph"}],"title":"C"}],"title":"B"}'
    )
    assert fingerprint(paper) == hashlib.sha256(text.encode()).hexdigest()


_texts = st.text(max_size=20)
_words = st.text(min_size=1, max_size=20).map(lambda text: f"a{text}")
_spans = st.lists(
    st.one_of(
        _texts,
        st.builds(Strong, _words),
        st.builds(Link, _words, st.just("https://example.org/")),
        st.just(Note("n")),
    ),
    max_size=4,
).map(lambda spans: ("words", Note("n"), *spans))
_numbers = st.one_of(
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.dates(),
    _words,
)
_cells = st.builds(
    Cell,
    value=_numbers,
    text=st.none() | _words,
    notes=st.sampled_from([(), ("n",)]),
    sources=st.sampled_from([(), ("s",)]),
    unit=_texts,
)


@st.composite
def _tables(draw: st.DrawFn, id: str) -> Table:
    count = draw(st.integers(1, 3))
    kinds = st.sampled_from(["text", "number", "money", "percent", "date"])
    column: Any = st.builds(
        Column, _words, kinds, st.none() | st.integers(0, 3), _texts, width=st.none() | st.just(2.5)
    )
    rows = st.lists(
        st.builds(
            Row,
            st.lists(_cells, min_size=count, max_size=count),
            st.sampled_from(["plain", "total", "group"]),
        ),
        max_size=3,
    )
    return Table(
        id,
        draw(_words),
        [draw(column) for _ in range(count)],
        draw(rows),
        compact=draw(st.booleans()),
    )


@st.composite
def _papers(draw: st.DrawFn) -> Paper:
    blocks = (
        Paragraph(draw(_spans)),
        Bullets([draw(_spans)], draw(st.booleans())),
        Facts([(draw(_words), draw(_spans))]),
        Remark(draw(_spans), draw(st.sampled_from(["note", "warning"]))),
        Quote(draw(_words), "s"),
        draw(_tables("t")),
        Figure("f", draw(_words), draw(_words), table=draw(_tables("ft")),
               spec={"a": draw(st.lists(st.floats(allow_nan=False, allow_infinity=False)))}),
    )  # fmt: skip
    return Paper(
        draw(_words),
        draw(_words),
        draw(st.sampled_from(["nl", "en"])),
        (Section(draw(_words), blocks, (Section(draw(_words)),), "x"),),
        day=draw(st.dates()),
        as_of=draw(
            st.none()
            | st.datetimes(
                timezones=st.sampled_from([UTC, timezone(timedelta(hours=2))]),
            )
        ),
        subtitle=draw(_texts),
        sources=(Source("s", draw(_words), draw(_texts), draw(st.none() | st.dates())),),
        footnotes=(Footnote("n", draw(_texts), draw(_words), ["s"]),),
    )


@settings(deadline=None, max_examples=50)
@given(_papers())
def test_any_paper_comes_back_as_it_was(paper: Paper) -> None:
    back = from_data(json.loads(json.dumps(to_data(paper), allow_nan=False)))
    assert back == paper
    assert to_data(back) == to_data(paper)
    assert fingerprint(back) == fingerprint(paper)


def test_values_keep_their_kind() -> None:
    values = (1, 1.0, Decimal("1.50"), Decimal("1E+3"), date(2024, 2, 29), 10**30, 1e22, -0.0, "1")
    table = Table("t", "c", ["a", "b"], [("r", value) for value in values])
    paper = Paper("p", "t", "en", (Section("s", (table,)),), day=date(2026, 1, 1))
    back = from_data(json.loads(json.dumps(to_data(paper)))).sections[0].blocks[0]
    assert isinstance(back, Table)
    found = [row.cells[1].value for row in back.rows]
    assert [(type(value), str(value)) for value in found] == [
        (type(value), str(value)) for value in (*values[:-2], 0.0, "1")
    ]


def test_zero_is_kept_and_nothing_is_not_made_zero() -> None:
    table = Table("t", "c", ["a", Column("b", "number", 0)], [("r", 0), ("q", Cell(None, "?"))])
    paper = Paper("p", "t", "en", (Section("s", (table,)),), day=date(2026, 1, 1))
    data = to_data(paper)["sections"][0]["blocks"][0]
    assert data["columns"][1]["decimals"] == 0
    assert [row["cells"][1] for row in data["rows"]] == [0, {"text": "?"}]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ([], "not a paper of format 1"),
        ({"format": 2}, "not a paper of format 1"),
        ({"format": 1, "id": "x"}, "the field 'title' is missing"),
        ({"format": 1, "id": "x", "title": "t", "language": "nl", "day": "soon"}, "soon"),
        (
            {"format": 1, "id": "x", "title": "t", "language": "nl", "day": "2026-01-01",
             "sections": [{"title": "s", "blocks": [{"type": "poem"}]}]},
            "no block of type 'poem'",
        ),
        (
            {"format": 1, "id": "x", "title": "t", "language": "nl", "day": "2026-01-01",
             "sections": [{"title": "s", "blocks": [{"type": "paragraph", "spans": [3]}]}]},
            "no span like 3",
        ),
    ],
)  # fmt: skip
def test_other_data_is_told_and_no_traceback(data: Any, message: str) -> None:
    with pytest.raises(PaperError, match=message):
        from_data(data)


def test_now_is_kept_to_the_moment() -> None:
    moment = datetime(2026, 3, 29, 1, 30, 15, 123456, timezone(timedelta(hours=1)))
    paper = dataclasses.replace(council_paper("en"), as_of=moment)
    assert from_data(to_data(paper)).as_of == moment
