"""Writing a case: everything of a package at once, or nothing."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from windroos import cases
from windroos.apps.accounts import actions as accounts
from windroos.apps.accounts.permits import action
from windroos.apps.accounts.queries import Role, User
from windroos.apps.compass import queries
from windroos.apps.compass.actions.merging import LoadConflict, differences, planned
from windroos.apps.compass.actions.pins import pin_current
from windroos.apps.compass.actions.reviewing import raise_reviews
from windroos.apps.compass.models import Framework
from windroos.apps.compass.queries import KEPT
from windroos.apps.evidence import actions as evidence
from windroos.apps.evidence import queries as evidence_queries
from windroos.apps.network import actions as network
from windroos.apps.regions import actions as regions
from windroos.apps.regions import journal
from windroos.apps.regions.permits import leading_or_new
from windroos.apps.regions.queries import Case
from windroos.apps.regions.tables import prune, put
from windroos.cases import CaseError
from windroos.cases.package import Package
from windroos.sources.lake import LakeError


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


class CaseChanged(CaseError):
    """Someone wrote in the case since it was looked at what a package would change in it."""

    def __init__(self) -> None:
        super().__init__(_("The case changed since you looked. Nothing was loaded: look again."))


@action(Role.ADMINISTRATOR, within=leading_or_new, program=True)
def load_case(
    package: Package,
    *,
    keep: str | None = None,
    seen: int | None = None,
    actor: User | None = None,
) -> Loaded:
    """Bring the database into line with a package; loading it again changes nothing.

    The package has been checked: a `Package` cannot be made of a broken one by `cases.read`. What
    people wrote since the last package stays; where the package brings something else for the same
    row, `LoadConflict` is raised unless `keep` says which holds, "people" or "package". Raises
    `PackageError` when what people wrote cannot stand beside it, and `CaseChanged` when the case is
    no longer in the state `seen`, 0 where there was none.
    """
    # Before the case is: whoever brings a source in holds the lake, and then every case that reads.
    evidence.hold_lake()
    case = regions.put_case(package.name, package.title)
    if seen is not None and seen != case.state:
        raise CaseChanged
    before = _before(case) if case.revision != package.revision else None
    # Also when nothing changed: a snapshot that was lost or damaged comes back.
    figures = evidence.put_figures(case, package.tables)
    if case.revision == package.revision:
        return Loaded(case, 0, 0)
    plan = planned(case, package, keep)
    if plan.clashes and keep is None:
        raise LoadConflict(plan.clashes)
    rows, tables = dict(plan.rows), plan.whole.tables
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
    Framework.objects.update_or_create(case=case, defaults={"text": plan.whole.framework_text})
    pin_current(case, plan.whole.framework)
    rows[journal.SNAPSHOTS] = evidence_queries.snapshots(case)
    journal.write(case, differences(case, rows), by_package=True, actor=actor)
    was = case.revision
    regions.set_revision(case, package.revision)
    event = accounts.record(
        "case-loaded",
        actor=actor,
        subject_type="case",
        subject_id=case.pk,
        label_nl=case.title,
        case=case.name,
        before={"revision": was} if was else None,
        after={"revision": case.revision, "changed": changed, "removed": removed},
    )
    if before is not None:
        raise_reviews(case, before, [event])
    return Loaded(case, changed, removed, replaced=bool(was))


def _before(case: Case) -> cases.Case | None:
    """The case as it was, to see what moves; None at first, and when its figures were lost."""
    try:
        return queries.value(case) if case.state else None
    except LakeError:
        return None
