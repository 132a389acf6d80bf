"""Which challenges are shared, and with whom: all of them, and one."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from windroos.apps.compass import presenting, queries
from windroos.apps.compass.challenges import answers, drawings, missing, shown
from windroos.apps.compass.challenges.names import home_name, name
from windroos.apps.compass.framework.outline import Outline
from windroos.apps.compass.presenting import words
from windroos.cases import Case
from windroos.cases.challenges import Shared


def challenges(request: HttpRequest, case: str) -> HttpResponse:
    """All challenges of a case."""
    day = presenting.asked_day(request)
    row, value = presenting.case_or_404(case, day)
    found = queries.challenges(row, day)
    return render(
        request,
        "compass/challenges.html",
        {
            "as_of_day": day,
            "answer": answers.overview(found),
            "compared": [_told(value, one) for one in found if one.reason is None],
            "unknown": [_told(value, one) for one in found if one.reason is not None],
            "choices": Outline(value, {}).choices_on("challenges", ""),
        },
    )


def challenge(request: HttpRequest, case: str, id: str) -> HttpResponse:
    """One challenge: the answer, the pictures, every region, and where it comes from."""
    day = presenting.asked_day(request)
    row, value = presenting.case_or_404(case, day)
    found = queries.challenges(row, day)
    shared = next((one for one in found if one.challenge.id == id), None)
    if shared is None:
        raise Http404(f"no challenge {id} in {case}")
    passage = shared.challenge.passage
    locators = [value.locators[passage]] if passage else []
    resolved = presenting.readable(request, row).resolve(locators)
    rows = shown.rows(value, shared)
    return render(
        request,
        "compass/challenge.html",
        {
            "as_of_day": day,
            "crumbs": [
                {"label": _("Challenges"), "url": reverse("compass:challenges", args=[case])},
                {"label": words(shared.challenge.label), "url": ""},
            ],
            "question": words(shared.challenge.question),
            "label": words(shared.challenge.label),
            "shared": shared,
            "answer": answers.answer(value, shared),
            "field": drawings.field_of(value, shared),
            "field_title": answers.title(shared),
            "paths": drawings.paths_of(value, shared),
            "paths_title": answers.lead_title(shared),
            "rows": [row for row in rows if row.known],
            "unknown": [row for row in rows if not row.known],
            "to_see": [row for row in rows if row.learn and row.url][:3],
            "sources": shown.sources(value, shared),
            "to_fetch": missing.to_fetch(value, shared),
            "unread": missing.unread(value, shared),
            "outside_rows": shown.outside(value, shared),
            "home": home_name(shared.home) if shared.home else "",
            "rules": shared.rules,
            "confidence": presenting.percent(shared.rules.confidence),
            "coverage": presenting.percent(shared.rules.coverage),
            "outside": len(shared.others),
            "outside_same": sum(peer.same == "same" for peer in shared.others),
            "place": presenting.place(value, resolved[passage]) if passage else None,
            "choices": Outline(value, {}).choices_on("challenges", id),
            "others": [
                (one.challenge.id, words(one.challenge.label)) for one in found if one is not shared
            ],
        },
    )


def _told(case: Case, shared: Shared) -> dict[str, object]:
    """One challenge as a line of the overview."""
    ahead = shared.ahead()
    return {
        "id": shared.challenge.id,
        "label": words(shared.challenge.label),
        "question": words(shared.challenge.question),
        "year": shared.year,
        "strip": drawings.strip_of(case, shared),
        "same": [name(peer) for peer in shared.with_same()],
        "ahead": f"{name(ahead[0])}, {answers.ago(ahead[0])}" if ahead else "",
        "learn": [name(peer) for peer in shared.teachers()],
        "teach": [name(peer) for peer in shared.learners()],
        "reason": answers.reason(case, shared) if shared.reason else "",
        "to_fetch": missing.to_fetch(case, shared),
        "unread": missing.unread(case, shared),
    }
