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


def marked(asking: Asking, journey: str, kind: str, id: str) -> str:
    sha256 = asking.items(f"documents/{journey}/mentions")[0]["sha256"]
    return f"documents/{journey}/mentions/{sha256}/{kind}/{id}"


def test_a_proposal_is_accepted_and_rejected(
    analyst: Asking, visitor: Asking, journey: str
) -> None:
    address = f"documents/{journey}/mentions"
    bavaria, japan = (marked(analyst, journey, "region", id) for id in ("DE2", "JP"))
    first = visitor.get(address)
    made = analyst.put(bavaria, {"accepted": True})
    assert (made.status_code, made.json()["state"]) == (201, "accepted")
    (told,) = analyst.get(made["Location"].removeprefix("http://testserver")).json()["items"]
    assert (told["id"], told["state"]) == ("DE2", "accepted")
    assert analyst.put(bavaria, {"accepted": True}).status_code == 200
    assert analyst.put(japan, {"accepted": False, "reason": "A trip"}).status_code == 201
    rows = analyst.items(f"{address}?kind=region")
    assert [(row["number"], row["id"], row["state"]) for row in rows] == [
        (1, "DE2", "accepted"),
        (3, "JP", "open"),
    ]
    (rejected,) = analyst.items(f"{address}?state=rejected")
    assert (rejected["id"], rejected["reason"]) == ("JP", "A trip")
    # Everyone sees the state, and who works on the case the reason.
    (seen,) = visitor.items(f"{address}?state=rejected")
    assert (seen["state"], seen["reason"]) == ("rejected", None)
    assert visitor.get(address)["ETag"] != first["ETag"]
    assert analyst.delete(japan).status_code == 204
    assert analyst.delete(japan).status_code == 404
    assert analyst.items(f"{address}?state=rejected") == []


def test_the_score_tells_what_was_judged(analyst: Asking, journey: str) -> None:
    address = f"documents/{journey}/mentions/_score"
    assert analyst.get(address).json()["share"] is None
    analyst.put(marked(analyst, journey, "region", "DE2"), {"accepted": True})
    analyst.put(marked(analyst, journey, "region", "JP"), {"accepted": False})
    analyst.put(marked(analyst, journey, "theme", "agrifood"), {"accepted": True})
    told = analyst.get(f"{address}?kind=region&kind=theme").json()
    assert {name: told[name] for name in ("judged", "accepted", "added", "share")} == {
        "judged": 2, "accepted": 1, "added": 1, "share": 0.5
    }  # fmt: skip


def test_what_cannot_be_marked_is_a_problem(analyst: Asking, visitor: Asking, journey: str) -> None:
    unknown = analyst.put(marked(analyst, journey, "region", "XQ"), {"accepted": True})
    assert unknown.status_code == 400
    assert "XQ" in unknown.content.decode()
    assert (
        analyst.put(marked(analyst, journey, "person", "x"), {"accepted": True}).status_code == 400
    )
    nowhere = f"documents/{journey}/mentions/{'0' * 64}/region/JP"
    assert analyst.put(nowhere, {"accepted": True}).status_code == 404
    assert (
        visitor.put(marked(visitor, journey, "region", "JP"), {"accepted": True}).status_code == 401
    )
