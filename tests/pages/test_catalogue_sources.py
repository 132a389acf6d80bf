"""The open sources in the data catalogue: passed on where that may be, with their lineage."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings
from rdflib import RDF, Literal, URIRef
from tests.pages.catalogues import (
    DCAT,
    DCT,
    FOAF,
    HASH,
    PROV,
    RDFS,
    SPDX,
    TAKEN,
    content,
    harvested,
    keep,
    read,
    uri_of,
)
from tests.report.catalogues import plain

from windroos.apps.evidence.models import Edition
from windroos.report.catalogue.vocabularies import LICENCES
from windroos.site.catalogue import offered
from windroos.site.catalogue.addresses import of_source
from windroos.sources import asked
from windroos.sources.kinds import PERSONAL
from windroos.sources.registry import datasets


@pytest.fixture(autouse=True)
def _folders(settings: Settings, tmp_path: Path) -> Iterator[None]:
    """Nothing kept from another test."""
    settings.WINDROOS_DATA = tmp_path
    cache.clear()
    yield
    cache.clear()


def test_without_a_case_it_has_no_datasets_and_says_so(
    client: Client, db: None, lake: Path
) -> None:
    told = harvested(client)
    assert set(told.subjects(RDF.type, DCAT.Dataset)) == set()
    assert b"no case has been loaded" in client.get("/en/open-data/").content


def test_a_snapshot_that_may_be_passed_on_has_its_files(
    client: Client, db: None, lake: Path
) -> None:
    made = keep("wgi")
    told, node = harvested(client), uri_of("wgi")
    urls = {}
    for file in told.objects(node, DCAT.distribution):
        assert str(told.value(file, DCT.license)) == LICENCES["CC-BY-4.0"]
        url = told.value(file, DCAT.downloadURL)
        urls[str(url).rpartition(".")[2]] = url
        rights = told.objects(told.value(file, DCT.rights), RDFS.label)
        assert any("World Bank" in str(text) for text in rights)
    assert set(urls) == {"csv", "json", "parquet"}
    rows = json.loads(content(read(client, urls["json"])))["rows"]
    assert [(row["region"], row["value"]) for row in rows] == [("NL41", 1.5), ("EL3", None)]
    lines = content(read(client, urls["csv"])).decode("utf-8-sig").splitlines()
    assert (len(lines), lines[0].split(",")[:3]) == (3, ["region", "region_given", "indicator"])
    parquet = content(read(client, urls["parquet"]))
    assert parquet == (lake / made.file).read_bytes()


def test_its_lineage_leads_to_the_file_of_the_publisher(
    client: Client, db: None, lake: Path
) -> None:
    keep("wgi")
    told, node = harvested(client), uri_of("wgi")
    source = told.value(node, PROV.wasDerivedFrom)
    assert told.value(source, PROV.atLocation) == URIRef("https://data.example/f.csv")
    assert str(told.value(told.value(source, SPDX.checksum), SPDX.checksumValue)) == HASH
    work = told.value(node, PROV.wasGeneratedBy)
    assert told.value(work, PROV.used) == source
    assert plain(told.value(work, PROV.endedAtTime)) == TAKEN
    publisher = told.value(node, DCT.creator)
    assert Literal("World Bank", "nl") in set(told.objects(publisher, FOAF.name))


def test_it_says_what_it_is_about(client: Client, db: None, lake: Path) -> None:
    keep("wgi")
    told, node = harvested(client), uri_of("wgi")
    period = told.value(node, DCT.temporal)
    assert [str(told.value(period, p)) for p in (DCAT.startDate, DCAT.endDate)] == ["2019", "2021"]
    countries = {str(one).rpartition("/")[2] for one in told.objects(node, DCT.spatial)}
    assert countries == {"NLD", "GRC"}


def test_what_may_not_be_passed_on_is_described_and_kept(
    client: Client, db: None, lake: Path
) -> None:
    made = keep("gii")
    told, node = harvested(client), uri_of("gii")
    assert set(told.objects(node, DCAT.distribution)) == set()
    assert str(told.value(node, DCT.accessRights)).endswith("/RESTRICTED")
    assert str(told.value(node, DCAT.landingPage)) == datasets()["gii"].homepage
    assert node in set(told.objects(None, DCAT.dataset))
    for form in ("csv", "json", "parquet"):
        assert client.get(f"/catalog/files/{made.sha256}.{form}").status_code == 404


@pytest.mark.parametrize(
    ("key", "table"),
    [("wgi", "listed"), ("somebodys-own-mapping", "observations"), ("wgi?no=such", "observations")],
)
def test_people_and_what_has_no_known_terms_are_not_in_it(
    client: Client, db: None, lake: Path, key: str, table: str
) -> None:
    made = keep("wgi")
    Edition.objects.update(source=key, table=table)
    assert set(harvested(client).subjects(RDF.type, DCAT.Dataset)) == set()
    assert client.get(f"/catalog/files/{made.sha256}.parquet").status_code == 404


def test_where_a_file_lay_on_our_disk_is_told_to_nobody(
    client: Client, db: None, lake: Path
) -> None:
    keep("wgi", address="/home/anna/Downloads/wgi.xlsx")
    for address in ("/catalog.ttl", "/catalog.jsonld", "/nl/open-data/"):
        assert b"anna" not in client.get(address).content


def test_an_edition_whose_file_is_gone_offers_none(client: Client, db: None, lake: Path) -> None:
    made = keep("wgi")
    (lake / made.file).unlink()
    told = harvested(client)
    assert (uri_of("wgi"), RDF.type, DCAT.Dataset) in told
    assert set(told.subjects(RDF.type, DCAT.Distribution)) == set()
    assert client.get(f"/catalog/files/{made.sha256}.csv").status_code == 404


def test_a_licence_lets_pass_on_only_where_it_is_declared() -> None:
    restricted = {id for id, one in datasets().items() if not one.licence.redistribute}
    assert {"gii", "nuts-boundaries", "open-sanctions"} <= restricted
    for one in datasets().values():
        if "NC" in one.licence.name or "NonCommercial" in one.licence.name:
            assert one.id in restricted


def test_no_kind_of_table_with_people_is_offered() -> None:
    assert not offered.KINDS & PERSONAL
    listed = {id for id, one in datasets().items() if one.gives in offered.KINDS}
    # Of some one chooses the subject oneself: nobody can say their theme.
    assert listed - set(offered.SOURCE_THEMES) == {"cbs", "data360", "eurostat"}
    assert set(offered.SOURCE_THEMES) <= listed


def test_no_two_sources_have_one_name() -> None:
    keys = ["eurostat?dataset=a%26b", "eurostat?dataset=a~26b", "eurostat?dataset=a", "eurostat"]
    names = {of_source(asked.named(key)) for key in keys}
    assert len(names) == len(keys)
