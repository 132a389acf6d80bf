"""Working on one import: fetched, read and kept, with word of how far it is.

The background of the site and a command in a terminal work in this one way.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event, Thread
from time import monotonic

from django.conf import settings
from django.db import Error, OperationalError, connections
from django.utils import timezone

from windroos.apps.evidence import actions, faults, queries
from windroos.apps.evidence.importing import places
from windroos.apps.evidence.models import Import
from windroos.sources import bringing, importing
from windroos.sources.asked import Asked
from windroos.sources.fetching import FetchError
from windroos.sources.lake import LakeError, Origin
from windroos.sources.shape import SourceError

log = logging.getLogger(__name__)

# So many seconds pass before an import tells again how far it is.
_PAUSE = 1.0
# How long it waits before each next try, unless the publisher asks for longer.
_WAITS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))
MOST_TRIES = len(_WAITS) + 1

# A database that is busy, and a snapshot that was collected before it was referred to.
_PASSING = (OperationalError, LakeError)

# Told how far an import is: the step, how much is done, and how much there is where that is known.
Told = Callable[[str, int, int | None], None]


def work(
    one: Import,
    wanted: Asked,
    files: Sequence[Path] = (),
    *,
    told: Told | None = None,
    again: bool = False,
) -> actions.Kept | None:
    """Do one import that was taken up, and end it; what came of it, or None when it failed or was
    cancelled.

    `files` are local; without any the publisher is asked. `again`: what may pass is tried again
    later, so many times. Whatever goes wrong is told by the import and not raised.
    """
    with _Watch(one, told) as watch:
        try:
            return _worked(one, wanted, files, watch)
        except importing.Cancelled:
            return None
        except Exception as error:
            if isinstance(error, FetchError) and error.kind == "cancelled":
                return None
            if not isinstance(error, SourceError | FetchError | LakeError | OSError):
                log.exception("Import %s of %s failed", one.pk, one.source)
            later = _later(one, error) if again else None
            actions.end_import(one, faults.of(error, one.source), again=later)
            return None


def _worked(
    one: Import, wanted: Asked, files: Sequence[Path], watch: _Watch
) -> actions.Kept | None:
    address = fetched = None
    if not files:
        watch.step(Import.Step.FETCH)
        brought = bringing.bring(
            wanted, places.fetched(), progress=watch.progress, cancelled=watch.cancelled
        )
        files, address, fetched = brought.files, brought.address, brought.fetched
        if not one.anew and queries.was_read(one.source, brought.file_sha256):
            origin = Origin(
                one.source, wanted.dataset.licence.name, address, fetched, brought.file_sha256
            )
            return actions.keep_edition(one, None, origin)
    watch.step(Import.Step.READ)
    taken = importing.take_in(
        settings.WINDROOS_LAKE,
        wanted,
        files,
        address=address,
        fetched=fetched,
        progress=watch.step,
        cancelled=watch.cancelled,
    )
    return actions.keep_edition(one, taken.snapshot, taken.origin, warnings=taken.warnings)


def _later(one: Import, error: Exception) -> datetime | None:
    """When an import is tried again after an error, if it is of a kind that may pass."""
    passing = error.passing if isinstance(error, FetchError) else isinstance(error, _PASSING)
    if not passing or one.tries >= MOST_TRIES:
        return None
    wait = _WAITS[one.tries - 1]
    asked = getattr(error, "after", None) or 0.0
    return timezone.now() + max(wait, timedelta(seconds=asked))


class _Watch:
    """Tells every second how far an import is, and hears whether it is to go on.

    A thread of its own tells it, as reading a large file is one long call. In the tests there is
    none: the import tells it itself.
    """

    def __init__(self, one: Import, told: Told | None) -> None:
        self._import = one
        self._told = told
        self._at: tuple[str, int, int | None] = ("", 0, None)
        self._over, self._stopped = Event(), Event()
        self._last = monotonic()
        self._thread = Thread(target=self._tell, name="windroos-import-told", daemon=True)

    def __enter__(self) -> _Watch:
        if settings.WINDROOS_RUN_LATER:
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        if self._thread.is_alive():
            self._thread.join()

    def step(self, step: str) -> None:
        if step != self._at[0]:
            self._go(step, 0, None)
            self._note()

    def progress(self, done: int, total: int | None) -> None:
        self._go(self._at[0], done, total)

    def cancelled(self) -> bool:
        if not settings.WINDROOS_RUN_LATER and monotonic() - self._last >= _PAUSE:
            self._note()
        return self._stopped.is_set()

    def _go(self, step: str, done: int, total: int | None) -> None:
        self._at = (step, done, total)
        if self._told is not None:
            self._told(*self._at)

    def _note(self) -> None:
        self._last = monotonic()
        if not actions.note_import(self._import, *self._at):
            self._stopped.set()

    def _tell(self) -> None:
        try:
            while not self._over.wait(_PAUSE):
                try:
                    self._note()
                except Error:
                    # The database is busy or away for a moment: the next second will do.
                    log.warning("Import %s could not tell how far it is", self._import.pk)
        finally:
            connections.close_all()
