"""Who and what the passages of an added document are about: as its names propose it, and as people
accepted, rejected or added it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from windroos import cases
from windroos.apps.compass import queries as compass
from windroos.apps.evidence import queries as evidence
from windroos.apps.regions import queries as regions
from windroos.apps.regions.queries import Case as StoredCase
from windroos.link import Entry, Gazetteer, Mention, about
from windroos.link.marking import Judged, judged
from windroos.link.names import LANGUAGES, concepts, groups, places

if TYPE_CHECKING:
    from windroos.apps.evidence.models import Document, Marking, Passage

# A proposal is open until a person accepts or rejects it.
State = Literal["open", "accepted", "rejected"]
# What a passage is about, as far as anybody knows: what was rejected is not.
ABOUT: tuple[State, ...] = ("accepted", "open")
EVERY: tuple[State, ...] = (*ABOUT, "rejected")


@dataclass(frozen=True)
class Subject:
    """What a passage is about: who said so, and by which names it was proposed.

    `score` tells how sure the proposal is, from 0 to 1; None for what nobody proposed and a person
    added.
    """

    kind: str
    id: str
    state: State
    score: float | None
    mentions: tuple[Mention, ...]
    marking: Marking | None = None


@dataclass(frozen=True)
class Told:
    """A passage of a document, and what it is about: first what was accepted, the surest first."""

    passage: Passage
    about: tuple[Subject, ...]


def told(
    readable: evidence.Readable,
    document: Document,
    kinds: Collection[str] = (),
    states: Collection[State] = ABOUT,
) -> list[Told]:
    """What each passage of a document is about, in reading order; of some kinds, or of all, and in
    some states."""
    gazetteer = gazetteer_of(readable.case)
    said = evidence.marked(document)
    found = [
        Told(passage, _subjects(gazetteer, passage, said.get(passage.number, ())))
        for passage in readable.passages(document)
    ]
    return [
        Told(
            one.passage,
            tuple(
                what
                for what in one.about
                if (not kinds or what.kind in kinds) and what.state in states
            ),
        )
        for one in found
    ]


def of_passage(readable: evidence.Readable, passage: Passage) -> Told:
    """What one passage is about, of every kind and in every state."""
    said = evidence.marked(passage.document).get(passage.number, ())
    return Told(passage, _subjects(gazetteer_of(readable.case), passage, said))


def _subjects(
    gazetteer: Gazetteer, passage: Passage, said: Sequence[Marking]
) -> tuple[Subject, ...]:
    """What a passage is about or was said not to be, what was accepted first."""
    marks = {(one.kind, one.entry): one for one in said}
    found = []
    for one in about(gazetteer.find(passage.text)):
        mark = marks.pop((one.kind, one.id), None)
        found.append(Subject(one.kind, one.id, _state(mark), one.score, one.mentions, mark))
    if passage.sha256:
        # Of words that are partly hidden from the reader it is told only what the rest says.
        found += [
            Subject(one.kind, one.entry, _state(one), None, (), one) for one in marks.values()
        ]
    return tuple(sorted(found, key=lambda one: one.state != "accepted"))


def _state(mark: Marking | None) -> State:
    if mark is None:
        return "open"
    return "accepted" if mark.accepted else "rejected"


def score(found: Iterable[Told]) -> Judged:
    """How many of the proposals that were judged were accepted; `found` is told in every state."""
    return judged((one.state, one.score is not None) for passage in found for one in passage.about)


def known(case: StoredCase) -> Mapping[str, Collection[str]]:
    """What a passage can be about: the ids, by kind."""
    found: dict[str, set[str]] = {}
    for entry in (*places().values(), *groups(), *gazetteer_of(case).entries):
        found.setdefault(entry.kind, set()).add(entry.id)
    found.setdefault("organisation", set())
    return found


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
