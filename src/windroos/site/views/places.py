"""What leans on the passages of a case: on which the most, and on each of their places."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from windroos.apps.compass import presenting, queries
from windroos.apps.compass.judging.effects import told
from windroos.apps.compass.presenting import day, words
from windroos.cases.resting import passages, together
from windroos.site.leaning import answer, answer_most, clashes, most, parted, place_url, stands
from windroos.site.uses import uses


def place(request: HttpRequest, case: str, source: str, place: str) -> HttpResponse:
    """A place in a document (`?whole=1`: with all others in its passage), and what leans on it.

    Only the place itself is needed for it, not the document.
    """
    asked = presenting.asked_day(request)
    row, value = presenting.case_or_404(case, asked)
    here = value.locators.get(place)
    if here is None or here.document != source:
        raise Http404(f"no place {place} in {source} of {case}")
    beside = together(value, place)
    whole = bool(request.GET.get("whole")) and len(beside) > 1
    places = beside if whole else (place,)
    found = queries.leaning(row, places, asked or timezone.localdate())
    resolved = presenting.readable(request, row).resolve([here])[place]
    if whole:
        resolved = replace(resolved, locator=replace(here, sentences=None))
    falling, standing = parted(found, uses(value))
    known = value.sources[source]
    kept = f"?as_of={asked}" if asked else ""
    return render(
        request,
        "windroos/place.html",
        {
            "crumbs": [
                {"label": _("Documents"), "url": reverse("documents", args=[case])},
                {"label": known.title, "url": reverse("document", args=[case, source])},
                {"label": words(here.label), "url": ""},
            ],
            "label": stands(here) if whole else words(here.label),
            "whole": whole,
            "answer": answer(found),
            "place": replace(presenting.place(value, resolved), leaning=""),
            "sentences": here.sentences,
            "published": day(known.published),
            "others": [
                {"label": words(value.locators[id].label), "url": f"{place_url(value, id)}{kept}"}
                for id in beside
                if id != place
            ],
            "falling": falling,
            "standing": standing,
            "effects": told(value, found.changes, asked),
            "turning": bool(found.turning),
            "clashes": clashes(value, found.contradictions),
            "day": asked,
        },
    )


def leaning(request: HttpRequest, case: str) -> HttpResponse:
    """The passages of a case, or of one `document`, by how much leans on them."""
    asked = presenting.asked_day(request)
    row, value = presenting.case_or_404(case, asked)
    documents = {one.document for one in value.locators.values()}
    document = request.GET.get("document", "")
    sets = passages(value, document if document in documents else None)
    found = queries.leanings(row, sets, asked or timezone.localdate())
    listed = most(value, found)
    return render(
        request,
        "windroos/leaning.html",
        {
            "crumbs": [
                {"label": _("Documents"), "url": reverse("documents", args=[case])},
                {"label": _("What most leans on"), "url": ""},
            ],
            "answer": answer_most(listed, sum(bool(one.rows) for one in found)),
            "listed": listed,
            "documents": [
                {"id": one.id, "title": one.title}
                for one in value.sources.values()
                if one.id in documents
            ],
            "document": document if document in documents else "",
            "day": asked,
        },
    )
