"""Decisions that were taken: all of them, one of them, mending its wording and taking it back."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from windroos.apps.accounts.permits import may
from windroos.apps.accounts.queries import history
from windroos.apps.compass import actions, queries
from windroos.apps.compass.contradictions.naming import regions_named
from windroos.apps.compass.decisions.decided import Filters, Taken, register
from windroos.apps.compass.decisions.drafted import drafts
from windroos.apps.compass.decisions.minutes import revoked
from windroos.apps.compass.forms.deciding import RevokeForm, WordingForm
from windroos.apps.compass.history.steps import Step, steps
from windroos.apps.compass.models import Draft
from windroos.apps.compass.presenting import asked_day, basis
from windroos.apps.compass.region.answers import decided
from windroos.apps.compass.views.decisions.shared import (
    crumbs,
    fill_in,
    must_decide,
    staff_desk,
)
from windroos.apps.compass.views.scenario_desk import Desk, desk
from windroos.apps.regions import journal
from windroos.cases.case import Decision


@require_safe
def decisions(request: HttpRequest, case: str) -> HttpResponse:
    """Every decision of a case, those in force first, beside the advice then and now."""
    at = desk(request, case)
    day = asked_day(request)
    taken = register(at.case, at.value, day or timezone.localdate())
    filters = Filters.of(request.GET, taken, at.value)
    shown = [one for one in taken if filters.show(one)]
    in_force = [one for one in taken if one.in_force]
    return render(
        request,
        "compass/decisions/decisions.html",
        {
            "value": at.value,
            "at": at,
            "day": day,
            "filters": filters,
            "total": len(taken),
            "contradicted": _contradicted(at, [one for one in shown if one.in_force], day),
            "held": len(in_force),
            "departing": sum(one.departs for one in in_force),
            "answer": _answer(in_force, len(taken)),
            "sections": [
                ("in-force", _("In force"), [one for one in shown if one.in_force]),
                ("other", _("Not in force"), [one for one in shown if not one.in_force]),
            ],
            "shown": len(shown),
            "to_decide": drafts(at.case, Draft.Status.SUBMITTED).count() if at.staff else 0,
            "may_draft": at.may("draft_decision"),
        },
    )


def _contradicted(at: Desk, taken: list[Taken], day: date | None) -> str:
    """The regions on which the sources contradict each other on what was decided."""
    decided = {(one.decision.region, one.decision.role) for one in taken}
    found = [
        one
        for one in queries.contradictions(at.case, day)
        if one.open and any(one.concerns(region, role) for region, role in decided)
    ]
    return regions_named(at.value, found)


def _answer(in_force: list[Taken], total: int) -> str:
    """How many decisions are in force, and how many of them go against the compass."""
    if not total:
        return _("Nothing was decided yet.")
    held = ngettext("One decision is in force.", "%(n)s decisions are in force.", len(in_force)) % {
        "n": len(in_force)
    }
    departing = sum(one.departs for one in in_force)
    if not in_force:
        return _("No decision is in force now; there were %(n)s.") % {"n": total}
    if not departing:
        return " ".join((held, _("All of them agree with what the compass says.")))
    other = ngettext(
        "%(n)s of them is another effort than the compass says now.",
        "%(n)s of them are another effort than the compass says now.",
        departing,
    ) % {"n": departing}
    return " ".join((held, other))


@require_safe
def decision(request: HttpRequest, case: str, id: str) -> HttpResponse:
    """One decision: what was decided, by whom, why, what it replaced and what became of it."""
    at = desk(request, case)
    found = next((one for one in at.value.decisions if one.id == id), None)
    if found is None:
        return _taken_back(at, id)
    day = asked_day(request)
    taken = Taken(at.case, at.value, found, day or timezone.localdate())
    version = journal.current(at.case, "decisions", [id]).get(id)
    resolved = at.readable.resolve(at.value.locators)
    may_decide = _may(at, found.role, "correct_decision") and day is None
    return render(
        request,
        "compass/decisions/decision.html",
        {
            "crumbs": crumbs(at, (taken.name, "")),
            "day": day,
            "taken": taken,
            "decision": found,
            "sentence": decided(at.value, found),
            "place": basis(at.value, found, resolved),
            "contradictions_open": queries.open_on(at.case, found.region, found.role, day),
            "recorded": version,
            "history": _history(at, id) if at.staff else [],
            "draft": Draft.objects.filter(case=at.case, decision=id).first() if at.staff else None,
            "may_correct": may_decide,
            "may_revoke": may_decide and _may(at, found.role, "revoke"),
            "may_draft": at.may("draft_decision"),
        },
    )


def _taken_back(at: Desk, id: str) -> HttpResponse:
    """A decision that is there no more: what it was, and why it was taken back."""
    gone = next((one for one in revoked(at.case, at.value) if one.decision.id == id), None)
    if gone is None:
        raise Http404(f"no decision {id}")
    context = {
        "crumbs": crumbs(at, (gone.name, "")),
        "gone": gone,
        "sentence": decided(at.value, gone.decision),
        "history": _history(at, id) if at.staff else [],
    }
    return render(at.request, "compass/decisions/taken_back.html", context)


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, case: str, id: str) -> HttpResponse:
    """Mend the wording of a decision; what was decided stays."""
    at = staff_desk(request, case)
    taken = _found(at, id)
    must_decide(at, taken.decision.role, "correct_decision")
    held = journal.current(at.case, "decisions", [id])[id]
    row = held.row or {}
    names = [name for name in WordingForm.base_fields if name != "version"]
    initial = {name: row.get(name) or "" for name in names} | {"version": held.pk}
    form = WordingForm(request.POST or None, initial=initial)

    def save() -> str:
        actions.correct_decision(
            at.case,
            taken.decision.role,
            id,
            form.row,
            version=form.cleaned_data["version"],
            actor=at.user,
        )
        messages.success(request, _("Saved. The former wording stays in the history."))
        return taken.url

    context: dict[str, Any] = {
        "crumbs": crumbs(at, (taken.name, taken.url), (_("Mend the wording"), "")),
        "taken": taken,
        "sentence": decided(at.value, taken.decision),
        "cancel": taken.url,
    }
    return fill_in(at, form, "compass/decisions/correct.html", context, save=save)


@require_http_methods(["GET", "POST"])
def revoke(request: HttpRequest, case: str, id: str) -> HttpResponse:
    """Take a decision back that should not have been recorded, with the reason."""
    at = staff_desk(request, case)
    taken = _found(at, id)
    must_decide(at, taken.decision.role, "revoke")
    held = journal.current(at.case, "decisions", [id])[id]
    form = RevokeForm(request.POST or None, initial={"version": held.pk})

    def save() -> str:
        actions.revoke(
            at.case,
            taken.decision.role,
            id,
            reason=form.texts()["reason"],
            version=form.cleaned_data["version"],
            actor=at.user,
        )
        messages.success(request, _("The decision was taken back. Its history stays."))
        return taken.url

    context = {
        "crumbs": crumbs(at, (taken.name, taken.url), (_("Take back"), "")),
        "taken": taken,
        "sentence": decided(at.value, taken.decision),
        "cancel": taken.url,
    }
    return fill_in(at, form, "compass/decisions/revoke.html", context, save=save)


def _found(at: Desk, id: str) -> Taken:
    found: Decision | None = next((one for one in at.value.decisions if one.id == id), None)
    if found is None:
        raise Http404(f"no decision {id}")
    return Taken(at.case, at.value, found, timezone.localdate())


def _history(at: Desk, id: str) -> list[Step]:
    return steps(at.value, history("decision", f"{at.case.name}/{id}"))


def _may(at: Desk, role: str, action: str) -> bool:
    return may(at.user, f"compass.{action}", case=at.case, role=role)
