"""Eurostat's three formats, on a real bulk file and on small ones in each layout."""

import gzip
import json
from pathlib import Path
from typing import Any

import duckdb
import pytest
from tests.sources.reading import cut, read, refused, written

from windroos.sources.registry import datasets
from windroos.sources.staging import workspace


@pytest.fixture(scope="module")
def file(shared: Path) -> Path:
    return shared / "data/region_matrices/sbs_r_nuts06_r2.tsv.gz"


@pytest.fixture(scope="module")
def businesses(file: Path, tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyRelation:
    """A million and a half observations: kept as a table, and asked for what a test needs."""
    kept = tmp_path_factory.mktemp("businesses") / "observations.parquet"
    dataset = datasets()["eurostat-businesses"]
    with workspace() as place:
        reading = dataset.read(place, [file], dataset.options)
        reading.table.write_parquet(str(kept))
        assert [(w.code, w.values["count"]) for w in reading.warnings if w.code == "unit"] == [
            ("unit", (44_494 + 11_555) * 8)  # V91290 and V94310, whose unit the file does not say
        ]
    return duckdb.connect().read_parquet(str(kept))


@pytest.fixture(scope="module")
def lines(file: Path) -> list[list[str]]:
    """An independent read: the lines, split at the tabs."""
    with gzip.open(file, "rt", encoding="utf-8") as stream:
        return [line.rstrip("\n").split("\t") for line in stream]


def test_every_cell_of_the_bulk_file_is_an_observation(
    businesses: duckdb.DuckDBPyRelation, lines: list[list[str]]
) -> None:
    header, *rows = lines
    years = [year.strip() for year in header[1:]]
    assert years == [str(year) for year in range(2015, 2007, -1)]
    given = {
        (key, year): cell.partition(" ")[::2]
        for key, *cells in rows
        for year, cell in zip(years, cells, strict=True)
    }
    key = "concat_ws(',', dimensions['nace_r2'], dimensions['indic_sb'], region_given)"
    found = businesses.project(f"{key}, period, value, flag").fetchall()
    assert len(found) == len(given) == len(rows) * 8 == 1_561_816
    for row_key, period, value, flag in found:
        text, flags = given[row_key, period]
        assert value == (None if text == ":" else float(text))
        assert flag == (flags.strip() or None)


def test_a_confidential_figure_is_missing_and_says_so(businesses: duckdb.DuckDBPyRelation) -> None:
    # The line of Belgium, mining: ": 198 212 189 297 315 295 : c" for 2015 to 2008.
    mining = "dimensions = MAP {'nace_r2': 'B', 'indic_sb': 'V11210'}"
    rows = businesses.filter(f"region = 'BE' AND {mining}").project("period, value, flag")
    belgium = {period: (value, flag) for period, value, flag in rows.fetchall()}
    assert belgium["2015"] == (None, None)
    assert belgium["2014"] == (198, None)
    assert belgium["2008"] == (None, "c")


def test_the_cell_leads_back_to_its_place(businesses: duckdb.DuckDBPyRelation) -> None:
    prague = businesses.filter("cell = 'nace_r2=B; indic_sb=V11210; geo=CZ01; time=2008'")
    (row,) = prague.project("region, value, flag, indicator, unit").fetchall()
    assert row == ("CZ01", 95, "p", "sbs_r_nuts06_r2", "local units")


def test_a_measure_whose_unit_is_not_said_has_none(businesses: duckdb.DuckDBPyRelation) -> None:
    unnamed = businesses.filter("unit IS NULL").aggregate("dimensions['indic_sb']")
    assert sorted(unnamed.fetchall()) == [("V91290",), ("V94310",)]


def test_greece_and_the_united_kingdom_have_our_codes(businesses: duckdb.DuckDBPyRelation) -> None:
    pairs = businesses.filter("length(region_given) = 2 AND region <> region_given")
    found = set(pairs.project("region_given, region").fetchall())
    assert found == {("EL", "GR"), ("UK", "GB")}


def test_a_bulk_file_that_is_cut_off(file: Path, tmp_path: Path) -> None:
    (problem,) = refused("eurostat-businesses", cut(file, tmp_path))
    assert (problem.code, problem.file) == ("archive", file.name)


def test_a_bulk_file_with_another_dimension(lines: list[list[str]], tmp_path: Path) -> None:
    content = "\n".join("\t".join(line) for line in lines[:50]) + "\n"
    renamed = content.replace("indic_sb", "indicator", 1)
    (problem,) = refused("eurostat-businesses", written(tmp_path / "a.tsv", renamed))
    assert (problem.code, problem.field) == ("header", "indic_sb")
    assert "nace_r2, indicator, geo" in problem.message


NEW = (
    "freq,unit,geo\\TIME_PERIOD\t2021-Q1 \t2021-Q2 \n"
    "Q,NR,NL41\t12 b\t: \n"
    "Q,NR,EL\t0 \t: c\n"
    "Q,NR,EU27_2020\t7 bc\t8.5 e\n"
)


def test_the_header_of_the_newer_bulk_files(tmp_path: Path) -> None:
    found = read("eurostat", written(tmp_path / "x.tsv", NEW), options={"dataset": "demo"})
    assert [(r["region"], r["period"], r["value"], r["flag"]) for r in found.rows] == [
        ("NL41", "2021-Q1", 12, "b"),
        ("NL41", "2021-Q2", None, None),
        ("GR", "2021-Q1", 0, None),
        ("GR", "2021-Q2", None, "c"),
        (None, "2021-Q1", 7, "bc"),
        (None, "2021-Q2", 8.5, "e"),
    ]
    assert {(r["indicator"], r["unit"]) for r in found.rows} == {("demo", "NR")}
    assert [w.values["code"] for w in found.warnings] == ["EU27_2020"]


@pytest.mark.parametrize(
    ("old", "new", "code", "row"),
    [
        ("12 b", "12,5 b", "number", 2),
        ("2021-Q1", "spring", "period", 2),
        ("Q,NR,EL", "Q,EL", "row", 3),
        ("Q,NR,EL", "Q,NR,NL41", "duplicate", 3),
        ("geo\\TIME_PERIOD", "region\\TIME_PERIOD", "header", 1),
        ("\\TIME_PERIOD", "", "header", 1),
        ("EU27_2020\t7 bc\t8.5 e\n", "EU27_2020\t7 bc\n", "row", 4),
        ("8.5 e\n", "8.5", "truncated", 4),
    ],
)
def test_what_is_wrong_in_a_bulk_file(
    old: str, new: str, code: str, row: int, tmp_path: Path
) -> None:
    path = written(tmp_path / "x.tsv", NEW.replace(old, new))
    problem = refused("eurostat", path, options={"dataset": "demo"})[0]
    assert (problem.code, problem.row) == (code, row)


def test_older_files_write_quarters_and_months_otherwise(tmp_path: Path) -> None:
    content = "unit,geo\\time\t2015Q4 \t2015M11 \t2015S2 \t2015 \nNR,NL\t1 \t2 \t3 \t4 \n"
    found = read("eurostat", written(tmp_path / "x.tsv", content), options={"dataset": "demo"})
    periods = {row["value"]: row["period"] for row in found.rows}
    assert periods == {1: "2015-Q4", 2: "2015-11", 3: "2015-S2", 4: "2015"}


SDMX = (
    "DATAFLOW,LAST UPDATE,freq,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\n"
    "ESTAT:DEMO(1.0),01/02/26 11:00:00,A,NR,NL41,2021,12,b,\n"
    "ESTAT:DEMO(1.0),01/02/26 11:00:00,A,NR,EL,2021,,,C\n"
)


def test_sdmx_csv(tmp_path: Path) -> None:
    found = read("eurostat", written(tmp_path / "x.csv", SDMX), options={"dataset": "demo"})
    brabant = found.one(region="NL41")
    assert (brabant["value"], brabant["flag"], brabant["unit"]) == (12, "b", "NR")
    assert brabant["dimensions"] == {"freq": "A"}
    assert brabant["cell"] == "freq=A; unit=NR; geo=NL41; time=2021"
    greece = found.one(region="GR")
    assert (greece["value"], greece["flag"]) == (None, "C")


def json_stat(**changes: Any) -> str:
    """JSON-stat as the statistics API answers: 1 x 2 x 2 places, row-major."""
    document = {
        "version": "2.0",
        "class": "dataset",
        "id": ["unit", "geo", "time"],
        "size": [1, 2, 2],
        "dimension": {
            "unit": {"category": {"label": {"NR": "Number"}}},
            "geo": {"category": {"index": {"UK": 1, "NL41": 0}}},
            "time": {"category": {"index": {"2020": 0, "2021": 1}}},
        },
        "value": {"0": 12, "1": 0, "3": 2.5},
        "status": {"1": "b", "2": ": c"},
    }
    return json.dumps({**document, **changes})


def test_json_stat(tmp_path: Path) -> None:
    found = read("eurostat", written(tmp_path / "x.json", json_stat()), options={"dataset": "demo"})
    assert [(r["region"], r["period"], r["value"], r["flag"]) for r in found.rows] == [
        ("NL41", "2020", 12, None),
        ("NL41", "2021", 0, "b"),
        ("GB", "2020", None, ": c"),
        ("GB", "2021", 2.5, None),
    ]


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (json_stat()[:-40], "truncated", "not all of it"),
        (json_stat(size=[1, 2, 3]), "truncated", "do not agree"),
        (json_stat(value={"4": 1}), "truncated", "do not agree"),
        (
            json.dumps({"error": [{"status": 404, "label": "no such dataset"}]}),
            "refused",
            "no such",
        ),
        ("<html>Service unavailable</html>", "header", "<html>"),
    ],
)
def test_what_is_no_data(content: str, code: str, said: str, tmp_path: Path) -> None:
    problem = refused("eurostat", written(tmp_path / "x", content), options={"dataset": "demo"})[0]
    assert problem.code == code
    assert said in problem.message


def test_a_dataset_is_named_by_its_code(tmp_path: Path) -> None:
    path = written(tmp_path / "x.tsv", NEW)
    for name in ("", "demo?format=x", "../demo"):
        assert refused("eurostat", path, options={"dataset": name})[0].code == "option"


DEMOGRAPHY = (
    "freq,indic_sb,nace_r2,geo\\TIME_PERIOD\t2021 \t2022 \n"
    "A,V11910,B-S_X_K642,NL411\t61234 \t: c\n"
    "A,V11920,B-S_X_K642,NL411\t5120 p\t: \n"
    "A,V97020,B-S_X_K642,NL411\t8.36 \t8.4 \n"
)


def test_business_demography_counts_enterprises(tmp_path: Path) -> None:
    """A recipe; the rates are read too, without the unit that the file does not say."""
    found = read("eurostat-business-demography", written(tmp_path / "bd.tsv", DEMOGRAPHY))
    rows = [(one["dimensions"]["indic_sb"], one["period"], one["value"]) for one in found.rows]
    assert rows == [
        ("V11910", "2021", 61234),
        ("V11910", "2022", None),
        ("V11920", "2021", 5120),
        ("V11920", "2022", None),
        ("V97020", "2021", 8.36),
        ("V97020", "2022", 8.4),
    ]
    assert {one["region"] for one in found.rows} == {"NL411"}
    assert [one["unit"] for one in found.rows] == ["enterprises"] * 4 + [None] * 2
    assert [one.values for one in found.warnings if one.code == "unit"] == [{"count": 2}]
