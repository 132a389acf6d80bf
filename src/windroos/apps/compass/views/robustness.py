"""The page that says how sure the verdicts are; and asking for, and cancelling, draws that take
long."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from windroos.apps.compass import actions
from windroos.apps.compass.framework.outline import Outline
from windroos.apps.compass.framework.words import differences
from windroos.apps.compass.presenting import choice
from windroos.apps.compass.robustness import runner, runs
from windroos.apps.compass.robustness.asked import (
    address,
    count_options,
    space_options,
    wanted,
)
from windroos.apps.compass.robustness.outcome import Wanted
from windroos.apps.compass.robustness.shown import Shown, ShownRun
from windroos.apps.compass.scenarios.asked import Asked
from windroos.apps.compass.views.scenario_desk import Desk, desk
from windroos.apps.compass.writing import writer
from windroos.apps.regions.faults import told
from windroos.cases import CaseError, apply


def robustness(request: HttpRequest, case: str) -> HttpResponse:
    """How sure every verdict is, for the weights and the number of draws of the address.

    What takes long is shown from the run that made it. A request of the script gets only how far
    that is, and is told to load the page again once it ended.
    """
    at = desk(request, case)
    framework = at.value.framework
    chosen = choice(request, at.value)
    asked = Asked.of(request.GET, framework, chosen)
    now = wanted(request.GET, framework, chosen, asked)
    run = None if now.at_once else runs.find(at.case, now)
    if run is not None and run.status == runs.Run.Status.WAITING:
        runner.wake()
        run.refresh_from_db()
    shown_run = ShownRun(run, at.value) if run is not None else None
    if "HX-Request" in request.headers:
        response = render(
            request, "compass/robustness/run.html", {"run": shown_run, "value": at.value}
        )
        if run is None or not run.under_way:
            response["HX-Refresh"] = "true"
        return _varied(response)
    here = address(at.case.name, now)
    context = {
        "value": at.value,
        "chosen": chosen,
        "wanted": now,
        "problems": [told(problem) for problem in asked.problems],
        "scenario": asked.scenario,
        "differences": differences(framework, apply(framework, asked.scenario)),
        "spaces": space_options(framework, now),
        "counts": count_options(framework, chosen, now),
        "run": shown_run,
        "runs": _runs(at),
        "may_ask": at.may("ask_run"),
        "here": here,
        "here_query": urlsplit(here).query,
        "limits": Outline(at.value, {}).choices_on("robustness"),
        **_found(at, now),
    }
    return _varied(render(request, "compass/robustness/page.html", context))


def _found(at: Desk, now: Wanted) -> dict[str, Any]:
    """What the draws gave, or why there is nothing to show."""
    try:
        found = runs.found(at.case, now)
    except CaseError as error:
        return {"fault": str(error)}
    return {"found": Shown(at.case, at.value, now, found) if found is not None else None}


def _runs(at: Desk) -> list[ShownRun]:
    """The runs of the case, for who works on it."""
    if not at.staff:
        return []
    return [ShownRun(run, at.value) for run in runs.of_case(at.case)[:10]]


def _varied(response: HttpResponse) -> HttpResponse:
    """One address has two answers: the page, and what changes on it."""
    patch_vary_headers(response, ["HX-Request"])
    return response


@login_required
@require_POST
def ask(request: HttpRequest, case: str) -> HttpResponse:
    """Ask for draws that take long, and back to the page that shows how far they are."""
    at = desk(request, case)
    at.must("ask_run")
    chosen = choice(request, at.value)
    asked = Asked.of(request.GET, at.value.framework, chosen)
    now = wanted(request.GET, at.value.framework, chosen, asked)
    try:
        actions.ask_run(at.case, now, actor=writer(request))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        runner.wake()
    return redirect(address(at.case.name, now))


@login_required
@require_POST
def cancel(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """Stop a run, and back to the page it was asked on."""
    at = desk(request, case)
    at.must("cancel_run")
    run = runs.number(at.case, number)
    if run is None:
        raise Http404(f"no run {number} in {case}")
    actions.cancel_run(at.case, run, actor=writer(request))
    messages.success(request, _("The run is cancelled. You can ask it again."))
    return redirect(address(at.case.name, runs.wanted(run)))
