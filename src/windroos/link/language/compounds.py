"""Dutch writes a compound as one word: it is taken apart with the words of the dictionary.

Only words are parts: *org* is none of *zorg*, *werk* none of *netwerk*. A part has four letters, or
is on a list; what only looks like a part (prefixes, suffixes, verbs) is on lists too, in `nl.toml`.
Looking for the parts in a dictionary is how Koehn and Knight (2003) begin; where they count
how often words occur, the lists decide here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from windroos.link.language.lexicon import Lexicon, lexicon

PART = 4
# A first part that is a compound itself: of fewer letters it is none.
COMPOUND = 2 * PART
# What is longer is no word that anyone writes.
LONGEST = 60


class Compounds:
    """What a lexicon says of compounds, ready to take words apart."""

    def __init__(self, words: Lexicon) -> None:
        said: dict[str, Any] = words.told["compounds"]
        self._lexicon = words
        self._short = frozenset(said["short"])
        self._not_first = frozenset(said["not_first"])
        self._not_last = frozenset(said["not_last"])
        self._last = frozenset(said["last"])
        self._nouns = tuple(said["nouns"])
        self._whole = frozenset(said["whole"])

    def split(self, word: str) -> tuple[str, ...]:
        """The parts of a word, the last one as it is written; none when it is no compound."""
        lemma = self._lexicon.lemma(word)
        if len(word) > LONGEST or word in self._whole or lemma in self._whole:
            return ()
        if lemma is None:
            return self._split(word, known=False)
        if self._is_verb(lemma):
            return ()
        return self._split(lemma, known=True)

    def _split(self, word: str, *, known: bool) -> tuple[str, ...]:
        found = min(self._ways(word, known=known), default=None)
        return found[-1] if found else ()

    def _ways(self, word: str, *, known: bool) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Every way to take a word apart: how far-fetched, how long the last part is, the parts."""
        for at in range(3, len(word) - 2):
            first, last = word[:at], word[at:]
            if self._ends(last, known=known):
                for strain, parts in self._begins(first, known=known):
                    yield strain, -len(last), (*parts, last)

    def _ends(self, part: str, *, known: bool) -> bool:
        if part in self._last:
            return True
        lemma = self._lexicon.lemma(part)
        if lemma is None or part in self._not_last or lemma in self._not_last:
            return False
        if not (self._long(part, known=known) and self._long(lemma, known=known)):
            return False
        if self._is_base(part, lemma):
            return True
        # A form: of a verb only its participles, and none in words that are in the dictionary.
        verb = self._is_verb(lemma) and not part.endswith("en")
        return not known and (not verb or part.startswith("ge") or part.endswith(("end", "ende")))

    def _begins(self, part: str, *, known: bool) -> Iterator[tuple[int, tuple[str, ...]]]:
        """The readings of what stands before the last part, the least far-fetched first."""
        noun = self._noun(part, known=known)
        if noun is None and part.endswith("s"):
            noun = self._noun(part[:-1], known=known)
        if noun is not None:
            yield 0, (noun,)
        elif self._is_stem(part):
            yield 1, (part,)
        elif len(part) >= COMPOUND:
            for one in (part, part.removesuffix("s")):
                if one not in self._whole and self._split(one, known=False):
                    yield 2, (one,)
                    return

    def _noun(self, part: str, *, known: bool) -> str | None:
        """The word that a first part is: itself, or what it is the plural of."""
        lemma = self._lexicon.lemma(part)
        if lemma is None or part in self._not_first or lemma in self._not_first:
            return None
        if not self._long(part, known=known):
            return None
        plural = part.endswith("en") and not lemma.endswith("en")
        return part if plural or self._is_base(part, lemma) else None

    def _is_verb(self, lemma: str) -> bool:
        return lemma.endswith("en") and not lemma.endswith(self._nouns)

    def _is_base(self, part: str, lemma: str) -> bool:
        return lemma == part or self._lexicon.lemma(lemma) == part

    def _is_stem(self, part: str) -> bool:
        """Whether a part is the stem of a verb: *woon* of *wonen*, *test* of *testen*."""
        lemma = self._lexicon.lemma(part)
        return (
            lemma is not None
            and lemma.endswith("en")
            and len(part) >= PART
            and part not in self._not_first
            and not part.endswith(("d", "e", "en"))
            and not (part.endswith("t") and not lemma.endswith("ten"))
        )

    def _long(self, part: str, *, known: bool) -> bool:
        return len(part) >= PART or (not known and part in self._short)


@cache
def _dutch() -> Compounds:
    return Compounds(lexicon("nl"))


@lru_cache(maxsize=100_000)
def parts_of(word: str) -> tuple[str, ...]:
    """The words that a compound is made of, in small letters; none when it is no compound.

    >>> parts_of("zorginnovatie"), parts_of("gezondheidszorg"), parts_of("zorg")
    (('zorg', 'innovatie'), ('gezondheid', 'zorg'), ())
    """
    listed: dict[str, list[str]] = lexicon("en").told["compounds"]["words"]
    english = lexicon("en").lemma(word) or word
    return tuple(listed[english]) if english in listed else _dutch().split(word)
