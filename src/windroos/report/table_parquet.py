"""A table as a Parquet file, for programs that read many rows: types and empty cells are kept."""

from __future__ import annotations

import json
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


def as_parquet(columns: Sequence[Column], rows: Sequence[Row]) -> bytes:
    """The rows as they are; the same table, the same bytes (by one version of DuckDB)."""
    types = {column.name: _TYPES[column.kind] for column in columns}
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
        lines, out = Path(folder) / "rows.jsonl", Path(folder) / "rows.parquet"
        with lines.open("w", encoding="utf-8") as file:
            for row in rows:
                plain = {name: as_plain(row.get(name)) for name in types}
                file.write(json.dumps(plain, ensure_ascii=False) + "\n")
        # One thread: with several, rows may come in another order.
        connection.execute("SET threads = 1")
        connection.read_json(str(lines), columns=types, format="newline_delimited").write_parquet(
            str(out)
        )
        return out.read_bytes()
