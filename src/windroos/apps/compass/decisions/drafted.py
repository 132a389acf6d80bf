"""Drafts of decisions ready to be shown: with all that who decides has to weigh."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from windroos import cases
from windroos.apps.accounts.permits import may
from windroos.apps.accounts.queries import User
from windroos.apps.compass import presenting, queries
from windroos.apps.compass.decisions.advised import Advised, advised
from windroos.apps.compass.decisions.decided import Taken, region_name, role_name, theme_names
from windroos.apps.compass.decisions.reasons import Reason, reasons
from windroos.apps.compass.models import Draft, Review
from windroos.apps.compass.presenting import Choice, words
from windroos.apps.compass.region.answers import span, unknown_components
from windroos.apps.compass.weighing.rows import Row, region_url
from windroos.apps.evidence import queries as evidence
from windroos.apps.evidence.queries import Resolved
from windroos.apps.regions.queries import Case
from windroos.cases.framework import Text
from windroos.cases.weighing import RegionResult

Status = Draft.Status


@dataclass(frozen=True)
class Weighing:
    """A region weighed on one of the themes of a draft."""

    theme: str
    row: Row
    unknown: int


@dataclass(frozen=True)
class Drafted:
    """A draft beside what the compass says now."""

    row: Case
    case: cases.Case
    draft: Draft
    resolved: Mapping[str, Resolved]

    @property
    def url(self) -> str:
        return reverse("compass:draft", args=[self.case.name, self.draft.pk])

    @property
    def name(self) -> str:
        """The name of the region."""
        return region_name(self.case, self.draft.region)

    @property
    def region_url(self) -> str:
        """The page of the region; empty where the case has it no more."""
        if self.draft.region not in self.case.regions:
            return ""
        return region_url(self.case, self.draft.region, self.chosen)

    @property
    def role(self) -> str:
        return role_name(self.case, self.draft.role)

    @property
    def ids(self) -> list[str]:
        return self.draft.themes.split()

    @property
    def themes(self) -> str:
        return theme_names(self.case, self.ids)

    @property
    def period(self) -> str:
        return span((self.draft.period_start, self.draft.period_end))

    @property
    def chosen(self) -> Choice:
        return Choice(self.draft.role, self.ids[0] if len(self.ids) == 1 else None)

    @property
    def motivation(self) -> str:
        return _said(self.draft, "motivation")

    @property
    def conditions(self) -> str:
        return _said(self.draft, "conditions")

    @property
    def departure(self) -> str:
        return _said(self.draft, "departure")

    # What the compass says

    @cached_property
    def now(self) -> Advised:
        one = self.draft
        return advised(self.row, one.role, one.region, self.ids, timezone.localdate())

    @property
    def departs(self) -> bool:
        """Whether it is another effort than the compass says now."""
        return self.now.departs(self.draft.effort)

    @property
    def moved(self) -> bool:
        """Whether the compass says something else now than when it was written."""
        said = (self.draft.advice or None, self.draft.leaning or None)
        return self.draft.open and said != (self.now.advice, self.now.leaning)

    @cached_property
    def weighings(self) -> list[Weighing]:
        """The region as it is weighed now, on each theme of the draft."""
        return [
            Weighing(
                words(self.case.themes[theme].label) if theme else "",
                Row(result, self.case, Choice(self.draft.role, theme)),
                unknown_components(self.case, result),
            )
            for theme, result in zip(self.ids or [None], self.now.results, strict=False)
        ]

    @cached_property
    def _weighed(self) -> RegionResult | None:
        """The region on the theme of the draft; on all where it has several."""
        if len(self.ids) < 2:
            return self.now.results[0] if self.now.results else None
        said = advised(self.row, self.draft.role, self.draft.region, (), timezone.localdate())
        return said.results[0] if said.results else None

    @property
    def reasons(self) -> list[Reason]:
        """The components that speak most for or against."""
        if self._weighed is None:
            return []
        assessment = presenting.assess(self.row, self.chosen)
        scales = assessment.common_scales
        return reasons(self.case, self._weighed, self.chosen, self.resolved, scales)

    @property
    def contradictions(self) -> int:
        """In how many ways the sources contradict each other on the region, for this role; those
        that were settled do not count."""
        return queries.open_on(self.row, self.draft.region, self.draft.role)

    # What was decided, and what is under way

    @property
    def last(self) -> list[Taken]:
        """The decisions in force on the region in this role, on any of the themes."""
        today = timezone.localdate()
        found = {
            one.id: one
            for theme in self.ids or [None]
            if (one := self.case.decision(self.draft.region, self.draft.role, today, theme))
        }
        return [Taken(self.row, self.case, one, today) for one in found.values()]

    @property
    def review(self) -> Review | None:
        """An open review of the region in this role."""
        return Review.objects.filter(
            case=self.row,
            region__code=self.draft.region,
            role=self.draft.role,
            status=Review.Status.OPEN,
        ).first()


def drafts(row: Case, *statuses: str) -> QuerySet[Draft]:
    """The drafts of a case in one of these statuses, those that were touched last first."""
    found = Draft.objects.filter(case=row, status__in=statuses)
    return found.select_related("made_by", "changed_by")


def by_region(
    documents: evidence.Readable, case: cases.Case, found: Sequence[Draft]
) -> list[Drafted]:
    """Drafts ready to be shown, by region."""
    resolved = documents.resolve(case.locators) if found else {}
    made = [Drafted(documents.case, case, one, resolved) for one in found]
    return sorted(made, key=lambda one: (one.name.casefold(), one.draft.pk))


def waiting(user: User, case: Case) -> int:
    """How many drafts wait for someone: to be decided by their mandate, or to be mended."""
    submitted = drafts(case, Status.SUBMITTED)
    roles = [
        role
        for role in submitted.order_by().values_list("role", flat=True).distinct()
        if may(user, "compass.take_drafts", case=case, role=role)
    ]
    returned = drafts(case, Status.RETURNED).filter(made_by=user)
    return submitted.filter(role__in=roles).count() + returned.count()


def _said(draft: Draft, name: str) -> str:
    """A text in the language of the reader, else in the other."""
    texts = Text(getattr(draft, f"{name}_nl"), getattr(draft, f"{name}_en"))
    return words(texts) or texts.nl or texts.en
