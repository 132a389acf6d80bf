"""Regions beside each other: where is the difference?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from windroos.apps.compass import queries
from windroos.apps.compass.presenting import (
    asked_day,
    assess,
    case_or_404,
    choice,
    listing,
    rings,
    thresholds,
    words,
)
from windroos.apps.compass.weighing.compared import FEWEST, MOST, Comparison, suggestions
from windroos.apps.compass.weighing.resting import sources
from windroos.apps.compass.weighing.rows import Row
from windroos.link.text import fold


def compare(request: HttpRequest, case: str) -> HttpResponse:
    """Two to four regions (`?region=A&region=B`) compared for a role and theme."""
    row, value = case_or_404(case, asked_day(request))
    chosen = choice(request, value)
    assessment = assess(row, chosen)
    results = {result.region.code: result for result in assessment}
    asked = [code for code in dict.fromkeys(request.GET.getlist("region")) if code]
    known = [results[code] for code in asked if code in results]
    rows = [Row(result, value, chosen) for result in known[:MOST]]
    enough = len(rows) >= FEWEST
    picked = [one.code for one in rows]
    return render(
        request,
        "compass/compare.html",
        {
            "value": value,
            "assessment": assessment,
            "chosen": chosen,
            "rows": rows,
            "comparison": Comparison(value, rows) if enough else None,
            "contradicted": [
                {
                    "name": one.name,
                    "url": one.url,
                    "open": queries.open_on(row, one.code, chosen.role, chosen.day),
                }
                for one in rows
            ],
            "sources": sources(value, [one.result for one in rows]) if enough else [],
            "overlay": len(rows) == FEWEST,
            "title": listing([one.name for one in rows], MOST),
            "rings": rings(value),
            "thresholds": thresholds(assessment.role.thresholds),
            "pickers": [picked[n] if n < len(picked) else "" for n in range(MOST)],
            "options": sorted(
                ((code, words(result.region.name)) for code, result in results.items()),
                key=lambda option: fold(option[1]),
            ),
            "unknown": [code for code in asked if code not in results],
            "left_out": listing([words(result.region.name) for result in known[MOST:]], MOST),
            "suggestions": []
            if enough
            else suggestions(assessment.regions, known[0] if known else None),
        },
    )
