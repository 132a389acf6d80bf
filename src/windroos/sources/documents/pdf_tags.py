"""A tagged PDF file: its tags say what is a heading, a paragraph, a list or a table, and in which
order they are read. What has no tag (running heads, page numbers) is no part of the document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from windroos.sources.documents.pdf_lines import mark_after, text_of
from windroos.sources.documents.pdf_tree import Element, Piece
from windroos.sources.documents.shape import (
    BULLET,
    BULLETS,
    ITEM,
    LISTED,
    NOTE,
    PARAGRAPH,
    Block,
    heading,
    marked,
    plain,
    row,
)
from windroos.sources.documents.unwrapping import Words, unwrapped, words_of

Part = Element | Piece

_HEADINGS = {"H", "Title", *(f"H{level}" for level in range(1, 7))}
_NOTES = {"Note", "FENote"}
_BLOCKS = {
    *_HEADINGS, *_NOTES, "P", "L", "LI", "Table", "TR", "BlockQuote", "Caption", "TOCI", "Figure",
    "Formula", "Form",
}  # fmt: skip
_PICTURES = {"Figure", "Formula", "Form"}
_CELLS = {"TD", "TH"}


@dataclass(frozen=True)
class Pieces:
    """The lines of each marked piece of content, and the share of all letters that is in one."""

    lines: Mapping[Piece, Sequence[str]]
    share: float


def pieces(pages: Iterable[Any]) -> Pieces:
    lines: dict[Piece, Sequence[str]] = {}
    inside = every = 0
    for page in pages:
        inside_of: dict[int, list[Any]] = defaultdict(list)
        marks: dict[int, str] = {}
        before: list[Any] = []
        for number, group in groupby(page.chars, key=lambda c: c["mcid"]):
            chars = list(group)
            every += len(chars)
            if number is not None:
                inside += len(chars)
                if number not in inside_of and (mark := mark_after(before, chars)):
                    marks[number] = mark
                inside_of[number] += chars
            before = chars[-4:]
        lines |= {
            Piece(page.page_number, number): [marked(marks[number])]
            if number in marks
            else text_of(chars)
            for number, chars in inside_of.items()
        }
        page.close()
    return Pieces(lines, inside / every if every else 0.0)


def blocks(root: Element, content: Pieces) -> Iterator[Block]:
    """What the tags tell apart, in their order."""
    words = words_of(line for lines in content.lines.values() for line in lines)
    yield from _Reading(content.lines, words).blocks(root)


class _Reading:
    def __init__(self, lines: Mapping[Piece, Sequence[str]], words: Words) -> None:
        self.lines = lines
        self.words = words

    def blocks(self, element: Element) -> Iterator[Block]:
        if element.kind in _PICTURES:
            return
        if element.kind in _HEADINGS:
            yield heading(self._text(element), _page(element))
        elif element.kind in _NOTES:
            yield Block(self._text(element), NOTE, page=_page(element))
        elif element.kind == "Table":
            yield from self._table(element)
        elif element.kind == "LI":
            yield from self._item(element)
        elif _holds_blocks(element):
            yield from self._parts(element.parts)
        else:
            yield self._paragraph((element,))

    def _parts(self, parts: Sequence[Part]) -> Iterator[Block]:
        """Parts that are blocks each by itself, what stands between them as paragraphs."""
        for is_block, group in groupby(parts, key=_is_block):
            if not is_block:
                yield self._paragraph(tuple(group))
                continue
            for part in group:
                if isinstance(part, Element):
                    yield from self.blocks(part)

    def _paragraph(self, parts: Sequence[Part]) -> Block:
        text = self._text(*parts)
        kind = ITEM if LISTED.match(text) else PARAGRAPH
        return Block(text, kind, page=_page(*parts))

    def _item(self, element: Element) -> Iterator[Block]:
        """A list item with its mark; lists within it are items of their own."""
        labels = [part for part in element.children if part.kind == "Lbl"]
        mark = self._text(*labels)
        rest = tuple(part for part in element.parts if part not in labels)
        first = True
        for block in self._parts(rest):
            if first and block.text and not block.heading:
                text = f"{BULLET if mark in BULLETS else mark} {block.text}"
                yield Block(plain(text), ITEM, page=block.page)
                first = False
            else:
                yield block

    def _table(self, element: Element) -> Iterator[Block]:
        for child in element.children:
            if child.kind == "Caption":
                yield heading(self._text(child), _page(child))
            elif child.kind != "TR":
                yield from self._table(child)
            else:
                cells = [part for part in child.children if part.kind in _CELLS]
                if len(cells) == 1 and cells[0].columns == 1:
                    # A frame round running text.
                    yield from self._parts(cells[0].parts)
                    continue
                texts = [
                    text
                    for cell in cells
                    for text in [self._cell(cell), *[""] * (cell.columns - 1)]
                ]
                yield row(texts, _page(child))

    def _text(self, *parts: Part) -> str:
        """All text in these, a word that was broken at the margin made whole."""
        return plain(unwrapped((line for one in parts for line in self._lines(one)), self.words))

    def _cell(self, cell: Element) -> str:
        """The same of a cell of a table, its footnote marks as marks."""
        return unwrapped(self._lines(cell), self.words, hyphenated=False)

    def _lines(self, part: Part) -> Iterator[str]:
        if isinstance(part, Piece):
            yield from self.lines.get(part, ())
        elif part.kind not in _PICTURES:
            for one in part.parts:
                yield from self._lines(one)


def _page(*parts: Part) -> int | None:
    """The page on which these begin."""
    for one in parts:
        if found := one.page if isinstance(one, Piece) else _page(*one.parts):
            return found
    return None


def _is_block(part: Part) -> bool:
    return isinstance(part, Element) and (part.kind in _BLOCKS or _holds_blocks(part))


def _holds_blocks(element: Element) -> bool:
    return any(_is_block(child) for child in element.children)
