"""Taking over a table that a document prints: how it is read, what is corrected, what it gives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from windroos import cases
from windroos.apps.accounts.forms import tell
from windroos.apps.compass import actions
from windroos.apps.compass.actions import NotTakenOver, TakenOver
from windroos.apps.compass.actions.trying import tried
from windroos.apps.compass.contradictions.coming import coming
from windroos.apps.compass.forms.taking_over import TakingOverForm, said
from windroos.apps.compass.presenting import effort, words
from windroos.apps.compass.printed import KIND_WORDS
from windroos.apps.compass.printing import Printed, printed, there
from windroos.apps.compass.writing import tell_done, writable, writer
from windroos.apps.regions.queries import Case
from windroos.cases.taking_over import DECISIONS, KINDS, QUANTITIES, taken
from windroos.site.quantities import said as figure

# More fields are not read from one form (Django's DATA_UPLOAD_MAX_NUMBER_FIELDS is 1000).
_MOST_FIELDS = 950
_NAMES = {QUANTITIES: gettext_lazy("As figures"), DECISIONS: gettext_lazy("As decisions")}


@login_required
@require_http_methods(["GET", "POST"])
def take_over(request: HttpRequest, case: str, source: str, number: int) -> HttpResponse:
    """The table with this number in a document, taken over `?as=` figures or decisions."""
    row, value = writable(request, case, "compass.take_over")
    asked = request.GET.get("as", "")
    table = printed(row, source, number, asked if asked in KINDS else None)
    if table is None:
        raise Http404(f"no table {number} in {source}")
    if source not in value.sources:
        # Nothing rests on a document of which the case does not know what it is.
        return redirect("draw", case=case, source=source, number=table.grid.first)
    had = _there(row, value, table, source)
    data = request.POST if request.method == "POST" else None
    form = TakingOverForm(value, table, had, data)
    context: dict[str, Any] = {}
    if form.is_valid():
        act: Callable[[], TakenOver] = lambda: actions.take_over(  # noqa: E731
            row,
            source,
            number,
            form.plan,
            sha256=request.POST.get("sha256"),
            actor=writer(request),
        )
        try:
            if request.POST.get("do") == "preview":
                trial = tried(row, act)
                context |= {
                    "trial": trial.given,
                    "given": _given(trial.after, trial.given),
                    "clashes": coming(trial.before, trial.after),
                }
            else:
                return _done(request, row, source, act())
        except NotTakenOver as error:
            form.tell(error)
        except ValidationError as error:
            tell(form, error)
    url = reverse("document", args=[case, source])
    title = value.sources[source].title
    crumbs = [
        {"label": _("Documents"), "url": reverse("documents", args=[case])},
        {"label": title, "url": f"{url}#p{table.grid.first}"},
        {"label": _("Take this table over"), "url": ""},
    ]
    return render(
        request,
        "windroos/take_over.html",
        {
            "crumbs": crumbs,
            "title": title,
            "language": value.sources[source].language or "",
            "table": table,
            "kinds": [(id, name, id == table.plan.kind) for id, name in _NAMES.items()],
            "decisions": table.plan.kind == DECISIONS,
            "doubts": [said(one) for one in table.proposal.doubts],
            "form": form,
            "too_large": len(form.fields) > _MOST_FIELDS,
            "asked": any(not one.there for one in form.of_rows()),
            "document_url": f"{url}#p{table.grid.first}",
            **context,
        },
        status=400 if form.is_bound and form.errors else 200,
    )


def _there(row: Case, value: cases.Case, table: Printed, source: str) -> dict[tuple[int, int], str]:
    """The cells that the case has already, with the id they have there."""
    rows = taken(value, table.grid, table.plan, source)
    found = there(row, table.grid, source, table.plan.kind, rows)
    return {(rows[place].number, rows[place].column): id for place, id in found.items()}


def _given(value: cases.Case, done: TakenOver) -> list[tuple[str, str]]:
    """What each row that is written is about, and what it says."""
    ids = {one.change.key for one in done.written}
    if done.table.plan.kind == QUANTITIES:
        return [
            (f"{words(one.label)}, {one.cell}", f"{figure(one)} ({KIND_WORDS[one.kind]()})")
            for one in value.quantities
            if one.id in ids
        ]
    return [
        (
            ", ".join(
                words(text)
                for text in (
                    value.regions[one.region].name,
                    value.framework.role(one.role).label,
                )
            ),
            effort(one.effort),
        )
        for one in value.decisions
        if one.id in ids
    ]


def _done(request: HttpRequest, row: Case, source: str, done: TakenOver) -> HttpResponse:
    back = f"{reverse('document', args=[row.name, source])}#p{done.table.grid.first}"
    n = len(done.written)
    if not n:
        messages.info(request, _("Nothing was changed: all of it was there already."))
        return redirect(back)
    if done.table.plan.kind == DECISIONS:
        text = ngettext("%(n)s decision was taken over.", "%(n)s decisions were taken over.", n)
    else:
        text = ngettext("%(n)s figure was taken over.", "%(n)s figures were taken over.", n)
    tell_done(request, row, text % {"n": n}, done.written, back)
    return redirect(back)
