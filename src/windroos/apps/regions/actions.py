"""Writing cases, regions and themes. Called within the transaction that loads a case."""

from collections.abc import Mapping, Sequence
from typing import Any

from windroos.apps.regions.models import Case, Region
from windroos.apps.regions.queries import REGIONS, THEMES
from windroos.apps.regions.tables import prune, put

Tables = Mapping[str, Sequence[Mapping[str, Any]]]


def put_case(name: str, title: str) -> Case:
    """The case of this name, made if there is none."""
    made, _ = Case.objects.get_or_create(name=name, defaults={"title": title})
    case = lock(made)
    if case.title != title:
        case.title = title
        case.save(update_fields=["title", "loaded"])
    return case


def lock(case: Case) -> Case:
    """The case as it stands now, with others who write to it made to wait for this transaction."""
    return Case.objects.select_for_update().get(pk=case.pk)


def set_revision(case: Case, revision: str) -> None:
    """Note that the content of a case is now another."""
    case.revision = revision
    case.save(update_fields=["revision", "loaded"])


def put_regions(case: Case, tables: Tables) -> int:
    """Bring regions and themes into line with a package; returns how many rows changed."""
    # First the new regions without their parents: a parent may come later in the file.
    known = set(Region.objects.filter(case=case).values_list("code", flat=True))
    new = [row for row in tables["regions"] if row["code"] not in known]
    made = put(case, REGIONS, [dict(row, parent=None) for row in new])
    changed = put(case, REGIONS, tables["regions"])
    adopted = sum(row["parent"] is not None for row in new)  # counted as made already
    return made + changed - adopted + put(case, THEMES, tables["themes"])


def prune_regions(case: Case, tables: Tables) -> int:
    """Remove regions and themes that the package no longer has; last, as others point at them."""
    return prune(case, REGIONS, tables["regions"]) + prune(case, THEMES, tables["themes"])
