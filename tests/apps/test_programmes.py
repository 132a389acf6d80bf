"""What programmes account for is only ever added: corrections, locks, loading, what was known."""

from __future__ import annotations

from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import activate
from tests.apps.bakers import bakers, facts
from tests.apps.people import organisation, party, person
from tests.cases import programmes as made

from windroos.apps.accounts.models import Membership
from windroos.apps.accounts.roles import Role
from windroos.apps.network.actions import save_record
from windroos.apps.programmes import actions
from windroos.apps.programmes.actions import Given
from windroos.apps.programmes.models import Fact
from windroos.apps.programmes.queries import accounts
from windroos.apps.regions.conflicts import Conflict
from windroos.apps.regions.faults import Invalid
from windroos.apps.regions.queries import Case
from windroos.cases.facts import Facts
from windroos.measure.results import Period

TODAY = date(2032, 3, 1)
BEFORE = datetime(2032, 3, 1, tzinfo=UTC)


@pytest.fixture
def case(brabant: Case, monkeypatch: pytest.MonkeyPatch) -> Case:
    """The bakers, on a day after all that they accounted for."""
    found = bakers(brabant)
    noon, ticks = datetime(2032, 3, 1, 12, tzinfo=UTC), count()
    monkeypatch.setattr(timezone, "now", lambda: noon + timedelta(seconds=next(ticks)))
    return found


def actual(
    of: str, period: str, value: float | None, seen: str | None = None, **more: Any
) -> Given:
    return Given(
        {"indicator": of, "role": "actual", "period": period, "value": value, **more}, seen
    )


def spent(period: str, euros: float) -> Given:
    return Given(
        {"programme": "bakers", "role": "spent", "period": period, "amount": euros,
         "currency": "EUR"}
    )  # fmt: skip


def total(case: Case, of: str, period: str, at: datetime | None = None) -> Any:
    account = accounts.account(case, "bakers", today=TODAY, at=at)
    assert account is not None
    return account.indicators[of].total(Period.of(period), "actual")


def test_what_was_loaded_is_what_comes_out(case: Case) -> None:
    assert accounts.package(case).files() == facts().files() | {
        "datapackage.json": accounts.package(case).files()["datapackage.json"]
    }


def test_loading_again_adds_nothing(case: Case) -> None:
    again = actions.load_facts(case, facts())
    assert (again.count, again.kept) == (0, 0)


def test_a_row_that_says_something_else_now_is_refused(case: Case) -> None:
    story = made.story()
    story["facts"][0] = story["facts"][0] | {"value": 101.0}
    changed = Facts.of("lake", "The lake", story)
    with pytest.raises(Invalid) as refused:
        actions.load_facts(case, changed)
    [(_, problem)] = refused.value.problems
    assert (problem.code, problem.file, problem.field) == ("recorded", "facts.csv", "id")
    assert Fact.objects.get(slug="loaves-30-old").value == 100


def test_a_correction_is_a_later_fact_with_its_reason(case: Case) -> None:
    before = list(Fact.objects.order_by("pk").values())
    with pytest.raises(Invalid) as refused:
        actions.record_facts(case, "bakers", [actual("loaves", "2031", 55, part="bread")])
    assert [problem.code for _, problem in refused.value.problems] == ["correction-without-reason"]
    given = actual("loaves", "2031", 55, part="bread", reason="counted again")
    [new] = actions.record_facts(case, "bakers", [given])
    assert new.corrects == "loaves-31-bread"
    # Nothing that was stored changed, and the correction takes the place of what it corrects.
    assert list(Fact.objects.exclude(pk=new.pk).order_by("pk").values()) == before
    assert total(case, "loaves", "2031").value == 120 + 30 + 55
    assert total(case, "loaves", "2031", at=BEFORE).value == 120 + 30 + 50


def test_the_same_once_more_is_not_recorded(case: Case) -> None:
    given = actual("loaves", "2031", 50, part="bread")
    assert actions.record_facts(case, "bakers", [given]) == []


def test_zero_is_recorded_and_nothing_is_not(case: Case) -> None:
    given = actual("loaves", "2030", 0, part="bread", reason="shut all year")
    [new] = actions.record_facts(case, "bakers", [given])
    assert new.value == 0  # type: ignore[attr-defined]
    with pytest.raises(Invalid) as refused:
        actions.record_facts(case, "bakers", [actual("loaves", "2032", None, part="bread")])
    assert [problem.code for _, problem in refused.value.problems] == ["no-value"]


def test_who_saw_another_figure_writes_nothing(case: Case) -> None:
    given = actual("loaves", "2031", 60, seen="", part="bread", reason="x")
    with pytest.raises(Conflict) as clash:
        actions.record_facts(case, "bakers", [actual("loaves", "2032", 1, part="bread"), given])
    assert clash.value.theirs["value"] == 50
    assert not Fact.objects.filter(period="2032", role="actual").exists()


def test_every_fault_is_told_at_once_with_its_row_and_field(case: Case) -> None:
    with pytest.raises(Invalid) as refused:
        actions.record_facts(
            case,
            "bakers",
            [
                actual("loaves", "2032-Q9", 1),
                actual("flour", "2032", 1),
                actual("loaves", "2032", 1, part="attic", mood="good"),
            ],
        )
    told = {(number, problem.field) for number, problem in refused.value.problems}
    assert told == {(1, "indicator"), (2, "part"), (2, "mood")}


def test_a_locked_period_changes_now_and_not_what_was_reported(case: Case) -> None:
    account = accounts.account(case, "bakers", today=TODAY)
    assert account is not None
    then = account.as_reported(Period.of("2030"))
    assert then is not None
    assert then.indicators["loaves"].total(Period.of("2030"), "actual").value == 100
    assert total(case, "loaves", "2030").value == 90
    changed = account.corrected(Period.of("2030"))
    assert changed is not None
    [change] = changed.facts
    assert change.before is not None
    assert change.after is not None
    assert (change.before.value, change.after.value, change.reason) == (100, 90, "ten burnt")
    # What was missing when it was locked comes with a reason too.
    with pytest.raises(Invalid) as refused:
        actions.record_facts(case, "bakers", [actual("loaves", "2030", 4, part="bread")])
    assert [problem.code for _, problem in refused.value.problems] == ["locked"]


def test_a_part_of_a_locked_period_is_locked_too(case: Case) -> None:
    """2030 was locked; March of it was reported with it."""
    with pytest.raises(Invalid) as refused:
        actions.record_amounts(case, "bakers", [spent("2030-03", 4)])
    assert [problem.code for _, problem in refused.value.problems] == ["locked"]
    assert len(actions.record_amounts(case, "bakers", [spent("2032", 4)])) == 1


@pytest.mark.parametrize("amount", [0.001, 1e13])
def test_an_amount_that_cannot_be_kept_is_refused(case: Case, amount: float) -> None:
    """Money is kept in cents: what is rounded would be another amount when it is read again."""
    with pytest.raises(Invalid) as refused:
        actions.record_amounts(case, "bakers", [spent("2032", amount)])
    assert [problem.code for _, problem in refused.value.problems] == ["no-cents"]


def test_however_a_period_is_written_who_hands_it_in_does_not_lock_it(case: Case) -> None:
    chief = person(Role.DECISION_MAKER)
    Membership.objects.create(user=chief, organisation=organisation("office"), role=Role.ANALYST)
    party(case, "province")
    party(case, "office")
    actions.submit_period(case, "bakers", "2031", actor=chief)
    activate("en")
    for written in ("2031", "2031-01/2031-12", "2031-H1/2031-H2"):
        with pytest.raises(ValidationError, match="handed this period in yourself"):
            actions.lock_period(case, "bakers", written, actor=chief)
    with pytest.raises(ValidationError, match="“soon”"):
        actions.lock_period(case, "bakers", "soon", actor=chief)


def test_who_left_the_case_no_longer_fills_in(case: Case) -> None:
    clerk = person(Role.VIEWER)
    party(case, "province")
    actions.assign_indicator(case, "loaves", clerk)
    given = actual("loaves", "2032", 1, part="bread")
    assert len(actions.record_facts(case, "bakers", [given], actor=clerk)) == 1
    Membership.objects.filter(user=clerk).delete()
    with pytest.raises(PermissionDenied):
        actions.record_facts(
            case, "bakers", [actual("loaves", "2032", 2, part="cake", reason="x")], actor=clerk
        )


def test_who_hands_a_period_in_does_not_lock_it(case: Case) -> None:
    actions.submit_period(case, "bakers", "2031")
    with pytest.raises(ValidationError, match="2031"):
        actions.submit_period(case, "bakers", "2031")
    actions.lock_period(case, "bakers", "2031")
    with pytest.raises(ValidationError):
        actions.reopen_period(case, "bakers", "2031", reason=" ")
    actions.reopen_period(case, "bakers", "2031", reason="a figure was forgotten")
    account = accounts.account(case, "bakers", today=TODAY)
    assert account is not None
    reviewed = account.reviews[Period.of("2031")]
    assert (reviewed.state, len(reviewed.steps)) == ("open", 3)
    assert reviewed.locked is not None


def test_who_takes_part_is_called_as_at_that_moment(case: Case) -> None:
    programme = accounts.contents(case, "programme", None, ["bakers"])["bakers"]
    owned = deepcopy(programme) | {"owner": "lake-university"}
    save_record(case, "programme", owned, version=1)
    before = timezone.now()
    content = deepcopy(accounts.contents(case, "organisation", None)["lake-university"])
    for name in content["names"]:
        name["name"] = "Another Name"
    save_record(case, "organisation", content, version=1)
    now, then = accounts.told(case, today=TODAY), accounts.told(case, today=TODAY, at=before)
    assert now is not None
    assert then is not None
    assert now.names == {"lake-university": "Another Name"}
    assert then.names == {"lake-university": "Lake University"}
    assert then.passages == now.passages


def test_withdrawing_empties_a_cell_and_keeps_the_fact(case: Case) -> None:
    actions.withdraw_fact(case, "bakers", "loaves-31-bread", reason="of another bakery")
    found = total(case, "loaves", "2031")
    assert (found.value, found.complete) == (150, False)
    assert Fact.objects.get(slug="loaves-31-bread").value == 50
