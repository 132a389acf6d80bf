"""A PDF file without tags: what its pages look like says what is a heading, a paragraph, a list, a
table or a note, and what is a running head."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from statistics import median

from windroos.sources.documents.pdf_lines import Line, Word, line_of
from windroos.sources.documents.shape import (
    BULLET,
    BULLETS,
    ENDS_SENTENCE,
    ITEM,
    NOTE,
    PARAGRAPH,
    Block,
    heading,
    plain,
    row,
)
from windroos.sources.documents.unwrapping import unwrapped, words_of

# As a share of the height of a page: where running heads and page numbers stand.
_EDGE = 0.1
# As a share of the size of running text.
_HEADING, _NOTE = 1.12, 0.92
# As a share of the usual distance between lines: more is a new paragraph.
_SPACED = 1.25
_OTHER_SIZE = 0.08
# A gap down or across a page that is at least so many points wide parts what is read apart.
_GUTTER, _BAND = 9.0, 4.0
# Fewer rows than this say nothing of how a page is set.
_ROWS = 3
_LIST_MARK = rf"[{re.escape(BULLETS)}]|\d{{1,2}}[.)]|[a-z][.)]"
_ITEM = re.compile(rf"^(?:{_LIST_MARK})\s+\S")
_MARK = re.compile(rf"{_LIST_MARK}|\d{{1,3}}|[a-zA-Z*†‡]")
_NUMBER = re.compile(r"\d+")
_PAGE = re.compile(
    r"^(?:\W*(?:pagina|page|blz\.?|p\.)?\s*\d+(?:\s*(?:van|of|/|\|)\s*\d+)?\W*)$", re.I
)
_NOTE_MARK = re.compile(r"^(?:\d{1,3}|[a-zA-Z*†‡])\s?\)?\s+\S")
_SHORT = 90


@dataclass(frozen=True)
class Table:
    """A bordered table: its edges (left, top, right, bottom), and its rows of cells of lines."""

    edges: tuple[float, float, float, float]
    rows: Sequence[Sequence[Sequence[str]]]

    def holds(self, word: Word) -> bool:
        left, top, right, bottom = self.edges
        middle = (word.top + word.bottom) / 2
        return top - 1 <= middle <= bottom + 1 and word.x0 >= left - 2 and word.x1 <= right + 2


@dataclass(frozen=True)
class Sheet:
    """A page: its height in points, its words, its tables."""

    height: float
    words: Sequence[Word]
    tables: Sequence[Table] = field(default_factory=tuple)


@dataclass
class _Part:
    """Lines that are one block, the page on which they begin, and where their column ends."""

    lines: list[Line]
    page: int
    right: float

    @property
    def ended(self) -> bool:
        return bool(ENDS_SENTENCE.search(self.lines[-1].text))


def blocks(sheets: Iterable[tuple[Sheet, int]]) -> Iterator[Block]:
    """What the pages tell apart, in reading order."""
    pages = _with_tables(list(sheets))
    heads = _running_heads([sheet for sheet, _number in pages])
    kept = [(sheet, number, _body(sheet, heads)) for sheet, number in pages]
    every = [line for _sheet, _number, regions in kept for lines in regions for line in lines]
    yield from _Setting(every).blocks(kept)


def _with_tables(pages: Sequence[tuple[Sheet, int]]) -> list[tuple[Sheet, int]]:
    """The pages with the tables that are one: a single row is a frame round running text, unless
    the end of a page cut it off from the rest."""
    tables = [sorted(sheet.tables, key=lambda one: one.edges[1]) for sheet, _number in pages]
    kept = []
    for place, (sheet, number) in enumerate(pages):
        above = tables[place - 1][-1:] if place else []
        below = tables[place + 1][:1] if place + 1 < len(pages) else []
        here = tables[place]
        whole = tuple(
            one
            for one in here
            if len(one.rows) > 1
            or (one is here[-1] and any(_same_columns(one, other) for other in below))
            or (one is here[0] and any(_same_columns(one, other) for other in above))
        )
        kept.append((replace(sheet, tables=whole), number))
    return kept


def _same_columns(one: Table, other: Table) -> bool:
    left, right = (abs(one.edges[side] - other.edges[side]) for side in (0, 2))
    return len(one.rows[0]) == len(other.rows[0]) and max(left, right) < _GUTTER


def _body(sheet: Sheet, heads: set[tuple[str, bool]]) -> list[list[Line]]:
    """The columns of a page, without its tables and running heads."""
    gone = {word for line, words in _rows(sheet) if _is_head(line, sheet, heads) for word in words}
    return _regions(
        [
            word
            for word in sheet.words
            if word not in gone and not any(table.holds(word) for table in sheet.tables)
        ]
    )


def _rows(sheet: Sheet) -> list[tuple[Line, list[Word]]]:
    rows = groupby(sheet.words, key=lambda word: word.row)
    return [(line_of(words), words) for _number, group in rows if (words := list(group))]


class _Setting:
    """How running text is set in a document: the size of its letters and the distance from line to
    line, in points; and the words in it."""

    def __init__(self, every: Sequence[Line]) -> None:
        self.body = _usual_size(every)
        self.leading = _usual_leading(every, self.body)
        self.words = words_of(line.text for line in every)

    def blocks(
        self, pages: Iterable[tuple[Sheet, int, Sequence[Sequence[Line]]]]
    ) -> Iterator[Block]:
        for part in self._whole(part for page in pages for part in self._page(*page)):
            yield part if isinstance(part, Block) else self._block(part)

    def _whole(self, parts: Iterable[_Part | Block | None]) -> Iterator[_Part | Block]:
        """Paragraphs that the end of a column or a page cut in two, made whole; None stands for
        such an end."""
        waiting: _Part | None = None
        ended = False
        for part in parts:
            if part is None:
                ended = True
                continue
            if isinstance(part, _Part):
                if ended and waiting is not None and self._goes_on(waiting, part):
                    waiting.lines += part.lines
                    waiting.right = part.right
                    ended = False
                    continue
                if waiting is not None:
                    yield waiting
                waiting, ended = part, False
                continue
            if waiting is not None:
                yield waiting
            waiting = None
            yield part
        if waiting is not None:
            yield waiting

    def _goes_on(self, part: _Part, after: _Part) -> bool:
        last, first = part.lines[-1], after.lines[0]
        if part.ended or abs(last.size - first.size) > _OTHER_SIZE * self.body:
            return False
        full = part.right - last.x1 < 2 * self.body and last.size < _HEADING * self.body
        return first.text[:1].islower() or (full and not _ITEM.match(first.text))

    def _page(
        self, sheet: Sheet, number: int, regions: Sequence[Sequence[Line]]
    ) -> Iterator[_Part | Block | None]:
        tables = sorted(sheet.tables, key=lambda table: table.edges[1])
        for region in regions:
            for part in self._parts(region, number):
                while tables and tables[0].edges[1] < part.lines[0].top:
                    yield from self._table(tables.pop(0), number)
                yield part
            yield None
        for table in tables:
            yield from self._table(table, number)

    def _table(self, table: Table, page: int) -> Iterator[Block]:
        for cells in table.rows:
            yield row((unwrapped(cell, self.words, hyphenated=False) for cell in cells), page)

    def _block(self, part: _Part) -> Block:
        text = plain(unwrapped((line.text for line in part.lines), self.words))
        if self._heads(part.lines, text):
            return heading(text, part.page)
        if _ITEM.match(text):
            return Block(text, ITEM, page=part.page)
        if part.lines[0].size < _NOTE * self.body and _NOTE_MARK.match(text):
            return Block(text, NOTE, page=part.page)
        return Block(text, PARAGRAPH, page=part.page)

    def _heads(self, lines: Sequence[Line], text: str) -> bool:
        large = lines[0].size >= _HEADING * self.body
        bold = all(line.bold for line in lines) and len(lines) < 3 and len(text) < _SHORT
        closed = ENDS_SENTENCE.search(text) and not text.endswith((":", "?"))
        return (large or bold) and not closed and not text.startswith(f"{BULLET} ")

    def _parts(self, lines: Sequence[Line], page: int) -> Iterator[_Part]:
        """Lines of one column, gathered to what belongs together."""
        right = max((line.x1 for line in lines), default=0.0)
        current: _Part | None = None
        for line in lines:
            if current is not None and not self._begins(current, line, right):
                current.lines.append(line)
                continue
            if current is not None:
                yield current
            current = _Part([line], page, right)
        if current is not None:
            yield current

    def _begins(self, part: _Part, line: Line, right: float) -> bool:
        """Whether a line begins something new, after these."""
        first, last = part.lines[0], part.lines[-1]
        step = (line.bottom - last.bottom) / max(line.size / self.body, last.size / self.body, 0.5)
        if step > _SPACED * self.leading or step < 0:
            return True
        if abs(line.size - last.size) > _OTHER_SIZE * self.body or _ITEM.match(line.text):
            return True
        if line.bold != last.bold and (last.bold or len(line.text) < _SHORT):
            return True
        item = _ITEM.match(first.text)
        if item and line.x0 > first.x0 + 0.3 * self.body:
            # What goes on in an item is set in from its mark.
            return False
        if not item and len(part.lines) > 1 and line.x0 > last.x0 + 0.8 * self.body:
            return True
        room = right - last.x1 > _width(line, line.text.split(" ", 1)[0]) + self.body
        large = line.size >= _HEADING * self.body
        return room and not large and (part.ended or not line.text[:1].islower())


def _width(line: Line, word: str) -> float:
    """About how wide a word of a line is."""
    return len(word) / len(line.text) * (line.x1 - line.x0)


def _regions(words: Sequence[Word]) -> list[list[Line]]:
    """A page cut into columns, in the order in which they are read (recursive XY-cut, Nagy and
    Seth 1984): down where it is white from top to bottom, else across into bands, of which those
    without columns that follow each other are one."""
    if not words:
        return []
    if len(columns := _columns(words)) > 1:
        return [region for column in columns for region in _regions(column)]
    made: list[list[Word]] = []
    found: list[list[Line]] = []
    bands = _cut(words, lambda word: (word.top, word.bottom), _BAND)
    for band in bands:
        if len(bands) > 1 and len(columns := _columns(band)) > 1:
            found += [_lines(one) for one in made]
            made = []
            found += [region for column in columns for region in _regions(column)]
        elif made:
            made[-1] += band
        else:
            made.append(band)
    return found + [_lines(one) for one in made]


def _lines(words: Sequence[Word]) -> list[Line]:
    rows: dict[int, list[Word]] = defaultdict(list)
    for word in words:
        rows[word.row].append(word)
    lines = [line_of(sorted(row, key=lambda word: word.x0)) for row in rows.values()]
    return sorted(lines, key=lambda line: (line.top, line.x0))


def _columns(words: Sequence[Word]) -> list[list[Word]]:
    """Words parted at white from top to bottom; the marks of list items and notes stay with what
    they stand at, and a line or two have no columns."""
    if len({word.row for word in words}) < _ROWS:
        return [list(words)]
    made: list[list[Word]] = []
    for column in _cut(words, lambda word: (word.x0, word.x1), _GUTTER):
        if made and all(_MARK.fullmatch(word.text) for word in made[-1]):
            made[-1] += column
        else:
            made.append(column)
    return made


def _cut(
    words: Sequence[Word], edges: Callable[[Word], tuple[float, float]], gap: float
) -> list[list[Word]]:
    """Words parted at white that goes all the way."""
    made: list[list[Word]] = []
    reach = float("-inf")
    for word in sorted(words, key=lambda one: edges(one)[0]):
        start, end = edges(word)
        if not made or start - reach > gap:
            made.append([])
        made[-1].append(word)
        reach = max(reach, end)
    return made


def _running_heads(sheets: Sequence[Sheet]) -> set[tuple[str, bool]]:
    """Lines at the edge of pages that come back, their numbers apart."""
    if len(sheets) < _ROWS:
        return set()
    seen: Counter[tuple[str, bool]] = Counter()
    for sheet in sheets:
        seen.update({key for line, _words in _rows(sheet) if (key := _at_edge(line, sheet))})
    return {key for key, times in seen.items() if times >= max(3, 0.3 * len(sheets))}


def _at_edge(line: Line, sheet: Sheet) -> tuple[str, bool] | None:
    above = line.bottom < _EDGE * sheet.height
    if not above and line.top < (1 - _EDGE) * sheet.height:
        return None
    return _NUMBER.sub("#", line.text), above


def _is_head(line: Line, sheet: Sheet, heads: set[tuple[str, bool]]) -> bool:
    key = _at_edge(line, sheet)
    return key is not None and (key in heads or bool(_PAGE.match(line.text)))


def _usual_size(lines: Sequence[Line]) -> float:
    """The size in which most is set, in points."""
    sizes: Counter[float] = Counter({1.0: 0})
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] or 1.0


def _usual_leading(lines: Sequence[Line], body: float) -> float:
    """The usual distance from a line of running text to the next, in points."""
    steps = [
        after.bottom - before.bottom
        for before, after in itertools.pairwise(lines)
        if abs(before.size - body) < 1
        and abs(after.size - body) < 1
        and 0.9 * body < after.bottom - before.bottom < 2.5 * body
    ]
    return median(sorted(steps)[: max(1, len(steps) * 3 // 4)]) if steps else 1.3 * body
