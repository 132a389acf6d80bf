"""Contradictions settled over the API: read by everyone, written by who works on the case."""

from __future__ import annotations

from tests.api.conftest import Asking

from windroos.apps.compass.actions import load_case
from windroos.apps.regions.models import Case
from windroos.cases.package import Package

THURINGIA = "effort_deg_innovation"
FIGURE_ONE = "decisions/thuringen-innovation"
SETTLED = {
    "contradiction": THURINGIA,
    "holds": FIGURE_ONE,
    "reason": {"nl": "De figuur is vastgesteld"},
}


def test_a_contradiction_is_settled_and_read_by_everyone(analyst: Asking, visitor: Asking) -> None:
    found = visitor.get(f"contradictions/{THURINGIA}").json()
    assert (found["state"], found["settlement"]) == ("open", None)
    assert {side.partition("@")[0] for side in found["sides"]} == {
        "statements/s-deg-innovation-1",
        "statements/s-deg-innovation-2",
        FIGURE_ONE,
    }
    made = analyst.post("settlements", {**SETTLED, "sides": found["sides"]})
    assert made.status_code == 201, made.content
    row = made.json()
    assert row["sides"] == found["sides"]
    assert (row["id"], row["holds"], row["settledBy"]) == (THURINGIA, FIGURE_ONE, "Province")
    assert visitor.get(f"settlements/{THURINGIA}").json() == row
    told = visitor.get(f"contradictions/{THURINGIA}").json()
    assert (told["state"], told["changed"]) == ("settled", [])
    assert told["settlement"]["reason"]["nl"] == "De figuur is vastgesteld"
    assert [c["id"] for c in visitor.items("contradictions?state=settled")] == [THURINGIA]
    explained = visitor.get("regions/DEG/explanation?role=innovation").json()["contradictions"]
    assert explained[0]["settlement"]["holds"] == FIGURE_ONE


def test_it_is_changed_taken_back_and_restored(analyst: Asking) -> None:
    made = analyst.post("settlements", SETTLED)
    path = f"settlements/{THURINGIA}"
    assert analyst.patch(path, {"holds": None}).status_code == 428
    changed = analyst.patch(path, {"holds": None}, If_Match=made["ETag"])
    assert changed.status_code == 200, changed.content
    assert (changed.json()["holds"], changed.json()["reason"]) == (None, made.json()["reason"])
    assert analyst.delete(path, If_Match=made["ETag"]).status_code == 412
    assert analyst.delete(path, If_Match=changed["ETag"]).status_code == 204
    assert analyst.get(path).status_code == 404
    last = analyst.items(f"{path}/versions")[0]
    back = analyst.post(f"{path}/_undo", If_Match=f'"v{last["version"]}"')
    assert back.status_code == 200, back.content
    assert analyst.get(path)["ETag"] == back["ETag"]


def test_what_cannot_be_is_refused(analyst: Asking, visitor: Asking) -> None:
    assert visitor.post("settlements", SETTLED).status_code == 401
    unknown = analyst.post("settlements", {**SETTLED, "contradiction": "effort_jp_innovation"})
    assert unknown.status_code == 400
    nobody = analyst.post("settlements", {**SETTLED, "holds": "decisions/japan-innovation"})
    assert nobody.status_code == 400
    assert nobody.json()["errors"][0]["field"] == "/holds"
    silent = analyst.post("settlements", {**SETTLED, "reason": {}})
    assert [one["field"] for one in silent.json()["errors"]] == ["/reason/nl"]
    others = analyst.post("settlements", {**SETTLED, "sides": ["statements/x@000000000000"]})
    assert others.status_code == 412
    assert analyst.post("settlements", SETTLED).status_code == 201
    assert analyst.post("settlements", SETTLED).status_code == 409


def test_figures_in_documents_are_told_and_settled(
    analyst: Asking, visitor: Asking, brabant: Case, noord_brabant: Package
) -> None:
    tables = {name: list(rows) for name, rows in noord_brabant.tables.items()}
    said = {row["id"]: row for row in tables["quantities"]}
    tables["quantities"] += [
        {**said[id], "id": f"x{n}", "value": 1.0, "passage": "001-japan-1-s1"}
        for n, id in enumerate(("lsh-companies-2019", "lsh-budget-total-2018-2019"))
    ]
    framework, text = noord_brabant.framework, noord_brabant.framework_text
    load_case(Package.of(noord_brabant.name, noord_brabant.title, framework, text, tables))
    companies, budget = visitor.items("contradictions?kind=quantity&sort=region")
    if companies["region"] is None:
        companies, budget = budget, companies
    assert (companies["region"], companies["series"]) == ("NL41", "lsh-companies")
    assert companies["grade"] == "soft"
    assert {q["value"] for q in companies["quantities"]} == {880, 1}
    assert {q["passage"] for q in budget["quantities"]} == {
        "003-lsh-budget-total",
        "001-japan-1-s1",
    }
    assert budget["region"] is None
    weighed = visitor.items("assessments?role=innovation&pageSize=100")
    assert {r["code"] for r in weighed if r["contradictions"]} == {"DEG", "IL"}
    assert visitor.items("contradictions?series=lsh-companies") == [companies]
    holds = "quantities/lsh-budget-total-2018-2019"
    reason = {"nl": "Zo vastgesteld"}
    given = {"contradiction": budget["id"], "holds": holds, "reason": reason}
    made = analyst.post("settlements", {**given, "sides": budget["sides"]})
    assert made.status_code == 201, made.content
    assert made.json()["kind"] == "quantity"
    assert visitor.get(f"contradictions/{budget['id']}").json()["state"] == "settled"
    leans = visitor.get("passages/003-lsh-budget-total/support")
    assert leans.status_code == 200, leans.content
    (gone,) = leans.json()["contradictions"]
    assert (gone["kind"], gone["region"], gone["series"]) == ("quantity", None, "lsh-budget-total")
