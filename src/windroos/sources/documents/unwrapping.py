"""Lines that were broken at a margin, made whole again."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Every word that stands whole somewhere in a document, in small letters.
Words = frozenset[str]
NO_WORDS: Words = frozenset()

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST, _FIRST = re.compile(r"[^\W\d_]*-$"), re.compile(r"^[^\W\d_]+")
_SOFT = "\u00ad\u2010"
# A hyphen before these is one for two words: "industrie- en innovatiebeleid".
_SHARED = {"en", "of", "and", "or", "tot", "als"}
# The longest address that a margin may break.
_NEAR_END = 2000
_ADDRESS = re.compile(r"(?:https?://|www\.).*[-/?&=_]$")
_OF_ADDRESS = re.compile(r"[-/.?&=_%\d]")
# Two words keep a hyphen between vowels that would be read as one (Leidraad of the Groene Boekje).
_COLLIDE = re.compile(r"(?:a-[aeiu]|e-[eiu]|i-[eij]|o-[eiou]|u-[iu])", re.IGNORECASE)
_RANGE = re.compile(r"\b(?:19|20)\d\d-(?:19|20)\d\d$")
_VOWEL = re.compile(r"[aeiouy\u00e0-\u00ff]")


def words_of(lines: Iterable[str]) -> Words:
    """The words that stand whole in these lines: what is broken at the end of a line is none."""
    return frozenset(
        match.group().lower()
        for line in lines
        for match in _WORD.finditer(line)
        if line[match.end() : match.end() + 1] != "-" or match.end() + 1 < len(line.rstrip())
    )


def unwrapped(lines: Iterable[str], words: Words = NO_WORDS, *, hyphenated: bool = True) -> str:
    """Lines joined to running text; a word that was broken by a hyphen becomes whole again.

    Whether a hyphen at the end of a line belongs to the word is seen by which of both ways it
    stands elsewhere (`words`); where it stands nowhere else, by whether what is before it can be
    broken at all: not an abbreviation. Where words are not `hyphenated`, as in the cells of a
    table, it is one of the word.
    """
    parts: list[str] = []
    before = ""
    for line in (line.strip() for line in lines):
        if before and line:
            before = _join(before, line, words, hyphenated)
            # Only what is near the end says how the next line is joined to it.
            parts.append(before[:-_NEAR_END])
            before = before[-_NEAR_END:]
        else:
            before = before or line
    return "".join([*parts, before])


def _join(before: str, line: str, words: Words, hyphenated: bool) -> str:
    if before[-1] in _SOFT:
        return before[:-1] + line
    start, next_word = line[:1], line.split(" ", 1)[0]
    last = before[before.rfind(" ") + 1 :]
    if _ADDRESS.search(last) and _OF_ADDRESS.search(next_word[:-1]):
        return before + line
    if not before.endswith("-") or next_word.rstrip(",;") in _SHARED:
        return f"{before} {line}"
    if not start.islower():
        # A dash, or a name of two parts, or a range of years.
        name = before[-2:-1].isalpha() and start.isupper()
        whole = name or _RANGE.search(last + line[:4])
        return before + line if whole else f"{before} {line}"
    return before + line if _keeps(last, line, words, hyphenated) else before[:-1] + line


def _keeps(before: str, line: str, words: Words, hyphenated: bool) -> bool:
    """Whether the hyphen at the end of a line is one of the word."""
    last, first = _LAST.search(before), _FIRST.match(line)
    if last is None or first is None:
        return False
    left, right = last.group()[:-1], first.group()
    whole, apart = f"{left}{right}".lower() in words, f"{left}-{right}".lower() in words
    if whole != apart:
        return apart
    if not hyphenated:
        return True
    words_by_themselves = left.lower() in words and right.lower() in words
    if left == right or (words_by_themselves and _COLLIDE.search(f"{left}-{right}")):
        return True
    return any(letter.isupper() for letter in left[1:]) or not _VOWEL.search(left.lower())
