"""Tokens for the API."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from tests.apps.accounts_people import organisation, person

from windroos.apps.accounts import actions, queries
from windroos.apps.accounts.demo import DEMO_ACCOUNTS
from windroos.apps.accounts.models import Event, Organisation, Token, User
from windroos.apps.accounts.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def province() -> Organisation:
    return organisation()


@pytest.fixture
def vera(province: Organisation) -> User:
    return person("vera", Role.ANALYST, province)


def made(vera: User, **values: object) -> tuple[Token, str]:
    return actions.create_token(actor=vera, name="Notebook", **values)  # type: ignore[arg-type]


def test_a_token_is_its_owner(vera: User) -> None:
    token, secret = made(vera)
    assert secret.startswith("wr_")
    assert queries.user_of_token(secret) == (vera, token)


def test_a_token_reads_unless_it_may_write(vera: User) -> None:
    assert made(vera)[0].writes is False
    assert made(vera, writes=True)[0].writes is True


def test_it_lasts_ninety_days_and_a_year_at_most(vera: User) -> None:
    token, _secret = made(vera)
    assert token.expires - token.created == timedelta(days=90)
    token, _secret = made(vera, days=365)
    assert token.expires - token.created == timedelta(days=365)
    for days in (0, -1, 366, 10**9):
        with pytest.raises(ValidationError, match="days"):
            made(vera, days=days)


def test_a_token_has_a_name(vera: User) -> None:
    for name in ("", "  ", "x" * 101):
        with pytest.raises(ValidationError, match="name"):
            actions.create_token(actor=vera, name=name)


def test_the_secret_is_nowhere_in_the_database(vera: User) -> None:
    token, secret = made(vera)
    stored = str(Token.objects.values()[0]) + str(list(Event.objects.values_list("data")))
    assert secret not in stored
    assert secret.startswith(token.prefix)
    assert len(token.prefix) < 12


@pytest.mark.parametrize("change", ["", "x", "wr_", "X", " "])
def test_a_secret_that_is_not_quite_it_is_nobodys(vera: User, change: str) -> None:
    _token, secret = made(vera)
    wrong = secret + change if change else secret[:-1]
    assert queries.user_of_token(wrong) is None


def test_the_hash_that_is_kept_is_no_secret(vera: User) -> None:
    token, _secret = made(vera)
    assert queries.user_of_token(token.sha256) is None


def test_a_revoked_an_expired_and_a_closed_ones_token_do_not_work(vera: User) -> None:
    revoked, expired, closed = made(vera), made(vera), made(vera)
    actions.revoke_token(actor=vera, token=revoked[0])
    Token.objects.filter(pk=expired[0].pk).update(expires=timezone.now())
    assert queries.user_of_token(closed[1])
    User.objects.filter(pk=vera.pk).update(is_active=False)
    for _token, secret in (revoked, expired, closed):
        assert queries.user_of_token(secret) is None


def test_a_token_of_the_demo_does_not_work_once_the_demo_is_over(settings: Settings) -> None:
    settings.WINDROOS_DEMO = True
    actions.create_demo_accounts()
    user = User.objects.get(email=DEMO_ACCOUNTS[0].email)
    _token, secret = made(user)
    assert queries.user_of_token(secret)
    settings.WINDROOS_DEMO = False
    assert queries.user_of_token(secret) is None


def test_when_it_was_last_used_is_written_once_an_hour(
    vera: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    token, secret = made(vera)
    start = timezone.now()
    used = []
    for minutes in (0, 59, 60, 61):
        now = start + timedelta(minutes=minutes)
        monkeypatch.setattr(timezone, "now", lambda now=now: now)
        queries.user_of_token(secret)
        token.refresh_from_db()
        assert token.used
        used.append((token.used - start).total_seconds() // 60)
    assert used == [0, 0, 60, 60]


def test_a_token_is_revoked_by_its_owner_or_an_administrator_of_theirs(
    vera: User, province: Organisation
) -> None:
    bea = person("bea", Role.ADMINISTRATOR, province)
    stranger = person("bo", Role.ADMINISTRATOR, organisation("bureau", "Het bureau"))
    colleague = person("ans", Role.DECISION_MAKER, province)
    token, secret = made(vera)
    for actor in (stranger, colleague):
        with pytest.raises(PermissionDenied):
            actions.revoke_token(actor=actor, token=token)
    assert queries.user_of_token(secret)
    actions.revoke_token(actor=bea, token=token)
    assert queries.user_of_token(secret) is None
    own, _secret = made(vera)
    actions.revoke_token(actor=vera, token=own)
    events = queries.history("account", vera.pk).filter(verb="token-revoked")
    assert [event.actor for event in events] == [vera, bea]


# The page


def test_the_page_shows_the_secret_once(client: Client, vera: User) -> None:
    client.force_login(vera)
    page = client.post("/nl/account/tokens/", {"name": "Notebook", "days": "30", "writes": "on"})
    secret = page.context["secret"]
    assert secret in page.content.decode()
    assert secret not in client.get("/nl/account/tokens/").content.decode()
    token = Token.objects.get()
    assert (token.writes, (token.expires - token.created).days) == (True, 30)


@pytest.mark.parametrize(
    ("given", "field"), [({"name": ""}, "name"), ({"days": "366"}, "days"), ({"days": "x"}, "days")]
)
def test_the_page_tells_by_field_what_is_wrong(
    client: Client, vera: User, given: dict[str, str], field: str
) -> None:
    client.force_login(vera)
    page = client.post("/nl/account/tokens/", {"name": "Notebook", "days": "30"} | given)
    assert list(page.context["form"].errors) == [field]
    assert not Token.objects.exists()


def test_the_page_revokes_ones_own_and_no_others(client: Client, vera: User) -> None:
    token, secret = made(vera)
    address = f"/nl/account/tokens/{token.pk}/revoke/"
    client.force_login(person("bo"))
    assert client.post(address).status_code == 404
    assert queries.user_of_token(secret)
    client.force_login(vera)
    assert client.get(address).status_code == 405
    client.post(address)
    assert queries.user_of_token(secret) is None


def test_an_administrator_revokes_on_the_page_of_the_person(
    client: Client, vera: User, province: Organisation
) -> None:
    token, secret = made(vera)
    client.force_login(person("bea", Role.ADMINISTRATOR, province))
    page = f"/nl/account/organisations/provincie/people/{vera.pk}/"
    for wrong in ("0", "x", ""):
        assert client.post(page, {"do": "revoke", "token": wrong}).status_code == 404
    client.post(page, {"do": "revoke", "token": token.pk})
    assert queries.user_of_token(secret) is None
