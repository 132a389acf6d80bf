"""The tables of the figures that count: the case's own, or read from a source, and from which."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from windroos.apps.compass.presenting import words
from windroos.cases import counted
from windroos.cases.counted import Counted
from windroos.cases.values import Figure
from windroos.report.table_file import Row
from windroos.site.tables.base import Asked, Contents, DataTable
from windroos.site.tables.words import columns


def _figures(asked: Asked) -> Contents:
    fields = columns(
        "counting",
        region="string",
        name="string",
        indicator="string",
        year="year",
        value="number",
        standard_error="number",
        unit="string",
        cell="string",
        parts="string",
        own="boolean",
        dataset="string",
        snapshot="string",
        counts_from="date",
    )
    rows: list[Row] = []
    for found in counted.figures(asked.case, asked.day):
        one = found.one
        assert isinstance(one, Figure)
        rows.append(
            {
                "region": one.region,
                "name": words(asked.case.regions[one.region].name),
                "indicator": one.indicator,
                "year": one.year,
                "value": one.value,
                "standard_error": one.standard_error,
                "unit": one.unit,
                "cell": one.cell,
                "parts": " ".join(one.parts) or None,
                **_origin(found),
            }
        )
    return Contents(fields, rows)


def _anchors(asked: Asked) -> Contents:
    fields = columns(
        "counting",
        economy="string",
        indicator="string",
        year="year",
        value="number",
        own="boolean",
        dataset="string",
        snapshot="string",
        counts_from="date",
    )
    rows: list[Row] = []
    for found in counted.anchors(asked.case, asked.day):
        one = found.one
        assert not isinstance(one, Figure)
        rows.append(
            {
                "economy": one.economy,
                "indicator": one.indicator,
                "year": one.year,
                "value": one.value,
                **_origin(found),
            }
        )
    return Contents(fields, rows)


def _origin(found: Counted) -> Row:
    edition = found.edition
    return {
        "own": edition is None,
        "dataset": found.dataset,
        "snapshot": edition.sha256 if edition else None,
        "counts_from": edition.day.isoformat() if edition else None,
    }


COUNTING_TABLES = (
    DataTable(
        "counting-figures",
        _("Figures that count"),
        _("One figure that counts: the case's own, or read from an edition of a source."),
        _figures,
        page="compass:method",
    ),
    DataTable(
        "counting-anchors",
        _("Figures of the common scale that count"),
        _("One figure of an economy that counts: the case's own, or read from an edition."),
        _anchors,
        page="compass:method",
    ),
)
