"""The tables of the page on the method: the worked example, the goalposts, the common scale."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from windroos.apps.compass.framework.example import exemplary
from windroos.apps.compass.presenting import words
from windroos.cases.cells import anchored
from windroos.report.table_file import Row
from windroos.site.tables.base import Asked, Contents, DataTable
from windroos.site.tables.words import columns


def _example(asked: Asked) -> Contents:
    """The aspects of the region that most is known of, for the first role."""
    fields = columns(
        "example",
        region="string",
        name="string",
        role="string",
        as_of="date",
        aspect="string",
        label="string",
        value="number",
        known="number",
        counts_for="number",
        contribution="number",
    )
    assessment = asked.assessment
    result = exemplary(assessment)
    if result is None:
        return Contents(fields, [])
    aspects = asked.case.framework.groups
    role = assessment.role.id
    reached = sum(aspect.weight(role) * result.nodes[aspect.id].known for aspect in aspects)
    rows = []
    for aspect in aspects:
        node = result.nodes[aspect.id]
        known = node.known > 0
        rows.append(
            {
                "region": result.region.code,
                "name": words(result.region.name),
                "role": role,
                "as_of": assessment.as_of,
                "aspect": aspect.id,
                "label": words(aspect.label),
                "value": node.value if known else None,
                "known": node.known,
                "counts_for": aspect.weight(role) * node.known / reached if reached else None,
                "contribution": node.contribution if known else None,
            }
        )
    return Contents(fields, rows)


def _measures(asked: Asked) -> Contents:
    case = asked.case
    rows: list[Row] = []
    for leaf in case.framework.leaves:
        spec = leaf.figure
        if spec is None:
            continue
        named = {f.source for f in case.figures if f.indicator in spec.indicators}
        rows.append(
            {
                "measure": leaf.id,
                "label": words(leaf.label),
                "component": leaf.parent,
                "indicators": " ".join(spec.indicators),
                "combine": spec.combine,
                "transform": spec.transform,
                "gives_0": spec.goalposts[0],
                "gives_1": spec.goalposts[1],
                "inherits": spec.inherit,
                "sources": " ".join(id for id in case.sources if id in named),
            }
        )
    fields = columns(
        "measures",
        measure="string",
        label="string",
        component="string",
        indicators="string",
        combine="string",
        transform="string",
        gives_0="number",
        gives_1="number",
        inherits="boolean",
        sources="string",
    )
    return Contents(fields, rows)


def _series(asked: Asked) -> Contents:
    """Which observations the figures of an indicator come from, and what is read of them."""
    case = asked.case
    rows: list[Row] = []
    for one in case.framework.series.values():
        edition = case.readings.of(one)
        rows.append(
            {
                "indicator": one.id,
                "label": words(case.framework.indicators[one.id].label),
                "source": one.source,
                "observed": one.observed,
                "unit": one.unit,
                "rule": one.rule.kind,
                "snapshot": edition.sha256 if edition else None,
                "since": edition.day if edition else None,
                "figures": len({f.region for f in case.figures if f.indicator == one.id}),
            }
        )
    fields = columns(
        "series",
        indicator="string",
        label="string",
        source="string",
        observed="string",
        unit="string",
        rule="string",
        snapshot="string",
        since="date",
        figures="integer",
    )
    return Contents(fields, rows)


def _common_scale(asked: Asked) -> Contents:
    """The economies that the line was fitted on; with `leaf` those of one measure."""
    case = asked.case
    wanted = asked.get("leaf")
    rows: list[Row] = []
    for leaf, line in asked.assessment.common_scales.items():
        spec = case.framework.by_id[leaf].figure
        if spec is None or spec.common_scale is None or wanted not in ("", leaf):
            continue
        link = spec.common_scale
        for economy, year, first, second in anchored(case, spec, asked.assessment.as_of):
            fitted = line.intercept + line.slope * first
            rows.append(
                {
                    "measure": leaf,
                    "economy": economy,
                    "name": words(case.regions[economy].name) if economy in case.regions else None,
                    "year": year,
                    "from_indicator": link.from_,
                    "from_value": first,
                    "onto_indicator": link.onto,
                    "onto_value": second,
                    "fitted": fitted,
                    "residual": second - fitted,
                }
            )
    fields = columns(
        "common-scale",
        measure="string",
        economy="string",
        name="string",
        year="year",
        from_indicator="string",
        from_value="number",
        onto_indicator="string",
        onto_value="number",
        fitted="number",
        residual="number",
    )
    return Contents(fields, rows)


METHOD_TABLES = (
    DataTable(
        "measures",
        _("Figures and goalposts"),
        _("One measured part of the compass, and the figures that give it the values 0 and 1."),
        _measures,
        page="compass:method",
    ),
    DataTable(
        "series",
        _("Where the figures are read from"),
        _("One indicator, and the observations its figures come from."),
        _series,
        page="compass:method",
    ),
    DataTable(
        "common-scale",
        _("One scale for two scoreboards"),
        _("One economy that both scoreboards cover, and what the line says of it."),
        _common_scale,
        page="compass:method",
        parameters=("leaf",),
    ),
    DataTable(
        "example",
        _("The worked example"),
        _("One aspect of the region with which the method is explained."),
        _example,
        page="compass:method",
    ),
)
