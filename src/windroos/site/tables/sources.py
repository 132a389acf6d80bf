"""The tables of what everything rests on: contradictions, and the state of the documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from windroos.apps.compass import queries as compass
from windroos.apps.compass.presenting import words
from windroos.cases import Contradiction
from windroos.cases.case import Finding, Judgement, Quantity
from windroos.cases.contradictions import Claim
from windroos.cases.contradictions.found import reference
from windroos.report.table_file import Row, Value
from windroos.site.tables.base import Asked, Contents, DataTable
from windroos.site.tables.words import columns


def _contradictions(asked: Asked) -> Contents:
    fields = columns(
        "contradictions",
        contradiction="string",
        side="integer",
        kind="string",
        grade="string",
        state="string",
        region="string",
        name="string",
        role="string",
        subject="string",
        effort="string",
        decision="boolean",
        explicit="boolean",
        period_start="year",
        period_end="year",
        outcome="string",
        rating="number",
        relation="string",
        printed="string",
        theme="string",
        said_by="string",
        id="string",
        passage="string",
        indicator="string",
        year="year",
        value="number",
        unit="string",
        missing="string",
        source="string",
        cell="string",
        holds="boolean",
        settled_by="string",
        settled="string",
    )
    rows: list[Row] = []
    for found in compass.contradictions(asked.row, asked.chosen.day):
        made = found.settlement
        common: dict[str, Value] = {
            "contradiction": found.id,
            "kind": found.kind,
            "grade": found.grade,
            "state": found.state,
            "region": found.region,
            "name": words(asked.case.regions[found.region].name) if found.region else None,
            "role": found.role,
            "subject": found.subject,
            "settled_by": made.settled_by if made else None,
            "settled": made.settled if made else None,
        }
        for number, (side, told) in enumerate(_sides(found), start=1):
            holds = None if made is None else made.holds == side
            rows.append({**common, "side": number, "holds": holds, **told})
    return Contents(fields, rows)


def _sides(found: Contradiction) -> Iterator[tuple[str, Mapping[str, Value]]]:
    """The sides of a contradiction: the name of each, and what it says."""
    for claim in found.claims:
        yield (
            reference(claim.of),
            {
                "effort": claim.effort,
                "decision": claim.decision,
                "explicit": claim.explicit,
                "theme": claim.theme,
                "period_start": claim.period[0],
                "period_end": claim.period[1],
                **_row(claim),
            },
        )
    for finding in found.findings:
        themes = " ".join(finding.themes) or None
        yield reference(finding), {"outcome": finding.outcome, "theme": themes, **_row(finding)}
    for said in found.judgements:
        told = {"rating": said.rating, "theme": said.theme, "role": said.role, **_row(said)}
        yield reference(said), told
    for related in found.relations:
        told = {"relation": related.kind, "id": related.id, "passage": related.passage}
        yield reference(related), told
    for quantity in found.quantities:
        told = {
            "printed": quantity.kind,
            "indicator": quantity.indicator,
            "year": quantity.year,
            "value": quantity.value,
            "unit": quantity.unit,
            "missing": quantity.state,
            "cell": quantity.cell,
            **_row(quantity),
        }
        yield reference(quantity), told
    for figure in found.figures:
        yield (
            reference(figure),
            {
                "indicator": figure.indicator,
                "year": figure.year,
                "value": figure.value,
                "unit": figure.unit,
                "source": figure.source,
                "cell": figure.cell,
            },
        )


def _row(said: Claim | Finding | Judgement | Quantity) -> dict[str, Value]:
    """Who says a side, in which row and where."""
    return {"said_by": said.said_by, "id": said.id, "passage": said.passage}


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
        _("One side of a contradiction: what is said or measured, and where."),
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
