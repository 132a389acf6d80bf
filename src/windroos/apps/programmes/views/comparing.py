"""A programme at two report dates: what was new, corrected and withdrawn between them."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from windroos.apps.network.views.shared import crumbs
from windroos.apps.programmes import words
from windroos.apps.programmes.views.changing import changes_told
from windroos.apps.programmes.views.desk import desk
from windroos.apps.programmes.views.entering import current
from windroos.cases.facts import Account


class DaysForm(forms.Form):
    """Two days to compare, the first before the second."""

    then = forms.DateField(label=gettext_lazy("First day"), widget=forms.DateInput)
    now = forms.DateField(label=gettext_lazy("Second day"), widget=forms.DateInput)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        then, now = given.get("then"), given.get("now")
        if then and now and then >= now:
            self.add_error("now", _("The second day has to be later than the first."))
        return given


@require_safe
def compare(request: HttpRequest, case: str, slug: str) -> HttpResponse:
    """What became of the account of a programme between the ends of two days."""
    at = desk(request, case)
    account = current(at, slug)
    days = _moments(account)
    start = {"then": days[0] if days else account.today, "now": account.today}
    given = {name: request.GET.get(name) or day for name, day in start.items()}
    form = DaysForm(given)
    label = capfirst(words.label(account.programme))
    context: dict[str, Any] = {
        "crumbs": crumbs(
            (_("Programmes"), at.of("programmes")),
            (label, at.of("programme", slug)),
            (_("Two report dates"), ""),
        ),
        "at": at,
        "slug": slug,
        "label": label,
        "form": form,
        "days": [{"day": day, "label": words.day(day)} for day in days],
    }
    # With no day asked for, nothing is wrong yet when all there is was recorded today.
    valid = form.is_valid()
    if valid:
        then, now = form.cleaned_data["then"], form.cleaned_data["now"]
        found = changes_told(at, account, account.compare(_end(then), _end(now)))
        context |= {
            "then": words.day(then),
            "now": words.day(now),
            "then_iso": then.isoformat(),
            "now_iso": now.isoformat(),
            "sections": [
                {"kind": kind, "title": title, "rows": rows}
                for kind, title in (
                    ("corrected", _("Corrected")),
                    ("withdrawn", _("Withdrawn")),
                    ("new", _("New")),
                )
                if (rows := [one for one in found if one["kind"] == kind])
            ],
            "counts": {
                kind: sum(one["kind"] == kind for one in found)
                for kind in ("new", "corrected", "withdrawn")
            },
            "any": bool(found),
        }
    status = 200 if valid or not (request.GET.keys() & {"then", "now"}) else 400
    return render(request, "programmes/compare.html", context | {"valid": valid}, status=status)


def _end(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.max))


def _moments(account: Account) -> list[date]:
    """The days on which reports were locked, or else the first on which anything was recorded."""
    locks = {
        timezone.localtime(one.locked).date()
        for one in account.reviews.values()
        if one.locked is not None
    }
    if locks:
        return sorted(locks, reverse=True)
    every = [*account.entries.facts, *account.entries.amounts]
    first = min((one.recorded for one in every), default=None)
    return [timezone.localtime(first).date()] if first is not None else []
