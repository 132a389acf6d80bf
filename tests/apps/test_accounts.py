"""Accounts, roles and the audit trail that nobody can rewrite."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone, translation
from pytest_django import Settings

from windroos.apps.accounts import actions, queries, sentences
from windroos.apps.accounts.demo import DEMO_ACCOUNTS, DEMO_PASSWORD
from windroos.apps.accounts.models import (
    AppendOnlyError,
    Event,
    Membership,
    Organisation,
    User,
)
from windroos.apps.accounts.roles import Role

pytestmark = pytest.mark.django_db

PASSWORD = "een lang wachtwoord"


@pytest.fixture
def vera() -> User:
    return actions.create_account(
        actor=None, email="vera@voorbeeld.example", name="Vera Voorbeeld", password=PASSWORD
    )


@pytest.fixture
def province() -> Organisation:
    return Organisation.objects.create(
        slug="provincie", name_nl="De provincie", name_en="The province"
    )


def an_event(actor: User | None = None) -> Event:
    return actions.record(
        "logged-in",
        actor=actor,
        subject_type="region",
        subject_id="BE2",
        label_nl="Vlaanderen",
        label_en="Flanders",
    )


# Accounts


def test_people_log_in_with_their_address_in_whatever_case(client: Client, vera: User) -> None:
    page = client.post(
        "/nl/account/login/", {"username": "Vera@Voorbeeld.EXAMPLE", "password": PASSWORD}
    )
    assert page.status_code == 302
    assert page["Location"] == "/nl/"
    assert client.session["_auth_user_id"] == str(vera.pk)


def test_after_logging_in_one_comes_back_where_one_was(client: Client, vera: User) -> None:
    credentials = {"username": vera.email, "password": PASSWORD}
    here = client.post("/en/account/login/", credentials | {"next": "/en/brabant/?role=x"})
    assert here["Location"] == "/en/brabant/?role=x"
    client.post("/en/account/logout/")
    elsewhere = client.post("/en/account/login/", credentials | {"next": "https://evil.example/"})
    assert elsewhere["Location"] == "/en/"


def test_logging_in_remembers_the_language_of_the_account(client: Client, vera: User) -> None:
    User.objects.filter(pk=vera.pk).update(language="en")
    client.post("/nl/account/login/", {"username": vera.email, "password": PASSWORD})
    assert client.get("/", headers={"accept-language": "nl"})["Location"] == "/en/"


def test_a_wrong_password_does_not_tell_whether_the_account_exists(
    client: Client, vera: User
) -> None:
    messages = []
    for email in (vera.email, "niemand@voorbeeld.example"):
        page = client.post("/nl/account/login/", {"username": email, "password": "fout"})
        assert page.status_code == 200
        messages.append(page.context["form"].non_field_errors())
    assert messages[0] == messages[1]
    assert len(messages[0]) == 1
    assert "_auth_user_id" not in client.session


def test_a_closed_account_cannot_log_in(client: Client, vera: User) -> None:
    User.objects.filter(pk=vera.pk).update(is_active=False)
    client.post("/nl/account/login/", {"username": vera.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session


def test_logging_out_takes_a_form_not_a_link(client: Client, vera: User) -> None:
    client.force_login(vera)
    assert client.get("/nl/account/logout/").status_code == 405
    assert client.post("/nl/account/logout/")["Location"] == "/nl/"
    assert "_auth_user_id" not in client.session


def test_one_address_is_one_account(vera: User) -> None:
    with pytest.raises(ValidationError):
        actions.create_account(actor=None, email="VERA@voorbeeld.example", name="Nog een Vera")


def test_the_database_keeps_addresses_in_lower_case(vera: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=vera.pk).update(email="Vera@voorbeeld.example")


def test_an_account_without_password_cannot_be_entered(client: Client) -> None:
    user = actions.create_account(actor=None, email="anna@voorbeeld.example", name="Anna")
    for password in ("", "!", "None"):
        client.post("/nl/account/login/", {"username": user.email, "password": password})
    assert "_auth_user_id" not in client.session


# Roles


def test_a_role_holds_for_the_organisation_it_was_given_for(
    vera: User, province: Organisation
) -> None:
    other = Organisation.objects.create(slug="bureau", name_nl="Bureau", name_en="Agency")
    actions.give_role(actor=None, user=vera, organisation=province, role=Role.ANALYST)
    assert queries.has_role(vera, Role.ANALYST, Role.DECISION_MAKER)
    assert queries.has_role(vera, Role.ANALYST, organisation=province)
    assert not queries.has_role(vera, Role.ANALYST, organisation=other)
    assert not queries.has_role(vera, Role.DECISION_MAKER)


def test_a_new_role_takes_the_place_of_the_old_one(vera: User, province: Organisation) -> None:
    for role in (Role.VIEWER, Role.DECISION_MAKER, Role.DECISION_MAKER):
        actions.give_role(actor=None, user=vera, organisation=province, role=role)
    assert [m.role for m in Membership.objects.filter(user=vera)] == ["decision-maker"]
    roles = queries.history("account", vera.pk).filter(verb__startswith="role-")
    assert [(event.verb, event.data["before"]) for event in roles] == [
        ("role-changed", {"role": "viewer"}),
        ("role-given", {}),
    ]


def test_visitors_and_closed_accounts_have_no_role(
    client: Client, vera: User, province: Organisation
) -> None:
    actions.give_role(actor=None, user=vera, organisation=province, role=Role.VIEWER)
    vera.is_active = False
    assert not queries.has_role(vera, *Role)
    visitor = client.get("/nl/account/login/").context["user"]
    assert not queries.has_role(visitor, *Role)


def test_an_organisation_has_its_name_in_the_language_of_the_reader(
    province: Organisation,
) -> None:
    with translation.override("en"):
        assert str(province) == "The province"
    with translation.override("nl"):
        assert str(province) == "De provincie"


# The audit trail


def test_logging_in_and_out_is_in_the_trail(client: Client, vera: User) -> None:
    client.post("/nl/account/login/", {"username": vera.email, "password": PASSWORD})
    client.post("/nl/account/logout/")
    trail = queries.history("account", vera.pk)
    assert [event.verb for event in trail] == ["logged-out", "logged-in", "account-created"]
    assert [event.actor for event in trail] == [vera, vera, None]


def test_a_visitor_who_logs_out_leaves_no_trace(client: Client) -> None:
    client.post("/nl/account/logout/")
    assert not Event.objects.exists()


def test_an_event_reads_as_a_sentence_in_both_languages(vera: User, province: Organisation) -> None:
    actions.give_role(actor=None, user=vera, organisation=province, role=Role.DECISION_MAKER)
    event = queries.history("account", vera.pk)[0]
    with translation.override("en"):
        assert str(event) == "The program gave Vera Voorbeeld the role decision-maker."
    with translation.override("nl"):
        assert str(event) == "Het programma gaf Vera Voorbeeld de rol beslisser."


def test_what_the_program_does_itself_has_the_program_as_actor() -> None:
    with translation.override("nl"):
        assert an_event().sentence == "Het programma logde in."


def test_an_event_keeps_the_name_of_its_subject_in_both_languages() -> None:
    event = an_event()
    with translation.override("nl"):
        assert event.subject_label == "Vlaanderen"
    with translation.override("en"):
        assert event.subject_label == "Flanders"


def test_what_cannot_be_told_is_not_written() -> None:
    with pytest.raises(sentences.UnknownVerb, match="teleported"):
        actions.record("teleported", actor=None, subject_type="x", subject_id=1, label_nl="x")
    with pytest.raises(KeyError, match="role"):
        actions.record("role-given", actor=None, subject_type="x", subject_id=1, label_nl="x")
    assert not Event.objects.exists()


def test_a_verb_has_one_sentence() -> None:
    with pytest.raises(ValueError, match="logged-in"):
        sentences.add({"logged-in": "{actor} did something else."})


@pytest.mark.parametrize(
    "change",
    [
        lambda event: event.save(),
        lambda event: event.delete(),
        lambda _event: Event.objects.all().update(verb="other"),
        lambda event: Event.objects.bulk_update([event], ["verb"]),
        lambda _event: Event.objects.all().delete(),
    ],
)
def test_the_program_refuses_to_change_an_event(change: Callable[[Event], None]) -> None:
    with pytest.raises(AppendOnlyError):
        change(an_event())
    assert Event.objects.count() == 1


@pytest.mark.parametrize(
    "statement", ["UPDATE accounts_event SET verb = 'other'", "DELETE FROM accounts_event"]
)
def test_the_database_refuses_to_change_an_event(statement: str) -> None:
    an_event()
    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert Event.objects.get().verb == "logged-in"


def test_an_account_with_a_history_is_not_removed(vera: User) -> None:
    an_event(actor=vera)
    with pytest.raises(IntegrityError), transaction.atomic():
        vera.delete()


@pytest.mark.django_db(transaction=True)
def test_what_is_undone_is_not_in_the_trail_and_what_is_done_is() -> None:
    with transaction.atomic():
        an_event()
        transaction.set_rollback(True)
    assert not Event.objects.exists()
    an_event()
    assert Event.objects.exists()


def test_events_have_the_time_at_which_they_were_written() -> None:
    before = timezone.now()
    assert before <= an_event().at <= timezone.now()


# The demo


def test_making_the_people_of_the_demo_twice_changes_nothing(
    settings: Settings,
) -> None:
    settings.WINDROOS_DEMO = True
    actions.create_demo_accounts()
    events = Event.objects.count()
    users = actions.create_demo_accounts()
    assert [user.email for user in users] == [account.email for account in DEMO_ACCOUNTS]
    assert [
        (one.organisation.slug, one.role)
        for one in (Membership.objects.get(user=user) for user in users)
    ] == [
        ("voorbeeldprovincie", Role.VIEWER),
        ("voorbeeldprovincie", Role.ANALYST),
        ("voorbeeldprovincie", Role.ANALYST),
        ("voorbeeldprovincie", Role.DECISION_MAKER),
        ("voorbeeldprovincie", Role.ADMINISTRATOR),
        ("voorbeeldagentschap", Role.ANALYST),
        ("voorbeeldagentschap", Role.DECISION_MAKER),
    ]
    assert Event.objects.count() == events
    assert all(user.email.endswith(".example") for user in users)


def test_a_demo_account_cannot_be_used_once_the_demo_is_over(
    client: Client, settings: Settings
) -> None:
    """One database may go from demo to production; the password of the demo is public."""
    settings.WINDROOS_DEMO = True
    actions.create_demo_accounts()
    entered = {"username": DEMO_ACCOUNTS[0].email, "password": DEMO_PASSWORD}
    assert client.post("/nl/account/login/", entered).status_code == 302
    client.logout()
    settings.WINDROOS_DEMO = False
    assert client.post("/nl/account/login/", entered).status_code == 200


def test_outside_the_demo_there_are_no_demo_accounts() -> None:
    with pytest.raises(ImproperlyConfigured, match="password is public"):
        actions.create_demo_accounts()
    assert not User.objects.exists()


def test_the_log_in_page_of_the_demo_shows_the_accounts_and_another_does_not(
    client: Client, settings: Settings
) -> None:
    assert DEMO_PASSWORD not in client.get("/nl/account/login/").content.decode()
    settings.WINDROOS_DEMO = True
    page = client.get("/nl/account/login/").content.decode()
    assert DEMO_PASSWORD in page
    assert all(account.email in page for account in DEMO_ACCOUNTS)
