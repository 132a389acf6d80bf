"""The workbench: other weights, thresholds and goalposts tried out, the ranking beside them."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from windroos.apps.compass.framework.words import differences
from windroos.apps.compass.presenting import assess, choice, thresholds
from windroos.apps.compass.scenarios import kept as scenarios
from windroos.apps.compass.scenarios.asked import Asked
from windroos.apps.compass.scenarios.ranking import answer, in_short, ranking
from windroos.apps.compass.scenarios.shown import address
from windroos.apps.compass.scenarios.workbench import Workbench
from windroos.apps.compass.views.scenario_desk import Desk, desk, sent_number
from windroos.cases import apply


def workbench(request: HttpRequest, case: str) -> HttpResponse:
    """Every number of the framework as a field; the address holds those that differ.

    What a form sends in full leads on to the short address of the same; a request of the script
    gets only what changes on the page.
    """
    at = desk(request, case)
    framework = at.value.framework
    chosen = choice(request, at.value)
    asked = Asked.of(request.GET, framework, chosen)
    saved = _saved(at)
    live = "HX-Request" in request.headers
    reset = request.GET.get("reset")
    if reset or not (asked.canonical or live):
        kept = asked.without(framework, reset) if reset else asked.scenario
        return _varied(HttpResponseRedirect(address(at.case, chosen, kept, saved)))
    base = assess(at.case, chosen)
    day = chosen.day or timezone.localdate()
    now = (
        scenarios.assessment(at.case, asked.scenario, chosen.theme, day) if asked.scenario else base
    )
    ranked = ranking(now, base, chosen)
    here = address(at.case, chosen, asked.scenario, saved)
    context = {
        "value": at.value,
        "chosen": chosen,
        "bench": Workbench(framework, asked, base),
        "scenario": asked.scenario,
        "saved": saved,
        "may_change": saved is not None and scenarios.may_change(at.case, saved, at.user),
        "assessment": now,
        "ranked": ranked,
        "answer": answer(ranked, asked.scenario, framework.version),
        "in_short": in_short(ranked, asked.scenario),
        "thresholds": thresholds(now.role.thresholds),
        "differences": differences(framework, apply(framework, asked.scenario)),
        "here": here,
        "robustness_url": address(at.case, chosen, asked.scenario, page="compass:robustness"),
        "here_query": urlsplit(here).query,
        "may_save": at.may("save_scenario"),
        "may_propose": at.may("propose_framework"),
        "crumbs": at.crumbs((_("Try out"), "")),
    }
    template = "compass/parts/workbench_live.html" if live else "compass/scenario_try.html"
    response = render(request, template, context)
    if live:
        there = urlsplit(request.headers.get("HX-Current-URL", "")).query
        moved = there != urlsplit(here).query and not asked.problems
        response["HX-Push-Url"] = here if moved else "false"
        if asked.problems:
            response["HX-Reswap"] = "none"  # the ranking of what was right last stays
    return _varied(response)


def _varied(response: HttpResponse) -> HttpResponse:
    """One address has two answers: the page, and what changes on it."""
    patch_vary_headers(response, ["HX-Request"])
    return response


def _saved(at: Desk) -> scenarios.Scenario | None:
    """The kept scenario that is being turned further, if any."""
    number = sent_number(at.request, "scenario")
    found = scenarios.find(at.case, number, at.user) if number else None
    return found if found is not None and found.deleted is None else None
