"""Where the files of an import are kept, and that one process at a time works on a source."""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import Protocol
from uuid import uuid4

from django.conf import settings
from filelock import FileLock, Timeout

# Files that were handed in and that no import came for are kept so long, in seconds.
_FORGOTTEN = 24 * 60 * 60
# Who only looks whether a source is worked on holds it for a moment: that is waited for.
_MOMENT = 0.25


class Upload(Protocol):
    """A file that is handed in, as a request has it."""

    name: str | None

    def chunks(self) -> Iterable[bytes]: ...


def fetched() -> Path:
    """The folder for what is fetched, of all sources."""
    return settings.WINDROOS_DATA / "fetched"


@contextmanager
def alone(source: str) -> Iterator[bool]:
    """Work on a source, with every other process kept off it; gives whether that could be had.

    The system lets go of it when the process ends, however that comes about.
    """
    lock = _lock(source)
    try:
        lock.acquire(timeout=_MOMENT, poll_interval=0.02)
    except Timeout:
        yield False
        return
    try:
        yield True
    finally:
        lock.release()


def is_free(source: str) -> bool:
    """Whether no process works on a source."""
    with alone(source) as mine:
        return mine


def receive(uploads: Iterable[Upload]) -> tuple[str, list[str]]:
    """Keep files that are handed in; gives the name of their folder, and theirs.

    A name is the last part of what it was sent as; of two that are the same the second gets a
    number.
    """
    folder = uuid4().hex
    place = _handed(folder)
    place.mkdir(parents=True)
    names: list[str] = []
    for upload in uploads:
        given = PurePath((upload.name or "").replace("\\", "/")).name or "file"
        name = given if given not in names else f"{len(names)}-{given}"
        with (place / name).open("wb") as file:
            for chunk in upload.chunks():
                file.write(chunk)
        names.append(name)
    return folder, names


def handed_in(folder: str, names: Iterable[str]) -> list[Path]:
    """The files that were handed in, in the order in which they were."""
    return [_handed(folder) / name for name in names]


def drop(folder: str) -> None:
    """Remove files that were handed in."""
    if folder:
        shutil.rmtree(_handed(folder), ignore_errors=True)


def sweep(wanted: Iterable[str]) -> None:
    """Remove what was handed in for an import that never came, or is over."""
    known, now = set(wanted), time.time()
    for place in _handed("").glob("*"):
        if place.name not in known and now - place.stat().st_mtime > _FORGOTTEN:
            drop(place.name)


def _lock(source: str) -> FileLock:
    place = settings.WINDROOS_DATA / "importing"
    place.mkdir(parents=True, exist_ok=True)
    name = hashlib.sha256(source.encode()).hexdigest()[:32]
    return FileLock(place / f"{name}.lock")


def _handed(folder: str) -> Path:
    return settings.WINDROOS_DATA / "handed-in" / folder
