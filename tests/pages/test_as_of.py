"""Pages as they stood on a day in the past."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.apps.people import party, person

from windroos.apps.accounts.roles import Role
from windroos.apps.compass.actions import Entry, judge, retract
from windroos.apps.regions.models import Case


@pytest.fixture
def judged_yesterday(loaded_case: Case, monkeypatch: pytest.MonkeyPatch, client: Client) -> str:
    """Someone took a judgement on Japan back; gives the reason that stood there before."""
    party(loaded_case, "province", lead=True)
    analyst = person(Role.ANALYST, "province")
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 20, 12, tzinfo=UTC))
    (added,) = judge(
        loaded_case,
        [
            Entry(
                {
                    "region": "JP",
                    "criterion": "networks-judged",
                    "rating": 2,
                    "confidence": "high",
                    "grounds_nl": "Gesprek van gisteren",
                    "judged": "2026-11-20",
                    "reason_nl": "Zo bleek gisteren",
                }
            )
        ],
        actor=analyst,
    )
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 21, 12, tzinfo=UTC))
    rows = {added.change.key: None}
    retract(loaded_case, "judgements", rows, reason="Toch niet", actor=analyst)
    return "Zo bleek gisteren"


def test_a_page_shows_a_day_in_the_past(client: Client, judged_yesterday: str) -> None:
    page = "/nl/noord_brabant/regions/JP/"
    now = client.get(page).content.decode()
    yesterday = client.get(f"{page}?as_of=2026-11-20").content.decode()
    before = client.get(f"{page}?as_of=2026-11-19").content.decode()
    assert judged_yesterday not in now
    assert judged_yesterday in yesterday
    assert judged_yesterday not in before
    assert "20 november 2026" in yesterday


def test_links_keep_the_day(client: Client, judged_yesterday: str) -> None:
    overview = client.get("/nl/noord_brabant/?as_of=2026-11-20").content.decode()
    assert "/nl/noord_brabant/regions/JP/?role=innovation&amp;as_of=2026-11-20" in overview
    for page in ("compare/?region=JP&region=KR&", "contradictions/?", "method/?"):
        answer = client.get(f"/nl/noord_brabant/{page}as_of=2026-11-20").content.decode()
        assert "20 november 2026" in answer, page


@pytest.mark.parametrize("asked", ["nonsense", "2026-13-40", "2999-01-01", "2026-11-21", ""])
def test_what_is_no_day_in_the_past_is_now(client: Client, loaded_case: Case, asked: str) -> None:
    page = client.get("/nl/noord_brabant/", {"as_of": asked})
    assert page.status_code == 200
    assert page.context["chosen"].day is None


def test_the_oldest_day_is_no_fault(client: Client, loaded_case: Case) -> None:
    day = datetime(1, 1, 1, tzinfo=UTC).date() + timedelta(days=1)
    assert client.get("/nl/noord_brabant/", {"as_of": day.isoformat()}).status_code == 200
