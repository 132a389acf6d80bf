"""Data360 in pages and as a file, and the trade summaries of WITS, in files of their layout."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tests.sources.publisher import Publisher, file
from tests.sources.reading import read, refused, written
from tests.sources.test_bringing import brought

from windroos.sources.asked import asked
from windroos.sources.paging import by_skip
from windroos.sources.registry import datasets


def figure(area: str, year: str, value: str | None, breakdown: str = "WGI_EST") -> dict[str, Any]:
    return {
        "OBS_VALUE": value,
        "TIME_FORMAT": "P1Y",
        "UNIT_MULT": "0",
        "OBS_STATUS": "A" if value is not None else "O",
        "OBS_CONF": "PU",
        "DATABASE_ID": "WB_WGI",
        "INDICATOR": "GOV_WGI_RL",
        "REF_AREA": area,
        "SEX": "_T",
        "AGE": "_T",
        "URBANISATION": "_T",
        "COMP_BREAKDOWN_1": breakdown,
        "COMP_BREAKDOWN_2": "_Z",
        "COMP_BREAKDOWN_3": "_Z",
        "TIME_PERIOD": year,
        "FREQ": "A",
        "UNIT_MEASURE": "SD",
    }


FIGURES = [
    figure("NLD", "2023", "1.72"),
    figure("NLD", "2023", "0.16", "WGI_SE"),
    figure("ROU", "2023", None),
    figure("WLD", "2023", "0"),
    figure("XKX", "2023", "-0.4"),
]


def page(rows: list[dict[str, Any]], count: int = len(FIGURES)) -> str:
    return json.dumps({"count": count, "value": rows})


def test_the_pages_of_data360(tmp_path: Path) -> None:
    first = written(tmp_path / "00001.json", page(FIGURES[:3]))
    second = written(tmp_path / "00002.json", page(FIGURES[3:]))
    found = read("data360", first, second)
    assert len(found.rows) == 5
    rule = found.one(region="NL", dimensions={"COMP_BREAKDOWN_1": "WGI_EST", "FREQ": "A"})
    assert (rule["value"], rule["unit"], rule["period"]) == (1.72, "SD", "2023")
    assert (rule["indicator"], rule["flag"]) == ("GOV_WGI_RL", None)
    assert "COMP_BREAKDOWN_1=WGI_EST" in rule["cell"]
    missing = found.one(region="RO")
    assert (missing["value"], missing["flag"]) == (None, "O")
    assert found.one(region_given="WLD")["value"] == 0
    assert found.one(region="XK")["value"] == -0.4
    assert [w.values["code"] for w in found.warnings] == ["WLD"]
    (problem,) = refused("data360", first)
    assert (problem.code, problem.values) == ("truncated", {"read": 3, "count": 5})


def test_the_same_as_a_file(tmp_path: Path) -> None:
    names = [*FIGURES[0], "DATABASE_ID_LABEL"]
    lines = [",".join(names)]
    lines += [",".join(str(row.get(name) or "") for name in names) for row in FIGURES]
    path = written(tmp_path / "GOV_WGI_RL.csv", "\n".join([*lines, ""]))
    pages = written(tmp_path / "00001.json", page(FIGURES))
    known = ("region", "value", "unit", "period", "dimensions", "cell", "flag")
    assert [[r[k] for k in known] for r in read("data360", path).rows] == [
        [r[k] for k in known] for r in read("data360", pages).rows
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (page(FIGURES)[:-30], "truncated"),
        (page(FIGURES).replace("REF_AREA", "AREA"), "header"),
        (json.dumps({"message": "no such indicator"}), "header"),
        (page([FIGURES[0], FIGURES[0]], 2), "duplicate"),
        (page([figure("NLD", "2023", "1,72")], 1), "number"),
    ],
    ids=["cut off", "renamed", "an error", "twice", "decimal comma"],
)
def test_an_answer_that_is_none(content: str, code: str, tmp_path: Path) -> None:
    assert refused("data360", written(tmp_path / "00001.json", content))[0].code == code


def test_page_follows_page(publisher: Publisher, tmp_path: Path) -> None:
    address = "/data360/data?DATABASE_ID=WB_WGI&INDICATOR=GOV_WGI_RL&top=1000&skip="
    publisher.gives(f"{address}0", file(page(FIGURES[:3]).encode()))
    publisher.gives(f"{address}3", file(page(FIGURES[3:]).encode()))
    found = brought(publisher, asked("data360"), tmp_path)
    assert [path for path, _ in publisher.asked] == [f"{address}0", f"{address}3"]
    assert len(read("data360", *found.files).rows) == len(FIGURES)


def test_a_page_without_rows_is_the_last(tmp_path: Path) -> None:
    assert by_skip(written(tmp_path / "1.json", page([])), "https://example.org/?skip=3") is None


@pytest.mark.parametrize("option", ["database", "indicator"])
def test_an_option_that_is_no_code(option: str) -> None:
    dataset = datasets()["data360"]
    with pytest.raises(ValueError, match="by their codes"):
        dataset.addresses({**dataset.options, option: "a&b"})


SUMMARY = (
    "Reporter,Partner,Product categories,Indicator Type,Indicator,2015,2014\n"
    "Netherlands,...,...,Development,GDP (current US$ Mil),         750283.91,         879635.08\n"
    "Netherlands,...,...,Export,No. Of Export partners,            233.00,\n"
    "Netherlands,Belgium,All Products,Export,Trade (US$ Mil)-Top 5 Export Partner,      1.50,0.00\n"
    'Netherlands,...,...,Development,"GNI per capita, Atlas method (current US$)",  48850.00,\n'
    "Netherlands,World,All Products,Export,Exports (in US$ Mil),  10.00,  9.00\n"
    "Netherlands,...,...,Trade Indicator,HH Market concentration index,   0.09,   \n"
    "Netherlands,World,All Products,Tariff,Duty Free Tariff Lines Share (%),,\n"
)


def test_the_trade_summary_of_a_country(tmp_path: Path) -> None:
    found = read("wits-trade-summary", written(tmp_path / "en_NLD.CSV", SUMMARY))
    assert len(found.rows) == 9
    assert {r["region"] for r in found.rows} == {"NL"}
    product = found.one(indicator="Development/GDP (current US$ Mil)", period="2014")
    assert (product["value"], product["unit"], product["dimensions"]) == (
        *(879_635.08, "current US$ Mil"),
        {},
    )
    belgium = [r for r in found.rows if r["dimensions"].get("Partner") == "Belgium"]
    # Zero is a figure; what is empty is none.
    assert {r["period"]: r["value"] for r in belgium} == {"2015": 1.5, "2014": 0.0}
    assert belgium[0]["dimensions"]["Product categories"] == "All Products"
    assert belgium[0]["unit"] == "US$ Mil"
    units = {r["indicator"].split("/")[1]: r["unit"] for r in found.rows}
    assert units["No. Of Export partners"] == "number"
    assert units["Exports (in US$ Mil)"] == "US$ Mil"
    assert units["HH Market concentration index"] == "index"
    assert found.warnings == []


def test_a_summary_out_of_the_archive_of_all(tmp_path: Path) -> None:
    path = tmp_path / "wits_en_trade_summary_allcountries_allyears.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("en_NLD_AllYears_WITS_Trade_Summary.CSV", SUMMARY.encode("latin-1"))
    assert len(read("wits-trade-summary", path).rows) == 9
    (problem,) = refused("wits-trade-summary", path, options={"country": "DEU"})
    assert problem.code == "archive"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("Reporter", "Country", "header"),
        ("2015,2014", "a,b", "header"),
        ("233.00", "about 233", "number"),
        ("   \n", "   ", "row"),
    ],
)
def test_a_summary_that_is_not_as_it_was(old: str, new: str, code: str, tmp_path: Path) -> None:
    content = SUMMARY.replace(old, new, 1)
    assert refused("wits-trade-summary", written(tmp_path / "a.csv", content))[0].code == code
