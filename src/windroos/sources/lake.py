"""The evidence lake: tables of figures, kept as immutable Parquet snapshots with a manifest.

A snapshot is named by the hash of its content, so the same content is one snapshot, whoever
writes it and however often; nothing is ever overwritten. Reading and writing is DuckDB's work.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb

# The types of a Table Schema, as DuckDB names them.
_TYPES = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN"}


class LakeError(RuntimeError):
    """A snapshot is missing or is not what its name says; the message tells what to do."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the manifest of a snapshot says; `sha256` is that of the content, not of the file."""

    table: str
    sha256: str
    rows: int
    columns: Mapping[str, str]
    source: str
    licence: str

    @property
    def file(self) -> str:
        return f"{self.table}-{self.sha256[:16]}.parquet"


def write(
    folder: Path,
    table: str,
    columns: Mapping[str, str],
    rows: Sequence[Mapping[str, Any]],
    *,
    source: str,
    licence: str,
) -> Snapshot:
    """Keep rows as a snapshot; `columns` gives the Table Schema type of each column.

    Writing what is there already does nothing. The files appear whole or not at all.
    """
    cells = [[row[name] for name in columns] for row in rows]
    content = _content_hash(columns, cells)
    snapshot = Snapshot(table, content, len(rows), dict(columns), source, licence)
    path = folder / snapshot.file
    if _is_sound(folder, snapshot):
        return snapshot
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".new-") as scratch:
        new = Path(scratch) / snapshot.file
        defined = ", ".join(f'"{name}" {_TYPES[kind]}' for name, kind in columns.items())
        marks = ", ".join("?" for _ in columns)
        with duckdb.connect() as connection:
            connection.execute(f"CREATE TABLE snapshot ({defined})")
            if cells:
                insert = f"INSERT INTO snapshot VALUES ({marks})"  # noqa: S608 (question marks)
                connection.executemany(insert, cells)
            connection.table("snapshot").write_parquet(str(new))
        manifest = new.with_suffix(".json")
        manifest.write_text(
            json.dumps(asdict(snapshot), indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
        )
        manifest.replace(path.with_suffix(".json"))
        new.replace(path)
    return snapshot


def read(folder: Path, table: str, sha256: str) -> list[dict[str, Any]]:
    """The rows of a snapshot, in the order in which they were written.

    Raises `LakeError` when the snapshot is missing, cannot be read, or is not what its name says.
    """
    path = folder / f"{table}-{sha256[:16]}.parquet"
    manifest = path.with_suffix(".json")
    if not path.is_file() or not manifest.is_file():
        raise LakeError(f"the snapshot {path.name} is not in {folder}: load the case again")
    try:
        columns = json.loads(manifest.read_text(encoding="utf-8"))["columns"]
        rows = _rows(path)
    except (duckdb.Error, ValueError, KeyError) as error:
        raise LakeError(f"the snapshot {path.name} is damaged: load the case again") from error
    cells = [[row.get(name) for name in columns] for row in rows]
    if _content_hash(columns, cells) != sha256:
        raise LakeError(f"the snapshot {path.name} was changed: load the case again")
    return rows


def _rows(path: Path) -> list[dict[str, Any]]:
    with duckdb.connect() as connection:
        written = connection.read_parquet(str(path), file_row_number=True)
        rows = written.order("file_row_number").fetchall()
        names = [name for name in written.columns if name != "file_row_number"]
        return [dict(zip(names, row, strict=False)) for row in rows]


def _is_sound(folder: Path, snapshot: Snapshot) -> bool:
    try:
        read(folder, snapshot.table, snapshot.sha256)
    except LakeError:
        return False
    return True


def _content_hash(columns: Mapping[str, str], cells: Sequence[Sequence[Any]]) -> str:
    content = json.dumps([list(columns.items()), cells], ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()
