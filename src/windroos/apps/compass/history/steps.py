"""What happened to a draft, decision or review: events of the trail, with what changed in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from windroos.apps.accounts.queries import Event
from windroos.apps.compass.history.words import Differing, differing
from windroos.cases import Case

# The table whose columns an event tells of, by its subject; of drafts those of the decision.
_TABLES = {
    "judgement": "judgements",
    "finding": "findings",
    "decision": "decisions",
    "settlement": "settlements",
    "draft": "decisions",
}
# Of these the sentence says it all, or nothing was there before.
_WHOLE = ("-added", "-made", "-taken", "-revoked", "-retracted", "-submitted", "-returned")
_WHOLE += ("-withdrawn", "-reopened", "-decided")


@dataclass(frozen=True)
class Step:
    """An event, what changed field by field, and where the history of its subject stands."""

    event: Event
    changes: Sequence[Differing]
    url: str


def steps(case: Case, events: Iterable[Event]) -> list[Step]:
    """Events ready to be shown, in the order they come."""
    return [Step(event, _changes(case, event), _history(case, event)) for event in events]


def _changes(case: Case, event: Event) -> list[Differing]:
    table = _TABLES.get(event.subject_type)
    if event.verb.endswith(_WHOLE):
        return []
    if table is None:
        return [Differing(c.field, c.before or "", c.after or "") for c in event.changes]
    before, after = (_cells(event.data.get(name, {})) for name in ("before", "after"))
    return differing(case, before, after)


def _cells(values: Mapping[str, Any]) -> dict[str, Any]:
    """What an event holds of a row; yes and no in words."""
    words = {True: _("yes"), False: _("no")}
    return {
        name: words[value] if isinstance(value, bool) else value
        for name, value in values.items()
        if name not in ("version", "why")
    }


def _history(case: Case, event: Event) -> str:
    """The history of a row of the case; empty for what has none."""
    table = _TABLES.get(event.subject_type)
    if table is None or event.subject_type == "draft":
        return ""
    key = event.subject_id.partition("/")[2]
    return reverse("compass:history", args=[case.name, table, key])
