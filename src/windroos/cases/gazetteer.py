"""The names of a case, to be looked for in a text: its regions, themes and challenges, and of all
the world the countries, well-known regions and technologies.

>>> from windroos import cases
>>> found = cases.gazetteer(cases.load("noord_brabant")).find("Beierse chips voor de Japanse zorg")
>>> [(one.kind, one.id) for one in found if one.kind in ("region", "theme")]
[('region', 'DE2'), ('theme', 'htsm'), ('region', 'JP'), ('theme', 'health')]
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from windroos.cases.case import Case
from windroos.cases.framework_terms import Term
from windroos.cases.text import Text
from windroos.codes.regions import country_of
from windroos.link import Entry, Gazetteer
from windroos.link.names import LANGUAGES, NOT_MEANT, concepts, groups, meant_by, places

# “Artificial intelligence (AI)” is known by what stands before the brackets and by what is in them.
_SHORT = re.compile(r"(?P<long>.+?)\s*\((?P<short>[^()\s]+)\)")


def gazetteer(case: Case, also: Iterable[Entry] = ()) -> Gazetteer:
    """The gazetteer of a case; `also` are entries from elsewhere, such as organisations."""
    home = country_of(case.home.code) if case.home else None
    return Gazetteer([*entries(case), *also], without=NOT_MEANT, near=home)


def entries(case: Case) -> tuple[Entry, ...]:
    """What the case and the world give names to."""
    return tuple(_entries(case))


def _entries(case: Case) -> Iterator[Entry]:
    terms = tuple(case.framework.terms.values())
    given = {
        word: one.of
        for one in terms
        if one.subject == "region"
        for words in one.words.values()
        for word in words
    }
    for code, known in {**places(), **_regions(case)}.items():
        # What the case gives to one of its regions is there, and in none that the program knows.
        known = _except(known, {word for word, of in given.items() if of != code})
        yield _with(known, [one for one in terms if (one.subject, one.of) == ("region", code)])
    yield from groups()
    for kind, things in (("theme", case.themes), ("challenge", case.framework.challenges)):
        for id, thing in things.items():
            named = Entry(kind, id, _names(thing.label), proper=False)
            yield _with(named, [one for one in terms if (one.subject, one.of) == (kind, id)])
    for concept in concepts().values():
        if concept.kind == "technology":
            yield concept.entry()


def _regions(case: Case) -> Mapping[str, Entry]:
    """The regions of the case by the names it gives them, and those that the program knows."""
    found = {}
    for code, region in case.regions.items():
        own = _names(region.name)
        known = places().get(code) or Entry("region", code, own, country=country_of(code))
        found[code] = replace(known, names=_merged(own, known.names))
    return found


def _except(entry: Entry, words: Collection[str]) -> Entry:
    """An entry without the names and cities that are of another one."""
    return replace(
        entry,
        names={
            language: tuple(name for name in names if name not in words)
            for language, names in entry.names.items()
        },
        cities=tuple(city for city in entry.cities if city not in words),
    )


def _with(entry: Entry, terms: Iterable[Term]) -> Entry:
    """An entry with the words of the terms of the case."""
    for one in terms:
        meant = meant_by(one.concepts)
        words = [one.words, *(concept.words for concept in meant)]
        without = (*one.without, *(word for concept in meant for word in concept.without))
        entry = replace(
            entry, names=_merged(entry.names, *words), without=(*entry.without, *without)
        )
    return entry


def _names(label: Text) -> dict[str, tuple[str, ...]]:
    """What a label of the case calls a thing, the abbreviation in its brackets included."""
    return {language: _parts(label.get(language)) for language in LANGUAGES}


def _parts(name: str) -> tuple[str, ...]:
    found = _SHORT.fullmatch(name)
    return (name, found["long"], found["short"]) if found else (name,)


def _merged(*words: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {
        language: tuple(dict.fromkeys(word for one in words for word in one.get(language, ())))
        for language in LANGUAGES
    }
