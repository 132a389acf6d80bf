"""A paper as HTML: a fragment for a page with a style sheet of its own, or one whole file.

The fragment has no style and no script, so that it can stand under the strictest policy.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import quote

from windroos.report.paper.drawing import inline_svg
from windroos.report.paper.layout import NUMERIC
from windroos.report.paper.page_style import STYLE
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
    Section,
    Source,
    Spans,
    Strong,
    Table,
)
from windroos.report.paper.setting import Heading, Set
from windroos.report.paper.wording import header
from windroos.report.svg import escape

__all__ = ["to_html", "to_page"]


def to_html(paper: Paper, level: int = 2, *, contents: bool = False) -> str:
    """The paper below its title, as an ``<article>``.

    Args:
        level: the level of the headings of its sections: 2 under a page's ``h1``.
        contents: whether a list of its sections stands first.
    """
    return _Writer(paper, level).article(contents=contents)


def to_page(paper: Paper) -> str:
    """The paper as one HTML file that needs nothing else."""
    writer = _Writer(paper, 2)
    head = "".join(
        f"<div><dt>{escape(a)}</dt><dd>{escape(b)}</dd></div>" for a, b in writer.set.head
    )
    subtitle = f'<p class="paper-subtitle">{escape(paper.subtitle)}</p>' if paper.subtitle else ""
    as_of = f'<p class="paper-as-of">{escape(writer.set.as_of)}</p>' if paper.as_of else ""
    author = f'<meta name="author" content="{escape(paper.organisation)}">'
    return (
        f'<!doctype html>\n<html lang="{paper.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(paper.title)}</title>\n{author if paper.organisation else ''}\n"
        f"<style>{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{escape(paper.title)}</h1>\n"
        f'{subtitle}<dl class="paper-head">{head}</dl>{as_of}\n</header>\n<main>\n'
        f"{writer.article(contents=True)}</main>\n</body>\n</html>\n"
    )


class _Writer:
    """Writes one paper; of a note that is met more than once, the way back leads to the first."""

    def __init__(self, paper: Paper, level: int) -> None:
        self.set = Set(paper)
        self._paper = paper
        self._level = level
        self._met: set[str] = set()

    def article(self, *, contents: bool) -> str:
        paper = self._paper
        parts = [f'<article class="paper" lang="{paper.language}">\n']
        if paper.summary:
            title = self._heading(self._level, self.set.word("summary"), "summary")
            body = self._blocks(paper.summary) + self._notes_to_text(paper.summary, "summary")
            parts.append(f'<section class="paper-summary">\n{title}{body}</section>\n')
        if contents and len(paper.sections) > 1:
            parts.append(self._contents())
        parts += [
            self._section(section, (number,)) for number, section in enumerate(paper.sections, 1)
        ]
        if paper.sources:
            title = self._heading(self._level, self.set.word("sources"), "sources")
            rows = "".join(map(self._source, paper.sources))
            parts.append(f'<section class="paper-sources">\n{title}<ol>\n{rows}</ol>\n</section>\n')
        return "".join([*parts, "</article>\n"])

    def _contents(self) -> str:
        rows = "".join(
            f'<li><a href="#{_href(heading.anchor)}">{heading.number} '
            f"{escape(heading.section.title)}</a></li>\n"
            for number, section in enumerate(self._paper.sections, 1)
            for heading in [Heading((number,), section)]
        )
        name = escape(self.set.word("contents"))
        return f'<nav class="paper-contents" aria-label="{name}">\n<ol>\n{rows}</ol>\n</nav>\n'

    def _section(self, section: Section, place: tuple[int, ...]) -> str:
        heading = Heading(place, section)
        level = self._level + heading.level - 1
        title = self._heading(level, section.title, heading.anchor, heading.number)
        body = self._blocks(section.blocks)
        body += "".join(
            self._section(part, (*place, number)) for number, part in enumerate(section.sections, 1)
        )
        if heading.level == 1:
            body += self._notes_to_text(list(_all_blocks(section)), heading.anchor)
        return f"<section>\n{title}{body}</section>\n"

    def _heading(self, level: int, title: str, anchor: str, number: str = "") -> str:
        number = f'<span class="paper-number">{number}</span> ' if number else ""
        tag, role = (
            (f"h{level}", "") if level <= 6 else ("div", f' role="heading" aria-level="{level}"')
        )
        return f'<{tag} id="{escape(anchor)}"{role}>{number}{escape(title)}</{tag}>\n'

    def _blocks(self, blocks: Iterable[Block]) -> str:
        return "".join(self._block(block) for block in blocks)

    def _block(self, block: Block) -> str:
        match block:
            case Paragraph():
                return f"<p>{self._spans(block.spans)}</p>\n"
            case Bullets():
                tag = "ol" if block.ordered else "ul"
                items = "".join(f"<li>{self._spans(item)}</li>\n" for item in block.items)
                return f"<{tag}>\n{items}</{tag}>\n"
            case Facts():
                rows = "".join(
                    f"<div><dt>{escape(label)}</dt><dd>{self._spans(words)}</dd></div>\n"
                    for label, words in block.rows
                )
                return f'<dl class="paper-facts">\n{rows}</dl>\n'
            case Remark():
                name = self.set.word("attention" if block.kind == "warning" else "remark")
                return (
                    f'<div class="paper-remark paper-remark-{block.kind}" role="note">'
                    f"<p><strong>{escape(name)}:</strong> {self._spans(block.spans)}</p></div>\n"
                )
            case Quote():
                source = self.set.source(block.source)
                cite = f"{escape(', '.join(self.set.source_line(source)))} {self._cite(source.id)}"
                return (
                    f'<figure class="paper-quote"><blockquote><p>{_lines(block.text)}</p>'
                    f"</blockquote><figcaption>{cite}</figcaption></figure>\n"
                )
            case Table():
                return self._table(block)
            case Figure():
                return self._figure(block)

    def _spans(self, spans: Spans) -> str:
        return "".join(self._span(span) for span in spans)

    def _span(self, span: object) -> str:
        match span:
            case Strong(text):
                return f"<strong>{_lines(text)}</strong>"
            case Link(text, url):
                return f'<a href="{escape(url)}">{_lines(text)}</a>'
            case Note(id):
                return self._mark(id, "text")
            case Cite(id):
                return self._cite(id)
        return _lines(str(span))

    def _mark(self, id: str, where: str) -> str:
        """The mark of a note, which leads to it; `where` is the table, or the text."""
        place = f"note-{where}-{id}"
        back = "" if place in self._met else f' id="{escape(f"ref-{place}")}"'
        self._met.add(place)
        name = escape(self.set.word("note", mark=self.set.mark(id)))
        return (
            f'<sup class="paper-mark"><a{back} href="#{_href(place)}" aria-label="{name}">'
            f"{escape(self.set.mark(id))}</a></sup>"
        )

    def _cite(self, id: str) -> str:
        return self._cites([self.set.source_number(id)])

    def _cites(self, numbers: Iterable[int]) -> str:
        return " ".join(f'<a class="paper-cite" href="#source-{n}">[{n}]</a>' for n in numbers)

    def _notes_to_text(self, blocks: Sequence[Block], anchor: str) -> str:
        notes = self.set.text_notes(blocks)
        if not notes:
            return ""
        # The anchor is the section's, since a note can be met in two.
        rows = "".join(self._note(note, "text") for note in notes)
        name = escape(self.set.word("footnotes"))
        id = escape(f"{anchor}-notes")
        return f'<ul class="paper-notes" aria-label="{name}" id="{id}">\n{rows}</ul>\n'

    def _note(self, note: Footnote, where: str) -> str:
        place = f"note-{where}-{note.id}"
        # A note that stands in two places is found at the first.
        id = "" if f"at-{place}" in self._met else f' id="{escape(place)}"'
        self._met.add(f"at-{place}")
        cites = self._cites(map(self.set.source_number, note.sources))
        mark, back = escape(self.set.mark(note.id)), escape(self.set.word("back"))
        cited = f" {cites}" if cites else ""
        return (
            f'<li{id}><span class="paper-mark">{mark}</span> {self._spans(note.spans)}{cited} '
            f'<a class="paper-back" href="#{_href("ref-" + place)}" aria-label="{back}">↩</a>'
            "</li>\n"
        )

    def _table(self, table: Table) -> str:
        where = f"table-{table.id}"
        marks = "".join(self._mark(id, where) for id in dict.fromkeys(table.notes))
        number = f'<span class="paper-number">{escape(self.set.table_title(table))}</span> '
        # What it is called stays in view where the table is wider than the screen.
        title = f'<span class="paper-caption">{number}{escape(table.caption)}{marks}</span>'
        caption = f"<caption>{title}</caption>\n"
        head = "".join(self._column(column, where) for column in table.columns)
        rows = "".join(self._row(row, table, where) for row in table.rows)
        name = f"{self.set.table_title(table)} {table.caption}"
        compact = " paper-table-compact" if table.compact else ""
        # Focus lets a table wider than the screen be scrolled by keyboard.
        return (
            f'<div class="paper-table{compact}" id="{escape(where)}">'
            f'<div class="paper-scroll" role="region" tabindex="0" aria-label="{escape(name)}">\n'
            f"<table>\n{caption}<thead>\n<tr>{head}</tr>\n</thead>\n<tbody>\n{rows}</tbody>\n"
            f"</table></div>\n{self._under(table, where)}</div>\n"
        )

    def _under(self, table: Table, where: str) -> str:
        notes = "".join(self._note(note, where) for note in self.set.table_notes(table))
        name = escape(self.set.word("footnotes"))
        under = f'<ul class="paper-notes" aria-label="{name}">\n{notes}</ul>\n' if notes else ""
        sources = self.set.told_sources(table)
        if sources:
            said = "".join(f"{escape(told)} {self._cite(source.id)}" for told, source in sources)
            label = self.set.word("source" if len(sources) == 1 else "sources")
            under += f'<p class="paper-under">{escape(label)}: {said}</p>\n'
        return under

    def _column(self, column: Column, where: str) -> str:
        marks = "".join(self._mark(id, where) for id in dict.fromkeys(column.notes))
        kind = ' class="paper-numeric"' if column.kind in NUMERIC else ""
        return f'<th scope="col"{kind}>{escape(header(column))}{marks}</th>'

    def _row(self, row: Row, table: Table, where: str) -> str:
        kind = "" if row.kind == "plain" else f' class="paper-{row.kind}"'
        if row.kind == "group" and len(row.cells) == 1:
            text = self._cell(row.cells[0], table.columns[0], table, where)
            span = f' colspan="{len(table.columns)}"' if len(table.columns) > 1 else ""
            return f'<tr{kind}><th scope="rowgroup"{span}>{text}</th></tr>\n'
        cells = zip(row.cells, table.columns, strict=True)
        written: list[str] = []
        for place, (cell, column) in enumerate(cells):
            text = self._cell(cell, column, table, where)
            if place == 0:
                written.append(f'<th scope="row">{text}</th>')
            else:
                numeric = ' class="paper-numeric"' if column.kind in NUMERIC else ""
                written.append(f"<td{numeric}>{text}</td>")
        return f"<tr{kind}>{''.join(written)}</tr>\n"

    def _cell(self, cell: Cell, column: Column, table: Table, where: str) -> str:
        notes, cites = self.set.marks_of_cell(table, cell)
        marks = "".join(self._mark(id, where) for id in notes)
        cited = f" {self._cites(cites)}" if cites else ""
        return f"{_lines(self.set.cell(cell, column))}{marks}{cited}"

    def _figure(self, figure: Figure) -> str:
        number = f'<span class="paper-number">{escape(self.set.figure_title(figure))}</span> '
        anchor = f"figure-{figure.id}"
        opens = self.set.word("figures_of", number=self.set.figure_number(figure))
        return (
            f'<figure class="paper-figure" id="{escape(anchor)}">\n'
            f"<figcaption>{number}{escape(figure.caption)}</figcaption>\n"
            f"{inline_svg(figure, self.set)}\n"
            f"<details><summary>{escape(opens)}</summary>\n"
            f"{self._table(figure.table)}</details>\n</figure>\n"
        )

    def _source(self, source: Source) -> str:
        title = f"<cite>{escape(source.title)}</cite>"
        if source.url:
            title = f'<a href="{escape(source.url)}">{title}</a>'
        rest = [escape(part) for part in self.set.source_line(source)[1:]]
        number = self.set.source_number(source.id)
        said = ", ".join([title, *rest])
        if source.sha256:
            said += f' <code class="paper-hash">SHA-256 {source.sha256}</code>'
        return f'<li id="source-{number}">{said}</li>\n'


def _all_blocks(section: Section) -> Iterable[Block]:
    yield from section.blocks
    for part in section.sections:
        yield from _all_blocks(part)


def _lines(text: str) -> str:
    """The text, its ends of lines kept."""
    return escape(text).replace("\n", "<br>")


def _href(anchor: str) -> str:
    return quote(anchor, safe="-._~!$&'()*+,;=:@/?")
