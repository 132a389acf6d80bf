"""DuckDB, as the sources use it."""

from __future__ import annotations

import duckdb


def connected(path: str = ":memory:", **config: str | int) -> duckdb.DuckDBPyConnection:
    """A database that prints nothing: its bar of progress would stand within what a command says.

    `config` is what DuckDB is told at the start, such as its `memory_limit`.
    """
    connection = duckdb.connect(path, config={**config})
    connection.execute("SET enable_progress_bar = false")
    return connection
