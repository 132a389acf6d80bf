"""Organisations in Excel: download the sheet, hand it in, look at every row, take it over."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from windroos.apps.network import actions
from windroos.apps.network.models import HandedIn
from windroos.apps.network.queries import sheets
from windroos.apps.network.queries.organisations import Wanted
from windroos.apps.network.sheet_shown import Words, faults, said
from windroos.apps.network.views.shared import Desk, crumbs, desk, writers_desk
from windroos.cases.register.sheet_files import MOST_BYTES
from windroos.cases.register.taking_in import (
    CHANGED,
    CONFLICT,
    DOUBTFUL,
    FAULTY,
    NEW,
    REST,
    SAME_ROW,
    SKIPPED,
    Plan,
)
from windroos.cases.workbook import Unreadable
from windroos.rest import files

KINDS = {
    "xlsx": files.Kind(files.XLSX, "xlsx", MOST_BYTES),
    "csv": files.Kind("text/csv; charset=utf-8", "csv", MOST_BYTES),
}
# So many rows of a kind stand on a page.
PER_PAGE, MOST_FAULTS = 50, 200
_ACTION = "take_in_sheet"


class SheetForm(forms.Form):
    """A table of organisations."""

    file = forms.FileField(
        label=_("The table"),
        help_text=_("An .xlsx or .csv file. Nothing is saved yet."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )


@require_safe
def download(request: HttpRequest, case: str, kind: str) -> HttpResponse:
    """Organisations as a sheet: all, or those that the address asks for as their list does."""
    at = desk(request, case)
    content = sheets.as_file(at.case, kind, get_language() or "nl", Wanted.of(request.GET))
    name = f"{at.case.name}-organisations-{timezone.localdate().isoformat()}"
    return files.answer(content, KINDS[kind], name)


@require_http_methods(["GET", "POST"])
def hand_in(request: HttpRequest, case: str) -> HttpResponse:
    """Download the sheet, and hand in one that was worked in, or another table."""
    at = writers_desk(request, case, _ACTION)
    form = SheetForm(request.POST, request.FILES) if request.method == "POST" else SheetForm()
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            # One byte too many is enough to know that it is too large.
            kept = actions.keep_sheet(at.case, file.name, file.read(MOST_BYTES + 1), actor=at.user)
        except Unreadable as error:
            form.add_error("file", told(error))
        else:
            return HttpResponseRedirect(at.url("organisations_preview", kept.token))
    context = {
        "at": at,
        "form": form,
        "kept": [(one, sheets.expires(one)) for one in sheets.handed_in(at.case, at.user)],
        "crumbs": crumbs(
            (gettext("Organisations"), at.url("organisations")),
            (gettext("Organisations in Excel"), ""),
        ),
    }
    return render(request, "network/sheet.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest, case: str, token: UUID) -> HttpResponse:
    """Every row of a table: what it does, what is to be chosen and mended; and taking it over."""
    at = writers_desk(request, case, _ACTION)
    kept = sheets.sheet(at.case, token, at.user)
    if kept is None:
        messages.info(request, gettext("That table is no longer kept. Hand it in again."))
        return HttpResponseRedirect(at.url("organisations_import"))
    do = request.POST.get("do", "")
    if request.method == "POST" and do == "drop":
        actions.drop_sheet(at.case, kept, actor=at.user)
        messages.success(request, gettext("The table was thrown away. Nothing was saved of it."))
        return HttpResponseRedirect(at.url("organisations_import"))
    if request.method == "POST" and do in ("choose", "again"):
        choices = dict.fromkeys(kept.choices, "") if do == "again" else _choices(request)
        actions.choose_rows(at.case, kept, choices, actor=at.user)
        return HttpResponseRedirect(at.url("organisations_preview", kept.token))
    if request.method == "POST":
        return _take_in(at, kept)
    return _look(at, kept, _plan(at, kept))


def _plan(at: Desk, kept: HandedIn) -> Plan:
    return sheets.planned(at.case, kept.name, bytes(kept.content), kept.choices)


def _choices(request: HttpRequest) -> dict[str, str]:
    """What was chosen, by number of the row; and for all others that are doubtful."""
    found = {
        name.removeprefix("row:"): value
        for name, value in request.POST.items()
        if name.startswith("row:") and isinstance(value, str) and len(value) < 200
    }
    if request.POST.get(REST) in ("new", "skip"):
        found[REST] = str(request.POST[REST])
    return found


def _take_in(at: Desk, kept: HandedIn) -> HttpResponse:
    try:
        done = actions.take_in_sheet(
            at.case,
            kept.name,
            bytes(kept.content),
            choices=kept.choices,
            seen=at.request.POST.get("seen", ""),
            actor=at.user,
        )
    except actions.NotTaken as error:
        messages.warning(at.request, " ".join(error.messages))
        return _look(at, kept, error.plan, status=409)
    actions.drop_sheet(at.case, kept, actor=at.user)
    n = len(done.writing)
    text = ngettext("%(n)s organisation was saved.", "%(n)s organisations were saved.", n)
    messages.success(at.request, text % {"n": n})
    return HttpResponseRedirect(at.url("organisations_import"))


def _look(at: Desk, kept: HandedIn, plan: Plan, status: int = 200) -> HttpResponse:
    words = Words(sheets.areas(at.case))
    of = {state: [line for line in plan.lines if line.state == state] for state in plan.counts}
    pages = Paginator(plan.writing, PER_PAGE)
    page = pages.get_page(at.request.GET.get("page"))
    asked = [*of[CONFLICT], *of[DOUBTFUL]]
    context = {
        "at": at,
        "kept": kept,
        "expires": sheets.expires(kept),
        "plan": plan,
        "counts": {state.replace("-", "_"): n for state, n in plan.counts.items()},
        "tally": [
            (words_of, plan.counts[state]) for state, words_of in _tally() if plan.counts[state]
        ],
        "faulty": [
            (line.row, line.name, column, text)
            for line in of[FAULTY][:MOST_FAULTS]
            for column, text in faults(line)
        ],
        "more_faulty": max(0, len(of[FAULTY]) - MOST_FAULTS),
        "remarks": [said(one) for one in plan.sheet.remarks],
        "asked": [words.line(line) for line in asked[:PER_PAGE]],
        "more_asked": max(0, len(asked) - PER_PAGE),
        "rest": of[DOUBTFUL],
        "writing": [words.line(line) for line in page],
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number),
        "crumbs": crumbs(
            (gettext("Organisations in Excel"), at.url("organisations_import")), (kept.name, "")
        ),
    }
    return render(at.request, "network/sheet_preview.html", context, status=status)


def _tally() -> list[tuple[str, str]]:
    return [
        (NEW, gettext("new")),
        (CHANGED, gettext("changed")),
        (SAME_ROW, gettext("the same")),
        (CONFLICT, gettext("changed here too")),
        (DOUBTFUL, gettext("perhaps here already")),
        (SKIPPED, gettext("left out")),
        (FAULTY, gettext("to mend")),
    ]


def told(error: Unreadable) -> str:
    """Why a file cannot be read, in the language of the reader."""
    fault: Any = error.fault
    return gettext(fault.wording) % fault.values if fault.values else gettext(fault.wording)
