"""How sure, what to find out, what changed and records, over the API: the same as the library."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests.api.conftest import BASE, Asking

from windroos import cases
from windroos.apps.compass import queries
from windroos.apps.regions.models import Case

ROLE = "role=innovation"


def told(answer: Any) -> Any:
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_robustness_is_that_of_the_library(visitor: Asking, brabant: Case, today: date) -> None:
    found = cases.robustness(queries.value(brabant), "innovation", as_of=today, samples=300, seed=3)
    answer = told(visitor.get(f"robustness?{ROLE}&samples=300&seed=3&pageSize=500"))
    assert (answer["samples"], answer["seed"], answer["scenario"]) == (300, 3, None)
    assert [row["code"] for row in answer["items"]] == [one.result.region.code for one in found]
    for row in answer["items"]:
        one = found[row["code"]]
        expected = one.as_dict() | {"certainty": one.certainty}
        kept = {name: value for name, value in row.items() if name not in ("name", "dueTo")}
        assert kept == {name: expected[name] for name in kept}
        assert {k: v for k, v in row["dueTo"].items() if v is not None} == dict(one.due_to)
    sure = visitor.items(f"robustness?{ROLE}&samples=300&seed=3&likeliest=active&sort=-certainty")
    assert sure
    assert [row["certainty"] for row in sure] == sorted(
        (one.certainty for one in found if one.likeliest == "active"), reverse=True
    )

    singapore = told(visitor.get(f"regions/SG/robustness?{ROLE}&samples=300&seed=3"))
    (row,) = (row for row in answer["items"] if row["code"] == "SG")
    assert {name: singapore[name] for name in row} == row
    assert singapore["wins"]["JP"] == found.wins("SG", "JP")
    assert "SG" not in singapore["wins"]
    assert visitor.get(f"regions/NL/robustness?{ROLE}&samples=300").status_code == 404


def test_the_agenda_is_that_of_the_library(visitor: Asking, brabant: Case, today: date) -> None:
    found = cases.agenda(queries.value(brabant), "innovation", as_of=today, samples=200)
    answer = told(visitor.get(f"agenda?{ROLE}&samples=200&pageSize=30"))
    assert answer["totalItems"] == len(found.items)
    assert [(row["region"], row["id"], row["chance"]) for row in answer["items"]] == [
        (item.region.code, item.id, item.chance) for item in found.items[:30]
    ]
    assert answer["items"][0]["ask"]["nl"] == found.items[0].ask.nl  # type: ignore[union-attr]
    asked = visitor.items(f"agenda?{ROLE}&samples=200&region=SG&kind=precondition")
    assert {row["id"] for row in asked} == {
        item.id for item in found.of("SG") if item.kind == "precondition"
    }
    assert asked[0]["answers"][0]["outcome"] == "holds"


def test_what_changed_is_that_of_the_library(visitor: Asking, brabant: Case, today: date) -> None:
    value = queries.value(brabant)
    before = queries.assessment(brabant, "innovation", None, date(2024, 9, 1))
    found = cases.difference(before, cases.weigh(value, "innovation", as_of=today))
    rows = told(visitor.get(f"changes?{ROLE}&before=2024-09-01&pageSize=500"))["items"]
    assert len(rows) == len(found.regions)
    for row in rows:
        one = found[row["code"]].as_dict()
        assert (row["change"], row["parts"], row["status"]) == (
            one["change"], one["parts"], one["status"],
        )  # fmt: skip
    moved = visitor.items(f"changes?{ROLE}&before=2024-09-01&moved=true&pageSize=500")
    assert {row["code"] for row in moved} == {one.region.code for one in found if one.moved}


def test_a_record_is_given_and_checked(visitor: Asking, brabant: Case, today: date) -> None:
    given = told(visitor.get(f"assessments/_record?{ROLE}"))
    library = cases.record(cases.weigh(queries.value(brabant), "innovation", as_of=today))
    assert given == json.loads(json.dumps(library))
    answer = told(visitor.post("assessments/_verify", given))
    assert answer["holds"]
    assert {"record", "outcome of the case"} <= {check["what"] for check in answer["checks"]}
    given["results"]["JP"]["provisional"] = "none"
    answer = told(visitor.post("assessments/_verify", given))
    assert not answer["holds"]
    failed = {check["what"]: check["told"] for check in answer["checks"] if not check["holds"]}
    assert set(failed) == {"record", "outcome", "outcome of the case"}
    assert "JP: provisional was none" in failed["outcome"]


def test_a_kept_scenario_weighs_otherwise(analyst: Asking, visitor: Asking, brabant: Case) -> None:
    body = {"name": "x", "role": "innovation", "weights": {"environment": 0}}
    number = analyst.post("scenarios", body).json()["id"]
    query = f"{ROLE}&scenario={number}"
    record = told(analyst.get(f"assessments/_record?{query}"))
    assert record["scenario"]["weights"] == {"environment": 0}
    assert told(analyst.post("assessments/_verify", record))["holds"]
    scenario = cases.Scenario("innovation", {"environment": 0.0})
    found = cases.robustness(
        queries.value(brabant), "innovation", as_of=date.fromisoformat(record["asOf"]),
        scenario=scenario, samples=100,
    )  # fmt: skip
    rows = analyst.items(f"robustness?{query}&samples=100&code=JP")
    assert rows[0]["scoreMean"] == found["JP"].mean
    leaves = {row["id"] for row in analyst.items(f"agenda?{query}&samples=100&pageSize=500")}
    assert "rbc-judged" not in leaves
    assert visitor.get(f"robustness?{query}").status_code == 404, "it is private"
    other = analyst.get(f"agenda?role=trade-invest&scenario={number}")
    assert (other.status_code, other.json()["errors"][0]["field"]) == (400, "role")


@pytest.mark.parametrize(
    ("path", "field"),
    [
        (f"robustness?{ROLE}&samples=10001", "samples"),
        (f"robustness?{ROLE}&samples=1", "samples"),
        (f"agenda?{ROLE}&samples=5001", "samples"),
        (f"agenda?{ROLE}&seed=-1", "seed"),
        ("robustness?role=sport", "role"),
        ("agenda", "role"),
        (f"changes?{ROLE}", "before"),
        (f"changes?{ROLE}&before=yesterday", "before"),
        ("changes?role=sport&before=2024-09-01", "role"),
        ("assessments/_record?role=innovation&theme=sport", "theme"),
    ],
)
def test_what_cannot_be_is_told_by_field(visitor: Asking, path: str, field: str) -> None:
    answer = visitor.get(path)
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == [field]


def test_what_is_no_record_is_a_400(visitor: Asking) -> None:
    given = told(visitor.get(f"assessments/_record?{ROLE}"))
    missing = visitor.post("assessments/_verify", {"format": "other"})
    assert missing.status_code == 400
    assert "/results" in {error["field"] for error in missing.json()["errors"]}
    for change in ({"format": "other"}, {"asOf": "yesterday"}, {"cells": {"JP": {}}}):
        assert visitor.post("assessments/_verify", given | change).status_code == 400
    elsewhere = visitor.post(f"{BASE}/cases/lake/assessments/_verify", given)
    assert elsewhere.status_code == 400
    assert "noord_brabant" in elsewhere.json()["detail"]


@pytest.mark.parametrize(
    "path",
    [
        f"robustness?{ROLE}&samples=50",
        f"regions/JP/robustness?{ROLE}&samples=50",
        f"agenda?{ROLE}&samples=50",
        f"changes?{ROLE}&before=2024-09-01",
        f"assessments/_record?{ROLE}",
    ],
)
def test_who_has_it_already_is_told_so(
    path: str, visitor: Asking, asking: Callable[..., Asking]
) -> None:
    first = visitor.get(path)
    assert visitor.get(path, If_None_Match=first["ETag"]).status_code == 304


def test_the_framework_tells_its_limits_and_whom_to_ask(visitor: Asking, brabant: Case) -> None:
    framework = told(visitor.get("framework"))
    limits = framework["robustness"]
    assert limits["weights"]["method"] == "tree-weights"
    assert limits["ratings"] == {"high": 0.5, "medium": 0.5, "low": 1}
    assert [way["thresholds"] for way in limits["methods"]] == [0, 0, -0.05, 0.05]
    networks = told(visitor.get("criteria/networks"))
    kept = queries.value(brabant).framework.by_id["networks"]
    assert networks["ask"] == {"nl": kept.ask.nl, "en": kept.ask.en}  # type: ignore[union-attr]
    assert networks["askPassage"] == kept.ask_passage
