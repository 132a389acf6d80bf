"""A paper read back: its tables as texts, and all of its words."""

from __future__ import annotations

from collections.abc import Iterator

from windroos.report.paper import Bullets, Facts, Figure, Paper, Paragraph, Quote, Remark, Table
from windroos.report.paper.order import blocks_of, sections_of, tables_of
from windroos.report.paper.parts import Cite, Note, Spans


def table(paper: Paper, id: str) -> Table:
    return next(one for one in tables_of(paper) if one.id == id)


def texts(found: Table) -> list[list[str]]:
    """The rows of a table; a number as it is."""
    return [
        [str(cell.value if cell.text is None else cell.text) for cell in row.cells]
        for row in found.rows
    ]


def figures(paper: Paper) -> list[Figure]:
    return [block for block in blocks_of(paper) if isinstance(block, Figure)]


def said(spans: Spans) -> str:
    """Spans as a text, without marks."""
    return "".join(
        span if isinstance(span, str) else span.text
        for span in spans
        if not isinstance(span, Cite | Note)
    )


def cited(spans: Spans) -> list[str]:
    return [span.id for span in spans if isinstance(span, Cite)]


def words(paper: Paper) -> Iterator[str]:
    """Every text that the paper says, quotes and sources left out."""
    yield from (paper.title, paper.subtitle)
    for _place, section in sections_of(paper):
        yield section.title
    for block in blocks_of(paper):
        match block:
            case Paragraph() | Remark():
                yield said(block.spans)
            case Bullets():
                yield from map(said, block.items)
            case Facts():
                for label, spans in block.rows:
                    yield from (label, said(spans))
            case Figure():
                yield from (block.caption, block.alt)
            case Quote() | Table():
                pass
    for one in tables_of(paper):
        yield one.caption
        yield from (column.label for column in one.columns)
        for row in one.rows:
            yield from (str(c.value) for c in row.cells if isinstance(c.value, str))
            yield from (cell.text for cell in row.cells if cell.text)
    for note in paper.footnotes:
        yield said(note.spans)
