"""Reading cases, regions and themes."""

from django.db.models import QuerySet

from windroos.apps.accounts.queries import User
from windroos.apps.regions.models import Case, Party, Region, Theme, Version
from windroos.apps.regions.tables import Kept
from windroos.cases.tables import TABLES

__all__ = [
    "KEPT",
    "REGIONS",
    "THEMES",
    "Case",
    "Party",
    "Region",
    "Version",
    "case",
    "cases",
    "cases_of",
    "parties",
]

REGIONS = Kept(
    "regions", Region, TABLES["regions"].columns, key="code", paths={"parent": "parent__code"}
)
THEMES = Kept("themes", Theme, TABLES["themes"].columns, paths={"id": "slug"})
KEPT = (REGIONS, THEMES)


def cases() -> list[Case]:
    """The cases that are loaded, by name."""
    return list(Case.objects.all())


def parties(case: Case) -> list[Party]:
    """The organisations that work on a case, the one that leads it first."""
    return list(Party.objects.filter(case=case).select_related("organisation"))


def cases_of(user: User) -> QuerySet[Case]:
    """The cases on which someone works: of an organisation they have a role for."""
    return Case.objects.filter(parties__organisation__memberships__user=user).distinct()


def case(name: str) -> Case | None:
    """The case of this name, if it is loaded."""
    return Case.objects.filter(name=name).first()
