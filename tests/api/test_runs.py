"""Draws that take long over the API: asked for, followed, read and cancelled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.api.conftest import Asking

from windroos import cases
from windroos.apps.accounts.roles import Role
from windroos.apps.compass import actions, queries
from windroos.apps.compass.models import Run
from windroos.apps.compass.robustness import drawn
from windroos.apps.compass.robustness import outcome as robustness
from windroos.apps.regions.models import Case

DRAWS = {"role": "innovation", "samples": 100_000}


@pytest.fixture
def few_draws(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Lets a run of many draws make a few only."""
    whole = cases.robustness
    monkeypatch.setattr(cases, "robustness", lambda *a, **k: whole(*a, **{**k, "samples": 300}))
    yield
    drawn.robustness.__globals__["_robustness"].cache_clear()


def asked(analyst: Asking, **more: Any) -> Any:
    made = analyst.post("runs", DRAWS | more)
    assert made.status_code == 201, made.content
    return made


def test_a_run_gives_what_the_library_draws(
    analyst: Asking, brabant: Case, few_draws: None
) -> None:
    weights = {"environment": 3}
    made = asked(analyst, weights=weights, asOf="2026-11-20", space="around")
    run = made.json()
    assert (run["status"], run["drawn"], run["regions"]) == ("waiting", 0, None)
    assert (run["weights"], run["asOf"], run["space"]) == (weights, "2026-11-20", "around")
    assert run["madeBy"] == "analyst province"
    # The tests make a run where it is asked after; a site makes it beside the requests.
    done = analyst.get(f"runs/{run['id']}")
    assert made["Location"].endswith(f"runs/{run['id']}")
    assert (done.json()["status"], done.json()["drawn"]) == ("done", 100_000)
    found = robustness.draw(
        queries.value(brabant),
        robustness.Wanted(
            "innovation",
            None,
            timezone.localdate() - timedelta(days=1),
            cases.Scenario("innovation", weights),
            "around",
            100_000,
        ),
    )
    assert done.json()["seed"] == found["seed"]
    codes = [one["code"] for one in found["regions"]]
    for row, expected, wins in zip(
        done.json()["regions"], found["regions"], found["wins"], strict=True
    ):
        assert row["code"] == expected["code"]
        assert row["name"]["nl"] == expected["name"]
        assert row["shares"] == expected["shares"]
        assert row["expectedRank"] == expected["expectedRank"]
        others = dict(zip(codes, wins, strict=True))
        del others[row["code"]]
        assert row["wins"] == others
    assert analyst.get(f"runs/{run['id']}", If_None_Match=done["ETag"]).status_code == 304


def test_the_same_draws_are_the_same_run(analyst: Asking, few_draws: None) -> None:
    made = asked(analyst)
    again = analyst.post("runs", DRAWS)
    assert (again.status_code, again.json()["id"]) == (200, made.json()["id"])
    # Weights as the framework has them are no other weights.
    framework = analyst.get("framework").json()
    weights = next(one for one in framework["criteria"] if one["id"] == "environment")["weights"]
    same = analyst.post("runs", DRAWS | {"weights": {"environment": weights["innovation"]}})
    assert same.json()["id"] == made.json()["id"]
    assert [one["id"] for one in analyst.items("runs?status=waiting")] == [made.json()["id"]]
    assert analyst.items("runs?status=done") == []


def test_a_run_is_followed_and_cancelled(analyst: Asking, asking: Callable[..., Asking]) -> None:
    made = asked(analyst)
    address = f"runs/{made.json()['id']}"
    taken = actions.take_run()
    assert taken is not None
    assert actions.note_run(taken, 25_000)
    busy = analyst.get(address).json()
    assert (busy["status"], busy["drawn"]) == ("running", 25_000)
    gone = asking(Role.VIEWER).post(f"{address}/_cancel")
    assert (gone.status_code, gone.json()["status"]) == (200, "cancelled")
    assert gone.json()["cancelledBy"] == "viewer province"
    assert not actions.note_run(taken, 50_000)
    assert analyst.post(f"{address}/_cancel").json()["cancelledBy"] == "viewer province"


def test_a_run_whose_process_is_gone_says_so(analyst: Asking) -> None:
    made = asked(analyst)
    actions.take_run()
    Run.objects.update(seen=timezone.now() - timedelta(minutes=5))
    assert analyst.get(f"runs/{made.json()['id']}").json()["status"] == "broken-off"
    assert asked(analyst).json()["id"] != made.json()["id"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"role": "cooking"}, "/role"),
        ({"theme": "moon"}, "/theme"),
        ({"samples": 7}, "/samples"),
        ({"space": "outer"}, "/space"),
        ({"weights": {"sport": 1}}, "/weights/sport"),
    ],
)
def test_what_cannot_be_drawn_is_told_by_field(
    wrong: dict[str, Any], field: str, analyst: Asking
) -> None:
    answer = analyst.post("runs", DRAWS | wrong)
    assert answer.status_code == 400
    assert [one["field"] for one in answer.json()["errors"]] == [field]
    assert not Run.objects.exists()


def test_for_others_there_are_no_runs(
    analyst: Asking, visitor: Asking, asking: Callable[..., Asking]
) -> None:
    address = f"runs/{asked(analyst).json()['id']}"
    for stranger, status in ((visitor, 401), (asking(Role.ANALYST, "elsewhere"), 404)):
        assert stranger.get("runs").status_code == status
        assert stranger.get(address).status_code == status
        assert stranger.post("runs", DRAWS).status_code == status
        assert stranger.post(f"{address}/_cancel").status_code == status
    assert analyst.get("runs/999999").status_code == 404
