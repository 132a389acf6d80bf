"""What has been done, and who may read of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from windroos.apps.accounts.models import Event, Membership, User
from windroos.apps.accounts.queries.people import administered_by

# Which events someone may read.
Scope = Callable[[User], Q]
_scopes: list[Scope] = []


@dataclass(frozen=True)
class Asked:
    """What of the trail is asked for; None or "" asks everything. Both days count."""

    person: int | None = None
    verb: str = ""
    subject: str = ""
    since: date | None = None
    until: date | None = None


def history(subject_type: str, subject_id: str | int) -> QuerySet[Event]:
    """The events of one subject, the newest first."""
    events = Event.objects.filter(subject_type=subject_type, subject_id=str(subject_id))
    return events.select_related("actor")


def last_change() -> int:
    """The number of the last event that is not about an account; 0 before the first.

    What everyone may read is as it was while this is the same: every write is told.
    """
    found = Event.objects.exclude(subject_type="account")
    return found.aggregate(last=Max("pk"))["last"] or 0


def show_also(scope: Scope) -> None:
    """Lets an app say, in its `ready()`, which events of its own someone may read."""
    if scope not in _scopes:
        _scopes.append(scope)


def trail(user: User, asked: Asked | None = None) -> QuerySet[Event]:
    """The events someone may read, the newest first.

    Everyone reads what happened to their own account; an administrator what happened to the
    accounts of the organisation, and to the organisation; who works on a case what happened there.
    """
    may = Q(subject_type="account", subject_id=str(user.pk)) | _of_organisations(user)
    for scope in _scopes:
        may |= scope(user)
    events = Event.objects.filter(may).select_related("actor")
    if asked is None:
        return events
    if asked.person is not None:
        events = events.filter(actor=asked.person)
    if asked.verb:
        events = events.filter(verb=asked.verb)
    if asked.subject:
        words = asked.subject
        events = events.filter(
            Q(subject_label_nl__icontains=words) | Q(subject_label_en__icontains=words)
        )
    if asked.since is not None:
        events = events.filter(at__gte=_midnight(asked.since))
    if asked.until is not None:
        events = events.filter(at__lt=_midnight(asked.until + timedelta(days=1)))
    return events


def _of_organisations(user: User) -> Q:
    """The events of the organisations someone administers, and of the accounts of their people."""
    own = list(administered_by(user))
    people = Membership.objects.filter(organisation__in=own).values_list("user", flat=True)
    slugs = [one.slug for one in own]
    # What their people are elsewhere is not theirs to know.
    of_nowhere = Q(data__after__organisation__isnull=True, data__before__organisation__isnull=True)
    return (
        Q(of_nowhere, subject_type="account", subject_id__in=[str(one) for one in people])
        | Q(subject_type="organisation", subject_id__in=[str(one.pk) for one in own])
        # Of who left, and of who was invited: what the event says of this organisation.
        | Q(data__after__organisation__in=slugs)
        | Q(data__before__organisation__in=slugs)
    )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
