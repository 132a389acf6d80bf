"""The minutes of decisions, to read and to print."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from windroos.apps.compass.contradictions.clashes import clash
from windroos.apps.compass.decisions.minutes import all_minutes, minutes
from windroos.apps.compass.presenting import basis, case_or_404, day, readable


@require_safe
def all_of_them(request: HttpRequest, case: str) -> HttpResponse:
    """The minutes of a case by day and authority, the last first."""
    row, value = case_or_404(case)
    found = all_minutes(row, value)
    return render(request, "compass/decisions/all_minutes.html", {"found": found, "value": value})


@require_safe
def one_of_them(request: HttpRequest, case: str, date: str, authority: str) -> HttpResponse:
    """What an authority decided on a day: each decision with its motivation and its advice."""
    row, value = case_or_404(case)
    found = minutes(row, value, date, authority)
    if found is None:
        raise Http404(f"no minutes of {authority} on {date}")
    resolved = readable(request, row).resolve(value.locators)
    number = 0
    groups = []
    for role, taken in found.by_role:
        lines = []
        for one in taken:
            number += 1
            lines.append((number, one, basis(value, one.decision, resolved)))
        groups.append((role, lines))
    context = {
        "contradictions": [clash(value, one, resolved) for one in found.contradictions(row)],
        "minutes": found,
        "groups": groups,
        "crumbs": [
            {"label": _("Decisions"), "url": reverse("compass:decisions", args=[row.name])},
            {"label": _("Minutes"), "url": reverse("compass:all_minutes", args=[row.name])},
            {"label": day(found.decided), "url": ""},
        ],
        "printed": timezone.localdate(),
        "value": value,
    }
    return render(request, "compass/decisions/minutes.html", context)
