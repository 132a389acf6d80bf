"""A site with two cases and its API, asked by a visitor and by people with each of the roles."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from pytest_django import DjangoDbBlocker, Settings
from tests.apps.people import party, person
from tests.apps.register import small
from tests.apps.stored import undone
from tests.cases import packages
from tests.released import publish
from tests.standing import standing

from windroos.apps.accounts.actions import create_token
from windroos.apps.accounts.models import User
from windroos.apps.accounts.roles import Role
from windroos.apps.compass.actions import load_case
from windroos.apps.network.actions import load_register
from windroos.apps.regions.models import Case
from windroos.cases.check import read
from windroos.cases.package import Package

BASE = "/api/v1"
CASE = f"{BASE}/cases/noord_brabant"
# Our own words, for the one document of the small case.
DOCUMENT = "# Verslag\n\nDit is de eerste alinea. Ze heeft twee zinnen.\n"


class Asking:
    """Someone who asks the API: a visitor, or by a token the owner of it."""

    def __init__(self, secret: str = "", language: str = "en") -> None:
        self.client = Client(raise_request_exception=False)
        self.headers = {"Accept-Language": language}
        if secret:
            self.headers["Authorization"] = f"Bearer {secret}"

    def ask(
        self, method: str, path: str, body: Any = None, **headers: str
    ) -> Any:  # Django's response with what the test client adds
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        sent: dict[str, Any] = {} if body is None else {"data": json.dumps(body)}
        address = path if path.startswith("/") else f"{CASE}/{path}"
        return self.client.generic(
            method,
            address,
            **sent,
            content_type="application/json",
            headers=self.headers | given,
        )

    def send(self, path: str, content: bytes, kind: str, **headers: str) -> Any:
        """Hand in a file of this media type."""
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        # Of an empty body the test client forgets the type.
        return self.client.generic(
            "POST", path, content, kind, headers=self.headers | given, CONTENT_TYPE=kind
        )

    def get(self, path: str, **headers: str) -> Any:
        return self.ask("GET", path, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self.ask("POST", path, body, **headers)

    def put(self, path: str, body: Any, **headers: str) -> Any:
        return self.ask("PUT", path, body, **headers)

    def patch(self, path: str, body: Any, **headers: str) -> Any:
        return self.ask("PATCH", path, body, **headers)

    def delete(self, path: str, **headers: str) -> Any:
        return self.ask("DELETE", path, **headers)

    def items(self, path: str) -> list[Any]:
        """The items of the first page of a list."""
        response = self.get(path)
        assert response.status_code == 200, response.content
        return response.json()["items"]


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """A request by way of WSGI keeps the connection that holds the transaction of the test, as
    Django's own test client sees to."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(scope="session")
def noord_brabant() -> Package:
    return read("noord_brabant")


@pytest.fixture(scope="module")
def _site(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    noord_brabant: Package,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("site")
    with standing(django_db_blocker, folder) as lake:
        brabant = load_case(noord_brabant).case
        lake_case = load_case(read(packages.write(folder / "package"))).case
        publish(lake_case, "report.txt", DOCUMENT.encode(), source="report")
        party(brabant, "province", lead=True, decides=("innovation",))
        party(brabant, "agency", decides=("trade-invest",))
        yield lake


@pytest.fixture
def site(_site: Path, db: None, settings: Settings) -> None:
    """Both cases, loaded once for all tests of a module; each test leaves them as they were."""
    settings.WINDROOS_LAKE = _site


@pytest.fixture
def brabant(site: None) -> Case:
    return Case.objects.get(name="noord_brabant")


@pytest.fixture
def register(brabant: Case) -> Case:
    """Noord-Brabant with a small register of clearly fictional organisations."""
    load_register(brabant, small())
    return brabant


@pytest.fixture(scope="module")
def standing_register(_site: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The same, loaded once for all tests of a module that only meet the case with a register."""
    with django_db_blocker.unblock(), undone():
        load_register(Case.objects.get(name="noord_brabant"), small())
        yield


@pytest.fixture
def visitor(site: None) -> Asking:
    return Asking()


def token(user: User, *, writes: bool = True) -> str:
    """The secret of a new token of someone."""
    return create_token(actor=user, name="test", writes=writes)[1]


@pytest.fixture
def asking(site: None) -> Callable[..., Asking]:
    """Someone with a role for an organisation, by a token that may write."""

    def made(role: Role | None, slug: str = "province", name: str = "", **how: bool) -> Asking:
        return Asking(token(person(role, slug, name), **how))

    return made


@pytest.fixture
def analyst(asking: Callable[..., Asking]) -> Asking:
    return asking(Role.ANALYST)


@pytest.fixture
def decision_maker(asking: Callable[..., Asking]) -> Asking:
    return asking(Role.DECISION_MAKER)


@pytest.fixture
def administrator(asking: Callable[..., Asking]) -> Asking:
    return asking(Role.ADMINISTRATOR)
