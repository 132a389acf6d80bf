"""The page with every version of a row that people write."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from windroos import cases
from windroos.apps.accounts.permits import may
from windroos.apps.compass import queries
from windroos.apps.compass.actions.settling import SETTLEMENTS
from windroos.apps.compass.history.labels import subject
from windroos.apps.compass.history.versions import TABLES, row_then, taken_over, versions_shown
from windroos.apps.compass.history.words import told
from windroos.apps.compass.presenting import asked_day, case_or_404, choice, words
from windroos.apps.compass.views.judging.undoing import UNDONE
from windroos.apps.compass.weighing.rows import region_url
from windroos.apps.compass.writing import reader
from windroos.apps.regions import journal
from windroos.apps.regions.permits import roles_on
from windroos.apps.regions.queries import Case


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
    back_to, back = _back(request, row, value, table, last)
    return render(
        request,
        "compass/judging/history.html",
        {
            "table": table,
            "key": key,
            "label": subject(value, table, last).get(get_language() or "nl"),
            "back_to": back_to,
            "back": back,
            "versions": shown,
            "newest": newest,
            "there": newest.row is not None,
            "day": day,
            "then": told(value, row_then(versions, day)) if day else [],
            "changed": len(versions) > 1,
            "may_undo": table in UNDONE
            and (table != "decisions" or taken_over(row, key))
            and (len(versions) > 1 or not newest.by_package)
            and may(reader(request), f"compass.{UNDONE[table]}", case=row),
        },
    )


def _back(
    request: HttpRequest, row: Case, value: cases.Case, table: str, last: Mapping[str, Any]
) -> tuple[str, str]:
    """Where a row stands: its name and address. Of a settlement that is its contradiction, of a
    figure the list of them, and else its region; where that is gone, the list or the overview."""
    if table == SETTLEMENTS:
        if any(one.id == last["id"] for one in queries.contradictions(row)):
            url = reverse("compass:contradiction", args=[row.name, last["id"]])
            return _("the contradiction"), url
        return _("the contradictions"), reverse("compass:contradictions", args=[row.name])
    if table == "quantities":
        return _("the figures in documents"), reverse("quantities", args=[row.name])
    region = value.regions.get(last["region"])
    if region is None:
        return last["region"], reverse("compass:overview", args=[row.name])
    return words(region.name), region_url(value, region.code, choice(request, value))
