"""The page of a region: the advice and the decision, and everything they rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from windroos.apps.accounts.permits import may
from windroos.apps.accounts.queries import User
from windroos.apps.compass import counted, presenting, queries
from windroos.apps.compass.challenges.shown import of_region
from windroos.apps.compass.contradictions.clashes import clash
from windroos.apps.compass.panels import kept as panels
from windroos.apps.compass.presenting import Choice, words
from windroos.apps.compass.region import answers, components
from windroos.apps.compass.region.leaves import Leaves
from windroos.apps.compass.region.records import Records
from windroos.apps.compass.reviews import reviewed
from windroos.apps.compass.robustness import sureness
from windroos.apps.compass.robustness.outcome import Wanted
from windroos.apps.compass.writing import reader
from windroos.apps.evidence import queries as evidence
from windroos.apps.network import queries as network
from windroos.apps.network.of_region import organisations_of
from windroos.apps.regions import queries as regions
from windroos.apps.regions.permits import roles_on
from windroos.cases import Assessment, Case, RegionResult
from windroos.cases.case import Region
from windroos.cases.cells import Evidence
from windroos.cases.preconditions import gates


def region(request: HttpRequest, case: str, code: str) -> HttpResponse:
    """A region in a case; one that is not weighed has its evidence and no score."""
    row, value = presenting.case_or_404(case, presenting.asked_day(request))
    if code not in value.regions:
        raise Http404(f"no region {code} in {case}")
    here = value.regions[code]
    chosen = presenting.choice(request, value)
    assessment = presenting.assess(row, chosen)
    result = assessment[code] if here.weighed else None
    resolved = presenting.readable(request, row).resolve(value.locators)
    known = Evidence(value, assessment.as_of)
    by_panel = panels.of_judgements(row) if chosen.day is None else {}
    leaves = Leaves(value, code, chosen, resolved, assessment.common_scales, by_panel)
    cells = (
        result.cells
        if result
        else {
            leaf.id: known.cell(code, leaf, chosen.role, chosen.theme)
            for leaf in value.framework.leaves
        }
    )
    shared = of_region(value, queries.challenges(row, chosen.day), code)
    numbers = counted.of_region(row, value.framework, code, chosen.day)
    groups = components.groups(value, leaves, cells, result, shared, numbers)
    records = Records(value, resolved)
    contradicted = [
        clash(value, found, resolved)
        for found in queries.contradictions(row, chosen.day)
        if found.region == code
    ]
    name = words(here.name)
    context: dict[str, Any] = {
        "crumbs": _crumbs(value, here, chosen),
        "region": here,
        "name": name,
        "question": answers.question(name, here.weighed),
        "chosen": chosen,
        "may_judge": chosen.day is None and may(reader(request), "compass.judge", case=row),
        "may_draft": chosen.day is None
        and may(reader(request), "compass.draft_decision", case=row),
        "review": reviewed.open_on(row, value, code, chosen.role)
        if chosen.day is None and roles_on(reader(request), row)
        else None,
        "role": value.framework.role(chosen.role),
        "roles": _roles(value, chosen),
        "themes": [(theme.id, words(theme.label)) for theme in value.themes.values()],
        "result": result,
        "groups": groups,
        "anything_known": any(c.on_record for group in groups for c in group.components),
        "preconditions": records.preconditions(
            result.gates if result else gates(known, code, chosen.role, chosen.theme)
        ),
        "other_roles": _roles_with_preconditions(value, chosen),
        "has_preconditions": bool(value.framework.preconditions),
        "decisions": records.decisions(code, assessment.as_of),
        "statements": records.statements(code),
        "relations": records.relations(code),
        # The register is as it is today: on a former day it is not known what stood in it.
        "organisations": organisations_of(row, code, name) if chosen.day is None else None,
        "dialogues": network.dialogues(row, cast(User, request.user), region=code),
        # The register is not kept by day: of a day in the past it says nothing.
        "market": network.region_market(row, reader(request), code) if chosen.day is None else None,
        "contradictions": contradicted,
        "contradictions_open": sum(one.open for one in contradicted),
        "counted": numbers.get(""),
        "counted_any": bool(numbers),
        "may_count": chosen.day is None
        and may(reader(request), "network.count_register", case=row),
        "may_settle": chosen.day is None and may(reader(request), "compass.settle", case=row),
        "theme_strengths": _theme_strengths(value, leaves, code, chosen),
        "parent": _near(value, assessment, value.regions[here.parent], chosen)
        if here.parent
        else None,
        "parts": [_near(value, assessment, part, chosen) for part in value.parts(code)],
        "other_figures": [
            leaves.measured(figure)
            for figure in value.figures
            if figure.region == code and figure.indicator not in _shown_indicators(value)
        ],
        "documents_absent": any(one.state == "absent" for one in resolved.values()),
        "as_of": assessment.as_of,
        "framework": value.framework,
    }
    if result:
        context |= _picture(value, result, chosen, groups)
        context |= _sureness(row, assessment, result, chosen, resolved)
        context["neighbours"] = _neighbours(value, assessment, result, chosen)
    return render(request, "compass/region.html", context)


def _picture(
    case: Case, result: RegionResult, chosen: Choice, groups: list[components.Group]
) -> dict[str, Any]:
    thresholds = case.framework.role(chosen.role).thresholds
    total = len(case.framework.components)
    unknown = answers.unknown_components(case, result)
    return {
        "provisional": result.leaning,
        "uncertain": round(result.lower, 2) < round(result.upper, 2),
        "answer": answers.answer(case, result, chosen),
        "thresholds": presenting.thresholds(thresholds),
        "known": presenting.percent(result.known),
        "components_known": total - unknown,
        "components_total": total,
        "petals": components.told(presenting.petals(result, case), groups),
        "marks": presenting.marks(result),
        "rings": presenting.rings(case),
        "caption": answers.caption(case, result),
    }


def _sureness(
    row: regions.Case,
    assessment: Assessment,
    result: RegionResult,
    chosen: Choice,
    resolved: Mapping[str, evidence.Resolved],
) -> dict[str, Any]:
    """How sure the verdict is, and what is worth finding out."""
    case = assessment.case
    numbers = {p.id: p.number for p in case.framework.preconditions}
    settling, items = sureness.settling(row, assessment, result, chosen)
    return {
        "settling": settling,
        "sure": sureness.told(row, assessment, result, Wanted.of(case.framework, chosen)),
        "asked": [
            sureness.asked(
                item,
                numbers.get(item.id, ""),
                presenting.place(case, resolved[item.passage]) if item.passage else None,
            )
            for item in items
        ],
    }


def _crumbs(case: Case, here: Region, chosen: Choice) -> list[dict[str, str]]:
    overview = reverse("compass:overview", args=[case.name])
    above = [
        {"label": words(case.regions[code].name), "url": _url(case, code)}
        for code in reversed(list(case.lineage(here.code))[1:])
    ]
    first = {"label": _("Overview"), "url": f"{overview}?{chosen.query}"}
    return [first, *above, {"label": words(here.name), "url": ""}]


def _url(case: Case, code: str, chosen: Choice | None = None) -> str:
    url = reverse("compass:region", args=[case.name, code])
    return f"{url}?{chosen.query}" if chosen else url


def _roles(case: Case, chosen: Choice) -> list[dict[str, Any]]:
    """The roles to choose from, each with its address on the same theme."""
    return [
        {
            "id": role.id,
            "label": words(role.label),
            "body": words(role.body),
            "url": f"?{replace(chosen, role=role.id).query}",
            "current": role.id == chosen.role,
        }
        for role in case.framework.roles
    ]


def _roles_with_preconditions(case: Case, chosen: Choice) -> list[str]:
    """Other roles that have preconditions, where this one has none."""
    if any(p.holds_for(chosen.role, chosen.theme) for p in case.framework.preconditions):
        return []
    return [
        words(role.label)
        for role in case.framework.roles
        if any(p.holds_for(role.id, chosen.theme) for p in case.framework.preconditions)
    ]


def _theme_strengths(case: Case, leaves: Leaves, code: str, chosen: Choice) -> list[dict[str, Any]]:
    """The themes the documents name for a region, with what they say of each."""
    criterion = case.framework.theme_criterion
    made = []
    for theme in case.themes.values():
        said = [
            leaves.said(j)
            for j in case.judgements
            if (j.region, j.criterion, j.theme) == (code, criterion, theme.id)
        ]
        if said:
            made.append(
                {
                    "label": words(theme.label),
                    "url": _url(case, code, replace(chosen, theme=theme.id)),
                    "current": theme.id == chosen.theme,
                    "said": said,
                }
            )
    return made


def _near(case: Case, assessment: Assessment, near: Region, chosen: Choice) -> dict[str, Any]:
    """A parent or part with its verdicts; one that is not weighed has none."""
    result = assessment[near.code] if near.weighed else None
    return {
        "name": words(near.name),
        "url": _url(case, near.code, chosen),
        "result": result,
        "home": near.home,
    }


def _neighbours(
    case: Case, assessment: Assessment, result: RegionResult, chosen: Choice
) -> list[dict[str, str]]:
    """Two regions to compare with: of the same country, else of the continent, nearest in score."""
    here = result.region
    others = [r for r in assessment if r.region.code != here.code]

    def distance(other: RegionResult) -> tuple[bool, bool, float]:
        near = None not in (here.parent, other.region.parent)
        apart = abs((other.score or 0) - (result.score or 0))
        return (
            not (near and other.region.parent == here.parent),
            other.region.continent != here.continent,
            apart,
        )

    url = reverse("compass:compare", args=[case.name])
    return [
        {
            "name": words(other.region.name),
            "url": f"{url}?{chosen.query}&region={here.code}&region={other.region.code}",
        }
        for other in sorted(others, key=distance)[:2]
    ]


def _shown_indicators(case: Case) -> set[str]:
    """The indicators that are shown where they are weighed, or with their challenge."""
    weighed = [leaf.figure.indicators for leaf in case.framework.leaves if leaf.figure]
    challenges = [one.indicators for one in case.framework.challenges.values()]
    return {name for names in (*weighed, *challenges) for name in names}
