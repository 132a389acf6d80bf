"""Making an ecosystem map, changing it and taking it out of the register."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from windroos.apps.network import actions
from windroos.apps.network.forms import VersionedForm
from windroos.apps.network.models import RecordVersion
from windroos.apps.network.queries import mapping
from windroos.apps.network.queries.organisations import areas, counts
from windroos.apps.network.queries.places import Places
from windroos.apps.network.queries.records import record
from windroos.apps.network.views.shared import Desk, crumbs, sent_number, writers_desk
from windroos.apps.network.wording import own_text
from windroos.apps.regions.conflicts import Conflict
from windroos.apps.regions.queries import Case
from windroos.cases.fields import ID, NAME, TEXT

FIELDS = ("label_nl", "label_en", "areas", "regions", "note_nl", "note_en")


def _line(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=NAME)


def _text(label: Any, help_text: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(
        label=label, max_length=TEXT, widget=widget, required=False, help_text=help_text
    )


def _several(label: Any, **more: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, widget=forms.CheckboxSelectMultiple, **more)


class MapForm(VersionedForm):
    """A map: what it is called, and which areas and regions it shows."""

    label_nl = _line(gettext_lazy("What it is called in Dutch"))
    label_en = _line(gettext_lazy("What it is called in English"))
    areas = _several(gettext_lazy("Technology areas"))
    regions = _several(
        gettext_lazy("Regions"),
        required=False,
        help_text=gettext_lazy("None chosen: wherever the organisations are."),
    )
    note_nl = _text(
        gettext_lazy("Note in Dutch"), gettext_lazy("What a reader has to know of this map.")
    )
    note_en = _text(gettext_lazy("Note in English"))
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=NAME,
        required=False,
        help_text=gettext_lazy("It stands in the history."),
    )

    def __init__(self, case: Case, *args: Any, **kwargs: Any) -> None:
        super().__init__(case, *args, **kwargs)
        names, there = Places(case), counts(case)
        codes = dict.fromkeys(
            [*there.regions, *there.countries, *(self.initial.get("regions") or ())]
        )
        regions = [(code, names.region(code)) for code in codes]
        chosen = [(one.slug, own_text(one, "label")) for one in areas(case)]
        for name, options in (("areas", chosen), ("regions", regions)):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)
            options.sort(key=lambda one: one[1].casefold())
            field.choices = options

    def content(self) -> dict[str, Any]:
        """The map as the register keeps it, without its id."""
        given = self.cleaned_data
        made = {name: given[name] or None for name in FIELDS}
        for name in ("areas", "regions"):
            made[name] = " ".join(given[name]) or None
        return made


def new(request: HttpRequest, case: str) -> HttpResponse:
    """Keeping a selection as a map; the address tells what is chosen already."""
    at = writers_desk(request, case, "save_record")
    initial = {
        "areas": request.GET.getlist("area"),
        "regions": request.GET.getlist("region"),
        "version": 0,
    }
    form = MapForm(at.case, request.POST or None, initial=initial)
    way = crumbs((_("Ecosystem"), ""), (_("Maps"), at.url("maps")), (_("Make a map"), ""))
    return _fill_in(at, form, None, way)


def edit(request: HttpRequest, case: str, id: str) -> HttpResponse:
    """Changing a map of the register."""
    at = writers_desk(request, case, "save_record")
    found = _record(at, id)
    content = found.content or {}
    initial = {name: content.get(name) for name in FIELDS} | {"version": found.number}
    for name in ("areas", "regions"):
        initial[name] = str(content.get(name) or "").split()
    form = MapForm(at.case, request.POST or None, initial=initial)
    label = str(content["label_en"] if request.LANGUAGE_CODE == "en" else content["label_nl"])
    way = crumbs(
        (_("Ecosystem"), ""),
        (_("Maps"), at.url("maps")),
        (label, at.url("map", id)),
        (_("Change"), ""),
    )
    return _fill_in(at, form, found, way)


def _fill_in(
    at: Desk, form: MapForm, found: RecordVersion | None, way: list[dict[str, str]]
) -> HttpResponse:
    conflict = None
    if form.is_bound and form.is_valid():
        made = form.content()
        slug = found.record if found else _free(at.case, made["label_en"] or made["label_nl"])
        before = dict(found.content or {}) if found else {}
        try:
            actions.save_record(
                at.case,
                "map",
                before | made | {"id": slug},
                version=form.cleaned_data["version"] or 0,
                reason=form.cleaned_data["reason"],
                actor=at.user,
            )
        except ValidationError as error:
            form.told(error)
        except Conflict as overtaken:
            conflict = overtaken
            form.overtaken(overtaken)
        else:
            messages.success(at.request, _("The map was saved."))
            return HttpResponseRedirect(at.url("map", slug))
    context = {
        "at": at,
        "crumbs": way,
        "form": form,
        "conflict": conflict,
        "found": found,
        "cancel": at.url("map", found.record) if found else at.url("maps"),
    }
    return render(at.request, "network/map_form.html", context)


def remove(request: HttpRequest, case: str, id: str) -> HttpResponse:
    """Taking a map out of the register, with the reason."""
    at = writers_desk(request, case, "remove_record")
    found = _record(at, id)
    if request.method == "POST":
        try:
            actions.remove_record(
                at.case,
                "map",
                id,
                version=sent_number(request, "version"),
                reason=request.POST.get("reason", "").strip()[:NAME],
                actor=at.user,
            )
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        except Conflict:
            messages.error(
                request,
                _("Someone else changed this in the meantime, so nothing was done. Look again."),
            )
        else:
            messages.success(
                request, _("The map was taken out of the register. Its history stays.")
            )
            return HttpResponseRedirect(at.url("maps"))
    return HttpResponseRedirect(at.url("map", found.record))


def _record(at: Desk, slug: str) -> RecordVersion:
    found = record(at.case, "map", slug)
    if found is None:
        raise Http404(f"no map {slug}")
    return found


def _free(case: Case, label: str) -> str:
    """An id of its own for a map of this name."""
    stem = slugify(label)[: ID - 4] or "map"
    slug, number = stem, 2
    while mapping.ever_was(case, slug):
        slug, number = f"{stem}-{number}", number + 1
    return slug
