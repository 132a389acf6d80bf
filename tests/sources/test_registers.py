"""Registers of organisations: ROR as it publishes its records, and OpenAlex's answers."""

import csv
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tests.sources.reading import cut, read, refused, written

from windroos.sources import handing_on, lake
from windroos.sources.asked import asked
from windroos.sources.importing import take_in
from windroos.sources.registry import datasets
from windroos.sources.shape import SourceError


@pytest.mark.parametrize(
    ("country", "count", "statuses"),
    [
        ("nl", 475, {"active": 464, "inactive": 7, "withdrawn": 4}),
        ("be", 206, {"active": 200, "inactive": 5, "withdrawn": 1}),
    ],
)
def test_every_record_of_a_country(
    country: str, count: int, statuses: dict[str, int], shared: Path
) -> None:
    path = shared / f"data/ror/ror_v2_{country}.json"
    found = read("ror", path)
    given = json.loads(path.read_text(encoding="utf-8"))
    assert len(found.rows) == len(given) == count
    assert found.warnings == []
    told = [row["status"] for row in found.rows]
    assert {status: told.count(status) for status in told} == statuses
    for row, record in zip(found.rows, given, strict=True):
        assert (row["id"], row["established"]) == (record["id"], record["established"])
        (shown,) = [n["value"] for n in record["names"] if "ror_display" in n["types"]]
        assert row["name"] == shown
        assert json.loads(row["names"]) == record["names"]
        assert json.loads(row["types"]) == record["types"]
        assert json.loads(row["identifiers"]) == record["external_ids"]
        assert json.loads(row["links"]) == record["links"]
        assert json.loads(row["domains"]) == record["domains"]
        assert json.loads(row["relations"]) == [
            {"type": one["type"], "id": one["id"], "name": one["label"]}
            for one in record["relationships"]
        ]
        first = record["locations"][0]["geonames_details"]
        place = (row["country"], row["city"], row["latitude"], row["longitude"])
        assert place == (first["country_code"], first["name"], first["lat"], first["lng"])
        subdivision = first.get("country_subdivision_code")
        code = f"{first['country_code']}-{subdivision}" if subdivision else None
        assert row["subdivision"] == code
        assert [one["geonames"] for one in json.loads(row["places"])] == [
            one["geonames_id"] for one in record["locations"]
        ]


def test_a_known_record(shared: Path) -> None:
    found = read("ror", shared / "data/ror/ror_v2_nl.json")
    hospital = found.one(id="https://ror.org/018906e22")
    assert (hospital["name"], hospital["city"]) == ("Erasmus MC", "Rotterdam")
    assert (hospital["subdivision"], hospital["established"]) == ("NL-ZH", 2011)
    assert "grid.5645.2" in hospital["identifiers"]
    assert hospital["works"] is None


def test_the_archive_of_a_release(shared: Path, tmp_path: Path) -> None:
    """Until the end of 2025 it held the records by two schemas, and tables beside them."""
    content = (shared / "data/ror/ror_v2_be.json").read_bytes()
    path = tmp_path / "v1.74-2025-11-24-ror-data.zip"
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("v1.74-2025-11-24-ror-data.csv", "id\n")
        out.writestr("v1.74-2025-11-24-ror-data.json", '[{"id": "https://ror.org/x"}]')
        out.writestr("v1.74-2025-11-24-ror-data_schema_v2.json", content)
    assert len(read("ror", path).rows) == 206
    newer = tmp_path / "v2.14-2026-10-06-ror-data.zip"
    with zipfile.ZipFile(newer, "w") as out:
        out.writestr("v2.14-2026-10-06-ror-data.json", content)
    assert len(read("ror", newer).rows) == 206
    (tmp_path / "cut").mkdir()
    assert refused("ror", cut(newer, tmp_path / "cut"))[0].code == "archive"


def test_a_snapshot_keeps_the_lists_and_hands_them_on(shared: Path, tmp_path: Path) -> None:
    """As JSON in the lake; a file of JSON has them as lists, one of CSV as text."""
    folder, made = tmp_path / "lake", tmp_path / "made"
    path = shared / "data/ror/ror_v2_be.json"
    snapshot = take_in(folder, asked("ror"), [path]).snapshot
    assert (snapshot.rows, snapshot.columns["names"]) == (206, "array")
    rows = {row["id"]: row for row in lake.read(folder, snapshot.table, snapshot.sha256)}
    given = {one["id"]: one for one in json.loads(path.read_text(encoding="utf-8"))}
    assert all(json.loads(rows[id]["names"]) == one["names"] for id, one in given.items())
    written_as = handing_on.file(folder, made, snapshot.table, snapshot.sha256, "json")
    for row in json.loads(written_as.read_text(encoding="utf-8"))["rows"]:
        assert row["names"] == given[row["id"]]["names"]
    table = handing_on.file(folder, made, snapshot.table, snapshot.sha256, "csv")
    with table.open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            assert json.loads(row["types"]) == given[row["id"]]["types"]


def test_a_file_cut_off_after_a_record_is_refused(shared: Path, tmp_path: Path) -> None:
    content = (shared / "data/ror/ror_v2_be.json").read_bytes()
    path = written(tmp_path / "ror.json", content[: content.rindex(b"]")])
    assert refused("ror", path)[0].code == "truncated"


@pytest.mark.parametrize("content", ["{}", "[]", "[1, 2]", "", "<html>", '[{"id": "x"}]'])
def test_what_holds_no_records_is_refused(content: str, tmp_path: Path) -> None:
    problem = refused("ror", written(tmp_path / "x.json", content))[0]
    assert problem.code in ("header", "truncated")


def test_where_a_release_is() -> None:
    dataset = datasets()["ror"]
    (file,) = dataset.addresses({"release": "v2.9-2026-06-23"})
    assert file.name == "v2.9-2026-06-23-ror-data.zip"
    assert file.url.startswith("https://raw.githubusercontent.com/ror-community/ror-data/")
    with pytest.raises(SourceError, match="as ROR names it"):
        dataset.addresses({"release": "../../elsewhere"})


# OpenAlex.


def institution(number: int, **more: Any) -> dict[str, Any]:
    """An institution, in OpenAlex's keys."""
    ror = f"https://ror.org/0{number:08}"
    return {
        "id": f"https://openalex.org/I{number}",
        "ror": ror,
        "display_name": "Hogeschool Voorbeeld",
        "country_code": "NL",
        "type": "education",
        "homepage_url": "https://www.example.org",
        "display_name_acronyms": ["HV"],
        "display_name_alternatives": ["Voorbeeld University"],
        "works_count": 1200,
        "cited_by_count": 0,
        "ids": {"openalex": f"https://openalex.org/I{number}", "ror": ror, "mag": "123"},
        "geo": {"city": "Uden", "region": None, "latitude": 51.66, "longitude": 5.62},
        "associated_institutions": [
            {
                "id": "https://openalex.org/I99",
                "display_name": "Stichting Voorbeeld",
                "relationship": "parent",
            }
        ],
        **more,
    }


def pages(folder: Path, *results: list[dict[str, Any]], cursor: str | None = None) -> list[Path]:
    """The pages of an answer; `cursor` is what the last says of a next one."""
    found = []
    for number, one in enumerate(results, 1):
        following = cursor if number == len(results) else f"c{number}"
        meta = {"count": sum(map(len, results)), "per_page": 200, "next_cursor": following}
        answer = json.dumps({"meta": meta, "results": one, "group_by": []})
        found.append(written(folder / f"{number:05}.json", answer))
    return found


def test_institutions_of_all_pages(tmp_path: Path) -> None:
    files = pages(
        tmp_path,
        [institution(7), institution(8, works_count=None)],
        [institution(9, display_name_acronyms=None, geo={}, ids={}, homepage_url=None)],
        [],
    )
    found = read("openalex", *files)
    assert [row["id"][-1] for row in found.rows] == ["7", "8", "9"]
    assert found.warnings == []
    first = found.rows[0]
    assert (first["name"], first["country"], first["city"]) == (
        "Hogeschool Voorbeeld",
        "NL",
        "Uden",
    )
    assert (first["latitude"], first["works"], first["citations"]) == (51.66, 1200, 0)
    assert found.rows[1]["works"] is None
    assert json.loads(first["names"]) == [
        {"value": "Hogeschool Voorbeeld", "types": ["label"], "lang": None},
        {"value": "HV", "types": ["acronym"], "lang": None},
        {"value": "Voorbeeld University", "types": ["alias"], "lang": None},
    ]
    ror = "https://ror.org/000000007"
    assert json.loads(first["identifiers"]) == [
        {"type": "ror", "preferred": ror, "all": [ror]},
        {"type": "mag", "preferred": "123", "all": ["123"]},
    ]
    assert json.loads(first["relations"]) == [
        {"type": "parent", "id": "https://openalex.org/I99", "name": "Stichting Voorbeeld"}
    ]
    last = found.rows[2]
    assert (last["city"], last["latitude"], last["links"]) == (None, None, None)
    assert json.loads(last["identifiers"]) == []


def test_an_answer_that_is_not_all_there_is_refused(tmp_path: Path) -> None:
    (problem,) = refused("openalex", *pages(tmp_path, [institution(7)], cursor="more"))
    assert problem.code == "truncated"
    (page,) = pages(tmp_path, [institution(7)])
    (tmp_path / "cut").mkdir()
    assert refused("openalex", cut(page, tmp_path / "cut"))[0].code == "truncated"
    renamed = {key: value for key, value in institution(7).items() if key != "works_count"}
    (problem,) = refused("openalex", *pages(tmp_path, [renamed]))
    assert (problem.code, problem.row, problem.field) == ("header", 1, "works_count")
    other = written(tmp_path / "other.json", '{"meta": {}, "items": []}')
    assert refused("openalex", other)[0].code == "header"
    latin = page.read_bytes().replace(b"Uden", b"Ud\xe9n")
    assert refused("openalex", written(page, latin))[0].code == "encoding"


def test_where_the_institutions_of_a_country_are() -> None:
    dataset = datasets()["openalex"]
    (file,) = dataset.addresses({"country": "be"})
    assert "filter=country_code:be&" in file.url
    assert file.next_page is not None
    with pytest.raises(SourceError, match="two letters"):
        dataset.addresses({"country": "be|nl"})
