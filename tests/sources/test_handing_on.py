"""A snapshot as a file for others: the same rows in each form, and nothing of our own machine."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from windroos.sources import handing_on, lake
from windroos.sources.handing_on import file, forget
from windroos.sources.lake import LakeError, Origin, Snapshot

COLUMNS = {"region": "string", "value": "number", "level": "integer", "dimensions": "object"}
ROWS: list[dict[str, Any]] = [
    {"region": "NL41", "value": 0.1, "level": 2, "dimensions": {"sex": "T", "ağe": '"all", x'}},
    {"region": "=1+1", "value": None, "level": None, "dimensions": {}},
    {"region": "", "value": float("inf"), "level": 0, "dimensions": None},
    {"region": None, "value": -0.0, "level": -5, "dimensions": None},
    {"region": "twee\nregels", "value": 12345678.9, "level": 1, "dimensions": None},
]
HASH = "ab" * 32


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "lake"


@pytest.fixture
def made(tmp_path: Path) -> Path:
    return tmp_path / "made"


@pytest.fixture
def snapshot(folder: Path) -> Snapshot:
    origin = Origin(
        "wgi", "CC BY 4.0", "https://www.worldbank.org/x.xlsx", "2026-01-01T00:00:00Z", HASH
    )
    return lake.write(folder, "observations", COLUMNS, ROWS, origin)


def test_csv_is_as_tables_are(folder: Path, made: Path, snapshot: Snapshot) -> None:
    content = file(folder, made, snapshot.table, snapshot.sha256, "csv").read_bytes()
    assert content.startswith("\ufeffregion,value,level,dimensions\r\n".encode())
    lines = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [line["region"] for line in lines] == ["NL41", "'=1+1", "", "", "twee\nregels"]
    # What is not a number is not there, and zero is zero.
    assert [line["value"] for line in lines] == ["0.1", "", "", "-0.0", "12345678.9"]
    assert json.loads(lines[0]["dimensions"]) == ROWS[0]["dimensions"]
    assert (lines[1]["dimensions"], lines[2]["dimensions"]) == ("{}", "")


def test_json_says_where_it_comes_from(folder: Path, made: Path, snapshot: Snapshot) -> None:
    content = file(folder, made, snapshot.table, snapshot.sha256, "json").read_text("utf-8")
    data = json.loads(content, parse_constant=lambda text: pytest.fail(text))
    assert data["rows"] == [*ROWS[:2], {**ROWS[2], "value": None}, *ROWS[3:]]
    assert (data["source"], data["licence"], data["fileSha256"]) == ("wgi", "CC BY 4.0", HASH)
    assert data["address"] == "https://www.worldbank.org/x.xlsx"
    assert (data["sha256"], data["count"]) == (snapshot.sha256, 5)
    assert [(f["name"], f["type"]) for f in data["fields"]] == list(COLUMNS.items())


def test_a_snapshot_without_rows_is_a_file_too(folder: Path, made: Path) -> None:
    empty = lake.write(folder, "observations", COLUMNS, [], Origin("wgi", "CC BY 4.0"))
    data = json.loads(file(folder, made, empty.table, empty.sha256, "json").read_text("utf-8"))
    assert data["rows"] == []


def test_parquet_is_the_file_of_the_lake(folder: Path, made: Path, snapshot: Snapshot) -> None:
    path = file(folder, made, snapshot.table, snapshot.sha256, "parquet")
    assert path.parent == folder
    assert not made.exists()
    with duckdb.connect() as connection:
        assert len(connection.read_parquet(str(path)).fetchall()) == len(ROWS)


def test_where_a_file_lay_on_our_disk_is_told_to_nobody(folder: Path, made: Path) -> None:
    origin = Origin("wgi", "CC BY 4.0", "/home/anna/Downloads/wgi.xlsx")
    one = lake.write(folder, "observations", COLUMNS, ROWS[:1], origin)
    content = file(folder, made, one.table, one.sha256, "json").read_text("utf-8")
    assert "anna" not in content
    assert json.loads(content)["address"] is None


def test_it_is_made_once(folder: Path, made: Path, snapshot: Snapshot) -> None:
    first = file(folder, made, snapshot.table, snapshot.sha256, "csv")
    before = first.stat()
    assert file(folder, made, snapshot.table, snapshot.sha256, "csv") == first
    assert first.stat().st_mtime_ns == before.st_mtime_ns
    assert [path.name for path in made.iterdir()] == [first.name]


def test_what_left_the_lake_is_forgotten(folder: Path, made: Path, snapshot: Snapshot) -> None:
    path = file(folder, made, snapshot.table, snapshot.sha256, "csv")
    assert forget(folder, made) == []
    lake.collect(folder, [])
    assert forget(folder, made) == [path]
    assert not path.exists()
    with pytest.raises(LakeError):
        file(folder, made, snapshot.table, snapshot.sha256, "csv")


def test_another_form_is_refused(folder: Path, made: Path, snapshot: Snapshot) -> None:
    with pytest.raises(ValueError, match="no form xlsx"):
        file(folder, made, snapshot.table, snapshot.sha256, "xlsx")


def test_many_rows_keep_their_order_in_bounded_memory(folder: Path, made: Path) -> None:
    with duckdb.connect() as connection:
        rows = connection.sql(
            "SELECT 'NL' AS region, i::DOUBLE AS value, i AS level, "
            "MAP {'sex': 'T'} AS dimensions FROM range(1000000) AS t(i)"
        )
        big = lake.keep(folder, "observations", rows, Origin("wgi", "CC BY 4.0"))
    path = file(folder, made, big.table, big.sha256, "csv")
    with path.open(encoding="utf-8-sig", newline="") as lines:
        numbers = [int(line[2]) for line in csv.reader(lines) if line[2] != "level"]
    assert numbers == list(range(1_000_000))
    assert handing_on.FORMS == ("csv", "json", "parquet")
