"""The pages of a site with the case of Noord-Brabant, and of one with a case unlike it."""

from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from windroos.apps.compass.actions import load_case
from windroos.apps.regions.queries import Case
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
def lake(settings: Settings, tmp_path: Path) -> None:
    """An evidence lake of its own for every test."""
    settings.WINDROOS_LAKE = tmp_path / "lake"


@pytest.fixture
def loaded_case(db: None, lake: None, noord_brabant: Package) -> Case:
    """The case of Noord-Brabant in the database, without any document."""
    return load_case(noord_brabant).case


@pytest.fixture
def small_case(db: None, lake: None, small: Package) -> Case:
    """The small case in the database, without any document."""
    return load_case(small).case
