"""Where the sources of a case contradict each other: all of it, and one to settle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from windroos.apps.accounts.forms import tell
from windroos.apps.compass import actions, presenting, queries
from windroos.apps.compass.actions.settling import SETTLEMENTS
from windroos.apps.compass.contradictions.clashes import Clash, clash
from windroos.apps.compass.contradictions.filters import Filters
from windroos.apps.compass.contradictions.naming import COUNTS
from windroos.apps.compass.forms.settling import SettleForm
from windroos.apps.compass.framework.outline import Outline
from windroos.apps.compass.presenting import listing
from windroos.apps.compass.views.scenario_desk import Desk, desk
from windroos.apps.compass.writing import tell_done
from windroos.apps.regions import journal
from windroos.apps.regions.conflicts import Conflict
from windroos.cases import Contradiction


@require_safe
def contradictions(request: HttpRequest, case: str) -> HttpResponse:
    """Every contradiction of a case, with all its places; those that are open first."""
    at = desk(request, case)
    day = presenting.asked_day(request)
    found = queries.contradictions(at.case, day)
    resolved = presenting.readable(request, at.case).resolve(at.value.locators)
    clashes = [clash(at.value, one, resolved) for one in found]
    filters = Filters.of(request.GET, clashes, at.value)
    shown = sorted(filter(filters.show, clashes), key=lambda one: not one.open)
    return render(
        request,
        "compass/contradictions.html",
        {
            "clashes": shown,
            "total": len(clashes),
            "filters": filters,
            "as_of_day": day,
            "answer": _answer(clashes),
            "may_settle": day is None and at.may("settle"),
            "compared": _compared(at),
            "limits": Outline(at.value, {}).choices_on("tensions"),
        },
    )


@require_http_methods(["GET", "POST"])
def contradiction(request: HttpRequest, case: str, id: str) -> HttpResponse:
    """One contradiction; whoever may says which side holds."""
    at = desk(request, case)
    found = _found(at, id)
    versions = journal.versions(at.case, SETTLEMENTS, id)
    may = presenting.asked_day(request) is None and at.may("settle")
    form = SettleForm(
        at.value, found, request.POST or None, version=versions[0].pk if versions else 0
    )
    overtaken = None
    if request.method == "POST":
        at.must("settle")
        if form.is_valid():
            try:
                return _settle(at, found, form)
            except ValidationError as error:
                tell(form, error)
            except Conflict as conflict:
                overtaken = conflict
                form.replace(version=str(conflict.version), seen=str(form.initial["seen"]))
    resolved = presenting.readable(request, at.case).resolve(at.value.locators)
    shown = clash(at.value, found, resolved)
    context = {
        "clash": shown,
        "form": form if may else None,
        "overtaken": overtaken,
        "history": bool(versions),
        "as_of_day": presenting.asked_day(request),
        "crumbs": [
            {"label": _("Contradictions"), "url": at.url("contradictions")},
            {"label": shown.name, "url": ""},
        ],
    }
    status = 409 if overtaken else 400 if form.errors else 200
    return render(request, "compass/contradiction.html", context, status=status)


def _settle(at: Desk, found: Contradiction, form: SettleForm) -> HttpResponse:
    written = actions.settle(
        at.case,
        found.id,
        holds=form.side,
        reason=form.reason,
        seen=form.cleaned_data["seen"],
        version=form.cleaned_data["version"],
        actor=at.user,
    )
    back = at.url("contradiction", found.id)
    text = _("It is settled. Both sides stay where they are, with your reason.")
    tell_done(at.request, at.case, text, written, back)
    return HttpResponseRedirect(back)


@require_POST
def reopen(request: HttpRequest, case: str, id: str) -> HttpResponse:
    """Take a settlement back, in the version that was seen."""
    at = desk(request, case)
    at.must("unsettle")
    found = _found(at, id)
    back = at.url("contradiction", found.id)
    sent = request.POST.get("version", "")
    version = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 16 else 0
    try:
        written = actions.unsettle(at.case, id, version=version, actor=at.user)
    except (ValidationError, Conflict):
        tell_done(
            request,
            at.case,
            _("Someone else changed this in the meantime, so nothing was done. Look again."),
            [],
            back,
        )
    else:
        tell_done(request, at.case, _("It is open again."), written, back)
    return HttpResponseRedirect(back)


def _found(at: Desk, id: str) -> Contradiction:
    day = presenting.asked_day(at.request)
    for one in queries.contradictions(at.case, day):
        if one.id == id:
            return one
    raise Http404(f"no contradiction {id}")


def _compared(at: Desk) -> str:
    """What was compared, counted."""
    value = at.value
    counted = (
        (_("statements of effort"), value.statements),
        (_("decisions"), value.decisions),
        (_("findings on preconditions"), value.findings),
        (_("judgements"), value.judgements),
        (_("kinds of relation"), value.relations),
        (_("figures"), value.figures),
        (_("figures in documents"), value.quantities),
    )
    named = [f"{len(rows)} {name}" for name, rows in counted if rows]
    return listing(named, len(named))


def _answer(clashes: Sequence[Clash]) -> str:
    """How many contradictions there are, of which kinds, and how many are settled."""
    if not clashes:
        return _("No: nothing that was coded contradicts anything else.")
    kinds = Counter(clash.kind for clash in clashes)
    counted = [COUNTS[kind](kinds[kind]) % {"n": kinds[kind]} for kind in COUNTS if kinds[kind]]
    said = [_("Yes: %(kinds)s.") % {"kinds": listing(counted, len(counted))}]
    hard = sum(clash.hard for clash in clashes)
    if hard:
        graded = ngettext(
            "%(hard)s of them is hard: both sides say it in so many words.",
            "%(hard)s of them are hard: both sides say it in so many words.",
            hard,
        )
        said.append(graded % {"hard": hard})
    else:
        said.append(_("None of them is hard."))
    settled = sum(not clash.open for clash in clashes)
    if settled:
        told = ngettext("%(n)s is settled.", "%(n)s are settled.", settled)
        said.append(told % {"n": settled})
    return " ".join(said)
