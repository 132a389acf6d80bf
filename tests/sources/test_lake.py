"""Snapshots of figures: immutable, named by their content, with a manifest."""

import hashlib
import json
import math
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import IO, Any

import duckdb
import pytest

from windroos.sources import lake

COLUMNS = {"region": "string", "year": "integer", "value": "number", "own": "boolean"}
ROWS = [
    {"region": "NL", "year": 2020, "value": 0.1 + 0.2, "own": True},
    {"region": "BE", "year": 2021, "value": None, "own": False},
]


ORIGIN = lake.Origin("test", "CC0", "https://example.org/f.csv", warnings=("row 3: no code",))


def write(folder: Path, rows: list = ROWS) -> lake.Snapshot:
    return lake.write(folder, "figures", COLUMNS, rows, ORIGIN)


def test_rows_come_back_as_they_went_in(tmp_path: Path) -> None:
    snapshot = write(tmp_path)
    assert lake.read(tmp_path, "figures", snapshot.sha256) == ROWS


def test_missing_is_missing_and_zero_is_zero(tmp_path: Path) -> None:
    rows = [{"region": "NL", "year": 2020, "value": value, "own": None} for value in (0.0, None)]
    snapshot = write(tmp_path, rows)
    assert [row["value"] for row in lake.read(tmp_path, "figures", snapshot.sha256)] == [0.0, None]


def test_values_of_every_kind_come_back_to_the_last_digit(tmp_path: Path) -> None:
    columns = {
        "text": "string",
        "count": "integer",
        "value": "number",
        "own": "boolean",
        "day": "date",
        "names": "object",
    }
    days = [date(2020, 2, 29), None]
    texts = ["12", 'é "quoted"\n€\t\\', "null", ""]
    counts = [2**63 - 1, -(2**63), 0, None]
    values = [0.1 + 0.2, 5e-324, -1.7976931348623157e308, math.inf]
    rows = [
        dict(zip(columns, row, strict=True))
        for row in zip(
            texts, counts, values, [True, False, None, True], days * 2,
            [{"a b": "c"}, {"1": "x", "y": ""}, {}, None], strict=True,
        )
    ]  # fmt: skip
    kept = lake.write(tmp_path, "figures", columns, rows, ORIGIN)
    assert lake.read(tmp_path, "figures", kept.sha256) == rows
    nothing = lake.write(tmp_path, "figures", {"value": "number"}, [{"value": math.nan}], ORIGIN)
    ((found,),) = (row.values() for row in lake.read(tmp_path, "figures", nothing.sha256))
    assert math.isnan(found)


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
    assert (manifest["origin"]["source"], manifest["origin"]["licence"]) == ("test", "CC0")
    assert lake.manifest(tmp_path, "figures", snapshot.sha256) == snapshot
    assert lake.snapshots(tmp_path) == [snapshot]


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
    with pytest.raises(lake.LakeError, match="was changed"):
        lake.read(tmp_path, "figures", snapshot.sha256)
    assert write(tmp_path) == snapshot, "writing it again mends it"
    assert lake.read(tmp_path, "figures", snapshot.sha256) == ROWS
    other = write(tmp_path / "other", [{**ROWS[0], "value": 0.6}, ROWS[1]])
    (tmp_path / snapshot.file).write_bytes((tmp_path / "other" / other.file).read_bytes())
    with pytest.raises(lake.LakeError, match="was changed"):
        lake.read(tmp_path, "figures", snapshot.sha256)
    (tmp_path / snapshot.file).unlink()
    with pytest.raises(lake.LakeError, match="load the case or source again"):
        lake.read(tmp_path, "figures", snapshot.sha256)


def test_a_manifest_that_was_changed_is_told(tmp_path: Path) -> None:
    snapshot = write(tmp_path)
    file = (tmp_path / snapshot.file).with_suffix(".json")
    told = file.read_text()
    file.write_text(told.replace(snapshot.sha256, "0" * 64))
    with pytest.raises(lake.LakeError, match="was changed"):
        lake.read(tmp_path, "figures", snapshot.sha256)
    for broken in ("", "[]", told.replace('"rows"', '"lines"'), told.replace('"licence"', '"x"')):
        file.write_text(broken)
        with pytest.raises(lake.LakeError, match="damaged"):
            lake.read(tmp_path, "figures", snapshot.sha256)
        assert lake.snapshots(tmp_path) == []
    assert write(tmp_path) == snapshot
    assert lake.read(tmp_path, "figures", snapshot.sha256) == ROWS


def test_a_file_is_hashed_again_only_when_it_was_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By whatever process: each forgets here what it knew of the file."""
    hashed: list[str] = []

    def digest(file: IO[bytes], name: str) -> Any:
        hashed.append(Path(file.name).name)
        return hashlib.new(name, file.read())

    def found() -> Path:
        lake._sound_since.cache_clear()
        return lake.file_of(tmp_path, "figures", snapshot.sha256)

    snapshot = write(tmp_path)
    monkeypatch.setattr(hashlib, "file_digest", digest)
    path = found()
    assert (path, hashed) == (tmp_path / snapshot.file, [])
    path.with_suffix(".seal").write_text("moved from elsewhere")
    assert (found(), found(), hashed) == (path, path, [path.name])
    path.touch()
    assert (found(), found(), len(hashed)) == (path, path, 2)
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    for _ in range(2):
        with pytest.raises(lake.LakeError, match="was changed"):
            found()


def test_a_relation_of_any_size_is_kept_in_its_order(tmp_path: Path) -> None:
    """More rows than DuckDB takes at a time, on as many threads as there are."""
    made = "SELECT i AS year, 'NL' || i % 7 AS region, i / 3 AS value FROM range(300000) AS r(i)"
    with duckdb.connect() as connection:
        first = lake.keep(tmp_path, "observations", connection.sql(made), ORIGIN)
        again = lake.keep(tmp_path, "observations", connection.sql(made), ORIGIN)
        turned = connection.sql(f"{made} ORDER BY i DESC")
        other = lake.keep(tmp_path, "observations", turned, ORIGIN)
        assert first == again
        assert other.sha256 != first.sha256
        assert (first.rows, dict(first.columns)) == (
            300_000,
            {"year": "integer", "region": "string", "value": "number"},
        )
        years = lake.scan(connection, tmp_path, "observations", first.sha256).project("year")
        assert [year for (year,) in years.fetchall()] == list(range(300_000))


def test_where_the_same_content_came_from_is_told_as_it_was_first(tmp_path: Path) -> None:
    first = write(tmp_path)
    later = lake.write(tmp_path, "figures", COLUMNS, ROWS, lake.Origin("elsewhere", "CC0"))
    assert later.origin == first.origin
    assert len(list(tmp_path.glob("*.parquet"))) == 1


def test_what_nothing_pins_is_collected_and_what_a_writing_left(tmp_path: Path) -> None:
    first, second = write(tmp_path), write(tmp_path, ROWS[:1])
    (tmp_path / ".new-left").mkdir()
    assert lake.collect(tmp_path, [("figures", first.sha256)]) == [second]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        str(Path(first.file).with_suffix(suffix)) for suffix in (".parquet", ".json", ".seal")
    )
    assert lake.read(tmp_path, "figures", first.sha256) == ROWS


def test_a_writing_that_is_killed_leaves_nothing_that_is_taken_for_a_snapshot(
    tmp_path: Path,
) -> None:
    """Killed at many moments: what stands there is whole, or is not there and can be made again."""
    program = (
        "import sys, pathlib; from windroos.sources import lake\n"
        "from tests.sources.test_lake import COLUMNS, ORIGIN, ROWS\n"
        "for n in range(10_000):\n"
        "    rows = [{**ROWS[0], 'year': n}] * 50\n"
        "    lake.write(pathlib.Path(sys.argv[1]), 'figures', COLUMNS, rows, ORIGIN)\n"
        "    print('written', flush=True)\n"
    )
    for moment in (0.02, 0.05, 0.11, 0.2):
        writing = subprocess.Popen(
            [sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE
        )
        assert writing.stdout is not None
        writing.stdout.readline()
        time.sleep(moment)
        writing.kill()
        writing.communicate()
    found = lake.snapshots(tmp_path)
    assert found
    for one in found:
        assert len(lake.read(tmp_path, "figures", one.sha256)) == 50
    assert lake.collect(tmp_path, [("figures", one.sha256) for one in found]) == []
    assert not list(tmp_path.glob(".new-*"))


def test_a_folder_with_a_quote_in_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "'s-Hertogenbosch"
    snapshot = write(folder)
    assert lake.read(folder, "figures", snapshot.sha256) == ROWS
