"""The first page of a case: with which regions do we work, and how sure is that?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from windroos import cases
from windroos.apps.compass import exports, queries
from windroos.apps.compass.presenting import (
    Choice,
    Place,
    assess,
    case_or_404,
    choice,
    listing,
    place,
    thresholds,
    words,
)
from windroos.apps.compass.rows import Row, Tally, by_verdict
from windroos.apps.evidence import queries as evidence
from windroos.apps.regions import queries as regions
from windroos.cases.case import Source
from windroos.cases.weighing import RegionResult

CONTINENTS: Mapping[str, Promise] = {
    "africa": _("Africa"),
    "asia": _("Asia"),
    "europe": _("Europe"),
    "north-america": _("North America"),
    "oceania": _("Oceania"),
    "south-america": _("South America"),
}


@dataclass(frozen=True)
class Filters:
    """Which of the weighed regions are shown: of a continent, only those decided otherwise."""

    continent: str | None
    differing: bool

    def __bool__(self) -> bool:
        return self.continent is not None or self.differing

    def show(self, result: RegionResult) -> bool:
        return (self.continent in (None, result.region.continent)) and (
            result.differs or not self.differing
        )


def overview(request: HttpRequest, case: str) -> HttpResponse:
    """All weighed regions for a role and theme: advice, decision, score and what is known.

    `?format=csv` and `?format=json` give the same regions as a file.
    """
    row, value = case_or_404(case)
    chosen = choice(request, value)
    assessment = assess(row, chosen)
    continents = {region.continent for region in value.weighed}
    asked = request.GET.get("continent")
    filters = Filters(asked if asked in continents else None, request.GET.get("differs") == "1")
    shown = by_verdict(filter(filters.show, assessment))
    form = request.GET.get("format")
    if form in ("csv", "json"):
        return _export(assessment, shown, form)
    rows = [Row(result, value, chosen) for result in shown]
    held = {document.source for document in evidence.documents(row)}
    contradictions = queries.contradictions(row)
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
            "differing": _differing(row, assessment, chosen),
            "contradictions": contradictions,
            "contradicted": _names(value, contradictions),
            "sources": sources(value, shown),
            "missing": [
                source
                for source in value.sources.values()
                if source.kind == "document" and source.id not in held
            ],
            "exports": _links(request),
        },
    )


def sources(case: cases.Case, results: Sequence[RegionResult]) -> list[Source]:
    """The documents and datasets that regions rest on, in the order of the case."""
    passages = {
        passage
        for result in results
        for passage in (
            *(j.passage for cell in result.cells.values() for j in cell.judgements),
            *(finding.passage for gate in result.gates for finding in gate.findings),
            *((result.decision_taken.passage,) if result.decision_taken else ()),
        )
    }
    used = {case.locators[passage].document for passage in passages} | {
        figure.source
        for result in results
        for cell in result.cells.values()
        for figure in cell.figures
    }
    return [source for source in case.sources.values() if source.id in used]


def _differing(
    row: regions.Case, assessment: cases.Assessment, chosen: Choice
) -> list[tuple[Row, Place]]:
    """The regions where something else was decided, each with the place of the decision."""
    case = assessment.case
    decided = [
        (Row(result, case, chosen), result.decision_taken.passage)
        for result in by_verdict(r for r in assessment if r.differs)
        if result.decision_taken
    ]
    resolved = evidence.resolve(row, [case.locators[passage] for _row, passage in decided])
    return [(one, place(case, resolved[passage])) for one, passage in decided]


def _names(case: cases.Case, contradictions: Sequence[cases.Contradiction]) -> str:
    """The regions on which the sources contradict each other, in a sentence."""
    codes = dict.fromkeys(contradiction.region for contradiction in contradictions)
    return listing([words(case.regions[code].name) for code in codes], 6)


def _links(request: HttpRequest) -> list[dict[str, str]]:
    """The addresses of this page as a file."""
    links = []
    for form in ("csv", "json"):
        query = request.GET.copy()
        query["format"] = form
        links.append({"url": f"{request.path}?{query.urlencode()}", "label": form.upper()})
    return links


def _export(assessment: cases.Assessment, shown: Sequence[RegionResult], form: str) -> HttpResponse:
    language = get_language() or "nl"
    if form == "json":
        response: HttpResponse = JsonResponse(
            exports.as_json(assessment, shown, language), json_dumps_params={"ensure_ascii": False}
        )
    else:
        response = HttpResponse(
            exports.as_csv(assessment, shown, language), content_type="text/csv; charset=utf-8"
        )
    parts = (assessment.case.name, assessment.role.id, assessment.theme and assessment.theme.id)
    name = "-".join(part for part in parts if part)
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response
