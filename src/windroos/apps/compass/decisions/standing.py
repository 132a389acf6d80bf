"""Whether a decision is in force on a day, and if not, why not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from windroos.cases.case import Case, Decision

# How a decision stands on a day, those that count first.
STATES: Mapping[str, Promise] = {
    "in-force": _("in force"),
    "coming": _("begins later"),
    "replaced": _("replaced"),
    "over": _("its period is over"),
}


def in_force(case: Case, decision: Decision, on: date) -> bool:
    """Whether a decision holds on a day, on all themes or on one of its own."""
    return any(
        case.decision(decision.region, decision.role, on, theme) == decision
        for theme in decision.themes or (None,)
    )


def state(case: Case, decision: Decision, on: date) -> str:
    """Where a decision stands on a day, as in `STATES`."""
    if in_force(case, decision, on):
        return "in-force"
    if case.replaced(decision, on):
        return "replaced"
    return "coming" if on.year < decision.period[0] else "over"
