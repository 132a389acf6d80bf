"""Which organisation of a register a record of a source is, if any: proposed, never decided. Pure.

An identifier that both have settles it. Without one, names are compared, and whether the places
agree; a person decides. What compares two (`Scorer`) is a value, so that another way can take the
place of the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from windroos.cases.fields import ID
from windroos.cases.register.records import Content
from windroos.cases.register.source_records import SourceRecord
from windroos.link.organisations import PERHAPS, SAME, Likeness, Names, same
from windroos.link.text import fold

# `certain`: an identifier says so. `likely`: the names are the same and no place says otherwise.
# `doubtful`: a person has to look. `new`: nothing in the register is like it.
Standing = Literal["certain", "likely", "doubtful", "new"]

# Places that have another name in Dutch, German or French than in English, folded.
_PLACES = {
    "the hague": "den haag", "'s-gravenhage": "den haag", "den bosch": "'s-hertogenbosch",
    "brussels": "brussel", "bruxelles": "brussel", "antwerp": "antwerpen", "ghent": "gent",
    "munich": "munchen", "cologne": "koln", "koeln": "koln", "aix-la-chapelle": "aachen",
    "aken": "aachen", "nuremberg": "nurnberg", "hanover": "hannover", "vienna": "wien",
    "wenen": "wien", "copenhagen": "kobenhavn", "milan": "milano",
}  # fmt: skip
# What speaks against two names meaning one organisation.
_AGAINST = frozenset({"identifiers-differ", "country-differs"})
# Kinds in a register whose names are not compared: no source means a strategy by a name alone.
BY_NUMBER_ALONE = frozenset({"programme", "strategy"})
MOST = 3  # organisations that are proposed for one record


@dataclass(frozen=True, slots=True)
class Entry:
    """An organisation of the register, as far as records are compared with it.

    `names` are its names as they are, none where they are not to be compared (`BY_NUMBER_ALONE`);
    `identifiers` as `key_of` gives them.
    """

    id: str
    names: tuple[str, ...]
    identifiers: frozenset[tuple[str, str]]
    country: str | None
    region: str | None
    place: str | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """An organisation that a record may be, how alike they are from 0 to 1, and why.

    `reasons` are rules with the words they are about: those of `link.organisations.REASONS`, and
    `identifier`, `identifiers-differ`, `place-agrees`, `place-differs`, `country-differs`,
    `place-unknown`.
    """

    id: str
    score: float
    reasons: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Match:
    """What a record is proposed to be: the likest first; none for what is new."""

    standing: Standing
    proposals: tuple[Proposal, ...]

    @property
    def first(self) -> Proposal | None:
        return self.proposals[0] if self.proposals else None


Scorer = Callable[[SourceRecord, Entry], Likeness]
"""How alike a record and an organisation are by what they are called."""


def by_rules(record: SourceRecord, entry: Entry) -> Likeness:
    """The likest of all pairs of their names, by the rules of `link.organisations`."""
    pairs = (same(one, other) for one, _, _ in record.names for other in entry.names)
    return max(pairs, key=lambda likeness: likeness.score)


def key_of(scheme: str, value: str) -> tuple[str, str]:
    """An identifier in one way of writing.

    >>> key_of("ror", "https://ror.org/02C2KYT77"), key_of("wikidata", "q880")
    (('ror', '02c2kyt77'), ('wikidata', 'Q880'))
    """
    plain = value.strip().rstrip("/").rsplit("/", 1)[-1]
    return scheme, plain.upper() if scheme in ("wikidata", "lei") else plain.lower()


class Register:
    """The organisations of a register, to find those that a record may be."""

    def __init__(self, entries: Iterable[Entry], score: Scorer = by_rules) -> None:
        self.entries = {entry.id: entry for entry in entries}
        self.score = score
        self._names = Names((entry.id, entry.names) for entry in self.entries.values())
        self._numbers = {
            number: entry.id for entry in self.entries.values() for number in entry.identifiers
        }

    def match(self, record: SourceRecord) -> Match:
        """What a record is proposed to be."""
        numbers = [key_of(*one) for one in record.identifiers]
        known = {self._numbers[one]: one for one in numbers if one in self._numbers}
        if known:
            found = tuple(Proposal(id, 1.0, (("identifier", one),)) for id, one in known.items())
            return Match("certain" if len(found) == 1 else "doubtful", found[:MOST])
        proposals = [self._proposal(record, numbers, id) for id in self._alike(record)]
        proposals = [one for one in proposals if _worth_a_look(one)]
        proposals.sort(key=lambda one: (-one.score, one.id))
        if not proposals:
            return Match("new", ())
        first, *others = proposals
        alone = not others or others[0].score < SAME
        rules = {rule for rule, _ in first.reasons}
        against = rules & {*_AGAINST, "place-differs"}
        likely = first.score >= SAME and alone and not against
        return Match("likely" if likely else "doubtful", tuple(proposals[:MOST]))

    def _alike(self, record: SourceRecord) -> list[str]:
        best: dict[str, float] = {}
        for name, _, _ in record.names:
            for found in self._names.find(name, most=MOST):
                best[found.id] = max(best.get(found.id, 0), found.likeness.score)
        return sorted(best, key=lambda id: (-best[id], id))[: 2 * MOST]

    def _proposal(self, record: SourceRecord, numbers: list[tuple[str, str]], id: str) -> Proposal:
        entry = self.entries[id]
        likeness = self.score(record, entry)
        reasons = [(reason.rule, reason.words) for reason in likeness.reasons]
        schemes = {scheme for scheme, _ in numbers}
        other = sorted(value for scheme, value in entry.identifiers if scheme in schemes)
        if other:
            reasons.append(("identifiers-differ", tuple(other)))
        return Proposal(id, likeness.score, (*reasons, _places(record, entry)))


def _worth_a_look(one: Proposal) -> bool:
    """Whether a person should see it: names that are only perhaps the same, of what has another
    number in one scheme or is in another country, are two organisations."""
    rules = {rule for rule, _ in one.reasons}
    return one.score >= (SAME if rules & _AGAINST else PERHAPS)


def _places(record: SourceRecord, entry: Entry) -> tuple[str, tuple[str, ...]]:
    """Whether their places agree, as a reason."""
    if record.country and entry.country and record.country != entry.country:
        return "country-differs", (record.country, entry.country)
    if record.place and entry.place:
        agree = _place(record.place) == _place(entry.place)
        return ("place-agrees" if agree else "place-differs"), (record.place, entry.place)
    if record.region and entry.region:
        near = record.region.startswith(entry.region) or entry.region.startswith(record.region)
        return ("place-agrees" if near else "place-differs"), (record.region, entry.region)
    return "place-unknown", ()


def _place(name: str) -> str:
    plain = fold(name.replace("\u2019", "'"))
    return _PLACES.get(plain, plain)


def completed(content: Content, record: SourceRecord) -> Content:
    """An organisation with what a record adds: its identifiers and the names it lacks.

    A scheme in which the organisation has a number keeps it; nothing else changes.
    """
    schemes = {one["scheme"] for one in content["identifiers"]}
    identifiers = [
        {"scheme": scheme, "value": value}
        for scheme, value in record.identifiers
        if scheme not in schemes
    ]
    there = {fold(one["name"]) for one in content["names"]}
    names = [
        {"name": name, "kind": "other" if kind == "official" else kind, "language": language}
        for name, kind, language in record.names
        if fold(name) not in there
    ]
    return {
        **content,
        "names": [*content["names"], *names],
        "identifiers": [*content["identifiers"], *identifiers],
    }


def made(record: SourceRecord, id: str) -> Content:
    """A new organisation, of what a record says and nothing more."""
    return {
        "id": id,
        "kind": record.kind,
        "country": record.country,
        "region": record.region,
        "place": record.place,
        "latitude": record.latitude,
        "longitude": record.longitude,
        "basis": "source" if record.place or record.country else None,
        "parent": None,
        "founded": record.founded,
        "ended": None,
        "website": record.website,
        "note_nl": None,
        "note_en": None,
        "names": [
            {"name": name, "kind": kind, "language": language}
            for name, kind, language in record.names
        ],
        "identifiers": [{"scheme": scheme, "value": value} for scheme, value in record.identifiers],
        "roles": [],
        "mentions": [],
    }


def changed(content: Content, fields: Iterable[str], now: Mapping[str, Any]) -> Content:
    """An organisation with some fields as a source has come to say them (`SourceRecord.said`).

    A new name becomes the official one, and the one it had a former one. What a place was on the
    map no longer holds when the place becomes another.
    """
    content = {**content, "names": [dict(one) for one in content["names"]]}
    for name in fields:
        if name == "name":
            for one in content["names"]:
                if one["kind"] == "official":
                    one["kind"] = "former"
            same_name = [one for one in content["names"] if fold(one["name"]) == fold(now["name"])]
            for one in same_name:
                one["kind"] = "official"
            if not same_name:
                content["names"].append({"name": now["name"], "kind": "official", "language": None})
        elif name in ("place", "region", "country", "website"):
            if name == "place" and content["place"] != now["place"]:
                content["latitude"] = content["longitude"] = None
                content["basis"] = "source"
            content[name] = now[name]
    return content


def slug_of(name: str, taken: Callable[[str], bool]) -> str:
    """An id for an organisation of this name that is not taken.

    >>> slug_of("Universität zu Köln", {"universitat-zu-koln"}.__contains__)
    'universitat-zu-koln-2'
    """
    letters = "".join(one if one.isascii() and one.isalnum() else " " for one in fold(name))
    base = "-".join(letters.split())[: ID - 5].strip("-") or "organisation"
    number, slug = 1, base
    while taken(slug):
        number += 1
        slug = f"{base}-{number}"
    return slug
