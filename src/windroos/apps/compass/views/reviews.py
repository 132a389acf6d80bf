"""Reviews: what the compass came to say differently, for the staff of a case to look at."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from windroos.apps.accounts.forms import tell
from windroos.apps.compass import actions, queries
from windroos.apps.compass.forms.deciding import HandleForm
from windroos.apps.compass.models import Review
from windroos.apps.compass.reviews.reviewed import Filters, Reviewed, reviews, shown
from windroos.apps.compass.views.decisions.shared import sent_pairs, staff_desk
from windroos.apps.compass.views.scenario_desk import Desk
from windroos.apps.regions.conflicts import Conflict

DOES = ("accept", "dismiss", "draft")


@require_http_methods(["GET", "POST"])
def all_reviews(request: HttpRequest, case: str) -> HttpResponse:
    """The reviews of a case, open ones first; several are handled at once with one reason."""
    at = staff_desk(request, case)
    form = HandleForm(request.POST or None)
    error = ""
    if request.method == "POST":
        at.must("handle_reviews")
        if form.is_valid():
            try:
                return _handle_many(at, form)
            except ValidationError as refused:
                tell(form, refused)
            except Conflict:
                error = _("More has moved since you opened this list. Look again, then choose.")
    found = list(reviews(at.case, *Review.Status.values))
    filters = Filters.of(request.GET, found, at.value)
    listed = shown(at.case, at.value, [one for one in found if filters.show(one)])
    context = {
        "crumbs": [{"label": _("Reviews"), "url": ""}],
        "listed": sorted(listed, key=lambda one: one.review.status != Review.Status.OPEN),
        "open": sum(one.status == Review.Status.OPEN for one in found),
        "total": len(found),
        "filters": filters,
        "form": form,
        "error": error,
        "ticked": sent_pairs(request, "review"),
        "may_handle": at.may("handle_reviews"),
    }
    status = 409 if error else 400 if form.errors else 200
    return render(request, "compass/reviews/reviews.html", context, status=status)


def _handle_many(at: Desk, form: HandleForm) -> HttpResponse:
    handled = actions.handle_reviews(
        at.case,
        sent_pairs(at.request, "review"),
        accept=_asked(at.request) != "dismiss",
        reason=form.texts()["reason"],
        actor=at.user,
    )
    said = ngettext("%(n)s review was handled.", "%(n)s reviews were handled.", len(handled))
    messages.success(at.request, said % {"n": len(handled)})
    return HttpResponseRedirect(at.request.get_full_path())


@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """One review: what moved, from what cause, what was decided; take it up or put it aside."""
    at = staff_desk(request, case)
    found = reviews(at.case, *Review.Status.values).filter(pk=number).first()
    if found is None:
        raise Http404(f"no review {number}")
    form = HandleForm(request.POST or None, initial={"version": found.version})
    overtaken = False
    if request.method == "POST":
        at.must("handle_reviews")
        if form.is_valid():
            try:
                return _handle(at, found, form)
            except ValidationError as refused:
                tell(form, refused)
            except Conflict as conflict:
                overtaken = True
                form.replace(version=str(conflict.version))
                found.refresh_from_db()
    reviewed = Reviewed(at.case, at.value, found)
    context: dict[str, Any] = {
        "crumbs": [
            {"label": _("Reviews"), "url": at.url("reviews")},
            {"label": reviewed.name, "url": ""},
        ],
        "reviewed": reviewed,
        "contradictions_open": queries.open_on(at.case, found.region.code, found.role),
        "review": found,
        "open": found.status == Review.Status.OPEN,
        "form": form,
        "overtaken": overtaken,
        "may_handle": at.may("handle_reviews"),
        "may_draft": at.may("draft_decision"),
    }
    status = 409 if overtaken else 400 if form.errors else 200
    return render(request, "compass/reviews/review.html", context, status=status)


def _handle(at: Desk, found: Review, form: HandleForm) -> HttpResponse:
    asked = _asked(at.request)
    handle = actions.dismiss_review if asked == "dismiss" else actions.accept_review
    handle(
        at.case,
        found,
        reason=form.texts()["reason"],
        version=form.cleaned_data["version"],
        actor=at.user,
    )
    if asked == "draft":
        messages.success(at.request, _("The review was taken up. Now the draft."))
        return HttpResponseRedirect(f"{at.url('draft_new')}?review={found.pk}")
    messages.success(
        at.request,
        _("The review was put aside.") if asked == "dismiss" else _("The review was taken up."),
    )
    return HttpResponseRedirect(at.url("reviews"))


def _asked(request: HttpRequest) -> str:
    """Which button was pressed."""
    name = request.POST.get("do", "")
    if name not in DOES:
        raise Http404(f"a review cannot {name}")
    return name
