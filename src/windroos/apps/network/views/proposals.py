"""The proposals of a case for its staff: the list, one of them, and answering it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from windroos.apps.accounts.mails import NotSent
from windroos.apps.network import actions
from windroos.apps.network.models import Proposal
from windroos.apps.network.models.proposals import Proposed, State
from windroos.apps.network.proposal_forms import AnswerForm
from windroos.apps.network.queries import proposals as found
from windroos.apps.network.queries import sheets
from windroos.apps.network.sheet_shown import Words, label
from windroos.apps.network.views.shared import Desk, chosen, crumbs, staff_desk, writers_desk
from windroos.apps.regions.conflicts import Conflict

PER_PAGE = 50


@require_safe
def proposals(request: HttpRequest, case: str) -> HttpResponse:
    """What was proposed; the open ones unless asked otherwise."""
    at = staff_desk(request, case)
    state = chosen(request, "state", (*State.values, "all")) or State.OPEN
    everything = found.proposals(at.case, at.user)
    rows = everything if state == "all" else everything.filter(state=state)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "at": at,
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number),
        "state": state,
        "states": [*State.choices, ("all", _("all"))],
        "total": everything.count(),
        "open": everything.filter(state=State.OPEN).count(),
        "crumbs": crumbs((_("Proposals"), "")),
    }
    return render(request, "network/proposals.html", context)


@require_http_methods(["GET", "POST"])
def proposal(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """One proposal, field by field; accepting it, whole or in part, or turning it down."""
    at = staff_desk(request, case)
    if request.method == "POST":
        at = writers_desk(request, case, "accept_proposal")
    row = _row(at, number)
    if request.method == "POST" and not row.open:
        messages.info(request, _("This proposal was answered already."))
        return HttpResponseRedirect(at.url("proposal", row.pk))
    now = found.standing(at.case, row.organisation) if row.organisation else None
    differing = found.differences(row, now)
    version = now.number if now else 0
    form = AnswerForm(
        request.POST if request.method == "POST" else None,
        choices=[(one.field, label(one.field)) for one in differing],
        initial={
            "version": version,
            "fields_taken": [one.field for one in differing if not one.there],
        },
    )
    if form.is_bound and form.is_valid():
        try:
            _answer(at, row, form)
        except Conflict:
            messages.warning(
                request,
                _("Someone else changed the organisation in the meantime. Look again."),
            )
            return HttpResponseRedirect(at.url("proposal", row.pk))
        except ValidationError as error:
            form.told(error)
        else:
            return HttpResponseRedirect(at.url("proposal", row.pk))
    context = _shown(at, row, differing)
    context |= {"form": form, "gone": bool(row.organisation) and now is None and row.open}
    status = 400 if form.errors else 200
    return render(request, "network/proposal.html", context, status=status)


@require_POST
def told(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """Sends an answer once more that could not go out, or erases the address instead."""
    at = writers_desk(request, case, "tell_proposer")
    row = _row(at, number)
    send = request.POST.get("do") != "erase"
    try:
        actions.tell_proposer(actor=at.user, case=at.case, proposal=row.pk, send=send)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except NotSent as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request, _("The answer was sent.") if send else _("The address was erased.")
        )
    return HttpResponseRedirect(at.url("proposal", row.pk))


def _row(at: Desk, number: int) -> Proposal:
    row = found.proposal(at.case, at.user, number)
    if row is None:
        raise Http404(f"no proposal {number}")
    return row


def _answer(at: Desk, row: Proposal, form: AnswerForm) -> None:
    data: dict[str, Any] = form.cleaned_data
    about = {"actor": at.user, "case": at.case, "proposal": row.pk}
    if at.request.POST.get("do") == "reject":
        actions.reject_proposal(**about, answer=data["answer"])
        return
    actions.accept_proposal(
        **about,
        version=data["version"],
        fields=data.get("fields_taken", []),
        answer=data["answer"],
    )


def _shown(at: Desk, row: Proposal, differing: list[found.Difference]) -> dict[str, Any]:
    words = Words(sheets.areas(at.case))
    return {
        "at": at,
        "row": row,
        "rows": [
            {
                "label": label(one.field),
                "was": words.value(one.field, one.was),
                "now": words.value(one.field, one.now),
                "proposed": words.value(one.field, one.proposed),
                "moved": one.moved and row.open,
                "there": one.there and row.open,
                "taken": one.field in row.taken,
            }
            for one in differing
        ],
        "moved": row.open and any(one.moved for one in differing),
        "may_answer": at.may("accept_proposal"),
        "crumbs": crumbs(
            (_("Proposals"), at.url("proposals")),
            (f"{Proposed(row.kind).label}: {row.name}", ""),
        ),
    }
