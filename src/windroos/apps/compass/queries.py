"""Reading a case whole: as a package, as a value to weigh, and weighed."""

from datetime import date
from functools import lru_cache

from windroos import cases
from windroos.apps.compass.models import Decision, Finding, Framework
from windroos.apps.evidence import queries as evidence
from windroos.apps.network import queries as network
from windroos.apps.regions import queries as regions
from windroos.apps.regions.queries import Case
from windroos.apps.regions.tables import Kept, take
from windroos.cases.framework import Text
from windroos.cases.framework_file import parse
from windroos.cases.package import Package
from windroos.cases.tables import TABLES

_PATHS = {"id": "slug", "region": "region__code", "passage": "passage__slug"}

FINDINGS = Kept("findings", Finding, TABLES["findings"].columns, paths=_PATHS)
DECISIONS = Kept("decisions", Decision, TABLES["decisions"].columns, paths=_PATHS)
KEPT = (FINDINGS, DECISIONS)


def package(case: Case) -> Package:
    """A case as the package it can be exported to.

    Raises `LakeError` when a snapshot of figures is missing.
    """
    text = Framework.objects.get(case=case).text
    framework, problems = parse(text)
    if framework is None:
        raise cases.PackageError(problems)
    tables = {
        **regions.tables(case),
        **evidence.tables(case),
        **network.tables(case),
        **{kept.table: take(case, kept) for kept in KEPT},
    }
    return Package.of(case.name, case.title, framework, text, tables)


def summary(case: Case) -> Text | None:
    """What the compass of a case is, in a sentence; without reading the rest of the case."""
    stored = Framework.objects.filter(case=case).first()
    framework = parse(stored.text)[0] if stored else None
    return framework.summary if framework else None


def value(case: Case) -> cases.Case:
    """A case as a value to weigh; read once for each revision."""
    return _value(case.pk, case.revision)


@lru_cache(maxsize=8)
def _value(pk: int, _revision: str) -> cases.Case:
    return cases.Case(package(Case.objects.get(pk=pk)))


def assessment(case: Case, role: str, theme: str | None, day: date) -> cases.Assessment:
    """The weighing of a case for a role and theme; done once for each revision and day."""
    return _assessment(case.pk, case.revision, role, theme, day)


@lru_cache(maxsize=64)
def _assessment(
    pk: int, revision: str, role: str, theme: str | None, day: date
) -> cases.Assessment:
    return cases.weigh(_value(pk, revision), role, theme, as_of=day)


def contradictions(case: Case) -> tuple[cases.Contradiction, ...]:
    """The contradictions of a case; computed once for each revision."""
    return _contradictions(case.pk, case.revision)


@lru_cache(maxsize=8)
def _contradictions(pk: int, revision: str) -> tuple[cases.Contradiction, ...]:
    return cases.contradictions(_value(pk, revision))
