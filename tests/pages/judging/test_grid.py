"""The grid on which many ratings are given at once, seen before they are saved."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from tests.apps.people import party, person
from tests.pages.judging.desk import CHOIRS, browser, fresh, hidden, now, score, text, told

from windroos.apps.accounts.models import User
from windroos.apps.accounts.roles import Role
from windroos.apps.compass import queries
from windroos.apps.compass.actions import Entry, judge
from windroos.apps.regions import journal
from windroos.apps.regions.models import Case

pytestmark = pytest.mark.django_db


def cells(response: Any) -> dict[str, Any]:
    return json.loads(hidden(response)["state"])


BATCH = {
    "confidence": "low",
    "reason_nl": "Gezien op reis",
    "grounds_nl": "Reisverslag",
    "judged": "2026-11-21",
    "looked": "1",
}


def test_a_grid_shows_what_stands_there(desk: Client, case: Case) -> None:
    page = desk.get("/en/lake/grid/?aspect=all")
    assert cells(page)["EE|choirs"] == ["5", "j3", cells(page)["EE|choirs"][2]]
    assert cells(page)["LV|choirs"] == ["", None, 0]
    assert set(cells(page)) == {
        f"{code}|{leaf}" for code in ("EE", "LV", "LV00") for leaf in ("clarity", "fish", "choirs")
    }
    themed = cells(desk.get("/en/lake/grid/?aspect=all&theme=algae"))
    assert themed["EE|clarity"][0] == "1"
    assert set(cells(desk.get("/en/lake/grid/"))) == {
        f"{code}|{leaf}" for code in ("EE", "LV", "LV00") for leaf in ("clarity", "fish")
    }
    one = cells(desk.get("/en/lake/grid/?criterion=choirs&unknown=1"))
    assert set(one) == {"LV|choirs", "LV00|choirs"}
    assert set(cells(desk.get("/en/lake/grid/?region=LV"))) == {
        "LV|clarity",
        "LV|fish",
        "LV|choirs",
    }
    assert desk.get("/en/lake/grid/?region=XX&criterion=no&aspect=no&theme=no").status_code == 200


def test_many_ratings_are_seen_first_and_then_saved_at_once(desk: Client, case: Case) -> None:
    address = "/en/lake/grid/?aspect=all"
    state = hidden(desk.get(address))["state"]
    typed = {"state": state, "LV|choirs": "5", "LV|fish": "3", "EE|fish": "3", "LV00|fish": ""}
    page = desk.post(address, {**typed, "do": "preview"})
    shown = text(page)
    assert "2 ratings would change." in shown
    assert "Latvia, Choirs" in shown
    assert fresh(case).state == case.state
    before = score(case, "LV")
    given = {**hidden(page), **BATCH, "do": "save"}
    given |= {f"own|{key}-take": "on" for key in ("LV|choirs", "LV|fish")}
    given["own|LV|choirs-reason"] = "Heard it myself"
    given["own|LV|choirs-passage"] = "p2"
    response = desk.post(address, given)
    assert response["Location"] == address
    assert "2 ratings were saved." in told(response)
    after = score(case, "LV")
    assert after != before
    assert f"{before:.2f} → {after:.2f}" in shown
    fish = now(case, "judgements", "j4")
    assert fish is not None
    assert (fish["rating"], fish["reason_nl"], fish["passage"]) == (3.0, "Gezien op reis", None)
    (choir,) = journal.where(case, "judgements", region="LV", criterion="choirs")
    assert choir.row is not None
    assert (choir.row["reason_en"], choir.row["reason_nl"]) == ("Heard it myself", None)
    assert (choir.row["passage"], choir.row["grounds_nl"]) == ("p2", None)
    assert choir.row["confidence"] == "low"
    # All of it is undone by one button.
    undo = desk.get(address)
    rows = re.findall(r'name="row" value="([^"]+)"', undo.content.decode())
    assert len(rows) == 2
    desk.post("/en/lake/undo/judgements/", {"row": rows, "next": address})
    assert score(case, "LV") == before


def test_a_grid_without_changes_says_so(desk: Client, case: Case) -> None:
    state = hidden(desk.get("/en/lake/grid/"))["state"]
    for data in ({"state": state, "LV|fish": "1"}, {"state": state, "LV|fish": "9"}, {}):
        response = desk.post("/en/lake/grid/", {**data, "do": "preview"})
        assert response.status_code == 200
        assert "No rating was changed." in text(response)


def test_reasons_are_asked_for_all_or_for_each(desk: Client, case: Case) -> None:
    state = hidden(desk.get("/en/lake/grid/"))["state"]
    typed = {"state": state, "LV|fish": "3", "EE|fish": "5", "looked": "1", "do": "save"}
    typed |= {"confidence": "low", "judged": "2026-11-21", "reason_nl": "", "grounds_nl": ""}
    response = desk.post("/en/lake/grid/", typed)
    assert "empty in both languages" in text(response)
    assert "Needs a passage, or its grounds" in text(response)
    own = {f"own|EE|fish-{name}": "1" for name in ("shown", "take")}
    own |= {"own|EE|fish-reason": "x", "own|EE|fish-passage": "p9"}
    batch = {"reason_nl": "Gezien", "grounds_nl": "Reis"}
    response = desk.post("/en/lake/grid/", {**typed, **batch, **own})
    assert "“p9”" in text(response)
    assert fresh(case).state == case.state


def test_a_rating_that_is_left_out_is_not_written(desk: Client, case: Case) -> None:
    state = hidden(desk.get("/en/lake/grid/"))["state"]
    given = {"state": state, "LV|fish": "3", "EE|fish": "5", **BATCH, "do": "save"}
    given |= {"own|EE|fish-shown": "1", "own|LV|fish-shown": "1", "own|LV|fish-take": "on"}
    desk.post("/en/lake/grid/", given)
    assert now(case, "judgements", "j4")["rating"] == 3.0  # type: ignore[index]
    assert now(case, "judgements", "j2")["rating"] == 3.0  # type: ignore[index]
    given = {**given, "state": hidden(desk.get("/en/lake/grid/"))["state"], "LV|fish": "5"}
    given.pop("own|LV|fish-take")
    assert "No rating was changed." in told(desk.post("/en/lake/grid/", given))


def test_a_conflict_names_its_cells_and_keeps_what_was_typed(
    desk: Client, case: Case, other: User
) -> None:
    address = "/en/lake/grid/?aspect=all"
    state = hidden(desk.get(address))["state"]
    judge(case, [Entry({"rating": 3.0}, id="j4")], actor=other)
    judge(case, [Entry({**CHOIRS, "rating": 1.0})], actor=other)
    typed = {"state": state, "LV|fish": "5", "LV|choirs": "5", "EE|fish": "1"}
    for do in ("preview", "save"):
        page = desk.post(address, {**typed, **(BATCH if do == "save" else {}), "do": do})
        shown = text(page)
        assert "Someone else changed this while you were writing" in shown
        assert "Latvia, Fish 3 Bert" in shown
        assert "Latvia, Choirs 1 Bert" in shown
        assert "Estonia, Fish 3" not in shown.split("The ratings")[0]
    assert "Gezien op reis" in page.content.decode()
    assert now(case, "judgements", "j2")["rating"] == 3.0  # type: ignore[index]
    # Theirs is left for the choirs, mine replaces theirs for the fish.
    given = {**hidden(page), **BATCH, "do": "save"}
    given |= {"own|LV|fish-take": "on", "own|EE|fish-take": "on"}
    assert desk.post(address, given).status_code == 302
    assert now(case, "judgements", "j4")["rating"] == 5.0  # type: ignore[index]
    assert now(case, "judgements", "j2")["rating"] == 1.0  # type: ignore[index]
    said = journal.where(case, "judgements", region="LV", criterion="choirs")
    assert [v.row["rating"] for v in said if v.row] == [1.0]


def test_going_back_to_the_grid_loses_nothing(desk: Client, case: Case, other: User) -> None:
    address = "/en/lake/grid/?aspect=all"
    state = hidden(desk.get(address))["state"]
    judge(case, [Entry({"rating": 3.0}, id="j4")], actor=other)
    given = {"state": state, "LV|fish": "5", "LV|choirs": "3", **BATCH, "do": "back"}
    given["own|LV|fish-reason"] = "Eigen reden"
    page = desk.post(address, given)
    shown = page.content.decode()
    for key, value in (("LV|fish", "5"), ("LV|choirs", "3")):
        assert re.search(rf'name="{re.escape(key)}".*?value="{value}" selected', shown)
    again = hidden(page)
    assert again["reason_nl"] == "Gezien op reis"
    assert again["own|LV|fish-reason"] == "Eigen reden"
    assert json.loads(again["state"])["LV|fish"] == json.loads(state)["LV|fish"]


def test_too_many_cells_are_chosen_from_first(
    desk: Client, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("windroos.apps.compass.judging.grids.MOST_CELLS", 8)
    assert "more cells than fit" in text(desk.get("/en/lake/grid/?aspect=all"))
    assert "more cells than fit" not in text(desk.get("/en/lake/grid/?region=LV"))


def test_the_grid_of_a_case_without_themes_or_components(client: Client, small_case: Case) -> None:
    party(small_case, "university")
    desk = browser(person(Role.ANALYST, "university"))
    page = desk.get("/en/small/grid/?aspect=all")
    assert set(cells(page)) == {
        f"{code}|{leaf}" for code in ("x-a", "x-b") for leaf in ("theme", "role")
    }
    assert "<i>b" not in page.content.decode()
    given = {"state": hidden(page)["state"], "x-b|role": "1", "do": "preview"}
    page = desk.post("/en/small/grid/?aspect=all", given)
    given = {**hidden(page), **BATCH, "own|x-b|role-take": "on", "do": "save"}
    assert desk.post("/en/small/grid/?aspect=all", given).status_code == 302
    value = queries.value(fresh(small_case))
    assert [j.rating for j in value.judgements if j.region == "x-b"] == [1.0]
    assert desk.get("/en/small/regions/x-b/judge/role/").status_code == 200
