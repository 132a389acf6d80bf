"""The page of the evidence agenda, and the tasks that people make of it."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.apps.people import party, person

from windroos import cases
from windroos.apps.accounts.models import User
from windroos.apps.accounts.roles import Role
from windroos.apps.compass import queries
from windroos.apps.compass.agenda.shown import likelihood
from windroos.apps.compass.models import AgendaTask
from windroos.apps.regions.models import Case
from windroos.decide.explanation import ANSWERS

pytestmark = pytest.mark.django_db

TAGS = re.compile(r"<[^>]*>")
WHAT = "region=SG&kind=precondition&subject=human-rights&role=innovation"


@pytest.fixture
def brabant(loaded_case: Case) -> Case:
    party(loaded_case, "province", lead=True, decides=("innovation",))
    return loaded_case


@pytest.fixture
def analyst(brabant: Case) -> User:
    return person(Role.ANALYST, "province", "anna")


def staff(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text(html: str) -> str:
    return " ".join(TAGS.sub(" ", html).split())


def page(client: Client, path: str, status: int = 200) -> str:
    response = client.get(f"/en/noord_brabant/{path}")
    assert response.status_code == status, path
    return text(response.content.decode())


@pytest.fixture
def weighed(brabant: Case) -> cases.Assessment:
    return cases.weigh(queries.value(brabant), "innovation", as_of=timezone.localdate())


def test_a_newcomer_sees_what_would_settle_the_verdict_on_singapore(
    client: Client, weighed: cases.Assessment
) -> None:
    """Of two preconditions nobody has said whether they hold: the case has no finding on them."""
    unknown = [g.precondition for g in weighed["SG"].gates if g.outcome == "unknown"]
    assert len(unknown) == 2
    said = page(client, "agenda/?region=SG")
    heading, _, rest = said.partition("What would settle the verdict on Singapore? ")[2].partition(
        "Role"
    )
    for precondition in unknown:
        assert f"“{precondition.label.en}”" in heading
        assert precondition.ask is not None
        assert f"Whom to ask: {precondition.ask.en}" in rest
    assert "the score points to active effort" in heading
    for gate in weighed["SG"].gates:
        if gate.outcome != "unknown":
            assert gate.precondition.label.en not in rest.partition("First:")[2]


def test_the_chance_of_a_precondition_is_that_of_the_rule_of_succession(
    client: Client, weighed: cases.Assessment
) -> None:
    """Laplace: it fails with (failed + 1) / (known + 3), over the regions in which it is known."""
    outcomes = [
        gate.outcome
        for result in weighed
        for gate in result.gates
        if gate.precondition.id == "human-rights"
    ]
    known = [one for one in outcomes if one in ANSWERS]
    chance = (known.count("fails") + 1) / (len(known) + 3)
    data = client.get("/en/noord_brabant/data/agenda.json?region=SG").json()
    (row,) = (one for one in data["rows"] if one["id"] == "human-rights")
    assert row["chance"] == pytest.approx(chance)
    assert f"({chance:.0%})" in page(client, "agenda/?region=SG&component=human-rights")


def test_page_and_file_have_every_item_of_the_calculation(client: Client, brabant: Case) -> None:
    found = cases.agenda(queries.value(brabant), "innovation", as_of=timezone.localdate())
    data = client.get("/en/noord_brabant/data/agenda.json").json()["rows"]
    assert [(row["region"], row["id"], row["chance"]) for row in data] == [
        (item.region.code, item.id, item.chance) for item in found
    ]
    html = client.get("/en/noord_brabant/agenda/?all=1").content.decode()
    assert f"{len(found.items)} things to find out" in text(html)
    moving = [item for item in found if item.kind == "leaf" and item.chance > 0]
    order = re.findall(r'id="find_([^"]+)"', html.partition('id="section_moving"')[2])
    assert order == [f"{item.region.code}-{item.id}" for item in moving]


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("region=JP", lambda row: row["region"] == "JP"),
        ("component=networks", lambda row: row["about"] == "networks"),
        ("state=doubtful", lambda row: row["state"] == "doubtful"),
        ("region=JP&state=unknown", lambda row: (row["region"], row["state"]) == ("JP", "unknown")),
    ],
)
def test_filters_keep_what_they_say(
    client: Client, brabant: Case, query: str, kept: Callable[[Any], bool]
) -> None:
    address = "/en/noord_brabant/data/agenda.json"
    everything = client.get(address).json()["rows"]
    found = client.get(f"{address}?{query}").json()["rows"]
    assert found == [row for row in everything if kept(row)]
    assert 0 < len(found) < len(everything)
    assert f"{len(found)} things to find out" in page(client, f"agenda/?{query}")


def test_the_words_of_chances_are_those_of_the_ipcc() -> None:
    """Mastrandrea and others (2010), table 1: likely 66-100 %, as likely as not 33-66 %."""
    told = {0.95: "very likely", 0.7: "likely", 0.5: "about as likely as not"}
    told |= {0.2: "unlikely", 0.05: "very unlikely", 0.0: "not by itself"}
    assert {chance: likelihood(chance) for chance in told} == told


def test_a_day_in_the_past_has_no_tasks(analyst: User) -> None:
    client = staff(analyst)
    assert "Take up" in page(client, "agenda/?region=SG")
    assert "Take up" not in page(client, "agenda/?region=SG&as_of=2025-01-01")


def test_taking_up_giving_away_and_finishing(analyst: User, client: Client) -> None:
    anna = staff(analyst)
    person(Role.ANALYST, "province", "bert")
    form = anna.get(f"/en/noord_brabant/agenda/tasks/new/?{WHAT}")
    assert "human-rights section" in form.content.decode()
    answer = anna.post(
        f"/en/noord_brabant/agenda/tasks/new/?{WHAT}",
        {"assignee": str(analyst.pk), "due": "2027-01-15", "note": "Phone the embassy"},
    )
    task = AgendaTask.objects.get()
    assert answer["Location"].endswith(f"/agenda/tasks/{task.pk}/")
    assert (task.assignee, task.due, task.note) == (analyst, date(2027, 1, 15), "Phone the embassy")
    assert "Find out what you took on 1" in page(anna, "work/")
    assert "You have one thing to find out." in page(anna, "agenda/tasks/")
    assert "anna finds it out" in page(anna, "agenda/?region=SG")
    assert "anna finds it out" in page(anna, "agenda/?tasks=mine&region=SG")
    # Visitors see the agenda, not who does it; and no page of tasks.
    assert "anna" not in page(client, "agenda/?region=SG")
    for path in ("agenda/tasks/", f"agenda/tasks/{task.pk}/", f"agenda/tasks/{task.pk}/edit/"):
        page(client, path, 404)
    edit = f"/en/noord_brabant/agenda/tasks/{task.pk}/edit/"
    given = {"assignee": "", "due": "", "note": "For bert", "version": "1"}
    assert anna.post(edit, given).status_code == 302
    late = anna.post(edit, {**given, "note": "For nobody"})
    assert late.status_code == 409
    assert "For nobody" in late.content.decode()
    close = f"/en/noord_brabant/agenda/tasks/{task.pk}/close/"
    assert anna.post(close, {"do": "finish", "reason": "", "version": "2"}).status_code == 400
    assert anna.post(close, {"do": "burn", "reason": "", "version": "2"}).status_code == 404
    assert anna.post(close, {"do": "drop", "reason": "So", "version": "1"}).status_code == 409
    assert anna.post(close, {"do": "drop", "reason": "So", "version": "2"}).status_code == 302
    assert "This task is dropped." in page(anna, f"agenda/tasks/{task.pk}/")
    reopen = f"/en/noord_brabant/agenda/tasks/{task.pk}/reopen/"
    assert anna.post(reopen, {"version": "3"}).status_code == 302
    task.refresh_from_db()
    assert task.status == "open"


def test_who_only_reads_takes_nothing_up(brabant: Case) -> None:
    viewer = staff(person(Role.VIEWER, "province"))
    assert "Take up" not in page(viewer, "agenda/?region=SG")
    assert viewer.get(f"/en/noord_brabant/agenda/tasks/new/?{WHAT}").status_code == 403
    assert page(viewer, "agenda/tasks/")


def test_a_case_without_preconditions_has_an_agenda_too(client: Client, small_case: Case) -> None:
    html = client.get("/en/small/agenda/").content.decode()
    assert "Aa &amp; &lt;i&gt;b" in html
    assert "<i>b" not in html
    assert "The case does not say whom to ask." in html
