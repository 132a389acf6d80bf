"""A case when an open source has a new edition, and choosing for its own figures instead."""

from collections.abc import Callable, Collection, Mapping, Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from windroos import cases
from windroos.apps.accounts import actions as accounts
from windroos.apps.accounts.permits import action
from windroos.apps.accounts.queries import Role, User
from windroos.apps.compass import queries
from windroos.apps.compass.actions.content import lock
from windroos.apps.compass.actions.pins import all_reading, keep_pins, reading
from windroos.apps.compass.actions.reviewing import raise_reviews
from windroos.apps.evidence import actions as evidence_actions
from windroos.apps.evidence import queries as evidence
from windroos.apps.evidence.actions import Dependent
from windroos.apps.evidence.queries import Edition
from windroos.apps.regions.permits import of_case
from windroos.apps.regions.queries import Case
from windroos.sources.lake import LakeError


def follow_edition(edition: Edition, actor: User | None) -> None:
    """Let every case that reads from a source go over to its new edition, with the reviews that
    gives.

    Called within the transaction that makes the edition.
    """
    for case, _indicators in reading(edition.source):
        case = lock(case)
        held = evidence.pins(evidence.snapshots(case)).get(edition.source)
        if held is not None and held.sha256 in ("", edition.sha256):
            continue
        _read_from(case, edition, "source-followed", held, actor)


def rests(sources: Collection[str]) -> Mapping[str, Sequence[Dependent]]:
    """The cases that read from each of these sources now, with their indicators."""
    found: dict[str, list[Dependent]] = {}
    for case, read in all_reading():
        held = evidence.pins(evidence.snapshots(case)) if read else {}
        for source in read.keys() & held.keys() & set(sources):
            if held[source].sha256:
                dependent = Dependent(case.name, case.title, read[source])
                found.setdefault(source, []).append(dependent)
    return found


@action(Role.ANALYST, Role.ADMINISTRATOR, within=of_case)
def use_own_figures(case: Case, source: str, *, reason: str, actor: User | None) -> None:
    """Let a case use its own figures instead of those of a source, also after a new edition.

    Raises ValidationError without a reason, for a source that no series of the case reads, and
    when it uses its own figures already.
    """
    evidence_actions.hold_lake()
    case, held = _locked(case, source, reason)
    if held is None or not held.sha256:
        raise ValidationError(_("The case uses its own figures already."))
    _change(
        case,
        source,
        "own-figures-used",
        lambda: evidence_actions.own_figures(case, source),
        before={"sha256": held.sha256},
        after={"source": source, "reason": reason.strip()},
        actor=actor,
    )


@action(Role.ANALYST, Role.ADMINISTRATOR, within=of_case)
def read_from_source(case: Case, source: str, *, reason: str, actor: User | None) -> None:
    """Let a case that uses its own figures read from the current edition of a source again.

    Raises ValidationError without a reason, for a source that no series of the case reads, when it
    reads from it already, and when the source was not brought in.
    """
    evidence_actions.hold_lake()
    case, held = _locked(case, source, reason)
    if held is not None and held.sha256:
        raise ValidationError(_("The case reads from this source already."))
    edition = evidence.edition_at(source)
    if edition is None:
        raise ValidationError(_("This source was not brought in yet."))
    _read_from(case, edition, "source-read", held, actor, reason=reason.strip())


def _locked(case: Case, source: str, reason: str) -> tuple[Case, evidence.Pin | None]:
    """The case, locked, and what it reads from a source of its framework."""
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason.")})
    case = lock(case)
    known = queries.value(case).framework.datasets
    if source not in known:
        message = _("The case does not read from “%(source)s”; it reads from: %(known)s.")
        told = {"source": source, "known": ", ".join(known) or "-"}
        raise ValidationError({"source": message % told})
    return case, evidence.pins(evidence.snapshots(case)).get(source)


def _read_from(
    case: Case,
    edition: Edition,
    verb: str,
    held: evidence.Pin | None,
    actor: User | None,
    **more: str,
) -> None:
    _change(
        case,
        edition.source,
        verb,
        lambda: evidence_actions.pin(case, edition),
        before={"sha256": held.sha256} if held and held.sha256 else None,
        after={"source": edition.source, "sha256": edition.sha256, "rows": edition.rows} | more,
        actor=actor,
    )


def _change(
    case: Case,
    source: str,
    verb: str,
    change: Callable[[], None],
    *,
    before: Mapping[str, str] | None,
    after: Mapping[str, object],
    actor: User | None,
) -> None:
    """Change what a case that is locked reads from, tell the trail, and raise the reviews."""
    was = _value(case)
    change()
    keep_pins(case, actor=actor)
    event = accounts.record(
        verb,
        actor=actor,
        **evidence_actions.subject(source),
        case=case.name,
        before=before,
        after={**after, "case_title": case.title},
    )
    if was is not None:
        raise_reviews(case, was, [event])


def _value(case: Case) -> cases.Case | None:
    """The case as it is; None where a snapshot that it reads from was lost."""
    try:
        return queries.value(case)
    except LakeError:
        return None
