"""Organisations and people for the tests of accounts."""

import re
from typing import Any

from django.core import mail
from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from windroos.apps.accounts import actions
from windroos.apps.accounts.models import Organisation, User
from windroos.apps.accounts.roles import Role

PASSWORD = "een lang wachtwoord"
ANOTHER = "nog een lang wachtwoord"


def organisation(slug: str = "provincie", name: str = "De provincie") -> Organisation:
    return actions.create_organisation(actor=None, slug=slug, name_nl=name, name_en=f"{name} (en)")


def person(
    name: str, role: Role | None = None, at: Organisation | None = None, **values: Any
) -> User:
    """Someone with a password, and perhaps a role: `person("vera", Role.VIEWER, province)`."""
    user = actions.create_account(
        email=f"{name}@voorbeeld.example",
        name=name.capitalize(),
        password=PASSWORD,
        **values,
    )
    if role is not None and at is not None:
        actions.give_role(actor=None, user=user, organisation=at, role=role)
    return user


def enter(client: Client, user: User, password: str = PASSWORD, **more: Any) -> Any:
    """The answer to the log-in form."""
    given = {"username": user.email, "password": password}
    return client.post("/nl/account/login/", given, **more)


def is_in(client: Client) -> bool:
    """Whether the browser is logged in: it may see its account."""
    return client.get("/nl/account/").status_code == 200


def with_second_factor(user: User) -> tuple[TOTPDevice, list[str]]:
    """Sets up the second factor of someone; returns it with the recovery codes."""
    device = actions.begin_second_factor(actor=user)
    codes = actions.confirm_second_factor(actor=user, code=code(device))
    assert codes is not None
    device.refresh_from_db()
    return device, codes


def code(device: TOTPDevice, steps: int = 0) -> str:
    """What the app shows now, or so many half minutes later."""
    return f"{totp(device.bin_key, t0=-steps * device.step):06d}"


def later(device: TOTPDevice) -> str:
    """The code after the one that was used: it is taken too, as clocks may differ a little."""
    return code(device, steps=1)


def link(number: int = -1) -> str:
    """The address in an e-mail, without that of the site."""
    found = re.search(r"http://testserver(/\S+)", str(mail.outbox[number].body))
    assert found
    return found[1]
