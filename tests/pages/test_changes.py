"""What changed between two days: the numbers add up, and say through what."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.apps.people import party, person

from windroos import cases
from windroos.apps.accounts.models import User
from windroos.apps.accounts.roles import Role
from windroos.apps.compass import queries
from windroos.apps.compass.actions import Entry, find, save_scenario
from windroos.apps.regions.models import Case
from windroos.cases.difference import FACTORS

pytestmark = pytest.mark.django_db

TAGS = re.compile(r"<[^>]*>")
THEN, LATER = date(2024, 6, 1), date(2025, 6, 1)
DATA = "/en/noord_brabant/data/changes.json"


def page(client: Client, path: str, status: int = 200) -> str:
    response = client.get(f"/en/noord_brabant/{path}")
    assert response.status_code == status, path
    return " ".join(TAGS.sub(" ", response.content.decode()).split())


def test_the_parts_add_up_to_the_difference_of_two_weighings(
    client: Client, loaded_case: Case
) -> None:
    value = queries.value(loaded_case)
    before, after = (cases.weigh(value, "innovation", as_of=day) for day in (THEN, LATER))
    rows = client.get(f"{DATA}?before={THEN}&after={LATER}").json()["rows"]
    assert rows
    for row in rows:
        was, now = before[row["code"]], after[row["code"]]
        assert (row["score_before"], row["score_after"]) == (was.score, now.score)
        assert (row["advice_before"], row["advice_after"]) == (was.advice, now.advice)
        if was.score is None or now.score is None:
            assert row["change"] is None
            continue
        assert row["change"] == pytest.approx(now.score - was.score, abs=1e-12)
        assert sum(row[one] for one in FACTORS) == pytest.approx(row["change"], abs=1e-12)
        # The compass of the package is the same on both days: only data changed.
        assert row["data"] == pytest.approx(row["change"], abs=1e-12)
        told = [part.split(": ")[1] for part in (row["components"] or "").split("; ") if part]
        assert sum(map(float, told)) == pytest.approx(row["change"], abs=1e-9)
    moved = [
        code.region.code
        for code in after
        if (code.provisional, code.advice)
        != (before[code.region.code].provisional, before[code.region.code].advice)
    ]
    assert sorted(row["code"] for row in rows if row["moved"]) == sorted(moved)
    assert f"something else of {len(moved)} region" in page(
        client, f"changes/?before={THEN}&after={LATER}"
    )


def test_the_parts_as_shown_add_up_too(client: Client, loaded_case: Case) -> None:
    address = f"/en/noord_brabant/changes/?before={THEN}&after={LATER}&w.environment=3"
    html = client.get(address).content.decode()
    rows = re.findall(r'<tr id="region_.*?</tr>', html, re.DOTALL)
    checked = 0
    for row in rows:
        whole = re.search(r'<strong class="number">([^<]+)</strong>', row)
        if whole is None:
            continue
        parts = row.partition('<ul class="changes-parts">')[2].partition("</ul>")[0]
        shown = [amount(one) for one in re.findall(r'<span class="number">([^<]+)</span>', parts)]
        assert round(sum(shown), 3) == amount(whole[1])
        checked += len(shown) > 1
    assert checked


def amount(text: str) -> float:
    return float(text.replace("−", "-").replace("+", ""))


def test_weights_alone_on_one_day(client: Client, loaded_case: Case) -> None:
    turned = cases.Scenario("innovation", weights={"environment": 3})
    value = queries.value(loaded_case)
    was, now = (
        cases.weigh(value, "innovation", as_of=LATER, scenario=scenario)
        for scenario in (None, turned)
    )
    address = f"{DATA}?before={LATER}&after={LATER}&w.environment=3"
    rows = {row["code"]: row for row in client.get(address).json()["rows"]}
    assert rows
    for code, row in rows.items():
        before, after = was[code].score, now[code].score
        assert before is not None
        assert after is not None
        assert row["weights"] == pytest.approx(after - before, abs=1e-12)
        assert (row["data"], row["framework"]) == (0, 0)


def test_a_region_that_had_no_score_did_not_rise_from_zero(
    client: Client, loaded_case: Case
) -> None:
    rows = client.get(f"{DATA}?before=1990-01-01&after={LATER}").json()["rows"]
    appeared = [row for row in rows if row["status"] == "appeared"]
    assert appeared
    assert {row["change"] for row in appeared} == {None}
    said = page(client, f"changes/?before=1990-01-01&after={LATER}")
    assert "It had no score then: it did not rise from zero." in said


def test_days_in_any_order_and_strange_ones(client: Client, loaded_case: Case) -> None:
    one = page(client, f"changes/?before={THEN}&after={LATER}")
    other = page(client, f"changes/?before={LATER}&after={THEN}")
    assert one == other
    assert "Between 1 June 2024 and 1 June 2025" in one
    page(client, "changes/?before=yesterday&after=9999-99-99")
    page(client, "changes/?before=0001-01-01&after=9999-12-31")
    page(client, "changes/?before=2024-02-29&after=2024-02-29")
    assert "nothing changed" in page(client, f"changes/?before={LATER}&after={LATER}")


def test_one_region(client: Client, loaded_case: Case) -> None:
    said = page(client, f"changes/?before={THEN}&after={LATER}&region=SG")
    assert "What changed for Singapore?" in said
    rows = client.get(f"{DATA}?before={THEN}&after={LATER}&region=SG").json()["rows"]
    assert [row["code"] for row in rows] == ["SG"]


def test_a_kept_scenario_counts_for_who_may_see_it(client: Client, loaded_case: Case) -> None:
    party(loaded_case, "province", lead=True)
    anna: User = person(Role.ANALYST, "province", "anna")
    scenario = cases.Scenario("innovation", weights={"environment": 3})
    kept = save_scenario(loaded_case, scenario, name="Environment", actor=anna)
    address = f"changes/?before={LATER}&after={LATER}&scenario={kept.pk}"
    assert "There is no such scenario." in page(client, address, 400)
    mine = Client()
    mine.force_login(anna)
    assert "the scenario “Environment” count" in page(mine, address)
    # Nor is it in a file, for anyone.
    assert mine.get(f"{DATA}?before={LATER}&after={LATER}&scenario={kept.pk}").status_code == 404
    page(client, f"changes/?before={LATER}&w.dragons=3", 400)


def test_a_precondition_with_another_outcome_is_a_change(client: Client, loaded_case: Case) -> None:
    """Of Japan nobody had said whether it keeps to human rights; its score does not move by it."""
    party(loaded_case, "province", lead=True)
    anna: User = person(Role.ANALYST, "province", "anna")
    today = timezone.localdate()
    row = {
        "region": "JP",
        "precondition": "human-rights",
        "outcome": "holds",
        "confidence": "high",
        "judged": today,
        "reason_en": "The ministry said so",
        "grounds_en": "A talk",
    }
    find(loaded_case, [Entry(row)], actor=anna)
    address = f"changes/?before={today - timedelta(1)}&after={today}"
    said = page(client, f"{address}&region=JP")
    assert "its score stayed the same; a precondition got another outcome." in said
    assert "from “Unknown” to “Holds”" in said
    assert "Japan" not in page(client, address).partition("Where nothing changed")[2]
