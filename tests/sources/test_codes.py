"""Codes and labels, each table against an independent read of its file."""

import csv
from pathlib import Path

import pytest
from tests.sources.reading import read, refused, replaced, written

from windroos.codes.countries import COUNTRIES, country_named


@pytest.fixture(scope="module")
def data(shared: Path) -> Path:
    return shared / "data"


def table(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=delimiter))


def test_the_codes_of_nuts_2024(data: Path) -> None:
    path = data / "boundaries/nuts2024_codes.csv"
    found = read("nuts-codes", path)
    given = table(path)
    assert len(found.rows) == len(given) == 1798
    assert {r["code"]: r["label"] for r in found.rows} == {
        r["NUTS_ID"]: r["NUTS_NAME"].strip() for r in given
    }
    assert {r["scheme"] for r in found.rows} == {"nuts-2024"}
    brabant = found.one(code="NL41")
    assert (brabant["label"], brabant["parent"], brabant["region"]) == (
        *("Noord-Brabant", "NL4"),
        "NL41",
    )
    assert (brabant["valid_from"], brabant["valid_to"]) == ("2024-01-01", None)
    greece = found.one(code="EL")
    assert (greece["region"], greece["label"], greece["parent"]) == ("GR", "Ελλάδα", None)
    assert greece["attributes"]["NAME_LATN"] == "Elláda"
    # 0 is a type, and nothing is none.
    assert found.one(code="BA")["attributes"]["MOUNT_TYPE"] == "0"
    assert "URBN_TYPE" not in found.one(code="BA")["attributes"]
    # What belongs to no region (extra-regio) has a code and no region.
    without = {r["code"] for r in found.rows if r["region"] is None}
    assert without == {r["NUTS_ID"] for r in given if set(r["NUTS_ID"][2:]) == {"Z"}}


def test_nuts_without_the_region_that_others_lie_in(data: Path, tmp_path: Path) -> None:
    path = replaced(data / "boundaries/nuts2024_codes.csv", tmp_path, b"\nNL4,", b"\nNL9,")
    problems = refused("nuts-codes", path)
    assert {p.code for p in problems} == {"truncated"}
    assert "NL41" in {p.field for p in problems}
    (problem,) = refused("nuts-codes", path, options={"version": "2010"})
    assert (problem.code, problem.field) == ("option", "version")


def test_the_codes_of_countries(data: Path) -> None:
    path = data / "codes/country-codes.csv"
    found = read("country-codes", path)
    given = {r["ISO3166-1-Alpha-2"]: r for r in table(path)}
    assert len(given) == 249
    names = {(r["code"], r["language"]): r["label"] for r in found.rows if r["scheme"] == "iso2"}
    assert len(names) == 249 * 6
    for code, row in given.items():
        assert names[code, "fr"] == row["official_name_fr"].strip()
        assert names[code, "zh"] == row["official_name_cn"].strip()
    codes = {(r["scheme"], r["region"]): r["code"] for r in found.rows}
    for code, row in given.items():
        assert codes["iso3", code] == row["ISO3166-1-Alpha-3"]
        assert codes["numeric", code] == row["ISO3166-1-numeric"].zfill(3)
    # Namibia is NA, and not missing; a blank that does not break a line is nothing.
    assert names["NA", "en"] == "Namibia"
    for scheme, column, count in (("ioc", "IOC", 226), ("gaul", "GAUL", 243)):
        there = {c for c, row in given.items() if row[column].strip(" \xa0")}
        assert {region for s, region in codes if s == scheme} == there
        assert len(there) == count
    netherlands = found.one(scheme="iso2", code="NL", language="en")
    assert netherlands["attributes"]["Sub-region Name"] == "Western Europe"
    assert "Least Developed Countries (LDC)" not in netherlands["attributes"]
    chad = found.one(scheme="iso2", code="TD", language="en")
    assert chad["attributes"]["Least Developed Countries (LDC)"] == "x"
    assert found.warnings == []


def test_eurostat_beside_iso(data: Path) -> None:
    path = data / "codes/gisco_countrycode.csv"
    found = read("eurostat-country-codes", path)
    given = table(path)
    eurostat = {r["code"]: r["region"] for r in found.rows if r["scheme"] == "eurostat"}
    assert eurostat == {r["CNTR_CODE"]: r["iso2c"] for r in given if r["CNTR_CODE"]}
    assert (len(eurostat), eurostat["EL"], eurostat["UK"]) == (244, "GR", "GB")
    assert found.one(scheme="iso3", region="GR")["code"] == "GRC"
    members = {r["region"] for r in found.rows if r["attributes"]["eu"] == "True"}
    assert len(members) == 27


def test_the_countries_of_baci(data: Path) -> None:
    path = data / "trade/country_codes_V202601.csv"
    found = read("baci-countries", path)
    given = {r["country_code"]: r for r in table(path)}
    assert {r["code"]: r["label"] for r in found.rows} == {
        code: row["country_name"] for code, row in given.items()
    }
    for row in found.rows:
        # This copy lost the NA of Namibia to a program that takes it for nothing.
        iso2 = given[row["code"]]["country_iso2"] or "NA"
        # Serbia and Montenegro, the two Germanies, … are no more: their code is no region's.
        assert row["region"] in (iso2, None) or row["code"] == "490", row
    assert found.one(code="58")["region"] is None  # Belgium-Luxembourg
    assert found.one(code="56")["region"] == "BE"
    assert found.one(code="490")["region"] == "TW"
    assert {w.values["code"] for w in found.warnings} >= {"58", "711", "736"}


def test_the_chapters_of_the_harmonised_system(data: Path, tmp_path: Path) -> None:
    path = data / "trade/HS2_1996.txt"
    found = read("hs-chapters", path)
    lines = path.read_text("utf-8").splitlines()
    assert {r["code"]: r["label"] for r in found.rows} == {
        line[:2]: line[4:].strip() for line in lines
    }
    assert len(found.rows) == 98
    assert found.one(code="85")["cell"] == f"line {lines.index(find(lines, '85: ')) + 1}"
    twice = written(tmp_path / "a.txt", "01: Live animals\n01: Meat\n")
    (problem,) = refused("hs-chapters", twice)
    assert (problem.code, problem.row) == ("duplicate", 2)


def find(lines: list[str], start: str) -> str:
    return next(line for line in lines if line.startswith(start))


CATEGORIES = ("dual-use-categories", "screening/eu_dual_use_annex_i_categories.csv")
GROUPS = ("dual-use-groups", "screening/eu_dual_use_annex_i_subgroups.csv")
TECHNOLOGIES = ("nts-technologies", "programme/nts_10_key_technologies.csv")


@pytest.mark.parametrize(
    ("source", "file", "code", "label", "count"),
    [
        (*CATEGORIES, "6", "Sensors and lasers", 10),
        (*GROUPS, "D", "Software", 5),
        (*TECHNOLOGIES, "9", "Semiconductors", 10),
    ],
)
def test_short_lists(
    source: str, file: str, code: str, label: str, count: int, data: Path, tmp_path: Path
) -> None:
    found = read(source, data / file)
    assert [(r["code"], r["label"]) for r in found.rows] == [
        tuple(row.values()) for row in table(data / file)
    ]
    assert (len(found.rows), found.one(code=code)["label"]) == (count, label)
    lines = (data / file).read_text("utf-8").splitlines(keepends=True)
    (problem,) = refused(source, written(tmp_path / "a.csv", "".join(lines[:-1])))
    assert problem.code == "codes"


def test_what_the_columns_of_industry_4_0_hold(data: Path) -> None:
    folder = data / "nuts2_panel"
    found = read("industry-4-0-indicators", folder / "I40_indicator_db_column_description.csv")
    assert len(found.rows) == 103
    with (folder / "I40_indicator_db.csv").open(encoding="utf-8") as stream:
        header = next(csv.reader(stream, delimiter="\t"))
    assert {r["code"] for r in found.rows} == set(header)
    index = found.one(code="rd_e_gerdreg_SECTPERF_BES__UNIT_PC_GDP")
    assert index["attributes"] == {"DataType": "float"}
    # Its last line is not ended, but its last sentence is.
    assert found.rows[-1]["label"].endswith("keyword and NUTS2 region.")


def test_names_of_countries_as_publishers_write_them(data: Path) -> None:
    rows = table(data / "codes/country-codes.csv")
    named = {r["ISO3166-1-Alpha-2"]: r["official_name_en"] for r in rows}
    found = {code: country_named(name) for code, name in named.items()}
    assert {code for code, region in found.items() if region and region != code} == set()
    missed = {named[code] for code, region in found.items() if region is None}
    assert missed == set()
    assert {country_named(name) for name in ("Russia", "Russian Federation")} == {"RU"}
    assert country_named("Hong Kong") == "HK"
    assert country_named("Soviet Union") is None
    assert all(country_named(name) in COUNTRIES for name in ("Kosovo", "Taiwan", "South Korea"))
