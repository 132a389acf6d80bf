"""Reading cases, regions and themes."""

from typing import Any

from windroos.apps.regions.models import Case, Region, Theme
from windroos.apps.regions.tables import Kept, take
from windroos.cases.tables import TABLES

__all__ = ["REGIONS", "THEMES", "Case", "case", "cases", "tables"]

REGIONS = Kept(
    "regions", Region, TABLES["regions"].columns, key="code", paths={"parent": "parent__code"}
)
THEMES = Kept("themes", Theme, TABLES["themes"].columns, paths={"id": "slug"})


def cases() -> list[Case]:
    """The cases that are loaded, by name."""
    return list(Case.objects.all())


def case(name: str) -> Case | None:
    """The case of this name, if it is loaded."""
    return Case.objects.filter(name=name).first()


def tables(case: Case) -> dict[str, list[dict[str, Any]]]:
    """The rows of a case that this app keeps, by table."""
    return {kept.table: take(case, kept) for kept in (REGIONS, THEMES)}
