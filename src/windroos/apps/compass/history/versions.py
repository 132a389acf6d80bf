"""The history of a judgement, finding or decision: every version, by whom, what and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from windroos import cases
from windroos.apps.accounts.queries import Event, history
from windroos.apps.compass.history.words import Differing, Told, differing, told
from windroos.apps.compass.models import Panel
from windroos.apps.compass.panels import kept as panels
from windroos.apps.regions.permits import organisations_of
from windroos.apps.regions.queries import Case, Version

# The tables whose rows people write, and what the audit trail calls a row of each.
TABLES = {
    "judgements": "judgement",
    "findings": "finding",
    "decisions": "decision",
    "statements": "statement",
    "relations": "relation",
    "quantities": "quantity",
    "settlements": "settlement",
}


@dataclass(frozen=True)
class Shown:
    """A version of a row: what was done to it, by whom and why, and what then stood there."""

    version: Version
    done: str
    by: str
    why: str
    differing: Sequence[Differing]
    told: Sequence[Told]
    panel: Panel | None


def versions_shown(
    row: Case, value: cases.Case, table: str, versions: Sequence[Version], *, staff: bool
) -> list[Shown]:
    """The versions of a row, the newest first; to the staff of the case with names."""
    events = _events(row, table, versions)
    by_panel = panels.behind(row, versions)
    older = [*versions[1:], None]
    return [
        Shown(
            version=version,
            done=_done(version, before, events.get(version.pk)),
            by=_by(row, version, staff=staff),
            why=str(events[version.pk].data.get("after", {}).get("why", ""))
            if version.pk in events
            else "",
            differing=differing(value, before.row, version.row)
            if before is not None and before.row and version.row
            else (),
            told=told(value, version.row),
            panel=by_panel.get(version.pk),
        )
        for version, before in zip(versions, older, strict=True)
    ]


def _events(row: Case, table: str, versions: Sequence[Version]) -> Mapping[int, Event]:
    """What the audit trail tells of each version that a person wrote: one event a version."""
    written = [version for version in versions if not version.by_package]
    events = list(history(TABLES[table], f"{row.name}/{versions[0].key}"))
    if len(events) != len(written):  # a trail that was not kept from the start tells nothing
        return {}
    return {version.pk: event for version, event in zip(written, events, strict=True)}


def _done(version: Version, before: Version | None, event: Event | None) -> str:
    if event is not None and event.verb.endswith("-restored"):
        return pgettext("history", "Undone")
    if event is not None and event.verb == "decision-untaken":
        return pgettext("history", "Undone")
    if version.row is None:
        return pgettext("history", "Taken back")
    if before is None or before.row is None:
        return pgettext("history", "Added")
    return pgettext("history", "Changed")


def _by(row: Case, version: Version, *, staff: bool) -> str:
    """Who wrote a version: to the staff of the case by name, to others the organisation."""
    if version.by_package:
        return _("The case as it was loaded")
    if version.actor is None:
        return _("The program")
    voices = organisations_of(version.actor, row)
    said = voices[0].name if voices else str((version.row or {}).get("said_by", ""))
    if not staff:
        return said or _("An organisation that works on this case")
    return f"{version.actor.name} ({said})" if said else version.actor.name


def taken_over(row: Case, decision: str) -> bool:
    """Whether the last that was done to a decision is that it was taken over from a table."""
    last = history("decision", f"{row.name}/{decision}").first()
    return last is not None and last.verb == "decision-taken-over"


def row_then(versions: Sequence[Version], day: date) -> Mapping[str, Any] | None:
    """The row as it stood at the end of a day."""
    midnight = datetime.combine(day + timedelta(days=1), time(), timezone.get_current_timezone())
    held = (one for one in versions if one.since is None or one.since < midnight)
    version = next(held, None)
    return version.row if version else None
