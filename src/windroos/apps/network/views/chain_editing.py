"""Writing down a value chain: its links, what goes from one to the next, and who holds which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.text import capfirst, slugify
from django.utils.translation import gettext_lazy as _

from windroos.apps.network.views.record_pages import RecordPages
from windroos.apps.network.views.shared import Desk
from windroos.apps.network.wording import own_text
from windroos.cases.fields import ID
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
    links += _typed_links(at, {id for id, _label in links})
    columns = ("chain_flows.source", "chain_flows.target", "chain_holders.link")
    return dict.fromkeys(columns, links)


def _typed_links(at: Desk, known: set[str]) -> list[tuple[str, str]]:
    """The links that were typed and not saved yet, by the name that stands for their id."""
    data, found = at.request.POST, []
    rows = data.get("chain_links-rows", "")
    for number in range(int(rows) if rows.isdecimal() and len(rows) < 6 else 0):
        at_row = f"chain_links-{number}"
        label = (data.get(f"{at_row}-label_en") or data.get(f"{at_row}-label_nl") or "").strip()
        id = data.get(f"{at_row}-id") or ""
        if label and id not in known and not data.get(f"{at_row}-gone"):
            found.append((f"+{slugify(label)}", label))
    return found


def _with_ids(values: dict[str, Any]) -> dict[str, Any]:
    """A chain with an id for each of its rows, made of what they say; those it has stay.

    A link that was only typed is known in the other rows by its name after a plus.
    """
    taken: set[str] = set()
    named: dict[str, str] = {}

    def id_of(row: dict[str, Any], *words: Any) -> str:
        made = row.get("id")
        if not made:
            made = _fresh("-".join(str(word) for word in words if word), taken)
        taken.add(made)
        return str(made)

    for rows in ("chain_links", "chain_flows", "chain_holders"):
        taken |= {row["id"] for row in values[rows] if row.get("id")}
    links = []
    for number, row in enumerate(values["chain_links"], start=1):
        label = row["label_en"] or row["label_nl"] or ""
        made = id_of(row, values["id"], label)
        named[f"+{slugify(label)}"] = made
        links.append(
            row
            | {"id": made, "needs": row["needs"] or "all", "position": row["position"] or number}
        )

    def link(name: Any) -> Any:
        return named.get(name, name)

    flows = [
        row | {"source": link(row["source"]), "target": link(row["target"])}
        for row in values["chain_flows"]
    ]
    holders = [row | {"link": link(row["link"])} for row in values["chain_holders"]]
    return values | {
        "chain_links": links,
        "chain_flows": [row | {"id": id_of(row, row["source"], row["target"])} for row in flows],
        "chain_holders": [row | {"id": id_of(row, row["link"], *_held_by(row))} for row in holders],
    }


def _held_by(row: dict[str, Any]) -> list[str]:
    """By whom or where a link is held, as precisely as is known."""
    known = (row["organisation"], row["region"], row["country"])
    return [one for one in known if one][:1]


def _fresh(words: str, taken: set[str]) -> str:
    begin = "-".join(part for part in slugify(words).split("-") if part)[: ID - 5].strip("-")
    begin = begin or "row"
    return next(
        id
        for number in range(1, 1000)
        if (id := begin if number == 1 else f"{begin}-{number}") not in taken
    )


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
