"""What is found of persons in a text."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass
from typing import Literal

Kind = Literal["bsn", "iban", "email", "phone", "birth", "address", "plate", "account", "name"]
Why = Literal[
    "form",  # it is written as such a thing is
    "check",  # and its check digits are right
    "word",  # a word before or after it says so
    "path",  # it stands in the path of a file
    "title",
    "initials",
    "given name",
    "function",
    "label",
    "author",
    "named elsewhere",  # a surname that stands elsewhere in the document with more
]

KINDS: tuple[Kind, ...] = (
    "bsn",
    "iban",
    "birth",
    "email",
    "phone",
    "address",
    "plate",
    "account",
    "name",
)


@dataclass(frozen=True, slots=True)
class Found:
    """Personal data in a text: the place of its first letter and of what follows its last."""

    start: int
    end: int
    kind: Kind
    why: Why


class Taken:
    """Stretches of a text that do not overlap."""

    def __init__(self) -> None:
        self._spans: list[tuple[int, int]] = []

    def take(self, start: int, end: int) -> bool:
        """Take a stretch, unless part of it was taken; says whether it was free."""
        place = bisect_left(self._spans, (start, end))
        if place and self._spans[place - 1][1] > start:
            return False
        if place < len(self._spans) and self._spans[place][0] < end:
            return False
        insort(self._spans, (start, end))
        return True
