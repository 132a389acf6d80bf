"""Working on a case in Excel: download it, hand it in, see what it would change, take it over."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from windroos.apps.accounts.permits import may
from windroos.apps.compass import actions
from windroos.apps.compass.actions.trying import Tried, tried
from windroos.apps.compass.actions.workbooks import NotApplied, Trial, try_workbook
from windroos.apps.compass.files import handed_in, workbooks
from windroos.apps.compass.files.workbook_shown import Words, faults, said, tally
from windroos.apps.compass.forms.workbook import ConfirmForm, DownloadForm, HandInForm
from windroos.apps.compass.judging.effects import Effect, effects, summary
from windroos.apps.compass.models import Upload
from windroos.apps.compass.presenting import words
from windroos.apps.compass.writing import writable, writer
from windroos.apps.regions.queries import Case
from windroos.cases import workbook as books
from windroos.cases.workbook import Book, Choices, Unreadable
from windroos.cases.workbook.opening import MOST_BYTES
from windroos.rest import files

_ACTION = "compass.apply_workbook"
_WORKBOOK = files.Kind(files.XLSX, "xlsx", MOST_BYTES)


@login_required
@require_http_methods(["GET", "POST"])
def workbook(request: HttpRequest, case: str) -> HttpResponse:
    """Download a case as a workbook, and hand in one that was worked in."""
    row, value = writable(request, case, _ACTION)
    form = HandInForm(request.POST, request.FILES) if request.method == "POST" else HandInForm()
    if form.is_bound and form.is_valid():
        kept = _keep(request, row, form)
        if kept is not None:
            return redirect("compass:workbook_preview", row.name, kept.token)
    user = writer(request)
    context = {
        "value": value,
        "form": form,
        "download": DownloadForm(value),
        "kept": [(one, handed_in.expires(one)) for one in handed_in.uploads(row, user)],
        "deciding": [
            words(role.label)
            for role in value.framework.roles
            if may(user, "compass.decide", case=row, role=role.id)
        ],
        "judging": may(user, "compass.judge", case=row),
    }
    status = 400 if form.errors else 200
    return render(request, "compass/workbook.html", context, status=status)


def _keep(request: HttpRequest, row: Case, form: HandInForm) -> Upload | None:
    """Keep what was handed in; None when it is no workbook, which the form then says."""
    file = form.cleaned_data["file"]
    # One byte too many is enough to know that it is too large.
    content = file.read(MOST_BYTES + 1)
    try:
        return actions.keep_workbook(row, file.name, content, actor=writer(request))
    except Unreadable as error:
        form.add_error("file", said(error.fault))
        return None


@login_required
@require_safe
def download(request: HttpRequest, case: str) -> HttpResponse:
    """A case as a workbook, in the language of the page."""
    row, value = writable(request, case, _ACTION)
    grid = DownloadForm(value, request.GET).grid
    grids = (books.Grid(),) if grid == books.Grid() else (books.Grid(), grid)
    content = workbooks.written(row, get_language() or "nl", grids)
    return files.answer(content, _WORKBOOK, f"{row.name}-{timezone.localdate().isoformat()}")


@login_required
@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest, case: str, token: UUID) -> HttpResponse:
    """Everything a workbook would change, by cell; and taking it over."""
    row, _value = writable(request, case, _ACTION)
    kept = handed_in.upload(row, token, writer(request))
    if kept is None:
        messages.info(request, _("That workbook is no longer kept. Hand it in again."))
        return redirect("compass:workbook", row.name)
    if request.POST.get("do") == "drop":
        actions.drop_workbook(row, kept, actor=writer(request))
        messages.success(request, _("The workbook was thrown away. Nothing was saved of it."))
        return redirect("compass:workbook", row.name)
    book = books.open_book(bytes(kept.content))
    choices = _choices(request)
    if request.method == "POST":
        return _apply(request, row, kept, book, choices)
    return _look(request, row, kept, book, choices)


def _choices(request: HttpRequest) -> Choices:
    """Whose version holds where someone else changed the same."""
    given = request.POST if request.method == "POST" else request.GET
    return {
        name.removeprefix("keep:"): "yours" if side == "yours" else "theirs"
        for name, side in given.items()
        if name.startswith("keep:") and side in ("yours", "theirs")
    }


def _apply(
    request: HttpRequest, row: Case, kept: Upload, book: Book, choices: Choices
) -> HttpResponse:
    reason, seen = request.POST.get("reason", ""), request.POST.get("seen", "")
    try:
        done = actions.apply_workbook(
            row, book, reason=reason, choices=choices, seen=seen, actor=writer(request)
        )
    except NotApplied as error:
        messages.warning(request, " ".join(error.messages))
        return _look(request, row, kept, book, choices, status=409)
    except ValidationError:
        return _look(request, row, kept, book, choices, given=request.POST, status=400)
    actions.drop_workbook(row, kept, actor=writer(request))
    n = len(done.outcomes)
    text = ngettext("%(n)s change was saved.", "%(n)s changes were saved.", n)
    messages.success(request, text % {"n": n})
    return redirect("compass:workbook", row.name)


def _look(
    request: HttpRequest,
    row: Case,
    kept: Upload,
    book: Book,
    choices: Choices,
    *,
    given: Any = None,
    status: int = 200,
) -> HttpResponse:
    looked = tried(row, lambda: try_workbook(row, book, choices=choices, actor=writer(request)))
    trial = looked.given
    shown = Words(looked.after)
    removed = len(trial.taken.removed)
    data = None if given is None else {**given.dict(), "seen": trial.fingerprint}
    form = ConfirmForm(data, removed=removed, initial={"seen": trial.fingerprint})
    form.is_valid()
    found = [] if trial.all_faults else _effects(looked)
    context = {
        "value": looked.before,
        "upload": kept,
        "expires": handed_in.expires(kept),
        "trial": trial,
        "rows": [] if trial.all_faults else shown.rows(trial.outcomes),
        "tally": tally(trial),
        "faults": faults(trial.all_faults),
        "remarks": faults(trial.taken.remarks),
        "clashes": Words(looked.before).clashes(trial.taken.clashes),
        "choices": sorted(choices.items()),
        "older": not book.stamp.shows(trial.taken.now),
        "effects": found,
        "effects_summary": summary(found),
        "form": form,
        "crumbs": [
            {"label": _("Work in Excel"), "url": reverse("compass:workbook", args=[row.name])},
            {"label": kept.name, "url": ""},
        ],
    }
    return render(request, "compass/workbook_preview.html", context, status=status)


def _effects(looked: Tried[Trial]) -> list[Effect]:
    """What it would do to the verdicts."""
    rows = [row for one in looked.given.outcomes for row in (one.before, one.after) if row]
    regions = {str(row["region"]) for row in rows}
    themes = {row.get("theme") for row in rows} | {None}
    return effects(looked.before, looked.after, timezone.localdate(), regions, themes)
