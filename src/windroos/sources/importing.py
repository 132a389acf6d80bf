"""From a publisher's files to a snapshot in the lake: read, checked, and kept whole or not at all.

    taken = take_in(lake_folder, asked("wgi"), [Path("wgidataset.xlsx")])
    taken = take_in(lake_folder, Asked(dataset_of(mapping), {}), [table])

Reading is work of a thread of its own, so that whoever asked hears how far it is and can stop it,
in the thread where it asked.
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Literal

import duckdb

from windroos.problems import N_, Problem
from windroos.sources import contents, lake
from windroos.sources.asked import Asked
from windroos.sources.bringing import hash_of_all
from windroos.sources.fetching import sha256_of
from windroos.sources.shape import COLUMNS, KEYS, Dataset, Gives, SourceError, Workspace
from windroos.sources.staging import quoted, workspace

Step = Literal["read", "keep"]
Progress = Callable[[Step], None]
"""Told what is being done, a few times a second."""

MEMORY = "1GB"
_BEAT = 0.2  # seconds
# Readers check that there is one row of a key: their order is settled by it.
_ONE_OF_A_KEY: frozenset[Gives] = frozenset({"observations", "boundaries", "codes", "listed"})


class Cancelled(Exception):
    """The import was stopped, as asked."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of an import: the snapshot, and what was odd in the files.

    `origin` is where the files came from this time. The manifest of a snapshot that was there
    already (`new` is false) tells of the first time.
    """

    snapshot: lake.Snapshot
    origin: lake.Origin
    warnings: tuple[Problem, ...]
    new: bool


def take_in(
    folder: Path,
    asked: Asked,
    files: Sequence[Path],
    *,
    address: str | None = None,
    fetched: str | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    memory: str = MEMORY,
) -> Taken:
    """Reads files of a dataset and keeps what they say as a snapshot in the lake at `folder`.

    The snapshot has the table name of its kind (`observations`, ...), and its rows in the order of
    the columns of `KEYS`, so that the same figures in another order are the same snapshot.
    `address` and `fetched` (ISO 8601, UTC) say where and when the files were brought in, if so.
    `memory` is what DuckDB may hold; beyond it, it works on disk. `progress` and `cancelled` are
    called in the thread that calls this.

    Raises `SourceError` with all that is wrong with the files, and `Cancelled`; nothing is left in
    the lake then.
    """
    _check(asked, files)
    stop, steps = Event(), _Steps()

    def ask() -> None:
        if stop.is_set():
            raise Cancelled

    with workspace(memory) as plain, ThreadPoolExecutor(1, "windroos-import") as thread:
        place = dataclasses.replace(plain, ask=ask)
        work = thread.submit(_taken, folder, asked, files, address, fetched, place, steps)
        try:
            while True:
                if progress:
                    progress(steps.now)
                if (cancelled and cancelled()) or _ended(work):
                    break
        finally:
            # Also when whoever is told how far it is breaks off: a query that begins only now is
            # stopped too.
            stop.set()
            while not _ended(work):
                plain.connection.interrupt()
    taken = work.result()
    if asked.dataset.gives == contents.TABLE:
        # Now that the memory of reading is given back.
        contents.derive(folder, taken.snapshot.sha256)
    return taken


class _Steps:
    """What is being done now."""

    now: Step = "read"


def _ended(work: Future[Taken]) -> bool:
    """Waits a beat, or less if it ends sooner."""
    try:
        work.exception(timeout=_BEAT)
    except NotYet:
        return work.done()
    return True


def _taken(
    folder: Path,
    asked: Asked,
    files: Sequence[Path],
    address: str | None,
    fetched: str | None,
    place: Workspace,
    steps: _Steps,
) -> Taken:
    """The whole of an import; what breaks it off is told as a fault of the file, or of the disk."""
    dataset = asked.dataset
    named = ", ".join(file.name for file in files[:3]) + (", ..." if len(files) > 3 else "")
    try:
        before = [_state(file) for file in files]
        hashes = [sha256_of(file) for file in files]
        reading = dataset.read(place, files, asked.options)
        table = _as_declared(dataset, reading.table)
        if not table.aggregate("count(*)").fetchall()[0][0]:
            raise _wrong("empty", named, N_("holds no row: see whether it is the right file"))
        place.ask()
        steps.now = "keep"
        if [_state(file) for file in files] != before:
            raise _wrong("changed", named, N_("was changed while it was read: load it again"))
        origin = lake.Origin(
            source=asked.key,
            licence=dataset.licence.name,
            address=address,
            fetched=fetched,
            file_sha256=hash_of_all(hashes),
            warnings=tuple(str(warning) for warning in reading.warnings),
        )
        snapshot, new = lake.keep_new(folder, dataset.gives, table, origin)
        return Taken(snapshot, origin, reading.warnings, new)
    except (SourceError, Cancelled):
        raise
    except duckdb.InterruptException as error:
        raise Cancelled from error
    except (OSError, duckdb.IOException, duckdb.OutOfMemoryException) as error:
        wording = N_(
            "cannot be read and kept here (%(why)s): make room on the disk or allow more memory"
        )
        raise _wrong("room", named, wording, why=_first_line(error)) from error
    except (LookupError, TypeError, ValueError, ArithmeticError, duckdb.Error) as error:
        wording = N_(
            "is of another form than the reader of %(dataset)s knows (%(why)s): see what the "
            "publisher changed, or load it by a mapping"
        )
        why = f"{type(error).__name__}: {_first_line(error)}"
        raise _wrong("form", named, wording, dataset=dataset.id, why=why) from error


def _wrong(code: str, file: str, wording: str, **values: str) -> SourceError:
    return SourceError([Problem(code, file, wording, values=values)])


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [""])[0][:300]


def _state(file: Path) -> tuple[int, int, int]:
    """What tells that a file was written to, or that another was put in its place."""
    found = file.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns


def _as_declared(dataset: Dataset, table: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """The rows in the order in which a snapshot of their kind keeps them.

    A table with other columns than its kind has is a mistake in the program, not in a file.
    """
    found = {name: str(kind) for name, kind in zip(table.columns, table.types, strict=True)}
    declared = dict(COLUMNS[dataset.gives])
    if found != declared:
        raise RuntimeError(f"{dataset.id} reads {found}, and {dataset.gives} are {declared}")
    order = list(KEYS[dataset.gives])
    if dataset.gives not in _ONE_OF_A_KEY:
        order += [name for name in declared if name not in order]
    return table.order(", ".join(quoted(name) for name in order))


def _check(asked: Asked, files: Sequence[Path]) -> None:
    """Raises `SourceError` for files that are not there, cannot be read, or are too few or many."""
    problems = [problem for file in files for problem in _faults(file)]
    least, most = asked.dataset.least, asked.dataset.most
    if len(files) < least or (most is not None and len(files) > most):
        wording = N_("takes %(least)s to %(most)s files, and got %(count)s")
        if most is None:
            wording = N_("takes at least %(least)s files, and got %(count)s")
        elif most == least:
            wording = N_("takes %(least)s file(s), and got %(count)s")
        values = {"least": least, "most": most, "count": len(files)}
        problems.append(Problem("files", asked.key, wording, values=values))
    if problems:
        raise SourceError(problems)


def _faults(file: Path) -> list[Problem]:
    if not file.exists():
        wording = N_("is not there: check the name and the folder")
    elif file.is_dir():
        wording = N_("is a folder: name the file in it")
    elif not file.is_file():
        wording = N_("is no file that can be read from the beginning again: save it as one first")
    elif not os.access(file, os.R_OK):
        wording = N_("may not be read: allow it")
    else:
        return []
    return [Problem("file", str(file), wording)]
