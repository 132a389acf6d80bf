"""Which editions of the open sources a case reads from, kept with its history."""

from collections.abc import Mapping
from functools import lru_cache

from windroos.apps.accounts.queries import User
from windroos.apps.compass.models import Framework
from windroos.apps.evidence import actions as evidence_actions
from windroos.apps.evidence import queries as evidence
from windroos.apps.regions import journal
from windroos.apps.regions.journal import Change
from windroos.apps.regions.queries import Case
from windroos.cases import framework as cases
from windroos.cases.framework_file import parse
from windroos.cases.framework_series import PIN


def reading(source: str) -> list[tuple[Case, tuple[str, ...]]]:
    """The cases with a series that reads from a source, each with the indicators of those."""
    return [(case, read[source]) for case, read in all_reading() if read.get(source)]


def all_reading() -> list[tuple[Case, Mapping[str, tuple[str, ...]]]]:
    """Every case with the indicators whose series read from each source, by its key."""
    kept = Framework.objects.select_related("case").order_by("case__name")
    return [(one.case, _series(one.text)) for one in kept]


@lru_cache(maxsize=32)
def _series(text: str) -> dict[str, tuple[str, ...]]:
    """The indicators that are read from each source, by its key."""
    framework, _ = parse(text)
    if framework is None:
        return {}
    return {
        key: tuple(one.id for one in framework.series.values() if key in one.sources)
        for key in framework.datasets
    }


def pin_current(case: Case, framework: cases.Framework) -> None:
    """Let a case read from the current editions of what its framework names, and from no other; a
    case that has chosen for its own figures keeps to them.

    Called within the transaction that changes the framework; `keep_pins` then tells the history.
    """
    held = evidence.pins(evidence.snapshots(case))
    for key, wanted in evidence.would_read(case, framework.datasets).items():
        edition = evidence.edition_at(key)
        if edition is not None and wanted != held.get(key):
            evidence_actions.pin(case, edition)
    evidence_actions.drop_pins(case, framework.datasets)


def keep_pins(case: Case, *, actor: User | None) -> None:
    """Write what a case reads from now into its history, where that is another than before.

    Called within the transaction that changes it.
    """
    now = {key: row for key, row in evidence.snapshots(case).items() if key.startswith(PIN)}
    held = {
        key: version.row
        for key, version in journal.current(case, journal.SNAPSHOTS).items()
        if key.startswith(PIN)
    }
    changes = [
        Change(journal.SNAPSHOTS, key, now.get(key))
        for key in sorted(now.keys() | held.keys())
        if now.get(key) != held.get(key)
    ]
    journal.write(case, changes, by_package=False, actor=actor)
