"""A small case in which a university decides on research and a town on culture, for tests."""

from pathlib import Path
from typing import Any

from tests.apps.people import party
from tests.cases import packages

from windroos.apps.compass.actions import load_case
from windroos.apps.regions.models import Case
from windroos.cases.check import read

# On research in Latvia the compass says: no effort.
DECISION: dict[str, Any] = {
    "region": "LV",
    "effort": "none",
    "period_start": 2026,
    "period_end": 2027,
    "motivation_en": "Discussed by the board",
}


def lake(folder: Path) -> Case:
    """The small case, loaded, with who decides for which role."""
    case = load_case(read(packages.write(folder / "lake"))).case
    party(case, "university", lead=True, decides=("research",))
    party(case, "town", decides=("culture",))
    return case


def fresh(case: Case) -> Case:
    """The case as it stands now."""
    return Case.objects.get(pk=case.pk)
