"""The tables of what everything rests on: contradictions, and the state of the documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from windroos.apps.compass import queries as compass
from windroos.apps.compass.presenting import words
from windroos.cases import Contradiction
from windroos.report.table_file import Row, Value
from windroos.site.tables.base import Asked, Contents, DataTable
from windroos.site.tables.words import columns


def _contradictions(asked: Asked) -> Contents:
    fields = columns(
        "contradictions",
        contradiction="integer",
        side="integer",
        kind="string",
        grade="string",
        region="string",
        name="string",
        role="string",
        effort="string",
        decision="boolean",
        explicit="boolean",
        theme="string",
        period_start="year",
        period_end="year",
        said_by="string",
        id="string",
        passage="string",
        indicator="string",
        year="year",
        value="number",
        source="string",
        cell="string",
    )
    rows: list[Row] = []
    for number, found in enumerate(compass.contradictions(asked.row, asked.chosen.day), start=1):
        common: dict[str, Value] = {
            "contradiction": number,
            "kind": found.kind,
            "grade": found.grade,
            "region": found.region,
            "name": words(asked.case.regions[found.region].name),
            "role": found.role,
        }
        sides = [*_claims(found), *_figures(found)]
        rows += [{**common, "side": n, **side} for n, side in enumerate(sides, start=1)]
    return Contents(fields, rows)


def _claims(found: Contradiction) -> Iterator[dict[str, Value]]:
    for claim in found.claims:
        yield {
            "effort": claim.effort,
            "decision": claim.decision,
            "explicit": claim.explicit,
            "theme": claim.theme,
            "period_start": claim.period[0],
            "period_end": claim.period[1],
            "said_by": claim.said_by,
            "id": claim.id,
            "passage": claim.passage,
        }


def _figures(found: Contradiction) -> Iterator[dict[str, Value]]:
    for figure in found.figures:
        yield {
            "indicator": figure.indicator,
            "year": figure.year,
            "value": figure.value,
            "source": figure.source,
            "cell": figure.cell,
        }


def _documents(asked: Asked) -> Contents:
    case = asked.case
    resolved = asked.readable.resolve(case.locators)
    added = {document.source: document for document in asked.readable.documents}
    rows: list[Row] = []
    for source in case.sources.values():
        if source.kind != "document":
            continue
        states = Counter(
            one.state for one in resolved.values() if one.locator.document == source.id
        )
        here = added.get(source.id)
        rows.append(
            {
                "id": source.id,
                "title": source.title,
                "publisher": source.publisher,
                "published": source.published,
                "added": localtime(here.added).date() if here else None,
                "places": states.total(),
                **({name: states[name] for name in ("found", "moved", "broken")} if here else {}),
            }
        )
    fields = columns(
        "documents",
        id="string",
        title="string",
        publisher="string",
        published="string",
        added="date",
        places="integer",
        found="integer",
        moved="integer",
        broken="integer",
    )
    return Contents(fields, rows)


SOURCE_TABLES = (
    DataTable(
        "contradictions",
        _("Contradictions"),
        _("One side of a contradiction: a statement, a decision or a figure."),
        _contradictions,
        page="compass:contradictions",
    ),
    DataTable(
        "documents",
        _("State of the documents"),
        _("One document: whether its text was added here, and how many places were found again."),
        _documents,
        page="documents",
    ),
)
