"""Taking back what analysts wrote, and undoing the last change of one or of several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from windroos import cases
from windroos.apps.accounts.forms import tell
from windroos.apps.accounts.queries import User
from windroos.apps.compass import actions
from windroos.apps.compass.actions import Written
from windroos.apps.compass.forms.judging import TakeBackForm
from windroos.apps.compass.history.labels import subject
from windroos.apps.compass.history.words import told
from windroos.apps.compass.judging.effects import effects, summary
from windroos.apps.compass.presenting import choice, words
from windroos.apps.compass.weighing.rows import region_url
from windroos.apps.compass.writing import tell_done, writable, writer
from windroos.apps.regions import journal
from windroos.apps.regions.conflicts import Conflict
from windroos.apps.regions.queries import Case

# By which action the last change of a row is undone.
UNDONE = {
    **dict.fromkeys(actions.CELLS, "undo_all"),
    "settlements": "undo_settling",
    "decisions": "undo_taking_over",
}


@login_required
@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest, case: str, table: str, key: str) -> HttpResponse:
    """Ask why, show what it does, and take back what an analyst wrote."""
    row, value = writable(request, case, "compass.retract")
    held = journal.current(row, table, [key]).get(key) if table in actions.CELLS else None
    if held is None:
        raise Http404(f"no {key} to take back in {table}")
    if held.row is None:
        messages.info(request, _("That is no longer there: someone took it back."))
        return redirect(_history(row, table, key))
    code = held.row["region"]
    if table == "quantities":
        name, back = _("Figures in documents"), reverse("quantities", args=[row.name])
    else:
        name = words(value.regions[code].name)
        back = region_url(value, code, choice(request, value))
    form = TakeBackForm(request.POST or None, initial={"version": held.pk})
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        seen = {key: given["version"]}
        try:
            written = actions.retract(
                row, table, seen, reason=given["reason"], actor=writer(request)
            )
        except Conflict as conflict:
            data = request.POST.copy()
            data["version"] = str(conflict.version)
            context |= {"form": TakeBackForm(data), "conflict": conflict}
        except ValidationError as error:
            tell(form, error)
        else:
            text = _("It was taken back. The history keeps it.")
            tell_done(request, row, text, written, back)
            return redirect(back)
    label = subject(value, table, held.row).get(get_language() or "nl")
    context |= {
        **_effects(value, table, key, [code] if code else []),
        "label": label,
        "said": told(value, held.row),
        "back": back,
        "history": _history(row, table, key),
        "crumbs": [{"label": name, "url": back}, {"label": label, "url": ""}],
    }
    return render(request, "compass/judging/take_back.html", context)


def _effects(value: cases.Case, table: str, key: str, codes: Sequence[str]) -> dict[str, Any]:
    """What taking it back would do to the verdicts."""
    package = value.package
    left = tuple(one for one in package.tables[table] if one["id"] != key)
    after = replace(value, package=replace(package, tables={**package.tables, table: left}))
    found = effects(value, after, timezone.localdate(), codes, every=True)
    return {"effects": found, "effects_summary": summary(found)}


@login_required
@require_POST
def undo(request: HttpRequest, case: str, table: str) -> HttpResponse:
    """Undo the last change of these rows (`row=<key>/<version>`): of all of them or of none."""
    if table not in UNDONE:
        raise Http404(f"nothing to undo in {table}")
    row, _value = writable(request, case, f"compass.{UNDONE[table]}")
    asked = dict(_read(text) for text in request.POST.getlist("row"))
    if not asked:
        raise Http404("nothing to undo")
    back = _next(request, row)
    try:
        written = _undo(row, table, asked, writer(request))
    except Conflict:
        messages.error(
            request, _("Nothing was undone: someone else changed it since. See the history.")
        )
        return redirect(_history(row, table, next(iter(asked))))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(back)
    text = ngettext("%(n)s change was undone.", "%(n)s changes were undone.", len(written)) % {
        "n": len(written)
    }
    tell_done(request, row, text, written, back)
    return redirect(back)


def _undo(row: Case, table: str, asked: Mapping[str, int], by: User) -> list[Written]:
    if table in actions.CELLS:
        return actions.undo_all(row, table, asked, actor=by)
    if table == "decisions":
        return actions.undo_taking_over(row, asked, actor=by)
    return [
        one
        for id, version in asked.items()
        for one in actions.undo_settling(row, id, version=version, actor=by)
    ]


def _read(text: str) -> tuple[str, int]:
    key, _slash, version = text.rpartition("/")
    if not key or not version.isdecimal() or len(version) > 15:
        raise Http404(f"{text[:200]} cannot be undone")
    return key, int(version)


def _next(request: HttpRequest, case: Case) -> str:
    """Where the reader came from, if that is a page of this site."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        return wanted
    return reverse("compass:overview", args=[case.name])


def _history(case: Case, table: str, key: str) -> str:
    return reverse("compass:history", args=[case.name, table, key])
