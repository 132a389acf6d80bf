"""Processes that are killed while they import, and what they leave.

One process gets Django ready and forks another for each attempt, on a copy of the data.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from windroos.sources import lake
from windroos.sources.fetching import connecting
from windroos.sources.registry import datasets

DATABASE = "windroos.sqlite3"
# What of the system is about to be done to a file.
_TOUCHES = {"open", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "shutil.rmtree"}

Work = Callable[[Path], None]


@dataclass
class Seen:
    """What one sees that opens the data afterwards: read by hand, and not by the program."""

    editions: list[str]
    imports: list[str]
    told: list[str]
    lake: set[str]
    left: list[str]


@dataclass
class Attempt:
    """What an attempt left, and what there was after the same was done again and collected."""

    step: str
    killed: bool
    after: Seen
    again: Seen


def look(folder: Path) -> Seen:
    """What stands in the data; raises when a snapshot of an edition is lost or damaged."""
    place = folder / "lake"
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        rows = database.execute('SELECT "table", sha256 FROM evidence_edition ORDER BY id')
        editions = rows.fetchall()
        imports = database.execute("SELECT status FROM evidence_import ORDER BY id").fetchall()
        told = database.execute("SELECT verb FROM accounts_event ORDER BY id").fetchall()
    for table, sha256 in editions:
        assert lake.read(place, table, sha256)
    return Seen(
        [sha256 for _table, sha256 in editions],
        [status for (status,) in imports],
        [verb for (verb,) in told],
        {one.sha256 for one in lake.snapshots(place)},
        sorted(path.name for path in place.glob(".new-*")),
    )


def run(what: Callable[..., Any], folder: Path, *arguments: Any) -> Any:
    """What a function gives in a process of its own, with Django on the data of a folder."""
    forks = multiprocessing.get_context("spawn")
    mine, theirs = forks.Pipe()
    begun = forks.Process(target=_ready, args=(theirs, what, folder, arguments))
    begun.start()
    theirs.close()
    try:
        return mine.recv()
    finally:
        begun.join()


def _ready(answer: Any, what: Callable[..., Any], folder: Path, arguments: tuple[Any, ...]) -> None:
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "windroos.site.settings.demo",
        "WINDROOS_DATA": str(folder),
    }
    os.environ.pop("DATABASE_URL", None)
    import django

    django.setup()
    answer.send(what(folder, *arguments))


# What is done in such a process


def prepare(folder: Path, file: Path) -> None:
    """Data with the edition that a file gives."""
    from tests.apps.levels import levels

    from windroos.apps.evidence.importing import foreground
    from windroos.site.server import prepare_database

    prepare_database()
    assert foreground.bring_in(levels(folder), [file]).status == "done"


def at_every_step(folder: Path, before: Path, address: str) -> list[Attempt]:
    """Fetching the levels, killed at each step of it in turn."""
    _read_beforehand()
    steps: list[str] = []
    numbers = iter(range(1, 10**6))
    found = []
    while True:
        number = next(numbers)
        place = shutil.copytree(before, folder / str(number))
        code = _forked(place, partial(_dying, at=number, work=partial(_fetch, address=address)))
        if code == 0:  # there is no such step any more
            return found
        steps = (place / "steps").read_text(encoding="utf-8").splitlines()
        found.append(_attempt(place, steps[-1], code, address))


def at_any_moment(folder: Path, before: Path, address: str, times: int) -> list[Attempt]:
    """Fetching the levels, killed after a time by chance."""
    _read_beforehand()
    chance = random.Random(20261130)  # noqa: S311 (nothing secret)
    began = time.monotonic()
    place = shutil.copytree(before, folder / "timed")
    assert _forked(place, partial(_fetch, address=address)) == 0
    lasts = time.monotonic() - began
    found = []
    for number in range(times):
        place = shutil.copytree(before, folder / str(number))
        wait = chance.uniform(0, lasts)
        code = _forked(place, partial(_fetch, address=address), wait)
        found.append(_attempt(place, f"after {wait:.3f} s", code, address))
    return found


def _read_beforehand() -> None:
    """What every attempt would read anew: modules, the datasets that are known, and the
    authorities that a connection trusts. Without a thread, a database or a file that stays open."""
    import_module("tests.apps.levels")
    import_module("windroos.apps.evidence.importing.foreground")
    import_module("django.db.models.sql.compiler")
    datasets()
    connecting._trusted(os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR"))


def _attempt(place: Path, step: str, code: int, address: str) -> Attempt:
    after = look(place)
    assert _forked(place, partial(_fetch_and_collect, address=address)) == 0
    attempt = Attempt(step, code == -signal.SIGKILL, after, look(place))
    shutil.rmtree(place)
    return attempt


def _forked(place: Path, work: Work, kill_after: float | None = None) -> int:
    """How a process ended that did some work on the data of a folder."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            _at_home(place)
            work(place)
            code = 0
        finally:
            os._exit(code)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _at_home(place: Path) -> None:
    from django.conf import settings
    from django.db import connection

    from windroos.apps.evidence.importing import working

    # Every attempt takes the same steps: on a slow machine too, it tells nothing every second.
    working._PAUSE = 3600.0
    settings.WINDROOS_DATA = place
    settings.WINDROOS_LAKE = place / "lake"
    connection.settings_dict["NAME"] = str(place / DATABASE)


def _fetch(folder: Path, address: str) -> None:
    from tests.apps.levels import levels

    from windroos.apps.evidence.importing import foreground
    from windroos.sources import bringing
    from windroos.sources.fetching import Hosts

    hosts = Hosts((), local={urlsplit(address).netloc})
    bringing.bring = partial(bringing.bring, hosts=hosts)
    one = foreground.bring_in(levels(folder, address))
    assert one.status in ("done", "unchanged"), one.faults


def _fetch_and_collect(folder: Path, address: str) -> None:
    from windroos.apps.evidence import actions

    _fetch(folder, address)
    actions.collect(actor=None)


def _dying(folder: Path, at: int, work: Work) -> None:
    """Does some work, and dies at the step of that number.

    A step is about to touch a file of the data folder, has written a row, is about to commit, or
    has just committed.
    """
    from django.db import connection
    from django.db.backends.base.base import BaseDatabaseWrapper

    done = 0
    told = os.open(folder / "steps", os.O_WRONLY | os.O_CREAT)

    def step(name: str) -> None:
        nonlocal done
        done += 1
        os.write(told, f"{name}\n".encode())
        if done == at:
            os.kill(os.getpid(), signal.SIGKILL)

    def hear(event: str, about: tuple[Any, ...]) -> None:
        if event not in _TOUCHES or not str(about[0]).startswith(str(folder)):
            return
        # Opening to read changes nothing.
        if event != "open" or about[1] is None or set(str(about[1])) & set("wax+"):
            touched = about[1] if event == "os.rename" else about[0]
            step(f"{event} {Path(str(touched)).relative_to(folder)}")

    def wrote(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        result = execute(sql, params, many, context)
        if sql.lstrip().startswith(("INSERT", "UPDATE", "DELETE")):
            step(sql[:60])
        return result

    commit = vars(BaseDatabaseWrapper)["_commit"]

    def committed(self: BaseDatabaseWrapper) -> None:
        step("before commit")
        commit(self)
        step("after commit")

    setattr(BaseDatabaseWrapper, "_commit", committed)  # noqa: B010 (its types do not know it)
    sys.addaudithook(hear)
    with connection.execute_wrapper(wrote):
        work(folder)
