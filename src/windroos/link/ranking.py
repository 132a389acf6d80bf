"""Which of several things a text is most like, by the texts already known to belong to each.

A text is the four-letter pieces of its words, without capitals and accents: so that inflections and
the parts of compounds meet, in any language. A piece counts by how often it stands there and by in
how few things it occurs (tf-idf); what is compared is the angle between texts.

Source: G. Salton and C. Buckley, "Term-weighting approaches in automatic text retrieval",
Information Processing & Management 24 (1988), 513-523; pieces of words as in P. McNamee and J.
Mayfield, "Character n-gram tokenization for European language text retrieval", Information
Retrieval 7 (2004), 73-97.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from windroos.link.text import fold

_PIECE = 4


@dataclass(frozen=True, slots=True)
class Ranked:
    """A thing, and how like it the text is: from 0 (nothing in common) to 1 (the same)."""

    key: str
    likeness: float


class Ranking:
    """Things with the texts that belong to each; `rank` says which a text is most like."""

    def __init__(self, examples: Mapping[str, Iterable[str]]) -> None:
        counted = {key: Counter[str]() for key in examples}
        for key, texts in examples.items():
            for text in texts:
                counted[key].update(pieces(text))
        met = Counter(piece for one in counted.values() for piece in one)
        count = len(counted)
        self._weight = {piece: math.log(1 + count / n) for piece, n in met.items()}
        self._things = {key: self._vector(one) for key, one in counted.items()}

    def rank(self, text: str) -> list[Ranked]:
        """The things that have anything in common with a text, the most like it first."""
        vector = self._vector(Counter(pieces(text)))
        found = [
            Ranked(key, sum(value * thing.get(piece, 0.0) for piece, value in vector.items()))
            for key, thing in self._things.items()
        ]
        return sorted((one for one in found if one.likeness > 0), key=lambda one: -one.likeness)

    def _vector(self, counted: Mapping[str, int]) -> dict[str, float]:
        """Of length one."""
        raw = {
            piece: (1 + math.log(n)) * self._weight[piece]
            for piece, n in counted.items()
            if piece in self._weight
        }
        length = math.sqrt(sum(value * value for value in raw.values()))
        return {piece: value / length for piece, value in raw.items()} if length else {}


def pieces(text: str) -> list[str]:
    """The four-letter pieces of the words of a text; a shorter word is one by itself.

    >>> pieces("De zorg is")
    ['de', 'zorg', 'is']
    >>> pieces("zorgt")
    ['zorg', 'orgt']
    """
    return [
        word[place : place + _PIECE]
        for word in re.findall(r"\w+", fold(text))
        for place in range(max(1, len(word) - _PIECE + 1))
    ]
