"""A paper as PDF/UA-1: tagged, with its language, a title, bookmarks and alt texts.

Typst sets it by ``paper.typ``. Typst does not mark the header of a row yet; that is done after.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time
from importlib.resources import files
from io import BytesIO
from itertools import pairwise
from typing import Any

from windroos.report.paper.drawing import size_of, svg_for
from windroos.report.paper.extra import faces, needed_for
from windroos.report.paper.glyphs import LACKING, shown
from windroos.report.paper.layout import (
    FEW_FACTS,
    NUMERIC,
    WIDTH,
    Sheet,
    figure_width,
    frame_of,
    leads,
    sheets_of,
    stays_whole,
)
from windroos.report.paper.order import sections_of
from windroos.report.paper.parts import (
    Block,
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
    Paragraph,
    Quote,
    Remark,
    Row,
    Source,
    Spans,
    Strong,
    Table,
)
from windroos.report.paper.setting import Heading, Set
from windroos.report.paper.wording import header

__all__ = ["to_pdf"]

# A paper with this many headings begins with a list of them.
_CONTENTS_FROM = 6
# A longer word than `layout` gives room to is given places to be broken at, or it would run out of
# its cell or page.
_LONG_WORD = re.compile(r"\S{27,}")
_PIECE = 13
# A row with a longer text than this may run on on the next page.
_TOGETHER = 900


def to_pdf(paper: Paper) -> bytes:
    """The PDF; the same paper, the same bytes.

    Raises:
        MissingExtra: where the extra `report` is not installed.
    """
    with needed_for("a PDF"):
        import typst
    data = json.dumps(_Writer(paper).data(), ensure_ascii=False)
    data, lacking = shown(data)
    if lacking:
        whole = json.loads(data)
        whole["lacking"] = Set(paper).word("lacking", glyph=LACKING)
        data = json.dumps(whole, ensure_ascii=False)
    made = typst.compile(
        files("windroos.report.paper").joinpath("paper.typ").read_bytes(),
        font_paths=faces(),
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"paper": data},
        timestamp=datetime.combine(paper.day, time(), UTC),
    )
    return _with_row_headers(made)


class _Writer:
    """Writes what ``paper.typ`` reads."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._set = Set(paper)
        self._met: set[str] = set()

    def data(self) -> dict[str, Any]:
        paper, numbered = self._paper, self._set
        headings = sum(1 for place, _ in sections_of(paper) if len(place) < 3)
        words = ("summary", "contents", "figures_section", "sources")
        figures = [figure.table for figure in numbered.figures]
        return {
            "title": paper.title,
            "running": [
                textwrap.shorten(paper.title, 80, placeholder=" …"),
                textwrap.shorten(paper.organisation, 50, placeholder=" …"),
            ],
            "language": paper.language,
            "organisation": paper.organisation,
            "subtitle": paper.subtitle,
            "reference": paper.reference,
            "day": [paper.day.year, paper.day.month, paper.day.day],
            "head": numbered.head,
            "as_of": numbered.as_of,
            "words": {name: numbered.word(name) for name in words}
            | {"page": numbered.word("page", page="{page}", pages="{pages}")},
            "summary": self._items(paper.summary),
            "contents": headings >= _CONTENTS_FROM,
            "sheets": [self._sheet(sheet) for sheet in sheets_of(numbered.stream())],
            "figures": [self._sheet(sheet) for sheet in sheets_of(figures)],
            "sources": [self._source(source) for source in paper.sources],
            "lacking": "",
        }

    def _sheet(self, sheet: Sheet) -> dict[str, Any]:
        return {"wide": sheet.wide, "items": self._items(sheet.items)}

    def _items(self, items: Sequence[Heading | Block]) -> list[dict[str, Any]]:
        """What stands below each other; short texts with what they lead in to."""
        made = [self._item(item) for item in items]
        for place, (item, after) in enumerate(pairwise(items)):
            if leads(item, after):
                made[place]["sticky"] = True
        return made

    def _item(self, item: Heading | Block) -> dict[str, Any]:
        if isinstance(item, Heading):
            title, level = item.section.title, item.level
            return {"type": "heading", "level": level, "title": title, "anchor": item.anchor}
        return self._block(item)

    def _block(self, block: Block) -> dict[str, Any]:
        match block:
            case Paragraph():
                return {"type": "paragraph", "spans": self._spans(block.spans), "sticky": False}
            case Bullets():
                items = [self._spans(item) for item in block.items]
                return {"type": "bullets", "ordered": block.ordered, "items": items}
            case Facts():
                rows = [(breakable(label), self._spans(words)) for label, words in block.rows]
                return {
                    "type": "facts",
                    "rows": rows,
                    "width": _label_width(block),
                    "whole": len(rows) <= FEW_FACTS,
                    "sticky": False,
                }
            case Remark():
                word = self._set.word("attention" if block.kind == "warning" else "remark")
                spans = self._spans(block.spans)
                return {"type": "remark", "kind": block.kind, "word": word, "spans": spans}
            case Quote():
                source = self._set.source(block.source)
                return {
                    "type": "quote",
                    "text": breakable(block.text),
                    "said": self._where(source),
                    "number": self._set.source_number(source.id),
                }
            case Table():
                return self._table(block)
            case Figure():
                return self._figure(block)

    def _spans(self, spans: Spans) -> list[Any]:
        return [self._span(span) for span in spans]

    def _span(self, span: object) -> Any:
        match span:
            case Strong(text):
                return {"strong": breakable(text)}
            case Link(text, url):
                # A file stands nowhere: a link within the site leads to nothing from there.
                whole = url if re.match("[a-z]+:", url) else ""
                return {"link": breakable(text), "url": whole}
            case Cite(id):
                return {"cite": self._set.source_number(id)}
            case Note(id):
                anchor, mark = f"note-{id}", self._set.mark(id)
                if id in self._met:
                    return {"again": anchor, "mark": mark}
                self._met.add(id)
                return {"note": anchor, "mark": mark} | self._said(self._set.note(id))
        return breakable(str(span))

    def _said(self, note: Footnote) -> dict[str, Any]:
        sources = [self._set.source_number(id) for id in note.sources]
        return {"body": self._spans(note.spans), "sources": sources}

    def _marks(self, notes: Iterable[str]) -> list[dict[str, str]]:
        return [{"note": id, "mark": self._set.mark(id)} for id in dict.fromkeys(notes)]

    def _table(self, table: Table) -> dict[str, Any]:
        sources, frame = self._set.told_sources(table), frame_of(table)
        return {
            "type": "table",
            "anchor": f"table-{table.id}",
            "number": self._set.table_title(table),
            "caption": breakable(table.caption),
            "marks": self._marks(table.notes),
            "size": frame.size,
            "inset": 3.2 if table.compact else 4.2,
            "width": 100 * frame.width,
            "together": stays_whole(table, frame),
            "columns": [
                self._column(column, width)
                for column, width in zip(table.columns, frame.shares, strict=True)
            ],
            "rows": [self._row(row, table) for row in table.rows],
            "notes": [
                {"note": note.id, "mark": self._set.mark(note.id)} | self._said(note)
                for note in self._set.table_notes(table)
            ],
            "source_word": self._set.word("source" if len(sources) == 1 else "sources"),
            "sources": [
                {"text": breakable(told), "number": self._set.source_number(source.id)}
                for told, source in sources
            ],
        }

    def _column(self, column: Column, width: float) -> dict[str, Any]:
        return {
            "text": breakable(header(column)),
            "marks": self._marks(column.notes),
            "numeric": column.kind in NUMERIC,
            "width": width,
        }

    def _row(self, row: Row, table: Table) -> dict[str, Any]:
        cells = [
            self._cell(cell, column, table)
            for cell, column in zip(row.cells, table.columns, strict=False)
        ]
        together = max(len(cell["text"]) for cell in cells) <= _TOGETHER
        return {"kind": row.kind, "together": together, "cells": cells}

    def _cell(self, cell: Cell, column: Column, table: Table) -> dict[str, Any]:
        notes, cites = self._set.marks_of_cell(table, cell)
        text = breakable(self._set.cell(cell, column))
        return {"text": text, "marks": self._marks(notes), "sources": cites}

    def _figure(self, figure: Figure) -> dict[str, Any]:
        svg = svg_for(figure, self._set.language)
        width = figure_width(size_of(svg) or (1.0, 1.0))
        number = self._set.table_number(figure.table)
        return {
            "type": "figure",
            "anchor": f"figure-{figure.id}",
            "number": self._set.figure_title(figure),
            "caption": breakable(figure.caption),
            "alt": figure.alt,
            "svg": svg,
            "width": 100 * width / WIDTH[False],
            "table": f"table-{figure.table.id}",
            "table_word": self._set.word("figures_in_table", number=number),
        }

    def _where(self, source: Source) -> str:
        return breakable(", ".join(self._set.source_line(source)))

    def _source(self, source: Source) -> dict[str, Any]:
        title, *rest = self._set.source_line(source)
        return {
            "number": self._set.source_number(source.id),
            "title": breakable(title),
            "url": source.url,
            "rest": breakable("".join(f", {part}" for part in rest)),
            "sha256": f"SHA-256 {source.sha256}" if source.sha256 else "",
        }


def breakable(text: str) -> str:
    """The text, with places to break words that no line can hold."""
    return _LONG_WORD.sub(lambda word: "\u200b".join(re.findall(f".{{1,{_PIECE}}}", word[0])), text)


def _label_width(facts: Facts) -> float:
    """Millimetres for the labels of facts."""
    return min(60.0, 8 + 2.1 * max(len(label) for label, _ in facts.rows))


def _with_row_headers(made: bytes) -> bytes:
    """The PDF, with the first cell of each row of a table's body marked as its header.

    Typst names to each cell the headers of its column, which then hide those of its row. In a table
    of whole rows and columns the scope of the headers says all, and so those names go.
    """
    with needed_for("a PDF"):
        import pikepdf
    out = BytesIO()
    with pikepdf.open(BytesIO(made)) as pdf:
        for element, in_head in _elements(pdf.Root.StructTreeRoot):
            if element.get("/S") == "/TR" and not in_head:
                cells = _kids(element)
                cells[0].S = pikepdf.Name.TH
                _attributes(cells[0]).Scope = pikepdf.Name.Row
                for cell in cells:
                    _without_names(cell)
            elif element.get("/S") == "/TH" and in_head:
                _without_names(element)
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _without_names(cell: Any) -> None:
    attributes = _attributes(cell)
    if "/Headers" in attributes:
        del attributes.Headers


def _attributes(cell: Any) -> Any:
    """What a cell says of its place in the table."""
    import pikepdf

    had = cell.get("/A")
    several = list(had) if isinstance(had, pikepdf.Array) else [] if had is None else [had]
    for attributes in several:
        if attributes.get("/O") == "/Table":
            return attributes
    cell.A = pikepdf.Array([*several, pikepdf.Dictionary(O=pikepdf.Name.Table)])
    return cell.A[-1]


def _elements(root: Any) -> Iterable[tuple[Any, bool]]:
    """Every element of the tree of tags, and whether it is in the head of a table."""
    stack = [(root, False)]
    while stack:
        element, in_head = stack.pop()
        yield element, in_head
        in_head = in_head or element.get("/S") == "/THead"
        stack += [(kid, in_head) for kid in _kids(element)]


def _kids(element: Any) -> list[Any]:
    """The elements right below one; what is no element (a mark in a page) is left out."""
    import pikepdf

    kids = element.get("/K")
    if kids is None:
        return []
    several = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in several if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
