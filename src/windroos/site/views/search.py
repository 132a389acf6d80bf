"""Searching a case."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from windroos.apps.accounts.queries import User
from windroos.apps.compass.presenting import case_or_404, words
from windroos.site import searching

# So many of a kind are shown, until one asks for all of them.
SHOWN = 6


def search(request: HttpRequest, case: str) -> HttpResponse:
    """What holds the words of `?q=`, by kind; `?in=` shows all of one kind."""
    row, value = case_or_404(case)
    query = searching.cleaned(request.GET.get("q", ""))
    groups = searching.search(row, value, query, cast(User, request.user))
    only = request.GET.get("in")
    if only not in [group.id for group in groups]:
        only = None
    total = sum(len(group.hits) for group in groups)
    region = next(iter(value.weighed), None)
    return render(
        request,
        "windroos/search.html",
        {
            "query": query,
            "groups": [
                (group, group.hits if only else group.hits[:SHOWN])
                for group in groups
                if only in (None, group.id)
            ],
            "kinds": groups,
            "only": only,
            "total": total,
            "near": searching.near(value, query) if query and not total else [],
            "examples": [
                *([words(region.name)] if region else []),
                *(words(theme.label) for theme in list(value.themes.values())[:1]),
                *(words(component.label) for component in value.framework.components[:1]),
            ],
        },
    )
