"""Points to raise: the list, the briefing to print, one of them, and what came of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from windroos.apps.network import actions, queries, wording
from windroos.apps.network.forms import (
    DropForm,
    PointForm,
    RaisedForm,
    VersionedForm,
    filled,
)
from windroos.apps.network.models import Point, Recorded
from windroos.apps.network.models.dialogues import Occasion, Status
from windroos.apps.network.views.shared import (
    Desk,
    chosen,
    crumbs,
    fill_in,
    fill_in_row,
    just_saved,
    region_choices,
    row_or_404,
    staff_desk,
    trail,
    writers_desk,
)
from windroos.apps.network.views.told import relation, steps


def points(request: HttpRequest, case: str) -> HttpResponse:
    """The points of a case, the open ones unless asked otherwise."""
    at = staff_desk(request, case)
    everything = queries.points(at.case, at.user)
    status = chosen(request, "status", (*Status.values, "all", "removed")) or "open"
    subjects = {one.subject for one in everything if one.subject}
    filters: dict[str, Any] = {
        "region": chosen(request, "region", {one.region for one in everything}),
        "subject": chosen(request, "subject", subjects),
        "occasion": chosen(request, "occasion", Occasion.values),
    }
    wanted = "" if status == "all" else status
    found = queries.points(at.case, at.user, status=wanted, **filters)
    opened = [one for one in everything if one.status == Status.OPEN]
    context = {
        "crumbs": crumbs((_("Dialogues"), at.url("dialogues")), (_("Points to raise"), "")),
        "rows": [shown(at, one) for one in found],
        "total": len(everything),
        "open": len(opened),
        "open_regions": len({one.region for one in opened}),
        "filters": {**filters, "status": status},
        "regions": region_choices(at, everything),
        "subjects": [s for s in at.names.subjects.items() if s[0] in subjects],
        "occasions": Occasion.choices,
        "statuses": [*Status.choices, ("all", _("all")), ("removed", _("out of the list"))],
        "at": at,
        "may_write": at.may("add_point"),
    }
    return render(request, "network/points.html", context)


def briefing(request: HttpRequest, case: str) -> HttpResponse:
    """What there is to raise at an occasion, to take along on paper."""
    at = staff_desk(request, case)
    everything = queries.points(at.case, at.user, status="open")
    region = chosen(request, "region", at.names.regions)
    occasion = chosen(request, "occasion", (Occasion.MISSION, Occasion.VISIT))
    found = queries.points(
        at.case, at.user, region=region, status="open", occasion=occasion, with_parents=True
    )
    # Of a region asked for, everything stands under it; else each region has a part of its own.
    codes = [region] if region else list(dict.fromkeys(one.region for one in found))
    parts = []
    for code in codes:
        contacts = queries.contacts(at.case, code)
        parts.append(
            {
                "name": at.names.region(code),
                "relation": relation(contacts),
                "places": at.names.places(row.passage.slug for row in contacts.relations),
                "points": [
                    {**shown(at, one), "possible": contacts.allow(one.reach)}
                    for one in found
                    if region or one.region == code
                ],
            }
        )
    context = {
        "crumbs": crumbs(
            (_("Dialogues"), at.url("dialogues")),
            (_("Points to raise"), at.url("points")),
            (_("Briefing"), ""),
        ),
        "parts": parts,
        "region": at.names.region(region) if region else "",
        "filters": {"region": region, "occasion": occasion},
        "regions": region_choices(at, everything),
        "occasions": [o for o in Occasion.choices if o[0] != Occasion.ANY],
        "total": len(found),
        "at": at,
    }
    return render(request, "network/briefing.html", context)


def point(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """One point, with what the relation with its region makes possible."""
    at = staff_desk(request, case)
    row = row_or_404(at, queries.point, number)
    contacts = queries.contacts(at.case, row.region)
    told = shown(at, row)
    context = {
        "crumbs": _crumbs(at, told["title"], ""),
        "shown": told,
        "row": row,
        "at": at,
        "relation": relation(contacts),
        "possible": contacts.allow(row.reach),
        "places": at.names.places(one.passage.slug for one in contacts.relations),
        "history": steps(row, at.names),
        "may_write": at.may("change_point"),
        "just_saved": just_saved(request, row),
    }
    return render(request, "network/point.html", context)


def new(request: HttpRequest, case: str) -> HttpResponse:
    """Noting a point; `source` in the address says from which dialogue."""
    at = writers_desk(request, case, "add_point")
    dialogues = queries.dialogues(at.case, at.user)
    source = chosen(request, "source", (one.pk for one in dialogues))
    form = PointForm(
        at.case,
        request.POST or None,
        initial={"region": chosen(request, "region", at.names.regions), "source": source},
        dialogues=dialogues,
    )

    def save(form: VersionedForm) -> Recorded:
        return actions.add_point(actor=at.user, case=at.case, **form.values())

    context = {"crumbs": _crumbs(at, "", _("Note a point")), "cancel": at.url("points")}
    return fill_in(
        at, form, "network/point_form.html", context, save=save, url=lambda row: _url(at, row)
    )


def edit(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """Changing a point."""
    at = writers_desk(request, case, "change_point")
    row = row_or_404(at, queries.point, number)
    form = PointForm(
        at.case,
        request.POST or None,
        initial=filled(row, Point.FIELDS),
        dialogues=queries.dialogues(at.case, at.user),
    )

    def save(form: VersionedForm) -> Recorded:
        return actions.change_point(
            actor=at.user,
            case=at.case,
            point=row.pk,
            version=form.cleaned_data["version"] or 0,
            changes=form.values(),
        )

    return _fill_in(at, row, form, "network/point_form.html", save, _("Change"))


def raised(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """Noting in which dialogue a point was raised, and what was answered."""
    at = writers_desk(request, case, "raise_point")
    row = row_or_404(at, queries.point, number)
    dialogues = queries.dialogues(at.case, at.user)
    # Those about the region come first: one of them it will be.
    dialogues.sort(key=lambda one: one.region != row.region)
    form = RaisedForm(
        at.case,
        request.POST or None,
        initial={
            "version": row.version,
            "raised_in": chosen(request, "dialogue", (one.pk for one in dialogues)),
        },
        dialogues=dialogues,
    )

    def save(form: VersionedForm) -> Recorded:
        return actions.raise_point(
            actor=at.user,
            case=at.case,
            point=row.pk,
            version=form.cleaned_data["version"] or 0,
            **form.values(),
        )

    return _fill_in(at, row, form, "network/point_raised.html", save, _("Raised"))


def drop(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """Dropping a point that need not be raised any more."""
    at = writers_desk(request, case, "drop_point")
    row = row_or_404(at, queries.point, number)
    form = DropForm(at.case, request.POST or None, initial={"version": row.version})

    def save(form: VersionedForm) -> Recorded:
        return actions.drop_point(
            actor=at.user,
            case=at.case,
            point=row.pk,
            version=form.cleaned_data["version"] or 0,
            **form.values(),
        )

    return _fill_in(at, row, form, "network/point_drop.html", save, _("Drop"))


def shown(at: Desk, row: Point) -> dict[str, Any]:
    """A point in the reader's words."""
    text, language = wording.own_language(row.text_nl, row.text_en)
    return {
        "number": row.pk,
        "url": _url(at, row),
        "title": Truncator(text).words(9),
        "text": text,
        "language": language,
        "region": at.names.region(row.region),
        "subject": at.names.subject(row.subject) if row.subject else "",
        "occasion": row.get_occasion_display(),  # type: ignore[attr-defined]
        "reach": row.get_reach_display(),  # type: ignore[attr-defined]
        "status": row.get_status_display(),  # type: ignore[attr-defined]
        "source": _dialogue(at, row, "source"),
        "raised_in": _dialogue(at, row, "raised_in"),
        "answer": row.answer,
        "removed": row.removed,
    }


def _dialogue(at: Desk, row: Point, field: str) -> dict[str, str] | None:
    dialogue = getattr(row, field)
    if dialogue is None:
        return None
    return {
        "label": wording.label(dialogue, at.names.regions),
        "url": at.url("dialogue", dialogue.pk),
    }


def _fill_in(
    at: Desk, row: Point, form: VersionedForm, template: str, save: Any, here: str
) -> HttpResponse:
    told = shown(at, row)
    way = _crumbs(at, told["title"], here, told["url"])
    return fill_in_row(at, row, told, form, template, save, way)


def _url(at: Desk, row: Recorded) -> str:
    return at.url("point", row.pk)


def _crumbs(at: Desk, title: str, here: str, url: str = "") -> list[dict[str, str]]:
    return trail(at, _("Points to raise"), "points", (title, url), (here, ""))
