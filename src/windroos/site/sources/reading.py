"""Which figures of a source count in a case: those it says, or the case's own."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from windroos.apps.accounts.permits import ACTIONS, Refused, may
from windroos.apps.compass import actions
from windroos.apps.compass.framework.read_from import SourceRead, sources_of
from windroos.apps.evidence import queries as evidence
from windroos.site.sources import words
from windroos.site.sources.at import At, key_of
from windroos.site.sources.forms import FiguresForm


def read(at: At, key: str) -> SourceRead | None:
    """What the case of this page reads from a source; None where no series of it names that."""
    if at.case is None:
        return None
    return next((one for one in sources_of(at.case) if one.source == key), None)


def choice_url(at: At, one: SourceRead | None) -> str:
    """Where it is chosen which figures count, for who may where there is a choice."""
    if one is None or not _may(at, one):
        return ""
    there = one.snapshot is not None or evidence.edition_at(one.source) is not None
    return at.source(one.source, "source_figures") if there else ""


@login_required
@require_http_methods(["GET", "POST"])
def figures(request: HttpRequest, case: str, dataset: str) -> HttpResponse:
    """Let the case use its own figures, or those of the source again, with the reason."""
    at = At(request, case)
    one = read(at, key_of(request, dataset))
    if at.case is None or one is None:
        raise Http404(f"{case} does not read from {dataset}")
    if not _may(at, one):
        raise Refused(ACTIONS[_action(one)])
    form = FiguresForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = actions.read_from_source if one.snapshot is None else actions.use_own_figures
        try:
            act(at.case, one.source, reason=form.cleaned_data["reason"], actor=at.user)
        except ValidationError as error:
            form.add_error(None, " ".join(error.messages))
        else:
            messages.success(request, _("The compass weighs with these figures from now on."))
            return redirect(at.source(one.source))
    title, back = words.title_of(one.source), at.source(one.source)
    context: dict[str, Any] = {
        "at": at,
        "one": one,
        "title": title,
        "form": form,
        "back": back,
        "crumbs": at.crumbs((title, back), (_("Figures that count"), "")),
    }
    return render(
        request, "windroos/sources/figures.html", context, status=400 if form.errors else 200
    )


def _action(one: SourceRead) -> str:
    return "compass.use_own_figures" if one.snapshot else "compass.read_from_source"


def _may(at: At, one: SourceRead) -> bool:
    return may(at.user, _action(one), case=at.case)
