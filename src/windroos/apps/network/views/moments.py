"""Contact moments: the list, one of them, recording and changing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from windroos.apps.network import actions, queries, wording
from windroos.apps.network.forms import VersionedForm
from windroos.apps.network.models import Contact, ContactMoment, Recorded
from windroos.apps.network.models.dialogues import Level
from windroos.apps.network.people_forms import OFFERED, MomentForm, filled, offered
from windroos.apps.network.queries.people import known_organisations
from windroos.apps.network.strength import shown as strength
from windroos.apps.network.views.people import people_desk
from windroos.apps.network.views.shared import (
    Desk,
    chosen,
    crumbs,
    fill_in,
    just_saved,
    region_choices,
    row_or_404,
    writers_desk,
)
from windroos.apps.network.views.told import steps


@never_cache
def moments(request: HttpRequest, case: str) -> HttpResponse:
    """The contact moments of a case, and how many there were each year."""
    at = people_desk(request, case)
    everything = queries.moments(at.case, at.user)
    slugs = {str(slug) for one in everything for slug in one.organisations}
    years = sorted({one.day.year for one in everything}, reverse=True)
    filters = {
        "region": chosen(request, "region", {one.region for one in everything}),
        "organisation": chosen(request, "organisation", slugs),
        "level": chosen(request, "level", Level.values),
        "year": chosen(request, "year", years),
        "state": chosen(request, "state", ("removed",)),
    }
    found = queries.moments(at.case, at.user, **{**filters, "year": int(filters["year"] or 0)})
    names = queries.organisation_names(
        at.case, slugs | {slug for one in found for slug in one.organisations}
    )
    context = {
        "crumbs": _crumbs(at),
        "rows": [shown(at, one, names) for one in found],
        "total": len(everything),
        "latest": wording.day(everything[0].day) if everything else "",
        "filters": filters,
        "filtered": any(filters.values()),
        "regions": [one for one in region_choices(at, everything) if one[0]],
        "organisations": sorted(
            ((slug, names.get(slug, slug)) for slug in slugs), key=lambda one: one[1].casefold()
        ),
        "levels": Level.choices,
        "years": [(str(year), str(year)) for year in years],
        "strength": strength(at.case, filters["region"], filters["organisation"]),
        "at": at,
        "may_write": at.may("add_moment"),
    }
    return render(request, "network/moments.html", context)


@never_cache
def moment(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """One contact moment."""
    at = people_desk(request, case)
    row = row_or_404(at, queries.moment, number)
    names = queries.organisation_names(at.case, row.organisations)
    known = {one.pk: one for one in Contact.objects.filter(case=at.case, pk__in=row.contacts)}
    context = {
        "crumbs": _crumbs(at, (row.subject, "")),
        "shown": shown(at, row, names),
        "row": row,
        "at": at,
        "people": [
            (known[one].name, at.url("contact", one)) for one in row.contacts if one in known
        ],
        "history": steps(row, at.names),
        "may_write": at.may("change_moment"),
        "just_saved": just_saved(request, row),
    }
    return render(request, "network/moment.html", context)


@never_cache
def new(request: HttpRequest, case: str) -> HttpResponse:
    """Recording a contact moment."""
    at = writers_desk(request, case, "add_moment")
    known = queries.contact_persons(at.case, at.user)
    number = chosen(request, "contact", {one.pk for one in known})
    slug = queries.organisation_called(at.case, request.GET.get("organisation", ""))
    initial: dict[str, Any] = {
        "day": timezone.localdate(),
        "region": request.GET.get("region", ""),
        "contacts": [int(number)] if number else [],
        "organisations": [slug] if slug else [],
    }
    form = MomentForm(at.case, request.POST or None, initial=initial, known=known)

    def save(form: VersionedForm) -> Recorded:
        return actions.add_moment(actor=at.user, case=at.case, **form.values())

    context = _form_context(at, known) | {
        "crumbs": _crumbs(at, (_("Record a contact moment"), "")),
        "cancel": at.url("moments"),
    }
    return fill_in(
        at, form, "network/moment_form.html", context, save=save, url=lambda row: _url(at, row)
    )


@never_cache
def edit(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """Changing a contact moment."""
    at = writers_desk(request, case, "change_moment")
    row = row_or_404(at, queries.moment, number)
    there = Contact.objects.filter(case=at.case, pk__in=row.contacts)
    known = list(dict.fromkeys([*queries.contact_persons(at.case, at.user), *there]))
    form = MomentForm(
        at.case, request.POST or None, initial=filled(row, ContactMoment.FIELDS), known=known
    )

    def save(form: VersionedForm) -> Recorded:
        return actions.change_moment(
            actor=at.user,
            case=at.case,
            moment=row.pk,
            version=form.cleaned_data["version"] or 0,
            changes=form.values(),
        )

    context = _form_context(at, known) | {
        "crumbs": _crumbs(at, (row.subject, _url(at, row)), (_("Change"), "")),
        "cancel": _url(at, row),
        "row": row,
    }
    return fill_in(
        at, form, "network/moment_form.html", context, save=save, url=lambda row: _url(at, row)
    )


def shown(at: Desk, row: ContactMoment, names: dict[str, str]) -> dict[str, Any]:
    """A contact moment in the reader's words."""
    return {
        "row": row,
        "url": _url(at, row),
        "day": wording.day(row.day),
        "kind": row.get_kind_display(),  # type: ignore[attr-defined]
        "level": "" if row.level == Level.NONE else row.get_level_display(),  # type: ignore[attr-defined]
        "region": at.names.region(row.region) if row.region else "",
        "organisations": [names.get(slug, slug) for slug in row.organisations],
        "subject": row.subject,
    }


def _form_context(at: Desk, known: list[Contact]) -> dict[str, Any]:
    return {
        "known_organisations": known_organisations(at.case, OFFERED),
        "known_contacts": [offered(one) for one in known],
    }


def _url(at: Desk, row: Recorded) -> str:
    return at.url("moment", row.pk)


def _crumbs(at: Desk, *steps: tuple[str, str]) -> list[dict[str, str]]:
    moments = (_("Contact moments"), at.url("moments") if steps else "")
    return crumbs((_("Contacts"), at.url("contacts")), moments, *steps)
