"""Changing organisations of the register and their relations: forms, removing, putting back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from windroos.apps.network import register_words as said
from windroos.apps.network.models import Organisation, RecordVersion
from windroos.apps.network.queries import organisations as found
from windroos.apps.network.queries import records
from windroos.apps.network.record_forms import RecordForm
from windroos.apps.network.telling import LABELS
from windroos.apps.network.views.record_editing import (
    fill_in,
    free_id,
    put_version_back,
    remove_page,
)
from windroos.apps.network.views.record_history import Telling
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
TIE = ("kind", "other", "start", "end", "basis", "passage", "source", "note_nl", "note_en")


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

    return fill_in(
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
    one, version = _organisation_or_404(at, slug)
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
    return fill_in(
        at,
        "organisation",
        form,
        lambda values: values | {"id": slug},
        back=url,
        done=lambda _slug: url,
        way=_way(at, one, _("Change")),
        heading=_("What changes in %(name)s?") % {"name": one.name},
        marked=True,
    )


def remove(request: HttpRequest, case: str, slug: str) -> HttpResponse:
    """Taking an organisation out of the register."""
    at = writers_desk(request, case, "remove_record")
    one, version = _organisation_or_404(at, slug)
    context = {
        "crumbs": crumbs(*_way(at, one, _("Take out"))),
        "name": one.name,
        "cancel": at.url("organisation", slug),
        "leaning": list(_leaning(at, slug)),
    }
    return remove_page(at, "organisation", version, context, at.url("organisation", slug))


@require_POST
def put_back(request: HttpRequest, case: str, slug: str) -> HttpResponse:
    """Making a former version of an organisation the current one."""
    at = writers_desk(request, case, "save_record")
    return put_version_back(at, "organisation", slug, at.url("organisation", slug))


def relation_new(request: HttpRequest, case: str, slug: str) -> HttpResponse:
    """Adding a relation of an organisation with another."""
    at = writers_desk(request, case, "save_record")
    one, _version = _organisation_or_404(at, slug)
    return _tie(at, one, None)


def relation_edit(request: HttpRequest, case: str, slug: str, relation: str) -> HttpResponse:
    """Changing a relation, or saying when it ended."""
    at = writers_desk(request, case, "save_record")
    one, _version = _organisation_or_404(at, slug)
    return _tie(at, one, _relation_or_404(at, slug, relation))


def relation_remove(request: HttpRequest, case: str, slug: str, relation: str) -> HttpResponse:
    """Taking out a relation that never was; one that ended is given its end instead."""
    at = writers_desk(request, case, "remove_record")
    one, _version = _organisation_or_404(at, slug)
    version = _relation_or_404(at, slug, relation)
    told = Telling(at, "relation", [version.content or {}]).told(version.content or {})
    context = {
        "crumbs": crumbs(*_way(at, one, _("Take out a relation"))),
        "name": " ".join((told["organisation"], told["kind"], told["other"])),
        "cancel": at.url("organisation", slug),
        "relation": True,
    }
    return remove_page(at, "relation", version, context, at.url("organisation", slug))


def _tie(at: Desk, one: Organisation, version: RecordVersion | None) -> HttpResponse:
    """The form of a relation, seen from one of its two organisations."""
    content = dict(version.content or {}) if version is not None else {}
    backward = content.get("other") == one.slug
    kind = content.get("kind", "")
    seen = content | {"kind": f"<{kind}" if backward and kind not in said.MUTUAL else kind}
    if backward:
        seen |= {"other": content["organisation"]}
    form = RecordForm(
        at.case,
        "relation",
        at.request.POST or None,
        content=seen,
        version=version.number if version is not None else 0,
        columns=TIE,
    )
    field = form.main.fields["kind"]
    assert isinstance(field, forms.ChoiceField)
    field.label = one.name
    field.choices = [("", _("Choose")), *_directions()]

    def record(values: dict[str, Any]) -> dict[str, Any]:
        chosen = values["kind"] or ""
        turned = chosen.startswith("<") or (backward and chosen in said.MUTUAL)
        pair = (values["other"], one.slug) if turned else (one.slug, values["other"])
        made = values | {
            "kind": chosen.removeprefix("<"),
            "organisation": pair[0],
            "other": pair[1],
        }
        if version is not None:
            return made | {"id": version.record}
        words = f"{pair[0]}-{made['kind']}-{pair[1]}"
        return made | {"id": free_id(at, "relation", words)}

    url = at.url("organisation", one.slug)
    heading = (
        _("What has %(name)s to do with another?")
        if version is None
        else _("What changes in this relation of %(name)s?")
    )
    return fill_in(
        at,
        "relation",
        form,
        record,
        back=url,
        done=lambda slug: f"{url}#relation_{slug}",
        way=_way(at, one, _("Relation")),
        heading=heading % {"name": one.name},
        relation=version.record if version is not None else "",
        slug=one.slug,
    )


def _directions() -> Iterator[tuple[str, str]]:
    """The kinds of relation from both sides: what one is to the other, and the other way round."""
    for kind, (forward, backward) in said.RELATIONS.items():
        yield kind, f"{forward} …"
        if kind not in said.MUTUAL:
            yield f"<{kind}", f"{backward} …"


def _leaning(at: Desk, slug: str) -> Iterator[dict[str, str]]:
    """What refers to an organisation, so that it cannot go: in words, with where it stands."""
    leaning = records.leaning(at.case, "organisation", slug)
    called = found.names(at.case, [record for kind, record in leaning if kind == "organisation"])
    for kind, record in leaning:
        url = at.url("organisation", record) if kind == "organisation" else ""
        if kind == "relation":
            url = at.url("relation_edit", slug, record)
        yield {"label": str(LABELS[kind]), "name": called.get(record, record), "url": url}


def _organisation_or_404(at: Desk, slug: str) -> tuple[Organisation, RecordVersion]:
    one, version = (
        found.organisation(at.case, slug),
        records.record(at.case, "organisation", slug),
    )
    if one is None or version is None:
        raise Http404(f"no organisation {slug}")
    return one, version


def _relation_or_404(at: Desk, slug: str, relation: str) -> RecordVersion:
    version = records.record(at.case, "relation", relation)
    content = (version.content if version is not None else None) or {}
    if version is None or slug not in (content.get("organisation"), content.get("other")):
        raise Http404(f"no relation {relation} of {slug}")
    return version


def _way(at: Desk, one: Organisation, here: str) -> list[tuple[str, str]]:
    return [
        (_("Organisations"), at.url("organisations")),
        (one.name, at.url("organisation", one.slug)),
        (here, ""),
    ]
