"""Full-text search: what a text is found by, and which texts hold best what is asked.

Words are found in every inflected form, in compounds and in Dutch or English (`link.language`);
what stands in quotation marks is found as it stands. Found are the texts that hold all that is
asked, in the order of BM25 (Robertson and Zaragoza, 2009) with its usual k1 = 1.2 and b = 0.75;
where none does, those that hold most of it.

>>> texts = ["Zorginnovaties uit Japan", "Japanse regio's", "De org werkte samen in de zorg"]
>>> [texts[one.place] for one in find(texts, "zorg japan").scored]
['Zorginnovaties uit Japan']
>>> found = find(texts, "samenwerking in de regio")
>>> found.whole, [(texts[one.place], one.missing) for one in found.scored]
(False, [("Japanse regio's", ('samenwerking',))])
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from importlib.metadata import version
from importlib.resources import files
from itertools import accumulate
from math import log
from operator import or_

from windroos.link import language
from windroos.link.text import fold

# A word is letters and digits with their marks; an apostrophe or soft hyphen may stand within it.
# Nothing is tried twice (++, and a word begins where no letter stands before it), so that the time
# this takes grows with the text alone.
_LETTER = "(?:[^\\W_]|[\u0300-\u036f])"
_NEXT = f"[^\\W_]{_LETTER}*+(?:['’\u00ad]{_LETTER}++)*+"
_ONE = f"(?<![\\w\u0300-\u036f])(?<![\\w\u0300-\u036f]['’\u00ad]){_NEXT}"
_HYPHEN = "[-\u2010\u2011]"
_WORD = re.compile(_ONE)
# A word, or words that a hyphen makes one: start-up, Zuid-Korea.
_JOINED = re.compile(f"{_ONE}(?:{_HYPHEN}{_NEXT})*+")
# The beginning of a compound whose end stands in the next: zorg- en gezondheidsinnovaties.
_BEGUN = re.compile(f"({_ONE}{_HYPHEN})(?: (?:en|of|als)|,) ({_NEXT})")
_QUOTED = re.compile('["“”„«»]([^"“”„«»]*+)["“”„«»]')
K1, B = 1.2, 0.75
# To be raised when the rules by which index terms are made change.
_RULES = 1


class Texts:
    """Texts to be looked through, in their order: the index terms of each as `index` gives them,
    and its words, in parts across which no phrase goes."""

    def __init__(self, texts: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        each = list(texts)
        self.parts = [parts for _terms, parts in each]
        self.lengths = [len(terms) for terms, _parts in each]
        # To look through one long text takes far less time than through many short ones.
        self._terms = "".join(terms for terms, _parts in each)
        self._starts = list(accumulate(self.lengths, initial=0))

    def __len__(self) -> int:
        return len(self.parts)

    def holding(self, term: str) -> Counter[int]:
        """In which of the texts an index term occurs, and how often."""
        found: Counter[int] = Counter()
        looked = f" {term} "
        at = self._terms.find(looked)
        while at >= 0:
            found[bisect_right(self._starts, at) - 1] += 1
            at = self._terms.find(looked, at + len(looked))
        return found


@dataclass(frozen=True, slots=True)
class Unit:
    """A word that is asked for by its terms, or words that are asked for as they stand.

    `needs` are the terms of each of its words: one of each must be among those of a text.
    """

    written: str
    needs: tuple[frozenset[str], ...]
    phrase: tuple[str, ...] = ()

    def holding(self, texts: Texts) -> Mapping[int, int]:
        """In which of the texts it occurs, and how often."""
        # One word can be looked up by several terms, and is found by each of them.
        found = [reduce(or_, map(texts.holding, needed)) for needed in self.needs]
        if not self.phrase:
            return found[0]
        words = set(found[0]).intersection(*found[1:])
        counted = {place: self._count(texts.parts[place]) for place in words}
        return {place: count for place, count in counted.items() if count}

    def _count(self, parts: Iterable[str]) -> int:
        return sum(len(_phrase_places(part, self.phrase)) for part in parts)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for: words and phrases, each once."""

    units: tuple[Unit, ...]

    def places(self, text: str, *, letters: bool = False) -> list[tuple[int, int]]:
        """Where in a text stands what is asked for, in its order: whole words.

        With `letters` also where the letters of a word stand by themselves, within other words.
        """
        found: set[tuple[int, int]] = set()
        single = frozenset(term for unit in self.units if not unit.phrase for term in unit.needs[0])
        for start, end, terms in _found_by(text) if single else ():
            if single & terms:
                found.add((start, end))
        for unit in self.units:
            if unit.phrase:
                found.update(_phrase_places(text, unit.phrase))
            elif letters:
                found.update(_letter_places(text, fold(unit.written)))
        return sorted(found)

    def held_by(self, text: str, *, letters: bool = False) -> bool:
        """Whether a text that is not in an index holds all that is asked.

        With `letters` it also holds a word whose letters stand in it, within another word.
        """
        folded = fold(text) if letters else ""
        wanted = [one for one in self.units if not (letters and fold(one.written) in folded)]
        texts = Texts([(index(text), (text,))] if wanted else [])
        return all(unit.holding(texts) for unit in wanted)


@dataclass(frozen=True, slots=True)
class Scored:
    """A text that was found: its place among those looked through, its score, and the words and
    phrases it does not hold. `shelf` is the place of the texts it is one of."""

    shelf: int
    place: int
    score: float
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """The texts that were found, the best first; `whole` when they hold all that is asked."""

    scored: tuple[Scored, ...]
    whole: bool


def index(text: str) -> str:
    """What a text is found by: the terms of its words, each with a space before and behind it.

    >>> index("Zorginnovaties, regio's")
    ' innoveren  zorg  zorginnovatie  regio '
    """
    return "".join(f" {term} " for _start, _end, found in _found_by(text) for term in sorted(found))


@cache
def index_mark() -> str:
    """A name for the way in which index terms are made: another one asks for another index."""
    told = hashlib.sha256(f"{_RULES} {version('simplemma')}".encode())
    for folder in (files("windroos.link.language"), files("windroos.link.names")):
        for file in sorted(folder.iterdir(), key=lambda one: one.name):
            if file.name.endswith((".toml", ".csv")):
                told.update(file.read_bytes())
    return told.hexdigest()[:16]


def asked(query: str) -> Asked:
    """What a query asks: words, and phrases in quotation marks.

    Words that say nothing by themselves (*de*, *of*) count in phrases, and where there are no
    others.

    >>> [unit.written for unit in asked('de "open strategische autonomie" van regio\\'s').units]
    ['open strategische autonomie', "regio's"]
    """
    phrases = [one.strip() for one in _QUOTED.findall(query)]
    words = [one[0] for one in _JOINED.finditer(_QUOTED.sub(" ", query))]
    saying = [word for word in words if not language.is_function(word)]
    units = [*map(_phrase, phrases), *map(_single, saying if saying or phrases else words)]
    return Asked(tuple({_same(unit): unit for unit in units if unit.needs}.values()))


def rank(question: Asked, shelves: Sequence[Texts]) -> Ranked:
    """Which texts on some shelves hold what is asked, the best first: all of it, or most of it
    where none holds all."""
    units = question.units
    held = [
        {
            (n, place): c
            for n, texts in enumerate(shelves)
            for place, c in one.holding(texts).items()
        }
        for one in units
    ]
    many = Counter(place for found in held for place in found)
    most = max(many.values(), default=0)
    if not most:
        return Ranked((), whole=False)
    total = sum(map(len, shelves))
    mean = sum(sum(texts.lengths) for texts in shelves) / total
    weights = [_weight(total, len(found)) for found in held]
    scored = []
    for (shelf, place), count in many.items():
        if count < most:
            continue
        length = shelves[shelf].lengths[place] / mean
        counts = [found.get((shelf, place), 0) for found in held]
        score = sum(w * _saturated(c, length) for w, c in zip(weights, counts, strict=True))
        missing = (unit.written for unit, c in zip(units, counts, strict=True) if not c)
        scored.append(Scored(shelf, place, score, tuple(missing)))
    scored.sort(key=lambda one: (-one.score, one.shelf, one.place))
    return Ranked(tuple(scored), whole=most == len(units))


def find(texts: Sequence[str], query: str) -> Ranked:
    """Which of the texts hold what a query asks, the best first."""
    return rank(asked(query), [Texts((index(text), (text,)) for text in texts)])


def _weight(total: int, holding: int) -> float:
    """How much it says that a text holds a word: the more, the fewer of them do."""
    return log(1 + (total - holding + 0.5) / (holding + 0.5))


def _saturated(count: int, length: float) -> float:
    """How much it adds that a text holds a word so often; `length` is times the mean length."""
    return count * (K1 + 1) / (count + K1 * (1 - B + B * length)) if count else 0.0


def _found_by(text: str) -> Iterator[tuple[int, int, frozenset[str]]]:
    """The words of a text, and what each is found by: also those that a hyphen makes one, and
    those of which the end stands in a later one."""
    for word in _JOINED.finditer(text):
        one = language.joined(word[0])
        yield *word.span(), language.terms(one) | language.parts(one)
        if one != word[0]:
            for part in _WORD.finditer(text, *word.span()):
                # Noord-Korea is not what is called Korea.
                yield *part.span(), language.terms(part[0]) | language.parts(part[0], place=False)
    for begun in _BEGUN.finditer(text):
        whole = language.implied(begun[1], begun[2])
        if whole:
            yield *begun.span(1), language.terms(whole) | language.parts(whole)


def _single(word: str) -> Unit:
    return Unit(word, (language.terms(language.joined(word)),))


def _phrase(written: str) -> Unit:
    words = [one[0] for one in _WORD.finditer(written)]
    # What says most stands first: a text is looked for by it.
    order = sorted(words, key=lambda word: (language.is_function(word), -len(word)))
    return Unit(
        written,
        tuple(language.terms(word) for word in order),
        tuple(_as_it_stands(word) for word in words),
    )


def _same(unit: Unit) -> object:
    return unit.phrase or unit.needs


def _phrase_places(text: str, phrase: Sequence[str]) -> list[tuple[int, int]]:
    words = list(_WORD.finditer(text))
    stand = [_as_it_stands(word[0]) for word in words]
    return [
        (words[at].start(), words[at + len(phrase) - 1].end())
        for at in range(len(words) - len(phrase) + 1)
        if tuple(stand[at : at + len(phrase)]) == tuple(phrase)
    ]


def _letter_places(text: str, letters: str) -> Iterator[tuple[int, int]]:
    """Where a text without capitals and accents has these letters."""
    # One letter can fold to none, one or several: keep where each folded letter came from.
    folded = [(letter, place) for place, raw in enumerate(text) for letter in fold(raw)]
    held = "".join(letter for letter, _place in folded)
    at = held.find(letters) if letters else -1
    while at >= 0:
        end = folded[at + len(letters) - 1][1] + 1
        while end < len(text) and not fold(text[end]):
            end += 1  # an accent on its own goes with the letter before it
        yield folded[at][1], end
        at = held.find(letters, at + len(letters))


def _as_it_stands(word: str) -> str:
    """A word of a phrase: as it is written, but for capitals and marks."""
    return fold(word.replace("’", "'").replace("\u00ad", ""))


def stretches(text: str, places: Iterable[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """A text in stretches, each with whether it stands at one of the places, which may overlap."""
    held = bytearray(len(text))
    for start, end in places:
        held[start:end] = b"\1" * (end - start)
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or held[at] != held[start]:
            yield text[start:at], bool(held[start])
            start = at
