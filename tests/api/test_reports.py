"""Reports in the API: made, listed, handed out, checked, released and withdrawn."""

from __future__ import annotations

import pytest
from tests.api.conftest import BASE, Asking
from tests.papers import SCORES

from windroos.cases import reports
from windroos.cases.papers import PAPERS

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture(autouse=True)
def scores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PAPERS, "scores", SCORES)


def test_the_kinds_say_what_can_be_asked(visitor: Asking) -> None:
    kinds = {one["id"]: one for one in visitor.items("report-kinds")}
    assert {"focus-regions", "dossier", "agenda", "notice", "scores"} == set(kinds)
    (region,) = kinds["scores"]["options"]
    assert (region["id"], region["type"], region["required"]) == ("region", "region", False)
    assert {"value": "JP", "label": {"nl": "Japan", "en": "Japan"}} in region["choices"]


def test_a_report_is_made_released_and_withdrawn(
    visitor: Asking, analyst: Asking, decision_maker: Asking
) -> None:
    made = analyst.post("reports", {"kind": "scores", "options": {"region": "JP"}})
    assert made.status_code == 201, made.content
    one = made.json()
    address = f"reports/{one['id']}"
    assert made["Location"].endswith(address)
    assert (one["status"], one["options"], one["asOf"]) == (
        "internal",
        {"region": "JP"},
        "2026-11-21",
    )
    assert analyst.get(address).json() == one
    for path in (address, f"{address}/_json", f"{address}/_check"):
        assert visitor.get(path).status_code == 404
    assert visitor.items("reports") == []
    assert analyst.post(f"{address}/_release").status_code == 403
    assert decision_maker.post(f"{address}/_release").json()["status"] == "released"
    assert decision_maker.post(f"{address}/_release").status_code == 400
    (listed,) = visitor.items("reports?status=released&kind=scores")
    assert (listed["id"], listed["madeBy"]) == (one["id"], None)
    record = visitor.get(f"{address}/_json").json()
    assert reports.verify(record).holds
    assert record["papersSha256"] == one["sha256"]
    check = visitor.get(f"{address}/_check")
    assert check.json()["then"] == {"same": True, "faults": [], "differences": [], "reasons": []}
    assert visitor.get(f"{address}/_check", If_None_Match=check["ETag"]).status_code == 304
    refused = decision_maker.post(f"{address}/_withdraw", {"reason": " "})
    assert refused.json()["errors"][0]["field"] == "/reason"
    assert decision_maker.post(f"{address}/_withdraw", {"reason": "A slip"}).status_code == 200
    assert visitor.get(address).json()["reason"] == "A slip"
    assert visitor.get(f"{address}/_json").status_code == 404


def test_files_come_in_both_languages(analyst: Asking) -> None:
    id = analyst.post("reports", {"kind": "scores"}).json()["id"]
    html = analyst.get(f"reports/{id}/_html?language=nl", Accept="text/html")
    assert "De scores" in html.content.decode()
    assert analyst.get(f"reports/{id}/_html", Accept="text/html").content != html.content
    pdf = analyst.get(f"reports/{id}/_pdf", Accept="application/pdf")
    assert pdf.content.startswith(b"%PDF")
    assert pdf["Content-Disposition"] == (
        f'attachment; filename="noord_brabant-scores-{id}-en.pdf"'
    )
    assert analyst.get(f"reports/{id}/_html?language=fr").status_code == 400


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"kind": "poems"}, "/kind"),
        ({"kind": "scores", "options": {"region": "XX"}}, "/options/region"),
        ({"kind": "scores", "options": {"colour": "red"}}, "/options/colour"),
        ({"kind": "scores", "options": {"region": True}}, "/options/region"),
        ({"kind": "agenda", "options": {"most": 100000}}, "/options/most"),
        ({"kind": "scores", "asOf": "2027-01-01"}, "/asOf"),
        ({"kind": "scores", "asOf": "soon"}, "/asOf"),
    ],
)
def test_what_cannot_be_asked_is_told_by_field(
    analyst: Asking, body: dict[str, object], field: str
) -> None:
    answer = analyst.post("reports", body)
    assert answer.status_code == 400, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    assert [one["field"] for one in answer.json()["errors"]] == [field]


def test_reports_of_what_is_not_there(visitor: Asking, analyst: Asking) -> None:
    assert visitor.get("reports/99").status_code == 404
    assert visitor.post("reports", {"kind": "scores"}).status_code == 401
    assert analyst.get(f"{BASE}/cases/nowhere/report-kinds").status_code == 404
