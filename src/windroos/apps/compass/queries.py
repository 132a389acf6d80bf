"""Reading a case whole: as a package, as a value to weigh, and weighed, now and as it stood."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils import timezone

from windroos import cases
from windroos.apps.compass.models import Decision, Finding, Framework, Settlement
from windroos.apps.evidence import queries as evidence
from windroos.apps.network import queries as network
from windroos.apps.regions import journal
from windroos.apps.regions import queries as regions
from windroos.apps.regions.queries import Case
from windroos.apps.regions.tables import Kept, take
from windroos.cases.challenges import Shared
from windroos.cases.editions import Readings
from windroos.cases.framework import Framework as CaseFramework
from windroos.cases.framework import Text
from windroos.cases.framework_file import parse
from windroos.cases.lake_reading import readings as read_from_lake
from windroos.cases.package import Package
from windroos.cases.tables import TABLES

_PATHS = {"id": "slug", "region": "region__code", "passage": "passage__slug"}

FINDINGS = Kept("findings", Finding, TABLES["findings"].columns, paths=_PATHS)
DECISIONS = Kept("decisions", Decision, TABLES["decisions"].columns, paths=_PATHS)
SETTLEMENTS = Kept("settlements", Settlement, TABLES["settlements"].columns, paths={"id": "slug"})
KEPT = (FINDINGS, DECISIONS, SETTLEMENTS)

# Every table of the package that the database keeps, those first that others refer to.
KEPT_TABLES = {kept.table: kept for kept in (*regions.KEPT, *evidence.KEPT, *network.KEPT, *KEPT)}


def package(case: Case) -> Package:
    """A case as the package it can be exported to.

    Raises `LakeError` when a snapshot of figures is missing.
    """
    return _package(case.pk, case.mark)


# The mark is part of the key: what is cached is what was read under it.
@lru_cache(maxsize=8)
def _package(pk: int, _mark: str) -> Package:
    case = Case.objects.get(pk=pk)
    rows = {kept.table: take(case, kept) for kept in KEPT_TABLES.values()}
    tables = {**rows, **evidence.figures(evidence.snapshots(case))}
    return _of(case, Framework.objects.get(case=case).text, tables)


def package_at(case: Case, state: int) -> Package:
    """A case as the package it was in a former state."""
    return _package_of(case, journal.rows(case, state))


def _package_of(case: Case, rows: Mapping[str, Mapping[str, dict[str, Any]]]) -> Package:
    """A package from the rows of the history, by table and key."""
    tables = {name: list(rows.get(name, {}).values()) for name in KEPT_TABLES}
    text = rows[journal.FRAMEWORK][journal.FRAMEWORK]["text"]
    return _of(case, text, {**tables, **evidence.figures(rows[journal.SNAPSHOTS])})


def _of(case: Case, text: str, tables: Mapping[str, Sequence[dict[str, Any]]]) -> Package:
    framework, problems = parse(text)
    if framework is None:
        raise cases.PackageError(problems)
    return Package.of(case.name, case.title, framework, text, tables)


def summary(case: Case) -> Text | None:
    """What the compass of a case is, in a sentence; without reading the rest of the case."""
    stored = Framework.objects.filter(case=case).first()
    framework = parse(stored.text)[0] if stored else None
    return framework.summary if framework else None


def state(case: Case, day: date | None) -> int:
    """The state of a case at the end of a day; that of now without one, or for a day to come."""
    if day is None or day >= timezone.localdate():
        return case.state
    return journal.state(case, day)


def value(case: Case, day: date | None = None) -> cases.Case:
    """A case as a value to weigh, as it stood at the end of a day (now); read once a state."""
    return value_of(case.pk, case.mark, state(case, day))


@lru_cache(maxsize=16)
def value_of(pk: int, _mark: str, state: int) -> cases.Case:
    """A case as a value to weigh, by its key and the mark and number of a state."""
    case = Case.objects.get(pk=pk)
    if case.state == state:
        made, snapshots = package(case), evidence.snapshots(case)
    else:
        rows = journal.rows(case, state)
        made, snapshots = _package_of(case, rows), rows[journal.SNAPSHOTS]
    return cases.Case(made, readings(made.framework, evidence.pins(snapshots)))


def readings(framework: CaseFramework, pins: Mapping[str, evidence.Pin]) -> Readings:
    """What a framework reads from the sources that are pinned.

    Raises `LakeError` when a snapshot is missing.
    """
    read = {key: one for key, one in pins.items() if one.sha256 and key in framework.datasets}
    return read_from_lake(
        settings.WINDROOS_LAKE,
        framework,
        {key: one.sha256 for key, one in read.items()},
        {key: one.since for key, one in read.items()},
    )


def assessment(case: Case, role: str, theme: str | None, day: date) -> cases.Assessment:
    """The weighing of a case for a role and theme as it stood on a day; done once a state."""
    return _assessment(case.pk, case.mark, state(case, day), role, theme, day)


@lru_cache(maxsize=64)
def _assessment(
    pk: int, mark: str, state: int, role: str, theme: str | None, day: date
) -> cases.Assessment:
    return cases.weigh(value_of(pk, mark, state), role, theme, as_of=day)


def challenges(case: Case, day: date | None = None) -> tuple[Shared, ...]:
    """The challenges of a case beside other regions, as it stood at the end of a day (now);
    compared once a state."""
    return _challenges(case.pk, case.mark, state(case, day), evidence.named_by())


# The snapshots that say what regions are called are part of the key.
@lru_cache(maxsize=8)
def _challenges(pk: int, mark: str, state: int, named_by: evidence.NamedBy) -> tuple[Shared, ...]:
    return cases.challenges(value_of(pk, mark, state), evidence.region_names(named_by))


def contradictions(case: Case, day: date | None = None) -> tuple[cases.Contradiction, ...]:
    """The contradictions of a case as it stood at the end of a day (now); computed once a state."""
    return cases.contradictions(value(case, day))


def open_on(case: Case, region: str, role: str, day: date | None = None) -> int:
    """In how many ways the sources contradict each other on a region in a role; those that were
    settled do not count."""
    return sum(one.open and one.concerns(region, role) for one in contradictions(case, day))


def leaning(case: Case, places: Sequence[str], day: date) -> cases.Leaning:
    """What leans on places in documents, all taken together, in a case as it stood on a day."""
    return leanings(case, [places], day)[0]


def leanings(case: Case, each: Sequence[Sequence[str]], day: date) -> tuple[cases.Leaning, ...]:
    """The same of several sets of places, each by itself; weighed once a state.

    Raises `CaseError` for a place that the case did not have then.
    """
    sets = tuple(tuple(places) for places in each)
    return _leanings(case.pk, case.mark, state(case, day), sets, day)


@lru_cache(maxsize=32)
def _leanings(
    pk: int, mark: str, state: int, each: tuple[tuple[str, ...], ...], day: date
) -> tuple[cases.Leaning, ...]:
    return cases.leanings(value_of(pk, mark, state), each, as_of=day)
