"""The decisions beside the advice of their day and that of now, as a table to take along."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from windroos.apps.compass.decisions.decided import Filters, register
from windroos.apps.compass.presenting import words
from windroos.site.tables.base import Asked, Contents, DataTable
from windroos.site.tables.words import columns


def _decided(asked: Asked) -> Contents:
    taken = register(asked.row, asked.case, asked.day)
    filters = Filters.of(asked.request.GET, taken, asked.case)
    fields = columns(
        "decided",
        id="string",
        region="string",
        name="string",
        role="string",
        themes="string",
        effort="string",
        period_start="integer",
        period_end="integer",
        state="string",
        authority="string",
        decided="string",
        advice="string",
        advice_now="string",
        provisional="string",
        differs="boolean",
        departure="string",
        motivation="string",
        conditions="string",
        replaces="string",
    )
    rows = []
    for one in taken:
        if not filters.show(one):
            continue
        decision = one.decision
        rows.append(
            {
                "id": one.id,
                "region": decision.region,
                "name": one.name,
                "role": decision.role,
                "themes": " ".join(decision.themes) or None,
                "effort": decision.effort,
                "period_start": decision.period[0],
                "period_end": decision.period[1],
                "state": one.state,
                "authority": decision.authority,
                "decided": decision.decided,
                "advice": decision.advice,
                "advice_now": one.now.advice,
                "provisional": one.now.leaning,
                "differs": one.departs,
                "departure": words(decision.departure) or None,
                "motivation": words(decision.motivation) or None,
                "conditions": words(decision.conditions) or None,
                "replaces": " ".join(decision.replaces) or None,
            }
        )
    return Contents(fields, rows)


DECIDED_TABLES = (
    DataTable(
        "decided",
        _("Decisions beside the advice"),
        _("One decision: in force or not, with the advice of its day and that of now."),
        _decided,
        page="compass:decisions",
        parameters=("role", "region", "effort", "period", "theme", "state"),
    ),
)
