"""What changed between two days, and what brought it about."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from windroos.apps.compass.changes.asked import Compared, Days
from windroos.apps.compass.changes.changed import FACTORS, PARTS, answer, answer_on, changed
from windroos.apps.compass.changes.editions import turned
from windroos.apps.compass.framework import versions as framework_versions
from windroos.apps.compass.framework.versions import Held
from windroos.apps.compass.presenting import day as day_told
from windroos.apps.compass.presenting import listing, words
from windroos.apps.compass.views.scenario_desk import Desk, desk
from windroos.cases.difference import Difference


@require_safe
def changes(request: HttpRequest, case: str) -> HttpResponse:
    """The regions of which the compass came to say something else, or another score."""
    at, days = desk(request, case), Days.of(request)
    compared = Compared.of(request, at.case, at.value, days, at.user)
    chosen, found = compared.chosen, compared.difference
    context: dict[str, Any] = {
        "at": at,
        "value": at.value,
        "chosen": chosen,
        "days": days,
        "today": timezone.localdate(),
        "problems": compared.problems,
        "scenario": compared.scenario,
        "scenario_name": compared.named,
    }
    if found is not None:
        shown, same = changed(at.case, at.value, found, chosen)
        code = request.GET.get("region", "")
        only = words(at.value.regions[code].name) if code in at.value.regions else ""
        said = [day_told(day.isoformat()) for day in (days.before, days.after)]
        if only:
            shown = [one for one in shown if one.code == code]
        context |= {
            "answer": answer_on(only, shown, *said) if only else answer(shown, *said),
            "shown": shown,
            "only": only,
            "same": listing([words(one.region.name) for one in same], len(same)),
            "assessment": found.after,
            "factors": [(factor, PARTS[factor]) for factor in FACTORS],
            "versions": _versions(at, found),
            "editions": turned(found),
        }
    status = 400 if compared.problems else 200
    return render(request, "compass/changes.html", context, status=status)


def _versions(at: Desk, found: Difference) -> tuple[Held | None, Held | None] | None:
    """The versions of the framework then and at last, where they are two."""
    if found.before.case.framework == found.after.case.framework:
        return None
    held = framework_versions.held(at.case)
    then, last = (
        next((one for one in held if one.framework == side.case.framework), None)
        for side in (found.before, found.after)
    )
    return then, last
