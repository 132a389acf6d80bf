"""The open sources over the API: read by everyone, brought in by who may."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings
from tests.api.conftest import BASE, Asking
from tests.apps.levels import FIRST, KEY, SECOND, levels, written

from windroos.apps.accounts.roles import Role
from windroos.apps.evidence import actions
from windroos.apps.evidence.importing import foreground, runner
from windroos.apps.evidence.models import Edition, Import
from windroos.apps.evidence.queries import sources as reading
from windroos.sources import asked
from windroos.sources.asked import Asked

SOURCE = f"{BASE}/sources/{KEY}"


@pytest.fixture
def wanted(
    site: None, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Asked:
    """The source of the levels, of two editions, beside one that was never brought in."""
    settings.WINDROOS_DATA, settings.WINDROOS_LAKE = tmp_path, tmp_path / "lake"
    of = levels(tmp_path / "declared", "https://harbour.example/levels.csv")
    of = Asked(replace(of.dataset, hosts=("harbour.example",)), {})
    # All are still known: what is parsed meanwhile is kept for the tests after this one.
    known = {**asked.datasets(), KEY: of.dataset}
    monkeypatch.setattr(asked, "datasets", lambda: known)
    listed = {key: known[key] for key in (KEY, "wgi")}
    monkeypatch.setattr(reading, "datasets", lambda: listed)
    for text in (FIRST, SECOND):
        assert foreground.bring_in(of, [written(tmp_path, text)]).status == "done"
    return of


@pytest.fixture
def free(wanted: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets the figures of the levels be passed on to anyone."""
    dataset = wanted.dataset
    free = replace(dataset, licence=replace(dataset.licence, spdx="CC0-1.0"))
    known = {**asked.datasets(), KEY: free}
    monkeypatch.setattr(asked, "datasets", lambda: known)


def test_everyone_sees_how_the_sources_stand(visitor: Asking, wanted: Asked) -> None:
    found = {one["source"]: one for one in visitor.items(f"{BASE}/sources")}
    assert found.keys() == {KEY, "wgi"}
    assert found["wgi"]["edition"] is None
    assert visitor.get(SOURCE).json() == found[KEY]
    level = found[KEY]
    assert level["title"] == {"nl": "Waterstanden", "en": "Water levels"}
    assert (level["fetchable"], level["lastResult"], level["dependents"]) == (True, "done", [])
    assert level["licence"]["redistribute"] is False
    assert (level["edition"]["rows"], level["edition"]["warnings"]) == (4, [])
    assert visitor.items(f"{BASE}/sources?publisher=The+harbour") == [level]
    later, first = visitor.items(f"{SOURCE}/editions")
    assert later == level["edition"]
    assert first["rows"] == 3
    assert visitor.get(f"{SOURCE}/editions/{first['id']}").json() == first
    for nothing in (f"{BASE}/sources/nothing", f"{SOURCE}/editions/999"):
        assert visitor.get(nothing).status_code == 404
    assert visitor.get(f"{BASE}/sources/wgi/indicators").status_code == 404


@pytest.mark.usefixtures("free")
def test_figures_are_read_as_the_publisher_has_them(visitor: Asking) -> None:
    (level,) = visitor.items(f"{SOURCE}/indicators")
    assert level == {
        "id": "level",
        "units": ["m"],
        "regions": 2,
        "first": "2024",
        "last": "2025",
        "rows": 4,
        "missing": 1,
        "dimensions": {},
    }
    address = f"{SOURCE}/observations?indicator=level"
    answer = visitor.get(address)
    values = {(one["region"], one["period"]): one["value"] for one in answer.json()["items"]}
    assert values == {
        ("LV", "2024"): 0.0,
        ("LV", "2025"): 2.5,
        ("EE", "2024"): -0.25,
        ("EE", "2025"): None,
    }
    assert visitor.get(address, If_None_Match=answer["ETag"]).status_code == 304
    assert [one["value"] for one in visitor.items(f"{address}&region=LV")] == [0.0, 2.5]
    assert [one["region"] for one in visitor.items(f"{address}&lastPeriod=2024")] == ["EE", "LV"]
    second = visitor.get(f"{address}&pageSize=3&page=2").json()
    assert (second["totalItems"], len(second["items"])) == (4, 1)
    first = visitor.items(f"{SOURCE}/editions")[1]["id"]
    before = visitor.items(f"{address}&edition={first}&region=LV&firstPeriod=2025")
    assert [one["value"] for one in before] == [1.5]
    assert visitor.items(f"{SOURCE}/observations?indicator=nothing") == []
    assert visitor.items(f"{address}&dimension=freq:A") == []
    assert visitor.get(f"{address}&dimension=freq").status_code == 400


@pytest.mark.usefixtures("free")
def test_what_differs_is_told(visitor: Asking) -> None:
    later, first = (one["id"] for one in visitor.items(f"{SOURCE}/editions"))
    found = visitor.get(f"{SOURCE}/editions/{later}/_compare").json()
    counts = {way: found[way] for way in ("added", "gone", "changed", "moved", "same")}
    assert counts == {"added": 1, "gone": 0, "changed": 1, "moved": 0, "same": 2}
    changed, added = found["changes"]
    assert (changed["fields"], changed["old"]["value"], changed["new"]["value"]) == (
        ["value"], 1.5, 2.5,
    )  # fmt: skip
    assert (added["old"], added["new"]["value"]) == (None, -0.25)
    back = visitor.get(f"{SOURCE}/editions/{first}/_compare?against={later}&most=0").json()
    assert (back["gone"], back["changed"], back["changes"]) == (1, 1, [])
    assert visitor.get(f"{SOURCE}/editions/{first}/_compare").status_code == 404


def test_figures_that_may_not_be_passed_on_are_for_accounts(
    visitor: Asking, wanted: Asked, asking: Callable[..., Asking]
) -> None:
    later = visitor.items(f"{SOURCE}/editions")[0]["id"]
    for path in ("observations?indicator=level", f"editions/{later}/_compare"):
        refused = visitor.get(f"{SOURCE}/{path}")
        assert refused.status_code == 403
        assert "https://harbour.example/levels" in refused.json()["detail"]
        assert asking(Role.VIEWER).get(f"{SOURCE}/{path}").status_code == 200
    assert visitor.get(f"{SOURCE}/indicators").status_code == 200


def test_an_analyst_asks_follows_cancels_and_tries_again(
    analyst: Asking,
    wanted: Asked,
    asking: Callable[..., Asking],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(runner, "wake", lambda: None)  # nobody takes it up meanwhile
    made = analyst.post(f"{BASE}/imports", {"source": KEY})
    assert made.status_code == 201, made.content
    one = made.json()
    assert (one["status"], one["madeBy"], one["files"]) == ("waiting", "analyst province", [])
    address = f"{BASE}/imports/{one['id']}"
    assert made["Location"].endswith(address)
    again = analyst.post(f"{BASE}/imports", {"source": KEY, "anew": True})
    assert (again.status_code, again.json()["id"]) == (200, one["id"])
    row = Import.objects.get(pk=one["id"])
    assert actions.take_import(row)
    assert actions.note_import(row, "fetch", 10, 40)
    (told,) = analyst.items(f"{BASE}/imports?status=running")
    assert (told["step"], told["done"], told["total"]) == ("fetch", 10, 40)
    gone = asking(Role.ADMINISTRATOR, "elsewhere").post(f"{address}/_cancel")
    assert (gone.status_code, gone.json()["status"]) == (200, "cancelled")
    assert gone.json()["cancelledBy"] == "administrator elsewhere"
    assert analyst.post(f"{address}/_retry").json()["status"] == "waiting"
    assert analyst.post(f"{address}/_retry").status_code == 400
    assert {one["source"] for one in analyst.items(f"{BASE}/imports")} == {KEY}
    # Who only looks sees how far it is, and no names; nor do those of another organisation.
    for other in (asking(Role.VIEWER), asking(Role.ANALYST, "elsewhere")):
        seen = other.get(address).json()
        assert (seen["status"], seen["madeBy"]) == ("waiting", None)


def test_why_it_failed_is_told(analyst: Asking, wanted: Asked, tmp_path: Path) -> None:
    wrong = written(tmp_path, FIRST.replace("1.5", "high"))
    failed = foreground.bring_in(wanted, [wrong])
    told = analyst.get(f"{BASE}/imports/{failed.pk}").json()
    assert (told["status"], told["files"], told["edition"]) == ("failed", ["levels.csv"], None)
    (fault,) = told["faults"]
    assert fault.startswith("levels.csv, line 3, level: ")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"source": "nothing"}, "/source"),
        ({"source": KEY, "options": {"colour": "red"}}, "/source"),
        ({"source": KEY, "options": {"colour": 1}}, "/options/colour"),
        ({"source": ""}, "/source"),
        ({}, "/source"),
    ],
)
def test_what_cannot_be_asked_is_told_by_field(
    wrong: dict[str, Any], field: str, analyst: Asking, wanted: Asked
) -> None:
    answer = analyst.post(f"{BASE}/imports", wrong)
    assert answer.status_code == 400
    assert [one["field"] for one in answer.json()["errors"]] == [field]
    assert Import.objects.count() == 2


def test_an_earlier_edition_holds_again(
    analyst: Asking, visitor: Asking, wanted: Asked, asking: Callable[..., Asking]
) -> None:
    first = visitor.items(f"{SOURCE}/editions")[1]
    address = f"{SOURCE}/editions/{first['id']}/_hold"
    held = analyst.post(address, {"reason": "The later one was a mistake"})
    assert held.status_code == 200, held.content
    assert held.json()["sha256"] == first["sha256"]
    assert visitor.get(SOURCE).json()["edition"] == held.json()
    assert analyst.post(address, {"reason": "Again"}).status_code == 400
    assert Edition.objects.count() == 3


def test_who_may_not_write_does_not(
    visitor: Asking, wanted: Asked, asking: Callable[..., Asking]
) -> None:
    number = Import.objects.first().pk  # type: ignore[union-attr]
    first = visitor.items(f"{SOURCE}/editions")[1]["id"]
    for path, body in (
        ("imports", {"source": KEY}),
        (f"imports/{number}/_cancel", None),
        (f"imports/{number}/_retry", None),
        (f"sources/{KEY}/editions/{first}/_hold", {"reason": "x"}),
    ):
        assert visitor.post(f"{BASE}/{path}", body).status_code == 401
        assert asking(Role.VIEWER).post(f"{BASE}/{path}", body).status_code == 403
    assert visitor.get(f"{BASE}/imports").status_code == 401
    assert visitor.get(f"{BASE}/imports/{number}").status_code == 401
    assert (Import.objects.count(), Edition.objects.count()) == (2, 2)
