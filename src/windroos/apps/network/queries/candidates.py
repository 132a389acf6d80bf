"""Organisations that open sources know, and which of the register each may be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from django.conf import settings

from windroos.apps.evidence import queries as evidence
from windroos.apps.evidence.queries import Edition
from windroos.apps.network.models import Identifier, Name, Organisation, RecordVersion, Taken
from windroos.apps.regions.queries import Case
from windroos.cases.register.candidates import BY_NUMBER_ALONE, Entry, Match, Register, key_of
from windroos.cases.register.source_records import (
    GIVES,
    Filter,
    SourceRecord,
    about,
    records,
)

# `open`: to decide on. `changed`: taken in, and the source says otherwise now. `done`: taken in.
State = Literal["open", "changed", "done", "refused"]
STATES: tuple[State, ...] = ("open", "changed", "done", "refused")
# More candidates than these are not compared at once: a filter makes them fewer.
MOST = 20_000


@dataclass(frozen=True)
class Change:
    """What a source said when its record was taken in, what it says now, and what stands here."""

    field: str
    before: str | None
    now: str | None
    here: str | None


@dataclass(frozen=True)
class Offered:
    """A record of a source with what it is proposed to be.

    `organisation` is the one it was taken in as; `changes` what the source says otherwise since.
    """

    record: SourceRecord
    state: State
    match: Match
    organisation: str = ""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Offer:
    """The records of an edition that are wanted, those first on which something is to be decided.

    `names` are those of the organisations they are proposed to be. `total` is how many are wanted;
    when those are too many to compare (`too_many`), there are no rows.
    """

    edition: Edition
    rows: tuple[Offered, ...]
    total: int
    names: Mapping[str, str]

    @property
    def too_many(self) -> bool:
        return self.total > MOST

    def counts(self) -> Counter[str]:
        """How many there are in each state; `certain` are the open ones that a number settles."""
        found: Counter[str] = Counter(one.state for one in self.rows)
        found["certain"] = len(self.certain)
        return found

    @property
    def certain(self) -> tuple[Offered, ...]:
        open_ = (one for one in self.rows if one.state == "open")
        return tuple(one for one in open_ if one.match.standing == "certain")


def sources() -> dict[str, Edition]:
    """The current editions of sources that know organisations, by key."""
    return {key: one for key, one in evidence.latest().items() if one.table in GIVES}


def dataset_of(edition: Edition) -> str:
    """The dataset of an edition without its options."""
    return edition.source.partition("?")[0]


def records_of(edition: Edition) -> Mapping[str, SourceRecord]:
    """Every organisation of an edition by its id with the source. Raises `LakeError`."""
    return records(settings.WINDROOS_LAKE, dataset_of(edition), edition.table, edition.sha256)


def types_of(edition: Edition) -> list[str]:
    """The types that a source tells organisations apart by, those of most of them first."""
    counted = Counter(one for record in records_of(edition).values() for one in record.types)
    return sorted(counted, key=lambda one: (-counted[one], one))


def offer(case: Case, edition: Edition, wanted: Filter) -> Offer:
    """The organisations of an edition that are wanted, with what each is proposed to be.

    Raises `LakeError` when the snapshot is lost.
    """
    there = records_of(edition)
    themed = _about(edition, wanted.words) if wanted.words else frozenset[str]()
    found = [one for one in there.values() if wanted.fits(one, themed)]
    if len(found) > MOST:
        return Offer(edition, (), len(found), {})
    state = _state(case)
    register = _register(case.pk, state)
    matches = _matches(case.pk, state, edition.source, edition.sha256)
    taken = {
        one.record: one for one in Taken.objects.filter(case=case, dataset=dataset_of(edition))
    }
    rows = []
    for record in found:
        match = matches.get(record.id)
        if match is None:
            match = matches[record.id] = register.match(record)
        rows.append(_offered(record, match, taken.get(record.id), register))
    rows = _with_here(case, rows)
    rows.sort(key=lambda one: (STATES.index(one.state), _ORDER[one.match.standing]))
    named = {p.id for one in rows for p in one.match.proposals} | {o.organisation for o in rows}
    return Offer(edition, tuple(rows), len(found), names(case, named))


def names(case: Case, slugs: Collection[str]) -> dict[str, str]:
    """What organisations are called, by id."""
    wanted, found = sorted(filter(None, slugs)), dict[str, str]()
    for start in range(0, len(wanted), 500):
        some = Organisation.objects.filter(case=case, slug__in=wanted[start : start + 500])
        found |= dict(some.values_list("slug", "name"))
    return found


_ORDER = {"certain": 0, "likely": 1, "doubtful": 2, "new": 3}
_SAID = ("name", "place", "region", "country", "website", "status")


def _offered(
    record: SourceRecord, match: Match, taken: Taken | None, register: Register
) -> Offered:
    if taken is not None and taken.outcome == Taken.Outcome.REFUSED:
        return Offered(record, "refused", match)
    if taken is None or taken.organisation not in register.entries:
        return Offered(record, "open", match)
    said = record.said()
    changes = tuple(
        Change(name, taken.said.get(name), said[name], None)
        for name in _SAID
        if taken.said.get(name) != said[name]
    )
    state: State = "changed" if changes else "done"
    return Offered(record, state, match, taken.organisation, changes)


def _with_here(case: Case, rows: list[Offered]) -> list[Offered]:
    """The rows with what stands in the register beside each change."""
    slugs = [one.organisation for one in rows if one.changes]
    there = {one.slug: one for one in Organisation.objects.filter(case=case, slug__in=slugs)}
    return [
        Offered(
            one.record,
            one.state,
            one.match,
            one.organisation,
            tuple(
                Change(c.field, c.before, c.now, getattr(there[one.organisation], c.field, None))
                for c in one.changes
            ),
        )
        if one.changes
        else one
        for one in rows
    ]


def _state(case: Case) -> object:
    """What changes with every change of the register. A number alone may be given out again."""
    last = RecordVersion.objects.filter(case=case).order_by("-pk")
    return last.values_list("pk", "at").first()


@lru_cache(maxsize=2)
def _register(case: int, state: object) -> Register:  # noqa: ARG001 (of which state it is)
    """The register of a case, to find organisations in; made once for each state of it."""
    called: dict[int, list[str]] = {}
    for organisation, name in Name.objects.filter(case=case).values_list("organisation", "name"):
        called.setdefault(organisation, []).append(name)
    numbers: dict[int, set[tuple[str, str]]] = {}
    for organisation, scheme, value in Identifier.objects.filter(case=case).values_list(
        "organisation", "scheme", "value"
    ):
        numbers.setdefault(organisation, set()).add(key_of(scheme, value))
    rows = Organisation.objects.filter(case=case)
    return Register(
        Entry(
            slug,
            () if kind in BY_NUMBER_ALONE else tuple(called.get(pk, ())),
            frozenset(numbers.get(pk, ())),
            country,
            region,
            place,
        )
        for pk, slug, kind, country, region, place in rows.values_list(
            "pk", "slug", "kind", "country", "region", "place"
        )
    )


@lru_cache(maxsize=8)
def _matches(case: int, state: object, source: str, sha256: str) -> dict[str, Match]:  # noqa: ARG001
    """What was compared already of an edition with a state of the register; it is added to."""
    return {}


def _about(edition: Edition, words: str) -> frozenset[str]:
    """Who takes part in a project about some words, where projects or topics are there."""
    if edition.table != "participations":
        return frozenset()
    options = edition.source.partition("?")[2]
    tables: dict[str, str] = {}
    for key, one in evidence.latest().items():
        if one.table in ("projects", "topics"):
            own = key.startswith("cordis-") and key.partition("?")[2] == options
            if own or one.table not in tables:
                tables[one.table] = one.sha256
    return _about_kept(settings.WINDROOS_LAKE, edition.sha256, words, tuple(sorted(tables.items())))


@lru_cache(maxsize=8)
def _about_kept(
    folder: Path, sha256: str, words: str, tables: tuple[tuple[str, str], ...]
) -> frozenset[str]:
    return about(folder, sha256, words, dict(tables))


def taken_as(case: Case, slug: str) -> list[dict[str, Any]]:
    """From which records of sources an organisation was taken in: dataset, record and snapshot."""
    found = Taken.objects.filter(case=case, organisation=slug, outcome=Taken.Outcome.TAKEN)
    return list(found.values("dataset", "record", "sha256", "at"))
