"""Snapshots of figures: immutable, named by their content, with a manifest."""

import json
from pathlib import Path

import duckdb
import pytest

from windroos.sources import lake

COLUMNS = {"region": "string", "year": "integer", "value": "number", "own": "boolean"}
ROWS = [
    {"region": "NL", "year": 2020, "value": 0.1 + 0.2, "own": True},
    {"region": "BE", "year": 2021, "value": None, "own": False},
]


def write(folder: Path, rows: list = ROWS) -> lake.Snapshot:
    return lake.write(folder, "figures", COLUMNS, rows, source="test", licence="CC0")


def test_rows_come_back_as_they_went_in(tmp_path: Path) -> None:
    snapshot = write(tmp_path)
    assert lake.read(tmp_path, "figures", snapshot.sha256) == ROWS


def test_missing_is_missing_and_zero_is_zero(tmp_path: Path) -> None:
    rows = [{"region": "NL", "year": 2020, "value": value, "own": None} for value in (0.0, None)]
    snapshot = write(tmp_path, rows)
    assert [row["value"] for row in lake.read(tmp_path, "figures", snapshot.sha256)] == [0.0, None]


def test_an_empty_table_is_a_snapshot_too(tmp_path: Path) -> None:
    snapshot = write(tmp_path, [])
    assert lake.read(tmp_path, "figures", snapshot.sha256) == []


def test_the_same_content_is_one_snapshot_and_other_content_another(tmp_path: Path) -> None:
    first = write(tmp_path)
    kept = (tmp_path / first.file).stat().st_mtime_ns
    assert write(tmp_path) == first
    assert (tmp_path / first.file).stat().st_mtime_ns == kept
    assert write(tmp_path, ROWS[:1]).sha256 != first.sha256
    assert len(list(tmp_path.glob("*.parquet"))) == 2


def test_the_manifest_says_what_it_is(tmp_path: Path) -> None:
    snapshot = write(tmp_path)
    manifest = json.loads((tmp_path / snapshot.file).with_suffix(".json").read_text())
    assert manifest["rows"] == 2
    assert manifest["columns"] == COLUMNS
    assert (manifest["source"], manifest["licence"]) == ("test", "CC0")


def test_anything_that_reads_parquet_can_read_it(tmp_path: Path) -> None:
    snapshot = write(tmp_path)
    with duckdb.connect() as connection:
        total = connection.execute(
            "SELECT sum(year) FROM read_parquet(?)", [str(tmp_path / snapshot.file)]
        ).fetchall()
    assert total == [(4041,)]


def test_a_snapshot_that_is_gone_or_damaged_is_told(tmp_path: Path) -> None:
    snapshot = write(tmp_path)
    (tmp_path / snapshot.file).write_bytes(b"not parquet")
    with pytest.raises(lake.LakeError, match="damaged"):
        lake.read(tmp_path, "figures", snapshot.sha256)
    assert write(tmp_path) == snapshot, "writing it again mends it"
    assert lake.read(tmp_path, "figures", snapshot.sha256) == ROWS
    other = write(tmp_path / "other", [{**ROWS[0], "value": 0.6}, ROWS[1]])
    (tmp_path / snapshot.file).write_bytes((tmp_path / "other" / other.file).read_bytes())
    with pytest.raises(lake.LakeError, match="was changed"):
        lake.read(tmp_path, "figures", snapshot.sha256)
    (tmp_path / snapshot.file).unlink()
    with pytest.raises(lake.LakeError, match="load the case again"):
        lake.read(tmp_path, "figures", snapshot.sha256)


def test_a_folder_with_a_quote_in_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "'s-Hertogenbosch"
    snapshot = write(folder)
    assert lake.read(folder, "figures", snapshot.sha256) == ROWS
