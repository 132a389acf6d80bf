"""Two to four scenarios side by side: where is the difference?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from windroos import cases
from windroos.apps.compass.framework.words import quoted
from windroos.apps.compass.presenting import assess, choice, listing
from windroos.apps.compass.scenarios import kept as scenarios
from windroos.apps.compass.scenarios.compared import FEWEST, MOST, Column, Comparison, basis
from windroos.apps.compass.scenarios.shown import Shown
from windroos.apps.compass.views.scenario_desk import Desk, desk

Visibility = scenarios.Scenario.Visibility
# In the address, the framework as it is.
FRAMEWORK = "framework"


def compare(request: HttpRequest, case: str) -> HttpResponse:
    """Scenarios (`?scenario=framework&scenario=3`) compared, each for its own role and theme."""
    at = desk(request, case)
    visible = {
        str(one.pk): Shown.of(one, at.case, at.value) for one in scenarios.visible(at.case, at.user)
    }
    names = {
        FRAMEWORK: _("The framework, version %(version)s")
        % {"version": at.value.framework.version},
        **{id: one.saved.name for id, one in visible.items() if not one.faults},
    }
    asked = [id for id in dict.fromkeys(request.GET.getlist("scenario")) if id]
    there = [id for id in asked if id in names]
    picked = there[:MOST]
    columns = [_column(at, id, names[id], visible.get(id)) for id in picked]
    enough = len(columns) >= FEWEST
    context = {
        "value": at.value,
        "at": at,
        "comparison": Comparison(at.value, columns) if enough else None,
        "columns": columns,
        "pickers": [picked[n] if n < len(picked) else "" for n in range(MOST)],
        "options": list(names.items()),
        "unknown": [id for id in asked if id not in names],
        "only_you": _shown_to(visible, picked, Visibility.PRIVATE),
        "only_staff": _shown_to(visible, picked, Visibility.CASE),
        "left_out": listing([names[id] for id in there[MOST:]], MOST),
        "crumbs": at.crumbs((_("Compare"), "")),
    }
    return render(request, "compass/scenario_compare.html", context)


def _shown_to(visible: Mapping[str, Shown], picked: Sequence[str], readers: str) -> str:
    """The names of those compared that only these readers see: an address does not tell it."""
    kept = [visible[id].saved for id in picked if id in visible]
    return listing([quoted(one.name) for one in kept if one.visibility == readers], MOST)


def _column(at: Desk, id: str, name: str, shown: Shown | None) -> Column:
    if shown is None:
        chosen, scenario = choice(at.request, at.value), None
        now, url = assess(at.case, chosen), at.url("method")
    else:
        chosen, scenario = shown.chosen, shown.saved.value
        now = scenarios.assessment(at.case, scenario, chosen.theme, timezone.localdate())
        url = shown.url
    none = cases.Scenario(chosen.role)
    return Column(id, name, url, chosen, scenario or none, now, basis(at.value, chosen))
