"""A table as Parquet: the same rows, with their types, and nothing where nothing is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb

from windroos.report.table_file import Column
from windroos.report.table_parquet import as_parquet

COLUMNS = [
    Column("name", "string"),
    Column("day", "date"),
    Column("year", "year"),
    Column("count", "integer"),
    Column("share", "number"),
    Column("sings", "boolean"),
]
ROWS = [
    {"name": "=Zoë", "day": date(2024, 2, 29), "year": 2024, "count": 0, "share": 0.1},
    {"name": "", "day": None, "count": 2**53, "share": float("nan"), "sings": False},
    {"name": None, "share": 5.0, "sings": True},
]


def read(content: bytes, folder: Path) -> tuple[list[str], list[str], list[tuple]]:
    file = folder / "table.parquet"
    file.write_bytes(content)
    with duckdb.connect() as connection:
        found = connection.execute("SELECT * FROM read_parquet(?)", [str(file)])
        described = found.description or []
        return [d[0] for d in described], [str(d[1]) for d in described], found.fetchall()


def test_rows_come_back_with_their_types(tmp_path: Path) -> None:
    names, kinds, rows = read(as_parquet(COLUMNS, ROWS), tmp_path)
    assert names == ["name", "day", "year", "count", "share", "sings"]
    assert kinds == ["VARCHAR", "DATE", "BIGINT", "BIGINT", "DOUBLE", "BOOLEAN"]
    assert rows == [
        # No apostrophe before a formula: nothing runs it here.
        ("=Zoë", date(2024, 2, 29), 2024, 0, 0.1, None),
        ("", None, None, 2**53, None, False),
        (None, None, None, None, 5.0, True),
    ]


def test_a_table_without_rows_has_its_columns(tmp_path: Path) -> None:
    names, _kinds, rows = read(as_parquet(COLUMNS, []), tmp_path)
    assert (len(names), rows) == (6, [])


def test_many_rows_keep_their_order_and_the_same_table_is_the_same_file(tmp_path: Path) -> None:
    rows = [{"name": str(n), "count": n} for n in range(300_000)]
    made = as_parquet(COLUMNS, rows)
    assert [row[3] for row in read(made, tmp_path)[2]] == list(range(300_000))
    assert as_parquet(COLUMNS, rows) == made
