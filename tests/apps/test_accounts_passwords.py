"""Choosing another password, and getting in again after forgetting it."""

from datetime import timedelta

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from pytest_django import Settings
from tests.apps.accounts_people import (
    ANOTHER,
    PASSWORD,
    enter,
    is_in,
    link,
    organisation,
    person,
    with_second_factor,
)

from windroos.apps.accounts import actions, mails, queries
from windroos.apps.accounts.models import Event, User
from windroos.apps.accounts.roles import Role

pytestmark = pytest.mark.django_db

FORGOTTEN = "/nl/account/forgotten/"
NEW = {"new_password": ANOTHER, "again": ANOTHER}


@pytest.fixture
def vera() -> User:
    return person("vera", Role.VIEWER, organisation())


def chosen(client: Client, **given: str) -> int:
    """Opens the link of the last e-mail and chooses another password; returns the status."""
    form = client.get(link())
    return client.post(form["Location"], NEW | given).status_code


# Choosing another one


def test_another_password_takes_the_present_one_and_ends_the_other_sessions(vera: User) -> None:
    here, there = Client(), Client()
    enter(here, vera)
    enter(there, vera)
    page = here.post("/nl/account/password/", NEW | {"password": "fout"})
    assert list(page.context["form"].errors) == ["password"]
    here.post("/nl/account/password/", NEW | {"password": PASSWORD})
    assert is_in(here)
    assert not is_in(there)
    assert enter(there, vera).status_code == 200
    assert enter(there, vera, ANOTHER).status_code == 302
    assert mail.outbox[-1].to == [vera.email]
    assert queries.history("account", vera.pk).filter(verb="password-changed").count() == 1


@pytest.mark.parametrize("password", ["kort", "1234567890123", "vera@voorbeeld"])
def test_a_weak_password_is_refused_beside_its_field(
    client: Client, vera: User, password: str
) -> None:
    client.force_login(vera)
    given = {"password": PASSWORD, "new_password": password, "again": password}
    page = client.post("/nl/account/password/", given)
    assert list(page.context["form"].errors) == ["new_password"]


def test_two_different_passwords_are_refused(client: Client, vera: User) -> None:
    client.force_login(vera)
    given = {"password": PASSWORD, "new_password": ANOTHER, "again": "iets anders dan dat"}
    page = client.post("/nl/account/password/", given)
    assert list(page.context["form"].errors) == ["again"]


def test_who_has_no_password_cannot_set_one_here(client: Client) -> None:
    """They come by the log-in of their organisation, which may shut them out."""
    ida = actions.create_account(email="ida@voorbeeld.example", name="Ida")
    client.force_login(ida)
    assert b"new_password" not in client.get("/nl/account/password/").content
    client.post("/nl/account/password/", NEW | {"password": ""})
    ida.refresh_from_db()
    assert not ida.has_usable_password()


# Forgotten


def test_a_link_by_e_mail_gives_another_password(client: Client, vera: User) -> None:
    there = Client()
    enter(there, vera)
    page = client.post(FORGOTTEN, {"email": "VERA@voorbeeld.example"})
    assert page["Location"] == "/nl/account/forgotten/sent/"
    assert mail.outbox[0].to == [vera.email]
    assert chosen(client) == 302
    assert not is_in(client), "the link alone does not let one in"
    assert not is_in(there)
    assert enter(client, vera, ANOTHER).status_code == 302
    verbs = [event.verb for event in queries.history("account", vera.pk)]
    assert verbs[:3] == ["logged-in", "password-reset", "password-reset-asked"]


def test_the_answer_is_the_same_for_an_address_without_account(client: Client, vera: User) -> None:
    pages = []
    for email in (vera.email, "niemand@voorbeeld.example"):
        page = client.post(FORGOTTEN, {"email": email}, follow=True)
        pages.append((page.redirect_chain, page.content))
    assert pages[0] == pages[1]
    assert len(mail.outbox) == 1


def test_the_answer_does_not_wait_for_the_e_mail(
    client: Client, vera: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """How long it takes may not tell whether there was anyone to write to."""
    asked: list[object] = []
    monkeypatch.setattr(mails, "later", lambda *given, **values: asked.append((given, values)))
    for email in (vera.email, "niemand@voorbeeld.example"):
        client.post(FORGOTTEN, {"email": email})
    assert len(asked) == 2
    assert not mail.outbox
    assert not Event.objects.filter(verb="password-reset-asked").exists()


@pytest.mark.django_db(transaction=True)
def test_what_is_sent_later_is_sent(settings: Settings) -> None:
    settings.WINDROOS_MAIL_LATER = True
    done: list[str] = []
    mails.later(lambda word: done.append(word), word="gedaan")
    mails._worker.submit(lambda: None).result(timeout=10)
    assert done == ["gedaan"]


def test_a_link_works_once(client: Client, vera: User) -> None:
    client.post(FORGOTTEN, {"email": vera.email})
    assert chosen(client) == 302
    page = Client().get(link(0))
    assert page.status_code == 200
    assert page.context["validlink"] is False


def test_a_link_is_void_after_an_hour(client: Client, vera: User, settings: Settings) -> None:
    client.post(FORGOTTEN, {"email": vera.email})
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert client.get(link()).context["validlink"] is False


def test_a_link_is_void_after_logging_in(client: Client, vera: User) -> None:
    client.post(FORGOTTEN, {"email": vera.email})
    enter(client, vera)
    assert client.get(link()).context["validlink"] is False


def test_the_token_leaves_the_address(client: Client, vera: User) -> None:
    client.post(FORGOTTEN, {"email": vera.email})
    page = client.get(link(), follow=True)
    token = link().rstrip("/").rpartition("/")[2]
    assert page.redirect_chain
    assert token not in page.content.decode()
    assert token not in page.request["PATH_INFO"]


def test_a_token_of_one_account_does_not_open_another(client: Client, vera: User) -> None:
    bo = person("bo")
    client.post(FORGOTTEN, {"email": vera.email})
    *_start, _uid, token = link().rstrip("/").split("/")
    with pytest.raises(ValidationError):
        actions.reset_password(user=bo, token=token, password=ANOTHER)
    bo.refresh_from_db()
    assert bo.check_password(PASSWORD)


def test_a_weak_password_can_be_chosen_again(client: Client, vera: User) -> None:
    client.post(FORGOTTEN, {"email": vera.email})
    form = client.get(link())["Location"]
    page = client.post(form, {"new_password": "kort", "again": "kort"})
    assert list(page.context["form"].errors) == ["new_password"]
    assert client.post(form, NEW).status_code == 302


def test_nobody_fills_a_mailbox(
    client: Client, vera: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _number in range(5):
        client.post(FORGOTTEN, {"email": vera.email})
    assert len(mail.outbox) == 1
    now = timezone.now() + timedelta(minutes=5, seconds=1)
    monkeypatch.setattr(timezone, "now", lambda: now)
    client.post(FORGOTTEN, {"email": vera.email})
    assert len(mail.outbox) == 2


def test_a_closed_account_gets_no_link(client: Client, vera: User) -> None:
    actions.close_account(actor=None, user=vera)
    client.post(FORGOTTEN, {"email": vera.email})
    assert not mail.outbox


def test_the_link_opens_no_account_that_was_closed_meanwhile(client: Client, vera: User) -> None:
    client.post(FORGOTTEN, {"email": vera.email})
    form = client.get(link())["Location"]
    actions.close_account(actor=None, user=vera)
    assert client.post(form, NEW).context["form"].errors
    vera.refresh_from_db()
    assert vera.check_password(PASSWORD)


def test_the_second_factor_still_counts(client: Client, vera: User) -> None:
    with_second_factor(vera)
    client.post(FORGOTTEN, {"email": vera.email})
    chosen(client)
    assert enter(client, vera, ANOTHER)["Location"] == "/nl/account/login/code/"


def test_who_was_shut_out_gets_in_with_the_link(client: Client, vera: User) -> None:
    for _number in range(5):
        enter(client, vera, "fout")
    client.post(FORGOTTEN, {"email": vera.email})
    chosen(client)
    assert enter(client, vera, ANOTHER).status_code == 302


def test_a_site_without_e_mail_sends_to_its_operator(
    client: Client, vera: User, settings: Settings
) -> None:
    settings.WINDROOS_MAIL = False
    page = client.get(FORGOTTEN).content.decode()
    assert 'name="email"' not in page
    assert client.post(FORGOTTEN, {"email": vera.email}).status_code == 200
    assert not Event.objects.filter(verb="password-reset-asked").exists()


def test_a_notice_that_cannot_be_sent_holds_nothing_up(vera: User, settings: Settings) -> None:
    settings.WINDROOS_MAIL = False
    actions.change_password(actor=vera, password=ANOTHER)
    assert vera.check_password(ANOTHER)


def test_a_password_that_is_too_short_is_told_in_the_language_of_the_reader() -> None:
    """Twelve characters or more are asked; Django itself has no Dutch for it."""
    with override("nl"), pytest.raises(ValidationError) as told:
        validate_password("kort en 42!")
    assert told.value.messages == ["Dit wachtwoord is te kort: het heeft minstens 12 tekens nodig."]
