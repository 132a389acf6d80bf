"""A weighing written down: checked by itself, and against the case it is of."""

from __future__ import annotations

import copy
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cases import packages
from windroos import cases
from windroos.cases import Case, CaseError, Scenario

DAY = date(2022, 1, 1)


def brought(data: Any) -> Any:
    """As it comes out of a file."""
    return json.loads(json.dumps(data, allow_nan=False))


def failing(given: Any, case: Case | None = None) -> dict[str, str]:
    return {check.what: check.told for check in cases.verify(given, case) if not check.holds}


@pytest.fixture(scope="module")
def brabant() -> Case:
    return cases.load("noord_brabant")


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return cases.load(packages.write(tmp_path_factory.mktemp("lake") / "package"))


@pytest.fixture(scope="module")
def kept(lake: Case) -> dict[str, Any]:
    return brought(cases.record(cases.weigh(lake, "research", as_of=DAY)))


@pytest.mark.parametrize("role", ["innovation", "trade-invest"])
@pytest.mark.parametrize("theme", [None, "agrifood"])
def test_a_record_holds(brabant: Case, role: str, theme: str | None) -> None:
    assessment = cases.weigh(brabant, role, theme, as_of=date(2026, 11, 21))
    given = brought(cases.record(assessment))
    checks = cases.verify(given, brabant)
    assert all(check.holds and not check.told for check in checks)
    assert [check.what for check in cases.verify(given)] == ["record", "steps", "outcome"]
    assert {check.what for check in checks} == {
        "record", "steps", "outcome", "steps of the case", "outcome of the case",
        *(f"input {name}" for name in given["inputs"]["sha256"]),
    }  # fmt: skip
    assert "input framework.toml" in {check.what for check in checks}
    assert {code: row["score"] for code, row in given["results"].items()} == {
        result.region.code: result.score for result in assessment
    }


@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_whatever_is_weighed_can_be_had_again(lake: Case, data: st.DataObject) -> None:
    role = data.draw(st.sampled_from(["research", "culture"]))
    low, high = sorted(data.draw(st.tuples(st.floats(0, 1), st.floats(0, 1))))
    scenario = Scenario(
        role,
        data.draw(
            st.dictionaries(st.sampled_from(["water", "fish", "choirs"]), st.floats(0.01, 100))
        ),
        {"active": high, "reactive": low},
        data.draw(st.sampled_from([{}, {"depth": (5.0, 70.0)}])),
    )
    chosen = data.draw(st.lists(st.sampled_from(["EE", "LV", "LV00"]), unique=True, max_size=3))
    theme = data.draw(st.sampled_from([None, "algae", "song"]))
    assessment = cases.weigh(
        lake, role, theme, as_of=DAY, scenario=scenario, regions=chosen or None
    )
    assert failing(brought(cases.record(assessment)), lake) == {}


def test_programs_that_know_one_kind_of_number_may_pass_it_on(kept: dict[str, Any]) -> None:
    """JavaScript writes 1.0 as 1."""

    def plain(data: Any) -> Any:
        if isinstance(data, dict):
            return {key: plain(value) for key, value in reversed(data.items())}
        if isinstance(data, list):
            return [plain(value) for value in data]
        return int(data) if isinstance(data, float) and data.is_integer() else data

    assert plain(kept) == kept
    assert failing(brought(plain(kept))) == {}


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_one_changed_number_is_told(kept: dict[str, Any], data: st.DataObject) -> None:
    """Wherever it stands; in the outcome by region and name as well."""
    changed = copy.deepcopy(kept)
    part = data.draw(st.sampled_from(["results", "cells", "steps"]))
    places = list(_numbers(changed[part]))
    holder, key = data.draw(st.sampled_from(places))
    holder[key] += -0.001 if holder[key] > 0.5 else 0.001  # a cell stays between 0 and 1
    found = failing(changed)
    assert "record" in found
    if part == "steps":
        assert "steps" in found
    if part == "results":
        code = next(code for code, row in changed["results"].items() if row is holder)
        assert found["outcome"].startswith(f"{code}: {key} was {holder[key]}, and is ")


def _numbers(data: Any) -> Any:
    entries = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in entries:
        if isinstance(value, dict | list):
            yield from _numbers(value)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield data, key


def test_whoever_writes_the_hashes_anew_is_caught_by_the_outcome(kept: dict[str, Any]) -> None:
    from windroos.cases.record import _sha256

    forged = copy.deepcopy(kept)
    forged["results"]["EE"]["provisional"] = "none"
    body = {name: value for name, value in forged.items() if name not in ("sha256", "stepsSha256")}
    forged["sha256"] = _sha256(body)
    assert failing(forged) == {
        "outcome": f"EE: provisional was none, and is {kept['results']['EE']['provisional']}"
    }


def test_an_outcome_is_compared_and_not_hashed(kept: dict[str, Any]) -> None:
    """The last bits of a sum differ between machines; more than 1e-9 does not."""
    near, far = copy.deepcopy(kept), copy.deepcopy(kept)
    near["results"]["EE"]["score"] += 1e-11
    far["results"]["EE"]["score"] += 1e-8
    assert "outcome" not in failing(near)
    assert "outcome" in failing(far)


def test_a_judgement_that_changed_is_told(kept: dict[str, Any], tmp_path: Path) -> None:
    tables = packages.rows()
    tables["judgements"][2]["rating"] = 3
    found = failing(kept, cases.load(packages.write(tmp_path / "p", tables)))
    assert set(found) == {"input judgements.csv", "outcome of the case"}
    assert "EE: score was" in found["outcome of the case"]


def test_weights_that_changed_are_told(kept: dict[str, Any], tmp_path: Path) -> None:
    text = packages.FRAMEWORK.replace("research = 3", "research = 2")
    found = failing(kept, cases.load(packages.write(tmp_path / "p", framework=text)))
    assert set(found) == {"input framework.toml", "steps of the case", "outcome of the case"}


def test_a_region_that_came_or_went_is_told(kept: dict[str, Any], tmp_path: Path) -> None:
    tables = packages.rows()
    tables["regions"] = [row for row in tables["regions"] if row["code"] != "LV00"]
    found = failing(kept, cases.load(packages.write(tmp_path / "p", tables)))
    assert found["outcome of the case"] == "LV00: is not weighed now"
    assert "input regions.csv" in found


def test_a_role_that_went_is_told(kept: dict[str, Any], tmp_path: Path) -> None:
    text = packages.FRAMEWORK.replace('id = "research"', 'id = "study"').replace(
        "research = 3", "study = 3"
    )
    text = text.replace('roles = ["research"]', 'roles = ["study"]')
    tables = packages.rows()
    tables["decisions"] = []
    found = failing(kept, cases.load(packages.write(tmp_path / "p", tables, text)))
    assert "unknown role “research”" in found["steps of the case"]


def test_of_another_case_is_no_damage(kept: dict[str, Any], brabant: Case) -> None:
    with pytest.raises(CaseError, match=r"^the record is of the case “lake”, not of") as told:
        cases.verify(kept, brabant)
    assert "damaged" not in str(told.value)


@pytest.mark.parametrize("given", [None, [], "x", 3, {}, {"format": "other/1"}, {"format": 1}])
def test_what_is_no_record_is_told(given: Any) -> None:
    with pytest.raises(CaseError, match="no record of an assessment"):
        cases.verify(given)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("sha256", None),
        ("asOf", 5),
        ("asOf", "yesterday"),
        ("role", 3),
        ("scenario", "other"),
        ("scenario", {"role": "research", "weights": []}),
        ("inputs", {"sha256": {"regions.csv": 3}}),
        ("inputs", []),
        ("cells", []),
        ("cells.EE", {}),
        ("cells.EE.salt", [0.1]),
        ("cells.EE.salt", [2.0, 0.0, 1.0]),
        ("cells.EE.salt", ["much", 0.0, 1.0]),
        ("cells.EE.salt", [10**400, 0.0, 1.0]),
        ("cells.EE.salt", [float("nan"), 0.0, 1.0]),
        ("results", "none"),
        ("results.EE", []),
        ("results.EE.score", 10**400),
        ("outcomes.EE", {"boats": "perhaps"}),
        ("steps.tree", [{"id": "a"}]),
        ("steps.tree", [{"id": "a", "parent": "a", "weight": "x", "aggregate": 3}]),
        ("steps.thresholds", {"active": 0.2, "reactive": 0.4}),
        ("steps.preconditions", 7),
    ],
)
def test_a_damaged_record_is_told(kept: dict[str, Any], path: str, value: Any) -> None:
    damaged = copy.deepcopy(kept)
    *holders, last = path.split(".")
    holder = damaged
    for name in holders:
        holder = holder[name]
    holder[last] = value
    assert _told(damaged).startswith(("the record is damaged: ", "it was changed"))


def _told(given: Any) -> str:
    """What is said of a record that does not hold."""
    try:
        return failing(given)["record"]
    except CaseError as error:
        return str(error)


@pytest.mark.parametrize(
    "name", ["sha256", "stepsSha256", "case", "role", "theme", "asOf", "scenario", "inputs",
             "steps", "cells", "outcomes", "results"]
)  # fmt: skip
def test_a_record_without_a_part_is_damaged(kept: dict[str, Any], name: str) -> None:
    with pytest.raises(CaseError, match=f"damaged: KeyError: '{name}'"):
        cases.verify({key: value for key, value in kept.items() if key != name})
