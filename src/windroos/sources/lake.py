"""The evidence lake: tables of figures, kept as immutable Parquet snapshots with a manifest.

A snapshot is named by its content: the same rows in the same order are one snapshot, whoever writes
them and however often. Nothing is ever overwritten; what nobody needs any more is collected.
Reading and writing is DuckDB's work, and goes through a table of any size in bounded memory.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
import shutil
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import duckdb
from filelock import FileLock, Timeout

from windroos.sources.database import shared

# The types of a Table Schema, as DuckDB names them.
_TYPES = {
    "string": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "object": "MAP(VARCHAR, VARCHAR)",
    "array": "JSON",
}
_KINDS = {stored: kind for kind, stored in _TYPES.items()}
_SCRATCH, _LOCK = ".new-", ".lock"
# What is derived from a snapshot to answer questions sooner stands beside it under the same name,
# and is made again when it is not there.
DERIVED = (".series", ".indicators")
# The state of a snapshot's file when it was last hashed.
_SEAL = ".seal"
# Of a file: inode, bytes, nanoseconds at which it was last written to.
_State = tuple[int, int, int]


class LakeError(RuntimeError):
    """A snapshot is missing or is not what its name says; the message tells what to do."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the rows of a snapshot come from, and on what terms.

    `fetched` is the time in UTC (ISO 8601) at which the publisher's file was brought in from
    `address`, and `file_sha256` the hash of that file.
    """

    source: str
    licence: str
    address: str | None = None
    fetched: str | None = None
    file_sha256: str | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the manifest of a snapshot says: `sha256` is that of the content, whatever file holds
    it, and `parquet_sha256` that of the file; `columns` gives Table Schema types."""

    table: str
    sha256: str
    rows: int
    columns: Mapping[str, str]
    parquet_sha256: str
    origin: Origin

    @property
    def file(self) -> str:
        return _file(self.table, self.sha256)


def write(
    folder: Path,
    table: str,
    columns: Mapping[str, str],
    rows: Sequence[Mapping[str, Any]],
    origin: Origin,
) -> Snapshot:
    """Keep rows as a snapshot; `columns` gives the Table Schema type of each column."""
    types = {name: _TYPES[kind] for name, kind in columns.items()}
    # Of many values DuckDB takes in a file in far less time than each by itself.
    with shared() as connection, tempfile.TemporaryDirectory() as lines:
        file = Path(lines) / "rows.jsonl"
        with file.open("w", encoding="utf-8") as out:
            for row in rows:
                plain = {name: _plain(row[name]) for name in columns}
                out.write(json.dumps(plain, default=str, ensure_ascii=False) + "\n")
        given = connection.read_json(str(file), columns=types, format="newline_delimited")
        return keep(folder, table, given, origin)


def _plain(value: Any) -> Any:
    """A value as JSON has it, which has no number for what is not one."""
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


def keep(folder: Path, table: str, relation: duckdb.DuckDBPyRelation, origin: Origin) -> Snapshot:
    """Keep a relation of any size as a snapshot, in the order in which its rows come.

    Keeping what is there already does nothing: the manifest tells where it came from the first
    time. The files appear whole or not at all, also when the machine stops halfway.
    """
    return keep_new(folder, table, relation, origin)[0]


def keep_new(
    folder: Path, table: str, relation: duckdb.DuckDBPyRelation, origin: Origin
) -> tuple[Snapshot, bool]:
    """As `keep`, and whether the lake did not have it yet."""
    columns = {
        name: _KINDS[str(kind)] for name, kind in zip(relation.columns, relation.types, strict=True)
    }
    folder.mkdir(parents=True, exist_ok=True)
    with scratch_in(folder) as scratch:
        new = scratch / "snapshot.parquet"
        relation.write_parquet(str(new))
        rows, content = _content(new, columns)
        snapshot = Snapshot(table, content, rows, columns, _hash_of_file(new), origin)
        path = folder / snapshot.file
        try:
            return _sound(folder, table, content), False
        except LakeError:
            manifest = new.with_suffix(".json")
            told = json.dumps(asdict(snapshot), indent=2, ensure_ascii=False)
            manifest.write_text(told + "\n", encoding="utf-8")
            for file, place in ((manifest, path.with_suffix(".json")), (new, path)):
                _settle(file)
                file.replace(place)
            _settle(folder)
            _seal(path, _state(path))
    return snapshot, True


def manifest(folder: Path, table: str, sha256: str) -> Snapshot:
    """What the manifest of a snapshot says. Raises `LakeError` when it is missing or damaged."""
    file = folder / _file(table, sha256)
    if not file.is_file() or not file.with_suffix(".json").is_file():
        raise LakeError(
            f"the snapshot {file.name} is not in {folder}: load the case or source again"
        )
    try:
        return _read_manifest(file.with_suffix(".json"))
    except (ValueError, KeyError, TypeError) as error:
        raise LakeError(
            f"the snapshot {file.name} is damaged: load the case or source again"
        ) from error


def scan(
    connection: duckdb.DuckDBPyConnection, folder: Path, table: str, sha256: str
) -> duckdb.DuckDBPyRelation:
    """The rows of a snapshot as a relation. Raises `LakeError` as `read` does."""
    snapshot = _sound(folder, table, sha256)
    whole = connection.read_parquet(str(folder / snapshot.file), file_row_number=True)
    names = ", ".join(f'"{name}"' for name in snapshot.columns)
    return whole.order("file_row_number").project(names)


def read(folder: Path, table: str, sha256: str) -> list[dict[str, Any]]:
    """The rows of a snapshot, in the order in which they were written.

    Raises `LakeError` when the snapshot is missing, cannot be read, or is not what its name says.
    """
    with shared() as connection:
        relation = scan(connection, folder, table, sha256)
        return [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]


def file_of(folder: Path, table: str, sha256: str) -> Path:
    """The Parquet file of a snapshot, for who asks a little of much: it is hashed only when it was
    written to since that was last done, by any process. Raises `LakeError` as `read` does."""
    path = folder / manifest(folder, table, sha256).file
    _sound_since(folder, table, sha256, _state(path))
    return path


@lru_cache(maxsize=1024)
def _sound_since(folder: Path, table: str, sha256: str, state: _State) -> None:
    path = folder / _file(table, sha256)
    if _sealed(path) != state:
        _sound(folder, table, sha256)
        _seal(path, state)


def snapshots(folder: Path) -> list[Snapshot]:
    """All snapshots in the lake, by table; what is damaged is left out."""
    found = []
    for file in sorted(folder.glob("*.parquet")):
        try:
            found.append(_read_manifest(file.with_suffix(".json")))
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return found


def collect(folder: Path, pinned: Collection[tuple[str, str]]) -> list[Snapshot]:
    """Remove every snapshot that nothing pins, by table and hash, what is derived from it, and what
    a broken-off writing left; tells what was removed. Who writes at the same time is not disturbed,
    but may be told of a snapshot that is removed here: who goes on to pin it looks whether it is
    there (`manifest`).
    """
    removed = [one for one in snapshots(folder) if (one.table, one.sha256) not in set(pinned)]
    for one in removed:
        for file in (folder / one.file, (folder / one.file).with_suffix(".json")):
            file.unlink(missing_ok=True)
    for suffix in (*DERIVED, _SEAL):
        for file in folder.glob(f"*{suffix}"):
            if not file.with_suffix(".parquet").exists():
                file.unlink(missing_ok=True)
    for name in {left.name.removesuffix(_LOCK) for left in folder.glob(f"{_SCRATCH}*")}:
        _unless_written_in(folder / name)
    return removed


@contextmanager
def scratch_in(folder: Path) -> Iterator[Path]:
    """A folder to write a snapshot in, known by its lock as one that is in use."""
    scratch = folder / f"{_SCRATCH}{uuid4().hex}"
    with FileLock(_lock_of(scratch)):
        scratch.mkdir()
        try:
            yield scratch
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
            _lock_of(scratch).unlink(missing_ok=True)


def _unless_written_in(scratch: Path) -> None:
    """Remove what a writing left, if that is over."""
    try:
        with FileLock(_lock_of(scratch), timeout=0):
            shutil.rmtree(scratch, ignore_errors=True)
            _lock_of(scratch).unlink(missing_ok=True)
    except Timeout:
        return


def _lock_of(scratch: Path) -> Path:
    return scratch.with_name(scratch.name + _LOCK)


def _wrong(what: str) -> LakeError:
    return LakeError(f"{what}: load the case or source again")


def _file(table: str, sha256: str) -> str:
    return f"{table}-{sha256[:16]}.parquet"


def _read_manifest(file: Path) -> Snapshot:
    told = json.loads(file.read_text(encoding="utf-8"))
    origin = told.pop("origin")
    known = {field.name for field in fields(Origin)}
    if set(origin) - known:
        raise ValueError("another kind of manifest")
    return Snapshot(**told, origin=Origin(**origin | {"warnings": tuple(origin["warnings"])}))


def _sound(folder: Path, table: str, sha256: str) -> Snapshot:
    """The manifest of a snapshot whose file is the one that was written."""
    snapshot = manifest(folder, table, sha256)
    if (snapshot.table, snapshot.sha256) != (table, sha256):
        raise LakeError(
            f"the manifest of {snapshot.file} was changed: load the case or source again"
        )
    if _hash_of_file(folder / snapshot.file) != snapshot.parquet_sha256:
        raise _wrong(f"the snapshot {snapshot.file} was changed")
    return snapshot


def _state(path: Path) -> _State:
    """What a file system changes with every writing to a file."""
    found = path.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns


def _sealed(path: Path) -> _State | None:
    try:
        inode, size, written = map(int, path.with_suffix(_SEAL).read_text("ascii").split())
    except (OSError, ValueError):
        return None
    return inode, size, written


def _seal(path: Path, state: _State) -> None:
    """Write down in which state a file was found sound. Nothing rests on it: a lake that cannot be
    written to has its files hashed by each process."""
    with suppress(OSError), scratch_in(path.parent) as scratch:
        seal = scratch / "seal"
        seal.write_text(" ".join(map(str, state)) + "\n", "ascii")
        seal.replace(path.with_suffix(_SEAL))


def _content(file: Path, columns: Mapping[str, str]) -> tuple[int, str]:
    """The number of rows in a Parquet file, and the hash of its content.

    That is the SHA-256 of the columns and of the sum over all rows of the MD5 of each with its
    number: sums do not need the rows together. Damage is not found by it but by the hash of the
    file, so nothing rests on how hard it is to make two tables with one sum.
    """
    cells = ", ".join(f'"{name}"' for name in columns)
    line = f"file_row_number::VARCHAR || json_array({cells})::VARCHAR"
    with shared() as connection:
        whole = connection.read_parquet(str(file), file_row_number=True)
        rows, upper, lower = (
            whole.project(f"{line} AS line")
            .aggregate("count(*), sum(md5_number_upper(line)), sum(md5_number_lower(line))")
            .fetchall()[0]
        )
    content = json.dumps([list(columns.items()), rows, upper, lower], ensure_ascii=False)
    return rows, hashlib.sha256(content.encode()).hexdigest()


def _hash_of_file(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _settle(path: Path) -> None:
    """Have what is written to a file or folder on the disk before what follows."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
