"""The page with every version of a judgement, finding or decision."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from windroos.apps.accounts.permits import may
from windroos.apps.compass import actions
from windroos.apps.compass.history.labels import subject
from windroos.apps.compass.history.versions import TABLES, row_then, versions_shown
from windroos.apps.compass.history.words import told
from windroos.apps.compass.presenting import asked_day, case_or_404, choice, words
from windroos.apps.compass.weighing.rows import region_url
from windroos.apps.compass.writing import reader
from windroos.apps.regions import journal
from windroos.apps.regions.permits import roles_on


@require_safe
def row_history(request: HttpRequest, case: str, table: str, key: str) -> HttpResponse:
    """Every version of a row, and how it read on a day (`?as_of=`)."""
    row, value = case_or_404(case)
    versions = journal.versions(row, table, key) if table in TABLES else []
    if not versions:
        raise Http404(f"no {key} in {table}")
    newest, day = versions[0], asked_day(request)
    last = next(version.row for version in versions if version.row)
    shown = versions_shown(row, value, table, versions, staff=bool(roles_on(reader(request), row)))
    region = last["region"]
    return render(
        request,
        "compass/judging/history.html",
        {
            "table": table,
            "key": key,
            "label": subject(value, table, last).get(get_language() or "nl"),
            "region_name": words(value.regions[region].name) if region in value.regions else region,
            "region_url": region_url(value, region, choice(request, value))
            if region in value.regions
            else reverse("compass:overview", args=[row.name]),
            "versions": shown,
            "newest": newest,
            "there": newest.row is not None,
            "day": day,
            "then": told(value, row_then(versions, day)) if day else [],
            "changed": len(versions) > 1,
            "may_undo": table in actions.CELLS
            and (len(versions) > 1 or not newest.by_package)
            and may(reader(request), "compass.undo_all", case=row),
        },
    )
