"""Letting everyone read a report, and taking it back."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from windroos.apps.accounts.forms import tell
from windroos.apps.reports import actions, queries
from windroos.apps.reports.forms import WithdrawForm
from windroos.apps.reports.views.desk import desk
from windroos.apps.reports.views.reading import about


@require_POST
def release(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """Letting everyone read a report."""
    at = desk(request, case)
    at.must("release_report")
    one = at.report(number)
    try:
        actions.release_report(at.case, one.number, actor=at.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Everyone can read this report now."))
    return HttpResponseRedirect(at.url("report", number))


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """Taking a released report back, with the reason that others read in its place."""
    at = desk(request, case)
    at.must("withdraw_report")
    one = at.report(number)
    if request.method != "POST" and not one.public:
        raise Http404(f"report {number} is not public")
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.withdraw_report(
                at.case, number, reason=form.cleaned_data["reason"], actor=at.user
            )
        except ValidationError as error:
            tell(form, error)
        else:
            return HttpResponseRedirect(at.url("report", number))
    title = queries.title(one, at.language)
    context = about(at, one) | {
        "form": form,
        "cancel": at.url("report", number),
        "crumbs": at.crumbs((title, at.url("report", number)), (_("Withdraw"), "")),
    }
    status = 400 if form.errors else 200
    return render(request, "reports/withdraw.html", context, status=status)
