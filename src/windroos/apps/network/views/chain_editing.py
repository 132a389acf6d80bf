"""Writing down a value chain: its links, what goes from one to the next, and who holds which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from windroos.apps.network.views.record_pages import RecordPages
from windroos.apps.network.views.row_ids import RowIds, typed_rows
from windroos.apps.network.views.shared import Desk
from windroos.apps.network.wording import own_text
from windroos.cases.register.chains import ordered
from windroos.cases.register.records import Content

COLUMNS = ("label_nl", "label_en", "area", "passage", "note_nl", "note_en")
PARTS = {
    "chain_links": (
        *("id", "label_nl", "label_en", "position", "needs", "complete"),
        *("passage", "note_nl", "note_en"),
    ),
    "chain_flows": ("id", "source", "target", "what_nl", "what_en", "passage"),
    "chain_holders": (
        *("id", "link", "organisation", "region", "country", "strength"),
        *("share_low", "share_high", "start", "end", "basis", "passage", "note_nl", "note_en"),
    ),
}


def _links(at: Desk, content: Content) -> Mapping[str, Sequence[tuple[str, str]]]:
    """The links to choose from; of those that are not saved yet the names can be chosen already."""
    links = [(row["id"], own_text(row, "label")) for row in content.get("chain_links", ())]
    links += typed_rows(at, "chain_links", [id for id, _label in links])
    columns = ("chain_flows.source", "chain_flows.target", "chain_holders.link")
    return dict.fromkeys(columns, links)


def _with_ids(values: dict[str, Any]) -> dict[str, Any]:
    """A chain with an id for each of its rows, and its links in their order."""
    ids = RowIds(values, PARTS)
    links = []
    for number, row in enumerate(values["chain_links"], start=1):
        made = ids.of(row, values["id"], row["label_en"] or row["label_nl"])
        ids.name("chain_links", row, made)
        links.append(
            row
            | {"id": made, "needs": row["needs"] or "all", "position": row["position"] or number}
        )

    def link(name: Any) -> Any:
        return ids.meant("chain_links", name)

    flows = [
        row | {"source": link(row["source"]), "target": link(row["target"])}
        for row in values["chain_flows"]
    ]
    holders = [row | {"link": link(row["link"])} for row in values["chain_holders"]]
    for row in holders:
        row["id"] = ids.of(row, row["link"], *_held_by(row))
    return values | {
        "chain_links": links,
        "chain_flows": [row | {"id": ids.of(row, row["source"], row["target"])} for row in flows],
        "chain_holders": [
            row | {"id": ids.of(row, row["link"], *_held_by(row))} for row in holders
        ],
    }


def _held_by(row: dict[str, Any]) -> list[str]:
    """By whom or where a link is held, as precisely as is known."""
    known = (row["organisation"], row["region"], row["country"])
    return [one for one in known if one][:1]


PAGES = RecordPages(
    kind="chain",
    pages="chain",
    list_page="chains",
    list_label=_("Value chains"),
    new_question=_("Which chain do you want to write down?"),
    name=lambda _at, content: capfirst(own_text(content, "label")),
    stem=lambda given: str(given["label_en"] or given["label_nl"] or ""),
    own_page=True,
    columns=COLUMNS,
    parts=PARTS,
    shown=lambda content: {**content, "chain_links": ordered(content)},
    completed=_with_ids,
    choices=_links,
)
