"""Text as a search sees it."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

# What stands between the words of one name: a name may be written with a hyphen, without one, or
# be cut in two where a line ends.
_BETWEEN = " \t\n\r\f\v-\u00a0\u00ad\u2007\u2010\u2011\u2012\u2013\u202f\u2212"
_APOSTROPHES = "\u2018\u2019\u02bc\u00b4`"
_RUN = re.compile(f"[{re.escape(_BETWEEN)}]{{2,}}")


def fold(text: str) -> str:
    """Text without capitals and accents.

    >>> fold("Thüringen en Israël")
    'thuringen en israel'
    """
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in split if not unicodedata.combining(letter))


@dataclass(frozen=True, slots=True)
class Aligned:
    """A folded text that knows where each of its letters stood.

    What stands between words (spaces, hyphens, the end of a line) is one space.

    >>> folded = align("Straße, Noord-\\nBrabant")
    >>> folded.text, folded.original(9), folded.original(22)
    ('strasse, noord brabant', 8, 22)
    """

    text: str
    # Where the distance between a letter here and there changes: here, and there.
    _here: tuple[int, ...]
    _there: tuple[int, ...]

    def original(self, place: int) -> int:
        """Where in the original text the letter at `place` stood."""
        n = bisect_right(self._here, place) - 1
        return self._there[n] + place - self._here[n]


def words_of(name: str) -> str:
    """A name as it is looked for in an `Aligned` text."""
    return align(name.strip()).text


def align(text: str) -> Aligned:
    """Fold a text and keep the places of its letters."""
    table: dict[int, str] = {}
    longer: list[str] = []
    for letter in set(text):
        if letter in _BETWEEN:
            table[ord(letter)] = " "
            continue
        if letter in _APOSTROPHES:
            table[ord(letter)] = "'"
            continue
        folded = fold(letter)
        table[ord(letter)] = folded
        if len(folded) != 1:
            longer.append(letter)
    special = _RUN
    if longer:
        special = re.compile(f"{_RUN.pattern}|[{re.escape(''.join(longer))}]")
    parts: list[str] = []
    here, there = [0], [0]
    length = last = 0
    for found in special.finditer(text):
        start, end = found.span()
        plain = text[last:start].translate(table)
        odd = table[ord(text[start])] if end - start == 1 else " "
        parts += [plain, odd]
        length += len(plain)
        # Every letter that one letter became stood where that one stood.
        for step in range(1, len(odd)):
            here.append(length + step)
            there.append(start)
        length += len(odd)
        here.append(length)
        there.append(end)
        last = end
    parts.append(text[last:].translate(table))
    return Aligned("".join(parts), tuple(here), tuple(there))
