"""Dutch and English words as a search sees them: what a word is looked up by.

A word is looked up by its dictionary form, in either language, without capitals and accents; a noun
for what a verb says by the verb. It is found too by the parts of a compound, by the
adjective in a property, and a place by its other names.

>>> terms("Samenwerkingen") == terms("samengewerkt"), sorted(parts("zorginnovaties"))
(True, ['innoveren', 'zorg'])
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from windroos.link.forms import forms
from windroos.link.language.compounds import LONGEST, parts_of
from windroos.link.language.lexicon import lexicon, plain
from windroos.link.names import LANGUAGES, places
from windroos.link.text import fold, words_of

__all__ = ["implied", "is_function", "joined", "parts", "terms", "warm"]

# A name of so few letters is too often another word.
_NAME = 4
# The endings of names and abbreviations: *KPI's*, *mkb'ers*.
_ENDING = re.compile("'(s|er|ers)$")
_HYPHEN = re.compile("[-\u2010\u2011]")
# Names are also made by writing words together with capitals: *ChipNL*, *PhotonDelta*.
_CAMEL = re.compile(r"[A-Z][a-z]{2,}(?=[A-Z])|(?<=[a-z])[A-Z][A-Za-z]{2,}$")


@lru_cache(maxsize=200_000)
def terms(word: str) -> frozenset[str]:
    """What a word is looked up by.

    >>> sorted(terms("regio's")), sorted(terms("chips"))
    (['regio'], ['chip'])
    """
    written = _ENDING.sub("", plain(word))
    if len(written) > LONGEST:
        return frozenset((fold(written),))
    known = [(one, one.lemmas(written)) for one in map(lexicon, LANGUAGES)]
    if not any(lemmas for _lexicon, lemmas in known):
        split = parts_of(written)
        if split:
            return frozenset(map(fold, _compound(written, split[-1])))
        # It may have been typed without one of its marks.
        known = [(one, one.unmarked(written)) for one in map(lexicon, LANGUAGES)]
    found = {one.derived(lemma) for one, lemmas in known for lemma in lemmas}
    return frozenset(map(fold, found or {written}))


@lru_cache(maxsize=200_000)
def parts(word: str, *, place: bool = True) -> frozenset[str]:
    """What else a word is found by: the parts of a compound, the adjective in a property, and of a
    `place` that is written with a capital its names.

    >>> sorted(parts("Beierse")), sorted(parts("betaalbaarheid")), sorted(parts("netwerk"))
    (['bavaria', 'bayern', 'beieren'], ['betaalbaar'], [])
    """
    written = plain(word)
    if len(written) > LONGEST:
        return frozenset()
    names = _place(written) if place and word[:1].isupper() else frozenset()
    if names:
        return names - terms(word)
    found: set[str] = set()
    for part in parts_of(written):
        found |= terms(part) | parts(part)
    for known in map(lexicon, LANGUAGES):
        for lemma in known.lemmas(written) or (written,):
            adjective = known.property_of(lemma)
            if adjective:
                found |= terms(adjective)
    for part in _CAMEL.findall(word):
        found |= terms(part)
    return frozenset(found - terms(word))


def joined(words: str) -> str:
    """Words that a hyphen makes one, written as one.

    >>> joined("start-up")
    'startup'
    """
    return _HYPHEN.sub("", words)


def implied(first: str, compound: str) -> str | None:
    """The whole of a compound of which only the beginning is written: *zorg- en
    welzijnsinstellingen* speaks of *zorginstellingen*.

    >>> implied("wet-", "regelgeving"), implied("kennis-", "innovatie")
    ('wetgeving', None)
    """
    split = parts_of(plain(compound))
    return joined(first) + split[-1] if split else None


def is_function(word: str) -> bool:
    """Whether a word says nothing by itself: *de*, *of*, *the*."""
    written = plain(word)
    return any(written in lexicon(language).function for language in LANGUAGES)


def warm() -> None:
    """Read the dictionaries, which takes a second, before the first search does."""
    terms("")


def _compound(word: str, last: str) -> set[str]:
    """A compound that is in no dictionary, with its last part in its dictionary form."""
    return {word.removesuffix(last) + lemma for lemma in lexicon("nl").lemmas(last) or (last,)}


def _place(word: str) -> frozenset[str]:
    """The names of the place that a word is a name of, or is said for, each as one word."""
    return _places().get(fold(word), frozenset())


@cache
def _places() -> dict[str, frozenset[str]]:
    """The names of places by each of their forms, those that are written as one word."""
    found: dict[str, set[str]] = {}
    for place in places().values():
        names = {
            fold(joined(name))
            for all_ in place.names.values()
            for name in all_
            if len(name) >= _NAME and " " not in name
        }
        spaced = {words_of(name) for all_ in place.names.values() for name in all_ if " " in name}
        for form in forms(place):
            # Who asks for a region asks for what is called so, and not for its cities.
            named = form.why != "city" and form.text not in spaced
            if named and len(form.text) >= _NAME:
                found.setdefault(form.text.replace(" ", ""), set()).update(names)
    return {word: frozenset(names) for word, names in found.items()}
