"""Letting everyone read a document, its personal data looked at; and taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from windroos.apps.accounts.forms import tell
from windroos.apps.accounts.permits import ACTIONS, Refused, may
from windroos.apps.accounts.queries import User
from windroos.apps.compass.presenting import case_or_404
from windroos.apps.evidence import actions
from windroos.apps.evidence.personal import kind_name, why
from windroos.apps.evidence.queries import Datum, everything, found_in

# Of one datum so many places are shown; the others are counted.
MOST = 5


class ReleaseForm(forms.Form):
    """What is hidden besides what was found, and why the rest may be public."""

    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)
    words = forms.CharField(
        label=gettext_lazy("Hide these words too"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "One on each line. Use this for what was not found by itself: not every name is."
        ),
    )
    reason = forms.CharField(
        label=gettext_lazy("Why may what is shown be public?"),
        required=False,
        max_length=2_000,
        help_text=gettext_lazy("For example: the names are of officials, and public already."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def release(request: HttpRequest, case: str, source: str) -> HttpResponse:
    """The personal data in a document: what everyone will read of it, and what is hidden."""
    row, value = case_or_404(case)
    user = cast(User, request.user)
    if not may(user, "evidence.release_document", case=row):
        raise Refused(ACTIONS["evidence.release_document"])
    document = everything(row).document(source)
    if document is None:
        raise Http404(f"no document {source} in {case}")
    found = found_in(document)
    form = ReleaseForm(request.POST or None, initial={"sha256": document.sha256})
    confirmed, hidden = request.POST.getlist("confirmed"), set(request.POST.getlist("hidden"))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.release_document(
                row,
                source,
                sha256=given["sha256"],
                confirmed=confirmed,
                choices={one.id: one.id not in hidden for one in found},
                words=given["words"].splitlines(),
                reason=given["reason"],
                actor=user,
            )
        except ValidationError as error:
            tell(form, error)
        else:
            messages.success(request, _("Everyone can read this document now."))
            return redirect("document", case, source)
    known = value.sources.get(source)
    title = known.title if known else document.title
    page = reverse("document", args=[case, source])
    shown = hidden if form.is_bound else {one.id for one in found if not one.shown}
    context = {
        "crumbs": [
            {"label": _("Documents"), "url": reverse("documents", args=[case])},
            {"label": title, "url": page},
            {"label": _("Let everyone read it"), "url": ""},
        ],
        "title": title,
        "language": (known.language if known else "") or "",
        "page": page,
        "kinds": _kinds(found, shown, confirmed),
        "form": form,
    }
    status = 400 if form.is_bound else 200
    return render(request, "windroos/release.html", context, status=status)


@require_POST
def withdraw(request: HttpRequest, case: str, source: str) -> HttpResponse:
    """Making a released document internal again."""
    row, _value = case_or_404(case)
    try:
        actions.withdraw_document(row, source, actor=cast(User, request.user))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("This document is internal again."))
    return redirect("document", case, source)


def _kinds(
    found: Sequence[Datum], hidden: set[str], confirmed: Sequence[str]
) -> list[dict[str, Any]]:
    """What was found, kind by kind, with where it stands."""
    return [
        {
            "id": kind,
            "name": kind_name(kind),
            "confirmed": kind in confirmed,
            "data": [
                {
                    "id": one.id,
                    "words": one.words,
                    "hidden": one.id in hidden,
                    "used": any(place.used for place in one.places),
                    "places": [(place, why(place.why)) for place in one.places[:MOST]],
                    "more": max(0, len(one.places) - MOST),
                }
                for one in data
            ],
        }
        for kind, data in groupby(found, key=lambda one: one.kind)
    ]
