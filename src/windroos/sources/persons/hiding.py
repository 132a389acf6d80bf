"""Words of a text left out, with a mark in their place."""

from __future__ import annotations

from collections.abc import Iterable

HIDDEN = "[…]"


def blacked_out(text: str, places: Iterable[tuple[int, int]]) -> str:
    """A text with a mark in the place of what lies between these places (start, end).

    >>> blacked_out("Bel A. Voorbeeld op 5.", [(4, 16)])
    'Bel […] op 5.'
    """
    parts, at = [], 0
    for start, end in sorted(places):
        if start > at or not parts:
            parts += [text[at:start], HIDDEN]
        at = max(at, end)
    return "".join(parts) + text[at:]
