"""A report described as plain values, from which every output is made.

A paper holds sections, a section holds blocks, a block holds spans of text. Nothing here says how
it looks. Texts lose on the way in what no file can hold (control characters, halves of
characters); lists become tuples; a plain text is taken where spans are asked, and a plain value
where a cell is.

A paper that cannot be right is not made: :class:`Paper` raises :class:`PaperError` with all that is
wrong. What the parts mean together is checked in :mod:`windroos.report.paper.faults`.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal, get_args

__all__ = [
    "Block",
    "Bullets",
    "Cell",
    "Cite",
    "Column",
    "ColumnKind",
    "Facts",
    "Figure",
    "Footnote",
    "Language",
    "Link",
    "Note",
    "Paper",
    "PaperError",
    "Paragraph",
    "Quote",
    "Remark",
    "RemarkKind",
    "Row",
    "RowKind",
    "Section",
    "Source",
    "Span",
    "Spans",
    "Strong",
    "Table",
    "Value",
]

Language = Literal["nl", "en"]
ColumnKind = Literal["text", "number", "money", "percent", "date"]
RowKind = Literal["plain", "total", "group"]
RemarkKind = Literal["note", "warning"]

LANGUAGES: tuple[Language, ...] = get_args(Language)
COLUMN_KINDS: tuple[ColumnKind, ...] = get_args(ColumnKind)
ROW_KINDS: tuple[RowKind, ...] = get_args(RowKind)
REMARK_KINDS: tuple[RemarkKind, ...] = get_args(RemarkKind)

# What a cell can hold; a percentage is itself (12.5 is 12.5%), money is in euros.
Value = float | int | Decimal | date | str | None

_LINE_ENDS = re.compile("\r\n|[\r\u0085\u2028\u2029]")
# What XML cannot hold, and the marks that turn the rest of a line around.
_UNWRITABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff\ufffe\uffff]"
)


class PaperError(ValueError):
    """What is wrong with a paper: one text a fault, each with its place."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("this paper cannot be made:\n- " + "\n- ".join(self.faults))


def writable(text: str) -> str:
    """The text without what no file can hold; every end of a line is one newline."""
    return _UNWRITABLE.sub("", _LINE_ENDS.sub("\n", text))


def _settled(value: Any) -> Any:
    if isinstance(value, str):
        return writable(value)
    if isinstance(value, list | tuple):
        return tuple(_settled(item) for item in value)
    if isinstance(value, float) and value == 0:
        return 0.0  # a minus before a zero says nothing, and not every database keeps it
    return value


class _Part:
    """Settles the fields of a part once it is made."""

    __slots__ = ()

    def __post_init__(self) -> None:
        for field in fields(self):  # pyright: ignore[reportArgumentType] - each part is a dataclass
            object.__setattr__(self, field.name, _settled(getattr(self, field.name)))

    def _set(self, **values: Any) -> None:
        for name, value in values.items():
            object.__setattr__(self, name, _settled(value))


@dataclass(frozen=True, slots=True)
class Strong(_Part):
    """A span that stands out."""

    text: str


@dataclass(frozen=True, slots=True)
class Link(_Part):
    """A span that leads to a page on the web."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Note(_Part):
    """The mark of a footnote, by its id."""

    id: str


@dataclass(frozen=True, slots=True)
class Cite(_Part):
    """The number of a source, by its id."""

    id: str


Span = str | Strong | Link | Note | Cite
Spans = tuple[Span, ...]


def _spans(words: Span | Iterable[Span]) -> Spans:
    """One span or several, as a tuple; what is neither is told with the other faults."""
    if isinstance(words, Iterable) and not isinstance(words, str):
        return tuple(words)
    return (words,)


@dataclass(frozen=True, slots=True, init=False)
class Paragraph(_Part):
    """A paragraph: ``Paragraph("As ", Strong("decided"))``, or its spans as one sequence."""

    spans: Spans

    def __init__(self, *spans: Span | Iterable[Span]) -> None:
        self._set(spans=tuple(span for words in spans for span in _spans(words)))


@dataclass(frozen=True, slots=True, init=False)
class Bullets(_Part):
    """A list of short texts, numbered where it is `ordered`."""

    items: tuple[Spans, ...]
    ordered: bool

    def __init__(self, items: Iterable[Span | Iterable[Span]], ordered: bool = False) -> None:
        self._set(items=tuple(_spans(item) for item in items), ordered=ordered)


@dataclass(frozen=True, slots=True, init=False)
class Facts(_Part):
    """Labels with what holds for each: (label, spans)."""

    rows: tuple[tuple[str, Spans], ...]

    def __init__(self, rows: Iterable[tuple[str, Span | Iterable[Span]]]) -> None:
        self._set(rows=tuple((label, _spans(words)) for label, words in rows))


@dataclass(frozen=True, slots=True, init=False)
class Remark(_Part):
    """A remark that stands apart: a gap, a contradiction."""

    spans: Spans
    kind: RemarkKind

    def __init__(self, spans: Span | Iterable[Span], kind: RemarkKind = "note") -> None:
        self._set(spans=_spans(spans), kind=kind)


@dataclass(frozen=True, slots=True)
class Quote(_Part):
    """Words of another, literally; `source` is the id of where they stand."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Column(_Part):
    """A column of a table.

    `decimals` None writes a number with the decimals it has. `unit` stands with the label. `notes`
    are ids of footnotes. `width` is its share of the page beside the others; where one says it, a
    column without has 1, and where none does, the widths follow from what stands in the columns.
    """

    label: str
    kind: ColumnKind = "text"
    decimals: int | None = None
    unit: str = ""
    notes: tuple[str, ...] = ()
    width: float | None = None


@dataclass(frozen=True, slots=True)
class Cell(_Part):
    """One cell.

    `text` says why there is no value, or how a value is to be written where that is not as its
    column says. `unit` is for a value whose unit is not that of its column. `notes` are ids of
    footnotes, `sources` ids of sources.
    """

    value: Value = None
    text: str | None = None
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    unit: str = ""


@dataclass(frozen=True, slots=True, init=False)
class Row(_Part):
    """A row; its first cell is its header.

    A row of kind ``group`` is a heading of the rows after it, and may have that one cell alone.
    """

    cells: tuple[Cell, ...]
    kind: RowKind

    def __init__(self, cells: Iterable[Cell | Value], kind: RowKind = "plain") -> None:
        made = tuple(cell if isinstance(cell, Cell) else Cell(cell) for cell in cells)
        self._set(cells=made, kind=kind)


@dataclass(frozen=True, slots=True, init=False)
class Table(_Part):
    """A table; `notes` are footnotes to all of it, `sources` where all of it comes from.

    `compact` asks for a small letter. A table with more columns than a page takes lies down.
    """

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    compact: bool
    sources: tuple[str, ...]

    def __init__(
        self,
        id: str,
        caption: str,
        columns: Iterable[Column | str],
        rows: Iterable[Row | Iterable[Cell | Value]],
        notes: Iterable[str] = (),
        compact: bool = False,
        sources: Iterable[str] = (),
    ) -> None:
        self._set(
            id=id,
            caption=caption,
            columns=tuple(Column(c) if isinstance(c, str) else c for c in columns),
            rows=tuple(row if isinstance(row, Row) else Row(row) for row in rows),
            notes=tuple(notes),
            compact=compact,
            sources=tuple(sources),
        )


@dataclass(frozen=True, slots=True, init=False)
class Figure(_Part):
    """A picture with what it says, what it shows, and its numbers.

    One of `svg` (a drawing) and `spec` (a Vega-Lite specification, of
    :mod:`windroos.report.paper.charts`). `caption` is its message as a sentence, `alt` what one
    sees in it.
    """

    id: str
    caption: str
    alt: str
    table: Table
    svg: str
    spec: dict[str, Any] | None

    def __init__(
        self,
        id: str,
        caption: str,
        alt: str,
        *,
        table: Table,
        svg: str = "",
        spec: Mapping[str, Any] | None = None,
    ) -> None:
        self._set(id=id, caption=caption, alt=alt, table=table, svg=svg)
        self._set(spec=None if spec is None else copy.deepcopy(dict(spec)))


Block = Paragraph | Bullets | Facts | Remark | Quote | Table | Figure


@dataclass(frozen=True, slots=True)
class Section(_Part):
    """A part of a paper under a heading; at most four levels deep."""

    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True, init=False)
class Footnote(_Part):
    """A note to the text or a table; without a `mark` it is numbered where it is first met."""

    id: str
    mark: str
    spans: Spans
    sources: tuple[str, ...]

    def __init__(
        self,
        id: str,
        mark: str = "",
        spans: Span | Iterable[Span] = (),
        sources: Iterable[str] = (),
    ) -> None:
        self._set(id=id, mark=mark, spans=_spans(spans), sources=tuple(sources))


@dataclass(frozen=True, slots=True)
class Source(_Part):
    """Where something comes from; `place` is where in it (section, paragraph, page)."""

    id: str
    title: str
    publisher: str = ""
    date: date | None = None
    url: str = ""
    place: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Paper(_Part):
    """A whole report.

    `day` is the day it bears, `as_of` the moment its figures are of, `reference` the number it is
    filed under.

    Raises:
        PaperError: with everything that is wrong.
    """

    id: str
    title: str
    language: Language
    sections: tuple[Section, ...]
    _: KW_ONLY
    day: date
    subtitle: str = ""
    organisation: str = ""
    as_of: datetime | None = None
    summary: tuple[Block, ...] = ()
    sources: tuple[Source, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    reference: str = ""

    def __post_init__(self) -> None:
        # `super()` without arguments does not find the class that `slots` makes anew.
        _Part.__post_init__(self)
        self.check()

    def check(self) -> None:
        """Raise with everything that is wrong, or do nothing."""
        from windroos.report.paper.faults import faults_of

        if faults := faults_of(self):
            raise PaperError(faults)
