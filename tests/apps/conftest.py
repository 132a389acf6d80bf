"""Fixtures of the apps' tests."""

from pathlib import Path

import pytest
from pytest_django import Settings

from windroos.apps.compass import actions
from windroos.apps.regions.queries import Case
from windroos.cases.check import read


@pytest.fixture(autouse=True)
def lake(settings: Settings, tmp_path: Path) -> Path:
    """An evidence lake of the test's own."""
    settings.WINDROOS_LAKE = tmp_path / "lake"
    return settings.WINDROOS_LAKE


@pytest.fixture
def brabant(db: None) -> Case:
    """The case of Noord-Brabant, loaded."""
    return actions.load_case(read("noord_brabant")).case
