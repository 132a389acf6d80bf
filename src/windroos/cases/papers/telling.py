"""The words and numbers of a report, in the language of its reader."""

from __future__ import annotations

import math
from collections import ChainMap
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from windroos.cases.framework import Scale
from windroos.cases.papers import words
from windroos.cases.text import Text
from windroos.report.paper import Language


class Teller:
    """Says things of a case in one language; `own` are the sentences of one kind of report."""

    def __init__(self, language: Language, own: Mapping[str, Text]) -> None:
        self.language: Language = language
        self._said = ChainMap(dict(own), dict(words.SHARED))

    def of(self, text: Text | None) -> str:
        """A text of the case; nothing where there is none."""
        return text.get(self.language) if text is not None else ""

    def say(self, key: str, **given: Any) -> str:
        """A fixed sentence with its places filled in."""
        return self.of(self._said[key]).format(**given)

    def count(self, key: str, n: int, **given: Any) -> str:
        """A fixed sentence about a number of things."""
        return self.say(f"{key}.{'one' if n == 1 else 'many'}", n=n, **given)

    def effort(self, name: str) -> str:
        return self.of(words.EFFORTS[name])

    def outcome(self, name: str) -> str:
        return self.of(words.OUTCOMES[name])

    def listing(self, names: Sequence[str]) -> str:
        """Names as people say them: "a, b and c"."""
        if len(names) < 2:
            return "".join(names)
        return self.say("and", names=", ".join(names[:-1]), last=names[-1])

    def decimal(self, value: float, places: int = 2) -> str:
        """A number with so many decimals, as the reader writes it."""
        text = f"{value:,.{places}f}"
        if self.language == "en":
            return text
        return text.translate(str.maketrans(",.", ".,"))

    def measured(self, value: float) -> str:
        """A figure to four figures that matter."""
        places = min(10, max(0, 3 - math.floor(math.log10(abs(value))))) if value else 0
        while places and round(value, places) == round(value, places - 1):
            places -= 1
        return self.decimal(round(value, places), places)

    def percent(self, share: float) -> str:
        """A share as a percentage; only all of it is 100 and only nothing is 0."""
        whole = round(share * 100)
        if share > 0:
            whole = max(whole, 1)
        return f"{whole if share >= 1 else min(whole, 99)}%"

    def range(self, low: float, high: float) -> str:
        """Between which values something lies; one value where they are the same."""
        ends = (self.decimal(low), self.decimal(high))
        return ends[0] if ends[0] == ends[1] else self.say("range", low=ends[0], high=ends[1])

    def day(self, text: str | date) -> str:
        """A day of the case (YYYY, YYYY-MM or YYYY-MM-DD) in words."""
        year, *rest = (int(part) for part in str(text).split("-"))
        parts = [str(year)]
        if rest:
            parts.insert(0, self.of(words.MONTHS[rest[0] - 1]))
        if len(rest) > 1:
            parts.insert(0, str(rest[1]))
        return " ".join(parts)

    def span(self, period: tuple[int, int]) -> str:
        start, end = period
        return str(start) if start == end else f"{start}–{end}"

    def rating(self, value: float, scale: Scale) -> str:
        """A rating with what it means; between two points of its scale, the number alone."""
        meaning = scale.meaning(value)
        said = self.measured(value)
        return f"{said} – {self.of(meaning)}" if meaning is not None else said


def capital(text: str) -> str:
    """A text that begins with a capital."""
    return text[:1].upper() + text[1:]
