"""Scenarios that people keep: the list, one of them, saving, changing, deleting and restoring."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from windroos import cases
from windroos.apps.compass import actions
from windroos.apps.compass.forms.scenarios import ScenarioForm
from windroos.apps.compass.framework.words import differences
from windroos.apps.compass.presenting import assess, choice, thresholds
from windroos.apps.compass.scenarios import kept as scenarios
from windroos.apps.compass.scenarios.asked import Asked
from windroos.apps.compass.scenarios.kept import Scenario
from windroos.apps.compass.scenarios.ranking import answer, ranking
from windroos.apps.compass.scenarios.shown import Shown, address
from windroos.apps.compass.views.scenario_desk import Desk, desk, sent_number
from windroos.apps.regions.conflicts import Conflict


def all_scenarios(request: HttpRequest, case: str) -> HttpResponse:
    """The scenarios of a case that the reader may see, and those that were deleted."""
    at = desk(request, case)
    found = [Shown.of(one, at.case, at.value) for one in scenarios.visible(at.case, at.user)]
    deleted = [
        one
        for one in scenarios.deleted(at.case, at.user)
        if scenarios.may_change(at.case, one, at.user)
    ]
    just_now = sent_number(request, "deleted")
    context = {
        "found": found,
        "deleted": deleted,
        "undo": next((one for one in deleted if one.pk == just_now), None),
        "at": at,
        "may_save": at.may("save_scenario"),
        "framework": at.value.framework,
    }
    return render(request, "compass/scenarios.html", context)


def scenario(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """One scenario: what it weighs otherwise, and what the compass then says."""
    at = desk(request, case)
    shown = Shown.of(_or_404(at, number), at.case, at.value)
    saved = shown.saved
    context: dict[str, Any] = {
        "shown": shown,
        "value": at.value,
        "at": at,
        "crumbs": at.crumbs((saved.name, "")),
        "may_change": scenarios.may_change(at.case, saved, at.user),
        "may_propose": at.may("propose_framework"),
        "just_saved": request.GET.get("saved") == str(saved.version),
    }
    if not shown.faults:
        chosen = shown.chosen
        now = scenarios.assessment(at.case, saved.value, chosen.theme, timezone.localdate())
        ranked = ranking(now, assess(at.case, chosen), chosen)
        context |= {
            "assessment": now,
            "ranked": ranked,
            "answer": answer(ranked, saved.value, at.value.framework.version),
            "thresholds": thresholds(now.role.thresholds),
        }
    return render(request, "compass/scenario.html", context)


def save(request: HttpRequest, case: str) -> HttpResponse:
    """Keeping what was tried out under a name; the address holds what it is."""
    at = desk(request, case)
    at.must("save_scenario")
    framework, chosen = at.value.framework, choice(request, at.value)
    asked = Asked.of(request.GET, framework, chosen)
    back = address(at.case, chosen, asked.scenario)
    if asked.problems or not asked.scenario:
        return HttpResponseRedirect(back)
    form = ScenarioForm(request.POST or None, publish=scenarios.may_publish(at.case, at.user))

    def keep(form: ScenarioForm) -> Scenario:
        return actions.save_scenario(
            at.case, asked.scenario, theme=chosen.theme, actor=at.user, **form.values()
        )

    context = {
        "heading": _("Under which name do you keep this scenario?"),
        "changes": differences(framework, cases.apply(framework, asked.scenario)),
        "cancel": back,
        "crumbs": at.crumbs((_("Save"), "")),
    }
    return _filled_in(at, form, keep, context)


def edit(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """Changing a scenario: its name, note and readers, and its numbers when the address has any."""
    at = desk(request, case)
    at.must("change_scenario")
    saved = _or_404(at, number)
    if not scenarios.may_change(at.case, saved, at.user):
        raise PermissionDenied(_("Only who made a scenario may change it, unless it is shared."))
    framework, chosen = at.value.framework, choice(request, at.value)
    asked = Asked.of(request.GET, framework, chosen)
    turned = asked.scenario if "role" in request.GET and not asked.problems else None
    shown = Shown.of(saved, at.case, at.value)
    form = ScenarioForm(
        request.POST or None,
        publish=scenarios.may_publish(at.case, at.user),
        initial={name: getattr(saved, name) for name in ("name", "note", "visibility", "version")},
    )

    def change(form: ScenarioForm) -> Scenario:
        return actions.change_scenario(
            at.case,
            saved,
            scenario=turned,
            theme=None if turned is None else chosen.theme or "",
            version=form.cleaned_data["version"],
            actor=at.user,
            **form.values(),
        )

    changes = (
        shown.changes if turned is None else differences(framework, cases.apply(framework, turned))
    )
    context = {
        "heading": _("What do you change of “%(name)s”?") % {"name": saved.name},
        "changes": changes,
        "cancel": shown.url,
        "theirs_url": shown.url,
        "crumbs": at.crumbs((saved.name, shown.url), (_("Change"), "")),
    }
    return _filled_in(at, form, change, context)


def _filled_in(
    at: Desk,
    form: ScenarioForm,
    keep: Callable[[ScenarioForm], Scenario],
    context: dict[str, Any],
) -> HttpResponse:
    """The page with the form of a scenario; filled in well it leads to the scenario.

    When someone else was first, both versions are shown and saving again replaces theirs.
    """
    conflict = None
    if form.is_bound and form.is_valid():
        try:
            kept = keep(form)
        except ValidationError as error:
            form.told(error)
        except Conflict as found:
            conflict = found
            form.overtaken(found)
        else:
            return HttpResponseRedirect(f"{at.url('scenario', kept.pk)}?saved={kept.version}")
    context = {**context, "form": form, "conflict": conflict}
    status = 409 if conflict else 400 if form.errors else 200
    return render(at.request, "compass/scenario_form.html", context, status=status)


@require_POST
def delete(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """Putting a scenario away; the list then offers to restore it."""
    at = desk(request, case)
    at.must("delete_scenario")
    saved = _or_404(at, number)
    version = sent_number(request, "version")
    try:
        actions.delete_scenario(at.case, saved, version=version, actor=at.user)
    except Conflict:
        messages.error(
            request,
            _("Someone else changed this in the meantime, so nothing was done. Look again."),
        )
        return HttpResponseRedirect(at.url("scenario", number))
    return HttpResponseRedirect(f"{at.url('scenarios')}?deleted={saved.pk}")


@require_POST
def restore(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """Bringing a deleted scenario back."""
    at = desk(request, case)
    at.must("restore_scenario")
    saved = scenarios.find(at.case, number, at.user)
    if saved is None:
        raise Http404(f"no scenario {number} to see")
    try:
        restored = actions.restore_scenario(at.case, saved, actor=at.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return HttpResponseRedirect(at.url("scenarios"))
    return HttpResponseRedirect(f"{at.url('scenario', number)}?saved={restored.version}")


def _or_404(at: Desk, number: int) -> Scenario:
    found = scenarios.find(at.case, number, at.user)
    if found is None or found.deleted is not None:
        raise Http404(f"no scenario {number} to see")
    return found
