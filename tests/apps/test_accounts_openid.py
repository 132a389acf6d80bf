"""Logging in with an organisation's own accounts, against a provider that runs in the test."""

import base64
import hashlib
import json
import logging
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import NoReverseMatch, include, path, reverse
from jwt.algorithms import RSAAlgorithm
from pytest_django import Settings
from tests.apps.accounts_people import is_in, later, organisation, person, with_second_factor

from windroos.apps.accounts import actions, openid, queries
from windroos.apps.accounts.models import Membership, User
from windroos.apps.accounts.roles import Role
from windroos.site import environment
from windroos.site import urls as site_urls

pytestmark = pytest.mark.django_db

urlpatterns = [
    path("account/openid/", include("windroos.apps.accounts.openid_urls")),
    *site_urls.urlpatterns,
]

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
CLIENT_ID, CLIENT_SECRET = "windroos", "een geheim"
IDA = {"email": "Ida@Voorbeeld.example", "email_verified": True, "name": "Ida Iemand"}


@dataclass
class Provider:
    """What the provider says, for a test to change."""

    issuer: str = ""
    claims: dict[str, Any] = field(default_factory=lambda: dict(IDA))
    # What is said in the ID token instead of the truth.
    token: dict[str, Any] = field(default_factory=dict)
    userinfo: dict[str, Any] = field(default_factory=dict)
    key: rsa.RSAPrivateKey = KEY
    algorithm: str = "RS256"
    # What Windroos sent the browser along with, by code.
    asked: dict[str, dict[str, str]] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)

    def get(self, address: str) -> dict[str, Any]:
        if address == "/.well-known/openid-configuration":
            places = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
            told = {f"{name}_endpoint": f"{self.issuer}/{at}" for name, at in places.items()}
            return {"issuer": self.issuer, "jwks_uri": f"{self.issuer}/jwks", **told}
        if address == "/jwks":
            key = json.loads(RSAAlgorithm.to_jwk(KEY.public_key()))
            return {"keys": [{**key, "kid": "k1", "alg": "RS256", "use": "sig"}]}
        return {"sub": "ida-1", **self.claims, **self.userinfo}

    def post(self, given: dict[str, str]) -> dict[str, Any] | None:
        asked = self.asked.pop(given["code"], None)
        challenge = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
        sound = (
            asked is not None
            and (given["client_id"], given["client_secret"]) == (CLIENT_ID, CLIENT_SECRET)
            and given["redirect_uri"] == asked["redirect_uri"]
            and base64.urlsafe_b64encode(challenge).decode().rstrip("=") == asked["code_challenge"]
        )
        if asked is None or not sound:
            return None
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT_ID,
            "sub": "ida-1",
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
            **self.token,
        }
        claims = {name: value for name, value in claims.items() if value is not None}
        key = "" if self.algorithm == "none" else self.key
        signed = jwt.encode(claims, key, self.algorithm, headers={"kid": "k1"})
        return {"access_token": "a", "token_type": "Bearer", "id_token": signed}


@pytest.fixture
def provider(settings: Settings) -> Iterator[Provider]:
    """A provider on this machine, and a Windroos that knows it."""
    there = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            there.requests.append(self.path)
            self.answer(there.get(self.path))

        def do_POST(self) -> None:
            there.requests.append(self.path)
            length = int(self.headers["Content-Length"])
            self.answer(there.post(dict(parse_qsl(self.rfile.read(length).decode()))))

        def answer(self, told: dict[str, Any] | None) -> None:
            body = json.dumps(told or {"error": "invalid_grant"}).encode()
            self.send_response(200 if told else 400)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (as its parent)
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    there.issuer = f"http://127.0.0.1:{server.server_port}"
    settings.WINDROOS_OIDC = environment.OpenID(
        issuer=there.issuer,
        client_id=CLIENT_ID,
        client_secret=CLIENT_SECRET,
        name="Provincie-account",
        algorithm="RS256",
        verified="email_verified",
        second_factor=False,
        organisation="",
        role="",
    )
    settings.ROOT_URLCONF = __name__
    openid._kept.clear()
    yield there
    server.shutdown()
    server.server_close()


def go(client: Client, provider: Provider, onward: str = "") -> Any:
    """To the provider and back, as a browser goes; returns what Windroos then answers."""
    sent = client.get(reverse("openid"), {"next": onward} if onward else {})
    assert sent["Location"].startswith(f"{provider.issuer}/authorize?"), sent["Location"]
    asked = {name: values[0] for name, values in parse_qs(urlsplit(sent["Location"]).query).items()}
    provider.asked["c0de"] = asked
    return client.get(reverse("openid-callback"), {"code": "c0de", "state": asked["state"]})


def change(settings: Settings, **values: Any) -> None:
    settings.WINDROOS_OIDC = replace(settings.WINDROOS_OIDC, **values)


# Who gets in


def test_an_account_is_found_by_its_verified_address(client: Client, provider: Provider) -> None:
    ida = person("ida")
    page = go(client, provider, "/en/account/trail/")
    assert page["Location"] == "/en/account/trail/"
    assert client.session["_auth_user_id"] == str(ida.pk)
    event = queries.history("account", ida.pk)[0]
    assert (event.verb, event.data["after"], event.via) == ("logged-in", {"how": "openid"}, "web")
    assert is_in(client)


@pytest.mark.parametrize("verified", [False, None, "false", 0, "", "no"])
def test_an_address_that_was_not_verified_is_nobodys(
    client: Client, provider: Provider, verified: Any
) -> None:
    """Elsewhere one may fill in the address of another."""
    person("ida")
    provider.claims["email_verified"] = verified
    assert go(client, provider)["Location"].endswith("/account/login/")
    assert not is_in(client)


def test_without_any_word_on_it_neither(client: Client, provider: Provider) -> None:
    person("ida")
    del provider.claims["email_verified"]
    go(client, provider)
    assert not is_in(client)


def test_a_provider_may_say_it_under_another_name(
    client: Client, provider: Provider, settings: Settings
) -> None:
    person("ida")
    del provider.claims["email_verified"]
    provider.token["xms_edov"] = "1"
    change(settings, verified="xms_edov")
    go(client, provider)
    assert is_in(client)


def test_who_is_not_known_gets_no_account(client: Client, provider: Provider) -> None:
    page = go(client, provider)
    assert not User.objects.exists()
    shown = client.get(page["Location"])
    assert "Provincie-account" in str(next(iter(shown.context["messages"])))


def test_who_was_invited_gets_one_with_the_role(client: Client, provider: Provider) -> None:
    province = organisation()
    actions.invite(
        actor=None,
        organisation=province,
        email="ida@voorbeeld.example",
        role=Role.ANALYST,
        language="en",
    )
    go(client, provider)
    assert is_in(client)
    ida = User.objects.get()
    assert (ida.email, ida.name, ida.language) == ("ida@voorbeeld.example", "Ida Iemand", "en")
    assert not ida.has_usable_password()
    assert Membership.objects.get(user=ida).role == Role.ANALYST
    assert not queries.invitations_of(province).exists()


def test_everyone_of_the_provider_where_the_settings_say_so(
    client: Client, provider: Provider, settings: Settings
) -> None:
    organisation()
    change(settings, organisation="provincie", role="viewer")
    go(client, provider)
    assert Membership.objects.get().role == Role.VIEWER
    assert is_in(client)


def test_an_organisation_that_is_not_there_lets_nobody_in(
    client: Client, provider: Provider, settings: Settings
) -> None:
    change(settings, organisation="bestaat-niet", role="viewer")
    go(client, provider)
    assert not User.objects.exists()


def test_a_closed_account_stays_closed(client: Client, provider: Provider) -> None:
    actions.close_account(actor=None, user=person("ida"))
    go(client, provider)
    assert not is_in(client)


# The second factor


def test_who_set_up_a_second_factor_is_asked_for_it(client: Client, provider: Provider) -> None:
    device, _codes = with_second_factor(person("ida"))
    page = go(client, provider, "/nl/account/trail/")
    assert page["Location"].endswith("/account/login/code/")
    assert not is_in(client)
    page = client.post(page["Location"], {"code": later(device)})
    assert page["Location"] == "/nl/account/trail/"
    assert is_in(client)


def test_a_provider_that_asks_one_itself_is_enough(
    client: Client, provider: Provider, settings: Settings
) -> None:
    province = organisation()
    person("ida", Role.VIEWER, province)
    actions.require_second_factor(actor=None, organisation=province, required=True)
    go(client, provider)
    assert not is_in(client), "it is set up first"
    client.post("/nl/account/logout/")
    change(settings, second_factor=True)
    go(client, provider)
    assert is_in(client)


# Who plays for the provider


@pytest.mark.parametrize(
    "lie",
    [
        {"iss": "http://127.0.0.1:1"},
        {"aud": "een ander programma"},
        {"aud": None},
        {"nonce": "van een ander"},
        {"nonce": None},
        {"exp": 946_684_800},  # 2000: over
        {"exp": None},
        {"iat": 4_102_444_800},  # 2100: to come
        {"sub": None},
    ],
    ids=lambda lie: " ".join(f"{name}={value}"[:20] for name, value in lie.items()),
)
def test_an_id_token_that_is_not_right_lets_nobody_in(
    client: Client, provider: Provider, lie: dict[str, Any]
) -> None:
    person("ida")
    provider.token = lie
    assert go(client, provider)["Location"].endswith("/account/login/")
    assert not is_in(client)


def test_a_token_signed_by_somebody_else_lets_nobody_in(client: Client, provider: Provider) -> None:
    person("ida")
    provider.key = OTHER_KEY
    go(client, provider)
    assert not is_in(client)


def test_a_token_that_is_not_signed_lets_nobody_in(client: Client, provider: Provider) -> None:
    person("ida")
    provider.algorithm = "none"
    go(client, provider)
    assert not is_in(client)


def test_an_answer_about_somebody_else_lets_nobody_in(client: Client, provider: Provider) -> None:
    person("ida")
    provider.userinfo = {"sub": "bo-2"}
    go(client, provider)
    assert not is_in(client)


def test_an_answer_that_was_not_asked_for_lets_nobody_in(provider: Provider) -> None:
    person("ida")
    asking, other = Client(), Client()
    sent = asking.get(reverse("openid"))
    asked = {name: values[0] for name, values in parse_qs(urlsplit(sent["Location"]).query).items()}
    provider.asked["c0de"] = asked
    answer = {"code": "c0de", "state": asked["state"]}
    assert other.get(reverse("openid-callback"), answer).status_code == 302
    assert not is_in(other)
    asking.get(reverse("openid-callback"), answer | {"state": "geraden"})
    assert not is_in(asking)


def test_a_code_works_once(client: Client, provider: Provider) -> None:
    person("ida")
    go(client, provider)
    client.post("/nl/account/logout/")
    client.get(reverse("openid-callback"), {"code": "c0de", "state": "x"})
    assert not is_in(client)


def test_one_is_not_led_elsewhere(client: Client, provider: Provider) -> None:
    person("ida")
    assert go(client, provider, "https://evil.example/")["Location"] in ("/nl/", "/en/")


def test_refusing_at_the_provider_leads_back(client: Client, provider: Provider) -> None:
    page = client.get(reverse("openid-callback"), {"error": "access_denied"})
    assert page["Location"].endswith("/account/login/")


def test_a_provider_that_does_not_answer_is_told_so(
    client: Client, provider: Provider, settings: Settings
) -> None:
    change(settings, issuer="http://127.0.0.1:9")
    page = client.get(reverse("openid"))
    assert page["Location"].endswith("/account/login/")
    assert next(iter(client.get(page["Location"]).context["messages"])).tags == "error"


def test_a_provider_under_another_name_is_not_believed(
    client: Client, provider: Provider, settings: Settings
) -> None:
    there = provider.issuer
    provider.issuer = "https://een.ander.example"
    change(settings, issuer=there)
    assert client.get(reverse("openid"))["Location"].endswith("/account/login/")


def test_the_log_tells_nothing_of_a_person(
    client: Client, provider: Provider, caplog: pytest.LogCaptureFixture
) -> None:
    person("ida")
    with caplog.at_level(logging.INFO, logger="windroos"):
        provider.claims["email_verified"] = False
        go(client, provider)
        provider.token = {"aud": "x"}
        go(client, provider)
    assert caplog.records
    assert not [word for word in ("ida@", "ida-1", "iemand") if word in caplog.text.lower()]


# With and without


def test_the_page_has_a_button_that_keeps_where_one_was_going(
    client: Client, provider: Provider
) -> None:
    page = client.get("/nl/account/login/?next=/nl/account/trail/").content.decode()
    assert 'href="/account/openid/?next=/nl/account/trail/"' in page
    assert "Provincie-account" in page


def test_a_password_asks_nothing_of_the_provider(client: Client, provider: Provider) -> None:
    ida = person("ida")
    given = {"username": ida.email, "password": "fout"}
    client.post("/nl/account/login/?code=x&state=y", given)
    assert provider.requests == []


def test_failing_here_shuts_nobody_out(client: Client, provider: Provider) -> None:
    """A whole office may have one address."""
    for _number in range(8):
        go(client, provider)
    person("ida")
    go(client, provider)
    assert is_in(client)


def test_without_it_there_is_nothing_of_it(client: Client) -> None:
    assert "openid" not in client.get("/nl/account/login/").content.decode()
    with pytest.raises(NoReverseMatch):
        reverse("openid")


# The settings


def _set(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    for name, value in values.items():
        monkeypatch.setenv(f"WINDROOS_OIDC_{name}", value)


SOUND = {"ISSUER": "https://login.example/", "CLIENT_ID": "a", "CLIENT_SECRET": "b"}


def test_the_environment_says_which_provider(monkeypatch: pytest.MonkeyPatch) -> None:
    assert environment.openid() is None
    _set(monkeypatch, **SOUND, SECOND_FACTOR="yes", ORGANISATION="provincie", ROLE="viewer")
    told = environment.openid()
    assert told is not None
    assert (told.issuer, told.name) == ("https://login.example", "login.example")
    assert (told.second_factor, told.organisation, told.role) == (True, "provincie", "viewer")
    assert (told.algorithm, told.verified) == ("RS256", "email_verified")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"CLIENT_ID": ""}, "WINDROOS_OIDC_CLIENT_ID is not set"),
        ({"CLIENT_SECRET": ""}, "WINDROOS_OIDC_CLIENT_SECRET is not set"),
        ({"ISSUER": "http://login.example"}, "WINDROOS_OIDC_ISSUER"),
        ({"ISSUER": "login.example"}, "WINDROOS_OIDC_ISSUER"),
        ({"ROLE": "viewer"}, "go together"),
        ({"ORGANISATION": "provincie"}, "go together"),
        ({"ORGANISATION": "provincie", "ROLE": "keizer"}, "one of viewer, analyst"),
    ],
)
def test_half_a_provider_is_refused(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], told: str
) -> None:
    _set(monkeypatch, **SOUND | given)
    with pytest.raises(ImproperlyConfigured, match=told):
        environment.openid()
