"""Referrals on economic security: the list, one of them, referring and noting the answer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from windroos.apps.network import actions, queries, wording
from windroos.apps.network.forms import (
    AnswerForm,
    ReferralForm,
    VersionedForm,
    filled,
)
from windroos.apps.network.models import Recorded, Referral
from windroos.apps.network.models.dialogues import Outcome
from windroos.apps.network.views.shared import (
    Desk,
    chosen,
    crumbs,
    fill_in,
    fill_in_row,
    just_saved,
    region_choices,
    row_or_404,
    staff_desk,
    trail,
    writers_desk,
)
from windroos.apps.network.views.told import steps
from windroos.apps.regions.queries import Case

# A referral is asked to be answered within so many days, unless whoever refers says otherwise.
DAYS_TO_ANSWER = 28


def referrals(request: HttpRequest, case: str) -> HttpResponse:
    """The referrals of a case, with what has not been answered yet."""
    at = staff_desk(request, case)
    everything = queries.referrals(at.case, at.user)
    filters = {
        "region": chosen(request, "region", {one.region for one in everything}),
        "status": chosen(request, "status", ("open", "overdue", "answered", "removed")),
        "outcome": chosen(request, "outcome", Outcome.values),
    }
    found = queries.referrals(at.case, at.user, **filters)
    context = {
        "crumbs": crumbs((_("Dialogues"), at.url("dialogues")), (_("Referrals"), "")),
        "rows": [_shown(at, one) for one in found],
        "total": len(everything),
        "open": sum(one.open for one in everything),
        "overdue": sum(one.overdue for one in everything),
        "filters": filters,
        "regions": region_choices(at, everything),
        "outcomes": Outcome.choices,
        "at": at,
        "may_write": at.may("add_referral"),
    }
    return render(request, "network/referrals.html", context)


def referral(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """One referral with its answer."""
    at = staff_desk(request, case)
    row = row_or_404(at, queries.referral, number)
    told = _shown(at, row)
    context = {
        "crumbs": _crumbs(at, row.subject, ""),
        "shown": told,
        "row": row,
        "at": at,
        "history": steps(row, at.names),
        "may_write": at.may("change_referral"),
        "just_saved": just_saved(request, row),
    }
    return render(request, "network/referral.html", context)


def new(request: HttpRequest, case: str) -> HttpResponse:
    """Referring a question."""
    at = writers_desk(request, case, "add_referral")
    region = chosen(request, "region", at.names.regions)
    form = ReferralForm(
        at.case, request.POST or None, initial={"region": region, **_proposed(at.case)}
    )

    def save(form: VersionedForm) -> Recorded:
        return actions.add_referral(actor=at.user, case=at.case, **form.values())

    context = {"crumbs": _crumbs(at, "", _("Refer a question")), "cancel": at.url("referrals")}
    return fill_in(
        at, form, "network/referral_form.html", context, save=save, url=lambda row: _url(at, row)
    )


def edit(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """Changing a referral."""
    at = writers_desk(request, case, "change_referral")
    row = row_or_404(at, queries.referral, number)
    form = ReferralForm(at.case, request.POST or None, initial=filled(row, Referral.FIELDS))

    def save(form: VersionedForm) -> Recorded:
        return actions.change_referral(
            actor=at.user,
            case=at.case,
            referral=row.pk,
            version=form.cleaned_data["version"] or 0,
            changes=form.values(),
        )

    return _fill_in(at, row, form, "network/referral_form.html", save, _("Change"))


def answer(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """Noting the answer to a referral."""
    at = writers_desk(request, case, "answer_referral")
    row = row_or_404(at, queries.referral, number)
    initial = filled(row, ("answered_on", "outcome", "advice"))
    if row.open:
        initial["answered_on"] = timezone.localdate()
    form = AnswerForm(at.case, request.POST or None, initial=initial)

    def save(form: VersionedForm) -> Recorded:
        return actions.answer_referral(
            actor=at.user,
            case=at.case,
            referral=row.pk,
            version=form.cleaned_data["version"] or 0,
            **form.values(),
        )

    return _fill_in(at, row, form, "network/referral_answer.html", save, _("Answer"))


def _proposed(case: Case) -> dict[str, Any]:
    """What the form of a referral proposes: today, the desk asked last, an answer in four weeks."""
    today = timezone.localdate()
    last = Referral.objects.filter(case=case).first()
    return {
        "desk": last.desk if last else _("business desk for economic security"),
        "referred_on": today,
        "answer_by": today + timedelta(days=DAYS_TO_ANSWER),
    }


def _shown(at: Desk, row: Referral) -> dict[str, Any]:
    """A referral in the reader's words."""
    return {
        "row": row,
        "url": _url(at, row),
        "region": at.names.region(row.region),
        "day": wording.day(row.referred_on),
        "answer_by": wording.day(row.answer_by) if row.answer_by else "",
        "answered_on": wording.day(row.answered_on) if row.answered_on else "",
        "outcome": row.get_outcome_display() if row.outcome else "",  # type: ignore[attr-defined]
        "days_late": (timezone.localdate() - row.answer_by).days
        if row.overdue and row.answer_by
        else 0,
    }


def _fill_in(
    at: Desk, row: Referral, form: VersionedForm, template: str, save: Any, here: str
) -> HttpResponse:
    told = _shown(at, row)
    way = _crumbs(at, row.subject, here, told["url"])
    return fill_in_row(at, row, told, form, template, save, way)


def _url(at: Desk, row: Recorded) -> str:
    return at.url("referral", row.pk)


def _crumbs(at: Desk, title: str, here: str, url: str = "") -> list[dict[str, str]]:
    return trail(at, _("Referrals"), "referrals", (title, url), (here, ""))
