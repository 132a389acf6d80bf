"""A catalogue as RDF: it holds to the standard, and leaving out what must be there is noticed."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime

import pytest
from rdflib import RDF, XSD, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from tests.report.catalogues import faults, plain

from windroos.report.catalogue import (
    Activity,
    Agent,
    Catalogue,
    Contact,
    Dataset,
    Distribution,
    Entity,
    Rights,
    Service,
    Words,
)
from windroos.report.catalogue.graph import graph, graph_of
from windroos.report.catalogue.text import FORMATS, written
from windroos.report.catalogue.vocabularies import LICENCES, NOT_OPEN

DCAT = Namespace("http://www.w3.org/ns/dcat#")
DCT = Namespace("http://purl.org/dc/terms/")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
PROV = Namespace("http://www.w3.org/ns/prov#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")

SITE = "https://harbour.example"
CHOIRS = f"{SITE}/catalog/choirs"
HASH = "00" + "ab" * 31


def sample() -> Catalogue:
    """A catalogue of two datasets: one with a file, one that is had elsewhere."""
    harbour = Agent(f"{SITE}/#harbour", Words("Haven", "Harbour"), "LocalAuthority", SITE)
    union = Agent(f"{SITE}/#union", Words.same("Choir union"))
    file = Entity(
        f"{CHOIRS}#source",
        Words("Koren", "Choirs"),
        union,
        page="https://choirs.example/",
        files=["https://choirs.example/all.csv"],
        sha256=HASH,
        terms="CC BY 4.0",
        issued="2024-06",
    )
    moment = datetime(2025, 3, 1, 12, 30, tzinfo=UTC)
    choirs = Dataset(
        uri=CHOIRS,
        title=Words("Koren", "Choirs"),
        description=Words("Alle koren.", "All choirs."),
        landing_page=f"{SITE}/nl/choirs",
        creator=union,
        keywords=[Words("zang", "song")],
        themes=["EDUC", "REGI"],
        languages=["nl", "en"],
        modified=moment,
        issued=date(2024, 1, 2),
        version="3",
        countries=["NLD", "LVA"],
        period=(1999, 2024),
        files=[
            Distribution(
                f"{CHOIRS}#csv",
                Words.same("CSV"),
                "csv",
                f"{SITE}/choirs.csv",
                Rights(LICENCES["CC-BY-4.0"], Words("Noem de bond.", "Name the union.")),
                ["nl"],
                size=1234,
                sha256=HASH,
            )
        ],
        derived_from=[file],
        generated_by=Activity(f"{CHOIRS}#import", Words("Ingelezen", "Read"), moment, [file.uri]),
    )
    halls = Dataset(
        uri=f"{SITE}/catalog/halls",
        title=Words("Zalen", "Halls"),
        description=Words("Alle zalen.", "All halls."),
        landing_page="https://halls.example/",
        creator=union,
        keywords=[Words("zaal", "hall")],
        themes=["EDUC"],
        languages=["en"],
        modified=date(2025, 1, 1),
        restricted=Words("Niet voor handel.", "Not for trade."),
        derived_from=[CHOIRS],
        generated_by=Activity(f"{SITE}/catalog/halls#made", Words("Gemaakt", "Made"), moment),
    )
    return Catalogue(
        uri=f"{SITE}/catalog",
        title=Words("Gegevens", "Data"),
        description=Words("Wat er is.", "What there is."),
        page=f"{SITE}/nl/",
        publisher=harbour,
        contact=Contact(f"{SITE}/#contact", Words("Haven", "Harbour"), "data@harbour.example"),
        rights=Rights(NOT_OPEN),
        program="Windroos",
        version="1",
        modified=moment,
        datasets=[choirs, halls],
        services=[
            Service(
                f"{SITE}/catalog/api",
                Words("API", "API"),
                Words("Voor programma's.", "For programs."),
                f"{SITE}/api",
                f"{SITE}/api/openapi.json",
                f"{SITE}/nl/api/",
                Rights(NOT_OPEN),
                [Words("zang", "song")],
                ["EDUC"],
                [CHOIRS],
            )
        ],
    )


def test_it_holds_to_the_standard() -> None:
    assert faults(graph(sample())) == ""


def test_it_says_what_it_was_told() -> None:
    told, node = graph(sample()), URIRef(CHOIRS)
    assert set(told.objects(node, DCT.title)) == {Literal("Koren", "nl"), Literal("Choirs", "en")}
    file = told.value(node, DCAT.distribution)
    assert told.value(file, DCAT.downloadURL) == URIRef(f"{SITE}/choirs.csv")
    assert plain(told.value(file, DCAT.byteSize)) == 1234
    checksum = told.value(file, SPDX.checksum)
    assert str(told.value(checksum, SPDX.checksumValue)) == HASH
    period = told.value(node, DCT.temporal)
    assert told.value(period, DCAT.startDate) == Literal("1999", datatype=XSD.gYear)
    halls = URIRef(f"{SITE}/catalog/halls")
    rights = told.value(halls, DCT.accessRights)
    assert str(rights).endswith("/RESTRICTED")
    assert (halls, DCAT.distribution, None) not in told


def test_the_lineage_leads_to_the_file_of_the_publisher() -> None:
    told, node = graph(sample()), URIRef(CHOIRS)
    source = told.value(node, PROV.wasDerivedFrom)
    assert told.value(source, PROV.atLocation) == URIRef("https://choirs.example/all.csv")
    assert str(told.value(told.value(source, SPDX.checksum), SPDX.checksumValue)) == HASH
    work = told.value(node, PROV.wasGeneratedBy)
    assert told.value(work, PROV.used) == source
    assert plain(told.value(work, PROV.endedAtTime)) == datetime(2025, 3, 1, 12, 30, tzinfo=UTC)
    program = told.value(work, PROV.wasAssociatedWith)
    assert (program, RDF.type, PROV.SoftwareAgent) in told
    assert (URIRef(f"{SITE}/catalog/halls"), PROV.wasDerivedFrom, node) in told


# What must be there: the kind of thing, and the property of it.
MANDATORY = [
    (DCAT.Catalog, one)
    for one in (DCT.title, DCT.description, DCT.publisher, DCAT.contactPoint, DCAT.dataset)
]
MANDATORY += [
    (DCAT.Dataset, one)
    for one in (
        *(DCT.title, DCT.description, DCT.identifier, DCT.publisher, DCT.creator),
        *(DCAT.contactPoint, DCT.accessRights, DCAT.theme, PROV.wasGeneratedBy),
    )
]
MANDATORY += [(DCAT.Distribution, one) for one in (DCAT.accessURL, DCT.license, DCT["format"])]
MANDATORY += [
    (DCAT.DataService, one)
    for one in (
        *(DCT.title, DCT.description, DCT.identifier, DCT.publisher, DCT.license),
        *(DCAT.contactPoint, DCAT.endpointURL, DCAT.endpointDescription, DCAT.theme),
        DCT.accessRights,
    )
]
MANDATORY += [(SPDX.Checksum, SPDX.checksumValue), (SPDX.Checksum, SPDX.algorithm)]
MANDATORY += [(FOAF.Agent, FOAF.name), (VCARD.Kind, VCARD.hasEmail)]
MANDATORY += [(PROV.Activity, PROV.endedAtTime), (PROV.Activity, PROV.wasAssociatedWith)]


@pytest.mark.parametrize(("kind", "left_out"), MANDATORY)
def test_what_must_be_there_is_missed(kind: URIRef, left_out: URIRef) -> None:
    told = graph(sample())
    node = next(told.subjects(RDF.type, kind))
    assert (node, left_out, None) in told
    told.remove((node, left_out, None))
    assert faults(told)


@pytest.mark.parametrize("form", FORMATS)
def test_both_texts_say_the_same(form: str) -> None:
    told = graph(sample())
    read = Graph().parse(data=written(told, form), format=FORMATS[form])
    assert isomorphic(read, told)


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_catalogue_is_the_same_text(form: str) -> None:
    script = (
        "from tests.report.test_catalogue import sample\n"
        "from windroos.report.catalogue.graph import graph\n"
        "from windroos.report.catalogue.text import written\n"
        f"print(written(graph(sample()), {form!r}))"
    )
    texts = {
        subprocess.run(
            [sys.executable, "-c", script],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(texts) == 1


def test_one_dataset_is_told_by_itself() -> None:
    whole = sample()
    told = graph_of(whole, whole.datasets[0])
    assert set(told.subjects(RDF.type, DCAT.Dataset)) == {URIRef(CHOIRS)}
    assert faults(told) == ""
