"""Contacts: the list, one of them, writing, erasing, and giving someone their data."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from windroos.apps.network import actions, data_of_person, queries, wording
from windroos.apps.network.forms import VersionedForm
from windroos.apps.network.models import Contact, Recorded
from windroos.apps.network.people_forms import OFFERED, ContactForm, EraseForm, filled
from windroos.apps.network.queries.people import known_organisations
from windroos.apps.network.strength import shown as strength
from windroos.apps.network.telling import FIELDS, OWN_FIELDS
from windroos.apps.network.views.shared import (
    Desk,
    chosen,
    crumbs,
    fill_in,
    just_saved,
    region_choices,
    row_or_404,
    staff_desk,
    writers_desk,
)
from windroos.apps.network.views.told import steps


def people_desk(request: HttpRequest, case: str) -> Desk:
    """The case of that name for who may see data of persons.

    For who does not work on the case there is no such page; a viewer is told that it is not theirs.
    """
    at = staff_desk(request, case)
    if not at.sees_persons:
        raise PermissionDenied("viewers see no data of persons")
    return at


@never_cache
def contacts(request: HttpRequest, case: str) -> HttpResponse:
    """The contacts of a case, and how much contact there was over the years."""
    at = people_desk(request, case)
    everything = queries.contact_persons(at.case, at.user)
    names = queries.organisation_names(at.case, (one.organisation for one in everything))
    slugs = {one.organisation for one in everything}
    filters = {
        "words": " ".join(request.GET.get("words", "").replace("\0", " ")[:200].split()),
        "organisation": chosen(request, "organisation", slugs),
        "region": chosen(request, "region", {one.region for one in everything}),
        "state": chosen(request, "state", ("removed", "erased")),
    }
    found = queries.contact_persons(at.case, at.user, **filters)
    context = {
        "crumbs": crumbs((_("Contacts"), "")),
        "rows": [shown(at, one) for one in found],
        "total": len(everything),
        "organisations": sorted(names.items(), key=lambda one: one[1].casefold()),
        "due": len(queries.due(at.case, at.user)),
        "filters": filters,
        "filtered": any(filters.values()),
        "regions": [one for one in region_choices(at, everything) if one[0]],
        "strength": strength(at.case, filters["region"], filters["organisation"]),
        "at": at,
        "may_write": at.may("add_contact"),
    }
    return render(request, "network/contacts.html", context)


@never_cache
def due(request: HttpRequest, case: str) -> HttpResponse:
    """The people whose data are due to be removed: their day is past."""
    at = people_desk(request, case)
    context = {
        "crumbs": crumbs((_("Contacts"), at.url("contacts")), (_("Due to be removed"), "")),
        "rows": [shown(at, one) for one in queries.due(at.case, at.user)],
        "at": at,
        "may_write": at.may("change_contact"),
        "may_erase": at.may("erase_contact"),
    }
    return render(request, "network/contacts_due.html", context)


@never_cache
def contact(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """One contact: who it is, why we keep the data, what there was of contact."""
    at = people_desk(request, case)
    row = row_or_404(at, queries.contact_person, number)
    moments = queries.moments(at.case, at.user, contact=number)
    context = {
        "crumbs": crumbs((_("Contacts"), at.url("contacts")), (_title(row), "")),
        "shown": shown(at, row),
        "row": row,
        "at": at,
        "moments": [(one, at.url("moment", one.pk)) for one in moments],
        "history": steps(row, at.names),
        "may_write": at.may("change_contact") and row.erased is None,
        "may_erase": at.may("erase_contact") and row.erased is None,
        "just_saved": just_saved(request, row),
    }
    return render(request, "network/contact.html", context)


@never_cache
def new(request: HttpRequest, case: str) -> HttpResponse:
    """Adding a contact."""
    at = writers_desk(request, case, "add_contact")
    initial = {name: request.GET.get(name, "") for name in ("organisation", "region")}
    form = ContactForm(at.case, request.POST or None, initial=initial)

    def save(form: VersionedForm) -> Recorded:
        return actions.add_contact(actor=at.user, case=at.case, **form.values())

    context = {
        "crumbs": crumbs((_("Contacts"), at.url("contacts")), (_("Add a contact"), "")),
        "cancel": at.url("contacts"),
        "known_organisations": known_organisations(at.case, OFFERED),
    }
    return fill_in(
        at, form, "network/contact_form.html", context, save=save, url=lambda row: _url(at, row)
    )


@never_cache
def edit(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """Changing a contact."""
    at = writers_desk(request, case, "change_contact")
    row = _there(at, number)
    form = ContactForm(at.case, request.POST or None, initial=filled(row, Contact.FIELDS))

    def save(form: VersionedForm) -> Recorded:
        return actions.change_contact(
            actor=at.user,
            case=at.case,
            contact=row.pk,
            version=form.cleaned_data["version"] or 0,
            changes=form.values(),
        )

    context = {
        "crumbs": _crumbs(at, row, _("Change")),
        "cancel": _url(at, row),
        "row": row,
        "known_organisations": known_organisations(at.case, OFFERED),
    }
    return fill_in(
        at, form, "network/contact_form.html", context, save=save, url=lambda row: _url(at, row)
    )


@never_cache
def erase(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """Erasing a person, having seen what goes and what someone still has to look at."""
    at = people_desk(request, case)
    if not at.may("erase_contact"):
        raise PermissionDenied("not theirs to erase")
    row = _there(at, number)
    form = EraseForm(at.case, request.POST or None, initial={"version": row.version})
    places = queries.naming(row)

    def save(form: VersionedForm) -> Recorded:
        done = actions.erase_contact(
            actor=at.user,
            case=at.case,
            contact=row.pk,
            version=form.cleaned_data["version"] or 0,
        )
        messages.success(request, _("The data of this person were erased."))
        return done.contact

    context = {
        "crumbs": _crumbs(at, row, _("Erase")),
        "cancel": _url(at, row),
        "shown": shown(at, row),
        "row": row,
        "taken_out": [_place(at, one) for one in places if one.certain],
        "kept": [
            _place(at, one) for one in places if one.certain and one.field not in one.row.PERSONAL
        ],
        "perhaps": [_place(at, one) for one in places if not one.certain],
    }
    return fill_in(
        at, form, "network/contact_erase.html", context, save=save, url=lambda row: _url(at, row)
    )


@never_cache
def export(request: HttpRequest, case: str, number: int, form: str) -> HttpResponse:
    """Everything that is held about a person, as a file to give them."""
    at = people_desk(request, case)
    held = queries.held_about(at.case, at.user, number)
    if held is None:
        raise Http404(f"no contact {number}")
    text, kind = data_of_person.written(held, form)
    response = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    day = timezone.localdate().isoformat()
    response["Content-Disposition"] = f'attachment; filename="contact-{number}-{day}.{form}"'
    return response


def shown(at: Desk, row: Contact) -> dict[str, Any]:
    """A contact in the reader's words."""
    function, language = wording.own_language(row.function_nl, row.function_en)
    names = queries.organisation_names(at.case, [row.organisation])
    return {
        "row": row,
        "url": _url(at, row),
        "title": _title(row),
        "function": function,
        "function_language": language,
        "organisation": names.get(row.organisation, row.organisation),
        "region": at.names.region(row.region) if row.region else "",
        "until": wording.day(row.kept_until),
        "overdue": row.erased is None and row.kept_until < timezone.localdate(),
        "basis": row.get_basis_display(),  # type: ignore[attr-defined]
    }


def _title(row: Contact) -> str:
    return row.name or _("Erased person %(number)s") % {"number": row.pk}


def _there(at: Desk, number: int) -> Contact:
    row = row_or_404(at, queries.contact_person, number)
    if row.erased is not None:
        raise Http404("an erased person is not written about")
    return row


def _place(at: Desk, one: queries.Naming) -> dict[str, str]:
    told = one.told()
    return {
        "url": at.url(told["kind"], told["id"]),
        "label": wording.label(one.row, at.names.regions),
        "field": str({**FIELDS, **OWN_FIELDS}.get(told["field"], told["field"])),
    }


def _url(at: Desk, row: Recorded) -> str:
    return at.url("contact", row.pk)


def _crumbs(at: Desk, row: Contact, here: str) -> list[dict[str, str]]:
    return crumbs((_("Contacts"), at.url("contacts")), (_title(row), _url(at, row)), (here, ""))
