"""`windroos catalogue` as a user meets it."""

from __future__ import annotations

from pathlib import Path

from rdflib import RDF, Graph, Namespace, URIRef
from tests.cli.command import mistake, windroos
from tests.report.catalogues import faults

DCAT = Namespace("http://www.w3.org/ns/dcat#")
SITE = "https://harbour.example"


def test_the_catalogue_is_printed(demo: Path) -> None:
    done = windroos("catalogue", "--address", f"{SITE}/", data=demo)
    assert done.returncode == 0, done.stderr
    told = Graph().parse(data=done.stdout, format="turtle")
    assert faults(told) == ""
    assert set(told.subjects(RDF.type, DCAT.Catalog)) == {URIRef(f"{SITE}/catalog")}


def test_it_is_written_to_a_file(demo: Path, tmp_path: Path) -> None:
    file = tmp_path / "catalog.jsonld"
    done = windroos("catalogue", "--format", "jsonld", "--out", str(file), data=demo)
    assert done.returncode == 0, done.stderr
    told = Graph().parse(file, format="application/ld+json")
    # Where the demo serves, as nothing else was said.
    assert (URIRef("http://127.0.0.1:8000/catalog"), RDF.type, DCAT.Catalog) in told


def test_what_cannot_be_is_said(demo: Path, tmp_path: Path) -> None:
    told = mistake(windroos("catalogue", "--address", "harbour.example", data=demo))
    assert "--address https://" in told
    nowhere = tmp_path / "none" / "catalog.ttl"
    assert "cannot write" in mistake(windroos("catalogue", "--out", str(nowhere), data=demo))
