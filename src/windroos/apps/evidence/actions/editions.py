"""Editions: which snapshot is the content of a source, from now on; and what nothing needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from windroos.apps.accounts import actions as accounts
from windroos.apps.accounts.permits import action
from windroos.apps.accounts.queries import Role, User
from windroos.apps.evidence import faults, following, queries
from windroos.apps.evidence.actions.holding import hold_lake
from windroos.apps.evidence.actions.telling import subject
from windroos.apps.evidence.models import Edition, Import, Snapshot
from windroos.apps.regions import journal
from windroos.problems import Problem
from windroos.sources import lake


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of an import: its edition, and whether that is a new one."""

    edition: Edition
    new: bool


@dataclass(frozen=True, slots=True)
class Collected:
    """What was removed from the lake: how many snapshots, of how many rows in all."""

    snapshots: int
    rows: int


@action(program=True)
def keep_edition(
    one: Import,
    snapshot: lake.Snapshot | None,
    origin: lake.Origin,
    *,
    warnings: Sequence[Problem] = (),
    actor: User | None = None,  # noqa: ARG001 (`action` asks it)
) -> Kept | None:
    """End an import with what it brought: a new edition, or word that nothing is new.

    A `snapshot` of None says that the publisher has nothing since the last time; one with the
    content of the current edition makes no new one either. `origin` is where the files came from
    this time, which the snapshot itself does not tell when it was there already. None comes back,
    and nothing is kept, when the import was cancelled meanwhile. Raises `LakeError` when the
    snapshot is not in the lake, and ValidationError when there is no current edition to go on with.
    """
    hold_lake()
    busy = Import.objects.filter(pk=one.pk, status=Import.Status.RUNNING)
    if not busy.exists():
        return None
    by, current = one.asked_by, queries.edition_at(one.source)
    if snapshot is None and current is None:
        raise ValidationError(_("There is no edition of this source yet."))
    new = snapshot is not None and (current is None or current.sha256 != snapshot.sha256)
    if snapshot is not None:
        lake.manifest(settings.WINDROOS_LAKE, snapshot.table, snapshot.sha256)
    edition = current
    if snapshot is not None and new:
        edition = _edition(one.source, snapshot, origin, by, faults.written(warnings))
    assert edition is not None
    now = timezone.now()
    busy.update(
        status=Import.Status.DONE if new else Import.Status.UNCHANGED,
        edition=edition,
        file_sha256=origin.file_sha256 or "",
        fetched=origin.fetched,
        seen=now,
        ended=now,
        again=None,
        faults=[],
    )
    if new:
        _tell("edition-kept", edition, current, by)
    else:
        accounts.record("import-unchanged", actor=by, **subject(one.source), after=_values(edition))
    return Kept(edition, new)


@action(Role.ANALYST, Role.ADMINISTRATOR, program=True)
def hold_again(edition: Edition, *, reason: str, actor: User | None) -> Edition:
    """Let an earlier snapshot of a source hold again, from now on: as a new edition.

    Raises ValidationError without a reason, and when the snapshot holds already or is lost.
    """
    hold_lake()
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason.")})
    current = queries.edition_at(edition.source)
    if current is not None and current.sha256 == edition.sha256:
        raise ValidationError(_("This is what the source says already."))
    try:
        snapshot = lake.manifest(settings.WINDROOS_LAKE, edition.table, edition.sha256)
    except lake.LakeError as error:
        raise ValidationError(_("The snapshot is no longer there: import it again.")) from error
    origin = replace(
        snapshot.origin,
        address=edition.address,
        fetched=edition.fetched,
        file_sha256=edition.file_sha256,
    )
    made = _edition(edition.source, snapshot, origin, actor, edition.warnings)
    _tell("edition-held-again", made, current, actor, reason=reason.strip())
    return made


@action(Role.ADMINISTRATOR, program=True)
def collect(*, actor: User | None) -> Collected:
    """Remove the snapshots from the lake that nothing refers to, now or in any history.

    Raises `LakeError` while someone is writing in the lake.
    """
    hold_lake()
    pinned = set(Edition.objects.values_list("sha256", flat=True))
    pinned |= set(Snapshot.objects.values_list("sha256", flat=True))
    pinned |= {row["sha256"] for row in journal.ever(journal.SNAPSHOTS)}
    found = lake.snapshots(settings.WINDROOS_LAKE)
    # Whatever its table is called where it is referred to: the content is what counts.
    needed = {(one.table, one.sha256) for one in found if one.sha256 in pinned}
    removed = lake.collect(settings.WINDROOS_LAKE, needed)
    result = Collected(len(removed), sum(one.rows for one in removed))
    accounts.record(
        "lake-collected",
        actor=actor,
        subject_type="lake",
        subject_id="lake",
        label_nl="het meer",
        label_en="the lake",
        after={"snapshots": result.snapshots, "rows": result.rows},
    )
    return result


def _edition(
    source: str,
    snapshot: lake.Snapshot,
    origin: lake.Origin,
    by: User | None,
    warnings: Sequence[Mapping[str, Any]],
) -> Edition:
    """A snapshot as the content of a source from now on; within the transaction of an action."""
    return Edition.objects.create(
        source=source,
        table=snapshot.table,
        sha256=snapshot.sha256,
        rows=snapshot.rows,
        taken_by=by,
        address=origin.address or "",
        fetched=origin.fetched,
        file_sha256=origin.file_sha256 or "",
        warnings=list(warnings),
    )


def _tell(
    verb: str, edition: Edition, before: Edition | None, by: User | None, **more: str
) -> None:
    """Tell the trail, and who follows; within the transaction that made the edition."""
    accounts.record(
        verb,
        actor=by,
        **subject(edition.source),
        before=_values(before) if before else None,
        after=_values(edition) | more,
    )
    following.tell(edition, by)


def _values(edition: Edition) -> dict[str, Any]:
    return {
        "source": edition.source,
        "edition": edition.pk,
        "sha256": edition.sha256,
        "rows": edition.rows,
    }
