"""Reading runs: those of a case, that of certain draws, and those that wait."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from windroos.apps.compass import queries
from windroos.apps.compass.models import Run
from windroos.apps.compass.robustness.outcome import Outcome, Wanted, outcome
from windroos.apps.regions.queries import Case
from windroos.cases.scenario import Scenario

__all__ = ["Run", "columns", "find", "found", "number", "of_case", "waiting", "wanted"]


def of_case(case: Case) -> QuerySet[Run]:
    """The runs of a case, the last one asked first; without what they gave."""
    return Run.objects.filter(case=case).select_related("asked_by").defer("result")


def number(case: Case, number: int) -> Run | None:
    """The run of that number."""
    return of_case(case).filter(pk=number).first()


def find(case: Case, wanted: Wanted) -> Run | None:
    """The last run of just these draws, of the case as it is; one that was done before others."""
    same = Run.objects.filter(**columns(case, wanted))
    return same.filter(status=Run.Status.DONE).first() or same.first()


def columns(case: Case, wanted: Wanted) -> dict[str, Any]:
    """What a run of these draws holds, of the case as it is."""
    return {
        "case": case,
        "state": queries.state(case, wanted.day),
        "day": wanted.weighed_on,
        "role": wanted.role,
        "theme": wanted.theme or "",
        "scenario": wanted.scenario.query,
        "space": wanted.space,
        "samples": wanted.samples,
    }


def found(case: Case, wanted: Wanted) -> Outcome | None:
    """What the draws give: at once where they are few, else of the run that made them, if any.

    Raises `CaseError` for weights that cannot be drawn.
    """
    if wanted.at_once:
        return outcome(case, wanted)
    run = find(case, wanted)
    return Outcome(run.result) if run is not None and run.result is not None else None


def wanted(run: Run) -> Wanted:
    """The draws of a run."""
    scenario = Scenario.from_query(run.role, run.scenario)
    return Wanted(run.role, run.theme or None, run.day, scenario, run.space, run.samples)


def waiting() -> QuerySet[Run]:
    """The runs of all cases that wait for their turn, in that order."""
    return Run.objects.filter(status=Run.Status.WAITING).order_by("asked", "pk")
