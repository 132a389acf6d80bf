"""Makes the draws of runs while the readers have their pages already: docs/adr/0008.

One thread of a process that serves the site takes up what waits, one run after the other. Runs
stand in the database, so that every process knows of them, and a page that waits for one calls
`wake` again: what was asked before a restart is taken up after it.
"""

from __future__ import annotations

import logging
from threading import Lock, Thread
from time import monotonic

from django.conf import settings
from django.db import connections

from windroos.apps.compass import actions, queries
from windroos.apps.compass.models import Run
from windroos.apps.compass.robustness import outcome as robustness
from windroos.apps.compass.robustness import runs
from windroos.cases import CaseError
from windroos.decide.robustness import Cancelled

log = logging.getLogger(__name__)

# So many seconds pass before a run tells again how far it is.
_PAUSE = 1.0

_lock = Lock()
_worker: Thread | None = None


def wake() -> None:
    """Has what waits taken up, unless that is being done already."""
    global _worker
    if not settings.WINDROOS_RUN_LATER:
        _all()
        return
    with _lock:
        if _worker is None:
            # A run is not worth holding up the end of the program: it can be asked again.
            _worker = Thread(target=_work, name="windroos-runs", daemon=True)
            _worker.start()


def _work() -> None:
    """Takes up what waits, until nothing does."""
    global _worker
    try:
        while True:
            _all()
            with _lock:
                # Under the lock: what is asked from now on finds no worker, and starts one.
                if not runs.waiting().exists():
                    _worker = None
                    return
    except Exception:
        log.exception("The runs that wait could not be taken up")
        with _lock:
            _worker = None
    finally:
        connections.close_all()


def _all() -> None:
    while (run := actions.take_run()) is not None:
        _make(run)


def _make(run: Run) -> None:
    """Makes the draws of one run, and keeps what they give."""
    watch = _Watch(run)
    try:
        value = queries.value_of(run.case.pk, run.case.mark, run.state)
        result = robustness.draw(value, runs.wanted(run), watch.tell, watch.cancelled)
    except Cancelled:
        return
    except CaseError as error:
        actions.end_run(run, None, str(error))
    except Exception:
        log.exception("Run %s failed", run.pk)
        actions.end_run(run, None)
    else:
        actions.end_run(run, result)


class _Watch:
    """Tells now and then how far a run is, and asks whether it is to go on."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.drawn = 0
        self.told = monotonic()

    def tell(self, drawn: int, _whole: int) -> None:
        self.drawn = drawn

    def cancelled(self) -> bool:
        if monotonic() - self.told < _PAUSE:
            return False
        self.told = monotonic()
        return not actions.note_run(self.run, self.drawn)
