"""Reading the tasks of the evidence agenda, which are for the people of the case alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from windroos import cases
from windroos.apps.accounts.queries import Event, Role, User, history, may_enter
from windroos.apps.compass.decisions.decided import region_name, role_name, theme_names
from windroos.apps.compass.models import AgendaTask
from windroos.apps.compass.presenting import Choice, words
from windroos.apps.compass.weighing.rows import region_url
from windroos.apps.regions.permits import of_case, roles_on
from windroos.apps.regions.queries import Case
from windroos.cases.cells import Evidence
from windroos.cases.framework import Text
from windroos.cases.naming import sought_name
from windroos.cases.preconditions import gates

Reader = User | AnonymousUser | None
Status = AgendaTask.Status
LEAF, PRECONDITION = AgendaTask.Kind.LEAF, AgendaTask.Kind.PRECONDITION
# Who finds things out: they may also write down what they found, or decide on it.
FINDERS = (Role.ANALYST, Role.DECISION_MAKER)
# What an item of the agenda and its task have in common.
Key = tuple[str, str, str, str, str]


def tasks(case: Case, reader: Reader) -> QuerySet[AgendaTask]:
    """The tasks of a case that someone may know of: of visitors none."""
    found = AgendaTask.objects.filter(case=case)
    if not roles_on(reader, case):
        found = found.none()
    return found.select_related("assignee", "made_by", "changed_by")


def key(role: str, theme: str | None, region: str, kind: str, subject: str) -> Key:
    """By what an item and its task find each other."""
    return (role, theme or "", region, kind, subject)


def open_ones(case: Case, reader: Reader) -> Mapping[Key, AgendaTask]:
    """The open tasks someone may know of, by what they are about."""
    return {
        key(one.role, one.theme, one.region, one.kind, one.subject): one
        for one in tasks(case, reader).filter(status=Status.OPEN)
    }


def finders(case: Case) -> list[User]:
    """Who can be given a task: those who may write down what they find, and can log in."""
    found = User.objects.filter(
        is_active=True,
        memberships__role__in=FINDERS,
        memberships__organisation__in=of_case({"case": case}),
    )
    return sorted(
        (user for user in found.distinct() if may_enter(user)),
        key=lambda user: user.name.casefold(),
    )


def waiting(user: User, case: Case) -> int:
    """How many open tasks someone has in a case."""
    return tasks(case, user).filter(status=Status.OPEN, assignee=user).count()


def label(case: cases.Case, about: Mapping[str, Any]) -> Text:
    """What a task is about, as the audit trail calls it: region, subject, role and theme."""
    region = case.regions.get(about["region"])
    roles = {role.id: role.label for role in case.framework.roles}
    theme = case.themes.get(about["theme"] or "")
    named = [
        region.name if region else Text(about["region"], about["region"]),
        sought_name(case.framework, about["kind"], about["subject"]),
        *([roles[about["role"]]] if about["role"] in roles else []),
        *([theme.label] if theme else []),
    ]
    return Text(*(", ".join(one.get(language) for one in named)[:300] for language in ("nl", "en")))


def evidence(known: Evidence, about: Mapping[str, Any]) -> list[str] | None:
    """A mark for each judgement, figure or finding that counts for what a task is about.

    None when the case asks it no more.
    """
    case, region = known.case, about["region"]
    if region not in case.regions:
        return None
    if about["kind"] == PRECONDITION:
        for gate in gates(known, region, about["role"], about["theme"]):
            if gate.precondition.id == about["subject"]:
                return sorted(f"{one.id} {one.outcome}" for one in gate.findings)
        return None
    leaf = case.framework.by_id.get(about["subject"])
    if leaf is None or (leaf.rating is None and leaf.figure is None):
        return None
    cell = known.cell(region, leaf, about["role"], about["theme"])
    rated = [f"{one.id} {one.rating!r} {one.confidence}" for one in cell.judgements]
    measured = [f"{one.region} {one.indicator} {one.year} {one.value!r}" for one in cell.figures]
    return sorted([*rated, *measured])


@dataclass(frozen=True)
class Tasked:
    """A task ready to be shown."""

    row: Case
    case: cases.Case
    task: AgendaTask
    known: Evidence

    @property
    def url(self) -> str:
        return reverse("compass:agenda_task", args=[self.case.name, self.task.pk])

    @property
    def region(self) -> str:
        return region_name(self.case, self.task.region)

    @property
    def region_url(self) -> str:
        """Where the region tells what it rests on; empty where the case has it no more."""
        if self.task.region not in self.case.regions:
            return ""
        return region_url(self.case, self.task.region, self.chosen)

    @property
    def chosen(self) -> Choice:
        theme = self.task.theme if self.task.theme in self.case.themes else None
        return Choice(self.task.role, theme)

    @property
    def what(self) -> str:
        """The criterion or precondition by its name."""
        return words(sought_name(self.case.framework, self.task.kind, self.task.subject))

    @property
    def where(self) -> str:
        """For which role and theme."""
        theme = theme_names(self.case, [self.task.theme]) if self.task.theme else ""
        return ", ".join(part for part in (role_name(self.case, self.task.role), theme) if part)

    @property
    def open(self) -> bool:
        return self.task.status == Status.OPEN

    @property
    def late(self) -> bool:
        """Whether the day by which it was to be known has passed."""
        due: date | None = self.task.due
        return self.open and due is not None and due < timezone.localdate()

    @cached_property
    def answered(self) -> bool:
        """Whether evidence has come in since it was taken up."""
        now = evidence(self.known, self.task.about)
        return bool(now) and now != self.task.evidence

    @property
    def gone(self) -> bool:
        """Whether the case asks it no more."""
        return evidence(self.known, self.task.about) is None

    @property
    def events(self) -> list[Event]:
        """What happened to it, the last first."""
        return list(history("agenda-task", self.task.pk))


def shown(row: Case, case: cases.Case, found: Iterable[AgendaTask]) -> list[Tasked]:
    """Tasks ready to be shown."""
    known = Evidence(case, timezone.localdate())
    return [Tasked(row, case, one, known) for one in found]
