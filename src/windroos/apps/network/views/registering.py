"""Changing organisations of the register: the form, taking out, putting back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from windroos.apps.network.queries import organisations as found
from windroos.apps.network.queries import records
from windroos.apps.network.record_forms import RecordForm
from windroos.apps.network.telling import LABELS
from windroos.apps.network.views.record_editing import (
    fill_in_record,
    free_id,
    organisation_or_404,
    put_version_back,
    take_out,
    way_to,
)
from windroos.apps.network.views.shared import Desk, crumbs, writers_desk

COLUMNS = (
    *("kind", "place", "region", "country", "latitude", "longitude", "basis", "parent"),
    *("website", "founded", "ended", "note_nl", "note_en"),
)
PARTS = {
    "names": ("name", "kind", "language"),
    "roles": ("area", "category", "theme", "basis", "passage", "note_nl", "note_en"),
    "identifiers": ("scheme", "value"),
    "mentions": ("name", "passage"),
}


def new(request: HttpRequest, case: str) -> HttpResponse:
    """Adding an organisation."""
    at = writers_desk(request, case, "save_record")
    content = {"names": [{"kind": "official"}]}
    form = RecordForm(
        at.case,
        "organisation",
        request.POST or None,
        content=content,
        columns=COLUMNS,
        parts=PARTS,
    )

    def record(values: dict[str, Any]) -> dict[str, Any]:
        named = [row["name"] for row in values["names"] if row["kind"] == "official"]
        return values | {"id": free_id(at, "organisation", named[0] if named else "")}

    return fill_in_record(
        at,
        "organisation",
        form,
        record,
        back=at.url("organisations"),
        done=lambda slug: at.url("organisation", slug),
        way=[(_("Organisations"), at.url("organisations")), (_("Add"), "")],
        heading=_("Which organisation do you want to add?"),
        marked=True,
    )


def edit(request: HttpRequest, case: str, slug: str) -> HttpResponse:
    """Changing everything about an organisation."""
    at = writers_desk(request, case, "save_record")
    one, version = organisation_or_404(at, slug)
    form = RecordForm(
        at.case,
        "organisation",
        request.POST or None,
        content=version.content,
        version=version.number,
        columns=COLUMNS,
        parts=PARTS,
    )
    url = at.url("organisation", slug)
    return fill_in_record(
        at,
        "organisation",
        form,
        lambda values: values | {"id": slug},
        back=url,
        done=lambda _slug: url,
        way=way_to(at, one, _("Change")),
        heading=_("What changes in %(name)s?") % {"name": one.name},
        marked=True,
    )


def remove(request: HttpRequest, case: str, slug: str) -> HttpResponse:
    """Taking an organisation out of the register."""
    at = writers_desk(request, case, "remove_record")
    one, version = organisation_or_404(at, slug)
    context = {
        "crumbs": crumbs(*way_to(at, one, _("Take out"))),
        "name": one.name,
        "cancel": at.url("organisation", slug),
        "leaning": list(_leaning(at, slug)),
    }
    return take_out(at, "organisation", version, context, at.url("organisation", slug))


@require_POST
def put_back(request: HttpRequest, case: str, slug: str) -> HttpResponse:
    """Making a former version of an organisation the current one."""
    at = writers_desk(request, case, "save_record")
    return put_version_back(at, "organisation", slug, at.url("organisation", slug))


def _leaning(at: Desk, slug: str) -> Iterator[dict[str, str]]:
    """What refers to an organisation, so that it cannot go: in words, with where it stands."""
    leaning = records.leaning(at.case, "organisation", slug)
    called = found.names(at.case, [record for kind, record in leaning if kind == "organisation"])
    for kind, record in leaning:
        url = at.url("organisation", record) if kind == "organisation" else ""
        if kind == "relation":
            url = at.url("relation_edit", slug, record)
        yield {"label": str(LABELS[kind]), "name": called.get(record, record), "url": url}
