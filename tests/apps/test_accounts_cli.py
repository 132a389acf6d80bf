"""`windroos accounts`, as an operator meets it."""

import json
from typing import Any

import pytest
from django.core import mail
from tests.apps.accounts_people import enter, organisation, person
from typer.testing import CliRunner, Result

from windroos.apps.accounts import queries
from windroos.apps.accounts.models import Event, Invitation, Membership, Organisation, User
from windroos.apps.accounts.roles import Role
from windroos.apps.regions.models import Case, Party
from windroos.cli.accounts import app

pytestmark = pytest.mark.django_db


@pytest.fixture
def province() -> Organisation:
    return organisation()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def told(*arguments: str) -> Any:
    done = run(*arguments, "--json")
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def mistake(*arguments: str) -> str:
    done = run(*arguments)
    assert done.exit_code == 1
    assert isinstance(done.exception, SystemExit)
    return " ".join(done.stderr.split())


def test_an_organisation_and_its_first_administrator_are_made_from_the_terminal() -> None:
    assert told("organisation", "add", "De Provincie", "--english", "The Province") == {
        "slug": "de-provincie"
    }
    invited = told("invite", "bea@voorbeeld.example", "--role", "administrator", "--no-send")
    assert invited["address"].startswith("http://testserver/nl/account/invitation/")
    assert not mail.outbox
    assert {(event.verb, event.actor, event.via) for event in Event.objects.all()} == {
        ("organisation-added", None, "terminal"),
        ("invited", None, "terminal"),
    }
    (listed,) = told("list")
    assert (listed["email"], listed["state"]) == ("bea@voorbeeld.example", "invited")


def test_the_list_has_everyone_also_who_has_no_role(province: Organisation) -> None:
    person("vera", Role.VIEWER, province)
    person("los")
    listed = {row["email"]: (row["organisation"], row["role"]) for row in told("list")}
    assert listed == {
        "vera@voorbeeld.example": ("provincie", "viewer"),
        "los@voorbeeld.example": ("", ""),
    }
    assert [row["name"] for row in told("list", "--organisation", "provincie")] == ["Vera"]
    assert "vera@voorbeeld.example" in run("list").stdout


def test_an_invitation_is_sent_unless_one_hands_it_over(province: Organisation) -> None:
    done = run("invite", "ida@voorbeeld.example", "--role", "viewer", "--language", "en")
    assert "Invited ida@voorbeeld.example." in done.stdout
    assert "http" not in done.stdout
    assert mail.outbox[0].to == ["ida@voorbeeld.example"]
    assert Invitation.objects.get().language == "en"


def test_in_the_name_of_an_account_its_permission_is_asked(province: Organisation) -> None:
    bea = person("bea", Role.ADMINISTRATOR, province)
    vera = person("vera", Role.VIEWER, province)
    said = mistake("close", bea.email, "--as", vera.email)
    assert said == "Error: Only someone with the role administrator for this may do this."
    assert run("close", vera.email, "--as", bea.email).exit_code == 0
    event = queries.history("account", vera.pk)[0]
    assert (event.verb, event.actor, event.via) == ("account-closed", bea, "terminal")
    assert "is closed" in mistake("reopen", bea.email, "--as", vera.email)
    assert "there is no account" in mistake("reopen", vera.email, "--as", "x@y.example")


def test_closing_opening_roles_and_locks(client: Any, province: Organisation) -> None:
    person("bea", Role.ADMINISTRATOR, province)
    vera = person("vera", Role.VIEWER, province)
    for _number in range(5):
        enter(client, vera, "fout")
    assert queries.is_locked(vera)
    assert run("unlock", vera.email).exit_code == 0
    assert not queries.is_locked(vera)
    run("role", vera.email, "analyst")
    assert Membership.objects.get(user=vera).role == Role.ANALYST
    run("role", vera.email)
    assert not Membership.objects.filter(user=vera).exists()
    run("close", vera.email)
    assert not User.objects.get(pk=vera.pk).is_active
    run("reopen", vera.email)
    assert User.objects.get(pk=vera.pk).is_active
    assert run("reset-second-factor", vera.email).exit_code == 0


def test_mistakes_are_told_in_one_sentence_of_english(province: Organisation) -> None:
    bea = person("bea", Role.ADMINISTRATOR, province)
    assert "there is no account" in mistake("close", "niemand@voorbeeld.example")
    assert "would have no administrator" in mistake("close", bea.email)
    assert "would have no administrator" in mistake("role", bea.email, "viewer")
    assert "there is no organisation “x”" in mistake("list", "--organisation", "x")
    assert "email:" in mistake("invite", "geen adres", "--role", "viewer")
    assert "slug:" in mistake("organisation", "add", "De provincie", "--slug", "provincie")
    organisation("bureau", "Het bureau")
    assert "name the organisation; there are: bureau, provincie" in mistake(
        "invite", "x@y.example", "--role", "viewer"
    )


def test_a_token_is_made_listed_and_revoked(province: Organisation) -> None:
    vera = person("vera", Role.ANALYST, province)
    made = told("token", "create", "Notebook", "--as", vera.email, "--days", "10", "--writes")
    user, token = queries.user_of_token(made["secret"]) or (None, None)
    assert user == vera
    assert token
    assert token.writes
    (listed,) = told("token", "list", "--as", vera.email)
    assert (listed["name"], listed["holds"]) == ("Notebook", True)
    assert run("token", "create", "x", "--as", vera.email).stdout.startswith("wr_")
    assert "days:" in mistake("token", "create", "x", "--as", vera.email, "--days", "366")
    assert run("token", "revoke", token.prefix, "--as", vera.email).exit_code == 0
    assert queries.user_of_token(made["secret"]) is None
    assert "no token" in mistake("token", "revoke", "wr_niets", "--as", vera.email)


def test_an_organisation_works_on_a_case(brabant: Case, province: Organisation) -> None:
    attach = ("organisation", "attach", "provincie")
    assert "lead" in mistake(*attach)
    assert "there are: innovation, trade-invest" in mistake(*attach, "--lead", "--decides", "x")
    made = told(*attach, "--lead", "--decides", "innovation", "--decides", "trade-invest")
    assert made["decides"] == ["innovation", "trade-invest"]
    (listed,) = told("organisation", "list")
    assert listed["cases"] == [
        {"case": "noord_brabant", "lead": True, "decides": ["innovation", "trade-invest"]}
    ]
    assert "leads, decides innovation" in run("organisation", "list").stdout
    assert run("organisation", "detach", "provincie").exit_code == 0
    assert not Party.objects.exists()


def test_a_second_factor_is_asked_from_the_terminal(province: Organisation) -> None:
    run("organisation", "second-factor", "provincie")
    province.refresh_from_db()
    assert province.second_factor
    run("organisation", "second-factor", "provincie", "--voluntary")
    province.refresh_from_db()
    assert not province.second_factor
