"""Relations of an organisation with others: adding, changing, ending and taking out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from windroos.apps.network import words as said
from windroos.apps.network.models import Organisation, RecordVersion
from windroos.apps.network.queries import records
from windroos.apps.network.record_forms import RecordForm
from windroos.apps.network.views.record_editing import (
    fill_in_record,
    free_id,
    organisation_or_404,
    take_out,
    way_to,
)
from windroos.apps.network.views.record_history import Telling
from windroos.apps.network.views.shared import Desk, crumbs, writers_desk

TIE = ("kind", "other", "start", "end", "basis", "passage", "source", "note_nl", "note_en")


def relation_new(request: HttpRequest, case: str, slug: str) -> HttpResponse:
    """Adding a relation of an organisation with another."""
    at = writers_desk(request, case, "save_record")
    one, _version = organisation_or_404(at, slug)
    return _tie(at, one, None)


def relation_edit(request: HttpRequest, case: str, slug: str, relation: str) -> HttpResponse:
    """Changing a relation, or saying when it ended."""
    at = writers_desk(request, case, "save_record")
    one, _version = organisation_or_404(at, slug)
    return _tie(at, one, _relation_or_404(at, slug, relation))


def relation_remove(request: HttpRequest, case: str, slug: str, relation: str) -> HttpResponse:
    """Taking out a relation that never was; one that ended is given its end instead."""
    at = writers_desk(request, case, "remove_record")
    one, _version = organisation_or_404(at, slug)
    version = _relation_or_404(at, slug, relation)
    told = Telling(at, "relation", [version.content or {}]).told(version.content or {})
    context = {
        "crumbs": crumbs(*way_to(at, one, _("Take out a relation"))),
        "name": " ".join((told["organisation"], told["kind"], told["other"])),
        "cancel": at.url("organisation", slug),
        "relation": True,
    }
    return take_out(at, "relation", version, context, at.url("organisation", slug))


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
    return fill_in_record(
        at,
        "relation",
        form,
        record,
        back=url,
        done=lambda slug: f"{url}#relation_{slug}",
        way=way_to(at, one, _("Relation")),
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


def _relation_or_404(at: Desk, slug: str, relation: str) -> RecordVersion:
    version = records.record(at.case, "relation", relation)
    content = (version.content if version is not None else None) or {}
    if version is None or slug not in (content.get("organisation"), content.get("other")):
        raise Http404(f"no relation {relation} of {slug}")
    return version
