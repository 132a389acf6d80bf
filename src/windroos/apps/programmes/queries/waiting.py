"""Which figures are due of the indicators that people were asked to fill in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import get_language

from windroos.apps.accounts.queries import User
from windroos.apps.programmes.models import Assignment
from windroos.apps.programmes.queries import accounts
from windroos.apps.regions.queries import Case
from windroos.cases.facts import Account, Measured
from windroos.cases.facts.values import text_of
from windroos.measure.results import Due, Period


@dataclass(frozen=True)
class Waiting:
    """An indicator that someone fills in, with what is due of it; the longest due first."""

    assignment: Assignment
    account: Account
    measured: Measured
    dues: tuple[Due, ...]

    @property
    def name(self) -> str:
        """The label of the indicator in the language of the reader."""
        label = text_of(self.measured.content, "label")
        return label.get(get_language() or "nl") if label else self.measured.id

    @property
    def unsaid(self) -> tuple[Due, ...]:
        """What is due of periods after the last that its assignee was reminded of."""
        if not self.assignment.reminded:
            return self.dues
        last = Period.of(self.assignment.reminded).end
        return tuple(one for one in self.dues if one.period.end > last)


def mine(case: Case, user: User, *, today: date) -> tuple[Waiting, ...]:
    """What is due of the indicators that someone was asked to fill in."""
    return tuple(_waiting(case, Assignment.objects.filter(case=case, user=user), today))


def unreminded(case: Case, *, today: date) -> tuple[User, ...]:
    """Whom there is something due of that they were not reminded of; only who is active."""
    found = _waiting(case, Assignment.objects.filter(case=case, user__is_active=True), today)
    people = {one.assignment.user.pk: one.assignment.user for one in found if one.unsaid}
    return tuple(people.values())


def _waiting(case: Case, assignments: QuerySet[Assignment], today: date) -> Iterator[Waiting]:
    told: dict[str, Account | None] = {}
    for one in assignments.select_related("indicator__programme", "user"):
        programme = one.indicator.programme.slug
        if programme not in told:
            told[programme] = accounts.account(case, programme, today=today)
        account = told[programme]
        measured = account and account.indicators.get(one.indicator.slug)
        if account and measured and measured.due:
            yield Waiting(one, account, measured, measured.due)
