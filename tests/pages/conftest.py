"""The pages of a site that has the case of Noord-Brabant."""

from pathlib import Path

import pytest
from pytest_django import Settings

from windroos.apps.compass.actions import load_case
from windroos.apps.regions.queries import Case
from windroos.cases.check import read
from windroos.cases.package import Package


@pytest.fixture(scope="session")
def noord_brabant() -> Package:
    return read("noord_brabant")


@pytest.fixture
def loaded_case(db: None, settings: Settings, tmp_path: Path, noord_brabant: Package) -> Case:
    """The case of Noord-Brabant in the database, without any document."""
    settings.WINDROOS_LAKE = tmp_path / "lake"
    return load_case(noord_brabant).case
