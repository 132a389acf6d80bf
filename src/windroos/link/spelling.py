"""Whether two words are one word, written otherwise or with a slip."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

_LEAST = 5  # letters; of shorter words one letter more or less is another word
_LONG = 9  # from so many letters on, a slip makes no other word, and two are let pass
_STEM = 6
_BEGIN = _STEM + 1
# Of Dutch, English and German.
_ENDINGS = frozenset(("",)) | frozenset(
    """
    s e en es er ers n al ale ed se ing ings ingen ion ions ation ations ated ized ial ional ionale
    ioneel eel ele y ies isch ische ic ical
    """.split()  # noqa: SIM905 (read more easily)
)


@lru_cache(maxsize=100_000)
def near(a: str, b: str) -> bool:
    """Whether one slip (two in long words) or another ending makes one word of the other. Slips are
    letters left out, added, replaced or swapped (Damerau); never in the first letter.

    >>> near("travelling", "traveling"), near("integration", "integrated"), near("asml", "asm")
    (True, True, False)
    """
    if a == b or inflected(a, b):
        return True
    short, long = sorted((len(a), len(b)))
    if short < _LEAST or a[0] != b[0] or any(letter.isdigit() for letter in a + b):
        return False
    most = 2 if short >= _LONG else 1
    return long - short <= most and _slips(a, b) <= most


def inflected(a: str, b: str) -> bool:
    """Whether the words are one but for their endings.

    >>> inflected("integration", "integrated"), inflected("microbiology", "microbiome")
    (True, False)
    """
    same = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), -1)
    same = min(len(a), len(b)) if same < 0 else same
    return any(
        a[n:] in _ENDINGS and b[n:] in _ENDINGS for n in range(same, max(_STEM, same - 3) - 1, -1)
    )


def surely(a: str, b: str) -> bool:
    """Whether near words are one word: by their endings, or so long that a slip is a slip."""
    return inflected(a, b) or min(len(a), len(b)) >= _LONG


def keys(word: str) -> Iterator[str]:
    """Keys of which two near words have one in common: how the word begins, and that with each
    letter left out. Words with two slips at their beginning may be missed."""
    begin = word[:_BEGIN]
    yield begin
    if len(word) >= _LEAST:
        for n in range(1, len(begin)):
            yield begin[:n] + begin[n + 1 :]


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
