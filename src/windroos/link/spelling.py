"""Whether two words are one word, written otherwise or with a slip."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

_LEAST = 5  # letters; of shorter words one letter more or less is another word
_LONG = 9  # from so many letters on, two slips are let pass
_STEM, _ENDING = 7, 4


@lru_cache(maxsize=100_000)
def near(a: str, b: str) -> bool:
    """Whether one slip (two in long words) or another ending makes one word of the other. Slips are
    letters left out, added, replaced or swapped (Damerau); never in the first letter.

    >>> near("travelling", "traveling"), near("integration", "integrated"), near("asml", "asm")
    (True, True, False)
    """
    if a == b:
        return True
    short, long = sorted((len(a), len(b)))
    if short < _LEAST or a[0] != b[0] or any(letter.isdigit() for letter in a + b):
        return False
    if short >= _STEM and a[:_STEM] == b[:_STEM]:
        same = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), short)
        if long - same <= _ENDING:
            return True
    most = 2 if short >= _LONG else 1
    return long - short <= most and _slips(a, b) <= most


def keys(word: str) -> Iterator[str]:
    """Keys of which two near words have one in common: the word, with each letter left out, and
    its stem. Words with two slips that are not of one stem may be missed."""
    yield word
    if len(word) >= _LEAST:
        for n in range(1, len(word)):
            yield word[:n] + word[n + 1 :]
    if len(word) >= _STEM:
        yield word[:_STEM] + "-"


def _slips(a: str, b: str) -> int:
    """The distance of Damerau and Levenshtein (optimal alignment)."""
    before: list[int] = []
    last = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        now = [i]
        for j, y in enumerate(b, 1):
            cost = min(last[j] + 1, now[j - 1] + 1, last[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            now.append(cost)
        before, last = last, now
    return last[-1]
