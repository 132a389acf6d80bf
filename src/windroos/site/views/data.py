"""The data of a case to take along: every table as a file, and all of it as a package."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from windroos.cases import archive
from windroos.rest.files import ZIP, Kind, answer
from windroos.site.tables import DATA_TABLES, TABLES, Asked, DataTable, files
from windroos.site.tables.lineage import named_sources

PACKAGE = Kind(ZIP, "zip", archive.MOST_BYTES)


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
        "sources": named_sources(asked.case, contents.rows) if contents and not table.page else (),
    }


@require_safe
@conditional_page
def table(request: HttpRequest, case: str, table: str, form: str) -> HttpResponse:
    """A table as a file, with the rows that a page with this query shows."""
    if table not in TABLES:
        raise Http404(f"no table {table}")
    asked = Asked.of(request, case)
    wanted = TABLES[table]
    response = HttpResponse(files.content(wanted, asked, form), content_type=files.TYPES[form])
    name = files.name(wanted, asked)
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


@require_safe
@conditional_page
def package(request: HttpRequest, case: str) -> HttpResponse:
    """The whole case as a Data Package: the files of `windroos case export`, byte for byte."""
    asked = Asked.of(request, case)
    content = archive.packed(asked.case.package.files())
    return answer(content, PACKAGE, "-".join([case, *files.day(asked)]))
