"""Reading blind panels: the one place that says who may see whose opinion.

Opinions are laid beside each other when every assessor has given one, or when the last day has
passed: until then each sees only their own, and nobody else sees any. An assessor who has not
given theirs waits until the panel is settled. What a settled panel said is public, without names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils import timezone

from windroos.apps.accounts.queries import Role, User, may_enter
from windroos.apps.compass.models import Opinion, Panel
from windroos.apps.regions import journal
from windroos.apps.regions.permits import of_case, roles_on
from windroos.apps.regions.queries import Case, Version

Reader = User | AnonymousUser | None
# Fewer opinions are no panel.
FEWEST = 2


def panels(case: Case, reader: Reader) -> QuerySet[Panel]:
    """The panels of a case that someone may know of: to the public only those that were settled."""
    found = Panel.objects.filter(case=case).select_related("made", "opened_by", "ended_by")
    if not roles_on(reader, case):
        found = found.filter(status=Panel.Status.SETTLED)
    return found.prefetch_related("opinions__assessor")


def panel(case: Case, number: int, reader: Reader) -> Panel | None:
    """One panel, if someone may know of it."""
    return panels(case, reader).filter(pk=number).first()


def asked_of(case: Case, assessor: User) -> QuerySet[Panel]:
    """The open panels that still wait for someone's opinion."""
    mine = Opinion.objects.filter(assessor=assessor, given=None)
    return panels(case, assessor).filter(status=Panel.Status.OPEN, opinions__in=mine)


def to_settle(case: Case, third: User) -> list[Panel]:
    """The panels that are complete and that someone may settle."""
    open_ones = panels(case, third).filter(status=Panel.Status.OPEN)
    return [panel for panel in open_ones if complete(panel) and own(panel, third) is None]


def own(panel: Panel, reader: Reader) -> Opinion | None:
    """Someone's own place in a panel, with or without an opinion in it."""
    if not isinstance(reader, User):
        return None
    return next((one for one in _all(panel) if one.assessor == reader), None)


def given(panel: Panel) -> list[Opinion]:
    """The opinions that were given, from low to high: their order tells nothing of who gave which.

    For what settles the panel; whoever shows them asks `visible`.
    """
    found = [one for one in _all(panel) if one.given is not None]
    return sorted(found, key=lambda one: (one.rating or 0, one.reason_nl, one.reason_en))


def asked(panel: Panel) -> int:
    """How many assessors were asked."""
    return len(_all(panel))


def complete(panel: Panel) -> bool:
    """Whether the opinions of an open panel may be laid beside each other."""
    if panel.status != Panel.Status.OPEN or len(given(panel)) < FEWEST:
        return False
    return len(given(panel)) == asked(panel) or over(panel)


def over(panel: Panel) -> bool:
    """Whether the last day on which opinions are waited for has passed."""
    return panel.closes is not None and timezone.localdate() > panel.closes


def disclosed(panel: Panel, reader: Reader) -> bool:
    """Whether someone may see the opinions of others in a panel."""
    if panel.status == Panel.Status.SETTLED:
        return True
    if not complete(panel) or Role.ANALYST not in roles_on(reader, panel.case):
        return False
    mine = own(panel, reader)
    return mine is None or mine.given is not None


def visible(panel: Panel, reader: Reader) -> list[Opinion]:
    """The opinions in a panel that someone may see."""
    if disclosed(panel, reader):
        return given(panel)
    mine = own(panel, reader)
    return [mine] if mine is not None and mine.given is not None else []


def named(panel: Panel, reader: Reader) -> bool:
    """Whether someone may see who gave which opinion."""
    return bool(roles_on(reader, panel.case))


@dataclass(frozen=True)
class Spread:
    """How far opinions lie apart."""

    count: int
    lowest: float
    highest: float
    mean: float

    @property
    def agree(self) -> bool:
        return self.lowest == self.highest


def spread(opinions: Sequence[Opinion]) -> Spread | None:
    """How far opinions lie apart; None where there are none."""
    ratings = [one.rating for one in opinions if one.rating is not None]
    if not ratings:
        return None
    return Spread(len(ratings), min(ratings), max(ratings), mean(ratings))


def analysts(case: Case) -> list[User]:
    """Who can be asked for an opinion: the analysts of a case who can log in."""
    found = User.objects.filter(
        is_active=True,
        memberships__role=Role.ANALYST,
        memberships__organisation__in=of_case({"case": case}),
    )
    return [user for user in found.distinct() if may_enter(user)]


def behind(case: Case, versions: Sequence[Version]) -> dict[int, Panel]:
    """The panels that these versions of judgements were made by, by version."""
    found = Panel.objects.filter(case=case, made__in=[one.pk for one in versions])
    return {one.made_id: one for one in found.prefetch_related("opinions")}  # type: ignore[attr-defined]


def of_judgements(case: Case) -> dict[str, int]:
    """The numbers of the panels that judgements come from, by judgement: as each stands now."""
    settled = Panel.objects.filter(case=case, status=Panel.Status.SETTLED).select_related("made")
    made = {panel.made.key: panel for panel in settled.order_by("pk") if panel.made}
    now = journal.current(case, "judgements", made)
    return {
        key: panel.pk
        for key, panel in made.items()
        if key in now and panel.made is not None and now[key].row == panel.made.row
    }


def _all(panel: Panel) -> list[Opinion]:
    return list(panel.opinions.all())  # type: ignore[attr-defined]
