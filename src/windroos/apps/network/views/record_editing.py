"""What the pages share on which records of the register are filled in, removed and put back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from windroos.apps.network import actions
from windroos.apps.network.models import Organisation, RecordVersion
from windroos.apps.network.queries import organisations as found
from windroos.apps.network.queries import records
from windroos.apps.network.record_fields import known_regions
from windroos.apps.network.record_forms import RecordForm
from windroos.apps.network.views.record_history import Telling, label
from windroos.apps.network.views.shared import Desk, crumbs, sent_number
from windroos.apps.regions.conflicts import Conflict
from windroos.cases.fields import ID

# So many organisations are proposed while a name is typed; of more, none are.
_PROPOSED = 1000


class RemoveForm(forms.Form):
    """Why a record goes."""

    reason = forms.CharField(
        label=gettext_lazy("Why you take it out"),
        max_length=1000,
        help_text=gettext_lazy("Kept in the history, for colleagues on this case."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


def fill_in_record(
    at: Desk,
    kind: str,
    form: RecordForm,
    record: Callable[[dict[str, Any]], dict[str, Any]],
    *,
    back: str,
    done: Callable[[str], str],
    way: list[tuple[str, str]],
    heading: str,
    marked: bool = False,
    **context: Any,
) -> HttpResponse:
    """A page with the form of a record: filled in well it is saved, and leads to what was saved.

    `record` makes the content of what was filled in, `done` gives the page for its id. `marked`:
    that page says itself that this version was saved.
    """
    conflict = compared = None
    if form.is_bound and form.is_valid():
        content = record(form.values())
        try:
            saved = actions.save_record(
                at.case,
                kind,
                content,
                version=form.version,
                reason=form.reason,
                passages=form.passages,
                actor=at.user,
            )
        except Conflict as error:
            conflict, compared = _both(at, kind, error, content)
            form.overtaken(error.version)
        except ValidationError as error:
            form.told(error)
        else:
            url = done(str(content["id"]))
            if saved is None or not marked:
                told = _("Saved.") if saved is not None else _("Nothing was changed.")
                messages.success(at.request, told)
                return HttpResponseRedirect(url)
            return HttpResponseRedirect(f"{url}?saved={saved.number}")
    context |= {
        "crumbs": crumbs(*way),
        "at": at,
        "form": form,
        "heading": heading,
        "conflict": conflict,
        "compared": compared,
        "cancel": back,
        "known_regions": known_regions(at.case, form.regions) if form.regions else (),
        "known_organisations": _organisations(at),
    }
    status = 400 if form.is_bound and form.faults and conflict is None else 200
    return render(at.request, "network/record_form.html", context, status=status)


def _both(
    at: Desk, kind: str, conflict: Conflict, yours: Mapping[str, Any]
) -> tuple[Conflict, forms.Form]:
    """A conflict in words, and the names of what it is about as a form has them."""
    telling = Telling(at, kind, [conflict.theirs, yours])
    theirs = telling.told(conflict.theirs)
    told = Conflict(
        theirs=theirs,
        yours=telling.told(yours),
        version=conflict.version,
        by=conflict.by,
        at=conflict.at,
    )
    compared = forms.Form()
    for name in theirs:
        compared.fields[name] = forms.CharField(label=label(name))
    return told, compared


def take_out(
    at: Desk, kind: str, version: RecordVersion, context: dict[str, Any], url: str
) -> HttpResponse:
    """A page that asks why a record goes, and takes it out."""
    form = RemoveForm(at.request.POST or None, initial={"version": version.number})
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            actions.remove_record(
                at.case,
                kind,
                version.record,
                version=given["version"],
                reason=given["reason"],
                actor=at.user,
            )
        except Conflict:
            form.add_error(
                None, _("Someone else changed this in the meantime: look at it again first.")
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(at.request, _("Taken out. Its history stays."))
            return HttpResponseRedirect(url)
    page = {**context, "at": at, "form": form}
    status = 400 if form.is_bound else 200
    return render(at.request, "network/record_remove.html", page, status=status)


def put_version_back(
    at: Desk, kind: str, slug: str, url: str, otherwise: str, *, marked: bool
) -> HttpResponse:
    """Makes the former version that was sent the current one, and goes to `url`.

    What cannot be done is told on the page `otherwise`. `marked`: the page of `url` says itself
    that this version was saved.
    """
    seen, to = sent_number(at.request, "version"), sent_number(at.request, "to")
    versions = {one.number: one for one in records.versions(at.case, kind, slug)}
    former = versions.get(to)
    if former is None or former.content is None:
        raise Http404(f"no version {to} of {slug}")
    now = versions[max(versions)]
    try:
        saved = actions.save_record(
            at.case,
            kind,
            former.content,
            # What was taken out is added anew: then there is no version to change.
            version=0 if now.content is None and seen == now.number else seen,
            reason=_("Version %(n)s put back") % {"n": to},
            actor=at.user,
        )
    except Conflict:
        told = _("Someone else changed this in the meantime, so nothing was done. Look again.")
        messages.error(at.request, told)
    except ValidationError as error:
        messages.error(at.request, " ".join(error.messages))
    else:
        if saved is not None and marked:
            return HttpResponseRedirect(f"{url}?saved={saved.number}")
        told = _("That version was put back.") if saved is not None else _("Nothing was changed.")
        messages.success(at.request, told)
        return HttpResponseRedirect(url)
    return HttpResponseRedirect(otherwise)


def organisation_or_404(at: Desk, slug: str) -> tuple[Organisation, RecordVersion]:
    """An organisation with the version of its record that holds now."""
    one, version = (
        found.organisation(at.case, slug),
        records.record(at.case, "organisation", slug),
    )
    if one is None or version is None:
        raise Http404(f"no organisation {slug}")
    return one, version


def way_to(at: Desk, one: Organisation, here: str) -> list[tuple[str, str]]:
    """The steps to a page about an organisation."""
    return [
        (_("Organisations"), at.url("organisations")),
        (one.name, at.url("organisation", one.slug)),
        (here, ""),
    ]


def free_id(at: Desk, kind: str, words: str) -> str:
    """An id that no record of the kind has or had, made of words."""
    begin = slugify(words.replace("_", "-")).strip("-")[: ID - 5] or kind
    begin = "-".join(part for part in begin.split("-") if part)
    for number in range(1, 1000):
        id = begin if number == 1 else f"{begin}-{number}"
        if not records.current(at.case, kind, [id]):
            return id
    return begin


def _organisations(at: Desk) -> list[str]:
    if found.counts(at.case).total > _PROPOSED:
        return []
    return list(Organisation.objects.filter(case=at.case).values_list("name", flat=True))
