"""Loading a case on the web: hand a package in, see what is wrong or what it changes, load it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from windroos.apps.accounts.permits import ACTIONS, Refused, may
from windroos.apps.accounts.queries import User
from windroos.apps.compass import actions
from windroos.apps.compass.files import handed_in
from windroos.apps.compass.files.packages import Foreseen, foreseen
from windroos.apps.compass.forms.packages import KeepForm, PackageForm
from windroos.apps.compass.framework.faults import faults
from windroos.apps.compass.models import Upload
from windroos.apps.compass.writing import writer
from windroos.apps.regions import queries as regions
from windroos.apps.regions.faults import told
from windroos.cases import CaseError, PackageError
from windroos.cases.archive import MOST_BYTES
from windroos.cases.workbook import labels

_ACTION = "compass.keep_package"
# So many rows are shown one by one; of a new case one looks at the counts.
_MOST_SHOWN = 200


@login_required
@require_http_methods(["GET", "POST"])
def packages(request: HttpRequest) -> HttpResponse:
    """Hand in the package of a case; and the cases there are, to take along."""
    user = _administrator(request)
    form = PackageForm(request.POST, request.FILES) if request.method == "POST" else PackageForm()
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            # One byte too many is enough to know that it is too large.
            kept = actions.keep_package(file.name, file.read(MOST_BYTES + 1), actor=user)
        except PackageError as error:
            form.add_error("file", " ".join(told(problem) for problem in error.problems))
        else:
            return redirect("compass:package", kept.token)
    context = {
        "form": form,
        "kept": [(one, handed_in.expires(one)) for one in handed_in.uploads(None, user)],
        "cases": regions.cases(),
    }
    return render(request, "compass/packages.html", context, status=400 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def package(request: HttpRequest, token: UUID) -> HttpResponse:
    """Everything that is wrong with a package, or everything it would change; and loading it."""
    user = _administrator(request)
    kept = handed_in.upload(None, token, user)
    if kept is None:
        messages.info(request, _("That package is no longer kept. Hand it in again."))
        return redirect("compass:packages")
    if request.POST.get("do") == "drop":
        actions.drop_package(kept, actor=user)
        messages.success(request, _("The package was thrown away. Nothing of it was loaded."))
        return redirect("compass:packages")
    asked = request.POST if request.method == "POST" else request.GET
    form = KeepForm(asked if "keep" in asked else None)
    plan = foreseen(kept, form.chosen)
    if request.method == "POST" and plan.package is not None:
        return _load(request, kept, plan, form)
    return _look(request, kept, plan, form)


def _administrator(request: HttpRequest) -> User:
    user = writer(request)
    if not may(user, _ACTION):
        raise Refused(ACTIONS[_ACTION])
    return user


def _load(request: HttpRequest, kept: Upload, plan: Foreseen, form: KeepForm) -> HttpResponse:
    """Load what was looked at, unless the case became another since."""
    assert plan.package is not None
    seen = request.POST.get("seen", "")
    user = writer(request)
    try:
        loaded = actions.load_case(
            plan.package,
            keep=form.chosen,
            seen=int(seen) if seen.isdecimal() and len(seen) <= 15 else -1,
            actor=user,
        )
    except (actions.CaseChanged, actions.LoadConflict) as error:
        said = _("Nothing was loaded: people changed the same. Choose which holds.")
        messages.warning(request, said if isinstance(error, actions.LoadConflict) else str(error))
        return _look(request, kept, plan, form, status=409)
    except CaseError as error:
        messages.error(request, str(error))
        return _look(request, kept, plan, form, status=409)
    actions.drop_package(kept, actor=user)
    n = loaded.changed + loaded.removed
    text = ngettext(
        "%(case)s was loaded: %(n)s row changed.", "%(case)s was loaded: %(n)s rows changed.", n
    )
    messages.success(request, text % {"case": loaded.case.title, "n": n})
    return redirect("compass:overview", loaded.case.name)


def _look(
    request: HttpRequest, kept: Upload, plan: Foreseen, form: KeepForm, *, status: int = 200
) -> HttpResponse:
    there = plan.package
    context = {
        "upload": kept,
        "expires": handed_in.expires(kept),
        "plan": plan,
        "faults": faults(plan.problems),
        "tables": [
            (_table(table), count["added"], count["changed"], count["removed"])
            for table, count in plan.counts.items()
        ],
        "changes": [
            (_table(one.table), one.key, one.kind, one.differing)
            for one in plan.changes[:_MOST_SHOWN]
        ]
        if plan.case
        else [],
        "more": max(0, len(plan.changes) - _MOST_SHOWN),
        "clashes": [(_table(one.table), one.key) for one in plan.clashes],
        "form": form,
        "may_load": there is not None and may(writer(request), "compass.load_case", package=there),
        "crumbs": [
            {"label": _("Load a case"), "url": reverse("compass:packages")},
            {"label": kept.name, "url": ""},
        ],
    }
    return render(request, "compass/package.html", context, status=status)


def _table(name: str) -> str:
    """What a table is called in the language of the reader."""
    return labels.TABLES[name].get(get_language() or "nl")
