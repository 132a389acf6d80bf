"""The data of a case to take along: every table as a file, and all of it as a package."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from windroos.cases import archive
from windroos.cases.case import Source
from windroos.rest.files import ZIP, Kind, answer
from windroos.site.tables import DATA_TABLES, TABLES, Asked, Contents, DataTable, files
from windroos.site.tables.lineage import named_sources
from windroos.site.tables.register import cited_sources

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
                    [one for one in listed if not one["page"] and not one["register"]],
                ),
                (
                    _("Of the register: the ecosystem of the region"),
                    [one for one in listed if one["register"]],
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
        "register": table.register,
        "sources": _sources(table, asked, contents),
    }


def _sources(table: DataTable, asked: Asked, contents: Contents | None) -> Sequence[Source]:
    """The documents and datasets that a table comes from; of what is made of others, none."""
    if contents is None or table.page:
        return ()
    return cited_sources(asked) if table.register else named_sources(asked.case, contents.rows)


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
def register(request: HttpRequest, case: str) -> HttpResponse:
    """The whole register as a Data Package: the files of `windroos register export`."""
    asked = Asked.of(request, case)
    content = archive.packed(asked.register.files())
    return answer(content, PACKAGE, "-".join([case, "register", *files.day(asked)]))


@require_safe
@conditional_page
def package(request: HttpRequest, case: str) -> HttpResponse:
    """The whole case as a Data Package: the files of `windroos case export`, byte for byte."""
    asked = Asked.of(request, case)
    content = archive.packed(asked.case.package.files())
    return answer(content, PACKAGE, "-".join([case, *files.day(asked)]))
