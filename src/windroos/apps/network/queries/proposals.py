"""Proposals of corrections: those that wait, one of them, and those of someone themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from windroos.apps.accounts.permits import may
from windroos.apps.accounts.queries import User
from windroos.apps.network.models import Proposal, RecordVersion
from windroos.apps.network.models.proposals import State
from windroos.apps.network.queries.records import current
from windroos.apps.regions.permits import Reader, roles_on
from windroos.apps.regions.queries import Case
from windroos.cases.register.sheet import flat, same

# What can be proposed, in the order of the form.
FIELDS = ("name", "other_names", "kind", "country", "place", "website", "roles")
# So long an answer counts as news to its proposer.
NEWS = timedelta(days=14)


@dataclass(frozen=True)
class Difference:
    """A field that is proposed: as it was when proposed, as it stands now, and as it would be."""

    field: str
    was: Any
    now: Any
    proposed: Any

    @property
    def moved(self) -> bool:
        """Whether someone changed it since."""
        return not same(self.field, self.was, self.now)

    @property
    def there(self) -> bool:
        """Whether it says already what is proposed."""
        return same(self.field, self.now, self.proposed)


def proposals(case: Case, user: Reader, state: str = "") -> QuerySet[Proposal]:
    """The proposals of a case, for its staff; others see none. The newest first."""
    if not roles_on(user, case):
        return Proposal.objects.none()
    found = Proposal.objects.filter(case=case).select_related("account", "handled_by")
    return found.filter(state=state) if state else found


def proposal(case: Case, user: Reader, number: int) -> Proposal | None:
    """The proposal of this number, for the staff of its case."""
    return proposals(case, user).filter(pk=number).first()


def own_proposals(case: Case, user: Reader) -> list[Proposal]:
    """What someone with an account proposed in a case, the newest first."""
    if not isinstance(user, User):
        return []
    return list(Proposal.objects.filter(case=case, account=user))


def differences(one: Proposal, now: RecordVersion | None) -> list[Difference]:
    """A proposal field by field; `now` is the organisation as it stands."""
    then = (
        RecordVersion.objects.filter(
            case=one.case, kind="organisation", record=one.organisation, number=one.version
        ).first()
        if one.version
        else None
    )
    was, stands = flat(then.content if then else None), flat(now.content if now else None)
    proposed = values(one.changes)
    return [
        Difference(name, was[name], stands[name], proposed[name])
        for name in FIELDS
        if name in proposed
    ]


def values(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Proposed fields as `flat` has them: what JSON keeps as a list is a tuple there."""
    return {n: tuple(value) if isinstance(value, list) else value for n, value in changes.items()}


def standing(case: Case, slug: str) -> RecordVersion | None:
    """The organisation of this id as it stands; None where there is none."""
    found = current(case, "organisation", [slug]).get(slug)
    return found if found is not None and found.content is not None else None


def waiting(user: User, case: Case) -> int:
    """How many proposals wait for someone who may answer them."""
    if not may(user, "network.accept_proposal", case=case):
        return 0
    return Proposal.objects.filter(case=case, state=State.OPEN).count()


def news(user: User, case: Case) -> int:
    """How many of someone's own proposals were answered of late."""
    since = timezone.now() - NEWS
    return Proposal.objects.filter(case=case, account=user, handled_at__gt=since).count()
