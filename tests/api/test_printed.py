"""The tables that documents print, in the API: read by who may, and taken over by analysts."""

from __future__ import annotations

from typing import Any

import pytest
from tests.api.conftest import BASE, Asking

from windroos.apps.evidence.actions import add_document
from windroos.apps.regions.models import Case

# Our own words.
NOTE = """# Notitie

| Doel | 2025 | 2026 |
| --- | --- | --- |
| Banen (fte) | Nul-meting | 1.200 |
| Huizen | - | 12 |
"""


@pytest.fixture
def note(site: Any, analyst: Asking) -> str:
    add_document(Case.objects.get(name="noord_brabant"), "note.txt", NOTE.encode())
    given = {"title": "Notitie", "publisher": "Wij", "published": "2026-03", "language": "nl"}
    assert analyst.ask("POST", "documents/note/_name", given).status_code == 200
    return "documents/note/tables"


def test_tables_are_read_by_who_reads_the_document(
    note: str, analyst: Asking, visitor: Asking
) -> None:
    (table,) = analyst.items(note)
    assert (table["number"], table["paragraphs"], table["corner"]) == (1, [1, 2, 3], "Doel")
    assert [one["year"] for one in table["columns"]] == [2025, 2026]
    jobs = table["rows"][0]
    assert (jobs["label"], jobs["unit"]) == ("Banen (fte)", "fte")
    assert jobs["cells"][0] | {"notes": []} == {
        "column": 1, "text": "Nul-meting", "value": None, "unit": "", "state": "to-be-measured",
        "notes": [], "doubts": [],
    }  # fmt: skip
    assert jobs["cells"][1]["value"] == 1200
    assert "thousands or with decimals" in jobs["cells"][1]["doubts"][0]
    assert visitor.ask("GET", note).status_code == 404  # it is internal
    assert visitor.ask("GET", f"{note}/1").status_code == 401


def test_a_table_is_tried_corrected_and_taken_over(note: str, analyst: Asking) -> None:
    proposed = analyst.get(f"{note}/1").json()
    assert proposed["proposal"]["kind"] == "quantities"
    assert proposed["proposal"]["rows"][0]["included"] is True
    body: dict[str, Any] = {"kind": "quantities", "sha256": proposed["sha256"]}
    refused = analyst.ask("POST", f"{note}/1/_takeover", body)
    assert refused.status_code == 400
    told = {one["detail"] for one in refused.json()["errors"]}
    assert any(one.startswith("2/2, kind:") for one in told)
    assert any(one.startswith("3/1, label_en:") for one in told)
    body |= {
        "table": {"name": {"nl": "Doelen", "en": "Goals"}},
        "rows": [
            {"number": 2, "subject": "jobs", "label": {"en": "Jobs"}, "kind": "target"},
            {"number": 3, "included": False},
        ],
        "trial": True,
    }
    tried = analyst.ask("POST", f"{note}/1/_takeover", body).json()
    assert tried["written"] == ["jobs-2025", "jobs-2026"]
    assert analyst.ask("GET", "quantities/jobs-2025").status_code == 404
    done = analyst.ask("POST", f"{note}/1/_takeover", body | {"trial": False}).json()
    assert (done["written"], done["there"]) == (["jobs-2025", "jobs-2026"], [])
    made = analyst.get("quantities/jobs-2025").json()
    assert (made["state"], made["kind"], made["passage"]) == (
        "to-be-measured", "baseline", "note-jobs",
    )  # fmt: skip
    again = analyst.ask("POST", f"{note}/1/_takeover", body | {"trial": False}).json()
    assert again["written"] == []
    assert again["there"] == [
        {"number": 2, "column": 1, "id": "jobs-2025"},
        {"number": 2, "column": 2, "id": "jobs-2026"},
    ]


def test_a_decision_that_was_not_taken_over_is_not_undone(note: str, analyst: Asking) -> None:
    version = analyst.get("decisions/japan-innovation").json()["version"]
    body = {"items": [{"id": "japan-innovation", "version": version}]}
    refused = analyst.ask("POST", "decisions/_undo", body)
    assert refused.status_code == 400
    assert "was not taken over" in refused.json()["errors"][0]["detail"]


def test_what_the_table_has_no_place_for_is_told(
    note: str, analyst: Asking, visitor: Asking
) -> None:
    body = {"kind": "decisions", "rows": [{"number": 1, "subject": "x"}, {"number": 99}]}
    refused = analyst.ask("POST", f"{note}/1/_takeover", body)
    assert refused.status_code == 400
    assert {one["field"] for one in refused.json()["errors"]} == {"/rows/0", "/rows/1"}
    assert analyst.ask("POST", f"{note}/9/_takeover", {"kind": "decisions"}).status_code == 400
    assert analyst.ask("GET", f"{note}/9").status_code == 404
    assert visitor.ask("POST", f"{note}/1/_takeover", {"kind": "decisions"}).status_code == 401
    assert (
        analyst.ask("GET", f"{BASE}/cases/noord_brabant/documents/none/tables").status_code == 404
    )


def test_a_figure_of_a_passage_is_added_revised_and_taken_back(
    note: str, analyst: Asking, visitor: Asking
) -> None:
    figure = {
        "subject": "homes", "label": {"nl": "Huizen", "en": "Homes"}, "kind": "target",
        "year": 2026, "value": 12, "unit": "x1000", "place": {"document": "note", "number": 3},
    }  # fmt: skip
    assert visitor.ask("POST", "quantities", figure).status_code == 401
    made = analyst.post("quantities", figure).json()
    assert (made["id"], made["cell"], made["saidBy"]) == ("q-homes-2026-1", "12 x1000", "Wij")
    at = f"quantities/{made['id']}"
    tag = analyst.ask("GET", at)["ETag"]
    revised = analyst.ask("PATCH", at, {"value": 13, "unit": None}, If_Match=tag)
    assert (revised.status_code, revised.json()["value"], revised.json()["unit"]) == (200, 13, None)
    tag = revised["ETag"]
    gone = analyst.ask("POST", f"{at}/_retract", {"reason": "Vergist"}, If_Match=tag)
    assert gone.status_code == 204
    assert analyst.ask("GET", at).status_code == 404
    neither = analyst.ask("POST", "quantities", {**figure, "value": None})
    assert neither.status_code == 400
    proposed = analyst.get("documents/note/paragraphs/3/proposals").json()
    assert {"value": 12, "unit": ""} in proposed["figures"]
