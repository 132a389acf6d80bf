"""Every term of the compass with its explanation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from windroos.apps.compass.presenting import case_or_404
from windroos.link.text import fold
from windroos.site.terms import TERMS


def terms(request: HttpRequest, case: str) -> HttpResponse:
    """The terms in the order of the alphabet of the reader's language, by letter."""
    case_or_404(case)
    by_letter: dict[str, list[object]] = {}
    for term in sorted(TERMS.values(), key=lambda term: fold(str(term.word))):
        by_letter.setdefault(fold(str(term.word))[0].upper(), []).append(term)
    return render(
        request, "windroos/terms.html", {"letters": by_letter.items(), "count": len(TERMS)}
    )
