"""Imports: asking for a source to be brought in, cancelling, and what the program says of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from windroos.apps.accounts import actions as accounts
from windroos.apps.accounts.permits import action
from windroos.apps.accounts.queries import Role, User
from windroos.apps.evidence import faults
from windroos.apps.evidence.actions.telling import subject
from windroos.apps.evidence.importing import places
from windroos.apps.evidence.models import KEY, Import
from windroos.problems import Problem
from windroos.sources.asked import Asked
from windroos.sources.shape import SourceError

OPEN = (Import.Status.WAITING, Import.Status.RUNNING)
# More of one person are not under way at a time, so that others have their turn.
_MOST_UNDER_WAY = 20


@action(Role.ANALYST, Role.ADMINISTRATOR, program=True)
def ask_import(
    wanted: Asked,
    files: Sequence[str] = (),
    *,
    folder: str = "",
    anew: bool = False,
    alone: bool = False,
    actor: User | None,
) -> Import:
    """Ask for a source to be brought in; where that is under way already, that.

    `files` are the names of files that were handed in, kept in `folder` (`places.receive`), or
    where they are for who works on it itself; without any the publisher is asked. `anew`: what the
    publisher has is read also when that has been done before. `alone`: who asks works on it itself
    (`places.alone`). Raises ValidationError when the publisher has no address for it, while files
    of the same source are being read, and when someone has more under way than is fair.
    """
    under_way = Import.objects.select_for_update().filter(source=wanted.key, status__in=OPEN)
    found = under_way.first()
    if found is not None and found.waits_for_nobody and (alone or places.is_free(wanted.key)):
        _fail(found, [Problem("broken-off", found.source, faults.BROKEN_OFF)])
        found = None
    if found is not None:
        if files or found.files:
            raise ValidationError(
                _("This source is being brought in already: wait until that is done, or cancel it.")
            )
        return found
    _check(wanted, files)
    if actor is not None:
        own = Import.objects.filter(asked_by=actor, status__in=OPEN).count()
        if own >= _MOST_UNDER_WAY:
            raise ValidationError(
                _("You have %(n)s imports under way. Wait until one is done, or cancel one.")
                % {"n": own}
            )
    made = Import.objects.create(
        source=wanted.key, files=list(files), folder=folder, anew=anew, asked_by=actor
    )
    accounts.record(
        "import-asked", actor=actor, **subject(wanted.key), after={"files": ", ".join(files)}
    )
    return made


def _check(wanted: Asked, files: Sequence[str]) -> None:
    """Whether it can be had."""
    if len(wanted.key) > KEY:
        raise ValidationError(_("The options are longer than %(most)s characters.") % {"most": KEY})
    if files:
        return
    try:
        there = wanted.dataset.addresses(wanted.options)
    except SourceError as error:
        raise ValidationError(faults.in_words(faults.written(error.problems))) from error
    if not there:
        raise ValidationError(
            _("The publisher has no address for this: load the file, from %(homepage)s.")
            % {"homepage": wanted.dataset.homepage}
        )


@action(Role.ANALYST, Role.ADMINISTRATOR, program=True)
def cancel_import(one: Import, *, actor: User | None) -> None:
    """Stop an import that waits or is busy; one that ended stays as it is."""
    now = timezone.now()
    stopped = Import.objects.filter(pk=one.pk, status__in=OPEN).update(
        status=Import.Status.CANCELLED, ended=now, again=None, cancelled_by=actor
    )
    if stopped:
        accounts.record("import-cancelled", actor=actor, **subject(one.source))
        transaction.on_commit(lambda: places.drop(one.folder))


@action(Role.ANALYST, Role.ADMINISTRATOR, program=True)
def retry_import(one: Import, *, actor: User | None) -> Import:
    """Try an import again, now: one that failed, was cancelled or waits for its next try.

    Raises ValidationError for one of files, which are gone: hand them in again.
    """
    row = Import.objects.select_for_update().get(pk=one.pk)
    ended = row.status in (Import.Status.FAILED, Import.Status.CANCELLED)
    waits = row.status == Import.Status.WAITING and row.again is not None
    if not (ended or waits):
        raise ValidationError(_("There is nothing to try again: it did not fail."))
    if ended and row.files:
        raise ValidationError(_("Its files are no longer kept: hand them in again."))
    if Import.objects.filter(source=row.source, status__in=OPEN).exclude(pk=row.pk).exists():
        raise ValidationError(_("This source is being brought in already."))
    row.status, row.tries, row.again = Import.Status.WAITING, 0, None
    row.ended = row.cancelled_by = None
    row.faults = []
    row.save(update_fields=["status", "tries", "again", "ended", "cancelled_by", "faults"])
    accounts.record("import-retried", actor=actor, **subject(row.source))
    return row


@action(program=True)
def take_import(
    one: Import,
    *,
    actor: User | None = None,  # noqa: ARG001 (`action` asks it)
) -> bool:
    """Take an import up; whether it still waited, or was broken off.

    Who calls this is alone at its source (`places.alone`) until the import has ended: what is said
    to be running then has lost its process.
    """
    now = timezone.now()
    taken = Import.objects.filter(pk=one.pk, status__in=OPEN).update(
        status=Import.Status.RUNNING,
        step="",
        done=0,
        total=None,
        again=None,
        started=now,
        seen=now,
        tries=one.tries + 1,
    )
    if taken:
        one.refresh_from_db()
    return bool(taken)


@action(program=True)
def note_import(
    one: Import,
    step: str,
    done: int,
    total: int | None,
    *,
    actor: User | None = None,  # noqa: ARG001 (`action` asks it)
) -> bool:
    """Say how far an import is; whether it is to go on, as it may have been cancelled."""
    going = Import.objects.filter(pk=one.pk, status=Import.Status.RUNNING)
    return bool(going.update(step=step, done=done, total=total, seen=timezone.now()))


@action(program=True)
def end_import(
    one: Import,
    problems: Sequence[Problem],
    *,
    again: datetime | None = None,
    actor: User | None = None,  # noqa: ARG001 (`action` asks it)
) -> None:
    """Say why an import brought nothing, and when it is tried again, if it is.

    One that was cancelled stays cancelled.
    """
    row = Import.objects.select_for_update().filter(pk=one.pk, status__in=OPEN).first()
    if row is None:
        return
    if again is None:
        _fail(row, problems)
        return
    row.status, row.again = Import.Status.WAITING, again
    row.faults = faults.written(problems)
    row.save(update_fields=["status", "again", "faults"])


def _fail(row: Import, problems: Sequence[Problem]) -> None:
    """Within the transaction of an action."""
    row.status, row.again, row.ended = Import.Status.FAILED, None, timezone.now()
    row.faults = faults.written(problems)
    row.save(update_fields=["status", "again", "ended", "faults"])
    accounts.record(
        "import-failed",
        actor=row.asked_by,
        **subject(row.source),
        after={"import": row.pk},
    )
    transaction.on_commit(lambda: places.drop(row.folder))
