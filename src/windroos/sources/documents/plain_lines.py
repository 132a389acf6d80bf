"""The lines of a plain text, without page numbers and running heads, and where its margin is.

A line that the margin broke had no room for the next word; one that had was ended on purpose. The
text does not say in which letter it was set: the widths are those of a common one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from windroos.sources.documents import plain_tables
from windroos.sources.documents.shape import ENDS_SENTENCE

# A text with lines of so many letters has a paragraph a line.
_UNBROKEN = 400
# Where blank lines part paragraphs, fewer lines than this share go on after one.
_GOING_ON = 0.1
# Of the lines that go on for certain, all but this share have no room for the next word: tables and
# labels end their lines where they like.
_LOOSE = 0.03
# A line may be so much narrower than the widest of its paragraph, in another letter than ours.
_FULL = 0.95
# The last line before a page ends is at least so wide: the next word was a long one.
_NEARLY = 0.7
# Running heads are so many lines from a page number at most.
_NEAR = 3

_PAGE_MARK = re.compile(r"^(?:Pagina|Page)\s+\d+\s+(?:van|of)\s+\d+$")
_OPENING = "\"'“‘«*"
# In thousandths of the size of the letters: those of Helvetica (Adobe Core 14 font metrics).
_WIDTHS = {
    letter: width
    for width, letters in (
        (191, "'"),
        (222, "ijl‘’"),
        (278, " !,./:;ftI"),
        (333, "()-r“”"),
        (500, "Jckvxyzs"),
        (611, "FTZ"),
        (667, "&ABEKPSVXY"),
        (722, "CDHNRUw"),
        (778, "GOQ"),
        (833, "mM"),
        (944, "W"),
    )
    for letter in letters
}
_OTHER_WIDTH = 556


@dataclass(frozen=True, slots=True)
class Line:
    """A line, and how it stands to the one above: with a blank line between, with more white than
    is usual (`parted`), or set in from it. A row of a table is one line, whatever it was set on:
    then it has its `cells`."""

    text: str
    spaced: bool = False
    parted: bool = False
    set_in: bool = False
    cells: tuple[str, ...] = ()

    @property
    def begins_large(self) -> bool:
        return self.text.lstrip(_OPENING)[:1].isupper()

    @property
    def ends(self) -> bool:
        """Whether a sentence ends with it."""
        return bool(ENDS_SENTENCE.search(self.text))

    @property
    def pauses(self) -> bool:
        return self.ends or self.text.endswith(",")


class Setting:
    """How a text is set. `unbroken`: every line is a paragraph, or one line of an address and the
    like. `close`: it has no blank lines between paragraphs, but none at all or one after each line.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        filled = [line.strip() for line in lines if line.strip()]
        lengths = sorted(map(len, filled))
        inner = lines[: len(lines) - _blank_at_end(lines)]
        blank = sum(1 for line, after in pairwise(inner) if line.strip() and after == "")
        on = sum(1 for line, after in pairwise(filled) if _goes_on(line, after))
        self.unbroken = bool(filled) and lengths[int(0.9 * (len(filled) - 1))] > _UNBROKEN
        self._spaced = blank > 0.5 * len(filled) and on > _GOING_ON * len(filled)
        self.close = not self.unbroken and (self._spaced or not blank)
        self._parts_all = self.unbroken and blank <= 0.5 * len(filled)
        self.lines = list(self._read(lines))
        self._margin = self._found_margin()

    def room(self, line: Line, after: Line) -> float:
        """Which part of a full line is left, had the first word of the next stood in it too."""
        return 1 - _reach(line, after) / self._margin if self._margin else 0.0

    def _read(self, lines: Sequence[str]) -> Iterator[Line]:
        heads = _running_heads(lines)
        rows = plain_tables.find(lines, spaced=self._spaced)
        spaced = parted = False
        above = ""
        done = 0
        for number, line in enumerate(lines):
            text = line.strip()
            if number < done:
                continue
            if (found := rows.get(number)) is not None:
                done = found.end
                if found.cells:
                    yield Line(" ".join(found.cells), parted=True, cells=found.cells)
                spaced, parted = False, True
            elif not text:
                parted |= not self._spaced or spaced or bool(line)
                spaced = True
            elif number not in heads and not _PAGE_MARK.match(text):
                set_in = line.startswith(" ") and not above.startswith(" ")
                yield Line(text, spaced, parted or self._parts_all, set_in)
                spaced = parted = False
                above = line

    def _found_margin(self) -> float:
        reaches = sorted(
            _reach(line, after)
            for line, after in pairwise(self.lines)
            if not after.parted and _goes_on(line.text, after.text)
        )
        return reaches[int(_LOOSE * len(reaches))] if reaches else 0.0


def _blank_at_end(lines: Sequence[str]) -> int:
    return next((n for n, line in enumerate(reversed(lines)) if line.strip()), len(lines))


def _goes_on(line: str, after: str) -> bool:
    return after[:1].islower() and not ENDS_SENTENCE.search(line)


def room_within(lines: Sequence[Line], line: Line, after: Line) -> bool:
    """Whether the first word of the next line had fitted in a line, by the widest among these."""
    return _reach(line, after) < _FULL * max(_width(one.text) for one in lines)


def fills(lines: Iterable[Line], line: Line) -> bool:
    """Whether a line is about as wide as the widest of these."""
    return _width(line.text) > _NEARLY * max(_width(one.text) for one in lines)


def _reach(line: Line, after: Line) -> int:
    return _width(f"{line.text} {after.text.split(' ', 1)[0]}")


def _width(text: str) -> int:
    return sum(_WIDTHS.get(letter, _OTHER_WIDTH) for letter in text)


def _running_heads(lines: Sequence[str]) -> set[int]:
    """The numbers of the lines beside page numbers that come back beside others."""
    filled = [number for number, line in enumerate(lines) if line.strip()]
    places: dict[str, set[int]] = defaultdict(set)
    for place, number in enumerate(filled):
        if _PAGE_MARK.match(lines[number].strip()):
            for near in filled[max(0, place - _NEAR) : place + _NEAR + 1]:
                places[lines[near].strip()].add(near)
    return {number for found in places.values() if len(found) > 1 for number in found}
