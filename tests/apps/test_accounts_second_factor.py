"""The second factor: codes of an app, codes on paper, and organisations that ask for it."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from tests.apps.accounts_people import (
    PASSWORD,
    code,
    enter,
    is_in,
    later,
    organisation,
    person,
    with_second_factor,
)

from windroos.apps.accounts import actions, queries
from windroos.apps.accounts.models import Event, Organisation, User
from windroos.apps.accounts.roles import Role

pytestmark = pytest.mark.django_db

CODE = "/nl/account/login/code/"
PAGE = "/nl/account/second-factor/"


@pytest.fixture
def province() -> Organisation:
    return organisation()


@pytest.fixture
def vera(province: Organisation) -> User:
    return person("vera", Role.VIEWER, province)


def rested(device: TOTPDevice | StaticDevice) -> None:
    """As if the wrong codes were given long ago."""
    device.refresh_from_db()
    device.throttling_failure_timestamp = timezone.now() - timedelta(days=1)
    device.save()


# Setting it up


def test_setting_up_takes_a_photograph_and_a_code(client: Client, vera: User) -> None:
    client.force_login(vera)
    page = client.post(PAGE, {"do": "begin"}, follow=True).content.decode()
    device = TOTPDevice.objects.get(user=vera)
    assert 'src="data:image/svg+xml' in page
    assert re.search(r"<code class=\"secret\">[A-Z2-7 ]{39}</code>", page)
    assert not queries.has_second_factor(vera)
    codes = client.post(PAGE, {"do": "confirm", "code": code(device)}).context["codes"]
    assert len(set(codes)) == 10
    assert queries.has_second_factor(vera)
    assert is_in(client)


def test_a_wrong_code_sets_nothing_up(client: Client, vera: User) -> None:
    client.force_login(vera)
    client.post(PAGE, {"do": "begin"})
    for given in ("000000", "", "abc", "12345678901234567890"):
        client.post(PAGE, {"do": "confirm", "code": given})
    assert not queries.has_second_factor(vera)
    assert StaticToken.objects.count() == 0


def test_after_a_slip_the_right_code_counts_at_once(vera: User) -> None:
    device = actions.begin_second_factor(actor=vera)
    for _attempt in range(3):
        assert actions.confirm_second_factor(actor=vera, code="000000") is None
    assert actions.confirm_second_factor(actor=vera, code=code(device)) is not None


def test_a_code_in_two_groups_is_a_code(vera: User) -> None:
    device = actions.begin_second_factor(actor=vera)
    shown = code(device)
    given = f" {shown[:3]} {shown[3:]} "
    assert actions.confirm_second_factor(actor=vera, code=given) is not None


def test_another_telephone_counts_from_its_first_code(vera: User) -> None:
    old, _codes = with_second_factor(vera)
    new = actions.begin_second_factor(actor=vera)
    assert TOTPDevice.objects.filter(pk=old.pk, confirmed=True).exists()
    actions.confirm_second_factor(actor=vera, code=code(new))
    assert [device.pk for device in TOTPDevice.objects.filter(user=vera)] == [new.pk]


def test_the_sessions_begun_without_it_end(vera: User) -> None:
    here, there = Client(), Client()
    here.force_login(vera)
    there.force_login(vera)
    here.post(PAGE, {"do": "begin"})
    device = TOTPDevice.objects.get(user=vera)
    here.post(PAGE, {"do": "confirm", "code": code(device)})
    assert is_in(here)
    assert not is_in(there)


# Logging in with it


def test_the_password_alone_is_not_enough(client: Client, vera: User) -> None:
    with_second_factor(vera)
    assert enter(client, vera)["Location"] == CODE
    assert not is_in(client)
    assert not Event.objects.filter(verb="logged-in").exists()


def test_password_and_code_let_one_in_where_one_was_going(client: Client, vera: User) -> None:
    device, _codes = with_second_factor(vera)
    given = {"username": vera.email, "password": PASSWORD, "next": "/en/account/trail/"}
    client.post("/nl/account/login/", given)
    page = client.post(CODE, {"code": later(device)})
    assert page["Location"] == "/en/account/trail/"
    assert is_in(client)
    assert Event.objects.get(verb="logged-in").data["after"] == {"how": "code"}


def test_a_code_works_once(vera: User) -> None:
    device, _codes = with_second_factor(vera)
    first, second = Client(), Client()
    shown = later(device)
    for browser in (first, second):
        enter(browser, vera)
        browser.post(CODE, {"code": shown})
    assert is_in(first)
    assert not is_in(second)


def test_the_code_page_without_a_password_leads_back(client: Client, vera: User) -> None:
    device, _codes = with_second_factor(vera)
    assert client.post(CODE, {"code": later(device)})["Location"] == "/nl/account/login/"
    assert not is_in(client)


def test_the_code_must_come_within_ten_minutes(
    client: Client, vera: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    device, _codes = with_second_factor(vera)
    enter(client, vera)
    now = timezone.now() + timedelta(minutes=11)
    monkeypatch.setattr(timezone, "now", lambda: now)
    assert client.post(CODE, {"code": later(device)})["Location"] == "/nl/account/login/"
    assert not is_in(client)


def test_another_password_meanwhile_makes_who_is_half_way_begin_again(
    client: Client, vera: User
) -> None:
    device, _codes = with_second_factor(vera)
    enter(client, vera)
    actions.change_password(actor=vera, password="heel iets anders dan eerst")
    client.post(CODE, {"code": later(device)})
    assert not is_in(client)


def test_after_a_wrong_code_the_right_one_waits(client: Client, vera: User) -> None:
    device, _codes = with_second_factor(vera)
    enter(client, vera)
    assert client.post(CODE, {"code": "000000"}).status_code == 200
    page = client.post(CODE, {"code": later(device)})
    assert page.context["form"].errors["code"]
    assert not is_in(client)
    rested(device)
    client.post(CODE, {"code": later(device)})
    assert is_in(client)


def test_each_wrong_code_makes_the_wait_longer(vera: User) -> None:
    device, _codes = with_second_factor(vera)
    waits = []
    for _number in range(5):
        rested(device)
        actions.use_code(user=vera, code="000000")
        until = queries.wait_for_code(vera)
        assert until
        waits.append(round((until - timezone.now()).total_seconds()))
    assert waits == [1, 2, 4, 8, 16]


# Codes on paper


def test_a_recovery_code_lets_one_in_once(client: Client, vera: User) -> None:
    _device, codes = with_second_factor(vera)
    enter(client, vera)
    client.post(CODE, {"code": f" {codes[3].upper()} "})
    assert is_in(client)
    assert queries.recovery_codes_left(vera) == 9
    other = Client()
    enter(other, vera)
    other.post(CODE, {"code": codes[3]})
    assert not is_in(other)


def test_recovery_codes_are_not_in_the_database(vera: User) -> None:
    _device, codes = with_second_factor(vera)
    kept = {token.lower() for token in StaticToken.objects.values_list("token", flat=True)}
    assert not kept & {code.replace("-", "") for code in codes}


def test_what_the_database_keeps_of_a_recovery_code_is_no_code(client: Client, vera: User) -> None:
    with_second_factor(vera)
    stolen = StaticToken.objects.values_list("token", flat=True)[0]
    enter(client, vera)
    client.post(CODE, {"code": stolen})
    assert not is_in(client)


def test_new_recovery_codes_take_the_place_of_the_old(client: Client, vera: User) -> None:
    _device, old = with_second_factor(vera)
    client.force_login(vera)
    new = client.post(PAGE, {"do": "codes", "password": PASSWORD}).context["codes"]
    assert not set(old) & set(new)
    assert actions.use_code(user=vera, code=old[0]) is None
    rested(StaticDevice.objects.get(user=vera))
    assert actions.use_code(user=vera, code=new[0]) == "recovery-code"


def test_one_is_told_when_few_recovery_codes_are_left(client: Client, vera: User) -> None:
    _device, codes = with_second_factor(vera)
    for used in codes[:6]:
        actions.use_code(user=vera, code=used)
    enter(client, vera)
    page = client.post(CODE, {"code": codes[6]}, follow=True)
    assert "3" in str(next(iter(page.context["messages"])))


def test_without_a_second_factor_there_are_no_recovery_codes(vera: User) -> None:
    with pytest.raises(ValidationError):
        actions.make_recovery_codes(actor=vera)


# Taking it away


@pytest.mark.parametrize("do", ["begin", "codes", "remove"])
def test_who_finds_a_browser_open_changes_nothing_of_it(
    client: Client, vera: User, do: str
) -> None:
    device, codes = with_second_factor(vera)
    client.force_login(vera)
    for given in ({}, {"password": "fout"}):
        page = client.post(PAGE, {"do": do, **given})
        assert list(page.context["own"].errors) == ["password"]
    assert list(TOTPDevice.objects.filter(user=vera)) == [device]
    assert actions.use_code(user=vera, code=codes[0]) == "recovery-code"


def test_who_has_no_password_is_asked_for_none(client: Client) -> None:
    ida = actions.create_account(email="ida@voorbeeld.example", name="Ida")
    with_second_factor(ida)
    client.force_login(ida)
    assert len(client.post(PAGE, {"do": "codes"}).context["codes"]) == 10


def test_removing_it_takes_the_password(client: Client, vera: User) -> None:
    with_second_factor(vera)
    client.force_login(vera)
    client.post(PAGE, {"do": "remove", "password": "fout"})
    assert queries.has_second_factor(vera)
    client.post(PAGE, {"do": "remove", "password": PASSWORD})
    assert not queries.has_second_factor(vera)
    assert queries.recovery_codes_left(vera) == 0
    assert is_in(client)
    assert mail.outbox[-1].to == [vera.email]


def test_a_session_left_open_cannot_be_used_to_guess_the_password(
    client: Client, vera: User
) -> None:
    with_second_factor(vera)
    client.force_login(vera)
    for _number in range(5):
        client.post(PAGE, {"do": "remove", "password": "fout"})
    client.post(PAGE, {"do": "remove", "password": PASSWORD})
    assert queries.has_second_factor(vera)


def test_an_administrator_takes_it_away_of_who_lost_it(vera: User, province: Organisation) -> None:
    bea = person("bea", Role.ADMINISTRATOR, province)
    ans = person("ans", Role.DECISION_MAKER, province)
    with_second_factor(vera)
    browser = Client()
    browser.force_login(vera)
    with pytest.raises(PermissionDenied):
        actions.reset_second_factor(actor=ans, user=vera)
    actions.reset_second_factor(actor=bea, user=vera)
    assert not queries.has_second_factor(vera)
    vera.refresh_from_db()
    assert not is_in(browser)
    assert queries.history("account", vera.pk)[0].verb == "second-factor-reset"


def test_an_administrator_elsewhere_cannot_take_it_away(vera: User) -> None:
    stranger = person("bo", Role.ADMINISTRATOR, organisation("bureau", "Het bureau"))
    with_second_factor(vera)
    with pytest.raises(PermissionDenied):
        actions.reset_second_factor(actor=stranger, user=vera)


def test_an_administrator_of_one_of_two_organisations_cannot_take_it_away(
    vera: User, province: Organisation
) -> None:
    """It would open the way to what the person may do for the other organisation."""
    bea = person("bea", Role.ADMINISTRATOR, province)
    agency = organisation("bureau", "Het bureau")
    actions.give_role(actor=None, user=vera, organisation=agency, role=Role.DECISION_MAKER)
    with_second_factor(vera)
    with pytest.raises(PermissionDenied):
        actions.reset_second_factor(actor=bea, user=vera)


# An organisation that asks for it


@pytest.fixture
def strict(province: Organisation) -> Organisation:
    actions.require_second_factor(actor=None, organisation=province, required=True)
    return province


def test_who_has_none_sets_it_up_before_anything_else(
    client: Client, vera: User, strict: Organisation
) -> None:
    enter(client, vera)
    for address in ("/nl/", "/nl/account/", "/nl/account/trail/", "/en/account/password/"):
        page = client.get(address)
        assert page.status_code == 302, address
        assert page["Location"].endswith("/account/second-factor/")
    assert client.get(PAGE).status_code == 200


def test_the_api_says_so_too(client: Client, vera: User, strict: Organisation) -> None:
    client.force_login(vera)
    page = client.get("/api/v1/cases")
    assert page.status_code == 403
    assert page["Content-Type"] == "application/problem+json"


def test_who_has_one_goes_on(client: Client, vera: User, strict: Organisation) -> None:
    with_second_factor(vera)
    client.force_login(vera)
    assert is_in(client)


def test_who_must_have_one_can_log_out(client: Client, vera: User, strict: Organisation) -> None:
    client.force_login(vera)
    assert client.post("/nl/account/logout/")["Location"] == "/nl/"
    assert client.get("/nl/account/")["Location"].startswith("/nl/account/login/")


def test_a_token_of_who_still_has_none_does_not_work(vera: User, province: Organisation) -> None:
    _token, secret = actions.create_token(actor=vera, name="x")
    assert queries.user_of_token(secret)
    actions.require_second_factor(actor=None, organisation=province, required=True)
    assert queries.user_of_token(secret) is None


def test_who_must_have_one_cannot_remove_it(vera: User, strict: Organisation) -> None:
    with_second_factor(vera)
    with pytest.raises(ValidationError):
        actions.remove_second_factor(actor=vera)
    assert queries.has_second_factor(vera)


def test_who_asks_it_of_all_has_one(province: Organisation) -> None:
    bea = person("bea", Role.ADMINISTRATOR, province)
    with pytest.raises(ValidationError):
        actions.require_second_factor(actor=bea, organisation=province, required=True)
    with_second_factor(bea)
    actions.require_second_factor(actor=bea, organisation=province, required=True)
    province.refresh_from_db()
    assert province.second_factor
