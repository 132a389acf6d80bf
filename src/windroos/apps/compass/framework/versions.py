"""The versions of the framework of a case: those that were in force, and those proposed."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache

from django.utils import timezone

from windroos import cases
from windroos.apps.accounts.queries import User
from windroos.apps.compass import queries
from windroos.apps.compass.models import FrameworkVersion
from windroos.apps.evidence import queries as evidence
from windroos.apps.regions import journal
from windroos.apps.regions.queries import Case
from windroos.cases.between import broken_tables
from windroos.cases.framework import Framework
from windroos.cases.framework_file import parse
from windroos.cases.package import Package
from windroos.cases.problems import Problem

__all__ = [
    "FrameworkVersion",
    "Held",
    "Shift",
    "current",
    "held",
    "problems",
    "proposals",
    "read",
    "shifts",
    "taken",
]


@dataclass(frozen=True)
class Held:
    """A framework that is or was in force.

    `number` is that of the state of the case it began; `since` is None for what was there when the
    case was first loaded, `until` for the one in force. `proposal` is the one it came from; else
    it came with a package.
    """

    number: int
    text: str
    since: datetime | None
    until: datetime | None
    actor: User | None
    proposal: FrameworkVersion | None

    @cached_property
    def framework(self) -> Framework:
        return read(self.text)

    @property
    def current(self) -> bool:
        return self.until is None


def read(text: str) -> Framework:
    """The framework of a text that was sound when it was written."""
    framework, problems = _parsed(text)
    if framework is None:
        raise cases.PackageError(problems)
    return framework


_parsed = lru_cache(maxsize=32)(parse)


def held(case: Case) -> list[Held]:
    """The frameworks that are and were in force, the newest first."""
    became = {
        proposal.in_force: proposal
        for proposal in FrameworkVersion.objects.filter(case=case)
        .exclude(in_force=None)
        .select_related("proposed_by", "decided_by")
    }
    found: list[Held] = []
    for version in journal.versions(case, journal.FRAMEWORK, journal.FRAMEWORK):
        found.append(
            Held(
                number=version.pk,
                text=version.row["text"] if version.row else "",
                since=version.since,
                until=found[-1].since if found else None,
                actor=version.actor,
                proposal=became.get(version.pk),
            )
        )
    return found


def current(case: Case) -> Held:
    """The framework in force."""
    return held(case)[0]


def taken(case: Case) -> set[str]:
    """The versions that stand for a framework already: held, or proposed and still open."""
    open_ones = FrameworkVersion.objects.filter(case=case, status=FrameworkVersion.Status.PROPOSED)
    return {one.framework.version for one in held(case)} | {one.version for one in open_ones}


def proposals(case: Case) -> list[FrameworkVersion]:
    """Everything that was ever proposed for a case, the newest first."""
    found = FrameworkVersion.objects.filter(case=case)
    return list(found.select_related("proposed_by", "decided_by"))


@dataclass(frozen=True)
class Shift:
    """What another framework would say of a region in a role: advice, verdict so far and place."""

    role: str
    before: cases.RegionResult
    after: cases.RegionResult

    @property
    def advises(self) -> bool:
        """Whether the advice, or the verdict so far, is another."""
        return (self.before.advice, self.before.provisional) != (
            self.after.advice,
            self.after.provisional,
        )


def shifts(case: Case, text: str) -> list[Shift]:
    """The regions of which another framework says something else today, on all themes together.

    Only roles that are in both frameworks count. The text has to fit the case.
    """
    return list(_shifts(case.pk, case.mark, text, timezone.localdate()))


@lru_cache(maxsize=16)
def _shifts(pk: int, _mark: str, text: str, day: date) -> tuple[Shift, ...]:
    case = Case.objects.get(pk=pk)
    package = queries.package(case)
    framework = read(text)
    other = cases.Case(
        Package.of(package.name, package.title, framework, text, package.tables),
        queries.readings(framework, evidence.would_read(case, framework.datasets)),
    )
    roles = {role.id for role in framework.roles}
    return tuple(
        Shift(role.id, before, after)
        for role in package.framework.roles
        if role.id in roles
        for before, after in zip(
            queries.assessment(case, role.id, None, day),
            cases.weigh(other, role.id, as_of=day),
            strict=True,  # the regions are those of the case, whatever the framework
        )
        if (before.advice, before.provisional, before.rank)
        != (after.advice, after.provisional, after.rank)
    )


def problems(case: Case, text: str) -> list[Problem]:
    """Everything that keeps a text from being the framework of a case; empty when it fits."""
    framework, found = parse(text)
    if framework is None:
        return found
    return broken_tables(queries.package(case).tables, framework)
