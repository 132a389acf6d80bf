"""The review of the periods of a programme: what is missing, handed in, locked, opened again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from windroos.apps.network.views.shared import crumbs
from windroos.apps.programmes import actions, words
from windroos.apps.programmes import telling_account as told
from windroos.apps.programmes.forms import ReasonForm
from windroos.apps.programmes.queries import reviews
from windroos.apps.programmes.views.changing import changes_told
from windroos.apps.programmes.views.desk import Desk, desk
from windroos.apps.programmes.views.entering import current
from windroos.cases.facts import Account, Reviewed

_STEPS: Mapping[str, str] = {
    "submit": "submit_period",
    "lock": "lock_period",
    "reopen": "reopen_period",
}
_NEXT: Mapping[str, tuple[str, ...]] = {
    "open": ("submit",),
    "submitted": ("lock", "reopen"),
    "locked": ("reopen",),
}


@require_http_methods(["GET", "HEAD", "POST"])
def periods(request: HttpRequest, case: str, slug: str) -> HttpResponse:
    """The periods of a programme with their state, what is missing, and what can be done."""
    at = desk(request, case)
    asked: ReasonForm | None = None
    if request.method == "POST":
        done, asked = _step(at, slug)
        if done:
            return HttpResponseRedirect(f"{at.of('periods', slug)}#period_{done}")
    account = current(at, slug)
    label = capfirst(words.label(account.programme))
    rows = [_row(at, account, one, asked) for one in account.reviews.values()]
    context = {
        "crumbs": crumbs(
            (_("Programmes"), at.of("programmes")),
            (label, at.of("programme", slug)),
            (_("Periods and reports"), ""),
        ),
        "at": at,
        "slug": slug,
        "label": label,
        "rows": rows,
        "n": len(rows),
        "locked": sum(row["state"] == "locked" for row in rows),
        "handed_in": sum(row["state"] == "submitted" for row in rows),
        "may_enter": at.can("record_facts", given=()),
    }
    status = 400 if asked is not None and asked.errors else 200
    return render(request, "programmes/periods.html", context, status=status)


def _step(at: Desk, slug: str) -> tuple[str, ReasonForm | None]:
    """Does the step that was pressed; gives the period when it was done, else what was typed."""
    form = ReasonForm(at.request.POST)
    step = _STEPS.get(at.request.POST.get("step", ""), "")
    if not step or not form.is_valid():
        messages.error(at.request, _("That is no step of a review; nothing was done."))
        return "", form
    period, reason = form.cleaned_data["period"], form.cleaned_data["reason"]
    try:
        getattr(actions, step)(at.case, slug, period, reason=reason, actor=at.user)
    except ValidationError as error:
        if hasattr(error, "error_dict") and "reason" in error.error_dict:
            form.add_error("reason", error.message_dict["reason"])
        else:
            messages.error(at.request, " ".join(error.messages))
        return "", form
    said = {
        "submit_period": _("Handed in. Someone else looks at it and locks it."),
        "lock_period": _("Locked. What is changed from now on is told as a correction."),
        "reopen_period": _("Opened again. What was reported stays known."),
    }
    messages.success(at.request, said[step])
    return period, None


def _row(
    at: Desk, account: Account, reviewed: Reviewed, asked: ReasonForm | None
) -> dict[str, Any]:
    code = reviewed.period.code
    corrected = account.corrected(reviewed.period)
    query = urlencode({"period": code})
    form = ReasonForm(initial={"period": code}, auto_id=f"id_{code.replace('/', '-')}_%s")
    if asked is not None and asked.data.get("period") == code:
        form = asked
        form.auto_id = f"id_{code.replace('/', '-')}_%s"
    actors = {
        step.recorded: step.actor.name
        for step in reviews.steps(at.case, account.programme["id"], code)
        if step.actor is not None
    }
    return {
        "code": code,
        "period": words.period(reviewed.period),
        "state": reviewed.state,
        "state_word": words.word(words.REVIEWS, reviewed.state),
        "locked": words.day(reviewed.locked) if reviewed.locked is not None else "",
        "on": reviewed.locked.date().isoformat() if reviewed.locked is not None else "",
        "missing": [
            {
                "label": capfirst(words.label(account.indicators[one.indicator].content)),
                "part": told.part_label(account.branches[one.part].content) if one.part else "",
                "day": words.day(one.day),
                "overdue": one.overdue,
            }
            for one in account.due
            if one.period == reviewed.period
        ],
        "changes": changes_told(at, account, corrected) if corrected is not None else [],
        "steps": [
            {
                "state": pgettext("review of a period", "opened again")
                if step.state == "open"
                else words.word(words.REVIEWS, step.state),
                "day": words.day(step.at),
                "reason": step.reason,
                "by": actors.get(step.at, "") if at.staff else "",
            }
            for step in reviewed.steps
        ],
        "enter": f"{at.of('entry', account.programme['id'])}?{query}",
        "can": {step: at.can(_STEPS[step]) for step in _NEXT[reviewed.state]},
        "form": form,
    }
