"""The forms in which a name occurs in Dutch and English text.

Names in data are written with signs of their own: `zorg~` also begins compounds (*zorginnovatie*),
`~zorg` also ends them (*thuiszorg*), `~zorg~` does both and stands within them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from windroos.link.text import words_of

Why = Literal["name", "abbreviation", "adjective", "inhabitants", "city", "compound", "ambiguous"]

OPEN = "~"
# An abbreviation of so few letters is too often a word: it counts in capitals only.
SHORT = 3


@dataclass(frozen=True)
class Entry:
    """Someone or something that a passage can be about, with its names.

    `names`, `adjectives` and `people` are by language (`nl`, `en`). A `proper` name counts only
    with a capital. `country` is where a region lies, which tells two of one name apart. `without`
    are words and phrases that look like a name and are not. `doubtful` names stand in those of
    persons and institutions too. Who names one of the `cities` of a region speaks of a part of it.
    """

    kind: str
    id: str
    names: Mapping[str, tuple[str, ...]]
    adjectives: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    people: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cities: tuple[str, ...] = ()
    proper: bool = True
    country: str | None = None
    without: tuple[str, ...] = ()
    doubtful: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a name: the folded words, and what has to hold where they are found."""

    text: str
    name: str
    why: Why
    capital: bool = False  # begins with a capital
    capitals: bool = False  # is written in capitals
    before: bool = False  # may be the last part of a compound
    after: bool = False  # may be the first part of a compound
    doubtful: bool = False
    bare: bool = False  # an adjective without an ending: also the name of a language


def forms(entry: Entry) -> Iterator[Form]:
    """All forms of the names of an entry; of two that are the same the first counts."""
    seen: set[tuple[str, bool, bool]] = set()
    for form in _forms(entry):
        key = form.text, form.before, form.after
        if form.text and key not in seen:
            seen.add(key)
            yield form


def _forms(entry: Entry) -> Iterator[Form]:
    for language, names in entry.names.items():
        for name in names:
            yield from _named(entry, name, language)
    first = {language: names[0] for language, names in entry.names.items() if names}
    for language, words in entry.adjectives.items():
        name = first.get(language, entry.id)
        for word in words:
            yield Form(
                words_of(word),
                name,
                "adjective",
                capital=True,
                bare=True,
                doubtful=word in entry.doubtful,
            )
            if language == "nl":
                yield Form(words_of(dutch_adjective(word)), name, "adjective", capital=True)
    for language, words in entry.people.items():
        name = first.get(language, entry.id)
        plural = dutch_people if language == "nl" else english_people
        for word in words:
            for one in dict.fromkeys((word, plural(word))):
                yield Form(words_of(one), name, "inhabitants", capital=True)
    yield from _genitives(entry)
    for name in entry.cities:
        for word in _of_city(name):
            yield Form(words_of(word), name, "city", capital=name[:1].isupper())


def _of_city(name: str) -> tuple[str, ...]:
    """The name of a city, its genitive, and the Dutch adjective: *Eindhovens*, *Eindhovense*."""
    return (name,) if name[-1] in "sxz" else (name, f"{name}s", f"{name}se")


def _genitives(entry: Entry) -> Iterator[Form]:
    """*Belgiës grootste haven*; after the adjectives, since *Nederlands* is rather one of those."""
    for name in (name for names in entry.names.values() for name in names):
        if entry.proper and name[-1:].isalpha() and name[-1:] not in "sxz" and not is_short(name):
            capital, doubtful = name[:1].isupper(), name in entry.doubtful
            yield Form(f"{words_of(name)}s", name, "name", capital, doubtful=doubtful)


def _named(entry: Entry, name: str, language: str) -> Iterator[Form]:
    plain = name.strip(OPEN)
    text = words_of(plain)
    before, after = name.startswith(OPEN), name.endswith(OPEN)
    if is_short(plain):
        # After a lost hyphen small letters follow: AIgestuurd.
        yield Form(text, plain, "abbreviation", capitals=True, after=True)
        return
    doubtful = plain in entry.doubtful
    capital = entry.proper and plain[:1].isupper()
    yield Form(text, plain, "name", capital, before=before, after=after, doubtful=doubtful)
    if not entry.proper:
        for inflected in _inflected(text, language, stem=after):
            yield Form(inflected, plain, "name", before=before)


def is_short(name: str) -> bool:
    """Whether a name is an abbreviation that counts only in capitals.

    >>> is_short("VS"), is_short("HTSM"), is_short("Iran")
    (True, False, False)
    """
    return len(name) <= SHORT and name.isupper() and name.isascii()


def dutch_adjective(word: str) -> str:
    """The adjective with its ending.

    >>> dutch_adjective("Duits"), dutch_adjective("Japans"), dutch_adjective("Chinees")
    ('Duitse', 'Japanse', 'Chinese')
    """
    if word.endswith("ees"):
        return f"{word[:-2]}se"
    return word if word.endswith("e") else f"{word}e"


def dutch_people(word: str) -> str:
    """More than one inhabitant; a word of another form is its own plural, and given as such.

    >>> [dutch_people(word) for word in ("Japanner", "Amerikaan", "Chinees", "Belgen")]
    ['Japanners', 'Amerikanen', 'Chinezen', 'Belgen']
    """
    for ending, plural in (("aan", "anen"), ("ees", "ezen"), ("er", "ers"), ("iër", "iërs")):
        if word.endswith(ending):
            return word.removesuffix(ending) + plural
    return word


def english_people(word: str) -> str:
    """More than one inhabitant in English.

    >>> [english_people(word) for word in ("German", "Swiss", "Chinese", "Welshman")]
    ['Germans', 'Swiss', 'Chinese', 'Welshmen']
    """
    if word.endswith("man") and not word.endswith(("German", "Roman", "Oman", "Ottoman")):
        return f"{word[:-3]}men"
    return word if word.endswith(("s", "ese", "sh", "ch", "men")) else f"{word}s"


def _inflected(text: str, language: str, *, stem: bool) -> tuple[str, ...]:
    """The regular plural of a common noun, and of a stem the endings of an adjective too."""
    last = text[-1:]
    if not last.isalpha() or (" " in text and not stem):
        return ()
    if language == "en":
        return () if last == "s" else (f"{text[:-1]}ies" if last == "y" else f"{text}s",)
    if last == "s":
        return (f"{text}e",) if stem else ()
    if last in "aeiouy":
        return (f"{text}s",)
    return (f"{text}en", f"{text}s", f"{text}e") if stem else (f"{text}en", f"{text}s")
