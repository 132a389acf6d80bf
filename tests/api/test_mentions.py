"""What the paragraphs of a document are about, over the API."""

from __future__ import annotations

import pytest
from tests.api.conftest import Asking
from tests.released import publish

from windroos.apps.regions.models import Case

pytestmark = pytest.mark.django_db

TEXT = b"""# Reis

Een bezoek aan Japan en aan Beierse bedrijven in de zorg.

De koffie was warm.

Japanse fotonica.
"""


@pytest.fixture
def journey(brabant: Case) -> str:
    return publish(brabant, "reis.md", TEXT).document.source


def test_each_proposal_stands_by_its_paragraph(visitor: Asking, journey: str) -> None:
    rows = visitor.items(f"documents/{journey}/mentions")
    assert [(row["number"], row["kind"], row["id"]) for row in rows] == [
        (1, "region", "JP"),
        (1, "theme", "health"),
        (1, "region", "DE2"),
        (3, "technology", "photonics"),
        (3, "theme", "htsm"),
        (3, "region", "JP"),
    ]
    bavaria = rows[2]
    assert bavaria["name"] == {"nl": "Beieren", "en": "Bavaria"}
    assert (bavaria["score"], bavaria["paragraph"]) == (0.6, 1)
    (by,) = bavaria["mentions"]
    assert (by["text"], by["name"], by["why"]) == ("Beierse", "Beieren", "adjective")
    assert TEXT.decode().splitlines()[2][by["start"] : by["end"]] == "Beierse"


def test_proposals_are_filtered_and_sorted(visitor: Asking, journey: str) -> None:
    address = f"documents/{journey}/mentions"
    japan = visitor.items(f"{address}?kind=region&id=JP&sort=-number")
    assert [(row["number"], row["score"]) for row in japan] == [(3, 0.6), (1, 0.8)]
    assert {row["kind"] for row in visitor.items(f"{address}?kind=theme")} == {"theme"}


def test_a_document_that_was_not_added_is_not_found(visitor: Asking, brabant: Case) -> None:
    assert visitor.get("documents/none/mentions").status_code == 404
