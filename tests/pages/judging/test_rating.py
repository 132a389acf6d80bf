"""The page on which a region is rated on one criterion: what is saved counts."""

import re
from datetime import date

import pytest
from django.test import Client
from tests.pages.judging.desk import CHOIRS, RATING, fresh, hidden, now, score, text, told

from windroos.apps.accounts.models import User
from windroos.apps.compass.actions import Entry, judge, retract
from windroos.apps.network import actions as network
from windroos.apps.regions import journal
from windroos.apps.regions.models import Case

pytestmark = pytest.mark.django_db


def test_a_rating_is_asked_with_its_scale_explained(desk: Client, case: Case) -> None:
    shown = text(desk.get("/en/lake/regions/LV/judge/choirs/"))
    assert "How do you rate Latvia on Choirs?" in shown
    for point in ("1 – Poor", "3 – Fair", "5 – Good"):
        assert point in shown
    assert "No source says anything about it yet." in shown


def test_what_it_does_is_shown_before_it_is_saved(desk: Client, case: Case) -> None:
    address = "/en/lake/regions/LV/judge/choirs/?role=culture"
    version = hidden(desk.get(address))["version"]
    shown = text(desk.post(address, {**RATING, "version": version, "do": "preview"}))
    before = score(case, "LV")
    assert "What it does, once saved" in shown
    assert "Een concert bijgewoond" in shown
    assert fresh(case).state == case.state
    response = desk.post(address, {**RATING, "version": version, "do": "save"})
    assert response.status_code == 302
    after = score(case, "LV")
    assert after is not None
    assert after != before
    assert f"{before:.2f} → {after:.2f}" in shown
    row = next(r for r in journal.current(case, "judgements").values() if r.key.startswith("j-lv"))
    assert row.row is not None
    assert (row.row["said_by"], row.row["rating"]) == ("University", 5.0)
    assert "The rating was added: Latvia, Choirs." in told(response)


def test_a_rating_is_changed_and_keeps_what_was_not(desk: Client, case: Case) -> None:
    address = "/en/lake/regions/EE/judge/clarity/?id=j5"
    page = desk.get(address)
    shown = page.content.decode()
    assert re.search(r'name="theme"[^>]*>.*?value="algae" selected', shown, re.DOTALL)
    assert re.search(r'value="1"[^>]*checked', shown)
    assert re.search(r'<option value="p1" selected', shown)
    given = {
        "rating": "3",
        "theme": "algae",
        "confidence": "low",
        "passage": "p1",
        "reason_nl": "Omdat",
        "judged": "2026-11-21",
        "version": hidden(page)["version"],
    }
    desk.post(address, given)
    row = now(case, "judgements", "j5")
    assert row is not None
    assert (row["rating"], row["theme"], row["passage"]) == (3.0, "algae", "p1")
    assert (row["reason_nl"], row["reason_en"], row["confidence"]) == ("Omdat", None, "low")


def test_the_same_again_is_no_change(desk: Client, case: Case) -> None:
    address = "/en/lake/regions/EE/judge/fish/?id=j2"
    given = {
        "rating": "3",
        "confidence": "high",
        "passage": "p1",
        "reason_nl": "Omdat",
        "reason_en": "Because",
        "judged": "2026-11-21",
        "version": hidden(desk.get(address))["version"],
    }
    assert "nothing would change" in text(desk.post(address, {**given, "do": "preview"}))
    response = desk.post(address, given)
    assert "Nothing was changed." in told(response)
    assert len(journal.versions(case, "judgements", "j2")) == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"rating": "9"}, "Your rating"),
        ({"rating": ""}, "Your rating"),
        ({"reason_nl": ""}, "empty in both languages"),
        ({"grounds_nl": ""}, "needs a passage, or its grounds"),
        ({"passage": "p9"}, "On which passage"),
        ({"theme": "fog"}, "For which theme"),
        ({"role": "king"}, "For which role"),
        ({"confidence": "certain"}, "How sure"),
        ({"judged": "2026-11-22"}, "still to come"),
        ({"judged": "yesterday"}, "From which day"),
        ({"version": "x"}, "whole number"),
        ({"reason_nl": "x" * 5001}, "5000"),
        ({"reason_nl": "nul\0l"}, "Null characters"),
    ],
)
@pytest.mark.parametrize("do", ["save", "preview"])
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    desk: Client, case: Case, wrong: dict[str, str], said: str, do: str
) -> None:
    response = desk.post(
        "/en/lake/regions/LV/judge/choirs/", {**RATING, "version": "0", "do": do, **wrong}
    )
    assert response.status_code == 200
    assert said.lower() in text(response).lower()
    assert "Error:" in text(response)
    if "grounds_nl" not in wrong:
        assert "Een concert bijgewoond" in response.content.decode()
    assert fresh(case).state == case.state


def test_everything_that_is_wrong_is_said_at_once(desk: Client) -> None:
    """Not first the rating that is missing, and only then that there are no reason and grounds."""
    given = {"confidence": "medium", "judged": "2026-11-21", "version": "0", "do": "save"}
    response = desk.post("/en/lake/regions/LV/judge/choirs/", given)
    errors = response.context["form"].errors
    assert set(errors) == {"rating", "reason_nl", "passage"}
    assert all(len(told) == 1 for told in errors.values())


def test_two_who_add_to_the_same_cell_lose_nothing(desk: Client, case: Case, other: User) -> None:
    address = "/en/lake/regions/LV/judge/choirs/"
    opened = hidden(desk.get(address))["version"]
    judge(case, [Entry({**CHOIRS, "rating": 1.0, "reason_nl": "Vals"})], actor=other)
    response = desk.post(address, {**RATING, "version": opened})
    shown = text(response)
    assert "Someone else changed this while you were writing" in shown
    assert "Bert saved a newer version." in shown
    assert "1 – Poor" in shown
    assert "Vals" in shown
    assert "Zuiver gezongen" in shown
    again = hidden(response)["version"]
    assert again != opened
    assert desk.post(address, {**RATING, "version": again}).status_code == 302
    said = [v.row for v in journal.where(case, "judgements", region="LV", criterion="choirs")]
    assert sorted(row["rating"] for row in said if row) == [1.0, 5.0]


def test_two_who_change_the_same_rating_see_both(desk: Client, case: Case, other: User) -> None:
    address = "/en/lake/regions/LV/judge/fish/?id=j4"
    opened = hidden(desk.get(address))["version"]
    judge(case, [Entry({"rating": 3.0, "reason_nl": "Van Bert"}, id="j4")], actor=other)
    for do in ("preview", "save"):
        response = desk.post(address, {**RATING, "version": opened, "do": do})
        assert "Van Bert" in text(response)
    assert now(case, "judgements", "j4")["reason_nl"] == "Van Bert"  # type: ignore[index]
    desk.post(address, {**RATING, "version": hidden(response)["version"]})
    assert now(case, "judgements", "j4")["reason_nl"] == "Zuiver gezongen"  # type: ignore[index]
    assert len(journal.versions(case, "judgements", "j4")) == 3


def test_changing_what_was_taken_back_keeps_what_was_typed(
    desk: Client, case: Case, other: User
) -> None:
    address = "/en/lake/regions/LV/judge/fish/?id=j4"
    opened = hidden(desk.get(address))["version"]
    retract(case, "judgements", {"j4": None}, reason="Verkeerde regio", actor=other)
    response = desk.post(address, {**RATING, "version": opened})
    assert "someone took it back" in text(response)
    assert "Zuiver gezongen" in text(response)
    assert desk.get(address).status_code == 302


def test_an_id_of_another_cell_is_not_changed_by_this_page(desk: Client, case: Case) -> None:
    assert desk.get("/en/lake/regions/LV/judge/fish/?id=j2").status_code == 302
    desk.post("/en/lake/regions/LV/judge/fish/?id=j2", {**RATING, "version": "0"})
    assert now(case, "judgements", "j2")["region"] == "EE"  # type: ignore[index]


def test_a_dialogue_on_the_region_or_what_it_is_part_of_can_be_chosen_as_grounds(
    client: Client, case: Case, analyst: User
) -> None:
    numbers = {}
    for region in ("LV", "EE"):
        numbers[region] = network.add_dialogue(
            actor=analyst,
            case=case,
            region=region,
            held=date(2026, 3, 3),
            kind="civil-society",
            organisation="Koorbond",
            level="none",
            summary="Intern gezegd",
        ).pk
    client.force_login(analyst)
    url = "/en/lake/regions/LV/judge/choirs/"
    html = client.get(url).content.decode()
    assert (
        f'<option value="{numbers["LV"]}">Dialogue with Koorbond on 3 March 2026</option>' in html
    )
    assert f'<option value="{numbers["EE"]}">' not in html
    given = {**RATING, "grounds_nl": "", "dialogue": str(numbers["LV"]), "do": "save"}
    assert client.post(url, given).status_code == 302
    row = journal.where(case, "judgements", region="LV", criterion="choirs")[0].row or {}
    assert row["grounds_en"] == "Dialogue (civil-society organisation) on 3 March 2026"
