"""The tables of how sure the verdicts are: per region, and per pair of regions."""

from __future__ import annotations

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from windroos import cases
from windroos.apps.compass.presenting import words
from windroos.apps.compass.robustness import runs
from windroos.apps.compass.robustness.asked import PARAMETERS, wanted
from windroos.apps.compass.robustness.outcome import FACTORS, Outcome, Sure, Wanted
from windroos.apps.compass.scenarios.asked import PREFIXES
from windroos.apps.compass.scenarios.asked import Asked as Turned
from windroos.report.table_file import Column, Row, Value
from windroos.site.tables.base import Asked, Contents, DataTable
from windroos.site.tables.words import columns


def _found(asked: Asked) -> tuple[Wanted, Outcome]:
    """What the draws of the address gave; those that nobody made yet are not found."""
    framework = asked.case.framework
    turned = Turned.of(asked.request.GET, framework, asked.chosen)
    now = wanted(asked.request.GET, framework, asked.chosen, turned)
    try:
        found = runs.found(asked.row, now)
    except cases.CaseError as error:
        raise Http404(str(error)) from error
    if found is None:
        raise Http404("these draws were not made yet")
    return now, found


def _regions(asked: Asked) -> Contents:
    now, found = _found(asked)
    fields = columns(
        "robustness",
        code="string",
        name="string",
        role="string",
        theme="string",
        as_of="date",
        scenario="string",
        space="string",
        samples="integer",
        seed="integer",
        active="number",
        reactive="number",
        none="number",
        no_score="number",
        error="number",
        expected_rank="number",
        rank_low="integer",
        rank_high="integer",
        due_to_values="number",
        due_to_weights="number",
        due_to_method="number",
    )
    common: dict[str, Value] = {
        "role": now.role,
        "theme": now.theme,
        "as_of": now.weighed_on,
        "scenario": now.scenario.query or None,
        "space": now.space,
        "samples": found.samples,
        "seed": found.seed,
    }
    return Contents(fields, [_region(asked.case, one, common) for one in found])


def _region(case: cases.Case, one: Sure, common: Row) -> Row:
    low, high = one.ranks or (None, None)
    return {
        "code": one.code,
        "name": words(case.regions[one.code].name),
        **common,
        **one.data["shares"],
        "no_score": one.data["noScore"],
        "error": one.data["error"],
        "expected_rank": one.rank,
        "rank_low": low,
        "rank_high": high,
        **{f"due_to_{factor}": one.due_to.get(factor) for factor in FACTORS},
    }


def _pairs(asked: Asked) -> Contents:
    _now, found = _found(asked)
    regions = asked.case.regions
    order = list(found)
    fields = [
        *columns("robustness-pairs", code="string", name="string"),
        *(
            Column(
                f"before_{other.code}",
                "number",
                _("The share of the draws in which it comes before %(name)s; empty: itself")
                % {"name": words(regions[other.code].name)},
            )
            for other in order
        ),
    ]
    rows: list[Row] = [
        {
            "code": one.code,
            "name": words(regions[one.code].name),
            **{
                f"before_{other.code}": None if other is one else found.wins(one.code, other.code)
                for other in order
            },
        }
        for one in order
    ]
    return Contents(fields, rows)


_HEEDED = ("role", "theme", *PARAMETERS)
ROBUSTNESS_TABLES = (
    DataTable(
        "robustness",
        gettext_lazy("How sure the verdicts are"),
        gettext_lazy("One weighed region: how often each verdict comes out, and on which place."),
        _regions,
        page="compass:robustness",
        parameters=_HEEDED,
        prefixes=PREFIXES,
        weighed=True,
    ),
    DataTable(
        "robustness-pairs",
        gettext_lazy("Who comes before whom"),
        gettext_lazy("One weighed region: how often it comes before each other one."),
        _pairs,
        page="compass:robustness",
        parameters=_HEEDED,
        prefixes=PREFIXES,
        weighed=True,
    ),
)
