"""The versions of the framework: those in force then and now, and those proposed."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from windroos.apps.compass import actions
from windroos.apps.compass.forms.scenarios import DecideForm
from windroos.apps.compass.framework import versions as framework_versions
from windroos.apps.compass.framework.faults import faults
from windroos.apps.compass.framework.proposed import redone, shifted
from windroos.apps.compass.framework.versions import FrameworkVersion, Held
from windroos.apps.compass.framework.words import Told, differences
from windroos.apps.compass.views.scenario_desk import Desk, desk


def versions(request: HttpRequest, case: str) -> HttpResponse:
    """Every version that is or was in force, and what is proposed, for who may know of it."""
    at = desk(request, case)
    held = framework_versions.held(at.case)
    proposals = framework_versions.proposals(at.case) if at.staff else []
    context = {
        "at": at,
        "now": held[0],
        "held": [
            # The choices tell the same in running text: that is for the page of the version.
            (one, [change for change in _changes(before, one) if change.thing != "choice"])
            for one, before in zip(held, [*held[1:], None], strict=True)
        ],
        "open": [one for one in proposals if one.open],
        "closed": [one for one in proposals if not one.open and one.in_force is None],
        "may_propose": at.may("propose_framework"),
        "crumbs": [at.version_crumbs()[0], {"label": _("Versions"), "url": ""}],
    }
    return render(request, "compass/framework_versions.html", context)


def version(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """One version that is or was in force: what changed with it, who approved it, its text."""
    at = desk(request, case)
    held = framework_versions.held(at.case)
    one, before = _held_or_404(held, number)
    context = {
        "at": at,
        "one": one,
        "before": before,
        "changes": _changes(before, one),
        "now": held[0],
        "since": _around(one),
        "crumbs": at.version_crumbs((one.framework.version, "")),
    }
    return render(request, "compass/framework_version.html", context)


def text(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """The text of a version, as the file it came from."""
    at = desk(request, case)
    one, _before = _held_or_404(framework_versions.held(at.case), number)
    return _file(f"{at.case.name}-{one.framework.version}", one.text)


def proposal(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """One proposal: what changes, what the compass would say, and what was decided about it."""
    at = desk(request, case)
    made = _proposal_or_404(at, number)
    held = framework_versions.held(at.case)
    base = next((one for one in held if one.number == made.base), held[-1])
    framework = framework_versions.read(made.text)
    form = DecideForm(request.POST or None, own=made.proposed_by == at.user)
    if request.method == "POST" and form.is_valid():
        answer = _decide(at, made, form)
        if answer is not None:
            return answer
    overtaken = made.open and base.number != held[0].number
    problems = framework_versions.problems(at.case, made.text) if made.open else []
    context = {
        "at": at,
        "made": made,
        "base": base,
        "now": held[0],
        "framework": framework,
        "changes": differences(base.framework, framework),
        "overtaken": overtaken,
        "redone": redone(at.case, at.value, made) if overtaken else "",
        "problems": faults(problems),
        "shifts": shifted(at.case, at.value, made) if made.open and not problems else [],
        "form": form,
        "own": made.proposed_by == at.user,
        "may_decide": made.open and at.may("approve_framework"),
        "may_withdraw": made.open and made.proposed_by == at.user,
        "crumbs": at.version_crumbs((made.version, "")),
    }
    status = 400 if form.errors else 200
    return render(request, "compass/framework_proposal.html", context, status=status)


def proposal_text(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """The text of a proposal, as a file."""
    at = desk(request, case)
    made = _proposal_or_404(at, number)
    return _file(f"{at.case.name}-{made.version}", made.text)


def _decide(at: Desk, made: FrameworkVersion, form: DecideForm) -> HttpResponse | None:
    """Approves, turns down or takes back, as the button says; None when it could not be done."""
    what = at.request.POST.get("what", "")
    act: Any = {
        "approve": actions.approve_framework,
        "reject": actions.reject_framework,
        "withdraw": actions.withdraw_framework,
    }.get(what)
    if act is None:
        raise Http404("nothing else can be done with a proposal")
    if what == "approve" and made.proposed_by == at.user:
        raise PermissionDenied(_("Someone else than who proposed a version approves it."))
    try:
        done = act(at.case, made, reason=form.cleaned_data["reason"], actor=at.user)
    except ValidationError as error:
        form.told(error)
        return None
    if done.in_force is not None:
        messages.success(
            at.request,
            _("Version %(version)s is in force now.") % {"version": done.version},
        )
        return HttpResponseRedirect(at.url("framework_version", done.in_force))
    return HttpResponseRedirect(at.url("framework_proposal", done.pk))


def _around(one: Held) -> tuple[date, date] | None:
    """The last day before a version came into force, and the day on which it did."""
    if one.since is None:
        return None
    day = timezone.localtime(one.since).date()
    return day - timedelta(days=1), day


def _changes(before: Held | None, one: Held) -> list[Told]:
    return differences(before.framework, one.framework) if before is not None else []


def _held_or_404(held: list[Held], number: int) -> tuple[Held, Held | None]:
    """The version of that number, and the one before it."""
    for one, before in zip(held, [*held[1:], None], strict=True):
        if one.number == number:
            return one, before
    raise Http404(f"no version {number}")


def _proposal_or_404(at: Desk, number: int) -> FrameworkVersion:
    """A proposal: for the staff, and for everyone once it is or was in force."""
    found = {one.pk: one for one in framework_versions.proposals(at.case)}.get(number)
    if found is None or not (at.staff or found.in_force):
        raise Http404(f"no proposal {number} to see")
    return found


def _file(name: str, text: str) -> HttpResponse:
    response = HttpResponse(text, content_type="application/toml; charset=utf-8")
    # Whatever a version may be called.
    plain = re.sub(r"[^\w.-]", "-", name, flags=re.ASCII)
    response["Content-Disposition"] = f'attachment; filename="{plain}.toml"'
    return response
