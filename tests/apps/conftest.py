"""Fixtures of the apps' tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker, Settings
from tests.standing import standing

from windroos.apps.compass import actions
from windroos.apps.regions.queries import Case
from windroos.cases.check import read


@pytest.fixture(autouse=True)
def lake(settings: Settings, tmp_path: Path) -> Path:
    """An evidence lake of the test's own."""
    settings.WINDROOS_LAKE = tmp_path / "lake"
    return settings.WINDROOS_LAKE


@pytest.fixture(scope="module")
def _brabant(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[int, Path]]:
    with standing(django_db_blocker, tmp_path_factory.mktemp("brabant")) as lake:
        yield actions.load_case(read("noord_brabant")).case.pk, lake


@pytest.fixture
def brabant(_brabant: tuple[int, Path], db: None, settings: Settings) -> Case:
    """The case of Noord-Brabant, loaded."""
    pk, settings.WINDROOS_LAKE = _brabant
    return Case.objects.get(pk=pk)
