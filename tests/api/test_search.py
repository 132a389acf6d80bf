"""Paragraphs of documents found over the API."""

from __future__ import annotations

import pytest
from tests.api.conftest import Asking
from tests.released import publish

from windroos.apps.regions.models import Case

pytestmark = pytest.mark.django_db

TEXT = """# Reis

De regio’s hebben samengewerkt in de gezondheidszorg.

Samenwerking met één regio.

De koffie was warm.
"""


@pytest.fixture
def journey(brabant: Case) -> str:
    publish(brabant, "koffie.md", b"# Koffie\n\nKoffie en samenwerking.")
    return publish(brabant, "reis.md", TEXT.encode()).document.source


def test_paragraphs_are_found_in_every_form_and_by_document(visitor: Asking, journey: str) -> None:
    rows = visitor.items("documents/_search?q=samenwerken%20regio")
    assert {(row["source"], row["number"]) for row in rows} == {("reis", 1), ("reis", 2)}
    assert [row["score"] for row in rows] == sorted((row["score"] for row in rows), reverse=True)
    (care,) = visitor.items("documents/_search?q=zorg")
    (place,) = care["places"]
    assert care["text"][place["start"] : place["end"]] == "gezondheidszorg"
    one = visitor.get("documents/_search?q=samenwerken&source=koffie&pageSize=1").json()
    assert [row["source"] for row in one["items"]] == ["koffie"]


def test_what_holds_most_says_what_it_lacks(visitor: Asking, journey: str) -> None:
    rows = visitor.items('documents/_search?q="warm%20koffie"%20koffie%20atlantis')
    assert {(row["source"], row["number"]) for row in rows} == {("koffie", 1), ("reis", 3)}
    assert all(row["missing"] == ["warm koffie", "atlantis"] for row in rows)
    assert visitor.items("documents/_search?q=atlantis") == []
    hits = visitor.items("_search?q=koffie%20atlantis&kind=passages")
    assert [hit["missing"] for hit in hits] == [["atlantis"], ["atlantis"]]


def test_organisations_and_sites_are_found_by_name(register: Case, visitor: Asking) -> None:
    (one,) = visitor.items("_search?q=lampfabriek&kind=organisations")
    assert (one["title"], one["url"]) == (
        "Lamp Works B.V.", "http://testserver/en/noord_brabant/organisations/lamp-works/",
    )  # fmt: skip
    assert visitor.items("_search?q=lampfabriek&kind=sites") == []
