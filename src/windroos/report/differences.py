"""Two texts side by side: where they differ, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True)
class Piece:
    """A stretch of one text, and whether the other says something else there."""

    text: str
    changed: bool


def differences(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts, cut where they differ; put together the pieces of each are the text again.

    >>> differences("a quiet talk", "a frank talk")[1]
    [Piece(text='a ', changed=False), Piece(text='frank', changed=True), \
Piece(text=' talk', changed=False)]
    """
    left, right = (re.findall(r"\s+|\S+", text) for text in (before, after))
    pieces: tuple[list[Piece], list[Piece]] = ([], [])
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        for side, words in zip(pieces, (left[a:b], right[c:d]), strict=True):
            if words:
                side.append(Piece("".join(words), tag != "equal"))
    return pieces
