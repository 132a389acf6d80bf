"""What there is to do in a case, for who works on it."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from windroos.apps.accounts.queries import User
from windroos.apps.regions import queries as regions
from windroos.apps.regions.permits import roles_on
from windroos.apps.regions.work import tasks


@require_safe
def work(request: HttpRequest, case: str) -> HttpResponse:
    """What waits for the reader, and what else can be done; for others there is no such page."""
    row = regions.case(case)
    user = cast(User, request.user)
    if row is None or not roles_on(user, row):
        raise Http404(f"no work for this reader in {case}")
    listed = [
        {
            "title": one.task.title,
            "about": one.task.about,
            "url": reverse(one.task.page, args=[row.name]),
            "count": one.count,
        }
        for one in tasks(user, row)
    ]
    context = {
        "tasks": [one for one in listed if not one["count"]],
        "waiting": [one for one in listed if one["count"]],
        "total": sum(int(one["count"]) for one in listed),
    }
    return render(request, "windroos/work.html", context)
