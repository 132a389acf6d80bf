"""What there is in a snapshot of observations: two small tables derived from it, kept beside it.

Nothing rests on them: they are made again when they are not there or cannot be read. One has a row
for each combination of indicator, dimensions and unit, with the rows of the snapshot between which
it stands; the other a row for each indicator.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from windroos.sources import lake
from windroos.sources.database import connected, shared
from windroos.sources.staging import literal

TABLE = "observations"
SERIES, INDICATORS = lake.DERIVED
_MEMORY_ASKING, _MEMORY_MAKING = "512MB", "1GB"

_QUERIES = {
    SERIES: """
        SELECT indicator, dimensions, unit, min(file_row_number) AS first_row,
            max(file_row_number) AS last_row, count(*) AS "rows",
            count(*) - count(value) AS missing, min(period) AS first, max(period) AS last
        FROM snapshot GROUP BY indicator, dimensions, unit ORDER BY first_row
    """,
    INDICATORS: """
        WITH told AS (
            SELECT indicator, list_sort(list(DISTINCT unit), 'ASC', 'NULLS LAST') AS units,
                count(DISTINCT region_given) AS regions,
                min(period) AS first, max(period) AS last, count(*) AS "rows",
                count(*) - count(value) AS missing
            FROM snapshot GROUP BY indicator
        ),
        entries AS (
            SELECT indicator, entry.key AS name, count(DISTINCT entry.value) AS codes
            FROM (SELECT indicator, unnest(map_entries(dimensions)) AS entry FROM series)
            GROUP BY indicator, entry.key
        ),
        dimensions AS (
            SELECT indicator, map(list(name ORDER BY name), list(codes ORDER BY name)) AS dimensions
            FROM entries GROUP BY indicator
        )
        SELECT told.*, coalesce(dimensions, MAP {}::MAP(VARCHAR, BIGINT)) AS dimensions
        FROM told LEFT JOIN dimensions USING (indicator) ORDER BY indicator
    """,
}


@contextmanager
def opened(folder: Path, sha256: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with the views `snapshot` (the rows, with `file_row_number`), `series` and
    `indicators`. Raises `LakeError` when the snapshot is missing or was changed."""
    snapshot = lake.file_of(folder, TABLE, sha256)
    spill = Path(tempfile.gettempdir()) / f"windroos-looking-{os.getpid()}"
    config = {"memory_limit": _MEMORY_ASKING, "temp_directory": str(spill)}
    with shared(**config) as connection:
        _see(connection, "snapshot", snapshot, "file_row_number = true")
        for suffix in lake.DERIVED:
            derived = snapshot.with_suffix(suffix)
            try:
                _see(connection, suffix[1:], derived)
            except duckdb.Error:
                _make(snapshot, suffix)
                _see(connection, suffix[1:], derived)
        yield connection


def derive(folder: Path, sha256: str) -> None:
    """Makes both tables, unless they are there: so that the first who asks need not wait."""
    with opened(folder, sha256):
        return


def _see(
    connection: duckdb.DuckDBPyConnection, name: str, path: Path, option: str | None = None
) -> None:
    arguments = ", ".join([literal(str(path)), *([option] if option else [])])
    connection.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS FROM read_parquet({arguments})")


def _make(snapshot: Path, suffix: str) -> None:
    """Two who make it at once put the same in the same place, each whole."""
    path = snapshot.with_suffix(suffix)
    with lake.scratch_in(path.parent) as scratch:
        config = {"memory_limit": _MEMORY_MAKING, "temp_directory": str(scratch / "spill")}
        with connected(**config) as connection:
            _see(connection, "snapshot", snapshot, "file_row_number = true")
            if suffix != SERIES:
                _see(connection, "series", snapshot.with_suffix(SERIES))
            new = scratch / path.name
            connection.sql(_QUERIES[suffix]).write_parquet(str(new))
        new.replace(path)
