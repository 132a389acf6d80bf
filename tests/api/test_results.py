"""What programmes account for in the API: as known when, recorded, reviewed and compared."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from tests.api.conftest import Asking
from tests.apps.bakers import TODAY, bakers

from windroos.apps.accounts.roles import Role
from windroos.apps.programmes.models import Fact
from windroos.apps.regions.models import Case

pytestmark = pytest.mark.usefixtures("bakery")

BAKERS = "programmes/bakers"
BREAD: dict[str, Any] = {
    "indicator": "loaves",
    "part": "bread",
    "role": "actual",
    "period": "2031",
}


@pytest.fixture
def bakery(brabant: Case, today: date, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bakers in the case, on a day after all that they accounted for."""
    noon, ticks = datetime(2032, 3, 15, 12, tzinfo=UTC), count()
    monkeypatch.setattr(timezone, "now", lambda: noon + timedelta(seconds=next(ticks)))
    monkeypatch.setattr(timezone, "localdate", lambda *_args, **_options: TODAY)
    bakers(brabant)


@pytest.fixture
def viewer(asking: Callable[..., Asking]) -> Asking:
    return asking(Role.VIEWER)


def whole(told: Any, indicator: str, role: str, period: str) -> Any:
    """What a programme tells of an indicator in a period."""
    [one] = [one for one in told["indicators"] if one["id"] == indicator]
    [series] = [series for series in one["series"] if series["role"] == role]
    return next(cell for cell in series["cells"] if cell["period"] == period)


def test_a_programme_as_it_is_as_it_was_and_as_it_was_reported(visitor: Asking) -> None:
    now = visitor.get(BAKERS).json()
    assert whole(now, "loaves", "actual", "2031")["value"] == 120 + 30 + 50
    assert [one["amount"] for one in now["money"]["sums"]] == [1_000_000, 2_500_000]
    assert now["money"]["discrepancies"][0]["computed"] == 950_000
    assert now["money"]["multiplied"]["factor"] == 2.5
    assert [(one["id"], one["depth"]) for one in now["parts"]][:4] == [
        ("ovens", 1), ("old-ovens", 2), ("new-ovens", 2), ("test-oven", 3),
    ]  # fmt: skip
    # Of 2030 ten loaves turned out to be burnt after the report on it was locked.
    parts = "indicator=loaves&period=2030&role=actual&holding=true"
    values = [one["value"] for one in visitor.items(f"{BAKERS}/facts?{parts}")]
    assert values == [0, 90]
    then = visitor.items(f"{BAKERS}/facts?{parts}&asOf=2031-03-01")
    assert [one["value"] for one in then] == [100, 0]
    before = visitor.get(f"{BAKERS}?asOf=2031-03-01").json()
    assert whole(before, "loaves", "actual", "2030")["value"] == 100
    assert before["seenOn"] == "2031-03-01"
    reported = visitor.get(f"{BAKERS}?asReported=2030").json()
    assert whole(reported, "loaves", "actual", "2030")["value"] == 100
    assert reported["knownAt"] == "2031-02-20T10:00:00Z"
    assert visitor.get(f"{BAKERS}?asReported=2031").status_code == 404
    assert visitor.get(f"{BAKERS}?asReported=soon").status_code == 400
    assert visitor.get("programmes/millers").status_code == 404


def test_the_track_record_says_what_nobody_said(visitor: Asking) -> None:
    [one] = visitor.items("programmes?kind=programme")
    assert one["multiplied"] == 2.5
    assert one["gaps"] == ["needed"]
    totals = {one["role"]: one for one in visitor.items("programme-totals")}
    assert totals["raised"]["amount"] == 2_500_000
    assert totals["raised"]["approximate"] == "about"
    # Before anything was recorded nothing was known.
    [before] = visitor.items("programmes?asOf=2029-01-01")
    assert before["sums"] == []


def test_what_became_of_figures_between_two_days(visitor: Asking) -> None:
    told = visitor.get(f"{BAKERS}/comparison?then=2031-03-01&asOf=2031-12-31").json()
    [change] = told["facts"]
    assert (change["kind"], change["reason"]) == ("corrected", "ten burnt")
    assert (change["before"]["value"], change["after"]["value"]) == (100, 90)
    assert told["amounts"] == []


def test_figures_are_recorded_together_or_not_at_all(analyst: Asking, visitor: Asking) -> None:
    new = {"indicator": "loaves", "part": "bread", "role": "target", "period": "2033", "value": 70}
    sent = {"facts": [new, {**BREAD, "value": 55, "seen": "loaves-31-bread"}]}
    refused = analyst.post(f"{BAKERS}/facts", sent)
    assert refused.status_code == 400
    [fault] = refused.json()["errors"]
    assert (fault["field"], fault["code"]) == ("/facts/1/reason", "correction-without-reason")
    assert not Fact.objects.filter(period="2033", role="target").exists()
    sent["facts"][1]["reason"] = "counted again"
    made = analyst.post(f"{BAKERS}/facts", sent).json()["facts"]
    assert [(one["value"], one["corrects"]) for one in made] == [
        (70, None),
        (55, "loaves-31-bread"),
    ]
    # Who still saw the fact before it records nothing, and is told what holds now.
    stale = analyst.post(f"{BAKERS}/facts", sent)
    assert stale.status_code == 412
    assert stale.json()["current"]["value"] == 55
    told = visitor.items(f"{BAKERS}/facts?corrects=loaves-31-bread")
    assert [(one["reason"], one["by"]) for one in told] == [("counted again", None)]
    [told] = analyst.items(f"{BAKERS}/facts?corrects=loaves-31-bread")
    assert told["by"] == "analyst province"
    assert visitor.post(f"{BAKERS}/facts", sent).status_code == 401


def test_money_is_recorded_and_withdrawn(analyst: Asking, visitor: Asking) -> None:
    millers = {"nl": "Molenaars (verzonnen)", "en": "Millers (fictional)"}
    paid = {"role": "spent", "period": "2031", "amount": 12.5, "currency": "EUR"}
    given = {"role": "raised", "period": "2032", "amount": 3, "currency": "EUR",
             "funderName": millers, "funderKind": "companies"}  # fmt: skip
    [one, other] = analyst.post(f"{BAKERS}/amounts", {"amounts": [paid, given]}).json()["amounts"]
    assert (one["amount"], other["funderName"], other["programme"]) == (12.5, millers, "bakers")
    refused = analyst.post(
        f"{BAKERS}/amounts", {"amounts": [{**paid, "currency": "USD", "reason": "x"}]}
    )
    assert {one["code"] for one in refused.json()["errors"]} == {"other-currency"}
    address = f"{BAKERS}/amounts/{one['id']}/_withdraw"
    withdrawn = analyst.post(address, {"reason": "Of another year"}).json()
    assert (withdrawn["status"], withdrawn["amount"]) == ("withdrawn", None)
    assert analyst.post(address, {"reason": "Again"}).status_code == 409
    held = visitor.items(f"{BAKERS}/amounts?holding=true&role=spent")
    assert held == []
    assert len(visitor.items(f"{BAKERS}/amounts?role=spent")) == 2


def test_a_period_is_handed_in_and_locked_by_another(
    analyst: Asking, decision_maker: Asking
) -> None:
    period = {"period": "2031"}
    assert analyst.post(f"{BAKERS}/reports/_submit", period).json()["state"] == "submitted"
    assert analyst.post(f"{BAKERS}/reports/_submit", period).status_code == 400
    assert analyst.post(f"{BAKERS}/reports/_lock", period).status_code == 403
    locked = decision_maker.post(f"{BAKERS}/reports/_lock", period).json()
    assert [step["state"] for step in locked["steps"]] == ["submitted", "locked"]
    late = {**BREAD, "part": "new-ovens", "value": 3}
    refused = analyst.post(f"{BAKERS}/facts", {"facts": [late]})
    assert [one["code"] for one in refused.json()["errors"]] == ["locked"]
    opened = decision_maker.post(f"{BAKERS}/reports/_reopen", {**period, "reason": "Forgotten"})
    assert opened.json()["state"] == "open"


def test_who_fills_in_an_indicator_is_reminded_once(analyst: Asking, viewer: Asking) -> None:
    [mine] = [one for one in analyst.items("indicator-assignees") if one["name"].startswith("vie")]
    asked = {"indicator": "bakeries", "person": mine["id"]}
    assert analyst.post("indicator-assignments", asked).json()["programme"] == "bakers"
    assert [one["period"] for one in viewer.items("due-figures")] == ["2030", "2031"]
    assert viewer.post("due-figures/_remind", {}).status_code == 403
    assert analyst.post("due-figures/_remind", {}).json()["people"] == [mine]
    assert analyst.post("due-figures/_remind", {}).json()["people"] == []
    [sent] = mail.outbox
    assert "2031" in sent.body
    # What they are asked for they may fill in, and nothing else.
    counted = {"indicator": "bakeries", "role": "actual", "period": "2031", "value": 7}
    assert viewer.post(f"{BAKERS}/facts", {"facts": [counted]}).status_code == 200
    assert viewer.post(f"{BAKERS}/facts", {"facts": [{**BREAD, "value": 1}]}).status_code == 403
    assert [one["period"] for one in viewer.items("due-figures")] == ["2030"]
    assert analyst.post("indicator-assignments/_remove", asked).status_code == 204
    assert viewer.items("due-figures") == []
