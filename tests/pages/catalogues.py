"""Making editions of open sources, and harvesting a catalogue as a stranger does."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client
from rdflib import Graph, Namespace, URIRef

from windroos.apps.evidence.models import Edition
from windroos.report.catalogue.text import FORMATS
from windroos.site.catalogue.addresses import of_source
from windroos.sources import asked, lake
from windroos.sources.lake import Origin, Snapshot
from windroos.sources.shape import COLUMNS

DCAT = Namespace("http://www.w3.org/ns/dcat#")
DCT = Namespace("http://purl.org/dc/terms/")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
PROV = Namespace("http://www.w3.org/ns/prov#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
SITE = "http://testserver"
HASH = "cd" * 32
TAKEN = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)


KINDS = {"VARCHAR": "string", "DOUBLE": "number", "MAP(VARCHAR, VARCHAR)": "object"}


def keep(key: str, *, value: float = 1.5, address: str = "https://data.example/f.csv") -> Snapshot:
    """An edition of an open source: two observations, one of them without its value."""
    columns = {name: KINDS[kind] for name, kind in COLUMNS["observations"].items()}
    row: dict[str, Any] = dict.fromkeys(columns)
    rows = [
        {**row, "region": "NL41", "indicator": "x", "period": "2019", "value": value},
        {**row, "region": "EL3", "indicator": "x", "period": "2021-Q1", "dimensions": {"a": "b"}},
    ]
    origin = Origin(key, "terms", address, TAKEN.isoformat(), HASH)
    made = lake.write(settings.WINDROOS_LAKE, "observations", columns, rows, origin)
    Edition.objects.create(
        source=key,
        table="observations",
        sha256=made.sha256,
        rows=made.rows,
        taken=TAKEN,
        address=address,
        fetched=TAKEN,
        file_sha256=HASH,
    )
    return made


def harvested(client: Client, form: str = "ttl") -> Graph:
    response = client.get(f"/catalog.{form}")
    assert response.status_code == 200
    assert response["Content-Type"].partition(";")[0] == FORMATS[form]
    return Graph().parse(data=response.content, format=FORMATS[form])


def read(client: Client, url: object) -> Any:
    parts = urlsplit(str(url))
    assert f"{parts.scheme}://{parts.netloc}" == SITE
    return client.get(f"{parts.path}?{parts.query}" if parts.query else parts.path)


def content(response: Any) -> bytes:
    return b"".join(response) if response.streaming else response.content


def uri_of(key: str) -> URIRef:
    return URIRef(f"{SITE}/catalog/{of_source(asked.named(key))}")
