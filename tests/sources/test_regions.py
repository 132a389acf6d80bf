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


def test_the_countries_of_the_world(shared: Path) -> None:
    path = shared / "data/boundaries/ne_110m_admin_0_countries.json"
    found = read("country-boundaries", path)
    features = json.loads(path.read_text("utf-8"))["features"]
    assert len(found.rows) == len(features) == 177
    shapes = {f["properties"]["ADM0_A3"]: f["geometry"] for f in features}
    assert {r["region_given"]: json.loads(r["geometry"]) for r in found.rows} == shapes
    # Where the publisher writes a code of two letters, it is ours; France and Norway have none in
    # this edition and are found by others. Two that are disputed have no code at all.
    for feature in features:
        properties = feature["properties"]
        row = found.one(region_given=properties["ADM0_A3"])
        assert row["name"] == properties["NAME_LONG"]
        if properties["ISO_A2"] != "-99":
            assert row["region"] == properties["ISO_A2"]
    others = {f["properties"]["ADM0_A3"] for f in features if f["properties"]["ISO_A2"] == "-99"}
    assert {code: found.one(region_given=code)["region"] for code in others} == {
        "FRA": "FR",
        "NOR": "NO",
        "CYN": None,
        "SOL": None,
    }
    assert {w.values["code"] for w in found.warnings} == {"CYN", "SOL"}
    assert found.one(region="XK")["name"] == "Kosovo"


def test_the_dutch_provinces_are_regions_of_nuts(shared: Path, tmp_path: Path) -> None:
    path = shared / "data/boundaries/nl_provincies_cbs.geojson"
    found = read("dutch-provinces", path)
    with (shared / "data/boundaries/nuts2024_codes.csv").open(encoding="utf-8") as stream:
        nuts = {
            r["NUTS_NAME"].split(" (")[0]: r["NUTS_ID"]
            for r in csv.DictReader(stream)
            if r["CNTR_CODE"] == "NL" and r["LEVL_CODE"] == "2" and r["NUTS_ID"] != "NLZZ"
        }
    assert len(found.rows) == 12
    assert {r["region"] for r in found.rows} == set(nuts.values())
    for row in found.rows:
        assert row["region"] == nuts[row["name"]]
    brabant = found.one(region="NL41")
    assert (brabant["name"], brabant["level"], brabant["version"]) == ("Noord-Brabant", 2, "2022")
    features = json.loads(path.read_text("utf-8"))["features"]
    few = written(tmp_path / "a.geojson", json.dumps({"features": features[1:]}))
    (problem,) = refused("dutch-provinces", few)
    assert (problem.code, problem.values["found"]) == ("truncated", 11)


def a_square(*properties: dict[str, str], corner: float = 5.0) -> str:
    ring = [[corner, 51], [corner + 1, 51], [corner + 1, 52], [corner, 51]]
    area = {"type": "Polygon", "coordinates": [ring]}
    features = [{"type": "Feature", "properties": p, "geometry": area} for p in properties]
    return json.dumps({"type": "FeatureCollection", "features": features})


def test_the_provinces_as_the_service_gives_them(tmp_path: Path) -> None:
    codes = [{"statcode": f"PV{number}", "statnaam": f"P{number}"} for number in range(20, 32)]
    found = read("dutch-provinces", written(tmp_path / "a.geojson", a_square(*codes)))
    assert found.one(region_given="PV30")["region"] == "NL41"
    assert found.one(region_given="PV30")["name"] == "P30"


def test_an_area_that_is_not_in_degrees_or_is_there_twice(tmp_path: Path) -> None:
    one = {"ADM0_A3": "NLD", "ISO_A2": "NL", "NAME_LONG": "Netherlands"}
    # The Dutch grid counts in metres.
    metres = written(tmp_path / "a.json", a_square(one, corner=150_000.0))
    (problem,) = refused("country-boundaries", metres)
    assert (problem.code, problem.row) == ("geometry", 1)
    assert "EPSG:4326" in problem.message
    (problem,) = refused("country-boundaries", written(tmp_path / "b.json", a_square(one, one)))
    assert (problem.code, problem.values["code"]) == ("duplicate", "NLD")
    pointed = a_square(one).replace("Polygon", "Point")
    (problem,) = refused("country-boundaries", written(tmp_path / "c.json", pointed))
    assert problem.code == "geometry"
