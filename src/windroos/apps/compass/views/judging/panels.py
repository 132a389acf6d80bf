"""Blind panels: asking, giving an opinion, seeing where opinions differ, and settling it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from windroos.apps.accounts.forms import tell
from windroos.apps.accounts.permits import may
from windroos.apps.compass import actions
from windroos.apps.compass.actions.panels import said, seen_version
from windroos.apps.compass.actions.trying import tried
from windroos.apps.compass.forms.judging import filled, in_form, rating_choices
from windroos.apps.compass.forms.panels import OpenForm, OpinionForm, SettleForm, WithdrawForm
from windroos.apps.compass.judging.effects import effects, summary
from windroos.apps.compass.models import Panel
from windroos.apps.compass.panels import kept as panels
from windroos.apps.compass.panels.shown import Shown, either
from windroos.apps.compass.presenting import Choice, case_or_404, day, measured, words
from windroos.apps.compass.region.leaves import Leaves, meaning
from windroos.apps.compass.writing import reader, writable, writer
from windroos.apps.evidence import queries as evidence
from windroos.apps.regions import journal
from windroos.apps.regions.conflicts import Conflict
from windroos.apps.regions.permits import roles_on
from windroos.cases.cells import Evidence
from windroos.cases.naming import component_of, leaf_name


@require_safe
def all_panels(request: HttpRequest, case: str) -> HttpResponse:
    """The panels of a case: what waits for the reader first; to the public those settled."""
    row, value = case_or_404(case)
    shown = [Shown(one, row, value, reader(request)) for one in panels.panels(row, reader(request))]
    is_open = [one for one in shown if one.panel.status == Panel.Status.OPEN]
    waiting = [one for one in is_open if one.waiting]
    to_settle = [one for one in is_open if one.may_settle]
    return render(
        request,
        "compass/judging/panels.html",
        {
            "waiting": waiting,
            "to_settle": to_settle,
            "others": [one for one in is_open if one not in waiting and one not in to_settle],
            "ended": [one for one in shown if one.panel.status != Panel.Status.OPEN],
            "staff": bool(roles_on(reader(request), row)),
            "may_open": may(reader(request), "compass.open_panels", case=row),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def open_panels(request: HttpRequest, case: str) -> HttpResponse:
    """Ask several people the same, each by themselves."""
    row, value = writable(request, case, "compass.open_panels")
    people = panels.analysts(row)
    rated = [leaf for leaf in value.framework.leaves if leaf.rating]
    leaves = [(leaf.id, words(leaf_name(value.framework, leaf))) for leaf in rated]
    initial = {
        "regions": request.GET.getlist("region"),
        "criteria": request.GET.getlist("criterion"),
        "theme": request.GET.get("theme"),
    }
    form = OpenForm(value, people, leaves, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        chosen = [user for user in people if str(user.pk) in given["assessors"]]
        try:
            made = actions.open_panels(
                row,
                form.questions,
                chosen,
                why=given["why"],
                closes=given["closes"],
                actor=writer(request),
            )
        except ValidationError as error:
            tell(form, error, {"region": "regions", "criterion": "criteria"})
        else:
            text = ngettext("%(n)s panel was opened.", "%(n)s panels were opened.", len(made))
            messages.success(request, text % {"n": len(made)})
            return redirect("compass:panels", case=row.name)
    context = {"form": form, "enough": len(people) > panels.FEWEST}
    return render(request, "compass/judging/panel_open.html", context)


@require_safe
def panel(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """What a panel was asked, and what came of it, as far as the reader may see it."""
    shown = _shown(request, case, number)
    made = shown.panel.made
    settled = None
    if made is not None and made.row:
        row = made.row
        settled = {
            "rating": measured(row["rating"]),
            "meaning": meaning(row["rating"], shown.scale) if shown.scale else "",
            "reason": either(row["reason_nl"] or "", row["reason_en"] or ""),
            "day": day(row["judged"]),
            "key": made.key,
        }
    context = {
        "shown": shown,
        "panel": shown.panel,
        "settled": settled,
        "staff": panels.named(shown.panel, shown.reader),
        "assessors": [
            (one.assessor.name, one.given is not None)
            for one in shown.panel.opinions.all()  # type: ignore[attr-defined]
        ],
    }
    return render(request, "compass/judging/panel.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def give(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """Give one's own opinion, without those of others."""
    writable(request, case, "compass.give_opinion")
    shown = _shown(request, case, number)
    mine = shown.mine
    if mine is None:
        raise PermissionDenied(_("You were not asked for an opinion in this panel."))
    if shown.panel.status != Panel.Status.OPEN or shown.leaf is None:
        return redirect("compass:panel", case=case, number=number)
    initial = {**filled(said(mine)), "version": mine.version}
    if mine.given is None:
        del initial["confidence"]
    data = request.POST or None
    form = OpinionForm(shown.value, shown.leaf, data, now=mine.rating, initial=initial)
    conflict = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.give_opinion(
                shown.case,
                number,
                form.row,
                version=form.cleaned_data["version"],
                actor=writer(request),
            )
        except Conflict as error:
            again = request.POST.copy()
            again["version"] = str(error.version)
            conflict = in_form(error)
            form = OpinionForm(shown.value, shown.leaf, again, now=mine.rating)
        except ValidationError as error:
            tell(form, error)
        else:
            messages.success(request, _("Your opinion was saved. You can change it for now."))
            return redirect("compass:panel", case=case, number=number)
    context = {"shown": shown, "panel": shown.panel, "form": form, "conflict": conflict}
    return render(request, "compass/judging/panel_give.html", context | _known(shown))


@login_required
@require_http_methods(["GET", "POST"])
def settle(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """Choose what the panel comes to, see what that does, and write it as a judgement."""
    row, _value = writable(request, case, "compass.settle_panel")
    shown = _shown(request, case, number)
    if not shown.may_settle or shown.leaf is None:
        messages.info(request, _("This panel cannot be settled by you now."))
        return redirect("compass:panel", case=case, number=number)
    seen = actions.seen(row, "judgements", shown.panel.question)
    spread = shown.spread
    initial = {
        "version": seen_version(shown.panel),
        "seen": seen,
        "rating": f"{spread.lowest:g}" if spread and spread.agree else None,
    }
    there = _there(shown)
    now = spread.lowest if spread and spread.agree else None
    form = SettleForm(
        shown.value, shown.leaf, there, request.POST or None, now=now, initial=initial
    )
    context: dict[str, Any] = {"shown": shown, "panel": shown.panel}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def act() -> Panel:
            return actions.settle_panel(
                row,
                number,
                form.row,
                instead_of=given["instead_of"] or None,
                seen=given["seen"],
                version=given["version"],
                actor=writer(request),
            )

        try:
            if request.POST.get("do") == "preview":
                context |= _preview(shown, act)
            else:
                act()
                messages.success(request, _("The panel was settled: its rating counts now."))
                return redirect("compass:panel", case=case, number=number)
        except Conflict:
            again = request.POST.copy()
            again |= {"version": str(initial["version"]), "seen": str(seen)}
            form = SettleForm(shown.value, shown.leaf, there, again, now=now)
            context["conflict"] = True
        except ValidationError as error:
            tell(form, error)
    context["form"] = form
    return render(request, "compass/judging/panel_settle.html", context)


def _preview(shown: Shown, act: Callable[[], Panel]) -> dict[str, Any]:
    """What settling it would do to the verdicts."""
    trial = tried(shown.case, act)
    themes = {None, shown.panel.theme or None}
    day, codes = timezone.localdate(), [shown.panel.region]
    found = effects(trial.before, trial.after, day, codes, themes, every=True)
    return {"effects": found, "effects_summary": summary(found)}


@login_required
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """Ask no further."""
    row, _value = writable(request, case, "compass.withdraw_panel")
    shown = _shown(request, case, number)
    if not shown.may_withdraw:
        return redirect("compass:panel", case=case, number=number)
    initial = {"version": seen_version(shown.panel)}
    form = WithdrawForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.withdraw_panel(
                row,
                number,
                reason=given["reason"],
                version=given["version"],
                actor=writer(request),
            )
        except Conflict:
            again = request.POST.copy()
            again["version"] = str(initial["version"])
            form = WithdrawForm(again)
            form.add_error(
                None, _("An opinion was given in the meantime. Withdraw it all the same?")
            )
        except ValidationError as error:
            tell(form, error)
        else:
            messages.success(request, _("The panel was withdrawn. Nothing comes of it."))
            return redirect("compass:panels", case=row.name)
    context = {"shown": shown, "panel": shown.panel, "form": form}
    return render(request, "compass/judging/panel_withdraw.html", context)


def _shown(request: HttpRequest, case: str, number: int) -> Shown:
    row, value = case_or_404(case)
    found = panels.panel(row, number, reader(request))
    if found is None:
        raise Http404(f"no panel {number} in {case}")
    return Shown(found, row, value, reader(request))


def _known(shown: Shown) -> dict[str, Any]:
    """What is on record about the question already; everyone can see that."""
    leaf, code = shown.leaf, shown.panel.region
    if leaf is None or code not in shown.value.regions:
        return {}
    chosen = Choice(
        shown.panel.role or shown.value.framework.roles[0].id, shown.panel.theme or None
    )
    resolved = evidence.readable(shown.case, shown.reader).resolve(shown.value.locators)
    leaves = Leaves(shown.value, code, chosen, resolved, {})
    known = Evidence(shown.value, timezone.localdate())
    component = component_of(shown.value.framework, leaf)
    cell = known.cell(code, leaf, chosen.role, chosen.theme)
    return {
        "leaf": leaves.leaf(cell, component),
        "question": words(leaf.question) or words(component.question),
        "name": shown.region,
    }


def _there(shown: Shown) -> list[tuple[str, str]]:
    """The judgements that a settled panel can take the place of: those on the same question."""
    assert shown.leaf is not None
    assert shown.leaf.rating is not None
    labels = dict(rating_choices(shown.value.framework.scales[shown.leaf.rating.scale]))
    found = journal.where(shown.case, "judgements", **shown.panel.question)
    made = []
    for version in found:
        row = version.row or {}
        rating = f"{row['rating']:g}"
        made.append((version.key, f"{labels.get(rating, rating)} ({row['said_by']})"))
    return made
