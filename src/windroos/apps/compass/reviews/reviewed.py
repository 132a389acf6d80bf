"""Reviews ready to be shown: what moved, from what cause, and what was decided on the region."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from windroos import cases
from windroos.apps.accounts.queries import User
from windroos.apps.compass.decisions.decided import Taken, region_name, role_name
from windroos.apps.compass.history.steps import Step, steps
from windroos.apps.compass.models import Draft, Review
from windroos.apps.compass.presenting import Choice, words
from windroos.apps.compass.reviews.moved import KINDS, Moved, moved
from windroos.apps.compass.weighing.rows import region_url
from windroos.apps.regions.queries import Case

Status = Review.Status


@dataclass(frozen=True)
class Reviewed:
    """A review beside what was decided on the region."""

    row: Case
    case: cases.Case
    review: Review

    @property
    def url(self) -> str:
        return reverse("compass:review", args=[self.case.name, self.review.pk])

    @property
    def name(self) -> str:
        """The name of the region."""
        return region_name(self.case, self.review.region.code)

    @property
    def region_url(self) -> str:
        """The page of the region, on the theme that moved when it is one."""
        themes = {move["theme"] for move in self.review.moves}
        theme = next(iter(themes)) if len(themes) == 1 else None
        known = theme if theme in self.case.themes else None
        return region_url(self.case, self.review.region.code, Choice(self.review.role, known))

    @property
    def role(self) -> str:
        return role_name(self.case, self.review.role)

    @cached_property
    def moved(self) -> list[Moved]:
        return moved(self.case, self.review.moves)

    @cached_property
    def causes(self) -> list[Step]:
        """What brought it about, the last first."""
        events = sorted(self.review.causes.all(), key=lambda one: one.pk, reverse=True)
        return steps(self.case, events)

    @property
    def nearest_cause(self) -> Step | None:
        """The last that was written of the region itself, or else of what it lies in.

        A workbook or the grid writes of many regions at once: all of that brought the review about,
        but what was written of another region says nothing to who looks at this one.
        """
        lineage = list(self.case.lineage(self.review.region.code))

        def distance(step: Step) -> int:
            rows = (step.event.data.get(name, {}) for name in ("after", "before"))
            region = next((row["region"] for row in rows if "region" in row), None)
            return lineage.index(region) if region in lineage else len(lineage)

        return min(self.causes, key=distance, default=None)

    @property
    def decisions(self) -> list[Taken]:
        """The decisions in force on the region in this role, on all themes or on some."""
        today = timezone.localdate()
        place = (self.review.region.code, self.review.role)
        found = [
            Taken(self.row, self.case, one, today)
            for one in self.case.decisions
            if (one.region, one.role) == place
        ]
        return [one for one in found if one.in_force]

    @property
    def drafts(self) -> Sequence[Draft]:
        """The drafts it gave rise to."""
        return list(Draft.objects.filter(review=self.review))


def reviews(row: Case, *statuses: str) -> QuerySet[Review]:
    """The reviews of a case in one of these statuses, the last raised first."""
    found = Review.objects.filter(case=row, status__in=statuses)
    found = found.select_related("region", "handled_by")
    return found.prefetch_related("causes__actor")


def shown(row: Case, case: cases.Case, found: Iterable[Review]) -> list[Reviewed]:
    """Reviews ready to be shown."""
    return [Reviewed(row, case, one) for one in found]


def open_on(row: Case, case: cases.Case, region: str, role: str) -> Reviewed | None:
    """The open review of a region in a role."""
    found = reviews(row, Status.OPEN).filter(region__code=region, role=role).first()
    return Reviewed(row, case, found) if found else None


def waiting(_user: User, case: Case) -> int:
    """How many reviews are open: they wait for whoever may handle them."""
    return Review.objects.filter(case=case, status=Status.OPEN).count()


# Which reviews the list shows, as it stands in its address.
STATES: Mapping[str, tuple[str, ...]] = {
    "": (Status.OPEN,),
    "handled": (Status.ACCEPTED, Status.DISMISSED, Status.WITHDRAWN),
    "all": tuple(Status.values),
}


@dataclass(frozen=True)
class Filters:
    """Which reviews are shown; empty: whichever, but of the states the open ones."""

    role: str
    region: str
    what: str
    state: str
    options: Mapping[str, Sequence[tuple[str, str]]]

    @classmethod
    def of(cls, query: QueryDict, found: Sequence[Review], case: cases.Case) -> Filters:
        """What an address asks for; what there is none of is not asked for."""
        regions = {one.region.code: region_name(case, one.region.code) for one in found}
        options = {
            "role": [(role.id, words(role.label)) for role in case.framework.roles],
            "region": sorted(regions.items(), key=lambda one: one[1].casefold()),
            "what": [(kind, str(said)) for kind, said in KINDS.items()],
            "state": [("", _("Open")), ("handled", _("Handled")), ("all", _("All"))],
        }
        chosen = {
            name: query.get(name, "") if query.get(name, "") in dict(among) else ""
            for name, among in options.items()
        }
        return cls(**chosen, options=options)

    def __bool__(self) -> bool:
        return any((self.role, self.region, self.what))

    def show(self, review: Review) -> bool:
        return (
            review.status in STATES[self.state]
            and self.role in ("", review.role)
            and self.region in ("", review.region.code)
            and (not self.what or any(move["what"] == self.what for move in review.moves))
        )
