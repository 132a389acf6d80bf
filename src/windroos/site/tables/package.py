"""The tables of the package of a case, as they are."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from windroos.cases.fields import Table
from windroos.cases.tables import TABLES
from windroos.report.table_file import Column
from windroos.site.tables.base import Asked, Contents, DataTable
from windroos.site.tables.words import means

# The name of a table for people, and what one row of it is.
_ABOUT: dict[str, tuple[Promise, Promise]] = {
    "regions": (
        _("Regions"),
        _("One region: weighed, at home, or there because its parts inherit from it."),
    ),
    "themes": (_("Themes"), _("One theme on which one wants to work with others.")),
    "sources": (_("Sources"), _("One document or dataset.")),
    "passages": (
        _("Places in documents"),
        _("One place in a document. The words themselves stand in the document."),
    ),
    "judgements": (
        _("Judgements"),
        _("What a source or person says of a region on one part of the compass, as a rating."),
    ),
    "figures": (
        _("Figures"),
        _(
            "One figure of a region, with its cell in the dataset: the case's own. Which figures "
            "count, own or read from a source, stands in “Figures that count”."
        ),
    ),
    "anchors": (
        _("Figures of the common scale"),
        _(
            "One figure of an economy that two scoreboards cover: the case's own. Which count "
            "stands in “Figures of the common scale that count”."
        ),
    ),
    "statements": (
        _("Statements of effort"),
        _("What a passage says of the effort for a region in a role and period."),
    ),
    "quantities": (
        _("Figures in documents"),
        _("One figure that a document prints, of something that the compass does not measure."),
    ),
    "decisions": (_("Decisions"), _("What was decided for a region in a role and period.")),
    "findings": (
        _("Findings on preconditions"),
        _("What a source or person says of a precondition for a region."),
    ),
    "relations": (_("Kinds of relation"), _("The kind of relation there is with a region.")),
    "settlements": (
        _("Settled contradictions"),
        _("Which side of a contradiction holds, and why."),
    ),
}


def _columns(table: Table) -> list[Column]:
    return [
        Column(
            field["name"],
            field["type"],
            means(table.name, field["name"]),
            tuple(field.get("constraints", {}).get("enum", ())),
        )
        for field in table.fields
    ]


def _table(table: Table) -> DataTable:
    filtered = ("source",) if "source" in table.columns else ()

    def read(asked: Asked) -> Contents:
        rows = asked.case.package.tables[table.name]
        for name in filtered:
            if wanted := asked.get(name):
                rows = [row for row in rows if row[name] == wanted]
        return Contents(_columns(table), rows)

    title, holds = _ABOUT.get(table.name, (table.name, ""))
    return DataTable(table.name, title, holds, read, parameters=filtered)


PACKAGE_TABLES = tuple(_table(table) for table in TABLES.values())
