"""Writing a draft of a decision, and sending it on: to be decided, back, or out of the list."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from windroos.apps.accounts.queries import history
from windroos.apps.compass import actions
from windroos.apps.compass.decisions.advised import Advised, advised
from windroos.apps.compass.decisions.drafted import Drafted
from windroos.apps.compass.forms.deciding import DraftForm, ReturnForm, in_form
from windroos.apps.compass.history.steps import steps
from windroos.apps.compass.models import Draft, Review
from windroos.apps.compass.presenting import effort
from windroos.apps.compass.views.decisions.shared import (
    crumbs,
    fill_in,
    may_decide,
    must_decide,
    press,
    staff_desk,
)
from windroos.apps.compass.views.scenario_desk import Desk, sent_number
from windroos.apps.regions.conflicts import Conflict
from windroos.cases.case import Decision

Status = Draft.Status


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, case: str) -> HttpResponse:
    """Drafting a decision; the address may name region, role, theme and the review it follows."""
    at = staff_desk(request, case)
    at.must("draft_decision")
    review = _review(at, sent_number(request, "review"))
    form = DraftForm(at.value, request.POST or None, initial=_first(at, review))

    def save() -> str:
        draft = actions.draft_decision(
            at.case, form.row, review=review, submit=_submits(at), actor=at.user
        )
        return _saved(at, draft)

    context = {
        "crumbs": crumbs(at, (_("Draft a decision"), "")),
        "cancel": at.url("to_decide"),
        "review": review,
    }
    return _ask(at, form, context, save)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """Changing a draft that can still become a decision."""
    at = staff_desk(request, case)
    at.must("revise_draft")
    shown = drafted(at, number)
    draft = shown.draft
    if not draft.open:
        raise Http404(f"draft {number} is {draft.status}")
    fields = {name: getattr(draft, name) for name in Draft.FIELDS}
    initial = {**in_form(fields), "version": draft.version}
    form = DraftForm(at.value, request.POST or None, initial=initial)

    def save() -> str:
        version = form.cleaned_data["version"]
        try:
            saved = actions.revise_draft(
                at.case, number, form.row, submit=_submits(at), version=version, actor=at.user
            )
        except Conflict as conflict:  # both are compared as the form holds them
            conflict.theirs, conflict.yours = in_form(conflict.theirs), in_form(conflict.yours)
            raise
        return _saved(at, saved)

    context = {
        "crumbs": crumbs(at, (_("To decide"), at.url("to_decide")), (shown.name, shown.url)),
        "cancel": shown.url,
        "shown": shown,
    }
    return _ask(at, form, context, save)


@require_safe
def draft(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """One draft: what it says, what the compass says of it, and what happened to it."""
    at = staff_desk(request, case)
    shown = drafted(at, number)
    return render(
        request,
        "compass/decisions/draft.html",
        {
            "crumbs": crumbs(at, (_("To decide"), at.url("to_decide")), (shown.name, "")),
            "shown": shown,
            "draft": shown.draft,
            "history": steps(at.value, history("draft", number)),
            "may_write": at.may("revise_draft"),
            "may_decide": may_decide(at, shown.draft.role),
        },
    )


@require_POST
def move(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """Put a draft on the list to decide, take it out of the lists, or take it up again."""
    at = staff_desk(request, case)
    shown = drafted(at, number)
    does = {
        "submit": (actions.submit_draft, _("It stands on the list to decide now.")),
        "withdraw": (actions.withdraw_draft, _("It was withdrawn. You can take it up again.")),
        "reopen": (actions.reopen_draft, _("It is among the drafts being written again.")),
    }
    name = request.POST.get("do", "")
    if name not in does:
        raise Http404(f"a draft cannot {name}")
    act, said = does[name]

    def do() -> str:
        act(at.case, number, version=sent_number(request, "version") or None, actor=at.user)
        return said

    return press(at, do, shown.url)


@require_http_methods(["GET", "POST"])
def give_back(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """Return a draft to whoever wrote it, with the reason."""
    at = staff_desk(request, case)
    shown = drafted(at, number)
    must_decide(at, shown.draft.role, "return_draft")
    if shown.draft.status != Status.SUBMITTED:
        raise Http404(f"draft {number} is {shown.draft.status}")
    form = ReturnForm(request.POST or None, initial={"version": shown.draft.version})

    def save() -> str:
        actions.return_draft(
            at.case,
            shown.draft.role,
            number,
            reason=form.texts()["reason"],
            version=form.cleaned_data["version"],
            actor=at.user,
        )
        messages.success(request, _("The draft went back, with your reason."))
        return at.url("to_decide")

    context = {
        "crumbs": crumbs(
            at, (_("To decide"), at.url("to_decide")), (shown.name, shown.url), (_("Return"), "")
        ),
        "shown": shown,
        "cancel": shown.url,
    }
    return fill_in(at, form, "compass/decisions/return.html", context, save=save)


def drafted(at: Desk, number: int) -> Drafted:
    """The draft of that number, ready to be shown; not found without it."""
    found = (
        Draft.objects.filter(case=at.case, pk=number)
        .select_related("made_by", "changed_by", "review")
        .first()
    )
    if found is None:
        raise Http404(f"no draft {number}")
    return Drafted(at.case, at.value, found, at.readable.resolve(at.value.locators))


def _ask(at: Desk, form: DraftForm, context: dict[str, Any], save: Any) -> HttpResponse:
    """The page with the form; before it saves, who departs from the compass is asked why, once."""
    template = "compass/decisions/draft_form.html"
    if form.is_bound and form.is_valid():
        row = form.row
        said = _said(at, row)
        key = f"{row['effort']}/{said.verdict}"
        if said.departs(row["effort"]) and not form.departure and form.cleaned_data["asked"] != key:
            form.replace(asked=key)
            question = _question(said, row["effort"])
            return render(at.request, template, {**context, "form": form, "question": question})
    return fill_in(at, form, template, context, save=save)


def _said(at: Desk, row: dict[str, Any]) -> Advised:
    themes, today = row["themes"].split(), timezone.localdate()
    return advised(at.case, row["role"], row["region"], themes, today)


def _question(said: Advised, proposed: str) -> dict[str, Any]:
    """What the compass says, and whether the reason can stay away."""
    given = {"said": effort(said.verdict or "undetermined"), "proposed": effort(proposed)}
    if said.advice == "undetermined":
        text = _("The score points to %(said)s so far; you propose %(proposed)s. Why?") % given
    else:
        text = _("The compass advises %(said)s; you propose %(proposed)s. Why?") % given
    return {"text": text, "needed": said.advice != "undetermined"}


def _submits(at: Desk) -> bool:
    """Whether the button was pressed that also puts it on the list to decide."""
    return at.request.POST.get("do") == "submit"


def _saved(at: Desk, draft: Draft) -> str:
    """Where a saved draft leads."""
    if _submits(at):
        messages.success(at.request, _("Saved, and on the list to decide."))
        return f"{at.url('to_decide')}#draft_{draft.pk}"
    messages.success(at.request, _("Saved."))
    return at.url("draft", draft.pk)


def _review(at: Desk, number: int) -> Review | None:
    return Review.objects.filter(case=at.case, pk=number).select_related("region").first()


def _authority(at: Desk, role: str, last: Decision | None) -> str:
    """Who decides for a role: as in the last decision taken here, else the body of the role.

    A decision that was read in a document names who published that, also for the role of another
    organisation.
    """
    if last is not None and last.passage is None:
        return last.authority
    roles = {one.id: one for one in at.value.framework.roles}
    return roles[role].body.nl if role in roles else ""


def _first(at: Desk, review: Review | None) -> dict[str, Any]:
    """What a new draft holds at first: what the address says, and the years decided on before."""
    given = at.request.GET
    region, role = given.get("region", ""), given.get("role", "")
    if review is not None:
        region, role = review.region.code, review.role
    theme = given.get("theme", "")
    today = timezone.localdate()
    last = at.value.decision(region, role, today, theme if theme in at.value.themes else None)
    ends = [d.period[1] for d in at.value.decisions if d.period[1] >= today.year]
    return {
        "region": region,
        "role": role,
        "themes": [theme] if theme else [],
        "period_start": today.year,
        "period_end": last.period[1] if last else min(ends, default=today.year),
        "authority": _authority(at, role, last),
        "review": review.pk if review else None,
    }
