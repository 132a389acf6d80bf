"""Decisions limited to themes, where a region is looked at on all themes together."""

from __future__ import annotations

from django.utils.translation import gettext as _

from windroos.apps.compass.presenting import effort, listing, words
from windroos.cases.case import Decision
from windroos.cases.weighing import RegionResult


def only_on(result: RegionResult) -> str:
    """That the decision shown is on some themes only; empty where it is not."""
    taken = result.decision_taken
    if taken is None or not taken.themes or result.weighed.prepared.theme is not None:
        return ""
    return _("only on %(themes)s") % {"themes": _themes(result, taken)}


def on_themes(result: RegionResult) -> list[str]:
    """The decisions in force on single themes, beside the one that is shown."""
    prepared = result.weighed.prepared
    if prepared.theme is not None:
        return []
    case, day = prepared.case, prepared.as_of
    others = [
        one
        for one in case.decisions
        if (one.region, one.role) == (result.region.code, prepared.role)
        and one != result.decision_taken
        and any(case.decision(one.region, one.role, day, theme) == one for theme in one.themes)
    ]
    return [
        _("on %(themes)s: %(effort)s")
        % {"themes": _themes(result, one), "effort": effort(one.effort)}
        for one in others
    ]


def _themes(result: RegionResult, decision: Decision) -> str:
    themes = result.weighed.prepared.case.themes
    return listing([words(themes[id].label) for id in decision.themes], len(decision.themes))
