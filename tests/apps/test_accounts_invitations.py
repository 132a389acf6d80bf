"""Inviting people, and accepting it."""

from datetime import timedelta
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from tests.apps.accounts_people import PASSWORD, is_in, link, organisation, person

from windroos.apps.accounts import actions, mails, queries
from windroos.apps.accounts.models import Event, Invitation, Membership, Organisation, User
from windroos.apps.accounts.roles import Role

pytestmark = pytest.mark.django_db

ACCEPT = "/nl/account/invitation/"
NEW = {"name": "Ida Iemand", "new_password": PASSWORD, "again": PASSWORD}


@pytest.fixture
def province() -> Organisation:
    return organisation()


@pytest.fixture
def bea(province: Organisation) -> User:
    return person("bea", Role.ADMINISTRATOR, province)


def invited(
    bea: User, province: Organisation, email: str = "ida@voorbeeld.example", **more: Any
) -> actions.Invited:
    values = {"role": Role.ANALYST, "language": "nl", **more}
    return actions.invite(actor=bea, organisation=province, email=email, **values)


# Inviting


def test_an_administrator_invites_by_e_mail_in_the_language_of_who_is_invited(
    client: Client, bea: User
) -> None:
    client.force_login(bea)
    given = {"email": "Ida@Voorbeeld.example", "name": "Ida", "role": "analyst", "language": "en"}
    page = client.post("/nl/account/organisations/provincie/invite/", given)
    assert page["Location"] == "/nl/account/organisations/provincie/"
    (message,) = mail.outbox
    assert message.to == ["ida@voorbeeld.example"]
    assert message.subject == "De provincie (en) invites you to Windroos"
    assert link().startswith("/en/account/invitation/")
    assert "as analyst" in message.body


def test_the_secret_is_in_the_e_mail_alone(bea: User, province: Organisation) -> None:
    made = invited(bea, province)
    stored = str(Invitation.objects.values()[0]) + str(list(Event.objects.values_list("data")))
    assert made.secret not in stored
    assert made.secret in mail.outbox[0].body


def test_the_page_shows_the_address_in_the_demo_only(
    client: Client, bea: User, settings: Settings
) -> None:
    client.force_login(bea)
    for demo in (False, True):
        settings.WINDROOS_DEMO = demo
        given = {"email": f"ida{demo}@voorbeeld.example", "role": "viewer", "language": "nl"}
        page = client.post("/nl/account/organisations/provincie/invite/", given, follow=True)
        assert (link() in page.content.decode()) is demo


def test_others_invite_nobody(province: Organisation, bea: User) -> None:
    stranger = person("bo", Role.ADMINISTRATOR, organisation("bureau", "Het bureau"))
    for actor in (person("ans", Role.DECISION_MAKER, province), stranger):
        with pytest.raises(PermissionDenied):
            invited(actor, province)
    assert not Invitation.objects.exists()
    assert not mail.outbox


def test_others_do_not_learn_that_the_organisation_exists(client: Client, bea: User) -> None:
    client.force_login(person("bo", Role.ADMINISTRATOR, organisation("bureau", "Het bureau")))
    for address in ("", "invite/", f"people/{bea.pk}/"):
        page = client.get(f"/nl/account/organisations/provincie/{address}")
        assert page.status_code == 404, address


@pytest.mark.parametrize(
    "given",
    [
        {"email": "geen adres"},
        {"email": ""},
        {"role": "keizer"},
        {"language": "de"},
        {"name": "x" * 201},
    ],
)
def test_an_invitation_that_cannot_be_is_refused_by_field(
    client: Client, bea: User, given: dict[str, str]
) -> None:
    client.force_login(bea)
    sound = {"email": "ida@voorbeeld.example", "role": "viewer", "language": "nl"}
    page = client.post("/nl/account/organisations/provincie/invite/", sound | given)
    assert list(page.context["form"].errors) == list(given)
    assert not Invitation.objects.exists()


def test_who_is_here_already_is_not_invited(bea: User, province: Organisation) -> None:
    person("ans", Role.VIEWER, province)
    with pytest.raises(ValidationError, match="email"):
        invited(bea, province, "ANS@voorbeeld.example")


def test_nobody_is_invited_twice(bea: User, province: Organisation) -> None:
    invited(bea, province)
    with pytest.raises(ValidationError, match="email"):
        invited(bea, province, "IDA@voorbeeld.example")
    agency = organisation("bureau", "Het bureau")
    actions.invite(actor=None, organisation=agency, email="ida@voorbeeld.example", role=Role.VIEWER)


def test_an_invitation_that_could_not_be_sent_does_not_exist(
    bea: User, province: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(self: EmailMessage) -> int:
        raise SMTPServerDisconnected

    monkeypatch.setattr(EmailMessage, "send", fails)
    events = Event.objects.count()
    with pytest.raises(mails.NotSent):
        invited(bea, province)
    assert not Invitation.objects.exists()
    assert Event.objects.count() == events


def test_a_site_without_e_mail_says_so(client: Client, bea: User, settings: Settings) -> None:
    settings.WINDROOS_MAIL = False
    client.force_login(bea)
    given = {"email": "ida@voorbeeld.example", "role": "viewer", "language": "nl"}
    page = client.post("/nl/account/organisations/provincie/invite/", given)
    assert page.context["form"].non_field_errors()
    assert not Invitation.objects.exists()


# Accepting


def test_who_is_new_chooses_a_name_and_a_password_and_is_in(
    client: Client, bea: User, province: Organisation
) -> None:
    invited(bea, province, language="en")
    assert client.get(link())["Location"] == "/en/account/invitation/"
    page = client.post("/en/account/invitation/", NEW)
    assert page["Location"] == "/"
    ida = User.objects.get(email="ida@voorbeeld.example")
    assert (ida.name, ida.language, ida.check_password(PASSWORD)) == ("Ida Iemand", "en", True)
    assert Membership.objects.get(user=ida).role == Role.ANALYST
    assert is_in(client)
    verbs = [event.verb for event in queries.history("account", ida.pk)]
    assert verbs == ["logged-in", "invitation-accepted", "account-created"]


def test_the_secret_leaves_the_address(client: Client, bea: User, province: Organisation) -> None:
    made = invited(bea, province)
    page = client.get(link(), follow=True)
    assert page.request["PATH_INFO"] == ACCEPT
    assert made.secret not in page.content.decode()


def test_an_invitation_works_once(bea: User, province: Organisation) -> None:
    invited(bea, province)
    browser, other = Client(), Client()
    browser.get(link())
    other.get(link())
    browser.post(ACCEPT, NEW)
    assert other.post(ACCEPT, NEW | {"name": "Inbreker"}).status_code == 404
    assert User.objects.get(email="ida@voorbeeld.example").name == "Ida Iemand"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": ""}, "name"),
        ({"new_password": "kort", "again": "kort"}, "new_password"),
        ({"new_password": "123456789012345", "again": "123456789012345"}, "new_password"),
        ({"new_password": "ida@voorbeeld", "again": "ida@voorbeeld"}, "new_password"),
        ({"again": "iets anders dan dat"}, "again"),
    ],
)
def test_a_name_or_password_that_will_not_do_is_told_by_field(
    client: Client, bea: User, province: Organisation, given: dict[str, str], field: str
) -> None:
    invited(bea, province)
    client.get(link())
    page = client.post(ACCEPT, NEW | given)
    assert field in page.context["form"].errors
    assert not User.objects.filter(email="ida@voorbeeld.example").exists()
    assert client.post(ACCEPT, NEW).status_code == 302, "it can still be accepted"


def test_after_two_weeks_it_is_over(
    client: Client, bea: User, province: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = invited(bea, province)
    assert made.invitation.expires - made.invitation.sent == timedelta(days=14)
    client.get(link())
    Invitation.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert client.get(ACCEPT).status_code == 404
    assert client.post(ACCEPT, NEW).status_code == 404
    invited(bea, province)
    assert Invitation.objects.count() == 1


def test_a_withdrawn_one_is_over(client: Client, bea: User, province: Organisation) -> None:
    made = invited(bea, province)
    address = f"/nl/account/organisations/provincie/invitations/{made.invitation.pk}/"
    bea_there = Client()
    bea_there.force_login(bea)
    bea_there.post(address, {"do": "withdraw"})
    client.get(link())
    assert client.post(ACCEPT, NEW).status_code == 404
    assert bea_there.post(address, {"do": "again"}).status_code == 404


def test_sent_again_only_the_last_secret_works(bea: User, province: Organisation) -> None:
    made = invited(bea, province)
    first = link()
    actions.resend_invitation(actor=bea, invitation=made.invitation)
    old, new = Client(), Client()
    old.get(first)
    new.get(link())
    assert old.post(ACCEPT, NEW).status_code == 404
    assert new.post(ACCEPT, NEW).status_code == 302


def test_a_guessed_secret_opens_nothing(client: Client, bea: User, province: Organisation) -> None:
    invited(bea, province)
    stored = Invitation.objects.get().sha256
    for secret in ("x", stored, "../login", "%00"):
        client.get(f"/nl/account/invitation/{secret}/")
        assert client.get(ACCEPT).status_code == 404


# With an account


def test_who_has_an_account_logs_in_and_gains_the_role(
    client: Client, bea: User, province: Organisation
) -> None:
    agency = organisation("bureau", "Het bureau")
    ida = person("ida", Role.VIEWER, agency)
    invited(bea, province)
    page = client.get(link(), follow=True)
    assert "/nl/account/login/?next=/nl/account/invitation/" in page.content.decode()
    # Nobody takes over the account by the form for who is new.
    assert (
        client.post(ACCEPT, NEW | {"new_password": "x" * 20, "again": "x" * 20}).status_code == 200
    )
    ida.refresh_from_db()
    assert ida.check_password(PASSWORD)
    given = {"username": ida.email, "password": PASSWORD, "next": ACCEPT}
    assert client.post("/nl/account/login/", given)["Location"] == ACCEPT
    assert client.post(ACCEPT)["Location"] == "/nl/account/"
    roles = {m.organisation.slug: m.role for m in queries.memberships_of(ida)}
    assert roles == {"bureau": "viewer", "provincie": "analyst"}


def test_an_invitation_is_not_for_whoever_is_logged_in(
    client: Client, bea: User, province: Organisation
) -> None:
    bo = person("bo")
    invited(bea, province)
    client.force_login(bo)
    client.get(link())
    page = client.post(ACCEPT, NEW)
    assert page.context["form"].non_field_errors()
    assert not Membership.objects.filter(user=bo).exists()
    assert not User.objects.filter(email="ida@voorbeeld.example").exists()


def test_my_account_shows_who_asks_for_me(
    client: Client, bea: User, province: Organisation
) -> None:
    ida, bo = person("ida"), person("bo")
    made = invited(bea, province).invitation
    client.force_login(bo)
    assert client.post(f"/nl/account/invitations/{made.pk}/").status_code == 404
    client.force_login(ida)
    assert f"/nl/account/invitations/{made.pk}/" in client.get("/nl/account/").content.decode()
    client.post(f"/nl/account/invitations/{made.pk}/")
    assert Membership.objects.get(user=ida).role == Role.ANALYST


def test_inviting_does_not_tell_whether_there_is_an_account(
    client: Client, bea: User, province: Organisation
) -> None:
    person("ida", Role.VIEWER, organisation("bureau", "Het bureau"))
    client.force_login(bea)
    said = []
    for name in ("ida", "ina"):
        given = {"email": f"{name}@voorbeeld.example", "role": "viewer", "language": "nl"}
        page = client.post("/nl/account/organisations/provincie/invite/", given, follow=True)
        said.append(str(next(iter(page.context["messages"]))).replace(name, ""))
    assert said[0] == said[1]
