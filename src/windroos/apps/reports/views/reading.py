"""Reading reports: the list, one report, its files, and whether it still says the same."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from windroos.apps.accounts import queries as accounts
from windroos.apps.compass import queries as compass
from windroos.apps.reports import outputs, queries, words
from windroos.apps.reports.queries import Report
from windroos.apps.reports.views.desk import Desk, desk
from windroos.report.paper.html import to_html
from windroos.rest.etags import known, tag
from windroos.rest.files import answer


@require_safe
def all_reports(request: HttpRequest, case: str) -> HttpResponse:
    """The reports of a case that the reader may know of, the last one first."""
    at = desk(request, case)
    value, given = compass.value(at.case), queries.choices_of(at.case)
    rows = [
        {
            "report": one,
            "title": queries.title(one, at.language),
            "kind": words.kind_title(one.kind),
            "asked": words.asked(one, value, given),
            "state": words.state(one),
            "url": at.url("report", one.number),
        }
        for one in queries.visible(at.case, at.user)
    ]
    context = {
        "at": at,
        "rows": rows,
        "kinds": [
            {"title": words.kind_title(id), "about": kind.about.get(at.language), "id": id}
            for id, kind in queries.kinds().items()
        ],
        "may_make": at.may("make_report"),
    }
    return render(request, "reports/reports.html", context)


@require_safe
def report(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """One report, as it was frozen; of one that was withdrawn others read only why."""
    at = desk(request, case)
    one = at.report(number)
    context = about(at, one)
    if not queries.may_read(one, at.user):
        return render(request, "reports/withdrawn.html", context, status=410)
    paper = queries.paper(one, at.language)
    context |= {
        "paper": paper,
        # Everything in it was escaped where it was written.
        "written": mark_safe(to_html(paper, contents=True)),  # noqa: S308
        "files": [
            {"label": output.label, "url": at.url("file", number, form)}
            for form, output in outputs.OUTPUTS.items()
        ],
        "json_url": at.url("file", number, "json"),
        "events": accounts.history("report", f"{case}/{number}") if at.staff else (),
        "may_release": one.released is None and at.may("release_report"),
        "may_withdraw": one.public and at.may("withdraw_report"),
    }
    return render(request, "reports/report.html", context)


@require_safe
def check(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """Whether a report can be made again, and whether it would say the same today."""
    at = desk(request, case)
    one = _read(at, number)
    value = compass.value(at.case)
    context = {
        **about(at, one),
        "crumbs": at.crumbs(
            (queries.title(one, at.language), at.url("report", number)), (_("Check"), "")
        ),
        "again": words.told(queries.made_again(one), value, at.language),
        "now": words.told(queries.made_now(one), value, at.language),
    }
    return render(request, "reports/check.html", context)


@require_safe
def file(request: HttpRequest, case: str, number: int, form: str) -> HttpResponse:
    """A report as a file, in the language of the address."""
    at = desk(request, case)
    one = _read(at, number)
    if form not in (*outputs.OUTPUTS, outputs.JSON.ending):
        raise Http404(f"no files of the form {form}")
    made = tag(*outputs.parts(one, form, at.language))
    if known(request, made):
        return HttpResponseNotModified(headers={"ETag": made})
    response = answer(*outputs.content(one, form, at.language))
    response["ETag"] = made
    return response


def about(at: Desk, one: Report) -> dict[str, Any]:
    """What every page of a report says of it."""
    title = queries.title(one, at.language)
    return {
        "at": at,
        "report": one,
        "title": title,
        "kind": words.kind_title(one.kind),
        "asked": words.asked(one, compass.value(at.case), queries.choices_of(at.case)),
        "state": words.state(one),
        "sha256": queries.sha256(one, at.language),
        "newer": queries.newer(one, at.user),
        "crumbs": at.crumbs((title, "")),
    }


def _read(at: Desk, number: int) -> Report:
    """The report of that number, for who may read what it says."""
    one = at.report(number)
    if not queries.may_read(one, at.user):
        raise Http404(f"report {number} was withdrawn")
    return one
