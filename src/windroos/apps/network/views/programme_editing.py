"""Writing down a programme: its parts, goals, partners, agreements and footnotes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from windroos.apps.network.views.record_pages import RecordPages
from windroos.apps.network.views.row_ids import RowIds, in_order, typed_rows
from windroos.apps.network.views.shared import Desk
from windroos.apps.network.wording import own_text
from windroos.cases.register.records import Content

LIST_PAGE, LIST_LABEL = "programmes:programmes", _("Programmes")
COLUMNS = (
    *("kind", "label_nl", "label_en", "state", "start", "end", "theme", "aim_nl", "aim_en"),
    *("basis", "passage", "title", "organisation", "owner", "areas", "website"),
    *("note_nl", "note_en"),
)
FOLDED: Mapping[Any, Sequence[str]] = {
    _("Title, who answers for it, technology areas and notes"): (
        *("title", "organisation", "owner", "areas", "website", "note_nl", "note_en"),
    ),
}
PARTS = {
    "programme_parts": (
        *("id", "code", "label_nl", "label_en", "kind", "parent", "position", "does_nl"),
        *("does_en", "owner", "start", "end", "passage", "note_nl", "note_en"),
    ),
    "programme_goals": (
        *("id", "label_nl", "label_en", "kind", "parent", "parts", "position"),
        *("passage", "note_nl", "note_en"),
    ),
    "programme_partners": (
        *("id", "organisation", "name_nl", "name_en", "role", "part", "start", "end"),
        *("basis", "passage", "note_nl", "note_en"),
    ),
    "programme_agreements": (
        *("id", "label_nl", "label_en", "kind", "organisation", "part", "start", "end"),
        *("basis", "passage", "note_nl", "note_en"),
    ),
    "programme_notes": ("id", "mark", "text_nl", "text_en", "passage"),
}
# In which columns parts and goals of the programme itself are chosen.
_AMONG = {
    "programme_parts": (
        *("programme_parts.parent", "programme_goals.parts"),
        *("programme_partners.part", "programme_agreements.part"),
    ),
    "programme_goals": ("programme_goals.parent",),
}


def row_label(row: Mapping[str, Any]) -> str:
    """What a part, goal or agreement is called, after its number where it has one."""
    return " ".join(filter(None, (row.get("code"), own_text(row, "label"))))


def _among_its_own(at: Desk, content: Content) -> Mapping[str, Sequence[tuple[str, str]]]:
    """The parts and goals to choose from, those that are not saved yet by their names."""
    found: dict[str, Sequence[tuple[str, str]]] = {}
    for table, columns in _AMONG.items():
        rows = [(row["id"], row_label(row)) for row in in_order(content.get(table, ()))]
        rows += typed_rows(at, table, [id for id, _label in rows])
        found |= dict.fromkeys(columns, rows)
    return found


def _shown(content: Content) -> Content:
    """A programme with its parts and goals in their order, as the form shows them."""
    return {**content, **{table: in_order(content[table]) for table in _AMONG}}


def _with_ids(values: dict[str, Any]) -> dict[str, Any]:
    """A programme with an id for each of its rows, and its parts and goals in their order."""
    ids, own = RowIds(values, PARTS), values["id"]
    made: dict[str, list[dict[str, Any]]] = {}
    for table in _AMONG:
        made[table] = []
        for number, row in enumerate(values[table], start=1):
            id = ids.of(row, own, row.get("code"), row["label_en"] or row["label_nl"])
            ids.name(table, row, id)
            made[table].append(row | {"id": id, "position": row["position"] or number})
    for table, rows in made.items():
        made[table] = [row | {"parent": ids.meant(table, row["parent"])} for row in rows]
    made["programme_goals"] = [
        row | {"parts": ids.meant("programme_parts", row["parts"])}
        for row in made["programme_goals"]
    ]
    for table, words in (
        ("programme_partners", ("organisation", "name_en", "name_nl")),
        ("programme_agreements", ("label_en", "label_nl")),
        ("programme_notes", ("mark",)),
    ):
        made[table] = []
        for row in values[table]:
            called = [row[name] for name in words if row[name]][:1]
            id = ids.of(row, own, *(called if table != "programme_notes" else ("note", *called)))
            part = {"part": ids.meant("programme_parts", row["part"])} if "part" in row else {}
            made[table].append(row | {"id": id} | part)
    return values | made


PAGES = RecordPages(
    kind="programme",
    pages="programme",
    list_page=LIST_PAGE,
    list_label=LIST_LABEL,
    new_question=_("Which programme do you want to write down?"),
    name=lambda _at, content: capfirst(own_text(content, "label")),
    stem=lambda given: str(given["label_en"] or given["label_nl"] or ""),
    page="programmes:programme",
    columns=COLUMNS,
    parts=PARTS,
    folded=FOLDED,
    shown=_shown,
    completed=_with_ids,
    choices=_among_its_own,
)
