"""The data catalogue of a case: sound by the standard, true of every file, and cheap to harvest."""

from __future__ import annotations

import csv
import hashlib
import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings
from rdflib import RDF, Graph, Literal, URIRef
from tests.apps.register import small
from tests.pages.catalogues import (
    DCAT,
    DCT,
    FOAF,
    PROV,
    SITE,
    SPDX,
    TAKEN,
    VCARD,
    content,
    harvested,
    keep,
    read,
)
from tests.report.catalogues import faults, plain

from windroos.apps.accounts.models import Organisation
from windroos.apps.compass import queries
from windroos.apps.evidence.models import Snapshot as Held
from windroos.apps.network.actions import load_register
from windroos.apps.regions.models import Party
from windroos.apps.regions.queries import Case
from windroos.report.catalogue.vocabularies import LICENCES, NOT_OPEN
from windroos.site.catalogue import offered
from windroos.site.catalogue.addresses import Addresses
from windroos.site.catalogue.kept import mark
from windroos.site.environment import Publisher
from windroos.site.tables import DATA_TABLES
from windroos.sources.registry import datasets


@pytest.fixture(autouse=True, scope="module")
def _nothing_kept() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _folders(loaded_case: Case, settings: Settings, tmp_path: Path) -> Iterator[None]:
    """What is kept of the case as it was loaded serves all tests; what a test changed, none."""
    settings.WINDROOS_DATA = tmp_path
    before = mark(Addresses(SITE))
    yield
    if mark(Addresses(SITE)) != before:
        cache.clear()


@pytest.fixture
def lake_folder(loaded_case: Case, settings: Settings, tmp_path: Path) -> Path:
    """A lake of this test alone, with what the case needs."""
    folder = tmp_path / "lake"
    shutil.copytree(settings.WINDROOS_LAKE, folder)
    settings.WINDROOS_LAKE = folder
    return folder


# By the standard


def test_it_holds_to_the_standard(client: Client, loaded_case: Case, lake_folder: Path) -> None:
    keep("wgi")
    keep("gii", value=2)
    keep("eurostat?dataset=tgs00010", value=3)
    told = harvested(client)
    assert faults(told) == ""
    assert len(set(told.subjects(RDF.type, DCAT.Catalog))) == 1


def test_both_forms_say_the_same(client: Client, loaded_case: Case) -> None:
    assert set(harvested(client, "ttl")) == set(harvested(client, "jsonld"))


# True of every file


def test_every_file_is_there_as_it_is_described(client: Client, loaded_case: Case) -> None:
    told = harvested(client)
    files = list(told.subjects(RDF.type, DCAT.Distribution))
    # 29 tables, of which four for each of the two roles, in three forms and two languages; the zip.
    there = [one for one in offered.TABLES.values() if not one.if_any]
    by_role = [one for one in there if one.by_role]
    assert len(files) == (len(there) + len(by_role)) * 3 * 2 + 1
    for file in files:
        response = read(client, told.value(file, DCAT.downloadURL))
        assert response.status_code == 200, file
        media_type = str(told.value(file, DCAT.mediaType)).partition("media-types/")[2]
        assert response["Content-Type"].partition(";")[0] == media_type
        held = content(response)
        assert plain(told.value(file, DCAT.byteSize)) == len(held), file
        checksum = told.value(told.value(file, SPDX.checksum), SPDX.checksumValue)
        assert str(checksum) == hashlib.sha256(held).hexdigest(), file


def test_a_register_is_told_of_table_by_table_and_whole(client: Client, loaded_case: Case) -> None:
    load_register(loaded_case, small())
    told = harvested(client)
    assert faults(told) == ""
    of_register = [
        file
        for file in told.subjects(RDF.type, DCAT.Distribution)
        if "/register" in str(told.value(file, DCAT.downloadURL))
    ]
    # The tables with rows, in three forms and two languages; the zip.
    filled = [name for name, rows in small().tables.items() if rows]
    assert len(of_register) == len(filled) * 3 * 2 + 1
    for file in of_register:
        held = content(read(client, told.value(file, DCAT.downloadURL)))
        checksum = told.value(told.value(file, SPDX.checksum), SPDX.checksumValue)
        assert str(checksum) == hashlib.sha256(held).hexdigest(), file


def test_every_form_of_a_table_has_the_same_rows(client: Client, loaded_case: Case) -> None:
    address = "/en/noord_brabant/data/figures"
    rows = client.get(f"{address}.json").json()["rows"]
    lines = list(
        csv.DictReader(io.StringIO(client.get(f"{address}.csv").content.decode("utf-8-sig")))
    )
    file = django_settings.WINDROOS_DATA / "figures.parquet"
    file.write_bytes(client.get(f"{address}.parquet").content)
    with duckdb.connect() as connection:
        found = connection.execute("SELECT * FROM read_parquet(?)", [str(file)])
        names = [column[0] for column in found.description or ()]
        kept = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    assert [row["value"] for row in kept] == [row["value"] for row in rows]
    assert [float(line["value"]) for line in lines] == [row["value"] for row in rows]
    assert [row["region"] for row in kept] == [line["region"] for line in lines]


def test_a_dataset_for_a_role_has_the_rows_of_that_role(client: Client, loaded_case: Case) -> None:
    told = harvested(client)
    for role in ("innovation", "trade-invest"):
        node = URIRef(f"{SITE}/catalog/cases/noord_brabant/ranking/{role}")
        urls = [
            str(told.value(file, DCAT.downloadURL))
            for file in told.objects(node, DCAT.distribution)
        ]
        (url,) = [one for one in urls if "/nl/" in one and ".json" in one]
        data = read(client, url).json()
        assert (data["role"], len(data["rows"])) == (role, 26)


def test_what_is_weighed_comes_from_the_case_and_the_sources_it_reads(
    client: Client, loaded_case: Case, lake_folder: Path
) -> None:
    made = keep("wgi")
    Held.objects.create(
        case=loaded_case, table="source:wgi", sha256=made.sha256, rows=made.rows, since=TAKEN.date()
    )
    told = harvested(client)
    assert faults(told) == ""
    node = URIRef(f"{SITE}/catalog/cases/noord_brabant/ranking/innovation")
    package = URIRef(f"{SITE}/catalog/cases/noord_brabant/package")
    used = set(told.objects(told.value(node, PROV.wasGeneratedBy), PROV.used))
    assert set(told.objects(node, PROV.wasDerivedFrom)) == used
    assert package in used
    (source,) = used - {package}
    assert told.value(source, DCT.identifier) == Literal(made.sha256)


def test_a_table_comes_from_what_its_rows_name(client: Client, loaded_case: Case) -> None:
    told = harvested(client)
    node = URIRef(f"{SITE}/catalog/cases/noord_brabant/figures")
    named = {row["source"] for row in queries.package(loaded_case).tables["figures"]}
    from_sources = {
        str(one).partition("#source-")[2] for one in told.objects(node, PROV.wasDerivedFrom)
    } - {""}
    assert from_sources == named
    (snapshot,) = told.objects(told.value(node, PROV.wasGeneratedBy), PROV.used)
    held = Held.objects.get(case=loaded_case, table="figures")
    assert told.value(snapshot, DCT.identifier) == Literal(held.sha256)
    rows = queries.package(loaded_case).tables["figures"]
    years = [year for row in rows if isinstance(year := row["year"], int)]
    period = told.value(node, DCT.temporal)
    assert str(told.value(period, DCAT.startDate)) == str(min(years))
    assert str(told.value(period, DCAT.endDate)) == str(max(years))


def test_every_table_is_chosen_or_withheld() -> None:
    tables = {table.id for table in DATA_TABLES}
    assert set(offered.TABLES) | set(offered.WITHHELD) == tables
    assert not set(offered.TABLES) & set(offered.WITHHELD)
    asking = {table.id for table in DATA_TABLES if table.asks}
    assert asking <= set(offered.WITHHELD)


# Who publishes


def test_who_said_nothing_is_not_given_a_name(client: Client, loaded_case: Case) -> None:
    told = harvested(client)
    node = URIRef(f"{SITE}/catalog")
    publisher = told.value(node, DCT.publisher)
    names = {str(name) for name in told.objects(publisher, FOAF.name)}
    assert all("testserver" in name for name in names)
    assert told.value(node, DCT.license) == URIRef(NOT_OPEN)
    contact = told.value(node, DCAT.contactPoint)
    assert (contact, VCARD.hasEmail, None) not in told


def test_the_operator_says_who_publishes(
    client: Client, loaded_case: Case, settings: Settings
) -> None:
    settings.WINDROOS_PUBLISHER = Publisher(
        "Haven",
        "Harbour",
        "https://harbour.example/id",
        "RegionalAuthority",
        "https://harbour.example",
        "data@harbour.example",
        "CC0-1.0",
    )
    told = harvested(client)
    assert faults(told) == ""
    node = URIRef(f"{SITE}/catalog")
    assert told.value(node, DCT.publisher) == URIRef("https://harbour.example/id")
    contact = told.value(node, DCAT.contactPoint)
    assert told.value(contact, VCARD.hasEmail) == URIRef("mailto:data@harbour.example")
    licences = {
        id: {
            told.value(file, DCT.license)
            for file in told.objects(
                URIRef(f"{SITE}/catalog/cases/noord_brabant/{id}"), DCAT.distribution
            )
        }
        for id in ("judgements", "figures")
    }
    # Of the figures, part is the Global Innovation Index's, whose terms are its own.
    assert licences == {
        "judgements": {URIRef(LICENCES["CC0-1.0"])},
        "figures": {URIRef(NOT_OPEN)},
    }


def test_who_leads_the_case_made_it(client: Client, loaded_case: Case) -> None:
    province = Organisation.objects.create(slug="prov", name_nl="Provincie", name_en="Province")
    Party.objects.create(case=loaded_case, organisation=province, lead=True)
    told = harvested(client)
    creator = told.value(URIRef(f"{SITE}/catalog/cases/noord_brabant/decisions"), DCT.creator)
    assert set(told.objects(creator, FOAF.name)) == {
        Literal("Provincie", "nl"),
        Literal("Province", "en"),
    }


# A harvest is cheap


def test_who_has_it_is_told_so(client: Client, loaded_case: Case, lake_folder: Path) -> None:
    first = client.get("/catalog.ttl")
    again = client.get("/catalog.ttl", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/catalog.jsonld", headers={"If-None-Match": first["ETag"]})
    assert other.status_code == 200
    keep("wgi")
    changed = client.get("/catalog.ttl", headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


def test_files_are_not_sent_twice(client: Client, loaded_case: Case, lake_folder: Path) -> None:
    made = keep("wgi")
    for address in (
        "/nl/noord_brabant/data/figures.parquet",
        "/nl/noord_brabant/data/package.zip",
        f"/catalog/files/{made.sha256}.csv",
    ):
        first = client.get(address)
        content(first)
        again = client.get(address, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, content(again)) == (304, b""), address


def test_nobody_needs_to_be_known(client: Client, loaded_case: Case) -> None:
    response = client.get("/catalog.ttl")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies
    assert client.post("/catalog.ttl").status_code == 405


# One address for all


@pytest.mark.parametrize(
    ("accept", "gives"),
    [
        ("text/turtle", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("text/turtle;q=0.5, application/ld+json;q=0.9", "application/ld+json"),
        ("*/*", "text/turtle"),
        ("application/rdf+xml", "text/turtle"),
    ],
)
def test_a_program_gets_what_it_asks_for(
    client: Client, loaded_case: Case, accept: str, gives: str
) -> None:
    for address in ("/catalog", "/catalog/cases/noord_brabant/judgements"):
        response = client.get(address, headers={"Accept": accept})
        assert (response.status_code, response["Content-Type"].partition(";")[0]) == (200, gives)
        assert "Accept" in response["Vary"]


def test_a_reader_comes_to_the_page(client: Client, loaded_case: Case) -> None:
    browser = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Accept-Language": "en"}
    response = client.get("/catalog", headers=browser)
    assert (response.status_code, response["Location"]) == (303, "/en/open-data/")
    response = client.get("/catalog/cases/noord_brabant/ranking/innovation", headers=browser)
    address, _, anchor = response["Location"].partition("#")
    assert f'id="{anchor}"'.encode() in client.get(address).content


def test_one_dataset_is_told_by_itself(client: Client, loaded_case: Case) -> None:
    address = "/catalog/cases/noord_brabant/judgements"
    told = Graph().parse(data=client.get(address).content, format="turtle")
    assert set(told.subjects(RDF.type, DCAT.Dataset)) == {URIRef(SITE + address)}
    assert set(told) <= set(harvested(client))
    assert client.get("/catalog/cases/noord_brabant/nothing").status_code == 404


def test_the_page_lists_every_dataset_and_its_files(
    client: Client, loaded_case: Case, lake_folder: Path
) -> None:
    keep("wgi")
    keep("gii", value=2)
    told = harvested(client)
    names = set(told.subjects(RDF.type, DCAT.Dataset))
    for language in ("nl", "en"):
        page = client.get(f"/{language}/open-data/").content.decode()
        for node in names:
            anchor = "dataset-" + str(node).removeprefix(f"{SITE}/catalog/").replace("/", "-")
            assert f'id="{anchor}"' in page
        assert page.count("download>Parquet") == len(names) - 2  # not of the zip, nor of the GII
        assert datasets()["gii"].homepage in page


def test_the_api_gives_the_same(client: Client, loaded_case: Case) -> None:
    root = client.get("/api/v1/").json()
    response = read(client, root["catalog"])
    assert response["Content-Type"] == "application/ld+json"
    assert response.content == client.get("/catalog.jsonld").content
    again = client.get("/api/v1/catalog", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304
