"""What the environment says: the database, the data folder, the secret key.

Small functions, so that the settings stay a list of values and the rules can be tested.
"""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

DATABASE_URL_FORMS = (
    "sqlite:///relative/path.sqlite3, sqlite:////absolute/path.sqlite3, sqlite://:memory: "
    "or postgres://user:password@host:port/name (postgres:///name for the local socket)"
)
SECONDS_TO_WAIT_FOR_A_WRITER = 20


def data_folder() -> Path:
    """The folder of everything the program writes: WINDROOS_DATA, else `var` where we stand."""
    return Path(os.environ.get("WINDROOS_DATA") or "var").expanduser().resolve()


def words(name: str) -> list[str]:
    """The values of a comma-separated variable, without blanks; an unset one gives no values."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


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
