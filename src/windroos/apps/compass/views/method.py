"""How an advice comes about: the framework as it is, and what the case chose itself."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from windroos.apps.compass import presenting
from windroos.apps.compass.framework.common_scale import common_scales
from windroos.apps.compass.framework.example import example
from windroos.apps.compass.framework.outline import Outline
from windroos.apps.compass.framework.read_from import read_from
from windroos.apps.compass.presenting import Choice, words
from windroos.report.zones import Zone, zones


def method(request: HttpRequest, case: str) -> HttpResponse:
    """The framework of a case, explained."""
    day = presenting.asked_day(request)
    row, value = presenting.case_or_404(case, day)
    framework = value.framework
    resolved = presenting.readable(request, row).resolve(value.locators)
    outline = Outline(value, resolved)
    assessment = presenting.assess(row, Choice(framework.roles[0].id, None, day))
    scales = common_scales(value, assessment)
    choices = outline.choices()
    return render(
        request,
        "compass/method.html",
        {
            "as_of_day": day,
            "framework": framework,
            "summary": words(framework.summary),
            "label": words(framework.label),
            "place": outline.place(framework.root.passage),
            "root": outline.node(framework.root),
            "component_ids": {c.id for c in framework.components},
            "components": framework.components,
            "measures": outline.measures(),
            "series": read_from(value),
            "roles": [
                {
                    "label": words(role.label),
                    "body": words(role.body),
                    "drawing": _zones(role.thresholds),
                }
                for role in framework.roles
            ],
            "preconditions": outline.preconditions(),
            "themes": [
                (theme, words(theme.label), outline.place(theme.passage))
                for theme in value.themes.values()
            ],
            "choices": choices,
            "choices_total": len(framework.choices),
            "scales": [(scale, scale.drawing) for scale in scales],
            "example": example(value, assessment),
            "version": version("windroos"),
            "revision": row.revision[:12],
            "loaded": row.loaded,
            "contents": _contents(bool(value.themes), bool(scales), bool(choices["other"])),
        },
    )


def _zones(thresholds: Mapping[str, float]) -> str:
    """The verdicts along the scale of the score."""
    below = _("below that: %(effort)s") % {"effort": presenting.effort("none")}
    names = [name for _place, name in presenting.thresholds(thresholds)]
    starts = {"none": 0.0, "reactive": thresholds["reactive"], "active": thresholds["active"]}
    return zones(
        [Zone(verdict, start, presenting.effort(verdict)) for verdict, start in starts.items()],
        title="; ".join([*names, below]),
        write=presenting.decimal,
    )


def _contents(themes: bool, scales: bool, other: bool) -> list[tuple[str, str]]:
    return [
        ("section_score", _("How an advice comes about")),
        ("section_aspects", _("Aspects and components")),
        ("section_measures", _("Figures and goalposts")),
        *([("section_common_scale", _("One scale for two scoreboards"))] if scales else []),
        ("section_roles", _("Roles and thresholds")),
        ("section_preconditions", _("Preconditions")),
        *([("section_themes", _("Themes"))] if themes else []),
        *([("section_other", _("Other choices"))] if other else []),
        ("section_versions", _("Versions")),
    ]
