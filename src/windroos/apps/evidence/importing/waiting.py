"""Reading which imports wait, or were broken off."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.utils import timezone

from windroos.apps.evidence.models import Import

_OPEN = (Import.Status.WAITING, Import.Status.RUNNING)


def due() -> Iterator[Import]:
    """The imports whose turn it is, who waits longest first; and those that are said to be running.

    Of the last, only who finds the source free may go on (`places.alone`): its process is gone.
    Each is looked at anew when its turn comes.
    """
    seen: list[int] = []
    while True:
        now = Q(status=Import.Status.WAITING) & (Q(again=None) | Q(again__lte=timezone.now()))
        found = Import.objects.filter(now | Q(status=Import.Status.RUNNING))
        one = found.exclude(pk__in=seen).select_related("asked_by").order_by("asked", "pk").first()
        if one is None:
            return
        seen.append(one.pk)
        yield one


def any_left() -> bool:
    """Whether any import waits for its turn, or for its next try."""
    return Import.objects.filter(status=Import.Status.WAITING).exists()


def folders() -> list[str]:
    """The folders of files that are still to be read."""
    found = Import.objects.filter(status__in=_OPEN).exclude(folder="")
    return list(found.values_list("folder", flat=True))
