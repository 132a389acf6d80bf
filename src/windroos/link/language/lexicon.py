"""The words of a language: their dictionary forms, and what is said of them in the file beside this
one. The dictionaries are those of simplemma (MIT; its word lists under open licences of their own).
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

_HERE = "windroos.link.language"
# What is left of a word without its ending is of so many letters at least.
STEM = 3
# A letter that may have been typed without its mark.
_MARKED = {"a": "áàä", "c": "ç", "e": "ëéèê", "i": "ïíî", "n": "ñ", "o": "öóô", "u": "üúû"}


class Lexicon:
    """The dictionary of a language with what a search has to know beside it."""

    def __init__(self, language: str) -> None:
        self.language = language
        text = (files(_HERE) / f"{language}.toml").read_text(encoding="utf-8")
        self.told: Mapping[str, Any] = tomllib.loads(text)
        self.function = frozenset(self.told["function"])
        self._derived = [(re.compile(one), other) for one, other in self.told["derived"]]
        self._not_derived = frozenset(self.told["not_derived"])
        self._forms: Mapping[str, list[str]] = self.told["forms"]
        self._same: Mapping[str, str] = self.told["same"]

    @cached_property
    def _words(self) -> Mapping[str, str]:
        # 70 MB and a second for both languages: read when the first word is asked for.
        from simplemma.strategies.dictionaries import DEFAULT_DICTIONARY_FACTORY

        return DEFAULT_DICTIONARY_FACTORY.get_dictionary(self.language)

    def lemma(self, word: str) -> str | None:
        """The dictionary form of a word in small letters; None for a word that is not there.

        >>> lexicon("nl").lemma("japanse"), lexicon("nl").lemma("zorginnovatie")
        ('japans', None)
        """
        found = self._words.get(word) or self._words.get(word.capitalize())
        # Verbs that can come apart stand there as samen_werken.
        return found.lower().replace("_", "") if found else None

    def lemmas(self, word: str) -> tuple[str, ...]:
        """The dictionary forms of a word; none where it is not there.

        Of two words that are each a form of the other both count, and so do a verb and the noun
        that has it as its plural.

        >>> lexicon("nl").lemmas("samengewerkt"), lexicon("nl").lemmas("ketens")
        (('samenwerken',), ('keten', 'keet'))
        """
        if word in self._forms:
            return tuple(self._forms[word])
        first = self.lemma(word)
        if first is None:
            return ()
        second = self.lemma(first)
        if second is None or second == first:
            return (first,)
        both = self.lemma(second) == first or first == f"{second}en"
        return (first, second) if both else (first,)

    def derived(self, lemma: str) -> str:
        """What a noun or adjective was made from, where the two mean the same.

        >>> lexicon("nl").derived("samenwerking"), lexicon("nl").derived("koning")
        ('samenwerken', 'koning')
        """
        if lemma in self._same or lemma in self._not_derived:
            return self._same.get(lemma, lemma)
        for pattern, other in self._derived:
            found = pattern.search(lemma)
            if found is not None and found.start() >= STEM:
                made = lemma[: found.start()] + other
                if self.lemma(made) == made:
                    return made
        return lemma

    def property_of(self, lemma: str) -> str | None:
        """The adjective in a noun for a property.

        >>> lexicon("nl").property_of("betaalbaarheid")
        'betaalbaar'
        """
        for ending in self.told["property"]:
            stem = lemma.removesuffix(ending)
            if stem != lemma and len(stem) > STEM and self._says(stem):
                return stem
        return None

    def unmarked(self, word: str) -> tuple[str, ...]:
        """The dictionary forms of a word that was typed without one of its marks.

        >>> lexicon("nl").unmarked("patienten")
        ('patiënt',)
        """
        if not word.isascii():
            return ()
        return next(filter(None, map(self.lemmas, _with_mark(word))), ())

    def _says(self, word: str) -> bool:
        """Whether a word is a dictionary form that says something by itself."""
        return word not in self.function and self.lemma(word) == word


def _with_mark(word: str) -> Iterator[str]:
    for at, letter in enumerate(word):
        for marked in _MARKED.get(letter, ""):
            yield f"{word[:at]}{marked}{word[at + 1 :]}"


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language: `nl` or `en`."""
    return Lexicon(language)


def plain(word: str) -> str:
    """A word as the dictionaries have it: in small letters, composed, with one kind of apostrophe.

    >>> plain("Regio’s")
    "regio's"
    """
    return unicodedata.normalize("NFC", word).casefold().replace("’", "'").replace("\u00ad", "")
