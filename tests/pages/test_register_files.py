"""The register to take along: every table as a file, all of it as a package, now and as it was."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.apps.register import small

from windroos.apps.network import actions
from windroos.apps.network.models import RecordVersion
from windroos.apps.network.queries import records
from windroos.apps.regions.queries import Case
from windroos.cases.register import TABLES
from windroos.site.catalogue import offered
from windroos.site.tables import TABLES as OFFERED
from windroos.site.tables.register import PREFIX, REGISTER_TABLES, Rows

DATA = "/en/noord_brabant/data/"


@pytest.fixture(autouse=True)
def case(loaded_case: Case) -> Case:
    actions.load_register(loaded_case, small())
    return loaded_case


def named(table: str) -> str:
    return PREFIX + table.replace("_", "-")


def held(client: Client, query: str = "") -> dict[str, bytes]:
    """The files of the package by name."""
    response = client.get(f"{DATA}register.zip{query}")
    assert response.status_code == 200
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_every_table_is_a_file_with_its_rows(client: Client) -> None:
    for name, rows in small().tables.items():
        data = client.get(f"{DATA}{named(name)}.json").json()
        assert data["rows"] == [dict(row) for row in rows], name
        assert [field["name"] for field in data["fields"]] == list(TABLES[name].columns)
        assert all(field["description"] for field in data["fields"]), name
        text = client.get(f"{DATA}{named(name)}.csv").content.decode("utf-8-sig")
        assert len(list(csv.DictReader(io.StringIO(text)))) == len(rows)
        for form in ("xlsx", "parquet"):
            assert client.get(f"{DATA}{named(name)}.{form}").status_code == 200


def test_what_fields_mean_is_told_in_the_language_of_the_address(client: Client) -> None:
    def told(language: str) -> str:
        address = f"/{language}/noord_brabant/data/{named('names')}.json"
        fields = client.get(address).json()["fields"]
        return next(one["description"] for one in fields if one["name"] == "kind")

    assert told("en").startswith("What kind of name: official")
    assert told("nl").startswith("Wat voor naam: officieel")


def test_the_zip_is_what_export_writes(client: Client, case: Case) -> None:
    assert held(client) == records.register(case).files()
    response = client.get(f"{DATA}register.zip")
    assert response["Content-Disposition"] == ('attachment; filename="noord_brabant-register.zip"')
    assert client.post(f"{DATA}register.zip").status_code == 405


def test_a_former_day_gives_the_register_of_that_day(client: Client, case: Case) -> None:
    weeks = timezone.now() - timedelta(days=21)
    RecordVersion.objects.filter(case=case).update(at=weeks)
    now = records.record(case, "organisation", "lamp-works")
    assert now is not None
    assert now.content is not None
    actions.save_record(case, "organisation", now.content | {"place": "Best"}, version=1)
    actions.remove_record(case, "relation", "r1", version=1, reason="gone")
    before = f"?as_of={(timezone.localdate() - timedelta(days=7)).isoformat()}"
    assert (
        held(client, before)
        == records.register_on(case, timezone.localdate() - timedelta(days=7)).files()
    )
    assert held(client)["relations.csv"].count(b"\n") == 1
    assert held(client, before)["relations.csv"].count(b"\n") == 2
    for query, place in (("", "Best"), (before, "Eindhoven")):
        rows = client.get(f"{DATA}{named('organisations')}.json{query}").json()["rows"]
        assert next(one["place"] for one in rows if one["id"] == "lamp-works") == place
    early = f"?as_of={(timezone.localdate() - timedelta(days=30)).isoformat()}"
    assert client.get(f"{DATA}{named('organisations')}.json{early}").json()["rows"] == []


def test_the_page_counts_the_rows_and_names_the_documents(client: Client, case: Case) -> None:
    page = client.get(DATA).content.decode()
    assert f'href="{DATA}register.zip"' in page
    assert "Of the register: the ecosystem of the region" in page
    for name in TABLES:
        assert f'href="{DATA}{named(name)}.csv"' in page
    rows = page.split(f'href="#table_{named("names")}"')[1].split("</tr>")[0]
    assert ">3</td>" in rows


def test_every_table_of_the_register_is_offered() -> None:
    assert {table.id for table in REGISTER_TABLES} == {named(name) for name in TABLES}
    for table in REGISTER_TABLES:
        assert offered.TABLES[table.id].if_any
        assert OFFERED[table.id] is table


def test_rows_are_counted_without_being_read() -> None:
    read = []
    rows = Rows(lambda: 2, lambda: read.append(1) or [{"a": 1}, {"a": 2}])
    assert (len(rows), read) == (2, [])
    assert [row["a"] for row in rows] == [1, 2]
    assert (rows[0], len(rows), read) == ({"a": 1}, 2, [1])
