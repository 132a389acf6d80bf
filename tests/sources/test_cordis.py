"""CORDIS's archives: what is read of them, what is left out, and what is refused."""

import csv
import zipfile
from datetime import date
from pathlib import Path

import pytest
from tests.sources.archives import (
    ABOUT,
    EUROSCIVOC,
    ORGANIZATION,
    PROJECT,
    TOPICS,
    archive,
    participation,
    person,
    project,
    text,
)
from tests.sources.reading import cut, read, refused, workbook, written

from windroos.sources.registry import datasets
from windroos.sources.shape import SourceError


def test_a_participation_with_each_of_its_fields(tmp_path: Path) -> None:
    (row,) = read("cordis-participations", archive(tmp_path)).rows
    assert row == {
        "project": "101000001",
        "project_rcn": "239001",
        "programme": "HORIZON",
        "organisation": "900000001",
        "organisation_rcn": "1900001",
        "name": "VOORBEELD TECHNIEK BV",
        "short_name": "VT",
        "activity_type": "PRC",
        "sme": True,
        "role": "participant",
        "position": 1,
        "country": "NL",
        "country_given": "NL",
        "nuts": "NL414",
        "nuts_given": "NL414",
        "city": "Eindhoven",
        "latitude": 51.4416,
        "longitude": 5.4697,
        "website": "http://www.example.org",
        "ec_contribution": 100000.5,
        "net_ec_contribution": 0,
        "total_cost": 150000.75,
        "ended": False,
        "active": None,
    }


def test_street_post_code_vat_number_and_contact_form_do_not_come_in(tmp_path: Path) -> None:
    (row,) = read("cordis-participations", archive(tmp_path)).rows
    for kept_out in ("STRAAT", "1234 AB", "NL000000000B01", "contact"):
        assert not any(kept_out in str(value) for value in row.values())


@pytest.mark.parametrize(
    ("given", "country", "nuts_given", "nuts"),
    [
        ("EL", "GR", "EL303", "EL303"),
        ("UK", "GB", "UKI31", "UKI31"),
        ("XK", "XK", "XK", None),
        ("GH", "GH", "GH", None),
        ("NL", "NL", "", None),
        ("", None, "", None),
    ],
)
def test_a_country_and_a_region_in_our_codes(
    given: str, country: str | None, nuts_given: str, nuts: str | None, tmp_path: Path
) -> None:
    rows = text(ORGANIZATION, [participation(country=given, nutsCode=nuts_given)])
    found = read("cordis-participations", archive(tmp_path, organization=rows))
    (row,) = found.rows
    assert (row["country"], row["nuts"]) == (country, nuts)
    assert (row["country_given"], row["nuts_given"]) == (given or None, nuts_given or None)
    assert found.warnings == []


def test_two_countries_in_one_field_are_told_and_stay_without_one(tmp_path: Path) -> None:
    rows = text(ORGANIZATION, [participation(country="DE;HU"), participation(order="2")])
    found = read("cordis-participations", archive(tmp_path, organization=rows))
    assert [row["country"] for row in found.rows] == [None, "NL"]
    assert found.rows[0]["country_given"] == "DE;HU"
    (warning,) = found.warnings
    assert (warning.code, warning.row, warning.field) == ("region", 2, "country")
    assert warning.values == {"code": "DE;HU", "count": 1}


def test_what_is_empty_is_missing_and_zero_is_zero(tmp_path: Path) -> None:
    empty = participation(
        ecContribution="", netEcContribution="", totalCost="0", SME="", geolocation=""
    )
    found = read(
        "cordis-participations", archive(tmp_path, organization=text(ORGANIZATION, [empty]))
    )
    (row,) = found.rows
    assert (row["ec_contribution"], row["net_ec_contribution"], row["total_cost"]) == (
        None,
        None,
        0,
    )
    assert (row["sme"], row["latitude"], row["longitude"]) == (None, None, None)


def test_natural_persons_stay_out_and_are_counted(tmp_path: Path) -> None:
    rows = text(
        ORGANIZATION,
        [
            participation(),
            person(ecContribution="1000,5"),
            person(organisation="900000010", ecContribution="2000"),
            participation(organisation="900000011", name="ACHTERNAAM Willem", ecContribution=""),
        ],
    )
    found = read("cordis-participations", archive(tmp_path, organization=rows))
    assert [row["organisation"] for row in found.rows] == ["900000001"]
    (warning,) = found.warnings
    assert (warning.code, warning.field) == ("persons", "name")
    assert warning.values == {"count": 3, "money": "3000"}
    assert "ACHTERNAAM" not in str(warning)


def test_a_row_that_repeats_another_is_left_out_and_told(tmp_path: Path) -> None:
    same, other = participation(), participation(order="2")
    rows = text(ORGANIZATION, [same, other, same])
    found = read("cordis-participations", archive(tmp_path, organization=rows))
    assert [row["position"] for row in found.rows] == [1, 2]
    (warning,) = found.warnings
    assert (warning.code, warning.row, warning.values) == ("duplicate", 4, {"count": 1})


def test_a_project_with_each_of_its_fields(tmp_path: Path) -> None:
    found = read("cordis-projects", archive(tmp_path))
    assert found.rows == [
        {
            "project": "101000001",
            "project_rcn": "239001",
            "programme": "HORIZON",
            "acronym": "VOORBEELD",
            "title": 'Een "voorbeeld"; met leestekens',
            "status": "SIGNED",
            "signed": date(2022, 5, 2),
            "starts": date(2022, 6, 1),
            "ends": date(2025, 5, 31),
            "total_cost": None,
            "ec_contribution": 2493171.25,
            "funding_scheme": "HORIZON-RIA",
            "legal_basis": "HORIZON.2.4",
            "call": "HORIZON-CL4-2021-X",
            "topic": "HORIZON-CL4-2021-X-01",
            "objective": "Eerste alinea.\nTweede alinea.",
            "keywords": "voorbeeld, toets",
            "doi": "10.3030/101000001",
        }
    ]
    assert found.warnings == []


def test_a_column_that_not_every_archive_has_stays_empty_and_is_told(tmp_path: Path) -> None:
    columns = [name for name in PROJECT if name != "keywords"]
    found = read("cordis-projects", archive(tmp_path, project=text(columns, [project()])))
    assert found.rows[0]["keywords"] is None
    (warning,) = found.warnings
    assert (warning.code, warning.field) == ("header", "keywords")


def test_topics_of_three_tables(tmp_path: Path) -> None:
    found = read("cordis-topics", archive(tmp_path)).rows
    assert {(row["project"], row["project_rcn"], row["programme"]) for row in found} == {
        ("101000001", "239001", "HORIZON")
    }
    assert [
        (row["scheme"], row["code"], row["title"], row["path"], row["main"]) for row in found
    ] == [
        (
            "EuroSciVoc",
            "/23/43/251",
            "optics",
            "/natural sciences/physical sciences/optics",
            None,
        ),
        ("legal basis", "HORIZON.2.4", "A topic", None, True),
        ("topic", "HORIZON-CL4-2021-X-01", "A topic", None, None),
    ]


def test_a_table_by_itself_as_text_or_as_a_workbook(tmp_path: Path) -> None:
    rows = [TOPICS, [ABOUT[name] for name in TOPICS]]
    book = workbook(tmp_path / "topics.xlsx", {"DATA": rows})
    plain = written(tmp_path / "topics.csv", text(TOPICS, [ABOUT]))
    assert read("cordis-topics", book).rows == read("cordis-topics", plain).rows
    both = read("cordis-topics", plain, written(tmp_path / "e.csv", text(EUROSCIVOC, [ABOUT])))
    assert [row["scheme"] for row in both.rows] == ["EuroSciVoc", "topic"]
    table = written(tmp_path / "organization.csv", text(ORGANIZATION, [participation()]))
    (row,) = read("cordis-participations", table, options={"programme": "H2020"}).rows
    assert (row["programme"], row["project_rcn"]) == ("H2020", None)


def test_columns_in_another_order_read_the_same(tmp_path: Path) -> None:
    rows = text(sorted(ORGANIZATION, reverse=True), [participation()])
    (tmp_path / "other").mkdir()
    moved = archive(tmp_path / "other", organization=rows)
    assert read("cordis-participations", moved).rows == (
        read("cordis-participations", archive(tmp_path)).rows
    )


@pytest.mark.parametrize("programme", ["FP7", "H2020", "HORIZON"])
def test_where_each_programme_is(programme: str) -> None:
    dataset = datasets()["cordis-projects"]
    (file,) = dataset.addresses({"programme": programme})
    name = {"FP7": "fp7", "H2020": "h2020", "HORIZON": "HORIZON"}[programme]
    assert file.url == f"https://cordis.europa.eu/data/cordis-{name}projects-csv.zip"


def test_a_programme_that_is_not_there_is_refused() -> None:
    with pytest.raises(SourceError, match="FP9 is none of FP7, H2020, HORIZON"):
        datasets()["cordis-projects"].addresses({"programme": "FP9"})


@pytest.mark.parametrize("source", ["cordis-projects", "cordis-participations", "cordis-topics"])
def test_an_archive_of_another_programme_is_refused(source: str, tmp_path: Path) -> None:
    (problem,) = refused(source, archive(tmp_path, programme="H2020"))
    assert (problem.code, problem.values["say"]) == ("option", "H2020")
    found = read(source, archive(tmp_path, programme="H2020"), options={"programme": "H2020"})
    assert {row["programme"] for row in found.rows} == {"H2020"}


# Faults that leave a row out, and too many of them.


def many(count: int, **wrong: str) -> bytes:
    """Participations of which the last has something wrong."""
    rows = [participation(order=str(number)) for number in range(1, count)]
    return text(ORGANIZATION, [*rows, participation(**{"order": str(count), **wrong})])


@pytest.mark.parametrize(
    ("field", "wrong", "found"),
    [
        ("projectID", "ACRONYM", "…"),
        ("projectID", "", "-"),
        ("organisationID", "ACHTERNAAM X", "…"),
        ("order", "participant", "…"),
        ("SME", "PRC", "…"),
        ("ecContribution", "participant", "…"),
        ("totalCost", "1.234.567,00", "1.234.567,00"),
        ("endOfParticipation", "2000", "2000"),
    ],
)
def test_a_row_that_cannot_be_read_is_left_out_and_told(
    field: str, wrong: str, found: str, tmp_path: Path
) -> None:
    """Without its words, that may be the name of a person whose row is shifted."""
    rows = many(200, **{field: wrong})
    reading = read("cordis-participations", archive(tmp_path, organization=rows))
    assert len(reading.rows) == 199
    count, told = reading.warnings
    assert (count.code, count.values) == ("unreadable", {"count": 1})
    assert (told.file, told.row, told.field) == ("organization.csv", 201, field)
    assert told.values["found"] == found


@pytest.mark.parametrize("date_given", ["2022-13-01", "2022-02-30", "01/02/2022", "2022"])
def test_a_project_without_a_date_is_left_out_and_told(date_given: str, tmp_path: Path) -> None:
    rows = [project(number=str(101000000 + number)) for number in range(199)]
    table = text(PROJECT, [*rows, project(number="101000900", startDate=date_given)])
    found = read("cordis-projects", archive(tmp_path, project=table))
    assert len(found.rows) == 199
    told = found.warnings[1]
    assert (told.field, told.row, told.values["found"]) == ("startDate", 201, date_given)


def test_a_row_of_another_number_of_fields_is_left_out_and_told(tmp_path: Path) -> None:
    rows = many(200).decode("utf-8-sig").splitlines(keepends=True)
    rows[100] = '"101000001";"shifted"\n'
    table = "".join(rows).encode("utf-8-sig")
    found = read("cordis-participations", archive(tmp_path, organization=table))
    assert len(found.rows) == 199
    count, told = found.warnings
    assert (count.values["count"], told.code, told.row) == (1, "row", 101)


def test_too_many_rows_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    (problem,) = refused("cordis-participations", archive(tmp_path, organization=many(99, SME="x")))
    assert (problem.code, problem.row, problem.field) == ("field", 100, "SME")
    rows = many(20).decode("utf-8-sig").splitlines(keepends=True)
    rows[10] = '"101000001";"shifted"\n'
    table = "".join(rows).encode("utf-8-sig")
    (problem,) = refused("cordis-participations", archive(tmp_path, organization=table))
    assert (problem.code, problem.row) == ("row", 11)


# Broken copies.


@pytest.mark.parametrize("source", ["cordis-projects", "cordis-participations", "cordis-topics"])
def test_an_archive_that_is_cut_off_or_lacks_a_table_is_refused(
    source: str, tmp_path: Path
) -> None:
    whole = archive(tmp_path)
    (tmp_path / "cut").mkdir()
    (problem,) = refused(source, cut(whole, tmp_path / "cut"))
    assert problem.code == "archive"
    table = datasets()[source]
    member = {"projects": "project", "participations": "organization", "topics": "euroSciVoc"}
    without = tmp_path / "without.zip"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(without, "w") as new:
        for name in old.namelist():
            if name != f"csv/{member[table.gives]}.csv":
                new.writestr(name, old.read(name))
    (problem,) = refused(source, without)
    assert (problem.code, problem.values["member"]) == ("archive", f"{member[table.gives]}.csv")


def test_a_table_of_an_archive_in_another_encoding_or_empty_is_refused(tmp_path: Path) -> None:
    latin = text(ORGANIZATION, [participation(city="Orléans")]).decode("utf-8-sig")
    table = latin.encode("latin-1")
    (problem,) = refused("cordis-participations", archive(tmp_path, organization=table))
    assert (problem.code, problem.row, problem.values["byte"]) == ("encoding", 2, "0xE9")
    table = text(ORGANIZATION, [])
    (problem,) = refused("cordis-participations", archive(tmp_path, organization=table))
    assert problem.code == "truncated"


@pytest.mark.parametrize("column", ["organisationID", "netEcContribution", "nutsCode", "street"])
def test_a_renamed_column_is_refused(column: str, tmp_path: Path) -> None:
    table = text(ORGANIZATION, [participation()]).replace(column.encode(), b"renamed")
    (problem,) = refused("cordis-participations", archive(tmp_path, organization=table))
    assert (problem.code, problem.field, problem.row) == ("header", column, 1)


# The real file.


def test_the_rows_as_published(shared: Path) -> None:
    path = shared / "data/cordis/organization_verbatim_sample.csv"
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter=";"))
    found = read("cordis-participations", path)
    assert len(found.rows) == len(rows) == 10
    assert found.warnings == []

    def number(given: str) -> float | None:
        return float(given.replace(",", ".")) if given else None

    for row, given in zip(found.rows, rows, strict=True):
        assert (row["project"], row["organisation"]) == (
            given["projectID"],
            given["organisationID"],
        )
        assert (row["name"], row["short_name"] or "") == (given["name"], given["shortName"])
        assert row["ec_contribution"] == number(given["ecContribution"])
        assert row["net_ec_contribution"] == number(given["netEcContribution"])
        assert row["total_cost"] == number(given["totalCost"])
        assert [row["latitude"], row["longitude"]] == [
            float(part) for part in given["geolocation"].split(",")
        ]
        assert row["sme"] == {"true": True, "false": False, "": None}[given["SME"]]
        assert (row["position"], row["role"]) == (int(given["order"]), given["role"])
    athens = found.rows[2]
    assert (athens["country"], athens["nuts"], athens["total_cost"]) == ("GR", "EL303", 960619.95)
    hong_kong = found.rows[6]
    assert (hong_kong["ec_contribution"], hong_kong["net_ec_contribution"]) == (None, 0)
    assert [row["country"] for row in found.rows[:2]] == ["GB", "CH"]
    assert found.rows[4]["country"] == "XK"
