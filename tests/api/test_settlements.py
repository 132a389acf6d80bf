"""Contradictions settled over the API: read by everyone, written by who works on the case."""

from __future__ import annotations

from tests.api.conftest import Asking

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
