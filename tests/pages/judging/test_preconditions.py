"""The page on which a precondition is found to hold or not: it opens or closes a region."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.pages.judging.desk import fresh, hidden, now, text

from windroos.apps.accounts.models import User
from windroos.apps.compass import queries
from windroos.apps.compass.actions import Entry, find
from windroos.apps.regions.models import Case

pytestmark = pytest.mark.django_db

FINDING = {
    "outcome": "conditional",
    "conditions_nl": "Alleen bij daglicht",
    "themes": ["algae"],
    "confidence": "high",
    "passage": "p1",
    "reason_nl": "Er is een steiger",
    "judged": "2026-11-21",
}


def gate(case: Case, code: str, theme: str | None = None) -> str:
    result = queries.assessment(fresh(case), "research", theme, timezone.localdate())[code]
    return result.gates[0].outcome


def test_a_finding_closes_or_opens_a_region(desk: Client, case: Case) -> None:
    address = "/en/lake/regions/LV/precondition/boats/?id=f2"
    assert gate(case, "LV") == "fails"
    page = desk.get(address)
    assert "Does this precondition hold for Latvia?" in text(page)
    given = {**FINDING, "version": hidden(page)["version"]}
    shown = text(desk.post(address, {**given, "do": "preview"}))
    assert "What it does, once saved" in shown
    assert gate(case, "LV") == "fails"
    desk.post(address, {**given, "do": "save"})
    assert gate(case, "LV") == "conditional"
    row = now(case, "findings", "f2")
    assert row is not None
    assert (row["themes"], row["conditions_nl"]) == ("algae", "Alleen bij daglicht")
    assert row["said_by"] == "University"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"conditions_nl": ""}, "needs its conditions"),
        ({"outcome": "holds"}, "only a conditional finding"),
        ({"outcome": "perhaps"}, "Does it hold?"),
        ({"themes": ["fog"]}, "For these themes only"),
        ({"passage": ""}, "needs a passage, or its grounds"),
    ],
)
def test_a_finding_that_cannot_be_is_refused(
    desk: Client, case: Case, wrong: dict[str, Any], said: str
) -> None:
    address = "/en/lake/regions/LV/precondition/boats/"
    given = {**FINDING, "version": hidden(desk.get(address))["version"], **wrong}
    response = desk.post(address, given)
    assert said.lower() in text(response).lower()
    assert fresh(case).state == case.state


def test_two_who_find_the_same_see_both(desk: Client, case: Case, other: User) -> None:
    address = "/en/lake/regions/LV/precondition/boats/?id=f2"
    opened = hidden(desk.get(address))["version"]
    find(case, [Entry({"reason_nl": "Van Bert"}, id="f2")], actor=other)
    response = desk.post(address, {**FINDING, "version": opened})
    assert "Bert saved a newer version." in text(response)
    assert "Van Bert" in text(response)
    assert gate(case, "LV") == "fails"
