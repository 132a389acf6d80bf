"""All that can be wrong with a paper, told at once and each with its place."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from windroos.report.paper.drawing import svg_fault
from windroos.report.paper.order import notes_of_table
from windroos.report.paper.parts import (
    COLUMN_KINDS,
    LANGUAGES,
    REMARK_KINDS,
    ROW_KINDS,
    Block,
    Bullets,
    Cell,
    Cite,
    Column,
    Facts,
    Figure,
    Link,
    Note,
    Paper,
    Paragraph,
    Quote,
    Remark,
    Row,
    Section,
    Source,
    Strong,
    Table,
)

__all__ = ["DEEPEST", "faults_of"]

# A heading has at most this many above it, itself included.
DEEPEST = 4

# A link of another kind could run a program where it is followed.
_SCHEMES = ("", "http", "https", "mailto", "tel")


def faults_of(paper: Paper) -> list[str]:
    """What is wrong with the paper, in the order of its parts; empty where nothing is."""
    return list(_Reader(paper).read())


class _Reader:
    """Goes through a paper once; `_at` is where it is."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._faults: list[str] = []
        self._at: list[str] = []
        self._notes = {note.id: note for note in paper.footnotes}
        self._sources = {source.id for source in paper.sources}
        self._ids: Counter[tuple[str, str]] = Counter()
        self._met: dict[str, None] = {}
        self._in_text: dict[str, None] = {}

    def read(self) -> Iterator[str]:
        paper = self._paper
        for name in ("id", "title"):
            self._words(getattr(paper, name), f"a paper's {name}")
        if paper.language not in LANGUAGES:
            self._fault(f"the language is one of {', '.join(LANGUAGES)}, not {paper.language!r}")
        self._day(paper.day, "the day")
        if paper.as_of is not None and not _has_zone(paper.as_of):
            self._fault(f"as_of is a moment with its time zone, not {paper.as_of!r}")
        if not paper.sections and not paper.summary:
            self._fault("a paper has a summary or a section")
        with self._in("summary"):
            self._blocks(paper.summary)
        for section in paper.sections:
            self._section(section, 1)
        self._footnotes()
        for source in paper.sources:
            self._source(source)
        self._identity()
        yield from self._faults

    def _section(self, section: Section, level: int) -> None:
        if not isinstance(section, Section):
            self._fault(f"a section is asked, not {section!r}")
            return
        with self._in(f"section {section.title!r}"):
            self._words(section.title, "a section's title")
            if section.id:
                self._id("section", section.id)
            if level > DEEPEST:
                self._fault(f"a section stands at most {DEEPEST} levels deep")
            self._blocks(section.blocks)
            for part in section.sections:
                self._section(part, level + 1)

    def _blocks(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            match block:
                case Paragraph():
                    self._spans(block.spans, "a paragraph")
                case Remark():
                    self._spans(block.spans, "a remark")
                    self._one_of(block.kind, REMARK_KINDS, "a remark's kind")
                case Bullets() | Facts():
                    self._list(block)
                case Quote():
                    self._words(block.text, "a quote's text")
                    self._known_source(block.source)
                case Table():
                    self._table(block)
                case Figure():
                    self._figure(block)
                case _:
                    self._fault(f"a block is asked, not {block!r}")

    def _list(self, block: Bullets | Facts) -> None:
        if isinstance(block, Bullets):
            rows = [("an item of a list", item) for item in block.items]
        else:
            rows = [(f"the fact {label!r}", words) for label, words in block.rows]
            for label, _ in block.rows:
                self._words(label, "the label of a fact")
        if not rows:
            self._fault("a list has at least one item")
        for what, words in rows:
            self._spans(words, what)

    def _spans(self, spans: Iterable[Any], what: str, *, notes: bool = True) -> None:
        said = False
        for span in spans:
            match span:
                case str():
                    said = said or bool(span.strip())
                case Strong(text):
                    self._words(text, "strong text")
                    said = True
                case Link(text, url):
                    self._words(text, "the text of a link")
                    self._link(url)
                    said = True
                case Note(note) if notes:
                    self._known_notes([note])
                    self._in_text[note] = None
                case Note():
                    self._fault(f"{what} cannot have a footnote itself")
                case Cite(source):
                    self._known_source(source)
                    said = True
                case _:
                    self._fault(f"{what} has {span!r} where a span is asked")
        if not said:
            self._fault(f"{what} has no words")

    def _figure(self, figure: Figure) -> None:
        with self._in(f"figure {figure.id!r}"):
            self._id("figure", figure.id)
            self._words(figure.caption, "a figure's caption")
            self._words(figure.alt, "a figure's alt text")
            if bool(figure.svg) == bool(figure.spec):
                self._fault("a figure has one of a drawing (svg) and a specification (spec)")
            if figure.svg and (fault := svg_fault(figure.svg)):
                self._fault(fault)
            if figure.spec:
                self._spec(figure.spec)
            self._table(figure.table)

    def _spec(self, spec: Any) -> None:
        try:
            text = json.dumps(spec, allow_nan=False)
        except (TypeError, ValueError) as error:
            self._fault(f"a figure's specification cannot be written as JSON: {error}")
            return
        if re.search(r'"url"\s*:', text):
            self._fault("a figure's specification holds its numbers itself, and fetches none")

    def _table(self, table: Table) -> None:
        if not isinstance(table, Table):
            self._fault(f"a table is asked, not {table!r}")
            return
        with self._in(f"table {table.id!r}"):
            self._id("table", table.id)
            self._words(table.caption, "a table's caption")
            if not table.columns:
                self._fault("a table has at least one column")
            for column in table.columns:
                self._column(column)
            for number, row in enumerate(table.rows, 1):
                with self._in(f"row {number}"):
                    self._row(row, table.columns)
            self._known_notes(table.notes)
            for source in table.sources:
                self._known_source(source)
            self._marks(
                dict.fromkeys(notes_of_table(table)), "two notes to this table have the mark"
            )

    def _column(self, column: Column) -> None:
        with self._in(f"column {column.label!r}"):
            self._words(column.label, "a column's label")
            self._one_of(column.kind, COLUMN_KINDS, "a column's kind")
            if column.decimals is not None and not 0 <= column.decimals <= 12:
                self._fault(f"decimals are 0 to 12, not {column.decimals}")
            if column.width is not None and not column.width > 0:
                self._fault(f"a width is above 0, not {column.width}")
            self._known_notes(column.notes)

    def _row(self, row: Row, columns: tuple[Column, ...]) -> None:
        self._one_of(row.kind, ROW_KINDS, "a row's kind")
        lengths = (1, len(columns)) if row.kind == "group" else (len(columns),)
        if len(row.cells) not in lengths:
            self._fault(f"{len(row.cells)} cells where the table has {len(columns)} columns")
        for place, (cell, column) in enumerate(zip(row.cells, columns, strict=False)):
            with self._in(f"column {column.label!r}"):
                self._cell(cell, column, header=place == 0, group=row.kind == "group")

    def _cell(self, cell: Cell, column: Column, *, header: bool, group: bool) -> None:
        value = cell.value
        if isinstance(value, bool | datetime) or not isinstance(
            value, int | float | Decimal | date | str | None
        ):
            self._fault(f"a value is a number, a day or a text, not {value!r}")
        elif isinstance(value, int | float | Decimal) and not math.isfinite(value):
            self._fault(f"{value} is not a number: leave the value out and say why in a text")
        said = bool(str(value).strip()) if value is not None else False
        said = said or bool(cell.text and cell.text.strip())
        if cell.text is not None and not cell.text.strip():
            self._fault("a cell's text says something, or is left out")
        if not said and header:
            self._fault("the first cell of a row says what the row is about")
        elif not said and column.kind != "text" and not group:
            self._fault("there is no value: say why in the cell's text (unknown, not measured)")
        self._known_notes(cell.notes)
        for source in cell.sources:
            self._known_source(source)

    def _footnotes(self) -> None:
        for note in self._paper.footnotes:
            with self._in(f"footnote {note.id!r}"):
                self._id("footnote", note.id)
                self._spans(note.spans, "a footnote", notes=False)
                for source in note.sources:
                    self._known_source(source)
                if note.id not in self._met:
                    self._fault("nothing refers to this footnote")
        self._marks(self._in_text, "two notes to the text have the mark")

    def _marks(self, notes: Iterable[str], message: str) -> None:
        given = [note.mark for id in notes if (note := self._notes.get(id)) and note.mark]
        for mark, count in Counter(given).items():
            if count > 1:
                self._fault(f"{message} {mark!r}")

    def _source(self, source: Source) -> None:
        with self._in(f"source {source.id!r}"):
            self._id("source", source.id)
            self._words(source.title, "a source's title")
            if source.date is not None:
                self._day(source.date, "the date")
            self._link(source.url)
            if source.sha256 and not re.fullmatch("[0-9a-f]{64}", source.sha256):
                self._fault(f"a SHA-256 is 64 hexadecimal digits, not {source.sha256!r}")

    def _known_notes(self, notes: Iterable[str]) -> None:
        for note in notes:
            self._met[note] = None
            if note not in self._notes:
                self._fault(f"there is no footnote {note!r}")

    def _known_source(self, source: str) -> None:
        if source not in self._sources:
            self._fault(f"there is no source {source!r}")

    def _link(self, url: str) -> None:
        try:
            scheme = urlsplit(url).scheme
        except ValueError:
            self._fault(f"the address {url!r} cannot be read")
            return
        if scheme not in _SCHEMES:
            self._fault(f"a link goes to a page or a mail address, not to {url!r}")

    def _id(self, kind: str, id: str) -> None:
        if not isinstance(id, str) or not id or re.search(r"\s", id):
            self._fault(f"an id is a text without spaces, not {id!r}")
        self._ids[kind, id] += 1

    def _identity(self) -> None:
        for (kind, id), count in self._ids.items():
            if count > 1:
                self._fault(f"{count} parts are {kind} {id!r}: an id is of one part")

    def _words(self, text: Any, what: str) -> None:
        if not isinstance(text, str) or not text.strip():
            self._fault(f"{what} has no words")

    def _day(self, value: Any, what: str) -> None:
        if not isinstance(value, date) or isinstance(value, datetime):
            self._fault(f"{what} is a date, not {value!r}")

    def _one_of(self, value: Any, allowed: tuple[str, ...], what: str) -> None:
        if value not in allowed:
            self._fault(f"{what} is one of {', '.join(allowed)}, not {value!r}")

    def _fault(self, message: str) -> None:
        self._faults.append(": ".join([", ".join(self._at), message] if self._at else [message]))

    @contextmanager
    def _in(self, place: str) -> Iterator[None]:
        self._at.append(place)
        yield
        self._at.pop()


def _has_zone(moment: Any) -> bool:
    return isinstance(moment, datetime) and moment.utcoffset() is not None
