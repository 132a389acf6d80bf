"""Brings in what was asked for, beside the requests: docs/adr/0010.

One thread of a process that serves the site takes up what waits, one import after the other; what
is to be tried again later is waited for. Imports stand in the database, so that every process
knows of them; one whose process is gone is found by the lock of its source, which is free then.
"""

from __future__ import annotations

import logging
from threading import Lock, Thread
from time import sleep

from django.conf import settings
from django.db import connections

from windroos.apps.evidence import actions, faults
from windroos.apps.evidence.importing import places, waiting
from windroos.apps.evidence.importing.working import MOST_TRIES, work
from windroos.apps.evidence.models import Import
from windroos.problems import Problem
from windroos.sources.asked import named
from windroos.sources.shape import SourceError

log = logging.getLogger(__name__)

# So many seconds pass before it is looked again whether something is due.
_PAUSE = 1.0

_lock = Lock()
_worker: Thread | None = None


def wake() -> None:
    """Has what waits taken up, unless that is being done already."""
    if not settings.WINDROOS_RUN_LATER:
        _all()
        return
    resume()


def resume() -> None:
    """Has what waited when the program stopped taken up: called when it starts serving."""
    global _worker
    if not settings.WINDROOS_RUN_LATER:
        return
    with _lock:
        if _worker is None:
            # What breaks off with the program is taken up when it starts again.
            _worker = Thread(target=_work, name="windroos-imports", daemon=True)
            _worker.start()


def _work() -> None:
    """Takes up what waits, until nothing does."""
    global _worker
    try:
        places.sweep(waiting.folders())
        while True:
            _all()
            with _lock:
                # Under the lock: what is asked from now on finds no worker, and starts one.
                if not waiting.any_left():
                    _worker = None
                    return
            # A connection is not kept while waiting for hours.
            connections.close_all()
            sleep(_PAUSE)
    except Exception:
        log.exception("The imports that wait could not be taken up")
        with _lock:
            _worker = None
    finally:
        connections.close_all()


def _all() -> None:
    for one in waiting.due():
        with places.alone(one.source) as mine:
            if mine and actions.take_import(one):
                _bring_in(one)


def _bring_in(one: Import) -> None:
    files = places.handed_in(one.folder, one.files) if one.folder else []
    if one.tries > MOST_TRIES or (one.files and not one.folder):
        # It stops the program each time, or was made of files that a terminal had.
        actions.end_import(one, [Problem("broken-off", one.source, faults.BROKEN_OFF)])
        return
    try:
        wanted = named(one.source)
    except SourceError as error:
        actions.end_import(one, error.problems)
        return
    try:
        work(one, wanted, files, again=True)
    finally:
        one.refresh_from_db(fields=["status"])
        if one.status != Import.Status.WAITING:
            places.drop(one.folder)
