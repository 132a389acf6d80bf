"""The Global Innovation Index, and the innovation scoreboards of the European Commission."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from tests.sources.reading import Read, cut, read, refused, replaced_in_zip, workbook

from windroos.sources import lake
from windroos.sources.registry import datasets
from windroos.sources.staging import workspace


@pytest.fixture(scope="module")
def file(shared: Path) -> Path:
    return shared / "data/gii/WIPO-GII.xlsx"


@pytest.fixture(scope="module")
def sheet(file: Path) -> list[tuple[Any, ...]]:
    """The workbook as another library reads it."""
    return list(load_workbook(file, read_only=True)["Data"].iter_rows(values_only=True))


@pytest.fixture(scope="module")
def gii(file: Path) -> Read:
    return read("gii", file)


def test_every_filled_cell_of_the_index_is_a_figure(gii: Read, sheet: list) -> None:
    header, *rows = sheet
    given = {
        (row[0], f"{row[2]}/{row[4]}", header[column]): row[column]
        for row in rows
        for column in range(8, 18)
        if row[column] is not None
    }
    assert len(given) == len(gii.rows) == 331_534
    ranked = {(e, y) for e, indicator, y in given if indicator == "WIPO.GII.235/Rank"}
    for row in gii.rows:
        value = given[row["region_given"], row["indicator"], row["period"]]
        unranked = (row["region_given"], row["period"]) not in ranked
        assert (row["flag"] == "unranked") == unranked
        filler = unranked and value == 0 and row["indicator"].endswith("/Score")
        assert row["value"] == (None if filler else value)


def test_the_netherlands_of_2022(gii: Read) -> None:
    # GII 2022: the Netherlands fifth with 58.0.
    score = gii.one(region="NL", indicator="WIPO.GII.235/Score", period="2022")
    assert (score["value"], score["unit"]) == (58.0, "0-100")
    assert score["cell"] == "Economy ISO3=NLD; WIPO.GII.235; Score; 2022"
    assert gii.one(region="NL", indicator="WIPO.GII.235/Rank", period="2022")["value"] == 5


def test_a_zero_of_an_economy_outside_the_index_is_missing(gii: Read) -> None:
    # Aruba was not among the 128 economies of 2016; the export says 0, and rank 129 to 68 of them.
    aruba = gii.one(region="AW", indicator="WIPO.GII.1/Score", period="2016")
    assert (aruba["value"], aruba["flag"]) == (None, "unranked")
    (warning,) = gii.warnings
    assert warning.code == "unranked"
    missing = sum(row["value"] is None for row in gii.rows)
    assert warning.values["count"] == missing > 0


def test_every_economy_of_the_index_is_a_region_of_ours(gii: Read) -> None:
    assert all(row["region"] for row in gii.rows)


def test_a_workbook_that_is_cut_off(file: Path, tmp_path: Path) -> None:
    (problem,) = refused("gii", cut(file, tmp_path))
    assert (problem.code, problem.file) == ("archive", "WIPO-GII.xlsx")


def test_a_workbook_with_a_renamed_column(file: Path, tmp_path: Path) -> None:
    renamed = replaced_in_zip(
        file, tmp_path, "xl/sharedStrings.xml", b"<t>Economy ISO3</t>", b"<t>Economy code</t>"
    )
    (problem,) = refused("gii", renamed)
    assert (problem.code, problem.field, problem.row) == ("header", "Economy ISO3", 1)
    assert "Economy code" in problem.message


def test_a_number_that_is_none(file: Path, tmp_path: Path) -> None:
    row = ["NLD", "Netherlands", "WIPO.GII.235", "Index", "Score", "-", "-", "-", "58,0"]
    header = [
        *("Economy ISO3", "Economy Name", "Indicator ID", "Indicator"),
        *("Attribute 1", "Attribute 2", "Attribute 3", "Partner", "2022"),
    ]
    (problem,) = refused("gii", workbook(tmp_path / "gii.xlsx", {"Data": [header, row]}))
    assert (problem.row, problem.field) == (2, "2022")
    assert "58,0" in problem.message


def test_a_workbook_without_the_sheet(tmp_path: Path) -> None:
    (problem,) = refused("gii", workbook(tmp_path / "gii.xlsx", {"Figures": [["a"]]}))
    assert problem.code == "sheet"
    assert "Figures" in problem.message


RIS = ["Region code", "Region name", "Indicator code", "Year", "Value relative to EU in 2018"]


def test_the_regional_scoreboard(tmp_path: Path) -> None:
    rows = [
        RIS,
        ["NL41", "Noord-Brabant", "RII", 2025, 137.5],
        ["NL35", "Utrecht", "RII", 2025, 150],
        ["CY0", "Cyprus", "RII", 2025, None],
        ["EU", "EU", "RII", 2025, 112.6],
    ]
    found = read("ris", workbook(tmp_path / "RIS.xlsx", {"Notes": [["x"]], "RIS": rows}))
    brabant = found.one(region="NL41")
    assert (brabant["value"], brabant["period"], brabant["unit"]) == (
        137.5,
        "2025",
        "EU 2018 = 100",
    )
    assert brabant["cell"] == "Region code=NL41; Indicator code=RII; Year=2025"
    assert found.one(region="CY0")["value"] is None
    assert found.one(region=None)["region_given"] == "EU"
    assert [(w.code, w.values["code"], w.row) for w in found.warnings] == [("region", "EU", 5)]


def test_a_region_that_stands_in_the_scoreboard_twice(tmp_path: Path) -> None:
    rows = [RIS, ["NL41", "", "RII", 2025, 1], ["NL42", "", "RII", 2025, 1]]
    (problem,) = refused("ris", workbook(tmp_path / "r.xlsx", {"RIS": [*rows, rows[1]]}))
    assert (problem.code, problem.row, problem.values["first"]) == ("duplicate", 4, 2)


def test_the_export_of_the_online_tool(tmp_path: Path) -> None:
    header = "Column1 Indicator Column2 Perf Year Zone Country CountryName Region RegionName Level"
    rows = [
        [*header.split(), "Value"],
        [1, "0 Summary Innovation Index", None, "", 2023, "EU", "EL", "", "EL", "Greece", 0, 79.5],
        [2, "1.1.2 Population", "(Regional)", "", 2023, "EU", "NL", "", "NL41", "", 2, 130.25],
    ]
    found = read("eis", workbook(tmp_path / "EIS_Data.xlsx", {"Data": rows}))
    assert found.one(indicator="0")["region"] == "GR"
    brabant = found.one(indicator="1.1.2")
    assert (brabant["region"], brabant["value"]) == ("NL41", 130.25)
    assert brabant["dimensions"] == {"Column2": "(Regional)"}


def test_the_same_workbook_is_the_same_snapshot_each_time(file: Path, tmp_path: Path) -> None:
    dataset = datasets()["gii"]
    origin = lake.Origin("gii", dataset.licence.name)
    kept = set()
    for _ in range(2):
        with workspace() as place:
            table = dataset.read(place, [file], dataset.options).table
            kept.add(lake.keep(tmp_path, "gii", table, origin).sha256)
    assert len(kept) == 1
