"""The tables of weighing otherwise: the ranking in a scenario, and what differs between frameworks.

The scenario stands in the address, as on the page where one turns the weights. Of scenarios that
were kept only those that everyone may see are listed.
"""

from __future__ import annotations

from functools import partial

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from windroos import cases
from windroos.apps.compass.framework import versions as framework_versions
from windroos.apps.compass.framework.words import told
from windroos.apps.compass.presenting import words
from windroos.apps.compass.scenarios import kept as scenarios
from windroos.apps.compass.scenarios.asked import PREFIXES
from windroos.apps.compass.scenarios.asked import Asked as Turned
from windroos.apps.compass.scenarios.ranking import Ranked, ranking
from windroos.cases.framework import Framework
from windroos.cases.framework_changes import changes
from windroos.report.table_file import Column, Row
from windroos.site.tables.base import Asked, Contents, DataTable
from windroos.site.tables.words import columns

# In an address, the framework as it is.
FRAMEWORK = "framework"


def _scenario(asked: Asked) -> cases.Scenario:
    """The scenario of the address; one that cannot be is not found."""
    turned = Turned.of(asked.request.GET, asked.case.framework, asked.chosen)
    if turned.problems:
        raise Http404("; ".join(str(problem) for problem in turned.problems))
    return turned.scenario


def _ranking(asked: Asked) -> Contents:
    """The regions in a scenario, each with what the framework says of it."""
    scenario = _scenario(asked)
    now = (
        scenarios.assessment(asked.row, scenario, asked.chosen.theme, asked.day)
        if scenario
        else asked.assessment
    )
    fields = columns(
        "scenario-ranking",
        role="string",
        theme="string",
        as_of="date",
        scenario="string",
        rank="integer",
        code="string",
        name="string",
        advice="string",
        provisional="string",
        decision="string",
        score="number",
        lower="number",
        upper="number",
        framework_rank="integer",
        framework_score="number",
        framework_advice="string",
        framework_provisional="string",
    )
    common = {
        "role": asked.chosen.role,
        "theme": asked.chosen.theme,
        "as_of": asked.day,
        "scenario": scenario.query,
    }
    ranked = ranking(now, asked.assessment, asked.chosen)
    return Contents(fields, [{**common, **_ranked(one)} for one in ranked])


def _ranked(one: Ranked) -> Row:
    result = one.row.result
    return {
        "rank": one.rank,
        "code": one.row.code,
        "name": one.row.name,
        "advice": result.advice,
        "provisional": result.provisional,
        "decision": result.decision,
        "score": result.score,
        "lower": result.lower,
        "upper": result.upper,
        "framework_rank": one.before.rank,
        "framework_score": one.before.score,
        "framework_advice": one.before.advice,
        "framework_provisional": one.before.provisional,
    }


def _scenario_changes(asked: Asked) -> Contents:
    framework = asked.case.framework
    return _differences(framework, cases.apply(framework, _scenario(asked)))


def _framework_changes(asked: Asked) -> Contents:
    """What a version of the framework changed; without a number, the one in force."""
    held = framework_versions.held(asked.row)
    wanted = asked.get("version") or str(held[0].number)
    for one, before in zip(held, [*held[1:], None], strict=True):
        if str(one.number) == wanted:
            old = (before or one).framework
            return _differences(old, one.framework)
    raise Http404(f"no version {wanted} of the framework")


def _differences(before: Framework, after: Framework) -> Contents:
    found = changes(before, after)
    rows: list[Row] = [
        {
            "thing": change.thing,
            "id": change.id or None,
            "field": change.field or None,
            "part": change.part or None,
            "label": text.what,
            "before": text.before or None,
            "after": text.after or None,
        }
        for change, text in zip(found, told(before, after, found), strict=True)
    ]
    return Contents(_difference_columns(), rows)


_difference_columns = partial(
    columns,
    "changes",
    thing="string",
    id="string",
    field="string",
    part="string",
    label="string",
    before="string",
    after="string",
)


def _kept(asked: Asked) -> Contents:
    """The framework, and the scenarios that everyone may see."""
    fields: list[Column] = columns(
        "scenarios",
        id="string",
        label="string",
        note="string",
        role="string",
        theme="string",
        scenario="string",
        changed="date",
    )
    themes = asked.case.themes
    rows: list[Row] = [
        {
            "id": str(one.pk),
            "label": one.name,
            "note": one.note or None,
            "role": one.role,
            "theme": words(themes[one.theme].label) if one.theme in themes else one.theme or None,
            "scenario": one.value.query,
            "changed": timezone.localtime(one.changed).date(),
        }
        for one in scenarios.visible(asked.row, None)
    ]
    framework = {
        "id": FRAMEWORK,
        "label": gettext("The framework, version %(version)s")
        % {"version": asked.case.framework.version},
    }
    return Contents(fields, [framework, *rows])


SCENARIO_TABLES = (
    DataTable(
        "scenarios",
        _("Scenarios"),
        _("One scenario that everyone may see: a way to weigh otherwise than the framework does."),
        _kept,
        page="compass:scenarios",
    ),
    DataTable(
        "scenario-ranking",
        _("Ranking in a scenario"),
        _("One weighed region in a scenario, with what the framework says of it."),
        _ranking,
        page="compass:scenario_try",
        parameters=("role", "theme"),
        prefixes=PREFIXES,
        weighed=True,
    ),
    DataTable(
        "scenario-changes",
        _("What a scenario changes"),
        _("One number that a scenario weighs otherwise than the framework."),
        _scenario_changes,
        page="compass:scenario_try",
        parameters=("role", "theme"),
        prefixes=PREFIXES,
        weighed=True,
    ),
    DataTable(
        "framework-changes",
        _("What a version of the framework changed"),
        _("One thing that differs from the version before."),
        _framework_changes,
        page="compass:framework_versions",
        parameters=("version",),
    ),
)
