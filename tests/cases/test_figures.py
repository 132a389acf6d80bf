"""Every figure of the Noord-Brabant case stands in the file it names, in the place it names.

The files are read here as their publishers made them (csv, gzip, openpyxl), so that an error in the
program's own readers cannot hide an error in the case.
"""

import csv
import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from openpyxl import load_workbook

CASE = Path(__file__).parents[2] / "src" / "windroos" / "cases" / "noord_brabant"

# The countries of the case: ISO 3166-1 alpha-2.
EUROPEAN = ["AT", "BE", "CH", "DE", "DK", "FI", "FR", "NL", "SE", "UA"]
OVERSEAS = ["CN", "IL", "JP", "KR", "MY", "SG", "US", "VN"]
# The Advanced Guide's 69 countries hold neither Ukraine nor Viet Nam.
NOT_IN_TRADE = {"UA", "VN"}
# The global competitors of the European Innovation Scoreboard, compared on a reduced set.
GLOBAL_COMPETITORS = {"AU", "BR", "CA", "CL", "CN", "IN", "JP", "KR", "MX", "US", "ZA"}
# NUTS 2 regions of the four Länder (the same codes in NUTS 2013, 2016, 2021 and 2024).
LAENDER = {
    "DE1": ("DE11..DE14", ["DE11", "DE12", "DE13", "DE14"]),
    "DE2": ("DE21..DE27", ["DE21", "DE22", "DE23", "DE24", "DE25", "DE26", "DE27"]),
    "DEA": ("DEA1..DEA5", ["DEA1", "DEA2", "DEA3", "DEA4", "DEA5"]),
    "DED": ("DED2, DED4, DED5", ["DED2", "DED4", "DED5"]),
}
POPULATION = "demo_r_d2jan_UNIT_NR__SEX_T__AGE_TOTAL"

RIS_UNIT = "EU28 in 2019 = 104.71"
EIS_UNIT = "EU 2018 = 100"
GII_UNIT = "0-100"
WGI_UNIT = "standard normal units"
TRADE_UNIT = "million USD"
PATENT_UNIT = "P_MHAB"
# The indicators of the European Innovation Scoreboard that challenges are measured by.
CHALLENGES = {
    "1.1.3": "lifelong-learning",
    "1.3.2": "digital-skills",
    "4.3.1": "resource-productivity",
    "4.3.2": "co2-productivity",
}

Key = tuple[str, str, int, str]  # region or economy, indicator, year, source


class Cell(NamedTuple):
    """What a row says: value, standard error, unit and the place in the dataset."""

    value: float
    standard_error: float | None
    unit: str
    cell: str


def _table(path: Path, *, delimiter: str = ",") -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def _sheet(path: Path, name: str) -> Iterator[tuple]:
    return load_workbook(path, read_only=True)[name].iter_rows(values_only=True)


@pytest.fixture(scope="module")
def figures() -> list[dict[str, str]]:
    return _table(CASE / "figures.csv")


@pytest.fixture(scope="module")
def anchors() -> list[dict[str, str]]:
    return _table(CASE / "anchors.csv")


@pytest.fixture
def alpha3(shared: Path) -> dict[str, str]:
    """ISO 3166-1 alpha-2 -> alpha-3."""
    rows = _table(shared / "data/codes/country-codes.csv")
    return {row["ISO3166-1-Alpha-2"]: row["ISO3166-1-Alpha-3"] for row in rows}


@pytest.fixture
def rii(shared: Path) -> dict[str, str]:
    """NUTS 2 region -> Regional Innovation Index 2019 (empty where there is none)."""
    rows = _table(shared / "data/innovation/ris2019_rii_nuts2.csv")
    return {row["NUTS_ID"]: row["regional_innovation_index"] for row in rows}


@pytest.fixture
def sii(shared: Path) -> dict[tuple[str, int], float]:
    """(alpha-2, year) -> Summary Innovation Index of the EIS 2025."""
    rows = _table(shared / "data/innovation/eis_2025_raw_indicators.csv")
    return {(r["iso2"], int(r["year"])): float(r["obs_value"]) for r in rows if r["var"] == "SII"}


@pytest.fixture
def gii(shared: Path) -> dict[str, float]:
    """alpha-3 -> overall score of the Global Innovation Index, last year of the file."""
    rows = _sheet(shared / "data/gii/WIPO-GII.xlsx", "Data")
    header = next(rows)
    assert header[-1] == "2022"
    scores = (row for row in rows if row[2] == "WIPO.GII.235" and row[4] == "Score")
    return {row[0]: row[-1] for row in scores if row[-1] is not None}


def _ris(rii: dict[str, str], shared: Path) -> Iterator[tuple[Key, Cell]]:
    for region, nuts2 in (("NL41", "NL41"), ("DEG", "DEG0")):
        cell = Cell(float(rii[nuts2]), None, RIS_UNIT, f"NUTS_ID={nuts2}")
        yield (region, "ris-rii", 2019, "ris-2019"), cell
    panel = _table(shared / "data/nuts2_panel/I40_indicator_db.csv", delimiter="\t")
    known = {(r["NUTS2"], int(r["YEAR"])): float(r[POPULATION]) for r in panel if r[POPULATION]}
    for land, (place, parts) in LAENDER.items():
        assert parts == sorted(code for code in rii if len(code) == 4 and code.startswith(land))
        years = [{year for code, year in known if code == part} for part in parts]
        year = max(set.intersection(*years))
        people = {part: known[part, year] for part in parts}
        mean = sum(float(rii[part]) * people[part] for part in parts) / sum(people.values())
        place = f"NUTS_ID={place}; weights=nuts2-panel YEAR={year}"
        yield (
            (land, "ris-rii", 2019, "ris-2019"),
            Cell(round(mean, 4), None, RIS_UNIT, place),
        )


def _wgi(alpha3: dict[str, str], shared: Path) -> Iterator[tuple[Key, Cell]]:
    rows = _sheet(shared / "data/governance/wgidataset_2024update.xlsx", "Sheet1")
    assert next(rows)[1:7] == (
        "code",
        "countryname",
        "year",
        "indicator",
        "estimate",
        "stddev",
    )
    place = {(row[1], row[4], row[3]): row[5:7] for row in rows}
    year = max(year for _, _, year in place)
    for country in EUROPEAN + OVERSEAS:
        for indicator, column in (("wgi-rule-of-law", "rl"), ("wgi-voice", "va")):
            code = alpha3[country]
            estimate, stddev = place[code, column, year]
            text = f"code={code}; indicator={column}; year={year}"
            cell = Cell(estimate, stddev, WGI_UNIT, text)
            yield (country, indicator, year, "wgi-2024"), cell


def _trade(alpha3: dict[str, str], shared: Path) -> Iterator[tuple[Key, Cell]]:
    path = shared / "data/trade/bilateral_trade_1986_2006.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        flows = {
            (row["exporter"], row["importer"], int(float(row["year"]))): float(row["trade"])
            for row in csv.DictReader(file)
        }
    year = max(year for _, _, year in flows)
    traders = {exporter for exporter, _, _ in flows}
    abroad = [country for country in EUROPEAN + OVERSEAS if country != "NL"]
    assert {country for country in abroad if alpha3[country] not in traders} == NOT_IN_TRADE
    for country in set(abroad) - NOT_IN_TRADE:
        code = alpha3[country]
        for indicator, pair in (
            ("nl-exports", ("NLD", code)),
            ("nl-imports", (code, "NLD")),
        ):
            text = f"exporter={pair[0]}; importer={pair[1]}; year={year}"
            cell = Cell(flows[*pair, year], None, TRADE_UNIT, text)
            yield (country, indicator, year, "trade-1986-2006"), cell


def _patents(shared: Path) -> Iterator[tuple[Key, Cell]]:
    path = shared / "data/region_matrices/pat_ep_rtot_nuts.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        found = {
            (row["geo"], int(float(row["time"]))): float(row["values"])
            for row in csv.DictReader(file)
            if row["unit"] == "P_MHAB" and row["values"]
        }
    year = max(year for _, year in found)
    own = _table(CASE / "regions.csv")
    for code in (row["code"] for row in own if (row["code"], year) in found):
        cell = Cell(found[code, year], None, PATENT_UNIT, f"geo={code}; unit=P_MHAB; time={year}")
        yield (code, "epo-patents", year, "epo-patents-2012"), cell
    # Hauts-de-France came of two regions of NUTS 2013: FR22 is FRE2 since, and FR30 is FRE1.
    panel = _table(shared / "data/nuts2_panel/I40_indicator_db.csv", delimiter="\t")
    people = {
        old: float(row[POPULATION])
        for old, new in (("FR22", "FRE2"), ("FR30", "FRE1"))
        for row in panel
        if (row["NUTS2"], row["YEAR"]) == (new, "2018")
    }
    mean = sum(found[old, year] * n for old, n in people.items()) / sum(people.values())
    text = f"geo=FR22, FR30; unit=P_MHAB; time={year}; weights=nuts2-panel YEAR=2018"
    key = ("FRE", "epo-patents", year, "epo-patents-2012")
    yield key, Cell(round(mean, 4), None, PATENT_UNIT, text)


def _eis_cell(country: str, year: int, sii: dict[tuple[str, int], float]) -> Cell:
    return Cell(sii[country, year], None, EIS_UNIT, f"iso2={country}; var=SII; year={year}")


def _gii_cell(code: str, gii: dict[str, float]) -> Cell:
    return Cell(gii[code], None, GII_UNIT, f"Economy ISO3={code}; WIPO.GII.235; Score; 2022")


def _challenges(shared: Path) -> Iterator[tuple[Key, Cell]]:
    """The figures of the challenges that the European scoreboard measures, of all years."""
    for row in _table(shared / "data/innovation/eis_2025_raw_indicators.csv"):
        indicator = CHALLENGES.get(row["var"])
        if indicator and row["iso2"] in EUROPEAN and row["obs_value"] not in ("", "NA"):
            place = f"iso2={row['iso2']}; var={row['var']}; year={row['year']}"
            key = (row["iso2"], indicator, int(row["year"]), "eis-2025")
            yield key, Cell(float(row["obs_value"]), None, row["var_axis"], place)


def _published(rows: list[dict[str, str]], place: str) -> dict[Key, Cell]:
    """Rows of the case by key; `place` is the column with the region or economy."""
    published = {}
    for row in rows:
        key = (row[place], row["indicator"], int(row["year"]), row["source"])
        assert key not in published, f"{key} stands twice"
        error = row.get("standard_error")
        error = float(error) if error else None
        published[key] = Cell(float(row["value"]), error, row["unit"], row["cell"])
    return published


def test_the_figures_are_those_of_the_datasets_and_none_is_missing(
    figures: list[dict[str, str]],
    shared: Path,
    alpha3: dict[str, str],
    rii: dict[str, str],
    sii: dict[tuple[str, int], float],
    gii: dict[str, float],
) -> None:
    latest = max(year for _, year in sii)
    expected = dict(_ris(rii, shared))
    expected |= {
        (country, "eis-sii", latest, "eis-2025"): _eis_cell(country, latest, sii)
        for country in EUROPEAN
    }
    expected |= {
        (country, "gii-score", 2022, "gii-2022"): _gii_cell(alpha3[country], gii)
        for country in OVERSEAS
    }
    expected |= dict(_wgi(alpha3, shared))
    expected |= dict(_trade(alpha3, shared))
    expected |= dict(_patents(shared))
    expected |= dict(_challenges(shared))
    assert _published(figures, "region") == expected


def test_the_anchors_are_the_european_economies_of_both_scoreboards_in_2022(
    anchors: list[dict[str, str]],
    alpha3: dict[str, str],
    sii: dict[tuple[str, int], float],
    gii: dict[str, float],
) -> None:
    europe = {country for country, year in sii if year == 2022} - GLOBAL_COMPETITORS
    both = {country for country in europe if alpha3[country] in gii}
    expected = {
        (country, "eis-sii", 2022, "eis-2025"): _eis_cell(country, 2022, sii) for country in both
    }
    expected |= {
        (country, "gii-score", 2022, "gii-2022"): _gii_cell(alpha3[country], gii)
        for country in both
    }
    assert _published(anchors, "economy") == expected
    assert len(both) == 39  # 27 member states and 12 neighbours
    assert {"CH", "GB", "GR", "NO", "TR", "UA"} <= both


def test_the_regional_index_does_not_put_the_eu_at_100(
    figures: list[dict[str, str]], rii: dict[str, str]
) -> None:
    """The file's own EU28 row; every regional figure says so where it is shown."""
    assert rii["EU28"] == "104.714481"
    for row in figures:
        if row["indicator"] == "ris-rii":
            assert "104,714481" in row["note_nl"]
            assert "104.714481" in row["note_en"]


@pytest.mark.parametrize("land", LAENDER)
def test_an_own_aggregate_names_its_regions_and_the_year_of_its_weights(
    figures: list[dict[str, str]], land: str
) -> None:
    (row,) = [r for r in figures if (r["region"], r["indicator"]) == (land, "ris-rii")]
    for note in (row["note_nl"], row["note_en"]):
        assert all(part in note for part in LAENDER[land][1])
        assert "2018" in note
    assert row["note_nl"].startswith("Eigen samenvoeging")
    assert row["note_en"].startswith("Our own aggregate")


def test_trade_says_that_it_is_manufacturing_only_and_old(
    figures: list[dict[str, str]],
) -> None:
    trade = [row for row in figures if row["indicator"] in {"nl-exports", "nl-imports"}]
    assert trade
    assert all(row["note_nl"].startswith("Alleen industrieproducten") for row in trade)
    assert all(row["note_en"].startswith("Manufactured goods only") for row in trade)


@pytest.mark.parametrize(("name", "place"), [("figures", "region"), ("anchors", "economy")])
def test_rows_are_sorted_by_place_and_indicator(name: str, place: str) -> None:
    data = (CASE / f"{name}.csv").read_bytes()
    assert b"\r" not in data
    rows = _table(CASE / f"{name}.csv")
    order = [(row[place], row["indicator"]) for row in rows]
    assert order == sorted(order)
