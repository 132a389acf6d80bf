"""A case with two organisations, and three analysts who judge in it."""

from pathlib import Path

import pytest
from django.test import Client
from tests.apps.people import party, person
from tests.cases import packages

from windroos.apps.accounts.models import User
from windroos.apps.accounts.roles import Role
from windroos.apps.compass.actions import load_case, open_panels
from windroos.apps.compass.models import Panel
from windroos.apps.regions.models import Case
from windroos.cases.check import read


@pytest.fixture
def case(db: None, lake: None, tmp_path: Path) -> Case:
    made = load_case(read(packages.write(tmp_path / "package"))).case
    party(made, "university", lead=True, decides=("research",))
    party(made, "town", decides=("culture",))
    return made


@pytest.fixture
def analyst(case: Case) -> User:
    return person(Role.ANALYST, "university", "Anna")


@pytest.fixture
def other(case: Case) -> User:
    return person(Role.ANALYST, "town", "Bert")


@pytest.fixture
def third(case: Case) -> User:
    return person(Role.ANALYST, "university", "Derde")


@pytest.fixture
def desk(client: Client, analyst: User) -> Client:
    client.force_login(analyst)
    return client


@pytest.fixture
def panel(case: Case, analyst: User, other: User, third: User) -> Panel:
    question = {"region": "LV", "criterion": "choirs"}
    (made,) = open_panels(case, [question], [analyst, other], why="Wij weten het niet", actor=third)
    return made
