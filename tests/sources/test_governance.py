"""The Worldwide Governance Indicators in both layouts, and V-Dem."""

import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.sources.reading import Read, cut, read, refused, replaced_in_zip, workbook, written


@pytest.fixture(scope="module")
def file(shared: Path) -> Path:
    return shared / "data/governance/wgidataset_2024update.xlsx"


@pytest.fixture(scope="module")
def wgi(file: Path) -> Read:
    return read("wgi", file)


MEASURES = ("estimate", "nsource", "pctrank", "pctranklower", "pctrankupper")


def test_every_row_of_the_workbook_gives_five_figures(wgi: Read, file: Path) -> None:
    sheet = load_workbook(file, read_only=True).worksheets[0]
    header, *rows = sheet.iter_rows(values_only=True)
    at = {name: column for column, name in enumerate(header)}
    given = {
        (row[at["code"]], f"{row[at['indicator']]}/{measure}", str(row[at["year"]])): (
            row[at[measure]],
            row[at["stddev"]] if measure == "estimate" else "..",
        )
        for row in rows
        for measure in MEASURES
    }
    assert len(rows) == 32_100
    assert len(given) == len(wgi.rows) == 160_500
    for row in wgi.rows:
        found = (row["value"], row["standard_error"])
        expected = given[row["region_given"], row["indicator"], row["period"]]
        assert found == tuple(None if cell == ".." else cell for cell in expected)


def test_two_dots_are_missing(wgi: Read) -> None:
    # 1,126 rows of the workbook have ".." in each of their columns.
    assert sum(row["value"] is None for row in wgi.rows) == 1_126 * 5


def test_the_rule_of_law_in_austria(wgi: Read) -> None:
    law = wgi.one(region="AT", indicator="rl/estimate", period="2023")
    assert law["value"] == 1.7465654611587524
    assert law["standard_error"] == 0.16355815529823303
    assert law["unit"] == "standard normal units"
    assert law["cell"] == "code=AUT; indicator=rl; year=2023"


def test_old_codes_are_todays_countries_and_what_is_no_more_is_told(wgi: Read) -> None:
    given = {row["region_given"]: row["region"] for row in wgi.rows}
    old = {"ROM": "RO", "ZAR": "CD", "TMP": "TL", "ADO": "AD", "WBG": "PS", "KSV": "XK"}
    assert old.items() <= given.items()
    # The Netherlands Antilles: 6 indicators, 25 years, 5 measures.
    assert [(w.values["code"], w.values["count"]) for w in wgi.warnings] == [("ANT", 750)]


def test_a_workbook_that_is_cut_off(file: Path, tmp_path: Path) -> None:
    (problem,) = refused("wgi", cut(file, tmp_path))
    assert problem.code == "archive"


def test_a_workbook_with_a_renamed_column(file: Path, tmp_path: Path) -> None:
    renamed = replaced_in_zip(
        file, tmp_path, "xl/sharedStrings.xml", b"<t>stddev</t>", b"<t>stderr</t>"
    )
    (problem,) = refused("wgi", renamed)
    assert (problem.code, problem.field) == ("header", "stddev")


SIX = ["Estimate", "StdErr", "NumSrc", "Rank", "Lower", "Upper"]
TITLE = [["Worldwide Governance Indicators"], *([] for _ in range(12))]
YEARS = [None, None, *[2021] * 6, *[2022] * 6]


def older(name: list[str]) -> dict[str, list[list[object]]]:
    """A workbook as it was up to 2023: 14 rows above the names, six columns a year."""
    rows: list[list[object]] = [
        ["Netherlands", "NLD", 1.75, 0.16, 10, 92.9, 88.1, 98.1, 1.66, 0.17, 11, 92.5, 87.7, 96.2],
        ["Romania", "ROM", 0.42, 0.15, 12, 64.9, 60, 71, *["#N/A"] * 6],
    ]
    return {
        "Introduction": [["Read me"]],
        "RuleofLaw": [*TITLE, YEARS, ["Country/Territory", "Code", *name], *rows],
    }


def test_the_older_layout_gives_the_same_series(tmp_path: Path) -> None:
    found = read("wgi", workbook(tmp_path / "wgi.xlsx", older(SIX * 2)))
    assert len(found.rows) == 2 * 2 * 5
    law = found.one(region="NL", indicator="rl/estimate", period="2022")
    assert (law["value"], law["standard_error"]) == (1.66, 0.17)
    assert found.one(region="RO", indicator="rl/estimate", period="2021")["value"] == 0.42
    missing = found.one(region="RO", indicator="rl/estimate", period="2022")
    assert (missing["value"], missing["standard_error"]) == (None, None)
    assert found.one(region="NL", indicator="rl/pctranklower", period="2021")["value"] == 88.1


def test_the_older_layout_with_its_columns_in_another_order(tmp_path: Path) -> None:
    moved = ["Estimate", "NumSrc", "StdErr", "Rank", "Lower", "Upper"]
    problems = refused("wgi", workbook(tmp_path / "wgi.xlsx", older(SIX + moved)))
    assert [(p.row, p.field, p.values["expected"]) for p in problems] == [
        (15, "NumSrc", "StdErr"),
        (15, "StdErr", "NumSrc"),
    ]


VDEM = (
    "country_name,country_text_id,country_id,year,v2x_polyarchy,v2x_polyarchy_sd,v2x_libdem,"
    "v2x_partipdem,v2x_delibdem,v2x_egaldem\n"
    "Netherlands,NLD,91,2023,0.876,0.021,0.81,0.6,0.77,0.77\n"
    "Palestine/West Bank,PSE,128,2023,0.268,0.03,0.12,,0.1,0.1\n"
)


def test_v_dem_with_its_standard_deviations(tmp_path: Path) -> None:
    found = read("v-dem", written(tmp_path / "V-Dem-CY-Core-v15.csv", VDEM))
    assert len(found.rows) == 9  # an empty cell is no figure
    democracy = found.one(region="NL", indicator="v2x_polyarchy")
    assert (democracy["value"], democracy["standard_error"]) == (0.876, 0.021)
    assert found.one(region="NL", indicator="v2x_libdem")["standard_error"] is None
    # The West Bank alone is not the ISO country PS.
    assert [w.values["code"] for w in found.warnings] == ["PSE"]


def test_v_dem_as_it_is_published(tmp_path: Path) -> None:
    path = tmp_path / "V-Dem-CY-Core_csv_v15.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("V-Dem-CY-Core_csv_v15/V-Dem-CY-Core-v15.csv", VDEM)
    assert read("v-dem", path).one(region="NL", indicator="v2x_libdem")["value"] == 0.81


def test_v_dem_without_a_column(tmp_path: Path) -> None:
    renamed = VDEM.replace("country_text_id", "iso3")
    (problem,) = refused("v-dem", written(tmp_path / "v.csv", renamed))
    assert (problem.field, problem.code) == ("country_text_id", "header")
