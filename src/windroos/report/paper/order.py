"""In which order the parts of a paper are met, and what is numbered by it."""

from __future__ import annotations

from collections.abc import Iterator

from windroos.report.paper.parts import (
    Block,
    Bullets,
    Facts,
    Figure,
    Note,
    Paper,
    Paragraph,
    Remark,
    Section,
    Spans,
    Table,
)

__all__ = [
    "blocks_of",
    "notes_of_table",
    "notes_of_text",
    "sections_of",
    "tables_of",
]


def sections_of(paper: Paper) -> Iterator[tuple[tuple[int, ...], Section]]:
    """Every section with its place: (2, 1) is the first section of the second."""

    def below(sections: tuple[Section, ...], above: tuple[int, ...]):
        for number, section in enumerate(sections, 1):
            place = (*above, number)
            yield place, section
            yield from below(section.sections, place)

    yield from below(paper.sections, ())


def blocks_of(paper: Paper) -> Iterator[Block]:
    """Every block as one reads: the summary, then section by section."""
    yield from paper.summary
    for _, section in sections_of(paper):
        yield from section.blocks


def _spans_of(block: Block) -> Iterator[Spans]:
    """The texts of a block that can hold marks."""
    match block:
        case Paragraph() | Remark():
            yield block.spans
        case Bullets():
            yield from block.items
        case Facts():
            yield from (words for _, words in block.rows)


def notes_of_table(table: Table) -> Iterator[str]:
    """The notes to a table as one meets them: of all of it, of its columns, of its cells."""
    yield from table.notes
    for column in table.columns:
        yield from column.notes
    for row in table.rows:
        for cell in row.cells:
            yield from cell.notes


def notes_of_text(block: Block) -> Iterator[str]:
    """The notes to the text of a block."""
    for spans in _spans_of(block):
        yield from (span.id for span in spans if isinstance(span, Note))


def tables_of(paper: Paper) -> Iterator[Table]:
    """The tables in the text, then those of the figures, as they are numbered."""
    blocks = list(blocks_of(paper))
    yield from (block for block in blocks if isinstance(block, Table))
    yield from (figure.table for figure in blocks if isinstance(figure, Figure))
