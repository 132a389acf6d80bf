"""Which passage of a new version of a document is the one that stood in the former one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

# Of the words of two texts together, so many must stand in both and in the same order for them to
# be versions of one: a paragraph of which half was rewritten still is.
LIKE = 0.5
_TRIED = 8


def most_like(text: str, others: Sequence[str]) -> int | None:
    """The place in `others` of the text that is most like this one; None when none is.

    >>> most_like("een stille gang van zaken", ["iets anders", "een luide gang van zaken"])
    1
    """
    words = _words(text)
    counted = Counter(words)
    # No text has more words in the same order than it has in any.
    shared = [(_share(counted, Counter(_words(one))), n) for n, one in enumerate(others)]
    best, found = LIKE, None
    for most, n in sorted(shared, key=lambda pair: (-pair[0], pair[1]))[:_TRIED]:
        if most < best:
            break
        share = SequenceMatcher(None, words, _words(others[n]), autojunk=False).ratio()
        if share > best or (share == best and found is None):
            best, found = share, n
    return found


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _share(a: Counter[str], b: Counter[str]) -> float:
    every = a.total() + b.total()
    return 2 * (a & b).total() / every if every else 0.0
