"""The name of an organisation as words that each do something: what it is, where, and which one.

What words do is data: `names/organisation_words.toml`, and the countries and regions of `names`.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from windroos.link import names
from windroos.link.text import fold

CORE, TYPE, PLACE, GENERAL, HONORIFIC, NUMBER = (
    "core",
    "type",
    "place",
    "general",
    "honorific",
    "number",
)

_PARENTHESIS = re.compile(r"\(([^()]*)\)")
_QUOTES = re.compile("['\u2018\u2019\u02bc\u00b4`\u00ad]")
_POINTS = re.compile(r"(?<!\w)([^\W\d_](?:\.[^\W\d_])+)\.?(?!\w)")  # B.V., S.p.A
_JOINED = re.compile(r"(?<!\w)([^\W\d_])[/&](?=\w)|(?<=\w)[/&]([^\W\d_])(?!\w)")  # TU/e, R&D
_WORD = re.compile(r"\d+(?:[.,]\d+)+(?!\w)|[^\W_]+")
# Letters that are no letter with a mark to Unicode.
_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "æ": "ae", "Æ": "AE"}
    | {"œ": "oe", "Œ": "OE", "ı": "i", "ð": "d", "Ð": "D"}
)
_FRONT = frozenset({"stichting", "cooperatie", "cooperatieve", "nv", "bv", "ooo", "pt"})
_LONGEST_ABBREVIATION = 8
_LONGEST = 400  # letters of a name; what comes after is not read, so that no text takes long


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase of a name: what it does there (`CORE`, `TYPE`, …), the key that is the same
    in every language, and how it is written, folded."""

    does: str
    key: str
    written: str


@dataclass(frozen=True, slots=True)
class Name:
    """The name of an organisation taken apart.

    `letters` is the name folded, with one space between words. `words` are those that tell
    something, without legal form. `abbreviation` is what a name tells behind itself in brackets
    (*Chip Integration Technology Center (CITC)*), or the one short word that the name is, else "".
    `initials` are the abbreviations that can be made of it.
    """

    letters: str
    words: tuple[str, ...]
    legal: frozenset[str]
    abbreviation: str
    initials: frozenset[str]
    countries: frozenset[str]

    @property
    def glued(self) -> str:
        """The words as one."""
        return "".join(self.words)


@dataclass(frozen=True, slots=True)
class _Known:
    little: frozenset[str]
    honorific: frozenset[str]
    legal: Mapping[tuple[str, ...], str]
    # Phrases by their first word, the longest first: the words, what they do, the key.
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str, str], ...]]
    # Single words for what an organisation is, and all phrases for places.
    kinds: frozenset[str]
    places: frozenset[tuple[str, ...]]


@lru_cache(maxsize=200_000)
def taken_apart(name: str) -> Name:
    """A name as words; of a name longer than 400 letters the first 400.

    >>> taken_apart("Koninklijke Philips N.V.").words, taken_apart("TU/e").words
    (('koninklijke', 'philips'), ('tue',))
    """
    known, name = _known(), name[:_LONGEST]
    plain, told, countries = _brackets(_plain(name))
    every = [(word, fold(word)) for word in _WORD.findall(plain)]
    kept, legal = _without_legal_form(every, known)
    words = tuple(
        folded
        for n, (_, folded) in enumerate(kept)
        if folded not in known.little or n == len(kept) - 1
    )
    initials = frozenset[str]()
    if len(words) > 1:
        initials = frozenset(_initials(kept, known)) | frozenset(_initials(every, known))
    if not told and len(words) == 1 and len(words[0]) <= _LONGEST_ABBREVIATION:
        told = words[0]
    letters = " ".join(fold(word) for word in _WORD.findall(_plain(name)))
    return Name(letters, words, legal, told, initials, countries)


@lru_cache(maxsize=200_000)
def classed(words: tuple[str, ...]) -> tuple[Word, ...]:
    """What each word does; a phrase that does one thing is one.

    >>> [(word.does, word.key) for word in classed(("delft", "university", "technology"))]
    [('core', 'delft'), ('type', '#technical_university')]
    """
    known, found, n = _known(), list[Word](), 0
    while n < len(words):
        for phrase, does, key in known.phrases.get(words[n], ()):
            if words[n : n + len(phrase)] == phrase:
                found.append(Word(does, key, " ".join(phrase)))
                n += len(phrase)
                break
        else:
            one = words[n]
            does = NUMBER if one[0].isdigit() and not one.isalpha() else CORE
            if one in known.honorific:
                does = HONORIFIC
            found.append(Word(does, one, one))
            n += 1
    return tuple(found)


def joined_as(words: tuple[str, ...], others: frozenset[str]) -> tuple[str, ...]:
    """Words set apart as the other name has them: two in a row as one, and a compound of one of its
    words and what an organisation is as two.

    >>> joined_as(("regio", "food", "valley"), frozenset(["foodvalley"]))
    ('regio', 'foodvalley')
    >>> joined_as(("radboudumc",), frozenset(["radboud", "umc"]))
    ('radboud', 'umc')
    """
    if others.issuperset(words):
        return words
    kinds, made, n = _known().kinds, list[str](), 0
    while n < len(words):
        one = next((one for one in compounds(words[n : n + 2]) if one in others), None)
        word = words[n]
        if one:
            made.append(one)
        elif word in others or len(word) < 7:
            made.append(word)
        else:
            ends = (end for end in range(4, len(word) - 2) if word[end:] in kinds)
            end = next((end for end in ends if word[:end] in others), len(word))
            made += [word[:end], word[end:]] if end < len(word) else [word]
        n += 2 if one else 1
    return tuple(made)


def compounds(two: tuple[str, ...]) -> tuple[str, ...]:
    """Two words as one, with and without the Dutch or German letter between: none of one word."""
    return (two[0] + two[1], f"{two[0]}s{two[1]}") if len(two) == 2 else ()


def written_out(words: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    """Words with an abbreviation as the words in a row that it stands for in the other name.

    >>> written_out(("ku", "leuven"), ("katholieke", "universiteit", "leuven"))
    ('katholieke', 'universiteit', 'leuven')
    """
    made = list[str]()
    for word in words:
        size = len(word)
        if not 1 < size <= len(others) or word in others:
            made.append(word)
            continue
        runs = (others[n : n + size] for n in range(len(others) - size + 1))
        fits = (run for run in runs if size > 1 and "".join(w[0] for w in run) == word)
        made += next(fits, (word,))
    return tuple(made)


def _plain(name: str) -> str:
    split = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    text = "".join(letter for letter in split if not unicodedata.combining(letter))
    text = _POINTS.sub(lambda found: found[1].replace(".", ""), _QUOTES.sub("", text))
    return _JOINED.sub(lambda found: found[1] or found[2], text)


def _brackets(text: str) -> tuple[str, str, frozenset[str]]:
    """The text with what it says in brackets, unless that is an abbreviation of it or a country's
    code: those come apart."""
    told, countries = "", set[str]()

    def one(found: re.Match[str]) -> str:
        nonlocal told
        inner = found[1].strip()
        outer = _PARENTHESIS.sub(" ", text)
        if len(inner) == 2 and inner.isupper() and inner in names.places():
            countries.add(inner)
            return " "
        letters = fold("".join(_WORD.findall(inner)))
        every = [(word, fold(word)) for word in _WORD.findall(outer)]
        made = set(_initials(every, _known()))
        first = fold(inner.split("-")[0].strip())
        if made & {letters, first} - {""}:
            told = letters if letters in made else first
            return " "
        return f" {inner} "

    plain = _PARENTHESIS.sub(one, text)
    if not _WORD.search(plain):
        return text, "", frozenset()
    return plain, told, frozenset(countries)


def _without_legal_form(
    words: list[tuple[str, str]], known: _Known
) -> tuple[list[tuple[str, str]], frozenset[str]]:
    found, kept = set[str](), list(words)
    kept_on = True
    while kept_on:
        kept_on = False
        told = tuple(folded for _, folded in kept if folded not in known.little)
        for size in range(min(5, len(told) - 1), 0, -1):
            form = known.legal.get(told[-size:])
            if form and _drop_last(kept, size, known.little):
                found.add(form)
                kept_on = True
                break
        if len(kept) > 1 and kept[0][1] in _FRONT:
            found.add(known.legal.get((kept[0][1],), kept[0][1]))
            del kept[0]
            kept_on = True
    return kept, frozenset(found)


def _drop_last(words: list[tuple[str, str]], size: int, little: Set[str]) -> bool:
    n = len(words)
    while size:
        n -= 1
        size -= words[n][1] not in little
    while n and words[n - 1][1] in little:
        n -= 1
    if not n:
        return False
    del words[n:]
    return True


def _initials(words: Iterable[tuple[str, str]], known: _Known) -> Iterator[str]:
    """What can be made of first letters: of all words and of those that tell something, with and
    without what it is in front and a place behind; of the capitals within a word too (*MedTech*),
    of the parts of a compound (*Groeifonds*), and of an abbreviation all letters (*BE*)."""
    every = list(words)
    told = [word for word in every if word[1] not in known.little]
    for some in (every, told):
        if len(some) < 2:
            continue
        yield "".join(folded[0] for _, folded in some)
        yield "".join(_capitals(word, folded) for word, folded in some)
        yield "".join(_parts(folded, known) for _, folded in some)
        for less in (
            some[1:] if some[0][1] in known.kinds else [],
            some[:-1] if (some[-1][1],) in known.places else [],
        ):
            if len(less) > 1:
                yield "".join(folded[0] for _, folded in less)


def _capitals(word: str, folded: str) -> str:
    if word.isupper():
        return folded if len(word) <= 3 else folded[0]
    return folded[0] + "".join(letter.casefold() for letter in word[1:] if letter.isupper())


def _parts(folded: str, known: _Known) -> str:
    for size in range(4, len(folded) - 2):
        if folded[-size:] in known.kinds:
            return folded[0] + folded[-size]
    return folded[0]


@cache
def _known() -> _Known:
    data = tomllib.loads((files(names) / "organisation_words.toml").read_text(encoding="utf-8"))
    little = frozenset(data["little"])
    phrases = dict[tuple[str, ...], tuple[str, str]]()
    for code, entry in names.places().items():
        for group in (entry.names, entry.adjectives):
            for name in (name for several in group.values() for name in several):
                for written in (name, name + "e") if group is entry.adjectives else (name,):
                    phrases[_phrase(written, little)] = PLACE, f"@{code}"
    for table, does, sign in (
        ("places", PLACE, "@"),
        ("types", TYPE, "#"),
        ("general", GENERAL, "*"),
        ("translated", CORE, "="),
    ):
        for key, several in data[table].items():
            for name in several:
                phrases[_phrase(name, little)] = does, sign + key
    by_first = dict[str, list[tuple[tuple[str, ...], str, str]]]()
    for phrase, (does, key) in phrases.items():
        if phrase:
            by_first.setdefault(phrase[0], []).append((phrase, does, key))
    return _Known(
        little,
        frozenset(data["honorific"]),
        {
            _phrase(name, little): form
            for form, several in data["legal_forms"].items()
            for name in several
        },
        {
            first: tuple(sorted(several, key=lambda one: -len(one[0])))
            for first, several in by_first.items()
        },
        frozenset(p[0] for p, (does, _) in phrases.items() if does == TYPE and len(p) == 1),
        frozenset(phrase for phrase, (does, _) in phrases.items() if does == PLACE),
    )


def _phrase(name: str, little: Set[str]) -> tuple[str, ...]:
    words = [fold(word) for word in _WORD.findall(_plain(name))]
    return tuple(word for word in words if word not in little) or tuple(words)
