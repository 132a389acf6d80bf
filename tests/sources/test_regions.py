"""The tables between NUTS versions, and the boundaries of regions."""

import csv
import json
from pathlib import Path

import pytest
from tests.sources.reading import read, refused, replaced, written

from windroos.codes.nuts import Figure, compose
from windroos.sources import lake
from windroos.sources.published.jrc import WEIGHTS, parts
from windroos.sources.registry import datasets
from windroos.sources.staging import workspace

PAIRS = [("2013", "2016"), ("2016", "2021"), ("2021", "2024")]


@pytest.fixture(scope="module")
def tables(shared: Path) -> list[Path]:
    return [shared / f"data/boundaries/n2_cm_v{old}_v{new}.csv" for old, new in PAIRS]


def test_every_part_by_every_weight(tables: list[Path]) -> None:
    found = read("nuts-correspondence", *tables)
    given = {}
    for path, (old, new) in zip(tables, PAIRS, strict=True):
        with path.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                for weight in WEIGHTS:
                    key = (row[f"code_v{old}"], row[f"code_v{new}"], old, new, weight)
                    given[key] = float(row[weight])
    kept = {
        (r["old"], r["new"], r["old_version"], r["new_version"], r["weight"]): r["amount"]
        for r in found.rows
    }
    assert kept == given
    assert len(found.rows) == (312 + 310 + 261) * 6


def test_centro_is_divided_by_inhabitants(tables: list[Path]) -> None:
    with workspace() as place:
        reading = datasets()["nuts-correspondence"].read(place, tables, {})
        moved = parts(reading, "2021", "2024", "pop21")
    centro = {part.new: part.amount for part in moved if part.old == "PT16"}
    assert centro == {"PT19": 1_653_511, "PT1D": 573_689}
    now = compose({"NL31": Figure(10, "euro", "2020")}, moved, "total")
    assert now["NL35"].figure.value == 10


@pytest.mark.parametrize(
    ("old", "new", "code", "field"),
    [
        (b"pop21", b"population", "header", "pop21"),
        (b"code_v2024", b"code_v2027", "header", None),
        (b"1560.1916343429068", b"1560 km", "number", "areaKm"),
        (b"1560.1916343429068", b"", "number", "areaKm"),
    ],
)
def test_a_table_that_is_not_as_it_was(
    old: bytes, new: bytes, code: str, field: str | None, tables: list[Path], tmp_path: Path
) -> None:
    (problem,) = refused("nuts-correspondence", replaced(tables[-1], tmp_path, old, new))
    assert (problem.code, problem.field) == (code, field)


@pytest.fixture(scope="module")
def boundaries(shared: Path) -> list[Path]:
    folder = shared / "data/boundaries"
    return [folder / f"NUTS_RG_20M_2024_4326_LEVL_{level}.geojson" for level in range(3)]


def test_the_regions_of_nuts_2024_have_their_boundaries(
    boundaries: list[Path], shared: Path
) -> None:
    found = read("nuts-boundaries", *boundaries)
    features = [f for path in boundaries for f in json.loads(path.read_text("utf-8"))["features"]]
    assert len(found.rows) == len(features)
    shapes = {f["properties"]["NUTS_ID"]: f["geometry"] for f in features}
    assert {r["region_given"]: json.loads(r["geometry"]) for r in found.rows} == shapes
    # The list of codes of the same release.
    with (shared / "data/boundaries/nuts2024_codes.csv").open(encoding="utf-8") as stream:
        listed = {r["NUTS_ID"] for r in csv.DictReader(stream) if r["LEVL_CODE"] != "3"}
    assert {row["region_given"] for row in found.rows} == listed
    brabant = found.one(region="NL41")
    assert (brabant["name"], brabant["level"], brabant["version"]) == ("Noord-Brabant", 2, "2024")
    assert found.one(region_given="EL")["region"] == "GR"
    assert all(row["region"] for row in found.rows if not row["region_given"].endswith("Z"))


def test_boundaries_that_are_not_whole(boundaries: list[Path], tmp_path: Path) -> None:
    path = boundaries[2]
    content = path.read_bytes()
    (problem,) = refused("nuts-boundaries", written(tmp_path / path.name, content[:-1000]))
    assert problem.code == "truncated"
    (problem,) = refused("nuts-boundaries", replaced(path, tmp_path, b'"NUTS_ID"', b'"id"'))
    assert (problem.code, problem.field, problem.row) == ("header", "NUTS_ID", 1)
    other = replaced(path, tmp_path, b'"LEVL_CODE":2', b'"LEVL_CODE":1')
    (problem,) = refused("nuts-boundaries", other)
    assert (problem.code, problem.row) == ("level", 1)


def test_what_is_read_goes_into_the_lake(boundaries: list[Path], tmp_path: Path) -> None:
    dataset = datasets()["nuts-boundaries"]
    origin = lake.Origin("nuts-boundaries", dataset.licence.name)
    with workspace() as place:
        reading = dataset.read(place, boundaries, dataset.options)
        snapshot = lake.keep(tmp_path, "boundaries", reading.table, origin)
        again = dataset.read(place, boundaries, dataset.options)
        assert lake.keep(tmp_path, "boundaries", again.table, origin) == snapshot
    assert snapshot.rows == len(lake.read(tmp_path, "boundaries", snapshot.sha256))
