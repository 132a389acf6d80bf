"""Proposing a correction of the register: anyone may; and what came of one's own."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from windroos.apps.accounts.entering import client_address
from windroos.apps.network import actions
from windroos.apps.network.models import RecordVersion
from windroos.apps.network.models.proposals import Proposed
from windroos.apps.network.proposal_forms import ProposeForm
from windroos.apps.network.queries import proposals, sheets
from windroos.apps.network.views.shared import Desk, crumbs, desk
from windroos.cases.register.sheet import flat


@never_cache
@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest, case: str, slug: str) -> HttpResponse:
    """Saying what is wrong with an organisation, or that it should go."""
    at = desk(request, case)
    now = proposals.standing(at.case, slug)
    if now is None:
        raise Http404(f"no organisation {slug}")
    return _propose(at, now)


@never_cache
@require_http_methods(["GET", "POST"])
def missing(request: HttpRequest, case: str) -> HttpResponse:
    """Saying which organisation is missing."""
    return _propose(desk(request, case), None)


@login_required
@require_safe
def own(request: HttpRequest, case: str) -> HttpResponse:
    """What someone proposed themselves, and what came of it."""
    at = desk(request, case)
    found = proposals.own_proposals(at.case, at.user)
    context = {"at": at, "rows": found, "crumbs": crumbs((_("Your proposals"), ""))}
    return render(request, "network/proposals_own.html", context)


def _propose(at: Desk, now: RecordVersion | None) -> HttpResponse:
    request = at.request
    before = flat(now.content if now else None)
    form = ProposeForm(
        request.POST if request.method == "POST" else None,
        areas=sheets.areas(at.case),
        before=before,
        missing=now is None,
        initial={"version": now.number if now else 0},
    )
    if form.is_bound and form.is_valid():
        try:
            # What a program sent is not kept; it is answered as any other.
            if not form.trapped:
                _keep(at, now, form)
        except ValidationError as error:
            form.told(error)
        else:
            return HttpResponseRedirect(f"{request.path}?sent=1")
    name = str(before["name"] or "")
    context = {
        "at": at,
        "form": form,
        "name": name,
        "slug": now.record if now else "",
        "sent": request.GET.get("sent") == "1" and not form.is_bound,
        "crumbs": crumbs(
            (_("Organisations"), at.url("organisations")),
            *([(name, at.url("organisation", now.record))] if now else []),
            (_("Propose a correction") if now else _("A missing organisation"), ""),
        ),
        "details": [form[field] for field in ("other_names", "country", "roles")],
        "plain": [
            form[field]
            for field in ("proposed", "name", "kind", "place", "website")
            if field in form.fields
        ],
        "last": [form[field] for field in ("words", "email") if field in form.fields],
    }
    return render(request, "network/propose.html", context, status=400 if form.errors else 200)


def _keep(at: Desk, now: RecordVersion | None, form: ProposeForm) -> None:
    data = form.cleaned_data
    actions.make_proposal(
        actor=at.user,
        case=at.case,
        kind=data["proposed"] if now else Proposed.MISSING,
        organisation=now.record if now else "",
        version=data.get("version") or 0,
        changes=form.changes(),
        words=data["words"],
        email=data.get("email") or "",
        language=get_language() or "nl",
        address=client_address(at.request),
    )
