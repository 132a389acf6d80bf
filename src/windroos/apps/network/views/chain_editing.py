"""Writing down a value chain: its links, what goes from one to the next, and who holds which."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from windroos.apps.network.chain_telling import title
from windroos.apps.network.models import Area
from windroos.apps.network.queries import records
from windroos.apps.network.record_forms import RecordForm
from windroos.apps.network.views.chains import kept_or_404
from windroos.apps.network.views.record_editing import (
    fill_in_record,
    free_id,
    put_version_back,
    take_out,
)
from windroos.apps.network.views.shared import Desk, crumbs, writers_desk
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


def new(request: HttpRequest, case: str) -> HttpResponse:
    """Writing down a chain."""
    at = writers_desk(request, case, "save_record")
    return _fill_in(
        at,
        _form(at, {}, 0),
        way=[(_("Write down a chain"), "")],
        back=at.url("chains"),
        heading=_("Which chain do you want to write down?"),
    )


def edit(request: HttpRequest, case: str, slug: str) -> HttpResponse:
    """Changing everything about a chain."""
    at = writers_desk(request, case, "save_record")
    kept = kept_or_404(at, slug)
    return _fill_in(
        at,
        _form(at, kept.content, kept.version),
        way=[(title(kept), at.url("chain", slug)), (_("Change"), "")],
        back=at.url("chain", slug),
        heading=_("What changes in %(name)s?") % {"name": title(kept)},
        removes=at.url("chain_remove", slug),
    )


def remove(request: HttpRequest, case: str, slug: str) -> HttpResponse:
    """Taking a chain out of the register."""
    at = writers_desk(request, case, "remove_record")
    kept, version = kept_or_404(at, slug), records.record(at.case, "chain", slug)
    assert version is not None
    context = {
        "crumbs": crumbs(
            (_("Value chains"), at.url("chains")),
            (title(kept), at.url("chain", slug)),
            (_("Take out"), ""),
        ),
        "name": title(kept),
        "here": "chains",
        "cancel": at.url("chain", slug),
    }
    return take_out(at, "chain", version, context, at.url("chains"))


@require_POST
def put_back(request: HttpRequest, case: str, slug: str) -> HttpResponse:
    """Making a former version of a chain the current one."""
    at = writers_desk(request, case, "save_record")
    return put_version_back(at, "chain", slug, at.url("chain", slug))


def _form(at: Desk, content: Content, version: int) -> RecordForm:
    """The form of a chain; of links that are not saved yet the names can be chosen already."""
    if content:
        content = {**content, "chain_links": ordered(content)}
    links = [(row["id"], own_text(row, "label")) for row in content.get("chain_links", ())]
    links += _typed_links(at, {id for id, _label in links})
    areas = [
        (one.slug, own_text({"label_nl": one.label_nl, "label_en": one.label_en}, "label"))
        for one in Area.objects.filter(case=at.case)
    ]
    return RecordForm(
        at.case,
        "chain",
        at.request.POST or None,
        content=content,
        version=version,
        columns=COLUMNS,
        parts=PARTS,
        choices={
            "chains.area": areas,
            "chain_flows.source": links,
            "chain_flows.target": links,
            "chain_holders.link": links,
        },
    )


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


def _fill_in(
    at: Desk,
    form: RecordForm,
    *,
    way: list[tuple[str, str]],
    back: str,
    heading: str,
    removes: str = "",
) -> HttpResponse:
    def record(values: dict[str, Any]) -> dict[str, Any]:
        id = form.content.get("id") or free_id(
            at, "chain", str(values["label_en"] or values["label_nl"] or "")
        )
        return _with_ids(values | {"id": id})

    return fill_in_record(
        at,
        "chain",
        form,
        record,
        back=back,
        done=lambda slug: at.url("chain", slug),
        way=[(_("Value chains"), at.url("chains")), *way],
        heading=heading,
        marked=True,
        here="chains",
        removes=removes,
    )


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
        "chain_holders": [
            row
            | {
                "id": id_of(
                    row, row["link"], row["organisation"] or row["region"] or row["country"]
                )
            }
            for row in holders
        ],
    }


def _who(row: dict[str, Any]) -> Any:
    return row["organisation"] or row["region"] or row["country"]


def _fresh(words: str, taken: set[str]) -> str:
    begin = "-".join(part for part in slugify(words).split("-") if part)[: ID - 5].strip("-")
    begin = begin or "row"
    return next(
        id
        for number in range(1, 1000)
        if (id := begin if number == 1 else f"{begin}-{number}") not in taken
    )
