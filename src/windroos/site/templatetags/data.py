"""`{% table_files "ranking" %}`: the table of a page as CSV, JSON and Excel files.

`{% table_files "ranking" parquet=True %}` has it as Parquet too.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import template
from django.http import QueryDict
from django.template import RequestContext
from django.urls import reverse

from windroos.site.tables import TABLES

register = template.Library()

FORMS = {"csv": "CSV", "json": "JSON", "xlsx": "Excel"}
PARQUET = {"parquet": "Parquet"}


@register.inclusion_tag("windroos/parts/table_files.html", takes_context=True)
def table_files(
    context: RequestContext,
    table: str,
    about: str = "",
    address: str = "",
    parquet: bool = False,
    **given: Any,
) -> dict[str, Any]:
    """Links to a table of the case of this page, with what of its address the table heeds.

    `address` goes before that of the page, and what is `given` before both; `about` tells two
    tables of one kind apart.
    """
    request = context.request
    shown = TABLES[table]
    asked = QueryDict(urlsplit(address).query) if address else request.GET
    query = QueryDict(mutable=True)
    for name, values in asked.lists():
        if shown.heeds(name):
            query.setlist(name, [value for value in values if value])
    for name, value in given.items():
        query[name] = str(value)
    match = request.resolver_match
    assert match is not None  # a page has an address
    case = match.kwargs["case"]
    tail = f"?{query.urlencode()}" if query.urlencode() else ""
    return {
        "files": [
            {"label": label, "url": reverse(f"data_{form}", args=[case, table]) + tail}
            for form, label in (FORMS | PARQUET if parquet else FORMS).items()
        ],
        "about": about or shown.title,
    }
