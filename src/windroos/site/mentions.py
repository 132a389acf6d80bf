"""Who and what the passages of an added document are about, as its names propose it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from windroos import cases
from windroos.apps.compass import queries as compass
from windroos.apps.evidence import queries as evidence
from windroos.apps.regions import queries as regions
from windroos.apps.regions.queries import Case as StoredCase
from windroos.link import About, Entry, Gazetteer, Mention, about
from windroos.link.names import LANGUAGES, concepts, groups, places

if TYPE_CHECKING:
    from windroos.apps.evidence.models import Document, Passage


@dataclass(frozen=True)
class Told:
    """A passage of a document, and what it seems to be about, the surest first."""

    passage: Passage
    about: tuple[About, ...]


def told(
    readable: evidence.Readable, document: Document, kinds: Collection[str] = ()
) -> list[Told]:
    """What each passage of a document is about, in reading order; of some kinds, or of all."""
    gazetteer = gazetteer_of(readable.case)
    return [
        Told(passage, _of_kinds(about(gazetteer.find(passage.text)), kinds))
        for passage in readable.passages(document)
    ]


def gazetteer_of(case: StoredCase) -> Gazetteer:
    """The gazetteer of a case as it stands, with the organisations that work on it."""
    return _gazetteer(case.pk, case.mark, case.state, organisations(case))


def organisations(case: StoredCase) -> tuple[tuple[str, str], ...]:
    """The organisations that work on a case, each by its name in addresses and in full."""
    return tuple((one.organisation.slug, one.organisation.name) for one in regions.parties(case))


def rows(text: str, found: Iterable[Mention]) -> list[dict[str, Any]]:
    """Mentions as they are handed on: with the words of the text."""
    return [
        {
            "start": one.start,
            "end": one.end,
            "text": text[one.start : one.end],
            "name": one.name,
            "why": one.why,
        }
        for one in found
    ]


@lru_cache(maxsize=8)
def _gazetteer(
    pk: int, mark: str, state: int, organisations: Sequence[tuple[str, str]]
) -> Gazetteer:
    also = [
        Entry("organisation", slug, dict.fromkeys(LANGUAGES, (name,)))
        for slug, name in organisations
    ]
    return cases.gazetteer(compass.value_of(pk, mark, state), also)


def names(case: cases.Case, gazetteer: Gazetteer, language: str) -> Mapping[tuple[str, str], str]:
    """What the reader calls what passages can be about, by kind and id."""
    called = {
        (entry.kind, entry.id): entry.names[language][0]
        for entry in (*places().values(), *groups(), *gazetteer.entries)
        if entry.names.get(language)
    }
    for concept in concepts().values():
        called["technology", concept.id] = concept.label[language]
    for kind, things in (
        ("theme", case.themes),
        ("challenge", case.framework.challenges),
    ):
        called |= {(kind, id): thing.label.get(language) for id, thing in things.items()}
    return called


def _of_kinds(found: Iterable[About], kinds: Collection[str]) -> tuple[About, ...]:
    return tuple(one for one in found if not kinds or one.kind in kinds)
