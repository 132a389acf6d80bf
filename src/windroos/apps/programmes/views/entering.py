"""Filling in the figures or the money of a period on one screen; nothing typed is ever lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from windroos.apps.accounts.queries import User
from windroos.apps.network.views.shared import crumbs
from windroos.apps.programmes import actions, words
from windroos.apps.programmes import telling_account as told
from windroos.apps.programmes.actions import Given
from windroos.apps.programmes.queries import accounts, assigned, reviews
from windroos.apps.programmes.views.desk import Desk, desk
from windroos.apps.programmes.views.rows import EntryRow, figures, money, said
from windroos.apps.regions.conflicts import Conflict
from windroos.apps.regions.faults import Invalid
from windroos.apps.regions.faults import told as fault
from windroos.cases.facts import Account
from windroos.measure.results import ROLES, Period, PeriodError, Role

Rows = Callable[[Account, Any], list[EntryRow]]
Save = Callable[[Sequence[Given]], Sequence[Any]]


@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest, case: str, slug: str) -> HttpResponse:
    """The figures of all indicators of a programme in a period, or of those one is asked for."""
    at = desk(request, case)
    account = current(at, slug)
    mine = assigned.assigned(at.case, at.user) if isinstance(at.user, User) else set()
    allowed = set(account.indicators)
    if not at.can("record_facts", given=()):
        allowed &= mine
        if not allowed:
            at.must("record_facts", given=())
    wanted = request.GET.get("role")
    roles: tuple[Role, ...] = tuple(one for one in ROLES if one == wanted)
    role = roles[0] if roles else "actual"
    period = _period(request, account, allowed)
    locked = any(one.contains(period) for one in reviews.locked(at.case, slug))

    def rows(known: Account, posted: Any) -> list[EntryRow]:
        return figures(known, period, role, allowed, mine, locked, posted)

    def save(given: Sequence[Given]) -> Sequence[Any]:
        return actions.record_facts(at.case, slug, given, actor=at.user)

    due = [one for one in account.due if one.indicator in allowed and role == "actual"]
    more = {
        "what": "figures",
        "role": role,
        "roles": [(one, capfirst(words.word(words.ROLES, one))) for one in ROLES],
        "due": [
            {
                "label": capfirst(words.label(account.indicators[one.indicator].content)),
                "part": told.part_label(account.branches[one.part].content) if one.part else "",
                "period": words.period(one.period),
                "url": _address(at, "entry", slug, one.period),
                "day": words.day(one.day),
                "overdue": one.overdue,
                "mine": one.indicator in mine,
            }
            for one in sorted(due, key=lambda one: one.indicator not in mine)
        ],
    }
    return _fill_in(at, account, period, locked, rows, save, more)


@require_http_methods(["GET", "HEAD", "POST"])
def entry_money(request: HttpRequest, case: str, slug: str) -> HttpResponse:
    """The money of a programme in a period: what is known of it, and room for more."""
    at = desk(request, case)
    at.must("record_amounts")
    account = current(at, slug)
    period = _period(request, account, set(account.indicators))
    locked = any(one.contains(period) for one in reviews.locked(at.case, slug))
    called = at.called(*told.organisations_of(account))

    def rows(known: Account, posted: Any) -> list[EntryRow]:
        return money(known, period, called, locked, posted)

    def save(given: Sequence[Given]) -> Sequence[Any]:
        return actions.record_amounts(at.case, slug, given, actor=at.user)

    return _fill_in(at, account, period, locked, rows, save, {"what": "money"})


def current(at: Desk, slug: str) -> Account:
    """The account of a programme as known now; where there is none there is no page."""
    found = accounts.account(at.case, slug, today=timezone.localdate())
    if found is None:
        raise Http404(f"no programme {slug}")
    return found


def _fill_in(
    at: Desk,
    account: Account,
    period: Period,
    locked: bool,
    rows: Rows,
    save: Save,
    more: dict[str, Any],
) -> HttpResponse:
    posted = at.request.POST if at.request.method == "POST" else None
    slug = account.programme["id"]
    shown = rows(account, posted)
    conflict = compared = None
    if posted is not None and all(row.form.is_valid() for row in shown):
        changed = [(row, given) for row in shown if (given := row.given) is not None]
        try:
            made = save([given for _row, given in changed])
        except Conflict as found:
            shown = rows(current(at, slug), posted)
            conflict, compared = _both(shown, found)
        except Invalid as error:
            for number, problem in error.problems:
                changed[number][0].form.told(_field(problem.field), fault(problem))
        except ValidationError as error:
            messages.error(at.request, " ".join(error.messages))
        else:
            _say(at, len(made))
            return HttpResponseRedirect(at.request.get_full_path())
    faults = [
        {
            "target": target,
            "label": f"{row.heading}, {label}" if label else row.heading,
            "text": text,
        }
        for row in shown
        if posted is not None
        for target, label, text in row.form.faults
    ]
    label = capfirst(words.label(account.programme))
    context = {
        "crumbs": crumbs(
            (_("Programmes"), at.of("programmes")),
            (label, at.of("programme", slug)),
            (_("Fill in"), ""),
        ),
        "at": at,
        "slug": slug,
        "label": label,
        "period": words.period(period),
        "code": period.code,
        "periods": _periods(account),
        "rows": shown,
        "faults": faults,
        "conflict": conflict,
        "compared": compared,
        "locked": locked,
        "here": at.request.get_full_path(),
        "may_money": at.can("record_amounts"),
        "reviewing": at.staff,
        **more,
    }
    status = 400 if faults else 409 if conflict else 200
    return render(at.request, "programmes/entry.html", context, status=status)


def _both(shown: Sequence[EntryRow], found: Conflict) -> tuple[Conflict, forms.Form]:
    """What stands there now and what was typed in words; saving again takes the place of it."""
    now = found.theirs.get("id") or ""
    row = next(
        one
        for one in shown
        if one.form.has_changed() and one.seen != now and (one.held or {}).get("id", "") == now
    )
    row.seen = str(now)
    yours, theirs = said(row, found.yours), said(row, found.theirs)
    compared = forms.Form()
    compared.fields["what"] = forms.CharField(label=_("What it is about"))
    for name in theirs:
        compared.fields[name] = forms.CharField(label=row.form.fields[name].label or name)
    about = row.heading
    told_of = Conflict(
        theirs={"what": about, **theirs},
        yours={"what": about, **yours},
        version=found.version,
        by=found.by,
        at=found.at,
    )
    return told_of, compared


def _field(name: str | None) -> str:
    """The field of a row that shows a column."""
    if name in ("note_nl", "note_en"):
        return "note"
    if name in ("funder_nl", "funder_en"):
        return "funder"
    return name or ""


def _say(at: Desk, n: int) -> None:
    if not n:
        messages.success(at.request, _("Nothing was changed."))
        return
    said_so = ngettext("%(n)s figure was recorded.", "%(n)s figures were recorded.", n)
    messages.success(at.request, said_so % {"n": n})


def _period(request: HttpRequest, account: Account, allowed: set[str]) -> Period:
    """The period that is asked for, or else the longest due, or else the last that has begun."""
    if "period" in request.GET:
        try:
            return Period.of(request.GET["period"])
        except PeriodError as error:
            raise Http404("no such period") from error
    due = [one.period for one in account.due if one.indicator in allowed]
    begun = [one for one in account.reviews if one.start <= account.today]
    return next(iter(due), begun[-1] if begun else Period.of(f"{account.today:%Y}"))


def _periods(account: Account) -> list[tuple[str, str]]:
    """The periods that can be chosen, the first first."""
    found = {*account.periods, *account.reviews, *account.money.periods}
    found |= {slot for one in account.indicators.values() for slot in one.slots}
    return [(one.code, words.period(one)) for one in sorted(found)]


def _address(at: Desk, page: str, slug: str, period: Period) -> str:
    return f"{at.of(page, slug)}?{urlencode({'period': period.code})}"
