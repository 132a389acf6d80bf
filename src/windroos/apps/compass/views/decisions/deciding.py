"""The list to decide: drafts with all there is to weigh, taken many at once or sent back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from windroos.apps.accounts.forms import tell
from windroos.apps.compass import actions
from windroos.apps.compass.actions import NotTaken
from windroos.apps.compass.actions.deciding import authority
from windroos.apps.compass.decisions.addresses import minutes_url
from windroos.apps.compass.decisions.drafted import Drafted, by_region, drafts
from windroos.apps.compass.forms.deciding import TakeForm
from windroos.apps.compass.models import Draft
from windroos.apps.compass.presenting import thresholds, words
from windroos.apps.compass.views.decisions.shared import (
    crumbs,
    may_decide,
    must_decide,
    sent_pairs,
    staff_desk,
)
from windroos.apps.compass.views.scenario_desk import Desk
from windroos.cases.case import decision_of
from windroos.cases.framework import Role

Status = Draft.Status


@require_http_methods(["GET", "POST"])
def to_decide(request: HttpRequest, case: str) -> HttpResponse:
    """The drafts to decide by role; whoever may decide for a role takes them from here."""
    at = staff_desk(request, case)
    listed = by_region(at.readable, at.value, list(drafts(at.case, Status.SUBMITTED)))
    sent = request.POST.get("role", "") if request.method == "POST" else ""
    form, faults = None, {}
    if sent:
        must_decide(at, sent, "take_drafts")
        form = TakeForm(request.POST, authority=authority(at.case, sent, at.user))
        if form.is_valid():
            try:
                return _take(at, sent, form)
            except NotTaken as error:
                faults = error.problems
            except ValidationError as error:
                tell(form, error)
    writing = drafts(at.case, Status.DRAFT, Status.RETURNED)
    return render(
        request,
        "compass/decisions/to_decide.html",
        {
            "crumbs": crumbs(at, (_("To decide"), "")),
            "groups": [
                _group(at, role, listed, form if role.id == sent else None, faults)
                for role in at.value.framework.roles
            ],
            "total": len(listed),
            "faults": faults,
            "gone": [number for number in faults if number not in {d.draft.pk for d in listed}],
            "ticked": sent_pairs(request, "draft"),
            "writing": by_region(at.readable, at.value, list(writing)),
            "may_draft": at.may("draft_decision"),
            "form": form,
        },
        status=400 if faults or (form is not None and form.errors) else 200,
    )


def _take(at: Desk, role: str, form: TakeForm) -> HttpResponse:
    """Take the drafts that were ticked, and lead to the minutes."""
    taken = actions.take_drafts(
        at.case, role, sent_pairs(at.request, "draft"), **form.given, actor=at.user
    )
    said = ngettext("%(n)s decision was taken.", "%(n)s decisions were taken.", len(taken)) % {
        "n": len(taken)
    }
    messages.success(at.request, said)
    decision = decision_of(dict(taken[0].after or {}))
    return HttpResponseRedirect(minutes_url(at.case.name, decision))


def _group(
    at: Desk, role: Role, listed: list[Drafted], form: TakeForm | None, faults: Any
) -> dict[str, Any]:
    """The drafts for a role, with what its deciders fill in."""
    mine = [one for one in listed if one.draft.role == role.id]
    decides = may_decide(at, role.id)
    if form is None and decides:
        form = TakeForm(authority=authority(at.case, role.id, at.user))
    return {
        "id": role.id,
        "label": words(role.label),
        "body": words(role.body),
        "drafts": [(one, faults.get(one.draft.pk, {})) for one in mine],
        "thresholds": thresholds(role.thresholds),
        "decides": decides,
        "form": form if decides else None,
    }
