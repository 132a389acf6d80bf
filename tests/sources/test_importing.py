"""A publisher's files become one snapshot in the lake, or the lake stays as it was."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from tests.sources.publisher import Publisher, file
from tests.sources.reading import workbook, written
from tests.sources.test_bringing import BULK as PATENTS_BULK
from tests.sources.test_bringing import (
    NEWER,
    NEWER_ROOT,
    OLDER,
    OLDER_ROOT,
    PATENTS,
    WORLD_BANK,
    brought,
    path_of,
)
from tests.sources.test_trade_and_services import PROPERTIES, TYPED, odata, page

from windroos.sources import lake
from windroos.sources.asked import Asked, asked
from windroos.sources.importing import Cancelled, Taken, take_in
from windroos.sources.mapping import dataset_of
from windroos.sources.shape import COLUMNS, KEYS, Options, Reading, SourceError, Workspace
from windroos.sources.staging import stage_rows

TSV = "freq,unit,geo\\TIME_PERIOD\t2011 \t2012 \nA,NR,NL41\t1503.2 \t1616.83 e\nA,NR,DE91\t: \t0 \n"


def patents(folder: Path, text: str = TSV) -> Path:
    return written(folder / "pat_ep_rtot.tsv.gz", gzip.compress(text.encode(), mtime=0))


def rows(folder: Path, taken: Taken) -> list[dict[str, Any]]:
    return lake.read(folder, taken.snapshot.table, taken.snapshot.sha256)


def test_a_file_becomes_a_snapshot_with_its_origin(tmp_path: Path) -> None:
    path, folder = patents(tmp_path), tmp_path / "lake"
    taken = take_in(folder, PATENTS, [path], address="https://x.example/", fetched="2026-11-30")
    (manifest,) = lake.snapshots(folder)
    assert manifest == taken.snapshot
    assert (manifest.table, manifest.rows) == ("observations", 4)
    assert manifest.origin == taken.origin
    assert manifest.origin.source == "eurostat-patents"
    assert manifest.origin.licence.startswith("CC BY 4.0")
    assert (manifest.origin.address, manifest.origin.fetched) == (
        "https://x.example/",
        "2026-11-30",
    )
    assert manifest.origin.file_sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    values = {(row["region"], row["period"]): row["value"] for row in rows(folder, taken)}
    # A colon is a missing figure, and 0 is none.
    assert values == {
        ("NL41", "2011"): 1503.2,
        ("NL41", "2012"): 1616.83,
        ("DE91", "2011"): None,
        ("DE91", "2012"): 0.0,
    }
    assert [row["flag"] for row in rows(folder, taken)] == [None, None, None, "e"]


def test_the_same_figures_in_another_order_are_the_same_snapshot(tmp_path: Path) -> None:
    head, *lines = TSV.splitlines(keepends=True)
    first = take_in(tmp_path / "lake", PATENTS, [patents(tmp_path)])
    turned = take_in(
        tmp_path / "lake", PATENTS, [patents(tmp_path, head + "".join(reversed(lines)))]
    )
    assert (first.new, turned.new) == (True, False)
    assert turned.snapshot == first.snapshot
    assert turned.origin.file_sha256 != first.origin.file_sha256
    other = take_in(tmp_path / "lake", PATENTS, [patents(tmp_path, TSV.replace("0 \n", "1 \n"))])
    assert other.new
    assert len(lake.snapshots(tmp_path / "lake")) == 2


def test_what_was_odd_is_told_and_kept(tmp_path: Path) -> None:
    text = TSV + "A,NR,EU27_2020\t5 \t6 \n"
    taken = take_in(tmp_path / "lake", PATENTS, [patents(tmp_path, text)])
    (warning,) = taken.warnings
    assert (warning.code, warning.values["code"]) == ("region", "EU27_2020")
    assert taken.snapshot.origin.warnings == (str(warning),)


SOURCES: dict[str, tuple[Asked, dict[str, str]]] = {
    "eurostat": (PATENTS, {PATENTS_BULK: TSV}),
    "world bank": (
        WORLD_BANK,
        {
            "": page(1, 3, ("NL", "NLD", "2022", 20.2), ("XK", "XKX", "2022", None)),
            "&page=2": page(2, 3, ("1W", "WLD", "2022", 9.8)),
        },
    ),
    "cbs 3": (
        OLDER,
        {
            f"{OLDER_ROOT}/DataProperties?$format=json": PROPERTIES,
            f"{OLDER_ROOT}/TypedDataSet?$format=json": odata(
                TYPED[:1], **{"odata.nextLink": f"{OLDER_ROOT}/TypedDataSet?$format=json&$skip=1"}
            ),
            f"{OLDER_ROOT}/TypedDataSet?$format=json&$skip=1": odata(TYPED[1:]),
        },
    ),
    "cbs 4": (
        NEWER,
        {
            f"{NEWER_ROOT}/MeasureCodes": odata([{"Identifier": "M1", "Unit": "aantal"}]),
            f"{NEWER_ROOT}/Observations": odata(
                [
                    {
                        "Id": 0,
                        "Measure": "M1",
                        "ValueAttribute": "None",
                        "Value": 1_387_643,
                        "StringValue": None,
                        "RegioS": "PV26  ",
                        "Perioden": "2023JJ00",
                    }
                ]
            ),
        },
    ),
}


@pytest.mark.parametrize("source", SOURCES)
def test_brought_in_or_handed_in_it_is_the_same(
    source: str, publisher: Publisher, tmp_path: Path
) -> None:
    one, answers = SOURCES[source]
    first = path_of(one.dataset.addresses(one.options)[0].url)
    local: list[Path] = []
    for number, (path, text) in enumerate(answers.items()):
        publisher.gives(path if path.startswith("/") else first + path, file(text.encode()))
        local.append(written(tmp_path / f"{number}.txt", text))
    found = brought(publisher, one, tmp_path / "in")
    near = take_in(tmp_path / "near", one, local)
    far = take_in(tmp_path / "far", one, found.files, address=found.address, fetched=found.fetched)
    assert far.snapshot.sha256 == near.snapshot.sha256
    assert rows(tmp_path / "far", far) == rows(tmp_path / "near", near)
    assert far.origin.file_sha256 == found.file_sha256 == near.origin.file_sha256
    assert far.origin.fetched == found.fetched


MAPPING = """
id = "mine"
title_nl = "Van mij"
title_en = "Mine"
publisher = "I"
homepage = "https://example.org/"
region = { column = "place", codes = "iso2" }
period = { column = "year" }
indicator = { value = "height" }
value = { column = "metres", unit = "m" }
licence = { name = "CC0", url = "https://example.org/", attribution = "I" }
"""


def test_a_table_in_a_layout_of_ones_own(tmp_path: Path) -> None:
    one = Asked(dataset_of(written(tmp_path / "mine.toml", MAPPING)), {})
    table = written(tmp_path / "table.csv", "year,place,metres\n2022,NL,322.4\n2022,BE,\n")
    taken = take_in(tmp_path / "lake", one, [table])
    assert taken.snapshot.origin.source == "mine"
    found = {row["region"]: row["value"] for row in rows(tmp_path / "lake", taken)}
    assert found == {"NL": 322.4, "BE": None}


def refused(folder: Path, one: Asked, *files: Path) -> list[Any]:
    with pytest.raises(SourceError) as raised:
        take_in(folder, one, files)
    assert not folder.exists() or list(folder.iterdir()) == []
    return list(raised.value.problems)


def test_files_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    folder = tmp_path / "lake"
    (problem,) = refused(folder, PATENTS, tmp_path / "nowhere.tsv")
    assert (problem.code, problem.file) == ("file", str(tmp_path / "nowhere.tsv"))
    assert "is not there" in problem.message
    (problem,) = refused(folder, PATENTS, tmp_path)
    assert "is a folder" in problem.message
    os.mkfifo(tmp_path / "pipe")
    (problem,) = refused(folder, PATENTS, tmp_path / "pipe")
    assert "from the beginning again" in problem.message
    (problem,) = refused(folder, PATENTS, written(tmp_path / "empty.tsv", ""))
    assert problem.code == "header"


def test_too_few_and_too_many_files_are_told(tmp_path: Path) -> None:
    folder, path = tmp_path / "lake", patents(tmp_path)
    (problem,) = refused(folder, PATENTS, path, path)
    assert problem.message == "takes 1 file(s), and got 2"
    (problem,) = refused(folder, PATENTS)
    assert problem.message == "takes 1 file(s), and got 0"
    (problem,) = refused(folder, OLDER, path)
    assert problem.message == "takes at least 2 files, and got 1"


def test_a_file_without_rows_is_told(tmp_path: Path) -> None:
    one = Asked(dataset_of(written(tmp_path / "mine.toml", MAPPING)), {})
    table = written(tmp_path / "table.csv", "year,place,metres\n")
    (problem,) = refused(tmp_path / "lake", one, table)
    assert (problem.code, problem.file) == ("empty", "table.csv")


@pytest.mark.parametrize(
    "text", ['[{"total": 1}, [{"country": "NLD"}]]', "[{}, []]", '[{"total": 1}, 7]', "[[], []]"]
)
def test_a_file_of_a_form_that_no_reader_foresaw_is_told(text: str, tmp_path: Path) -> None:
    (problem,) = refused(tmp_path / "lake", WORLD_BANK, written(tmp_path / "1.json", text))
    assert (problem.code, problem.file) == ("form", "1.json")
    assert "load it by a mapping" in problem.message


def test_faults_of_the_file_leave_the_lake_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "lake"
    take_in(folder, PATENTS, [patents(tmp_path)])
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(SourceError, match="is no number"):
        take_in(folder, PATENTS, [patents(tmp_path, TSV.replace("1503.2", "n/a"))])
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_too_little_memory_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"allow more memory"):
        take_in(tmp_path / "lake", PATENTS, [patents(tmp_path)], memory="1KB")


def reading(read: Any) -> Asked:
    return Asked(replace(PATENTS.dataset, read=read), PATENTS.options)


def long_query(place: Workspace, _files: Sequence[Path], _options: Options) -> Reading:
    place.connection.execute("SELECT count(*) FROM range(1000000000000)").fetchall()
    raise AssertionError


def long_document(place: Workspace, _files: Sequence[Path], _options: Options) -> Reading:
    def lines() -> Iterator[Sequence[Any]]:
        yield ["number"]
        for number in count():
            time.sleep(0.0001)
            yield [number]

    stage_rows(place, "endless", lines())
    raise AssertionError


@pytest.mark.parametrize("read", [long_query, long_document])
def test_it_is_stopped_when_asked(read: Any, tmp_path: Path) -> None:
    told: list[str] = []
    with pytest.raises(Cancelled):
        take_in(
            tmp_path / "lake",
            reading(read),
            [patents(tmp_path)],
            progress=told.append,
            cancelled=lambda: len(told) > 2,
        )
    assert told == ["read"] * 3
    assert not (tmp_path / "lake").exists()


def test_it_stops_when_whoever_is_told_breaks_off(tmp_path: Path) -> None:
    def broken(_step: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take_in(tmp_path / "lake", reading(long_query), [patents(tmp_path)], progress=broken)


def test_a_file_that_is_written_to_meanwhile_is_refused(tmp_path: Path) -> None:
    def read(place: Workspace, files: Sequence[Path], options: Options) -> Reading:
        found = PATENTS.dataset.read(place, files, options)
        patents(tmp_path, TSV + "A,NR,BE10\t1 \t2 \n")
        return found

    (problem,) = refused(tmp_path / "lake", reading(read), patents(tmp_path))
    assert problem.code == "changed"


def test_a_reader_that_gives_other_columns_than_its_kind_is_a_mistake_of_ours(
    tmp_path: Path,
) -> None:
    def read(place: Workspace, _files: Sequence[Path], _options: Options) -> Reading:
        return Reading(place.connection.sql("SELECT 1 AS region"))

    with pytest.raises(RuntimeError, match="eurostat-patents reads"):
        take_in(tmp_path / "lake", reading(read), [patents(tmp_path)])
    assert not (tmp_path / "lake").exists()


def test_every_kind_of_table_has_a_key() -> None:
    assert set(KEYS) == set(COLUMNS)
    for kind, key in KEYS.items():
        assert set(key) < set(COLUMNS[kind])


def test_a_workbook_that_is_cut_off(tmp_path: Path) -> None:
    path = workbook(tmp_path / "gii.xlsx", {"Data": [["Economy ISO3"]]})
    half = written(tmp_path / "half.xlsx", path.read_bytes()[:-500])
    (problem,) = refused(tmp_path / "lake", asked("gii"), half)
    assert problem.code == "archive"


def test_json_for_a_table(tmp_path: Path) -> None:
    (problem, *_) = refused(
        tmp_path / "lake", asked("baci"), written(tmp_path / "x.csv", json.dumps({"a": 1}))
    )
    assert problem.code in {"header", "truncated"}
