"""When a name in a text is not the name it looks like: a person, a language, an agreement, an
address, a region of the same name elsewhere."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from windroos.link.mentions import Mention

# What only stands in the address of a page or of mail; the words around it belong to it.
_ADDRESS = re.compile(r"://|\bwww\.|\b@\b|(?<=\w)\.(?:nl|com|org|eu|net|info|gov|edu)\b")
_LONGEST_ADDRESS = 500
_SPACE = re.compile(r"\s")
# A title or initials stand before the name of a person: `mw. drs. A.B. Duits`.
_TITLED = re.compile(
    r"(?:\b(?:[A-Z]\.)+|\b(?:dhr|mevr|mw|dr|drs|ir|ing|mr|prof|Mr|Mrs|Ms|Dr|Prof)\.?"
    r"|\b(?:heer|mevrouw|meneer|professor))"
    r"(?:\s+(?:van|der|den|de|von|du|te|ten))*\s*$"
)
# States agree on something in a city, and name it after the city.
_AGREED = (
    "akkoorden|akkoord|verdragen|verdrag|verklaring|conventies|conventie|handvest|protocol|proces|"
    "overeenkomst|consensus|agreement|treaty|treaties|declaration|conventions|convention|charter|"
    "process"
)
_AGREED_ON = re.compile(rf"(?:{_AGREED})\s+(?:van|of)\s+$", re.IGNORECASE)
_AGREED_AT = re.compile(rf"[\s-]?(?:{_AGREED})\b|\s+I{{1,3}}\b", re.IGNORECASE)
# Words that begin a sentence or stand between names, with a capital or without.
_SMALL_WORDS = """
    aan and at by dat de deze die door een en for from het in is met na naar near of om onder ook op
    over rond that the this through to tot toward towards tussen uit van vanuit via visit voor
    within with zoals zowel
"""
_SMALL = frozenset(_SMALL_WORDS.split())
_WORD_BEFORE = re.compile(r"([\w'’-]+)\s+$")
_WORD_AFTER = re.compile(r"\s+(?:(?:van|der|den|de|von|du|te|ten|ter)\s+)*([\w'’-]+)")
_SPOKEN = re.compile(r"\b(?:[Hh]et|[Ii]n|[Ii]nto|[Ff]rom|spreekt|spreken|speaks?)\s+$")
_CLOSED = re.compile(r"\s*(?:$|[.,;:!?)\]\n]|(?:en|of|and|or)\s)")
_IN_BRACKETS = re.compile(r"\s*\(\s*")
# Abbreviations that are words too, in a heading in capitals.
_ALSO_WORDS = frozenset({"US", "VS", "IT"})
_SPOKEN_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Addresses:
    """The stretches of a text that are addresses of pages and mail."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def hold(self, place: int) -> bool:
        """Whether a place lies in an address."""
        n = bisect_right(self.starts, place) - 1
        return n >= 0 and place < self.ends[n]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention, and the country of what it would mean."""

    mention: Mention
    country: str | None


def addresses(text: str) -> Addresses:
    """Where the addresses in a text stand.

    >>> addresses("Zie www.brabant.nl/economie voor Brabant").hold(8)
    True
    """
    starts, ends = [], [0]
    for mark in _ADDRESS.finditer(text):
        if mark.start() < ends[-1]:
            continue
        before = text[max(0, mark.start() - _LONGEST_ADDRESS) : mark.start()]
        space = _SPACE.search(text, mark.end())
        starts.append(mark.start() - len(before.split()[-1]) if _joined(before) else mark.start())
        ends.append(space.start() if space else len(text))
    return Addresses(tuple(starts), tuple(ends[1:]))


def _joined(before: str) -> bool:
    """Whether letters stand right before a place."""
    return bool(before) and not before[-1].isspace()


def is_person(text: str, start: int, end: int, doubtful: bool) -> bool:
    """Whether a name is more likely that of a person: behind a title or initials; or, of a name
    that persons and institutions bear as well, beside another word with a capital.

    >>> is_person("mevrouw A. de Holland", 14, 21, False), is_person("in Jordan", 3, 9, True)
    (True, False)
    >>> is_person("said Michael Jordan", 13, 19, True)
    True
    """
    before = text[max(0, start - 60) : start]
    if _TITLED.search(before):
        return True
    if not doubtful:
        return False
    first, then = _WORD_BEFORE.search(before), _WORD_AFTER.match(text, end)
    return any(
        word is not None and word[1][:1].isupper() and word[1].casefold() not in _SMALL
        for word in (first, then)
    )


def is_language(text: str, start: int, end: int) -> bool:
    """Whether an adjective without an ending names a language: *in het Duits*, *in German*.

    >>> is_language("vertaald in het Duits.", 16, 21)
    True
    >>> is_language("het Nederlands bedrijfsleven", 4, 14)
    False
    """
    before = text[max(0, start - 12) : start]
    return bool(_SPOKEN.search(before) and _CLOSED.match(text, end))


def is_agreement(text: str, start: int, end: int) -> bool:
    """Whether a city stands in the name of what states agreed on there.

    >>> is_agreement("het klimaatakkoord van Parijs", 23, 29), is_agreement("Basel III", 0, 5)
    (True, True)
    >>> is_agreement("een akkoord in Parijs", 15, 21)
    False
    """
    before = text[max(0, start - 30) : start]
    return bool(_AGREED_ON.search(before) or _AGREED_AT.match(text, end))


def in_capitals(text: str, start: int, end: int) -> bool:
    """Whether an abbreviation is written in capitals, and is no word among words in capitals.

    >>> in_capitals("de VS en Canada", 3, 5), in_capitals("LET US GO", 4, 6)
    (True, False)
    """
    if not text[start:end].isupper():
        return False
    if text[start:end] not in _ALSO_WORDS:
        return True
    around = _SPOKEN_WORD.findall(text[max(0, start - 30) : start])[-2:]
    around += _SPOKEN_WORD.findall(text[end : end + 30])[:2]
    words = [word for word in around if len(word) > 1]
    return not words or any(not word.isupper() for word in words)


def by_country(text: str, found: Sequence[Candidate], near: str | None) -> list[Mention]:
    """The mentions, with each region in the country that stands in brackets behind it.

    Of regions of one name and no country in brackets the one `near` is meant; where that does not
    tell, all of them may be.
    """
    groups = [list(same) for _, same in groupby(found, key=lambda one: one.mention.start)]
    told: list[Mention] = []
    for n, here in enumerate(groups):
        following = groups[n + 1] if n + 1 < len(groups) else []
        told += _located(text, here, following, near)
    return told


def _located(
    text: str, here: Sequence[Candidate], following: Sequence[Candidate], near: str | None
) -> Iterator[Mention]:
    there = _country_behind(text, here[0].mention.end, following)
    for _, of_kind in groupby(here, key=lambda one: one.mention.kind):
        same = list(of_kind)
        if there is not None:
            same = [one for one in same if one.country in (None, there)]
        if len(same) > 1 and any(one.country for one in same):
            nearer = [one for one in same if one.country == near]
            same = nearer or [
                replace(one, mention=replace(one.mention, why="ambiguous")) for one in same
            ]
        yield from (one.mention for one in same)


def _country_behind(text: str, end: int, following: Sequence[Candidate]) -> str | None:
    """The country in brackets right behind a name: `Limburg (België)`."""
    brackets = _IN_BRACKETS.match(text, end)
    if brackets is None or not following:
        return None
    first = following[0]
    if first.mention.start != brackets.end() or first.country != first.mention.id:
        return None
    return first.country
