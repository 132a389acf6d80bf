"""Searching a case."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from windroos.apps.accounts.queries import User
from windroos.apps.compass.presenting import case_or_404, readable, words
from windroos.apps.network import queries as network
from windroos.apps.network.queries import listing
from windroos.site import searching

# So many of a kind are shown, until one asks for all of them.
SHOWN = 6
# So many passages are shown; whoever wants more says more precisely what is meant.
MOST = 100


def search(request: HttpRequest, case: str) -> HttpResponse:
    """What holds the words of `?q=`, by kind; `?in=` shows all of one kind, `?document=` the
    passages of one document."""
    row, value = case_or_404(case)
    query = searching.cleaned(request.GET.get("q", ""))
    document = request.GET.get("document", "")
    talks = network.Disclosed(row, cast(User, request.user))
    documents = readable(request, row)
    register = listing.mark(row)
    results = searching.search(documents, value, query, talks, register=register, limit=MOST)
    if document in [source for source, _title, _count in results.documents]:
        results = searching.search(
            documents, value, query, talks, register=register, sources=[document], limit=MOST
        )
    else:
        document = ""
    only = searching.PASSAGES if document else request.GET.get("in")
    if only not in [one.id for one in results.found]:
        only = None
    whole = results.whole
    region = next(iter(value.weighed), None)
    return render(
        request,
        "windroos/search.html",
        {
            "query": query,
            "groups": [
                (one, one.hits(results.asked, one.total if only else SHOWN))
                for one in results.found
                if only in (None, one.id)
            ],
            "kinds": results.found,
            "documents": results.documents if only == searching.PASSAGES else [],
            "document": document,
            "only": only,
            "total": sum(one.total for one in results.found),
            "whole": whole,
            "near": searching.near(value, query) if query and not whole else [],
            "examples": [
                *([words(region.name)] if region else []),
                *(words(theme.label) for theme in list(value.themes.values())[:1]),
                *(words(component.label) for component in value.framework.components[:1]),
            ],
        },
    )
