"""Writing a case: everything of a package at once, or nothing."""

from dataclasses import dataclass

from django.db import transaction

from windroos.apps.accounts import actions as accounts
from windroos.apps.accounts.queries import User
from windroos.apps.compass.models import Framework
from windroos.apps.compass.queries import KEPT
from windroos.apps.evidence import actions as evidence
from windroos.apps.network import actions as network
from windroos.apps.regions import actions as regions
from windroos.apps.regions.queries import Case
from windroos.apps.regions.tables import prune, put
from windroos.cases.package import Package


@dataclass(frozen=True)
class Loaded:
    """What came of loading a package: how many rows changed and how many went.

    `replaced`: the case was there already, with another content.
    """

    case: Case
    changed: int
    removed: int
    replaced: bool = False

    @property
    def anything(self) -> bool:
        return bool(self.changed or self.removed)


@transaction.atomic
def load_case(package: Package, *, actor: User | None = None) -> Loaded:
    """Bring the database into line with a package; loading it again changes nothing.

    The package has been checked: a `Package` cannot be made of a broken one by `cases.read`.
    """
    case = regions.put_case(package.name, package.title)
    tables = package.tables
    # Also when nothing changed: a snapshot that was lost or damaged comes back.
    figures = evidence.put_figures(case, tables)
    if case.revision == package.revision:
        return Loaded(case, 0, 0)
    changed = (
        figures
        + regions.put_regions(case, tables)
        + evidence.put_evidence(case, tables)
        + network.put_network(case, tables)
        + sum(put(case, kept, tables[kept.table]) for kept in KEPT)
    )
    removed = (
        sum(prune(case, kept, tables[kept.table]) for kept in KEPT)
        + network.prune_network(case, tables)
        + evidence.prune_evidence(case, tables)
        + regions.prune_regions(case, tables)
    )
    before = case.revision
    Framework.objects.update_or_create(case=case, defaults={"text": package.framework_text})
    regions.set_revision(case, package.revision)
    accounts.record(
        "case-loaded",
        actor=actor,
        subject_type="case",
        subject_id=case.pk,
        label_nl=case.title,
        before={"revision": before} if before else None,
        after={"revision": case.revision, "changed": changed, "removed": removed},
    )
    return Loaded(case, changed, removed, replaced=bool(before))
