"""Filling in, handing in, locking and comparing: nothing typed is ever lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation
from tests.apps import people
from tests.apps.bakers import bakers
from tests.pages.test_chains import text
from tests.pages.test_programme_forms import fields

from windroos.apps.accounts.roles import Role
from windroos.apps.programmes import actions
from windroos.apps.programmes.actions import Given
from windroos.apps.programmes.forms import typed_number
from windroos.apps.programmes.models import Amount, Fact
from windroos.apps.programmes.queries import reviews
from windroos.apps.regions.models import Case
from windroos.measure.results import Period

pytestmark = pytest.mark.django_db

HOME = "/en/lake/programmes/bakers/"
ENTER = f"{HOME}enter/"
OF_2031 = f"{ENTER}?period=2031"


@pytest.fixture
def case(monkeypatch: pytest.MonkeyPatch) -> Case:
    """The bakers, on a day after all that they accounted for."""
    found = Case.objects.create(name="lake", title="The lake", state=1)
    bakers(found)
    people.party(found, "province", lead=True)
    noon, ticks = datetime(2032, 3, 1, 12, tzinfo=UTC), count()
    monkeypatch.setattr(timezone, "now", lambda: noon + timedelta(seconds=next(ticks)))
    monkeypatch.setattr(timezone, "localdate", lambda *_given: noon.date())
    return found


@pytest.fixture
def analyst(case: Case) -> Client:
    return logged_in(Role.ANALYST)


def logged_in(role: Role) -> Client:
    client = Client()
    client.force_login(people.person(role))
    return client


def get(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def filled_in(client: Client, address: str, key: str, **typed: str) -> dict[str, Any]:
    """What is sent after some fields of the row with this key were filled in."""
    sent = fields(get(client, address))
    numbers = [name.removesuffix("-key") for name, value in sent.items() if value == key]
    assert len(numbers) >= 1, sorted(sent)
    return sent | {f"{numbers[0]}-{name}": value for name, value in typed.items()}


def test_a_number_is_read_as_the_language_writes_it() -> None:
    with translation.override("nl"):
        assert typed_number("1.234,5") == "1234.5"
        assert typed_number("1.234") == "1234"
        assert typed_number("12.5") == "12.5"
        assert typed_number(" -3 ") == "-3"
    with translation.override("en"):
        assert typed_number("1,234.5") == "1234.5"
        assert typed_number("0,5") == "0.5"
        assert typed_number("a lot") == "a lot"


def test_what_is_untouched_is_not_recorded(analyst: Client) -> None:
    before = Fact.objects.count()
    answer = analyst.post(OF_2031, fields(get(analyst, OF_2031)))
    assert answer.status_code == 302
    assert Fact.objects.count() == before
    assert "Nothing was changed" in text(get(analyst, OF_2031))


def test_a_correction_asks_why_and_keeps_what_was_typed(analyst: Client) -> None:
    sent = filled_in(analyst, OF_2031, "loaves|bread|", value="55", note="of the second oven")
    answer = analyst.post(OF_2031, sent)
    assert answer.status_code == 400
    html = answer.content.decode()
    assert 'value="55"' in html
    assert 'value="of the second oven"' in html
    [number] = [
        name.removesuffix("-key") for name, value in sent.items() if value == "loaves|bread|"
    ]
    assert f'id="id_{number}-reason_error"' in html
    assert not Fact.objects.filter(value=55).exists()
    assert analyst.post(OF_2031, sent | {f"{number}-reason": "counted again"}).status_code == 302
    new = Fact.objects.get(value=55)
    assert (new.corrects, new.reason, new.note_en) == (
        "loaves-31-bread",
        "counted again",
        "of the second oven",
    )
    assert Fact.objects.get(slug="loaves-31-bread").value == 50


def test_zero_is_recorded_and_what_is_no_number_is_told_at_its_field(analyst: Client) -> None:
    address = f"{ENTER}?period=2032"
    sent = filled_in(analyst, address, "loaves|bread|", value="nought")
    answer = analyst.post(address, sent)
    assert answer.status_code == 400
    assert 'value="nought"' in answer.content.decode()
    assert not Fact.objects.filter(period="2032", role="actual").exists()
    sent = filled_in(analyst, address, "loaves|bread|", value="0")
    assert analyst.post(address, sent).status_code == 302
    assert Fact.objects.get(period="2032", role="actual").value == 0


def test_a_share_is_filled_in_as_its_two_numbers(analyst: Client) -> None:
    address = f"{ENTER}?period=2032"
    sent = filled_in(analyst, address, "waste|bread|", numerator="8", denominator="1,300")
    assert analyst.post(address, sent).status_code == 302
    new = Fact.objects.get(indicator__slug="waste", period="2032")
    assert (new.value, new.numerator, new.denominator) == (None, 8, 1300)


def test_who_comes_second_sees_both_and_saves_theirs_knowingly(case: Case, analyst: Client) -> None:
    sent = filled_in(analyst, OF_2031, "loaves|bread|", value="60", reason="mine")
    other = {"indicator": "loaves", "part": "bread", "role": "actual", "period": "2031"}
    theirs = Given({**other, "value": 70, "reason": "theirs"})
    actions.record_facts(case, "bakers", [theirs])
    answer = analyst.post(OF_2031, sent)
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "Someone else changed this while you were writing" in html
    assert {"70", "60"} <= set(text(html).split())
    assert not Fact.objects.filter(value=60).exists()
    assert analyst.post(OF_2031, fields(html)).status_code == 302
    assert Fact.objects.get(value=60).corrects == Fact.objects.get(value=70).slug


def test_another_row_of_someone_else_is_no_conflict(case: Case, analyst: Client) -> None:
    sent = filled_in(analyst, OF_2031, "loaves|bread|", value="60", reason="mine")
    other = {"indicator": "loaves", "part": "old-ovens", "role": "actual", "period": "2031"}
    actions.record_facts(case, "bakers", [Given({**other, "value": 130, "reason": "theirs"})])
    assert analyst.post(OF_2031, sent).status_code == 302
    assert Fact.objects.get(value=60).corrects == "loaves-31-bread"


def test_who_is_asked_for_one_indicator_fills_in_that_one(case: Case) -> None:
    viewer = logged_in(Role.VIEWER)
    assert viewer.get(OF_2031).status_code == 403
    actions.assign_indicator(case, "loaves", people.person(Role.VIEWER))
    html = get(viewer, OF_2031)
    assert "loaves|bread|" in html
    assert "waste|" not in html
    sent = filled_in(viewer, OF_2031, "loaves|bread|", value="51", reason="one more")
    forged = sent | {"90-key": "waste|bread|", "90-value": "1", "90-status": "final"}
    assert viewer.post(OF_2031, forged).status_code == 302
    assert Fact.objects.get(value=51).reason == "one more"
    assert not Fact.objects.filter(indicator__slug="waste", value=1).exists()
    assert Client().get(OF_2031).status_code == 404
    assert "Which figures are asked of you?" in text(get(viewer, "/en/lake/programme-figures-due/"))


def test_money_is_filled_in_and_corrected(analyst: Client) -> None:
    address = f"{ENTER}money/?period=2031"
    sent = filled_in(analyst, address, "m-ovens", amount="650,000", reason="decided later")
    [*_, new] = [name.removesuffix("-key") for name, value in sent.items() if value == "new"]
    sent |= {
        f"{new}-role": "spent",
        f"{new}-part": "bread",
        f"{new}-funder": "Stork (fictional)",
        f"{new}-funder_kind": "companies",
        f"{new}-amount": "1,000.50",
    }
    assert analyst.post(address, sent).status_code == 302
    assert Amount.objects.get(corrects="m-ovens").amount == 650_000
    spent = Amount.objects.get(role="spent")
    assert (spent.period, spent.part, float(spent.amount or 0), spent.funder_en) == (
        "2031",
        "bread",
        1000.5,
        "Stork (fictional)",
    )
    assert logged_in(Role.VIEWER).get(address).status_code == 403


def test_no_period_there_is(analyst: Client) -> None:
    assert analyst.get(f"{ENTER}?period=2031-Q7").status_code == 404
    assert analyst.get("/en/lake/programmes/nobody/enter/").status_code == 404


def test_a_period_is_handed_in_locked_by_another_corrected_and_opened_again(
    case: Case, analyst: Client
) -> None:
    page = f"{HOME}periods/"
    decider = logged_in(Role.DECISION_MAKER)
    assert analyst.post(page, {"period": "2031", "step": "submit"}).status_code == 302
    assert "Bakers of the harbour, 2031" in text(get(decider, "/en/lake/programme-reports/"))
    assert analyst.post(page, {"period": "2031", "step": "lock"}).status_code == 403
    assert decider.post(page, {"period": "2031", "step": "lock"}).status_code == 302
    assert reviews.locked(case, "bakers") >= {Period.of("2030"), Period.of("2031")}
    sent = filled_in(analyst, OF_2031, "loaves|bread|", value="55", reason="counted again")
    assert "locked" in text(get(analyst, OF_2031))
    assert analyst.post(OF_2031, sent).status_code == 302
    told = text(get(decider, page))
    assert "One correction after the lock" in told
    assert "counted again" in told
    answer = decider.post(page, {"period": "2031", "step": "reopen", "reason": " "})
    assert answer.status_code == 400
    assert "Say why the period is opened again" in answer.content.decode()
    sent = {"period": "2031", "step": "reopen", "reason": "one baker forgot"}
    assert decider.post(page, sent).status_code == 302
    assert Period.of("2031") not in reviews.locked(case, "bakers")
    # Everyone reads what was corrected; who did what is for colleagues.
    read = text(get(Client(), page))
    assert "one baker forgot" in read
    assert people.person(Role.DECISION_MAKER).name not in read
    assert people.person(Role.DECISION_MAKER).name in text(get(decider, page))


def test_two_report_dates_side_by_side(case: Case) -> None:
    page = f"{HOME}compare/"
    told = text(get(Client(), f"{page}?then=2031-03-01&now=2031-06-01"))
    assert "0 new, 1 corrected and 0 withdrawn" in told
    assert "ten burnt" in told
    assert "As known on 1 March 2031" in told
    told = text(get(Client(), f"{page}?then=2031-06-01&now=2032-03-01"))
    assert "5 new, 0 corrected and 0 withdrawn" in told
    told = text(get(Client(), f"{page}?then=2032-03-01&now=2032-03-02"))
    assert "Nothing changed between" in told
    answer = Client().get(f"{page}?then=2032-03-02&now=2032-03-01")
    assert answer.status_code == 400
    assert "The second day has to be later than the first." in answer.content.decode()
    assert get(Client(), page)
