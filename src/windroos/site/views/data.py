"""The data of a case to take along: every table as CSV and as JSON, and all of it as a package."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from windroos import cases
from windroos.apps.compass.weighing.compared import MOST
from windroos.cases import archive
from windroos.cases.case import Source
from windroos.report import table_file, table_sheet
from windroos.report.table_file import Row
from windroos.rest import files
from windroos.site.tables import DATA_TABLES, TABLES, Asked, DataTable

TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json", "xlsx": files.XLSX}
PACKAGE = files.Kind(files.ZIP, "zip", archive.MOST_BYTES)


@require_safe
def data(request: HttpRequest, case: str) -> HttpResponse:
    """Every table of a case: what it holds, what its fields mean, and where to take it."""
    asked = Asked.of(request, case)
    value = asked.case
    listed = [_listed(table, asked) for table in DATA_TABLES]
    return render(
        request,
        "windroos/data/data.html",
        {
            "value": value,
            "chosen": asked.chosen,
            "tables": listed,
            "groups": [
                (
                    _("Of the case: what was read, measured, judged and decided"),
                    [one for one in listed if not one["page"]],
                ),
                (_("Made of it: what the pages show"), [one for one in listed if one["page"]]),
            ],
            "files": len(value.package.files()),
            "revision": value.package.revision,
        },
    )


def _listed(table: DataTable, asked: Asked) -> dict[str, Any]:
    """A table as it is listed; one that is of some region has no rows without it."""
    contents = None if table.asks else table.read(asked)
    return {
        "id": table.id,
        "title": table.title,
        "holds": table.holds,
        "page": reverse(table.page, args=[asked.case.name]) if table.page else "",
        "contents": contents,
        "sources": _sources(asked.case, contents.rows) if contents and not table.page else (),
    }


def _sources(case: cases.Case, rows: Iterable[Row]) -> Sequence[Source]:
    """The documents and datasets that the rows of a table of the package name."""
    named: set[Any] = set()
    for row in rows:
        named |= {row.get("source"), row.get("document")}
        passage = case.locators.get(str(row.get("passage")))
        named.add(passage.document if passage else None)
    return [source for source in case.sources.values() if source.id in named]


@require_safe
def table(request: HttpRequest, case: str, table: str, form: str) -> HttpResponse:
    """A table as a file, with the rows that a page with this query shows."""
    if table not in TABLES:
        raise Http404(f"no table {table}")
    asked = Asked.of(request, case)
    wanted = TABLES[table]
    contents = wanted.read(asked)
    columns, rows = contents.columns, contents.rows
    content: str | bytes
    if form == "csv":
        content = table_file.as_csv(columns, rows)
    elif form == "json":
        content = table_file.as_json(columns, rows, _about(wanted, asked))
    else:
        content = table_sheet.as_xlsx(columns, rows, str(wanted.title), asked.day)
    response = HttpResponse(content, content_type=TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="{_name(wanted, asked)}.{form}"'
    return response


def _about(table: DataTable, asked: Asked) -> dict[str, Any]:
    """Which table it is, of which case, in which state."""
    framework = asked.case.framework
    about: dict[str, Any] = {
        "case": asked.case.name,
        "title": f"{asked.case.title}: {table.title}",
        "table": table.id,
        "holds": str(table.holds),
        "language": get_language(),
        "framework": f"{framework.id} {framework.version}",
        "revision": asked.case.package.revision,
        "as_of": asked.day.isoformat(),
    }
    if table.weighed:
        about |= {"role": asked.chosen.role, "theme": asked.chosen.theme}
    return about


def _name(table: DataTable, asked: Asked) -> str:
    """The name of the file: the case, the table, and what of it was chosen."""
    parts = [asked.case.name, table.id]
    if table.weighed:
        parts += filter(None, [asked.chosen.role, asked.chosen.theme])
    if table.asks == "region":
        parts += [result.region.code for result in asked.weighed(MOST)]
    return "-".join([*parts, *_day(asked)])


def _day(asked: Asked) -> list[str]:
    """The day in the past that was asked for, for the name of a file."""
    return [asked.chosen.day.isoformat()] if asked.chosen.day else []


@require_safe
def package(request: HttpRequest, case: str) -> HttpResponse:
    """The whole case as a Data Package: the files of `windroos case export`, byte for byte."""
    asked = Asked.of(request, case)
    content = archive.packed(asked.case.package.files())
    return files.answer(content, PACKAGE, "-".join([case, *_day(asked)]))
