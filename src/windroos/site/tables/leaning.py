"""What leans on the passages of a case, as tables to take along."""

from __future__ import annotations

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from windroos.apps.compass import queries
from windroos.apps.compass.judging.effects import Effect, told
from windroos.cases.resting import passages, together
from windroos.cases.weighing import RegionResult
from windroos.report.table_file import Row
from windroos.site.leaning import most
from windroos.site.tables.base import Asked, Contents, DataTable
from windroos.site.tables.words import columns


def _leaning(asked: Asked) -> Contents:
    fields = columns(
        "leaning",
        places="string",
        document="string",
        label="string",
        turns="string",
        carries="string",
        verdicts="integer",
        points="number",
        as_of="date",
    )
    documents = {one.document for one in asked.case.locators.values()}
    wanted = asked.get("document")
    sets = passages(asked.case, wanted if wanted in documents else None)
    rows: list[Row] = [
        {
            "places": " ".join(one.leaning.places),
            "document": asked.case.locators[one.leaning.places[0]].document,
            "label": one.label,
            "turns": " ".join(one.leaning.turned_regions) or None,
            "carries": " ".join(one.leaning.regions),
            "verdicts": len(one.leaning.turning),
            "points": one.leaning.weight,
            "as_of": asked.day,
        }
        for one in most(asked.case, queries.leanings(asked.row, sets, asked.day))
    ]
    return Contents(fields, rows)


def _verdicts(asked: Asked) -> Contents:
    place = asked.get("place")
    if place not in asked.case.locators:
        raise Http404(f"no place {place}")
    fields = columns(
        "leaning-verdicts",
        code="string",
        name="string",
        role="string",
        themes="string",
        turns="boolean",
        carries="number",
        advice_before="string",
        advice_after="string",
        provisional_before="string",
        provisional_after="string",
        score_before="number",
        score_after="number",
        lower_before="number",
        lower_after="number",
        upper_before="number",
        upper_after="number",
        preconditions_before="string",
        preconditions_after="string",
    )
    places = together(asked.case, place) if asked.get("whole") else (place,)
    found = queries.leaning(asked.row, places, asked.day)
    return Contents(fields, [_verdict(one) for one in told(asked.case, found.changes)])


def _verdict(one: Effect) -> Row:
    carries = None
    if one.before.score is not None and one.after.score is not None:
        carries = one.before.score - one.after.score
    return {
        "code": one.code,
        "name": one.name,
        "role": one.before.weighed.prepared.role,
        "themes": " ".join(on.theme or "all" for on in one.on),
        "turns": one.moved,
        "carries": carries,
        **_side(one.before, "before"),
        **_side(one.after, "after"),
    }


def _side(result: RegionResult, side: str) -> Row:
    outcomes = [f"{gate.precondition.id}: {gate.outcome}" for gate in result.gates]
    return {
        f"advice_{side}": result.advice,
        f"provisional_{side}": result.provisional,
        f"score_{side}": result.score,
        f"lower_{side}": result.lower,
        f"upper_{side}": result.upper,
        f"preconditions_{side}": "; ".join(outcomes) or None,
    }


LEANING_TABLES = (
    DataTable(
        "leaning",
        _("On which passages most leans"),
        _("One passage that a score or verdict leans on, and how much, the most first."),
        _leaning,
        page="leaning",
        parameters=("document",),
    ),
    DataTable(
        "leaning-verdicts",
        _("What leans on a passage"),
        _("One verdict or score that would be another without it."),
        _verdicts,
        page="leaning",
        parameters=("place", "whole"),
        asks="place",
    ),
)
