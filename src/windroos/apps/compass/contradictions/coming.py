"""The contradictions that a change brings."""

from __future__ import annotations

from windroos.apps.compass.contradictions.naming import label
from windroos.apps.compass.presenting import words
from windroos.cases import Case, contradictions


def coming(before: Case, after: Case) -> list[str]:
    """The contradictions that come or get another side, each by what it is about, in the reader's
    words."""
    was = {(one.id, one.grade, one.sides) for one in contradictions(before)}
    return [
        words(label(after, one))
        for one in contradictions(after)
        if (one.id, one.grade, one.sides) not in was
    ]
