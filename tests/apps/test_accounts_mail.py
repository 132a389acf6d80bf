"""E-mail: how it goes out, and what the environment says of that."""

import os
import subprocess
import sys

import pytest
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.utils import translation
from tests.apps.accounts_people import organisation, person

from windroos.apps.accounts import actions, mails
from windroos.apps.accounts.roles import Role
from windroos.site import environment

SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.mark.parametrize(
    ("url", "told"),
    [
        (
            "smtp://anna:p%40s%2Fs@mail.example",
            {
                "EMAIL_HOST": "mail.example",
                "EMAIL_PORT": 587,
                "EMAIL_HOST_USER": "anna",
                "EMAIL_HOST_PASSWORD": "p@s/s",
                "EMAIL_USE_TLS": True,
                "EMAIL_USE_SSL": False,
            },
        ),
        (
            "smtps://mail.example",
            {"EMAIL_PORT": 465, "EMAIL_USE_TLS": False, "EMAIL_USE_SSL": True},
        ),
        ("smtp://localhost:25?tls=no", {"EMAIL_PORT": 25, "EMAIL_USE_TLS": False}),
    ],
)
def test_the_address_of_a_mail_server(url: str, told: dict[str, object]) -> None:
    settings = environment.email(url)
    assert settings["WINDROOS_MAIL"] is True
    assert settings["EMAIL_BACKEND"] == SMTP
    assert settings["EMAIL_TIMEOUT"] == 10
    assert {name: settings[name] for name in told} == told


def test_without_an_address_there_is_no_e_mail() -> None:
    assert environment.email("") == {"WINDROOS_MAIL": False}


@pytest.mark.parametrize(
    "url", ["mail.example", "http://mail.example", "smtp://", "smtp://h:x", "smtp://[h", "smtp:h"]
)
def test_another_address_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="WINDROOS_EMAIL_URL") as refusal:
        environment.email(url + "?geheim")
    assert "geheim" not in str(refusal.value)


def _production(**variables: str) -> subprocess.CompletedProcess[str]:
    known = {k: v for k, v in os.environ.items() if not k.startswith(("WINDROOS", "DATABASE"))}
    asked = (
        "from windroos.site.settings import production as s;"
        "print(s.WINDROOS_MAIL, s.WINDROOS_ADDRESS, getattr(s, 'DEFAULT_FROM_EMAIL', None))"
    )
    key = "a-key-of-fifty-characters-that-is-no-secret-0123456789"
    given = {"WINDROOS_SECRET_KEY": key, "WINDROOS_ALLOWED_HOSTS": ".windroos.example,x"}
    return subprocess.run(
        [sys.executable, "-c", asked],
        env=known | given | variables,
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_sends_e_mail_where_the_environment_says_how_and_from_whom() -> None:
    assert _production().stdout.split() == ["False", "https://windroos.example", "None"]
    server = {"WINDROOS_EMAIL_URL": "smtp://mail.example"}
    refused = _production(**server)
    assert refused.returncode != 0
    assert "WINDROOS_EMAIL_FROM is not set" in refused.stderr
    told = _production(
        **server,
        WINDROOS_EMAIL_FROM="kompas@provincie.example",
        WINDROOS_ADDRESS="https://kompas.provincie.example/",
    )
    assert told.stdout.split() == [
        *("True", "https://kompas.provincie.example/", "kompas@provincie.example"),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_e_mail_is_in_the_language_of_who_gets_it(language: str) -> None:
    other = "en" if language == "nl" else "nl"
    vera = person("vera", language=language)
    with translation.override(other):
        actions.invite(
            actor=None,
            organisation=organisation(),
            email="ida@voorbeeld.example",
            role=Role.VIEWER,
            language=language,
        )
        mails.send_reset(vera, "x")
        mails.send_notice(vera, "password-changed")
        mails.send_notice(vera, "second-factor-removed")
    assert f"/{language}/account/invitation/" in mail.outbox[0].body
    assert f"/{language}/account/forgotten/" in mail.outbox[1].body
    for message in mail.outbox:
        assert message.subject
        assert "\n" not in message.subject
        assert message.extra_headers == {"Auto-Submitted": "auto-generated"}
        assert "&" not in message.body, "plain text, not HTML"


@pytest.mark.django_db
def test_a_name_adds_no_line_to_an_e_mail() -> None:
    strange = organisation("vreemd", "Bureau\r\nBcc: x@evil.example\u202e")
    assert strange.name_nl == "Bureau Bcc: x@evil.example"
    actions.invite(
        actor=None, organisation=strange, email="ida@voorbeeld.example", role=Role.VIEWER
    )
    (message,) = mail.outbox
    assert message.recipients() == ["ida@voorbeeld.example"]
    assert "Bcc" not in message.message()
