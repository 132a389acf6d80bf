"""Writing down an indicator of a programme: what is counted, how it adds up, when it is due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from windroos.apps.network.models import Programme
from windroos.apps.network.queries import records
from windroos.apps.network.views.programme_editing import LIST_LABEL, LIST_PAGE, row_label
from windroos.apps.network.views.record_pages import RecordPages
from windroos.apps.network.views.row_ids import RowIds
from windroos.apps.network.views.shared import Desk
from windroos.apps.network.wording import own_text
from windroos.cases.register.records import Content

FOLDED: Mapping[Any, Sequence[str]] = {
    _("What it belongs to: goals, agreements, a site"): ("goals", "agreements", "site"),
    _("How it is counted and shown"): (
        *("definition_nl", "definition_en", "decimals", "scale_low", "scale_high"),
        *("origin_nl", "origin_en", "level_stated", "level_judged"),
    ),
    _("How periods and parts are put together"): ("over_time", "up_tree"),
    _("When it is due, and when it is on track"): (
        *("frequency", "due_days", "first_period", "last_period", "on_track", "at_risk"),
    ),
    _("Place in the order, and notes"): ("position", "note_nl", "note_en"),
}
COLUMNS = (
    *("programme", "part", "label_nl", "label_en", "kind", "unit", "direction", "owner"),
    *("basis", "passage"),
    *(name for names in FOLDED.values() for name in names),
)
PARTS = {"indicator_notes": ("id", "mark", "text_nl", "text_en", "passage")}
_AMONG = {
    "indicators.part": "programme_parts",
    "indicators.goals": "programme_goals",
    "indicators.agreements": "programme_agreements",
}


def _choices(at: Desk, content: Content) -> Mapping[str, Sequence[tuple[str, str]]]:
    """The programmes, and the parts, goals and agreements of the one that was chosen.

    Before one is chosen they are those of all programmes, each with the name of its own.
    """
    programmes = Programme.objects.filter(case=at.case)
    named = {one.slug: capfirst(own_text(one, "label")) for one in programmes}
    chosen = at.request.POST.get("programme") or content.get("programme")
    held = records.current(at.case, "programme", [str(chosen)] if chosen in named else named)
    found: dict[str, Sequence[tuple[str, str]]] = {
        "indicators.programme": sorted(named.items(), key=lambda one: one[1].casefold())
    }
    for column, table in _AMONG.items():
        found[column] = [
            (row["id"], label if chosen in named else f"{named[slug]}: {label}")
            for slug, version in held.items()
            for row in (version.content or {}).get(table, ())
            if (label := row_label(row))
        ]
    return found


def _with_ids(values: dict[str, Any]) -> dict[str, Any]:
    """An indicator with an id for each of its footnotes."""
    ids = RowIds(values, PARTS)
    notes = [
        row | {"id": ids.of(row, values["id"], "note", row["mark"])}
        for row in values["indicator_notes"]
    ]
    return values | {"indicator_notes": notes}


def _programme(at: Desk, content: Content) -> list[tuple[str, str]]:
    """The page of the programme that an indicator is of."""
    version = records.record(at.case, "programme", str(content.get("programme") or ""))
    if version is None or version.content is None:
        return []
    name = capfirst(own_text(version.content, "label"))
    return [(name, at.url("programmes:programme", version.record))]


PAGES = RecordPages(
    kind="indicator",
    pages="indicator",
    list_page=LIST_PAGE,
    list_label=LIST_LABEL,
    new_question=_("What do you want to measure a programme by?"),
    name=lambda _at, content: capfirst(own_text(content, "label")),
    stem=lambda given: f"{given['programme']}-{given['label_en'] or given['label_nl'] or ''}",
    asked=("programme",),
    begun={"position": 1},
    page="programmes:indicator",
    columns=COLUMNS,
    parts=PARTS,
    folded=FOLDED,
    completed=_with_ids,
    choices=_choices,
    between=_programme,
)
