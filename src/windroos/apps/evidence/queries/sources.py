"""Reading what the open sources said: the editions of a source, now and on a day."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from windroos.apps.evidence.models import Edition


def editions(source: str) -> QuerySet[Edition]:
    """Every edition of a source, by its key, the current one first."""
    found = Edition.objects.filter(source=source).select_related("taken_by")
    return found.order_by("-taken", "-pk")


def edition_at(source: str, day: date | None = None) -> Edition | None:
    """The edition of a source that held at the end of a day; the current one without a day."""
    found = editions(source)
    if day is not None:
        at = timezone.get_current_timezone()
        found = found.filter(taken__lt=datetime.combine(day + timedelta(days=1), time(), at))
    return found.first()


def edition_before(edition: Edition) -> Edition | None:
    """The edition of the same source that this one followed."""
    earlier = Q(taken__lt=edition.taken) | Q(taken=edition.taken, pk__lt=edition.pk)
    return editions(edition.source).filter(earlier).first()


def latest() -> Mapping[str, Edition]:
    """The current edition of every source that has one, by its key."""
    # The last one of a key is kept: few sources have more than some dozens.
    ordered = Edition.objects.select_related("taken_by").order_by("source", "taken", "pk")
    return {edition.source: edition for edition in ordered}
