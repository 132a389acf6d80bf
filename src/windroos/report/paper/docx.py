"""A paper as a Word document that can be worked on: real headings, captions, footnotes and heads
of tables.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

from windroos.report.paper.charts import png_of
from windroos.report.paper.drawing import size_of, svg_for
from windroos.report.paper.layout import (
    NUMERIC,
    WIDTH,
    figure_width,
    frame_of,
    sheets_of,
)
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
from windroos.report.paper.word_file import WordFile, el, field, run
from windroos.report.paper.wording import header

__all__ = ["to_docx"]

# A paper with this many headings begins with a list of them.
_CONTENTS_FROM = 6
_MM, _EMU = 1440 / 25.4, 36_000  # twentieths of a point and English metric units in a millimetre


def to_docx(paper: Paper) -> bytes:
    """The Word document; the same paper, the same bytes.

    Raises:
        MissingExtra: where the extra `report` is not installed.
    """
    return _Writer(paper).write()


class _Writer:
    """Writes one document from top to bottom."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._set = Set(paper)
        self._file = WordFile(self._set)
        self._part: Any = self._file.document.part
        self._names: dict[str, str] = {}
        self._bookmarks = 0
        self._pictures = 0
        self._footnotes: set[str] = set()
        self._counted = 0

    def write(self) -> bytes:
        body = self._file.body
        for child in [child for child in body if not child.tag.endswith("}sectPr")]:
            body.remove(child)
        self._head()
        if self._paper.summary:
            self._heading(1, self._set.word("summary"), "summary", numbered=False)
            self._blocks(self._paper.summary)
        stream = self._set.stream()
        self._contents([item for item in stream if isinstance(item, Heading)])
        self._sheets([*stream, *(figure.table for figure in self._set.figures)])
        return self._file.bytes()

    def _sheets(self, stream: Sequence[Any]) -> None:
        figures = {id(figure.table) for figure in self._set.figures}
        begun, wide, first = False, False, True
        for sheet in sheets_of(stream):
            if sheet.wide != wide:
                self._close(self._file.end_of_sheet(wide=wide, first=first))
                wide, first = sheet.wide, False
            for item in sheet.items:
                if id(item) in figures and not begun:
                    begun = True
                    self._heading(1, self._set.word("figures_section"), "figures", numbered=False)
                if isinstance(item, Heading):
                    self._heading(item.level, item.section.title, item.anchor)
                else:
                    self._block(item)
        if self._paper.sources:
            if wide:
                self._close(self._file.end_of_sheet(wide=wide, first=first))
                wide, first = False, False
            self._heading(1, self._set.word("sources"), "sources", numbered=False)
            for source in self._paper.sources:
                self._source(source)
        self._file.end(wide=wide, first=first)

    def _close(self, section: Any) -> None:
        """Ends a sheet in its last paragraph."""
        last = self._file.body[-2]
        if not last.tag.endswith("}p"):
            last = self._add("TableEnd")
        last.get_or_add_pPr().append(section)

    def _add(self, style: str, *parts: Any, look: Sequence[Any] = ()) -> Any:
        made = el("p", el("pPr", el("pStyle", val=style), *look), *parts)
        self._append(made)
        return made

    def _append(self, element: Any) -> None:
        self._file.body[-1].addprevious(element)

    def _head(self) -> None:
        paper = self._paper
        if paper.organisation:
            self._add("Organisation", run(paper.organisation))
        self._add("Title", run(paper.title))
        if paper.subtitle:
            self._add("Subtitle", run(paper.subtitle))
        for label, text in self._set.head:
            self._add("Fact", run(label, "Strong"), el("r", el("tab")), run(text))
        if self._set.as_of:
            self._add("Normal", run(self._set.as_of, "Label"))

    def _contents(self, headings: Sequence[Heading]) -> None:
        shown = [heading for heading in headings if heading.level < 3]
        if len(shown) < _CONTENTS_FROM:
            return
        self._add("TOCHeading", run(self._set.word("contents")))
        begin = [
            el("r", el("fldChar", fldCharType="begin", dirty="true")),
            el("r", _instruction(r' TOC \o "1-2" \h \z \u ')),
            el("r", el("fldChar", fldCharType="separate")),
        ]
        end = el("r", el("fldChar", fldCharType="end"))
        for heading in shown:
            text = f"{heading.number}\t{heading.section.title}"
            link = el("hyperlink", run(text), anchor=self._name(heading.anchor), history=1)
            ends = [end] if heading is shown[-1] else []
            self._add(f"TOC{heading.level}", *begin, link, *ends)
            begin = []

    def _heading(self, level: int, title: str, anchor: str, *, numbered: bool = True) -> None:
        look = [] if numbered else [_numbering(0), el("ind", left=0, firstLine=0)]
        self._add(f"Heading{level}", *self._marked(anchor, run(title)), look=look)

    def _blocks(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            self._block(block)

    def _block(self, block: Block) -> None:
        match block:
            case Paragraph():
                self._add("Normal", *self._spans(block.spans))
            case Bullets():
                self._list(block)
            case Facts():
                for label, words in block.rows:
                    tab = el("r", el("tab"))
                    self._add("Fact", run(label, "Strong"), tab, *self._spans(words))
            case Remark():
                warning = block.kind == "warning"
                word = self._set.word("attention" if warning else "remark")
                style = "Warning" if warning else "Remark"
                self._add(style, run(f"{word}: ", "Strong"), *self._spans(block.spans))
            case Quote():
                source = self._set.source(block.source)
                said = ", ".join(self._set.source_line(source))
                self._add("Quote", run(block.text))
                self._add("QuoteSource", run(f"{said} "), *self._cites([source.id]))
            case Table():
                self._table(block)
            case Figure():
                self._figure(block)

    def _list(self, block: Bullets) -> None:
        if not block.ordered:
            for item in block.items:
                self._add("ListBullet", *self._spans(item))
            return
        number = self._file.new_list()
        for item in block.items:
            self._add("ListNumber", *self._spans(item), look=[_numbering(number)])

    def _spans(self, spans: Spans, part: Any = None) -> list[Any]:
        made: list[Any] = []
        for span in spans:
            match span:
                case Strong(text):
                    made.append(run(text, "Strong"))
                case Link(text, url):
                    made.append(self._link(text, url, part))
                case Cite(id):
                    made += self._cites([id])
                case Note(id):
                    made += self._footnote(id)
                case _:
                    made.append(run(span))
        return made

    def _link(self, text: str, url: str, part: Any) -> Any:
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.oxml.ns import qn

        # A file stands nowhere: a link within the site leads to nothing from there.
        if not re.match("[a-z]+:", url):
            return run(text)
        part = self._part if part is None else part
        made = el("hyperlink", run(text, "Hyperlink"), history=1)
        made.set(qn("r:id"), part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        return made

    def _cites(self, ids: Iterable[str]) -> list[Any]:
        made: list[Any] = []
        for place, id in enumerate(ids):
            number = self._set.source_number(id)
            made += [run(" ")] if place else []
            made.append(el("hyperlink", run(f"[{number}]"), anchor=self._name(f"source-{number}")))
        return made

    def _footnote(self, id: str) -> list[Any]:
        """The mark of a note to the text: Word's own number where it would be the same."""
        mark = self._set.mark(id)
        if id in self._footnotes:
            return [el("hyperlink", run(mark, "Mark"), anchor=self._name(f"note-{id}"))]
        number = len(self._footnotes) + 1
        self._footnotes.add(id)
        own = mark == str(self._counted + 1)
        self._counted += own
        if own:
            made = _reference(el("footnoteReference", id=number))
            begin = _reference(el("footnoteRef"))
        else:
            made = _reference(el("footnoteReference", customMarkFollows=1, id=number))
            made.extend(run(mark).iterchildren())
            begin = run(mark, "FootnoteReference")
        look = el("pPr", el("pStyle", val="FootnoteText"))
        said = self._said(self._set.note(id), self._file.footnotes)
        body = el("p", look, begin, run(" "), *said)
        self._file.footnotes.element.append(el("footnote", body, id=number))
        return self._marked(f"note-{id}", made)

    def _said(self, note: Footnote, part: Any = None) -> list[Any]:
        cites = [run(" "), *self._cites(note.sources)] if note.sources else []
        return [*self._spans(note.spans, part), *cites]

    def _name(self, anchor: str) -> str:
        """The name of a bookmark: Word takes forty letters and digits."""
        return self._names.setdefault(anchor, f"_Ref{len(self._names) + 1:06d}")

    def _marked(self, anchor: str, *parts: Any) -> list[Any]:
        self._bookmarks += 1
        begin = el("bookmarkStart", id=self._bookmarks, name=self._name(anchor))
        return [begin, *parts, el("bookmarkEnd", id=self._bookmarks)]

    def _table(self, table: Table) -> None:
        anchor = f"table-{table.id}"
        self._caption(
            "Table",
            self._set.table_title(table),
            table.caption,
            anchor,
            self._marks(table.notes, anchor),
        )
        style = "TableCompact" if table.compact else "TableText"
        frame = frame_of(table)
        width = frame.width * WIDTH[frame.wide] * _MM
        widths = [round(width * share / sum(frame.shares)) for share in frame.shares]
        made = el(
            "tbl",
            el(
                "tblPr",
                el("tblStyle", val="PaperTable"),
                el("tblW", w=sum(widths), type="dxa"),
                el("tblLayout", type="fixed"),
                el(
                    "tblLook",
                    val="04A0",
                    firstRow=1,
                    lastRow=0,
                    firstColumn=1,
                    lastColumn=0,
                    noHBand=1,
                    noVBand=1,
                ),
                el("tblCaption", val=table.caption),
            ),
            el("tblGrid", *(el("gridCol", w=size) for size in widths)),
        )
        small = frame.size < (8.5 if table.compact else 9.5)
        letter = {"sz": str(round(frame.size * 2))} if small else {}
        made.append(
            el(
                "tr",
                el("trPr", el("cantSplit"), el("tblHeader")),
                *(
                    self._column(column, size, style, anchor, letter)
                    for column, size in zip(table.columns, widths, strict=True)
                ),
            )
        )
        for row in table.rows:
            made.append(self._row(row, table, widths, style, anchor, letter))
        self._append(made)
        self._under(table, anchor)

    def _column(
        self, column: Column, width: int, style: str, anchor: str, letter: dict[str, str]
    ) -> Any:
        side = el("jc", val="right") if column.kind in NUMERIC else None
        parts = [run(header(column), **letter), *self._marks(column.notes, anchor)]
        text = el("p", el("pPr", el("pStyle", val=style), el("keepNext"), side), *parts)
        return el("tc", el("tcPr", el("tcW", w=width, type="dxa")), text)

    def _row(
        self,
        row: Row,
        table: Table,
        widths: Sequence[int],
        style: str,
        anchor: str,
        letter: dict[str, str],
    ) -> Any:
        made = el("tr", el("trPr", el("cantSplit")))
        alone = len(row.cells) < len(widths)
        for cell, column, width in zip(row.cells, table.columns, widths, strict=False):
            look = [el("tcW", w=sum(widths) if alone else width, type="dxa")]
            if alone:
                look.append(el("gridSpan", val=len(widths)))
            if row.kind == "total":
                line = {"val": "single", "sz": 6, "space": 0, "color": "46555B"}
                look.append(el("tcBorders", el("top", **line)))
            if row.kind == "group":
                look.append(el("shd", val="clear", color="auto", fill="F2F5F5"))
            side = el("jc", val="right") if column.kind in NUMERIC and not alone else None
            strong = "" if row.kind == "plain" else "Strong"
            notes, _ = self._set.marks_of_cell(table, cell)
            parts = [run(self._set.cell(cell, column), strong, **letter)]
            parts += self._marks(notes, anchor) + self._cell_cites(table, cell)
            kept = el("keepNext") if row.kind == "group" else None
            text = el("p", el("pPr", el("pStyle", val=style), kept, side), *parts)
            made.append(el("tc", el("tcPr", *look), text))
        return made

    def _cell_cites(self, table: Table, cell: Cell) -> list[Any]:
        if not cell.sources or not self._set.cites_cells(table):
            return []
        return [run(" "), *self._cites(cell.sources)]

    def _marks(self, notes: Iterable[str], anchor: str) -> list[Any]:
        return [
            el("hyperlink", run(self._set.mark(id), "Mark"), anchor=self._name(f"{anchor}-{id}"))
            for id in dict.fromkeys(notes)
        ]

    def _under(self, table: Table, anchor: str) -> None:
        """The notes to the table and where it comes from."""
        notes, sources = self._set.table_notes(table), self._set.told_sources(table)
        for note in notes:
            mark = self._marked(f"{anchor}-{note.id}", run(self._set.mark(note.id)))
            self._add("TableNote", *mark, el("r", el("tab")), *self._said(note))
        if sources:
            label = self._set.word("source" if len(sources) == 1 else "sources")
            parts: list[Any] = [run(f"{label}: ")]
            for told, source in sources:
                parts += [run(f"{told} "), *self._cites([source.id])]
            self._add("TableSource", *parts)
        else:
            # Between two tables Word wants a paragraph, or they become one.
            self._add("TableEnd")

    def _caption(
        self, kind: str, title: str, text: str, anchor: str, marks: Sequence[Any] = ()
    ) -> None:
        """A caption that Word can number and list."""
        name, _, number = title.rpartition(" ")
        parts = [run(f"{name} ", "Label"), field(rf" SEQ {kind} \* ARABIC ", number)]
        self._add("Caption", *self._marked(anchor, *parts), run(f"  {text}"), *marks)

    def _figure(self, figure: Figure) -> None:
        svg = svg_for(figure, self._set.language)
        size = size_of(svg) or (1.0, 1.0)
        width = figure_width(size)
        self._pictures += 1
        self._caption(
            "Figure", self._set.figure_title(figure), figure.caption, f"figure-{figure.id}"
        )
        picture = self._part.new_pic_inline(
            io.BytesIO(png_of(svg, self._set.language)),
            round(width * _EMU),
            round(width * _EMU * size[1] / size[0]),
        )
        picture.docPr.set("id", str(self._pictures))
        picture.docPr.set("name", self._set.figure_title(figure))
        picture.docPr.set("descr", figure.alt)
        self._add("Picture", el("r", el("drawing", picture)))
        number = self._set.table_number(figure.table)
        told = run(self._set.word("figures_in_table", number=number))
        anchor = self._name(f"table-{figure.table.id}")
        self._add("TableSource", el("hyperlink", told, anchor=anchor))

    def _source(self, source: Source) -> None:
        number = self._set.source_number(source.id)
        title, *rest = self._set.source_line(source)
        link = self._link(title, source.url, None) if source.url else run(title)
        parts = [link, run("".join(f", {part}" for part in rest))]
        if source.sha256:
            parts.append(run(f"\nSHA-256 {source.sha256}", "Label", sz="15"))
        mark = self._marked(f"source-{number}", run(f"[{number}]"))
        self._add("Bibliography", *mark, el("r", el("tab")), *parts)


def _numbering(number: int) -> Any:
    """In which list a paragraph stands; 0 is none."""
    return el("numPr", el("ilvl", val=0), el("numId", val=number))


def _reference(mark: Any) -> Any:
    return el("r", el("rPr", el("rStyle", val="FootnoteReference")), mark)


def _instruction(text: str) -> Any:
    made = el("instrText")
    made.text = text
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made
