"""Where the sources of a case contradict each other."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from windroos.apps.compass import presenting, queries
from windroos.apps.compass.presenting import listing
from windroos.apps.compass.region.clashes import Clash, clash


def contradictions(request: HttpRequest, case: str) -> HttpResponse:
    """Every contradiction of a case, with all its places."""
    day = presenting.asked_day(request)
    row, value = presenting.case_or_404(case, day)
    found = queries.contradictions(row, day)
    resolved = presenting.readable(request, row).resolve(value.locators)
    clashes = [clash(value, one, resolved) for one in found]
    return render(
        request,
        "compass/contradictions.html",
        {
            "clashes": clashes,
            "as_of_day": day,
            "answer": _answer(clashes),
            "statements": len(value.statements),
            "decisions": len(value.decisions),
            "figures": len(value.figures),
        },
    )


def _answer(clashes: Sequence[Clash]) -> str:
    """How many contradictions there are, and of which kinds."""
    if not clashes:
        return _("No: nothing that was coded contradicts anything else.")
    hard = sum(clash.hard for clash in clashes)
    kinds = []
    efforts = sum(bool(clash.sides) for clash in clashes)
    if efforts:
        kinds.append(
            ngettext("%(n)s time about the effort", "%(n)s times about the effort", efforts)
            % {"n": efforts}
        )
    figures = len(clashes) - efforts
    if figures:
        kinds.append(
            ngettext("%(n)s time about a figure", "%(n)s times about a figure", figures)
            % {"n": figures}
        )
    counted = _("Yes: %(kinds)s.") % {"kinds": listing(kinds)}
    if not hard:
        return " ".join((counted, _("None of them is hard.")))
    graded = ngettext(
        "%(hard)s of them is hard: both sides say it in so many words.",
        "%(hard)s of them are hard: both sides say it in so many words.",
        hard,
    ) % {"hard": hard}
    return f"{counted} {graded}"
