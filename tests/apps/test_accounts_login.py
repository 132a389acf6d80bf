"""Logging in: who is kept out, for how long, and how long one stays in."""

import logging
from datetime import datetime, timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import Settings
from tests.apps.accounts_people import ANOTHER, PASSWORD, enter, is_in, organisation, person

from windroos.apps.accounts import actions, entering, queries
from windroos.apps.accounts.models import Event, User
from windroos.apps.accounts.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def vera() -> User:
    return person("vera")


def wrong(client: Client, user: User, times: int, **more: Any) -> Any:
    pages = [enter(client, user, "fout", **more) for _number in range(times)]
    return pages[-1]


def in_future(monkeypatch: pytest.MonkeyPatch, by: timedelta) -> None:
    now: datetime = timezone.now() + by
    monkeypatch.setattr(timezone, "now", lambda: now)


# Too many wrong passwords


def test_after_five_wrong_passwords_the_right_one_is_refused_too(
    client: Client, vera: User
) -> None:
    assert wrong(client, vera, 4).status_code == 200
    page = wrong(client, vera, 1)
    assert page.status_code == 429
    assert page["Retry-After"] == "900"
    assert enter(client, vera).status_code == 429
    assert not is_in(client)


def test_the_refusal_says_when_to_try_again(client: Client, vera: User) -> None:
    wrong(client, vera, 5)
    until = timezone.localtime(timezone.now() + timedelta(minutes=15))
    (message,) = enter(client, vera).context["form"].non_field_errors()
    assert f"{until:%H:%M}" in message or f"{until - timedelta(minutes=1):%H:%M}" in message


def test_trying_while_one_is_refused_does_not_make_it_last_longer(
    client: Client, vera: User
) -> None:
    wrong(client, vera, 5)
    attempts = AccessAttempt.objects.all()
    attempts.update(attempt_time=timezone.now() - timedelta(minutes=14, seconds=50))
    assert enter(client, vera).status_code == 429
    attempts.update(attempt_time=F("attempt_time") - timedelta(seconds=11))
    assert enter(client, vera).status_code == 302


def test_writing_an_address_otherwise_gives_no_more_tries(client: Client, vera: User) -> None:
    for email in ("vera", "VERA", "Vera", " vera", "vErA"):
        given = {"username": f"{email}@voorbeeld.example", "password": "fout"}
        page = client.post("/nl/account/login/", given)
    assert page.status_code == 429


def test_somebody_elsewhere_cannot_shut_one_out(client: Client, vera: User) -> None:
    wrong(client, vera, 6, REMOTE_ADDR="203.0.113.7")
    assert enter(client, vera, REMOTE_ADDR="203.0.113.8").status_code == 302


def test_an_address_without_account_is_refused_just_so(client: Client, vera: User) -> None:
    """Whether an account is locked out may not tell that it exists."""
    pages = []
    for email in (vera.email, "niemand@voorbeeld.example"):
        given = {"username": email, "password": "fout"}
        page = [client.post("/nl/account/login/", given) for _number in range(6)][-1]
        pages.append((page.status_code, page.context["form"].non_field_errors()))
    assert pages[0] == pages[1]


def test_being_shut_out_is_in_the_trail_once(client: Client, vera: User) -> None:
    wrong(client, vera, 8)
    (event,) = queries.history("account", vera.pk).filter(verb="account-locked")
    assert (event.actor, event.via) == (None, "web")


def test_getting_in_forgets_the_wrong_ones(client: Client, vera: User) -> None:
    wrong(client, vera, 4)
    enter(client, vera)
    client.post("/nl/account/logout/")
    assert wrong(client, vera, 4).status_code == 200


def test_an_administrator_of_the_organisation_lets_one_try_again(
    client: Client, vera: User
) -> None:
    province = organisation()
    actions.give_role(actor=None, user=vera, organisation=province, role=Role.VIEWER)
    bea = person("bea", Role.ADMINISTRATOR, province)
    ans = person("ans", Role.ANALYST, province)
    wrong(client, vera, 5)
    assert queries.is_locked(vera)
    with pytest.raises(PermissionDenied):
        actions.unlock_account(actor=ans, user=vera)
    actions.unlock_account(actor=bea, user=vera)
    assert not queries.is_locked(vera)
    assert enter(client, vera).status_code == 302


def test_what_is_kept_of_a_wrong_attempt_holds_no_password(client: Client, vera: User) -> None:
    enter(client, vera, "bijna mijn wachtwoord")
    client.force_login(vera)
    given = {"password": "fout", "new_password": ANOTHER, "again": ANOTHER}
    client.post("/nl/account/password/", given)
    kept = " ".join(AccessAttempt.objects.values_list("post_data", flat=True))
    assert "bijna" not in kept
    assert ANOTHER not in kept


def test_nothing_personal_is_in_the_log(
    client: Client, vera: User, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("axes").setLevel("CRITICAL")  # as the settings do
        wrong(client, vera, 6)
    assert vera.email not in caplog.text
    assert "127.0.0.1" not in caplog.text


# The address of a visitor


@pytest.mark.parametrize(
    ("here", "forwarded", "address"),
    [
        ("203.0.113.7", "", "203.0.113.7"),
        # What a visitor says of themselves is not believed.
        ("203.0.113.7", "198.51.100.1", "203.0.113.7"),
        ("127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "10.0.0.1, 198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "198.51.100.1, 127.0.0.1", "198.51.100.1"),
        # A socket of the machine itself has no address.
        ("", "198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "geen adres", None),
        # Half of an IPv6 address is its holder's to choose.
        ("2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::"),
    ],
)
def test_the_address_of_a_visitor_is_what_a_trusted_proxy_says(
    here: str, forwarded: str, address: str | None
) -> None:
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    request = RequestFactory().get("/", REMOTE_ADDR=here, headers=headers)
    assert entering.client_address(request) == address


# How long one stays in


def test_a_session_ends_after_a_working_day_without_use(
    client: Client, vera: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(client, vera)
    in_future(monkeypatch, timedelta(hours=7))
    assert is_in(client)
    in_future(monkeypatch, timedelta(hours=7))
    assert is_in(client)
    in_future(monkeypatch, timedelta(hours=8, seconds=1))
    assert not is_in(client)


def test_a_session_in_use_ends_after_two_weeks(
    client: Client, vera: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(client, vera)
    assert is_in(client)
    for _sixth in range(14 * 4 - 1):
        in_future(monkeypatch, timedelta(hours=6))
        assert is_in(client)
    in_future(monkeypatch, timedelta(hours=6, minutes=1))
    assert not is_in(client)


def test_a_session_is_not_written_at_every_page(client: Client, vera: User) -> None:
    enter(client, vera)
    is_in(client)
    before = Session.objects.get().expire_date
    is_in(client)
    assert Session.objects.get().expire_date == before


def test_another_session_key_after_logging_in(client: Client, vera: User) -> None:
    """A session that somebody prepared in the browser of another is worth nothing."""
    client.get("/nl/account/invitation/iets/")
    prepared = client.session.session_key
    assert prepared
    enter(client, vera)
    assert client.session.session_key != prepared
    assert not Session.objects.filter(session_key=prepared).exists()


def test_logging_out_everywhere_ends_the_other_sessions(vera: User) -> None:
    here, there = Client(), Client()
    enter(here, vera)
    enter(there, vera)
    here.post("/nl/account/everywhere/")
    assert is_in(here)
    assert not is_in(there)


def test_sessions_that_ended_do_not_stay_in_the_database(client: Client, vera: User) -> None:
    Session.objects.create(session_key="oud", expire_date=timezone.now() - timedelta(days=1))
    enter(client, vera)
    assert not Session.objects.filter(session_key="oud").exists()


def test_closing_an_account_ends_its_sessions_for_good(client: Client, vera: User) -> None:
    enter(client, vera)
    actions.close_account(actor=None, user=vera)
    assert not is_in(client)
    actions.reopen_account(actor=None, user=vera)
    assert not is_in(client)


# What is said and kept


def test_a_page_of_who_is_logged_in_is_not_kept_by_browsers(client: Client, vera: User) -> None:
    assert "no-store" not in client.get("/nl/").get("Cache-Control", "")
    enter(client, vera)
    for address in ("/nl/", "/nl/account/", "/nl/account/trail/", "/nl/bestaat/niet/"):
        assert "no-store" in client.get(address)["Cache-Control"], address


def test_pages_with_secrets_are_not_kept_either(client: Client) -> None:
    for address in ("login/", "login/code/", "forgotten/", "forgotten/MQ/x/", "invitation/x/"):
        page = client.get(f"/nl/account/{address}")
        assert "no-store" in page["Cache-Control"], address


def test_what_is_done_on_a_page_came_by_the_web(client: Client, vera: User) -> None:
    enter(client, vera)
    assert [event.via for event in Event.objects.all()] == ["web", "program"]


def test_one_says_how_somebody_got_in(client: Client, vera: User) -> None:
    enter(client, vera)
    assert Event.objects.filter(verb="logged-in").get().data["after"] == {"how": "password"}


@pytest.mark.parametrize(
    "address",
    [
        *("", "password/", "second-factor/", "tokens/", "trail/", "trail.csv", "trail.json"),
        *("organisations/", "organisations/provincie/", "organisations/provincie/invite/"),
    ],
)
def test_a_visitor_is_sent_to_log_in(client: Client, address: str) -> None:
    page = client.get(f"/nl/account/{address}")
    assert page.status_code == 302
    assert page["Location"] == f"/nl/account/login/?next=/nl/account/{address}"


def test_no_form_works_without_its_token(vera: User, settings: Settings) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(vera)
    for address in ("", "password/", "second-factor/", "tokens/", "everywhere/", "logout/"):
        assert browser.post(f"/nl/account/{address}", {}).status_code == 403, address


def test_the_password_is_kept_as_a_hash(vera: User) -> None:
    assert PASSWORD not in vera.password
