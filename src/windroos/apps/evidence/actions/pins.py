"""Which edition of an open source a case reads from.

The compass knows which sources the framework of a case reads, and what then moves: all of this is
called within the transaction of its actions.
"""

from collections.abc import Collection

from django.utils import timezone

from windroos.apps.evidence.models import Edition, Snapshot
from windroos.apps.regions.queries import Case
from windroos.cases.framework_series import PIN


def pin(case: Case, edition: Edition) -> None:
    """Let a case read from an edition, from the day on that it was taken."""
    since = timezone.localdate(edition.taken)
    Snapshot.objects.update_or_create(
        case=case,
        table=f"{PIN}{edition.source}",
        defaults={"sha256": edition.sha256, "rows": edition.rows, "since": since},
    )


def own_figures(case: Case, source: str) -> None:
    """Let a case use its own figures instead of a source, until it chooses otherwise."""
    Snapshot.objects.update_or_create(
        case=case,
        table=f"{PIN}{source}",
        defaults={"sha256": "", "rows": 0, "since": timezone.localdate()},
    )


def drop_pins(case: Case, but: Collection[str]) -> None:
    """Drop what a case no longer reads: every source but these."""
    kept = [f"{PIN}{source}" for source in but]
    found = Snapshot.objects.filter(case=case, table__startswith=PIN).exclude(table__in=kept)
    found.delete()
