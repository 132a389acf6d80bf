"""What stands on the lists that partners are screened against, against independent reads."""

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from tests.sources.reading import Read, read, refused, written

from windroos.sources.registry import datasets
from windroos.sources.shape import PERSONAL


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def split(text: str, mark: str = ";") -> list[str]:
    return [part.strip() for part in text.split(mark) if part.strip()]


@pytest.fixture(scope="module")
def folder(shared: Path) -> Path:
    return shared / "data/screening"


@pytest.fixture(scope="module")
def journal(folder: Path) -> Read:
    return read("eu-journal-sanctions", folder / "eu_journal_consolidated/32014R0833.csv")


def test_every_name_in_the_annexes(journal: Read, folder: Path) -> None:
    rows = table(folder / "eu_journal_consolidated/32014R0833.csv")
    assert len(rows) == 1746
    given = Counter(
        (row["annex"], name, kind)
        for row in rows
        for name, kind in {
            *[(row["name"].strip(), "name")],
            *((name, "alias") for name in split(row["alias"])),
            *((name, "previous name") for name in split(row["previousName"])),
        }
    )
    kept = Counter((r["legal_act"].split()[-1], r["name"], r["name_kind"]) for r in journal.rows)
    assert kept == given
    assert len({r["entity"] for r in journal.rows}) == 1746
    assert {r["programme"] for r in journal.rows} == {"EU-RUS"}


def test_dates_kinds_and_countries_of_the_annexes(journal: Read, folder: Path) -> None:
    rows = table(folder / "eu_journal_consolidated/32014R0833.csv")
    first = {r["entity"]: r for r in reversed(journal.rows)}
    sirius = first["32014R0833/IV/1"]
    assert (sirius["name"], sirius["start_date"]) == ("JSC Sirius", "2014-09-12")  # 12.9.2014
    assert (sirius["measure"], sirius["address_countries"]) == ("Export control", "RU")
    assert sirius["details"]["registrationNumber"] == "7704730655 (Tax ID/INN)"
    assert sirius["cell"] == "celex=32014R0833; annex=IV; recordId=1; name=JSC Sirius"
    # In words and in figures; where there is none, none is made up.
    dates = {r["start_date"] for r in first.values()}
    assert {"2025-03-17", "2022-06-14", None} <= dates
    without = sum(1 for r in rows if not r["startDate"])
    assert sum(1 for r in first.values() if r["start_date"] is None) == without == 81
    kinds = Counter(r["kind"] for r in first.values())
    assert kinds == Counter(
        {
            # What may be a person or an organisation is not guessed.
            None: sum(r["schema"] == "LegalEntity" for r in rows),
            "vessel": sum(r["schema"] == "Vessel" for r in rows),
            "other": sum(r["schema"] == "Asset" for r in rows),
        }
    )
    assert Counter(r["countries"] for r in first.values()) == {None: 1734, "RU": 11, "HK": 1}
    numbered = [r for r in first.values() if "imoNumber" in r["details"]]
    assert len(numbered) == sum(1 for r in rows if r["imoNumber"]) == 633


def test_persons_in_the_annexes(folder: Path, tmp_path: Path) -> None:
    path = folder / "eu_journal_consolidated/32014R0833.csv"
    header = path.read_text("utf-8").split("\n")[0].split(",")
    told = {
        **dict.fromkeys(header, "private"),
        "celex": "32014R0269",
        "annex": "I",
        "recordId": "7",
        "programKey": "EU-RUS",
        "name": "Ivo Jansen",
        "alias": "",
        "weakAlias": "Ivootje",
        "previousName": "",
        "measure": "Asset freeze",
        "startDate": "17.3.2014",
        "birthDate": "2.3.1960",
        "country": "",
        "jurisdiction": "",
        "flag": "",
        "nationality": "Russia; Utopia",
        "address": "1 Street, Minsk, Belarus",
    }
    rows = [told | {"schema": "Person"}, told | {"schema": "LegalEntity", "recordId": "8"}]
    lines = [",".join(header), *(",".join(f'"{row[name]}"' for name in header) for row in rows)]
    annexes = written(tmp_path / "a.csv", "\n".join([*lines, ""]))
    (problem,) = refused("eu-journal-sanctions", annexes)
    assert (problem.code, problem.row, problem.field) == ("regulation", 2, "celex")
    found = read("eu-journal-sanctions", annexes, options={"regulation": "32014R0269"})
    person = found.one(entity="32014R0269/I/7", name_kind="name")
    assert (person["kind"], person["name"], person["born"]) == (
        "person",
        "Ivo Jansen",
        "1960-03-02",
    )
    assert (person["countries"], person["address_countries"]) == ("RU", "BY")
    assert (person["start_date"], person["measure"]) == ("2014-03-17", "Asset freeze")
    assert "private" not in str(person)
    assert found.one(entity="32014R0269/I/7", name_kind="alias")["name_quality"] == "weak"
    unsure = found.one(entity="32014R0269/I/8", name_kind="name")
    assert (unsure["kind"], unsure["born"], unsure["reason"]) == (None, None, None)
    assert set(unsure["details"]) == {
        *("registrationNumber", "leiCode", "ogrnCode", "imoNumber", "mmsi", "sector", "website")
    }
    assert [w.values["code"] for w in found.warnings] == ["Utopia"]


def test_the_institutions_of_section_1286(folder: Path) -> None:
    found = read("us-section-1286", folder / "section_1286.csv")
    rows = table(folder / "section_1286.csv")
    assert len(rows) == 443
    kept = Counter((r["name"], r["start_date"], r["name_kind"]) for r in found.rows)
    given = Counter(
        (name, row["report-date"], kind)
        for row in rows
        for name, kind in {
            (row["name"].strip(), "name"),
            *((alias, "alias") for alias in split(row["aliases"])),
        }
    )
    assert kept == given
    names = [r for r in found.rows if r["name_kind"] == "name"]
    assert Counter(r["countries"] for r in names) == {None: 293, "CN": 108, "RU": 33, "IR": 9}
    assert Counter(r["end_date"] for r in names) == {None: 436, "2026-07-23": 6, "2026": 1}
    assert {r["kind"] for r in names} == {"organisation"}
    assert found.warnings == []


def test_the_companies_of_section_1260h(folder: Path) -> None:
    path = folder / "us_dod_1260h_chinese_military_companies.csv"
    found = read("us-1260h", path)
    rows = table(path)
    names = [r for r in found.rows if r["name_kind"] == "name"]
    assert Counter((r["name"], r["start_date"]) for r in names) == Counter(
        (row["Clean Name"], row["Start date"]) for row in rows
    )
    assert len(names) == 397
    aliases = {r["name"] for r in found.rows if r["name_kind"] == "alias"}
    # A comma between two aliases, and one within a name.
    assert {"Knownsec", "Beijing Kownsec", "China Avionics Systems Co., Ltd."} <= aliases
    ended = Counter(r["end_date"] for r in names)
    assert ended == {None: 376, "2026-02-17": 12, "2025-01-07": 6, "2024-01-31": 3}
    bgi = found.one(name="BGI Genomics Co., Ltd.", start_date="2022-10-05")
    assert (bgi["countries"], bgi["details"]) == ("CN", {"parent": "BGI Group"})


@pytest.fixture(scope="module")
def collection(folder: Path) -> tuple[Read, list[dict[str, Any]]]:
    path = folder / "opensanctions_format_sample.ftm.json"
    entities = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return read("open-sanctions", path), entities


def test_every_name_under_every_listing_of_a_collection(
    collection: tuple[Read, list[dict[str, Any]]],
) -> None:
    found, entities = collection
    kinds = {"Person": "person", "Company": "organisation"}
    properties = {
        "name": "name",
        "alias": "alias",
        "weakAlias": "alias",
        "previousName": "previous name",
    }
    given = set()
    for entity in entities:
        if entity["schema"] not in kinds or not entity["target"]:
            continue
        listings = [
            e["id"]
            for e in entities
            if e["schema"] == "Sanction" and entity["id"] in e["properties"]["entity"]
        ] or ["-"]
        given |= {
            (entity["id"], kinds[entity["schema"]], listing, name, kind)
            for listing in listings
            for key, kind in properties.items()
            for name in entity["properties"].get(key, [])
        }
    kept = [(r["entity"], r["kind"], r["listing"], r["name"], r["name_kind"]) for r in found.rows]
    assert set(kept) == given
    assert len(kept) == len(given)
    left_out = {w.values["schema"]: w.values["count"] for w in found.warnings}
    assert left_out == {
        **Counter(e["schema"] for e in entities if e["schema"] not in ("Sanction", *kinds)),
        "Company": 3,  # of the same family, but on no list
    }


def test_a_listing_of_a_collection(collection: tuple[Read, list[dict[str, Any]]]) -> None:
    found, _ = collection
    listing = "au-dfat-56600015954691cece058c2a3b0e3b27740701e6"
    zala = found.one(listing=listing, name="ZALA")
    assert (zala["list"], zala["programme"]) == ("au_dfat_sanctions", "Autonomous (Russia)")
    assert (zala["start_date"], zala["end_date"]) == ("2023-02-24", None)
    assert (zala["name_kind"], zala["name_quality"]) == ("alias", "weak")
    assert zala["details"]["authority"] == "Department of Foreign Affairs and Trade"
    assert zala["countries"] == "RU"
    ended = {r["end_date"] for r in found.rows if r["end_date"]}
    assert ended == {"2033-07-01", "2024-10-30", "2034-11-12"}


def test_of_a_person_only_what_tells_namesakes_apart_is_kept(
    collection: tuple[Read, list[dict[str, Any]]],
) -> None:
    found, entities = collection
    persons = [r for r in found.rows if r["kind"] == "person"]
    assert len({r["entity"] for r in persons}) == 6
    assert {tuple(r["details"]) for r in persons} <= {(), ("authority",)}
    kept = json.dumps(persons, ensure_ascii=False)
    for entity in entities:
        if entity["schema"] == "Person":
            assert entity["properties"]["birthDate"][0] in kept
            for private in ("address", "passportNumber", "birthPlace", "taxNumber", "fatherName"):
                for value in entity["properties"].get(private, []):
                    if private in ("address", "passportNumber", "taxNumber"):
                        assert value not in kept
    assert all(r["born"] is None for r in found.rows if r["kind"] != "person")


def test_lists_of_persons_are_passed_on_to_nobody() -> None:
    lists = [one for one in datasets().values() if one.gives in PERSONAL]
    assert len(lists) == 6
    assert not any(one.redistribute for one in lists)


def entity(id: str, schema: str = "Company", **properties: list[str]) -> str:
    return json.dumps(
        {"id": id, "schema": schema, "target": schema != "Sanction", "datasets": ["x"]}
        | {"properties": properties}
    )


@pytest.mark.parametrize(
    ("lines", "code", "row"),
    [
        ([entity("a", name=["A"]), entity("s", "Sanction", entity=["b"])], "truncated", 2),
        ([entity("a", name=["A"]), '{"id": "b", "schema": "Company"}'], "header", 2),
        ([entity("a", name=["A"]), entity("b")], "missing", 2),
        ([entity("a", name=["A"]), '{"id": "b",'], "row", 2),
        ([entity("a", name=["A"], country=["ru"]).replace('["ru"]', '"ru"')], "row", 1),
        ([entity("s", "Address", full=["x"])], "truncated", None),
    ],
    ids=[
        "a sanction of nobody",
        "no properties",
        "no name",
        "no JSON",
        "no list",
        "nothing listed",
    ],
)
def test_a_collection_that_is_not_as_it_should_be(
    lines: list[str], code: str, row: int | None, tmp_path: Path
) -> None:
    path = written(tmp_path / "a.ftm.json", "\n".join(lines) + "\n")
    problem = refused("open-sanctions", path)[0]
    assert problem.code == code
    if row is not None:
        assert problem.row == row


def test_countries_and_addresses_of_a_collection(tmp_path: Path) -> None:
    lines = [
        entity("a", name=["A"], country=["ru", "suhh"], flag=["gb-sct"], addressEntity=["x"]),
        entity("x", "Address", country=["cn"]),
        entity("b", "LegalEntity", name=["B"], birthDate=["1970"], innCode=["1"], leiCode=["L"]),
        entity("c", "CryptoWallet", publicKey=["0x1"]).replace('"c"', '"c", "caption": "0x1"'),
    ]
    found = read("open-sanctions", written(tmp_path / "a.json", "\n".join(lines) + "\n"))
    first = found.one(entity="a")
    assert (first["countries"], first["address_countries"]) == ("GB RU", "CN")
    # Whether it is a person is not told, so it is not kept as of one.
    second = found.one(entity="b")
    assert (second["kind"], second["born"], second["details"]) == (None, None, {"leiCode": "L"})
    assert found.one(entity="c")["name"] == "0x1"
    assert [w.values["code"] for w in found.warnings if w.code == "region"] == ["suhh"]


SCREENED = (
    "_id,source,entity_number,type,programs,name,title,addresses,federal_register_notice,"
    "start_date,end_date,standard_order,license_requirement,license_policy,call_sign,vessel_type,"
    "gross_tonnage,gross_registered_tonnage,vessel_flag,vessel_owner,remarks,source_list_url,"
    "alt_names,citizenships,dates_of_birth,nationalities,places_of_birth,source_information_url,ids\n"
)


def screened(*rows: dict[str, str]) -> str:
    header = SCREENED.strip().split(",")
    lines = [",".join(f'"{row.get(name, "")}"' for name in header) for row in rows]
    return SCREENED + "\n".join(lines) + "\n"


def test_the_consolidated_screening_list(tmp_path: Path) -> None:
    content = screened(
        {
            "_id": "7",
            "source": "Entity List (EL)",
            "name": "Institute 13",
            "type": "",
            "addresses": "1 Road, Shijiazhuang, China; and 2 Street, Shijiazhuang, CN; AM",
            "alt_names": "Semiconductor Institute; and Institute XIII",
            "start_date": "2018-08-01",
            "federal_register_notice": "83 FR 37423",
            "remarks": "may be a person",
        },
        {
            "_id": "9",
            "source": "SDN",
            "type": "Individual",
            "name": "DOE, Jane",
            "citizenships": "KP",
            "nationalities": "KP; XX",
            "dates_of_birth": "1978-12-05",
            "ids": "Passport, 1, KP",
            "programs": "NPWMD",
            "remarks": "family",
        },
        {
            "_id": "10",
            "source": "SDN",
            "type": "Vessel",
            "name": "OCEAN",
            "ids": "Vessel Registration, IMO 1",
            "vessel_flag": "PA",
        },
    )
    found = read("us-screening-list", written(tmp_path / "consolidated.csv", content))
    institute = [r for r in found.rows if r["entity"] == "7"]
    assert [(r["name"], r["name_kind"]) for r in institute] == [
        ("Institute 13", "name"),
        ("Institute XIII", "alias"),
        ("Semiconductor Institute", "alias"),
    ]
    assert institute[0]["kind"] is None
    assert institute[0]["details"] == {}
    assert (institute[0]["start_date"], institute[0]["address_countries"]) == (
        "2018-08-01",
        "AM CN",
    )
    person = found.one(entity="9")
    assert (person["kind"], person["countries"], person["born"]) == ("person", "KP", "1978-12-05")
    assert person["details"] == {}
    vessel = found.one(entity="10")
    assert (vessel["kind"], vessel["countries"]) == ("vessel", "PA")
    assert vessel["details"] == {"ids": "Vessel Registration, IMO 1"}
    assert [w.values["code"] for w in found.warnings] == ["XX"]


@pytest.mark.parametrize(
    ("row", "code", "field"),
    [
        ({"_id": "7", "source": "EL", "name": ""}, "missing", "name"),
        ({"_id": "", "source": "EL", "name": "A"}, "missing", "entity"),
        ({"_id": "7", "source": "EL", "name": "A", "start_date": "soon"}, "date", "start_date"),
        ({"_id": "7", "source": "EL", "name": "A", "end_date": "2020-13-01"}, "date", "end_date"),
    ],
)
def test_what_is_listed_without_name_or_with_no_date(
    row: dict[str, str], code: str, field: str, tmp_path: Path
) -> None:
    path = written(tmp_path / "consolidated.csv", screened(row))
    (problem,) = refused("us-screening-list", path)
    assert (problem.code, problem.row, problem.field) == (code, 2, field)
