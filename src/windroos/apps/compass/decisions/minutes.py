"""The minutes of decisions: what an authority decided on a day, and what was taken back of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from windroos import cases
from windroos.apps.accounts.queries import Event
from windroos.apps.compass import queries
from windroos.apps.compass.decisions.addresses import authority_slug, minutes_url
from windroos.apps.compass.decisions.decided import (
    Taken,
    region_name,
    register,
    role_name,
    theme_names,
)
from windroos.apps.compass.presenting import effort
from windroos.apps.compass.weighing.rows import VERDICTS
from windroos.apps.regions import journal
from windroos.apps.regions.queries import Case, Version
from windroos.cases import Contradiction
from windroos.cases.case import Decision, decision_of, last_day

DECISIONS = "decisions"


@dataclass(frozen=True)
class Revoked:
    """A decision that was recorded and taken back."""

    case: cases.Case
    decision: Decision
    at: datetime | None
    why: str

    @property
    def name(self) -> str:
        return region_name(self.case, self.decision.region)

    @property
    def role(self) -> str:
        return role_name(self.case, self.decision.role)

    @property
    def words(self) -> str:
        return effort(self.decision.effort)

    @property
    def themes(self) -> str:
        return theme_names(self.case, self.decision.themes)


@dataclass(frozen=True)
class Minutes:
    """The decisions that an authority took on a day, by role and region."""

    decided: str
    authority: str
    taken: tuple[Taken, ...]
    revoked: tuple[Revoked, ...]

    @property
    def url(self) -> str:
        one = (self.taken or self.revoked)[0]
        return minutes_url(one.case.name, one.decision)

    @property
    def slug(self) -> str:
        return authority_slug(self.authority)

    @property
    def by_role(self) -> list[tuple[str, list[Taken]]]:
        groups: dict[str, list[Taken]] = defaultdict(list)
        for one in self.taken:
            groups[one.role].append(one)
        return list(groups.items())

    def contradictions(self, row: Case) -> list[Contradiction]:
        """Where the sources contradict each other on what was decided, settled or not."""
        decided = {(one.decision.region, one.decision.role) for one in self.taken}
        return [
            found
            for found in queries.contradictions(row)
            if any(found.concerns(region, role) for region, role in decided)
        ]

    @property
    def efforts(self) -> str:
        """How many decisions there are on each effort, in words."""
        found = [one.decision.effort for one in self.taken]
        return ", ".join(
            f"{effort(name)}: {found.count(name)}" for name in VERDICTS if name in found
        )


def all_minutes(row: Case, case: cases.Case) -> list[Minutes]:
    """The minutes of a case, the last first."""
    taken: dict[tuple[str, str], list[Taken]] = defaultdict(list)
    back: dict[tuple[str, str], list[Revoked]] = defaultdict(list)
    names: dict[tuple[str, str], str] = {}
    for one in register(row, case, timezone.localdate()):
        taken[_key(one.decision, names)].append(one)
    for gone in revoked(row, case):
        back[_key(gone.decision, names)].append(gone)
    keys = sorted(names, key=lambda key: (last_day(key[0]), key[1]), reverse=True)
    return [
        Minutes(key[0], names[key], tuple(taken.get(key, ())), tuple(back.get(key, ())))
        for key in keys
    ]


def minutes(row: Case, case: cases.Case, decided: str, slug: str) -> Minutes | None:
    """The minutes of a day and authority, by its name in addresses; None where there are none."""
    found = (one for one in all_minutes(row, case) if (one.decided, one.slug) == (decided, slug))
    return next(found, None)


def revoked(row: Case, case: cases.Case) -> list[Revoked]:
    """The decisions that people took back, with the reason; the last first."""
    gone = [one for one in journal.current(row, DECISIONS).values() if one.row is None]
    if not gone:
        return []
    was = _before(row, [one.key for one in gone])
    why = _reasons(row, [one.key for one in gone])
    made = [
        Revoked(case, decision_of(was[one.key]), one.since, why.get(one.key, ""))
        for one in gone
        if one.key in was and not one.by_package
    ]
    return sorted(made, key=lambda one: one.decision.id)


def _before(row: Case, keys: Sequence[str]) -> dict[str, dict]:
    """The last row that decisions had, by id."""
    found = Version.objects.filter(case=row, table=DECISIONS, key__in=keys, row__isnull=False)
    return dict(found.order_by("pk").values_list("key", "row"))


def _reasons(row: Case, keys: Iterable[str]) -> dict[str, str]:
    """Why decisions were taken back, by id."""
    subjects = [f"{row.name}/{key}" for key in keys]
    found = Event.objects.filter(
        verb="decision-revoked", subject_type="decision", subject_id__in=subjects
    )
    return {
        event.subject_id.partition("/")[2]: str(event.data["after"].get("why", ""))
        for event in found.order_by("pk")
    }


def _key(decision: Decision, names: dict[tuple[str, str], str]) -> tuple[str, str]:
    key = (decision.decided, authority_slug(decision.authority))
    names.setdefault(key, decision.authority)
    return key
