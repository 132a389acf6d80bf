"""The pages of a site with the case of Noord-Brabant, and of one with a case unlike it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker, Settings
from tests.apps.stored import undone
from tests.standing import standing

from windroos.apps.compass.actions import load_case
from windroos.apps.network.actions import load_register
from windroos.apps.regions.queries import Case
from windroos.cases import register
from windroos.cases.check import read
from windroos.cases.framework_file import parse
from windroos.cases.package import Package
from windroos.cases.tables import TABLES

# One role, two aspects without components, no preconditions, no themes: as small as it gets.
SMALL_FRAMEWORK = """
id = "small"
version = "1"
label = { nl = "Klein", en = "Small" }
summary = { nl = "Een klein kompas.", en = "A small compass." }
[[role]]
id = "only"
label = { nl = "Enige rol", en = "Only role" }
body = { nl = "Wij", en = "We" }
thresholds = { active = 0.6, reactive = 0.4 }
[[scale]]
id = "three"
points = [ { value = 1, nl = "laag", en = "low" }, { value = 3, nl = "hoog", en = "high" } ]
[[node]]
id = "root"
label = { nl = "Wortel", en = "Root" }
[[node]]
id = "theme"
parent = "root"
level = "aspect"
label = { nl = "Eerste <aspect>", en = "First <aspect>" }
weight = 1
rating = { scale = "three" }
[[node]]
id = "role"
parent = "root"
level = "aspect"
label = { nl = "Tweede aspect", en = "Second aspect" }
weight = 1
rating = { scale = "three" }
"""


@pytest.fixture(scope="session")
def noord_brabant() -> Package:
    return read("noord_brabant")


@pytest.fixture(scope="session")
def small() -> Package:
    """Two regions, of which one has one judgement; names that no page may take for HTML."""
    framework, problems = parse(SMALL_FRAMEWORK)
    assert framework is not None, problems
    place = {"kind": "other", "continent": "africa", "weighed": True, "home": False}
    rows = {
        "regions": [
            {"code": "x-a", "name_nl": "Aa & <i>b", "name_en": "Aa & <i>b", **place},
            {"code": "x-b", "name_nl": "Bee", "name_en": "Bee", **place},
        ],
        "sources": [
            {
                "id": "one",
                "kind": "document",
                "title": "Een <b>document</b>",
                "publisher": "Wij",
                "published": "2020",
            }
        ],
        "passages": [
            {
                "id": "one-1",
                "document": "one",
                "paragraph": 1,
                "sha256": "0" * 64,
                "label_nl": "Plaats",
                "label_en": "Place",
            }
        ],
        "judgements": [
            {
                "id": "j-1",
                "region": "x-a",
                "criterion": "theme",
                "rating": 3.0,
                "confidence": "high",
                "said_by": "Wij",
                "passage": "one-1",
                "reason_nl": "Omdat",
                "reason_en": "Because",
            }
        ],
    }
    for row in rows["regions"]:
        row |= {"latitude": 1.0, "longitude": 2.0}
    tables: dict[str, list[dict[str, Any]]] = {
        name: [dict.fromkeys(table.columns) | row for row in rows.get(name, [])]
        for name, table in TABLES.items()
    }
    return Package.of("small", 'Klein & "<u>"', framework, SMALL_FRAMEWORK, tables)


@pytest.fixture
def lake(settings: Settings, tmp_path: Path) -> Path:
    """An evidence lake of its own, for a test without a case."""
    settings.WINDROOS_LAKE = tmp_path / "lake"
    return settings.WINDROOS_LAKE


@pytest.fixture(scope="module")
def _loaded_case(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    noord_brabant: Package,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[int, Path]]:
    with standing(django_db_blocker, tmp_path_factory.mktemp("loaded")) as lake:
        yield load_case(noord_brabant).case.pk, lake


@pytest.fixture(scope="module")
def _small_case(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    small: Package,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[int, Path]]:
    with standing(django_db_blocker, tmp_path_factory.mktemp("small")) as lake:
        yield load_case(small).case.pk, lake


@pytest.fixture
def loaded_case(_loaded_case: tuple[int, Path], db: None, settings: Settings) -> Case:
    """The case of Noord-Brabant in the database, without any document."""
    pk, settings.WINDROOS_LAKE = _loaded_case
    return Case.objects.get(pk=pk)


@pytest.fixture(scope="module")
def _filled(_loaded_case: tuple[int, Path], django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    pk, _lake = _loaded_case
    with django_db_blocker.unblock(), undone():
        load_register(Case.objects.get(pk=pk), register.read("noord_brabant"))
        yield


@pytest.fixture
def filled(_filled: None, loaded_case: Case) -> Case:
    """The same, with the register that comes with it: from then on for all tests of the module."""
    return loaded_case


@pytest.fixture
def small_case(_small_case: tuple[int, Path], db: None, settings: Settings) -> Case:
    """The small case in the database, without any document."""
    pk, settings.WINDROOS_LAKE = _small_case
    return Case.objects.get(pk=pk)
