"""The first page of a case: with which regions do we work, and how sure is that?"""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from windroos import cases
from windroos.apps.compass import queries
from windroos.apps.compass.contradictions.naming import regions_named
from windroos.apps.compass.presenting import (
    Choice,
    Place,
    asked_day,
    assess,
    basis,
    case_or_404,
    choice,
    readable,
    thresholds,
)
from windroos.apps.compass.weighing.filters import Filters
from windroos.apps.compass.weighing.resting import sources
from windroos.apps.compass.weighing.rows import Row, Tally, by_verdict
from windroos.apps.evidence import queries as evidence

CONTINENTS: Mapping[str, Promise] = {
    "africa": _("Africa"),
    "asia": _("Asia"),
    "europe": _("Europe"),
    "north-america": _("North America"),
    "oceania": _("Oceania"),
    "south-america": _("South America"),
}


def overview(request: HttpRequest, case: str) -> HttpResponse:
    """All weighed regions for a role and theme: advice, decision, score and what is known."""
    row, value = case_or_404(case, asked_day(request))
    chosen = choice(request, value)
    assessment = assess(row, chosen)
    continents = {region.continent for region in value.weighed}
    filters = Filters.of(request, value)
    shown = by_verdict(filter(filters.show, assessment))
    rows = [Row(result, value, chosen) for result in shown]
    documents = readable(request, row)
    held = {document.source for document in documents.documents}
    contradictions = [c for c in queries.contradictions(row, chosen.day) if c.open]
    return render(
        request,
        "compass/overview.html",
        {
            "value": value,
            "assessment": assessment,
            "chosen": chosen,
            "filters": filters,
            "continents": [(id, CONTINENTS[id]) for id in CONTINENTS if id in continents],
            "tally": Tally(assessment.regions),
            "rows": rows,
            "map_regions": [one.on_map for one in rows],
            "thresholds": thresholds(assessment.role.thresholds),
            "preconditions": [g.precondition for g in shown[0].gates] if shown else [],
            "differing": _differing(documents, assessment, chosen),
            "contradictions": contradictions,
            "contradicted": regions_named(value, contradictions),
            "sources": sources(value, shown),
            "missing": [
                source
                for source in value.sources.values()
                if source.kind == "document" and source.id not in held
            ],
        },
    )


def _differing(
    documents: evidence.Readable, assessment: cases.Assessment, chosen: Choice
) -> list[tuple[Row, Place]]:
    """The regions where something else was decided, each with the place of the decision."""
    case = assessment.case
    decided = [
        (Row(result, case, chosen), result.decision_taken)
        for result in by_verdict(r for r in assessment if r.differs)
        if result.decision_taken
    ]
    places = [case.locators[d.passage] for _row, d in decided if d.passage is not None]
    resolved = documents.resolve(places)
    return [(one, basis(case, decision, resolved)) for one, decision in decided]
