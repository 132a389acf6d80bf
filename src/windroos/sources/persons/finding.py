"""Personal data in the text of a document: pointed out, with why; a person judges."""

from __future__ import annotations

from collections.abc import Sequence

from windroos.sources.persons.found import KINDS, Found, Taken
from windroos.sources.persons.names import names
from windroos.sources.persons.numbers import numbers


def personal_data(texts: Sequence[str]) -> list[list[Found]]:
    """What personal data the texts of one document seem to hold, text by text, in reading order.

    They are read together: a surname is known by the full name that stands elsewhere. Of two that
    overlap the one counts whose kind comes first in `KINDS`.

    >>> [found] = personal_data(["Mail dhr. A. Voorbeeld: a.voorbeeld@brabant.example"])
    >>> [(one.kind, one.why) for one in found]
    [('name', 'title'), ('email', 'form')]
    """
    return [
        _apart([*numbers(text), *named]) for text, named in zip(texts, names(texts), strict=True)
    ]


def _apart(found: Sequence[Found]) -> list[Found]:
    taken = Taken()
    first = sorted(found, key=_order)
    kept = [one for one in first if taken.take(one.start, one.end)]
    return sorted(kept, key=lambda one: one.start)


def _order(one: Found) -> tuple[int, bool, int, int]:
    return KINDS.index(one.kind), one.why == "named elsewhere", one.start, -one.end
