"""DuckDB, as the sources use it."""

from __future__ import annotations

import os
from threading import Lock

import duckdb

# By process and by what each was told at the start.
_databases: dict[tuple[object, ...], duckdb.DuckDBPyConnection] = {}
_lock = Lock()


def connected(path: str = ":memory:", **config: str | int) -> duckdb.DuckDBPyConnection:
    """A database that prints nothing: its bar of progress would stand within what a command says.

    `config` is what DuckDB is told at the start, such as its `memory_limit`.
    """
    return _silent(duckdb.connect(path, config={**config}))


def shared(**config: str | int) -> duckdb.DuckDBPyConnection:
    """A connection to the database in memory that this process has for all who tell it the same.

    Making a database takes longer than most answers. Whoever shares one makes temporary tables and
    views alone, which no other connection sees. A database that came along from the process before
    a fork has no threads any more, so that it must be left alone.
    """
    # The system keeps what was read of a file; twice would be memory for nothing.
    config = {"enable_external_file_cache": False, **config}
    key = (os.getpid(), *sorted(config.items()))
    with _lock:
        if key not in _databases:
            _databases[key] = duckdb.connect(config={**config})
        return _silent(_databases[key].cursor())


def _silent(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    connection.execute("SET enable_progress_bar = false")
    return connection
