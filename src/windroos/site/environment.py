"""What the environment says: database, data folder, secret key, e-mail, the log-in of others.

Small functions, so that the settings stay a list of values and the rules can be tested.
"""

import os
import re
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

DATABASE_URL_FORMS = (
    "sqlite:///relative/path.sqlite3, sqlite:////absolute/path.sqlite3, sqlite://:memory: "
    "or postgres://user:password@host:port/name (postgres:///name for the local socket)"
)
SECONDS_TO_WAIT_FOR_A_WRITER = 20
EMAIL_URL_FORMS = (
    "smtp://user:password@host:587 (STARTTLS; ?tls=no without), smtps://user:password@host:465 "
    "(TLS from the start) or console: (for trying out)"
)
SECONDS_TO_WAIT_FOR_A_MAIL_SERVER = 10


def data_folder() -> Path:
    """The folder of everything the program writes: WINDROOS_DATA, else `var` where we stand."""
    return Path(os.environ.get("WINDROOS_DATA") or "var").expanduser().resolve()


def words(name: str) -> list[str]:
    """The values of a comma-separated variable, without blanks; an unset one gives no values."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def number(name: str, default: int) -> int:
    """The whole number in variable `name`, `default` when it is unset or empty.

    Raises ImproperlyConfigured for anything else than a number of 0 or more.
    """
    given = os.environ.get(name, "").strip()
    if not given:
        return default
    if not given.isdecimal():
        raise ImproperlyConfigured(f"{name} is a whole number of 0 or more, not “{given}”.")
    return int(given)


def required(name: str, why: str) -> str:
    """The value of variable `name`.

    Raises ImproperlyConfigured, with the reason it is needed, when it is unset or empty.
    """
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(f"{name} is not set: {why}")
    return value


def kept_secret(path: Path) -> str:
    """The secret in the file at `path`; the first time, a new random one that only we may read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    secret = secrets.token_urlsafe(50)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secret + "\n")
    return secret


def sqlite_url(path: Path) -> str:
    """The address of the SQLite file at `path`, in the form `database` reads."""
    return f"sqlite:///{quote(str(path))}"


def database(url: str) -> dict[str, Any]:
    """Django's settings of the database at `url`.

    The query of a PostgreSQL address goes to the driver (`?sslmode=require`).
    Raises ImproperlyConfigured when the address has none of the forms of DATABASE_URL_FORMS; the
    message does not repeat the address, which may hold a password.
    """
    try:
        parts = urlsplit(url)
        port = parts.port if parts.scheme.startswith("postgres") else None
    except ValueError as error:
        raise _not_a_database("cannot be read as an address") from error
    if parts.scheme == "sqlite":
        return _sqlite(url.removeprefix("sqlite://"))
    if parts.scheme in ("postgres", "postgresql"):
        return _postgres(parts, port)
    raise _not_a_database("does not begin with sqlite:// or postgres://")


def _sqlite(place: str) -> dict[str, Any]:
    if place == ":memory:":
        name = place
    elif place.startswith("/") and len(place) > 1:
        name = str(Path(unquote(place[1:])).expanduser().resolve())
    else:
        raise _not_a_database("names no SQLite file")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "OPTIONS": {
            # Readers go on while one writes; a writer waits for its turn instead of failing.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
            "transaction_mode": "IMMEDIATE",
            "timeout": SECONDS_TO_WAIT_FOR_A_WRITER,
        },
    }


def _postgres(parts: SplitResult, port: int | None) -> dict[str, Any]:
    name = unquote(parts.path.removeprefix("/"))
    if not name or "/" in name:
        raise _not_a_database("names no PostgreSQL database")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def _not_a_database(what: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"DATABASE_URL {what}. Write {DATABASE_URL_FORMS}.")


def email(url: str) -> dict[str, Any]:
    """Django's settings of the mail server at `url`; without one, no e-mail is sent.

    Raises ImproperlyConfigured when the address has none of the forms of EMAIL_URL_FORMS; the
    message does not repeat the address, which may hold a password.
    """
    if not url:
        return {"WINDROOS_MAIL": False}
    if url == "console:":
        backend = "django.core.mail.backends.console.EmailBackend"
        return {"WINDROOS_MAIL": True, "EMAIL_BACKEND": backend}
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise _not_a_mail_server("cannot be read as an address") from error
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise _not_a_mail_server("does not begin with smtp:// or smtps:// and a host")
    at_once = parts.scheme == "smtps"
    tls = dict(parse_qsl(parts.query)).get("tls", "yes")
    return {
        "WINDROOS_MAIL": True,
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or (465 if at_once else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": at_once,
        "EMAIL_USE_TLS": not at_once and tls != "no",
        "EMAIL_TIMEOUT": SECONDS_TO_WAIT_FOR_A_MAIL_SERVER,
    }


def _not_a_mail_server(what: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"WINDROOS_EMAIL_URL {what}. Write {EMAIL_URL_FORMS}.")


@dataclass(frozen=True)
class OpenID:
    """The provider of an organisation's own accounts, and what it is trusted with."""

    issuer: str
    client_id: str
    client_secret: str
    # What the button says: "Log in with …".
    name: str
    algorithm: str
    # The claim that says that the address was verified.
    verified: str
    # Whether the provider asks a second factor, so that we need not.
    second_factor: bool
    # Who has no account yet gets this role for this organisation; "" gives nobody one.
    organisation: str
    role: str


def openid() -> OpenID | None:
    """The provider that the variables WINDROOS_OIDC_… name; None without WINDROOS_OIDC_ISSUER.

    Raises ImproperlyConfigured when a variable is missing, or says what cannot be.
    """
    issuer = os.environ.get("WINDROOS_OIDC_ISSUER", "").strip().rstrip("/")
    if not issuer:
        return None
    parts = urlsplit(issuer)
    if not parts.hostname or (
        parts.scheme != "https" and parts.hostname not in ("localhost", "127.0.0.1")
    ):
        raise ImproperlyConfigured("WINDROOS_OIDC_ISSUER does not begin with https:// and a host.")
    why = "the provider of WINDROOS_OIDC_ISSUER gives it to Windroos."
    organisation = os.environ.get("WINDROOS_OIDC_ORGANISATION", "").strip()
    role = os.environ.get("WINDROOS_OIDC_ROLE", "").strip()
    roles = ("viewer", "analyst", "decision-maker", "administrator")
    if bool(organisation) != bool(role) or (role and role not in roles):
        raise ImproperlyConfigured(
            "WINDROOS_OIDC_ORGANISATION and WINDROOS_OIDC_ROLE go together; the role is one of "
            + ", ".join(roles)
        )
    return OpenID(
        issuer=issuer,
        client_id=required("WINDROOS_OIDC_CLIENT_ID", why),
        client_secret=required("WINDROOS_OIDC_CLIENT_SECRET", why),
        name=os.environ.get("WINDROOS_OIDC_NAME", "").strip() or parts.hostname,
        algorithm=os.environ.get("WINDROOS_OIDC_ALGORITHM", "").strip() or "RS256",
        verified=os.environ.get("WINDROOS_OIDC_VERIFIED_CLAIM", "").strip() or "email_verified",
        second_factor=yes("WINDROOS_OIDC_SECOND_FACTOR"),
        organisation=organisation,
        role=role,
    )


@dataclass(frozen=True)
class Publisher:
    """Who publishes the open data of this site, as its catalogue says it; "" is not said."""

    name_nl: str = ""
    name_en: str = ""
    # The address by which others know the organisation, such as that of its row in TOOI or ROR.
    uri: str = ""
    # One of PUBLISHER_KINDS.
    kind: str = ""
    homepage: str = ""
    email: str = ""
    # The SPDX identifier of one of the licences of DCAT-AP-NL.
    licence: str = ""


# The ADMS publisher types.
PUBLISHER_KINDS = (
    "Academia-ScientificOrganisation",
    "Company",
    "IndustryConsortium",
    "LocalAuthority",
    "NationalAuthority",
    "NonGovernmentalOrganisation",
    "NonProfitOrganisation",
    "RegionalAuthority",
    "StandardisationBody",
    "SupraNationalAuthority",
)


def publisher(licences: Collection[str]) -> Publisher:
    """Who publishes the open data, by the variables WINDROOS_PUBLISHER_… and WINDROOS_CONTACT_….

    Raises ImproperlyConfigured for a kind or licence that is in no list, and for an address that
    is none.
    """

    def given(name: str) -> str:
        return os.environ.get(name, "").strip()

    told = Publisher(
        name_nl=given("WINDROOS_PUBLISHER_NAME"),
        name_en=given("WINDROOS_PUBLISHER_NAME_EN"),
        uri=given("WINDROOS_PUBLISHER_URI"),
        kind=given("WINDROOS_PUBLISHER_KIND"),
        homepage=given("WINDROOS_PUBLISHER_HOMEPAGE"),
        email=given("WINDROOS_CONTACT_EMAIL"),
        licence=given("WINDROOS_DATA_LICENCE"),
    )
    for name, value, known in (
        ("WINDROOS_PUBLISHER_KIND", told.kind, PUBLISHER_KINDS),
        ("WINDROOS_DATA_LICENCE", told.licence, licences),
    ):
        if value and value not in known:
            raise ImproperlyConfigured(f"{name} is one of {', '.join(known)}, not “{value}”.")
    for name, value in (
        ("WINDROOS_PUBLISHER_URI", told.uri),
        ("WINDROOS_PUBLISHER_HOMEPAGE", told.homepage),
    ):
        if value and not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", value):
            raise ImproperlyConfigured(f"{name} is an address that begins with https://.")
    if told.email and not re.fullmatch(r"[^\s<>\"@]+@[^\s<>\"@]+", told.email):
        raise ImproperlyConfigured("WINDROOS_CONTACT_EMAIL is an e-mail address.")
    return told


def yes(name: str) -> bool:
    """Whether a variable says yes: 1, true, yes or on."""
    return os.environ.get(name, "").strip().lower() in ("1", "true", "yes", "on")
