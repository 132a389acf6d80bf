"""Places in a document as selectors of the W3C Web Annotation model, and back.

The text they count in is that of the document: its normalised passages in reading order, one line
each. A *text-position* selector gives the first character meant and the one after the last; a
*text-quote* selector gives the words, with a little of what stands before and after them, and so
finds them again in a document that has changed elsewhere.

Source: W3C Recommendation "Web Annotation Data Model", 23 February 2017, 4.2.4 and 4.2.5.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from windroos.sources.documents.shape import normalise, sentences

# How much stands before and after a quote: enough to tell two that are alike apart.
AROUND = 32
# A number longer than this counts no sentences.
_DIGITS = 6
# A line never occurs within a passage: whoever quotes over two passages finds them at once.
_BETWEEN = "\n"


@dataclass(frozen=True, slots=True)
class Selector:
    """Words of a document: where they stand in its text, and between what."""

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Found:
    """The passage that holds some words (the first has number 1), and which of its sentences they
    stand in: `2`, `2-4`, or None for all."""

    number: int
    sentences: str | None


class Positions:
    """The text of a document, and the map from each character of it to its passage."""

    def __init__(self, passages: Sequence[str]) -> None:
        """`passages` are the normalised texts in reading order."""
        self.passages = tuple(passages)
        self.text = _BETWEEN.join(self.passages)
        self._starts = [0]
        for one in self.passages[:-1]:
            self._starts.append(self._starts[-1] + len(one) + len(_BETWEEN))

    def at(self, place: int) -> tuple[int, int]:
        """The number of the passage that a character stands in, and its place in there."""
        index = bisect_right(self._starts, place) - 1
        return index + 1, place - self._starts[index]

    def selector(self, number: int, meant: str | None = None) -> Selector:
        """The selectors of a passage, or of some of its sentences."""
        passage = self.passages[number - 1]
        first, last = _span(passage, meant)
        start, end = self._starts[number - 1] + first, self._starts[number - 1] + last
        return Selector(
            start,
            end,
            self.text[start:end],
            self.text[max(0, start - AROUND) : start],
            self.text[end : end + AROUND],
        )

    def quoted(self, exact: str, prefix: str = "", suffix: str = "") -> Found | None:
        """Where these words stand, all in one passage; None where they do not.

        Of several places the one with most of `prefix` before it and of `suffix` after it counts.
        """
        wanted = normalise(exact)
        if not wanted:
            return None
        before, after = normalise(prefix), normalise(suffix)
        best: tuple[int, int] | None = None
        place = self.text.find(wanted)
        while place >= 0:
            around = _common(before[::-1], self.text[:place].rstrip()[-len(before) :][::-1])
            end = place + len(wanted)
            around += _common(after, self.text[end : end + len(after) + 1].lstrip())
            if best is None or around > best[0]:
                best = (around, place)
            place = self.text.find(wanted, place + 1)
        if best is None:
            return None
        number, first = self.at(best[1])
        return Found(number, within(self.passages[number - 1], first, first + len(wanted)))


def within(passage: str, first: int, last: int) -> str | None:
    """Which sentences of a passage hold its characters from `first` up to `last`; None: all."""
    split = sentences(passage)
    met, at = [], 0
    for number, one in enumerate(split, start=1):
        if at < last and first < at + len(one):
            met.append(number)
        at += len(one) + 1
    if not met or len(met) == len(split):
        return None
    return spanned(met[0], met[-1])


def span(meant: str, count: int) -> tuple[int, int] | None:
    """The first and last of the sentences meant (`2` or `2-4`) of so many; None: not among them.

    >>> span("2-3", 3), span("3-2", 3), span("2", 1)
    ((2, 3), None, None)
    """
    ends = meant.split("-")
    if len(ends) > 2 or not all(end.isdecimal() and len(end) < _DIGITS for end in ends):
        return None
    first, last = int(ends[0]), int(ends[-1])
    return (first, last) if 1 <= first <= last <= count else None


def spanned(first: int, last: int) -> str:
    """Sentences as they are named.

    >>> spanned(2, 2), spanned(2, 4)
    ('2', '2-4')
    """
    return str(first) if first == last else f"{first}-{last}"


def _span(passage: str, meant: str | None) -> tuple[int, int]:
    if meant is None:
        return 0, len(passage)
    split = sentences(passage)
    ends = [int(end) for end in meant.split("-")]
    first, last = ends[0] - 1, min(ends[-1], len(split))
    start = sum(len(one) + 1 for one in split[:first])
    return start, start + len(" ".join(split[first:last]))


def _common(one: str, other: str) -> int:
    """How many letters two texts begin with alike."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
