"""The page of the organisations that work on a case."""

import pytest
from django.test import Client
from pytest_django import Settings

from windroos.apps.accounts import actions as accounts
from windroos.apps.accounts.models import User
from windroos.apps.regions import actions
from windroos.apps.regions.models import Party
from windroos.apps.regions.queries import Case

PAGE = "/nl/noord_brabant/parties/"


@pytest.fixture
def worked_on(loaded_case: Case, settings: Settings) -> Case:
    settings.WINDROOS_DEMO = True
    accounts.create_demo_accounts()
    actions.attach_demo_organisations(loaded_case)
    return loaded_case


def enter(client: Client, email: str) -> User:
    user = User.objects.get(email=email)
    client.force_login(user)
    return user


def agency() -> Party:
    return Party.objects.get(organisation__slug="voorbeeldagentschap")


def test_a_visitor_does_not_learn_that_there_is_such_a_page(
    client: Client, worked_on: Case
) -> None:
    assert client.get(PAGE).status_code == 404
    client.force_login(accounts.create_account(email="los@voorbeeld.example", name="Los"))
    assert client.get(PAGE).status_code == 404


def test_who_works_on_it_sees_who_else_does_and_changes_nothing(
    client: Client, worked_on: Case
) -> None:
    enter(client, "analyst@voorbeeld.example")
    page = client.get(PAGE).content.decode()
    assert "Voorbeeldagentschap" in page
    assert '<form class="form"' not in page
    given = {"organisation": "voorbeeldagentschap", "lead": "on"}
    assert client.post(PAGE, given).status_code == 403
    assert client.post(PAGE, given | {"do": "detach"}).status_code == 403
    assert not agency().lead


def test_an_administrator_of_who_leads_changes_what_another_does(
    client: Client, worked_on: Case
) -> None:
    enter(client, "beheer@voorbeeld.example")
    form = client.get(PAGE, {"of": "voorbeeldagentschap"}).context["form"]
    assert form.initial["decides"] == ["trade-invest"]
    given = {"organisation": "voorbeeldagentschap", "decides": ["innovation", "trade-invest"]}
    assert client.post(PAGE, given)["Location"] == PAGE
    assert agency().decides == ["innovation", "trade-invest"]
    client.post(PAGE, {"do": "detach", "organisation": "voorbeeldagentschap"})
    assert Party.objects.count() == 1


def test_what_cannot_be_is_told_and_changes_nothing(client: Client, worked_on: Case) -> None:
    enter(client, "beheer@voorbeeld.example")
    for given, field in (
        ({"organisation": "voorbeeldprovincie"}, "lead"),
        ({"organisation": "bestaat-niet"}, "organisation"),
        ({"organisation": "voorbeeldagentschap", "decides": ["defence"]}, "decides"),
    ):
        assert list(client.post(PAGE, given).context["form"].errors) == [field]
    page = client.post(PAGE, {"do": "detach", "organisation": "voorbeeldprovincie"}, follow=True)
    assert next(iter(page.context["messages"])).tags == "error"
    assert Party.objects.count() == 2
    assert client.post(PAGE, {"do": "detach", "organisation": "x"}).status_code == 404


def test_a_role_for_which_nobody_decides_is_told(client: Client, worked_on: Case) -> None:
    enter(client, "beheer@voorbeeld.example")
    assert client.get(PAGE).context["undecided"] == []
    client.post(PAGE, {"organisation": "voorbeeldagentschap"})
    assert len(client.get(PAGE).context["undecided"]) == 1
