"""Making a report: which one, of what, as known when; looked at before it is frozen."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from windroos.apps.accounts.forms import tell
from windroos.apps.compass import queries as compass
from windroos.apps.reports import actions, queries, words
from windroos.apps.reports.faults import told
from windroos.apps.reports.forms import MakeForm
from windroos.apps.reports.views.desk import Desk, desk
from windroos.cases.papers import OptionError
from windroos.report.paper.html import to_html


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, case: str) -> HttpResponse:
    """The kinds of report; of one that is chosen its options, what it would say, freezing it."""
    at = desk(request, case)
    at.must("make_report")
    chosen = request.GET.get("kind", "")
    context: dict[str, Any] = {
        "at": at,
        "kinds": [
            {"id": id, "title": words.kind_title(id), "about": kind.about.get(at.language)}
            for id, kind in queries.kinds().items()
        ],
        "chosen": chosen,
        "crumbs": at.crumbs((_("Make a report"), "")),
    }
    if not chosen:
        return render(request, "reports/new.html", context)
    if chosen not in queries.kinds():
        raise Http404(f"no kind of report {chosen}")
    return _of_kind(at, chosen, context)


def _of_kind(at: Desk, chosen: str, context: dict[str, Any]) -> HttpResponse:
    request, kind = at.request, queries.kinds()[chosen]
    posted = request.method == "POST"
    asked = posted or "look" in request.GET
    sent = (request.POST if posted else request.GET) if asked or not kind.options else None
    initial = {name: value for name, value in request.GET.items() if name != "kind"}
    form = MakeForm(
        kind, compass.value(at.case), queries.choices_of(at.case), sent, initial=initial
    )
    if form.is_bound and form.is_valid():
        day = form.cleaned_data["day"]
        try:
            if posted:
                made = actions.make_report(at.case, chosen, form.options, day=day, actor=at.user)
                return HttpResponseRedirect(at.url("report", made.number))
            paper = queries.preview(at.case, kind, form.options, at.language, day)
            # Everything in it was escaped where it was written.
            context |= {"paper": paper, "written": mark_safe(to_html(paper, level=3))}  # noqa: S308
        except ValidationError as error:
            tell(form, error)
        except OptionError as error:  # not there yet on that day
            tell(form, ValidationError({error.option: told(error)}))
    context |= {"form": form, "title": words.kind_title(chosen)}
    return render(request, "reports/new.html", context, status=400 if form.errors else 200)
