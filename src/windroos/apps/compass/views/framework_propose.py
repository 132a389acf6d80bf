"""Proposing another framework: from a scenario, or as a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from windroos import cases
from windroos.apps.compass import actions
from windroos.apps.compass.forms.scenarios import ProposeForm, UploadForm, WhyForm
from windroos.apps.compass.framework import versions as framework_versions
from windroos.apps.compass.framework.faults import Fault, faults
from windroos.apps.compass.framework.versions import FrameworkVersion, Held
from windroos.apps.compass.framework.words import differences
from windroos.apps.compass.presenting import choice
from windroos.apps.compass.scenarios.asked import Asked
from windroos.apps.compass.scenarios.shown import address
from windroos.apps.compass.views.scenario_desk import Desk, desk
from windroos.cases.framework import Text
from windroos.cases.framework_edit import edited, next_version


def propose(request: HttpRequest, case: str) -> HttpResponse:
    """The scenario of the address as a version of the framework; without one, a file."""
    at = desk(request, case)
    at.must("propose_framework")
    now = framework_versions.current(at.case)
    chosen = choice(request, at.value)
    asked = Asked.of(request.GET, at.value.framework, chosen)
    if asked.problems:
        return HttpResponseRedirect(address(at.case, chosen, asked.scenario))
    if asked.scenario:
        return _from_scenario(at, now, asked.scenario, address(at.case, chosen, asked.scenario))
    return _from_file(at, now)


def _from_scenario(at: Desk, now: Held, scenario: cases.Scenario, back: str) -> HttpResponse:
    framework = now.framework
    taken = framework_versions.taken(at.case)
    form = ProposeForm(
        at.request.POST or None,
        initial={"version": next_version(framework.version, taken), "base": now.number},
    )

    def make(form: WhyForm) -> FrameworkVersion:
        given = form.cleaned_data
        return actions.propose_framework(
            at.case,
            text=edited(now.text, scenario, given["version"], _why(form)),
            why=_why(form),
            base=given["base"],
            scenario=scenario,
            actor=at.user,
        )

    context = {
        "changes": differences(framework, cases.apply(framework, scenario)),
        "cancel": back,
        "now": now,
    }
    return _page(at, form, make, context)


def _from_file(at: Desk, now: Held) -> HttpResponse:
    form = UploadForm(
        at.request.POST or None, at.request.FILES or None, initial={"base": now.number}
    )
    found: list[Fault] = []

    def make(form: WhyForm) -> FrameworkVersion:
        text = form.cleaned_data["file"]
        problems = framework_versions.problems(at.case, text)
        if problems:
            found.extend(faults(problems))
            told = _("It cannot be the framework yet; what to mend stands above.")
            raise ValidationError({"text": told})
        return actions.propose_framework(
            at.case,
            text=text,
            why=_why(form),
            base=form.cleaned_data["base"],
            actor=at.user,
        )

    return _page(at, form, make, {"cancel": at.url("framework_versions"), "now": now}, found)


def _why(form: WhyForm) -> Text:
    """The reason in both languages; one that is missing reads as the other."""
    dutch, english = form.cleaned_data["why_nl"], form.cleaned_data["why_en"]
    return Text(dutch or english, english or dutch)


def _page(
    at: Desk,
    form: WhyForm,
    make: Callable[[WhyForm], FrameworkVersion],
    context: dict[str, Any],
    found: list[Fault] | None = None,
) -> HttpResponse:
    if form.is_bound and form.is_valid():
        try:
            made = make(form)
        except ValidationError as error:
            form.told(error)
        else:
            return HttpResponseRedirect(at.url("framework_proposal", made.pk))
    context = {
        **context,
        "at": at,
        "form": form,
        "faults": found or [],
        "crumbs": at.version_crumbs((_("Propose"), "")),
    }
    status = 400 if form.errors else 200
    return render(at.request, "compass/framework_propose.html", context, status=status)
