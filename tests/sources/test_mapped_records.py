"""CORDIS as third parties re-arranged it, read by mappings; each against an independent read."""

import csv
import gzip
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
from tests.sources.reading import Read, read, written

from windroos.sources.mapping import dataset_of
from windroos.sources.shape import SourceError
from windroos.sources.staging import workspace

GERMAN = "data/cordis/participations_de.parquet"


def table(path: Path) -> list[dict[str, str]]:
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


def asked(query: str, *values: object) -> list[tuple[Any, ...]]:
    """Rows that DuckDB gives by itself."""
    with duckdb.connect() as connection:
        return connection.execute(query, list(values)).fetchall()


def test_german_participations(shared: Path) -> None:
    path = shared / GERMAN
    found = read("german-participations", path)
    given = asked(
        """
        SELECT projectID, organisationID, name, role, ecContribution, netEcContribution, nutsCode,
            geolocation, SME, programme
        FROM read_parquet($1)
        """,
        str(path),
    )
    withheld = asked(
        "SELECT count(*) FROM read_parquet($1) WHERE coalesce(postCode, city, nutsCode) IS NULL",
        str(path),
    )
    assert (len(given), withheld) == (36_985, [(159,)])
    # Of the 159 whose place is withheld seven have the legal form of a company, and stay; 22 more
    # are out by their names.
    (warning,) = found.warnings
    assert (warning.code, warning.values["count"]) == ("persons", 174)
    assert len(found.rows) == len(given) - 174
    rows = iter(given)
    programmes = {"Horizon 2020": "H2020", "Horizon Europe": "HORIZON"}
    sme = {"true": True, "false": False, None: None}
    for row in found.rows:
        # The rows come in their order, less those that are left out.
        key = (row["project"], row["organisation"], row["name"], row["role"])
        source = next(one for one in rows if one[:4] == key)
        assert (row["ec_contribution"], row["net_ec_contribution"]) == source[4:6]
        region = source[6] if source[6] and len(source[6]) > 2 else None
        assert (row["nuts_given"], row["nuts"], row["country"]) == (source[6], region, "DE")
        place = source[7].split(",") if source[7] else [None, None]
        assert [row["latitude"], row["longitude"]] == [float(x) if x else None for x in place]
        assert (row["sme"], row["programme"]) == (sme[source[8]], programmes[source[9]])
    out = sum(one[4] for one in given) - sum(row["ec_contribution"] for row in found.rows)
    assert warning.values["money"] == f"{out:.0f}"


def test_no_one_whose_place_is_withheld_is_among_the_german_participants(shared: Path) -> None:
    rows = read("german-participations", shared / GERMAN).rows
    nowhere = [row["name"] for row in rows if row["city"] is None and row["nuts_given"] is None]
    assert len(nowhere) == 7
    assert all("GMBH" in name.upper() for name in nowhere)


def test_horizon_2020_without_names(shared: Path) -> None:
    path = shared / "data/cordis/h2020_participations.csv.gz"
    found = read("h2020-participations", path)
    given = table(path)
    assert len(found.rows) == len(given) == 144_726
    ours = {"EL": "GR", "UK": "GB", "NA": None}
    for row, source in zip(found.rows, given, strict=True):
        assert (row["project_rcn"], row["organisation"], row["role"], row["activity_type"]) == (
            source["rcn"],
            source["pic"],
            source["role"],
            source["type"],
        )
        money = None if source["contribution"] == "NA" else float(source["contribution"])
        assert row["ec_contribution"] == money
        assert row["country"] == ours.get(source["country"], source["country"])
    assert sum(row["ec_contribution"] is None for row in found.rows) == 13_754
    assert sum(row["country"] is None for row in found.rows) == 11
    assert found.warnings == []


def test_parts_of_the_programme(shared: Path) -> None:
    path = shared / "data/cordis/h2020_programme_parts.csv.gz"
    found = read("h2020-programme-parts", path)
    given = table(path)
    assert [(row["project_rcn"], row["code"]) for row in found.rows] == [
        (row["rcn"], row["programme_part"]) for row in given
    ]
    assert (len(given), {row["scheme"] for row in found.rows}) == (37_441, {"programme part"})


def test_participants_from_brabant(shared: Path) -> None:
    path = shared / "data/cordis/brabant_pics.csv"
    found = read("brabant-participants", path)
    given = {row["orgId"]: row for row in table(path)}
    (warning,) = found.warnings
    assert (warning.code, warning.values) == ("persons", {"count": 1})
    assert (len(given), len(found.rows)) == (135, 134)
    for row in found.rows:
        source = given[row["id"]]
        assert (row["name"], row["city"], row["country"]) == (source["name"], source["city"], "NL")


@pytest.mark.filterwarnings("ignore:Workbook contains no default style")
def test_two_tables_of_the_workbooks_of_horizon_europe(shared: Path) -> None:
    folder = shared / "data/cordis"
    files = [folder / "HE_euroSciVoc.xlsx", folder / "HE_topics.xlsx"]
    found = read("cordis-topics", *files)
    given = []
    for path in files:
        book = openpyxl.load_workbook(path, read_only=True)
        sheet = book["DATA"]
        sheet.reset_dimensions()  # the workbook says that it is one cell large
        given.append(list(sheet.iter_rows(min_row=2, values_only=True)))
        book.close()
    assert [len(rows) for rows in given] == [38_789, 15_341]
    euroscivoc = {(str(row[0]), row[1]): (row[3].strip(), row[2].strip()) for row in given[0]}
    topics = {(str(row[0]), row[1]): (row[2].strip(), None) for row in given[1]}
    assert len(found.rows) == len(euroscivoc) + len(topics)
    for row in found.rows:
        source = euroscivoc if row["scheme"] == "EuroSciVoc" else topics
        assert (row["title"], row["path"]) == source[row["project"], row["code"]]
    law = found.one(project="101163161", code="/29/89")
    assert (law["title"], law["path"]) == ("law", "/social sciences/law")


MAPPING = """
id = "x"
title_nl = "X"
title_en = "X"
publisher = "P"
homepage = "https://example.org/"
gives = "participations"
place_withheld = ["plaats"]
[licence]
name = "CC0"
url = "https://example.org/"
attribution = "P"
[file]
delimiter = ";"
missing = ["-"]
[fields]
project = "project"
programme = { value = "H2020" }
organisation = "nummer"
name = "naam"
city = "plaats"
role = { column = "rol", values = { penvoerder = "coordinator" } }
latitude = { column = "ligging", part = 1 }
longitude = { column = "ligging", part = 2 }
ec_contribution = "bijdrage"
"""
TABLE = (
    "project;nummer;naam;plaats;rol;ligging;bijdrage\n"
    "1;10;VOORBEELD BV;Uden;penvoerder;51.5,5.5;1000,5\n"
    "1;11;VOORBEELD NV;-;partner;-;-\n"
    "1;12;ACHTERNAAM X;-;partner;-;5\n"
)


def mapped(mapping: str, content: str, folder: Path) -> Read:
    dataset = dataset_of(written(folder / "x.toml", mapping))
    with workspace() as place:
        reading = dataset.read(place, [written(folder / "x.csv", content)], {})
        columns = reading.table.columns
        rows = [dict(zip(columns, row, strict=True)) for row in reading.table.fetchall()]
    return Read(rows, list(reading.warnings))


def test_a_mapping_of_participations(tmp_path: Path) -> None:
    found = mapped(MAPPING, TABLE, tmp_path)
    told = ("organisation", "role", "latitude", "longitude", "ec_contribution", "programme")
    assert [tuple(row[name] for name in told) for row in found.rows] == [
        ("10", "coordinator", 51.5, 5.5, 1000.5, "H2020"),
        ("11", "partner", None, None, None, "H2020"),
    ]
    (warning,) = found.warnings
    assert warning.values == {"count": 1, "money": "5"}


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('gives = "participations"', 'gives = "people"', "gives"),
        ('name = "naam"', 'naam = "naam"', "[fields] naam"),
        ('city = "plaats"', 'country = "plaats"', "[fields] country"),
        ('{ value = "H2020" }', '{ value = "H2020", column = "x" }', "[fields] programme"),
        ("part = 1", "piece = 1", "[fields] latitude"),
        ('place_withheld = ["plaats"]', 'region = "NL"', "region"),
    ],
)
def test_a_mapping_that_is_wrong_says_where(old: str, new: str, field: str, tmp_path: Path) -> None:
    assert old in MAPPING
    with pytest.raises(SourceError) as raised:
        dataset_of(written(tmp_path / "x.toml", MAPPING.replace(old, new, 1)))
    assert {(problem.code, problem.field) for problem in raised.value.problems} == {
        ("mapping", field)
    }
