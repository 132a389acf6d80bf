"""What waits for someone in the programmes of a case: figures that are due, periods to lock."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from windroos.apps.network.views.shared import crumbs, staff_desk
from windroos.apps.programmes import telling_account as told
from windroos.apps.programmes import words
from windroos.apps.programmes.queries import reviews, waiting
from windroos.measure.results import Period


@require_safe
def due(request: HttpRequest, case: str) -> HttpResponse:
    """The figures that are due of the indicators that someone was asked to fill in."""
    at = staff_desk(request, case)
    rows = [
        {
            "what": capfirst(one.name),
            "about": ", ".join(
                text
                for text in (
                    words.period(late.period),
                    told.part_label(one.account.branches[late.part].content) if late.part else "",
                    capfirst(words.label(one.account.programme)),
                )
                if text
            ),
            "url": at.url("programmes:entry", one.account.programme["id"])
            + f"?{urlencode({'period': late.period.code})}",
            "day": words.day(late.day),
            "overdue": late.overdue,
        }
        for one in waiting.mine(at.case, at.user, today=timezone.localdate())
        for late in one.dues
    ]
    here = _("Figures that are due")
    context = {
        "crumbs": crumbs((_("Programmes"), at.url("programmes:programmes")), (here, "")),
        "at": at,
        "rows": rows,
        "n": len(rows),
        "late": sum(row["overdue"] for row in rows),
    }
    return render(request, "programmes/due.html", context)


@require_safe
def to_lock(request: HttpRequest, case: str) -> HttpResponse:
    """The periods that were handed in by someone else."""
    at = staff_desk(request, case)
    rows = [
        {
            "what": f"{capfirst(words.label(vars(one.programme)))}, "
            f"{words.period(Period.of(one.period))}",
            "url": f"{at.url('programmes:periods', one.programme.slug)}#period_{one.period}",
            "day": words.day(one.recorded),
            "by": one.actor.name if one.actor is not None else "",
        }
        for one in reviews.to_lock(at.case, at.user)
    ]
    here = _("Reports to lock")
    context = {
        "crumbs": crumbs((_("Programmes"), at.url("programmes:programmes")), (here, "")),
        "at": at,
        "rows": rows,
        "n": len(rows),
    }
    return render(request, "programmes/to_lock.html", context)
