"""Tables of third parties, read by mappings; each against an independent read of the file."""

import csv
import gzip
from importlib.resources import files
from pathlib import Path

import pytest
from tests.sources.reading import Read, read, refused, replaced, written

from windroos.sources.mapping import dataset_of, shipped
from windroos.sources.registry import datasets
from windroos.sources.shape import SourceError
from windroos.sources.staging import workspace


def table(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines(), delimiter=delimiter))


def test_the_innovation_scoreboard_of_2025(shared: Path) -> None:
    path = shared / "data/innovation/eis_2025_raw_indicators.csv"
    found = read("eis-2025", path)
    rows = table(path)
    assert len(found.rows) == len(rows) == 8735
    given = {(r["iso2"], r["var"], r["year"]): r for r in rows}
    for row in found.rows:
        source = given[row["region"], row["indicator"], row["period"]]
        assert row["value"] == float(source["obs_value"])
        index = row["indicator"] == "SII"
        assert row["unit"] == ("EU 2018 = 100" if index else source["var_axis"])
    austria = found.one(region="AT", indicator="SII", period="2018")
    assert (austria["value"], austria["cell"]) == (120.118, "iso2=AT; var=SII; year=2018")
    assert found.warnings == []


def test_the_regional_scoreboard_of_2019(shared: Path) -> None:
    path = shared / "data/innovation/ris2019_rii_nuts2.csv"
    found = read("ris-2019", path)
    rows = table(path)
    index = {row["region_given"]: row["value"] for row in found.rows if row["indicator"] == "RII"}
    assert index == {
        row["NUTS_ID"]: float(row["regional_innovation_index"])
        for row in rows
        if row["regional_innovation_index"]
    }
    brabant = found.one(region="NL41", indicator="RII")
    assert (round(brabant["value"], 2), brabant["period"]) == (135.15, "2019")
    assert brabant["cell"] == "NUTS_ID=NL41; regional_innovation_index"
    # A spreadsheet took the code of Saarland, DEC0, for a date: told, not guessed.
    assert {w.values["code"] for w in found.warnings} == {"Dec-00", "EU28"}


def test_the_indices_of_democracy(shared: Path) -> None:
    path = shared / "data/governance/vdem_indices_1990on.csv"
    found = read("v-dem-indices", path)
    given = {
        (row["country_text_id"], row["year"].removesuffix(".0"), name): row[name]
        for row in table(path)
        for name in row
        if name.startswith("v2x_") and row[name]
    }
    assert len(found.rows) == len(given) == 30_982
    for row in found.rows:
        place = (row["region_given"], row["period"], row["indicator"])
        assert row["value"] == float(given[place])
    assert found.one(region="MX", indicator="v2x_polyarchy", period="1990")["value"] == 0.389
    unknown = {w.values["code"] for w in found.warnings}
    assert unknown == {"DDR", "PSE", "PSG", "SML", "YMD", "ZZB"}


def test_patents_by_region(shared: Path) -> None:
    path = shared / "data/region_matrices/pat_ep_rtot_nuts.csv.gz"
    found = read("patents-by-region", path)
    given = {(r["unit"], r["geo"], str(int(float(r["time"])))): r["values"] for r in table(path)}
    assert len(found.rows) == len(given) == 103_075
    for row in found.rows:
        assert row["value"] == float(given[row["unit"], row["region_given"], row["period"]])
    austria = found.one(region="AT", unit="GDP_BEUR", period="2012")
    assert austria["value"] == 5.062
    assert austria["cell"] == "geo=AT; unit=GDP_BEUR; time=2012"
    assert all(code.endswith("Z") for code in (w.values["code"] for w in found.warnings))


def test_exports_by_chapter(shared: Path) -> None:
    path = shared / "data/trade/BACI_HS96_2d_2024_v202601.csv"
    found = read("exports-by-chapter", path)
    rows = table(path)
    assert len(found.rows) == len(rows) == 19_426
    given = {(row["i"], row["hs2"]): float(row["v"]) for row in rows}
    for row in found.rows:
        assert row["value"] == given[row["region_given"], row["dimensions"]["hs2"]]
    # Namibia is NA, and France 251 with Monaco and the overseas departments.
    assert {"516": "NA", "251": "FR", "490": "TW"}.items() <= {
        row["region_given"]: row["region"] for row in found.rows
    }.items()
    assert found.one(region="NL", dimensions={"hs2": "84"})["unit"] == "thousand USD"


def test_trade_between_countries(shared: Path) -> None:
    path = shared / "data/trade/bilateral_trade_1986_2006.csv.gz"
    found = read("bilateral-trade", path)
    rows = table(path)
    assert len(found.rows) == len(rows) == 99_981
    given = {(r["exporter"], r["importer"], str(int(float(r["year"])))): r["trade"] for r in rows}
    for row in found.rows:
        place = (row["region_given"], row["dimensions"]["importer"], row["period"])
        assert row["value"] == float(given[place])
    austria = found.one(region="NL", dimensions={"importer": "AUT"}, period="2006")
    assert austria["value"] == 3716.436589477539
    assert austria["cell"] == "exporter=NLD; importer=AUT; year=2006"
    assert found.warnings == []  # ROM, as the World Bank wrote it, is Romania


def test_a_hundred_columns_of_figures(shared: Path) -> None:
    path = shared / "data/nuts2_panel/I40_indicator_db.csv"
    found = read("industry-4-0", path)
    given = {
        (row["NUTS2"], row["YEAR"], name): value
        for row in table(path, "\t")
        for name, value in row.items()
        if value and name not in ("NUTS2", "YEAR")
    }
    assert len(found.rows) == len(given) == 248_958
    for row in found.rows:
        assert row["value"] == float(given[row["region_given"], row["period"], row["indicator"]])
    # Of two columns the mapping says the unit; of the others the file does not.
    percentages = [row for row in found.rows if row["unit"] == "percent"]
    assert {row["indicator"] for row in percentages} == {
        "edat_lfse_04_SEX_T__ISCED11_ED3-8__AGE_Y25-64__UNIT_PC",
        "edat_lfse_33_UNIT_PC__SEX_T__ISCED11_TOTAL__DURATION_TOTAL__AGE_Y15-34",
    }
    (warning,) = (w for w in found.warnings if w.code == "unit")
    assert warning.values["count"] == 248_958 - len(percentages) == 241_874


@pytest.mark.parametrize(
    ("source", "name", "column"),
    [
        ("eis-2025", "innovation/eis_2025_raw_indicators.csv", b"obs_value"),
        ("ris-2019", "innovation/ris2019_rii_nuts2.csv", b"NUTS_ID"),
        ("v-dem-indices", "governance/vdem_indices_1990on.csv", b"v2x_libdem"),
        ("exports-by-chapter", "trade/BACI_HS96_2d_2024_v202601.csv", b"hs2"),
        ("industry-4-0", "nuts2_panel/I40_indicator_db.csv", b"YEAR"),
    ],
)
def test_broken_copies_are_refused(
    source: str, name: str, column: bytes, shared: Path, tmp_path: Path
) -> None:
    path = shared / "data" / name
    (problem,) = refused(source, replaced(path, tmp_path, column, b"renamed"))
    assert (problem.code, problem.field, problem.row) == ("header", column.decode(), 1)
    content = path.read_bytes()
    short = written(tmp_path / path.name, content[: content.rindex(b"\n", 0, -1) + 3])
    assert refused(source, short)[0].code == "truncated"
    middle = content.index(b"\n", len(content) // 2)
    wrong = written(tmp_path / path.name, content[:middle] + b"\n\xe9" + content[middle:])
    (problem,) = refused(source, wrong)
    assert (problem.code, problem.values["byte"]) == ("encoding", "0xE9")
    assert problem.row == content[:middle].count(b"\n") + 2


def test_a_copy_with_its_columns_in_another_order_reads_the_same(
    shared: Path, tmp_path: Path
) -> None:
    path = shared / "data/innovation/ris2019_rii_nuts2.csv"
    rows = table(path)
    moved = tmp_path / path.name
    with moved.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, sorted(rows[0], reverse=True))
        writer.writeheader()
        writer.writerows(rows)

    def figures(found: Read) -> set[tuple[object, ...]]:
        return {(r["region"], r["indicator"], r["value"], r["cell"]) for r in found.rows}

    assert figures(read("ris-2019", moved)) == figures(read("ris-2019", path))


HEAD = """
id = "x"
title_nl = "X"
title_en = "X"
publisher = "P"
homepage = "https://example.org/"
[licence]
name = "CC0"
url = "https://example.org/"
attribution = "P"
"""
LONG = (
    HEAD
    + """
[file]
delimiter = ";"
encoding = "latin-1"
decimal = ","
missing = ["-", "n.b."]
[region]
column = "land"
codes = "iso2"
[period]
column = "jaar"
[indicator]
column = "maat"
[value]
column = "waarde"
unit = "euro"
flag = "noot"
standard_error = "fout"
[value.units]
bbp = "miljoen euro"
"""
)
TABLE = (
    "land;jaar;maat;waarde;fout;noot\n"
    "NL;2020;bbp;1,5;0,25;privé\n"
    "NL;2020;loon;-;;\n"
    "NA;2020;loon;3;n.b.;\n"
)


def mapped(mapping: str, content: bytes, folder: Path) -> list[tuple[object, ...]]:
    dataset = dataset_of(written(folder / "x.toml", mapping))
    with workspace() as place:
        reading = dataset.read(place, [written(folder / "x.csv", content)], {})
        columns = "region, indicator, value, unit, flag, standard_error"
        return reading.table.project(columns).fetchall()


def test_a_dutch_table_in_latin_1_with_decimal_commas(tmp_path: Path) -> None:
    assert mapped(LONG, TABLE.encode("latin-1"), tmp_path) == [
        ("NL", "bbp", 1.5, "miljoen euro", "privé", 0.25),
        ("NL", "loon", None, "euro", None, None),
        ("NA", "loon", 3, "euro", None, None),
    ]


@pytest.mark.parametrize("wrong", ["1.5", "1.500,0", "een", "1,5 "[:3] + "x"])
def test_a_number_in_another_format_is_told_with_its_place(wrong: str, tmp_path: Path) -> None:
    content = TABLE.replace("1,5", wrong).encode("latin-1")
    with pytest.raises(SourceError) as raised:
        mapped(LONG, content, tmp_path)
    (problem,) = raised.value.problems
    assert (problem.file, problem.row, problem.field) == ("x.csv", 2, "waarde")
    assert wrong in problem.message


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('id = "x"', "", "id"),
        ("delimiter", "delimeter", "[file] delimeter"),
        ('codes = "iso2"', 'codes = "iso4"', "[region] codes"),
        ('decimal = ","', 'decimal = ";"', "[file] decimal"),
        ('column = "jaar"', 'column = "jaar"\nvalue = "2020"', "period"),
        ('[indicator]\ncolumn = "maat"', "", None),
        ("[file]", "[file", None),
    ],
)
def test_a_mapping_that_is_wrong_says_where(
    old: str, new: str, field: str | None, tmp_path: Path
) -> None:
    assert old in LONG
    with pytest.raises(SourceError) as raised:
        dataset_of(written(tmp_path / "x.toml", LONG.replace(old, new, 1)))
    assert raised.value.problems[0].code == "mapping"
    assert raised.value.problems[0].field == field


def test_every_mapping_that_comes_with_the_program_is_a_dataset() -> None:
    ids = {dataset.id for dataset in shipped()}
    assert ids == {
        one.name.removesuffix(".toml") for one in (files("windroos.sources") / "mappings").iterdir()
    }
    assert ids <= set(datasets())
