"""Plain text, as someone pasted it from a PDF file or a page: how its lines are set, and what they
begin and end with, says what is a heading, a paragraph, a list item or a note."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from windroos.sources.documents.plain_lines import Line, Setting, fills, room_within
from windroos.sources.documents.shape import (
    ITEM,
    LABEL,
    NOTE,
    PARAGRAPH,
    ROW,
    WITHIN_SENTENCE,
    Block,
    marked,
    normalise,
    row,
    sentences,
)
from windroos.sources.documents.unwrapping import Words, unwrapped

LIST_ITEM = re.compile(r"^\s*(?:[-*•]|\d{1,2}\.|[a-z]\.)\s+\S")
_HEADING_LINES, _HEADING_LETTERS = 3, 150
# So much of a line left over is room in whatever letter.
_AMPLE = 0.1
# Of what a heading stands over, so many letters are looked at, after so many pictures at most.
_SEEN, _PICTURES = 2000, 3

_ADDRESS = re.compile(r"^(?:(?:https?|file)://|www\.)\S+$")
_CAPTION = re.compile(r"^(?:Bron|Source|(?:Figuur|Figure|Tabel|Table)(?:\s+\d+)?)\s*:", re.I)
# What a page says to who does not see its pictures.
_PICTURE = re.compile(r"^(?:\w+ )?(?:afbeelding|foto|image|photo|avatar|logo)$", re.I)
_FIGURES = re.compile(r"(?:\s[\d.,]+%?){2}$|\s\d{1,3}(?:\.\d{3})+$")
_SENTENCE = re.compile(r"[^\W_]{3}[)%\"'”’»]*[.!?:;][\"'”’»)\]]*$")
_NOTE = re.compile(r"^(?:(?P<mark>\d{1,2}|[A-Z])\s+|(?P<star>\*{1,3}))(?=[A-ZÀ-ÖØ-Þ][^*]*$)")
# A mark at the end of a word, or of what is in brackets.
_GLUED = re.compile(
    r"(?:(?<=[a-zß-öø-ÿ]{3})|(?<=[a-zß-öø-ÿ]\)))(?:\d{1,2}|[A-Z])(?=[\s.,;:!?)”’]|$)|(?<=\w )\*+"
)


@dataclass(slots=True)
class _Part:
    """Lines that belong together. `room`: how much the last left over, where nothing else parts
    them from what follows."""

    lines: deque[Line]
    kind: str = PARAGRAPH
    room: float | None = None
    heading: bool = False

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def told(self) -> bool:
        """Whether it begins with a whole sentence."""
        seen = " ".join(line.text for line in islice(self.lines, _SEEN))[:_SEEN]
        return any(_SENTENCE.search(one) for one in sentences(seen))

    @property
    def broken_off(self) -> bool:
        """Whether it is more than a label, and ends within a sentence."""
        long = sum(len(line.text) + 1 for line in islice(self.lines, LABEL)) > LABEL
        return long and bool(WITHIN_SENTENCE.search(self.lines[-1].text))

    @property
    def may_go_on(self) -> bool:
        """Whether something may have cut it off: what left room for more ended on purpose."""
        return self.room is None and fills(self.lines, self.lines[-1])


def blocks(lines: Sequence[str], words: Words) -> Iterator[Block]:
    """What a text tells apart, in order; `words` are those that stand whole in it."""
    text = _Text(lines)
    for part in text.parts():
        if part.kind == ROW:
            yield row(map(text.marked, part.lines[0].cells))
            continue
        whole = normalise(unwrapped(map(text.unmarked, part.lines), words))
        if whole:
            running = part.kind == PARAGRAPH and not part.heading and part.may_go_on
            star = _NOTE.match(part.lines[0].text) if part.kind == NOTE else None
            marks = (star["star"],) if star and star["star"] else ()
            yield Block(whole, part.kind, part.heading, marks=marks, continues=running)


class _Text:
    def __init__(self, lines: Sequence[str]) -> None:
        self.setting = Setting(lines)
        self.marks = _note_marks(self.setting.lines)

    def unmarked(self, line: Line) -> str:
        """A line without the footnote marks that are glued to its words."""
        return _GLUED.sub(lambda found: "" if found[0] in self.marks else found[0], line.text)

    def marked(self, cell: str) -> str:
        """A cell of a table with these as marks."""
        return _GLUED.sub(
            lambda found: marked(found[0]) if found[0] in self.marks else found[0], cell
        )

    def parts(self) -> list[_Part]:
        """The text in parts. What is a heading in one place is one in another."""
        headings = {part.text for part in self._told(frozenset()) if part.heading}
        return self._told(headings)

    def _told(self, known: Container[str]) -> list[_Part]:
        """Whether a part is a heading is told by what follows it."""
        found: list[_Part] = []
        apart = [one for part in self._broken() for one in self._apart(part, known)]
        for part in reversed(apart):
            near = islice(reversed(found), _PICTURES + 1)
            after = next((one for one in near if not _is_picture(one)), None)
            leads = after is not None and (after.heading or self._may_follow(after))
            part.heading = leads and _may_head(part)
            if part.room is None or part.heading or (leads and part.room > _AMPLE):
                found.append(part)
            else:
                # There was room for another reason than that something ended.
                found[-1].lines.extendleft(reversed(part.lines))
        return found[::-1]

    def _may_follow(self, part: _Part) -> bool:
        told = part.kind == ITEM or part.told or part.broken_off
        return told or (self.setting.unbroken and len(part.lines) > 1)

    def _apart(self, part: _Part, known: Container[str]) -> Iterator[_Part]:
        """A part, with the lines that may be a heading parted from it."""
        if part.kind != PARAGRAPH or self.setting.unbroken:
            yield part
        elif self.setting.close:
            yield from _tail_apart(part)
        else:
            yield from _head_apart(part, known)

    def _broken(self) -> Iterator[_Part]:
        part: _Part | None = None
        for line in self.setting.lines:
            begins = self._begins(line)
            if part is not None:
                ended, part.room = self._ended(part, line, begins)
                if not ended:
                    part.lines.append(line)
                    continue
                yield part
            part = _Part(deque([line]), begins or PARAGRAPH)
        if part is not None:
            yield part

    def _begins(self, line: Line) -> str:
        """The kind of what begins with this line, whatever stands before it; else nothing."""
        if line.cells:
            return ROW
        note = _NOTE.match(line.text)
        if note and (note["star"] or note["mark"]) in self.marks:
            return NOTE
        if LIST_ITEM.match(line.text):
            return ITEM
        return PARAGRAPH if _ADDRESS.match(line.text) or _CAPTION.match(line.text) else ""

    def _ended(self, part: _Part, line: Line, begins: str) -> tuple[bool, float | None]:
        """Whether a part ends before a line; and how much room was left, if only that tells so."""
        last = part.lines[-1]
        noted = part.kind == NOTE and (line.spaced or line.set_in)
        if begins or line.parted or noted or last.cells or _ADDRESS.match(last.text):
            return True, None
        room = self.setting.room(last, line)
        if line.set_in:
            # The first line of a page too, which may go on from the last of the one before.
            return last.ends or room > 0, None
        if not self.setting.close:
            return self.setting.unbroken and last.ends, None
        if line.begins_large and last.text.endswith(":"):
            return True, None
        if room <= 0:
            return False, None
        caption = _CAPTION.match(part.lines[0].text)
        if last.ends or (line.begins_large and (caption or _FIGURES.search(last.text))):
            return True, None
        return (True, room) if line.begins_large else (False, None)


def _is_picture(part: _Part) -> bool:
    return len(part.lines) == 1 and bool(_PICTURE.match(part.lines[0].text))


def _may_head(part: _Part) -> bool:
    most = 1 if part.room is None else _HEADING_LINES
    if part.kind != PARAGRAPH or len(part.lines) > most:
        return False
    text = part.text
    return (
        len(text) < _HEADING_LETTERS
        and part.lines[0].begins_large
        and not part.lines[-1].pauses
        and not part.told
        and text.count("(") == text.count(")")
        and not any(one.search(text) for one in (_CAPTION, _PICTURE, _ADDRESS, _FIGURES))
    )


def _tail_apart(part: _Part) -> Iterator[_Part]:
    """What stands after the last sentence that ends with a line, or a last line that begins anew,
    may be a heading."""
    lines = list(part.lines)
    if part.room is None:
        yield part
        return
    start = max((n for n, line in enumerate(lines, start=1) if line.ends), default=0)
    tail = _Part(deque(lines[start:]), room=part.room)
    if lines[-1].begins_large and not _may_head(tail):
        start = len(lines) - 1
    if start:
        yield _Part(deque(lines[:start]))
    yield _Part(deque(lines[start:]), room=part.room)


def _head_apart(part: _Part, known: Container[str]) -> Iterator[_Part]:
    """Lines at the beginning that stop short of the margin may be headings."""
    lines = list(part.lines)
    for _heading in range(_HEADING_LINES):
        count = _short_lines(lines, known)
        starts = [n for n in range(count) if n == 0 or lines[n].begins_large]
        for start, end in pairwise([*starts, count]):
            yield _Part(deque(lines[start:end]), room=0.0)
        lines = lines[count:]
    yield _Part(deque(lines))


def _short_lines(lines: Sequence[Line], known: Container[str]) -> int:
    """How many lines stand above the rest: those up to one that has room for the next word, which
    begins with a capital, though no sentence ends there."""
    if len(lines) > 1 and lines[0].text in known and lines[1].begins_large:
        return 1
    if len(lines) < 3:
        return 0
    for count, (line, after) in enumerate(pairwise(lines[: _HEADING_LINES + 1]), start=1):
        if line.pauses:
            return 0
        if after.begins_large and room_within(lines, line, after):
            return count
    return 0


def _note_marks(lines: Sequence[Line]) -> set[str]:
    """The marks of notes: a line begins with them, and they are glued to a word in another."""
    begun = {found["mark"] or found["star"] for line in lines if (found := _NOTE.match(line.text))}
    glued = {found for line in lines for found in _GLUED.findall(line.text)}
    return begun & glued
