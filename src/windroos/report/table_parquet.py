"""A table as a Parquet file, for programs that read many rows: types and empty cells are kept."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

import duckdb

from windroos.report.table_file import Column, Row, as_plain

# The types of a Table Schema, as DuckDB names them.
_TYPES = {
    "string": "VARCHAR",
    "integer": "BIGINT",
    "year": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
}

_databases: dict[int, duckdb.DuckDBPyConnection] = {}


def as_parquet(columns: Sequence[Column], rows: Sequence[Row]) -> bytes:
    """The rows as they are; the same table, the same bytes (by one version of DuckDB)."""
    types = {column.name: _TYPES[column.kind] for column in columns}
    with tempfile.TemporaryDirectory() as folder, _database().cursor() as connection:
        lines, out = Path(folder) / "rows.jsonl", Path(folder) / "rows.parquet"
        with lines.open("w", encoding="utf-8") as file:
            for row in rows:
                plain = {name: as_plain(row.get(name)) for name in types}
                file.write(json.dumps(plain, ensure_ascii=False) + "\n")
        connection.read_json(str(lines), columns=types, format="newline_delimited").write_parquet(
            str(out)
        )
        return out.read_bytes()


def _database() -> duckdb.DuckDBPyConnection:
    """The database of this process, which takes longer to make than most files; one that came along
    from the process before a fork has no threads any more, and is left alone.

    One thread: with several, rows may come in another order.
    """
    process = os.getpid()
    if process not in _databases:
        _databases[process] = duckdb.connect(config={"threads": 1})
    return _databases[process]
